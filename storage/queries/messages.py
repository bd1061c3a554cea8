"""Queries on the inbox (updates from Telegram) and the outbox (messages to Telegram)."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, case, func, or_, select, text, tuple_, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.queries.write_rows import Emptying
from storage.tables import CardRow, InboxRow, OutboxRow, RequestRow
from storage.tables.base import Moment
from storage.tables.messages import BUTTONS_LIVE, ON_THEIR_WAY, WAITING

_in, _out, _card, _request = columns(InboxRow), columns(OutboxRow), columns(CardRow), columns(RequestRow)
_CARDS_FIRST = (case((_out.kind == "card", 0), else_=1), _out.id)
_UPDATE = Rows(InboxRow, _in.bot_id == given("bot"), _in.update_id == given("number"))
_WAITING = Rows(
    InboxRow, _in.bot_id == given("bot"), _in.state == "new", order=(_in.update_id,), limit=LIMIT
)  # fmt: skip
NO_TEXT = {"raw": "", "lane": "", "error": "", "owner": ""}
"""What an update that is over holds instead of its text."""
_claimed = (
    _in.bot_id == given("bot"), _in.state == "new", tuple_(_in.update_id, _in.epoch).in_(given_all("claims")),
)  # fmt: skip
_FINISHED = update(table_of(InboxRow)).where(*_claimed).values(state="done", finished_at=given("now", Moment))
_OVERHEARD = Emptying(InboxRow, *_claimed, sets=("state", "finished_at", *NO_TEXT))
_OWED_AS = Rows(OutboxRow, _out.dedupe == given("name"))
_NEXT_DUE = Scalars(select(func.min(_out.next_at)).where(_out.state == "due"))
_this_card = (
    text(ON_THEIR_WAY), _out.request_id == given("request"), _out.chat_id == given("chat"), _out.kind == "card",
)  # fmt: skip
_CARDS_OWED = Rows(OutboxRow, *_this_card, _out.state == "due", order=(_out.id,), free=True)
_CARDS_UNDER_WAY = Scalars(
    select(_out.chat_id).where(text(ON_THEIR_WAY), _out.request_id == given("request"), _out.kind == "card")
)
_LIVE = Rows(OutboxRow, text(BUTTONS_LIVE), _out.request_id == given("request"), order=(_out.id,))
_SETTLED = update(table_of(OutboxRow)).where(_out.id.in_(given_all("ids"))).values(buttons_live=False)
_deferred = (text(ON_THEIR_WAY), _out.epoch == 0, _out.next_at > _out.created_at)
_of_a_part = _out.request_id.in_(select(_request.id).where(_request.part_of == given("whole")))
_DEFERRED = Rows(
    OutboxRow,
    *(*_deferred, _out.chat_id == given("chat")),
    or_(
        _out.request_id.in_((given("request"), given("whole"))),
        and_(_out.kind == given("kind"), _of_a_part),
    ),
    order=(_out.id,),
    free=True,
)
_GATHERING = Rows(OutboxRow, *_deferred, or_(_out.request_id == given("whole"), _of_a_part), order=(_out.id,))
_GOES_NOW = (
    update(table_of(OutboxRow))
    .where(text(ON_THEIR_WAY), _out.epoch == 0, _out.id.in_(given_all("ids")))
    .values(next_at=given("now", Moment))
)
_this_message = (_out.chat_id == given("chat"), _out.message_id == given("message"))
_AT_MESSAGE = Rows(OutboxRow, *_this_message, order=(_out.id,))
_LIVE_AT_MESSAGE = Rows(OutboxRow, text(BUTTONS_LIVE), *_this_message, order=(_out.id,))
_NEWEST = Scalars(select(func.max(_out.id)))
_over = _out.waits_until <= given("until", Moment)
_WAITED_IN = Scalars(select(_out.chat_id).where(text(WAITING), _over).distinct().order_by(_out.chat_id))
_WAITED = Rows(OutboxRow, text(WAITING), _out.chat_id == given("chat"), _over, order=(_out.id,))
_WAIT_ANEW = (
    update(table_of(OutboxRow))
    .where(text(WAITING), _out.chat_id.in_(given_all("chats")))
    .values(waits_until=given("again", Moment))
)
_TOLD = (
    update(table_of(OutboxRow))
    .where(text(WAITING), _out.id.in_(given_all("ids")))
    .values(state=given("ended"), message_id=given("number"), sent_at=given("now", Moment), error=given("why"),
            waits_until=None)
)  # fmt: skip


async def update_of(session: AsyncSession, bot_id: int, update_id: int) -> InboxRow | None:
    return await _UPDATE.first(session, bot=bot_id, number=update_id)


async def waiting(session: AsyncSession, bot_id: int, limit: int) -> Sequence[InboxRow]:
    """Updates that were not handled yet, in their order."""
    return await _WAITING.all(session, bot=bot_id, limit=limit)


async def finish_all(
    session: AsyncSession, bot_id: int, claims: Sequence[tuple[int, int]], now: datetime, *, keep_text: bool = True
) -> None:
    """new → done for each (update, epoch) that nobody has claimed since; without `keep_text` their texts are gone."""
    if keep_text:
        await session.exec(_FINISHED, params={"bot": bot_id, "claims": alike(claims), "now": now})
    else:
        over = {"state": "done", "finished_at": now, **NO_TEXT}
        await _OVERHEARD.run(session, over, bot=bot_id, claims=alike(claims))


async def due(
    session: AsyncSession, now: datetime, limit: int, *, hold: bool, held: Sequence[int] = ()
) -> Sequence[OutboxRow]:
    """The next due message of each chat; a chat to which one is being sent gives none.

    That is what a process that is gone had on the wire, or the edit of a card, since it takes no place among the
    messages, whichever is older; else the first one. Chats with a card come first. `held` are in hand here, however
    long ago they were taken. If processes share the database, whoever means to take these messages has their chats
    held until its transaction ends.
    """
    asked = {"now": now, "held": list(held)}
    rows = await _heads(leases.shared(session)).all(session, **asked, limit=limit)
    if not (hold and leases.shared(session)) or not rows:
        return rows
    chats = await leases.try_locks(session, leases.CHAT, [str(row.chat_id) for row in rows])
    # Asked again: what others took before we locked the chat is seen only now.
    return await _locked_heads().all(session, **asked, chats=[int(chat) for chat in chats])


@cache
def _heads(shared: bool) -> Rows[OutboxRow]:
    return Rows(OutboxRow, *_conditions(shared), order=_CARDS_FIRST, limit=LIMIT)


@cache
def _locked_heads() -> Rows[OutboxRow]:
    locked = _out.chat_id.in_(given_all("chats"))
    return Rows(OutboxRow, *_conditions(shared=True), locked, order=_CARDS_FIRST, free=True)


def _conditions(shared: bool) -> tuple[Any, ...]:
    hangs = select(_card.request_id).where(_card.request_id == _out.request_id, _card.chat_id == _out.chat_id)
    left = _out.state == "sending"  # by a process that is gone (else its chat is excluded): it has waited long enough
    ahead = case((or_(left, and_(_out.kind == "card", hangs.exists())), _out.id))
    now, lease = given("now", Moment), leases.now(shared)
    # What is deferred on purpose, and was never tried, lets the later ones go before it.
    in_turn = or_(_out.epoch > 0, _out.next_at <= _out.created_at, _out.next_at <= now)
    first = select(func.coalesce(func.min(ahead), func.min(_out.id))).where(text(ON_THEIR_WAY), in_turn)
    on_the_wire = select(_out.chat_id).where(
        text(ON_THEIR_WAY),
        _out.state == "sending",
        or_(_out.claimed_until > lease, _out.id.in_(given_all("held"))),
    )
    # A message that failed and waits may have been refused because of the chat: send nothing else there meanwhile.
    silent = select(_out.chat_id).where(text(ON_THEIR_WAY), _out.epoch > 0, _out.next_at > now)
    return (
        _out.id.in_(first.group_by(_out.chat_id)),
        _out.next_at <= now,
        or_(_out.state == "due", _out.claimed_until <= lease),
        _out.chat_id.not_in(on_the_wire),
        _out.chat_id.not_in(silent),
    )


async def take(session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float) -> None:
    """Mark these messages as being sent, claimed for so many seconds."""
    shared = leases.shared(session)
    await session.exec(_taken(shared), params={"ids": alike(ids), "by": owner} | leases.lasting(shared, now, seconds))


@cache
def _taken(shared: bool) -> Any:
    taken = update(table_of(OutboxRow)).where(_out.id.in_(given_all("ids")))
    values = {"state": "sending", "owner": given("by"), "epoch": _out.epoch + 1}
    return taken.values(**values, claimed_until=leases.until(shared))


async def release(session: AsyncSession, now: datetime, *, everything: bool) -> None:
    """End the claims of a process that is gone: all (`everything`), or only those whose time is over."""
    over = col(OutboxRow.claimed_until) <= leases.moment(session, now)
    guard = (col(OutboxRow.state) == "sending",) if everything else (col(OutboxRow.state) == "sending", over)
    await session.exec(update(OutboxRow).where(*guard).values(claimed_until=leases.moment(session, now)))


async def renew(session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float) -> None:
    """Extend the claim on those of these messages that are still ours."""
    mine = (col(OutboxRow.id).in_(alike(ids)), col(OutboxRow.owner) == owner, col(OutboxRow.state) == "sending")
    await session.exec(update(OutboxRow).where(*mine).values(claimed_until=leases.moment(session, now, seconds)))


async def owed_as(session: AsyncSession, dedupe: str) -> OutboxRow | None:
    """The message with this `dedupe`, sent or not."""
    return await _OWED_AS.first(session, name=dedupe)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next waiting message may be sent."""
    moment: datetime | None = await _NEXT_DUE.first(session)
    return moment


async def count(session: AsyncSession, table: type[InboxRow] | type[OutboxRow], states: tuple[str, ...]) -> int:
    counted = select(func.count()).where(columns(table).state.in_(states))
    return int(await Scalars(counted).first(session))


async def cards_owed(session: AsyncSession, request_id: int, chat_id: int) -> Sequence[OutboxRow]:
    """Versions of this card that wait and are not being sent; locked until the transaction ends."""
    return await _CARDS_OWED.all(session, request=request_id, chat=chat_id)


async def cards_under_way(session: AsyncSession, request_id: int) -> Sequence[int]:
    """The chats for which a version of this card is waiting or being sent."""
    return await _CARDS_UNDER_WAY.all(session, request=request_id)


async def with_live_buttons(session: AsyncSession, request_id: int) -> Sequence[OutboxRow]:
    """Messages about this request, sent or not, whose buttons were not taken off."""
    return await _LIVE.all(session, request=request_id)


async def deferred(
    session: AsyncSession, request_id: int, chat_id: int, kind: str, whole: int | None
) -> Sequence[OutboxRow]:
    """Messages about this request for this chat that are deferred and were not tried yet.

    Of a part of `whole`, also those about that, and those of this kind about its other parts. They are locked until the
    transaction ends, since two orders may want a place in one; those that another transaction holds are left out.
    """
    return await _DEFERRED.all(session, request=request_id, chat=chat_id, kind=kind, whole=whole or request_id)


async def gathering(session: AsyncSession, whole: int) -> Sequence[OutboxRow]:
    """Messages about a request that was split, or about its parts, that are deferred and were not tried yet."""
    return await _GATHERING.all(session, whole=whole)


async def go_now(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    """These wait no longer, unless they are being sent already."""
    await session.exec(_GOES_NOW, params={"ids": alike(ids), "now": now})


async def at_message(session: AsyncSession, chat_id: int, message_id: int) -> Sequence[OutboxRow]:
    """What is recorded of the message of this number in this chat."""
    return await _AT_MESSAGE.all(session, chat=chat_id, message=message_id)


async def live_at_message(session: AsyncSession, chat_id: int, message_id: int) -> Sequence[OutboxRow]:
    """What is recorded of it and has buttons that were not taken off."""
    return await _LIVE_AT_MESSAGE.all(session, chat=chat_id, message=message_id)


async def settle_buttons(session: AsyncSession, ids: Sequence[int]) -> None:
    """The buttons of these messages are taken off, or were never shown."""
    if ids:
        await session.exec(_SETTLED, params={"ids": alike(ids)})


async def waited_in(session: AsyncSession, until: datetime) -> Sequence[int]:
    """The chats with messages that waited until this moment at most."""
    return await _WAITED_IN.all(session, until=until)


async def waited(session: AsyncSession, chat_id: int, until: datetime) -> Sequence[OutboxRow]:
    """The messages of a chat that waited until this moment at most, oldest first."""
    return await _WAITED.all(session, chat=chat_id, until=until)


async def wait_anew(session: AsyncSession, chat_ids: Sequence[int], until: datetime) -> None:
    """What waits in these chats waits until this moment instead."""
    await session.exec(_WAIT_ANEW, params={"chats": alike(chat_ids), "again": until})


async def end_waiting(
    session: AsyncSession, ids: Sequence[int], state: str, message_id: int | None, now: datetime, error: str
) -> None:
    """Messages that waited are over: told in another one, or given up."""
    values = {"ended": state, "number": message_id, "now": now, "why": error}
    await session.exec(_TOLD, params={"ids": alike(ids)} | values)


async def newest(session: AsyncSession) -> int:
    """The highest id in the outbox."""
    return await _NEWEST.first(session) or 0
