"""A server that falls over to a standby: what is seen of the standby before, and of the failover after it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cards.operations.checks import Status
from bot.doctor import check_standbys
from bot.sandbox.patience import until
from storage.engine.database import Database, Standby
from storage.failures import StorageFailed
from tests.postgres import Postgres
from tests.tcp_relay import Relay


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[tuple[Postgres, Postgres]]:
    """A server that is written to, and a standby of it."""
    primary = await asyncio.to_thread(Postgres.start, tmp_path)
    standby = await asyncio.to_thread(Postgres.behind, primary, primary.port, tmp_path)
    yield primary, standby
    for server in (standby, primary):
        await asyncio.to_thread(server.stop)


async def test_a_standby_that_may_lag_is_seen_until_it_is_made_synchronous(pair: tuple[Postgres, Postgres]) -> None:
    primary, _ = pair
    database = await Database.open(primary.new_url())
    try:
        assert await database.standbys() == (Standby("walreceiver", synchronous=False),)
        primary.psql("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'walreceiver'")
        primary.psql("postgres", "SELECT pg_reload_conf()")

        async def synchronous() -> bool:
            return await database.standbys() == (Standby("walreceiver", synchronous=True),)

        await until(synchronous, "the standby is synchronous")
    finally:
        await database.close()


@pytest.mark.threat("T33")
async def test_a_failover_is_seen_by_its_lost_connections_and_by_another_timeline(
    pair: tuple[Postgres, Postgres],
) -> None:
    primary, standby = pair
    async with Relay(primary.port).serving() as front:
        url = primary.new_url().replace(f":{primary.port}/", f":{front.port}/")
        database = await Database.open(url)
        try:
            before, cuts = await database.timeline(), database.cuts
            await asyncio.to_thread(primary.kill)
            await asyncio.to_thread(standby.promote)
            await front.turn(standby.port)

            async def timeline() -> str:
                with suppress(StorageFailed):
                    return await database.timeline()
                return ""

            assert before < await until(timeline, "the standby answers")
            assert database.cuts > cuts
        finally:
            await database.close()


@pytest.mark.parametrize(
    ("synchronous", "status", "told"),
    [(True, Status.OK, "synchronous"), (False, Status.WARNING, "may lag"), (None, Status.WARNING, "not shown")],
)
def test_the_doctor_names_each_standby_and_what_to_do(synchronous: bool | None, status: Status, told: str) -> None:
    (check,) = check_standbys([("walreceiver", synchronous)])
    assert (check.name, check.status) == ("standby walreceiver", status)
    assert told in check.text
    assert check.remedy
