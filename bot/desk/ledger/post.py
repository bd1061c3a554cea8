"""The book's section on messages: updates that came from Telegram, and messages that are owed to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.lifecycle import InboxState, OutboxState
from bot.purchasing.notice import Notice, NoticeKind
from bot.purchasing.purchase import Cause, Place
from storage import messages, tables
from storage.changes import change


@dataclass(frozen=True)
class Waiting:
    """An update that was not acted upon yet; `lane` is the chat whose order it keeps."""

    update_id: int
    lane: str
    raw: str
    attempts: int


@dataclass(frozen=True)
class Owed:
    """A message whose turn it is."""

    id: int
    kind: NoticeKind
    place: Place
    request_id: int | None
    facts: dict[str, object]
    attempts: int
    created_at: datetime
    resent: bool
    """Whether an earlier try may have arrived: it failed, or nobody recorded how it ended."""


class Post:
    """The inbox and the outbox in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str]) -> None:
        self._session, self._now, self._left = session, now, left

    async def record(self, bot_id: int, updates: Sequence[tuple[int, str, str]]) -> None:
        """Record raw updates (id, lane, text); those that are there already stay as they are."""
        rows: list[dict[str, Any]] = [
            {"bot_id": bot_id, "update_id": update_id, "lane": lane, "raw": raw, "state": "new", "attempts": 0,
             "error": "", "received_at": self._now}
            for update_id, lane, raw in updates
        ]  # fmt: skip
        await messages.insert_new(self._session, tables.Inbox, rows)

    async def waiting(self, bot_id: int, limit: int) -> tuple[Waiting, ...]:
        rows = await messages.waiting(self._session, bot_id, limit)
        return tuple(Waiting(row.update_id, row.lane, row.raw, row.attempts) for row in rows)

    async def finish(self, cause: Cause, state: InboxState = InboxState.DONE, error: str = "") -> bool:
        """new → done or dead; False where the update was acted upon before. An unrecorded one counts as new."""
        expected = {"bot_id": cause.bot_id, "update_id": cause.update_id, "state": InboxState.NEW.value}
        values = {"state": state.value, "finished_at": self._now, "error": error}
        if await change(self._session, tables.Inbox, expected, values) == 1:
            return True
        return await messages.update_of(self._session, cause.bot_id, cause.update_id) is None

    async def count_failure(self, cause: Cause, error: str) -> int:
        """One more failed try at an update; how many there were."""
        row = await messages.update_of(self._session, cause.bot_id, cause.update_id)
        if row is None:
            return 0
        failed = row.attempts + 1  # the row itself follows the change
        key = {"bot_id": cause.bot_id, "update_id": cause.update_id}
        await change(self._session, tables.Inbox, key, {"attempts": failed, "error": error})
        return failed

    async def owe(self, notice: Notice) -> None:
        """Owe a message; one with the same `dedupe` is owed already."""
        row = {
            "dedupe": notice.dedupe, "chat_id": notice.place.chat_id, "topic_id": notice.place.topic_id,
            "request_id": notice.request_id, "kind": notice.kind.value, "payload": notice.facts, "state": "due",
            "attempts": 0, "error": "", "next_at": self._now, "created_at": self._now,
        }  # fmt: skip
        await messages.insert_new(self._session, tables.Outbox, [row])
        self._left.add("messages")

    async def owe_card(self, request_id: int, place: Place, anew: str = "") -> None:
        """Owe a request's card in a chat a new look; one that is owed already and not yet on the wire is enough.

        `anew` is why it is posted again below instead of being edited.
        """
        if not anew and await messages.card_owed(self._session, request_id, place.chat_id):
            return
        dedupe = f"card:{request_id}:{place.chat_id}:{await messages.newest(self._session)}"
        facts: dict[str, object] = {"anew": anew} if anew else {}
        await self.owe(Notice(NoticeKind.CARD, place, dedupe, facts, request_id))

    async def due(self, limit: int) -> tuple[Owed, ...]:
        rows = await messages.due(self._session, self._now, limit)
        return tuple(
            Owed(row.id or 0, NoticeKind(row.kind), Place(row.chat_id, row.topic_id), row.request_id, row.payload,
                 row.attempts, row.created_at, row.attempts > 0 or row.state == OutboxState.SENDING.value)
            for row in rows
        )  # fmt: skip

    async def claim(self, message: Owed, until: datetime) -> None:
        values = {"state": OutboxState.SENDING.value, "claimed_until": until}
        await change(self._session, tables.Outbox, {"id": message.id}, values)

    async def release(self) -> None:
        """Claims of a process that is gone end now."""
        sending = {"state": OutboxState.SENDING.value}
        await change(self._session, tables.Outbox, sending, {"claimed_until": self._now})

    async def sent(self, message: Owed, message_id: int | None) -> None:
        values = {
            "state": OutboxState.SENT.value,
            "message_id": message_id,
            "sent_at": self._now,
            "error": "",
        }
        await change(self._session, tables.Outbox, {"id": message.id}, values)

    async def later(self, message: Owed, at: datetime, error: str, counts: bool) -> None:
        values = {"state": "due", "next_at": at, "error": error, "attempts": message.attempts + counts}
        await change(self._session, tables.Outbox, {"id": message.id}, values)
        self._left.add("messages")

    async def dead(self, message: Owed, error: str) -> None:
        values = {"state": OutboxState.DEAD.value, "error": error}
        await change(self._session, tables.Outbox, {"id": message.id}, values)

    async def readdress(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: what is owed to it goes to its new id."""
        for state in ("due", "sending"):
            expected = {"chat_id": old_chat_id, "state": state}
            await change(self._session, tables.Outbox, expected, {"chat_id": new_chat_id, "state": "due"})

    async def next_due(self) -> datetime | None:
        return await messages.next_due(self._session)

    async def dead_updates(self) -> int:
        return await messages.count(self._session, tables.Inbox, ("dead",))

    async def dead_messages(self) -> int:
        return await messages.count(self._session, tables.Outbox, ("dead",))

    async def waiting_messages(self) -> int:
        return await messages.count(self._session, tables.Outbox, ("due", "sending"))
