"""Tells the inbox how the handlers ended with an update: by which error, and whether it was meant for the bot."""

from typing import Any

_SPOKEN = ("message", "edited_message")


class Outcomes:
    """What became of updates, by their numbers; handlers note it, the inbox takes it."""

    def __init__(self) -> None:
        self._errors: dict[int, BaseException] = {}
        self._meant: set[int] = set()

    def failed(self, update_id: int, error: BaseException) -> None:
        self._errors[update_id] = error

    def meant(self, update_id: int) -> None:
        """The bot answered it, or did something because of it."""
        self._meant.add(update_id)

    def take(self, update_id: int) -> tuple[BaseException | None, bool]:
        """The error, and whether it was meant for the bot; asking forgets both."""
        known = update_id in self._meant
        self._meant.discard(update_id)
        return self._errors.pop(update_id, None), known


def is_talk(raw: dict[str, Any]) -> bool:
    """Whether a raw update is what somebody said in a group, or changed there: only that may be meant for others."""
    said = next((raw[kind] for kind in _SPOKEN if isinstance(raw.get(kind), dict)), None)
    chat = said.get("chat") if said is not None else None
    return isinstance(chat, dict) and isinstance(chat.get("id"), int) and chat["id"] < 0
