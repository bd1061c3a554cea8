"""Sheets as files: reads them in a process of its own that may use little, and writes them."""
