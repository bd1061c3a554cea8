"""Tells news together with what was deferred for it: of the same request, or of other parts of one that was split."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import stored_notices
from bot.purchasing.lifecycle import OutboxState
from bot.purchasing.notice import NOTICE_KINDS
from bot.purchasing.notices.base import AboutOrder, AboutRequest, Notice
from bot.purchasing.notices.shown import ButtonsNotice, CardNotice
from bot.purchasing.requests.purchase import Place
from storage import tables
from storage.queries import messages
from storage.queries.write_rows import add_if_new, change


@dataclass(frozen=True)
class Told:
    """What is owed to a chat, once for each `dedupe`."""

    message: Notice
    place: Place
    dedupe: str
    now: datetime


def content(message: Notice, request_id: int | None, now: datetime) -> dict[str, Any]:
    """The columns that say what a message tells, about what, and when it is due."""
    return {
        "request_id": request_id, "kind": message.kind, "payload": stored_notices.dump(message),
        "created_at": now, "next_at": now + message.deferred,
        "buttons_live": message.outlived and request_id is not None,
    }  # fmt: skip


async def among_others(session: AsyncSession, told: Told, request_id: int) -> bool:
    """Whether the message took the place of one that was deferred, and tells that too, or is told by one that waits.

    Anything else that was deferred for the request, or for the whole that it is a part of, goes now.
    """
    message = told.message
    if isinstance(message, ButtonsNotice | CardNotice):
        return False  # they tell nothing
    whole = message.about.whole if isinstance(message, AboutRequest | AboutOrder) else None
    for row in await messages.deferred(session, request_id, told.place.chat_id, message.kind, whole):
        earlier = _read(row)
        both = message.together_with(earlier) if earlier is not None else None
        if both is not None and await messages.owed_as(session, told.dedupe) is None:
            now = {"dedupe": told.dedupe, **content(both, request_id, told.now)}
            return await change(session, tables.OutboxRow, _waits(row), now) == 1
        beside = message.gathered_with(earlier) if earlier is not None else None
        if beside is not None:
            return await _beside(session, told, request_id, row, beside)
        if row.request_id in (request_id, whole):
            await change(session, tables.OutboxRow, _waits(row), {"next_at": told.now})
    return False


async def _beside(session: AsyncSession, told: Told, request_id: int, row: tables.OutboxRow, whole: Notice) -> bool:
    """Have the row tell the `whole` instead; the message keeps its own `dedupe`, so that none comes twice."""
    if await messages.owed_as(session, told.dedupe) is not None:
        return True
    about = whole.about.number if isinstance(whole, AboutRequest) else row.request_id
    all_of_it = content(whole, about, told.now)
    now = {name: all_of_it[name] for name in ("kind", "payload", "request_id", "buttons_live")}
    if await change(session, tables.OutboxRow, _waits(row), now) != 1:
        return False
    ended = {"state": OutboxState.SENT.value, "sent_at": told.now, "error": "together", "buttons_live": False}
    return await add_if_new(
        session, tables.OutboxRow, dedupe=told.dedupe, chat_id=told.place.chat_id, topic_id=told.place.topic_id,
        **content(told.message, request_id, told.now) | ended,
    )  # fmt: skip


def _waits(row: tables.OutboxRow) -> dict[str, Any]:
    """The message, if nobody has taken it to send it."""
    return {"id": row.id, "state": OutboxState.DUE.value, "epoch": 0}


def _read(row: tables.OutboxRow) -> Notice | None:
    """What a message says; None if it cannot be read."""
    try:
        return stored_notices.load(NOTICE_KINDS[row.kind], row.payload)
    except (LookupError, ValueError):
        return None
