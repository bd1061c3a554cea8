"""What is asked back in small refunds needs the second word of their sum: of one purchase, and of one person."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.desk.shared.refusal import Refusal
from bot.purchasing.asking_back import RefundLimits
from bot.purchasing.claims import Pieces
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState, Parcel, RefundReport, RefundState
from bot.purchasing.person import Act, Person
from tests.desk.money.test_refunds import LOST
from tests.desk.money.test_refunds_unclear import said_no
from tests.desk.requests.approvals.conftest import ANNA, CHEN, DARIA, EVA, A, B, R
from tests.desk.requests.approvals.test_baskets import agreed, parts
from tests.desk.requests.approvals.test_second_word import AGREED, draft

RULES = "else: any of approvers\ntogether 24h by requester\nrefund from 100 by 1 of buyers"
QUARTER = 87_50
LINES = ("1", "2", "3", "4")


async def ordered(team: Any, by: Person = ANNA) -> str:
    """An order of ¥ 350 in four lines that arrived; its number at 1688."""
    number = await team.ask(by, 40)
    await team.approve(number, CHEN)
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    order_id = str((await team.purchase(number)).orders[-1].order_id)
    arrived(team, order_id)
    await team.desk.watch.look(order_id)
    return order_id


def arrived(team: Any, order_id: str, of_a_line: int = QUARTER) -> None:
    (whole, *_) = team.market.orders[order_id].lines
    lines = tuple(OrderLine(whole.offer_id, whole.spec_id, 10, entry_id=line, amount=Fen(of_a_line)) for line in LINES)
    team.market.parcel_list = (Parcel(f"LP{order_id}", "YT1", "YTO", "SIGN", signed=True),)
    team.market.limits = RefundLimits(Fen(of_a_line), Fen(0), Fen(of_a_line))
    team.market.refund_list = ()
    team.market.moves(
        order_id,
        state=OrderState.SHIPPED,
        word="waitbuyerreceive",
        paid_at=team.clock.now(),
        lines=lines,
        total=Fen(4 * of_a_line),
        freight=Fen(0),
    )


async def prepared(team: Any, order_id: str, line: str, by: Person = ANNA, goods: int = QUARTER) -> str:
    """A draft of this much for a line of an order; its mark."""
    refunds = team.desk.refunds
    view = await refunds.begin(Act(by), order_id, pieces={line: Pieces(missing=10)}, here=False)
    version = view.errand.version
    view = await refunds.pick(Act(by), order_id, version=version, reason_id=AGREED, goods=Fen(goods))
    return str(view.mark)


async def asks(team: Any, order_id: str, line: str = "1", by: Person = ANNA, goods: int = QUARTER) -> Errand:
    """They ask this much back for a line of an order; what became of that."""
    mark = await prepared(team, order_id, line, by, goods)
    purchase = await team.desk.refunds.ask(Act(by), order_id, mark)
    order = next(order for order in purchase.orders if order.order_id == order_id)
    errand: Errand = order.errands[-1]
    return errand


async def ends(team: Any, errand: Errand, order_id: str, state: RefundState, paid: int = 0) -> None:
    """1688 shows the end of a refund."""
    word = "refundsuccess" if state is RefundState.DONE else "refundclose"
    team.market.refund_moves(errand.refund_id, word=word, state=state, paid=Fen(paid))
    team.market.moves(order_id, refund=state)
    await team.desk.watch.look(order_id)


@pytest.fixture
async def ruled(team: Any) -> Any:
    await team.rules(RULES)
    return team


async def states(team: Any, *asked: tuple[str, str]) -> list[ErrandState]:
    return [(await asks(team, order_id, line)).state for order_id, line in asked]


async def test_a_purchase_that_is_asked_back_in_four_refunds_needs_the_second_word_of_its_sum(
    ruled: Any,
) -> None:
    order_id = await ordered(ruled)
    first = await asks(ruled, order_id, "1")
    assert first.state is ErrandState.DONE
    second = await asks(ruled, order_id, "2")
    assert second.state is ErrandState.WAITS
    assert len(ruled.market.asked) == 1
    (told,) = await ruled.told("refund_word")
    assert (told["asked"], told["before"], told["by_person"]) == (QUARTER, QUARTER, False)


async def test_what_had_its_words_is_not_added_again_and_what_had_none_is(ruled: Any) -> None:
    order_id = await ordered(ruled)
    await asks(ruled, order_id, "1")
    for line in ("2", "3"):
        waiting = await asks(ruled, order_id, line)
        view = await ruled.desk.refunds.show(ANNA, order_id)
        assert (view.word.before, view.word.total) == (QUARTER, 2 * QUARTER)
        await ruled.desk.refunds.agree(Act(EVA), order_id, waiting.id)
    assert len(ruled.market.asked) == 3


async def test_of_one_purchase_it_is_the_same_whoever_asks(ruled: Any) -> None:
    await ruled.member(DARIA, R, A, B)
    order_id = await ordered(ruled)
    await asks(ruled, order_id, "1", by=ANNA)
    waiting = await asks(ruled, order_id, "2", by=EVA)
    assert waiting.state is ErrandState.WAITS
    view = await ruled.desk.refunds.show(EVA, order_id)
    assert (view.word.by_person, view.word_of) == (False, ("Daria",))


async def test_refunds_of_several_purchases_by_one_person_count_together(ruled: Any) -> None:
    orders = [await ordered(ruled) for _ in range(2)]
    assert (await asks(ruled, orders[0])).state is ErrandState.DONE
    arrived(ruled, orders[1])
    waiting = await asks(ruled, orders[1])
    assert waiting.state is ErrandState.WAITS
    view = await ruled.desk.refunds.show(ANNA, orders[1])
    assert (view.word.before, view.word.total, view.word.by_person) == (QUARTER, 2 * QUARTER, True)
    (told,) = await ruled.told("refund_word")
    assert (told["before"], told["by_person"]) == (QUARTER, True)


async def test_another_person_s_refunds_of_another_purchase_do_not_count(ruled: Any) -> None:
    await ruled.member(DARIA, A, B)
    orders = [await ordered(ruled) for _ in range(2)]
    await asks(ruled, orders[0], by=ANNA)
    arrived(ruled, orders[1])
    assert (await asks(ruled, orders[1], by=EVA)).state is ErrandState.DONE


async def test_what_was_asked_before_the_time_of_together_does_not_count(ruled: Any) -> None:
    order_id = await ordered(ruled)
    await asks(ruled, order_id, "1")
    ruled.clock.time += timedelta(hours=24)
    assert (await asks(ruled, order_id, "2")).state is ErrandState.DONE
    assert (await asks(ruled, order_id, "3")).state is ErrandState.WAITS


async def test_without_together_a_purchase_is_one_thing_still_and_a_person_s_refunds_are_not(
    ruled: Any,
) -> None:
    await ruled.rules(RULES.replace("together 24h by requester", "together off"))
    orders = [await ordered(ruled) for _ in range(2)]
    await asks(ruled, orders[0])
    arrived(ruled, orders[1])
    assert await states(ruled, (orders[1], "1"), (orders[1], "2")) == [
        ErrandState.DONE,
        ErrandState.WAITS,
    ]


@pytest.mark.parametrize("paid", [0, 10_00, 20_00])
async def test_of_a_refund_that_ended_what_came_back_counts(ruled: Any, paid: int) -> None:
    order_id = await ordered(ruled)
    first = await asks(ruled, order_id, "1")
    await ends(ruled, first, order_id, RefundState.DONE if paid else RefundState.CLOSED, paid)
    second = await asks(ruled, order_id, "2")
    assert second.state is (ErrandState.WAITS if paid + QUARTER >= 100_00 else ErrandState.DONE)


async def test_what_was_turned_down_does_not_count(ruled: Any) -> None:
    order_id = await ordered(ruled)
    await asks(ruled, order_id, "1", goods=50_00)
    waiting = await asks(ruled, order_id, "2", goods=60_00)
    await ruled.desk.refunds.turn_down(Act(EVA), order_id, waiting.id)
    assert await draft(ruled, order_id) is not None
    assert (await asks(ruled, order_id, "3", goods=40_00)).state is ErrandState.DONE


@pytest.mark.parametrize(("error", "state"), [(said_no("5006"), ErrandState.DONE), (LOST, ErrandState.WAITS)])
async def test_what_1688_refused_does_not_count_and_what_is_unclear_does(
    ruled: Any, error: Exception, state: ErrandState
) -> None:
    orders = [await ordered(ruled) for _ in range(2)]
    arrived(ruled, orders[0])
    ruled.market.down = {"ask_refund": error}
    with pytest.raises(Refusal):
        await asks(ruled, orders[0], goods=50_00)
    ruled.market.down = {}
    arrived(ruled, orders[1])
    assert (await asks(ruled, orders[1], goods=60_00)).state is state


async def test_a_refund_of_the_site_is_asked_back_of_its_purchase_too(ruled: Any) -> None:
    order_id = await ordered(ruled)
    on_the_site = RefundReport(
        "TQ9",
        "waitselleragree",
        RefundState.ASKED,
        Fen(20_00),
        Fen(0),
        entries=("4",),
        asked_at=ruled.clock.now(),
    )
    ruled.market.refund_list = (on_the_site,)
    ruled.market.moves(order_id, refund=RefundState.ASKED)
    await ruled.desk.watch.look(order_id)
    assert (await asks(ruled, order_id, "1")).state is ErrandState.WAITS
    view = await ruled.desk.refunds.show(ANNA, order_id)
    assert (view.word.before, view.word.total) == (20_00, 20_00 + QUARTER)


async def test_who_agrees_must_reach_the_sum_of_both(ruled: Any) -> None:
    await ruled.member(EVA, B, limit=QUARTER + 1_00)
    await ruled.member(DARIA, A, B)
    order_id = await ordered(ruled)
    await asks(ruled, order_id, "1")
    waiting = await asks(ruled, order_id, "2")
    await ruled.refused("only-second-words", ruled.desk.refunds.agree(Act(EVA), order_id, waiting.id))
    await ruled.desk.refunds.agree(Act(DARIA), order_id, waiting.id)
    assert len(ruled.market.asked) == 2


async def test_what_waits_because_of_another_is_sent_though_that_was_agreed_to_before(
    ruled: Any,
) -> None:
    orders = [await ordered(ruled) for _ in range(2)]
    arrived(ruled, orders[0], 150_00)
    await ruled.desk.watch.look(orders[0])
    large = await asks(ruled, orders[0], goods=150_00)
    arrived(ruled, orders[1])
    small = await asks(ruled, orders[1], goods=60_00)
    assert (large.state, small.state) == (ErrandState.WAITS, ErrandState.WAITS)
    ruled.clock.time += timedelta(minutes=5)
    ruled.market.limits = RefundLimits(Fen(150_00), Fen(0), Fen(150_00))
    await ruled.desk.refunds.agree(Act(EVA), orders[0], large.id)
    arrived(ruled, orders[1])
    await ruled.desk.refunds.agree(Act(EVA), orders[1], small.id)
    assert [ask.goods for _, ask in ruled.market.asked] == [150_00, 60_00]


async def test_the_sums_are_read_by_one_statement_by_its_indices(ruled: Any) -> None:
    order_id = await ordered(ruled)
    await asks(ruled, order_id, "1")
    asked = list[tuple[str, Any]]()
    async with ruled.ledger.read() as uow:
        connection = await uow.session.connection()
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *words: asked.append(words[2:4]))
        found = await uow.errands.asked_back(ruled.id, ANNA.id, 1, ruled.clock.now() - timedelta(hours=24))
        driver: Any = (await connection.get_raw_connection()).driver_connection
        ((statement, values),) = asked
        plan = driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    steps = [step[3] for step in plan]
    assert [refund.asked for refund in found] == [QUARTER]
    assert [step for step in steps if step.startswith("SCAN ") and "subquery" not in step] == []
    assert any("asked_back (person_id=? AND at>?)" in step for step in steps), steps


async def test_the_parts_of_a_purchase_are_one_purchase(ruled: Any) -> None:
    await ruled.member(DARIA, R, A, B)
    number = await agreed(ruled, RULES, (40, 40))
    await ruled.desk.submit_worker.submit_due()
    await ruled.desk.watch.look_due()
    one, other = [part.orders[0].order_id for part in await parts(ruled, number)]
    for order_id, by, state in (
        (one, EVA, ErrandState.DONE),
        (other, DARIA, ErrandState.WAITS),
    ):
        arrived(ruled, order_id)
        await ruled.desk.watch.look(order_id)
        assert (await asks(ruled, order_id, by=by)).state is state
