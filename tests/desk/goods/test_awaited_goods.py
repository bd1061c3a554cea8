"""The list of what is paid for and not in: each sees what they may, by age, seller or person, with what is stuck."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.people.teams import Left
from bot.purchasing.person import Act, Person, Place
from tests.desk.conftest import ANNA, BORIS
from tests.shop import Shop
from tests.statements import Statements, counted

CHEN, DARIA, MALLORY = (
    Person(number, name, "en", True) for number, name in ((3, "Chen"), (4, "Daria"), (9, "Mallory"))
)


@pytest.fixture
async def shop(room: Any) -> Shop:
    """Boris buys for the first team and Chen asks in it; Daria is in the second. Anna's settings let her see all."""
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, MALLORY)
    await shop.team(1, p2="buyer", p3="requester")
    await shop.team(2, p4="buyer,requester")
    for number, days, by, team, state in (
        (11, 2, 3, 1, "paid"), (12, 9, 3, 1, "shipped"), (13, 20, 2, 1, "paid"), (14, 40, 2, 1, "part_shipped"),
        (15, 1, 4, 2, "paid"), (16, 3, 1, None, "paid"), (17, 3, 3, 1, "received"),
    ):  # fmt: skip
        await shop.order(number, state, by, team, days=days)
    return shop


async def seen(room: Any, by: Person, chat: int = 0) -> Any:
    return await room.desk.orders.awaited(by, Place(chat or by.id))


async def names(room: Any, by: Person, chat: int = 0) -> list[str]:
    return [each.name for each in await seen(room, by, chat)]


async def test_the_oldest_payment_stands_first(room: Any, shop: Shop) -> None:
    assert await names(room, BORIS) == ["14", "13", "12", "11"]
    assert [each.days for each in await seen(room, BORIS)] == [40, 20, 9, 2]


async def test_everybody_sees_their_teams_and_in_a_group_that_team_alone(room: Any, shop: Shop) -> None:
    assert await names(room, DARIA) == ["15"]
    assert await names(room, CHEN) == ["14", "13", "12", "11"], "who asks reads all of the team, as in /orders"
    assert await names(room, ANNA) == ["14", "13", "12", "16", "11", "15"]
    assert await names(room, ANNA, chat=-2) == ["15"]
    assert await names(room, BORIS, chat=-1) == ["14", "13", "12", "11"]
    for by, chat in ((MALLORY, MALLORY.id), (DARIA, -1)):
        with pytest.raises(Refusal):
            await seen(room, by, chat)


async def test_who_left_the_group_sees_their_own(room: Any, shop: Shop) -> None:
    async with room.ledger.change() as uow:
        await uow.teams.put_left(1, CHEN.id, Left(uow.now))
    assert await names(room, CHEN) == ["12", "11"]


async def test_what_is_stuck_is_marked_by_what_the_reader_chose(room: Any, shop: Shop) -> None:
    await shop.parcel(12, "YT7", last_step_at=room.clock.now() - timedelta(days=6), traced_at=room.clock.now())

    async def stuck(by: Person, chat: int = 0) -> list[tuple[str, AlarmKind, int]]:
        return [(each.name, alarm.kind, alarm.days) for each in await seen(room, by, chat) for alarm in each.alarms]

    usual = [("13", AlarmKind.NOT_SHIPPED, 20), ("12", AlarmKind.FROZEN, 6)]
    assert await stuck(BORIS) == usual
    await room.desk.notify.choose(Act(BORIS), "ship", "2")
    assert await stuck(BORIS) == [*usual, ("11", AlarmKind.NOT_SHIPPED, 2)]
    assert await stuck(CHEN) == await stuck(BORIS, chat=-1) == usual, "a group reads what it chose itself"


async def test_hundreds_cost_no_more_statements_than_one(room: Any, shop: Shop) -> None:
    few, many = Statements(), Statements()
    await shop.order(100, "shipped", 4, 2)
    await shop.parcel(100, "YT1")
    await seen(room, DARIA)  # translations of an offer are read once
    with counted(few):
        await seen(room, DARIA)
    for number in range(101, 300):
        await shop.order(number, "shipped", 4, 2, days=number % 50)
    with counted(many):
        assert len(await seen(room, DARIA)) == 201
    assert 0 < len(many.every) == len(few.every) < 12
