"""Queries on requests, cards, and questions that wait for a typed answer."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, case, desc, exists, func, or_, select, text, union_all, update
from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import people
from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.tables import AskedLineRow, AttemptRow, CardRow, DialogRow, OrderLineRow, RemoteOrderRow, RequestRow
from storage.tables.base import Moment
from storage.tables.requests import EVER_ASKED, GOING_ON

COUNTED = 501
"""At most this many rows of a list are counted, so that opening a page never counts a million of them."""
ANY, NO_TEAM = -1, 0
MOST_ORDERS = ("finished",)
"""How most orders end. A team's latest requests include some; a search by this state would read other teams' too."""
WAITING_OR_BOUGHT = ("pending", "approved")
TURNED_DOWN = ("rejected", "cancelled", "expired")
NUMBERS_FROM = "numbers_from"
"""The fact with the lowest number for the next request, if lower ones were given and lost."""

LISTS = 256
"""How many list queries stay built: one for each filter and set of teams."""
OFFSET = given("offset", Integer)

_request, _attempt, _order = columns(RequestRow), columns(AttemptRow), columns(RemoteOrderRow)
_card, _dialog, _line = columns(CardRow), columns(DialogRow), columns(OrderLineRow)
_asked = columns(AskedLineRow)
_of_request, _of_chat, _since = given("request"), given("chat"), given("since", Moment)
_reader = given("reader", BigInteger)
_own_word = or_(_request.state == "draft", _request.needs.is_(None))
_ONE = Rows(RequestRow, _request.id == _of_request)
_OPENED_BY = Rows(RequestRow, _request.opened_by == given("key"))
_LATEST_DRAFT = Rows(
    RequestRow,
    text(GOING_ON),
    # By open requests, not by person: a person may have a long past, and SQLite would read all of it.
    _request.requester_id + 0 == given("person"),
    _request.chat_id == _of_chat,
    _request.state.in_(("draft", "pending")),
    _own_word,
    ~exists().where(_order.request_id == _request.id),  # a request with an order cannot be chosen from any more
    order=(_request.id.desc(),),
    limit=1,
)
_DRAFTS_OF_A_MESSAGE = Rows(
    RequestRow,
    text(GOING_ON),
    _request.requester_id + 0 == given("person"),
    _request.state == "draft",
    _request.opened_by.like(given("key")),
    ~exists().where(_attempt.request_id == _request.id),
    order=(_request.id,),
)
_OTHERS_OF_OFFERS: Any = (
    select(_request.id, _line.offer_id, _line.spec_id)
    .join(table_of(OrderLineRow), _line.request_id == _request.id)
    .where(
        # The time stands beside the offer: an offer may have a long past, and SQLite would read all of it.
        or_(
            and_(_request.offer_id.in_(given_all("offers")), _request.created_at >= _since),
            _request.id.in_(
                select(_asked.request_id).where(_asked.offer_id.in_(given_all("offers")), _asked.added_at >= _since)
            ),
        ),
        _line.offer_id.in_(given_all("offers")),
        _request.created_at >= _since,
        or_(
            _request.state.in_(("pending", "approved")),
            _request.closed_reason == "given-up",
            exists().where(_order.request_id == _request.id, _order.state != "cancelled"),
        ),
        _request.id != given("but"),
    )
    .order_by(case((_request.closed_reason == "given-up", 1), else_=0), _request.id.desc())
)
_PARTS = Rows(RequestRow, _request.part_of == _of_request, order=(_request.part,))
_PART = Scalars(select(_request.id).where(_request.part_of == _of_request, _request.part == given("part", Integer)))
_PARTS_AMONG: Any = select(_request.id, _request.part_of, _request.part).where(
    _request.id.in_(given_all("numbers")), _request.part_of.is_not(None)
)
_EXPIRED = Rows(
    RequestRow,
    _request.state.in_(("draft", "pending")),
    _own_word,
    _request.valid_until <= given("now", Moment),
    order=(_request.id,),
    limit=LIMIT,
)
_OPEN_DRAFTS = Scalars(
    select(_request.id)
    # By open requests, as above.
    .where(text(GOING_ON), _request.requester_id + 0 == given("person"), _request.state == "draft")
    .order_by(_request.id)
)
_UNENDED = Scalars(
    select(_request.id).where(text(GOING_ON), _request.team_id + 0 == given("team")).order_by(_request.id)
)
_HIGHEST = Scalars(select(func.max(_request.id)))
_SHOWN_WAITING = Scalars(
    select(_card.request_id)
    .join(table_of(RequestRow), _request.id == _card.request_id)
    .where(_card.chat_id == _of_chat, _request.state.in_(("draft", "pending")))
    .order_by(_card.request_id)
)
_CARD = Rows(CardRow, _card.request_id == _of_request, _card.chat_id == _of_chat)
_CARDS = Rows(CardRow, _card.request_id == _of_request)
_CARD_BY_MESSAGE = Rows(CardRow, _card.chat_id == _of_chat, _card.message_id == given("message"))
_DIALOG = Rows(DialogRow, _dialog.chat_id == _of_chat, _dialog.person_id == given("person"))


async def get(session: AsyncSession, request_id: int) -> RequestRow | None:
    return await _ONE.first(session, request=request_id)


async def opened_by(session: AsyncSession, key: str) -> RequestRow | None:
    return await _OPENED_BY.first(session, key=key)


async def latest_draft(session: AsyncSession, requester_id: int, chat_id: int) -> RequestRow | None:
    """The newest request of a person in a chat that still waits for their own confirmation."""
    return await _LATEST_DRAFT.first(session, person=requester_id, chat=chat_id)


async def drafts_of_message(session: AsyncSession, requester_id: int, key: str) -> Sequence[RequestRow]:
    """A person's drafts that were opened by keys of this pattern and never agreed to."""
    return await _DRAFTS_OF_A_MESSAGE.all(session, person=requester_id, key=key)


async def open_drafts(session: AsyncSession, requester_id: int) -> Sequence[int]:
    """Ids of a person's drafts in every chat, oldest first."""
    return await _OPEN_DRAFTS.all(session, person=requester_id)


async def same_choices(
    session: AsyncSession, variants: Collection[tuple[str, str]], since: datetime, but: int
) -> Sequence[int]:
    """The ids of other requests for one of these variants, since then, that wait or were ordered, or may be.

    A variant is its offer and its `spec_id`, which is empty if the offer has none. Those of a long sheet are compared
    here: as parameters of a statement they would cost more than all that is read.
    """
    offers = alike({offer_id for offer_id, _ in variants})
    rows = await session.exec(_OTHERS_OF_OFFERS, params={"offers": offers, "since": since, "but": but})
    return list(dict.fromkeys(number for number, *variant in rows.all() if tuple(variant) in variants))


async def parts(session: AsyncSession, request_id: int) -> Sequence[RequestRow]:
    """The requests that a request was split into, in order."""
    return await _PARTS.all(session, request=request_id)


async def part(session: AsyncSession, request_id: int, number: int) -> int | None:
    """The id of the part with this number, from 1, of a request that was split; None if there is none."""
    found: int | None = await _PART.first(session, request=request_id, part=number)
    return found


async def parts_among(session: AsyncSession, ids: Sequence[int]) -> Sequence[tuple[int, int, int]]:
    """(id, id of the whole, number from 1) of those of these requests that are parts."""
    rows: Sequence[tuple[int, int, int]] = (await session.exec(_PARTS_AMONG, params={"numbers": alike(ids)})).all()
    return rows


async def expired(session: AsyncSession, now: datetime, limit: int) -> Sequence[RequestRow]:
    """Requests that their requesters did not confirm in time; those that wait for approvers have own deadlines."""
    return await _EXPIRED.all(session, now=now, limit=limit)


async def unended(session: AsyncSession, team_id: int) -> Sequence[int]:
    """Ids of a team's requests that are not over, oldest first."""
    return await _UNENDED.all(session, team=team_id)


async def page(
    session: AsyncSession,
    teams: tuple[int | None, ...] | None,
    order_states: tuple[str, ...] | None,
    offset: int,
    limit: int,
    reader: int = 0,
    own: tuple[int, ...] = (),
) -> tuple[Sequence[int], int]:
    """Ids of requests, newest first, and how many there are, counted up to `COUNTED` beyond this page.

    If `order_states` is given, only requests with orders in these states, found through the fastest index. Of the teams
    in `own` only what the reader asked for.
    """
    whose = (ANY,) if teams is None else teams
    if not whose and not own:
        return (), 0
    return await _page(session, _listed(order_states, whose, own), reader, offset, limit)


async def open_page(
    session: AsyncSession,
    teams: tuple[int | None, ...] | None,
    offset: int,
    limit: int,
    reader: int = 0,
    own: tuple[int, ...] = (),
) -> tuple[Sequence[int], int]:
    """Ids of requests that are not over yet, newest first, and how many there are; otherwise as `page`."""
    return await _page(session, _listed_open(teams, own), reader, offset, limit)


Listed = tuple[Scalars, Scalars]
"""The query for one page, and the query for the count."""


@lru_cache(LISTS)
def _listed_open(teams: tuple[int | None, ...] | None, own: tuple[int, ...]) -> Listed:
    going_on: Any = select(_request.id.label("number")).where(text(GOING_ON), _request.state.in_(WAITING_OR_BOUGHT))
    # Nobody agrees to it any more, but there is an unpaid order.
    unpaid: Any = select(_order.request_id.label("number")).distinct()
    unpaid = unpaid.where(_order.state == "to_pay", _order.checked != "differs")
    unpaid = unpaid.join(table_of(RequestRow), _request.id == _order.request_id).where(_request.state.in_(TURNED_DOWN))
    parts = [going_on, unpaid]
    if teams is not None:
        # By open requests, not by team: a team may have a long past.
        team = func.coalesce(_request.team_id, NO_TEAM)
        theirs: Any = team.in_([each or NO_TEAM for each in teams])
        if own:
            theirs = or_(theirs, and_(team.in_(own), _request.requester_id + 0 == _reader))
        parts = [part.where(theirs) for part in parts]
    return _of(parts)


@lru_cache(LISTS)
def _listed(order_states: tuple[str, ...] | None, teams: tuple[int | None, ...], own: tuple[int, ...]) -> Listed:
    theirs = [_of_team(order_states, team).where(_request.requester_id == _reader) for team in own]
    return _of([*(_of_team(order_states, team) for team in teams), *theirs])


def _of_team(order_states: tuple[str, ...] | None, team: int | None) -> Any:
    """Requests of a team, by the state of their orders if given, through the fastest index.

    A draft that ended is listed for its requester alone, as long as nobody was ever asked for it.
    """
    having: Any = select(_order.request_id.label("number")).distinct()
    having = having.where(_order.state.in_(order_states or ()), _order.checked != "differs")
    if order_states is not None and team == ANY:
        return having
    if order_states is not None and order_states != MOST_ORDERS:
        own = having.join(table_of(RequestRow), _request.id == _order.request_id)
        return own.where(_request.team_id == team)
    # What was split is listed by its parts.
    mine: Any = select(_request.id.label("number")).where(_request.state != "draft", _request.parts == 0)
    if order_states is None:
        mine = mine.where(or_(text(EVER_ASKED), _request.requester_id == _reader))
    else:
        mine = mine.where(
            exists().where(
                _order.request_id == _request.id, _order.state.in_(order_states), _order.checked != "differs"
            )
        )
    return mine if team == ANY else mine.where(_request.team_id == team)


def _of(parts: Sequence[Any]) -> Listed:
    """Takes from each part only what can be shown or counted: SQLite would sort everything that it joins."""
    most = given("most", Integer)
    first = [select(part.order_by(desc("number")).limit(most).subquery().c.number) for part in parts]
    numbers = union_all(*first).subquery()
    page = select(numbers.c.number).order_by(numbers.c.number.desc()).offset(OFFSET).limit(LIMIT)
    total = select(func.count()).select_from(select(numbers.c.number).limit(most).subquery())
    return Scalars(page), Scalars(total)


async def _page(
    session: AsyncSession, listed: Listed, reader: int, offset: int, limit: int
) -> tuple[Sequence[int], int]:
    """A page that is not full is the last one and needs no count query."""
    numbers, total = listed
    most = offset + COUNTED
    rows = await numbers.all(session, offset=offset, limit=limit, most=most, reader=reader)
    if len(rows) < limit and (rows or not offset):
        return rows, offset + len(rows)
    return rows, await total.first(session, most=most, reader=reader)


async def card(session: AsyncSession, request_id: int, chat_id: int) -> CardRow | None:
    return await _CARD.first(session, request=request_id, chat=chat_id)


async def cards(session: AsyncSession, request_id: int) -> Sequence[CardRow]:
    return await _CARDS.all(session, request=request_id)


async def forget_card(session: AsyncSession, request_id: int, chat_id: int, message_id: int) -> None:
    """Forget that this message shows a request in this chat; another message that does so by now stays."""
    this = (col(CardRow.request_id) == request_id, col(CardRow.chat_id) == chat_id)
    await session.exec(delete(CardRow).where(*this, col(CardRow.message_id) == message_id))


async def waiting_on_cards(session: AsyncSession, chat_id: int) -> Sequence[int]:
    """The requests that a card in this chat shows and that still wait for an answer."""
    return await _SHOWN_WAITING.all(session, chat=chat_id)


async def forget_cards(session: AsyncSession, chat_id: int) -> Sequence[int]:
    """Forget which messages of a chat show requests; returns the requests there that still wait for an answer."""
    numbers = await waiting_on_cards(session, chat_id)
    await session.exec(delete(CardRow).where(col(CardRow.chat_id) == chat_id))
    return numbers


async def hand_over(session: AsyncSession, team_id: int, person_id: int, chat_id: int) -> None:
    """Move a person's private requests to this team into that chat, and forget the team's cards in their private chat.

    Drafts and their cards stay where they are.
    """
    asked = (col(RequestRow.team_id) == team_id, col(RequestRow.state) != "draft")
    moved = update(RequestRow).where(*asked, col(RequestRow.chat_id) == person_id)
    await session.exec(moved.values(chat_id=chat_id, topic_id=None))
    of_team = select(col(RequestRow.id)).where(*asked)
    await session.exec(delete(CardRow).where(col(CardRow.chat_id) == person_id, col(CardRow.request_id).in_(of_team)))


async def card_by_message(session: AsyncSession, chat_id: int, message_id: int) -> CardRow | None:
    return await _CARD_BY_MESSAGE.first(session, chat=chat_id, message=message_id)


async def dialog(session: AsyncSession, chat_id: int, person_id: int) -> DialogRow | None:
    return await _DIALOG.first(session, chat=chat_id, person=person_id)


async def forget_dialog(session: AsyncSession, chat_id: int, person_id: int) -> None:
    await session.exec(
        delete(DialogRow).where(col(DialogRow.chat_id) == chat_id, col(DialogRow.person_id) == person_id)
    )


async def number_to_give(session: AsyncSession) -> int | None:
    """The number that a new request must get so that no lost number is used again; None if any is right."""
    kept = await people.fact(session, NUMBERS_FROM)
    if kept is None or session.get_bind().dialect.name != "sqlite":
        return None  # PostgreSQL's sequence was set beyond them
    highest = await _HIGHEST.first(session) or 0
    return int(kept) if highest < int(kept) else None
