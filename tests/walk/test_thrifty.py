"""The account of calls in a life: what `/status` says of it, and the thrifty mode from its beginning to its end."""

import re
from typing import Any

import pytest

from bot.wiring import timetable

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def _soon_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The account is written at once, not each half minute."""
    monkeypatch.setattr(timetable, "SLOW", 1.0)


async def test_the_thrifty_mode_begins_near_the_day_s_limit_and_ends_with_the_day(open_street: Any) -> None:
    async with open_street(ALIBABA_CALLS_DAY="20", WATCH_SECONDS="3") as street:
        order = await street.ordered()
        await street.hears("Calls to 1688 run short", "of 20 calls today")
        await street.hears("The bot saves calls to 1688")
        await street.at_1688(order, "pay")
        await street.hears("paid")
        await street.anna.writes("/status")
        status = await street.anna.sees("Today's calls run short")
        assert re.search(r"1688 calls: \d+ today, \d+ this month", status.text)
        await street.later(DAY)
        await street.hears("The bot asks 1688 as often as before")
        await street.until(lambda: _not_thrifty(street), "the status says nothing of it any more")


async def test_status_counts_calls_and_what_was_confirmed_for_them(open_street: Any) -> None:
    async with open_street() as street:
        order = await street.ordered()
        for action in ("pay", "ship", "receive"):
            await street.at_1688(order, action)
            await street.hears({"pay": "· paid", "ship": "· shipped", "receive": "· finished"}[action])
        await street.until(lambda: street.has("SELECT 1 FROM remote_order WHERE confirmed_at IS NOT NULL"), "confirmed")
        await street.anna.writes("/status")
        status = await street.anna.sees("Received this month")
        total = street.rows("SELECT total_fen FROM remote_order")[0][0]
        assert f"¥\u00a0{total / 100:,.2f}" in status.text.replace(" ", "\u00a0")
        await street.anna.presses(status, "More")
        jobs = await street.anna.sees("Looks at orders")
        assert "Ways to pay" in jobs.text


async def _not_thrifty(street: Any) -> bool:
    await street.anna.writes("/status")
    return "run short" not in (await street.anna.sees("1688 calls")).text
