"""Records Telegram's updates before confirming them, so that each is acted upon once or set aside if it fails."""

from collections.abc import Collection, Sequence

from bot.desk.ledger.inbox import WaitingUpdate
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.verbs import Verbs
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.person import Cause

TRIES = 5
TRIES_WHILE_SILENT = 12
"""As long as Telegram takes nothing from us; by the waits of the inbox that is some five minutes."""


class Intake(Verbs):
    """The actions on the inbox of updates."""

    async def record(self, bot_id: int, updates: Sequence[tuple[int, str, str]]) -> tuple[WaitingUpdate, ...]:
        """Record raw updates (id, lane, JSON) in one transaction; only then may they be confirmed.

        Returns all of them as they wait, or nothing if some were recorded before: then only a look tells what waits.
        """
        async with self._ledger.change() as uow:
            return await uow.inbox.record(bot_id, updates)

    async def receive(
        self, bot_id: int, updates: Sequence[tuple[int, str, str]], most: int
    ) -> tuple[WaitingUpdate, ...]:
        """Record raw updates and take at most so many to act upon, in one transaction, if other processes share them.

        Only what is left is told to the others: each that hears of an update asks the database for it.
        """
        if self.lease is None:
            raise ValueError("no other process shares the updates")
        async with self._ledger.change() as uow:
            return await uow.inbox.receive(bot_id, updates, self.lease, most)

    @property
    def lease(self) -> float | None:
        """Seconds for which what `take` gave is ours; None if no other process could have it."""
        lease = self._ledger.sharing.update_lease
        return None if lease is None else lease.total_seconds()

    async def waiting(self, bot_id: int, limit: int) -> tuple[WaitingUpdate, ...]:
        """The updates not acted upon yet, in order."""
        async with self._ledger.read() as uow:
            return await uow.inbox.waiting(bot_id, limit)

    async def take(self, bot_id: int, most: int, held: Collection[int]) -> tuple[WaitingUpdate, ...]:
        """Take at most so many more updates than we hold, in order; no other process acts upon them."""
        lease = self.lease
        if lease is None:
            waiting = await self.waiting(bot_id, len(held) + most)
            return tuple(each for each in waiting if each.update_id not in held)
        async with self._ledger.change() as uow:
            return await uow.inbox.claim(bot_id, lease, most)

    async def renew(self, bot_id: int, held: Collection[int]) -> frozenset[int]:
        """The updates that are still ours; another process took the rest if we were silent for too long."""
        lease = self.lease
        if lease is None:
            return frozenset(held)
        async with self._ledger.change() as uow:
            return await uow.inbox.renew(bot_id, sorted(held), lease)

    async def release(self, bot_id: int) -> None:
        """Give back all updates we hold, because this process ends."""
        async with self._ledger.change() as uow:
            await uow.inbox.release(bot_id)

    async def done(self, bot_id: int, updates: Sequence[WaitingUpdate], overheard: Collection[int] = ()) -> None:
        """Mark updates as done in one transaction: what they ask for is done, and their people are answered.

        Of those that were only `overheard`, because nobody meant the bot, nothing stays but their numbers.
        """
        async with self._ledger.change() as uow:
            for keep in (True, False):
                claims = [(each.update_id, each.epoch) for each in updates if (each.update_id in overheard) != keep]
                await uow.inbox.finish_all(bot_id, claims, keep_text=keep)

    async def failed(self, bot_id: int, update: WaitingUpdate, error: str, *, passes: bool = False) -> int | None:
        """Count one more failed try; how many there were, None if it is set aside now and the admins are told.

        What `passes` by itself is tried more often.
        """
        cause, most = Cause(bot_id, update.update_id), TRIES_WHILE_SILENT if passes else TRIES
        async with self._ledger.change() as uow:
            tries = await uow.inbox.count_failure(cause, error, update.epoch)
            if tries < most:
                return tries
            await uow.inbox.set_aside(cause, error, update.epoch)
            await _tell_set_aside(uow, cause, error)
        return None

    async def poison(self, bot_id: int, update: WaitingUpdate, error: str) -> None:
        """Set aside at once an update that cannot even be read."""
        cause = Cause(bot_id, update.update_id)
        async with self._ledger.change() as uow:
            if await uow.inbox.set_aside(cause, error, update.epoch):
                await _tell_set_aside(uow, cause, error)


async def _tell_set_aside(uow: UnitOfWork, cause: Cause, error: str) -> None:
    """Tell the admins of the settings that an update of Telegram cannot be handled."""
    notice = PoisonNotice(update_id=cause.update_id, reason=error)
    await uow.tell(notice, Audience.OWNERS, f"poison:{cause.bot_id}:{cause.update_id}:{uow.now.isoformat()}")
