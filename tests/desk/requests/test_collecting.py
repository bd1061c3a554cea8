"""Several variants in one draft: who may add, what is asked of 1688 meanwhile, and what lies in the database."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage
from bot.purchasing.create_call import PiecePrice
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Attribute, Sku
from bot.purchasing.offers.variant_grid import Cell
from bot.purchasing.person import Act
from bot.purchasing.reading.quantity import LARGEST
from bot.purchasing.requests.opening import OpenedBy
from storage.tables import OrderLineRow
from tests.desk.conftest import ANNA, BORIS, HOME, OFFER
from tests.opening import opened

SKUS = tuple(
    Sku(f"{colour}{size}", f"{colour}-{size}", (Attribute("颜色", colour), Attribute("尺码", size)), Fen(1700), 50)
    for colour in ("red", "blue")
    for size in ("S", "M")
)
RED_S, RED_M = Cell(0, "redS"), Cell(1, "redM")


@pytest.fixture
async def shirt(room: Any) -> Any:
    """A room in which the offer has four variants, each at a price of its own."""
    prices = tuple(PiecePrice(OFFER.offer_id, sku.spec_id, Fen(1700)) for sku in SKUS)
    part = replace(room.market.preview_now.parts[0], prices=prices)
    room.market.changes(
        offer_now=replace(OFFER, skus=SKUS), preview_now=replace(room.market.preview_now, parts=(part,))
    )
    return room


async def collected(room: Any) -> int:
    """A draft of two variants, priced; its number."""
    number: int = await room.drafted(None)
    collecting = room.desk.collecting
    await collecting.begin(Act(ANNA), number)
    await collecting.add(Act(ANNA), number, RED_S, 10)
    await collecting.add(Act(ANNA), number, RED_M, 20)
    await collecting.done(Act(ANNA), number)
    return number


async def lines(room: Any) -> list[tuple[int, str, int]]:
    """The order lines in the database."""
    async with room.ledger.read() as uow:
        query = select(OrderLineRow).order_by(col(OrderLineRow.request_id), col(OrderLineRow.place))
        return [(row.request_id, row.spec_id, row.quantity) for row in (await uow.session.exec(query)).all()]


async def test_nothing_is_priced_before_all_is_chosen_and_then_once(shirt: Any) -> None:
    number = await shirt.drafted(None)
    await shirt.desk.collecting.begin(Act(ANNA), number)
    for pieces in (10, 10, -5):
        await shirt.desk.collecting.add(Act(ANNA), number, RED_S, pieces)
    await shirt.desk.collecting.add(Act(ANNA), number, RED_M, 1)
    assert "preview" not in shirt.market.calls
    step = await shirt.desk.drafting.step(number)
    assert (step.stage, step.purchase.request.choice.counted) == (Stage.SEVERAL, {"red-S": 15, "red-M": 1})
    await shirt.desk.collecting.done(Act(ANNA), number)
    assert shirt.market.calls.count("preview") == 1
    assert (await shirt.desk.drafting.step(number)).stage is Stage.CONFIRM


async def test_a_whole_row_gets_the_pieces_and_never_less_than_none(shirt: Any) -> None:
    number = await shirt.drafted(None)
    await shirt.desk.collecting.add(Act(ANNA), number, RED_S, 10, row=True)
    choice = (await shirt.purchase(number)).request.choice
    assert choice.counted == {"red-S": 10, "red-M": 10}
    await shirt.desk.collecting.add(Act(ANNA), number, RED_M, -99)
    assert (await shirt.purchase(number)).request.choice.counted == {"red-S": 10}


async def test_exact_numbers_said_twice_are_the_same_as_once_and_none_takes_a_variant_out(shirt: Any) -> None:
    number = await shirt.drafted(None)
    put = shirt.desk.collecting.put
    for _ in range(2):
        await put(ANNA, number, {"red-S": 10, "red-M": 3, "blue-S": 0, "blue-M": LARGEST})
    for wrong in (-1, LARGEST + 1):
        with pytest.raises(Refusal) as refused:
            await put(ANNA, number, {"red-S": 5, "blue-S": wrong})
        assert refused.value.key == "pieces-wrong"
    assert (await shirt.purchase(number)).request.choice.counted == {"red-S": 10, "red-M": 3, "blue-M": LARGEST}
    await put(ANNA, number, {"red-S": 0, "blue-M": 0})
    assert (await shirt.purchase(number)).request.choice.counted == {"red-M": 3}
    with pytest.raises(Refusal) as refused:
        await put(ANNA, number, {"red-S": 1, "green-S": 1})
    assert refused.value.key == "stale"
    with pytest.raises(Refusal) as refused:
        await put(BORIS, number, {"red-S": 1})
    assert refused.value.key == "not-yours"
    assert (await shirt.purchase(number)).request.choice.counted == {"red-M": 3}


async def test_a_draft_has_no_order_lines_and_what_was_asked_for_has_each(shirt: Any) -> None:
    number = await collected(shirt)
    assert await lines(shirt) == []
    snapshot = (await shirt.purchase(number)).request.snapshot
    await shirt.desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    assert await lines(shirt) == [(number, "red-S", 10), (number, "red-M", 20)]
    await shirt.desk.submit_worker.submit_due()
    assert await shirt.states(number) == (RequestState.APPROVED, AttemptState.PLACED)
    (body,) = shirt.market.sent
    assert [(line.spec_id, line.quantity) for line in shirt.market.placings[body].lines] == [
        ("red-S", 10),
        ("red-M", 20),
    ]


async def test_a_new_price_of_one_variant_is_asked_about_and_names_it(shirt: Any) -> None:
    number = await collected(shirt)
    snapshot = (await shirt.purchase(number)).request.snapshot
    await shirt.desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    part = shirt.market.preview_now.parts[0]
    prices = (part.prices[0], replace(part.prices[1], price=Fen(1800)), *part.prices[2:])
    dearer = replace(part, prices=prices, goods=Fen(part.goods + 2000), total=Fen(part.total + 2000))
    shirt.market.changes(preview_now=replace(shirt.market.preview_now, parts=(dearer,)))
    shirt.clock.on(minutes=5)
    await shirt.desk.submit_worker.submit_due()
    assert shirt.market.sent == []
    [(kind, _, facts)] = await shirt.owed()
    assert kind == "changed"
    assert {"lines", "unit_price", "goods", "total"} == set(facts["fields"])
    assert await lines(shirt) == [(number, "red-S", 10), (number, "red-M", 20)]


async def test_nobody_adds_to_the_draft_of_somebody_else_or_to_what_was_bought(open_room: Any) -> None:
    room = await open_room(ANNA.id, BORIS.id).started()
    room.market.changes(offer_now=replace(OFFER, skus=SKUS))
    number = await room.drafted(None)
    with pytest.raises(Refusal) as refused:
        await room.desk.collecting.add(Act(BORIS), number, RED_S, 10)
    assert refused.value.key == "not-yours"
    await room.desk.drafting.cancel(Act(ANNA), number)
    with pytest.raises(Refusal) as refused:
        await room.desk.collecting.add(Act(ANNA), number, RED_S, 10)
    assert refused.value.key == "no-longer"


async def test_a_cell_of_a_product_that_was_replaced_meanwhile_adds_nothing(shirt: Any) -> None:
    number = await shirt.drafted(None)
    with pytest.raises(Refusal) as refused:
        await shirt.desk.collecting.add(Act(ANNA), number, Cell(0, "xxxx"), 10)
    assert refused.value.key == "stale"
    assert not (await shirt.purchase(number)).request.choice.pieces


async def test_the_same_variants_of_an_earlier_purchase_are_a_warning_whichever_of_them_it_is(shirt: Any) -> None:
    number = await collected(shirt)
    snapshot = (await shirt.purchase(number)).request.snapshot
    await shirt.desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    again = await opened(shirt.desk, ANNA, HOME, OFFER.offer_id, 2, "red M")
    other = await opened(shirt.desk, ANNA, HOME, OFFER.offer_id, 2, "blue M")
    both = await opened(shirt.desk, ANNA, HOME, OFFER.offer_id, None, "blue M 5, red S 5")
    repeats = [(await shirt.desk.drafting.step(each)).repeat for each in (again, other, both)]
    assert [repeat and repeat.request.id for repeat in repeats] == [number, None, number]


async def test_what_was_bought_is_asked_for_again_with_all_its_variants(shirt: Any) -> None:
    number = await collected(shirt)
    again = await shirt.desk.collecting.reorder(Act(ANNA, place=HOME), number, OpenedBy(9, 0))
    request = (await shirt.purchase(again)).request
    assert request.choice.counted == {"red-S": 10, "red-M": 20}
    assert (await shirt.desk.drafting.step(again)).stage is Stage.CONFIRM
    assert await shirt.desk.collecting.reorder(Act(ANNA, place=HOME), number, OpenedBy(9, 0)) == again
