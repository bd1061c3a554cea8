"""Two hosts, one of which has a wrong clock: what either leaves behind is due for the other in the same moment."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import OtherClocks
from bot.desk.messages.outbox import Later
from bot.purchasing.lifecycle import AttemptState
from tests.desk.conftest import Room
from tests.desk.messages.test_outbox import Telegram, owe
from tests.postgres import asked


@pytest.fixture(params=[-1, 1], ids=["five minutes slow", "five minutes fast"])
def hosts(request: pytest.FixtureRequest, rooms: tuple[Room, Room]) -> tuple[Room, Room]:
    """The first one's clock is wrong."""
    rooms[0].clock.wrong = request.param * timedelta(minutes=5)
    return rooms


@pytest.mark.parametrize("wrong_one_dies", [True, False])
async def test_the_survivor_tells_at_once_what_the_other_owed(hosts: tuple[Room, Room], wrong_one_dies: bool) -> None:
    dead, survivor = hosts if wrong_one_dies else reversed(hosts)
    await owe(dead, [1])
    telegram = Telegram()
    await survivor.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


@pytest.mark.parametrize("wrong_one_dies", [True, False])
async def test_what_the_other_put_off_is_tried_again_when_its_wait_is_over_and_not_before(
    hosts: tuple[Room, Room], wrong_one_dies: bool
) -> None:
    dead, survivor = hosts if wrong_one_dies else reversed(hosts)
    await owe(dead, [1])
    await dead.desk.outbox.deliver(Telegram(Later(60, "timed out")).send)
    telegram = Telegram()
    await survivor.desk.outbox.deliver(telegram.send)
    assert telegram.texts == []
    survivor.clock.on(seconds=61)
    await survivor.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


@pytest.mark.parametrize("wrong_one_dies", [True, False])
async def test_the_survivor_places_at_once_what_was_agreed_with_the_other(
    hosts: tuple[Room, Room], wrong_one_dies: bool
) -> None:
    dead, survivor = hosts if wrong_one_dies else reversed(hosts)
    for room in hosts:
        await room.started()
    number = await dead.confirmed()
    await survivor.desk.submit_worker.submit_due()
    assert (await survivor.attempt(number)).state is AttemptState.PLACED


async def test_both_write_the_time_of_the_database(hosts: tuple[Room, Room], postgres_url: str) -> None:
    for first, room in enumerate(hosts, 1):
        await owe(room, [first], first)
    [(apart,)] = asked(postgres_url, "SELECT (max(next_at) - min(next_at)) / 1000000 FROM outbox")
    assert apart == 0


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_host_that_is_further_from_the_database_buys_nothing_and_the_other_does(
    rooms: tuple[Room, Room], minutes: int
) -> None:
    wrong, right = rooms
    for room in rooms:
        await room.started()
    number = await right.confirmed()
    wrong.clock.jumps(minutes=minutes)
    wrong.ledger.others = OtherClocks(wrong.clock)
    await wrong.desk.submit_worker.submit_due()
    await wrong.desk.clocks.compare()
    assert wrong.market.sent == []
    assert await told(right) == ["clock_apart"]
    await right.desk.clocks.compare()
    await right.desk.submit_worker.submit_due()
    assert (await right.attempt(number)).state is AttemptState.PLACED
    assert "resumed" not in await told(right), "the other one's clock is still wrong"
    wrong.clock.jumps(minutes=-minutes)
    await wrong.desk.clocks.compare()
    assert "resumed" not in await told(right), "no service confirmed it yet"
    wrong.ledger.others.heard("1688", f"{wrong.clock.now():%a, %d %b %Y %H:%M:%S} GMT")
    await wrong.desk.clocks.compare()
    assert "resumed" in await told(right)


async def told(room: Any) -> list[str]:
    return [kind for kind in await room.kinds() if kind in ("clock_apart", "resumed")]
