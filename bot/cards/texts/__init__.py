"""Every word that people read, one catalogue for each language."""

from bot.cards.texts.catalogue import LANGUAGES, has, known, say

__all__ = ["LANGUAGES", "has", "known", "say"]
