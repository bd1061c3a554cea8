"""Dead letters: updates and messages that were given up, until a person reads about them or has them tried again."""

from dataclasses import dataclass
from datetime import datetime

MOST = 200
"""The most updates, and the most messages, that are shown: the newest."""


@dataclass(frozen=True)
class Letter:
    """An update that could not be handled (`received`), or a message that could not be delivered."""

    id: int
    received: bool
    kind: str
    """The kind of the message; for an update, the text that the person wrote, shortened."""
    at: datetime
    chat_id: int
    error: str
    number: int | None = None
    place: int = 0
    total: int = 0
