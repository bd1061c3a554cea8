"""Translates between 1688's JSON and our values; everything odd about 1688's format is handled here."""
