"""R6: requests, attempts and messages at random on the real engine, against a second reading of the rules."""

import asyncio
import gc
import logging
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import URL, Engine
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import ATTEMPT_MOVES, REQUEST_MOVES
from storage.engine import engines
from storage.engine.database import Database
from tests.desk.requests.approvals import conftest as seats
from tests.fakes.clock import HandClock
from tests.fakes.market import FakeMarket
from tests.postgres import Postgres
from tests.programmes.torture.machine import Purchases
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.programmes.torture.server_machine import ServerPurchases
from tests.walk.conftest import MEMORY

STEPS = 200_000
ROUND = 20
"""Lives in one round; each round has its own seed."""
LENGTH = 60


@programme(
    6,
    "state machine",
    gate="steps >= 200,000, invariant failures 0, pairs of states 100 %",
    databases=(SQLITE, POSTGRESQL),
    shortened=True,
    longest=7200,
)
def states(scale: Scale) -> Result:
    """Live until so many steps were judged."""
    logging.disable(logging.CRITICAL)
    with lives(scale) as machine:
        wanted, number = scale.count(STEPS), 0
        failures: list[str] = []
        while machine.steps < wanted and len(failures) < 20:
            number += 1
            try:
                _round(machine, scale.seed * 10_000 + number)
            except Exception as failure:
                last = traceback.format_exception_only(failure)[-1].strip()
                failures.append(f"round {number} (seed {scale.seed * 10_000 + number}): {last}")
    return _result(machine, failures, scale)


@contextmanager
def lives(scale: Scale) -> Iterator[type[Purchases]]:
    """The machine on the kind of database of this cell, its counts at nought."""
    Purchases.steps, Purchases.bought, Purchases.counted, Purchases.refunded = 0, 0, 0, 0
    Purchases.moves.clear()
    gc.collect()
    gc.freeze()
    with _on_the_server(scale) if scale.database == POSTGRESQL else _on_files(scale) as machine:
        yield machine
    gc.unfreeze()


@contextmanager
def _on_the_server(scale: Scale) -> Iterator[type[Purchases]]:
    server = Postgres.start(scale.folder)
    try:
        url = server.new_url()
        asyncio.run(_peopled(url))
        ServerPurchases.server, ServerPurchases.like = server, url.rsplit("/", 1)[-1]
        with compiled_once():
            yield ServerPurchases
    finally:
        server.stop()


@contextmanager
def _on_files(scale: Scale) -> Iterator[type[Purchases]]:
    with tempfile.TemporaryDirectory(prefix="caigou-", dir=MEMORY or scale.folder) as folder:
        Purchases.template = Path(folder) / "like.db"
        asyncio.run(_peopled(f"sqlite:///{Purchases.template}"))
        yield Purchases


@contextmanager
def compiled_once() -> Iterator[None]:
    """Thousands of lives open the same tables: what statements were compiled to is kept from one to the next.

    All connections to files share it anyway; in a bot there is one engine for the server.
    """
    opened, kept = engines.for_postgres, dict[str, Engine]()

    def again(url: URL) -> AsyncEngine:
        engine = opened(url)
        first = kept.setdefault("first", engine.sync_engine)
        engine.sync_engine.dialect, engine.sync_engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    with patch.object(engines, "for_postgres", again):
        yield


async def _peopled(url: str) -> None:
    """The state that every life begins with: tables, a team, and its people."""
    database = await Database.open(url)
    clock = HandClock(seats.START)
    team = await seats._seated(database, clock, FakeMarket(clock, seats.OFFER))
    await team.member(seats.DARIA, Role.APPROVER, Role.BUYER)
    await database.close()


def _round(machine: type[Purchases], number: int) -> None:
    how = settings(
        max_examples=ROUND, stateful_step_count=LENGTH, phases=(Phase.generate,), deadline=None, database=None,
        verbosity=Verbosity.quiet, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(seed(number)(machine), settings=how)


def _result(machine: type[Purchases], failures: list[str], scale: Scale) -> Result:
    seen = {(what, before, after) for what, before, after in machine.moves}
    wanted = {("request", a.value, b.value) for a, b in REQUEST_MOVES}
    wanted |= {("attempt", a.value, b.value) for a, b in ATTEMPT_MOVES}
    missing = sorted(" → ".join(each[1:]) for each in wanted - seen)
    figures = {
        "steps": machine.steps,
        "invariant failures": len(failures),
        "pairs of states": f"{len(wanted & seen)} of {len(wanted)}",
        "orders bought": machine.bought,
        "counts of what arrived": machine.counted,
        "refunds asked for": machine.refunded,
    }
    met = (
        not failures
        and machine.counted > 0
        and machine.refunded > 0
        and not missing
        and machine.steps >= scale.count(STEPS)
    )
    never = (f"never gone through: {', '.join(missing)}",) if missing else ()
    return Result(figures, met, (*failures, *never))
