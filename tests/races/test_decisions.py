"""Two people, or a person and the clock, in the same instant: one outcome, and both are told the truth."""

from datetime import timedelta

import pytest

from bot.market.port import Unclear
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Proposed
from bot.purchasing.person import Act, Person
from tests.desk.requests.approvals.conftest import DARIA, EVA
from tests.races.pair import ROUNDS, Pair

ANNA, BORIS, CHEN = (Person(number, name, "en") for number, name in enumerate(("Anna", "Boris", "Chen"), 11))
SECOND, OWNER = Person(9, "Second", "en", True), Person(10, "Owner", "en", True)


async def test_two_approvers_where_one_is_enough(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        ends = await pair.together(pair.one.approve(number, BORIS), pair.other.approve(number, CHEN))
        assert sorted(ends) == ["", "no-longer"]
        purchase = await pair.one.purchase(number)
        assert (purchase.request.state, len(purchase.attempts), len(purchase.votes)) == ("approved", 1, 1)
        assert (await pair.one.journal(number)).count("approved") == 1
        assert await pair.told("approved", number) == 1
        winner = ("Boris", "Chen")[ends.index("")]
        late = pair.one.approve(number, (BORIS, CHEN)[ends.index("no-longer")])
        facts = await pair.one.refused("no-longer", late)
        assert (facts["by"], facts["state"]) == (winner, "approved")


async def test_two_votes_that_both_reach_the_last_one_needed(pair: Pair) -> None:
    await pair.one.rules("else: 2 of approvers")
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        ends = await pair.together(pair.one.approve(number, BORIS), pair.other.approve(number, CHEN))
        assert ends == ["", ""]
        purchase = await pair.one.purchase(number)
        assert (purchase.request.state, len(purchase.attempts), len(purchase.votes)) == ("approved", 1, 2)
        assert (await pair.one.journal(number)).count("approved") == 1
        assert await pair.told("approved", number) == 1


async def test_the_same_person_at_both(pair: Pair) -> None:
    await pair.one.rules("else: 2 of approvers")
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        ends = await pair.together(pair.one.approve(number, BORIS), pair.other.approve(number, BORIS))
        assert sorted(ends) == ["", "already-decided"]
        purchase = await pair.one.purchase(number)
        assert (purchase.request.state, len(purchase.votes)) == ("pending", 1)


@pytest.mark.threat("T48")
async def test_two_pieces_asked_for_in_the_same_instant_count_together(pair: Pair) -> None:
    await pair.one.rules("to 1000: auto\nelse: any of approvers\ntogether 24h by requester")
    for _ in range(ROUNDS):
        first, second = await pair.one.draft(ANNA, 60), await pair.one.draft(ANNA, 60)
        assert await pair.together(pair.one.confirm(first), pair.other.confirm(second)) == ["", ""]
        states = sorted([await pair.one.state(first), await pair.one.state(second)])
        assert states == ["approved", "pending"]
        for team in (pair.one, pair.other):
            team.clock.time += timedelta(hours=25)


async def test_two_buyers_who_give_up_a_doubt(pair: Pair) -> None:
    await pair.one.rules("else: auto")
    await pair.one.member(DARIA, Role.BUYER)
    pair.market.outcome = Unclear("no answer")
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await pair.one.desk.submit_worker.submit_due()
        for _ in range(9):
            pair.one.clock.time += timedelta(minutes=2)
            await pair.one.desk.unclear_orders.search_due()
        pair.other.clock.time = pair.one.clock.time
        attempt = (await pair.one.purchase(number)).attempt
        assert attempt is not None
        one, other = pair.one.desk.unclear_orders, pair.other.desk.unclear_orders
        ends = await pair.together(one.give_up(Act(DARIA), attempt.id), other.give_up(Act(EVA), attempt.id))
        assert sorted(ends) == ["", "second-person"]
        given_up = (await pair.one.purchase(number)).attempt
        assert given_up is not None
        assert given_up.state == "abandoned"
        pair.one.clock.time += timedelta(minutes=20)  # so many doubts within minutes would stop buying


async def test_a_yes_against_a_no(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        ends = await pair.together(pair.one.approve(number, BORIS), pair.other.decline(number, CHEN))
        assert sorted(ends) == ["", "no-longer"]
        purchase = await pair.one.purchase(number)
        yes = ends[0] == ""
        assert (purchase.request.state, len(purchase.attempts)) == (("approved", 1) if yes else ("rejected", 0))
        told = (await pair.told("approved", number), await pair.told("declined", number))
        assert told == ((1, 0) if yes else (0, 1))


async def test_a_yes_against_a_withdrawal(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        ends = await pair.together(
            pair.one.approve(number, BORIS), pair.other.desk.approvals.withdraw(Act(ANNA), number)
        )
        assert ends in (["", ""], ["no-longer", ""])
        assert await pair.one.state(number) == "cancelled"
        assert await pair.told("approved", number) == (1 if ends[0] == "" else 0)
        await pair.together(pair.one.desk.submit_worker.submit_due(), pair.other.desk.submit_worker.submit_due())
        assert pair.market.sent == []


async def test_a_yes_against_the_end_of_its_time(pair: Pair) -> None:
    outcomes = set()
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        pair.one.clock.time += timedelta(hours=24) - timedelta(seconds=1)
        pair.other.clock.time = pair.one.clock.time + timedelta(seconds=1)
        ends = await pair.together(pair.one.approve(number, BORIS), pair.other.desk.approvals.clock())
        state = await pair.one.state(number)
        outcomes.add(state)
        assert (ends[0], state) in {("", "approved"), ("no-longer", "expired")}
        purchase = await pair.one.purchase(number)
        assert len(purchase.attempts) == (1 if state == "approved" else 0)
        told = (await pair.told("approved", number), await pair.told("expired_undecided", number))
        assert told == ((1, 0) if state == "approved" else (0, 1))
    assert outcomes <= {"approved", "expired"}


async def test_what_is_agreed_to_while_its_team_is_closed_ends_with_it(pair: Pair) -> None:
    numbers = [await pair.one.ask() for _ in range(ROUNDS)]
    closing = await pair.one.desk.teams.close(Act(OWNER), pair.one.id)
    assert isinstance(closing, Proposed)
    ends = await pair.together(
        pair.one.desk.teams.second(Act(SECOND), closing.id),
        *(pair.other.approve(number, BORIS) for number in reversed(numbers)),
    )
    assert ends[0] == ""
    assert set(ends[1:]) <= {"", "no-longer", "unknown-team"}
    assert {await pair.one.state(number) for number in numbers} == {"cancelled"}
    assert pair.market.sent == []
