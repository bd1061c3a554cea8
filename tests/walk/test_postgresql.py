"""Stories that must not depend on the database, told on a PostgreSQL server, and on a file if no other walk does it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.basket_scene import sheet
from bot.sandbox.scenes import play
from tests.walk.conftest import Street, pushed
from tests.walk.teams import Group
from tests.web.conftest import free_port

CREATE = "alibaba.trade.createCrossOrder"
EVERYTHING_SAID = "SELECT 1 AS said WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE state <> 'sent')"


on_both = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> dict[str, str]:
    """The setting of the database; on a file it is left as it is."""
    on_a_file = getattr(request, "param", "postgresql") == "sqlite"
    return {} if on_a_file else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


@pytest.fixture
async def street(open_street: Any, database: dict[str, str]) -> AsyncIterator[Street]:
    """One bot on either database."""
    async with open_street(**database) as street:
        yield street


async def test_the_happy_story_holds(open_street: Any, database: dict[str, str]) -> None:
    async with open_street(WEB_LISTEN=f"127.0.0.1:{free_port()}", **database) as street:
        await pushed(street)
        await play("happy", str(street.http.base_url), pause=0, say=street.said.append)
        await street.agree()


@on_both
async def test_the_story_of_a_sheet_is_told(group: Group) -> None:
    await sheet(group.play)
    await group.reads("ordered from 5 of 6 sellers", "1. ", "refused by 1688", "6. ", "to be paid")
    await group.street.agree()
    orders = (await group.street.ledger())["orders"]
    assert len(orders) == 6
    assert sum(len(order["lines"]) for order in orders) == 30


@on_both
async def test_a_team_buys_one_and_cancels_another_though_the_bot_restarts_before_each_step(group: Group) -> None:
    street, cast = group.street, group.cast
    number, card = await group.asks("For the fair")
    await street.tenant.restart()
    await cast.here["Boris"].presses(card, "Approve")
    await group.reads(f"#{number} ", "✅ Boris")
    await street.tenant.restart()
    await cast.here["Chen"].presses(card, "Approve")
    await group.reads("1688 no.", "Approved by Boris, Chen")
    await street.tenant.restart()
    bought = str((await street.ledger())["orders"][-1]["id"])
    await street.at_1688(bought, "pay")
    await group.reads(f"#{number} · paid")
    await street.until(lambda: street.has(EVERYTHING_SAID), "everything is said")
    other, card = await group.asks("For the second fair")
    for name in ("Boris", "Chen"):
        await cast.here[name].presses(card, "Approve")
    await group.reads(f"#{other} ", "1688 no.", "Approved by Boris, Chen")
    await street.tenant.restart()
    await street.later(11)
    emil = cast.alone["Emil"]
    await emil.presses(await emil.sees("ordered, to be paid", f"#{other}"), "More")
    await emil.presses(await emil.sees("pay on 1688", f"#{other}"), "Cancel order")
    await emil.presses(await emil.sees("cancel this order on 1688?"), "Yes, cancel it")
    await group.reads(f"#{other} · closed", "The buyer cancelled it")
    await street.tenant.restart()

    await street.until(lambda: street.has(EVERYTHING_SAID), "everything is said")
    states = street.rows("SELECT r.id, o.state FROM remote_order o JOIN request r ON r.id = o.request_id ORDER BY r.id")
    assert states == [(int(number), "paid"), (int(other), "cancelled")]
    assert (await street.ledger())["calls"][CREATE] == 2
    assert len(group.votes()) == 4
    await street.agree()
