"""A seller is chased by steps that are claimed before they are sent, each sent once, and done if 1688 says so."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.requests import Conflict
from bot.desk.shared.errands import claim_errand, require_free
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Misunderstood, Rejected, Throttled, Unreachable
from bot.purchasing.errands import ErrandKind
from bot.purchasing.events.orders import OrderAct
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
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


class Dead(BaseException):
    """The process dies right after it claimed what it would send next."""


class Urged(OrderAct, kind="urged_seller"):
    """As the journal told of it before it was claimed."""


class Told(OrderAct, kind="told_seller", facts="length"):
    """The same of a note."""

    length: int


class NotDone(OrderAct, kind="seller_refused", facts="step reason"):
    """The same of what 1688 did not do."""

    step: str
    reason: str


KINDS = {"urge": "urge", "tell_seller": "note"}


async def chased(room: Any, verb: str) -> None:
    """Anna urges the seller, or writes to them."""
    words = ["请尽快发货"] if verb == "tell_seller" else []
    await getattr(room.desk.chasing, verb)(Act(ANNA), ORDER_ID, *words)


async def left_by_a_dead_process(room: Any, verb: str) -> None:
    async def dies(*_: str) -> None:
        raise Dead

    before = getattr(room.market, verb)
    setattr(room.market, verb, dies)
    with pytest.raises(Dead):
        await chased(room, verb)
    setattr(room.market, verb, before)


async def answered(room: Any, *, is_there: bool) -> None:
    """Anna looked on the site, and says it of the first that is unclear."""
    message, *_ = (await room.desk.chasing.show(ANNA, ORDER_ID)).unclear
    await room.desk.chasing.answer(Act(ANNA), ORDER_ID, message.id, is_there=is_there)


async def unclear_told(room: Any) -> list[tuple[str, int]]:
    """The kinds of errands that somebody was told to be unclear, and who."""
    owed = await room.owed()
    return [(facts["errand_kind"], chat_id) for kind, chat_id, facts in owed if kind == "errand_unclear"]


def no(words: str) -> Rejected:
    """1688's own whole answer."""
    refused = Rejected("chase", words)
    refused.answer = {"success": False, "message": words}
    return refused


async def tried(room: Any) -> list[str]:
    """The kinds of what was tried."""
    return [each.kind for each in (await room.desk.chasing.show(ANNA, ORDER_ID)).tried]


async def test_a_seller_is_urged_once_in_a_day_by_our_own_clock(paid: Any) -> None:
    await paid.desk.chasing.urge(Act(ANNA), ORDER_ID)
    paid.clock.on(hours=23, minutes=59)
    with pytest.raises(Refusal, match="urge-too-soon"):
        await paid.desk.chasing.urge(Act(ANNA), ORDER_ID)
    paid.clock.on(minutes=1)
    await paid.desk.chasing.urge(Act(ANNA), ORDER_ID)
    assert paid.market.calls.count("urge") == 2
    assert await tried(paid) == ["errand_urge_done", "errand_urge_done"]


async def test_of_two_who_urge_at_the_same_instant_one_does(paid: Any) -> None:
    urging = [paid.desk.chasing.urge(Act(ANNA), ORDER_ID) for _ in range(2)]
    ends = await asyncio.gather(*urging, return_exceptions=True)
    keys = sorted(getattr(end, "key", "") for end in ends)
    assert keys in (["", "errand-sending"], ["", "urge-too-soon"])
    assert paid.market.calls.count("urge") == 1


@pytest.mark.parametrize("verb", ["urge", "tell_seller"])
async def test_the_history_says_that_it_is_being_sent_and_not_that_it_is_done_before_1688_answered(
    paid: Any, verb: str
) -> None:
    seen: list[list[str]] = []

    async def market(*_: str) -> None:
        seen.append(await tried(paid))

    setattr(paid.market, verb, market)
    await chased(paid, verb)
    assert seen == [[f"errand_{KINDS[verb]}_asked"]]
    assert await tried(paid) == [f"errand_{KINDS[verb]}_done"]


@pytest.mark.parametrize("verb", ["urge", "tell_seller"])
async def test_what_a_dead_process_left_is_never_done_and_whoever_sent_it_is_told(paid: Any, verb: str) -> None:
    await left_by_a_dead_process(paid, verb)
    paid.clock.on(minutes=1, seconds=59)
    await paid.desk.chasing.doubt_unheard()
    assert await tried(paid) == [f"errand_{KINDS[verb]}_asked"]
    assert await unclear_told(paid) == []
    paid.clock.on(seconds=1)
    for _ in range(2):
        await paid.desk.chasing.doubt_unheard()
    assert await tried(paid) == [f"errand_{KINDS[verb]}_unclear"]
    assert await unclear_told(paid) == [(KINDS[verb], ANNA.id)]
    assert paid.market.calls.count(verb) == 0


@pytest.mark.parametrize("verb", ["urge", "tell_seller"])
@pytest.mark.parametrize("lost", [Unreachable("x", "ReadTimeout"), Misunderstood("x", "what")])
async def test_a_lost_answer_is_unclear_and_bars_the_next_one_until_a_person_says_what_is_there(
    paid: Any, verb: str, lost: Exception
) -> None:
    paid.market.down = {verb: lost}
    with pytest.raises(Refusal, match="errand-unclear"):
        await chased(paid, verb)
    paid.market.down = {}
    assert await tried(paid) == [f"errand_{KINDS[verb]}_unclear"]
    assert await unclear_told(paid) == [(KINDS[verb], ANNA.id)]
    with pytest.raises(Refusal, match="errand-unclear"):
        await chased(paid, verb)
    paid.clock.on(minutes=2)
    await answered(paid, is_there=False)
    assert await tried(paid) == [f"errand_{KINDS[verb]}_dropped"]
    await chased(paid, verb)
    assert await tried(paid) == [f"errand_{KINDS[verb]}_dropped", f"errand_{KINDS[verb]}_done"]


async def test_what_a_person_saw_there_counts_as_done_from_when_it_was_sent(paid: Any) -> None:
    for verb in KINDS:
        await left_by_a_dead_process(paid, verb)
    paid.clock.on(hours=1)
    await paid.desk.chasing.doubt_unheard()
    for _ in range(2):
        await answered(paid, is_there=True)
    chase = await paid.desk.chasing.show(ANNA, ORDER_ID)
    assert [step.kind for step in chase.tried] == ["errand_urge_done", "errand_note_done"]
    assert (chase.left, chase.urge_from) == (495, chase.tried[0].at + timedelta(hours=24))
    assert chase.unclear == ()
    with pytest.raises(Refusal, match="urge-too-soon"):
        await chased(paid, "urge")


async def test_an_unclear_urge_bars_the_next_one_for_a_day_and_is_then_no_longer_followed(paid: Any) -> None:
    await left_by_a_dead_process(paid, "urge")
    paid.clock.on(hours=23, minutes=59)
    await paid.desk.chasing.doubt_unheard()
    with pytest.raises(Refusal, match="errand-unclear"):
        await chased(paid, "urge")
    paid.clock.on(minutes=1)
    await chased(paid, "urge")
    assert await tried(paid) == ["errand_urge_dropped", "errand_urge_done"]
    assert paid.market.calls.count("urge") == 1


async def test_an_unclear_note_takes_its_characters_until_it_is_known_not_to_be_there(paid: Any) -> None:
    await left_by_a_dead_process(paid, "tell_seller")
    paid.clock.on(minutes=2)
    await paid.desk.chasing.doubt_unheard()
    assert (await paid.desk.chasing.show(ANNA, ORDER_ID)).left == 495
    await answered(paid, is_there=False)
    assert (await paid.desk.chasing.show(ANNA, ORDER_ID)).left == 500


async def test_what_may_still_be_on_its_way_is_not_said_to_be_missing(paid: Any) -> None:
    paid.market.down = {"urge": Unreachable("urge", "ReadTimeout")}
    with pytest.raises(Refusal, match="errand-unclear"):
        await chased(paid, "urge")
    with pytest.raises(Refusal, match="errand-sending"):
        await answered(paid, is_there=False)
    await answered(paid, is_there=True)
    with pytest.raises(Refusal, match="message-answered"):
        await paid.desk.chasing.answer(Act(ANNA), ORDER_ID, 1, is_there=False)
    assert await tried(paid) == ["errand_urge_done"]


async def test_an_answer_that_comes_late_says_what_became_of_it(paid: Any) -> None:
    async def urge(_: str) -> None:
        paid.clock.on(minutes=3)
        await paid.desk.chasing.doubt_unheard()
        assert await tried(paid) == ["errand_urge_unclear"]

    paid.market.urge = urge
    await chased(paid, "urge")
    assert await tried(paid) == ["errand_urge_done"]


async def test_a_note_and_an_urge_hold_no_other_errand_and_no_other_errand_holds_them(paid: Any) -> None:
    for verb in KINDS:
        await left_by_a_dead_process(paid, verb)
    paid.clock.on(minutes=2)
    await paid.desk.chasing.doubt_unheard()
    async with paid.ledger.change() as uow:
        purchase, order = await uow.find_purchase_of(ORDER_ID)
        assert (order.holding, order.live_errand, order.errands) == (None, None, ())
        require_free(order)
        order, errand = await claim_errand(uow, ANNA, purchase, order, ErrandKind.CANCEL)
        assert (order.live_errand, order.errands) == (errand, (errand,))
        assert [message.kind for message in order.messages] == [ErrandKind.URGE, ErrandKind.NOTE]
    for _ in range(2):
        await answered(paid, is_there=False)
    for verb in KINDS:
        await chased(paid, verb)
    assert (await tried(paid))[-2:] == ["errand_urge_done", "errand_note_done"]
    assert (await paid.purchase(1)).orders[0].live_errand == errand


async def test_the_database_takes_one_unanswered_note_and_one_unanswered_urge_of_an_order(paid: Any) -> None:
    async with paid.ledger.read() as uow:
        purchase, alone = await uow.find_purchase_of(ORDER_ID)
    for kind in (ErrandKind.NOTE, ErrandKind.URGE):
        async with paid.ledger.change() as uow:
            await claim_errand(uow, ANNA, purchase, alone, kind)
        with pytest.raises(Conflict):
            async with paid.ledger.change() as uow:
                await claim_errand(uow, ANNA, purchase, alone, kind)


async def test_what_1688_refuses_can_be_tried_again_and_takes_no_characters(paid: Any) -> None:
    paid.market.down = {"urge": no("24小时内限制最多一次"), "tell_seller": no("no")}
    with pytest.raises(Refusal, match="urge-refused"):
        await chased(paid, "urge")
    with pytest.raises(Refusal, match="seller-note-refused"):
        await chased(paid, "tell_seller")
    paid.market.down = {"urge": Throttled("urge", "often")}
    with pytest.raises(Throttled):
        await chased(paid, "urge")
    paid.market.down = {}
    chase = await paid.desk.chasing.show(ANNA, ORDER_ID)
    assert (chase.left, chase.urge_from) == (500, None)
    assert [step.kind for step in chase.tried] == [
        "errand_urge_refused",
        "errand_note_refused",
        "errand_urge_refused",
    ]
    assert [step.facts["reason"] for step in chase.tried] == ["24小时内限制最多一次", "no", "often"]
    await chased(paid, "urge")


@pytest.mark.parametrize("verb", ["urge", "tell_seller"])
async def test_what_never_left_this_machine_can_be_pressed_again(paid: Any, verb: str) -> None:
    paid.market.down = {verb: Unreachable(verb, "ConnectError", sent=False)}
    with pytest.raises(Refusal, match="errand-unsent"):
        await chased(paid, verb)
    chase = await paid.desk.chasing.show(ANNA, ORDER_ID)
    assert (chase.left, chase.urge_from, chase.unclear) == (500, None, ())
    paid.market.down = {}
    await chased(paid, verb)


@pytest.mark.parametrize("verb", ["urge", "tell_seller"])
async def test_a_pause_stops_them_as_it_stops_every_write(paid: Any, verb: str) -> None:
    await paid.desk.switch.stop("the market is silent")
    with pytest.raises(Refusal, match="paused"):
        await chased(paid, verb)
    assert (paid.market.calls.count(verb), await tried(paid)) == (0, [])


async def test_what_the_journal_of_before_says_still_counts(paid: Any) -> None:
    async with paid.ledger.change() as uow:
        _, order = await uow.find_purchase_of(ORDER_ID)
        await uow.record(Urged(actor=ANNA.id, order=order, order_id=ORDER_ID))
        for length in (120, 300):
            await uow.record(Told(actor=ANNA.id, order=order, order_id=ORDER_ID, length=length))
        await uow.record(NotDone(order=order, order_id=ORDER_ID, step="told_seller", reason="no"))
    chase = await paid.desk.chasing.show(ANNA, ORDER_ID)
    assert chase.left == 380
    assert [step.kind for step in chase.tried] == ["urged_seller", "told_seller", "told_seller", "seller_refused"]
    with pytest.raises(Refusal, match="urge-too-soon"):
        await chased(paid, "urge")
    paid.clock.on(hours=24)
    await chased(paid, "urge")


async def test_of_two_notes_at_the_same_instant_one_is_sent(paid: Any) -> None:
    ends = await asyncio.gather(*(chased(paid, "tell_seller") for _ in range(2)), return_exceptions=True)
    keys = sorted(getattr(end, "key", "") for end in ends)
    assert keys in (["", "errand-sending"], ["", ""])
    assert paid.market.calls.count("tell_seller") == keys.count("")


async def test_only_what_is_paid_and_not_shipped_is_urged(paid: Any) -> None:
    await moved(paid, OrderState.SHIPPED, "waitbuyerreceive")
    with pytest.raises(Refusal, match="urge-shipped"):
        await paid.desk.chasing.urge(Act(ANNA), ORDER_ID)
    assert "urge" not in paid.market.calls
    assert await tried(paid) == []


async def test_all_notes_of_an_order_share_five_hundred_characters_with_the_one_it_was_placed_with(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.note(Act(ANNA), number, "红色" * 50)
    snapshot = (await room.purchase(number)).request.snapshot
    await room.desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    room.market.outcomes = [placed()]
    await room.desk.submit_worker.submit_due()
    await room.desk.watch.look_due()
    await room.desk.chasing.tell_seller(Act(ANNA), ORDER_ID, "x" * 300)
    assert (await room.desk.chasing.show(ANNA, ORDER_ID)).left == 100
    with pytest.raises(Refusal, match="note-too-long") as refused:
        await room.desk.chasing.tell_seller(Act(ANNA), ORDER_ID, "x" * 101)
    assert refused.value.facts["limit"] == 100
    await room.desk.chasing.tell_seller(Act(ANNA), ORDER_ID, " " + "x" * 100 + " ")
    assert (await room.desk.chasing.show(ANNA, ORDER_ID)).left == 0


async def test_the_way_to_the_seller_s_chat_stands_in_the_history(paid: Any) -> None:
    paid.market.down = {"chat_link": Unreachable("chat_link", "away")}
    with pytest.raises(Unreachable):
        await paid.desk.chasing.chat_link(Act(ANNA), ORDER_ID)
    assert await tried(paid) == []
    paid.market.down = {}
    await paid.desk.chasing.chat_link(Act(ANNA), ORDER_ID)
    assert await tried(paid) == ["seller_chat"]


async def test_a_stranger_chases_nobody(paid: Any) -> None:
    verbs = paid.desk.chasing
    for doing in (verbs.show(BORIS, ORDER_ID), verbs.urge(Act(BORIS), ORDER_ID), verbs.urge(Act(BORIS), "77")):
        with pytest.raises(Refusal, match="stranger"):
            await doing
    assert "urge" not in paid.market.calls
