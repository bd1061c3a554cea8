"""Placing several at once: who hangs holds up nobody, there are never too many, and every guard holds as for one."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.desk.placing.submit import MAX_PARALLEL
from bot.market.errors import NotFound
from bot.market.port import Outcome, Unclear
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed

A, R = AttemptState, RequestState
PLACED, READY, DOUBT = (R.APPROVED, A.PLACED), (R.APPROVED, A.READY), (R.APPROVED, A.IN_DOUBT)


class Gate:
    """A create call that hangs until its answer is given; `most` is how many ever hung together."""

    def __init__(self, market: Any) -> None:
        self.hanging: dict[str, asyncio.Future[Outcome]] = {}
        self.sent: list[str] = []
        self.most = 0
        self._changed = asyncio.Event()
        self.hangs: Callable[[str], bool] = lambda _: True
        market.place = self._place

    async def _place(self, body: str) -> Outcome:
        number = len(self.sent)
        self.sent.append(body)
        self._changed.set()
        if not self.hangs(body):
            return placed(str(int(ORDER_ID) + number))
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.hanging[body] = answer
        self.most = max(self.most, len(self.hanging))
        try:
            return await answer
        finally:
            del self.hanging[body]

    async def reached(self, count: int) -> None:
        """So many calls were made."""
        while len(self.sent) < count:
            self._changed.clear()
            await self._changed.wait()

    @property
    def only(self) -> str:
        """The one body that hangs."""
        (body,) = self.hanging
        return body

    def answer(self, body: str, outcome: Outcome | None = None) -> None:
        self.hanging[body].set_result(outcome or placed(str(int(ORDER_ID) + self.sent.index(body))))


async def _ready(room: Any, count: int) -> list[int]:
    return [await room.confirmed() for _ in range(count)]


async def _states(room: Any, numbers: list[int]) -> list[Any]:
    return [await room.states(number) for number in numbers]


async def test_a_create_call_that_hangs_holds_up_no_other_purchase(room: Any) -> None:
    gate = Gate(room.market)
    [first, second] = await _ready(room, 2)
    hung = (await room.attempt(first)).out_order_id
    gate.hangs = lambda body: hung in body
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(2)
    later = await room.confirmed()
    await gate.reached(3)
    await _until_placed(room, [second, later])
    assert not worker.done()
    assert await room.states(first) == (R.APPROVED, A.SUBMITTING)
    gate.answer(gate.only)
    await worker
    assert await room.states(first) == PLACED


async def _until_placed(room: Any, numbers: list[int]) -> None:
    while await _states(room, numbers) != [PLACED] * len(numbers):  # noqa: ASYNC110 - only the database tells
        await asyncio.sleep(0)


async def test_what_only_time_makes_due_is_placed_while_another_call_hangs(room: Any) -> None:
    gate = Gate(room.market)
    [first, later] = await _ready(room, 2)
    async with room.ledger.change() as uow:
        attempt = await uow.attempts.get((await room.attempt(later)).id)
        await uow.attempts.postpone(attempt, room.clock.now().replace(hour=5), "not yet")
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(1)
    room.clock.on(hours=1)
    await gate.reached(2)
    for body in list(gate.hanging):
        gate.answer(body)
    await worker
    assert await _states(room, [first, later]) == [PLACED] * 2


async def test_there_are_never_more_on_the_wire_than_there_are_hands(room: Any) -> None:
    gate = Gate(room.market)
    numbers = await _ready(room, MAX_PARALLEL + 3)
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    for count in range(MAX_PARALLEL, len(numbers) + 1):
        await gate.reached(count)
        gate.answer(next(iter(gate.hanging)))
    while not worker.done():
        for body, answer in list(gate.hanging.items()):
            if not answer.done():
                gate.answer(body)
        await asyncio.sleep(0)
    await worker
    assert gate.most == MAX_PARALLEL
    assert len(set(gate.sent)) == len(gate.sent) == len(numbers)
    assert await _states(room, numbers) == [PLACED] * len(numbers)


async def test_the_oldest_come_first(room: Any) -> None:
    gate = Gate(room.market)
    numbers = await _ready(room, MAX_PARALLEL + 1)
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(MAX_PARALLEL)
    assert await room.states(numbers[-1]) == READY
    gate.hangs = lambda _: False
    for body in list(gate.hanging):
        gate.answer(body)
    await worker


async def test_a_brake_that_falls_stops_what_was_not_claimed_yet(room: Any) -> None:
    gate = Gate(room.market)
    numbers = await _ready(room, 3 * MAX_PARALLEL)
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(MAX_PARALLEL)
    for body in list(gate.hanging):
        gate.answer(body, Unclear("cut off"))
    await worker
    assert "three orders in doubt" in await room.paused()
    assert len(gate.sent) == MAX_PARALLEL
    assert await _states(room, numbers) == [DOUBT] * MAX_PARALLEL + [READY] * 2 * MAX_PARALLEL


@pytest.mark.parametrize("doubts", [0, 1, 2])
async def test_each_late_doubt_takes_a_hand_away(room: Any, doubts: int) -> None:
    for _ in range(doubts):
        await room.sent(Unclear("cut off"))
    gate = Gate(room.market)
    numbers = await _ready(room, 2 * MAX_PARALLEL)
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(MAX_PARALLEL - doubts)
    for body in list(gate.hanging):
        gate.answer(body, Unclear("cut off"))
    await worker
    assert len(gate.sent) == MAX_PARALLEL - doubts
    assert (await _states(room, numbers)).count(DOUBT) == MAX_PARALLEL - doubts


async def test_one_after_the_other_once_people_buy_again_after_the_brake(room: Any) -> None:
    for _ in range(3):
        await room.sent(Unclear("cut off"))
    await room.desk.switch.resume(Act(ANNA))
    gate = Gate(room.market)
    await _ready(room, 3)
    room.market.calls.clear()
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    for count in (1, 2, 3):
        await gate.reached(count)
        assert room.market.calls.count("prepare") == count
        gate.answer(gate.only)
    await worker


async def test_a_pause_while_calls_are_out_stops_what_was_not_claimed_yet(room: Any) -> None:
    gate = Gate(room.market)
    numbers = await _ready(room, MAX_PARALLEL + 2)
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(MAX_PARALLEL)
    await room.desk.switch.pause(Act(ANNA), "stock-taking")
    for body in list(gate.hanging):
        gate.answer(body)
    await worker
    assert await _states(room, numbers) == [PLACED] * MAX_PARALLEL + [READY] * 2


async def test_a_close_stops_what_has_asked_its_price_and_is_not_claimed(room: Any) -> None:
    [number] = await _ready(room, 1)
    real = room.market.preview

    async def closing(line: Any, address_id: str) -> Any:
        assert room.desk.submit_worker.close() is False
        return await real(line, address_id)

    room.market.preview = closing
    room.clock.on(minutes=1)
    await room.desk.submit_worker.submit_due()
    assert (room.market.sent, await room.states(number)) == ([], READY)


async def test_a_close_waits_for_a_claim_that_is_being_written(room: Any) -> None:
    [number] = await _ready(room, 1)
    busy: list[bool] = []
    real = room.market.body

    def closing(placing: Any) -> str:
        busy.append(room.desk.submit_worker.close())
        return str(real(placing))

    room.market.body = closing
    await room.desk.submit_worker.submit_due()
    assert busy == [True]
    assert await room.states(number) == PLACED
    assert room.desk.submit_worker.close() is False


async def test_an_answer_that_cannot_be_recorded_lets_nothing_more_be_claimed(room: Any) -> None:
    gate = Gate(room.market)
    numbers = await _ready(room, MAX_PARALLEL + 2)
    wire, failing = room.desk.create_call, (await room.attempt(1)).out_order_id
    really = wire._follow

    async def full(uow: Any, attempt: Any, outcome: Any) -> None:
        if attempt.out_order_id == failing:
            raise OSError("disk full")
        await really(uow, attempt, outcome)

    wire._follow = full
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(MAX_PARALLEL)
    for body in list(gate.hanging):
        gate.answer(body)
    with pytest.raises(OSError, match="disk full"):
        await worker
    assert len(gate.sent) == MAX_PARALLEL
    ends = [(R.APPROVED, A.SUBMITTING), *[PLACED] * (MAX_PARALLEL - 1), *[READY] * 2]
    assert await _states(room, numbers) == ends


async def test_cancellation_records_every_call_that_is_out(room: Any) -> None:
    gate = Gate(room.market)
    numbers = await _ready(room, MAX_PARALLEL + 1)
    worker = asyncio.create_task(room.desk.submit_worker.submit_due())
    await gate.reached(MAX_PARALLEL)
    worker.cancel()
    await asyncio.sleep(0)
    assert not worker.done()
    for body in list(gate.hanging):
        gate.answer(body)
    with pytest.raises(asyncio.CancelledError):
        await worker
    assert await _states(room, numbers) == [PLACED] * MAX_PARALLEL + [READY]


async def test_a_broken_call_leaves_the_others_their_turn_and_goes_up_at_the_end(room: Any) -> None:
    room.market.outcomes = [placed(), RuntimeError("broken"), placed(str(int(ORDER_ID) + 1))]
    numbers = await _ready(room, 3)
    with pytest.raises(RuntimeError, match="broken"):
        await room.desk.submit_worker.submit_due()
    assert sorted(await _states(room, numbers)) == sorted([PLACED, PLACED, DOUBT])


async def test_two_rounds_of_one_process_never_take_the_same_attempt(room: Any) -> None:
    seen: list[str] = []
    real = room.market.preview

    async def preview(lines: Any, address_id: str) -> Any:
        seen.append("asked")
        return await real(lines, address_id)

    await _ready(room, 1)
    room.market.preview = preview
    room.clock.on(minutes=1)
    await asyncio.gather(room.desk.submit_worker.submit_due(), room.desk.submit_worker.submit_due())
    assert (len(seen), len(room.market.sent)) == (1, 1)


async def test_a_market_error_of_one_does_not_hold_up_the_others(room: Any) -> None:
    first = await room.confirmed()
    second = await room.confirmed(3)
    real, seen = type(room.market).preview, []

    async def preview(lines: Any, address_id: str) -> Any:
        seen.append(lines[0].quantity)
        if lines[0].quantity == 2:
            raise NotFound("preview", "gone")
        return await real(room.market, lines, address_id)

    room.market.preview = preview
    room.clock.on(minutes=1)
    await room.desk.submit_worker.submit_due()
    assert sorted(seen) == [2, 3]
    assert await room.states(first) == (R.DRAFT, A.WITHDRAWN)
    assert await room.states(second) == (R.APPROVED, A.PLACED)
