"""How long ago each piece of work ended well is counted by steady seconds; what stands still is late."""

from datetime import UTC, datetime

from bot.desk.operations.health import Pulse
from tests.fakes.clock import HandClock

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_work_is_late_three_minutes_after_its_time_whatever_the_clock_says() -> None:
    clock = HandClock()
    pulse = Pulse(clock.steady)
    pulse.expect({"outbox": 1.0, "sweep": 60.0})
    clock.jumps(days=-800)
    pulse.well("outbox", NOW)
    pulse.well("sweep", NOW)
    clock.on(seconds=183)
    assert [(tick.name, tick.late, tick.idle) for tick in pulse.ticks()] == [
        ("outbox", True, 183),
        ("sweep", False, 183),
    ]
    pulse.well("outbox", NOW)
    assert not any(tick.late for tick in pulse.ticks())
    clock.on(seconds=301)
    assert all(tick.late for tick in pulse.ticks())


def test_work_that_never_ran_is_late_too_and_so_is_work_that_only_fails() -> None:
    clock = HandClock()
    pulse = Pulse(clock.steady)
    pulse.expect({"outbox": 1.0, "clocks": 1.0})
    clock.on(minutes=4)
    pulse.ill("clocks", "no route")
    assert [(tick.name, tick.late, tick.last_run, tick.error) for tick in pulse.ticks()] == [
        ("clocks", True, None, "no route"),
        ("outbox", True, None, ""),
    ]
