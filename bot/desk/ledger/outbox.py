"""The outbox in the database: messages that people are owed, each sent once, in order for each chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, case, func, or_, select, text

from bot.desk.ledger import stored_notices
from bot.desk.ledger.facts import READ_MESSAGE, is_stored
from bot.desk.ledger.inbox import MOST, Letter
from bot.desk.ledger.mapper import Mapper, Repository, Stored, grouped
from bot.purchasing.lifecycle import OutboxState
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.base import AboutOrder, AboutOrders, AboutRequest, Notice
from bot.purchasing.notices.operations import OVER
from bot.purchasing.notices.purchases import RunPaidNotice
from bot.purchasing.notices.shown import ButtonsNotice, CardNotice, ReplyNotice
from bot.purchasing.person import Place
from bot.purchasing.requests.request import Request
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_if_new, change, setting
from storage.tables import CardRow, OutboxRow, RequestRow
from storage.tables.base import Moment
from storage.tables.messages import BUTTONS_LIVE, ON_THEIR_WAY, WAITING

_KINDS_OF_A_RUN = [RunPaidNotice.kind, RunPaidNotice.kind_of_several]
_TURNS = count()
"""Numbers the transactions of this process, so that parallel ones give their messages different names."""


@dataclass(frozen=True)
class OutboxMessage:
    """A message to people, as it is stored."""

    id: int
    kind: NoticeKind
    place: Place
    request_id: int | None
    stored: dict[str, Any]

    @cached_property
    def message(self) -> Notice:
        """What it says; LookupError or ValueError if it was stored in no form that is known."""
        return stored_notices.load(self.kind, self.stored)


class StoredMessage(NamedTuple):
    """A message of any time: what it was owed as, where and when (UTC), and what it says.

    If its text is not kept any more, it says no more than its buttons need; None if it cannot be read.
    """

    dedupe: str
    chat_id: int
    created_at: datetime
    message: Notice | None
    has_text: bool


@dataclass(frozen=True)
class DueMessage(OutboxMessage):
    """A message that is ours to send now."""

    attempts: int
    created_at: datetime
    resent: bool
    """Whether an earlier try may have arrived: it failed, or its end was never recorded."""
    epoch: int = 0
    """The number of our claim; a write under an older one changes nothing."""
    silent: bool = False
    """Whether it comes without sound."""


@dataclass(frozen=True)
class LiveMessage(OutboxMessage):
    """A message whose buttons hold in one state of its request only; `message_id` once it arrived.

    If it is `emptied`, its text is not kept any more.
    """

    message_id: int | None
    state: str
    emptied: bool = False


_STORED = {"kind": Stored(read=NOTICE_KINDS.__getitem__), "stored": Stored("payload")}
_MESSAGES = Mapper(OutboxMessage, OutboxRow, **_STORED)
_DUE = Mapper(DueMessage, OutboxRow, **_STORED, epoch=Stored(read=lambda before: before + 1))
_LIVE = Mapper(LiveMessage, OutboxRow, **_STORED, emptied=Stored("emptied_at", read=lambda at: at is not None))

_out, _card, _request = columns(OutboxRow), columns(CardRow), columns(RequestRow)
_now, _ids, _of_chat = given("now", Moment), _out.id.in_(given_all("ids")), _out.chat_id == given("chat")
_on_their_way, _waiting, _of_request = text(ON_THEIR_WAY), text(WAITING), _out.request_id == given("request")
_WITH_DEDUPE = Rows(OutboxRow, _out.dedupe == given("name"))
_CARDS_TO_SEND = Rows(
    OutboxRow, _on_their_way, _of_request, _of_chat, _out.kind == "card", _out.state == "due",
    order=(_out.id,), free=True,
)  # fmt: skip
_CHATS_OF_CARDS = Scalars(select(_out.chat_id).where(_on_their_way, _of_request, _out.kind == "card"))
_WITH_LIVE_BUTTONS = Rows(OutboxRow, text(BUTTONS_LIVE), _of_request, order=(_out.id,))
_WITHOUT_BUTTONS = setting(OutboxRow, _ids, buttons_live=False)
_deferred = (_on_their_way, _out.epoch == 0, _out.next_at > _out.created_at)
_of_a_part = _out.request_id.in_(select(_request.id).where(_request.part_of == given("whole")))
# They are locked, since two orders may want a place in one; those that another transaction holds are left out.
_DEFERRED = Rows(
    OutboxRow,
    *(*_deferred, _of_chat),
    or_(
        _out.request_id.in_((given("request"), given("whole"))),
        and_(_out.kind == given("kind"), _of_a_part),
        _out.kind.in_(given_all("anywhere")),
    ),
    order=(_out.id,),
    free=True,
)
_GATHERING_ANYWHERE = Rows(OutboxRow, *_deferred, _out.kind.in_(given_all("anywhere")), order=(_out.id,))
_GATHERING = Rows(OutboxRow, *_deferred, or_(_out.request_id == given("whole"), _of_a_part), order=(_out.id,))
_GOES_NOW = setting(OutboxRow, _on_their_way, _out.epoch == 0, _ids, next_at=_now)
_this_message = (_of_chat, _out.message_id == given("message"))
_AT_MESSAGE = Rows(OutboxRow, *_this_message, order=(_out.id,))
_LIVE_AT_MESSAGE = Rows(OutboxRow, text(BUTTONS_LIVE), *_this_message, order=(_out.id,))
_NEWEST = Scalars(select(func.max(_out.id)))
_over = _out.waits_until <= given("until", Moment)
_CHATS_THAT_WAITED = Scalars(select(_out.chat_id).where(_waiting, _over).distinct().order_by(_out.chat_id))
_WAITED = Rows(OutboxRow, _waiting, _of_chat, _over, order=(_out.id,))
_WAITS_ANEW = setting(OutboxRow, _waiting, _out.chat_id.in_(given_all("chats")), waits_until=given("again", Moment))
_WAITS_NO_MORE = setting(
    OutboxRow,
    _waiting,
    _ids,
    state=given("ended"),
    message_id=given("number"),
    sent_at=_now,
    error=given("why"),
    waits_until=None,
)
_OTHERS_OF_A_NAME = Scalars(
    select(func.count()).where(
        _out.request_id.in_((given("request"), given("whole"))),
        _out.dedupe.startswith(given("name")),
        ~_out.dedupe.startswith(given("this")),
    )
)
_OF_KIND = Rows(OutboxRow, _out.kind == given("kind"), order=(_out.id,))
_this_number = select(_out.dedupe).where(_out.id == given("number", Integer)).scalar_subquery()
_ITS_END = Scalars(select(_out.id).where(_out.dedupe == OVER + _this_number))
_UNSENT = Scalars(select(func.count()).where(_out.state.in_(("due", "sending"))))
_unread = (_out.state == "dead", ~is_stored(READ_MESSAGE, _out.id))
_DEAD_LETTERS = Rows(OutboxRow, *_unread, order=(_out.created_at.desc(), _out.id.desc()), limit=MOST)
_UNDELIVERED = Scalars(select(_out.id).where(_ids, *_unread))
_COUNT_OF_DEAD_LETTERS = Scalars(select(func.count()).select_from(table_of(OutboxRow)).where(*_unread))


def _heads_of_chats(shared: bool) -> tuple[Any, ...]:
    hangs = select(_card.request_id).where(_card.request_id == _out.request_id, _card.chat_id == _out.chat_id)
    left = _out.state == "sending"  # by a process that is gone (else its chat is excluded): it has waited long enough
    ahead = case((or_(left, and_(_out.kind == "card", hangs.exists())), _out.id))
    lease = leases.now(shared)
    # What is deferred on purpose, and was never tried, lets the later ones go before it.
    in_turn = or_(_out.epoch > 0, _out.next_at <= _out.created_at, _out.next_at <= _now)
    first = select(func.coalesce(func.min(ahead), func.min(_out.id))).where(_on_their_way, in_turn)
    on_the_wire = select(_out.chat_id).where(
        _on_their_way,
        _out.state == "sending",
        or_(_out.claimed_until > lease, _out.id.in_(given_all("held"))),
    )
    # A message that failed and waits may have been refused because of the chat: send nothing else there meanwhile.
    silent = select(_out.chat_id).where(_on_their_way, _out.epoch > 0, _out.next_at > _now)
    return (
        _out.id.in_(first.group_by(_out.chat_id)),
        _out.next_at <= _now,
        or_(_out.state == "due", _out.claimed_until <= lease),
        _out.chat_id.not_in(on_the_wire),
        _out.chat_id.not_in(silent),
    )


_CARDS_FIRST = (case((_out.kind == "card", 0), else_=1), _out.id)
_HEADS = {
    shared: Rows(OutboxRow, *_heads_of_chats(shared), order=_CARDS_FIRST, limit=LIMIT) for shared in (True, False)
}
_LOCKED_HEADS = Rows(
    OutboxRow, *_heads_of_chats(shared=True), _out.chat_id.in_(given_all("chats")), order=_CARDS_FIRST, free=True
)
_TAKEN: dict[bool, Any] = {
    shared: setting(
        OutboxRow, _ids, state="sending", owner=given("by"), epoch=_out.epoch + 1, claimed_until=leases.until(shared)
    )
    for shared in (True, False)
}
_RENEWED = setting(
    OutboxRow, _ids, _out.owner == given("by"), _out.state == "sending", claimed_until=leases.until(True)
)
_KEPT = setting(
    OutboxRow,
    _out.id == given("number", Integer),
    _out.owner == given("by"),
    _out.epoch == given("claim", Integer),
    _out.state == "sending",
    claimed_until=leases.until(True),
)
_RELEASED = setting(OutboxRow, _out.state == "sending", claimed_until=_now)


class OutboxRepository(Repository):
    """The outbox in one transaction. `owner` names this process in its claims."""

    async def owe(self, message: Notice, place: Place, dedupe: str, request_id: int | None = None) -> bool:
        """Put a message into the outbox; False if one with the same `dedupe` is there, or another one tells it.

        What was deferred for this request goes before it, or is told by it too; news of a part is told together with
        the same news of others, if that is still deferred.
        """
        self._left.add("messages")
        if request_id is not None and await self._tell_together(message, place, dedupe, request_id):
            return False
        return await self._add(place, dedupe, self._content(message, request_id))

    async def _add(self, place: Place, dedupe: str, content: dict[str, Any]) -> bool:
        """Whether the message was added; if its `dedupe` is there, nothing changes."""
        to = {"chat_id": place.chat_id, "topic_id": place.topic_id}
        return await add_if_new(self._session, OutboxRow, dedupe=dedupe, **to, **content)

    def _content(self, message: Notice, request_id: int | None) -> dict[str, Any]:
        """The columns that say what a message tells, about what, and when it is due."""
        return {
            "request_id": request_id, "kind": message.stored_kind, "payload": stored_notices.dump(message),
            "created_at": self._now, "next_at": self._now + message.deferred,
            "buttons_live": message.outlived and request_id is not None,
        }  # fmt: skip

    async def _tell_together(self, message: Notice, place: Place, dedupe: str, request_id: int) -> bool:
        """Whether the message took the place of a deferred one, and tells that too, or is told by one that waits.

        Anything else that was deferred for the request, or for the whole that it is a part of, goes now.
        """
        if isinstance(message, ButtonsNotice | CardNotice):
            return False  # they tell nothing
        whole = message.about.whole if isinstance(message, AboutRequest | AboutOrder) else None
        about = {"request": request_id, "chat": place.chat_id, "kind": message.kind, "whole": whole or request_id}
        about["anywhere"] = _KINDS_OF_A_RUN if isinstance(message, RunPaidNotice) else [""]
        for row in await _DEFERRED.all(self._session, **about):
            try:
                earlier = stored_notices.load(NOTICE_KINDS[row.kind], row.payload)
            except (LookupError, ValueError):
                both = beside = None
            else:
                both = message.together_with(earlier)
                beside = message.gathered_with(earlier) if isinstance(message, AboutOrders) else None
            if both is not None and not await self._is_there(dedupe):
                return await self._replace(row, {"dedupe": dedupe, **self._content(both, request_id)})
            if beside is not None:
                return await self._tell_beside(row, beside, message, place, dedupe, request_id)
            if row.request_id in (request_id, whole):
                await self._replace(row, {"next_at": self._now})
        return False

    async def _tell_beside(
        self, row: OutboxRow, both: AboutOrders, message: Notice, place: Place, dedupe: str, request_id: int
    ) -> bool:
        """Have the row tell `both` instead; the message keeps its own `dedupe`, so that none comes twice."""
        if await self._is_there(dedupe):
            return True
        content = self._content(both, both.about.number)
        now = {name: content[name] for name in ("kind", "payload", "request_id", "buttons_live")}
        if not await self._replace(row, now):
            return False
        ended = {"state": OutboxState.SENT.value, "sent_at": self._now, "error": "together", "buttons_live": False}
        return await self._add(place, dedupe, self._content(message, request_id) | ended)

    async def _replace(self, row: OutboxRow, values: dict[str, Any]) -> bool:
        """Set these columns of a message, unless somebody has taken it to send it."""
        expected = {"id": row.id, "state": OutboxState.DUE.value, "epoch": 0}
        return await change(self._session, OutboxRow, expected, values) == 1

    async def _is_there(self, dedupe: str) -> bool:
        return await _WITH_DEDUPE.first(self._session, name=dedupe) is not None

    async def owed_as(self, dedupe: str) -> tuple[Notice | None, int | None] | None:
        """The message with this `dedupe`, None if its text is gone, and the number under which it arrived."""
        row = await _WITH_DEDUPE.first(self._session, name=dedupe)
        if row is None:
            return None
        message = stored_notices.load(NOTICE_KINDS[row.kind], row.payload) if row.emptied_at is None else None
        return message, row.message_id

    async def arrived_as(self, dedupe: str, chat_id: int) -> int | None:
        """The number under which the message with this `dedupe` arrived in this chat; None if it did not."""
        row = await _WITH_DEDUPE.first(self._session, name=dedupe)
        return row.message_id if row is not None and row.chat_id == chat_id else None

    async def told_of(self, kind: NoticeKind) -> tuple[StoredMessage, ...]:
        """Every message of a kind that was ever owed, oldest first."""
        return tuple(_stored_message(kind, row) for row in await _OF_KIND.all(self._session, kind=kind))

    async def is_over(self, message_id: int) -> bool:
        """Whether what a message tells is over, by its number here: that is owed after it, or was told."""
        return await _ITS_END.first(self._session, number=message_id) is not None

    async def undelivered(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Those of these messages that were given up and that nobody has read about."""
        return await _UNDELIVERED.all(self._session, ids=list(ids)) if ids else ()

    async def told_otherwise(self, request: Request, name: str, this: str) -> bool:
        """Whether anybody was owed a message about it with a `dedupe` that begins with this name, and not as `this`."""
        numbers = {"request": request.id, "whole": request.part_of or request.id}
        return bool(await _OTHERS_OF_A_NAME.first(self._session, name=name, this=this, **numbers))

    async def gathering(self, whole: int) -> dict[NoticeKind, tuple[int, ...]]:
        """What waits for the same news of other parts of a request that was split: by kind, the numbers."""
        rows = await _GATHERING.all(self._session, whole=whole)
        return grouped((stored_notices.KINDS[NOTICE_KINDS[row.kind]].kind, row.id or 0) for row in rows)

    async def paid_together(self, run_id: int) -> list[int]:
        """What waits for the news that other orders of a run are paid."""
        rows = await _GATHERING_ANYWHERE.all(self._session, anywhere=_KINDS_OF_A_RUN)
        return [row.id or 0 for row in rows if row.payload.get("run") == run_id]

    async def go_now(self, ids: Sequence[int]) -> None:
        """These messages wait for nothing any more, unless they are being sent already."""
        await self._run(_GOES_NOW, ids=ids, now=self._now)
        self._left.add("messages")

    async def retell(self, message_id: int, message: Notice) -> None:
        """A message that arrived says this now; `message_id` is its number here."""
        key = {"id": message_id, "kind": message.stored_kind}
        await change(self._session, OutboxRow, key, {"payload": stored_notices.dump(message)})

    async def owe_card(self, request_id: int, place: Place, anew: str = "") -> None:
        """Put a new version of a request's card for a chat into the outbox, unless one is waiting there already.

        `anew` is why it is posted again below instead of edited; then only one waiting for the same reason is enough.
        Those that wait are locked until the transaction ends, so that none is sent before it.
        """
        cards = await _CARDS_TO_SEND.all(self._session, request=request_id, chat=place.chat_id)
        if any(anew in ("", row.payload.get("anew")) for row in cards):
            self._left.add("messages")  # whoever looked for work meanwhile skipped them, because they are locked here
            return
        await self.owe(CardNotice(anew=anew), place, await self._own(f"card:{request_id}:{place.chat_id}"), request_id)

    async def owe_buttons(self, request_id: int, chat_id: int) -> None:
        """Have the buttons of earlier messages about a request in a chat looked at again."""
        await self.owe(ButtonsNotice(), Place(chat_id), await self._own(f"buttons:{request_id}:{chat_id}"), request_id)

    async def owe_no_buttons(self, request_id: int, chat_id: int) -> bool:
        """Have every button of a request taken off in a chat, its card's too; False if that was owed today already."""
        dedupe = f"no-buttons:{request_id}:{chat_id}:{self._now:%Y-%m-%d}"
        if await self._is_there(dedupe):
            return False
        await self.owe(ButtonsNotice(every=True), Place(chat_id), dedupe, request_id)
        return True

    async def _own(self, dedupe: str) -> str:
        """A key of this transaction: waiting for another's could draw the card before this change is committed."""
        return f"{dedupe}:{await _NEWEST.first(self._session) or 0}:{self._owner}-{next(_TURNS)}"

    async def cards_under_way(self, request_id: int) -> frozenset[int]:
        """The chats for which a request's card is in the outbox or being sent: it will be there soon."""
        return frozenset(await _CHATS_OF_CARDS.all(self._session, request=request_id))

    async def with_live_buttons(self, request_id: int, chat_id: int | None = None) -> tuple[LiveMessage, ...]:
        """Messages about a request, sent or not, whose buttons were not taken off; in one chat or everywhere."""
        rows = await _WITH_LIVE_BUTTONS.all(self._session, request=request_id)
        return tuple(_LIVE.value(row, place=_place(row)) for row in rows if chat_id in (None, row.chat_id))

    async def replied(self, place: Place, message_id: int, request_id: int | None, answer: ReplyNotice | None) -> None:
        """A message shows this answer now, and nothing that was recorded of it before; None has no such buttons."""
        before = await _LIVE_AT_MESSAGE.all(self._session, chat=place.chat_id, message=message_id)
        await self.settle_buttons([row.id or 0 for row in before])
        if answer is None or request_id is None:
            return
        now = {
            "request_id": request_id, "payload": stored_notices.dump(answer), "buttons_live": True,
            "sent_at": self._now, "emptied_at": None,
        }  # fmt: skip
        dedupe = f"reply:{place.chat_id}:{message_id}"
        if not await change(self._session, OutboxRow, {"dedupe": dedupe}, now):
            sent = {
                "kind": answer.kind, "message_id": message_id, "state": OutboxState.SENT.value, "next_at": self._now,
                "created_at": self._now,
            }  # fmt: skip
            await self._add(place, dedupe, sent | now)

    async def notices_at(self, chat_id: int, message_id: int) -> tuple[Notice, ...]:
        """What this message tells, as far as its text is kept."""
        rows = await _AT_MESSAGE.all(self._session, chat=chat_id, message=message_id)
        return tuple(_MESSAGES.value(row, place=_place(row)).message for row in rows if row.emptied_at is None)

    async def about(self, chat_id: int, message_id: int) -> list[tuple[int | None, int | None]]:
        """What each record of this message is about, the request and the approver's question; none if it is no record.

        A message is recorded if it came out of the outbox, or as an answer with buttons.
        """
        rows = await _AT_MESSAGE.all(self._session, chat=chat_id, message=message_id)
        return [(row.request_id, row.payload.get("question_id")) for row in rows]

    async def has_live_buttons(self, chat_id: int, message_id: int) -> bool:
        """Whether it is one of those whose buttons were not taken off."""
        return await _LIVE_AT_MESSAGE.first(self._session, chat=chat_id, message=message_id) is not None

    async def settle_buttons(self, ids: Sequence[int]) -> None:
        """The buttons of these messages are taken off, or were never shown."""
        if ids:
            await self._run(_WITHOUT_BUTTONS, ids=ids)

    async def anything_due(self, held: Sequence[int] = ()) -> bool:
        """Whether there is a message whose turn it is, beside those in hand."""
        heads = _HEADS[leases.shared(self._session)]
        return await heads.first(self._session, now=self._now, held=list(held), limit=1) is not None

    async def take_due(
        self, limit: int, seconds: float, *, held: Sequence[int] = (), for_cards: int = 0
    ) -> tuple[DueMessage, ...]:
        """Take due messages, one for each chat; they are ours and being sent for so many seconds.

        A chat to which one is being sent gives none. Else it gives what a process that is gone had on the wire, or the
        edit of a card, since it takes no place among the messages, whichever is older; else the first one. Chats with
        a card come first. `held` are being sent here already, however long ago they were taken; the last `for_cards`
        of the `limit` are reserved for cards. If processes share the database, the chats are held until the
        transaction ends.
        """
        shared, asked = leases.shared(self._session), {"now": self._now, "held": list(held)}
        rows = await _HEADS[shared].all(self._session, **asked, limit=limit)
        if shared and rows:
            chats = await leases.try_locks(self._session, leases.CHAT, [str(row.chat_id) for row in rows])
            # Asked again: what others took before we locked the chat is seen only now.
            rows = await _LOCKED_HEADS.all(self._session, **asked, chats=[int(chat) for chat in chats])
        due = tuple(
            _DUE.value(row, place=_place(row), resent=row.attempts > 0 or row.state == OutboxState.SENDING.value)
            for n, row in enumerate(rows)
            if n < limit - for_cards or row.kind == CardNotice.kind
        )
        if due:
            taken = {"ids": [each.id for each in due], "by": self._owner}
            await self._run(_TAKEN[shared], **taken, **leases.lasting(shared, self._now, seconds))
        return due

    async def keep(self, message: DueMessage, seconds: float) -> bool:
        """Whether a message is still ours under the claim that it was taken by; then it is for so many seconds more."""
        claim = {"number": message.id, "by": self._owner, "claim": message.epoch}
        return await self._run(_KEPT, **claim, **leases.lasting(True, self._now, seconds)) == 1

    async def renew(self, ids: Sequence[int], seconds: float) -> None:
        """Extend the claim on those of these messages that are being sent and still ours."""
        await self._run(_RENEWED, ids=ids, by=self._owner, **leases.lasting(True, self._now, seconds))

    async def release(self) -> None:
        """End all claims, which a process that is gone had; if others share the database, claims end by themselves."""
        if not leases.shared(self._session):
            await self._run(_RELEASED, now=self._now)

    async def sent(self, message: DueMessage, message_id: int | None) -> None:
        await self._end(message, state=OutboxState.SENT.value, message_id=message_id, sent_at=self._now, error="")

    async def later(self, message: DueMessage, at: datetime, error: str, counts: bool) -> None:
        await self._end(
            message, state=OutboxState.DUE.value, next_at=at, error=error, attempts=message.attempts + counts
        )
        self._left.add("messages")

    async def wait(self, message: DueMessage, until: datetime) -> None:
        """Keep a message for its chat's digest, which is due then; nothing waits behind it."""
        await self._end(message, state=OutboxState.DUE.value, waits_until=until)

    async def leave_out(self, message: DueMessage) -> None:
        """Nobody wants this message: it counts as sent and stands nowhere."""
        await self._end(message, state=OutboxState.SENT.value, sent_at=self._now, error="off", buttons_live=False)

    async def dead(self, message: DueMessage, error: str) -> bool:
        """Give the message up; returns False if another process has it now."""
        return await self._end(message, state=OutboxState.DEAD.value, error=error)

    async def _end(self, message: DueMessage, **values: Any) -> bool:
        """Record how a try ended; changes nothing if another process has claimed the message since."""
        return await change(self._session, OutboxRow, {"id": message.id, "epoch": message.epoch}, values) == 1

    async def waited_in(self) -> tuple[int, ...]:
        """The chats with messages that have waited long enough."""
        return await _CHATS_THAT_WAITED.all(self._session, until=self._now)

    async def waited(self, chat_id: int, until: datetime) -> tuple[OutboxMessage, ...]:
        """The messages of a chat that waited until this moment at most, oldest first."""
        rows = await _WAITED.all(self._session, chat=chat_id, until=until)
        return tuple(_MESSAGES.value(row, place=_place(row)) for row in rows)

    async def wait_anew(self, chat_ids: Sequence[int], until: datetime) -> None:
        """What waits in these chats waits until this moment instead."""
        await self._run(_WAITS_ANEW, chats=chat_ids, again=until)

    async def end_waiting(
        self, ids: Sequence[int], message_id: int | None = None, *, alone: int | None = None, error: str = ""
    ) -> None:
        """Messages that waited stand in this message now, one of them `alone` with its own buttons; or they failed."""
        if not ids:
            return
        await self.settle_buttons([each for each in ids if each != alone])
        ended = (OutboxState.DEAD if error else OutboxState.SENT).value
        values = {"ended": ended, "number": message_id, "now": self._now, "why": error}
        await self._run(_WAITS_NO_MORE, ids=ids, **values)

    async def readdress(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: send its waiting messages to its new id."""
        for state in ("due", "sending"):
            expected = {"chat_id": old_chat_id, "state": state}
            await change(self._session, OutboxRow, expected, {"chat_id": new_chat_id, "state": "due"})

    async def waiting_messages(self) -> int:
        """How many messages are not sent yet."""
        return int(await _UNSENT.first(self._session))

    async def dead_letters(self) -> tuple[Letter, ...]:
        """The newest messages that were given up and that nobody has read about."""
        return tuple(
            Letter(row.id or 0, False, row.kind, row.created_at, row.chat_id, row.error, row.request_id)
            for row in await _DEAD_LETTERS.all(self._session)
        )

    async def count_dead_letters(self) -> int:
        """How many messages were given up and not read about."""
        return int(await _COUNT_OF_DEAD_LETTERS.first(self._session))

    async def send_again(self, letter: Letter) -> bool:
        """Send it as if it were new; returns False if it is no longer a dead letter."""
        self._left.add("messages")
        again = {"state": OutboxState.DUE.value, "attempts": 0, "next_at": self._now, "created_at": self._now}
        return await change(self._session, OutboxRow, {"id": letter.id, "state": OutboxState.DEAD.value}, again) == 1


def _stored_message(kind: NoticeKind, row: OutboxRow) -> StoredMessage:
    try:
        message = stored_notices.load(kind, row.payload)
    except (LookupError, ValueError):
        message = None
    return StoredMessage(row.dedupe, row.chat_id, row.created_at, message, row.emptied_at is None)


def _place(row: OutboxRow) -> Place:
    return Place(row.chat_id, row.topic_id)
