"""`caigou stuck` says what is paid for and not in, to people and to programs, and by its exit code if it is stuck."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.purchasing.person import Person
from storage.engine.database import Database
from tests import migrated_databases
from tests.shop import FIRST, Shop

ANNA, BORIS = Person(1, "Anna\x1b[31m", "en", True), Person(2, "Борис", "ru", True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, folder: Path, write_env: Callable[..., Path]) -> str:
    """The address of an empty database that the settings name."""
    if request.param == "postgresql":
        found = str(request.getfixturevalue("migrated_url"))
    else:
        found = asyncio.run(migrated_databases.put(folder / "data" / "caigou.db"))
    write_env(DATABASE_URL=found)
    return found


async def stock(url: str, *stuck: int) -> datetime:
    """A team with orders that go well, and these that were paid nine days ago; an order of nobody's team. Until now."""
    database, now = await Database.open(url), datetime.now(UTC)
    shop = Shop(database, now)
    await shop.people(ANNA, BORIS)
    await shop.team(1, p2="buyer,requester")
    await shop.order(11, "paid", 2, 1, days=2)
    await shop.order(12, "received", 2, 1, days=20)
    await shop.order(13, "shipped", 1, None, days=1, refunded_fen=300)
    for number in stuck:
        await shop.order(number, "shipped", 2, 1, days=9)
        times = {"sent_at": now - timedelta(days=8), "traced_at": now}
        await shop.parcel(number, f"YT{number}", **times, last_step_at=now - timedelta(days=6))
    await database.close()
    return now


def test_a_program_reads_every_order_with_what_is_stuck_of_it(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    now = asyncio.run(stock(url, 14))
    assert cli.main(["stuck", "--json"]) == 1
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [each["number"] for each in told] == ["14", "11", "13"], "the oldest payment first"
    step, paid = now - timedelta(days=6), now - timedelta(days=9)
    assert told[0] == {
        "number": "14", "order_id": str(FIRST + 14), "team": "Team 1", "requester": "Борис", "seller": "Seller 2",
        "fen": 1400, "paid_at": paid.isoformat(timespec="seconds"), "state": "shipped", "days": 9,
        "alarms": [
            {"kind": "frozen", "since": step.isoformat(timespec="seconds"), "days": 6, "waybill": "YT14"},
        ],
    }  # fmt: skip
    assert [(each["team"], each["fen"], each["alarms"]) for each in told[1:]] == [("Team 1", 1100, []), ("", 1000, [])]


def test_a_person_reads_a_line_for_each_that_is_no_command_to_the_terminal(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(stock(url, 14))
    assert cli.main(["stuck"]) == 1
    told = capsys.readouterr()
    assert told.out.split("\n")[0] == (
        f"14 · {FIRST + 14} · ¥ 14.00 · 9 d · shipped · Team 1 · Борис · Seller 2 · frozen: 6 d"
    )
    assert "\x1b" not in told.out
    assert told.err == "3 paid and not in, ¥ 35.00; 1 stuck.\n"


def test_what_goes_well_ends_with_0(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(stock(url))
    assert cli.main(["stuck", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_nothing_is_an_empty_array(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stuck", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert cli.main(["stuck"]) == 0


def test_each_team_is_judged_by_what_it_chose(
    folder: Path, write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    url = asyncio.run(migrated_databases.put(folder / "data" / "caigou.db"))
    write_env(DATABASE_URL=url)
    asyncio.run(stock(url))
    with closing(sqlite3.connect(folder / "data" / "caigou.db")) as database, database:
        database.execute("UPDATE team SET notify = ?", (json.dumps({"ship": 2}),))
    assert cli.main(["stuck", "--json"]) == 1
    assert [each["number"] for each in json.loads(capsys.readouterr().out) if each["alarms"]] == ["11"]


def test_it_reads_beside_a_running_bot(
    folder: Path, write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    url = asyncio.run(migrated_databases.put(folder / "data" / "caigou.db"))
    write_env(DATABASE_URL=url)
    asyncio.run(stock(url, 14))

    async def beside() -> int:
        database = await Database.open(url)
        try:
            async with database.transaction():
                return await asyncio.to_thread(cli.main, ["stuck", "--json"])
        finally:
            await database.close()

    assert asyncio.run(beside()) == 1
    assert len(json.loads(capsys.readouterr().out)) == 3


def test_without_a_database_it_is_said_and_nothing_is_printed(
    write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_env(DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/caigou.db")
    assert cli.main(["stuck", "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


def test_wrong_use_ends_with_2(write_env: Callable[..., Path]) -> None:
    write_env()
    assert cli.main(["stuck", "--jsn"]) == 2
    assert cli.main(["stuck", "all"]) == 2
