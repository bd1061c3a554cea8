"""Owes each chat one digest of what waited there, once its quiet hours are over."""

import logging

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.outbox import OutboxMessage
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.notices.operations import DigestNotice
from bot.purchasing.people.loudness import Loudness, how
from bot.purchasing.requests.purchase import Place

log = logging.getLogger(__name__)


class Digests:
    """Looks for what has waited long enough; the outbox sends the digest, and says what became of each message."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def round(self) -> None:
        """Owe a digest wherever messages have waited long enough; if it is quiet there still, they wait on."""
        async with self._ledger.read() as uow:
            chats = await uow.outbox.waited_in()
        for chat_id in chats:
            async with self._ledger.change() as uow:
                await self._owe(uow, chat_id)

    async def _owe(self, uow: UnitOfWork, chat_id: int) -> None:
        settings = (await uow.loudness.of_chats([chat_id]))[chat_id]
        until = settings.quiet_until(uow.now)
        if until is not None:  # other hours were chosen since
            await uow.outbox.wait_anew([chat_id], until)
            return
        waited = [each for each in await uow.outbox.waited(chat_id, uow.now) if await self._is_read(uow, each)]
        if waited:
            place, last = waited[-1].place, waited[-1].id
            await uow.outbox.owe(DigestNotice(until=uow.now), place, f"digest:{chat_id}:{last}")

    async def _is_read(self, uow: UnitOfWork, waited: OutboxMessage) -> bool:
        """Whether a message can be read; one that cannot is given up, as if it had been sent alone."""
        try:
            waited.read()
        except (LookupError, ValueError) as error:
            log.warning("message %d cannot be read any more: %s", waited.id, error)
            await uow.outbox.end_waiting([waited.id], error=f"{type(error).__name__}: {error}"[:300])
            return False
        return True

    async def contents(self, place: Place, digest: DigestNotice) -> tuple[tuple[OutboxMessage, ...], tuple[int, ...]]:
        """What of it is still wanted, oldest first; and the numbers of everything that waited."""
        async with self._ledger.read() as uow:
            waited = await uow.outbox.waited(place.chat_id, digest.until or uow.now)
            settings = (await uow.loudness.of_chats([place.chat_id]))[place.chat_id]
            group, now = not place.private, uow.now
        wanted = [each for each in waited if how(each.kind, settings, now, group=group).loudness is not Loudness.OFF]
        return tuple(wanted), tuple(each.id for each in waited)
