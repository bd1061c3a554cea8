"""Translates between database rows and values: everything the desk loads and records, inside one transaction."""
