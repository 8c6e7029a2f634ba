# `palermo law`: its questions and answers. Texts of the rules themselves stand in `law/`. Keys begin with `law-`.
