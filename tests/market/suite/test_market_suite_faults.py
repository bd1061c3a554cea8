"""What goes wrong on the wire of a create call, before or after its effect, and how the order is found again."""

from collections.abc import Callable
from typing import Any

import pytest

import bot.market.transfer as transfer
from bot.market.errors import Unreachable
from bot.market.port import Outcome, Placed, Unclear, Unsent

pytestmark = pytest.mark.asyncio(loop_scope="session")

GIVE_UP = 0.4
"""Seconds after which a create call is given up here; long enough for its effect on a busy machine."""

SILENCE = {"kind": "timeout"}

Ends = Callable[[Outcome, str], bool]


def unclear(outcome: Outcome, way: str) -> bool:
    return isinstance(outcome, Unclear)


def placed(outcome: Outcome, way: str) -> bool:
    return isinstance(outcome, Placed)


def throttled(outcome: Outcome, way: str) -> bool:
    """The gateway's own word counts after an empty look; the one-click call has no such word."""
    return isinstance(outcome, Unclear) if way == "one_click" else isinstance(outcome, Unsent) and outcome.needs_look


FAULTS: dict[str, tuple[dict[str, Any], Ends]] = {
    "silence until we hang up": (SILENCE, unclear),
    "silence, then a cut": ({"kind": "timeout", "seconds": 0.02}, unclear),
    "reset": ({"kind": "reset"}, unclear),
    "500": ({"kind": "status"}, unclear),
    "502": ({"kind": "status", "status": 502}, unclear),
    "403": ({"kind": "status", "status": 403}, unclear),
    "empty 200": ({"kind": "status", "status": 200}, unclear),
    "throttle": ({"kind": "throttle"}, throttled),
    "malformed": ({"kind": "malformed"}, unclear),
    "slow": ({"kind": "slow", "seconds": 0.02}, placed),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_on_the_create_call_is_sent_once_and_never_misread(
    side: Any, fault: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned, ends = FAULTS[fault]
    if planned == SILENCE:
        monkeypatch.setattr(transfer, "CREATE_SECONDS", GIVE_UP)
    await side.fault(side.create_call, when=when, **planned)
    outcome = await side.place(await side.goods("plain"))
    assert ends(outcome, side.way), outcome
    assert await side.calls(side.create_call) == 1
    assert len(await side.ledger()) == (1 if when == "after" or ends is placed else 0)


async def test_an_order_behind_a_lost_answer_is_found_by_its_reference(naming: Any) -> None:
    await naming.fault(naming.create_call, "reset", "after")
    assert isinstance(await naming.place(await naming.goods("sku"), 3, "CG-9"), Unclear)
    (found,) = await naming.gateway.find("CG-9")
    (row,) = await naming.ledger()
    assert (found.order_id, found.out_order_id, found.total) == (row["id"], "CG-9", row["total_fen"])
    assert [(line.spec_id, line.quantity) for line in found.lines] == [(row["lines"][0]["spec_id"], 3)]


async def test_an_order_behind_a_lost_one_click_answer_is_among_the_changed_ones(one_click: Any) -> None:
    since = one_click.time.now()
    await one_click.fault("api.buyProduct", "malformed", "after")
    assert isinstance(await one_click.place(await one_click.goods("plain")), Unclear)
    page = await one_click.gateway.orders_changed(since, 1, 20)
    assert [order.order_id for order in page.orders] == [row["id"] for row in await one_click.ledger()]


async def test_an_order_that_commits_late_is_absent_first_and_found_later(
    naming: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "CREATE_SECONDS", GIVE_UP)
    await naming.sim("market", commit_delay=120)
    assert isinstance(await naming.place(await naming.goods("plain"), 2, "CG-3"), Unclear)
    assert await naming.gateway.find("CG-3") == ()
    await naming.sim("clock", advance=121)
    assert [order.out_order_id for order in await naming.gateway.find("CG-3")] == ["CG-3"]
    assert len(await naming.ledger()) == 1


async def test_a_late_one_click_order_appears_too(one_click: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "CREATE_SECONDS", GIVE_UP)
    await one_click.sim("market", commit_delay=60)
    assert isinstance(await one_click.place(await one_click.goods("plain")), Unclear)
    assert await one_click.ledger() == []
    await one_click.sim("clock", advance=61)
    assert [row["status"] for row in await one_click.ledger()] == ["waitsellersend"]


async def test_absent_means_an_empty_look(naming: Any) -> None:
    assert await naming.gateway.find("CG-0") == ()
    await naming.bought(reference="CG-1")
    assert await naming.gateway.find("CG-0") == ()


async def test_a_filter_that_does_nothing_is_no_answer_unless_ours_is_there(naming: Any) -> None:
    await naming.sim("market", list_filter=False)
    assert await naming.gateway.find("CG-1") == ()
    await naming.moved()
    with pytest.raises(Unreachable, match="filter"):
        await naming.gateway.find("CG-1")
    order_id = await naming.bought(reference="CG-1")
    assert [order.order_id for order in await naming.gateway.find("CG-1")] == [order_id]


@pytest.mark.parametrize("call", ["alibaba.trade.getBuyerOrderList", "alibaba.trade.get.buyerView"])
@pytest.mark.parametrize("kind", ["reset", "status", "malformed"])
async def test_a_look_that_fails_is_no_empty_look(naming: Any, call: str, kind: str) -> None:
    await naming.bought(reference="CG-1")
    await naming.fault(call, kind, times=9)
    with pytest.raises(Unreachable):
        await naming.gateway.find("CG-1")


@pytest.mark.parametrize("kind", ["reset", "status", "malformed", "timeout"])
async def test_a_read_that_gets_no_answer_is_tried_again(cross: Any, kind: str) -> None:
    await cross.fault("alibaba.account.basic", kind, times=2, seconds=0.01)
    assert (await cross.gateway.account()).login == "caigou_demo"
    assert await cross.calls("alibaba.account.basic") == 3
    assert cross.time.waits == [0.5, 1.5]


async def test_a_read_gives_up_after_three_tries(cross: Any) -> None:
    await cross.fault("alibaba.account.basic", "reset", times=9)
    with pytest.raises(Unreachable):
        await cross.gateway.account()
    assert await cross.calls("alibaba.account.basic") == 3


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_cancel_without_an_answer_is_not_sent_again(cross: Any, when: str) -> None:
    order_id = await cross.bought()
    await cross.sim("clock", advance=11)
    await cross.fault("alibaba.trade.cancel", "reset", when)
    with pytest.raises(Unreachable):
        await cross.gateway.cancel(order_id, "buyerCancel")
    assert await cross.calls("alibaba.trade.cancel") == 1
    assert (await cross.gateway.look(order_id)).word == ("waitbuyerpay" if when == "before" else "cancel")
