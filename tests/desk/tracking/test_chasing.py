"""A seller is chased by steps that stand in the history before they are sent, each sent once."""

import asyncio
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood, Rejected, Throttled, Unreachable
from bot.purchasing.order import OrderState
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, placed


@pytest.fixture
async def paid(room: Any) -> Any:
    """A room with one order that is paid and not shipped."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    await moved(room, OrderState.PAID, "waitsellersend")
    return room


async def moved(room: Any, state: OrderState, word: str) -> None:
    room.market.moves(ORDER_ID, state=state, word=word, paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)


async def tried(room: Any) -> list[str]:
    """The kinds of what was tried."""
    return [each.kind for each in (await room.desk.chasing.show(ANNA, ORDER_ID)).tried]


async def test_a_seller_is_urged_once_in_a_day_by_our_own_clock(paid: Any) -> None:
    await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    paid.clock.on(hours=23, minutes=59)
    with pytest.raises(Refusal, match="urge-too-soon"):
        await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    paid.clock.on(minutes=1)
    await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    assert paid.market.calls.count("urge") == 2
    assert await tried(paid) == ["urged_seller", "urged_seller"]


async def test_of_two_who_urge_at_the_same_instant_one_does(paid: Any) -> None:
    urging = [paid.desk.chasing.urge(ANNA, ORDER_ID, None) for _ in range(2)]
    ends = await asyncio.gather(*urging, return_exceptions=True)
    assert sorted(getattr(each, "key", "") for each in ends) == ["", "urge-too-soon"]
    assert paid.market.calls.count("urge") == 1


async def test_what_is_to_be_sent_stands_in_the_history_before(paid: Any) -> None:
    seen: list[list[str]] = []

    async def urge(_: str) -> None:
        seen.append(await tried(paid))

    async def tell_seller(_: str, __: str) -> None:
        seen.append(await tried(paid))

    paid.market.urge, paid.market.tell_seller = urge, tell_seller
    await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    await paid.desk.chasing.tell_seller(ANNA, ORDER_ID, "请尽快发货", None)
    assert seen == [["urged_seller"], ["urged_seller", "told_seller"]]


@pytest.mark.parametrize("lost", [Unreachable("urge", "ReadTimeout"), Misunderstood("urge", "what")])
async def test_an_unclear_answer_is_never_a_failure_and_counts_as_sent(paid: Any, lost: Exception) -> None:
    paid.market.down = {"urge": lost, "tell_seller": lost}
    with pytest.raises(Refusal, match="urge-unclear"):
        await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    with pytest.raises(Refusal, match="seller-note-unclear"):
        await paid.desk.chasing.tell_seller(ANNA, ORDER_ID, "请尽快发货", None)
    paid.market.down = {}
    with pytest.raises(Refusal, match="urge-too-soon"):
        await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    chase = await paid.desk.chasing.show(ANNA, ORDER_ID)
    assert (chase.left, [each.kind for each in chase.tried]) == (495, ["urged_seller", "told_seller"])


async def test_what_1688_refuses_can_be_tried_again_and_takes_no_characters(paid: Any) -> None:
    paid.market.down = {"urge": Rejected("urge", "24小时内限制最多一次"), "tell_seller": Rejected("t", "no", "400_1")}
    with pytest.raises(Refusal, match="urge-refused"):
        await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    with pytest.raises(Refusal, match="seller-note-refused"):
        await paid.desk.chasing.tell_seller(ANNA, ORDER_ID, "请尽快发货", None)
    paid.market.down = {"urge": Throttled("urge", "often")}
    with pytest.raises(Throttled):
        await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    paid.market.down = {}
    chase = await paid.desk.chasing.show(ANNA, ORDER_ID)
    assert (chase.left, chase.urge_from) == (500, None)
    reasons = [each.facts["reason"] for each in chase.tried if each.kind == "seller_refused"]
    assert reasons == ["24小时内限制最多一次", "no", "often"]
    await paid.desk.chasing.urge(ANNA, ORDER_ID, None)


async def test_only_what_is_paid_and_not_shipped_is_urged(paid: Any) -> None:
    await moved(paid, OrderState.SHIPPED, "waitbuyerreceive")
    with pytest.raises(Refusal, match="urge-shipped"):
        await paid.desk.chasing.urge(ANNA, ORDER_ID, None)
    assert "urge" not in paid.market.calls
    assert await tried(paid) == []


async def test_all_notes_of_an_order_share_five_hundred_characters_with_the_one_it_was_placed_with(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.note(ANNA, number, "红色" * 50, None)
    snapshot = (await room.purchase(number)).request.snapshot
    await room.desk.drafting.confirm(ANNA, number, snapshot.hash, None)
    room.market.outcomes = [placed()]
    await room.desk.submit_worker.submit_due()
    await room.desk.watch.look_due()
    await room.desk.chasing.tell_seller(ANNA, ORDER_ID, "x" * 300, None)
    assert (await room.desk.chasing.show(ANNA, ORDER_ID)).left == 100
    with pytest.raises(Refusal, match="note-too-long") as refused:
        await room.desk.chasing.tell_seller(ANNA, ORDER_ID, "x" * 101, None)
    assert refused.value.facts["limit"] == 100
    await room.desk.chasing.tell_seller(ANNA, ORDER_ID, " " + "x" * 100 + " ", None)
    assert (await room.desk.chasing.show(ANNA, ORDER_ID)).left == 0


async def test_the_way_to_the_seller_s_chat_stands_in_the_history(paid: Any) -> None:
    paid.market.down = {"chat_link": Unreachable("chat_link", "away")}
    with pytest.raises(Unreachable):
        await paid.desk.chasing.chat_link(ANNA, ORDER_ID, None)
    assert await tried(paid) == []
    paid.market.down = {}
    await paid.desk.chasing.chat_link(ANNA, ORDER_ID, None)
    assert await tried(paid) == ["seller_chat"]


async def test_a_stranger_chases_nobody(paid: Any) -> None:
    verbs = paid.desk.chasing
    for doing in (verbs.show(BORIS, ORDER_ID), verbs.urge(BORIS, ORDER_ID, None), verbs.urge(BORIS, "77", None)):
        with pytest.raises(Refusal, match="stranger"):
            await doing
    assert "urge" not in paid.market.calls
