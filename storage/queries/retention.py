"""Statements that empty texts whose time is over, and delete drafts that nobody asked for, some rows at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, text, tuple_
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import people
from storage.queries.dead_letters import message_was_read, update_was_read
from storage.queries.messages import NO_TEXT
from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.queries.write_rows import Emptying, changed, put
from storage.tables import (
    AskedLineRow,
    AskedOfferRow,
    AttemptRow,
    CardRow,
    DecisionRow,
    DialogRow,
    FactRow,
    InboxRow,
    InvitationRow,
    OrderLineRow,
    OutboxRow,
    QuestionRow,
    RemoteOrderRow,
    RequestRow,
)
from storage.tables.base import Moment
from storage.tables.messages import NOT_EMPTIED, WITH_LANE
from storage.tables.requests import NEVER_ASKED, NUMBERS_FROM

_in, _out, _request = columns(InboxRow), columns(OutboxRow), columns(RequestRow)
_before = given("before", Moment)
_ONE_UPDATE = (_in.bot_id, _in.update_id)
_DONE: Any = (
    select(*_ONE_UPDATE)
    .where(text(WITH_LANE), _in.state == "done", _in.finished_at <= _before)
    .order_by(_in.finished_at)
    .limit(LIMIT)
)
_DEAD_AND_READ: Any = select(*_ONE_UPDATE).where(text(WITH_LANE), _in.state == "dead", update_was_read()).limit(LIMIT)
_EMPTIED = Emptying(
    InboxRow, tuple_(*_ONE_UPDATE).in_(given_all("keys")), _in.state != "new", sets=tuple(NO_TEXT)
)  # fmt: skip
_SENT = Rows(
    OutboxRow, text(NOT_EMPTIED), _out.state == "sent", _out.sent_at <= _before,
    order=(_out.sent_at,), limit=LIMIT, free=True,
)  # fmt: skip
_UNDELIVERED_AND_READ = Rows(
    OutboxRow, text(NOT_EMPTIED), _out.state == "dead", _out.created_at <= _before, message_was_read(),
    order=(_out.id,), limit=LIMIT, free=True,
)  # fmt: skip
_EMPTIED_MESSAGES = Emptying(OutboxRow, _out.id.in_(given_all("ids")), sets=("payload", "error", "emptied_at"))


def _none(table: Any) -> Any:
    """Whether the table has no row about the request."""
    return ~exists().where(columns(table).request_id == _request.id)


_shows = exists().where(columns(CardRow).request_id == _request.id)
_offers = exists().where(text("buttons_live"), _out.request_id == _request.id)
_owed = exists().where(text(NOT_EMPTIED), _out.request_id == _request.id, _out.state.in_(("due", "sending")))
_child = table_of(RequestRow).alias("child")
_GONE = (
    text(NEVER_ASKED),
    # Not by the states themselves: SQLite would read every request that was cancelled or expired, and sort them.
    _request.state.not_in(("draft", "pending", "approved", "closed")),
    _request.updated_at <= _before,
    *(_none(table) for table in (AttemptRow, DecisionRow, QuestionRow, RemoteOrderRow)),
    ~exists().where(_child.c.part_of == _request.id),
    ~_owed,
)
_OLDEST: Any = select(_request.id).where(*_GONE).order_by(_request.updated_at).limit(LIMIT)
_STILL_SHOWN = Scalars(_OLDEST.where(or_(_shows, _offers)))
_UNSEEN = Scalars(_OLDEST.where(~_shows, ~_offers))
_UNSEEN_OF_THESE = Scalars(
    select(_request.id).where(*_GONE, ~_shows, ~_offers, _request.id.in_(given_all("numbers"))).order_by(_request.id)
)
_HIGHEST = Scalars(select(func.max(_request.id)))
_NEWEST_MESSAGE = Scalars(select(func.max(_out.id)))
_numbers = given_all("numbers")


def _deleted(table: Any, *where: Any) -> Any:
    return delete(table_of(table)).where(*where)


_DROPPED = (
    *(_deleted(table, columns(table).request_id.in_(_numbers))
      for table in (DialogRow, OrderLineRow, AskedLineRow, AskedOfferRow)),
    # The newest row of all stays: SQLite would give its number to another message.
    _deleted(OutboxRow, text(NOT_EMPTIED), _out.request_id.in_(_numbers), _out.id < given("newest", _out.id.type)),
    _deleted(RequestRow, _request.id.in_(_numbers)),
)  # fmt: skip
_EDITED = _deleted(FactRow, columns(FactRow).name.in_(given_all("names")))
_DIALOGS_OVER = _deleted(DialogRow, columns(DialogRow).expires_at <= given("now", Moment))
_INVITATIONS_OVER = _deleted(InvitationRow, columns(InvitationRow).expires_at <= _before)


async def texts_of_done(session: AsyncSession, before: datetime, limit: int) -> Sequence[tuple[int, int]]:
    """Updates (bot, number) that were done before then and still have their text, oldest first."""
    return await _keys(session, _DONE, before=before, limit=limit)


async def texts_of_dead(session: AsyncSession, limit: int) -> Sequence[tuple[int, int]]:
    """Updates that were given up, that a person has read about, and that still have their text."""
    return await _keys(session, _DEAD_AND_READ, limit=limit)


async def _keys(session: AsyncSession, statement: Any, **values: Any) -> list[tuple[int, int]]:
    return [(bot, number) for bot, number in (await session.exec(statement, params=values)).all()]


async def empty_updates(session: AsyncSession, keys: Sequence[tuple[int, int]]) -> None:
    """Leave nothing of these updates (bot, number) but their numbers, their states and when they came and ended."""
    if keys:
        await _EMPTIED.run(session, NO_TEXT, keys=alike(keys))


async def texts_of_sent(session: AsyncSession, before: datetime, limit: int) -> Sequence[OutboxRow]:
    """Messages that were sent before then and still have their text, oldest first."""
    return await _SENT.all(session, before=before, limit=limit)


async def texts_of_undelivered(session: AsyncSession, before: datetime, limit: int) -> Sequence[OutboxRow]:
    """Messages of before then that were given up, that a person has read about, and that still have their text."""
    return await _UNDELIVERED_AND_READ.all(session, before=before, limit=limit)


async def empty_messages(session: AsyncSession, ids: Sequence[int], left: dict[str, Any], now: datetime) -> None:
    """Let these messages hold only what is `left`."""
    if ids:
        await _EMPTIED_MESSAGES.run(session, {"payload": left, "error": "", "emptied_at": now}, ids=alike(ids))


async def still_shown(session: AsyncSession, before: datetime, limit: int) -> Sequence[int]:
    """Drafts that ended before then, that nobody was asked for, and of which a message still carries buttons.

    Those to which a message is owed are left out.
    """
    return await _STILL_SHOWN.all(session, before=before, limit=limit)


async def unseen(session: AsyncSession, before: datetime, limit: int) -> Sequence[int]:
    """The same drafts, if no message carries buttons of them any more."""
    return await _UNSEEN.all(session, before=before, limit=limit)


async def unseen_of(session: AsyncSession, numbers: Sequence[int], before: datetime) -> Sequence[int]:
    """Those of these requests that are such drafts still."""
    return await _UNSEEN_OF_THESE.all(session, numbers=list(numbers), before=before)


async def drop_drafts(session: AsyncSession, numbers: Sequence[int], facts: Sequence[str], now: datetime) -> None:
    """Delete these requests with all that is about them alone; their numbers are given to no other request."""
    await _keep_numbers(session, max(numbers), now)
    newest = await _NEWEST_MESSAGE.first(session) or 0
    for statement in _DROPPED:
        given_to = {"numbers": alike(numbers)} | ({"newest": newest} if "newest" in statement.compile().params else {})
        await session.exec(statement, params=given_to)
    await session.exec(_EDITED, params={"names": alike(facts)})


async def _keep_numbers(session: AsyncSession, highest: int, now: datetime) -> None:
    """SQLite numbers the next row after the highest that there is: let it not be one that was deleted."""
    if session.get_bind().dialect.name != "sqlite" or highest < (await _HIGHEST.first(session) or 0):
        return
    kept = int(await people.fact(session, NUMBERS_FROM) or 0)
    await put(session, FactRow, {"name": NUMBERS_FROM}, {"value": max(kept, highest + 1), "updated_at": now})


async def drop_dialogs(session: AsyncSession, now: datetime) -> int:
    """Delete the questions that have lapsed; returns how many."""
    return changed(await session.exec(_DIALOGS_OVER, params={"now": now}))


async def drop_invitations(session: AsyncSession, before: datetime) -> int:
    """Delete the invitations that ended before then, used or not; returns how many."""
    return changed(await session.exec(_INVITATIONS_OVER, params={"before": before}))
