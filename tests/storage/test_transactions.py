"""Write transactions are whole or nothing and stand in line; reads go on beside them."""

import asyncio
import gc
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine import database as module
from storage.engine.database import Database
from storage.failures import NestedTransaction, StorageFailed
from storage.tables import FactRow
from tests.storage.sql import sql


async def put(session: AsyncSession, name: str, value: str = "1") -> None:
    insert = "INSERT INTO fact (name, value, updated_at) VALUES (:name, :value, 0)"
    await sql(session, insert, name=name, value=value)


async def names(database: Database) -> set[str]:
    async with database.reading() as session:
        return {row[0] for row in (await sql(session, "SELECT name FROM fact")).all()}


async def test_what_was_written_is_there_after_the_transaction(database: Database, path: Path) -> None:
    async with database.transaction() as session:
        await put(session, "a")
    with closing(sqlite3.connect(path)) as another_process:
        assert another_process.execute("SELECT name FROM fact").fetchall() == [("a",)]


async def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    async def work() -> None:
        async with database.transaction() as session:
            await put(session, "a")
            raise LookupError

    with pytest.raises(LookupError):
        await work()
    assert await names(database) == set()


async def test_a_broken_constraint_reaches_the_caller_as_it_is_and_undoes_all(database: Database) -> None:
    async def work() -> None:
        async with database.transaction() as session:
            await put(session, "a")
            await put(session, "a")

    with pytest.raises(IntegrityError):
        await work()
    assert await names(database) == set()
    async with database.transaction() as session:
        await put(session, "a")
    assert await names(database) == {"a"}


async def test_a_cancellation_undoes_the_whole_transaction(database: Database) -> None:
    written, never = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with database.transaction() as session:
            await put(session, "a")
            written.set()
            await never.wait()

    task = asyncio.create_task(work())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await names(database) == set()
    async with database.transaction() as session:
        await put(session, "b")
    assert await names(database) == {"b"}


# SQLAlchemy gives a connection up whose statement was cancelled; Python closes it, and says so from 3.13 on.
@pytest.mark.filterwarnings("ignore:.*Connection object:pytest.PytestUnraisableExceptionWarning")
async def test_a_cancellation_at_any_moment_leaves_all_or_nothing_and_the_next_one_works(
    database: Database,
) -> None:
    async def work(number: int) -> None:
        async with database.transaction() as session:
            await put(session, f"{number}-first")
            await put(session, f"{number}-second")

    for number in range(60):
        task = asyncio.create_task(work(number))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        found = {name for name in await names(database) if name.startswith(f"{number}-")}
        assert found in (set(), {f"{number}-first", f"{number}-second"})
        # Who is not told of a cancellation may rely on what he wrote.
        assert found or task.cancelled()
    gc.collect()  # what was given up is closed here, while the warning is expected


async def test_a_commit_under_way_is_finished_before_its_cancellation_is_passed_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_commit, go_on = asyncio.Event(), asyncio.Event()
    commit = AsyncSession.commit

    async def slow_commit(session: AsyncSession) -> None:
        at_commit.set()
        await go_on.wait()
        await commit(session)

    monkeypatch.setattr(AsyncSession, "commit", slow_commit)

    async def work() -> None:
        async with database.transaction() as session:
            await put(session, "a")

    task = asyncio.create_task(work())
    await at_commit.wait()
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await names(database) == {"a"}


async def test_parallel_writers_lose_no_count(database: Database) -> None:
    async with database.transaction() as session:
        await put(session, "count", "0")

    async def add_one() -> None:
        async with database.transaction() as session:
            found = (await sql(session, "SELECT value FROM fact")).one()[0]
            await asyncio.sleep(0)
            await sql(session, "UPDATE fact SET value = :value", value=str(int(found) + 1))

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with database.reading() as session:
        assert (await sql(session, "SELECT value FROM fact")).one() == ("40",)


async def test_writers_are_served_in_the_order_of_asking(database: Database) -> None:
    served: list[int] = []

    async def work(number: int) -> None:
        async with database.transaction():
            served.append(number)

    await asyncio.gather(*(work(number) for number in range(10)))
    assert served == list(range(10))


async def test_a_transaction_keeps_other_processes_from_writing_from_its_first_moment(
    database: Database, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as another_process:
        async with database.transaction():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                another_process.execute("BEGIN IMMEDIATE")
        another_process.execute("BEGIN IMMEDIATE")
        assert another_process.in_transaction


async def test_a_writer_that_waits_for_another_program_holds_up_nobody(database: Database, path: Path) -> None:
    async def write() -> None:
        async with database.transaction() as session:
            await put(session, "a")

    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as another_program:
        another_program.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(write())
        assert await names(database) == set(), "readers go on"
        assert not waiting.done()
        another_program.execute("ROLLBACK")
        await waiting
    assert await names(database) == {"a"}


async def test_a_reader_sees_one_state_beside_the_writer(database: Database) -> None:
    async with database.transaction() as session:
        await put(session, "a")
    async with database.reading() as reader:
        before = (await sql(reader, "SELECT count(*) FROM fact")).one()
        async with database.transaction() as writer:
            await put(writer, "b")
            meanwhile = (await sql(reader, "SELECT count(*) FROM fact")).one()
        after = (await sql(reader, "SELECT count(*) FROM fact")).one()
    assert (before, meanwhile, after) == ((1,), (1,), (1,))
    assert await names(database) == {"a", "b"}


async def test_nothing_is_written_through_a_reader(database: Database) -> None:
    with pytest.raises(StorageFailed, match="cannot be written"):
        async with database.reading() as session:
            await put(session, "a")
    assert await names(database) == set()


async def test_a_transaction_inside_a_transaction_is_refused_at_once(database: Database) -> None:
    async def work() -> None:
        async with database.transaction() as session:
            await put(session, "a")
            async with database.transaction():
                pass

    with pytest.raises(NestedTransaction):
        await work()
    assert await names(database) == set()
    async with database.transaction() as session:
        await put(session, "b")
    assert await names(database) == {"b"}


async def test_a_writer_does_not_wait_for_ever_for_another(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)

    async def work() -> None:
        async with database.transaction():
            pass

    async with database.transaction() as session:
        with pytest.raises(StorageFailed, match="Other work held the database"):
            await asyncio.create_task(work())
        await put(session, "a")
    assert await names(database) == {"a"}


async def test_a_full_disk_is_told_in_a_sentence_and_writes_nothing(database: Database) -> None:
    async with database.transaction() as session:
        await put(session, "small")
        pages = (await sql(session, "PRAGMA page_count")).one()[0]
        await sql(session, f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFailed, match="disk of the database is full"):
        async with database.transaction() as session:
            await put(session, "large", "x" * 1_000_000)
    assert await names(database) == {"small"}


async def test_a_row_keeps_its_values_after_the_commit(database: Database) -> None:
    async with database.transaction() as session:
        await put(session, "a", '{"n": 1}')
        fact = (await session.exec(select(FactRow))).one()
    assert (fact.name, fact.value) == ("a", {"n": 1})
