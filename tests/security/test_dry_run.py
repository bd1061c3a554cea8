"""A database is a dry run's or one that buys, from its first start on: no process of the other kind goes on with it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.settings import Settings, of_world
from bot.wiring.build import built
from bot.wiring.database_care import copy_to, put_back
from storage.failures import StorageFailed
from tests.postgres import asked

GIVEN = {"TELEGRAM_TOKEN": "1234567890:" + "A" * 35, "ALIBABA_APP_KEY": "1", "ALIBABA_APP_SECRET": "s"}
BUYS, DRY = {"DRY_RUN": "0"}, {"DRY_RUN": "1"}


async def starts(url: str, kind: dict[str, str]) -> Settings:
    """A process of this kind opens the database, and ends."""
    settings = of_world(GIVEN | {"DATABASE_URL": url} | kind)
    async with built(settings, SystemClock()):
        return settings


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"
    return str(request.getfixturevalue("migrated_url"))


@pytest.mark.threat("T62")
async def test_what_is_dry_never_buys_and_what_buys_is_never_dry(url: str) -> None:
    await starts(url, DRY)
    await starts(url, DRY)
    with pytest.raises(StorageFailed, match="a dry run's: nothing of it may ever be ordered"):
        await starts(url, BUYS)


async def test_a_database_that_buys_is_no_dry_run_s(url: str) -> None:
    await starts(url, BUYS)
    with pytest.raises(StorageFailed, match="This database buys"):
        await starts(url, DRY)


async def test_two_processes_of_both_kinds_do_not_begin_together(migrated_url: str) -> None:
    ends = await asyncio.gather(starts(migrated_url, DRY), starts(migrated_url, BUYS), return_exceptions=True)
    assert [type(end) for end in ends].count(StorageFailed) == 1
    assert asked(migrated_url, "SELECT count(*) FROM fact WHERE name = 'dry_run'") == [(1,)]


@pytest.mark.threat("T62")
async def test_a_copy_that_is_put_back_stays_dry(tmp_path: Path) -> None:
    settings = await starts(f"sqlite:///{tmp_path / 'data' / 'caigou.db'}", DRY)
    await copy_to(settings, tmp_path / "copy.db")
    await put_back(settings, tmp_path / "copy.db")
    elsewhere = of_world(GIVEN | {"DATABASE_URL": f"sqlite:///{tmp_path / 'elsewhere' / 'caigou.db'}"})
    await put_back(elsewhere, tmp_path / "copy.db")
    for each in (settings, elsewhere):
        with pytest.raises(StorageFailed, match="dry run"):
            await starts(each.database_url.get_secret_value(), BUYS)


async def test_a_database_from_before_there_were_dry_runs_buys(open_street: Any) -> None:
    async with open_street() as street:
        await street.tenant.stop()
        with closing(sqlite3.connect(street.database)) as database, database:
            database.execute("DELETE FROM fact WHERE name = 'dry_run'")
        with pytest.raises(StorageFailed, match="This database buys"):
            await starts(street.database_url, DRY)


@pytest.mark.threat("T62")
async def test_a_dry_run_goes_up_to_the_order_and_says_so_everywhere(open_street: Any) -> None:
    async with open_street(DRY_RUN="1") as street:
        await street.anna.presses(await street.draft("plain"), "Buy now")
        card = await street.anna.sees("would be ordered now", "alibaba.trade.createCrossOrder")
        assert card.text.startswith("Dry run · ")
        await street.later(3600)
        await street.anna.writes("/order 1")
        await street.anna.sees("would be ordered (dry run)")
        ledger = await street.ledger()
        assert (ledger["orders"], ledger["writes"]) == ([], {})
        assert not [name for name in ledger["calls"] if "pay" in name.casefold()]
        messages = (await street.http.get("/sim/messages", params={"person": street.anna.person})).json()
        ours = [row["text"] for row in messages if row["from"] == "bot"]
        assert ours
        assert all(text.startswith("Dry run · ") for text in ours)
