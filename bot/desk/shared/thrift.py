"""Whether calls to 1688 are short, so that what can wait is asked less often."""

from bot.desk.ledger.facts import THRIFTY
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.calls import Shortage


async def thrifty_now(uow: UnitOfWork) -> frozenset[Shortage]:
    """Of what calls are short; nothing if they are not."""
    return frozenset(await uow.facts.get(THRIFTY) or ())


async def put_thrifty(uow: UnitOfWork, why: frozenset[Shortage]) -> None:
    await uow.facts.put(THRIFTY, tuple(sorted(why)))
