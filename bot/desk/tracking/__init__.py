"""Follows orders after they are placed, and finds those that nothing explains."""
