"""Leases on work that only one process at a time may do, if several share the database."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases


class LeaseLedger:
    """Takes and returns leases in one transaction; `owner` names this process."""

    def __init__(self, session: AsyncSession, now: datetime, owner: str) -> None:
        self._session, self._now, self._owner = session, now, owner

    async def take(self, name: str, seconds: float) -> int | None:
        """Take the lease for so many seconds; returns its epoch, or None while another process has it."""
        return await leases.take_work(self._session, name, self._owner, self._now, seconds)

    async def renew(self, name: str, epoch: int, seconds: float) -> bool:
        """Keep the lease for so many seconds from now; False if another process has taken it."""
        return await leases.renew_work(self._session, name, self._owner, epoch, self._now, seconds)

    async def give_back(self, name: str, epoch: int) -> None:
        """Return the lease, so that the next process may begin at once."""
        await leases.give_back_work(self._session, name, self._owner, epoch, self._now)

    async def holds(self, name: str, epoch: int) -> bool:
        """Whether the lease is still ours; then it stays so until the transaction ends."""
        return await leases.holds_work(self._session, name, self._owner, epoch)

    async def one_at_a_time(self, fact: str) -> None:
        """Make the next transaction that calls this for the same fact wait until this one ends."""
        await leases.lock(self._session, leases.FACT, fact)
