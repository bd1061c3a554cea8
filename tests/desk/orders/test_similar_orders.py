"""Orders that carry no reference and may be the lost one: shown, never sent over, and left once they are explained."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.desk import Desk, Terms
from bot.desk.operations.tokens import Seal, SealedTokenStore
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Unreachable
from bot.market.port import Refused, Unsent
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, PayWay
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, BORIS, OFFER
from tests.desk.orders.test_unclear_orders import CUT, absent, wait
from tests.fakes.clock import TUESDAY
from tests.fakes.market import ORDER_ID
from tests.known_members import ClosedDoor

A, R = AttemptState, RequestState
OTHER = "3301686771403783000"


async def alike(room: Any, number: int) -> list[str]:
    return [each.order_id for each in (await room.attempt(number)).alike]


async def late(room: Any) -> None:
    """Every look of the first ten minutes was made."""
    for seconds in (2, 5, 10, 20, 40, 120, 300, 600):
        await wait(room, seconds)


@pytest.mark.parametrize(
    ("reference", "values", "there"),
    [
        ("", {}, True),
        ("", {"total": Fen(4100)}, True),
        ("", {"total": Fen(4201)}, False),
        ("", {"lines": (OrderLine(OFFER.offer_id, None, 3),)}, False),
        ("", {"lines": (OrderLine(OFFER.offer_id, "spec", 2),)}, False),
        ("", {"created_at": TUESDAY - timedelta(minutes=11)}, False),
        ("XX1", {}, False),
        ("CGanother", {}, False),
    ],
)
async def test_an_order_of_nobody_may_be_the_lost_one_where_goods_and_total_fit_and_it_was_made_since(
    room: Any, reference: str, values: Any, there: bool
) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, reference, **values)
    await wait(room, 2)
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert await alike(room, number) == ([ORDER_ID] if there else [])


@pytest.mark.threat("T41")
async def test_ordering_again_is_refused_while_an_order_may_be_it(two: Any) -> None:
    number = await two.sent(CUT)
    two.market.exists(ORDER_ID, "")
    await late(two)
    for person in (ANNA, BORIS):
        with pytest.raises(Refusal, match="alike-there") as refusal:
            await two.desk.unclear_orders.place_anew(Act(person), (await two.attempt(number)).id)
        assert refusal.value.facts["order_id"] == ORDER_ID
    assert await two.states(number) == (R.APPROVED, A.NEEDS_PERSON)
    assert len(two.market.sent) == 1


async def test_one_that_comes_between_two_words_on_ordering_again_stops_the_second(two: Any) -> None:
    number = await absent(two)
    attempt_id = (await two.attempt(number)).id
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), attempt_id)
    two.market.exists(ORDER_ID, "")
    await wait(two, 1800)
    with pytest.raises(Refusal, match="alike-there"):
        await two.desk.unclear_orders.place_anew(Act(BORIS), attempt_id)


@pytest.mark.threat("T41")
async def test_what_two_people_order_again_is_not_sent_where_an_order_appeared_since(two: Any) -> None:
    number = await absent(two)
    attempt_id = (await two.attempt(number)).id
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), attempt_id)
    await two.desk.unclear_orders.place_anew(Act(BORIS), attempt_id)
    two.market.exists(ORDER_ID, "")
    await two.desk.submit_worker.submit_due()
    assert await two.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert len(two.market.sent) == 1


@pytest.mark.threat("T41")
async def test_what_was_proved_not_sent_is_not_sent_again_by_itself_over_an_order_that_may_be_it(room: Any) -> None:
    number = await room.sent(Unsent("no connection"))
    room.market.exists(ORDER_ID, "")
    room.clock.on(seconds=21)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    assert len(room.market.sent) == 1


@pytest.mark.stop(22)
@pytest.mark.threat("T41")
async def test_a_refusal_is_no_proof_while_an_order_may_be_it(room: Any) -> None:
    room.market.exists(ORDER_ID, "")
    number = await room.sent(Refused("500_004", "no stock", "{}"))
    assert await room.states(number) == (R.APPROVED, A.IN_DOUBT)
    await late(room)
    assert await alike(room, number) == [ORDER_ID]


@pytest.mark.stop(21)
@pytest.mark.threat("T41")
async def test_giving_up_takes_a_second_press_that_names_what_was_shown(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, "")
    await late(room)
    attempt_id = (await room.attempt(number)).id
    with pytest.raises(Refusal, match="alike-unseen"):
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id)
    seen = await room.desk.unclear_orders.to_be_seen(ANNA, attempt_id)
    assert [each.order_id for each in seen.alike] == [ORDER_ID]
    room.market.exists(OTHER, "")
    await wait(room, 1800)
    with pytest.raises(Refusal, match="alike-unseen"):
        await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id, seen.alike_hash)
    seen = await room.desk.unclear_orders.to_be_seen(ANNA, attempt_id)
    await room.desk.unclear_orders.give_up(Act(ANNA), attempt_id, seen.alike_hash)
    assert await room.states(number) == (R.CLOSED, A.ABANDONED)


async def test_giving_up_over_it_still_takes_two_people(two: Any) -> None:
    number = await two.sent(CUT)
    two.market.exists(ORDER_ID, "")
    await late(two)
    attempt = await two.attempt(number)
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.give_up(Act(ANNA), attempt.id, attempt.alike_hash)
    assert await two.states(number) == (R.APPROVED, A.NEEDS_PERSON)
    await two.desk.unclear_orders.give_up(Act(BORIS), attempt.id, attempt.alike_hash)
    assert await two.states(number) == (R.CLOSED, A.ABANDONED)


async def test_nothing_is_shown_before_giving_up_where_nothing_may_be_it_or_it_is_too_early(room: Any) -> None:
    number = await room.sent(CUT)
    with pytest.raises(Refusal, match="too-early"):
        await room.desk.unclear_orders.to_be_seen(ANNA, (await room.attempt(number)).id)
    await late(room)
    assert await room.desk.unclear_orders.to_be_seen(ANNA, (await room.attempt(number)).id) is None


async def test_one_that_turns_out_to_be_of_another_request_may_be_it_no_more(two: Any) -> None:
    first, second = await two.sent(CUT), await two.sent(CUT)
    two.market.exists(ORDER_ID, "")
    await late(two)
    assert (await alike(two, first), await alike(two, second)) == ([ORDER_ID], [ORDER_ID])
    await two.desk.unclear_orders.found(Act(ANNA), (await two.attempt(first)).id, ORDER_ID)
    with pytest.raises(Refusal, match="second-person"):
        await two.desk.unclear_orders.place_anew(Act(ANNA), (await two.attempt(second)).id)
    await wait(two, 1800)
    assert await alike(two, second) == []


async def test_a_doubt_is_looked_for_at_once_when_the_order_that_might_have_been_it_has_an_owner(two: Any) -> None:
    first, second = await two.sent(CUT), await two.sent(CUT)
    two.market.exists(ORDER_ID, "")
    await late(two)
    await two.desk.unclear_orders.found(Act(ANNA), (await two.attempt(first)).id, ORDER_ID)
    await two.desk.unclear_orders.search_due()
    assert await alike(two, second) == []


async def test_a_list_that_was_not_read_takes_nothing_back_that_was_seen(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, "")
    await wait(room, 2)
    room.market.down = {"orders_created": Unreachable("call", "away")}
    await wait(room, 5)
    assert await alike(room, number) == [ORDER_ID]


async def test_people_are_asked_again_where_an_order_that_may_be_it_turns_up_late(room: Any) -> None:
    number = await absent(room)
    room.market.exists(ORDER_ID, "")
    for seconds in (1800, 3601):
        await wait(room, seconds)
    asked = [facts["alike"] for kind, _, facts in await room.owed() if kind == "needs_person"]
    assert [[row["order_id"] for row in rows] for rows in asked] == [[], [ORDER_ID]]
    assert await alike(room, number) == [ORDER_ID]


@pytest.mark.parametrize(("reference", "blind"), [("", True), (None, False)])
async def test_a_doubt_says_whether_1688_shows_our_reference_with_orders(
    room: Any, reference: str | None, blind: bool
) -> None:
    first = await room.sent()
    if reference is not None:
        room.market.moves(ORDER_ID, out_order_id=reference)
    await room.desk.watch.look_due()
    assert [order.echoed for order in (await room.purchase(first)).orders] == [not blind]
    number = await room.sent(CUT)
    await late(room)
    told = {kind: facts["blind"] for kind, _, facts in await room.owed() if kind in ("in_doubt", "needs_person")}
    assert told == {"in_doubt": blind, "needs_person": blind}
    assert (await room.desk.drafting.step(number)).blind is blind
    assert (await room.desk.orders.details(ANNA, str(number))).blind is blind
    assert (await room.desk.health.report()).blind is blind


async def test_what_a_person_named_tells_nothing_of_whether_our_reference_comes_back(room: Any) -> None:
    number = await room.sent(CUT)
    room.market.exists(ORDER_ID, "")
    await room.desk.unclear_orders.found(Act(ANNA), (await room.attempt(number)).id, ORDER_ID)
    await room.desk.watch.look_due()
    assert [order.echoed for order in (await room.purchase(number)).orders] == [False]
    assert not (await room.desk.health.report()).blind


async def test_an_order_of_the_one_click_call_tells_nothing_of_our_reference(room: Any) -> None:
    room.desk = Desk(
        room.ledger, room.market, SealedTokenStore(room.ledger, "source", Seal("s")),
        Terms(room.admins, (PayWay.ALIPAY,), "one_click", "first", room.answers), ClosedDoor(),
    )  # fmt: skip
    room.desk.create_call.may_place.set()
    await room.sent()
    room.market.moves(ORDER_ID, out_order_id="")
    await room.desk.watch.look_due()
    assert not (await room.desk.health.report()).blind
