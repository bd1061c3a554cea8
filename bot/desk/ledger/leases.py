"""The book's section on turns: work that one process at a time does, where several share the database."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import leases, work_leases


class LeaseLedger:
    """Turns in one transaction; `owner` names this process."""

    def __init__(self, session: AsyncSession, now: datetime, owner: str) -> None:
        self._session, self._now, self._owner = session, now, owner

    async def take(self, name: str, seconds: float) -> int | None:
        """The epoch of the turn, ours for so many seconds; None while another process has it."""
        return await work_leases.take(self._session, name, self._owner, self._now, seconds)

    async def give_back(self, name: str, epoch: int) -> None:
        """The next process may begin at once."""
        await work_leases.give_back(self._session, name, self._owner, epoch, self._now)

    async def holds(self, name: str, epoch: int) -> bool:
        """Whether the turn is still ours; it stays so until the end of the transaction."""
        return await work_leases.holds(self._session, name, self._owner, epoch)

    async def one_at_a_time(self, fact: str) -> None:
        """Whoever asks this of the same fact next waits for the end of the transaction."""
        await leases.lock(self._session, leases.FACT, fact)
