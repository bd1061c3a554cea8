"""Is the bot well, and its figures: 503 with a reason that gives nothing away, and text that Prometheus reads."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.operations.health import Pulse
from bot.desk.shared.views import DiskRoom, Tick
from bot.market.port import Unclear
from bot.web import monitoring
from bot.web.listening import DoorTaken, bound

SAMPLE = re.compile(r'[a-z_0-9]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? \d+')


async def health(street: Any) -> tuple[int, dict[str, str]]:
    street.room.clock.on(seconds=5)
    answer = await street.http.get(f"{street.url}/healthz")
    return answer.status_code, answer.json()


async def test_a_bot_that_works_is_well(street: Any) -> None:
    street.ticks = (Tick("outbox", street.room.clock.now()),)
    assert await health(street) == (200, {"status": "well"})


async def test_a_database_that_cannot_be_written_is_named_without_its_address(street: Any) -> None:
    street.unwritable = OSError("postgresql://bot:canary@db/caigou is read-only")
    assert await health(street) == (503, {"status": "unwell", "reason": "the database cannot be written"})
    street.unwritable = None
    assert (await health(street))[0] == 200


async def test_a_database_that_does_not_answer_is_not_waited_for(street: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitoring, "DATABASE_SECONDS", 0.05)
    entered, leave = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with street.room.ledger.change():
            entered.set()
            await leave.wait()

    holding = asyncio.create_task(hold())
    await entered.wait()
    assert (await health(street))[1]["reason"] == "the database cannot be written"
    leave.set()
    await holding


async def test_work_that_stands_still_for_minutes_is_named(street: Any) -> None:
    street.ticks = (Tick("outbox", street.room.clock.now(), idle=125),)
    assert (await health(street))[0] == 200
    street.ticks = (Tick("outbox", street.room.clock.now(), idle=250),)
    status, told = await health(street)
    assert (status, told["reason"]) == (503, "outbox has not run for 250 s")


async def test_work_that_never_ended_well_is_named_too(street: Any) -> None:
    pulse = Pulse(street.room.clock.steady)
    pulse.expect({"outbox": 1.0})
    pulse.ill("outbox", "boom")
    street.ticks = pulse.ticks()
    assert (await health(street))[0] == 200
    street.room.clock.on(minutes=4)
    street.ticks = pulse.ticks()
    assert (await health(street))[0] == 503


async def test_a_bot_that_does_not_hear_is_not_well(street: Any) -> None:
    street.ailing = "another program runs with this bot's token"
    assert await health(street) == (503, {"status": "unwell", "reason": street.ailing})


async def test_asking_all_the_time_asks_the_database_only_now_and_then(street: Any) -> None:
    written: list[int] = []

    async def write() -> None:
        written.append(1)

    street.write = write
    await asyncio.gather(*(street.http.get(f"{street.url}/healthz") for _ in range(30)))
    asked = len(written)
    street.room.clock.on(seconds=3)
    await street.http.get(f"{street.url}/healthz")
    assert asked <= 1
    assert len(written) <= asked + 1


async def test_the_figures_are_in_prometheus_form_and_true(street: Any) -> None:
    await street.room.sent(Unclear("no answer"))
    street.room.desk.pulse._steady = street.room.clock.steady
    street.room.desk.pulse.well("watch", street.room.clock.now())
    street.room.desk.pulse.ill("sweep", 'canary "quoted"\nerror')
    street.room.clock.on(seconds=30)
    await street.push(b"message=x&_aop_signature=y")
    answer = await street.http.get(f"{street.url}/metrics")
    lines = answer.text.splitlines()
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = [line for line in lines if not line.startswith("#")]
    assert [line for line in samples if not SAMPLE.fullmatch(line)] == []
    for wanted in (
        "caigou_doubts 1", "caigou_open_orders 0", "caigou_paused 0", "caigou_dead_updates 0", "caigou_unread_orders 0",
        "caigou_dead_messages 0", "caigou_updates_running 2", 'caigou_tick_age_seconds{tick="watch"} 30',
        'caigou_tick_failing{tick="sweep"} 1', 'caigou_door_requests_total{door="1688",outcome="forged"} 1',
        'caigou_1688_calls_total{call="alibaba.trade.get.buyerView",outcome="answered"} 3',
    ):  # fmt: skip
        assert wanted in samples
    assert any(line.startswith("caigou_outbox_waiting ") and not line.endswith(" 0") for line in samples)
    names = {line.split("{")[0].split(" ")[0] for line in samples}
    assert names <= {line.split(" ")[2] for line in lines if line.startswith("# TYPE ")}
    assert "canary" not in answer.text


async def test_there_are_no_figures_rather_than_wrong_ones(street: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise OSError("the database is gone")

    monkeypatch.setattr(street.room.ledger, "read", broken)
    assert (await street.http.get(f"{street.url}/metrics")).status_code == 503


def test_an_address_in_use_is_one_sentence(port: Any) -> None:
    number = port()
    with bound("127.0.0.1", number), pytest.raises(DoorTaken) as taken, bound("127.0.0.1", number):
        pass
    told = str(taken.value)
    assert told.startswith(f"WEB_LISTEN cannot be opened at 127.0.0.1:{number}")
    assert told.endswith("name another port.")


def test_an_address_of_another_machine_is_one_sentence(port: Any) -> None:
    with pytest.raises(DoorTaken, match="WEB_LISTEN"), bound("192.0.2.1", port()):
        pass


def test_small_answers_are_not_held_back(port: Any) -> None:
    import socket

    with bound("127.0.0.1", port()) as found:
        assert found.proto == socket.IPPROTO_TCP


async def test_a_verdict_does_not_stand_for_long(street: Any) -> None:
    street.ailing = "deaf"
    assert (await health(street))[0] == 503
    street.ailing = ""
    street.room.clock.time += timedelta(seconds=3)
    assert (await street.http.get(f"{street.url}/healthz")).status_code == 200


@pytest.mark.stop(40)
@pytest.mark.parametrize(
    ("free", "copy", "warning"),
    [
        (600_000_000, 200_000_000, ""),
        (600_000_000, 301_000_000, "600 MB are free on the disk"),
        (499_000_000, 10_000_000, "499 MB are free on the disk"),
        (49_000_000, 10_000_000, "49 MB are free on the disk, too little to go on"),
        (60_000_000, None, ""),
        (49_000_000, None, "49 MB are free on the disk, too little to go on"),
    ],
)
async def test_little_room_on_the_disk_is_a_warning_and_takes_no_bot_away(
    street: Any, free: int, copy: int | None, warning: str
) -> None:
    street.disk = DiskRoom(free, copy)
    assert await health(street) == (200, {"status": "well"} | ({"warning": warning} if warning else {}))


async def test_a_full_disk_is_no_warning_but_the_reason(street: Any) -> None:
    street.disk, street.unwritable = DiskRoom(0, 10_000_000), OSError("No space left on device")
    assert await health(street) == (503, {"status": "unwell", "reason": "the database cannot be written"})


async def test_the_free_space_is_a_figure(street: Any) -> None:
    street.room.desk.health.disk = lambda: DiskRoom(400_000_000, 20_000_000)
    samples = (await street.http.get(f"{street.url}/metrics")).text.splitlines()
    assert {"caigou_disk_free_bytes 400000000", "caigou_disk_low 1"} <= set(samples)
