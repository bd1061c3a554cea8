"""How many statements each act asks of the database, and that no transaction loads a table twice."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed
from tests.statements import Statements, counted

MOST = {"confirm": 22, "confirm, submit, first look": 72, "pay": 30, "finds paid": 20}
"""The word of whoever asks, a purchase, a press on Pay, and a look that finds an order paid."""


@pytest.fixture
async def asked(room: Any) -> dict[str, Statements]:
    """What each act of a purchase asked of the database, one after the other."""
    number = await room.drafted()
    snapshot, card = (await room.purchase(number)).request.snapshot, await room.desk.drafting.step(number)
    room.market.outcomes = [placed()]

    async def pays() -> None:
        room.market.moves(ORDER_ID, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
        await room.desk.watch.look(ORDER_ID)

    acts: dict[str, Callable[[], Awaitable[object]]] = {
        "confirm": lambda: room.desk.drafting.confirm(Act(ANNA), number, snapshot.hash, *card.seen),
        "submit": room.desk.submit_worker.submit_due,
        "first look": room.desk.watch.look_due,
        "pay": lambda: room.desk.orders.pay(ANNA, ORDER_ID),
        "finds paid": pays,
    }
    statements = {name: Statements() for name in acts}
    for name, act in acts.items():
        with counted(statements[name]):
            await act()
        statements[name].told(name, "request", "attempt", "remote_order")
    (order,) = (await room.purchase(number)).orders
    assert order.state is OrderState.PAID, "the acts did what they are named after"
    return statements


@pytest.mark.parametrize("acts", MOST)
async def test_an_act_asks_so_much_of_the_database_at_most(asked: dict[str, Statements], acts: str) -> None:
    found = sum(len(asked[name].every) for name in acts.split(", "))
    assert 0 < found <= MOST[acts], [each for name in acts.split(", ") for each in asked[name].every]


async def test_no_transaction_of_these_acts_loads_a_table_twice(asked: dict[str, Statements]) -> None:
    assert {name: each.loaded_again() for name, each in asked.items() if each.loaded_again()} == {}
    assert all(len(each.transactions) > 1 for each in asked.values())
