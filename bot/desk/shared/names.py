"""Names somebody who did something with a request, as its readers know them."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.requests.purchase import Request


async def name_of(uow: UnitOfWork, request: Request, person_id: int) -> str:
    """The person as the request's team knows them; outside of teams, their own name; empty if nobody knows it."""
    if request.team_id is not None:
        return (await uow.teams.get(request.team_id)).known_as(person_id)
    person = await uow.people.person(person_id)
    return person.name if person else ""
