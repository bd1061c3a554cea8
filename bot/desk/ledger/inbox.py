"""The inbox in the database: updates from Telegram, recorded before they are confirmed and acted upon once.

If several processes share it, they claim updates; only one process at a time runs a lane, in order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, func, or_, select, tuple_, update

from bot.desk.ledger.facts import READ_UPDATE, is_stored
from bot.desk.ledger.mapper import Mapper, Repository
from bot.purchasing.lifecycle import InboxState
from bot.purchasing.person import Cause
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import Emptying, add_new, change, setting
from storage.tables import InboxRow
from storage.tables.base import Moment
from storage.tables.messages import NO_TEXT

MOST = 200
"""The most dead letters that are shown of updates, and of messages: the newest."""


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


_LANES_AT_ONCE = 32
"""The most lanes that one claim may take."""
_SHOWN = 200
"""How much is shown of what a person wrote."""


@dataclass(frozen=True)
class WaitingUpdate:
    """An update that was not handled yet; `lane` is the chat whose order it keeps, `epoch` the number of our claim.

    `acted_at` (UTC): it took effect then and is not to be run again; only its person was not answered yet.
    """

    update_id: int
    lane: str
    raw: str
    attempts: int
    epoch: int = 0
    acted_at: datetime | None = None


_UPDATES = Mapper(WaitingUpdate, InboxRow)

_in, _other = columns(InboxRow), table_of(InboxRow).alias("other")
_of_bot, _new = _in.bot_id == given("bot"), _in.state == "new"
_these = _in.update_id.in_(given_all("numbers"))
_STATE = Scalars(select(_in.state).where(_of_bot, _in.update_id == given("number")))
_WAITING = _UPDATES.query(_of_bot, _new, order=(_in.update_id,), limit=LIMIT)
_claimed = (_of_bot, _new, tuple_(_in.update_id, _in.epoch).in_(given_all("claims")))
_FINISHED = setting(InboxRow, *_claimed, state="done", finished_at=given("now", Moment))
_OVERHEARD = Emptying(InboxRow, *_claimed, sets=("state", "finished_at", *NO_TEXT))

# Claims, which only processes that share the database make: their time is the server's.
_mine = (_of_bot, _new, _in.owner == given("by"))
_unclaimed = (_of_bot, _new, or_(_in.claimed_until.is_(None), _in.claimed_until <= leases.now(True)))
_of_others = select(_other.c.lane).where(
    _other.c.bot_id == given("bot"),
    _other.c.state == "new",
    _other.c.owner != given("by"),
    _other.c.claimed_until > leases.now(True),
)
_nobody_elses = _in.lane.not_in(_of_others)
_LANES_LONGEST_WAIT_FIRST = Scalars(
    select(_in.lane).where(*_unclaimed).group_by(_in.lane).order_by(func.min(_in.update_id)).limit(_LANES_AT_ONCE)
)
_heads = select(func.min(_in.update_id)).where(_of_bot, _new, _in.lane.in_(given_all("lanes"))).group_by(_in.lane)
# A lane whose head somebody is just finishing waits.
_FREE_LANES = Scalars(
    select(_in.lane).where(_of_bot, _in.update_id.in_(_heads), _nobody_elses).with_for_update(skip_locked=True)
)
_next = select(_in.update_id).where(*_unclaimed, _in.lane.in_(given_all("lanes"))).order_by(_in.update_id)
_CLAIMED = (
    update(table_of(InboxRow))
    .where(_of_bot, _in.update_id.in_(_next.limit(given("most", Integer))))
    .values(owner=given("by"), epoch=_in.epoch + 1, claimed_until=leases.until(True))
    .returning(*_in)
)
_LANES_OF_THESE = Scalars(select(_in.lane).where(*_mine, _these).distinct())
_ours = select(_in.update_id).where(*_mine, _these, _nobody_elses)
_OURS, _OURS_AND_FREE = Scalars(_ours), Scalars(_ours.with_for_update(skip_locked=True))
_RENEWED = setting(InboxRow, _of_bot, _these, claimed_until=leases.until(True))
_RELEASED = setting(InboxRow, *_mine, owner="", claimed_until=None)

_unread = (_in.state == "dead", ~is_stored(READ_UPDATE, _in.bot_id, _in.update_id))
_DEAD_LETTERS = Rows(InboxRow, *_unread, order=(_in.received_at.desc(), _in.update_id.desc()), limit=MOST)
_named = tuple_(_in.bot_id, _in.update_id).in_(given_all("updates"))
_UNDEALT: Any = select(_in.bot_id, _in.update_id).where(_named, *_unread)
_COUNT_OF_DEAD_LETTERS = Scalars(select(func.count()).select_from(table_of(InboxRow)).where(*_unread))


class InboxRepository(Repository):
    """The inbox in one transaction. `owner` names this process in its claims."""

    async def record(self, bot_id: int, updates: Sequence[tuple[int, str, str]]) -> tuple[WaitingUpdate, ...]:
        """Record raw updates (id, lane, text) and return them as waiting.

        Returns nothing if some of them were recorded already; those stay as they are.
        """
        rows: list[dict[str, Any]] = [
            {"bot_id": bot_id, "update_id": update_id, "lane": lane, "raw": raw, "received_at": self._now}
            for update_id, lane, raw in updates
        ]
        added = await add_new(self._session, InboxRow, rows)
        self._left.add("updates")
        return tuple(WaitingUpdate(*each, attempts=0) for each in updates) if added == len(updates) else ()

    async def receive(
        self, bot_id: int, updates: Sequence[tuple[int, str, str]], seconds: float, most: int
    ) -> tuple[WaitingUpdate, ...]:
        """Record raw updates and claim at most so many for so many seconds; others hear only of what is left."""
        await self.record(bot_id, updates)
        claimed = await self.claim(bot_id, seconds, most) if most else ()
        if {number for number, _, _ in updates} <= {each.update_id for each in claimed}:
            self._left.discard("updates")
        return claimed

    async def waiting(self, bot_id: int, limit: int) -> tuple[WaitingUpdate, ...]:
        """Updates that were not handled yet, in their order."""
        return await _WAITING.all(self._session, bot=bot_id, limit=limit)

    async def claim(self, bot_id: int, seconds: float, most: int) -> tuple[WaitingUpdate, ...]:
        """Claim updates for so many seconds, from lanes that no other process runs; each lane's oldest first.

        Each lane is locked for this transaction and only then checked again, so that two claims never take from one.
        """
        session, by = self._session, {"bot": bot_id, "by": self._owner}
        waiting = await _LANES_LONGEST_WAIT_FIRST.all(session, bot=bot_id)
        lanes = await leases.try_locks(session, leases.LANE, waiting)
        if not lanes:
            return ()
        free = await _FREE_LANES.all(session, **by, lanes=lanes)
        values = {**by, "lanes": free, "most": most} | leases.lasting(True, self._now, seconds)
        claimed: Any = await session.exec(_CLAIMED, params=values)
        return tuple(sorted(map(_UPDATES.value, claimed.all()), key=lambda each: each.update_id))

    async def renew(self, bot_id: int, ids: Sequence[int], seconds: float) -> frozenset[int]:
        """Extend our claim on those of these updates that are still ours by so many seconds; returns them.

        If another process has the beginning of a lane, the lane is theirs: with two holders one would overtake the
        other. An update that a transaction of ours is about to finish is not waited for: nobody takes what is locked.
        """
        session, mine = self._session, {"bot": bot_id, "by": self._owner, "numbers": list(ids)}
        await leases.locks(session, leases.LANE, await _LANES_OF_THESE.all(session, **mine))
        ours = await _OURS.all(session, **mine)
        free = {"bot": bot_id, "numbers": await _OURS_AND_FREE.all(session, **mine)}
        await session.exec(_RENEWED, params=free | leases.lasting(True, self._now, seconds))
        return frozenset(ours)

    async def release(self, bot_id: int) -> None:
        """Release our updates that are not done, so that any process may claim them."""
        await self._run(_RELEASED, bot=bot_id, by=self._owner)
        self._left.add("updates")

    async def finish_all(self, bot_id: int, claims: Sequence[tuple[int, int]], *, keep_text: bool = True) -> None:
        """new → done for each (update, epoch) that nobody has claimed since; without `keep_text` their texts go."""
        if not claims:
            return
        values = {"bot": bot_id, "claims": claims}
        if keep_text:
            await self._run(_FINISHED, **values, now=self._now)
        else:
            done = {"state": InboxState.DONE.value, "finished_at": self._now, **NO_TEXT}
            await _OVERHEARD.run(self._session, done, **values)

    async def act(self, cause: Cause) -> bool:
        """Note that the update takes effect; returns False if it took effect before. An unrecorded one never did.

        It waits on until its person was answered: if the answer is cut off, they are told that.
        """
        expected = {"bot_id": cause.bot_id, "update_id": cause.update_id, "state": InboxState.NEW.value}
        acts_first = {**expected, "acted_at": None}
        if await change(self._session, InboxRow, acts_first, {"acted_at": self._now}) == 1:
            return True
        return await _STATE.first(self._session, bot=cause.bot_id, number=cause.update_id) is None

    async def set_aside(self, cause: Cause, error: str, epoch: int) -> bool:
        """new → dead; returns False if the update was handled before, or another process has claimed it since."""
        expected = {"bot_id": cause.bot_id, "update_id": cause.update_id, "state": InboxState.NEW.value, "epoch": epoch}
        values = {"state": InboxState.DEAD.value, "finished_at": self._now, "error": error}
        return await change(self._session, InboxRow, expected, values) == 1

    async def count_failure(self, cause: Cause, error: str, epoch: int) -> int:
        """Count one more failed try of an update; returns how many there were, 0 if another process has it now."""
        key = {"bot_id": cause.bot_id, "update_id": cause.update_id, "epoch": epoch}
        failed = await _UPDATES.change(self._session, key, {"attempts": _in.attempts + 1, "error": error})
        return failed.attempts if failed is not None else 0

    async def dead_letters(self) -> tuple[Letter, ...]:
        """The newest updates that were given up and that nobody has read about."""
        return tuple(
            Letter(row.update_id, True, _words(row.raw), row.received_at, _chat_of(row.lane), row.error)
            for row in await _DEAD_LETTERS.all(self._session)
        )

    async def count_dead_letters(self) -> int:
        """How many updates were given up and not read about."""
        return int(await _COUNT_OF_DEAD_LETTERS.first(self._session))

    async def undealt(self, updates: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Those of these updates, by bot and number, that were given up and that nobody has read about."""
        if not updates:
            return ()
        return tuple([(row.bot_id, row.update_id) for row in await self._rows(_UNDEALT, updates=list(updates))])

    async def try_again(self, bot_id: int, letter: Letter) -> bool:
        """Have it handled as if it were new; returns False if it is no longer a dead letter."""
        self._left.add("old_updates")
        key = {"bot_id": bot_id, "update_id": letter.id, "state": InboxState.DEAD.value}
        return await change(self._session, InboxRow, key, {"state": InboxState.NEW.value, "attempts": 0}) == 1


def _chat_of(lane: str) -> int:
    """The chat whose order the lane keeps, or that of its presses, pictures or files; 0 if it is no chat's."""
    chat = lane.partition(":")[0]
    return int(chat) if chat.lstrip("-").isdigit() else 0


def _words(raw: str) -> str:
    """What a person wrote, shortened; empty if they pressed a button or nothing can be read."""
    try:
        update = json.loads(raw)
        message = update.get("message") or update.get("edited_message") or {}
        written = message.get("text") or message.get("caption") or ""
        pressed = update.get("callback_query")
    except (ValueError, AttributeError):
        return ""
    if not isinstance(written, str) or pressed:
        return ""
    return written[:_SHOWN]
