"""A clock that is wrong is said; one that is far off, or jumped, stops buying until a service confirms the time."""

import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from sqlmodel import col, select

from bot.clock import ClockDoubt, OtherClocks, SystemClock
from bot.desk.operations.lost_time import Clocks
from bot.desk.shared.pause import pause, pause_reason, require_buying
from bot.desk.shared.refusal import Refusal
from bot.market.openplatform.client import OpenPlatformClient
from storage.tables import OutboxRow
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


@pytest.mark.parametrize("header", ["", "soon", "Tue, 99 Nov 2026 12:00:00 GMT", "\x00", "2026-11-24T12:00:00Z"])
def test_a_header_that_is_no_date_says_nothing(header: str) -> None:
    others = OtherClocks(HandClock(NOON))
    others.heard("1688", header)
    assert others.apart() == {}
    assert not others.confirmed


def test_a_date_without_a_zone_is_utc() -> None:
    others = OtherClocks(HandClock(NOON))
    others.heard("1688", "Tue, 24 Nov 2026 12:00:40 -0000")
    assert others.apart() == {"1688": timedelta(seconds=40)}


def test_the_newest_answer_counts() -> None:
    assert hearing(9000, 90).apart() == {"1688": timedelta(seconds=90)}


@pytest.mark.parametrize("jump", [{"hours": -3}, {"minutes": 6}, {"days": 60}, {"days": 800}])
def test_a_jump_shows_at_once_and_is_over_when_a_service_confirms_the_time(jump: dict[str, float]) -> None:
    clock = HandClock(NOON)
    others = OtherClocks(clock)
    assert others.doubt() is None
    clock.jumps(**jump)
    assert others.doubt() == ClockDoubt(OtherClocks.ITSELF, -round(timedelta(**jump).total_seconds()))
    others.heard("1688", says(0))
    assert others.doubt() == ClockDoubt("1688", -round(timedelta(**jump).total_seconds()))
    clock.jumps(**{unit: -much for unit, much in jump.items()})
    others.heard("1688", says(0))
    assert others.doubt() is None
    clock.jumps(**jump)
    others.heard("Telegram", says(timedelta(**jump).total_seconds()))
    assert others.doubt() is None, "what 1688 said before the jump is over, since the time was confirmed after it"


@pytest.mark.parametrize("pair", [("1688", "Telegram"), ("Telegram", "1688")])
def test_one_service_that_confirms_the_time_does_not_outvote_another_that_contradicts_it_now(
    pair: tuple[str, str],
) -> None:
    others = hearing(7200, whose=pair[0])
    others.heard(pair[1], says(0))
    assert others.doubt() == ClockDoubt(pair[0], 7200)
    assert not others.confirmed


def test_a_clock_that_was_wrong_at_the_start_and_is_set_right_waits_for_one_confirmation() -> None:
    clock = HandClock(NOON, wrong=timedelta(hours=-3))
    others = OtherClocks(clock)
    others.heard("1688", says(0))
    assert others.doubt() == ClockDoubt("1688", 10_800)
    clock.wrong = timedelta(0)
    assert others.doubt() is not None
    others.heard("1688", says(0))
    assert others.doubt() is None


def test_time_that_passes_and_what_a_followed_clock_tells_is_no_jump() -> None:
    clock = HandClock(NOON)
    others = OtherClocks(clock)
    clock.on(days=3)
    assert others.doubt() is None
    followed = SystemClock()
    others = OtherClocks(followed)
    followed.follow("2030-01-01T00:00:00Z")
    assert others.doubt() is None


def test_whoever_follows_another_clock_believes_it() -> None:
    others = OtherClocks(HandClock(NOON), follows=True)
    others.heard("1688", says(86_400))
    assert others.doubt() is None
    assert others.confirmed


@pytest.fixture
def hand(ledger: Any) -> HandClock:
    """The clock of the ledger, from now on."""
    clock = HandClock(NOON)
    ledger.clock, ledger.others, ledger.admins = clock, OtherClocks(clock), ADMINS
    return clock


async def told(ledger: Any) -> list[str]:
    async with ledger.read() as uow:
        rows = (await uow.session.exec(select(OutboxRow).order_by(col(OutboxRow.id)))).all()
    return [row.kind for row in rows]


@pytest.mark.stop(11)
@pytest.mark.parametrize(
    ("seconds", "said", "stopped"),
    [(0, False, False), (29, False, False), (31, True, False), (-31, True, False), (300, True, False),
     (301, True, True), (-301, True, True), (86_400, True, True)],
)  # fmt: skip
async def test_apart_is_said_once_and_far_apart_stops_buying(
    ledger: Any, hand: HandClock, caplog: pytest.LogCaptureFixture, seconds: int, said: bool, stopped: bool
) -> None:
    clocks = Clocks(ledger)
    ledger.others.heard("Telegram", says(seconds))
    with caplog.at_level(logging.WARNING, "bot.desk.operations.lost_time"):
        for _ in range(3):
            await clocks.compare()
    assert len(caplog.records) == int(said)
    assert await told(ledger) == ["clock_apart"] * stopped
    async with ledger.read() as uow:
        if stopped:
            with pytest.raises(Refusal, match="clock-apart"):
                await require_buying(uow)
        else:
            await require_buying(uow)


async def test_buying_goes_on_by_itself_and_a_pause_of_a_person_stays(ledger: Any, hand: HandClock) -> None:
    clocks = Clocks(ledger)
    hand.jumps(hours=2)
    await clocks.compare()
    async with ledger.change() as uow:
        await pause(uow, "stocktaking")
    hand.jumps(hours=-2)
    await clocks.compare()
    assert await told(ledger) == ["clock_apart", "paused", "resumed"]
    async with ledger.read() as uow:
        assert await pause_reason(uow) == "stocktaking"


async def test_a_process_that_starts_when_the_clock_is_right_again_says_so(ledger: Any, hand: HandClock) -> None:
    hand.jumps(hours=2)
    await Clocks(ledger).compare()
    ledger.owner, ledger.others = "another", OtherClocks(hand)
    await Clocks(ledger).compare()
    assert await told(ledger) == ["clock_apart", "resumed"]


async def test_every_answer_of_1688_tells_its_time() -> None:
    others = OtherClocks(HandClock(NOON))
    answers = httpx.MockTransport(
        lambda _: httpx.Response(200, headers={"Date": says(77)}, text='"20261124120000000+0800"')
    )
    client = OpenPlatformClient(
        origin="http://127.0.0.1:1", app_key="k", app_secret="s", tokens=Nothing(), clock=HandClock(NOON), rate=1000,
        transport=answers, other_clocks=others,
    )  # fmt: skip
    await client.server_time()
    await client.aclose()
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
        await street.hears("The clock is wrong", "60 min behind that of", "goes on by itself")
        await street.is_told(card, "Buy now", "the clock of this bot is wrong")
        assert (await street.ledger())["calls"].get("alibaba.trade.createCrossOrder", 0) == before
        assert street.rows("SELECT count(*) FROM remote_order") == [(0,)]


class Behind:
    """A clock that is an hour late."""

    def __init__(self, right: Any) -> None:
        self._right = right
        self.steady, self.shifted = right.steady, right.shifted

    def now(self) -> datetime:
        late: datetime = self._right.now() - timedelta(hours=1)
        return late

    async def sleep(self, seconds: float) -> None:
        await self._right.sleep(seconds)
