"""The only room that knows both tables and values: what the desk reads and records, one transaction at a time."""
