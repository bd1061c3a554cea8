"""The state of the simulated Telegram: people, chats, messages, presses, files, the bot's update queue."""

from bot.sandbox.chats.state import Chats

__all__ = ["Chats"]
