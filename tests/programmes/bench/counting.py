"""What an act costs in numbers that no other load changes: calls by name, commits that write, statements."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from tests.programmes.bench.place import Town
from tests.statements import Statements, counted

_READS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")
PAY_LINKS = frozenset({"alibaba.alipay.url.get", "alibaba.trade.payWay.query"})
"""The calls by which a pay link is made."""


@dataclass
class Cost:
    """What was counted."""

    statements: int = 0
    commits: int = 0
    calls: Counter[str] = field(default_factory=Counter)


@contextmanager
def costs(place: Town) -> Iterator[Cost]:
    """Count in this process until the context is left: commits that wrote something, statements, calls to 1688."""
    cost, since, writing = Cost(), len(place.calls), set[int]()

    def stated(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.lstrip().upper().startswith(_READS):
            writing.add(id(connection.connection.dbapi_connection))

    def committed(connection: Connection) -> None:
        key = id(connection.connection.dbapi_connection)
        cost.commits += key in writing
        writing.discard(key)

    event.listen(Engine, "before_cursor_execute", stated)
    event.listen(Engine, "commit", committed)
    said = Statements()
    try:
        with counted(said):
            yield cost
    finally:
        event.remove(Engine, "before_cursor_execute", stated)
        event.remove(Engine, "commit", committed)
        cost.statements, cost.calls = len(said.every), calls(place, since)


def calls(place: Town, since: int) -> Counter[str]:
    """The calls to 1688 by name since then (a number of calls)."""
    return Counter(
        each.name for each in place.calls[since:] if each.side == "1688" and not each.name.startswith("push ")
    )


def without_pay_links(made: Counter[str]) -> int:
    """How many calls these are, those for pay links apart."""
    return sum(number for name, number in made.items() if name not in PAY_LINKS)
