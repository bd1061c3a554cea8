"""The clock: the time and waiting, passed in as an argument, so that tests can replace it."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time (UTC) and waits; whoever needs either takes a Clock as an argument."""

    def now(self) -> datetime:
        """The present time, UTC."""
        ...

    def steady(self) -> float:
        """Seconds that pass as `now` should: only time moves them, and what another clock tells that is followed.

        They say how long ago something was, whatever happens to the machine's clock meanwhile.
        """
        ...

    def shifted(self, right: datetime) -> datetime:
        """What a right clock tells, put forward as another clock tells that is followed; as it is if none is."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of real time."""
        ...


class SystemClock:
    """The machine's clock; shifted if it follows a sandbox's clock."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        return self.shifted(datetime.now(UTC))

    def steady(self) -> float:
        return time.monotonic() + self._offset.total_seconds()

    def shifted(self, right: datetime) -> datetime:
        return right + self._offset

    def follow(self, now: str) -> None:
        """Set the time to what another clock told (ISO 8601), from now on."""
        self._offset = datetime.fromisoformat(now).astimezone(UTC) - datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@dataclass(frozen=True)
class ClockDoubt:
    """Whose time differs too much from ours, and how many seconds it is ahead of ours (negative: behind)."""

    whose: str
    seconds: int


class OtherClocks:
    """What time it is for other services, by the `Date` headers of their answers, and whether ours can be right.

    With each answer it is remembered how far their clock and ours were ahead of the steady seconds: so a jump of ours
    shows at once. A clock that `follows` another one is believed, since it is always a little behind that one.
    """

    TOLERATED = timedelta(minutes=5)
    ITSELF, DATABASE = "this machine before", "the database"
    """Who contradicts our clock if it jumped, or if processes share a database whose server tells another time."""

    def __init__(self, clock: Clock, *, follows: bool = False) -> None:
        self._clock, self._follows = clock, follows
        self._heard: dict[str, tuple[timedelta, timedelta]] = {}
        self._ours = self._lead()

    def heard(self, whose: str, date: str) -> None:
        """Record the `Date` header of an answer that has just come; an unreadable one is ignored.

        One that is about ours confirms our clock: whatever jumped before is over, and what others said before as well.
        """
        theirs = _read(date)
        if theirs is None:
            return
        ours = self._lead()
        apart = theirs - self._clock.now()
        if abs(apart) <= self.TOLERATED:
            self._ours = ours
            self._heard = {k: v for k, v in self._heard.items() if abs(v[1] - ours) <= self.TOLERATED}
        self._heard[whose] = (ours + apart, ours)

    def apart(self) -> dict[str, timedelta]:
        """How far the clock of each service is ahead of ours now (negative: behind)."""
        ours = self._lead()
        return {whose: theirs - ours for whose, (theirs, _) in self._heard.items()}

    def doubt(self, database: timedelta = timedelta(0)) -> ClockDoubt | None:
        """Why our clock is not believed: a service's, our own before, or the database's is more than five minutes off.

        `database` is how far the clock of a server that processes share is ahead of ours. None if none contradicts.
        """
        if self._follows:
            return None
        aparts = {**self.apart(), self.DATABASE: database, self.ITSELF: self._ours - self._lead()}
        far = ((whose, round(apart.total_seconds())) for whose, apart in aparts.items() if abs(apart) > self.TOLERATED)
        return next((ClockDoubt(*each) for each in far), None)

    @property
    def confirmed(self) -> bool:
        """Whether a service has told its time since our clock last jumped, and none contradicts it."""
        return self._follows or (bool(self._heard) and self.doubt() is None)

    def _lead(self) -> timedelta:
        """How far our clock is ahead of the steady seconds."""
        return timedelta(seconds=self._clock.now().timestamp() - self._clock.steady())


def _read(date: str) -> datetime | None:
    """The time in an HTTP date, UTC; None if it is none."""
    try:
        read = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
