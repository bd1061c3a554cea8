"""The queries, by table."""
