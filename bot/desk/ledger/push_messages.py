"""Push messages of 1688 in the database: which are new, and which looks they make due."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.market.port import Push
from storage import tables
from storage.queries import market
from storage.queries.write_rows import add_new


class PushMessageLedger:
    """Loads and records push messages in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str]) -> None:
        self._session, self._now, self._left = session, now, left

    async def unheard(self, heard: Sequence[Push]) -> bool:
        """Whether any of these is new."""
        numbers = {each.message_id for each in heard}
        return bool(numbers - await market.known_pushes(self._session, list(numbers)))

    async def first_heard(self, heard: Sequence[Push]) -> tuple[Push, ...]:
        """Record these; returns those that were not recorded before, each once."""
        by_id = {each.message_id: each for each in heard}
        known = await market.known_pushes(self._session, list(by_id))
        fresh = tuple(each for number, each in by_id.items() if number not in known)
        rows = [{"message_id": each.message_id, "topic": each.topic, "received_at": self._now} for each in fresh]
        await add_new(self._session, tables.PushRow, rows)
        return fresh

    async def forget(self, before: datetime) -> None:
        await market.forget_pushes(self._session, before)

    async def hasten_parcels(self, order_ids: Sequence[str]) -> None:
        """Ask for the parcels of these orders now."""
        await market.hasten_parcels(self._session, order_ids, self._now)
        self._left.add("parcels")

    async def hasten_doubts(self) -> None:
        """Look for all unclear orders now."""
        await market.hasten_doubts(self._session, self._now)
        self._left.add("attempts")
