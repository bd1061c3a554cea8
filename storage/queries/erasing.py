"""Queries on erasures: who is to be forgotten, what is stored of them, and statements that take it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    String,
    Text,
    and_,
    cast,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
    update,
)
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import LIMIT, Rows, alike, columns, given, table_of
from storage.queries.write_rows import changed
from storage.tables import (
    AskedLineRow,
    AttemptRow,
    ChatRow,
    DecisionRow,
    DialogRow,
    ErasureRow,
    FactRow,
    InboxRow,
    InvitationRow,
    JournalPersonalRow,
    ListLineRow,
    OutboxRow,
    PersonRow,
    ProposalRow,
    QuestionRow,
    RequestRow,
)
from storage.tables.base import Moment
from storage.tables.messages import NOT_EMPTIED
from storage.tables.requests import GOING_ON

_erasure, _person = columns(ErasureRow), columns(PersonRow)
_ONE = Rows(ErasureRow, _erasure.person_id == given("person"), _erasure.asked_at == given("at", Moment))
_LATEST = Rows(
    ErasureRow, _erasure.person_id == given("person"), order=(_erasure.asked_at.desc(),), limit=1
)  # fmt: skip
_DUE = Rows(ErasureRow, _erasure.next_at <= given("now", Moment), order=(_erasure.asked_at, _erasure.person_id))
_CARRIED_OUT = Rows(ErasureRow, _erasure.state.in_(("rest", "done")), order=(_erasure.asked_at,))
_PEOPLE = Rows(PersonRow, _person.id > given("after"), order=(_person.id,), limit=LIMIT)
PAGE = 1000


async def erasure(session: AsyncSession, person_id: int, asked_at: datetime) -> ErasureRow | None:
    return await _ONE.first(session, person=person_id, at=asked_at)


async def latest_erasure(session: AsyncSession, person_id: int) -> ErasureRow | None:
    """The newest erasure of somebody."""
    return await _LATEST.first(session, person=person_id)


async def due_erasures(session: AsyncSession, now: datetime) -> Sequence[ErasureRow]:
    """The erasures that are not over and whose turn it is, oldest first."""
    return await _DUE.all(session, now=now)


async def carried_out(session: AsyncSession) -> Sequence[ErasureRow]:
    """Those whose people_after are forgotten but for what goes on, oldest first."""
    return await _CARRIED_OUT.all(session)


async def people_after(session: AsyncSession, after: int) -> Sequence[PersonRow]:
    """The next people_after after this number."""
    return await _PEOPLE.all(session, after=after, limit=PAGE)


_request, _attempt, _line, _list = (columns(each) for each in (RequestRow, AttemptRow, AskedLineRow, ListLineRow))
_in, _out, _fact, _dialog = (columns(each) for each in (InboxRow, OutboxRow, FactRow, DialogRow))
_beside = columns(JournalPersonalRow)
_decision, _question, _proposal = (columns(each) for each in (DecisionRow, QuestionRow, ProposalRow))
_going_on = text(GOING_ON)
WORDLESS = ("card", "buttons")
"""Messages that say nothing of their own: they take the buttons off what somebody has."""
OVER = ("refused", "abandoned", "withdrawn")
"""Attempts that ended without an order; one with an order has ended once its request has."""


@dataclass(frozen=True)
class Update:
    """An update of Telegram with its text."""

    bot_id: int
    update_id: int
    raw: str


async def live_requests(session: AsyncSession, person_id: int, until: datetime) -> list[int]:
    """Requests made until then that go on and are somebody's, hold lines of theirs, or are ordered by them by hand.

    Drafts of their own are not among them: they end with them.
    """
    added = exists().where(_line.request_id == _request.id, _line.added_by == person_id)
    by_hand = exists().where(_attempt.request_id == _request.id, _attempt.by_hand == person_id)
    whose = or_(_request.requester_id == person_id, added, by_hand)
    query = select(_request.id).where(_going_on, _request.state != "draft", _request.created_at <= until, whose)
    query = query.order_by(_request.id)
    return await _numbers(session, query)


async def drafts(session: AsyncSession, person_id: int) -> list[int]:
    """Somebody's own drafts."""
    query = select(_request.id).where(_going_on, _request.requester_id == person_id, _request.state == "draft")
    return await _numbers(session, query.order_by(_request.id))


async def shown_on(session: AsyncSession, person_id: int) -> list[int]:
    """Requests that go on and whose cards may name somebody: they voted, asked, or added a line."""
    added = exists().where(_line.request_id == _request.id, _line.added_by == person_id)
    voted = exists().where(_decision.request_id == _request.id, _decision.approver_id == person_id)
    asked = exists().where(_question.request_id == _request.id, _question.asker_id == person_id)
    whose = or_(added, voted, asked, _request.requester_id == person_id)
    return await _numbers(session, select(_request.id).where(_going_on, whose).order_by(_request.id))


async def ended_requests(
    session: AsyncSession, person_id: int, until: datetime, after: int, limit: int
) -> Sequence[Any]:
    """The next requests that somebody made until then and that are over, after this number."""
    over = (_request.id > after, ~_goes_on(), _request.created_at <= until)
    query = select(*columns(RequestRow)).where(_request.requester_id == person_id, *over)
    return await _rows(session, query.order_by(_request.id).limit(limit))


def _goes_on() -> Any:
    return _request.state.in_(("draft", "pending", "approved"))


async def ended_attempts(session: AsyncSession, request_ids: Sequence[int]) -> Sequence[Any]:
    """The attempts of requests that are over which ended too, with what was sent and what came back."""
    ended = or_(_attempt.state.in_(OVER), _attempt.state == "placed")
    query = select(_attempt.id, _attempt.request_id, _attempt.body, _attempt.answer)
    return await _rows(session, query.where(_attempt.request_id.in_(alike(request_ids)), ended))


async def former_names(session: AsyncSession, person_id: int) -> list[str]:
    """What somebody was called when the journal told of them."""
    named = or_(_beside.field.in_(("person", "by", "delegate")), _beside.field.like("%.name"))
    values = await _rows(session, select(_beside.value).where(_beside.person_id == person_id, named).distinct())
    return [row[0] for row in values if isinstance(row[0], str)]


async def messages(session: AsyncSession, person_id: int, needles: Sequence[str], after: int, limit: int) -> list[int]:
    """The next messages after this number that went to somebody or may name them."""
    payload = type_coerce(_out.payload, Text)
    named = [payload.contains(each, autoescape=True) for each in needles]
    theirs = and_(_out.chat_id == person_id, _out.kind.not_in(WORDLESS))
    query = select(_out.id).where(_out.id > after, text(NOT_EMPTIED), or_(theirs, *named))
    return await _numbers(session, query.order_by(_out.id).limit(limit))


async def messages_of(session: AsyncSession, ids: Sequence[int]) -> Sequence[Any]:
    query = select(*columns(OutboxRow)).where(_out.id.in_(alike(ids))).order_by(_out.id)
    return await _rows(session, query)


async def updates(session: AsyncSession, needles: Sequence[str], after: tuple[int, int], limit: int) -> list[Update]:
    """The next updates after this (bot, number), done or set aside, whose text may name somebody."""
    named = [_in.raw.contains(each, autoescape=True) for each in needles]
    later = tuple_(_in.bot_id, _in.update_id) > tuple_(*after)
    query = select(_in.bot_id, _in.update_id, _in.raw).where(later, _in.state != "new", _in.raw != "", or_(*named))
    rows = await _rows(session, query.order_by(_in.bot_id, _in.update_id).limit(limit))
    return [Update(*row) for row in rows]


async def empty_updates(session: AsyncSession, keys: Sequence[tuple[int, int]]) -> None:
    """Take the texts of these updates; their numbers stay. One that was set aside needs nobody any more."""
    those = and_(tuple_(_in.bot_id, _in.update_id).in_(alike(keys)), _in.state != "new")
    await session.exec(update(table_of(InboxRow)).where(those).values(raw="", lane="", error="", state="done"))


async def take_words(session: AsyncSession, person_id: int, until: datetime, now: datetime) -> None:
    """Empty what somebody typed beside requests of others until then; nobody waits for an answer to them."""
    nothing = {"wanted": "", "note": "", "tag": ""}
    live = select(_request.id).where(_going_on, _request.state != "draft")
    theirs = (_line.added_by == person_id, _line.added_at <= until, _line.request_id.not_in(live))
    await session.exec(update(table_of(AskedLineRow)).where(*theirs).values(**nothing, obstacle=None))
    await session.exec(
        update(table_of(ListLineRow)).where(_list.added_by == person_id, _list.added_at <= until).values(**nothing)
    )
    voted = (_decision.approver_id == person_id, _decision.created_at <= until)
    declined = select(_decision.request_id).where(*voted, _decision.verdict == "decline")
    said_no = (_request.id.in_(declined), _request.closed_reason == "declined")
    await session.exec(update(table_of(RequestRow)).where(*said_no).values(closed_words=""))
    await session.exec(update(table_of(DecisionRow)).where(*voted).values(reason=""))
    asked = update(table_of(QuestionRow)).where(_question.asker_id == person_id, _question.asked_at <= until)
    await session.exec(asked.values(text="", let_go_at=func.coalesce(_question.let_go_at, literal(now, Moment))))
    own = select(_request.id).where(_request.requester_id == person_id, ~_goes_on(), _request.created_at <= until)
    await session.exec(update(table_of(QuestionRow)).where(_question.request_id.in_(own)).values(answer=""))


async def drop_private(session: AsyncSession, person_id: int, now: datetime, facts: Sequence[str], edited: str) -> None:
    """Delete somebody's open questions, facts and private chat; their unused invitations are void.

    `facts` are LIKE patterns of names; `edited` is how the names begin of those that end with a request of theirs.
    """
    whose = or_(_dialog.person_id == person_id, _dialog.chat_id == person_id)
    await session.exec(delete(table_of(DialogRow)).where(whose))
    of_drafts = select(edited + cast(_request.id, String)).where(_request.requester_id == person_id)
    theirs = or_(_fact.name.in_(of_drafts), *(_fact.name.like(each) for each in facts))
    await session.exec(delete(table_of(FactRow)).where(theirs))
    await session.exec(delete(table_of(ChatRow)).where(columns(ChatRow).id == person_id))
    unused = columns(InvitationRow)
    void = update(table_of(InvitationRow)).where(unused.made_by == person_id, unused.used_by.is_(None))
    await session.exec(void.where(unused.expires_at > now).values(expires_at=now))


async def proposals(session: AsyncSession, needles: Sequence[str]) -> Sequence[Any]:
    """Changes that were proposed and may name somebody."""
    change = type_coerce(_proposal.change, Text)
    query = select(*columns(ProposalRow)).where(or_(*(change.contains(each, autoescape=True) for each in needles)))
    return await _rows(session, query)


async def set_on(session: AsyncSession, table: type[SQLModel], number: int, **values: Any) -> int:
    """Set columns of one row, by its number; returns how many rows that were."""
    return changed(await session.exec(update(table_of(table)).where(columns(table).id == number).values(**values)))


async def _rows(session: AsyncSession, query: Any) -> Sequence[Any]:
    rows: Sequence[Any] = (await session.exec(query)).all()
    return rows


async def _numbers(session: AsyncSession, query: Any) -> list[int]:
    return [row[0] for row in await _rows(session, query)]
