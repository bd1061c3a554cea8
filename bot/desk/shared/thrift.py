"""Whether calls to 1688 are short, so that what can wait is asked less often."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.calls import Shortage

THRIFTY = "thrifty"
"""The fact that keeps of what calls are short."""


async def thrifty_now(uow: UnitOfWork) -> frozenset[Shortage]:
    """Of what calls are short; nothing if they are not."""
    return frozenset(Shortage(each) for each in await uow.people.fact(THRIFTY) or ())


async def put_thrifty(uow: UnitOfWork, why: frozenset[Shortage]) -> None:
    await uow.people.put_fact(THRIFTY, sorted(why))
