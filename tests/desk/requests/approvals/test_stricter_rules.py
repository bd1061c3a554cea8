"""Rules, roles and limits that became stricter reach what waits at once, also before the clock looks."""

from typing import Any

import pytest

from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.people.teams import Changed
from bot.purchasing.person import Act, Person
from tests.desk.requests.approvals.test_price_increase import ordered

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en", reachable=True)
    for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
SECOND = Person(9, "Second", "en", reachable=True)
TWO = (ApprovalStep(2, Role.APPROVER),)


async def rules(team: Any, text: str) -> None:
    """Other rules by the verb, with the second word if they need one."""
    done = await team.desk.policy.change(Act(OWNER), team.id, text)
    if not isinstance(done, Changed):
        await team.desk.teams.second(Act(SECOND), done.id)


async def tally(team: Any, number: int) -> Open:
    found = (await team.desk.drafting.step(number)).tally
    assert isinstance(found, Open)
    return found


@pytest.mark.threat("T44")
async def test_stricter_rules_reach_what_waits_and_the_votes_count_as_far_as_they_do(team: Any) -> None:
    await team.rules("else: 2 of @boris @chen @daria")
    number = await team.ask()
    await team.approve(number, BORIS)
    await rules(team, "else: all of @boris @chen @daria")
    await team.desk.approvals.clock()
    request = (await team.purchase(number)).request
    assert request.needs.steps == (ApprovalStep(None, None, (12, 13, 14), least=2),)
    assert (request.policy_version, request.needs.anew_at) == (3, team.clock.now())
    assert (await tally(team, number)).approved_by == (BORIS.id,)
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending"
    await team.approve(number, DARIA)
    assert await team.state(number) == "approved"
    assert (await team.journal(number)).count("judged_anew") == 1


@pytest.mark.threat("T44")
async def test_the_last_yes_under_the_old_rules_is_not_the_last_before_the_clock_looked(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await team.ask()
    await rules(team, "else: 2 of approvers")
    await team.approve(number, BORIS)
    assert await team.state(number) == "pending"
    assert (await team.purchase(number)).request.needs.steps == TWO
    await team.approve(number, CHEN)
    assert await team.state(number) == "approved"


@pytest.mark.threat("T44")
async def test_looser_rules_do_not_reach_what_was_asked_under_stricter_ones(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    await rules(team, "else: auto")
    await team.desk.approvals.clock()
    request = (await team.purchase(number)).request
    assert (request.state, request.needs.steps, request.needs.anew_at) == ("pending", TWO, None)


async def test_the_card_is_posted_anew_for_those_who_are_asked_now(team: Any) -> None:
    await team.rules("else: any of @boris")
    await team.ask()
    await rules(team, "else: any of @boris, then any of @chen")
    before = len(await team.told("card"))
    await team.desk.approvals.clock()
    assert "changed" in [told.get("anew") for told in (await team.told("card"))[before:]]


@pytest.mark.threat("T44")
@pytest.mark.parametrize(("text", "why"), [
    ("cap order 100", ("over-cap", "order")), ("note from 100", ("note-needed", "")),
    ("budget team 50 a month stop", ("over-budget", "team")),
])  # fmt: skip
async def test_what_cannot_go_on_by_stricter_rules_goes_back_to_its_requester(
    team: Any, text: str, why: tuple[str, str]
) -> None:
    number = await team.ask()
    await rules(team, text)
    await team.desk.approvals.clock()
    request = (await team.purchase(number)).request
    assert (request.state, request.needs) == ("pending", None)
    (told,) = await team.told("held", chat=ANNA.id)
    assert (told["reason"], told["detail"]) == why
    await team.refused("not-sent", team.approve(number, BORIS))
    await team.refused(why[0], team.confirm(number))


@pytest.mark.threat("T44")
@pytest.mark.parametrize("what", ["role", "limit", "gone"])
async def test_a_yes_counts_no_more_at_once_when_its_role_or_limit_goes(team: Any, what: str) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    verbs = {
        "role": lambda: team.desk.teams.set_roles(Act(OWNER), team.id, BORIS.id, [Role.REQUESTER]),
        "limit": lambda: team.desk.teams.set_limit(Act(OWNER), team.id, BORIS.id, 100_00),
        "gone": lambda: team.desk.teams.remove(Act(OWNER), team.id, BORIS.id),
    }
    assert isinstance(await verbs[what](), Changed)
    await team.desk.approvals.clock()
    found = await tally(team, number)
    assert (found.approved_by, found.lost, found.missing) == ((), (BORIS.id,), 2)
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending"


@pytest.mark.threat("T44")
async def test_a_raised_price_that_waits_is_judged_anew(team: Any) -> None:
    order = await ordered(team, "else: any of approvers", BORIS)
    await order.costs(200_00)
    await rules(team, "else: 2 of approvers")
    await team.desk.approvals.clock()
    assert (await team.purchase(order.number)).request.needs.steps == TWO
    await team.approve(order.number, BORIS)
    assert not await order.payable()
    await team.approve(order.number, CHEN)
    assert await order.payable()


async def test_a_raised_price_above_a_new_cap_is_nobody_s_to_agree_to(team: Any) -> None:
    order = await ordered(team, "else: any of approvers", BORIS)
    await order.costs(200_00)
    await rules(team, "cap order 150\nnote from 100")
    await team.desk.approvals.clock()
    request = (await team.purchase(order.number)).request
    assert (request.needs, request.valid_until) == (None, None)
    await team.refused("over-cap", team.desk.drafting.confirm(Act(ANNA), order.number, await team.shown(order.number)))
    assert not await order.payable()


async def test_a_raised_price_needs_no_reason_that_its_request_never_had(team: Any) -> None:
    order = await ordered(team, "else: any of approvers", BORIS)
    await order.costs(200_00)
    await rules(team, "note from 100")
    await team.desk.approvals.clock()
    assert (await team.purchase(order.number)).request.needs is not None
