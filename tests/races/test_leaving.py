"""Somebody leaves the group in the instant in which he, or another, decides: his word leads to no order."""

from datetime import timedelta

import pytest

from bot.purchasing.person import Act, Cause, Person, Place
from tests.races.pair import ROUNDS, Pair

ANNA, BORIS, CHEN, DARIA = (
    Person(number, name, "en") for number, name in enumerate(("Anna", "Boris", "Chen", "Daria"), 11)
)
GROUP = -1001


async def buy(pair: Pair) -> int:
    """Everything that may be placed is; how many orders there are."""
    await pair.together(pair.one.desk.submit_worker.submit_due(), pair.other.desk.submit_worker.submit_due())
    return len(pair.market.sent)


def later(pair: Pair) -> None:
    """A second passes for both."""
    for side in (pair.one, pair.other):
        side.clock.time += timedelta(seconds=1)


async def votes(pair: Pair, number: int) -> list[int]:
    return [each.person_id for each in (await pair.one.purchase(number)).votes]


@pytest.mark.threat("T49")
async def test_leaving_against_pressing_never_places_an_order(pair: Pair) -> None:
    outcomes = set()
    for update in range(1, ROUNDS * 2, 2):
        number = await pair.one.ask()
        ends = await pair.together(
            pair.one.desk.presence.left(GROUP, BORIS.id, update), pair.other.approve(number, BORIS)
        )
        outcomes.add(ends[1])
        assert await votes(pair, number) == ([BORIS.id] if ends[1] == "" else [])
        assert await buy(pair) == 0
        assert await pair.one.state(number) == "pending"
        assert len(await pair.one.told("left_group")) == (update + 1) // 2
        await pair.one.desk.presence.came(GROUP, [BORIS.id], update + 1)
        await pair.one.desk.approvals.withdraw(Act(ANNA), number)
        later(pair)
    assert outcomes <= {"", "left-the-group"}


@pytest.mark.threat("T49")
async def test_leaving_against_the_last_yes_of_another_never_places_an_order(pair: Pair) -> None:
    await pair.one.rules("else: 2 of approvers")
    for update in range(1, ROUNDS * 2, 2):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        ends = await pair.together(
            pair.one.desk.presence.left(GROUP, BORIS.id, update), pair.other.approve(number, CHEN)
        )
        assert ends == ["", ""]
        assert await buy(pair) == 0
        assert await pair.one.state(number) == "pending"
        await pair.one.desk.presence.came(GROUP, [BORIS.id], update + 1)
        await pair.one.desk.approvals.withdraw(Act(ANNA), number)


async def test_leaving_against_placing_places_only_what_was_placed_before(pair: Pair) -> None:
    bought = 0
    for update in range(1, ROUNDS * 2, 2):
        number = await pair.one.ask()
        await pair.one.approve(number, BORIS)
        await pair.together(
            pair.one.desk.presence.left(GROUP, BORIS.id, update), pair.other.desk.submit_worker.submit_due()
        )
        now = len(pair.market.sent)
        placed = (await pair.one.state(number)) == "approved"
        assert now - bought == (1 if placed and await _sent(pair, number) else 0)
        assert await buy(pair) == now, "what was not placed is not placed while he is out"
        bought = now
        await pair.one.desk.presence.came(GROUP, [BORIS.id], update + 1)
        if not await _sent(pair, number):
            await pair.one.desk.approvals.withdraw(Act(ANNA), number)


async def _sent(pair: Pair, number: int) -> bool:
    attempt = (await pair.one.purchase(number)).attempt
    return attempt is not None and not attempt.never_sent


async def test_who_left_and_was_recorded_before_cannot_press_at_another_process(pair: Pair) -> None:
    for update in range(10, 10 + ROUNDS * 10, 10):
        number = await pair.one.ask()
        await pair.one.desk.presence.left(GROUP, BORIS.id, update)
        shown = await pair.one.shown(number)
        ends = await pair.together(
            *(
                each.desk.approvals.approve(Act(BORIS, Cause(7, update - 1 - n), Place(GROUP)), number, shown)
                for n, each in enumerate((pair.one, pair.other))
            ),
            pair.other.desk.presence.seen(BORIS.id, Place(GROUP), update - 1),
        )
        assert ends == ["left-the-group", "left-the-group", ""]
        assert await votes(pair, number) == []
        await pair.one.desk.presence.came(GROUP, [BORIS.id], update + 1)
        await pair.one.desk.approvals.withdraw(Act(ANNA), number)


async def test_two_processes_that_hear_of_one_leaving_and_one_return_say_each_once(pair: Pair) -> None:
    for round_, update in enumerate(range(10, 10 + ROUNDS * 10, 10), 1):
        await pair.together(
            pair.one.desk.presence.left(GROUP, BORIS.id, update),
            pair.other.desk.presence.left(GROUP, BORIS.id, update + 1),
        )
        await pair.together(
            pair.one.desk.presence.came(GROUP, [BORIS.id], update + 2),
            pair.other.desk.presence.came(GROUP, [BORIS.id], update + 3),
        )
        assert len(await pair.one.told("left_group")) == len(await pair.one.told("back_in_group")) == round_
        later(pair)


async def test_what_is_listed_for_him_is_his_own_from_the_instant_in_which_he_left(pair: Pair) -> None:
    others, given_up = await pair.one.ask(), await pair.one.draft(ANNA, 20)
    await pair.one.desk.drafting.cancel(Act(ANNA), given_up)
    own = await pair.one.ask(BORIS, 30)

    async def listed(by: Person, chosen: str) -> list[int]:
        page = await pair.other.desk.orders.page(by, chosen, 1)
        return sorted(each.request.id for each in page.purchases)

    for chosen in ("open", "all"):
        assert await listed(BORIS, chosen) == [others, own]
    assert await listed(ANNA, "all") == [others, given_up, own]
    await pair.one.desk.presence.left(GROUP, BORIS.id, 1)
    for chosen in ("open", "all"):
        assert await listed(BORIS, chosen) == [own]
    assert await listed(BORIS, "paid") == []
    await pair.one.desk.presence.came(GROUP, [BORIS.id], 2)
    assert await listed(BORIS, "all") == [others, own]
