"""Holds every word that people read, in one catalogue for each language."""
