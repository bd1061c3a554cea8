"""People of a team, at two processes, ask for the same money at one instant: 1688 hears it once."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.team import Role
from bot.purchasing.asking_back import RefundLimits
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState, RefundState
from bot.purchasing.person import Act, Person
from tests.desk.requests.approvals.conftest import ANNA, BORIS, DARIA, EVA, STRANGER
from tests.races.pair import ROUNDS, Pair

HELD = {
    "errand-sending",
    "errand-unclear",
    "errand-holds",
    "refund-claimed",
    "refund-runs",
    "refund-unread",
    "refund-moved",
    "refund-nothing",
}


async def paid(pair: Pair) -> str:
    """A paid order of the team; its number at 1688."""
    number = await pair.one.ask()
    await pair.one.approve(number, BORIS)
    await pair.one.desk.submit_worker.submit_due()
    await pair.one.desk.watch.look_due()
    order_id = str((await pair.one.purchase(number)).orders[-1].order_id)
    lines = tuple(OrderLine(of.offer_id, of.spec_id, of.quantity, entry_id=order_id) for of in lines_of(pair, order_id))
    pair.market.refund_list = ()
    order = pair.market.orders[order_id]
    pair.market.limits = RefundLimits(Fen(order.total - order.freight), order.freight, order.total)
    pair.market.moves(order_id, state=OrderState.PAID, word="waitsellersend", paid_at=pair.one.clock.now(), lines=lines)
    await pair.one.desk.watch.look(order_id)
    return order_id


def lines_of(pair: Pair, order_id: str) -> tuple[OrderLine, ...]:
    return pair.market.orders[order_id].lines


async def prepares(at: Any, by: Person, order_id: str) -> str:
    """This person's draft with a reason; its mark."""
    view = await at.desk.refunds.begin(Act(by), order_id)
    reason = view.reasons[0].id
    view = await at.desk.refunds.pick(Act(by), order_id, version=view.errand.version, reason_id=reason)
    return str(view.mark)


def asks(at: Any, by: Person, order_id: str, mark: str) -> Any:
    return at.desk.refunds.ask(Act(by), order_id, mark)


def heard(pair: Pair, order_id: str) -> int:
    return [number for number, _ in pair.market.asked].count(order_id)


@pytest.mark.threat("T63")
async def test_of_two_people_one_asks_and_1688_hears_it_once(pair: Pair) -> None:
    await pair.one.member(DARIA, Role.APPROVER, Role.BUYER)
    for _ in range(ROUNDS):
        order_id = await paid(pair)
        eva, daria = await prepares(pair.one, EVA, order_id), await prepares(pair.other, DARIA, order_id)
        ends = await pair.together(
            asks(pair.one, EVA, order_id, eva),
            asks(pair.other, DARIA, order_id, daria),
            asks(pair.other, EVA, order_id, eva),
        )
        assert ends.count("") == 1
        assert {*ends} <= {"", *HELD}
        assert heard(pair, order_id) == 1


async def test_one_draft_is_begun_and_changed_by_one_press_at_a_time(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await paid(pair)
        ends = await pair.together(*(each.desk.refunds.begin(Act(EVA), order_id) for each in (pair.one, pair.other)))
        assert {*ends} <= {"", "refund-moved"}
        view = await pair.one.desk.refunds.show(EVA, order_id)
        assert view.errand is not None
        change: dict[str, Any] = {"version": view.errand.version, "reason_id": view.reasons[0].id}
        ends = await pair.together(
            *(each.desk.refunds.pick(Act(EVA), order_id, **change) for each in (pair.one, pair.other))
        )
        assert sorted(ends) == ["", "refund-moved"]


async def test_a_lost_answer_is_settled_once_whoever_looks_or_speaks(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await paid(pair)
        mark = await prepares(pair.one, EVA, order_id)
        pair.market.loses_answers = True
        with pytest.raises(Refusal, match="errand-unclear"):
            await asks(pair.one, EVA, order_id, mark)
        pair.market.loses_answers = False
        live = (await pair.one.desk.refunds.show(EVA, order_id)).errand
        assert live is not None
        ends = await pair.together(
            pair.one.desk.watch.look(order_id),
            pair.other.desk.watch.look(order_id),
            pair.other.desk.refunds.not_there(Act(EVA), order_id, live.id),
        )
        assert {*ends} <= {"", "errand-not-looked", "refund-moved"}
        await pair.one.desk.watch.look(order_id)
        view = await pair.one.desk.refunds.show(EVA, order_id)
        assert (view.errand and view.errand.refund_id, view.order.refund) == (
            pair.market.refund_list[-1].refund_id,
            RefundState.ASKED,
        )
        assert heard(pair, order_id) == 1


async def test_of_two_who_take_a_refund_back_one_does(pair: Pair) -> None:
    order_id = await paid(pair)
    await asks(pair.one, EVA, order_id, await prepares(pair.one, EVA, order_id))
    await pair.one.desk.watch.look(order_id)
    refund = pair.market.refund_list[-1].refund_id
    ends = await pair.together(
        *(each.desk.refunds.withdraw(Act(EVA), order_id, refund) for each in (pair.one, pair.other, pair.one))
    )
    assert (ends.count(""), pair.market.calls.count("withdraw_refund")) == (1, 1)


async def test_of_two_who_cancel_an_order_one_does(pair: Pair) -> None:
    number = await pair.one.ask()
    await pair.one.approve(number, BORIS)
    await pair.one.desk.submit_worker.submit_due()
    await pair.one.desk.watch.look_due()
    order_id = str((await pair.one.purchase(number)).orders[-1].order_id)
    ends = await pair.together(
        *(each.desk.orders.cancel(Act(EVA), order_id) for each in (pair.one, pair.other, pair.one))
    )
    assert (ends.count(""), pair.market.calls.count("cancel")) == (1, 1)


@pytest.mark.threat("T63")
async def test_only_buyers_and_whose_lines_they_are_ask(pair: Pair) -> None:
    order_id = await paid(pair)
    for person, key in ((BORIS, "only-buyers"), (STRANGER, "stranger")):
        for doing in (prepares(pair.one, person, order_id), asks(pair.one, person, order_id, "x")):
            with pytest.raises(Refusal, match=key):
                await doing
    await asks(pair.one, ANNA, order_id, await prepares(pair.one, ANNA, order_id))
    assert heard(pair, order_id) == 1
