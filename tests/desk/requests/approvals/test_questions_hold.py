"""An unanswered question of an approver holds the decision: until what, how long, and what it does not hold."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.cards.requests.holding import holds
from bot.cards.requests.request import request_card
from bot.desk.shared.views import Stage
from bot.purchasing.approval.questions import Held, Hold
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.notices.approvals import QuestionNotice
from bot.purchasing.notices.base import request_facts
from bot.purchasing.people.teams import Changed
from bot.purchasing.person import Act, Person, Place
from tests.cards.drawing import drawn
from tests.desk.requests.approvals.test_price_increase import BY_ONE, ordered

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en", reachable=True)
    for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
SECOND = Person(9, "Second", "en", reachable=True)
GROUP = Place(-1001)
HOUR = timedelta(hours=1)


async def asks(team: Any, number: int, by: Person = BORIS) -> None:
    await team.desk.approvals.ask(Act(by, place=GROUP), number, "Which colour?")


async def yes(team: Any, number: int, by: Person = CHEN) -> bool:
    """Whether his yes is the last one, and held."""
    held: bool = await team.desk.approvals.approve(Act(by, place=GROUP), number, await team.shown(number))
    return held


async def held(team: Any, by: Person = BORIS) -> int:
    """A request that Chen agreed to, which `by` asked about."""
    number: int = await team.ask()
    await asks(team, number, by)
    assert await yes(team, number)
    assert await team.state(number) == "pending"
    return number


async def lets_go(team: Any, number: int, by: Person = BORIS) -> None:
    await team.desk.approvals.let_go(Act(by, place=GROUP), number, await team.shown(number))


async def settled(team: Any, change: Any) -> None:
    """A change of the team by its admin, with the second word where it needs one; then the clock, which is poked."""
    done = await change
    if not isinstance(done, Changed | None):
        await team.desk.teams.second(Act(SECOND), done.id)
    await team.desk.approvals.clock()


@pytest.mark.threat("T50")
async def test_a_question_holds_the_deciding_yes_and_nothing_is_placed(team: Any) -> None:
    number = await held(team)
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.APPROVAL
    assert step.tally == Held((CHEN.id,), (Hold(BORIS.id, team.clock.now() + 4 * HOUR),))
    assert (await team.purchase(number)).attempts == ()
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert await team.told("approved") == []
    assert await team.journal(number) == ["opened", "asked", "question", "voted", "held_by_question"]


async def test_its_answer_decides_at_once(team: Any) -> None:
    number = await held(team)
    await team.desk.approvals.answer(Act(ANNA), number, "Blue")
    assert await team.state(number) == "approved"
    (told,) = await team.told("approved", chat=ANNA.id)
    assert told["by"] == ["Chen"]
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1


async def test_its_asker_lets_it_go_and_that_decides_at_once(team: Any) -> None:
    number = await held(team)
    await team.refused("no-own-question", lets_go(team, number, DARIA))
    await team.refused("own-request", lets_go(team, number, ANNA))
    await team.refused("stale", team.desk.approvals.let_go(Act(BORIS, place=GROUP), number, "0" * 64))
    await lets_go(team, number)
    assert await team.state(number) == "approved"
    assert "question_let_go" in await team.journal(number)
    await team.refused("no-longer", lets_go(team, number))


async def test_a_question_that_is_let_go_before_any_yes_holds_none(team: Any) -> None:
    number = await team.ask()
    await asks(team, number)
    await lets_go(team, number)
    await team.refused("no-own-question", lets_go(team, number))
    assert not await yes(team, number)
    assert await team.state(number) == "approved"


async def test_what_was_let_go_is_answered_only_where_it_is_named(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await asks(team, number)
    await lets_go(team, number)
    await team.refused("no-question", team.desk.approvals.answer(Act(ANNA), number, "Blue"))
    (question,) = (await team.purchase(number)).questions
    await team.desk.approvals.answer(Act(ANNA), number, "Blue", question_id=question.id)
    (question,) = (await team.purchase(number)).questions
    assert (question.answer, question.closed_at) == ("Blue", team.clock.now())


async def test_the_asker_s_own_yes_lets_his_question_go(team: Any) -> None:
    number = await held(team)
    assert not await yes(team, number, BORIS)
    assert await team.state(number) == "approved"
    second = await team.ask()
    await asks(team, second)
    assert not await yes(team, second, BORIS)
    assert await team.state(second) == "approved"


async def test_the_yes_of_a_third_is_not_wanted_while_a_question_holds(team: Any) -> None:
    number = await held(team)
    await team.refused("not-your-turn", yes(team, number, DARIA))


@pytest.mark.parametrize("by", [BORIS, DARIA])
async def test_a_no_is_not_held(team: Any, by: Person) -> None:
    number = await held(team)
    await team.decline(number, by)
    assert await team.state(number) == "rejected"


@pytest.mark.threat("T50")
async def test_after_four_working_hours_the_clock_decides_by_itself(team: Any) -> None:
    number = await held(team)
    end = team.clock.now() + 4 * HOUR
    assert (await team.purchase(number)).request.next_at == end
    team.clock.time = end - timedelta(seconds=1)
    await team.desk.approvals.clock()
    assert await team.state(number) == "pending"
    team.clock.time = end
    await team.desk.approvals.clock()
    assert await team.state(number) == "approved"


async def test_the_votes_count_as_the_rules_and_roles_stand_when_the_hold_ends(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await asks(team, number)
    await yes(team, number, CHEN)
    assert await yes(team, number, DARIA)
    await team.member(DARIA, Role.REQUESTER)
    team.clock.time += 4 * HOUR
    await team.desk.approvals.clock()
    tally = (await team.desk.drafting.step(number)).tally
    assert isinstance(tally, Open)
    assert (tally.approved_by, tally.lost) == ((CHEN.id,), (DARIA.id,))


@pytest.mark.threat("T50")
async def test_an_answer_does_not_decide_by_the_rules_of_before(team: Any) -> None:
    number = await held(team)
    await team.desk.policy.change(Act(OWNER), team.id, "else: 2 of approvers")
    await team.desk.approvals.answer(Act(ANNA), number, "Blue")
    assert await team.state(number) == "pending"
    assert isinstance((await team.desk.drafting.step(number)).tally, Open)


async def test_an_answer_after_its_time_decides_nothing(team: Any) -> None:
    await team.rules("else: any of approvers\nexpire 2h")
    number = await held(team)
    team.clock.time += 2 * HOUR
    await team.desk.approvals.answer(Act(ANNA), number, "Blue")
    assert await team.state(number) == "pending"
    await team.desk.approvals.clock()
    assert await team.state(number) == "expired"


@pytest.mark.threat("T50")
async def test_expiry_and_reminders_run_on_while_it_is_held(team: Any) -> None:
    await team.rules("else: any of approvers\nremind 1h\nescalate 2h to @daria\nexpire 3h")
    number = await held(team)
    for hours, kind in ((1, "reminder"), (2, "escalated"), (3, "expired_undecided")):
        team.clock.time += HOUR
        await team.desk.approvals.clock()
        assert len(await team.told(kind)) == 1, hours
    assert await team.state(number) == "expired"


async def test_who_loses_the_role_holds_no_longer(team: Any) -> None:
    number = await held(team)
    await settled(team, team.desk.teams.set_roles(Act(OWNER), team.id, BORIS.id, [Role.REQUESTER]))
    assert await team.state(number) == "approved"


async def test_who_leaves_the_team_holds_no_longer(team: Any) -> None:
    number = await held(team)
    await settled(team, team.desk.teams.remove(Act(OWNER), team.id, BORIS.id))
    assert await team.state(number) == "approved"


@pytest.mark.parametrize("stand_in", [DARIA.id, None])
async def test_who_goes_away_holds_no_longer_with_a_stand_in_or_without(team: Any, stand_in: int | None) -> None:
    number = await held(team)
    today = team.clock.now().date()
    await settled(team, team.desk.away.go(Act(BORIS), team.id, today, today, stand_in))
    assert await team.state(number) == "approved"


async def test_an_absence_that_begins_tomorrow_ends_it_at_midnight(team: Any) -> None:
    team.clock.time = datetime.fromisoformat("2026-11-24T09:00+00:00")  # 17:00: an hour of work is left
    number = await held(team)
    tomorrow = team.clock.now().date() + timedelta(days=1)
    await settled(team, team.desk.away.go(Act(BORIS), team.id, tomorrow, tomorrow, None))
    assert await team.state(number) == "pending"
    midnight = datetime.fromisoformat("2026-11-24T16:00+00:00")
    assert (await team.purchase(number)).request.next_at == midnight
    team.clock.time = midnight
    await team.desk.approvals.clock()
    assert await team.state(number) == "approved"


@pytest.mark.threat("T50")
async def test_neither_the_requester_nor_who_is_no_approver_holds_anything(team: Any) -> None:
    number = await team.ask()
    for person, key in ((ANNA, "own-request"), (EVA, "not-an-approver"), (OWNER, "not-an-approver")):
        await team.refused(key, asks(team, number, person))
    assert not await yes(team, number)
    assert await team.state(number) == "approved"


@pytest.mark.threat("T50")
async def test_asking_again_and_again_does_not_hold_for_ever(team: Any) -> None:
    number = await held(team)
    for _ in range(4):
        team.clock.time += HOUR
        await asks(team, number)
    assert (await team.desk.drafting.step(number)).holds == ()
    await team.desk.approvals.clock()
    assert await team.state(number) == "approved"


async def test_every_asker_s_question_must_be_answered(team: Any) -> None:
    number = await held(team)
    await asks(team, number, DARIA)
    await team.desk.approvals.answer(Act(ANNA), number, "Blue")
    assert [each.person_id for each in (await team.desk.drafting.step(number)).holds] == [DARIA.id]
    assert await team.state(number) == "pending"
    await team.desk.approvals.answer(Act(ANNA), number, "Blue")
    assert await team.state(number) == "approved"


async def test_a_question_about_what_it_was_before_holds_nothing(team: Any) -> None:
    number = await team.ask()
    await asks(team, number)
    await lets_go(team, number)
    await yes(team, number)
    team.market.changes(price=20_00)
    await team.desk.submit_worker.submit_due()
    assert await team.state(number) == "pending"
    assert not await yes(team, number, DARIA)
    assert await team.state(number) == "approved"


async def test_a_question_about_a_raised_price_holds_it_too(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    await there.costs(130_00)
    await asks(team, there.number)
    assert await yes(team, there.number)
    assert not await there.payable()
    await team.desk.approvals.answer(Act(ANNA), there.number, "The seller's freight")
    assert await team.state(there.number) == "approved"
    assert len(await team.told("price_agreed", chat=ANNA.id)) == 1


async def test_its_card_is_drawn_anew_when_a_question_holds_and_when_its_time_is_over(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await asks(team, number)
    step = await team.desk.drafting.step(number)
    assert [each.person_id for each in step.holds] == [BORIS.id]
    assert isinstance(step.tally, Open)
    assert (await team.purchase(number)).request.next_at == team.clock.now() + 4 * HOUR
    team.clock.time += 4 * HOUR
    await team.desk.approvals.clock()
    assert (await team.desk.drafting.step(number)).holds == ()
    assert (await team.purchase(number)).request.next_at > team.clock.now()


async def test_what_is_held_is_held_after_a_restart(team: Any, seated: Any, database: Any) -> None:
    number = await held(team)
    again = await seated(database, team.clock, team.market, seat=False)
    await again.desk.approvals.clock()
    assert await again.state(number) == "pending"
    again.clock.time += 4 * HOUR
    await again.desk.approvals.clock()
    assert await again.state(number) == "approved"


async def test_no_answer_is_offered_to_a_question_whose_asker_decided_since(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await asks(team, number)
    step = await team.desk.drafting.step(number)
    asked = QuestionNotice(about=request_facts(step.purchase.request), question_id=step.purchase.questions[0].id)
    assert "[Answer]*" in drawn(request_card(step, "en", team.clock.now(), place=Place(ANNA.id)))
    assert holds(asked, step, ANNA.id)
    await team.approve(number, BORIS)
    step = await team.desk.drafting.step(number)
    for place in (Place(ANNA.id), GROUP):
        assert "[Answer]" not in drawn(request_card(step, "en", team.clock.now(), place=place))
    assert not holds(asked, step, ANNA.id)
