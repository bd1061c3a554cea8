"""Quarantine after a move or a restore: what ends it, and that orders placed outside never count."""

from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.refusal import Refusal
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID

OTHER = "3301686771403783000"


async def quarantined(room: Any, why: str) -> None:
    """The list was read before; then the database was moved, or put back."""
    await room.desk.rounds.sweep.run()
    room.clock.on(minutes=1)
    async with room.ledger.change() as uow:
        await begin_quarantine(uow, why)


async def told(room: Any, kind: str) -> list[dict[str, Any]]:
    return [facts for each, _, facts in await room.owed() if each == kind]


@pytest.mark.stop(15)
@pytest.mark.parametrize("why", ["moved", "restored"])
async def test_nothing_is_bought_before_the_list_was_read_and_every_order_of_ours_decided_on(
    room: Any, why: str
) -> None:
    await quarantined(room, why)
    assert [facts["why"] for facts in await told(room, "quarantine")] == [why]
    with pytest.raises(Refusal, match="paused"):
        await room.confirmed()
    with pytest.raises(Refusal, match="quarantine") as refusal:
        await room.desk.switch.resume(Act(ANNA))
    assert refusal.value.facts["swept"] is False
    room.market.exists(ORDER_ID, "CGunknown")
    await room.desk.rounds.sweep.run()
    with pytest.raises(Refusal, match="quarantine") as refusal:
        await room.desk.switch.resume(Act(ANNA))
    assert refusal.value.facts["unknown"] == 1
    await room.desk.unknown_orders.close(Act(ANNA), ORDER_ID)
    await room.desk.switch.resume(Act(ANNA))
    assert await room.paused() == ""


async def test_orders_placed_outside_are_counted_apart_and_hold_up_nothing(room: Any) -> None:
    await quarantined(room, "restored")
    room.market.exists(ORDER_ID, "")
    room.market.exists(OTHER, "")
    await room.desk.rounds.sweep.run()
    assert [(facts["unknown"], facts["outside"]) for facts in await told(room, "swept")] == [(0, 2)]
    assert await told(room, "placed_outside") == []
    await room.desk.switch.resume(Act(ANNA))
    health = await room.desk.health.report()
    assert (health.paused, health.outside) == (False, 2)
    room.clock.on(minutes=16)
    await room.desk.rounds.sweep.run()
    assert await told(room, "placed_outside") == []
