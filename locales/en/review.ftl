# `palermo review`. Texts of questionnaires stand in `reviews/`. Keys begin with `review-`.
