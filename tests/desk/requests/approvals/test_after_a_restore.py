"""What was asked for before a copy was put back is agreed to only now: a person looks at 1688 before it is sent."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.purchasing.person import Act, Person, Place
from tests.desk.requests.approvals.conftest import GROUP

OWNER, ANNA, BORIS = (Person(number, name, "en") for number, name in ((10, "Owner"), (11, "Anna"), (12, "Boris")))


async def put_back(team: Any) -> None:
    async with team.ledger.change() as uow:
        await begin_quarantine(uow, "restored")


async def approved(team: Any, place: Place | None = None) -> int:
    """Asked for before the copy, agreed to in quarantine."""
    await team.rules("else: any of approvers")
    number: int = await team.ask(place=place)
    team.clock.time += timedelta(minutes=5)
    await put_back(team)
    await team.approve(number, BORIS)
    return number


async def over(team: Any) -> None:
    """The order list is read, two admins agree, and buying goes on."""
    await team.desk.rounds.sweep.run()
    await team.refused("resume-proposed", team.desk.switch.resume(Act(OWNER)))
    second = Person(9, "Zoe", "en")
    await team.desk.teams.second(Act(second), await proposal(team))


async def proposal(team: Any) -> int:
    (asked,) = await team.told("team_proposed", chat=9)
    return int(asked["proposal_id"])


@pytest.mark.stop(30)
@pytest.mark.parametrize("place", [None, GROUP])
async def test_a_yes_in_quarantine_is_shown_to_a_person_before_anything_is_sent(team: Any, place: Place | None) -> None:
    number = await approved(team, place)
    (told,) = await team.told("rests", chat=ANNA.id)
    assert told["by"] == ["Boris"]
    assert await team.told("approved") == []
    facts = await team.refused("quarantine", team.desk.switch.resume(Act(OWNER)))
    assert facts["resting"] == 1
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    await team.desk.submit_worker.retry(Act(ANNA), number)
    await over(team)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1


async def test_it_is_given_up_where_the_order_was_there_already(team: Any) -> None:
    number = await approved(team)
    await team.desk.submit_worker.withdraw(Act(ANNA), number)
    await over(team)
    await team.desk.submit_worker.submit_due()
    assert await team.state(number) == "cancelled"
    assert team.market.sent == []


async def test_a_yes_after_the_quarantine_to_what_was_asked_before_it_is_shown_as_well(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await team.ask()
    team.clock.time += timedelta(minutes=5)
    await put_back(team)
    await over(team)
    await team.approve(number, BORIS)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert len(await team.told("rests", chat=ANNA.id)) == 1
    team.clock.time += timedelta(minutes=1)
    fresh = await team.ask()
    await team.approve(fresh, BORIS)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    assert len(await team.told("approved", chat=ANNA.id)) == 1


async def test_one_admin_alone_does_not_end_a_quarantine_where_there_are_two(team: Any) -> None:
    await put_back(team)
    await team.desk.rounds.sweep.run()
    await team.refused("resume-proposed", team.desk.switch.resume(Act(OWNER)))
    await team.refused("paused", team.confirm(await team.draft()))
    await over_by_second(team)
    await team.confirm(await team.draft())


async def over_by_second(team: Any) -> None:
    await team.desk.teams.second(Act(Person(9, "Zoe", "en")), await proposal(team))


async def test_the_team_s_chat_hears_once_that_its_last_words_are_lost(team: Any) -> None:
    await put_back(team)
    (told,) = await team.told("restored", chat=-1001)
    assert told["why"] == "restored"


async def test_what_may_have_been_bought_since_the_copy_does_not_end_with_its_team(team: Any) -> None:
    number = await approved(team)
    proposed = await team.desk.teams.close(Act(OWNER), team.id)
    await team.desk.teams.second(Act(Person(9, "Zoe", "en", True)), proposed.id)
    assert await team.closed()
    assert await team.state(number) == "approved"
    assert await team.told("team_closed", ANNA.id) == []
