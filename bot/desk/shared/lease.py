"""Work that one process at a time does, where several share the database; alone it is always one's turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.desk.ledger.ledger import Ledger


@asynccontextmanager
async def my_turn(ledger: Ledger, name: str, seconds: float, *, keep: bool = False) -> AsyncIterator[int | None]:
    """The epoch of the turn; None while another process has it.

    It ends after so many seconds, should we end before; else with the work, or, to `keep` it, only where that fails.
    """
    if not ledger.sharing.claims:
        yield 1
        return
    async with ledger.change() as uow:
        epoch = await uow.leases.take(name, seconds)
    if epoch is None:
        yield None
        return
    ended = False
    try:
        yield epoch
        ended = True
    finally:
        if not (keep and ended):
            async with ledger.change() as uow:
                await uow.leases.give_back(name, epoch)
