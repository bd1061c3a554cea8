"""The message of the morning: to whom, when by which clock, what it says, and never twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.desk.ledger.facts import QUARANTINE, RUN, Quarantine, Run
from bot.purchasing.people.teams import Left
from bot.purchasing.person import Act, Person
from tests.desk.conftest import ANNA, BORIS
from tests.shop import Shop
from tests.statements import Statements, counted

CHEN, DARIA, EVE = (Person(number, name, "en", True) for number, name in ((3, "Chen"), (4, "Daria"), (5, "Eve")))
EIGHT = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
"""The morning after the clock of the room, in Shanghai."""
NOTHING_COMES = {"arriving": 0, "pieces": 0, "late": 0, "sure": True}
TOLD = ("told", "to_pay_told")
USUAL = {
    "to_pay": 1,
    "total": 4100,
    "stuck": {"not_shipped": 1},
    "running": 1,
    "votes": 0,
    "pays": True,
} | NOTHING_COMES


async def stocked(room: Any, zone: str = "Asia/Shanghai") -> Shop:
    """Boris buys for a team in which Chen and Daria ask; each asked for one thing, and Chen's is to be paid, too."""
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, EVE)
    await shop.team(1, zone, p2="buyer", p3="requester", p4="requester")
    await shop.order(41, "to_pay", 3, 1, pay_by=EIGHT + timedelta(hours=9))
    await shop.order(42, "paid", 4, 1, days=8)
    await shop.order(43, "shipped", 4, 1, days=3, refund="asked", next_look_at=EIGHT)
    return shop


@pytest.fixture
async def shop(room: Any) -> Shop:
    return await stocked(room)


async def mornings(
    room: Any, at: datetime = EIGHT, since: timedelta = timedelta(hours=1), *, listed: bool = True
) -> dict[int, dict[str, Any]]:
    """What people are told by a round then, after one so long before; by chat. `listed`: 1688's list was just read.

    As of when 1688 told it is left out.
    """
    before = len(await room.owed())
    for moment in (at - since, at):
        room.clock.time = moment
        if listed:
            await _read_list(room)
        await room.desk.mornings.round()
    told = (await room.owed())[before:]
    assert {kind for kind, *_ in told} <= {"morning"}
    assert len({chat for _, chat, _ in told}) == len(told), "one message for each chat"
    return {chat: {name: fact for name, fact in facts.items() if name not in TOLD} for _, chat, facts in told}


async def _read_list(room: Any) -> None:
    async with room.ledger.change() as uow:
        await uow.facts.put(RUN.of("list"), Run(uow.now))


async def test_a_morning_says_as_of_when_1688_told_its_sums(room: Any, shop: Shop) -> None:
    await mornings(room)
    told = {chat: facts["told"] for _, chat, facts in await room.owed()}
    assert told[CHEN.id] == "2026-11-25T00:00:00Z", "the list was just read, and shows what there is to pay"
    assert told[BORIS.id] < told[CHEN.id], "money back is looked at by itself, and nobody did"


async def test_a_morning_after_a_silent_night_says_as_of_when_orders_were_unpaid(room: Any, shop: Shop) -> None:
    night = EIGHT - timedelta(hours=9)
    room.clock.time = night
    await _read_list(room)
    assert await mornings(room, EIGHT, listed=False) == {}, "1688 may answer soon"
    await mornings(room, EIGHT + timedelta(hours=1), timedelta(minutes=1), listed=False)
    told = [facts["to_pay_told"] for _, chat, facts in await room.owed() if chat == BORIS.id]
    assert told == [night.isoformat().replace("+00:00", "Z")]


async def test_buyers_hear_of_all_of_their_team_and_requesters_of_their_own(room: Any, shop: Shop) -> None:
    told = await mornings(room)
    assert told == {
        BORIS.id: USUAL,
        CHEN.id: USUAL | {"stuck": {}, "running": 0, "pays": False},
        DARIA.id: USUAL | {"to_pay": 0, "total": 0, "pays": False},
    }


async def test_an_empty_day_sends_nothing(room: Any) -> None:
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS)
    await shop.team(1, p2="buyer,requester,approver")
    await shop.order(41, "paid", 2, 1, days=1)
    await shop.order(42, "to_pay", 2, 1, pay_by=EIGHT + timedelta(hours=17))
    assert await mornings(room) == {}
    assert (await mornings(room, EIGHT + timedelta(days=1)))[BORIS.id]["to_pay"] == 1, "that is the next day's"


async def test_what_may_not_be_paid_now_is_not_called_to_be_paid(room: Any, shop: Shop) -> None:
    await shop.order(44, "to_pay", 3, 1, checked="checking")
    await shop.order(45, "to_pay", 3, 1, checked="differs")
    assert (await mornings(room))[BORIS.id]["to_pay"] == 1


async def test_nobody_knows_until_when_an_order_can_be_paid_so_it_is_to_be_paid_today(room: Any, shop: Shop) -> None:
    await shop.order(44, "to_pay", 3, 1)
    assert (await mornings(room))[BORIS.id] == USUAL | {"to_pay": 2, "total": 8500}


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Asia/Shanghai", datetime(2026, 11, 25, 0, tzinfo=UTC)),
        ("Europe/Moscow", datetime(2026, 11, 25, 5, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 25, 2, 15, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 25, 13, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2027, 3, 27, 7, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2027, 3, 28, 6, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2027, 10, 31, 7, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 3, 14, 12, tzinfo=UTC)),
    ],
)
async def test_the_morning_begins_at_eight_in_the_teams_zone_summer_and_winter(
    room: Any, zone: str, at: datetime
) -> None:
    await stocked(room, zone)
    assert await mornings(room, at - timedelta(seconds=1), timedelta(hours=2)) == {}
    assert set(await mornings(room, at, timedelta(minutes=1))) == {BORIS.id, CHEN.id, DARIA.id}


async def test_whoever_chose_a_zone_of_their_own_is_told_by_its_clock(room: Any, shop: Shop) -> None:
    await room.desk.notify.choose(Act(BORIS), "zone", "Europe/Moscow")
    assert set(await mornings(room)) == {CHEN.id, DARIA.id}
    assert set(await mornings(room, EIGHT + timedelta(hours=5))) == {BORIS.id}


async def test_where_it_is_quiet_at_eight_the_morning_begins_when_that_is_over(room: Any, shop: Shop) -> None:
    await room.desk.notify.choose(Act(BORIS), "quiet", "22:00-09:20")
    await room.desk.notify.choose(Act(CHEN), "quiet", "22:00-08:00")
    assert set(await mornings(room)) == {CHEN.id, DARIA.id}
    assert await mornings(room, EIGHT + timedelta(minutes=75), timedelta(minutes=15)) == {}
    assert set(await mornings(room, EIGHT + timedelta(minutes=90), timedelta(minutes=1))) == {BORIS.id}


async def test_whoever_turned_it_off_is_told_nothing_and_who_cannot_be_reached(room: Any, shop: Shop) -> None:
    await room.desk.notify.choose(Act(BORIS), "morning", "off")
    await room.desk.people.reachable(CHEN.id, False)
    assert set(await mornings(room)) == {DARIA.id}


async def test_of_two_teams_there_is_one_message(room: Any, shop: Shop) -> None:
    await shop.team(2, p2="buyer", p5="buyer")
    await shop.order(51, "to_pay", 5, 2, pay_by=EIGHT)
    told = await mornings(room)
    assert told[BORIS.id] == USUAL | {"to_pay": 2, "total": 9200}
    assert told[EVE.id] == USUAL | {"to_pay": 1, "total": 5100, "stuck": {}, "running": 0}


async def test_approvers_hear_what_waits_for_their_own_vote(room: Any, shop: Shop) -> None:
    await shop.team(2, p2="approver", p4="approver,requester", p5="approver")
    await shop.waiting(61, 4, 2)
    await shop.waiting(62, 5, 2)
    told = await mornings(room)
    own = NOTHING_COMES | {"to_pay": 0, "total": 0, "stuck": {}, "running": 0, "votes": 1, "pays": False}
    assert told[EVE.id] == USUAL | own, "one is Eve's own"
    assert told[BORIS.id] == USUAL | {"votes": 2}
    assert told[DARIA.id]["votes"] == 1


async def test_a_purchase_of_no_open_team_is_told_the_admins_of_the_settings(room: Any, shop: Shop) -> None:
    await shop.order(71, "paid", 5, None, days=30)
    await shop.team(2, p5="buyer")
    await shop.order(72, "paid", 5, 2, days=30)
    async with room.ledger.change() as uow:
        await uow.teams.close(2)
    told = await mornings(room)
    assert told[ANNA.id]["stuck"] == {"not_shipped": 2}
    assert EVE.id not in told


async def test_who_left_the_group_has_no_part_in_its_mornings(room: Any, shop: Shop) -> None:
    async with room.ledger.change() as uow:
        await uow.teams.put_left(1, BORIS.id, Left(uow.now))
    assert set(await mornings(room)) == {CHEN.id, DARIA.id}


@pytest.mark.parametrize(("hours", "told"), [(0.5, True), (5.75, True), (6.25, False), (20, False)])
async def test_a_bot_that_slept_tells_the_morning_until_six_hours_later(
    room: Any, shop: Shop, hours: float, told: bool
) -> None:
    found = await mornings(room, EIGHT + timedelta(hours=hours), timedelta(hours=hours + 3))
    assert (BORIS.id in found) is told
    assert await mornings(room, EIGHT + timedelta(hours=hours + 2), timedelta(hours=1)) == {}


async def test_after_a_night_without_1688_its_list_is_waited_for_but_no_longer_than_an_hour(
    room: Any, shop: Shop
) -> None:
    await mornings(room, EIGHT - timedelta(hours=8))
    assert await mornings(room, EIGHT + timedelta(minutes=5), timedelta(0), listed=False) == {}
    assert set(await mornings(room, EIGHT + timedelta(minutes=6), timedelta(0))) == {BORIS.id, CHEN.id, DARIA.id}
    late = EIGHT + timedelta(days=1, hours=1)
    assert await mornings(room, late - timedelta(minutes=1), listed=False) == {}
    assert set(await mornings(room, late, timedelta(0), listed=False)) == {BORIS.id, CHEN.id, DARIA.id}
    assert await mornings(room, late + timedelta(minutes=20), timedelta(0)) == {}


async def test_the_first_round_of_a_database_tells_no_morning_of_before(room: Any, shop: Shop) -> None:
    assert await mornings(room, EIGHT + timedelta(minutes=20), timedelta(0)) == {}


async def test_a_morning_is_told_once_whatever_is_chosen_after_it(room: Any, shop: Shop) -> None:
    assert BORIS.id in await mornings(room)
    await room.desk.notify.choose(Act(BORIS), "zone", "Europe/Moscow")
    assert await mornings(room, EIGHT + timedelta(hours=5)) == {}
    assert BORIS.id in await mornings(room, EIGHT + timedelta(hours=29))


async def test_in_quarantine_nothing_is_told_and_afterwards_it_is(room: Any, shop: Shop) -> None:
    await room.desk.mornings.round()
    async with room.ledger.change() as uow:
        await uow.facts.put(QUARANTINE, Quarantine("restored", uow.now, uow.now))
    assert await mornings(room) == {}
    async with room.ledger.change() as uow:
        await uow.facts.end(QUARANTINE)
    assert BORIS.id in await mornings(room, EIGHT + timedelta(hours=2))


async def test_two_processes_tell_a_morning_once(rooms: tuple[Any, Any]) -> None:
    one, other = rooms
    await stocked(one)
    for moment in (EIGHT - timedelta(hours=1), EIGHT, EIGHT + timedelta(minutes=15)):
        for room in rooms:
            room.clock.time = moment
            await _read_list(room)
            await room.desk.mornings.round()
    assert sorted(chat for kind, chat, _ in await one.owed() if kind == "morning") == [2, 3, 4]
    assert await one.owed() == await other.owed()


async def test_an_idle_round_asks_one_thing_and_a_morning_costs_no_more_for_many_orders(room: Any, shop: Shop) -> None:
    few, many, idle = Statements(), Statements(), Statements()
    with counted(few):
        await mornings(room)
    with counted(idle):
        await room.desk.mornings.round()
    for number in range(100, 250):
        await shop.order(number, "paid", 3, 1, days=9)
    with counted(many):
        assert (await mornings(room, EIGHT + timedelta(days=1)))[BORIS.id]["stuck"] == {"not_shipped": 151}
    assert len(idle.every) == 1
    assert len(many.every) <= len(few.every) + 2 < 60


async def test_whoever_counts_hears_what_comes_today_and_a_receiver_nothing_else(room: Any) -> None:
    """Eve receives, and once asked for what is now to be paid; nobody is told of what is merely under way."""
    shop = await stocked(room)
    await shop.team(2, p5="receiver")
    await shop.order(44, "to_pay", 5, 2, pay_by=EIGHT + timedelta(hours=9))
    await shop.order(45, "shipped", 5, 2, days=3)
    for number, near in ((1, True), (2, True), (3, False)):
        await shop.parcel(45, f"YT{number}", near=near, pieces=106, sent_at=EIGHT, next_look_at=EIGHT)
    told = await mornings(room)
    comes = {"arriving": 2, "pieces": 212, "late": 0, "sure": True}
    assert told[EVE.id] == {"to_pay": 0, "total": 0, "stuck": {}, "running": 0, "votes": 0, "pays": False} | comes
    assert told[BORIS.id] == USUAL, "what comes to another team is none of his"
