"""What the outbox stored of a notice, as tests look at it."""

from dataclasses import fields
from typing import Any

from bot.desk.shared.refusal import Refusal


def told_of(stored: dict[str, Any]) -> dict[str, Any]:
    """The facts alone: without the version, and without a reason to post a card anew if there is none."""
    return {name: fact for name, fact in stored.items() if name != "v" and (name, fact) != ("anew", "")}


def why_of(refusal: Refusal) -> dict[str, Any]:
    """The values of a refusal that somebody gave, beside the name of its reason."""
    given, named = vars(refusal.why), [each for each in fields(refusal.why) if each.name != "which"]
    return {each.name: given[each.name] for each in named if given[each.name] != each.default}
