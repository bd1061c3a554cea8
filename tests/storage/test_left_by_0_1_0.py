"""A database as release 0.1.0 left it: two people, a team, three purchases in the pretend world, one still unpaid.

`left_by_0_1_0.sql` is what its own bot wrote while its scenes were played, as SQLite dumps it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.desk.ledger import facts
from bot.desk.ledger.facts import Fact, FactFamily
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations import audit
from bot.desk.operations.audit import Proof
from bot.purchasing.order import OrderState
from storage.engine.database import Database
from storage.tables.upkeep import FactRow
from tests.desk.conftest import Room
from tests.fakes.clock import HandClock

LEFT = Path(__file__).with_name("left_by_0_1_0.sql")


@pytest.fixture
def left(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "caigou.db"
    path.parent.mkdir(mode=0o700)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(LEFT.read_text("utf-8"))
    path.chmod(0o600)
    return path


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return list(database.iterdump())


async def test_an_update_keeps_every_purchase_and_can_read_every_fact(left: Path, tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{left}")
    room = Room(Ledger(database, HandClock()), frozenset({5_100_000_001}), tmp_path / "answers.log")
    purchases = [await room.purchase(number) for number in (1, 2, 3)]
    orders = [order for each in purchases for order in each.orders]
    assert [each.state for each in orders] == [OrderState.FINISHED, OrderState.CANCELLED, OrderState.TO_PAY]
    assert [(each.total, each.refunded) for each in orders] == [(38200, 0), (38200, 38200), (38200, 0)]
    known = [each for each in vars(facts).values() if isinstance(each, Fact | FactFamily)]
    async with room.ledger.read() as uow:
        names = (await uow.session.exec(select(col(FactRow.name)))).all()
        for name in names:
            of = next((each for each in known if name == each.name or name.startswith(f"{each.name}:")), None)
            if of is not None:
                await uow.facts.get(Fact(name, of.form))
    assert len(names) > 15
    await database.close()


async def test_what_runs_regularly_runs_after_an_update(left: Path, tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{left}")
    room = Room(Ledger(database, HandClock()), frozenset({5_100_000_001}), tmp_path / "answers.log")
    for name in vars(room.desk.rounds):
        await getattr(room.desk.rounds, name).run()
    assert {"orders_changed", "orders_created", "prepare"} <= set(room.market.calls)
    proof = Proof()
    async for page in audit.pages(room.ledger):
        proof.follow(page)
    proof.end()
    assert (proof.broken, proof.entries) == (None, 25)
    await database.close()


async def test_the_copy_that_an_update_leaves_is_the_database_of_before(left: Path) -> None:
    before = dumped(left)
    await (await Database.open(f"sqlite:///{left}")).close()
    assert dumped(left) != before
    (copy,) = (each for each in left.parent.iterdir() if ".before-" in each.name)
    copy.replace(left)
    assert dumped(left) == before, "moved back by hand, it is what 0.1.0 had"
