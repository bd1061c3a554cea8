"""Knows whether a team ever had an approver, since only the first one is invited without a second word."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role


def _name(team_id: int) -> str:
    return f"had_approver:{team_id}"


async def had_approver(uow: UnitOfWork, team_id: int) -> bool:
    """Whether somebody was made an approver of this team, or invited to be one."""
    return bool(await uow.people.fact(_name(team_id)))


async def remember(uow: UnitOfWork, team_id: int, roles: frozenset[Role]) -> None:
    """Note that somebody gets these roles, or is invited to."""
    if Role.APPROVER in roles:
        await uow.people.put_fact(_name(team_id), True)


async def begin_anew(uow: UnitOfWork, team_id: int) -> None:
    """Forget it, since the closed team begins again with none of its former people."""
    await uow.people.forget_fact(_name(team_id))
