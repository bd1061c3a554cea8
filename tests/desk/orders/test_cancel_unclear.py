"""Nobody is led to pay an order while it is not known whether it was cancelled."""

from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.money.pay_runs import pay_run
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.desk.money import paying as p
from bot.desk.shared.refusal import Refusal
from bot.purchasing.errands import ErrandState
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.pay_run import PayRunState
from bot.purchasing.person import Act
from tests.cards.drawing import codes, drawn, links
from tests.desk.conftest import ANNA
from tests.desk.orders.test_other_errands import LOST, at, said_no
from tests.fakes.market import ORDER_ID

PAYS = {ButtonAction.PAY, ButtonAction.QR, ButtonAction.MORE}


async def cancel_lost(room: Any) -> Any:
    """An unpaid order whose cancelling was sent, and whose answer was lost."""
    await at(room, "cancel")
    await room.desk.orders.pay(ANNA, ORDER_ID)
    room.market.down = {"cancel": LOST[0]}
    with pytest.raises(Refusal, match="unclear"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    room.market.down = {}
    return room


@pytest.fixture
async def unclear(room: Any) -> Any:
    return await cancel_lost(room)


async def looked(room: Any) -> None:
    """A look that answered, and did not show that it is cancelled."""
    room.clock.on(minutes=3)
    await room.desk.orders.look(Act(ANNA), ORDER_ID)


async def cards(room: Any, language: str = "en") -> list[Any]:
    step = await room.desk.drafting.step(1)
    details = await room.desk.orders.details(ANNA, "1")
    now = room.clock.now()
    return [request_card(step, language, now), order_details(details, language, now)]


@pytest.mark.parametrize(("language", "words"), [("en", "Do not pay"), ("ru", "Не оплачивайте"), ("zh", "请不要付款")])
async def test_its_cards_offer_no_way_to_pay_and_say_why(unclear: Any, language: str, words: str) -> None:
    (order,) = (await unclear.purchase(1)).orders
    assert order.pay
    for card in await cards(unclear, language):
        actions = {code.action for code in codes(card)}
        assert actions & {*PAYS, ButtonAction.CANCEL_ASK} == set()
        assert {*links(card)} & {link.url for link in order.pay} == set()
        assert ButtonAction.LOOK in actions
        assert words in drawn(card)


async def test_after_a_look_that_does_not_show_it_its_cards_let_a_person_say_that_it_is_not_there(
    unclear: Any,
) -> None:
    for card in await cards(unclear):
        assert ButtonAction.REFUND_NOT_THERE not in {code.action for code in codes(card)}
    await looked(unclear)
    for card in await cards(unclear):
        (code,) = [code for code in codes(card) if code.action is ButtonAction.REFUND_NOT_THERE]
    await unclear.desk.refunds.not_there(Act(ANNA), *code.args)
    for card in await cards(unclear):
        assert {code.action for code in codes(card)} & PAYS
    assert (await unclear.desk.orders.pay(ANNA, ORDER_ID)).pay


async def test_a_press_on_an_older_message_is_refused_in_a_sentence(unclear: Any) -> None:
    asked = unclear.market.calls.count("pay_link")
    with pytest.raises(Refusal, match="unpayable-cancelling"):
        await unclear.desk.orders.pay(ANNA, ORDER_ID)
    assert unclear.market.calls.count("pay_link") == asked


async def test_what_1688_took_and_does_not_show_yet_is_not_to_be_paid_either(room: Any) -> None:
    await at(room, "cancel")
    unpaid = room.market.orders[ORDER_ID]
    room.market.moves = lambda order_id, **_: None
    await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert room.market.orders[ORDER_ID] == unpaid
    (order,) = (await room.purchase(1)).orders
    assert (order.state, order.errands[-1].state) == (OrderState.TO_PAY, ErrandState.DONE)
    with pytest.raises(Refusal, match="unpayable-cancelling"):
        await room.desk.orders.pay(ANNA, ORDER_ID)


async def test_what_1688_refused_to_cancel_can_be_paid(room: Any) -> None:
    await at(room, "cancel")
    room.market.down = {"cancel": said_no()}
    with pytest.raises(Refusal, match="errand-refused"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    room.market.down = {}
    assert (await room.desk.orders.pay(ANNA, ORDER_ID)).pay


async def test_orders_that_are_paid_together_leave_it_out_and_name_it(unclear: Any) -> None:
    view = await unclear.desk.paying.open(ANNA)
    assert view.orders == ()
    card = drawn(pay_run(view, "en", unclear.clock.now()))
    assert "#1 · being cancelled, do not pay" in card


async def test_what_was_ticked_before_it_was_cancelled_is_in_no_link(room: Any) -> None:
    await at(room, "cancel")
    run = (await room.desk.paying.open(ANNA)).run.id
    await room.desk.paying.tick(ANNA, run, p.ALL)
    room.market.down = {"cancel": LOST[0]}
    with pytest.raises(Refusal, match="unclear"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    room.market.down = {}
    room.market.linked.clear()
    view = await room.desk.paying.ask(ANNA, run)
    assert room.market.linked == []
    assert "being cancelled, do not pay" in drawn(pay_run(view, "en", room.clock.now()))


async def test_links_that_would_pay_it_end_when_it_is_sent(room: Any) -> None:
    await at(room, "cancel")
    run = (await room.desk.paying.open(ANNA)).run.id
    await room.desk.paying.tick(ANNA, run, p.ALL)
    assert (await room.desk.paying.ask(ANNA, run)).run.state is PayRunState.ASKED
    room.market.down = {"cancel": LOST[0]}
    with pytest.raises(Refusal, match="unclear"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    view = await room.desk.paying.look(ANNA, run)
    assert view.run.state is PayRunState.ENDED
    assert "being cancelled, do not pay" in drawn(pay_run(view, "en", room.clock.now()))
    with pytest.raises(Refusal, match="pay-run-over"):
        await room.desk.paying.picture(ANNA, run, 1)
    assert ErrandState.UNCLEAR in [each.state for each in (await room.purchase(1)).orders[0].errands]
