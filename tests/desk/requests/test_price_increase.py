"""The seller names another sum for an unpaid order: whoever buys alone agrees to it before it may be paid."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, PayDeadline
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed

R, A = RequestState, AttemptState


async def bought(room: Any) -> int:
    number = int(await room.sent(placed()))
    await room.desk.watch.look_due()
    return number


async def round_(room: Any) -> None:
    room.clock.on(seconds=1)
    await room.desk.order_list.round()
    await room.desk.watch.look_due()


async def raised(room: Any, total: int = 107_352) -> int:
    number = await bought(room)
    room.market.moves(ORDER_ID, total=Fen(total))
    await round_(room)
    return number


async def hash_of(room: Any, number: int) -> str:
    return str((await room.purchase(number)).request.snapshot.hash)


async def order_of(room: Any, number: int) -> Any:
    [order] = (await room.purchase(number)).orders
    return order


@pytest.mark.threat("T37")
async def test_a_raised_price_takes_pay_away_until_one_press_agrees_to_it(room: Any) -> None:
    number = await raised(room)
    assert await room.states(number) == (R.PENDING, A.PLACED)
    assert (await order_of(room, number)).pay == ()
    with pytest.raises(Refusal, match="unpayable-price"):
        await room.desk.orders.pay(ANNA, ORDER_ID)
    kind, _, facts = (await room.owed())[-1]
    assert (kind, facts["fields"], facts["pay"]) == ("price_changed", {"total": [4200, 107_352]}, [])
    assert (facts["unpayable"], facts["hash"]) == ("price", await hash_of(room, number))
    await room.desk.drafting.confirm(Act(ANNA), number, facts["hash"])
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).pay
    assert (await room.kinds()) == ["placed", "price_changed", "placed"]
    assert (await room.owed())[-1][2]["total"] == 107_352
    assert (await room.desk.orders.pay(ANNA, ORDER_ID)).pay


@pytest.mark.threat("T37")
async def test_a_request_whose_order_exists_is_never_sent_again(room: Any) -> None:
    number = await raised(room)
    await room.desk.submit_worker.submit_due()
    await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    assert len((await room.purchase(number)).attempts) == 1


async def test_nothing_else_can_be_done_with_a_request_whose_order_exists(room: Any) -> None:
    number = await raised(room)
    desk = room.desk.drafting
    for verb in (desk.choose_quantity(Act(ANNA), number, 3), desk.cancel(Act(ANNA), number)):
        with pytest.raises(Refusal, match="no-longer"):
            await verb
    assert await desk.latest(ANNA, (await room.purchase(number)).request.place) is None
    room.clock.on(hours=30)
    await desk.expire()
    assert await room.states(number) == (R.PENDING, A.PLACED)


async def test_a_press_on_another_sum_than_it_costs_now_agrees_to_nothing(room: Any) -> None:
    number = await raised(room)
    seen = await hash_of(room, number)
    room.market.moves(ORDER_ID, total=Fen(200_000))
    await round_(room)
    with pytest.raises(Refusal, match="stale"):
        await room.desk.drafting.confirm(Act(ANNA), number, seen)
    assert await room.states(number) == (R.PENDING, A.PLACED)
    told = [facts["fields"]["total"] for kind, _, facts in await room.owed() if kind == "price_changed"]
    assert told == [[4200, 107_352], [4200, 200_000]]


async def test_the_question_goes_away_where_the_seller_takes_it_back(room: Any) -> None:
    number = await raised(room)
    room.market.moves(ORDER_ID, total=Fen(4200))
    await round_(room)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert (await room.purchase(number)).request.snapshot.total == 4200
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).pay


async def test_a_lower_price_needs_nobody(room: Any) -> None:
    number = await raised(room, 4000)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert (await order_of(room, number)).pay


async def test_an_order_that_is_closed_while_its_price_is_asked_about_ends_the_request(room: Any) -> None:
    number = await raised(room)
    await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert await room.states(number) == (R.CLOSED, A.PLACED)
    assert "cancelled" in await room.kinds()


async def test_an_order_that_is_paid_on_the_site_above_what_was_agreed_is_told_so(room: Any) -> None:
    number = await raised(room)
    room.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
    await round_(room)
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    kind, _, facts = (await room.owed())[-1]
    assert (kind, facts["agreed"], facts["total"]) == ("paid", 4200, 107_352)


async def test_what_1688_wants_now_counts_where_detail_and_list_say_less(room: Any) -> None:
    async def due(_: str) -> PayDeadline:
        return PayDeadline(None, Fen(9900))

    room.market.pay_deadline = due
    number = await bought(room)
    assert await room.states(number) == (R.PENDING, A.PLACED)
    assert (await order_of(room, number)).pay == ()


async def test_an_order_that_lapses_soon_is_warned_of_without_a_way_to_pay_what_nobody_agreed_to(room: Any) -> None:
    await raised(room)
    room.clock.on(hours=23)
    await room.desk.reminders.round()
    kind, _, facts = (await room.owed())[-1]
    assert (kind, facts["pay"], facts["unpayable"]) == ("pay_soon", [], "price")
