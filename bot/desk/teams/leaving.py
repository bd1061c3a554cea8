"""Ends all that a person is in teams: roles, absences, changes that wait; what waits for them is judged anew."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.proposals import settle
from bot.desk.shared.refusal import Refusal
from bot.desk.teams.membership import write
from bot.desk.teams.team_changes import record_in_team, team_in
from bot.purchasing.approval.team import Role
from bot.purchasing.events.teams import MemberForgotten

_VOID = "proposal-superseded"


async def leave_every_team(uow: UnitOfWork, person_id: int) -> None:
    """They are in no team any more, which each group hears without their name; an admin by the settings stays one."""
    await uow.teams.come_back(person_id)
    if person_id in uow.teams.admins:
        return
    for team_id in sorted(each.id for each in await uow.teams.of_person(person_id)):
        team = await team_in(uow, team_id)
        member = team.member(person_id)
        if member is None or not member.active:
            continue
        await write(uow, team, replace(member, roles=frozenset[Role](), active=False, limit=None))
        await record_in_team(uow, MemberForgotten(our_team=team, member=member))


async def drop_changes(uow: UnitOfWork, person_id: int) -> None:
    """End the changes that they proposed, and those about them."""
    for each in await uow.teams.every_proposal():
        if each.made_by == person_id or _is_about(each.change, person_id):
            with suppress(Refusal):  # somebody settled it just now
                await settle(uow, each, _VOID)


def _is_about(change: Mapping[str, Any], person_id: int) -> bool:
    listed = [each.get("id") for each in change.get("people") or ()]
    return person_id in (change.get("person_id"), *listed)
