"""Keeps a team's recent exchange rates, which its next rate is compared with."""

from datetime import datetime
from decimal import Decimal

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.loosening import RATE_SPAN, Rate, recent
from bot.purchasing.people.teams import OurTeam


def _name(team: OurTeam) -> str:
    """The fact that keeps them, oldest first."""
    return f"rates:{team.id}"


async def held(uow: UnitOfWork, team: OurTeam) -> tuple[Rate, ...]:
    """The rates of the last days, the last of which holds now; none if there is no rate."""
    if team.rate is None:
        return ()
    kept = await uow.people.fact(_name(team)) or ()
    rates = tuple(Rate(currency, Decimal(yuan), datetime.fromisoformat(at)) for currency, yuan, at in kept)
    return rates or (Rate(team.currency, team.rate, uow.now - RATE_SPAN),)


async def keep(uow: UnitOfWork, team: OurTeam, new: Rate) -> None:
    """Set the rate that holds from now on; the rates it was compared with are kept before it."""
    rates = (*recent(await held(uow, team), uow.now), new)
    await uow.people.put_fact(_name(team), [[each.currency, str(each.yuan), each.since.isoformat()] for each in rates])
