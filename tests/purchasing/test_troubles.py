"""What begins, what is over, and whose word counts of a trouble that each process sees only in itself."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.operations import LoginNeededNotice
from bot.purchasing.troubles import (
    CONFIRMED_EVERY,
    GONE_AFTER,
    OwnSight,
    TroubleChanges,
    TroublesFound,
    compared,
    next_sight,
)

NOW = datetime(2026, 12, 2, 12, tzinfo=UTC)
REFUSED = Tell(LoginNeededNotice(reason="over"), Audience.OWNERS, "login_needed")
ILL, WELL = TroublesFound({"": REFUSED}), TroublesFound()
BEFORE = OwnSight("other", NOW)


def subject(name: str) -> str:
    return name.partition(":")[2].partition(":")[0]


def test_what_stands_and_was_not_told_begins() -> None:
    assert compared([], subject, {"a": REFUSED}) == TroubleChanges((REFUSED,), ())


def test_what_stands_and_was_told_changes_nothing() -> None:
    assert compared(["login:a:noon"], subject, {"a": REFUSED}) == TroubleChanges()


def test_what_was_told_and_stands_no_more_is_over_whenever_it_was_told() -> None:
    assert compared(["login:a:noon", "login:a:later", "login:b:noon"], subject, {"b": None}) == TroubleChanges(
        (), ("login:a:noon", "login:a:later")
    )


def test_what_others_tell_is_not_told_here() -> None:
    assert compared([], subject, {"a": None}) == TroubleChanges()


def test_a_process_that_sees_a_trouble_says_so_again_once_a_minute() -> None:
    assert next_sight(None, ILL, "one", NOW, alone=False) == (OwnSight("one", NOW), True)
    own = OwnSight("one", NOW)
    soon, later = NOW + CONFIRMED_EVERY / 2, NOW + CONFIRMED_EVERY
    assert next_sight(own, ILL, "one", soon, alone=False) == (own, True)
    assert next_sight(own, ILL, "one", later, alone=False) == (OwnSight("one", later), True)


@pytest.mark.parametrize("alone", [True, False])
def test_the_process_that_saw_it_ends_it_at_once(alone: bool) -> None:
    assert next_sight(OwnSight("one", NOW), WELL, "one", NOW, alone=alone) == (None, False)


def test_a_process_alone_ends_what_the_one_before_it_saw() -> None:
    assert next_sight(BEFORE, WELL, "one", NOW, alone=True) == (None, False)


def test_another_process_ends_it_only_once_the_one_that_saw_it_is_gone() -> None:
    assert next_sight(BEFORE, WELL, "one", NOW + GONE_AFTER, alone=False) == (BEFORE, True)
    gone = NOW + GONE_AFTER + timedelta(seconds=1)
    assert next_sight(BEFORE, WELL, "one", gone, alone=False) == (None, False)


def test_what_another_process_knew_before_the_trouble_ends_nothing() -> None:
    gone = NOW + GONE_AFTER + timedelta(seconds=1)
    old, new = TroublesFound(at=NOW - timedelta(seconds=1)), TroublesFound(at=NOW + timedelta(seconds=1))
    assert next_sight(BEFORE, old, "one", gone, alone=False) == (BEFORE, True)
    assert next_sight(BEFORE, new, "one", gone, alone=False) == (None, False)


def test_nothing_was_seen_and_all_is_well() -> None:
    assert next_sight(None, WELL, "one", NOW, alone=False) == (None, False)
