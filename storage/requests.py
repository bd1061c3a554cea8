"""Queries on requests, cards and the questions that wait for a typed answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, delete, desc, exists, func, or_, select, text, union_all
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import GOING_ON, Attempt, Card, Dialog, Fact, Person, RemoteOrder, Request

COUNTED = 501
"""So many rows of a list are counted: who turns pages does not wait until a million of them are."""
ANY, NO_TEAM = -1, 0
MOST_ORDERS = ("finished",)
"""How most orders end: a team has some among its latest, while another's would be walked through by their state."""
WAITING_OR_BOUGHT = ("pending", "approved")
NUMBERS_FROM = "numbers_from"
"""The fact that keeps the least number of the next request, where lower ones were given and lost."""

FRESH = {"populate_existing": True}

# Read several times at every press, and built once: to build a small query takes as long as to run it.
_WITH_REQUESTER = (
    select(Request, Person)
    .join(Person, col(Person.id) == Request.requester_id)
    .where(col(Request.id) == bindparam("request"))
)
_ATTEMPTS = select(Attempt).where(col(Attempt.request_id) == bindparam("request")).order_by(col(Attempt.id))


async def get(session: AsyncSession, request_id: int) -> tuple[Request, Person] | None:
    """A request and who asked for it."""
    found = await session.exec(_WITH_REQUESTER, params={"request": request_id}, execution_options=FRESH)
    return found.one_or_none()


async def opened_by(session: AsyncSession, key: str) -> Request | None:
    return (await session.exec(select(Request).where(Request.opened_by == key))).first()


async def latest_draft(session: AsyncSession, requester_id: int, chat_id: int) -> Request | None:
    """The newest request of a person in a chat that still waits for his own word."""
    query = select(Request).where(
        text(GOING_ON),
        # By what goes on, not by the person: he may have a long past, and SQLite would walk through it.
        col(Request.requester_id) + 0 == requester_id,
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
    query = select(col(Request.id)).where(text(GOING_ON), col(Request.team_id) + 0 == team_id)
    query = query.order_by(col(Request.id))
    return [each for each in (await session.exec(query)).all() if each is not None]


async def page(
    session: AsyncSession,
    teams: tuple[int | None, ...] | None,
    order_states: tuple[str, ...] | None,
    offset: int,
    limit: int,
) -> tuple[Sequence[int], int]:
    """Ids of requests, newest first, and how many there are, counted as far as `COUNTED` beyond this page.

    By the state of their orders where that is asked; by the index of those states then.
    """
    whose = (ANY,) if teams is None else teams
    return await _page(session, [_listed(order_states, team) for team in whose], offset, limit)


async def open_page(
    session: AsyncSession, teams: tuple[int | None, ...] | None, offset: int, limit: int
) -> tuple[Sequence[int], int]:
    """Ids of requests that are not over yet, newest first, and how many there are, counted as `page` counts."""
    query: Any = select(col(Request.id).label("number")).where(
        text(GOING_ON), col(Request.state).in_(WAITING_OR_BOUGHT)
    )
    if teams is not None:
        # By what goes on, not by the team, which may have a long past.
        query = query.where(func.coalesce(Request.team_id, NO_TEAM).in_([each or NO_TEAM for each in teams]))
    return await _page(session, [query], offset, limit)


def _listed(order_states: tuple[str, ...] | None, team: int | None) -> Any:
    """Requests of a team, by the state of their orders where that is asked, through the index that is quick then."""
    having: Any = select(col(RemoteOrder.request_id).label("number")).distinct()
    having = having.where(col(RemoteOrder.state).in_(order_states or ()))
    if order_states is not None and team == ANY:
        return having
    if order_states is not None and order_states != MOST_ORDERS:
        return having.join(Request, col(Request.id) == col(RemoteOrder.request_id)).where(Request.team_id == team)
    mine: Any = select(col(Request.id).label("number")).where(Request.state != "draft")
    if order_states is not None:
        own = col(RemoteOrder.request_id) == col(Request.id)
        mine = mine.where(exists().where(own, col(RemoteOrder.state).in_(order_states)))
    return mine if team == ANY else mine.where(Request.team_id == team)


async def _page(session: AsyncSession, parts: Sequence[Any], offset: int, limit: int) -> tuple[Sequence[int], int]:
    """Of each part no more than can be shown or is counted: SQLite would sort all of what it joins.

    A page that is not full is the last one, and needs no counting.
    """
    if not parts:
        return (), 0
    most = offset + COUNTED
    first = [select(part.order_by(desc("number")).limit(most).subquery().c.number) for part in parts]
    numbers = union_all(*first).subquery()
    query = select(numbers.c.number).order_by(numbers.c.number.desc()).offset(offset).limit(limit)
    found = (await session.exec(query)).all()
    if len(found) < limit and (found or not offset):
        return found, offset + len(found)
    total = select(func.count()).select_from(select(numbers.c.number).limit(most).subquery())
    return found, (await session.exec(total)).one()


async def attempts(session: AsyncSession, request_id: int) -> Sequence[Attempt]:
    return (await session.exec(_ATTEMPTS, params={"request": request_id}, execution_options=FRESH)).all()


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
