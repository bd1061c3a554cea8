"""Queries on requests, cards and the questions that wait for a typed answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Attempt, Card, Dialog, Fact, RemoteOrder, Request

NUMBERS_FROM = "numbers_from"
"""The fact that keeps the least number of the next request, where lower ones were given and lost."""


async def get(session: AsyncSession, request_id: int) -> Request | None:
    return await session.get(Request, request_id, populate_existing=True)


async def opened_by(session: AsyncSession, key: str) -> Request | None:
    return (await session.exec(select(Request).where(Request.opened_by == key))).first()


async def latest_draft(session: AsyncSession, requester_id: int, chat_id: int) -> Request | None:
    """The newest request of a person in a chat that still waits for his own word."""
    query = select(Request).where(
        Request.requester_id == requester_id,
        Request.chat_id == chat_id,
        col(Request.state).in_(("draft", "pending")),
        or_(col(Request.state) == "draft", col(Request.needs).is_(None)),
    )
    return (await session.exec(query.order_by(col(Request.id).desc()).limit(1))).first()


async def same_choice(
    session: AsyncSession, offer_id: str, spec_id: str | None, since: datetime, but: int
) -> Request | None:
    """Another request for the same offer and variant that went beyond a draft since then."""
    query = select(Request).where(
        Request.offer_id == offer_id,
        Request.spec_id == spec_id,
        col(Request.created_at) >= since,
        col(Request.state).in_(("pending", "approved", "closed")),
        Request.id != but,
    )
    return (await session.exec(query.order_by(col(Request.id).desc()).limit(1))).first()


async def expired(session: AsyncSession, now: datetime, limit: int) -> Sequence[Request]:
    """Requests that their own people did not confirm in time; those that wait for approvers are the clock's."""
    query = select(Request).where(
        col(Request.state).in_(("draft", "pending")),
        or_(col(Request.state) == "draft", col(Request.needs).is_(None)),
        col(Request.valid_until) <= now,
    )
    return (await session.exec(query.order_by(col(Request.id)).limit(limit))).all()


async def unended(session: AsyncSession, team_id: int) -> Sequence[int]:
    """Ids of a team's requests whose story goes on, oldest first."""
    going_on = col(Request.state).in_(("draft", "pending", "approved"))
    query = select(col(Request.id)).where(Request.team_id == team_id, going_on).order_by(col(Request.id))
    return [each for each in (await session.exec(query)).all() if each is not None]


async def page(
    session: AsyncSession,
    requester_id: int | None,
    order_states: tuple[str, ...] | None,
    offset: int,
    limit: int,
    teams: tuple[int | None, ...] | None = None,
) -> tuple[Sequence[int], int]:
    """Ids of requests, newest first, and how many there are; by the state of their orders where that is asked."""
    query = select(col(Request.id)).where(Request.state != "draft")
    if requester_id is not None:
        query = query.where(Request.requester_id == requester_id)
    if teams is not None:
        query = query.where(_of_teams(teams))
    if order_states is not None:
        having = select(RemoteOrder.request_id).where(col(RemoteOrder.state).in_(order_states))
        query = query.where(col(Request.id).in_(having))
    total = (await session.exec(select(func.count()).select_from(query.subquery()))).one()
    rows = await session.exec(query.order_by(col(Request.id).desc()).offset(offset).limit(limit))
    return [row for row in rows.all() if row is not None], total


async def open_page(
    session: AsyncSession,
    requester_id: int | None,
    offset: int,
    limit: int,
    teams: tuple[int | None, ...] | None = None,
) -> tuple[Sequence[int], int]:
    """Ids of requests that are not over yet, newest first, and how many there are."""
    query = select(col(Request.id)).where(col(Request.state).in_(("pending", "approved")))
    if requester_id is not None:
        query = query.where(Request.requester_id == requester_id)
    if teams is not None:
        query = query.where(_of_teams(teams))
    total = (await session.exec(select(func.count()).select_from(query.subquery()))).one()
    rows = await session.exec(query.order_by(col(Request.id).desc()).offset(offset).limit(limit))
    return [row for row in rows.all() if row is not None], total


def _of_teams(teams: tuple[int | None, ...]) -> ColumnElement[bool]:
    """Requests of these teams; None among them is those of no team."""
    named = col(Request.team_id).in_([each for each in teams if each is not None])
    return or_(named, col(Request.team_id).is_(None)) if None in teams else named


async def attempts(session: AsyncSession, request_id: int) -> Sequence[Attempt]:
    query = select(Attempt).where(Attempt.request_id == request_id).order_by(col(Attempt.id))
    return (await session.exec(query, execution_options={"populate_existing": True})).all()


async def card(session: AsyncSession, request_id: int, chat_id: int) -> Card | None:
    return await session.get(Card, (request_id, chat_id), populate_existing=True)


async def cards(session: AsyncSession, request_id: int) -> Sequence[Card]:
    return (await session.exec(select(Card).where(Card.request_id == request_id))).all()


async def forget_cards(session: AsyncSession, chat_id: int) -> Sequence[int]:
    """Forget which messages of a chat show requests; the numbers of those that still wait for a word."""
    query = select(Card.request_id).join(Request, col(Request.id) == Card.request_id)
    waiting = query.where(Card.chat_id == chat_id, col(Request.state).in_(("draft", "pending")))
    numbers = (await session.exec(waiting.order_by(col(Card.request_id)))).all()
    await session.exec(delete(Card).where(col(Card.chat_id) == chat_id))
    return numbers


async def card_by_message(session: AsyncSession, chat_id: int, message_id: int) -> Card | None:
    return (await session.exec(select(Card).where(Card.chat_id == chat_id, Card.message_id == message_id))).first()


async def dialog(session: AsyncSession, chat_id: int, person_id: int) -> Dialog | None:
    return await session.get(Dialog, (chat_id, person_id), populate_existing=True)


async def forget_dialog(session: AsyncSession, chat_id: int, person_id: int) -> None:
    await session.exec(delete(Dialog).where(col(Dialog.chat_id) == chat_id, col(Dialog.person_id) == person_id))


async def number_to_give(session: AsyncSession) -> int | None:
    """The number that a new request must have so that no lost one's is given again; None where any is right."""
    kept = await session.get(Fact, NUMBERS_FROM)
    if kept is None or session.get_bind().dialect.name != "sqlite":
        return None  # PostgreSQL's sequence was set beyond them
    highest = (await session.exec(select(func.max(Request.id)))).one() or 0
    return int(kept.value) if highest < int(kept.value) else None
