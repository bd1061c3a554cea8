"""The watch: what changed on 1688 is told once, in order, whatever the wire does; and what people may ask of orders."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.ledger.requests import Conflict
from bot.desk.operations.tokens import Seal, SealedTokenStore, source_of
from bot.desk.shared.refusal import Refusal
from bot.market.errors import NotAllowed, NotFound, Rejected, Unreachable
from bot.market.openplatform.tokens import Tokens
from bot.market.port import Placed
from bot.purchasing.create_call import PlacedOrder
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderPage, OrderState, RefundReport, RefundState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.clock import TUESDAY
from tests.fakes.market import ORDER_ID, placed

S = OrderState
AWAY = Unreachable("call", "away")


async def bought(room: Any) -> int:
    """A placed order that was looked at once; its request's number."""
    number = int(await room.sent(placed()))
    await room.desk.watch.look_due()
    return number


async def round_(room: Any) -> None:
    """A second later: the list, then whatever it found changed."""
    room.clock.on(seconds=1)
    await room.desk.order_list.round()
    await room.desk.watch.look_due()


async def order_of(room: Any, number: int) -> Any:
    [order] = (await room.purchase(number)).orders
    return order


def paid(room: Any) -> None:
    room.market.moves(ORDER_ID, state=S.PAID, word="waitsellersend", paid_at=room.clock.now())


async def test_a_placed_order_is_told_with_its_pay_link_and_deadline(room: Any) -> None:
    number = await bought(room)
    [(kind, _, facts)] = await room.owed()
    assert (kind, facts["order_id"], facts["total"]) == ("placed", ORDER_ID, 4200)
    assert facts["pay"][0]["url"]
    assert datetime.fromisoformat(facts["pay_by"]) == TUESDAY + timedelta(days=1)
    assert (await order_of(room, number)).known


async def test_the_account_that_placed_an_order_is_kept_with_it(room: Any) -> None:
    number = await bought(room)
    assert (await order_of(room, number)).account == ""
    for said in ("main:sub", ""):
        room.market.moves(ORDER_ID, account=said)
        await room.desk.watch.look(ORDER_ID)
        assert (await order_of(room, number)).account == "main:sub"


async def test_each_change_is_told_once_and_the_request_closes_at_the_end(room: Any) -> None:
    number = await bought(room)
    steps = ((S.PAID, "waitsellersend"), (S.SHIPPED, "waitbuyerreceive"), (S.RECEIVED, "got"), (S.FINISHED, "success"))
    for state, word in steps:
        room.clock.on(minutes=1)
        room.market.moves(ORDER_ID, state=state, word=word, paid_at=TUESDAY)
        for _ in range(3):
            await round_(room)
    assert await room.kinds() == ["placed", "paid", "shipped", "received", "finished"]
    assert (await room.purchase(number)).request.state is RequestState.CLOSED


async def test_the_same_state_of_1688_is_told_once_whoever_looks(room: Any) -> None:
    await bought(room)
    paid(room)
    for _ in range(4):
        await room.desk.watch.look(ORDER_ID)
    assert await room.kinds() == ["placed", "paid"]


async def test_two_looks_at_once_tell_once(room: Any) -> None:
    await bought(room)
    paid(room)
    await asyncio.gather(*(room.desk.watch.look(ORDER_ID) for _ in range(4)))
    assert await room.kinds() == ["placed", "paid"]


async def test_a_step_that_was_missed_is_told_with_the_next(room: Any) -> None:
    await bought(room)
    room.clock.on(minutes=5)
    room.market.moves(ORDER_ID, state=S.SHIPPED, word="waitbuyerreceive", paid_at=room.clock.now())
    await round_(room)
    assert await room.kinds() == ["placed", "paid", "shipped"]


async def test_an_order_never_moves_back(room: Any) -> None:
    number = await bought(room)
    paid(room)
    await round_(room)
    room.market.moves(ORDER_ID, state=S.TO_PAY, word="waitbuyerpay")
    await round_(room)
    assert (await order_of(room, number)).state is S.PAID
    assert await room.kinds() == ["placed", "paid", "unknown_word"]


async def test_an_unknown_word_is_told_once_and_keeps_the_state(room: Any) -> None:
    number = await bought(room)
    room.market.moves(ORDER_ID, state=None, word="waitforgodot")
    for _ in range(3):
        await round_(room)
        room.market.moves(ORDER_ID)
    assert (await order_of(room, number)).state is S.TO_PAY
    assert await room.kinds() == ["placed", "unknown_word"]


async def test_a_new_price_is_told_with_old_and_new(room: Any) -> None:
    await bought(room)
    room.market.moves(ORDER_ID, total=Fen(5000))
    await round_(room)
    kind, _, facts = (await room.owed())[-1]
    assert (kind, facts["fields"], facts["total"]) == ("price_changed", {"total": [4200, 5000]}, 5000)


async def test_a_look_without_an_answer_changes_nothing_and_comes_again(room: Any) -> None:
    number = await bought(room)
    paid(room)
    room.clock.on(seconds=1)
    await room.desk.order_list.round()
    room.market.down = {"look": AWAY}
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).state is S.TO_PAY
    room.market.down = {}
    room.clock.on(seconds=31)
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).state is S.PAID


async def test_an_order_that_breaks_the_look_holds_up_no_other(room: Any) -> None:
    await bought(room)
    other = "3301686771403783780"
    room.market.outcomes = [placed(other)]
    second = await room.confirmed()
    await room.desk.submit_worker.submit_due()
    async with room.ledger.change() as uow:
        await uow.orders.hasten([ORDER_ID, other])
    real = type(room.market).look

    async def look(order_id: str) -> Any:
        if order_id == ORDER_ID:
            raise KeyError("a form that nobody foresaw")
        return await real(room.market, order_id)

    room.market.look = look
    with pytest.raises(KeyError):
        await room.desk.watch.look_due()
    assert (await order_of(room, second)).known


async def test_an_order_that_1688_does_not_know_is_told_after_a_minute_once_and_kept(room: Any) -> None:
    number = await room.sent(placed())
    room.market.orders.clear()
    for _ in range(40):
        await room.desk.watch.look_due()
        room.clock.on(seconds=31)
    assert (await room.kinds()).count("unknown_order") == 1
    assert (await order_of(room, number)).state is S.TO_PAY
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    room.clock.on(hours=12)
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).known


async def test_a_refund_is_followed_until_the_money_is_back(room: Any) -> None:
    await bought(room)
    paid(room)
    await round_(room)
    room.market.refund_list = (RefundReport("r1", "waitselleragree", RefundState.ASKED, Fen(4200), Fen(0)),)
    room.market.moves(ORDER_ID, state=S.CANCELLED, word="cancel", refund=RefundState.ASKED)
    await round_(room)
    room.market.refund_moves("r1", word="refundsuccess", state=RefundState.DONE, paid=Fen(4200))
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(4200))
    for _ in range(3):
        room.clock.on(hours=13)
        await room.desk.watch.look_due()
    assert await room.kinds() == ["placed", "paid", "cancelled", "refund_asked", "refund_done"]


async def test_news_of_an_order_does_not_wait_for_what_1688_does_not_grant(room: Any) -> None:
    number = await bought(room)
    for call in ("parcels", "refunds"):
        room.market.down[call] = NotAllowed(call, "the app may not ask for this")
    paid(room)
    await round_(room)
    room.market.moves(ORDER_ID, state=S.SHIPPED, word="waitbuyerreceive")
    await round_(room)
    assert (await order_of(room, number)).state is S.SHIPPED
    room.market.moves(ORDER_ID, state=S.CANCELLED, word="cancel", refund=RefundState.DONE, refunded=Fen(4200))
    await round_(room)
    assert await room.kinds() == ["placed", "paid", "shipped", "cancelled"]


async def test_a_round_without_news_writes_nothing(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await bought(room)
    await room.desk.order_list.round()

    def nothing_to_write() -> None:
        raise AssertionError("a round without news opened a transaction that writes")

    monkeypatch.setattr(room.ledger, "change", nothing_to_write)
    await room.desk.order_list.round()
    assert room.market.calls.count("orders_changed") == 2


async def test_what_the_list_missed_is_found_by_the_daily_round(room: Any) -> None:
    number = await bought(room)
    room.market.orders[ORDER_ID] = replace(room.market.orders[ORDER_ID], state=S.PAID, word="waitsellersend")
    await room.desk.rounds.daily.run()
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).state is S.PAID


async def test_an_order_about_to_lapse_is_warned_of_once(room: Any) -> None:
    await bought(room)
    room.clock.on(hours=21, minutes=59)
    await room.desk.reminders.round()
    assert await room.kinds() == ["placed"]
    room.clock.on(minutes=2)
    for _ in range(3):
        await room.desk.reminders.round()
    assert await room.kinds() == ["placed", "pay_soon"]


def said_no(code: str) -> Rejected:
    """1688's own whole answer to a cancellation."""
    no = Rejected("cancel", "no", code)
    no.answer = {"success": False, "errorCode": code}
    return no


async def test_an_unpaid_order_is_cancelled_and_read_back(room: Any) -> None:
    number = await bought(room)
    await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert (await order_of(room, number)).state is S.CANCELLED
    with pytest.raises(Refusal, match="nothing-to-cancel"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert room.market.calls.count("cancel") == 1


@pytest.mark.parametrize(
    ("code", "key"), [("CLOSE_ORDER_TOO_FAST", "cancel-too-early"), ("anything", "errand-refused")]
)
async def test_a_cancellation_that_1688_refuses_says_why_and_changes_nothing(room: Any, code: str, key: str) -> None:
    number = await bought(room)
    room.market.down = {"cancel": said_no(code)}
    with pytest.raises(Refusal, match=key):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert (await order_of(room, number)).state is S.TO_PAY


async def test_a_refused_cancellation_of_what_is_closed_already_is_fine(room: Any) -> None:
    number = await bought(room)
    room.market.moves(ORDER_ID, state=S.CANCELLED, word="cancel")
    room.market.down = {"cancel": said_no("X")}
    await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert (await order_of(room, number)).state is S.CANCELLED


async def test_a_paid_order_is_not_cancelled(room: Any) -> None:
    await bought(room)
    paid(room)
    await round_(room)
    with pytest.raises(Refusal, match="cancel-shipped"):
        await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    assert "cancel" not in room.market.calls


async def test_orders_are_found_by_either_number(room: Any) -> None:
    number = await bought(room)
    for typed in (str(number), f"#{number}", f" №{number} ", ORDER_ID):
        assert (await room.desk.orders.find(ANNA, typed)).request.id == number
    for typed, key in (("99", "unknown-request"), ("3301686771403783999", "unknown-order"), ("１", "unknown-request")):
        with pytest.raises(Refusal, match=key):
            await room.desk.orders.find(ANNA, typed)


async def test_a_row_is_changed_only_from_the_state_in_which_it_was_read(room: Any) -> None:
    number = await bought(room)
    before = await order_of(room, number)
    attempt, request = await room.attempt(number), (await room.purchase(number)).request
    async with room.ledger.change() as uow:
        await uow.orders.update(before, word="a")
        await uow.requests.move(request, RequestState.CLOSED)
    async with room.ledger.change() as uow:
        with pytest.raises(Conflict):
            await uow.orders.update(before, word="b")
        with pytest.raises(Conflict):
            await uow.requests.move(request, RequestState.CANCELLED)
        with pytest.raises(Conflict):
            await uow.attempts.postpone(replace(attempt, state=AttemptState.READY), None, "")
    assert (await order_of(room, number)).word == "a"


async def test_tokens_of_the_present_settings_win_over_stored_ones_of_older_settings(room: Any) -> None:
    def token_store(access: str, refresh: str = "r") -> SealedTokenStore:
        return SealedTokenStore(room.ledger, source_of("key", access, refresh), Seal("s"))

    await token_store("one").adopt("one", "r")
    renewed = Tokens("renewed", None, "r", None, None)
    await token_store("one").save(renewed)
    await token_store("one").adopt("one", "r")
    one = await token_store("one").load()
    assert (one and one.access_token) == "renewed"
    assert await token_store("two").load() is None
    await token_store("two").adopt("two", "r")
    two = await token_store("two").load()
    assert (two and (two.access_token, two.first_seen_at)) == ("two", TUESDAY)
    await token_store("", "").adopt("", "")
    assert await token_store("", "").load() is None


async def test_admins_hear_two_weeks_before_the_login_ends_once(two: Any) -> None:
    await two.desk.tokens.save(Tokens("a", None, "r", TUESDAY + timedelta(days=20), None))
    await two.desk.troubles.round()
    assert await two.kinds() == []
    two.clock.on(days=6, minutes=1)
    for _ in range(3):
        await two.desk.troubles.round()
    assert await two.kinds() == ["login_ending", "login_ending"]


async def test_an_order_that_1688_lost_for_a_moment_loses_nothing(room: Any) -> None:
    number = await bought(room)
    room.market.down = {"look": NotFound("look", "gone")}
    async with room.ledger.change() as uow:
        await uow.orders.hasten([ORDER_ID])
    room.clock.on(minutes=11)
    await room.desk.watch.look_due()
    assert (await order_of(room, number)).total == 4200
    assert "unknown_order" not in await room.kinds()


@pytest.mark.parametrize("told", [None, Fen(4200)])
async def test_an_order_that_is_dearer_at_the_first_look_than_agreed_is_told_once(room: Any, told: Any) -> None:
    await room.sent(Placed((PlacedOrder(ORDER_ID, told),), (), "{}"))
    room.market.moves(ORDER_ID, total=Fen(9900))
    for _ in range(2):
        await room.desk.watch.look(ORDER_ID)
    fields = [facts["fields"]["total"] for kind, _, facts in await room.owed() if kind == "price_changed"]
    assert fields == [[4200, 9900]]


async def test_pages_that_1688_makes_smaller_than_asked_for_are_read_to_the_last(room: Any) -> None:
    await room.sent()
    await room.desk.watch.look_due()
    room.clock.on(minutes=1)
    for number in range(45):
        room.market.exists(f"33016867714037{number:05}", "")
    room.market.moves(ORDER_ID, total=Fen(4100))
    every = sorted(room.market.orders.values(), key=lambda order: order.order_id == ORDER_ID)
    pages: list[int] = []

    async def twenty(_: Any, page: int, __: int) -> OrderPage:
        pages.append(page)
        return OrderPage(tuple(every[20 * (page - 1) : 20 * page]), len(every))

    room.market.orders_changed = twenty
    await room.desk.order_list.round()
    await room.desk.watch.look_due()
    assert pages == [1, 2, 3]
    assert "price_changed" in await room.kinds()


async def test_until_when_it_can_be_paid_stays_as_it_was_told_beside_the_links(room: Any) -> None:
    await room.sent()
    first, stock = room.clock.now() + timedelta(days=5), room.clock.now() + timedelta(days=1)
    room.market.moves(ORDER_ID, pay_by=first)
    await room.desk.watch.look_due()
    room.market.moves(ORDER_ID, pay_by=stock)
    await room.desk.watch.look(ORDER_ID)
    [order] = (await room.purchase(1)).orders
    assert order.pay_by == first
