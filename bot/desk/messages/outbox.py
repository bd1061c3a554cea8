"""Sends owed messages in order for each chat, as their reader wants them, and tries again until Telegram took them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk.ledger.cards import CardMessage
from bot.desk.ledger.ledger import Work
from bot.desk.ledger.outbox import DueMessage, OutboxMessage
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.people import People
from bot.desk.shared.verbs import Verbs
from bot.purchasing.notice import next_attempt
from bot.purchasing.notices.approvals import ReminderNotice
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.operations import DigestNotice, TroubleOverNotice, UndeliveredNotice
from bot.purchasing.notices.purchases import PaySoonNotice
from bot.purchasing.people.loudness import Loudness, NotifySettings, how
from bot.purchasing.person import Place

AT_ONCE = 100
"""Messages in hand: a group's next one waits three seconds for its turn, and thirty a second may go to the others."""
FOR_CARDS = 20
"""This many of them take no notice, so that a card a person changed need not wait for notices to a hundred groups."""

UNDRAWABLE = (LookupError, TypeError, ValueError, AttributeError, AssertionError)
"""Errors of the program's own, which waiting does not mend."""
DRAWN_AT_MOST = 4
"""After so many tries more (some eight minutes) such a message is set aside, or its chat would be silent for a day."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Digested:
    """Messages that waited and are over: told in a digest, or `alone` as they are; the others hold no longer."""

    ids: tuple[int, ...]
    alone: int | None = None


@dataclass(frozen=True)
class Sent:
    """It arrived; `card` is what hangs in the chat now, if it was a request's card that changed."""

    message_id: int | None = None
    card: CardMessage | None = None
    digested: Digested | None = None


@dataclass(frozen=True)
class Later:
    """Try again in so many seconds; `counts` is False if waiting was asked for and nothing failed."""

    seconds: float
    error: str
    counts: bool = True


@dataclass(frozen=True)
class Never:
    """It cannot arrive: blocked, kicked, gone."""

    error: str


@dataclass(frozen=True)
class GroupMigrated:
    """The group goes on under another id."""

    new_chat_id: int


@dataclass(frozen=True)
class Overtaken:
    """Another process has taken the message, which sends it; here nothing was sent."""


Delivery = Sent | Later | Never | GroupMigrated | Overtaken
Send = Callable[[DueMessage], Awaitable[Delivery]]
Landing = tuple[DueMessage, Delivery]
Flight = asyncio.Task[Landing]


@dataclass(eq=False)
class Outbox(Verbs):
    """The worker of the outbox: at most one message on the wire for each chat, in whichever process."""

    _people: People
    _flying: dict[int, Flight] = field(default_factory=dict, init=False, repr=False)
    _taken_at: dict[int, float] = field(default_factory=dict, init=False, repr=False)
    """When each message in hand was taken, in steady seconds."""
    _more: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)

    def __post_init__(self) -> None:
        self._ledger.when_left(Work.MESSAGES, self._more.set)

    async def owe(self, message: Notice, place: Place, dedupe: str, request_id: int | None = None) -> None:
        """Owe this message, unless one of this `dedupe` is owed or was sent already."""
        async with self._ledger.change() as uow:
            await uow.outbox.owe(message, place, dedupe, request_id)

    async def arrived_as(self, dedupe: str, chat_id: int) -> int | None:
        """The number under which the message of this name arrived in this chat; None if it did not."""
        async with self._ledger.read() as uow:
            return await uow.outbox.arrived_as(dedupe, chat_id)

    async def recover(self) -> None:
        """At start, send again at once what was on the wire when a process ended, since it may not have arrived.

        If processes share the database, only what nobody holds any more.
        """
        async with self._ledger.change() as uow:
            await uow.outbox.release()

    async def renew(self) -> None:
        """Renew the leases on messages this process is sending."""
        if self._flying:
            await self._ledger.claim(lambda uow: uow.outbox.renew(list(self._flying), self._lease))

    async def is_ours(self, message: DueMessage) -> bool:
        """Whether a message that was taken is still ours to send; asked when its turn has come.

        A process that stood still for longer than its claim lasts finds that another one has sent it.
        """
        if not self._ledger.shared:
            return True
        now = self._ledger.clock.steady()
        if now - self._taken_at.get(message.id, now) < self._lease:
            return True
        async with self._ledger.change() as uow:
            return await uow.outbox.keep(message, self._lease)

    @property
    def _lease(self) -> float:
        return self._ledger.sharing.message_lease.total_seconds()

    async def quiet(self) -> bool:
        """Whether nothing is on the wire here and nothing is due."""
        if self._flying:
            return False
        async with self._ledger.read() as uow:
            return not await uow.outbox.anything_due()

    async def deliver(self, send: Send) -> None:
        """Send everything that is due, until nothing is; a chat that answers slowly holds up no other.

        The results of messages that ended are recorded in the transaction that takes the next ones.
        """
        try:
            while True:
                for message in await self._next():
                    task = asyncio.create_task(self._one(send, message), name=f"message {message.id}")
                    self._flying[message.id] = task
                if not self._flying:
                    return
                # A message ended, another is owed, or a second went by, in which time may have made one due.
                more = asyncio.create_task(self._more.wait())
                await asyncio.wait({more, *self._flying.values()}, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
                more.cancel()
        except BaseException:
            # The next process sends again what is under way.
            tasks = list(self._flying.values())
            self._flying.clear()
            self._taken_at.clear()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            raise

    async def _next(self) -> tuple[DueMessage, ...]:
        """Record what ended, and take what is to be sent next."""
        landed = {number: task.result() for number, task in self._flying.items() if task.done()}
        # If processes share the database, another one may have taken already what was owed here.
        sure = self._more.is_set() and not self._ledger.shared
        self._more.clear()
        held = tuple(number for number in self._flying if number not in landed)
        free = AT_ONCE - len(held)
        if not landed:  # reading costs little; a transaction that may write waits for its turn
            if not free:
                return ()
            if not sure:
                async with self._ledger.read() as uow:
                    if not await uow.outbox.anything_due(held):
                        return ()
        began = self._ledger.clock.steady()
        async with self._ledger.change() as uow:
            for message, delivery in landed.values():
                await self._record(uow, message, delivery)
            taken = await self._take(uow, free, held)
        for number in landed:
            del self._flying[number]
            self._taken_at.pop(number, None)
        self._taken_at |= dict.fromkeys((message.id for message in taken), began)
        return taken

    async def _take(self, uow: UnitOfWork, free: int, held: tuple[int, ...]) -> tuple[DueMessage, ...]:
        """Take what is due and wanted now; what waits for a morning, or is not wanted at all, makes room for more."""
        while taken := await uow.outbox.take_due(free, self._lease, held=held, for_cards=FOR_CARDS):
            chosen = await uow.loudness.of_chats({each.place.chat_id for each in taken})
            wanted = [await _wanted(uow, each, chosen[each.place.chat_id]) for each in taken]
            if now := tuple(each for each in wanted if each is not None):
                return now
        return ()

    async def _one(self, send: Send, message: DueMessage) -> Landing:
        try:
            delivery = await send(message)
        except Exception as error:  # one message that cannot even be tried must not hold up the others
            log.exception("message %s was not tried", message.id)
            why = f"{type(error).__name__}: {error}"[:300]
            for_good = isinstance(error, UNDRAWABLE) and message.attempts >= DRAWN_AT_MOST
            delivery = Never(why) if for_good else Later(0, why)
        if isinstance(delivery, GroupMigrated):
            await self._people.migrate(message.place.chat_id, delivery.new_chat_id)
        return message, delivery

    async def _record(self, uow: UnitOfWork, message: DueMessage, delivery: Delivery) -> None:
        if isinstance(delivery, GroupMigrated):
            return  # it is owed to the group's new id since
        if isinstance(delivery, Overtaken):
            return  # whoever has it records its end
        if isinstance(delivery, Sent):
            if delivery.card is not None:
                await uow.cards.put(delivery.card)
            if delivery.digested is not None:
                digested = delivery.digested
                await uow.outbox.end_waiting(digested.ids, delivery.message_id, alone=digested.alone)
            await uow.outbox.sent(message, delivery.message_id)
            return
        # By a clock that is doubted no message is too old; and an end is told however late, or it is never told.
        is_always_owed = uow.doubt is not None or message.kind == TroubleOverNotice.kind
        owed_since = uow.now if is_always_owed else message.created_at
        at = None if isinstance(delivery, Never) else next_attempt(message.attempts, owed_since, uow.now)
        if isinstance(delivery, Later) and at is not None:
            earliest = uow.now + timedelta(seconds=delivery.seconds)
            due = max(at, earliest) if delivery.counts else earliest
            await uow.outbox.later(message, due, delivery.error, delivery.counts)
            return
        if message.kind == DigestNotice.kind:
            digest = message.message  # what it would have told is given up with it
            assert isinstance(digest, DigestNotice), "only a digest is stored as one"
            waited = await uow.outbox.waited(message.place.chat_id, digest.until or uow.now)
            await uow.outbox.end_waiting([each.id for each in waited], error=delivery.error)
        if await uow.outbox.dead(message, delivery.error) and message.kind != UndeliveredNotice.kind:
            others = self._people.admins - {message.place.chat_id}
            notice = UndeliveredNotice(
                chat_id=message.place.chat_id, message=message.kind, reason=delivery.error,
                number=message.request_id,
            )  # fmt: skip
            await uow.tell(notice, others, f"undelivered:{message.id}:{message.epoch}")

    async def owe_digests(self) -> None:
        """Owe each chat one digest of what waited there long enough; if it is quiet there still, it waits on."""
        async with self._ledger.read() as uow:
            chats = await uow.outbox.waited_in()
        for chat_id in chats:
            async with self._ledger.change() as uow:
                settings = (await uow.loudness.of_chats([chat_id]))[chat_id]
                until = settings.quiet_until(uow.now)
                if until is not None:  # other hours were chosen since
                    await uow.outbox.wait_anew([chat_id], until)
                    continue
                waited = [each for each in await uow.outbox.waited(chat_id, uow.now) if await _is_read(uow, each)]
                if waited:
                    place, last = waited[-1].place, waited[-1].id
                    await uow.outbox.owe(DigestNotice(until=uow.now), place, f"digest:{chat_id}:{last}")

    async def digest_contents(
        self, place: Place, digest: DigestNotice
    ) -> tuple[tuple[OutboxMessage, ...], tuple[int, ...]]:
        """What of a digest is still wanted, oldest first; and the numbers of everything that waited."""
        async with self._ledger.read() as uow:
            waited = await uow.outbox.waited(place.chat_id, digest.until or uow.now)
            settings = (await uow.loudness.of_chats([place.chat_id]))[place.chat_id]
            group, now = not place.private, uow.now
        wanted = [each for each in waited if how(each.kind, settings, now, group=group).loudness is not Loudness.OFF]
        return tuple(wanted), tuple(each.id for each in waited)


async def _wanted(uow: UnitOfWork, message: DueMessage, settings: NotifySettings) -> DueMessage | None:
    """The message as its reader wants it now; None if it waits for a morning, or is not wanted at all."""
    if message.kind.ends and not message.resent and await uow.outbox.is_over(message.id):
        await uow.outbox.leave_out(message)  # what it tells ended before anybody read it
        return None
    group, until = not message.place.private, _deadline(message) if message.kind.reminds else None
    comes = how(message.kind, settings, uow.now, group=group, deadline=until)
    if comes.loudness is Loudness.OFF:
        await uow.outbox.leave_out(message)
        return None
    if comes.until is not None:
        await uow.outbox.wait(message, comes.until)
        return None
    return replace(message, silent=comes.loudness is Loudness.SILENT)


def _deadline(message: DueMessage) -> datetime | None:
    """When nobody can act on a reminder any more."""
    try:
        notice = message.message
    except (LookupError, ValueError):
        return None  # whoever sends it finds out
    match notice:
        case PaySoonNotice():
            return notice.about.pay_by
        case ReminderNotice():
            return notice.until
        case _:
            return None


async def _is_read(uow: UnitOfWork, waited: OutboxMessage) -> bool:
    """Whether a message can be read; one that cannot is given up, as if it had been sent alone."""
    try:
        return waited.message is not None
    except (LookupError, ValueError) as error:
        log.warning("message %d cannot be read any more: %s", waited.id, error)
        await uow.outbox.end_waiting([waited.id], error=f"{type(error).__name__}: {error}"[:300])
        return False
