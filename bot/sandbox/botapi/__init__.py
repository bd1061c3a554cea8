"""Telegram's Bot API over the pretend chats."""
