"""Dead letters in the database: updates and messages set aside until a person reads about them or retries them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.facts import READ_MESSAGE, READ_UPDATE, Fact
from storage import tables
from storage.queries import dead_letters
from storage.queries.write_rows import change

MOST = 200
_SHOWN = 200


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


class Letters:
    """Loads and retries dead letters in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def unread(self) -> tuple[Letter, ...]:
        """The newest dead letters that nobody has read about: messages first, then updates."""
        owed = [_of_message(row) for row in await dead_letters.messages(self._session, MOST)]
        came = [_of_update(row) for row in await dead_letters.updates(self._session, MOST)]
        return tuple(owed + came)

    async def counts(self) -> tuple[int, int]:
        """How many updates, and how many messages, are unread dead letters."""
        return await dead_letters.counts(self._session)

    async def send_again(self, letter: Letter, bot_id: int, **values: Any) -> bool:
        """Try it again as if it were new; returns False if it is no longer a dead letter."""
        if letter.received:
            key: dict[str, Any] = {"bot_id": bot_id, "update_id": letter.id, "state": "dead"}
            values = {"state": "new", "attempts": 0}
            return await change(self._session, tables.InboxRow, key, values) == 1
        key = {"id": letter.id, "state": "dead"}
        return await change(self._session, tables.OutboxRow, key, {"state": "due", "attempts": 0, **values}) == 1

    def mark(self, letter: Letter, bot_id: int) -> Fact[int]:
        """The fact that records who read about it."""
        return READ_UPDATE.of(bot_id, letter.id) if letter.received else READ_MESSAGE.of(letter.id)


def _of_message(row: tables.OutboxRow) -> Letter:
    assert row.id is not None
    return Letter(row.id, False, row.kind, row.created_at, row.chat_id, row.error, row.request_id)


def _of_update(row: tables.InboxRow) -> Letter:
    chat_id = int(row.lane) if row.lane.lstrip("-").isdigit() else 0
    return Letter(row.update_id, True, _words(row.raw), row.received_at, chat_id, row.error)


def _words(raw: str) -> str:
    """What a person wrote, shortened; empty if they pressed a button or nothing can be read."""
    try:
        update = json.loads(raw)
        message = update.get("message") or {}
        written = message.get("text") or message.get("caption") or ""
        pressed = update.get("callback_query")
    except (ValueError, AttributeError):
        return ""
    if not isinstance(written, str) or pressed:
        return ""
    return written[:_SHOWN]
