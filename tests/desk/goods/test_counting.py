"""What arrives is counted by people, line by line; each count has one effect, and no count is lost."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import Tally
from bot.purchasing.order_report import OrderState, Parcel, ParcelLine
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed


@pytest.fixture
async def shipped(room: Any) -> Any:
    """A room with one order of 2 pieces that is under way in one parcel."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    room.market.parcel_list = (Parcel("LP1", "YT123", "圆通", "SIGN", signed=True),)
    room.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    return room


async def entry(room: Any) -> str:
    return str((await room.desk.counting.show(ANNA, ORDER_ID)).order.lines[0].entry_id)


async def test_all_there_counts_what_is_expected_as_good_and_the_parcel_with_it(shipped: Any) -> None:
    view = await shipped.desk.counting.all_there(Act(ANNA), ORDER_ID, "k1", seen=0)
    assert (view.order.count.good, view.order.count.open) == (2, 0)
    again = await shipped.desk.counting.show(ANNA, ORDER_ID)
    assert again.order.count == view.order.count
    assert again.order.parcels[0].counted_at == shipped.clock.now()
    assert [each.kind for each in (await shipped.purchase(1)).orders[0].arrivals] == ["good"]


async def test_a_count_that_is_sent_twice_counts_once(shipped: Any) -> None:
    lines = {await entry(shipped): Tally(good=1)}
    for _ in range(2):
        view = await shipped.desk.counting.count(Act(ANNA), ORDER_ID, lines, "k1", seen=0)
    assert view.order.count.good == 1


async def test_who_has_not_seen_the_count_of_another_counts_nothing(shipped: Any) -> None:
    lines = {await entry(shipped): Tally(good=1)}
    await shipped.desk.counting.count(Act(ANNA), ORDER_ID, lines, "k1", seen=0)
    with pytest.raises(Refusal, match="counted-meanwhile"):
        await shipped.desk.counting.count(Act(ANNA), ORDER_ID, lines, "k2", seen=0)


async def test_more_than_ordered_is_asked_once_and_then_surplus(shipped: Any) -> None:
    lines = {await entry(shipped): Tally(good=3)}
    with pytest.raises(Refusal, match="more-than-ordered"):
        await shipped.desk.counting.count(Act(ANNA), ORDER_ID, lines, "k1", seen=0)
    view = await shipped.desk.counting.count(Act(ANNA), ORDER_ID, lines, "k1", seen=0, surplus=True)
    assert (view.order.count.good, view.order.count.surplus, view.order.count.open) == (2, 1, 0)


async def test_what_a_parcel_does_not_say_of_itself_comes_from_the_order_s_detail(shipped: Any) -> None:
    assert await lines_of_its_parcel(shipped) == [] == [*(await shipped.purchase(1)).orders[0].parcels[0].lines]
    number = await entry(shipped)
    shipped.market.moves(ORDER_ID, by_parcel=(("LP1", number),))
    assert await lines_of_its_parcel(shipped) == [(number, None)]
    shipped.market.parcel_list = (replace(shipped.market.parcel_list[0], lines=(ParcelLine(number, 2),)),)
    assert await lines_of_its_parcel(shipped) == [(number, 2)]
    shipped.market.parcel_list = (replace(shipped.market.parcel_list[0], lines=(ParcelLine(number, 3),)),)
    assert await lines_of_its_parcel(shipped) == []


async def lines_of_its_parcel(room: Any) -> list[tuple[str, int | None]]:
    await room.desk.watch.look(ORDER_ID)
    (parcel,) = (await room.desk.counting.show(ANNA, ORDER_ID)).order.parcels
    return [(each.entry_id, each.quantity) for each in parcel.lines]


@pytest.fixture
async def counted(shipped: Any) -> Any:
    """The same, counted, with a second parcel beside it that nobody counted."""
    number = await entry(shipped)
    first = replace(shipped.market.parcel_list[0], lines=(ParcelLine(number, 1),))
    shipped.market.parcel_list = (first, replace(first, logistics_id="LP2", bill_no="YT124"))
    await shipped.desk.watch.look(ORDER_ID)
    await shipped.desk.counting.count(Act(ANNA), ORDER_ID, {number: Tally(good=1)}, "k1", seen=0, parcel="LP1")
    return shipped


@pytest.mark.parametrize(
    ("what", "values", "now"),
    [
        ("waybill", {"bill_no": "YT999"}, "YT999"),
        ("lines", {"lines": (ParcelLine("ENTRY", 2),)}, ""),
        ("gone", None, ""),
    ],
)
async def test_a_parcel_that_1688_changes_after_its_count_is_told_once_and_never_recounted(
    counted: Any, what: str, values: Any, now: str
) -> None:
    before = (await counted.purchase(1)).orders[0].count
    first, second = counted.market.parcel_list
    if what == "lines":
        values = {"lines": (ParcelLine(await entry(counted), 2),)}
    counted.market.parcel_list = (second,) if values is None else (replace(first, **values), second)
    for _ in range(3):
        await counted.desk.watch.look(ORDER_ID)
    told = [facts for kind, _, facts in await counted.owed() if kind == "parcel_changed"]
    assert [(each["became"], each["parcel"]["bill_no"], each["now"]) for each in told] == [(what, "YT123", now)]
    assert not {"total", "pay", "rate"} & {name for name, value in told[0].items() if value}
    assert (await counted.purchase(1)).orders[0].count == before


async def test_what_was_not_counted_and_what_1688_says_less_of_is_not_told(counted: Any) -> None:
    first, second = counted.market.parcel_list
    for parcels in (
        (replace(first, lines=()), replace(second, bill_no="YT7")),
        (first, replace(second, lines=())),
        (replace(first, bill_no=""),),
        (),
    ):
        counted.market.parcel_list = parcels
        await counted.desk.watch.look(ORDER_ID)
    assert [facts for kind, _, facts in await counted.owed() if kind == "parcel_changed"] == []
