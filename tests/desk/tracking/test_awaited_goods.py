"""The list of what is paid for and not in: each sees what they may, by age, seller or person, with what is stuck."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.people.teams import Left
from bot.purchasing.requests.purchase import Person, Place
from bot.purchasing.tracking.alarms import AlarmKind
from tests.desk.conftest import ANNA, BORIS
from tests.desk.shop import Shop
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


async def shown(room: Any, by: Person, chat: int = 0, age: int = 0, page: int = 1, whose: str = "") -> Any:
    return await room.desk.awaited_goods.page(by, Place(chat or by.id), age, page, whose)


def names(page: Any) -> list[str]:
    return [each.awaited.name for each in page.orders]


async def test_the_oldest_payment_stands_first_and_pages_are_turned(room: Any, shop: Shop) -> None:
    first = await shown(room, BORIS)
    assert (names(first), first.page, first.pages) == (["14", "13", "12"], 1, 2)
    assert names(await shown(room, BORIS, page=2)) == ["11"]
    last = await shown(room, BORIS, page=9)
    assert (names(last), last.page) == (["11"], 2)


async def test_each_age_has_its_sum_whatever_age_is_shown(room: Any, shop: Shop) -> None:
    for age, own in ((0, ["14", "13", "12"]), (1, ["11"]), (2, ["12"]), (3, ["13"]), (4, ["14"])):
        page = await shown(room, BORIS, age=age)
        assert names(page) == own
        assert [(each.count, each.out) for each in page.ages] == [(1, 1100), (1, 1200), (1, 1300), (1, 1400)]
    assert (await shown(room, BORIS)).whole.out == 5000
    assert (await shown(room, BORIS, age=3)).whole.out == 1300


async def test_everybody_sees_their_teams_and_in_a_group_that_team_alone(room: Any, shop: Shop) -> None:
    assert (await shown(room, DARIA)).whole.count == 1
    assert (await shown(room, CHEN)).whole.count == 4, "who asks reads all of the team, as in /orders"
    assert (await shown(room, ANNA)).whole.count == 6
    assert names(await shown(room, ANNA, chat=-2)) == ["15"]
    assert (await shown(room, BORIS, chat=-1)).whole.count == 4
    for by, chat in ((MALLORY, MALLORY.id), (DARIA, -1)):
        with pytest.raises(Refusal):
            await shown(room, by, chat=chat)


async def test_who_left_the_group_sees_their_own(room: Any, shop: Shop) -> None:
    async with room.ledger.change() as uow:
        await uow.teams.put_left(1, CHEN.id, Left(uow.now))
    assert names(await shown(room, CHEN)) == ["12", "11"]


async def test_what_is_stuck_is_marked_by_what_the_reader_chose(room: Any, shop: Shop) -> None:
    await shop.parcel(12, "YT7", last_step_at=room.clock.now(), traced_at=room.clock.now())
    page = await shown(room, BORIS, age=5)
    assert (names(page), page.stuck.count) == (["13"], 1)
    [alarm] = page.orders[0].alarms
    assert (alarm.kind, alarm.days) == (AlarmKind.NOT_SHIPPED, 20)
    await room.desk.notify.choose(BORIS, "ship", "2", None)
    assert names(await shown(room, BORIS, age=5)) == ["13", "11"]
    assert names(await shown(room, CHEN, age=5)) == ["13"]


async def test_a_name_leaves_those_of_a_seller_or_person(room: Any, shop: Shop) -> None:
    assert names(await shown(room, BORIS, whose="wchen")) == ["12", "11"]
    assert names(await shown(room, BORIS, whose="wSELLER 2")) == ["14", "13"]
    nobody = await shown(room, BORIS, whose="wnobody")
    assert (names(nobody), nobody.whole.count, nobody.name, nobody.pages) == ([], 0, "nobody", 1)
    sellers = await shown(room, BORIS, whose="s")
    assert [(each.name, each.count, each.out) for each in sellers.heaps] == [
        ("Seller 2", 2, 2700),
        ("Seller 3", 2, 2300),
    ]
    one = await shown(room, BORIS, whose=sellers.heaps[1].mark)
    assert (names(one), one.name) == (["12", "11"], "Seller 3")
    people = await shown(room, BORIS, age=1, whose="p")
    assert [(each.name, each.mark) for each in people.heaps] == [("Chen", "p3")]


async def test_hundreds_cost_no_more_statements_than_one(room: Any, shop: Shop) -> None:
    few, many = Statements(), Statements()
    with counted(few):
        await shown(room, DARIA)
    for number in range(100, 300):
        await shop.order(number, "shipped", 4, 2, days=number % 50)
    with counted(many):
        assert (await shown(room, DARIA)).whole.count == 201
    assert 0 < len(many.every) == len(few.every) < 12
