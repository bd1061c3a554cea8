"""What may go is found without a walk through the past, and what was emptied is in no page of the file."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.retention import RetentionRepository
from bot.desk.ledger.unit_of_work import UnitOfWork
from storage.engine.database import Database
from storage.queries.write_rows import add_new
from storage.tables import InboxRow

NOW = datetime(2026, 5, 6, tzinfo=UTC)
IBAN = "DE44500105175407324931"


def retention_in(session: AsyncSession) -> RetentionRepository:
    return UnitOfWork(session, NOW, None).retention


async def test_what_may_go_is_found_without_a_walk_through_the_past(database: Database, insert: Any) -> None:
    insert("inbox", bot_id=1, update_id=2, state="done", lane="1", raw="{}", finished_at=1)
    insert("outbox", id=1, state="sent", dedupe="a", payload="{}", sent_at=1)
    async with database.transaction() as session:
        connection = await session.connection()
        asked: list[tuple[str, Any]] = []
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *words: asked.append(words[2:4]))
        retention = retention_in(session)
        for looking in (
            retention.empty_updates(NOW, 5), retention.empty_messages(NOW, 5),
            retention.drafts_still_shown(NOW, 5), retention.unseen_drafts(NOW, 5),
            retention.still_unseen((1, 2), NOW), retention.drop_drafts((1, 2)),
            UnitOfWork(session, NOW, None).requests.open_drafts(1),
        ):  # fmt: skip
            await looking
        driver: Any = (await connection.get_raw_connection()).driver_connection
        plans = {
            statement: [step[3] for step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()]
            for statement, values in list(asked)
        }
    steps = [step for plan in plans.values() for step in plan]
    small = ("VALUES", "CONSTANT ROW", "going_on")
    scanned = [step for step in steps if step.startswith("SCAN") and not any(each in step for each in small)]
    assert scanned == ["SCAN dialog"], "there is one question at most for each person and chat"
    for index in ("ix_inbox_with_text", "ix_outbox_with_text", "ix_outbox_of_request", "never_asked"):
        assert any(index in step for step in steps), index


def test_the_indices_of_what_may_go_hold_only_that(plain: sqlite3.Connection, insert: Any) -> None:
    """Their size is what is left, not the past: an emptied row is in none of them."""
    insert("inbox", bot_id=1, update_id=1, state="done", lane="1", raw="{}", finished_at=1)
    insert("inbox", bot_id=1, update_id=2, state="done", lane="", raw="", finished_at=1)
    insert("outbox", id=1, state="sent", dedupe="a", sent_at=1)
    insert("outbox", id=2, state="sent", dedupe="b", sent_at=1, emptied_at=2)
    for table, index in (("inbox", "ix_inbox_with_text"), ("outbox", "ix_outbox_with_text")):
        where = {"inbox": "lane <> '' AND state <> 'new'", "outbox": "emptied_at IS NULL"}[table]
        query = f"SELECT count(*) FROM {table} INDEXED BY {index} WHERE {where}"
        assert plain.execute(query).fetchone() == (1,)


def on_disk(path: Path) -> bytes:
    """The file and its log."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


@pytest.mark.threat("T56")
@pytest.mark.parametrize("length", [22, 9000])
async def test_what_was_emptied_is_in_no_page_of_the_file(
    closed: Path, url: str, insert: Any, plain: sqlite3.Connection, length: int
) -> None:
    insert("inbox", bot_id=1, update_id=1, state="done", lane="1", raw=(IBAN * 500)[:length], finished_at=1)
    plain.close()
    assert IBAN.encode() in on_disk(closed)
    database = await Database.open(url)
    async with database.transaction() as session:
        assert await retention_in(session).empty_updates(NOW, 5) == 1
    await database.close()
    assert IBAN.encode() not in on_disk(closed)


async def test_the_room_of_what_was_emptied_is_used_again(closed: Path, url: str) -> None:
    """SQLite would leave each row that shrinks in its place, and the file would grow as if nothing had gone."""

    async def a_thousand_come_and_go(database: Database, first: int) -> None:
        async with database.transaction() as session:
            row = {"bot_id": 1, "lane": "1", "raw": "x" * 1200, "state": "done", "received_at": NOW, "finished_at": NOW}
            await add_new(session, InboxRow, [{**row, "update_id": first + n} for n in range(1000)])
        for _ in range(20):
            async with database.transaction() as session:
                assert await retention_in(session).empty_updates(NOW, 50) == 50

    database = await Database.open(url)
    sizes = []
    for first in (1, 1001, 2001, 3001):
        await a_thousand_come_and_go(database, first)
        with closing(sqlite3.connect(closed)) as plain:
            sizes.append(plain.execute("PRAGMA page_count").fetchone()[0])
    await database.close()
    grown = (sizes[-1] - sizes[0]) * 4096
    assert grown < 3000 * 300, "the emptied rows and their indices alone, of 1,200 bytes each before"
