"""What the database is asked while something is done, and the processor's time of it."""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

ROUNDS = int(os.environ.get("READS_ROUNDS", "1"))
"""How often each act is repeated where somebody wants figures: `READS_ROUNDS=200 pytest -s -k reads`."""
AGGREGATES = frozenset(
    {"request", "attempt", "remote_order", "order_entry", "parcel", "refund", "team", "decision", "person", "ghost"}
)
MOST_OF_A_LOOK = 4
"""Columns up to which a statement asks for something of a row and does not load it."""
_READ = re.compile(r"^SELECT (?P<what>.*?)\sFROM (?P<table>\w+)(?P<join> JOIN)?", re.DOTALL)


class Statements:
    """The statements of one act, or of many of the same kind one after the other."""

    def __init__(self) -> None:
        self.every: list[str] = []
        self.transactions: list[list[str]] = [[]]
        """The statements of each transaction; first those of one that had begun before."""
        self.seconds: list[float] = []
        self.most: dict[str, int] = {}
        """The most loads of a table in one act."""

    def loads(self, table: str) -> int:
        """How often whole rows of a table were read: those of its columns that tell its state among them."""
        return sum(_loads(statement, table) for statement in self.every)

    def loaded_again(self) -> list[tuple[str, int]]:
        """Each table whose rows one transaction loaded several times, and how often; rows of one read are one load."""
        loads = [
            Counter(_table_of(each) for each in done if _table_of(each) in AGGREGATES) for done in self.transactions
        ]
        return sorted({(table, often) for each in loads for table, often in each.items() if often > 1})

    def told(self, what: str, *tables: str) -> None:
        """Print the figures of an act; of many its median."""
        loads = ", ".join(f"{table} {self.loads(table) / len(self.seconds):g}" for table in tables)
        median = sorted(self.seconds)[len(self.seconds) // 2]
        sys.stdout.write(
            f"\n{what}: {len(self.every) / len(self.seconds):g} statements, loads: {loads}, {median * 1000:.2f} ms\n"
        )


def _table_of(statement: str) -> str:
    """The table whose whole rows a statement reads; empty if it reads a number, or columns of several, or writes."""
    read = _READ.match(statement)
    whole = read is not None and not read["join"] and read["what"].count(",") > MOST_OF_A_LOOK
    return read["table"] if read is not None and whole else ""


def _loads(statement: str, table: str) -> bool:
    read = _READ.match(statement)
    return read is not None and read["table"] == table and f"{table}.state" in read["what"]


@contextmanager
def counted(into: Statements) -> Iterator[Statements]:
    """Count what is asked of any database meanwhile."""

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        into.every.append(statement)
        into.transactions[-1].append(statement)

    def begun(_connection: Any) -> None:
        into.transactions.append([])

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Engine, "begin", begun)
    began = time.process_time()
    try:
        yield into
    finally:
        into.seconds.append(time.process_time() - began)
        event.remove(Engine, "before_cursor_execute", note)
        event.remove(Engine, "begin", begun)
