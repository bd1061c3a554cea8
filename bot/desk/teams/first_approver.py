"""Knows whether a team ever had an approver, and the link that lets the first one in on a sole admin's one word."""

from dataclasses import replace

from bot.desk.ledger.facts import FIRST_APPROVER, FirstApprover
from bot.desk.ledger.teams import hash_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role, Team


async def _first(uow: UnitOfWork, team_id: int) -> FirstApprover:
    return await uow.facts.get(FIRST_APPROVER.of(team_id)) or FirstApprover()


async def had_approver(uow: UnitOfWork, team_id: int) -> bool:
    """Whether somebody ever was an approver of this team, or may still become one by a link given out on one word."""
    first = await _first(uow, team_id)
    return first.had or await uow.teams.is_open(first.link)


async def remember(uow: UnitOfWork, team_id: int, roles: frozenset[Role]) -> None:
    """Note that somebody holds these roles now."""
    first = await _first(uow, team_id)
    if Role.APPROVER in roles and not first.had:
        await uow.facts.put(FIRST_APPROVER.of(team_id), replace(first, had=True))


async def given_out(uow: UnitOfWork, team_id: int, code: str) -> None:
    """Note the link that lets the first approver in."""
    await uow.facts.put(FIRST_APPROVER.of(team_id), FirstApprover(had=False, link=hash_of(code)))


async def needs_a_second_word_now(uow: UnitOfWork, team: Team, code: str) -> bool:
    """Whether this link was given out on one word, and another admin came since, who could have said the second."""
    link = (await _first(uow, team.id)).link
    return link == hash_of(code) and len(team.holders(Role.ADMIN)) > 1


async def begin_anew(uow: UnitOfWork, team_id: int) -> None:
    """Forget it, since the closed team begins again with none of its former people."""
    await uow.facts.forget(FIRST_APPROVER.of(team_id))
