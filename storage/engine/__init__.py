"""Opens a database, SQLite or PostgreSQL, and keeps its connections."""
