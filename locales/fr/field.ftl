# Corroboration, flows and liaison posts. Keys begin with `corroborate-`, `flows-`, `liaison-`.
