"""What the doctor says of a bot that runs, or does not, and of all that waits there for a person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.operations.checks import DoctorLine, Status
from bot.desk.ledger.facts import CopyFact
from bot.desk.ledger.inbox import Letter
from bot.desk.shared.views import DiskRoom, Doubtful, Health, Tick, UnreadableOrder
from bot.doctor import check_disk, check_letters, check_life, check_newest_copy, report
from bot.purchasing.holds import KeyState
from bot.purchasing.lifecycle import AttemptState

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def health(**more: Any) -> Health:
    """A bot with nothing to say, but for what a test adds."""
    values: dict[str, Any] = {
        "now": NOW, "ticks": (), "last_watch": None, "open_orders": 0, "doubts": 0, "unknown": 0, "dead_updates": 0,
        "dead_messages": 0, "waiting_messages": 0, "paused": False,
    }  # fmt: skip
    return Health(**(values | more))


def named(health: Health) -> dict[str, DoctorLine]:
    """What the doctor says by this report alone."""
    return {finding.name: finding for finding in report(health, {})}


def test_every_tick_is_named_with_its_age() -> None:
    ticks = (Tick("outbox", ago(seconds=3)), Tick("copies", ago(minutes=50)), Tick("sweep", None))
    (alive,) = check_life(ago(seconds=20), ticks, NOW)
    assert alive.status is Status.OK
    assert "looked at 20 s ago" in alive.text
    assert alive.text.endswith("each ran last: outbox 3 s ago, copies 50 min ago, sweep never")


def test_a_tick_that_fails_has_a_line_of_its_own() -> None:
    ticks = (Tick("outbox", ago(seconds=3)), Tick("watch", ago(hours=3), "Unreachable: cut off"))
    alive, failing = check_life(ago(seconds=20), ticks, NOW)
    assert "watch 3 h ago" in alive.text
    assert (failing.name, failing.status, failing.text) == ("tick watch", Status.WARNING, "Unreachable: cut off")


@pytest.mark.parametrize(("stamped", "says"), [(None, "has not run"), (ago(minutes=6), "last tick was 6 min ago")])
def test_a_bot_that_does_not_run_is_a_warning(stamped: datetime | None, says: str) -> None:
    (check,) = check_life(stamped, (Tick("outbox", ago(days=1)),), NOW)
    assert (check.status, check.remedy) == (Status.WARNING, "type: caigou run")
    assert says in check.text


def test_a_bot_that_stamped_within_five_minutes_runs() -> None:
    assert check_life(ago(minutes=5), (), NOW)[0].status is Status.OK


def test_orders_that_the_list_does_not_tell_are_named() -> None:
    unread = (UnreadableOrder("3301686771403783779", "7", ago(hours=2)),)
    check = named(health(unread=unread))["orders"]
    assert (check.status, "3301686771403783779" in check.text) == (Status.WARNING, True)


def test_the_switch_is_shown_both_ways() -> None:
    on, off = (named(health(paused=each, pause_reason="stocktaking"))["buying"] for each in (0, 1))
    assert (on.status, on.text) == (Status.OK, "not paused")
    assert (off.status, off.text, off.remedy) == (Status.WARNING, "paused: stocktaking", "an admin writes /resume")


def test_each_doubt_is_named_with_its_age_and_those_beyond_the_list_are_counted() -> None:
    listed = (Doubtful("1042/2", AttemptState.IN_DOUBT, ago(hours=2)), Doubtful("7", AttemptState.NEEDS_PERSON, None))
    found = named(health(doubts=5, in_doubt=listed))
    assert (found["doubt #1042/2"].status, found["doubt #1042/2"].text) == (
        Status.WARNING, "in_doubt since 24 Nov 06:00 UTC",
    )  # fmt: skip
    assert found["doubt #7"].text == "needs_person"
    assert found["doubts"].text == "3 more"


def test_each_dead_letter_says_when_between_whom_and_why() -> None:
    letters = (
        Letter(9, False, "paid", ago(hours=1), 42, "Forbidden: bot was blocked by the user"),
        Letter(3, True, "/buy", ago(days=1), -1001, "KeyError: 'x'"),
    )
    found = {each.name: each for received in (True, False) for each in check_letters(letters, received=received)}
    assert found["dead letter 9"].text == "24 Nov 07:00 UTC to 42: Forbidden: bot was blocked by the user"
    assert found["dead letter 3"].text == "23 Nov 08:00 UTC from -1001: KeyError: 'x'"
    assert {found[name].status for name in ("dead letter 9", "dead letter 3")} == {Status.WARNING}


@pytest.mark.parametrize(
    ("copies", "status", "says"),
    [
        (CopyFact(NOW, ago(minutes=30), ""), Status.OK, "30 min old"),
        (CopyFact(NOW, ago(hours=3, seconds=1), ""), Status.WARNING, "3 h old"),
        (CopyFact(NOW, None, ""), Status.WARNING, "none yet"),
        (CopyFact(NOW, ago(minutes=30), "No space left on device"), Status.WARNING, "No space left on device"),
    ],
)
def test_the_newest_copy_has_its_age_and_its_failure(copies: CopyFact, status: Status, says: str) -> None:
    check = named(health(copies=copies))["copies"]
    assert check.status is status
    assert says in check.text


def test_where_no_copies_are_made_none_are_missed() -> None:
    assert "copies" not in named(health())


def test_a_reference_that_does_not_come_back_is_a_warning_and_orders_placed_outside_are_none() -> None:
    assert "our reference" not in named(health())
    found = named(health(blind=True, outside=3))
    assert (found["our reference"].status, found["orders placed outside"].status) == (Status.WARNING, Status.OK)
    assert "may exist all the same" in found["our reference"].text
    assert found["orders placed outside"].text.startswith("3 placed outside")


@pytest.mark.parametrize(("state", "status", "remedy"), [
    (KeyState.HELD, Status.OK, ""),
    (KeyState.TO_BEGIN, Status.OK, ""),
    (KeyState.NONE, Status.WARNING, "caigou init --journal-key"),
    (KeyState.MISSING, Status.FAILED, "set the key"),
    (KeyState.OTHER, Status.FAILED, "deploy/runbook/journal_key.md"),
])  # fmt: skip
def test_the_key_of_the_journal_is_told_with_what_to_do(state: KeyState, status: Status, remedy: str) -> None:
    found = named(health(journal_key=state))["journal"]
    assert found.status is status
    assert remedy in found.remedy
    assert bool(found.remedy) == (status is not Status.OK)


@pytest.mark.parametrize(
    ("disk", "status", "says"),
    [
        (DiskRoom(5_000_000_000, 1_200_000_000), Status.OK, "5.0 GB free, a copy of the database takes 1.2 GB"),
        (DiskRoom(2_300_000_000, 1_200_000_000), Status.WARNING, "2.3 GB free"),
        (DiskRoom(499_000_000, 10_000_000), Status.WARNING, "499.0 MB free"),
        (DiskRoom(1_100_000_000, 1_200_000_000), Status.FAILED, "1.1 GB free"),
        (DiskRoom(49_000_000, 10_000_000), Status.FAILED, "49.0 MB free"),
        (DiskRoom(60_000_000), Status.OK, "copies, and the room for them, are the work of PostgreSQL's server"),
        (DiskRoom(49_000_000), Status.FAILED, "for the bot's own files"),
        (None, Status.WARNING, "cannot be told"),
    ],
)
def test_the_room_on_the_disk_is_judged_by_what_a_copy_takes(disk: DiskRoom | None, status: Status, says: str) -> None:
    (check,) = check_disk(disk)
    assert (check.name, check.status) == ("disk", status)
    assert says in check.text
    assert check.remedy


def test_the_newest_copy_is_read_and_its_fault_is_said() -> None:
    (well,) = check_newest_copy("caigou-2026-11-24T070000.db.zst", 12_300_000, "")
    assert (well.status, well.text) == (Status.OK, "caigou-2026-11-24T070000.db.zst, 12.3 MB, reads as it was written")
    (ill,) = check_newest_copy("caigou-2026-11-24T070000.db.zst", 0, "It is damaged.")
    assert (ill.status, ill.text) == (Status.FAILED, "It is damaged.")
