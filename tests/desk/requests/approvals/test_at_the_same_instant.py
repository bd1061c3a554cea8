"""Two people, or a person and the clock, in the same instant: one outcome, and both are told the truth."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.person import Act, Person

ANNA, BORIS, CHEN, DARIA = (
    Person(number, name, "en") for number, name in enumerate(("Anna", "Boris", "Chen", "Daria"), 11)
)


async def together(*doings: Any) -> list[str]:
    """All at once; how each ended: an empty text, or the key of its refusal."""
    ends = await asyncio.gather(*doings, return_exceptions=True)
    for each in ends:
        if isinstance(each, BaseException) and not isinstance(each, Refusal):
            raise each
    return [each.key if isinstance(each, Refusal) else "" for each in ends]


async def test_two_approvers_where_one_is_enough(team: Any) -> None:
    number = await team.ask()
    ends = await together(team.approve(number, BORIS), team.approve(number, CHEN))
    assert sorted(ends) == ["", "no-longer"]
    assert await team.state(number) == "approved"
    assert len((await team.purchase(number)).attempts) == 1


async def test_two_approvers_where_two_are_needed(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    assert await together(team.approve(number, BORIS), team.approve(number, CHEN)) == ["", ""]
    assert await team.state(number) == "approved"
    assert len((await team.purchase(number)).attempts) == 1


async def test_the_same_person_twice(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    assert sorted(await together(team.approve(number), team.approve(number))) == ["", "already-decided"]
    assert await team.state(number) == "pending"


@pytest.mark.parametrize("first", ["approve", "decline"])
async def test_a_yes_against_a_no(team: Any, first: str) -> None:
    number = await team.ask()
    yes, no = team.approve(number, BORIS), team.decline(number, CHEN)
    ends = await together(*((yes, no) if first == "approve" else (no, yes)))
    assert sorted(ends) == ["", "no-longer"]
    state, attempts = await team.state(number), len((await team.purchase(number)).attempts)
    assert (state, attempts) in {("approved", 1), ("rejected", 0)}


async def test_a_yes_against_a_withdrawal(team: Any) -> None:
    number = await team.ask()
    ends = await together(team.approve(number, BORIS), team.desk.approvals.withdraw(Act(ANNA), number))
    assert ends in (["", ""], ["no-longer", ""])
    assert await team.state(number) == "cancelled"
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []


async def test_a_yes_against_the_end_of_its_time(team: Any) -> None:
    number = await team.ask()
    team.clock.time += timedelta(hours=24)
    ends = await together(team.approve(number, BORIS), team.desk.approvals.clock())
    assert ends == ["no-longer", ""]
    assert await team.state(number) == "expired"


async def test_twelve_people_in_one_instant(team: Any) -> None:
    from bot.purchasing.approval.team import Role

    people = [Person(number, f"P{number}", "en") for number in range(30, 42)]
    for person in people:
        await team.member(person, Role.APPROVER)
    await team.rules("else: 8 of approvers")
    number = await team.ask()
    ends = await together(*(team.approve(number, person) for person in people))
    assert sorted(ends) == [""] * 8 + ["no-longer"] * 4
    assert await team.state(number) == "approved"
    owed = await team.told("card", chat=-1001)
    assert len(owed) == 1
