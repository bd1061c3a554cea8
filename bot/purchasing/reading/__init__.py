"""Reads what a text asks for: its links, its quantities, and what is neither."""
