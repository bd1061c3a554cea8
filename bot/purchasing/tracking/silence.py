"""How old what 1688 told may be, and when it counts as silent: decided by when reads of orders succeeded and failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH = timedelta(hours=1)
"""What 1688 told longer ago is said with its time; if no read of orders succeeds for as long, 1688 is silent."""


@dataclass(frozen=True)
class FailedReads:
    """Reads of orders that failed one after the other: when the first and the last one did (UTC)."""

    since: datetime
    last: datetime


def next_failed(before: FailedReads | None, read_at: datetime | None, now: datetime) -> FailedReads:
    """Those that failed by now, if one just did; 1688 was last read well at `read_at` (UTC), None if it never was.

    They begin anew after a read that succeeded, and if the clock went back behind them.
    """
    if before is None or now < before.since:
        return FailedReads(now, now)
    if read_at is not None and read_at > before.since:
        return FailedReads(now, now)
    return FailedReads(before.since, now)


def is_silent(failed: FailedReads | None, read_at: datetime | None) -> bool:
    """Whether reads failed for an hour and none has succeeded since the first of them did.

    The time in which nobody asked counts for nothing: 1688 is asked seldom if little is open, and a bot that was off
    does not know.
    """
    if failed is None or failed.last - failed.since < FRESH:
        return False
    return read_at is None or read_at <= failed.since


def is_old(told: datetime | None, now: datetime) -> bool:
    """Whether 1688 told something so long ago that its time is said with it."""
    return told is not None and now - told > FRESH
