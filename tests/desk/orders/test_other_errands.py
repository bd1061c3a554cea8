"""A refund is taken back, goods go back for it, and an order is cancelled: claimed, sent once, settled by a look."""

import asyncio
from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.quarantine import MOVED
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood, NotAllowed, Rejected, Unreachable
from bot.purchasing.errands import ErrandState
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, BORIS
from tests.desk.money.test_refunds import asks, counted, ordered, ready, shipped, states, stored
from tests.fakes.market import ORDER_ID, placed

__all__ = ["counted", "shipped"]
CALLS = {"withdraw": "withdraw_refund", "send_back": "send_back", "cancel": "cancel"}
LOST = [Unreachable("x", "ReadTimeout"), Misunderstood("x", "what"), Rejected("x", "Bad Gateway", "400")]


async def at(room: Any, doing: str) -> Any:
    """The same room, in which this can be done."""
    if doing == "cancel":
        await room.sent(placed())
        await room.desk.watch.look_due()
        return room
    await ordered(room)
    seen = (await room.desk.counting.show(ANNA, ORDER_ID)).seen
    await room.desk.counting.all_there(Act(ANNA), ORDER_ID, "k", seen=seen)
    await asks(room, await ready(room, back=True))
    word = "waitbuyersend" if doing == "send_back" else "waitselleragree"
    room.market.refund_moves("TQ1", word=word)
    await room.desk.watch.look(ORDER_ID)
    return room


def doing_it(room: Any, doing: str, by: Any = ANNA) -> Any:
    match doing:
        case "cancel":
            return room.desk.orders.cancel(Act(by), ORDER_ID)
        case "withdraw":
            return room.desk.refunds.withdraw(Act(by), ORDER_ID, "TQ1")
        case _:
            return room.desk.refunds.send_back(Act(by), ORDER_ID, "TQ1", "ZTO", " zt 765 ")


def said_no(code: str = "400", words: str = "不行") -> Rejected:
    no = Rejected("x", words, code)
    no.answer = {"success": False}
    return no


def sent(room: Any, doing: str) -> int:
    return int(room.market.calls.count(CALLS[doing]))


async def last(room: Any) -> str:
    return (await states(room))[-1]


async def kinds(room: Any, doing: str) -> list[str]:
    kind = {"send_back": "return"}.get(doing, doing)
    async with room.ledger.read() as uow:
        every = await uow.journal.of_request(1)
    return [each.kind.removeprefix(f"errand_{kind}_") for each in every if each.kind.startswith(f"errand_{kind}_")]


@pytest.mark.parametrize("doing", CALLS)
async def test_it_is_done_once_and_stands_in_the_history(room: Any, doing: str) -> None:
    await at(room, doing)
    await doing_it(room, doing)
    assert (sent(room, doing), await last(room), await kinds(room, doing)) == (1, "done", ["asked", "done"])
    room.clock.on(minutes=3)
    await room.desk.watch.look(ORDER_ID)
    order: Order = await stored(room)
    match doing:
        case "cancel":
            assert order.state is OrderState.CANCELLED
        case "withdraw":
            assert order.refunds[0].state is RefundState.CLOSED
        case _:
            assert (order.errands[-1].carrier, order.errands[-1].waybill) == ("ZTO", "ZT765")
            assert (order.refunds[0].word, order.refunds[0].bill_no) == ("waitsellerreceive", "ZT765")
    with pytest.raises(Refusal, match=r"nothing-to-cancel|refund-not-there"):
        await doing_it(room, doing)
    assert sent(room, doing) == 1


@pytest.mark.parametrize("doing", ["withdraw", "send_back"])
async def test_what_1688_took_and_does_not_show_yet_is_not_sent_again(room: Any, doing: str) -> None:
    await at(room, doing)
    before = room.market.refund_list
    await doing_it(room, doing)
    room.market.refund_list = before
    with pytest.raises(Refusal, match="refund-not-there"):
        await doing_it(room, doing)
    assert sent(room, doing) == 1


@pytest.mark.parametrize("doing", CALLS)
@pytest.mark.parametrize("lost", LOST)
async def test_what_is_unclear_is_not_sent_again_and_the_look_tells(room: Any, doing: str, lost: Exception) -> None:
    await at(room, doing)
    room.market.down = {CALLS[doing]: lost}
    with pytest.raises(Refusal, match="unclear"):
        await doing_it(room, doing)
    room.market.down = {}
    assert await last(room) == "unclear"
    with pytest.raises(Refusal, match="errand-unclear"):
        await doing_it(room, doing)
    room.clock.on(minutes=3)
    await room.desk.watch.look_due()
    errand = (await stored(room)).errands[-1]
    assert (errand.state, errand.seen_whole, sent(room, doing)) == (ErrandState.UNCLEAR, True, 1)
    await room.desk.refunds.not_there(Act(ANNA), ORDER_ID, errand.id)
    await doing_it(room, doing)
    assert (await last(room), sent(room, doing)) == ("done", 2)
    assert await kinds(room, doing) == ["asked", "unclear", "dropped", "asked", "done"]


@pytest.mark.parametrize("doing", CALLS)
async def test_what_is_unclear_is_looked_for_by_the_schedule_of_a_doubt(room: Any, doing: str) -> None:
    await at(room, doing)
    room.market.down = {CALLS[doing]: LOST[0]}
    with pytest.raises(Refusal, match="unclear"):
        await doing_it(room, doing)
    looks = []
    for seconds in (0, 3, 4, 6, 20, 30, 90, 150):
        room.clock.on(seconds=seconds)
        before = room.market.calls.count("look")
        await room.desk.watch.look_due()
        looks.append(room.market.calls.count("look") - before)
    assert (looks, (await stored(room)).errands[-1].looked_at is not None) == ([1] * 8, True)


@pytest.mark.parametrize("doing", CALLS)
async def test_a_lost_answer_is_found_by_a_look(room: Any, doing: str) -> None:
    await at(room, doing)
    room.market.loses_answers = True
    with pytest.raises(Refusal, match="unclear"):
        await doing_it(room, doing)
    await room.desk.watch.look_due()
    assert (await last(room), sent(room, doing)) == ("done", 1)


@pytest.mark.parametrize(
    ("doing", "moves"),
    [
        ("withdraw", {"word": "refundsuccess", "state": RefundState.DONE}),
        ("send_back", {"word": "refundclose", "state": RefundState.CLOSED}),
        ("cancel", {"state": OrderState.PAID, "word": "waitsellersend"}),
    ],
)
async def test_what_came_otherwise_was_refused(room: Any, doing: str, moves: dict[str, Any]) -> None:
    await at(room, doing)
    room.market.down = {CALLS[doing]: LOST[0]}
    with pytest.raises(Refusal, match="unclear"):
        await doing_it(room, doing)
    if doing == "cancel":
        room.market.moves(ORDER_ID, **moves)
    else:
        room.market.refund_moves("TQ1", **moves)
    await room.desk.watch.look(ORDER_ID)
    assert await last(room) == "refused"


async def test_a_sub_account_sees_by_the_order_that_a_refund_ended(room: Any) -> None:
    await at(room, "withdraw")
    room.market.loses_answers = True
    with pytest.raises(Refusal, match="errand-unclear"):
        await doing_it(room, "withdraw")
    room.market.down = {"all_refunds": NotAllowed("all_refunds", "no")}
    room.market.refund_list = ()  # those that ended are not among those of an order
    await room.desk.watch.look(ORDER_ID)
    assert await last(room) == "unclear"
    room.market.moves(ORDER_ID, refund=RefundState.CLOSED)
    await room.desk.watch.look(ORDER_ID)
    assert await last(room) == "done"


@pytest.mark.parametrize("doing", CALLS)
async def test_what_1688_refuses_because_it_is_so_already_is_done(room: Any, doing: str) -> None:
    await at(room, doing)
    room.market.refuses_what_is_done = said_no()
    await doing_it(room, doing)
    assert (await last(room), await kinds(room, doing)) == ("done", ["asked", "done"])


@pytest.mark.parametrize("doing", CALLS)
async def test_what_1688_refuses_is_told_in_its_words(room: Any, doing: str) -> None:
    await at(room, doing)
    room.market.down = {CALLS[doing]: said_no()}
    with pytest.raises(Refusal, match="refused") as refused:
        await doing_it(room, doing)
    assert (refused.value.facts["reason"], await last(room)) == ("不行", "refused")
    room.market.down = {}
    await doing_it(room, doing)
    assert await last(room) == "done"


@pytest.mark.parametrize("doing", CALLS)
async def test_what_never_left_can_be_pressed_again(room: Any, doing: str) -> None:
    await at(room, doing)
    before = await states(room)
    room.market.down = {CALLS[doing]: Unreachable("x", "ConnectError", sent=False)}
    with pytest.raises(Refusal, match="errand-unsent"):
        await doing_it(room, doing)
    assert await states(room) == before
    room.market.down = {}
    await doing_it(room, doing)
    assert await last(room) == "done"


@pytest.mark.parametrize("doing", CALLS)
@pytest.mark.parametrize("why", ["pause", "quarantine"])
async def test_while_buying_is_stopped_nothing_is_sent(room: Any, doing: str, why: str) -> None:
    await at(room, doing)
    if why == "pause":
        await room.desk.switch.pause(Act(ANNA), "stocktaking")
    else:
        async with room.ledger.change() as uow:
            await begin_quarantine(uow, MOVED)
    with pytest.raises(Refusal, match="paused"):
        await doing_it(room, doing)
    assert sent(room, doing) == 0


@pytest.mark.parametrize("doing", CALLS)
async def test_a_stranger_does_nothing(room: Any, doing: str) -> None:
    await at(room, doing)
    with pytest.raises(Refusal, match="stranger"):
        await doing_it(room, doing, BORIS)
    assert sent(room, doing) == 0


@pytest.mark.parametrize("doing", CALLS)
async def test_of_four_at_one_instant_one_is_sent(room: Any, doing: str) -> None:
    await at(room, doing)
    ends = await asyncio.gather(*(doing_it(room, doing) for _ in range(4)), return_exceptions=True)
    refused = [each for each in ends if isinstance(each, Refusal)]
    assert (len(ends) - len(refused), sent(room, doing)) == (1, 1)


@pytest.mark.parametrize("doing", CALLS)
async def test_a_process_that_ends_between_claim_and_answer_leaves_it_unclear(room: Any, doing: str) -> None:
    await at(room, doing)
    stuck = asyncio.Event()

    async def never(*_: Any) -> None:
        stuck.set()
        await asyncio.Event().wait()

    setattr(room.market, CALLS[doing], never)
    sending = asyncio.ensure_future(doing_it(room, doing))
    await stuck.wait()
    sending.cancel()
    await asyncio.wait({sending})
    delattr(room.market, CALLS[doing])
    assert await last(room) == "asked"
    room.clock.on(hours=1)
    await room.another_desk("second").watch.look_due()
    assert (await last(room), sent(room, doing)) == ("unclear", 0)


@pytest.mark.parametrize(
    ("doing", "word"), [("send_back", "waitselleragree"), ("send_back", "refundsuccess"), ("withdraw", "refundsuccess")]
)
async def test_a_refund_that_1688_shows_otherwise_by_now_is_left_alone(room: Any, doing: str, word: str) -> None:
    await at(room, doing)
    room.market.refund_moves("TQ1", word=word)
    with pytest.raises(Refusal, match="refund-not-there"):
        await doing_it(room, doing)
    assert sent(room, doing) == 0


async def test_of_no_refund_that_nobody_knows_anything_is_done(room: Any) -> None:
    await at(room, "send_back")
    for doing in (
        room.desk.refunds.withdraw(Act(ANNA), ORDER_ID, "TQ7"),
        room.desk.refunds.send_back(Act(ANNA), ORDER_ID, "TQ7", "ZTO", "ZT1"),
    ):
        with pytest.raises(Refusal, match="refund-not-there"):
            await doing
    for carrier, waybill in (("", "ZT1"), ("ZTO", " ")):
        with pytest.raises(Refusal, match="refund-waybill"):
            await room.desk.refunds.send_back(Act(ANNA), ORDER_ID, "TQ1", carrier, waybill)


async def test_what_only_we_know_of_can_be_taken_back_by_a_sub_account(room: Any) -> None:
    await at(room, "withdraw")
    await room.desk.watch.look(ORDER_ID)
    room.market.down = {"refunds": NotAllowed("refunds", "no")}
    await doing_it(room, "withdraw")
    assert await last(room) == "done"


async def test_who_cancelled_an_order_is_told_by_name(room: Any) -> None:
    await at(room, "cancel")
    await room.desk.orders.cancel(Act(ANNA), ORDER_ID)
    told = {kind: facts for kind, _, facts in await room.owed()}
    assert told["cancelled"]["by"] == "Anna"


async def test_while_one_is_unclear_no_other_is_sent(room: Any) -> None:
    await at(room, "withdraw")
    room.market.down = {"withdraw_refund": LOST[0]}
    with pytest.raises(Refusal, match="errand-unclear"):
        await doing_it(room, "withdraw")
    room.market.down = {}
    for doing in (
        room.desk.refunds.begin(Act(ANNA), ORDER_ID),
        room.desk.refunds.send_back(Act(ANNA), ORDER_ID, "TQ1", "ZTO", "ZT1"),
        room.desk.receipts.show(ANNA, ORDER_ID),
    ):
        with pytest.raises(Refusal, match=r"errand-unclear|errand-holds"):
            await doing
