"""Keeps a team's recent exchange rates, which its next rate is compared with."""

from bot.desk.ledger.facts import RATES, StoredRate
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.loosening import RATE_SPAN, Rate, recent
from bot.purchasing.people.teams import OurTeam


async def held(uow: UnitOfWork, team: OurTeam) -> tuple[Rate, ...]:
    """The rates of the last days, the last of which holds now; none if there is no rate."""
    if team.rate is None:
        return ()
    rates = tuple(Rate(*each) for each in await uow.facts.get(RATES.of(team.id)) or ())
    return rates or (Rate(team.currency, team.rate, uow.now - RATE_SPAN),)


async def keep(uow: UnitOfWork, team: OurTeam, new: Rate) -> None:
    """Set the rate that holds from now on; the rates it was compared with are kept before it."""
    rates = (*recent(await held(uow, team), uow.now), new)
    await uow.facts.put(RATES.of(team.id), tuple(StoredRate(each.currency, each.yuan, each.since) for each in rates))
