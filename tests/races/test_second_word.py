"""Two who give the second word on money back at one instant, at two processes: it is asked for once, or not at all."""

from datetime import timedelta
from unittest.mock import AsyncMock

import pytest

from bot.purchasing.approval.team import Role
from bot.purchasing.errands import ErrandState, RefundsRead
from bot.purchasing.person import Act
from tests.desk.requests.approvals.conftest import ANNA, BORIS, DARIA, EVA
from tests.desk.requests.approvals.test_asked_back_together import RULES, ordered, prepared
from tests.desk.requests.approvals.test_second_word import over, waits
from tests.races.pair import ROUNDS, Pair


@pytest.mark.threat("T63")
@pytest.mark.parametrize("words", [1, 2])
async def test_two_who_agree_at_once_have_it_sent_once(pair: Pair, words: int) -> None:
    for person in (BORIS, DARIA):
        await pair.one.member(person, Role.APPROVER, Role.BUYER)
    for number in range(1, ROUNDS + 1):
        order_id, errand = await waits(pair.one, rule=f"refund from 100 by {words} of buyers")
        ends = await pair.together(
            pair.one.desk.refunds.agree(Act(EVA), order_id, errand.id),
            pair.other.desk.refunds.agree(Act(DARIA), order_id, errand.id),
            pair.other.desk.refunds.agree(Act(EVA), order_id, errand.id),
        )
        assert {*ends} <= {"", "refund-word-over"}
        assert [each for each, _ in pair.market.asked] == [order_id]
        assert len(await over(pair.one)) == number
        pair.market.asked.clear()


async def test_of_a_yes_and_a_no_at_once_one_holds(pair: Pair) -> None:
    await pair.one.member(DARIA, Role.APPROVER, Role.BUYER)
    for _ in range(ROUNDS):
        pair.market.asked.clear()
        order_id, errand = await waits(pair.one)
        await pair.together(
            pair.one.desk.refunds.agree(Act(EVA), order_id, errand.id),
            pair.other.desk.refunds.turn_down(Act(DARIA), order_id, errand.id),
            pair.one.desk.refunds.turn_down(Act(ANNA), order_id, errand.id),
        )
        async with pair.one.ledger.read() as uow:
            draft = await uow.errands.draft(order_id, ANNA.id)
        assert (draft is None) == bool(pair.market.asked)
        assert len(pair.market.asked) < 2


@pytest.mark.threat("T63")
async def test_of_two_refunds_of_one_person_at_once_the_second_counts_the_first(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pair.one.rules(RULES)
    each_order_s_own = AsyncMock(return_value=RefundsRead((), answered=True, whole=True))
    monkeypatch.setattr(pair.market, "refunds", each_order_s_own)
    for _ in range(ROUNDS):
        orders = [await ordered(pair.one) for _ in range(2)]
        marks = [await prepared(pair.one, order_id, "1") for order_id in orders]
        ends = await pair.together(
            pair.one.desk.refunds.ask(Act(ANNA), orders[0], marks[0]),
            pair.other.desk.refunds.ask(Act(ANNA), orders[1], marks[1]),
        )
        assert ends == ["", ""]
        assert len(pair.market.asked) == 1
        assert [await waits_for_a_word(pair, order_id) for order_id in orders].count(True) == 1
        pair.market.asked.clear()
        pass_time(pair)


async def waits_for_a_word(pair: Pair, order_id: str) -> bool:
    async with pair.one.ledger.read() as uow:
        order = await uow.orders.get(order_id)
    return order.holding is not None and order.holding.state is ErrandState.WAITS


def pass_time(pair: Pair) -> None:
    """Nothing that was asked so far counts any more."""
    for team in (pair.one, pair.other):
        team.clock.time += timedelta(hours=25)
