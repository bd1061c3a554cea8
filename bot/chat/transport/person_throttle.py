"""How much one person may send: a bucket for words and one for presses, so that no flood of his delays anybody."""

from collections import OrderedDict
from enum import StrEnum

WORDS_RATE, WORDS_BURST = 0.5, 30
"""Messages of one person: so many a second for ever, so many at once."""
PRESSES_RATE, PRESSES_BURST = 2.0, 40
TOLD_EVERY = 60.0
"""Seconds in which he is told once that it was too much."""
CALM = 5
"""Messages that he could send again at once when he is told how many were not read: while it pours nobody counts."""
_KEPT = 4096
"""People whose pace is remembered; who was silent longest is forgotten first."""


class ThrottleVerdict(StrEnum):
    """What becomes of an update: it goes on, is refused with a word, or is refused without one."""

    GO = "go"
    TELL = "tell"
    DROP = "drop"


class _Bucket:
    """Fills by `rate` a second up to `burst`; what is refused takes nothing, so that it ends with the flood."""

    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate, self._burst, self._left, self._seen = rate, burst, float(burst), now
        self._told = float("-inf")
        self._missed = 0

    def judge(self, now: float, meant: bool = True) -> ThrottleVerdict:
        passed = max(0.0, now - self._seen)  # messages of the past may come out of order
        self._left = min(self._burst, self._left + passed * self._rate)
        self._seen = max(self._seen, now)
        if self._left >= 1:
            self._left -= 1
            return ThrottleVerdict.GO
        self._missed += meant
        if not meant or now - self._told < TOLD_EVERY:
            return ThrottleVerdict.DROP
        self._told = now
        return ThrottleVerdict.TELL

    def missed(self) -> int:
        """How many that were meant for us were refused, once it has calmed down; each is counted once."""
        missed, self._missed = (self._missed, 0) if self._left >= CALM else (0, self._missed)
        return missed


class Paces:
    """The pace of everybody who was heard lately; times are seconds.

    Messages count at the moment in which they were written: what waited at Telegram while the bot was down is no flood.
    """

    def __init__(self) -> None:
        self._words: OrderedDict[int, _Bucket] = OrderedDict()
        self._presses: OrderedDict[int, _Bucket] = OrderedDict()

    def words(self, person_id: int, written: float, meant: bool = True) -> ThrottleVerdict:
        """A message of his; one that was not `meant` for the bot is never answered, so he is told by another."""
        return _of(self._words, person_id, WORDS_RATE, WORDS_BURST, written).judge(written, meant)

    def missed(self, person_id: int) -> int:
        """How many of his messages were not read since he was told last; 0 as long as it pours."""
        bucket = self._words.get(person_id)
        return bucket.missed() if bucket is not None else 0

    def press(self, person_id: int, now: float) -> ThrottleVerdict:
        """A press of his."""
        return _of(self._presses, person_id, PRESSES_RATE, PRESSES_BURST, now).judge(now)


def _of(known: OrderedDict[int, _Bucket], person_id: int, rate: float, burst: int, now: float) -> _Bucket:
    bucket = known.get(person_id)
    if bucket is None:
        bucket = known[person_id] = _Bucket(rate, burst, now)
        if len(known) > _KEPT:
            known.popitem(last=False)
    known.move_to_end(person_id)
    return bucket
