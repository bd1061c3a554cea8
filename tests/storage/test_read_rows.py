"""Statements that are built once: what they read is as new as the transaction, and what they write is compared.

Lists of any length are asked for by statements of few shapes.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy.sql.compiler import SQLCompiler

from storage.engine.database import Database
from storage.queries.read_rows import Rows, alike, columns, given
from storage.queries.write_rows import add, add_if_new, add_new, change, put
from storage.tables import FactRow, OutboxRow, PersonRow

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FACT = Rows(FactRow, columns(FactRow).name == given("called"))


def message(dedupe: str, **values: Any) -> dict[str, Any]:
    return {"dedupe": dedupe, "chat_id": 1, "kind": "paid", "payload": {}, "next_at": NOW, "created_at": NOW} | values


async def test_a_row_that_was_read_before_is_read_as_it_is_now(database: Database) -> None:
    async with database.transaction() as session:
        await add(session, FactRow, name="a", value=1, updated_at=NOW)
        before = await FACT.first(session, called="a")
        assert await change(session, FactRow, {"name": "a"}, {"value": 2}) == 1
        after = await FACT.first(session, called="a")
    assert before is not None
    assert after is not None
    assert (before.value, after.value, after.updated_at) == (1, 2, NOW)


async def test_a_statement_is_compiled_once_for_whoever_asks_it_on_whatever_connection(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as session:
        await FACT.first(session, called="a")
    monkeypatch.setattr(SQLCompiler, "visit_select", "not to be compiled again")
    async with database.reading() as first, database.reading() as second:
        assert await FACT.first(first, called="a") is await FACT.first(second, called="b") is None


async def test_what_was_read_cannot_be_changed_behind_the_database(database: Database) -> None:
    async with database.transaction() as session:
        await add(session, FactRow, name="a", value=1, updated_at=NOW)
        row = await FACT.first(session, called="a")
    assert row is not None
    with pytest.raises(AttributeError):
        row.value = 2


async def test_a_row_changes_only_from_what_is_expected_also_where_that_is_nothing(database: Database) -> None:
    async with database.transaction() as session:
        number = await add(session, OutboxRow, **message("m"))
        assert await change(session, OutboxRow, {"id": number, "claimed_until": NOW}, {"state": "sending"}) == 0
        assert await change(session, OutboxRow, {"id": number, "claimed_until": None}, {"claimed_until": NOW}) == 1
        assert await change(session, OutboxRow, {"id": number, "claimed_until": None}, {"claimed_until": None}) == 0
        counted = {"epoch": columns(OutboxRow).epoch + 1, "error": "x"}
        assert await change(session, OutboxRow, {"id": number}, counted) == 1
        row = await Rows(OutboxRow, columns(OutboxRow).id == given("number")).first(session, number=number)
    assert row is not None
    assert (row.claimed_until, row.epoch, row.error, row.state) == (NOW, 1, "x", "due")


async def test_a_key_that_is_there_is_left_as_it_is_or_renewed_in_what_is_named(database: Database) -> None:
    async with database.transaction() as session:
        assert await add_if_new(session, OutboxRow, **message("m"))
        assert not await add_if_new(session, OutboxRow, **message("m", kind="closed"))
        await add_new(session, OutboxRow, [message("m", kind="closed"), message("n")])
        person = {"name": "Anna", "language": "en", "reachable": True, "username": "", "seen_at": NOW}
        await put(session, PersonRow, {"id": 1}, person)
        await put(session, PersonRow, {"id": 1}, person | {"name": "Anya", "reachable": False}, again=("name",))
        messages = await Rows(OutboxRow, order=(columns(OutboxRow).id,)).all(session)
        (anya,) = await Rows(PersonRow).all(session)
    assert [(each.dedupe, each.kind) for each in messages] == [("m", "paid"), ("n", "paid")]
    assert (anya.name, anya.reachable) == ("Anya", True)


@hypothesis.given(st.lists(st.integers(), max_size=300))
def test_a_list_for_a_query_means_the_same_and_is_at_most_twice_as_long(values: list[int]) -> None:
    made = alike(values)
    assert set(made) == set(values)
    assert made[: len(values)] == values
    assert len(values) <= len(made) <= max(2 * len(values) - 1, len(values))


def test_lists_up_to_three_hundred_long_have_eleven_lengths() -> None:
    assert len({len(alike(range(length))) for length in range(301)}) == 11


@pytest.mark.parametrize("values", [(), [], set()])
def test_nothing_stays_nothing(values: Collection[int]) -> None:
    assert alike(values) == []
