"""Values to comparable values: the one unit registry, and the bounds that checks compare."""
