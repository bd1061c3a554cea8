"""What the outbox stored of a notice, as tests look at it."""

from typing import Any


def told_of(stored: dict[str, Any]) -> dict[str, Any]:
    """The facts alone: without the version, and without a reason to post a card anew if there is none."""
    return {name: fact for name, fact in stored.items() if name != "v" and (name, fact) != ("anew", "")}
