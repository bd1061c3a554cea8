"""When 1688 is silent, and when what it told is old."""

from datetime import UTC, datetime, timedelta

from bot.purchasing.tracking.silence import FRESH, FailedReads, is_old, is_silent, next_failed

NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def failed(*minutes: int, read_at: datetime | None = None) -> FailedReads | None:
    """What is known after reads that failed at these minutes after noon."""
    known = None
    for minute in minutes:
        known = next_failed(known, read_at, NOON + minute * MINUTE)
    return known


def test_1688_is_silent_after_an_hour_of_reads_that_failed() -> None:
    assert not is_silent(failed(0, 30, 59), None)
    assert is_silent(failed(0, 30, 60), None)
    assert is_silent(failed(0, 30, 60), NOON - MINUTE)


def test_it_is_not_silent_because_nobody_asked() -> None:
    assert not is_silent(None, NOON - 10 * FRESH)
    assert not is_silent(failed(0), NOON - 10 * FRESH)


def test_one_read_that_succeeds_ends_it_and_the_hour_begins_anew() -> None:
    answered = NOON + 61 * MINUTE
    assert not is_silent(failed(0, 60), answered)
    after = next_failed(failed(0, 60), answered, NOON + 70 * MINUTE)
    assert after == FailedReads(NOON + 70 * MINUTE, NOON + 70 * MINUTE)


def test_what_failed_before_a_restart_counts() -> None:
    known = failed(0, 40)
    assert is_silent(next_failed(known, NOON - MINUTE, NOON + 100 * MINUTE), NOON - MINUTE)


def test_a_clock_that_went_back_begins_anew() -> None:
    earlier = NOON - 3 * FRESH
    assert next_failed(failed(0, 60), None, earlier) == FailedReads(earlier, earlier)


def test_what_was_told_is_old_after_an_hour() -> None:
    assert not is_old(None, NOON)
    assert not is_old(NOON - FRESH, NOON)
    assert is_old(NOON - FRESH - MINUTE, NOON)
