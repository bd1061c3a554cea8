"""Nothing is bought by a clock that jumped or that a service contradicts; it goes on by itself once that is over."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import OtherClocks
from bot.desk.messages.outbox import Later
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Unreachable
from bot.market.port import Unclear
from bot.purchasing.lifecycle import AttemptState, RequestState
from tests.desk.conftest import ANNA
from tests.desk.messages.test_outbox import Telegram, owe
from tests.desk.operations.test_retention import done, rows

JUMPS = ({"hours": -3}, {"hours": 3}, {"minutes": 6}, {"minutes": -6}, {"days": 60}, {"days": 800})
DATE = "%a, %d %b %Y %H:%M:%S GMT"


def back(jump: dict[str, float]) -> dict[str, float]:
    return {unit: -much for unit, much in jump.items()}


def says(room: Any, whose: str = "1688") -> None:
    """A service answers and tells the right time."""
    room.ledger.others.heard(whose, f"{room.clock.time:{DATE}}")


@pytest.mark.stop(11)
@pytest.mark.parametrize("jump", JUMPS)
async def test_after_a_jump_nothing_is_sent_until_the_clock_is_right_and_a_service_confirms_it(
    room: Any, jump: dict[str, float]
) -> None:
    number = await room.confirmed()
    room.clock.jumps(**jump)
    await room.desk.submit_worker.submit_due()
    await room.desk.clocks.compare()
    assert room.market.sent == []
    assert (await room.desk.health.report()).clock is not None
    assert await room.kinds() == ["clock_apart"]
    with pytest.raises(Refusal, match="clock-apart"):
        await room.confirmed()
    room.clock.jumps(**back(jump))
    says(room)
    await room.desk.clocks.compare()
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (RequestState.APPROVED, AttemptState.PLACED)
    assert len(room.market.sent) == 1
    assert "resumed" in await room.kinds()
    assert (await room.desk.health.report()).clock is None


async def test_a_clock_that_jumped_to_the_right_time_buys_as_soon_as_a_service_confirms_it(room: Any) -> None:
    number = await room.confirmed()
    room.clock.jumps(hours=3)
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    room.ledger.others.heard("Telegram", f"{room.clock.now():{DATE}}")
    await room.desk.lost_time.make_sure()
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (RequestState.APPROVED, AttemptState.PLACED)


async def test_a_lost_answer_is_looked_for_as_soon_by_a_clock_that_jumped_ahead(room: Any) -> None:
    number = await room.sent(Unclear("cut off"))
    room.clock.jumps(days=60)
    room.market.down = {"*": Unreachable("call", "away")}
    await room.desk.unclear_orders.search_due()
    attempt = await room.attempt(number)
    assert attempt.looks == 1
    assert attempt.next_look_at - room.clock.now() <= timedelta(seconds=10)


async def test_a_message_that_fails_by_a_clock_that_jumped_is_not_too_old(room: Any) -> None:
    await owe(room, [1])
    says(room)
    room.clock.jumps(days=60)
    await room.desk.outbox.deliver(Telegram(Later(5, "timed out")).send)
    room.clock.jumps(days=-60)
    says(room)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


async def test_what_is_over_by_a_clock_that_jumps_in_this_very_moment_goes_on(room: Any) -> None:
    agreed, draft = await room.confirmed(), await room.drafted(3)
    says(room)
    assert room.ledger.sure_of_time
    room.clock.jumps(days=800)
    await room.desk.drafting.expire()
    assert (await room.purchase(draft)).request.state is RequestState.DRAFT
    assert await room.states(agreed) == (RequestState.APPROVED, AttemptState.READY)
    room.clock.jumps(days=-800)
    says(room)
    room.clock.on(days=2)
    says(room)
    await room.desk.drafting.expire()
    assert (await room.purchase(draft)).request.state is RequestState.EXPIRED


@pytest.mark.stop(11)
@pytest.mark.parametrize("jump", JUMPS)
async def test_the_claim_itself_notices_what_happened_after_the_price_was_asked(
    room: Any, jump: dict[str, float]
) -> None:
    await room.confirmed()
    room.clock.on(seconds=60)
    preview = room.market.preview

    async def meanwhile(*asked: Any) -> Any:
        answer = await preview(*asked)
        room.clock.jumps(**jump)
        return answer

    room.market.preview = meanwhile
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    await room.desk.clocks.compare()
    assert await room.kinds() == ["clock_apart"]


@pytest.mark.parametrize("hours", [-3, 3])
async def test_the_claim_believes_the_date_of_its_own_price_and_not_a_clock_that_was_always_wrong(
    open_room: Any, hours: int
) -> None:
    room = await open_room(ANNA.id).started()
    room.clock.jumps(hours=hours)
    room.ledger.others = OtherClocks(room.clock)
    await room.desk.lost_time.make_sure()
    await room.confirmed()
    room.clock.on(seconds=60)
    preview = room.market.preview

    async def dated(*asked: Any) -> Any:
        says(room)
        return await preview(*asked)

    room.market.preview = dated
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    await room.desk.clocks.compare()
    assert await room.kinds() == ["clock_apart"]


@pytest.mark.parametrize("passes", [{"hours": 5}, {"minutes": 7}])
async def test_time_that_passes_is_no_jump(room: Any, passes: dict[str, float]) -> None:
    number = await room.confirmed()
    room.clock.on(**passes)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (RequestState.APPROVED, AttemptState.PLACED)


@pytest.mark.stop(11)
async def test_nothing_is_forgotten_by_a_clock_that_jumped(room: Any) -> None:
    await done(room, 1)
    kept = "SELECT raw FROM inbox"
    room.clock.jumps(days=800)
    await room.desk.retention.round()
    assert (await rows(room, kept))[0][0]
    room.clock.jumps(days=-800)
    says(room)
    room.clock.on(days=2)
    await room.desk.retention.round()
    assert not (await rows(room, kept))[0][0]
