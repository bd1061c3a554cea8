"""Notes that another program runs with this bot's token: on a copy of the database it may buy what this one buys."""

from datetime import datetime, timedelta

from bot.desk.ledger.facts import OTHER_PROGRAM
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason

QUIET = timedelta(minutes=2)
"""Two programs that both run hear of each other within a minute, whether they poll or have a webhook."""
SUSPECTED = timedelta(days=1)
"""So long after `/resume` each order is looked for on 1688 right before it is sent, among those since a day before."""


async def other_program(uow: UnitOfWork) -> datetime | None:
    """When Telegram last said (UTC) that another program runs with this bot's token; None if that counts no more."""
    other = await uow.facts.get(OTHER_PROGRAM)
    if other is None or (other.until is not None and other.until <= uow.now):
        return None
    return other.last


async def require_alone(uow: UnitOfWork) -> None:
    """Refusal while another program may still run with this bot's token."""
    last = await other_program(uow)
    if last is not None and abs(uow.now - last) < QUIET:
        raise Refusal(RefusalReason.OTHER_PROGRAM_RUNS)
