"""Telegram's Bot API over the pretend chats."""

from bot.sandbox.botapi.server import BotApi

__all__ = ["BotApi"]
