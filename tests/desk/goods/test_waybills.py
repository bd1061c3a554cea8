"""A waybill opens the count of its parcel for whoever counts; to all others it is as unknown as any."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.waybills import waybills_in, waybills_of
from tests.desk.conftest import ANNA, BORIS, HOME
from tests.fakes.market import ORDER_ID, placed

WAYBILL, OTHER = "YT8812345678901", "SF1234567890123"


@pytest.fixture
async def ordered(room: Any) -> Any:
    """A room with one order of 2 pieces that is paid."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    return room


async def ships(room: Any, *bill_nos: str) -> None:
    room.market.parcel_list = tuple(
        Parcel(f"LP{place}", each, "圆通", "TRANSPORT", signed=False) for place, each in enumerate(bill_nos, 1)
    )
    room.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)


async def find(room: Any, text: str, by: Any = ANNA, place: Any = HOME) -> Any:
    found = await room.desk.waybills.find(Act(by, place=place), waybills_in(text))
    return {
        each.text: [(view.order.order_id, view.place, getattr(view.counted, "person_id", None)) for view in views]
        for each, views in found.items()
    }


async def waiting(room: Any, *numbers: str) -> Any:
    async with room.ledger.read() as uow:
        return await uow.arrivals.waiting_for(numbers)


async def test_a_waybill_is_its_parcel_without_regard_to_spaces_and_case(ordered: Any) -> None:
    await ships(ordered, OTHER, WAYBILL)
    assert await find(ordered, "yt8812 3456 78901") == {WAYBILL: [(ORDER_ID, 2, None)]}


async def test_a_number_like_a_product_is_a_waybill_only_if_a_parcel_has_it(ordered: Any) -> None:
    assert await find(ordered, "773012345678") == {}
    assert await waiting(ordered, "773012345678") == []
    await ships(ordered, "773012345678")
    assert await find(ordered, "773012345678") == {"773012345678": [(ORDER_ID, 1, None)]}


async def test_many_lines_are_answered_together(ordered: Any) -> None:
    await ships(ordered, WAYBILL)
    found = await find(ordered, f"{WAYBILL}\n{OTHER}\n{ORDER_ID}\n#1\n#7\n773012345678")
    here = [(ORDER_ID, 1, None)], [(ORDER_ID, 0, None)]
    assert found == {WAYBILL: here[0], OTHER: [], ORDER_ID: here[1], "1": here[1], "7": [], "773012345678": []}
    assert {number for number, _ in await waiting(ordered, *found)} == {OTHER, "773012345678"}


async def test_numbers_alone_stay_what_they_are(ordered: Any) -> None:
    await ships(ordered, WAYBILL)
    assert await find(ordered, f"#1\n{ORDER_ID}") == {}


async def test_what_was_counted_says_so_and_by_whom(ordered: Any) -> None:
    await ships(ordered, WAYBILL)
    await ordered.desk.counting.all_there(Act(ANNA), ORDER_ID, "k1", seen=0, parcel="LP1")
    assert await find(ordered, WAYBILL) == {WAYBILL: [(ORDER_ID, 1, ANNA.id)]}


async def test_whoever_counts_nowhere_asks_in_vain_and_nothing_is_remembered(ordered: Any) -> None:
    await ships(ordered, WAYBILL)
    await ordered.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    assert await find(ordered, f"{WAYBILL}\n{OTHER}", BORIS, Place(BORIS.id)) == {}
    assert not await ordered.desk.waybills.counts(BORIS, Place(BORIS.id))
    assert await waiting(ordered, WAYBILL, OTHER) == []


async def test_an_unknown_waybill_is_told_once_when_1688_names_it(ordered: Any) -> None:
    assert await find(ordered, f"{WAYBILL}\n{OTHER}") == {WAYBILL: [], OTHER: []}
    await ships(ordered, "LP9", WAYBILL)
    await ordered.desk.watch.look(ORDER_ID)
    told = [(chat, facts) for kind, chat, facts in await ordered.owed() if kind == "waybill"]
    assert [(chat, facts["order_id"], facts["place"]) for chat, facts in told] == [(ANNA.id, ORDER_ID, 2)]
    assert (told[0][1]["number"], told[0][1]["bill_no"], told[0][1].get("total")) == (1, WAYBILL, None)
    assert [number for number, _ in await waiting(ordered, WAYBILL, OTHER)] == [OTHER]


async def test_a_photographed_number_can_be_no_product(ordered: Any) -> None:
    found = await ordered.desk.waybills.find(Act(ANNA, place=HOME), waybills_of(["773012345678"]))
    assert [(each.text, places) for each, places in found.items()] == [("773012345678", ())]


async def test_an_unknown_waybill_is_forgotten_after_sixty_days(ordered: Any) -> None:
    await find(ordered, WAYBILL)
    ordered.clock.on(days=59)
    await ordered.desk.retention.round()
    assert await waiting(ordered, WAYBILL)
    ordered.clock.on(days=1)
    await ordered.desk.retention.round()
    assert not await waiting(ordered, WAYBILL)


async def test_order_and_track_know_waybills(ordered: Any) -> None:
    with pytest.raises(Refusal, match="unknown-request"):
        await ordered.desk.orders.find(ANNA, WAYBILL)
    await ships(ordered, WAYBILL)
    assert (await ordered.desk.orders.find(ANNA, WAYBILL.lower())).request.id == 1
    assert [each.parcel.bill_no for each in await ordered.desk.orders.track(ANNA, WAYBILL)] == [WAYBILL]
    with pytest.raises(Refusal, match="stranger"):
        await ordered.desk.orders.find(BORIS, WAYBILL)


async def test_whoever_is_forgotten_waits_for_no_waybill(ordered: Any) -> None:
    await ordered.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    async with ordered.ledger.change() as uow:
        await uow.arrivals.remember_waybills(BORIS.id, [WAYBILL])
    await find(ordered, WAYBILL)
    await ordered.desk.forgetting.forget(BORIS.id)
    assert await waiting(ordered, WAYBILL) == [(WAYBILL, ANNA.id)]


async def test_whoever_may_not_count_it_is_not_told(ordered: Any) -> None:
    await ordered.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    async with ordered.ledger.change() as uow:
        await uow.arrivals.remember_waybills(BORIS.id, [WAYBILL])
    await ships(ordered, WAYBILL)
    assert [chat for kind, chat, _ in await ordered.owed() if kind == "waybill"] == []
    assert await waiting(ordered, WAYBILL) == [(WAYBILL, BORIS.id)]
