"""R6: requests, attempts and messages at random on the real engine, against a second reading of the rules."""

import asyncio
import logging
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.purchasing.lifecycle import ATTEMPT_MOVES, REQUEST_MOVES
from storage.database import Database
from tests.postgres import Postgres
from tests.torture.machine import Purchases
from tests.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.torture.server_machine import ServerPurchases
from tests.torture.stage import MEMORY

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
        wanted, number, failures = scale.count(STEPS), 0, []
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
    Purchases.steps, Purchases.bought = 0, 0
    Purchases.moves.clear()
    if scale.database == POSTGRESQL:
        server = Postgres.start(scale.folder)
        try:
            url = server.new_url()
            asyncio.run(_migrated(url))
            ServerPurchases.server, ServerPurchases.like = server, url.rsplit("/", 1)[-1]
            yield ServerPurchases
        finally:
            server.stop()
        return
    with tempfile.TemporaryDirectory(prefix="caigou-", dir=MEMORY or scale.folder) as folder:
        Purchases.template = Path(folder) / "like.db"
        asyncio.run(_migrated(f"sqlite:///{Purchases.template}"))
        yield Purchases


async def _migrated(url: str) -> None:
    await (await Database.open(url)).close()


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
    }
    met = not failures and not missing and machine.steps >= scale.count(STEPS)
    never = (f"never gone through: {', '.join(missing)}",) if missing else ()
    return Result(figures, met, (*failures, *never))
