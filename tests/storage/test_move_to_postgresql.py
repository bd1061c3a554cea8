"""From SQLite to PostgreSQL: every row and number arrives, or none does."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.engine import move_to_postgresql
from storage.engine.database import Database
from storage.failures import StorageFailed
from tests.claim_rows import PAID_FOR, bought, claim, count, errand, paid_order, pieces
from tests.postgres import told
from tests.storage.sql import sql


async def numbers(url: str, query: str) -> list[tuple[Any, ...]]:
    database = await Database.open(url)
    try:
        async with database.reading() as session:
            return [tuple(row) for row in (await sql(session, query)).all()]
    finally:
        await database.close()


@pytest.fixture
def filled(closed: Path, insert: Any, bought: None) -> Path:
    insert("team", id=4, chat_id=-5, title="Ours", active=1, policy_version=1)
    insert("fact", name="numbers_from", value="2000", updated_at=1)
    insert("inbox", bot_id=9_000_000_001, update_id=1, lane="1", raw='{"text": "你好 \\u0000"}', state="done")
    for number in range(1, 2501):
        insert("outbox", dedupe=f"d{number}", chat_id=-(10**12) - number, kind="card", payload="{}", state="sent")
    return closed


async def test_every_row_arrives_with_its_sums(filled: Path, postgres_url: str) -> None:
    moved = await move_to_postgresql.move(filled, postgres_url)
    assert (moved["outbox"].rows, moved["request"].rows, moved["team"].rows) == (2500, 1, 1)
    assert moved["outbox"].sums["chat_id"] == sum(-(10**12) - n for n in range(1, 2501))
    assert await numbers(postgres_url, "SELECT count(*), min(chat_id) FROM outbox") == [(2500, -(10**12) - 2500)]
    assert await numbers(postgres_url, "SELECT active FROM team") == [(True,)]
    left = "SELECT count(*) FROM to_index WHERE request_id = (SELECT id FROM request)"
    assert await numbers(postgres_url, left) == [(1,)], "the index of words is made anew"


async def test_the_next_numbers_follow_the_highest_ones(filled: Path, migrated_url: str) -> None:
    await move_to_postgresql.move(filled, migrated_url)
    database = await Database.open(migrated_url)
    async with database.transaction() as session:
        given = [
            (await sql(session, f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")).scalar_one()
            for table in ("request", "attempt", "verdict")
        ]
    await database.close()
    assert given == [2000, 21, 1]


async def test_the_guards_hold_on_the_other_side(filled: Path, migrated_url: str) -> None:
    await move_to_postgresql.move(filled, migrated_url)
    database = await Database.open(migrated_url)
    try:
        with pytest.raises(Exception, match="may not move like this"):
            async with database.transaction() as session:
                await sql(session, "UPDATE attempt SET state = 'ready'")
    finally:
        await database.close()


async def test_a_row_that_does_not_fit_moves_nothing_and_it_can_be_tried_again(filled: Path, migrated_url: str) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE outbox SET kind = 'a' || char(0) || 'b' WHERE id = 7")
    with pytest.raises(StorageFailed, match="Nothing was moved"):
        await move_to_postgresql.move(filled, migrated_url)
    assert await numbers(migrated_url, "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM outbox)") == [(0,)]
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE outbox SET kind = 'card' WHERE id = 7")
    assert (await move_to_postgresql.move(filled, migrated_url))["outbox"].rows == 2500


async def test_what_differs_on_the_other_side_moves_nothing(
    filled: Path, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def otherwise(driver: Any, table: Any) -> move_to_postgresql.Totals:
        return move_to_postgresql.Totals(rows=1)

    monkeypatch.setattr(move_to_postgresql, "_read_back", otherwise)
    with pytest.raises(StorageFailed, match="does not hold the same"):
        await move_to_postgresql.move(filled, migrated_url)
    assert await numbers(migrated_url, "SELECT count(*) FROM chat") == [(0,)]


async def test_a_database_with_rows_is_left_alone(filled: Path, migrated_url: str) -> None:
    await move_to_postgresql.move(filled, migrated_url)
    with pytest.raises(StorageFailed, match="not empty"):
        await move_to_postgresql.move(filled, migrated_url)


async def test_a_database_of_something_else_is_left_alone(filled: Path, migrated_url: str) -> None:
    database = await Database.open(migrated_url)
    async with database.transaction() as session:
        await sql(session, "CREATE TABLE recipe (id int)")
    await database.close()
    with pytest.raises(StorageFailed, match="tables of something else"):
        await move_to_postgresql.move(filled, migrated_url)


async def test_only_postgresql_is_a_target(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="Name a PostgreSQL database"):
        await move_to_postgresql.move(filled, f"sqlite:///{tmp_path / 'other.db'}")


async def test_claims_arrive_whatever_was_counted_since_and_later_ones_are_judged(
    closed: Path, plain: sqlite3.Connection, migrated_url: str
) -> None:
    order_id = "3301686771403783001"
    rows = [*bought(), *paid_order(order_id), *(errand(number, order_id) for number in (1, 2))]
    rows += [claim(1, order_id, PAID_FOR), pieces(1, order_id, "damaged", 2)]
    rows += [count(order_id, "damaged", 2, act="back", reverses=2)]
    rows += [f"UPDATE remote_order SET refunded_fen = {PAID_FOR}", "UPDATE refund_claim SET goods_fen = 2 * goods_fen"]
    for statement in rows:
        plain.execute(statement)
    moved = await move_to_postgresql.move(closed, migrated_url)
    assert (moved["refund_claim"].rows, moved["claimed_piece"].rows) == (1, 1)
    assert moved["refund_claim"].sums["goods_fen"] == 2 * PAID_FOR
    with pytest.raises(RuntimeError, match="no more money is asked back"):
        told(migrated_url, claim(2, order_id, 1))
    told(migrated_url, f"UPDATE refund_claim SET state = 'paid', goods_fen = {PAID_FOR}")
    told(migrated_url, claim(2, order_id, 0))
    with pytest.raises(RuntimeError, match="no pieces are claimed"):
        told(migrated_url, pieces(2, order_id, "damaged", 1))
