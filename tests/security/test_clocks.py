"""A clock that is wrong is said, and one that is far off stops buying; one odd answer does neither."""

import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from bot.clock import OtherClocks
from bot.desk.operations.clocks import Clocks
from bot.desk.shared.pause import Switch, pause_reason
from bot.desk.shared.people import People
from bot.market.openplatform.client import OpenPlatformClient
from tests.fakes.clock import HandClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADMINS = frozenset({1})


def says(seconds: float) -> str:
    return format_datetime(NOON + timedelta(seconds=seconds), usegmt=True)


def hearing(*seconds: float, whose: str = "1688") -> OtherClocks:
    others = OtherClocks(HandClock(NOON))
    for each in seconds:
        others.heard(whose, says(each))
    return others


@pytest.mark.parametrize(
    ("heard", "apart"),
    [((40,) * 3, 40), ((-400,) * 3, -400), ((0, 9000, 0), 0), ((9000, 9000, 0, 0), 0), ((0, 0, 0, 90, 90), 90)],
)
def test_the_middle_of_three_answers_counts(heard: tuple[float, ...], apart: int) -> None:
    assert hearing(*heard).apart() == {"1688": timedelta(seconds=apart)}


def test_two_answers_are_not_enough() -> None:
    assert hearing(900, 900).apart() == {}


@pytest.mark.parametrize("header", ["", "soon", "Tue, 99 Nov 2026 12:00:00 GMT", "\x00", "2026-11-24T12:00:00Z"])
def test_a_header_that_is_no_date_says_nothing(header: str) -> None:
    others = OtherClocks(HandClock(NOON))
    for _ in range(5):
        others.heard("1688", header)
    assert others.apart() == {}


def test_a_date_without_a_zone_is_utc() -> None:
    others = OtherClocks(HandClock(NOON))
    for _ in range(3):
        others.heard("1688", "Tue, 24 Nov 2026 12:00:40 -0000")
    assert others.apart() == {"1688": timedelta(seconds=40)}


async def why_paused(ledger: Any) -> str | None:
    async with ledger.look() as uow:
        return await pause_reason(uow)


@pytest.mark.parametrize(
    ("seconds", "said", "stopped"),
    [(0, False, False), (29, False, False), (31, True, False), (-31, True, False), (300, True, False),
     (301, True, True), (-301, True, True), (86_400, True, True)],
)  # fmt: skip
async def test_apart_is_said_once_and_far_apart_stops_buying(
    ledger: Any, caplog: pytest.LogCaptureFixture, seconds: int, said: bool, stopped: bool
) -> None:
    clocks = Clocks(hearing(*[seconds] * 3, whose="Telegram"), Switch(ledger, People(ledger, ADMINS)))
    with caplog.at_level(logging.WARNING, "bot.desk.operations.clocks"):
        for _ in range(3):
            await clocks.compare()
    assert len(caplog.records) == int(said)
    reason = await why_paused(ledger)
    assert (reason is not None) is stopped
    assert "Telegram" in (reason or "Telegram")


async def test_buying_that_is_resumed_under_a_wrong_clock_stops_again(ledger: Any) -> None:
    others = hearing(*[7200] * 3)
    clocks = Clocks(others, Switch(ledger, People(ledger, ADMINS)))
    await clocks.compare()
    assert await why_paused(ledger) == "the clock of 1688 is 120 min ahead of ours; set this machine's clock"
    async with ledger.change() as uow:
        await uow.people.put_fact("pause", {})
    await clocks.compare()
    assert await why_paused(ledger) is not None
    async with ledger.change() as uow:
        await uow.people.put_fact("pause", {})
    for _ in range(3):
        others.heard("1688", says(0))
    await clocks.compare()
    assert await why_paused(ledger) is None


async def test_every_answer_of_1688_tells_its_time() -> None:
    others = OtherClocks(HandClock(NOON))
    answers = httpx.MockTransport(
        lambda _: httpx.Response(200, headers={"Date": says(77)}, text='"20261124120000000+0800"')
    )
    client = OpenPlatformClient(
        origin="http://127.0.0.1:1", app_key="k", app_secret="s", tokens=Nothing(), clock=HandClock(NOON), rate=1000,
        transport=answers, other_clocks=others,
    )  # fmt: skip
    for _ in range(3):
        await client.server_time()
    await client.close()
    assert others.apart() == {"1688": timedelta(seconds=77)}


class Nothing:
    """A store without tokens."""

    async def load(self) -> None: ...

    async def save(self, tokens: Any) -> None: ...

    def alone(self) -> Any: ...


async def test_a_bot_whose_clock_is_an_hour_off_orders_nothing_and_says_why(open_street: Any) -> None:
    async with open_street(CLOCK_URL="") as street:
        card = await street.draft()
        await street.tenant.stop()
        street.tenant._clock = Behind(street.tenant._clock)
        before = (await street.ledger())["calls"].get("alibaba.trade.createCrossOrder", 0)
        await street.tenant.start()
        await street.hears("Buying is paused", "60 min ahead of ours")
        await street.anna.presses(card, "Buy now")
        assert (await street.ledger())["calls"].get("alibaba.trade.createCrossOrder", 0) == before
        assert street.rows("SELECT count(*) FROM remote_order") == [(0,)]


class Behind:
    """A clock that is an hour late."""

    def __init__(self, right: Any) -> None:
        self._right = right

    def now(self) -> datetime:
        late: datetime = self._right.now() - timedelta(hours=1)
        return late

    async def sleep(self, seconds: float) -> None:
        await self._right.sleep(seconds)
