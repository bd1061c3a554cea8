"""Telegram's Bot API: receives updates, keeps the rate limits, sends and edits messages."""
