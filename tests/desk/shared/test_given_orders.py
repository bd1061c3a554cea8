"""Which of the orders that were found a request of one seller is given: the one that people gave it, and no other."""

from typing import Any

import pytest

from bot.desk.shared.attach_order import attach_given
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.tracking.found_orders import FoundOrder
from tests.fakes.market import ORDER_ID


@pytest.mark.parametrize("own", [True, False])
async def test_an_order_that_nobody_gave_away_is_not_given_to_a_request_of_the_same_goods(room: Any, own: bool) -> None:
    number = await room.confirmed()
    room.market.exists(ORDER_ID, "CGof-another-life")
    async with room.ledger.change() as uow:
        request = await uow.requests.get(number)
        (attempt,) = await uow.attempts.of(number)
        await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason="its order was found")
        report, given = room.market.orders[ORDER_ID], number if own else None
        found = FoundOrder(ORDER_ID, None, report.out_order_id, uow.now, report=report, given_to=given)
        assert (await attach_given(uow, request, [found], "cross") is not None) is own
