"""Calls are counted by 1688: a purchase makes the fewest that its guards allow."""

from collections import Counter
from typing import Any

from tests.walk.conftest import Street
from tests.walk.teams import Group

DETAIL, PREVIEW = "product.search.queryProductDetail", "alibaba.createOrder.preview"
CREATE, READ_BACK = "alibaba.trade.createCrossOrder", "alibaba.trade.get.buyerView"
WAY, LINK = "alibaba.trade.payWay.query", "alibaba.alipay.url.get"
ROUND = "alibaba.trade.getBuyerOrderList"
"""The watch's own round, which costs the same whatever is bought."""


async def calls(street: Street) -> Counter[str]:
    found: dict[str, Any] = (await street.ledger())["calls"]
    return Counter({name.rsplit("/", 1)[-1]: times for name, times in found.items()})


async def test_a_purchase_of_one_line_makes_at_most_seven_calls(street: Street) -> None:
    await street.anna.presses(
        await street.draft(quantity=9), "Cancel"
    )  # the account's addresses are known from then on
    before = await calls(street)
    await street.ordered()
    made = await calls(street) - before
    del made[ROUND]
    assert made.total() <= 7, made
    assert (made[DETAIL], made[CREATE], made[READ_BACK], made[WAY]) == (1, 1, 1, 1)
    assert made[PREVIEW] in (1, 2)


async def test_waiting_for_approvers_costs_no_call(group: Group) -> None:
    number, card = await group.asks()
    before = await calls(group.street)
    await group.street.later(3600)
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads(f"#{number} ", "✅ Boris")
    made = await calls(group.street) - before
    del made[ROUND]
    assert not made, made
