"""What a database may not simply go on with after a restore, after a move, or after its clock went back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, delete, func, select, text, update

from bot.desk.ledger.facts import NUMBERS_FROM, RUN, FactRepository
from bot.desk.ledger.mapper import Repository, Transaction
from bot.purchasing.own_reasons import OwnReason
from storage import tables
from storage.queries import leases
from storage.queries.read_rows import Scalars, columns, given, table_of
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
_HIGHEST_REQUEST = Scalars(select(func.max(_request.id)))
_SET_LAST_NUMBER: Any = select(func.setval(func.pg_get_serial_sequence("request", "id"), given("last", Integer)))
_ready, _rested = _attempt.state == "ready", OwnReason.RESTED.value
_REST: Any = (
    update(table_of(tables.AttemptRow))
    .where(_ready)
    .values(
        due_at=None, reason=_rested, epoch=_attempt.epoch + 1, version=_attempt.version + 1,
        submitted_at=func.coalesce(_attempt.submitted_at, given("since", Moment)),
    )
)  # fmt: skip
_RESTING = Scalars(
    select(_attempt.request_id)
    .where(_ready, _attempt.due_at.is_(None), _attempt.reason == _rested)
    .order_by(_attempt.id)
)
_SET_UPDATES_ASIDE: Any = (
    update(table_of(tables.InboxRow))
    .where(_in.state == "new")
    .values(state="dead", error="not acted upon when the copy was made")
)
_VOID_INVITATIONS: Any = (
    update(table_of(tables.InvitationRow))
    .where(_invitation.used_by.is_(None), _invitation.expires_at > _now)
    .values(expires_at=_now)
)
_FORGET_QUESTIONS: Any = delete(table_of(tables.DialogRow))
_FORGET_CARDS: Any = update(table_of(tables.CardRow)).values(shown="")
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
_FORGET_RUNS: Any = delete(table_of(tables.FactRow)).where(_fact.name.startswith(f"{RUN.name}:"))


class RestoreRepository(Repository):
    """The steps after a restore, a move, or a clock that went back, in one transaction."""

    def __init__(self, transaction: Transaction, facts: FactRepository) -> None:
        super().__init__(transaction)
        self._facts = facts

    async def last_known(self) -> datetime | None:
        """The newest time (UTC) at which anything was written to the database; None if nothing ever was."""
        moments = (await self._session.exec(_LAST_WRITTEN)).one()
        return max((each for each in moments if each is not None), default=None)

    async def highest_request(self) -> int:
        return await _HIGHEST_REQUEST.first(self._session) or 0

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

    async def resting(self) -> tuple[int, ...]:
        """The numbers of the resting requests, oldest first."""
        return tuple(await _RESTING.all(self._session))

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
        return tuple(await _WITH_CARD.all(self._session))

    async def bring_forward(self) -> None:
        """Make everything due now that waits for a later time: looking, asking or sending too early does no harm."""
        # What was on the wire and is lost would hold up its whole chat. By a server's clock others may be sending it.
        first = () if leases.shared(self._session) else (_GIVE_UP_SENDING,)
        for statement in (*first, *_BRING_FORWARD):
            await self._run(statement, now=self._now)
        await self._run(_FORGET_RUNS)
