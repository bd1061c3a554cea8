"""Statements for a database that was put back or moved: what it knew last, and what of it may not simply go on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, literal, text, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.columns import Moment
from storage.order_tables import GhostRow
from storage.requests import NUMBERS_FROM
from storage.tables import GOING_ON, AttemptRow, CardRow, DialogRow, EventRow, FactRow, InboxRow, OutboxRow, RequestRow
from storage.team_tables import InvitationRow
from storage.write_rows import changed, put

LIVE = ("ready", "submitting", "in_doubt", "conflict", "needs_person")


async def last_known(session: AsyncSession) -> datetime | None:
    """The newest moment that anything in the database was written at; None where it never lived."""
    moments = (EventRow.at, InboxRow.received_at, OutboxRow.created_at, FactRow.updated_at)
    found = [(await session.exec(select(func.max(each)))).one() for each in moments]
    return max((each for each in found if each is not None), default=None)


async def highest_request(session: AsyncSession) -> int:
    return (await session.exec(select(func.max(RequestRow.id)))).one() or 0


async def skip_requests(session: AsyncSession, first: int, now: datetime) -> None:
    """The next request is numbered `first` or higher."""
    await put(session, FactRow, {"name": NUMBERS_FROM}, {"value": first, "updated_at": now})
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence("request", "id")
        await session.exec(select(func.setval(sequence, first - 1)))


async def hold_ready(session: AsyncSession, reason: str, since: datetime) -> int:
    """What waits to be sent rests until a person presses; how many there are.

    It may have been sent `since` then: it counts as sent once, so that it is looked for before it is sent.
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
    """Updates that were not acted upon may have been since: none of them has an effect by itself. How many."""
    waiting = update(InboxRow).where(col(InboxRow.state) == "new")
    return changed(await session.exec(waiting.values(state="dead", error=error)))


async def void_invitations(session: AsyncSession, now: datetime) -> int:
    """Invitations may have been used since: none of them works any more."""
    unused = update(InvitationRow).where(col(InvitationRow.used_by).is_(None), col(InvitationRow.expires_at) > now)
    return changed(await session.exec(unused.values(expires_at=now)))


async def forget_questions(session: AsyncSession) -> None:
    """What somebody types next answers nothing that was asked before."""
    await session.exec(delete(DialogRow))


async def forget_facts(session: AsyncSession, names: Sequence[str]) -> None:
    await session.exec(delete(FactRow).where(col(FactRow.name).in_(names)))


async def forget_looks(session: AsyncSession) -> None:
    """No card counts as shown, so that each is drawn anew."""
    await session.exec(update(CardRow).values(shown=""))


async def open_requests(session: AsyncSession) -> Sequence[int]:
    """Requests whose cards have buttons that somebody may still press: those whose story goes on."""
    shown = col(RequestRow.id).in_(select(CardRow.request_id))
    query = select(RequestRow.id).where(shown, text(GOING_ON))
    return [each for each in (await session.exec(query.order_by(col(RequestRow.id)))).all() if each is not None]


async def same_goods(
    session: AsyncSession, offer_id: str, spec_id: str | None, quantity: int, limit: int
) -> Sequence[RequestRow]:
    """Requests without an order that ask for the same pieces, newest first."""
    placed = select(AttemptRow.request_id).where(col(AttemptRow.state).in_(("placed", "submitting", *LIVE[2:])))
    query = select(RequestRow).where(
        RequestRow.offer_id == offer_id,
        col(RequestRow.spec_id).is_(spec_id) if spec_id is None else RequestRow.spec_id == spec_id,
        RequestRow.quantity == quantity,
        col(RequestRow.state).in_(("draft", "pending", "approved")),
        col(RequestRow.id).not_in(placed),
    )
    return (await session.exec(query.order_by(col(RequestRow.id).desc()).limit(limit))).all()


async def ghost_at(session: AsyncSession, place: int) -> tuple[GhostRow | None, int]:
    """The ghost at a place (from 0) of those that nobody dealt with, and how many there are.

    Those under a reference of ours come first, then those placed outside, the oldest first.
    """
    open_ones = select(GhostRow).where(col(GhostRow.closed_by).is_(None))
    total = (await session.exec(select(func.count()).select_from(open_ones.subquery()))).one()
    wanted = max(0, min(place, total - 1))
    one = (
        open_ones.order_by(col(GhostRow.outside), col(GhostRow.found_at), col(GhostRow.order_id))
        .offset(wanted)
        .limit(1)
    )
    return (await session.exec(one)).first(), total
