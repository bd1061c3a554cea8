"""Handles updates that came from Telegram and messages that are owed to it."""
