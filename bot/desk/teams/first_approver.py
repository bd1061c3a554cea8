"""Whether a team ever had an approver: only its first one is invited on one word."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role


def _name(team_id: int) -> str:
    return f"had_approver:{team_id}"


async def had_approver(uow: UnitOfWork, team_id: int) -> bool:
    """Whether somebody was made an approver of this team, or invited to be one."""
    return bool(await uow.people.fact(_name(team_id)))


async def remember(uow: UnitOfWork, team_id: int, roles: frozenset[Role]) -> None:
    """Somebody gets these roles, or is invited to."""
    if Role.APPROVER in roles:
        await uow.people.put_fact(_name(team_id), True)


async def begin_anew(uow: UnitOfWork, team_id: int) -> None:
    """It is another team's life, with nobody of before in it."""
    await uow.people.forget_fact(_name(team_id))
