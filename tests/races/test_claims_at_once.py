"""Two processes claim of the same order at one instant, by the desk's ledger or past it: never more than the laws."""

import multiprocessing
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests import migrated_databases
from tests.claim_rows import PAID_FOR, bought, errand, paid_order
from tests.counts import counted
from tests.postgres import Postgres, asked, told
from tests.races.claiming import TOGETHER, Try, claims

PAIRS = counted(1_000, 60)
SPAWN = multiprocessing.get_context("spawn")
PIECES = "no pieces are claimed that do not lack, or twice"
MONEY = "no more money is asked back of an order than was paid for it"
OVER = f"""SELECT order_id FROM remote_order WHERE (SELECT COALESCE(SUM(goods_fen + carriage_fen), 0) FROM refund_claim
    WHERE refund_claim.order_id = remote_order.order_id) > {PAID_FOR} OR (SELECT COALESCE(SUM(pieces), 0)
    FROM claimed_piece WHERE claimed_piece.order_id = remote_order.order_id) > 2"""
CLAIMED = "SELECT order_id FROM refund_claim"


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        return await migrated_databases.put_on(postgres)
    return await migrated_databases.put(tmp_path / "data" / "caigou.db")


def run(url: str, statements: list[str]) -> None:
    if not url.startswith("sqlite"):
        for first in range(0, len(statements), 500):
            told(url, ";".join(statements[first : first + 500]))
        return
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    if not url.startswith("sqlite"):
        return asked(url, query)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.timeout(counted(3_600, 600))
def test_of_two_processes_that_claim_the_same_at_one_instant_one_does(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    statements = bought()
    sides: tuple[list[Try], list[Try]] = ([], [])
    for pair in range(PAIRS):
        order_id = str(3_301_686_771_403_783_000 + pair)
        statements += paid_order(order_id)
        for side in (0, 1):
            number = 2 * pair + side + 1
            statements.append(errand(number, order_id))
            plain = pair % 4 < 2 if pair % 3 else (pair + side) % 2 == 0  # of a third of the pairs one of both
            sides[side].append(Try(number, order_id, of_pieces=pair % 2 == 0, plain=plain))
    run(url, statements)
    together = SPAWN.Barrier(2)
    ends = SPAWN.Queue()
    processes = [SPAWN.Process(target=claims, args=(url, tries, together, ends)) for tries in sides]
    for process in processes:
        process.start()
    said: Counter[str] = ends.get(timeout=10 * TOGETHER) + ends.get(timeout=10 * TOGETHER)
    for process in processes:
        process.join()
    with capsys.disabled():
        sys.stdout.write(f"\n{url.partition(':')[0]}, {PAIRS} pairs: {dict(said)}\n")
    assert rows(url, OVER) == []
    assert len(rows(url, CLAIMED)) == PAIRS, "one of each pair was claimed, and the other was not"
    assert said == {"claimed": PAIRS, PIECES: (PAIRS + 1) // 2, MONEY: PAIRS // 2}
