"""Whatever becomes of an order: nothing is asked back twice, and whoever is owed money gets to it."""

import random
import sys
from collections import Counter

import pytest

from tests.counts import counted
from tests.purchasing.refund_lives import Life, costs_agree

LIVES = counted(10_000, 600)
SEED = 56
HAPPENED = (
    "counts of good",
    "counts of damaged",
    "counts of wrong",
    "counts taken back",
    "surplus pieces",
    "late pieces, paid or claimed before",
    "prices lowered after the payment",
    "purchases of which 1688 made two orders",
    "lines with no number",
    "lines with no share",
    "returns sent",
    "ours: pieces",
    "ours: pieces, goods back",
    "ours: rest",
    "ours: amount",
    "ours: freight alone",
    "ours: with carriage",
    "ours: no call shows it",
    "ours: lost answers",
    "ours: paid all",
    "ours: paid less",
    "ours: closed",
    "ours: closed after the goods went back",
    "site: pieces",
    "site: sum",
    "site: carriage",
    "site: no call names it",
    "site: equals all that was paid for its lines",
    "site: paid all",
    "site: paid less",
    "site: closed",
    "explained: pieces",
    "explained: carriage",
    "explained: compensation",
    "states from which something is owed",
    "rests that can be asked for",
)


def lived(seed: str, seen: Counter[str]) -> None:
    """One purchase to its end: its laws are judged at each claim, and at the end what is owed is asked for.

    1688 makes two orders of some.
    """
    dice = random.Random(seed)
    lives = [Life(dice, seen)]
    if dice.random() < 0.15:
        lives.append(Life(dice, seen, "33016867715"))
        seen["purchases of which 1688 made two orders"] += 1
    for life in lives:
        for _ in range(dice.randint(5, 45)):
            life.step()
        life.books_agree()
    costs_agree(lives)
    for life in lives:
        life.all_that_is_owed_can_be_asked()


@pytest.mark.long
@pytest.mark.timeout(counted(3_600, 600))
def test_in_no_life_is_anything_asked_back_twice_and_nobody_stands_before_a_dead_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: Counter[str] = Counter()
    for number in range(LIVES):
        seed = f"{SEED}/{number}"
        try:
            lived(seed, seen)
        except AssertionError as wrong:
            raise AssertionError(f"life {seed}: {wrong}") from wrong
    with capsys.disabled():
        shares = ", ".join(f"{what} {100 * n / LIVES:.0f} %" for what, n in sorted(seen.items()))
        sys.stdout.write(f"\n{LIVES} lives; for each 100: {shares}\n")
    few = [what for what in HAPPENED if seen[what] < LIVES // 200]
    assert not few, f"this happens too seldom: {few}"
