"""What the database refuses although the SQL is right: each invariant, broken by hand."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import pytest

from bot.purchasing import lifecycle
from storage.tables.orders import ATTEMPT_STATES, ORDER_STATES, REFUND_STATES
from storage.tables.requests import REQUEST_STATES

SENT = {"body": "{}", "body_sha256": "aa", "submitted_at": 1}
ENDED = ("refused", "abandoned", "withdrawn")

pytestmark = pytest.mark.usefixtures("bought")

Insert = Callable[..., int]
refused = pytest.raises(sqlite3.IntegrityError)


@pytest.mark.parametrize("state", sorted(set(ATTEMPT_STATES) - set(ENDED)))
def test_a_request_has_one_live_attempt(insert: Insert, state: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"attempt\.request_id"):
        insert("attempt", request_id=10, state=state, out_order_id="C2", **SENT)


@pytest.mark.parametrize("state", ENDED)
def test_an_ended_attempt_leaves_room_for_another(insert: Insert, plain: sqlite3.Connection, state: str) -> None:
    insert("request", id=11, requester_id=1, state="approved", snapshot_hash="h")
    insert("attempt", request_id=11, state=state, out_order_id="C2", **SENT)
    insert("attempt", request_id=11, state="ready", out_order_id="C3")
    assert plain.execute("SELECT count(*) FROM attempt WHERE request_id = 11").fetchone() == (2,)


@pytest.mark.parametrize("missing", sorted(SENT))
def test_an_attempt_is_not_sent_before_its_body_is_written(insert: Insert, missing: str) -> None:
    insert("request", id=11, requester_id=1, state="approved", snapshot_hash="h")
    with pytest.raises(sqlite3.IntegrityError, match="written_before_sent"):
        insert("attempt", request_id=11, state="submitting", out_order_id="C2", **{**SENT, missing: None})


def test_an_attempt_that_was_ready_does_not_become_sent_without_its_body(
    insert: Insert, plain: sqlite3.Connection
) -> None:
    insert("request", id=11, requester_id=1, state="approved", snapshot_hash="h")
    insert("attempt", id=21, request_id=11, state="ready", out_order_id="C2")
    with pytest.raises(sqlite3.IntegrityError, match="written_before_sent"):
        plain.execute("UPDATE attempt SET state = 'submitting' WHERE id = 21")


@pytest.mark.parametrize("wrong", [{"by_hand": 1}, {"hand_at": 1}, {"by_hand": 1, "hand_at": 1, "due_at": 1}])
def test_what_somebody_orders_by_hand_is_never_due(insert: Insert, wrong: dict[str, int]) -> None:
    insert("request", id=11, requester_id=1, state="approved", snapshot_hash="h")
    insert("attempt", id=21, request_id=11, state="ready", out_order_id="C2", by_hand=1, hand_at=1)
    with pytest.raises(sqlite3.IntegrityError, match="by_hand_alone"):
        insert("attempt", request_id=11, state="withdrawn", out_order_id="C3", **wrong)


def test_an_order_reference_serves_one_purchase(insert: Insert) -> None:
    insert("request", id=11, requester_id=1, state="approved", snapshot_hash="h")
    with pytest.raises(sqlite3.IntegrityError, match=r"attempt\.out_order_id"):
        insert("attempt", request_id=11, state="ready", out_order_id="C1")


def test_a_market_order_belongs_to_one_attempt(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"remote_order\.order_id"):
        insert("remote_order", order_id="30", attempt_id=20, request_id=10, state="paid", refund="none")


@pytest.mark.threat("T19")
def test_an_order_number_keeps_all_its_digits(insert: Insert, plain: sqlite3.Connection) -> None:
    insert("remote_order", order_id="9007199254740993123", attempt_id=20, request_id=10, state="paid", refund="none")
    found = plain.execute("SELECT order_id FROM remote_order WHERE state = 'paid'").fetchone()
    assert found == ("9007199254740993123",)


@pytest.mark.threat("T3")
def test_nobody_approves_what_he_asked_for(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="not_ones_own"):
        insert("decision", request_id=10, requester_id=1, approver_id=1, verdict="approve")


@pytest.mark.threat("T3")
def test_a_decision_cannot_name_another_requester_to_get_round_that(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        insert("decision", request_id=10, requester_id=2, approver_id=1, verdict="approve")


def test_an_approver_has_one_word_on_one_content(insert: Insert, plain: sqlite3.Connection) -> None:
    word = {"request_id": 10, "requester_id": 1, "approver_id": 2}
    insert("decision", **word, verdict="approve", snapshot_hash="h")
    with pytest.raises(sqlite3.IntegrityError, match="snapshot_hash"):
        insert("decision", **word, verdict="decline", snapshot_hash="h")
    insert("decision", **word, verdict="approve", snapshot_hash="another")
    assert plain.execute("SELECT count(*) FROM decision").fetchone() == (2,)


def test_a_request_is_not_approved_without_what_was_consented_to(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="snapshot_kept"):
        insert("request", requester_id=1, state="approved")


def test_an_update_of_telegram_is_recorded_once_a_bot(insert: Insert, plain: sqlite3.Connection) -> None:
    insert("inbox", bot_id=7, update_id=1, state="new")
    with pytest.raises(sqlite3.IntegrityError, match=r"inbox\.update_id"):
        insert("inbox", bot_id=7, update_id=1, state="new")
    insert("inbox", bot_id=8, update_id=1, state="new")
    assert plain.execute("SELECT count(*) FROM inbox").fetchone() == (2,)


def test_a_message_is_owed_once(insert: Insert) -> None:
    insert("outbox", dedupe="placed:10", chat_id=1, state="due")
    with pytest.raises(sqlite3.IntegrityError, match=r"outbox\.dedupe"):
        insert("outbox", dedupe="placed:10", chat_id=2, state="due")


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("remote_order", "total_fen", {"order_id": "31", "attempt_id": 20, "request_id": 10, "state": "paid"}),
        ("remote_order", "freight_fen", {"order_id": "31", "attempt_id": 20, "request_id": 10, "state": "paid"}),
        ("remote_order", "refunded_fen", {"order_id": "31", "attempt_id": 20, "request_id": 10, "state": "paid"}),
        ("refund", "amount_fen", {"refund_id": "R", "order_id": "30", "state": "asked"}),
        ("refund", "paid_fen", {"refund_id": "R", "order_id": "30", "state": "asked"}),
    ],
)  # fmt: skip
def test_money_is_never_less_than_nothing(insert: Insert, table: str, column: str, row: dict[str, Any]) -> None:
    extra = {"refund": "none"} if table == "remote_order" else {}
    with pytest.raises(sqlite3.IntegrityError, match=f"{column}_not_negative"):
        insert(table, **row, **extra, **{column: -1})


def test_nothing_of_nothing_is_ordered(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="quantity_positive"):
        insert("request", requester_id=1, state="draft", quantity=0)


@pytest.mark.parametrize("table", ["request", "attempt", "remote_order", "refund", "inbox", "outbox", "decision"])
def test_a_state_that_nobody_knows_is_refused(plain: sqlite3.Connection, insert: Insert, table: str) -> None:
    insert("inbox", bot_id=7, update_id=1, state="new")
    insert("outbox", dedupe="x", state="due")
    insert("refund", refund_id="R", order_id="30", state="asked")
    insert("decision", request_id=10, requester_id=1, approver_id=2, verdict="approve")
    column = "verdict" if table == "decision" else "state"
    with refused:
        plain.execute(f"UPDATE {table} SET {column} = 'lost'")


def test_a_request_with_an_attempt_cannot_be_deleted(plain: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        plain.execute("DELETE FROM request WHERE id = 10")
    assert plain.execute("SELECT count(*) FROM attempt").fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'other' WHERE id = 1",
        "UPDATE event SET id = 9 WHERE id = 1",
        "DELETE FROM event",
        "DELETE FROM event WHERE id = 1",
        "REPLACE INTO event (id, at, kind, facts, previous, hash) VALUES (1, 0, 'other', '{}', '', 'b')",
        "REPLACE INTO event (id, at, kind, facts, previous, hash) VALUES (2, 0, 'other', '{}', '', 'a')",
        "INSERT INTO event (id, at, kind, facts, previous, hash) VALUES (2, 0, 'x', '{}', '', 'a')"
        " ON CONFLICT (hash) DO UPDATE SET kind = 'other'",
    ],
)
def test_the_journal_only_grows(plain: sqlite3.Connection, insert: Insert, statement: str) -> None:
    insert("event", id=1, kind="placed", facts="{}", hash="a")
    with pytest.raises(sqlite3.IntegrityError, match="event is append only"):
        plain.execute(statement)
    assert plain.execute("SELECT id, kind, hash FROM event").fetchall() == [(1, "placed", "a")]
    insert("event", kind="paid", facts="{}", previous="a", hash="b")
    assert plain.execute("SELECT count(*) FROM event").fetchone() == (2,)


MOVING: dict[tuple[str, str], tuple[Sequence[str], Iterable[tuple[str, str]]]] = {
    ("request", "state"): (REQUEST_STATES, lifecycle.REQUEST_MOVES),
    ("attempt", "state"): (ATTEMPT_STATES, lifecycle.ATTEMPT_MOVES),
    ("remote_order", "state"): (ORDER_STATES, lifecycle.ORDER_MOVES),
    ("remote_order", "refund"): (REFUND_STATES, lifecycle.REFUND_MOVES),
}


def _can_move(plain: sqlite3.Connection, table: str, column: str, before: str, after: str) -> bool:
    """Whether the database lets the one row of a table go from a state to another; nothing of it is kept."""
    trigger = f"{table}_{column}_moves"
    guard = plain.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (trigger,)).fetchone()[0]
    plain.execute("BEGIN")
    try:
        # The guard stands aside while the row is put where the move starts.
        plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(f"UPDATE {table} SET {column} = ?", (before,))
        plain.execute(guard)
        plain.execute(f"UPDATE {table} SET {column} = ?", (after,))
    except sqlite3.IntegrityError as error:
        if "may not move like this" not in str(error):
            raise
        return False
    finally:
        plain.execute("ROLLBACK")
    return True


@pytest.mark.parametrize(("table", "column"), MOVING)
def test_a_state_moves_as_the_life_of_its_thing_allows_and_no_other_way(
    plain: sqlite3.Connection, table: str, column: str
) -> None:
    states, moves = MOVING[table, column]
    allowed = {*((str(before), str(after)) for before, after in moves), *((state, state) for state in states)}
    found = {pair for pair in product(states, repeat=2) if _can_move(plain, table, column, *pair)}
    assert found == allowed


def test_a_state_is_guarded_beside_other_columns_of_the_same_statement(plain: sqlite3.Connection) -> None:
    with refused:
        plain.execute("UPDATE remote_order SET word = 'success', state = 'to_pay', refund = 'closed'")
