"""A refund whose answer is lost is never sent again: 1688's refunds tell what became of it, or a person does."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.requests import present
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood, NotAllowed, NotInADryRun, Rejected, Unreachable
from bot.purchasing.asking_back import RefundStep
from bot.purchasing.claims import Pieces
from bot.purchasing.errands import ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, RefundState
from bot.purchasing.person import Act, Place
from tests.desk.conftest import ANNA, BORIS, Room
from tests.desk.money.test_refunds import (
    AGREED,
    CUP,
    MUG,
    ask_of,
    asks,
    begins,
    counted,
    newest,
    ordered,
    picks,
    ready,
    refuses,
    shipped,
    states,
)
from tests.fakes.market import ORDER_ID

__all__ = ["counted", "shipped"]
LOST = Unreachable("ask_refund", "ReadTimeout")
SUB_ACCOUNT = NotAllowed("all_refunds", "main account only")


def said_no(code: str, words: str = "no") -> Rejected:
    """1688's own whole answer."""
    no = Rejected("ask_refund", words, code)
    no.answer = {"result": {"success": False, "code": code}}
    return no


async def lost(room: Any, error: Exception = LOST) -> None:
    """What is asked for is not heard of again, whether or not it came there."""
    view = await ready(room)
    room.market.down = {"ask_refund": error}
    with pytest.raises(Refusal, match="errand-unclear"):
        await asks(room, view)
    room.market.down = {}


async def lost_after(room: Any) -> None:
    """1688 took it, and its answer is lost."""
    view = await ready(room)
    room.market.loses_answers = True
    with pytest.raises(Refusal, match="errand-unclear"):
        await asks(room, view)
    room.market.loses_answers = False


async def looks(room: Any, times: int = 3) -> None:
    for _ in range(times):
        room.clock.on(minutes=3)
        await room.desk.watch.look(ORDER_ID)


def sent(room: Any) -> int:
    return int(room.market.calls.count("ask_refund"))


@pytest.mark.threat("T63")
async def test_a_lost_answer_is_found_by_the_next_look_and_told(counted: Any) -> None:
    await lost_after(counted)
    assert await states(counted) == ["unclear"]
    await counted.desk.watch.look_due()
    errand = await newest(counted)
    assert (errand.state, errand.refund_id, sent(counted)) == (ErrandState.DONE, "TQ1", 1)
    async with counted.ledger.read() as uow:
        kinds = [each.kind for each in await uow.journal.of_request(1) if each.kind.startswith("errand_")]
    assert kinds == ["errand_refund_asked", "errand_refund_unclear", "errand_refund_done"]


@pytest.mark.parametrize(
    "error", [LOST, Misunderstood("ask_refund", "what"), Rejected("ask_refund", "Bad Gateway", "400")]
)
async def test_what_is_unclear_is_never_sent_again_and_a_person_says_that_it_is_not_there(
    counted: Any, error: Exception
) -> None:
    await lost(counted, error)
    number = (await newest(counted)).id
    not_there = counted.desk.refunds.not_there
    await refuses(counted, "errand-not-looked", not_there(Act(ANNA), ORDER_ID, number))
    await counted.desk.watch.look(ORDER_ID)  # it may be on its way still
    await refuses(counted, "errand-not-looked", not_there(Act(ANNA), ORDER_ID, number))
    counted.market.down = {"refunds": NotAllowed("refunds", "no")}
    await looks(counted)  # nothing answers
    await refuses(counted, "errand-not-looked", not_there(Act(ANNA), ORDER_ID, number))
    counted.market.down = {}
    await looks(counted)
    errand = await newest(counted)
    assert (errand.state, errand.seen_whole, sent(counted)) == (ErrandState.UNCLEAR, True, 1)
    await refuses(counted, "errand-unclear", begins(counted))
    await refuses(counted, "stranger", not_there(Act(BORIS), ORDER_ID, number))
    await refuses(counted, "refund-moved", not_there(Act(ANNA), ORDER_ID, number + 1))
    await not_there(Act(ANNA), ORDER_ID, number)
    async with counted.ledger.read() as uow:
        last = (await uow.journal.of_request(1))[-1]
    assert (last.kind, last.actor_id) == ("errand_refund_dropped", ANNA.id)
    view = await counted.desk.refunds.show(ANNA, ORDER_ID)  # and can be asked for again
    await asks(counted, view)
    assert (await states(counted), sent(counted)) == (["done"], 2)


async def test_a_sub_account_s_look_shows_no_refund_that_ended(counted: Any) -> None:
    counted.market.down = {"all_refunds": SUB_ACCOUNT}
    view = await ready(counted)
    counted.market.down |= {"ask_refund": LOST}
    with pytest.raises(Refusal, match="errand-unclear"):
        await asks(counted, view)
    await looks(counted, 1)
    errand = await newest(counted)
    assert (errand.state, errand.looked_at is not None, errand.seen_whole) == (ErrandState.UNCLEAR, True, False)
    counted.market.down = {}
    await looks(counted, 1)
    assert (await newest(counted)).seen_whole


@pytest.mark.parametrize(
    "other",
    [
        {"entries": (MUG,)},
        {"amount": Fen(1299)},
        {"back": True},
        {"reason_id": 7},
        {"asked_at": None},
    ],
)
async def test_what_carries_the_characters_of_the_claim_is_ours_whatever_it_is_now(
    counted: Any, other: dict[str, Any]
) -> None:
    await lost_after(counted)
    counted.market.refund_moves("TQ1", **other)
    await looks(counted)
    assert await states(counted) == ["done"]


@pytest.mark.parametrize("hours", [-3 / 3600, 3 / 3600, 300 / 3600])
async def test_a_refund_without_them_is_ours_by_its_lines_though_clocks_differ(counted: Any, hours: float) -> None:
    await lost_after(counted)
    counted.market.steps_of = {}
    counted.market.refund_moves("TQ1", asked_at=counted.clock.now() - timedelta(hours=hours), amount=Fen(900))
    await looks(counted)
    assert await states(counted) == ["done"]


@pytest.mark.parametrize(
    "other",
    [
        {"words": "", "entries": (MUG,)},
        {"words": "", "asked_at": "before"},
        {"words": "采购单 #1·0000：少货3件"},
        {"words": "采购单 #2：少货3件"},
        {"words": "采购单 #1/2：少货3件"},
    ],
)
async def test_a_refund_of_others_is_not_taken_for_ours(counted: Any, other: dict[str, Any]) -> None:
    await lost_after(counted)
    words = other.pop("words", None)
    if words is not None:
        counted.market.steps_of["TQ1"] = (RefundStep(counted.clock.now(), words),)
    if other.get("asked_at") == "before":
        other["asked_at"] = counted.clock.now() - timedelta(minutes=11)
    counted.market.refund_moves("TQ1", **other)
    await looks(counted)
    assert await states(counted) == ["unclear"]


async def test_a_refund_from_before_the_claim_is_not_ours_and_of_two_alike_the_one_with_our_number_is(
    counted: Any,
) -> None:
    await asks(counted, await ready(counted))
    counted.market.refund_moves("TQ1", state=RefundState.CLOSED, word="refundclose")
    await counted.desk.watch.look(ORDER_ID)
    await lost(counted)  # of the same lines, sum and reason
    token = present((await newest(counted)).ask, "ask", 1).token
    counted.market.refund_moves("TQ1", asked_at=counted.clock.now())
    await looks(counted)
    assert await states(counted) == ["done", "unclear"]
    one = replace(counted.market.refund_list[0], refund_id="TQ8", state=RefundState.ASKED, word="waitselleragree")
    counted.market.refund_list = (*counted.market.refund_list, one, replace(one, refund_id="TQ9"))
    words = f"退款说明：采购单 #1·{token}：少货3件"
    counted.market.steps_of |= {"TQ9": (RefundStep(counted.clock.now(), words),)}
    counted.market.down = {"refund_steps": NotAllowed("refund_steps", "no")}
    await looks(counted)
    assert await states(counted) == ["done", "unclear"]  # two can be
    counted.market.down = {}
    await looks(counted)
    assert (await newest(counted)).refund_id == "TQ9"


async def test_what_never_left_can_be_pressed_again_at_once(counted: Any) -> None:
    view = await ready(counted)
    counted.market.down = {"ask_refund": Unreachable("ask_refund", "ConnectError", sent=False)}
    with pytest.raises(Refusal, match="errand-unsent"):
        await asks(counted, view)
    counted.market.down = {}
    again = await counted.desk.refunds.show(ANNA, ORDER_ID)
    assert (await states(counted), ask_of(again).goods) == ([], ask_of(view).goods)
    await asks(counted, again)
    assert (await states(counted), len(counted.market.asked)) == (["done"], 1)


@pytest.mark.parametrize("code", ["5001", "5002", "5003", "5004", "5005", "5006", "5011", "5012", "5013", "5100"])
async def test_what_1688_refuses_is_told_with_its_words_and_the_draft_is_there_again(counted: Any, code: str) -> None:
    view = await ready(counted)
    counted.market.down = {"ask_refund": said_no(code, "金额不对")}
    with pytest.raises(Refusal, match="refund-refused") as refused:
        await asks(counted, view)
    assert (refused.value.facts["said"], refused.value.facts["reason"]) == (code, "金额不对")
    counted.market.down = {}
    view = await picks(counted, goods=Fen(1000), reason_id=AGREED)
    await asks(counted, view)
    assert await states(counted) == ["refused", "done"]


async def test_in_a_dry_run_nothing_is_asked(counted: Any) -> None:
    view = await ready(counted)
    counted.market.down = {"ask_refund": NotInADryRun("ask_refund", "dry")}
    with pytest.raises(NotInADryRun):
        await asks(counted, view)
    assert await states(counted) == ["refused"]


async def refused_as_repeated(room: Any, *, there: bool, down: dict[str, Exception]) -> Any:
    """1688 says that it does not take it as it is now, or took it before."""
    view = await ready(room)
    took = room.market.ask_refund

    async def ask_refund(order_id: str, ask: Any) -> None:
        if there:
            await took(order_id, ask)
        room.market.down = down
        raise said_no("5010")

    room.market.ask_refund = ask_refund
    try:
        return await asks(room, view)
    finally:
        del room.market.ask_refund
        room.market.down = {}


async def test_of_a_refusal_that_can_be_a_repeated_request_the_refunds_tell(counted: Any) -> None:
    await refused_as_repeated(counted, there=True, down={})
    assert ((await newest(counted)).refund_id, await states(counted)) == ("TQ1", ["done"])


@pytest.mark.parametrize("down", [{}, {"all_refunds": SUB_ACCOUNT}])
async def test_if_ours_is_not_there_it_was_refused(counted: Any, down: dict[str, Exception]) -> None:
    with pytest.raises(Refusal, match="refund-refused"):
        await refused_as_repeated(counted, there=False, down=down)
    assert await states(counted) == ["refused"]


@pytest.mark.parametrize(
    ("state", "down"),
    [
        (OrderState.SHIPPED, {"refunds": Unreachable("refunds", "ConnectError", sent=False)}),
        (OrderState.SHIPPED, {"refunds": NotAllowed("refunds", "no")}),
        (OrderState.FINISHED, {"all_refunds": SUB_ACCOUNT}),
    ],
)
async def test_if_nobody_can_tell_it_is_unclear(room: Any, state: OrderState, down: dict[str, Exception]) -> None:
    await ordered(room, state)
    with pytest.raises(Refusal, match="errand-unclear"):
        await refused_as_repeated(room, there=False, down=down)
    assert await states(room) == ["unclear"]


async def test_it_stands_in_the_database_before_it_is_sent(counted: Any) -> None:
    seen: list[list[str]] = []
    took = counted.market.ask_refund

    async def ask_refund(order_id: str, ask: Any) -> Any:
        seen.append(await states(counted))
        return await took(order_id, ask)

    counted.market.ask_refund = ask_refund
    await asks(counted, await ready(counted))
    assert seen == [["asked"]]


@pytest.mark.parametrize("there", [False, True])
async def test_a_process_that_ends_between_claim_and_answer_leaves_it_unclear(counted: Any, there: bool) -> None:
    stuck, took = asyncio.Event(), counted.market.ask_refund

    async def ask_refund(order_id: str, ask: Any) -> None:
        if there:
            await took(order_id, ask)
        stuck.set()
        await asyncio.Event().wait()

    counted.market.ask_refund = ask_refund
    sending = asyncio.ensure_future(asks(counted, await ready(counted)))
    await stuck.wait()
    sending.cancel()
    await asyncio.wait({sending})
    del counted.market.ask_refund
    assert await states(counted) == ["asked"]
    again = counted.another_desk("second")
    await refuses(counted, "errand-sending", again.refunds.begin(Act(ANNA), ORDER_ID))
    if not there:
        await again.watch.look(ORDER_ID)
        assert await states(counted) == ["asked"]  # its process may send it still
    counted.clock.on(hours=1)
    await again.watch.look_due()
    assert await states(counted) == (["done"] if there else ["unclear"])
    assert len(counted.market.asked) == int(there)


@pytest.mark.parametrize(
    ("pieces", "why"), [(None, "refund-claimed"), ({MUG: Pieces(missing=10)}, "refund-claimed"),
                        ({CUP: Pieces(missing=2)}, "errand-holds")],
)  # fmt: skip
async def test_what_somebody_else_asked_while_1688_was_read_is_not_asked_again(
    two: Any, pieces: dict[str, Pieces] | None, why: str
) -> None:
    """The refunds were read before, and the other one is not live any more."""
    await two.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    await ordered(two)
    theirs = await ready(two, BORIS, pieces=pieces and {MUG: Pieces(missing=10)})
    ours = await ready(two, pieces=pieces)
    read = two.market.refund_limits

    async def refund_limits(*args: Any) -> Any:
        two.market.refund_limits = read
        await asks(two, theirs, BORIS)
        return await read(*args)

    two.market.refund_limits = refund_limits
    with pytest.raises(Refusal, match=why):
        await asks(two, ours)
    assert len(two.market.asked) == 1


async def test_of_two_at_one_instant_one_asks(counted: Any) -> None:
    view = await ready(counted)
    ends = await asyncio.gather(*(asks(counted, view) for _ in range(4)), return_exceptions=True)
    refused = [each.key for each in ends if isinstance(each, Refusal)]
    assert (len(ends) - len(refused), len(counted.market.asked)) == (1, 1)


async def test_of_two_processes_one_sends_it(rooms: tuple[Room, Room]) -> None:
    one, other = rooms
    room: Any = await ordered(await one.started())
    view = await ready(room)
    ends = await asyncio.gather(*(asks(each, view) for each in (one, other, one, other)), return_exceptions=True)
    assert [each for each in ends if isinstance(each, BaseException) and not isinstance(each, Refusal)] == []
    assert len(one.market.asked) == 1
    assert await states(other) == ["done"]
