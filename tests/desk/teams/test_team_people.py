"""A group becomes a team, people join it, and what loosens waits for its second word."""

from typing import Any

import pytest

from bot.desk.refusal import Refusal
from bot.purchasing.approval.team import Role


async def test_a_group_becomes_a_team_with_the_default_rules(office: Any) -> None:
    anna = office_people(office)["anna"]
    team = await office.teams.here(anna, -1001, "Buyers", office.cause())
    assert (team.title, team.policy_version, [m.person_id for m in team.members]) == ("Buyers", 1, [1])
    assert team.alone is not None
    assert [each["title"] for each in await office.posted("team_opened")] == ["Buyers"]
    assert (await office.teams.of_chat(-1001)) == team
    assert await office.teams.known_chat(-1001)
    assert not await office.teams.known_chat(-1002)


def office_people(office: Any) -> dict[str, Any]:
    from bot.purchasing.purchase import Person

    return {"anna": Person(1, "Anna", "en")}


async def test_an_approver_is_invited_by_two_words(office: Any, team: Any) -> None:
    proposed = await office.teams.invite(office_people(office)["anna"], team.id, Role.APPROVER, None)
    with pytest.raises(Refusal) as early:
        await office.teams.second(office_people(office)["anna"], proposed.id, None)
    assert early.value.key == "second-too-early"
    office.clock.pass_time(minutes=10)
    done = await office.teams.second(office_people(office)["anna"], proposed.id, None)
    assert done.alone
    from bot.purchasing.purchase import Person

    after = await office.teams.join(Person(2, "Boris", "en"), done.code, None)
    assert after.roles_of(2) == {Role.APPROVER}
