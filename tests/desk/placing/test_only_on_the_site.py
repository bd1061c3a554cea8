"""What 1688 takes from no program stays approved, and waits for whoever orders it on the site."""

from typing import Any

import pytest

from bot.market.errors import Rejected
from bot.market.port import Unsent
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA

A, R = AttemptState, RequestState
CLOSED = "您没有向供应商[某公司]下单的权限。"


async def test_what_1688_will_never_take_from_a_program_waits_for_a_person_and_is_not_tried_again(room: Any) -> None:
    number = await room.sent(Unsent(CLOSED, "{}", needs_look=True, lasting=True))
    assert await room.states(number) == (R.APPROVED, A.READY)
    assert (await room.attempt(number)).waits_for_a_person
    ((kind, _, facts),) = await room.owed()
    assert (kind, facts["again"], facts["reason"]) == ("not_sent", False, CLOSED)


@pytest.mark.parametrize(("code", "reason"), [("400", CLOSED), ("500_001", "不支持在线交易")])
async def test_what_can_be_had_on_the_site_alone_stays_approved_for_whoever_orders_it_by_hand(
    room: Any, code: str, reason: str
) -> None:
    number = await room.confirmed()
    room.clock.on(seconds=120)
    room.market.down = {"preview": Rejected("preview", reason, code)}
    await room.desk.submit_worker.submit_due()
    assert (await room.states(number), room.market.sent) == ((R.APPROVED, A.READY), [])
    assert (await room.attempt(number)).waits_for_a_person
    prepared = await room.desk.by_hand.take(Act(ANNA), number)
    assert prepared.purchase.request.id == number
