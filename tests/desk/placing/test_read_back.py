"""A number that 1688 named counts once it was read back as what was sent; until then nobody pays it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Sent
from bot.desk.shared.refusal import Refusal
from bot.market.errors import NotFound, Unreachable
from bot.market.port import Abilities, Placed, Unclear
from bot.purchasing.create_call import PlacedOrder
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState, ReadBackState
from bot.purchasing.person import Act
from storage.tables import AttemptRow
from tests.desk.conftest import ANNA, OFFER
from tests.fakes.market import ORDER_ID, placed

R, A = RequestState, AttemptState
OTHER = "3301686771403783780"
WRENCH = (OrderLine("600000000002", None, 2),)
CUT = Unclear("cut off")
AWAY = Unreachable("look", "away")


async def order(room: Any, order_id: str = ORDER_ID) -> Any:
    async with room.ledger.read() as uow:
        return await uow.orders.get(order_id)


async def refused_to_pay(room: Any, key: str) -> None:
    with pytest.raises(Refusal, match=key):
        await room.desk.orders.pay(ANNA, ORDER_ID)
    assert "pay_link" not in room.market.calls


@pytest.mark.threat("T35")
async def test_no_link_is_asked_for_before_the_order_is_read_back(room: Any) -> None:
    number = await room.sent(placed())
    assert not (await order(room)).known
    room.market.down = {"look": NotFound("look", "not listed yet")}
    await room.desk.watch.look_due()
    await refused_to_pay(room, "unpayable-checking")
    with pytest.raises(Refusal, match="unpayable-checking"):
        await room.desk.orders.may_cancel(ANNA, ORDER_ID)
    assert await room.kinds() == []
    room.market.down = {}
    room.clock.on(seconds=2)
    await room.desk.watch.look_due()
    assert await room.kinds() == ["placed"]
    assert ((await order(room)).known, (await order(room)).echoed) == (True, True)
    assert await room.states(number) == (R.APPROVED, A.PLACED)


@pytest.mark.parametrize("error", [AWAY, NotFound("look", "no such order")])
async def test_it_is_read_again_after_2_5_10_and_20_seconds_and_a_person_hears_after_a_minute(
    room: Any, error: Exception
) -> None:
    number = await room.sent(placed())
    room.market.down = {"look": error}
    began, looked = room.clock.time, []
    for _ in range(400):
        before = room.market.calls.count("look")
        await room.desk.watch.look_due()
        if room.market.calls.count("look") > before:
            looked.append(int((room.clock.time - began).total_seconds()))
        told = "unknown_order" in await room.kinds()
        assert told is (room.clock.time >= began + timedelta(seconds=60) and looked[-1] >= 60)
        room.clock.on(seconds=1)
    assert looked == [0, 2, 5, 10, 20, 40, 120, 300]
    assert (await room.kinds()).count("unknown_order") == 1
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert len(room.market.sent) == 1


async def test_an_order_whose_product_is_gone_waits_for_its_reference(room: Any) -> None:
    await room.sent(placed())
    room.market.moves(ORDER_ID, lines=(OrderLine("", None, 2),), out_order_id="")
    await room.desk.watch.look_due()
    assert (await order(room)).checked is ReadBackState.CHECKING
    await refused_to_pay(room, "unpayable-checking")
    room.clock.on(seconds=61)
    await room.desk.watch.look_due()
    assert await room.kinds() == ["unknown_order"]


async def test_an_order_without_our_reference_agrees_by_its_lines_and_says_that_none_came(room: Any) -> None:
    await room.sent(placed())
    room.market.moves(ORDER_ID, out_order_id="")
    await room.desk.watch.look_due()
    assert ((await order(room)).known, (await order(room)).echoed) == (True, False)


async def test_a_way_to_buy_without_a_reference_agrees_by_the_lines(room: Any) -> None:
    room.market.abilities = Abilities(variants=True, address=True, reference=False, freight=True)
    await room.sent(placed())
    room.market.moves(ORDER_ID, out_order_id="")
    await room.desk.watch.look_due()
    assert ((await order(room)).known, (await order(room)).echoed) == (True, None)


@pytest.mark.threat("T35")
@pytest.mark.parametrize(
    "otherwise",
    [{"lines": WRENCH}, {"lines": (OrderLine(OFFER.offer_id, None, 3),)}, {"out_order_id": "CGsomebodyelse"}],
)
async def test_an_order_that_reads_back_as_something_else_is_a_conflict_and_never_payable(
    room: Any, otherwise: Any
) -> None:
    number = await room.sent(placed())
    room.market.moves(ORDER_ID, **otherwise)
    await room.desk.watch.look_due()
    assert await room.states(number) == (R.APPROVED, A.CONFLICT)
    assert (await order(room)).checked is ReadBackState.DIFFERS
    assert "another order" in await room.paused()
    assert await room.kinds() == ["conflict", "paused"]
    await refused_to_pay(room, "unknown-order")
    assert (await room.purchase(number)).orders == ()
    looks = room.market.calls.count("look")
    room.clock.on(hours=1)
    await room.desk.order_list.round()
    await room.desk.watch.look_due()
    assert room.market.calls.count("look") == looks


async def test_a_person_says_that_it_is_ours_after_all_or_types_the_right_number(room: Any) -> None:
    number = await room.sent(placed())
    room.market.moves(ORDER_ID, lines=WRENCH)
    await room.desk.watch.look_due()
    attempt = await room.attempt(number)
    room.market.moves(ORDER_ID, out_order_id="", lines=WRENCH)
    with pytest.raises(Refusal, match="not-our-order"):
        await room.desk.unclear_orders.found(Act(ANNA), attempt.id, ORDER_ID)
    room.market.exists(OTHER, attempt.out_order_id)
    await room.desk.unclear_orders.found(Act(ANNA), attempt.id, OTHER)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert [each.order_id for each in (await room.purchase(number)).orders] == [OTHER]
    assert (await order(room)).checked is ReadBackState.DIFFERS


async def test_an_order_that_differed_and_agrees_now_is_ours_by_a_person_s_word(room: Any) -> None:
    number = await room.sent(placed())
    room.market.moves(ORDER_ID, lines=WRENCH)
    await room.desk.watch.look_due()
    room.market.moves(ORDER_ID, lines=(OrderLine(OFFER.offer_id, None, 2),))
    await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(number)).id, ORDER_ID)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    await room.desk.watch.look_due()
    assert (await order(room)).known
    assert "placed" in await room.kinds()


@pytest.mark.threat("T35")
async def test_a_number_that_another_purchase_holds_is_a_conflict_at_once_and_stays_where_it_is(room: Any) -> None:
    first = await room.sent(placed())
    await room.desk.watch.look_due()
    second = await room.sent(Placed((PlacedOrder(ORDER_ID, Fen(4200)),), (), '{"said": "so"}'))
    assert await room.states(second) == (R.APPROVED, A.CONFLICT)
    assert (await order(room)).request_id == first
    assert (await room.purchase(second)).orders == ()
    assert "another purchase holds" in await room.paused()
    assert "conflict" in await room.kinds()
    async with room.ledger.read() as uow:
        row = await uow.session.get(AttemptRow, (await room.attempt(second)).id)
    assert row is not None
    assert row.answer == '{"said": "so"}'


async def test_what_is_new_in_an_answer_beside_a_number_of_another_purchase_is_kept_and_not_payable(room: Any) -> None:
    await room.sent(placed())
    await room.desk.watch.look_due()
    second = await room.sent(Placed((PlacedOrder(ORDER_ID, Fen(2100)), PlacedOrder(OTHER, Fen(2100))), (), "{}"))
    assert await room.states(second) == (R.APPROVED, A.CONFLICT)
    room.market.exists(OTHER, (await room.attempt(second)).out_order_id)
    room.market.calls.clear()
    room.clock.on(seconds=5)
    await room.desk.watch.look_due()
    assert (await order(room, OTHER)).request_id == second
    with pytest.raises(Refusal, match="unpayable-conflict"):
        await room.desk.orders.pay(ANNA, OTHER)
    assert "pay_link" not in room.market.calls
    await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(second)).id, OTHER)
    assert await room.states(second) == (R.APPROVED, A.PLACED)


async def test_the_purchase_whose_order_was_named_for_another_one_takes_it(room: Any) -> None:
    first = await room.sent(CUT)
    reference = (await room.attempt(first)).out_order_id
    second = await room.sent(placed())
    room.market.exists(ORDER_ID, reference)
    room.clock.on(seconds=2)
    await room.desk.unclear_orders.search_due()  # the other one's claim is open: nothing is decided
    assert await room.states(first) == (R.APPROVED, A.IN_DOUBT)
    await room.desk.watch.look_due()
    assert await room.states(second) == (R.APPROVED, A.CONFLICT)
    room.clock.on(seconds=5)
    await room.desk.unclear_orders.search_due()
    assert await room.states(first) == (R.APPROVED, A.PLACED)
    assert ((await order(room)).request_id, (await order(room)).known) == (first, True)
    assert (await room.purchase(second)).orders == (await room.purchase(second)).others == ()


async def test_what_was_found_by_its_reference_is_not_read_back_twice(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    room.clock.on(seconds=2)
    await room.desk.unclear_orders.search_due()
    found = await order(room)
    assert (found.known, found.echoed, found.pieces) == (True, True, 2)


async def test_an_order_found_dearer_than_agreed_is_ours_and_its_price_is_asked_about(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id, total=Fen(9900))
    room.clock.on(seconds=2)
    await room.desk.unclear_orders.search_due()
    await room.desk.watch.look_due()
    assert await room.states(number) == (R.PENDING, A.PLACED)
    await refused_to_pay(room, "unpayable-price")


async def test_an_order_that_is_paid_before_it_can_be_read_back_is_told_truthfully(room: Any) -> None:
    await room.sent(placed())
    now = room.clock.now()
    room.market.moves(
        ORDER_ID, lines=(OrderLine("", None, 0),), out_order_id="", state=OrderState.PAID, word="waitsellersend",
        paid_at=now,
    )  # fmt: skip
    await room.desk.watch.look_due()
    assert await room.kinds() == ["paid"]
    assert (await order(room)).checked is ReadBackState.CHECKING


async def test_an_order_whose_details_cannot_be_read_is_shown_all_the_same(room: Any) -> None:
    async def sent(_: DueMessage) -> Sent:
        return Sent(1)

    number = await room.sent(placed())
    await room.desk.outbox.deliver(sent)
    room.market.down = {"look": AWAY}
    await room.desk.watch.look_due()
    async with room.ledger.read() as uow:
        assert await uow.outbox.cards_under_way(number) == {ANNA.id}


async def test_a_split_order_is_paid_part_by_part_as_each_is_read_back(room: Any) -> None:
    number = await room.sent(Placed((PlacedOrder(ORDER_ID, Fen(2000)), PlacedOrder(OTHER, Fen(2200))), (), "{}"))
    for order_id, total in ((ORDER_ID, 2000), (OTHER, 2200)):
        room.market.moves(order_id, total=Fen(total), lines=(OrderLine(OFFER.offer_id, None, 1),))
    await room.desk.watch.look_due()
    assert [each.known for each in (await room.purchase(number)).orders] == [True, True]
    assert await room.kinds() == ["placed", "placed"]


async def test_two_orders_that_are_together_more_than_was_sent_are_a_conflict(room: Any) -> None:
    number = await room.sent(Placed((PlacedOrder(ORDER_ID, Fen(2000)), PlacedOrder(OTHER, Fen(2200))), (), "{}"))
    await room.desk.watch.look(ORDER_ID)
    await room.desk.watch.look(OTHER)
    assert await room.states(number) == (R.APPROVED, A.CONFLICT)


async def test_an_order_that_was_read_back_stays_ours_whatever_becomes_of_its_product(room: Any) -> None:
    number = await room.sent(placed())
    await room.desk.watch.look_due()
    room.market.orders[ORDER_ID] = replace(room.market.orders[ORDER_ID], lines=(OrderLine("", None, 0),))
    await room.desk.watch.look(ORDER_ID)
    assert (await order(room)).known
    assert await room.states(number) == (R.APPROVED, A.PLACED)
