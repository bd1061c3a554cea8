"""`caigou doctor` beside a bot that runs: how old each tick is, and all that waits for a person."""

import asyncio
import re
from typing import Any

from bot.cards.operations.checks import DoctorLine, Status
from bot.wiring import timetable
from bot.wiring.demo import SharedClock
from bot.wiring.doctor_checks import doctor, market_report
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


async def test_the_doctor_s_report_looks_at_the_newest_order_that_was_sent_with_our_reference(street: Street) -> None:
    echo = "doubt outOrderId comes back in the detail"
    lines, _ = await asyncio.to_thread(market_report, street.settings)
    assert {"an order of ours: no", f"{echo}: needs a first order"} <= {*lines}
    await street.ordered()
    read_back = "SELECT 1 FROM remote_order WHERE echoed IS NOT NULL"
    await street.until(lambda: street.has(read_back), "the order is read back")
    lines, _ = await asyncio.to_thread(market_report, street.settings)
    assert {"an order of ours: yes", f"{echo}: yes", "doubt lines have subItemIDString: yes"} <= {*lines}


async def test_the_doctor_tells_which_ways_to_pay_the_app_has_and_pays_nothing(street: Street) -> None:
    await street.ordered()
    await street.market(pay_calls=["alibaba.alipay.url.get", "alibaba.trade.payWay.query"])
    found = await looks(street)
    assert (found["1688 alipay.url.get"].status, found["1688 alipay.url.get"].text) == (
        Status.OK,
        "answers; a pay link by alipay",
    )
    for name, ways in (("crossBorderPay", "cross"), ("trade.grouppay", "phone")):
        line = found[f"1688 {name}.url.get"]
        assert line.status is Status.WARNING
        assert line.text.endswith(f"no pay link by {ways}")
    before = (await street.ledger())["calls"]
    street.settings = street.settings.model_copy(update={"dry_run": True})
    assert not [name for name in await looks(street) if "url.get" in name]
    after = await street.ledger()
    assert [name for name in after["calls"] if "url.get" in name and after["calls"][name] != before[name]] == []
    assert [each["paid_fen"] for each in after["orders"]] == [0]
