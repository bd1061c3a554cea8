"""Two buyers of a team, at two processes, confirm the same goods at one instant; nobody else of it may."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.team import Role
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.person import Act, Person
from tests.desk.requests.approvals.conftest import ANNA, BORIS, DARIA, EVA, OWNER, STRANGER
from tests.races.pair import ROUNDS, Pair


async def counted(pair: Pair) -> str:
    """An order of the team that was counted in by who asked for it; its number at 1688."""
    number = await pair.one.ask()
    await pair.one.approve(number, BORIS)
    await pair.one.desk.submit_worker.submit_due()
    await pair.one.desk.watch.look_due()
    order_id = str((await pair.one.purchase(number)).orders[-1].order_id)
    pair.market.parcel_list = (Parcel(f"LP{number}", "YT1", "YTO", "SIGN", signed=True),)
    pair.market.moves(order_id, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=pair.one.clock.now())
    await pair.one.desk.watch.look(order_id)
    await pair.one.desk.counting.all_there(Act(ANNA), order_id, "k", seen=0)
    return order_id


def confirms(at: Any, by: Person, order_id: str, mark: str) -> Any:
    return at.desk.receipts.confirm(Act(by), order_id, mark, accepts=False)


async def test_of_two_buyers_one_confirms_and_1688_hears_it_once(pair: Pair) -> None:
    await pair.one.member(DARIA, Role.APPROVER, Role.BUYER)
    for _ in range(ROUNDS):
        order_id = await counted(pair)
        mark = (await pair.one.desk.receipts.show(EVA, order_id))[1].confirmable.mark(accepts=False)
        ends = await pair.together(
            confirms(pair.one, EVA, order_id, mark),
            confirms(pair.other, DARIA, order_id, mark),
            confirms(pair.other, EVA, order_id, mark),
        )
        assert ends.count("") == 1
        assert {*ends} <= {"", "errand-sending", "errand-unclear", "receipt-over", "receipt-unread", "receipt-nothing"}
        assert [each[0] for each in pair.market.confirmed].count(order_id) == 1


async def test_only_buyers_of_the_team_confirm(pair: Pair) -> None:
    order_id = await counted(pair)
    await pair.one.member(DARIA, Role.RECEIVER)
    for person, key in ((ANNA, "only-buyers"), (BORIS, "only-buyers"), (DARIA, "only-buyers"), (STRANGER, "stranger"),
                        (OWNER, "only-buyers")):  # fmt: skip
        for doing in (pair.one.desk.receipts.show(person, order_id), confirms(pair.one, person, order_id, "x")):
            with pytest.raises(Refusal, match=key):
                await doing
    assert pair.market.confirmed == []
