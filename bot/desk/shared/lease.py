"""Lets only one process at a time do a piece of work, if several share the database; alone it is always its turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.desk.ledger.ledger import Ledger


@asynccontextmanager
async def my_turn(ledger: Ledger, name: str, seconds: float, *, keep: bool = False) -> AsyncIterator[int | None]:
    """The epoch of the turn; None while another process has it.

    The turn ends after so many seconds if this process dies; else with the work (with `keep`, only if it fails).
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
