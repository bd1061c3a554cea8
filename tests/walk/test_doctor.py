"""`caigou doctor` beside a bot that runs: how old each tick is, and all that waits for a person."""

import asyncio
import re
from typing import Any

from bot.cards.checks import DoctorLine, Status
from bot.wiring import timetable
from bot.wiring.demo import SharedClock
from bot.wiring.doctor_checks import doctor
from tests.walk.conftest import Street
from tests.walk.test_doubt_person import lost
from tests.walk.test_letters import paused_without_boris

TICKS = ("outbox", "submit", "doubts", "orders", "watch", "parcels", "approvals", "proposals", "sweep", "copies")
STAMPED = " AND ".join(f"value LIKE '%\"{tick}\"%'" for tick in TICKS)


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
