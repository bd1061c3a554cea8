"""What of a team cannot go on is told to its admins once, when it becomes so, by whichever way it does."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.desk.ledger.facts import STANDSTILL
from bot.desk.operations.troubles import Troubles
from bot.desk.teams.membership import leave_every_team
from bot.desk.teams.presence import Presence
from bot.desk.teams.setup import Setups, SetupStep
from bot.desk.teams.standstill import Standstills
from bot.market.openplatform.tokens import TokenUse
from bot.purchasing.approval.team import Role
from bot.purchasing.calls import NO_LIMITS
from bot.purchasing.person import Act
from tests.desk.teams.conftest import ANNA, BORIS, CHEN, DARIA, GROUP
from tests.desk.teams.test_team_absences import day
from tests.known_members import OpenDoor


@pytest.fixture
async def staffed(office: Any) -> Any:
    """Anna is the admin and asks, Boris and Chen approve, Daria is the buyer; nothing stands still."""
    await office.join(BORIS, Role.APPROVER)
    await office.join(CHEN, Role.APPROVER)
    await office.join(DARIA, Role.BUYER)
    office.presence = Presence(office.ledger, OpenDoor())
    assert await told(office) == []
    return office


async def told(office: Any, chat: int = ANNA.id) -> list[list[tuple[str, int]]]:
    """What each message named: what stands still, and by which rule."""
    messages = await office.told("standstill", chat)
    return [[(each["what"], each["rule"]) for each in message["standstills"]] for message in messages]


async def put_out(office: Any, *people: Any) -> None:
    for person in people:
        await office.presence.left(GROUP, person.id)


async def removes(office: Any, *people: Any) -> None:
    for person in people:
        await office.agreed(await office.teams.remove(Act(ANNA), 1, person.id))


PAYING, DECIDING = ("paying", 0), ("deciding", 0)


async def test_the_only_buyer_leaves_the_group_and_once_more_after_they_came_back(staffed: Any) -> None:
    await put_out(staffed, DARIA)
    assert await told(staffed) == [[PAYING]]
    [message] = await staffed.told("standstill", ANNA.id)
    assert [each["name"] for each in message["standstills"][0]["gone"]] == ["Daria"]
    assert [each["name"] for each in message["could_buy"]] == ["Anna", "Boris"]
    await put_out(staffed, DARIA, CHEN)
    assert await told(staffed) == [[PAYING]], "it is told once, whoever else leaves"
    await staffed.presence.came(GROUP, [DARIA.id])
    await put_out(staffed, DARIA)
    assert await told(staffed) == [[PAYING], [PAYING]]


async def test_the_last_approver_leaves_the_group(staffed: Any) -> None:
    await put_out(staffed, BORIS)
    assert await told(staffed) == []
    await put_out(staffed, CHEN)
    assert await told(staffed) == [[DECIDING]]


async def test_the_last_approver_is_removed_or_loses_the_role(staffed: Any) -> None:
    await removes(staffed, BORIS)
    await staffed.agreed(await staffed.teams.set_roles(Act(ANNA), 1, CHEN.id, [Role.REQUESTER]))
    assert await told(staffed) == [[DECIDING]]


async def test_the_last_approver_is_forgotten(staffed: Any) -> None:
    async with staffed.ledger.change() as uow:
        await leave_every_team(uow, BORIS.id)
        await leave_every_team(uow, CHEN.id)
    assert await told(staffed) == [[DECIDING]]


async def test_rules_take_two_and_one_goes_away_with_the_other_in_their_place(staffed: Any) -> None:
    await staffed.policy.change(Act(ANNA), 1, "else: 2 of approvers")
    assert await told(staffed) == []
    await staffed.away.go(Act(BORIS), 1, day(0), day(2), CHEN.id)
    assert await told(staffed) == [[("deciding", 1)]]
    [message] = await staffed.told("standstill", ANNA.id)
    [one] = message["standstills"]
    assert (one["need"], [each["name"] for each in one["here"]]) == (2, ["Chen"])
    assert [each["name"] for each in one["gone"]] == ["Boris"]


async def test_one_is_away_with_the_other_in_their_place_and_the_rules_come_to_take_two(staffed: Any) -> None:
    await staffed.away.go(Act(BORIS), 1, day(0), day(2), CHEN.id)
    assert await told(staffed) == []
    await staffed.policy.change(Act(ANNA), 1, "to 1000: any of approvers\nelse: 2 of approvers")
    assert await told(staffed) == [[("deciding", 2)]]


async def test_what_ended_is_not_repeated_and_is_told_again_if_it_comes_again(staffed: Any) -> None:
    await staffed.policy.change(Act(ANNA), 1, "else: 2 of approvers")
    await staffed.away.go(Act(BORIS), 1, day(0), day(2), CHEN.id)
    await staffed.away.back(Act(BORIS))
    assert len(await told(staffed)) == 1
    await staffed.away.go(Act(BORIS), 1, day(0), day(2), None)
    assert len(await told(staffed)) == 2


async def ended(office: Any) -> list[tuple[str, ...]]:
    """What the messages of ends name, after a look at every alarm."""
    tokens: Any = SimpleNamespace(ends=nobody_logs_in)
    await Troubles(office.ledger, tokens, NO_LIMITS, TokenUse).round()
    return [tuple(each["named"]) for each in await office.told("trouble_over", ANNA.id)]


async def nobody_logs_in() -> None:
    """There is no login that could end."""


async def test_a_message_is_ended_once_all_that_it_told_can_go_on(staffed: Any) -> None:
    await put_out(staffed, DARIA, BORIS, CHEN)
    assert await told(staffed) == [[PAYING], [DECIDING]], "a message for each cause"
    assert await ended(staffed) == []
    await staffed.presence.came(GROUP, [DARIA.id])
    assert await ended(staffed) == [("Buyers", "paying")]
    await staffed.presence.came(GROUP, [CHEN.id])
    assert await ended(staffed) == [("Buyers", "paying"), ("Buyers", "deciding")]
    await put_out(staffed, DARIA)
    assert await told(staffed) == [[PAYING], [DECIDING], [PAYING]]
    assert len(await ended(staffed)) == 2, "the new message stands"


async def test_a_rule_that_lacks_people_stands_while_nobody_at_all_can_decide(staffed: Any) -> None:
    await staffed.policy.change(Act(ANNA), 1, "to 1000: any of approvers\nelse: 2 of approvers")
    await put_out(staffed, BORIS)
    assert await told(staffed) == [[("deciding", 2)]]
    await put_out(staffed, CHEN)
    assert await told(staffed) == [[("deciding", 2)], [DECIDING]]
    assert await ended(staffed) == [], "it got worse, not well"
    await staffed.presence.came(GROUP, [CHEN.id])
    assert len(await ended(staffed)) == 1
    assert len(await told(staffed)) == 2, "what stands still is not told again"
    await staffed.presence.came(GROUP, [BORIS.id])
    assert len(await ended(staffed)) == 2


async def test_rules_that_lack_the_same_people_are_one_message(staffed: Any) -> None:
    await staffed.policy.change(Act(ANNA), 1, "to 1000: 2 of approvers\nelse: 2 of approvers")
    await staffed.away.go(Act(BORIS), 1, day(0), day(2), CHEN.id)
    assert await told(staffed) == [[("deciding", 1), ("deciding", 2)]]


async def test_the_message_of_a_team_that_is_closed_is_ended(staffed: Any) -> None:
    await put_out(staffed, DARIA)
    await staffed.agreed(await staffed.teams.close(Act(ANNA), 1))
    await staffed.teams.here(Act(ANNA), GROUP, "Buyers")
    assert await ended(staffed) == [("Buyers", "paying")]


async def test_an_absence_that_begins_on_another_day_is_told_on_that_day_and_by_one_process(staffed: Any) -> None:
    clock = Standstills(staffed.ledger)
    await clock.run()
    await staffed.away.go(Act(CHEN), 1, day(1), day(2), None)
    await staffed.away.go(Act(BORIS), 1, day(1), day(2), None)
    await clock.run()
    assert await told(staffed) == []
    staffed.later(days=1)
    await clock.run()
    await Standstills(staffed.ledger).run()
    assert await told(staffed) == [[DECIDING]]
    staffed.later(days=2)
    await Standstills(staffed.ledger).run()
    staffed.later(days=1)
    assert await told(staffed) == [[DECIDING]]


async def test_the_only_admin_who_is_also_the_buyer_goes_away_and_hears_how_to_come_back(office: Any) -> None:
    await office.join(BORIS, Role.APPROVER)
    await office.away.go(Act(ANNA), 1, day(0), day(1), None)
    [message] = await office.told("standstill", ANNA.id)
    assert message["is_away"]
    assert await told(office) == [[PAYING]]


async def test_during_the_setup_its_card_says_that_nobody_decides_and_the_admins_hear_it_when_it_is_passed_over(
    office: Any,
) -> None:
    await office.join(CHEN, Role.REQUESTER)
    assert await told(office) == []
    setups = Setups(office.ledger, None)
    await setups.leave(Act(ANNA), 1, SetupStep.ROLES)
    assert await told(office) == [[DECIDING]]
    await setups.leave(Act(ANNA), 1, SetupStep.CURRENCY)
    assert await told(office) == [[DECIDING]]


async def test_somebody_joins_who_was_alone_after_a_setup_without_an_approver(office: Any) -> None:
    await Setups(office.ledger, None).leave(Act(ANNA), 1, SetupStep.ROLES)
    assert await told(office) == [], "who is alone goes on"
    await office.join(CHEN, Role.REQUESTER)
    assert await told(office) == [[DECIDING]]


async def test_without_an_admin_who_can_be_reached_the_group_hears_it(staffed: Any) -> None:
    await staffed.people.reachable(ANNA.id, False)
    await put_out(staffed, DARIA)
    assert await told(staffed, GROUP) == [[PAYING]]
    assert await told(staffed) == []


async def test_of_a_change_that_fails_nothing_is_told_and_its_repeat_tells_it_once(staffed: Any) -> None:
    """As after a kill before the commit: the message, the change and what is remembered are one transaction."""

    class Killed(Exception):
        """The process died."""

    async def goes(dies: bool) -> None:
        async with staffed.ledger.change() as uow:
            await leave_every_team(uow, BORIS.id)
            await leave_every_team(uow, CHEN.id)
            if dies:
                raise Killed

    with pytest.raises(Killed):
        await goes(dies=True)
    assert await told(staffed) == []
    await goes(dies=False)
    await goes(dies=False)
    assert await told(staffed) == [[DECIDING]]


async def test_a_team_that_begins_anew_is_told_anew(staffed: Any) -> None:
    await put_out(staffed, DARIA)
    await staffed.agreed(await staffed.teams.close(Act(ANNA), 1))
    await staffed.teams.here(Act(ANNA), GROUP, "Buyers")
    assert await told(staffed) == [[PAYING]]


async def test_teams_of_before_hear_it_at_the_first_start_and_never_twice(staffed: Any) -> None:
    await put_out(staffed, DARIA)
    async with staffed.ledger.change() as uow:
        await uow.facts.forget(STANDSTILL.of(1))
    for _ in range(2):
        staffed.clock.time += timedelta(minutes=5)
        await Standstills(staffed.ledger).run()
    assert len(await told(staffed)) == 2
