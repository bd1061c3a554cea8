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


async def _not_thrifty(street: Any) -> bool:
    await street.anna.writes("/status")
    return "run short" not in (await street.anna.sees("1688 calls")).text
