"""The checks that no single column states, one module a table. Each yields one boolean for each row. Pure, no GX."""
