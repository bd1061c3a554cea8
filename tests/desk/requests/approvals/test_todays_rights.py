"""A draft follows today's rights: who may ask no more in its team neither changes nor confirms it."""

from typing import Any

import pytest

from bot.desk.shared.views import Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person

ANNA = Person(11, "Anna", "en")


def changes(team: Any, number: int) -> list[Any]:
    """Every verb that changes a draft or agrees to it."""
    drafting = team.desk.drafting
    return [
        drafting.choose_quantity(Act(ANNA), number, 3),
        drafting.choose_address(Act(ANNA), number, "77"),
        drafting.note(Act(ANNA), number, "Careful"),
        drafting.why(Act(ANNA), number, "For the fair"),
        drafting.reopen(Act(ANNA), number, Stage.QUANTITY),
        team.confirm(number),
    ]


@pytest.mark.parametrize(("roles", "active", "key"), [
    ((Role.REQUESTER,), False, "not-a-member"), ((Role.APPROVER,), True, "only-requesters"),
])  # fmt: skip
async def test_whoever_lost_the_right_to_ask_goes_on_with_no_draft_of_his(
    team: Any, roles: tuple[Role, ...], active: bool, key: str
) -> None:
    number = await team.draft()
    await team.member(ANNA, *roles, active=active)
    before = (await team.purchase(number)).request
    for doing in changes(team, number):
        await team.refused(key, doing)
    assert (await team.purchase(number)).request == before


async def test_a_draft_is_still_taken_back_by_a_member_who_asks_no_more(team: Any) -> None:
    number = await team.draft()
    await team.member(ANNA, Role.APPROVER)
    await team.desk.drafting.cancel(Act(ANNA), number)
    assert await team.state(number) == "cancelled"


async def test_the_right_that_came_back_counts_at_once(team: Any) -> None:
    number = await team.draft()
    await team.member(ANNA, Role.REQUESTER, active=False)
    await team.refused("not-a-member", team.confirm(number))
    await team.member(ANNA, Role.REQUESTER)
    await team.confirm(number)
    assert await team.state(number) in ("pending", "approved")
