"""Knows whether a team ever had an approver, and the link that lets the first one in on a sole admin's one word."""

from typing import Any

from bot.desk.ledger.teams import hash_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role, Team


def _name(team_id: int) -> str:
    return f"had_approver:{team_id}"


async def _kept(uow: UnitOfWork, team_id: int) -> dict[str, Any]:
    kept = await uow.people.fact(_name(team_id))
    # An older version kept True, and counted an invitation as well.
    return kept if isinstance(kept, dict) else {"had": bool(kept), "link": ""}


async def had_approver(uow: UnitOfWork, team_id: int) -> bool:
    """Whether somebody ever was an approver of this team, or may still become one by a link given out on one word."""
    kept = await _kept(uow, team_id)
    return bool(kept["had"]) or await uow.teams.is_open(kept["link"])


async def remember(uow: UnitOfWork, team_id: int, roles: frozenset[Role]) -> None:
    """Note that somebody holds these roles now."""
    kept = await _kept(uow, team_id)
    if Role.APPROVER in roles and not kept["had"]:
        await uow.people.put_fact(_name(team_id), {**kept, "had": True})


async def given_out(uow: UnitOfWork, team_id: int, code: str) -> None:
    """Note the link that lets the first approver in."""
    await uow.people.put_fact(_name(team_id), {"had": False, "link": hash_of(code)})


async def needs_a_second_word_now(uow: UnitOfWork, team: Team, code: str) -> bool:
    """Whether this link was given out on one word, and another admin came since, who could have said the second."""
    link = (await _kept(uow, team.id))["link"]
    return link == hash_of(code) and len(team.holders(Role.ADMIN)) > 1


async def begin_anew(uow: UnitOfWork, team_id: int) -> None:
    """Forget it, since the closed team begins again with none of its former people."""
    await uow.people.forget_fact(_name(team_id))
