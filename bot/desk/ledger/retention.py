"""What is emptied or deleted because its time is over, in one transaction; each call takes a few rows at most."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select, text, tuple_

from bot.desk.ledger import stored_notices
from bot.desk.ledger.facts import EDITED, NUMBERS_FROM, READ_MESSAGE, READ_UPDATE, WithFacts, is_stored
from bot.desk.ledger.requests import HIGHEST
from storage import tables
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import Emptying, deleting
from storage.tables.base import Moment
from storage.tables.messages import NO_TEXT, NOT_EMPTIED, WITH_LANE
from storage.tables.requests import NEVER_ASKED

_in, _out, _request = columns(tables.InboxRow), columns(tables.OutboxRow), columns(tables.RequestRow)
_before = given("before", Moment)
_ONE_UPDATE = (_in.bot_id, _in.update_id)
_DONE: Any = (
    select(*_ONE_UPDATE)
    .where(text(WITH_LANE), _in.state == "done", _in.finished_at <= _before)
    .order_by(_in.finished_at)
    .limit(LIMIT)
)
_DEAD_AND_READ: Any = (
    select(*_ONE_UPDATE).where(text(WITH_LANE), _in.state == "dead", is_stored(READ_UPDATE, *_ONE_UPDATE)).limit(LIMIT)
)
# Numbers, states, and when they came and ended stay.
_EMPTY_UPDATES = Emptying(
    tables.InboxRow, tuple_(*_ONE_UPDATE).in_(given_all("keys")), _in.state != "new", sets=tuple(NO_TEXT)
)  # fmt: skip
_SENT = Rows(
    tables.OutboxRow, text(NOT_EMPTIED), _out.state == "sent", _out.sent_at <= _before,
    order=(_out.sent_at,), limit=LIMIT, free=True,
)  # fmt: skip
_UNDELIVERED_AND_READ = Rows(
    tables.OutboxRow, text(NOT_EMPTIED), _out.state == "dead", _out.created_at <= _before,
    is_stored(READ_MESSAGE, _out.id), order=(_out.id,), limit=LIMIT, free=True,
)  # fmt: skip
_EMPTY_MESSAGES = Emptying(tables.OutboxRow, _out.id.in_(given_all("ids")), sets=("payload", "error", "emptied_at"))


def _none(table: Any) -> Any:
    """Whether the table has no row about the request."""
    return ~exists().where(columns(table).request_id == _request.id)


_shows = exists().where(columns(tables.CardRow).request_id == _request.id)
_offers = exists().where(text("buttons_live"), _out.request_id == _request.id)
_owed = exists().where(text(NOT_EMPTIED), _out.request_id == _request.id, _out.state.in_(("due", "sending")))
_child = table_of(tables.RequestRow).alias("child")
_GONE = (
    text(NEVER_ASKED),
    # Not by the states themselves: SQLite would read every request that was cancelled or expired, and sort them.
    _request.state.not_in(("draft", "pending", "approved", "closed")),
    _request.updated_at <= _before,
    *(_none(table) for table in (tables.AttemptRow, tables.DecisionRow, tables.QuestionRow, tables.RemoteOrderRow)),
    ~exists().where(_child.c.part_of == _request.id),
    ~_owed,
)
_OLDEST: Any = select(_request.id).where(*_GONE).order_by(_request.updated_at).limit(LIMIT)
_STILL_SHOWN = Scalars(_OLDEST.where(or_(_shows, _offers)))
_UNSEEN = Scalars(_OLDEST.where(~_shows, ~_offers))
_numbers = given_all("numbers")
_UNSEEN_OF_THESE = Scalars(
    select(_request.id).where(*_GONE, ~_shows, ~_offers, _request.id.in_(_numbers)).order_by(_request.id)
)
_NEWEST_MESSAGE = Scalars(select(func.max(_out.id)))


_DROP_DRAFTS = (
    *(deleting(table, columns(table).request_id.in_(_numbers))
      for table in (tables.DialogRow, tables.SellerAnswerRow, tables.OrderLineRow, tables.AskedLineRow,
                    tables.AskedOfferRow)),
    # The newest row of all stays: SQLite would give its number to another message.
    deleting(
        tables.OutboxRow, text(NOT_EMPTIED), _out.request_id.in_(_numbers), _out.id < given("newest", _out.id.type)
    ),
    deleting(tables.RequestRow, _request.id.in_(_numbers)),
)  # fmt: skip
_DROP_DIALOGS = deleting(tables.DialogRow, columns(tables.DialogRow).expires_at <= given("now", Moment))
_photo, _order = columns(tables.ArrivalPhotoRow), columns(tables.RemoteOrderRow)
# An order that 1688 gave no time of its end is over since it was placed: its photos stay for their own time at least.
_is_over = (
    _order.market == _photo.market, _order.order_id == _photo.order_id, _order.state.in_(("finished", "cancelled")),
    func.coalesce(_order.modified_at, _order.placed_at) <= given("photos", Moment),
)  # fmt: skip
_comparison = columns(tables.ComparisonRow)
_old = select(_comparison.id).where(_comparison.at <= _before)
_DROP_OF_FINDING = (
    deleting(tables.SearchRow, columns(tables.SearchRow).at <= _before),
    deleting(tables.WishRow, columns(tables.WishRow).comparison_id.in_(_old)),
    deleting(tables.ComparisonRow, _comparison.at <= _before),
)
_DROP_OF_ARRIVALS = (
    deleting(tables.CountDraftRow, columns(tables.CountDraftRow).at <= given("drafts", Moment)),
    deleting(tables.ArrivalPhotoRow, _photo.at <= given("photos", Moment), exists().where(*_is_over)),
    deleting(tables.WaybillRow, columns(tables.WaybillRow).at <= given("waybills", Moment)),
)
_DROP_INVITATIONS = deleting(tables.InvitationRow, columns(tables.InvitationRow).expires_at <= _before)


class RetentionRepository(WithFacts):
    """Empties texts and deletes drafts; returns how many rows it took, so that its caller knows whether more wait."""

    async def empty_updates(self, before: datetime, limit: int) -> int:
        """Empty updates that were done before then, oldest first, and those given up that a person has read about."""
        keys: list[tuple[int, int]] = []
        for query, values in ((_DONE, {"before": before}), (_DEAD_AND_READ, {})):
            if len(keys) < limit:
                rows = await self._rows(query, **values, limit=limit - len(keys))
                keys += [tuple(row) for row in rows]
        if keys:
            await _EMPTY_UPDATES.run(self._session, NO_TEXT, keys=keys)
        return len(keys)

    async def empty_messages(self, before: datetime, limit: int) -> int:
        """Take the texts out of messages that were sent before then, oldest first, and out of those given up and read.

        A message with buttons that may stop holding keeps what says when they do.
        """
        rows: list[tables.OutboxRow] = []
        for query in (_SENT, _UNDELIVERED_AND_READ):
            if len(rows) < limit:
                rows += await query.all(self._session, before=before, limit=limit - len(rows))
        if over := [row.id for row in rows if not row.buttons_live]:
            await self._leave({}, over)
        for row in rows:
            if row.buttons_live:
                await self._leave(stored_notices.emptied(row.payload), [row.id])
        return len(rows)

    async def _leave(self, payload: dict[str, Any], ids: Sequence[int | None]) -> None:
        """Let these messages hold only this."""
        left = {"payload": payload, "error": "", "emptied_at": self._now}
        await _EMPTY_MESSAGES.run(self._session, left, ids=ids)

    async def drafts_still_shown(self, before: datetime, limit: int) -> tuple[int, ...]:
        """Drafts that ended before then, that nobody was asked for, and of which a message still carries buttons.

        Those to which a message is owed are left out.
        """
        return await _STILL_SHOWN.all(self._session, before=before, limit=limit)

    async def unseen_drafts(self, before: datetime, limit: int) -> tuple[int, ...]:
        """The same drafts, if no message carries buttons of them any more."""
        return await _UNSEEN.all(self._session, before=before, limit=limit)

    async def still_unseen(self, numbers: tuple[int, ...], before: datetime) -> tuple[int, ...]:
        """Those of these that are such drafts still."""
        return await _UNSEEN_OF_THESE.all(self._session, numbers=numbers, before=before)

    async def drop_drafts(self, numbers: tuple[int, ...]) -> None:
        """Delete these drafts with all that is about them alone; their numbers are never given again."""
        highest = max(numbers)
        if not leases.shared(self._session) and highest >= (await HIGHEST.first(self._session) or 0):
            # SQLite numbers the next row after the highest that there is: let it not be one that was deleted.
            kept = await self._facts.get(NUMBERS_FROM) or 0
            await self._facts.put(NUMBERS_FROM, max(kept, highest + 1))
        these = {"numbers": numbers, "newest": await _NEWEST_MESSAGE.first(self._session) or 0}
        for statement in _DROP_DRAFTS:
            await self._run(statement, **these)
        await self._facts.forget(*(EDITED.of(number) for number in numbers))

    async def drop_lapsed(self, now: datetime, before: datetime) -> None:
        """Delete questions that have lapsed by now, and invitations, used or not, that ended before then."""
        await self._run(_DROP_DIALOGS, now=now)
        await self._run(_DROP_INVITATIONS, before=before)

    async def drop_of_arrivals(self, **before: datetime) -> None:
        """Delete `drafts` of counts, `photos` of orders that are over, and `waybills`, each of before its moment."""
        for statement in _DROP_OF_ARRIVALS:
            await self._run(statement, **before)

    async def drop_of_finding(self, before: datetime) -> None:
        """Delete what people looked for, and set side by side, before then."""
        for statement in _DROP_OF_FINDING:
            await self._run(statement, before=before)
