"""Limits how much one person may send (one bucket for messages, one for presses), so that no flood delays others."""

from collections import OrderedDict
from enum import StrEnum

WORDS_RATE, WORDS_BURST = 0.5, 30
"""Messages of one person: so many a second in the long run, so many at once."""
PRESSES_RATE, PRESSES_BURST = 2.0, 40
TOLD_EVERY = 60.0
"""Seconds in which a person is told at most once that it was too much."""
CALM = 5
"""How many messages a person must be able to send again before they are told how many were not read."""
CALM_SECONDS = CALM / WORDS_RATE
"""So long after the last message of a flood they can."""
_KEPT = 4096
"""How many people are remembered; the one silent longest is forgotten first."""


class ThrottleVerdict(StrEnum):
    """What happens to an update: it goes on, is refused with a message, or is refused silently."""

    GO = "go"
    TELL = "tell"
    DROP = "drop"


class _Bucket:
    """Fills by `rate` a second up to `burst`; a refused update takes nothing, so that the limit ends with the flood."""

    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate, self._burst, self._left, self._seen = rate, burst, float(burst), now
        self._told = float("-inf")
        self._missed = 0

    def judge(self, now: float, meant: bool = True) -> ThrottleVerdict:
        self._fill(now)
        if self._left >= 1:
            self._left -= 1
            return ThrottleVerdict.GO
        self._missed += meant
        if not meant or now - self._told < TOLD_EVERY:
            return ThrottleVerdict.DROP
        self._told = now
        return ThrottleVerdict.TELL

    def _fill(self, now: float) -> None:
        passed = max(0.0, now - self._seen)  # messages of the past may come out of order
        self._left = min(self._burst, self._left + passed * self._rate)
        self._seen = max(self._seen, now)

    @property
    def refused(self) -> int:
        """How many messages meant for the bot were refused and not told of."""
        return self._missed

    def missed(self, now: float) -> int:
        """How many messages meant for the bot were refused, once the flood is over; each is counted once."""
        self._fill(now)
        missed, self._missed = (self._missed, 0) if self._left >= CALM else (0, self._missed)
        return missed


class Paces:
    """The rate of everybody who wrote lately; times are seconds.

    Messages count at the time when they were written: what waited at Telegram while the bot was down is no flood.
    """

    def __init__(self) -> None:
        self._words: OrderedDict[int, _Bucket] = OrderedDict()
        self._presses: OrderedDict[int, _Bucket] = OrderedDict()

    def words(self, person_id: int, written: float, meant: bool = True) -> ThrottleVerdict:
        """Judge a message.

        One that was not `meant` for the bot is never answered, so only another message may tell its writer.
        """
        return _of(self._words, person_id, WORDS_RATE, WORDS_BURST, written).judge(written, meant)

    def refused(self, person_id: int) -> int:
        """How many messages were not read since the person was last told."""
        bucket = self._words.get(person_id)
        return bucket.refused if bucket is not None else 0

    def missed(self, person_id: int, now: float) -> int:
        """The same, and they count as told from now on; 0 as long as the flood lasts."""
        bucket = self._words.get(person_id)
        return bucket.missed(now) if bucket is not None else 0

    def press(self, person_id: int, now: float) -> ThrottleVerdict:
        """Judge a press."""
        return _of(self._presses, person_id, PRESSES_RATE, PRESSES_BURST, now).judge(now)


def _of(known: OrderedDict[int, _Bucket], person_id: int, rate: float, burst: int, now: float) -> _Bucket:
    bucket = known.get(person_id)
    if bucket is None:
        bucket = known[person_id] = _Bucket(rate, burst, now)
        if len(known) > _KEPT:
            known.popitem(last=False)
    known.move_to_end(person_id)
    return bucket
