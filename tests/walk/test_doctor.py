"""`caigou doctor` beside a bot that runs: how old each tick is, and all that waits for a person."""

import asyncio
import re
import sqlite3
from contextlib import closing
from typing import Any

from bot.cards.checks import DoctorLine, Status
from bot.sandbox.team_scenes import come_together
from bot.wiring import timetable
from bot.wiring.demo import SharedClock
from bot.wiring.doctor_checks import doctor, market_report
from tests.walk.conftest import Street
from tests.walk.test_doubt_person import lost
from tests.walk.test_letters import paused_without_boris

TICKS = ("outbox", "submit", "doubts", "orders", "watch", "parcels", "approvals", "proposals", "sweep", "copies")
STAMPED = " AND ".join(f"value LIKE '%\"{tick}\"%'" for tick in TICKS)

OF_LONG_AGO = "UPDATE fact SET value = json_set(value, '$.at', '2020-01-01T00:00:00+00:00') WHERE name = 'ticks'"


async def looks(street: Street) -> dict[str, DoctorLine]:
    """What it prints, by name; it has a loop of its own, as the process at a terminal has."""
    checks = await asyncio.to_thread(doctor, street.settings, SharedClock(street.world.clock))
    return {check.name: check for check in checks}


async def test_the_doctor_shows_ticks_doubts_letters_and_the_switch_beside_a_bot_that_runs(
    open_street: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(timetable, "SLOW", 0.2)
    async with open_street(second_admin="Boris") as street:
        await lost(street)
        await paused_without_boris(street)
        ticks = f"SELECT 1 FROM fact WHERE name = 'ticks' AND {STAMPED}"
        await street.until(lambda: street.has(ticks), "the ticks are stamped")
        found = await looks(street)
    assert found["bot"].status is Status.OK
    for tick in TICKS:
        assert re.search(rf"\b{tick} \d+ (s|min) ago", found["bot"].text), (tick, found["bot"].text)
    assert (found["buying"].status, found["buying"].text) == (Status.WARNING, "paused: stocktaking")
    assert found["doubt #1"].text.startswith("needs_person since ")
    (dead,) = [check for name, check in found.items() if name.startswith("dead letter")]
    assert dead.status is Status.WARNING
    assert f"to {street.boris.person}: " in dead.text
    assert "blocked by the user" in dead.text
    assert found["copies"].status is Status.OK


async def test_the_doctor_s_report_looks_at_the_newest_order_that_was_sent_with_our_reference(street: Street) -> None:
    echo = "doubt outOrderId comes back in the detail"
    lines, _ = await asyncio.to_thread(market_report, street.settings)
    assert {"an order of ours: no", f"{echo}: needs a first order"} <= {*lines}
    await street.ordered()
    read_back = "SELECT 1 FROM remote_order WHERE echoed IS NOT NULL"
    await street.until(lambda: street.has(read_back), "the order is read back")
    lines, _ = await asyncio.to_thread(market_report, street.settings)
    assert {"an order of ours: yes", f"{echo}: yes", "doubt lines have subItemIDString: yes"} <= {*lines}


async def test_the_doctor_says_that_a_bot_that_was_stopped_does_not_run(street: Street) -> None:
    await street.until(lambda: street.has("SELECT 1 FROM fact WHERE name = 'ticks'"), "the ticks are stamped")
    assert (await looks(street))["bot"].status is Status.OK
    await street.tenant.stop()
    with closing(sqlite3.connect(street.database)) as database, database:
        database.execute(OF_LONG_AGO)
    found = await looks(street)
    assert found["bot"].status is Status.WARNING
    assert found["bot"].text.startswith("it does not run; its last tick was ")


async def test_the_doctor_asks_to_make_the_bot_an_administrator_of_a_team_s_group_until_it_is_one(
    street: Street,
) -> None:
    cast = await come_together(street.http, street.said.append, bot_admin=False)
    group = (await looks(street))["group Purchasing"]
    assert (group.status, group.remedy) == (Status.WARNING, "make it an administrator there, without any rights")
    await street.http.post(f"/sim/chats/{cast.group}/promote", json={"person": "bot"})
    assert (await looks(street))["group Purchasing"].status is Status.OK
