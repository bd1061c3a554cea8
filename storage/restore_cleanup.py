"""Statements for a database that was put back or moved: what it knew last, and what of it may not simply go on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, literal, text, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.columns import Moment
from storage.order_tables import Ghost
from storage.requests import NUMBERS_FROM
from storage.tables import GOING_ON, Attempt, Card, Dialog, Event, Fact, Inbox, Outbox, Request
from storage.team_tables import Invitation
from storage.write_rows import changed, put

LIVE = ("ready", "submitting", "in_doubt", "conflict", "needs_person")


async def last_known(session: AsyncSession) -> datetime | None:
    """The newest moment that anything in the database was written at; None where it never lived."""
    moments = (Event.at, Inbox.received_at, Outbox.created_at, Fact.updated_at)
    found = [(await session.exec(select(func.max(each)))).one() for each in moments]
    return max((each for each in found if each is not None), default=None)


async def highest_request(session: AsyncSession) -> int:
    return (await session.exec(select(func.max(Request.id)))).one() or 0


async def skip_requests(session: AsyncSession, first: int, now: datetime) -> None:
    """The next request is numbered `first` or higher."""
    await put(session, Fact, {"name": NUMBERS_FROM}, {"value": first, "updated_at": now})
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence("request", "id")
        await session.exec(select(func.setval(sequence, first - 1)))


async def hold_ready(session: AsyncSession, reason: str, since: datetime) -> int:
    """What waits to be sent rests until a person presses; how many there are.

    It may have been sent `since` then: it counts as sent once, so that it is looked for before it is sent.
    """
    values = {
        "due_at": None, "reason": reason, "epoch": Attempt.epoch + 1, "version": Attempt.version + 1,
        "submitted_at": func.coalesce(Attempt.submitted_at, literal(since, Moment())),
    }  # fmt: skip
    return changed(await session.exec(update(Attempt).where(col(Attempt.state) == "ready").values(**values)))


async def resting(session: AsyncSession, reason: str) -> Sequence[int]:
    """The requests that rest for this reason, oldest first."""
    query = select(Attempt.request_id).where(
        Attempt.state == "ready", col(Attempt.due_at).is_(None), Attempt.reason == reason
    )
    return (await session.exec(query.order_by(col(Attempt.id)))).all()


async def set_aside_updates(session: AsyncSession, error: str) -> int:
    """Updates that were not acted upon may have been since: none of them has an effect by itself. How many."""
    waiting = update(Inbox).where(col(Inbox.state) == "new")
    return changed(await session.exec(waiting.values(state="dead", error=error)))


async def void_invitations(session: AsyncSession, now: datetime) -> int:
    """Invitations may have been used since: none of them works any more."""
    unused = update(Invitation).where(col(Invitation.used_by).is_(None), col(Invitation.expires_at) > now)
    return changed(await session.exec(unused.values(expires_at=now)))


async def forget_questions(session: AsyncSession) -> None:
    """What somebody types next answers nothing that was asked before."""
    await session.exec(delete(Dialog))


async def forget_facts(session: AsyncSession, names: Sequence[str]) -> None:
    await session.exec(delete(Fact).where(col(Fact.name).in_(names)))


async def forget_looks(session: AsyncSession) -> None:
    """No card counts as shown, so that each is drawn anew."""
    await session.exec(update(Card).values(shown=""))


async def open_requests(session: AsyncSession) -> Sequence[int]:
    """Requests whose cards have buttons that somebody may still press: those whose story goes on."""
    shown = col(Request.id).in_(select(Card.request_id))
    query = select(Request.id).where(shown, text(GOING_ON))
    return [each for each in (await session.exec(query.order_by(col(Request.id)))).all() if each is not None]


async def same_goods(
    session: AsyncSession, offer_id: str, spec_id: str | None, quantity: int, limit: int
) -> Sequence[Request]:
    """Requests without an order that ask for the same pieces, newest first."""
    placed = select(Attempt.request_id).where(col(Attempt.state).in_(("placed", "submitting", *LIVE[2:])))
    query = select(Request).where(
        Request.offer_id == offer_id,
        col(Request.spec_id).is_(spec_id) if spec_id is None else Request.spec_id == spec_id,
        Request.quantity == quantity,
        col(Request.state).in_(("draft", "pending", "approved")),
        col(Request.id).not_in(placed),
    )
    return (await session.exec(query.order_by(col(Request.id).desc()).limit(limit))).all()


async def ghost_at(session: AsyncSession, place: int) -> tuple[Ghost | None, int]:
    """The ghost at a place (from 0) of those that nobody dealt with, and how many there are.

    Those under a reference of ours come first, then those placed outside, the oldest first.
    """
    open_ones = select(Ghost).where(col(Ghost.closed_by).is_(None))
    total = (await session.exec(select(func.count()).select_from(open_ones.subquery()))).one()
    wanted = max(0, min(place, total - 1))
    one = open_ones.order_by(col(Ghost.outside), col(Ghost.found_at), col(Ghost.order_id)).offset(wanted).limit(1)
    return (await session.exec(one)).first(), total
