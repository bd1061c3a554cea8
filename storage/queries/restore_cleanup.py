"""Statements for a restored or moved database: what it knew last, and what may not simply continue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, literal, text, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases, market
from storage.queries.write_rows import changed, put
from storage.tables import (
    AttemptRow,
    CardRow,
    DialogRow,
    ErasureRow,
    EventRow,
    FactRow,
    InboxRow,
    InvitationRow,
    OutboxRow,
    ParcelRow,
    RemoteOrderRow,
    RequestRow,
    UnknownOrderRow,
)
from storage.tables.base import Moment
from storage.tables.messages import WAITING
from storage.tables.requests import GOING_ON, NUMBERS_FROM


async def last_known(session: AsyncSession) -> datetime | None:
    """The newest time at which anything was written to the database; None if nothing ever was."""
    moments = (EventRow.at, InboxRow.received_at, OutboxRow.created_at, FactRow.updated_at)
    newest = [(await session.exec(select(func.max(each)))).one() for each in moments]
    return max((each for each in newest if each is not None), default=None)


async def highest_request(session: AsyncSession) -> int:
    return (await session.exec(select(func.max(RequestRow.id)))).one() or 0


async def skip_requests(session: AsyncSession, first: int, now: datetime) -> None:
    """Number the next request `first` or higher."""
    await put(session, FactRow, {"name": NUMBERS_FROM}, {"value": first, "updated_at": now})
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence("request", "id")
        await session.exec(select(func.setval(sequence, first - 1)))


async def hold_ready(session: AsyncSession, reason: str, since: datetime) -> int:
    """Put every ready attempt to rest until a person presses; returns how many there are.

    It may have been sent after `since`: it counts as sent once, so that it is looked for before it is sent.
    """
    values = {
        "due_at": None, "reason": reason, "epoch": AttemptRow.epoch + 1, "version": AttemptRow.version + 1,
        "submitted_at": func.coalesce(AttemptRow.submitted_at, literal(since, Moment())),
    }  # fmt: skip
    return changed(await session.exec(update(AttemptRow).where(col(AttemptRow.state) == "ready").values(**values)))


async def resting(session: AsyncSession, reason: str) -> Sequence[int]:
    """The requests that rest for this reason, oldest first."""
    query = select(AttemptRow.request_id).where(
        AttemptRow.state == "ready", col(AttemptRow.due_at).is_(None), AttemptRow.reason == reason
    )
    return (await session.exec(query.order_by(col(AttemptRow.id)))).all()


async def set_aside_updates(session: AsyncSession, error: str) -> int:
    """Set waiting updates aside as dead, since they may have had their effect already; returns how many."""
    waiting = update(InboxRow).where(col(InboxRow.state) == "new")
    return changed(await session.exec(waiting.values(state="dead", error=error)))


async def void_invitations(session: AsyncSession, now: datetime) -> int:
    """End all unused invitations, since they may have been used already; returns how many."""
    unused = update(InvitationRow).where(col(InvitationRow.used_by).is_(None), col(InvitationRow.expires_at) > now)
    return changed(await session.exec(unused.values(expires_at=now)))


async def forget_questions(session: AsyncSession) -> None:
    """Forget open questions, so that what somebody types next answers none of them."""
    await session.exec(delete(DialogRow))


async def forget_looks(session: AsyncSession) -> None:
    """Mark no card as shown, so that each is drawn again."""
    await session.exec(update(CardRow).values(shown=""))


async def open_requests(session: AsyncSession) -> Sequence[int]:
    """Requests whose cards have buttons that somebody may still press: those that are not over."""
    shown = col(RequestRow.id).in_(select(CardRow.request_id))
    query = select(RequestRow.id).where(shown, text(GOING_ON))
    return [each for each in (await session.exec(query.order_by(col(RequestRow.id)))).all() if each is not None]


async def unknown_at(session: AsyncSession, place: int) -> tuple[UnknownOrderRow | None, int]:
    """The unknown order at a position (from 0) among those that nobody has decided about, and how many there are.

    Those under a reference of ours come first, then those placed outside; oldest first.
    """
    open_ones = select(UnknownOrderRow).where(col(UnknownOrderRow.closed_by).is_(None))
    total = (await session.exec(select(func.count()).select_from(open_ones.subquery()))).one()
    wanted = max(0, min(place, total - 1))
    one = (
        open_ones.order_by(col(UnknownOrderRow.outside), col(UnknownOrderRow.found_at), col(UnknownOrderRow.order_id))
        .offset(wanted)
        .limit(1)
    )
    return (await session.exec(one)).first(), total


async def bring_forward(session: AsyncSession, now: datetime, runs: str) -> None:
    """Make everything due now that waits for a later time: looking, asking or sending too early does no harm.

    `runs` is how the names of the facts begin that say when periodic work last ran.
    """
    # What was on the wire and is lost would hold up its whole chat. By a server's clock others may be sending it.
    if not leases.shared(session):
        lost = (col(OutboxRow.state) == "sending", col(OutboxRow.claimed_until) > now)
        await session.exec(update(OutboxRow).where(*lost).values(claimed_until=now))
    owed = (col(OutboxRow.state).in_(("due", "sending")), col(OutboxRow.next_at) > now)
    await session.exec(update(OutboxRow).where(*owed).values(next_at=now))
    quiet = (text(WAITING), col(OutboxRow.waits_until) > now)
    await session.exec(update(OutboxRow).where(*quiet).values(waits_until=now))
    ready = (col(AttemptRow.state) == "ready", col(AttemptRow.due_at) > now)
    await session.exec(update(AttemptRow).where(*ready).values(due_at=now))
    await market.hasten_doubts(session, now)
    # Orders not looked at ahead of the clock keep their times: there may be many.
    ahead = (col(RemoteOrderRow.next_look_at) > now, col(RemoteOrderRow.looked_at) > now)
    await session.exec(update(RemoteOrderRow).where(*ahead).values(next_look_at=now))
    await session.exec(update(ParcelRow).where(col(ParcelRow.next_look_at) > now).values(next_look_at=now))
    waits = (col(RequestRow.state) == "pending", col(RequestRow.next_at) > now)
    await session.exec(update(RequestRow).where(*waits).values(next_at=now))
    await session.exec(update(ErasureRow).where(col(ErasureRow.next_at) > now).values(next_at=now))
    await session.exec(delete(FactRow).where(col(FactRow.name).startswith(runs)))
