"""Placing: every outcome has its state and its words, one claim wins, and nothing is sent twice by itself."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.market.errors import LoginNeeded, Unreachable
from bot.market.port import Placed, Refused, Unclear, Unsent
from bot.purchasing.choice import Finding, Problem
from bot.purchasing.create_call import FailedLine, PlacedOrder
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.person import Act, Person
from storage.tables import AttemptRow
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, FakeMarket, placed

A, R = AttemptState, RequestState
AWAY = Unreachable("call", "away")
SPLIT = Placed((PlacedOrder(ORDER_ID, Fen(2000)), PlacedOrder("3301686771403783780", Fen(2200))), (), "{}")
PART = Placed((PlacedOrder(ORDER_ID, Fen(4200)),), (FailedLine("600000000001", "", "500_004", "no stock"),), "{}")


@pytest.mark.parametrize(
    ("outcome", "states", "kinds"),
    [
        (placed(), (R.APPROVED, A.PLACED), []),
        (SPLIT, (R.APPROVED, A.PLACED), []),
        (PART, (R.APPROVED, A.PLACED), ["part_failed"]),
        (Placed((PlacedOrder(ORDER_ID, Fen(5000)),), (), "{}"), (R.APPROVED, A.PLACED), []),
        (Placed((PlacedOrder(ORDER_ID, None),), (), "{}"), (R.APPROVED, A.PLACED), []),
        (Refused("500_004", "no stock", "{}"), (R.CLOSED, A.REFUSED), ["refused"]),
        (Unsent("connection refused"), (R.APPROVED, A.READY), ["not_sent"]),
        (Unsent("too often", "{}", needs_look=True), (R.APPROVED, A.READY), ["not_sent"]),
        (Unclear("cut off"), (R.APPROVED, A.IN_DOUBT), ["in_doubt"]),
    ],
)
async def test_each_outcome_has_its_state_and_its_words(room: Any, outcome: Any, states: Any, kinds: Any) -> None:
    number = await room.sent(outcome)
    assert await room.states(number) == states
    assert await room.kinds() == kinds
    assert len(room.market.sent) == 1


@pytest.mark.threat("T38")
async def test_what_no_longer_adds_up_when_it_is_to_be_sent_goes_back_and_is_not_sent(room: Any) -> None:
    number = await room.confirmed()
    part = replace(room.market.preview_now.parts[0], freight=Fen(2000))
    room.market.changes(preview_now=replace(room.market.preview_now, parts=(part,)))
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.DRAFT, A.WITHDRAWN)
    assert room.market.sent == []
    ((kind, _, facts),) = await room.owed()
    assert (kind, facts["problem"], facts["sums"]) == ("changed", "sums", [3400, 2000, 0, 4200])


@pytest.mark.parametrize("outcome", [Refused("500_004", "no", "{}"), Unsent("too often", needs_look=True)])
async def test_a_refusal_counts_only_after_an_empty_look(room: Any, outcome: Any) -> None:
    number = await room.confirmed()
    room.market.outcomes = [outcome]
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    await _looked(room)
    assert await room.states(number) == (R.APPROVED, A.PLACED)


@pytest.mark.parametrize("outcome", [Refused("500_004", "no", "{}"), Unsent("too often", needs_look=True)])
async def test_a_refusal_without_an_answer_to_the_look_is_a_doubt(room: Any, outcome: Any) -> None:
    room.market.down = {"find": AWAY, "orders_created": AWAY}
    number = await room.sent(outcome)
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)


async def test_a_refusal_is_taken_at_its_word_where_orders_carry_no_reference(room: Any) -> None:
    room.market.abilities = type(room.market.abilities)(True, True, reference=False, freight=True)
    number = await room.sent(Refused("500_004", "no", "{}"))
    assert await room.states(number) == (R.CLOSED, A.REFUSED)
    assert "find" not in room.market.calls


async def test_what_breaks_the_call_is_a_doubt_and_goes_up(room: Any) -> None:
    room.market.outcomes = [RuntimeError("broken")]
    number = await room.confirmed()
    with pytest.raises(RuntimeError, match="broken"):
        await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)


async def test_two_submitters_send_once(room: Any) -> None:
    number = await room.confirmed()
    other = room.another_desk("second")
    await asyncio.gather(room.desk.submit_worker.submit_due(), other.submit_worker.submit_due())
    assert len(room.market.sent) == 1
    assert (await room.attempt(number)).epoch == 1


async def test_what_is_sent_stands_in_the_database_before(room: Any) -> None:
    number = await room.confirmed()
    seen: list[tuple[Any, str]] = []

    async def place(body: str) -> Any:
        attempt = await room.attempt(number)
        seen.append((attempt.state, attempt.body))
        return await FakeMarket.place(room.market, body)

    room.market.place = place
    await room.desk.submit_worker.submit_due()
    assert seen == [(A.SUBMITTING, room.market.sent[0])]
    assert (await room.attempt(number)).out_order_id in room.market.sent[0]


@pytest.mark.stop(24)
async def test_what_was_proved_unsent_is_sent_again_twice_and_then_waits_for_a_person(room: Any) -> None:
    number = await room.sent(*[Unsent("no connection")] * 3)
    for seconds, sends in ((19, 1), (2, 2), (58, 2), (3, 3), (3600, 3)):
        room.clock.on(seconds=seconds)
        await room.desk.submit_worker.submit_due()
        assert len(room.market.sent) == sends
    attempt = await room.attempt(number)
    assert (attempt.state, attempt.due_at, attempt.epoch) == (A.READY, None, 3)
    assert len(set(room.market.sent)) == 1, "the same bytes under the same reference"
    assert [facts["again"] for _, _, facts in await room.owed()] == [True, True, False]
    await room.desk.submit_worker.retry(Act(ANNA), number)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)


async def test_an_order_that_turned_up_is_taken_instead_of_sent_again(room: Any) -> None:
    number = await room.sent(Unsent("no connection"))
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    room.clock.on(seconds=21)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert len(room.market.sent) == 1
    assert "found" in await room.kinds()


async def test_another_order_under_the_reference_stops_a_second_send(room: Any) -> None:
    number = await room.sent(Unsent("no connection"))
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id, lines=(OrderLine("600000000002", None, 2),))
    room.clock.on(seconds=21)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert len(room.market.sent) == 1


async def test_nothing_is_sent_again_while_the_look_has_no_answer(room: Any) -> None:
    number = await room.sent(Unsent("no connection"))
    room.market.down = {"find": AWAY, "orders_created": AWAY}
    for _ in range(5):
        room.clock.on(seconds=21)
        await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    assert await room.states(number) == (R.APPROVED, A.READY)
    assert (await room.attempt(number)).resends == 1


@pytest.mark.stop(23)
@pytest.mark.parametrize("call", ["prepare", "preview"])
async def test_an_outage_before_the_claim_is_told_once_and_waited_for(room: Any, call: str) -> None:
    number = await room.confirmed()
    room.market.down = {call: AWAY}
    room.clock.on(minutes=1)
    for _ in range(4):
        await room.desk.submit_worker.submit_due()
        room.clock.on(seconds=21)
    assert (room.market.sent, await room.kinds()) == ([], ["not_sent"])
    room.market.down = {}
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)


@pytest.mark.stop(25)
async def test_a_dead_login_before_the_claim_sends_nothing_and_says_so(room: Any) -> None:
    number = await room.confirmed()
    room.market.down = {"prepare": LoginNeeded("getToken", "over")}
    await room.desk.submit_worker.submit_due()
    assert (room.market.sent, await room.kinds()) == ([], ["not_sent"])
    assert await room.states(number) == (R.APPROVED, A.READY)


async def test_a_new_price_sends_nothing_and_asks_again(room: Any) -> None:
    number = await room.confirmed()
    part = room.market.preview_now.parts[0]
    dearer = type(part)(Fen(3600), Fen(800), Fen(0), Fen(4400), (), "general", ("m",))
    room.market.changes(preview_now=type(room.market.preview_now)((dearer,)))
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await room.states(number) == (R.PENDING, A.WITHDRAWN)
    [(kind, _, facts)] = await room.owed()
    assert kind == "changed"
    assert facts["fields"]["total"] == [4200, 4400]
    await room.desk.drafting.confirm(Act(ANNA), number, facts["hash"])
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    references = {a.out_order_id for a in (await room.purchase(number)).attempts}
    assert len(references) == 2


async def test_an_offer_that_is_gone_asks_again_where_only_the_page_tells_the_price(room: Any) -> None:
    abilities = type(room.market.abilities)
    room.market.abilities = abilities(variants=False, address=False, reference=False, freight=False)
    number = await room.confirmed()
    room.market.offer_now = None
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    purchase = await room.purchase(number)
    assert purchase.request.state is R.DRAFT
    assert purchase.request.asked[0].obstacle == Finding(Problem.DELISTED)


@pytest.mark.parametrize("after", ["the consent", "the claim"])
async def test_a_pause_holds_back_what_was_confirmed(room: Any, after: str) -> None:
    number = await room.confirmed()
    if after == "the consent":
        await room.desk.switch.pause(Act(ANNA), "stock-taking")
    else:
        room.market.preview = _pausing(room)
        room.clock.on(minutes=1)
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await room.states(number) == (R.APPROVED, A.READY)
    await room.desk.switch.resume(Act(ANNA))
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1


def _pausing(room: Any) -> Any:
    """A preview during which somebody pauses, once."""
    real = type(room.market).preview

    async def preview(lines: Any, address_id: str) -> Any:
        room.market.preview = lambda *args: real(room.market, *args)
        await room.desk.switch.pause(Act(ANNA), "stock-taking")
        return await real(room.market, lines, address_id)

    return preview


async def test_nothing_is_sent_before_the_house_is_open(room: Any) -> None:
    await room.confirmed()
    room.desk.create_call.may_place.clear()
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []


async def test_what_was_on_the_wire_at_the_end_is_a_doubt_at_the_next_start(room: Any) -> None:
    number = await room.confirmed()

    async def dies(body: str) -> Placed:
        room.market.sent.append(body)
        raise asyncio.CancelledError

    room.market.place = dies
    room.desk.create_call._record = _never
    with pytest.raises(asyncio.CancelledError):
        await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.SUBMITTING)
    reborn = room.another_desk("second")
    reborn.create_call.may_place.clear()
    assert await reborn.create_call.recover() == 1
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert (await room.attempt(number)).next_look_at == room.clock.now()
    assert await reborn.create_call.recover() == 0


async def _never(*_: Any) -> None:
    """A record that the power cut prevents."""


async def test_an_answer_that_cannot_be_recorded_is_kept_in_a_file_and_stops_sending(room: Any) -> None:
    number = await room.confirmed()
    room.desk.create_call._follow = _full
    with pytest.raises(OSError, match="disk full"):
        await room.desk.submit_worker.submit_due()
    await room.confirmed(3)
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    assert (await room.attempt(number)).out_order_id in room.answers.read_text()
    assert room.answers.stat().st_mode & 0o777 == 0o600


async def _full(*_: Any) -> None:
    raise OSError("disk full")


async def _not_recorded(room: Any, outcome: Any) -> int:
    """A request whose answer found the disk full; the disk takes writes again."""
    number, wire = await room.confirmed(), room.desk.create_call
    room.market.outcomes, really, wire._follow = [outcome], wire._follow, _full
    with pytest.raises(OSError, match="disk full"):
        await room.desk.submit_worker.submit_due()
    wire._follow = really
    return int(number)


async def _told(room: Any) -> list[tuple[int, Any]]:
    """Whom it was told that an answer could not be recorded, and which orders were found."""
    return [(chat, facts["orders"]) for kind, chat, facts in await room.owed() if kind == "unrecorded"]


@pytest.mark.stop(16)
async def test_what_was_not_recorded_is_looked_for_once_the_disk_takes_writes_and_only_then_buying_goes_on(
    room: Any,
) -> None:
    number, other = await _not_recorded(room, placed()), await room.confirmed(3)
    await room.desk.create_call.take_over()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert "in_doubt" in await room.kinds()
    await room.desk.submit_worker.submit_due()
    await room.desk.create_call.take_over()
    assert len(room.market.sent) == 1
    await room.desk.unclear_orders.search_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    await room.desk.create_call.take_over()
    room.market.outcomes = [placed("3301686771403783780")]
    await room.desk.submit_worker.submit_due()
    assert await room.states(other) == (R.APPROVED, A.PLACED)
    assert len(room.market.sent) == 2


async def test_the_admins_hear_once_that_an_answer_was_not_recorded_and_that_its_order_was_found(two: Any) -> None:
    await _not_recorded(two, placed())
    await two.desk.create_call.take_over()
    assert await _told(two) == []
    await two.desk.unclear_orders.search_due()
    for _ in range(3):
        await two.desk.create_call.take_over()
    assert await _told(two) == [(ANNA.id, [ORDER_ID]), (BORIS.id, [ORDER_ID])]


async def test_the_admins_hear_it_too_where_the_order_is_not_found_so_far(room: Any) -> None:
    number = await _not_recorded(room, Unclear("cut off", "{}"))
    await room.desk.create_call.take_over()
    room.market.down = {"find": AWAY, "orders_created": AWAY}
    await room.desk.unclear_orders.search_due()
    await room.desk.create_call.take_over()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert await _told(room) == [(ANNA.id, [])]
    assert room.desk.create_call.may_place.is_set()


async def test_an_answer_that_was_not_recorded_is_kept_in_memory_until_it_can_be(room: Any) -> None:
    number = await _not_recorded(room, Placed((PlacedOrder(ORDER_ID, Fen(4200)),), (), '{"orderId": 1}'))
    await room.desk.create_call.take_over()
    async with room.ledger.read() as uow:
        kept = await uow.session.get(AttemptRow, (await room.attempt(number)).id)
    assert kept is not None
    assert kept.answer == '{"orderId": 1}'


async def test_a_disk_that_takes_not_even_the_file_stops_sending_all_the_same(room: Any) -> None:
    room.answers.mkdir()
    number = await _not_recorded(room, placed())
    assert not room.desk.create_call.may_place.is_set()
    await room.desk.create_call.take_over()
    await room.desk.unclear_orders.search_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)


async def test_only_what_waits_can_be_retried_or_taken_back(room: Any) -> None:
    number = await room.sent(placed())
    for verb in (room.desk.submit_worker.retry, room.desk.submit_worker.withdraw):
        with pytest.raises(Refusal, match="no-longer"):
            await verb(Act(ANNA), number)
        with pytest.raises(Refusal, match="unknown-request"):
            await verb(Act(ANNA), 99)
        with pytest.raises(Refusal, match="stranger"):
            await verb(Act(Person(9, "X", "en")), number)


async def test_what_waits_can_be_taken_back(room: Any) -> None:
    number = await room.confirmed()
    await room.desk.submit_worker.withdraw(Act(ANNA), number)
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await room.states(number) == (R.CANCELLED, A.WITHDRAWN)


@pytest.mark.stop(5)
@pytest.mark.parametrize(("apart", "stopped"), [(0, True), (8, False)])
async def test_three_doubts_stop_buying_and_old_ones_do_not_count(room: Any, apart: int, stopped: bool) -> None:
    for count in range(3):
        assert await room.paused() == ""
        await room.sent(Unclear(f"cut off {count}"))
        room.clock.on(minutes=apart)
    assert ("three orders in doubt" in await room.paused()) is stopped


async def _looked(room: Any) -> None:
    room.clock.on(seconds=3)
    await room.desk.unclear_orders.search_due()


@pytest.mark.stop(26)
async def test_that_the_app_may_not_order_is_told_to_every_admin_once(two: Any) -> None:
    await two.sent(Unsent("AppKey is not allowed(acl)", denied="alibaba.trade.createCrossOrder"))
    told = {(chat, facts["denied"]) for kind, chat, facts in await two.owed() if kind == "not_sent"}
    assert told == {(chat, "alibaba.trade.createCrossOrder") for chat in (1, 2)}
