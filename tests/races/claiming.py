"""What one of two processes does that claim of the same orders at one instant; each has its own connections."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple, Protocol

import asyncpg

from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.money import Fen
from bot.purchasing.tracking.follow_claims import NEW
from storage.engine import engines
from storage.engine.database import Database
from tests import claim_rows
from tests.claim_rows import CUPS, PAID_FOR

NOW = datetime(2026, 12, 2, tzinfo=UTC)
TOGETHER = 120.0
"""How long one waits for the other at most; it never comes to that unless the other died."""


class Try(NamedTuple):
    """One claim: by which errand, of which order, of pieces or of money, and whether past the ledger by plain SQL."""

    errand: int
    order_id: str
    of_pieces: bool
    plain: bool

    @property
    def goods(self) -> int:
        """Two of these are more than was paid for an order, if it is of money."""
        return 2_500 if self.of_pieces else PAID_FOR // 2 + 1

    @property
    def statements(self) -> list[str]:
        """What a hand with a SQL shell writes."""
        number = -self.errand  # the ledger numbers its own from 1
        kind = "pieces" if self.of_pieces else "amount"
        claimed = [claim_rows.claim(number, self.order_id, self.goods, errand_id=self.errand, kind=kind)]
        if self.of_pieces:
            claimed.append(claim_rows.pieces(number, self.order_id, "damaged", 2))
        return claimed

    @property
    def claim(self) -> Claim:
        pieces = {CUPS: Pieces(damaged=2)} if self.of_pieces else {}
        kind = ClaimKind.PIECES if self.of_pieces else ClaimKind.AMOUNT
        return Claim(
            NEW, kind, ClaimState.OPEN, NOW, Fen(self.goods), pieces=pieces, entries=(CUPS,), errand_id=self.errand
        )


class Shell(Protocol):
    """Runs statements in one transaction; ends with how."""

    async def run(self, statements: Sequence[str]) -> str: ...


class SqliteShell:
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA foreign_keys=ON")

    async def run(self, statements: Sequence[str]) -> str:
        try:
            self._connection.execute("BEGIN")
            for statement in statements:
                self._connection.execute(statement)
            self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as no:
            self._connection.execute("ROLLBACK")
            return str(no)
        return ""


class PostgresShell:
    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    async def run(self, statements: Sequence[str]) -> str:
        try:
            async with self._connection.transaction():
                for statement in statements:
                    await self._connection.execute(statement)
        except asyncpg.CheckViolationError as no:
            return str(no)
        return ""


async def shell_at(url: str) -> Shell:
    if url.startswith("sqlite"):
        return SqliteShell(Path(url.removeprefix("sqlite:///")))
    return PostgresShell(await asyncpg.connect(url))


def opened(url: str) -> Database:
    """The database beside another process, which on SQLite the program itself never does."""
    where = engines.address(url)
    if where.get_backend_name() == "postgresql":
        engine = engines.for_postgres(where)
        return Database(None, engine, engine)
    return Database(None, engines.for_sqlite(where, writes=True), engines.for_sqlite(where, writes=False))


async def by_ledger(database: Database, trying: Try) -> str:
    """Claim as the desk does, without the lock of its verbs; ends with how."""
    try:
        async with database.transaction() as session:
            uow = UnitOfWork(session, NOW, None)
            order = await uow.orders.get(trying.order_id)
            await uow.claims.add(order, trying.claim)
    except Conflict as no:
        return str(no.__cause__.orig) if no.__cause__ is not None and hasattr(no.__cause__, "orig") else "Conflict"
    return ""


async def _all(url: str, tries: Sequence[Try], together: Barrier) -> Counter[str]:
    shell = await shell_at(url)
    database = opened(url)
    ends: Counter[str] = Counter()
    for trying in tries:
        together.wait(TOGETHER)
        said = await (shell.run(trying.statements) if trying.plain else by_ledger(database, trying))
        ends[said.rpartition(": ")[2] or "claimed"] += 1
    await database.close()
    return ends


def claims(url: str, tries: Sequence[Try], together: Barrier, ends: "Queue[Counter[str]]") -> None:
    """The whole work of one process: each claim at the same instant as the other's."""
    ends.put(asyncio.run(_all(url, tries, together)))
