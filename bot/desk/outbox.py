"""Messages that are owed: taken in order for each chat, sent, and tried again until Telegram took them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.post import Owed
from bot.desk.people import People
from bot.purchasing.notice import NoticeKind, next_attempt
from bot.purchasing.purchase import Place

AT_ONCE = 16
LEASE = timedelta(seconds=90)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outgoing:
    """A message for a face to send; `resent` where an earlier try may have arrived."""

    id: int
    kind: NoticeKind
    place: Place
    request_id: int | None
    facts: dict[str, object]
    resent: bool
    created_at: datetime


@dataclass(frozen=True)
class Sent:
    """It arrived."""

    message_id: int | None = None


@dataclass(frozen=True)
class Later:
    """Try again in so many seconds; `counts` is False where waiting was asked for and nothing failed."""

    seconds: float
    error: str
    counts: bool = True


@dataclass(frozen=True)
class Never:
    """It cannot arrive: blocked, kicked, gone."""

    error: str


@dataclass(frozen=True)
class Moved:
    """The group goes on under another id."""

    new_chat_id: int


Delivery = Sent | Later | Never | Moved
Send = Callable[[Outgoing], Awaitable[Delivery]]


class Outbox:
    """The worker of the outbox: at most one message on the wire for each chat."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def recover(self) -> None:
        """At start: what was on the wire when the program ended may have arrived or not; it is sent again at once."""
        async with self._ledger.change() as book:
            await book.post.release()

    async def deliver(self, send: Send) -> None:
        """Send everything that is due, until nothing is."""
        while True:
            async with self._ledger.change() as book:
                due = await book.post.due(AT_ONCE)
                for message in due:
                    await book.post.claim(message, book.now + LEASE)
            if not due:
                return
            await asyncio.gather(*(self._one(send, message) for message in due))

    async def _one(self, send: Send, message: Owed) -> None:
        outgoing = Outgoing(
            message.id,
            message.kind,
            message.place,
            message.request_id,
            message.facts,
            resent=message.resent,
            created_at=message.created_at,
        )
        try:
            delivery = await send(outgoing)
        except Exception as error:  # one message that cannot even be tried must not hold up the others
            log.exception("message %s was not tried", message.id)
            delivery = Later(0, f"{type(error).__name__}: {error}"[:300])
        await self._record(message, delivery)

    async def _record(self, message: Owed, delivery: Delivery) -> None:
        if isinstance(delivery, Moved):
            await self._people.migrate(message.place.chat_id, delivery.new_chat_id)
            return
        async with self._ledger.change() as book:
            if isinstance(delivery, Sent):
                await book.post.sent(message, delivery.message_id)
                return
            at = None if isinstance(delivery, Never) else next_attempt(message.attempts, message.created_at, book.now)
            if isinstance(delivery, Later) and at is not None:
                asked = book.now + timedelta(seconds=delivery.seconds)
                await book.post.later(
                    message, asked if not delivery.counts else max(at, asked), delivery.error, delivery.counts
                )
                return
            await book.post.dead(message, delivery.error)
            if message.kind is not NoticeKind.UNDELIVERED:
                others = self._people.admins - {message.place.chat_id}
                await book.tell_all(
                    others, NoticeKind.UNDELIVERED, f"undelivered:{message.id}",
                    chat_id=message.place.chat_id, kind=message.kind.value, reason=delivery.error,
                    number=message.request_id,
                )  # fmt: skip
