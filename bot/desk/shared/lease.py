"""Lets only one process at a time do a piece of work, if several share the database; alone it is always its turn."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.desk.ledger.ledger import Ledger

LASTS, RENEWED_EVERY = 10.0, 3.0
"""Seconds that a turn outlives its process, and between two renewals while the work goes on."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def my_turn(ledger: Ledger, name: str) -> AsyncIterator[int | None]:
    """The epoch of the turn; None while another process has it.

    The turn ends with the work. If this process dies or stands still, it ends LASTS seconds after the last renewal.
    """
    if not ledger.sharing.claims:
        yield 1
        return
    async with ledger.change() as uow:
        epoch = await uow.leases.take(name, LASTS)
    if epoch is None:
        yield None
        return
    renewals = asyncio.create_task(_renew(ledger, name, epoch), name=f"turn {name}")
    try:
        yield epoch
    finally:
        renewals.cancel()
        await asyncio.wait({renewals})
        async with ledger.change() as uow:
            await uow.leases.give_back(name, epoch)


async def _renew(ledger: Ledger, name: str, epoch: int) -> None:
    """Keep the turn while its work goes on, until another process has taken it."""
    while True:
        await ledger.clock.sleep(RENEWED_EVERY)
        try:
            async with ledger.change() as uow:
                if not await uow.leases.renew(name, epoch, LASTS):
                    return
        except Exception:
            log.exception("the turn of %s could not be renewed; it is tried again", name)
