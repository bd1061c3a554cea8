"""Telegram's Bot API over the simulated chats."""

from bot.sandbox.botapi.server import BotApi

__all__ = ["BotApi"]
