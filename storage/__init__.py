"""Remembers: the database, its tables and its queries. Knows nothing of the bot."""
