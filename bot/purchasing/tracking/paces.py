"""How often 1688 is asked: each pace is a multiple of WATCH_SECONDS, quick if much may happen soon, else slow.

1688 counts calls, so nothing is asked more often than somebody needs to know it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SOON, UNSHIPPED, UNDER_WAY, NOTHING_OPEN = 1, 15, 60, 720
OWN_LOOK = 30
SWEEP = 15
TRACE, TRACE_WITH_PUSHES = 480, 1440
DAILY = 1440
THRIFTY = 4
"""How much slower everything is that nobody pays, places or is in doubt about, if calls are short."""
PUSHES_KNOWN = 1440
"""How long pushes count as working after the last one that was heard."""
PUSH_TAKES = 2
"""How long after a change its push may still come."""
UNCLEAR_FOR, ABANDONED_FOR = timedelta(hours=24), timedelta(hours=72)
"""How long the sweep goes on after a create call that was unclear or refused, and after an attempt was abandoned."""


@dataclass(frozen=True)
class Circumstances:
    """What the paces depend on."""

    soon: bool = False
    """An order is to be paid or was not read back yet, or an attempt is on the wire or unclear."""
    unshipped: bool = False
    """An order is paid, and a part of it is not shipped."""
    open: bool = False
    """Any order is not over."""
    pushes: bool = False
    """1688's push messages arrive."""
    thrifty: bool = False
    """Calls are short, so that only placing, doubts and payments keep their paces."""


@dataclass(frozen=True)
class WatchPaces:
    """The paces of a bot; `unit` is WATCH_SECONDS."""

    unit: timedelta = timedelta(seconds=60)

    def of_list(self, now: Circumstances) -> timedelta:
        """How often the list of changed orders is read."""
        if not (now.soon or now.open):
            return self.unit * NOTHING_OPEN
        if now.soon:
            return self.unit * (UNDER_WAY if now.pushes else SOON)
        return self._slower(UNSHIPPED if now.unshipped and not now.pushes else UNDER_WAY, now)

    def of_missed_pushes(self, now: Circumstances) -> timedelta:
        """How often 1688 is asked for the push messages that it could not deliver."""
        return max(self.of_list(now), self.unit * UNDER_WAY)

    def of_trace(self, now: Circumstances) -> timedelta:
        """How often one parcel's trace is asked for."""
        return self._slower(TRACE_WITH_PUSHES if now.pushes else TRACE, now)

    def of_own_look(self, step: int) -> timedelta:
        """How long until the next look at an order that the list does not tell enough of; twice as long each time."""
        return self.unit * min(OWN_LOOK << min(step, 10), NOTHING_OPEN)

    def after_failure(self) -> timedelta:
        """How long until a parcel's trace is asked for again that 1688 did not give."""
        return self.unit * UNDER_WAY

    def of_sweep(self) -> timedelta:
        """How often all orders of the last day are read while an unknown one may turn up."""
        return self.unit * SWEEP

    def of_daily(self) -> timedelta:
        """How often all open orders are read by the day of their creation."""
        return self.unit * DAILY

    def pushes_work(self, heard_at: datetime | None, missed_at: datetime | None, now: datetime) -> bool:
        """Whether push messages arrive: one did lately, and none that should have come was missed since."""
        if heard_at is None or (missed_at is not None and missed_at >= heard_at):
            return False
        return now - heard_at <= self.unit * PUSHES_KNOWN

    def was_missed(self, changed_at: datetime | None, now: datetime) -> bool:
        """Whether the push about a change of that time should have come by now."""
        return changed_at is not None and now - changed_at > self.unit * PUSH_TAKES

    def _slower(self, pace: int, now: Circumstances) -> timedelta:
        return self.unit * pace * (THRIFTY if now.thrifty else 1)
