"""The inbox (updates from Telegram) and the outbox (messages to Telegram) in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import stored_notices, told_together
from bot.purchasing.lifecycle import InboxState, OutboxState
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.shown import ButtonsNotice, CardNotice, ReplyNotice
from bot.purchasing.requests.purchase import Cause, Place
from storage import tables
from storage.queries import messages, update_claims
from storage.queries.write_rows import add_if_new, add_new, change

_TURNS = count()
"""Numbers the transactions of this process, so that parallel ones give their messages different names."""


@dataclass(frozen=True)
class Waiting:
    """An update that was not handled yet; `lane` is the chat whose order it keeps, `epoch` the number of our claim."""

    update_id: int
    lane: str
    raw: str
    attempts: int
    epoch: int = 0


@dataclass(frozen=True)
class Owed:
    """A message that is due."""

    id: int
    kind: NoticeKind
    place: Place
    request_id: int | None
    stored: dict[str, Any]
    attempts: int
    created_at: datetime
    resent: bool
    """Whether an earlier try may have arrived: it failed, or its end was never recorded."""
    epoch: int = 0
    """The number of our claim; a write under an older one changes nothing."""
    silent: bool = False
    """Whether it comes without sound."""

    def read(self) -> Notice:
        """What is to be said; LookupError or ValueError if it was stored in no form that is known."""
        return stored_notices.load(self.kind, self.stored)


@dataclass(frozen=True)
class LiveMessage:
    """A message whose buttons hold in one state of its request only; `message_id` once it arrived.

    If it has `emptied`, its text is not kept any more.
    """

    id: int
    chat_id: int
    message_id: int | None
    state: str
    kind: NoticeKind
    stored: dict[str, Any]
    emptied: bool = False

    def read(self) -> Notice:
        """What it says; LookupError or ValueError if it was stored in no form that is known."""
        return stored_notices.load(self.kind, self.stored)


@dataclass(frozen=True)
class Waited:
    """A message that waited for a morning."""

    id: int
    kind: NoticeKind
    place: Place
    request_id: int | None
    stored: dict[str, Any]

    def read(self) -> Notice:
        """What it says; LookupError or ValueError if it was stored in no form that is known."""
        return stored_notices.load(self.kind, self.stored)


class MessageLedger:
    """The inbox and the outbox in one transaction. `owner` names this process in its claims."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str], owner: str = "") -> None:
        self._session, self._now, self._left, self._owner = session, now, left, owner

    async def record(self, bot_id: int, updates: Sequence[tuple[int, str, str]]) -> tuple[Waiting, ...]:
        """Record raw updates (id, lane, text) and return them as waiting.

        Returns nothing if some of them were recorded already; those stay as they are.
        """
        rows: list[dict[str, Any]] = [
            {"bot_id": bot_id, "update_id": update_id, "lane": lane, "raw": raw, "received_at": self._now}
            for update_id, lane, raw in updates
        ]
        added = await add_new(self._session, tables.InboxRow, rows)
        self._left.add("updates")
        return tuple(Waiting(*update, attempts=0) for update in updates) if added == len(updates) else ()

    async def receive(
        self, bot_id: int, updates: Sequence[tuple[int, str, str]], seconds: float, most: int
    ) -> tuple[Waiting, ...]:
        """Record raw updates and claim at most so many for so many seconds; others hear only of what is left."""
        await self.record(bot_id, updates)
        taken = await self.claim_updates(bot_id, seconds, most) if most else ()
        if {number for number, _, _ in updates} <= {each.update_id for each in taken}:
            self._left.discard("updates")
        return taken

    async def waiting(self, bot_id: int, limit: int) -> tuple[Waiting, ...]:
        return _waiting(await messages.waiting(self._session, bot_id, limit))

    async def claim_updates(self, bot_id: int, seconds: float, most: int) -> tuple[Waiting, ...]:
        """Claim updates for so many seconds, from lanes that no other process runs."""
        return _waiting(await update_claims.claim(self._session, bot_id, self._owner, self._now, seconds, most))

    async def renew_updates(self, bot_id: int, ids: Sequence[int], seconds: float) -> frozenset[int]:
        """Extend our claim on these updates by so many seconds; returns those that are still ours."""
        return frozenset(await update_claims.renew(self._session, bot_id, ids, self._owner, self._now, seconds))

    async def release_updates(self, bot_id: int) -> None:
        """Release our updates that are not done, so that any process may claim them."""
        await update_claims.release(self._session, bot_id, self._owner)
        self._left.add("updates")

    async def finish_all(self, bot_id: int, claims: Sequence[tuple[int, int]], *, keep_text: bool = True) -> None:
        """new → done for each (update, epoch) that nobody has claimed since; without `keep_text` their texts go."""
        if claims:
            await messages.finish_all(self._session, bot_id, claims, self._now, keep_text=keep_text)

    async def finish(
        self, cause: Cause, state: InboxState = InboxState.DONE, error: str = "", epoch: int | None = None
    ) -> bool:
        """new → done or dead; returns False if the update was handled before. An unrecorded one counts as new.

        With an `epoch`, it also returns False if another process has claimed the update since.
        """
        expected = {"bot_id": cause.bot_id, "update_id": cause.update_id, "state": InboxState.NEW.value}
        expected |= {} if epoch is None else {"epoch": epoch}
        values = {"state": state.value, "finished_at": self._now, "error": error}
        if await change(self._session, tables.InboxRow, expected, values) == 1:
            return True
        return await messages.update_of(self._session, cause.bot_id, cause.update_id) is None

    async def count_failure(self, cause: Cause, error: str, epoch: int) -> int:
        """Count one more failed try of an update; returns how many there were, 0 if another process has it now."""
        row = await messages.update_of(self._session, cause.bot_id, cause.update_id)
        if row is None:
            return 0
        failed = row.attempts + 1  # the row object itself follows the change
        key = {"bot_id": cause.bot_id, "update_id": cause.update_id, "epoch": epoch}
        counted = await change(self._session, tables.InboxRow, key, {"attempts": failed, "error": error})
        return failed if counted else 0

    async def owe(self, message: Notice, place: Place, dedupe: str, request_id: int | None = None) -> None:
        """Put a message into the outbox, unless one with the same `dedupe` is there.

        What was deferred for this request goes before it, or is told by it too; news of a part is told together with
        the same news of others, if that is still deferred.
        """
        self._left.add("messages")
        told = told_together.Told(message, place, dedupe, self._now)
        if request_id is not None and await told_together.among_others(self._session, told, request_id):
            return
        await add_if_new(
            self._session, tables.OutboxRow, dedupe=dedupe, chat_id=place.chat_id, topic_id=place.topic_id,
            **told_together.content(message, request_id, self._now),
        )  # fmt: skip

    async def gathering(self, whole: int) -> dict[NoticeKind, list[int]]:
        """What waits for the same news of other parts of a request that was split: by kind, the numbers."""
        found: dict[NoticeKind, list[int]] = {}
        for row in await messages.gathering(self._session, whole):
            found.setdefault(NOTICE_KINDS[row.kind], []).append(row.id or 0)
        return found

    async def go_now(self, ids: Sequence[int]) -> None:
        """These messages wait for nothing any more."""
        await messages.go_now(self._session, ids, self._now)
        self._left.add("messages")

    async def retell(self, message_id: int, told: Notice) -> None:
        """A message that arrived says this now; `message_id` is its number here."""
        key = {"id": message_id, "kind": told.kind}
        await change(self._session, tables.OutboxRow, key, {"payload": stored_notices.dump(told)})

    async def owe_card(self, request_id: int, place: Place, anew: str = "") -> None:
        """Put a new version of a request's card for a chat into the outbox, unless one is waiting there already.

        `anew` is why it is posted again below instead of edited; then only one waiting for the same reason is enough.
        """
        owed = await messages.cards_owed(self._session, request_id, place.chat_id)
        if any(anew in ("", row.payload.get("anew")) for row in owed):
            self._left.add("messages")  # whoever looked for work meanwhile skipped them, because they are locked here
            return
        await self.owe(CardNotice(anew=anew), place, await self._own(f"card:{request_id}:{place.chat_id}"), request_id)

    async def owe_buttons(self, request_id: int, chat_id: int) -> None:
        """Have the buttons of earlier messages about a request in a chat looked at again."""
        await self.owe(ButtonsNotice(), Place(chat_id), await self._own(f"buttons:{request_id}:{chat_id}"), request_id)

    async def owe_no_buttons(self, request_id: int, chat_id: int) -> bool:
        """Have every button of a request taken off in a chat, its card's too; False if that was owed today already."""
        dedupe = f"no-buttons:{request_id}:{chat_id}:{self._now:%Y-%m-%d}"
        if await messages.owed_as(self._session, dedupe) is not None:
            return False
        await self.owe(ButtonsNotice(every=True), Place(chat_id), dedupe, request_id)
        return True

    async def _own(self, dedupe: str) -> str:
        """A key of this transaction: waiting for another's could draw the card before this change is committed."""
        return f"{dedupe}:{await messages.newest(self._session)}:{self._owner}-{next(_TURNS)}"

    async def cards_under_way(self, request_id: int) -> frozenset[int]:
        """The chats for which a request's card is in the outbox or being sent: it will be there soon."""
        return frozenset(await messages.cards_under_way(self._session, request_id))

    async def with_live_buttons(self, request_id: int, chat_id: int | None = None) -> tuple[LiveMessage, ...]:
        """Messages about a request, sent or not, whose buttons were not taken off; in one chat or everywhere."""
        rows = await messages.with_live_buttons(self._session, request_id)
        return tuple(
            LiveMessage(
                row.id or 0,
                row.chat_id,
                row.message_id,
                row.state,
                NOTICE_KINDS[row.kind],
                row.payload,
                emptied=row.emptied_at is not None,
            )
            for row in rows
            if chat_id in (None, row.chat_id)
        )

    async def replied(self, place: Place, message_id: int, request_id: int | None, told: ReplyNotice | None) -> None:
        """A message shows this answer now, and nothing that was recorded of it before; None has no such buttons."""
        before = await messages.live_at_message(self._session, place.chat_id, message_id)
        if before:
            await self.settle_buttons([row.id or 0 for row in before])
        if told is None or request_id is None:
            return
        now = {
            "request_id": request_id, "payload": stored_notices.dump(told), "buttons_live": True, "sent_at": self._now,
            "emptied_at": None,
        }  # fmt: skip
        key = {"dedupe": f"reply:{place.chat_id}:{message_id}"}
        sent = {
            "chat_id": place.chat_id, "topic_id": place.topic_id, "kind": told.kind, "message_id": message_id,
            "state": OutboxState.SENT.value, "next_at": self._now, "created_at": self._now,
        }  # fmt: skip
        if not await change(self._session, tables.OutboxRow, key, now):
            await add_if_new(self._session, tables.OutboxRow, **key, **sent, **now)

    async def is_recorded(self, chat_id: int, message_id: int) -> bool:
        """Whether this message came out of the outbox, or is an answer that was recorded for its buttons."""
        return bool(await messages.at_message(self._session, chat_id, message_id))

    async def about(self, chat_id: int, message_id: int) -> list[tuple[int | None, int | None]]:
        """Each request that this message is recorded to tell of, with the approver's question that it asks."""
        rows = await messages.at_message(self._session, chat_id, message_id)
        return [(row.request_id, row.payload.get("question_id")) for row in rows]

    async def has_live_buttons(self, chat_id: int, message_id: int) -> bool:
        """Whether it is one of those whose buttons were not taken off."""
        return bool(await messages.live_at_message(self._session, chat_id, message_id))

    async def settle_buttons(self, ids: Sequence[int]) -> None:
        """The buttons of these messages are taken off, or were never shown."""
        await messages.settle_buttons(self._session, ids)

    async def owed_as(self, dedupe: str) -> tuple[Notice | None, int | None] | None:
        """The message with this `dedupe`, None if its text is gone, and the number under which it arrived."""
        row = await messages.owed_as(self._session, dedupe)
        if row is None:
            return None
        told = stored_notices.load(NOTICE_KINDS[row.kind], row.payload) if row.emptied_at is None else None
        return told, row.message_id

    async def anything_due(self, held: Sequence[int] = ()) -> bool:
        """Whether there is a message whose turn it is, beside those in hand."""
        return bool(await messages.due(self._session, self._now, 1, hold=False, held=held))

    async def take_due(
        self, limit: int, seconds: float, *, held: Sequence[int] = (), for_cards: int = 0
    ) -> tuple[Owed, ...]:
        """Take due messages, one for each chat; they are ours and being sent for so many seconds.

        `held` are being sent here already; the last `for_cards` of the `limit` are reserved for cards.
        """
        found = await messages.due(self._session, self._now, limit, hold=True, held=held)
        rows = [row for n, row in enumerate(found) if n < limit - for_cards or row.kind == CardNotice.kind]
        owed = tuple(
            Owed(row.id or 0, NOTICE_KINDS[row.kind], Place(row.chat_id, row.topic_id), row.request_id, row.payload,
                 row.attempts, row.created_at, row.attempts > 0 or row.state == OutboxState.SENDING.value,
                 row.epoch + 1)
            for row in rows
        )  # fmt: skip
        if owed:
            await messages.take(self._session, [each.id for each in owed], self._owner, self._now, seconds)
        return owed

    async def renew(self, ids: Sequence[int], seconds: float) -> None:
        """Extend our claim on messages that are being sent."""
        await messages.renew(self._session, ids, self._owner, self._now, seconds)

    async def release(self, *, everything: bool) -> None:
        """End the claims of a process that is gone: all of them, or those whose time is over."""
        await messages.release(self._session, self._now, everything=everything)

    async def sent(self, message: Owed, message_id: int | None) -> None:
        await self._end(
            message, state=OutboxState.SENT.value, message_id=message_id, sent_at=self._now, error="",
        )  # fmt: skip

    async def later(self, message: Owed, at: datetime, error: str, counts: bool) -> None:
        await self._end(message, state="due", next_at=at, error=error, attempts=message.attempts + counts)
        self._left.add("messages")

    async def wait(self, message: Owed, until: datetime) -> None:
        """Keep a message for its chat's digest, which is due then; nothing waits behind it."""
        await self._end(message, state=OutboxState.DUE.value, waits_until=until)

    async def leave_out(self, message: Owed) -> None:
        """Nobody wants this message: it counts as sent and stands nowhere."""
        await self._end(message, state=OutboxState.SENT.value, sent_at=self._now, error="off", buttons_live=False)

    async def waited_in(self) -> tuple[int, ...]:
        """The chats with messages that have waited long enough."""
        return tuple(await messages.waited_in(self._session, self._now))

    async def waited(self, chat_id: int, until: datetime) -> tuple[Waited, ...]:
        """The messages of a chat that waited until this moment at most, oldest first."""
        return tuple(
            Waited(row.id or 0, NOTICE_KINDS[row.kind], Place(row.chat_id, row.topic_id), row.request_id, row.payload)
            for row in await messages.waited(self._session, chat_id, until)
        )

    async def wait_anew(self, chat_ids: Sequence[int], until: datetime) -> None:
        """What waits in these chats waits until this moment instead."""
        await messages.wait_anew(self._session, chat_ids, until)

    async def end_waiting(
        self, ids: Sequence[int], message_id: int | None = None, *, alone: int | None = None, error: str = ""
    ) -> None:
        """Messages that waited stand in this message now, one of them `alone` with its own buttons; or they failed."""
        if not ids:
            return
        state = OutboxState.DEAD if error else OutboxState.SENT
        await self.settle_buttons([each for each in ids if each != alone])
        await messages.end_waiting(self._session, ids, state.value, message_id, self._now, error)

    async def dead(self, message: Owed, error: str) -> bool:
        """Give the message up; returns False if another process has it now."""
        return await self._end(message, state=OutboxState.DEAD.value, error=error)

    async def _end(self, message: Owed, **values: Any) -> bool:
        """Record how a try ended; changes nothing if another process has claimed the message since."""
        return await change(self._session, tables.OutboxRow, {"id": message.id, "epoch": message.epoch}, values) == 1

    async def readdress(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: send its waiting messages to its new id."""
        for state in ("due", "sending"):
            expected = {"chat_id": old_chat_id, "state": state}
            await change(self._session, tables.OutboxRow, expected, {"chat_id": new_chat_id, "state": "due"})

    async def next_due(self) -> datetime | None:
        return await messages.next_due(self._session)

    async def dead_updates(self) -> int:
        return await messages.count(self._session, tables.InboxRow, ("dead",))

    async def dead_messages(self) -> int:
        return await messages.count(self._session, tables.OutboxRow, ("dead",))

    async def waiting_messages(self) -> int:
        return await messages.count(self._session, tables.OutboxRow, ("due", "sending"))


def _waiting(rows: Sequence[tables.InboxRow]) -> tuple[Waiting, ...]:
    return tuple(Waiting(row.update_id, row.lane, row.raw, row.attempts, row.epoch) for row in rows)
