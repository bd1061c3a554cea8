"""An attempt that was due and is not sent says why in the log, each reason by its name."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.placing.submit import NotClaimed
from bot.market.errors import Rejected
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA

Deed = Callable[[Any, int], Awaitable[None]]


async def withdrawn(room: Any, number: int) -> None:
    await room.desk.submit_worker.withdraw(Act(ANNA), number)


async def put_off(room: Any, number: int) -> None:
    async with room.ledger.change() as uow:
        purchase = await uow.purchase(number)
        await uow.attempts.postpone(purchase.attempt, uow.now + timedelta(hours=1), "")


async def asked_anew(room: Any, number: int) -> None:
    async with room.ledger.change() as uow:
        purchase = await uow.purchase(number)
        await uow.requests.move(purchase.request, RequestState.PENDING)


async def paused(room: Any, _: int) -> None:
    await room.desk.switch.pause(Act(ANNA), "stock-taking")


async def stopping(room: Any, _: int) -> None:
    room.desk.submit_worker.close()


async def clock_jumped(room: Any, _: int) -> None:
    room.clock.jumps(hours=3)


async def a_day_later(room: Any, _: int) -> None:
    room.clock.on(hours=25)


async def dearer(room: Any, _: int) -> None:
    part = replace(room.market.preview_now.parts[0], goods=Fen(3600), total=Fen(4400))
    room.market.changes(preview_now=replace(room.market.preview_now, parts=(part,)))


async def on_the_site_alone(room: Any, _: int) -> None:
    room.market.down = {"preview": Rejected("preview", "不支持在线交易", "500_001")}


WHILE_PRICED: dict[NotClaimed, Deed] = {
    NotClaimed.MOVED_ON: withdrawn,
    NotClaimed.NOT_DUE: put_off,
    NotClaimed.NOT_APPROVED: asked_anew,
    NotClaimed.PAUSED: paused,
    NotClaimed.STOPPING: stopping,
    NotClaimed.CLOCK_DOUBTED: clock_jumped,
    NotClaimed.CONSENT_OVER: a_day_later,
}
"""What happens between the look for what is due and the claim."""
BEFORE: dict[NotClaimed, Deed] = {NotClaimed.SENT_BACK: dearer, NotClaimed.ONLY_ON_SITE: on_the_site_alone}


def meanwhile(room: Any, deed: Deed, number: int) -> Any:
    """A preview during which something happens, once."""
    real = type(room.market).preview

    async def preview(lines: Any, address_id: str) -> Any:
        room.market.preview = lambda *args: real(room.market, *args)
        answer = await real(room.market, lines, address_id)
        await deed(room, number)
        return answer

    return preview


async def why(room: Any, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of an attempt that is due now; nothing was sent."""
    with caplog.at_level(logging.INFO, logger="bot.desk.placing.submit"):
        await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    said = [record.getMessage() for record in caplog.records if "is not sent: " in record.getMessage()]
    return [each.partition("is not sent: ")[2] for each in said]


@pytest.mark.parametrize("reason", WHILE_PRICED)
async def test_what_happens_while_it_is_priced_keeps_it_from_being_sent(
    room: Any, caplog: pytest.LogCaptureFixture, reason: NotClaimed
) -> None:
    number = await room.confirmed()
    room.clock.on(seconds=120)
    room.market.preview = meanwhile(room, WHILE_PRICED[reason], number)
    assert await why(room, caplog) == [reason]


@pytest.mark.parametrize("reason", BEFORE)
async def test_what_1688_says_of_it_keeps_it_from_being_sent(
    room: Any, caplog: pytest.LogCaptureFixture, reason: NotClaimed
) -> None:
    number = await room.confirmed()
    room.clock.on(seconds=120)
    await BEFORE[reason](room, number)
    assert await why(room, caplog) == [reason]
    assert (await room.attempt(number)).state in (AttemptState.READY, AttemptState.WITHDRAWN)
