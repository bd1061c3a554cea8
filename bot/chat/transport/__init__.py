"""Telegram's wire: fetches updates, keeps its limits, sends and edits messages."""
