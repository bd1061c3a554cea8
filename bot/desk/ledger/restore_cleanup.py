"""What a database may not simply go on with after a restore, after a move, or after its clock went back.

How far it has got (its high water) is its own name, the newest journal entry and the newest attempt.
"""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, func, select, text, update

from bot.desk.ledger.facts import DATABASE, NUMBERS_FROM, RUN, DatabaseName, WithFacts
from bot.desk.ledger.journal import JournalRepository
from bot.desk.ledger.mapper import Transaction
from bot.desk.ledger.requests import HIGHEST
from bot.purchasing.own_reasons import OwnReason
from storage import tables
from storage.queries import leases
from storage.queries.read_rows import Scalars, columns, given, table_of
from storage.queries.write_rows import deleting, setting
from storage.tables.base import Moment
from storage.tables.messages import WAITING
from storage.tables.requests import GOING_ON

_now = given("now", Moment)
_attempt, _request, _order, _card = (
    columns(each) for each in (tables.AttemptRow, tables.RequestRow, tables.RemoteOrderRow, tables.CardRow)
)
_event, _fact, _in, _out = (
    columns(each) for each in (tables.EventRow, tables.FactRow, tables.InboxRow, tables.OutboxRow)
)
_invitation = columns(tables.InvitationRow)
_written = (_event.at, _in.received_at, _out.created_at, _fact.updated_at)
_LAST_WRITTEN: Any = select(*(select(func.max(each)).scalar_subquery() for each in _written))
_SET_LAST_NUMBER: Any = select(func.setval(func.pg_get_serial_sequence("request", "id"), given("last", Integer)))
_ready, _rested = _attempt.state == "ready", OwnReason.RESTED.value
_REST = setting(
    tables.AttemptRow, _ready, due_at=None, reason=_rested, epoch=_attempt.epoch + 1, version=_attempt.version + 1,
    submitted_at=func.coalesce(_attempt.submitted_at, given("since", Moment)),
)  # fmt: skip
_list = columns(tables.ListLineRow)
_REST_LIST_LINES = setting(tables.ListLineRow, _list.rests_since.is_(None), rests_since=_now)
_RESTING = Scalars(
    select(_attempt.request_id)
    .where(_ready, _attempt.due_at.is_(None), _attempt.reason == _rested)
    .order_by(_attempt.id)
)
_SET_UPDATES_ASIDE = setting(
    tables.InboxRow, _in.state == "new", state="dead", error="not acted upon when the copy was made"
)
_VOID_INVITATIONS = setting(
    tables.InvitationRow, _invitation.used_by.is_(None), _invitation.expires_at > _now, expires_at=_now
)
_FORGET_QUESTIONS = deleting(tables.DialogRow)
_FORGET_CARDS = setting(tables.CardRow, shown="")
_WITH_CARD = Scalars(
    select(_request.id).where(_request.id.in_(select(_card.request_id)), text(GOING_ON)).order_by(_request.id)
)


def _sooner(table: Any, moment: str, *where: Any) -> Any:
    """A statement that makes due now what waits for a later moment."""
    return update(table_of(table)).where(*where, columns(table)[moment] > _now).values({moment: _now})


_GIVE_UP_SENDING = _sooner(tables.OutboxRow, "claimed_until", _out.state == "sending")
_BRING_FORWARD = (
    _sooner(tables.OutboxRow, "next_at", _out.state.in_(("due", "sending"))),
    _sooner(tables.OutboxRow, "waits_until", text(WAITING)),
    _sooner(tables.AttemptRow, "due_at", _ready),
    _sooner(tables.AttemptRow, "next_look_at", _attempt.state.in_(("in_doubt", "needs_person"))),
    # Orders not looked at ahead of the clock keep their times: there may be many.
    _sooner(tables.RemoteOrderRow, "next_look_at", _order.looked_at > _now),
    _sooner(tables.ParcelRow, "next_look_at"),
    _sooner(tables.RequestRow, "next_at", _request.state == "pending"),
    _sooner(tables.ErasureRow, "next_at"),
)
_FORGET_RUNS = deleting(tables.FactRow, _fact.name.startswith(f"{RUN.name}:"))


class RestoreRepository(WithFacts):
    """The steps after a restore, a move, or a clock that went back, in one transaction."""

    async def last_known(self) -> datetime | None:
        """The newest time (UTC) at which anything was written to the database; None if nothing ever was."""
        moments = await self._row(_LAST_WRITTEN)
        return max((each for each in moments if each is not None), default=None)

    async def highest_request(self) -> int:
        return await HIGHEST.first(self._session) or 0

    async def skip_requests(self, first: int) -> None:
        """Number the next request `first` or higher."""
        await self._facts.put(NUMBERS_FROM, first)
        if leases.shared(self._session):
            await self._rows(_SET_LAST_NUMBER, last=first - 1)

    async def rest(self, since: datetime) -> int:
        """Put every ready attempt to rest until a person presses; returns how many.

        It may have been sent after `since`: it counts as sent once, so that it is looked for before it is sent.
        """
        return await self._run(_REST, since=since)

    async def rest_list_lines(self) -> int:
        """Put every line of a team's list to rest, also what a draft holds of it; returns how many.

        Each may have been bought since the copy: it is asked for again only if a person says so of
        that line.
        """
        return await self._run(_REST_LIST_LINES, now=self._now)

    async def resting(self) -> tuple[int, ...]:
        """The numbers of the resting requests, oldest first."""
        return await _RESTING.all(self._session)

    async def forget_the_lost(self) -> dict[str, int]:
        """Cancel what may have happened already: updates, invitations, questions. Returns counts by name.

        Nothing that somebody types next answers an open question.
        """
        counts = {
            "updates": await self._run(_SET_UPDATES_ASIDE),
            "invitations": await self._run(_VOID_INVITATIONS, now=self._now),
        }
        await self._run(_FORGET_QUESTIONS)
        return counts

    async def cards_to_draw(self) -> tuple[int, ...]:
        """Requests that go on, whose cards may carry outdated buttons; every card now counts as not shown."""
        await self._run(_FORGET_CARDS)
        return await _WITH_CARD.all(self._session)

    async def bring_forward(self) -> None:
        """Make everything due now that waits for a later time: looking, asking or sending too early does no harm."""
        # What was on the wire and is lost would hold up its whole chat. By a server's clock others may be sending it.
        first = () if leases.shared(self._session) else (_GIVE_UP_SENDING,)
        for statement in (*first, *_BRING_FORWARD):
            await self._run(statement, now=self._now)
        await self._run(_FORGET_RUNS)


_HIGHEST_ATTEMPT = Scalars(select(func.max(columns(tables.AttemptRow).id)))


@dataclass(frozen=True)
class HighWaterMark:
    """How far a database has got at least; `since` is when its present history began (ISO, UTC)."""

    database: str
    since: str
    entry: int
    hash: str
    attempt: int
    timeline: str = ""
    """The timeline of a PostgreSQL server; it only grows."""
    anew: bool = False
    """Whether its hash is one of now; one that an earlier release stored may be from before the conversion."""

    def after(self, entry: int, hash: str, attempt: int) -> "HighWaterMark":
        """The mark after one more commit; commits may be reported in any order."""
        further = replace(self, attempt=max(self.attempt, attempt))
        return replace(further, entry=entry, hash=hash) if entry > self.entry else further

    def is_before(self, kept: dict[str, Any]) -> bool:
        """Whether another process knows a later state of the same database, by the mark that it stored."""
        other = read_mark(self.database, kept)
        return other is not None and (self.since, self.entry) < (other.since, other.entry)

    def dump(self) -> dict[str, Any]:
        """The form that the file beside the service stores."""
        return {name: value for name, value in asdict(self).items() if name != "database"}


def read_mark(database: str, kept: dict[str, Any]) -> HighWaterMark | None:
    """Read a stored mark; None if it has another form."""
    try:
        mark = HighWaterMark(database, **kept)
    except TypeError:
        return None
    texts, numbers = (mark.since, mark.hash, mark.timeline), (mark.entry, mark.attempt)
    right = all(isinstance(each, str) for each in texts) and all(isinstance(each, int) for each in numbers)
    return mark if right and isinstance(mark.anew, bool) else None


class HighWaterRepository(WithFacts):
    """Loads and records how far the database has got, in one transaction."""

    def __init__(self, transaction: Transaction, journal: JournalRepository) -> None:
        super().__init__(transaction)
        self._journal = journal

    async def database(self) -> DatabaseName:
        """The database's own name, and when its present history began; both empty while it has none."""
        return await self._facts.get(DATABASE) or DatabaseName("", "")

    async def name_it(self) -> str:
        """The database's own name; it is created on the first call."""
        return (await self.database()).id or await self._begin(secrets.token_hex(16))

    async def begin_anew(self) -> None:
        """Begin a new history: marks of the one before no longer apply."""
        await self._begin((await self.database()).id or secrets.token_hex(16))

    async def _begin(self, name: str) -> str:
        await self._facts.put(DATABASE, DatabaseName(name, self._now.isoformat()))
        return name

    async def mark(self) -> HighWaterMark:
        """How far it has got; the database must have its name already."""
        database = await self.database()
        assert database.id, "it has its name"
        entry, hash = await self._journal.head()
        return HighWaterMark(database.id, database.since, entry, hash, await self._highest_attempt(), anew=True)

    async def lacks(self, mark: HighWaterMark) -> bool:
        """Whether the database lacks something that the mark remembers: it went back in time."""
        there = await self._journal.hash_at(mark.entry)
        if mark.hash != there and (
            mark.anew or not there or not await self._journal.had_before_conversion(mark.entry, mark.hash)
        ):
            return True
        return await self._highest_attempt() < mark.attempt

    async def _highest_attempt(self) -> int:
        """The number of the newest attempt; 0 before the first."""
        return await _HIGHEST_ATTEMPT.first(self._session) or 0
