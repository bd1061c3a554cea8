"""The states of the database are the states of the program, and move alike."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from itertools import product as every
from pathlib import Path

import pytest

from bot.purchasing import lifecycle
from bot.purchasing.approval.votes import Word
from bot.purchasing.lifecycle import AlarmKind, AttemptState, ClosedReason, InboxState, OutboxState, RequestState
from bot.purchasing.order_report import OrderState, ReadBackState, RefundState
from storage.tables.messages import INBOX_STATES, OUTBOX_STATES
from storage.tables.orders import ALARMS, ATTEMPT_STATES, CHECKS, ORDER_STATES, REFUND_STATES
from storage.tables.requests import CLOSED_REASONS, REQUEST_STATES, VERDICTS
from tests import migrated_databases

COLUMNS = {
    ("request", "state"): (RequestState, lifecycle.REQUEST_MOVES),
    ("attempt", "state"): (AttemptState, lifecycle.ATTEMPT_MOVES),
    ("remote_order", "state"): (OrderState, lifecycle.ORDER_MOVES),
    ("remote_order", "refund"): (RefundState, lifecycle.REFUND_MOVES),
}
PAIRS = [(table, column, a, b) for (table, column), (states, _) in COLUMNS.items() for a, b in every(states, states)]


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    await migrated_databases.put(tmp_path / "house.db")
    return tmp_path / "house.db"


@pytest.fixture
def hand(path) -> Iterator[sqlite3.Connection]:
    """A SQL shell that minds neither references nor checks, so that the triggers alone are left."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        yield connection


def put(hand: sqlite3.Connection, table: str, column: str, state: str) -> None:
    """A row in that state; what must not be NULL gets a value of its type."""
    row = {
        name: 1 if "INT" in kind.upper() else "0"
        for _, name, kind, needed, default, _ in hand.execute(f"PRAGMA table_info({table})")
        if needed and default is None
    }
    row |= {column: state}
    marks = ", ".join("?" * len(row))
    hand.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


@pytest.mark.parametrize(("values", "states"), [
    (REQUEST_STATES, RequestState), (ATTEMPT_STATES, AttemptState), (INBOX_STATES, InboxState),
    (ORDER_STATES, OrderState), (REFUND_STATES, RefundState), (CHECKS,
    ReadBackState),
    (OUTBOX_STATES, OutboxState),
    (VERDICTS, Word), (CLOSED_REASONS[1:], ClosedReason), (ALARMS, AlarmKind),
])  # fmt: skip
def test_a_check_lists_the_states_that_the_program_knows(values: tuple[str, ...], states: type[StrEnum]) -> None:
    assert sorted(values) == sorted(states)


def test_the_database_lets_a_state_move_exactly_as_the_program_does(hand: sqlite3.Connection) -> None:
    wrong = []
    for table, column, before, after in PAIRS:
        hand.execute("BEGIN")
        put(hand, table, column, before)
        try:
            hand.execute(f"UPDATE {table} SET {column} = ?", (str(after),))
            moved = True
        except sqlite3.IntegrityError:
            moved = False
        hand.execute("ROLLBACK")
        moves = COLUMNS[(table, column)][1]
        if moved != (before == after or (before, after) in moves):
            wrong.append(f"{table}.{column}: {before} -> {after} {'moved' if moved else 'was refused'}")
    assert wrong == []


def test_every_state_can_be_reached_and_left_unless_it_is_an_end() -> None:
    ends = {
        "request": {RequestState.CLOSED, RequestState.REJECTED, RequestState.CANCELLED, RequestState.EXPIRED},
        "attempt": {AttemptState.REFUSED, AttemptState.ABANDONED, AttemptState.WITHDRAWN},
        "remote_order": lifecycle.ENDED_ORDERS,
    }
    for (table, column), (states, moves) in COLUMNS.items():
        left = {before for before, _ in moves}
        reached = {after for _, after in moves}
        first = next(iter(states))
        assert set(states) - reached <= {first}, table
        if column == "state":
            assert set(states) - left == ends[table], table
