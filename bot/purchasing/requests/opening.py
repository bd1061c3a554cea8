"""What opens a request, and how many drafts one person may leave open."""

import hashlib
from dataclasses import dataclass, replace

MOST_OPEN = 30
"""Three messages of ten products each, even if the way to buy takes one product at a time; more is no purchase.

Each draft is kept with all that 1688 showed, whether it is asked for or not.
"""
OLDEST = 5
"""How many are named to somebody who has too many."""


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """The update, the product's place in it from 0, and the message with a hash of its words.

    For a press it is the message with the button and a hash of what the button says: another press of the same
    button is another update, and opens nothing while its presser's draft still waits for their word.
    """

    update_id: int
    place: int
    chat_id: int = 0
    message_id: int = 0
    words: str = ""

    @property
    def update_key(self) -> str:
        """What older versions stored."""
        return f"{self.update_id}:{self.place}"

    @property
    def text(self) -> str:
        """The form that is stored; unique, because each product of an update opens one request."""
        return (
            f"{self.update_key}:{self.chat_id}/{self.message_id}/{self.words}" if self.message_id else self.update_key
        )

    def opens_the_same(self, other: "OpenedBy") -> bool:
        """Whether the other one is the same product of the same message or button, whatever its update is."""
        return bool(self.message_id) and replace(other, update_id=self.update_id) == self

    @staticmethod
    def of_message(chat_id: int, message_id: int) -> str:
        """The pattern (SQL LIKE) of what a message opened."""
        return f"%:{chat_id}/{message_id}/%"

    @classmethod
    def read(cls, text: str) -> "OpenedBy":
        """Read the stored form. ValueError if it is none."""
        update_id, place, *message = text.split(":")
        if not message:
            return cls(int(update_id), int(place))
        chat_id, message_id, words = message[0].split("/")
        return cls(int(update_id), int(place), int(chat_id), int(message_id), words)


def hash_of(words: str) -> str:
    """A short hash of what a message says, to tell an edit of its words from any other."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
