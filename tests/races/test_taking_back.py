"""A yes that is taken back, and a question that holds, against what decides in the same instant: exactly one wins."""

from datetime import timedelta

import pytest

from bot.purchasing.person import Act, Person
from tests.desk.requests.approvals.conftest import GROUP, START, Team
from tests.races.pair import ROUNDS, Pair

ANNA, BORIS, CHEN, DARIA = (
    Person(number, name, "en") for number, name in enumerate(("Anna", "Boris", "Chen", "Daria"), 11)
)
TWO = "else: 2 of approvers"


async def takes_back(side: Team, number: int, shown: str, by: Person = BORIS) -> None:
    await side.desk.approvals.take_vote_back(Act(by, place=GROUP), number, shown)


async def asks(side: Team, number: int, by: Person = DARIA) -> None:
    await side.desk.approvals.ask(Act(by, place=GROUP), number, "Why?")


async def once(pair: Pair, number: int, state: str) -> None:
    """It is in that state, and was approved and told as often as that says."""
    purchase, approved = await pair.one.purchase(number), int(state == "approved")
    assert (purchase.request.state, len(purchase.attempts)) == (state, approved)
    assert (await pair.one.journal(number)).count("approved") == approved
    assert await pair.told("approved", number) == approved


@pytest.mark.threat("T50")
async def test_a_taking_back_against_the_deciding_yes(pair: Pair) -> None:
    await pair.one.rules(TWO)
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        shown = await pair.one.shown(number)
        ends = await pair.together(takes_back(pair.one, number, shown), pair.other.approve(number, CHEN, shown))
        assert ends in (["", ""], ["no-longer", ""])
        await once(pair, number, "pending" if ends[0] == "" else "approved")
        votes = [each.person_id for each in (await pair.one.purchase(number)).votes]
        assert votes == ([CHEN.id] if ends[0] == "" else [BORIS.id, CHEN.id])


async def test_the_same_yes_taken_back_at_both(pair: Pair) -> None:
    await pair.one.rules(TWO)
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        shown = await pair.one.shown(number)
        ends = await pair.together(takes_back(pair.one, number, shown), takes_back(pair.other, number, shown))
        assert sorted(ends) == ["", "no-own-vote"]
        assert (await pair.one.journal(number)).count("vote_taken_back") == 1


async def test_a_taking_back_against_the_same_person_s_yes_again(pair: Pair) -> None:
    await pair.one.rules(TWO)
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        shown = await pair.one.shown(number)
        ends = await pair.together(takes_back(pair.one, number, shown), pair.other.approve(number, BORIS, shown))
        assert ends in (["", ""], ["", "already-decided"], ["", "stale"])  # stale: it was looked up before
        assert len((await pair.one.purchase(number)).votes) == int(ends[1] == "")


async def test_a_taking_back_against_the_answer_that_decides(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await asks(pair.one, number)
        await pair.one.approve(number, BORIS)
        shown = await pair.one.shown(number)
        answers = pair.other.desk.approvals.answer(Act(ANNA), number, "For the fair")
        ends = await pair.together(takes_back(pair.one, number, shown), answers)
        assert ends in (["", ""], ["no-longer", ""])
        await once(pair, number, "pending" if ends[0] == "" else "approved")


async def test_a_taking_back_against_the_end_of_the_question_s_time(pair: Pair) -> None:
    for week in range(ROUNDS):
        pair.one.clock.time = START + timedelta(weeks=week)
        number = await pair.one.ask()
        await asks(pair.one, number)
        await pair.one.approve(number, BORIS)
        shown = await pair.one.shown(number)
        for side in (pair.one, pair.other):
            side.clock.time = START + timedelta(weeks=week, hours=4)
        ends = await pair.together(takes_back(pair.one, number, shown), pair.other.desk.approvals.clock())
        assert ends in (["", ""], ["no-longer", ""])
        await once(pair, number, "pending" if ends[0] == "" else "approved")


async def test_a_question_against_the_yes_that_would_decide(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        shown = await pair.one.shown(number)
        ends = await pair.together(asks(pair.one, number), pair.other.approve(number, BORIS, shown))
        assert ends in (["", ""], ["no-longer", ""])
        await once(pair, number, "pending" if ends[0] == "" else "approved")


async def test_an_answer_and_letting_go_at_once_decide_once(pair: Pair) -> None:
    for _ in range(ROUNDS):
        number = await pair.one.ask()
        await asks(pair.one, number)
        await pair.one.approve(number, BORIS)
        shown = await pair.one.shown(number)
        answers = pair.other.desk.approvals.answer(Act(ANNA), number, "For the fair")
        lets_go = pair.one.desk.approvals.let_go(Act(DARIA, place=GROUP), number, shown)
        ends = await pair.together(lets_go, answers)
        assert ends in (["", "no-longer"], ["no-longer", ""])
        await once(pair, number, "approved")
