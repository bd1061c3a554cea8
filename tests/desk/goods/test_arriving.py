"""What arrives: who sees which parcels, in which order, how they are counted together, and what never piles up."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, update

from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import Tally
from bot.purchasing.order_report import OrderState, Parcel, TraceStep
from bot.purchasing.person import Act, Person, Place
from storage.queries.write_rows import add
from storage.tables import AlarmRow, OrderEntryRow, TeamRow
from tests.cards.samples import OFFER
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, placed
from tests.shop import FIRST, Shop
from tests.statements import Statements, counted

CHEN, DARIA, EVE = (Person(number, name, "en", True) for number, name in ((3, "Chen"), (4, "Daria"), (5, "Eve")))
MALLORY = Person(9, "Mallory", "en", True)
DAY = timedelta(days=1)


@pytest.fixture
async def shop(room: Any) -> Shop:
    """Boris buys and Chen receives in one team, Daria buys in another; Eve only approves."""
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, EVE)
    await shop.team(1, p2="buyer", p3="receiver", p5="approver")
    await shop.team(2, p4="buyer")
    return shop


async def parcel(shop: Shop, number: int, *, team: int | None = 1, state: str = "shipped", **more: Any) -> None:
    """An order of 50 pieces in one parcel that is followed, sent as many days ago as its number says."""
    await shop.order(number, state, 2, team, days=9)
    values = {"next_look_at": shop.now + DAY, "sent_at": shop.now - number * timedelta(hours=1), "pieces": 50}
    await shop.parcel(number, f"YT{number}", **(values | more))
    async with shop.database.transaction() as session:
        key = {"market": "1688", "order_id": str(FIRST + number)}
        await add(session, OrderEntryRow, **key, entry_id="1", place=1, offer_id=OFFER.offer_id, quantity=50)


def signed(shop: Shop, days: float) -> dict[str, Any]:
    return {"signed": True, "signed_at": shop.now - days * DAY, "next_look_at": None}


async def seen(room: Any, by: Person = BORIS, chat: int = 0, page: int = 1) -> Any:
    return await room.desk.arriving.page(by, Place(chat or by.id), page)


async def waybills(room: Any, by: Person = BORIS, chat: int = 0) -> list[str]:
    return [each.parcel.bill_no for each in (await seen(room, by, chat)).parcels]


async def test_what_is_signed_for_stands_first_then_what_is_near_then_the_oldest(room: Any, shop: Shop) -> None:
    await parcel(shop, 11)
    await parcel(shop, 12)
    await parcel(shop, 13, near=True)
    await parcel(shop, 14, **signed(shop, 1))
    page = await seen(room)
    assert [each.parcel.bill_no for each in page.parcels] == ["YT14", "YT13", "YT12", "YT11"]
    assert (page.sums.parcels, page.sums.pieces, page.sums.known, page.sums.others) == (2, 100, 2, 2)
    assert [sum(each.pieces.values()) for each in page.parcels] == [50, 50, 50, 50]


async def test_a_parcel_is_near_while_its_newest_step_says_that_it_comes_today(room: Any) -> None:
    await room.sent(placed())
    await room.desk.watch.look_due()
    room.market.parcel_list = (Parcel("LP1", "YT1", "YTO", "TRANSPORT", signed=False),)
    room.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    steps, near = list[TraceStep](), []
    room.market.trace = lambda *_: asyncio.sleep(0, tuple(steps))
    for remark in ("快件离开【杭州】", "【广州】快递员正在派件", "派件失败，收件人不在"):
        steps.append(TraceStep(room.clock.now(), remark))
        room.clock.on(hours=8)
        await room.desk.parcels.look_due()
        near += [each.parcel.near for each in (await seen(room, ANNA)).parcels]
    assert near == [False, True, False]


async def test_what_is_counted_or_over_is_not_listed(room: Any, shop: Shop) -> None:
    await parcel(shop, 11, counted_at=shop.now)
    await parcel(shop, 12, state="cancelled")
    await parcel(shop, 13, next_look_at=None)
    await parcel(shop, 14, state="received", near=True)
    await parcel(shop, 15, status="gone")
    assert await waybills(room) == ["YT14"]


async def test_signed_parcels_of_a_team_that_never_counts_go_after_three_days(room: Any, shop: Shop) -> None:
    for number, days in ((11, 2), (12, 4), (13, 40)):
        await parcel(shop, number, state="finished", **signed(shop, days))
    assert await waybills(room) == ["YT11"]
    async with shop.database.transaction() as session:
        await session.exec(update(TeamRow).where(col(TeamRow.id) == 1).values(counts_since=shop.now - 10 * DAY))
    await parcel(shop, 14, team=2, **signed(shop, 4))
    assert await waybills(room) == ["YT12", "YT11"], "once it counts, nothing that came since is forgotten"
    assert await waybills(room, DARIA) == [], "the other team does not count"


async def test_receivers_requesters_and_buyers_see_it_each_of_their_teams(room: Any, shop: Shop) -> None:
    await parcel(shop, 11)
    await parcel(shop, 12, team=2)
    await parcel(shop, 13, team=None)
    assert await waybills(room, BORIS) == await waybills(room, CHEN) == ["YT11"]
    assert await waybills(room, DARIA) == ["YT12"]
    assert await waybills(room, ANNA) == ["YT13"], "an admin by the settings counts what was bought without a team"
    assert await waybills(room, CHEN, chat=-1) == ["YT11"]
    for by, chat, why in ((EVE, 0, "only-"), (DARIA, -1, "unknown-team"), (MALLORY, 0, "stranger")):
        with pytest.raises(Refusal, match=why):
            await seen(room, by, chat)


async def test_late_is_what_an_alarm_was_told_of_as_long_as_it_stands(room: Any, shop: Shop) -> None:
    for number in (11, 12, 13):
        await parcel(shop, number, near=True, last_step_at=shop.now - 6 * DAY)
    alarms = ((11, "frozen", "LPYT11", 6), (12, "frozen", "LPYT12", 8), (13, "late", "", 9))
    async with shop.database.transaction() as session:
        for number, kind, about, days in alarms:
            key = {"market": "1688", "order_id": str(FIRST + number), "kind": kind, "parcel": about}
            await add(session, AlarmRow, **key, since=shop.now - days * DAY, seen_at=shop.now)
    page = await seen(room)
    assert {each.parcel.bill_no: each.late for each in page.parcels} == {"YT11": True, "YT12": False, "YT13": True}
    assert page.sums.late == 2, "what moved since is not late any more"


async def test_a_page_that_is_none_is_the_last_one_and_costs_as_many_statements(room: Any, shop: Shop) -> None:
    statements = []
    for number in range(11, 24):
        await parcel(shop, number)
        await seen(room)  # translations of an offer are read once
        if number in (16, 23):
            asked = Statements()
            with counted(asked):
                await seen(room)
            statements.append(len(asked.every))
    page = await seen(room, page=99)
    assert (page.page, page.pages, len(page.parcels)) == (4, 4, 1)
    assert statements[0] == statements[1]


async def test_no_page_and_no_sum_walks_through_all_parcels(room: Any, shop: Shop) -> None:
    async with room.ledger.read() as uow:
        connection, asked = await uow.session.connection(), list[tuple[str, Any]]()
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *words: asked.append(words[2:4]))
        await uow.arriving.sums((1, 2))
        await uow.arriving.page((1, 2), 40, 4)
        driver: Any = (await connection.get_raw_connection()).driver_connection
        steps = [
            step[3]
            for statement, values in list(asked)
            for step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
        ]
    of_parcels = [each for each in steps if " parcel " in each]
    assert [each for each in steps if each.startswith("SCAN ") and "anon_" not in each] == []
    assert sum("parcel_under_way (near=?)" in each for each in of_parcels) == 4
    assert sum("parcel_signed_for (signed_at>?)" in each for each in of_parcels) == len(of_parcels) - 4 == 2


async def test_what_is_counted_whole_is_not_waited_for_any_more(room: Any, shop: Shop) -> None:
    for number in (11, 12):
        await parcel(shop, number)
    for number, pieces in ((11, 50), (12, 30)):
        lines = {"1": Tally(good=pieces)}
        await room.desk.counting.count(Act(BORIS), str(FIRST + number), lines, "a", seen=0)
    assert [each.name for each in await room.desk.orders.awaited(BORIS, Place(2))] == ["12"]
    assert await waybills(room) == [], "both are counted"
