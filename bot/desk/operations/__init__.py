"""Keeps the bot itself in order: tokens, clocks, backups, health, the journal, exports."""
