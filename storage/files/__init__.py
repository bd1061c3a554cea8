"""The files: the database of SQLite, its copies, and what stands beside it."""
