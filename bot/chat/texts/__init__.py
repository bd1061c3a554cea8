"""Every word that people read, one catalogue for each language."""

from bot.chat.texts.texts import LANGUAGES, known, say

__all__ = ["LANGUAGES", "known", "say"]
