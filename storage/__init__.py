"""The database: its tables, queries, migrations, copies and locks. Knows nothing of the bot."""
