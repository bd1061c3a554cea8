"""What a database says to a hand with a shell, asked around the engine: attempts, requests, messages, orders."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class TryRow:
    """An attempt; times are microseconds of the epoch or None."""

    id: int
    request: int
    state: str
    epoch: int
    reference: str
    submitted_at: int | None
    due_at: int | None
    next_look_at: int | None
    empty: int
    unfiltered: int


@dataclass(frozen=True)
class AskRow:
    """A request."""

    id: int
    state: str
    team: int | None
    requester: int
    hash: str | None
    part_of: int | None = None


@dataclass(frozen=True)
class Seen:
    """Everything at one moment."""

    tries: dict[int, TryRow]
    asks: dict[int, AskRow]
    messages: dict[int, tuple[str, str]]
    """State and dedupe of every message by its id."""
    orders: dict[str, int]
    """The attempt of every order on record."""
    unknown: frozenset[str]
    paused: bool
    votes: frozenset[tuple[int, str, int]]
    """Who said yes to which content of which request: request, hash, person."""
    lines: dict[int, frozenset[tuple[str, str, int]]] = field(default_factory=dict)
    """What each request asks 1688 for: offer, variant and pieces."""
    arrivals: dict[int, tuple[str, str, int, str, int]] = field(default_factory=dict)
    """What people counted, by its id: order, what came, pieces, the act, and who."""
    errands: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)
    """What 1688 is asked to do once, by its id: order, what, its state, and the refund that it became."""


QUERIES = (
    "SELECT id, request_id, state, epoch, out_order_id, submitted_at, due_at, next_look_at, empty_looks,"
    " unfiltered_looks FROM attempt",
    "SELECT id, state, team_id, requester_id, snapshot_hash, part_of FROM request",
    "SELECT id, state, dedupe FROM outbox",
    "SELECT order_id, attempt_id FROM remote_order",
    "SELECT order_id FROM ghost",
    "SELECT value FROM fact WHERE name = 'pause'",
    "SELECT request_id, snapshot_hash, approver_id FROM decision WHERE verdict = 'approve' AND taken_back_at IS NULL",
    "SELECT request_id, offer_id, spec_id, quantity FROM order_line",
    "SELECT id, order_id, kind, pieces, act, person_id FROM arrival",
    "SELECT id, order_id, kind, state, refund_id FROM errand",
)


class Eyes(Protocol):
    """A connection of its own."""

    def ask(self, query: str) -> list[tuple[Any, ...]]: ...

    def close(self) -> None: ...


class SqliteEyes:
    """Beside the one process that has the file."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self._database.execute(query).fetchall()

    def close(self) -> None:
        self._database.close()


def seen(eyes: Eyes) -> Seen:
    """Look at everything."""
    tries, asks, messages, orders, unknown, pause, votes, rows, counts, errands = (eyes.ask(query) for query in QUERIES)
    lines: dict[int, set[tuple[str, str, int]]] = {}
    for number, offer, spec, pieces in rows:
        lines.setdefault(number, set()).add((str(offer), str(spec), pieces))
    return Seen(
        {row[0]: TryRow(*row) for row in tries},
        {row[0]: AskRow(*row) for row in asks},
        {row[0]: (row[1], row[2]) for row in messages},
        {str(row[0]): row[1] for row in orders},
        frozenset(str(row[0]) for row in unknown),
        any("reason" in str(row[0]) for row in pause),
        frozenset((row[0], row[1], row[2]) for row in votes),
        {number: frozenset(each) for number, each in lines.items()},
        {row[0]: (str(row[1]), row[2], row[3], row[4], row[5] or 0) for row in counts},
        {row[0]: (str(row[1]), row[2], row[3], row[4]) for row in errands},
    )
