"""The report of a period on a real database: whose orders it adds up, in which days, and what is open beside it."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.desk.ledger.facts import RUN, Run
from bot.desk.ledger.orders import key_of
from bot.desk.ledger.rows_and_values import dump_offer
from bot.desk.money.reports import Report
from bot.desk.shared.refusal import Refusal
from bot.purchasing.person import Person, Place
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportGroup
from storage import tables
from storage.queries.write_rows import add, change
from tests.cards import team_samples as t
from tests.cards.samples import OFFER
from tests.desk.conftest import ANNA, BORIS
from tests.shop import FIRST, Shop

CHEN, DARIA, RITA, EMIL, MALLORY = (
    Person(number, name, "en", True)
    for number, name in ((3, "Chen"), (4, "Daria"), (5, "Rita"), (6, "Emil"), (9, "Mallory"))
)


@pytest.fixture
async def shop(room: Any) -> Shop:
    """Boris buys for the first team, in Berlin, Chen and Emil ask in it and Rita receives; Daria buys in the second."""
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, RITA, EMIL, MALLORY)
    await shop.team(1, "Europe/Berlin", p2="buyer", p3="requester", p5="receiver", p6="requester")
    await shop.team(2, p4="buyer")
    await shop.order(11, "shipped", 3, 1, days=0)
    await shop.order(12, "finished", 6, 1, days=0, refunded_fen=200, refund="done")
    await shop.order(13, "to_pay", 6, 1)
    await shop.order(14, "paid", 4, 2, days=0)
    await shop.order(15, "paid", 1, None, days=0)
    await shop.order(16, "finished", 3, 1, days=90)
    return shop


async def report(room: Any, by: Person, ask: ReportAsk, chat: int = 0) -> Report:
    found: Report = await room.desk.reports.report(by, Place(chat or by.id), ask, "en")
    return found


def today(room: Any, group: ReportGroup = ReportGroup.TIME, **more: Any) -> ReportAsk:
    return ReportAsk(Period.of(PeriodKind.DAY, room.clock.now().date()), group, **more)


async def sums(room: Any, by: Person, chat: int = 0) -> tuple[int, int, int]:
    found = (await report(room, by, today(room), chat)).now.sums
    return found.orders, found.ordered, found.cost


async def test_requesters_read_their_own_orders_and_buyers_their_team_s(room: Any, shop: Shop) -> None:
    assert await sums(room, CHEN) == (1, 1100, 1100)
    assert await sums(room, EMIL) == (2, 2500, 1000)
    assert await sums(room, BORIS) == await sums(room, BORIS, chat=-1) == (3, 3600, 2100)
    assert await sums(room, DARIA) == (1, 1400, 1400)
    assert await sums(room, ANNA) == (5, 6500, 5000)
    assert await sums(room, ANNA, chat=-2) == (1, 1400, 1400)


@pytest.mark.parametrize(("by", "chat"), [(RITA, 5), (RITA, -1), (MALLORY, 9), (DARIA, -1)])
async def test_receivers_strangers_and_other_teams_read_nothing(room: Any, shop: Shop, by: Person, chat: int) -> None:
    with pytest.raises(Refusal):
        await report(room, by, today(room), chat)


async def in_two_lines(shop: Shop, *tags: str) -> None:
    """Chen and Emil asked for five pieces each of what the first order holds, with these tags."""
    async with shop.database.transaction() as session:
        await add(
            session, tables.AskedOfferRow, request_id=11, offer_id=OFFER.offer_id, offer=json.dumps(dump_offer(OFFER))
        )
        for place, (by, tag) in enumerate(zip((CHEN.id, EMIL.id), tags, strict=True), 1):
            await add(
                session, tables.AskedLineRow, request_id=11, place=place, offer_id=OFFER.offer_id, quantity=5, tag=tag,
                added_by=by, added_at=shop.now,
            )  # fmt: skip
        await change(session, tables.RequestRow, {"id": 11}, {"asked": 2})
        await add(
            session, tables.OrderEntryRow, **key_of(str(FIRST + 11)), place=1, entry_id="E", offer_id=OFFER.offer_id,
            quantity=10, amount_fen=1100, share_fen=1100, state="open",
        )  # fmt: skip


async def test_a_line_of_mine_in_a_request_of_others_is_mine_and_theirs_is_not(room: Any, shop: Shop) -> None:
    await in_two_lines(shop, "Shop A", "Shop B")
    assert await sums(room, CHEN) == (1, 550, 550)
    assert await sums(room, EMIL) == (3, 3050, 1550)
    by_tag = (await report(room, BORIS, today(room, ReportGroup.TAG))).now
    assert by_tag.groups == {"shop a": 550, "shop b": 550, "": 1000}
    one = await report(room, BORIS, today(room, tag="shop b"))
    assert (one.now.sums.cost, one.asked, one.open) == (550, None, None)
    by_offer = (await report(room, BORIS, today(room, ReportGroup.OFFER))).now
    assert by_offer.names[OFFER.offer_id] == OFFER.title_in("en")
    by_person = (await report(room, BORIS, today(room, ReportGroup.PERSON))).now
    assert [by_person.names[key] for key, _ in by_person.first(2)] == ["Emil", "Chen"]


async def test_a_tag_is_one_group_however_it_is_written(room: Any, shop: Shop) -> None:
    await in_two_lines(shop, "„Shop A“", '"SHOP A"')
    by_tag = (await report(room, BORIS, today(room, ReportGroup.TAG))).now
    assert by_tag.groups == {'"shop a"': 1100, "": 1000}
    assert by_tag.names['"shop a"'] == "„Shop A“"
    assert (await report(room, BORIS, today(room, tag='"shop a"'))).now.sums.cost == 1100


async def test_days_are_those_of_the_reader_s_team(room: Any, shop: Shop) -> None:
    late = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)
    """Half past midnight of the 25th in Berlin, and half past six in Shanghai."""
    for number, team, by in ((21, 1, 3), (22, 2, 4)):
        for hours in (0, 24):
            await shop.order(
                number + hours, "finished", by, team, placed_at=late, paid_at=late + timedelta(hours=hours)
            )
    for reader, zone, counts in ((BORIS, "Europe/Berlin", [0, 2, 0]), (DARIA, "Asia/Shanghai", [0, 1, 1])):
        asks = [ReportAsk(Period.of(PeriodKind.DAY, date(2026, 10, day))) for day in (24, 25, 26)]
        found = [await report(room, reader, each) for each in asks]
        assert {each.zone for each in found} == {zone}
        assert [each.now.sums.orders for each in found] == counts
    whole = await report(room, BORIS, ReportAsk(Period.of(PeriodKind.MONTH, date(2026, 10, 1))))
    assert whole.now.bars[24] == whole.now.sums.cost == 2100 + 4500
    assert (await report(room, ANNA, today(room))).zone == "Asia/Shanghai", "she reads several teams"


async def test_what_was_confirmed_and_what_is_open_is_counted(room: Any, shop: Shop) -> None:
    await shop.waiting(31, 3, 1)
    await shop.waiting(32, 4, 2)
    total = t.WAITING.request.snapshot.total if t.WAITING.request.snapshot else 0
    async with shop.database.transaction() as session:
        await change(session, tables.RequestRow, {"id": 32}, {"pending_at": shop.now - timedelta(days=1)})
    boris, emil, anna = [await report(room, by, today(room)) for by in (BORIS, EMIL, ANNA)]
    assert boris.asked == ((1, total), (0, 0))
    assert emil.asked == ((0, 0), (0, 0))
    assert anna.asked == ((1, total), (1, total))
    assert boris.open is not None
    assert boris.open == ((1, total), (1, 1300), (1, 1100), (0, 0))
    assert emil.open == ((0, 0), (1, 1300), (0, 0), (0, 0))
    assert anna.open is not None
    assert (anna.open.asked, anna.open.out.n) == ((2, 2 * total), 3)
    assert boris.told == shop.now


async def test_an_order_that_nobody_agrees_to_any_more_is_not_to_be_paid(room: Any, shop: Shop) -> None:
    async with shop.database.transaction() as session:
        for state in ("pending", "rejected"):  # it became dearer, and that was declined
            await change(session, tables.RequestRow, {"id": 13}, {"state": state})
    found = await report(room, BORIS, today(room))
    assert found.open is not None
    assert (found.open.to_pay, found.now.sums.ordered) == ((0, 0), 2300)


async def test_many_confirmed_are_added_up_page_by_page(room: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.ledger.requests._AT_ONCE", 2)
    for number in range(40, 47):
        await shop.waiting(number, 3, 1)
    found = (await report(room, BORIS, today(room))).asked
    assert found is not None
    assert found[0].n == 7


async def test_the_days_are_those_of_the_reader_s_only_team(room: Any, shop: Shop) -> None:
    assert str(await room.desk.reports.zone(BORIS, Place(BORIS.id))) == "Europe/Berlin"


async def test_what_it_cost_is_converted_at_the_rate_of_its_day(room: Any, shop: Shop) -> None:
    for since, yuan in ((timedelta(days=100), "7.50"), (timedelta(days=1), "8")):
        rate = {"since": shop.now - since, "currency": "USD", "yuan": yuan}
        async with shop.database.transaction() as session:
            await add(session, tables.TeamRateRow, team_id=1, **rate)
    now = (await report(room, BORIS, today(room))).now
    assert (now.foreign, now.unrated) == ({"USD": Decimal("2.63")}, False)
    assert (await report(room, ANNA, today(room))).now.unrated


async def test_what_is_to_be_paid_is_as_of_the_last_read_of_the_list(room: Any, shop: Shop) -> None:
    read_at = room.clock.now()
    async with room.ledger.change() as uow:
        await uow.facts.put(RUN.of("list"), Run(read_at))
    room.clock.on(days=2)
    await shop.order(17, "to_pay", 6, 1)
    found = await report(room, EMIL, today(room))
    assert found.open is not None
    assert found.open.to_pay.n == 2
    assert found.told is not None
    assert found.told <= read_at
