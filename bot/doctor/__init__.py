"""The checks of `caigou doctor`, as values, from what wiring passes in."""
