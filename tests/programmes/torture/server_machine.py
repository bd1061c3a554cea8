"""The same machine on PostgreSQL, where a claim ends by the server's clock and two may have one order in hand."""

from collections.abc import Coroutine
from typing import Any, ClassVar

import asyncpg

from tests.postgres import Postgres
from tests.programmes.torture.machine import Purchases
from tests.programmes.torture.rows import Eyes

LEASES = (
    "UPDATE attempt SET lease_until = 0 WHERE lease_until IS NOT NULL AND state IN ('ready', 'submitting')",
    "UPDATE outbox SET claimed_until = 0 WHERE state = 'sending'",
)
"""What a process held that died is free once the server's time has gone on."""


class ServerEyes:
    """A connection beside the engine's, on the machine's own loop."""

    def __init__(self, run: Any, url: str) -> None:
        self._run = run
        self._connection: Any = run(asyncpg.connect(url))

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._run(self._connection.fetch(query))]

    def close(self) -> None:
        """Gone with its loop."""


class ServerPurchases(Purchases):
    """Purchases on a server that others share."""

    server: ClassVar[Postgres]
    like: ClassVar[str]
    lives: ClassVar[int] = 0

    def prepare(self) -> None:
        ServerPurchases.lives += 1
        self.name = f"life_{ServerPurchases.lives}"
        self.run(self._create(self.server.url("postgres"), f"CREATE DATABASE {self.name} TEMPLATE {self.like}"))
        self.url = self.server.url(self.name)

    async def _create(self, url: str, statement: str) -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def open_eyes(self) -> Eyes:
        return ServerEyes(self.run, self.url)

    async def begin(self, again: bool = False) -> None:
        if again:
            for statement in LEASES:
                await self._create(self.url, statement)
        await super().begin(again)

    def finish(self) -> None:
        self.run(self._abandon())
        if hasattr(self, "eyes"):
            assert isinstance(self.eyes, ServerEyes)
            self.run(self.eyes._connection.close())
        self.run(self._create(self.server.url("postgres"), f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)"))
        self.runner.close()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)
