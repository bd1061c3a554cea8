"""Which copies of the database stay, and that none stays for ever."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.files import thinning
from storage.files.thinning import Kept

NOW = datetime(2026, 11, 28, 7, 22, tzinfo=UTC)
PROMISED = timedelta(days=400)


def fill(folder: Path, moments: Iterable[datetime]) -> None:
    for moment in moments:
        (folder / thinning.name_at(moment)).touch()


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def names(moments: Iterable[datetime]) -> list[str]:
    return sorted({thinning.name_at(moment) for moment in moments})


def test_a_year_of_hours_becomes_a_day_of_hours_a_fortnight_of_days_and_a_year_of_months(tmp_path: Path) -> None:
    made = [NOW - timedelta(hours=n) for n in range(24 * 365)]
    fill(tmp_path, made)
    (tmp_path / "notes.txt").touch()
    thinning.drop_old(tmp_path, Kept(24, 14, 12), NOW)
    days = [max(at for at in made if at.date() == (NOW - timedelta(days=n)).date()) for n in range(14)]
    months = [max(at for at in made if at.month == month and at <= NOW) for month in range(1, 13)]
    assert left(tmp_path) == sorted([*names([*made[:24], *days, *months]), "notes.txt"])
    assert len(left(tmp_path)) == 24 + 13 - 1 + 11 + 1, "a copy counts for its hour, its day and its month at once"


def test_thinning_again_drops_nothing(tmp_path: Path) -> None:
    fill(tmp_path, (NOW - timedelta(hours=7 * n) for n in range(300)))
    assert thinning.drop_old(tmp_path, Kept(2, 5, 3), NOW) != []
    assert thinning.drop_old(tmp_path, Kept(2, 5, 3), NOW) == []


def test_copies_made_hour_by_hour_and_thinned_each_time_leave_the_same_as_one_thinning(tmp_path: Path) -> None:
    hours = [NOW - timedelta(hours=n) for n in reversed(range(24 * 60))]
    (tmp_path / "each").mkdir()
    (tmp_path / "once").mkdir()
    fill(tmp_path / "once", hours)
    for hour in hours:
        fill(tmp_path / "each", [hour])
        thinning.drop_old(tmp_path / "each", Kept(24, 14, 12), hour)
    thinning.drop_old(tmp_path / "once", Kept(24, 14, 12), NOW)
    assert left(tmp_path / "each") == left(tmp_path / "once")


def test_days_and_months_without_a_copy_do_not_count(tmp_path: Path) -> None:
    """After two months without the bot, the copies of before are not thinned out at once."""
    before = [NOW - timedelta(days=60 + n) for n in range(20)]
    fill(tmp_path, [NOW, *before])
    thinning.drop_old(tmp_path, Kept(0, 14, 0), NOW)
    assert left(tmp_path) == names([NOW, *before[:13]])


def test_plain_copies_of_earlier_versions_count_and_are_thinned(tmp_path: Path) -> None:
    old = tmp_path / "caigou-2026-11-27T050000.db"
    old.touch()
    (tmp_path / "caigou-2026-11-27T040000.db").touch()
    fill(tmp_path, [NOW])
    assert [path.name for path in thinning.drop_old(tmp_path, Kept(0, 2, 0), NOW)] == ["caigou-2026-11-27T040000.db"]
    assert thinning.drop_old(tmp_path, Kept(0, 1, 0), NOW) == [old]


@pytest.mark.threat("T28")
@given(
    ages=st.lists(st.integers(-20_000, 24 * 900), min_size=1, max_size=80),
    kept=st.builds(Kept, st.integers(0, 40), st.integers(0, 40), st.integers(0, 12)),
    still=st.integers(0, 24 * 9),
)
def test_no_copy_grows_older_than_promised_and_the_newest_always_stays(ages: list[int], kept: Kept, still: int) -> None:
    """Ages in hours, negative ones dated by a wrong clock; afterwards the bot stands `still` for up to nine days."""
    made = [NOW - timedelta(hours=age) for age in ages]
    past = [at for at in made if at <= NOW + thinning.AHEAD] or made
    with TemporaryDirectory() as folder:
        fill(Path(folder), made)
        thinning.drop_old(Path(folder), kept, NOW)
        stayed = left(Path(folder))
    assert thinning.name_at(max(past)) in stayed
    old = names(at for at in past if NOW + timedelta(hours=still) - at >= PROMISED)
    assert set(old) & set(stayed) <= {thinning.name_at(max(past))}


def test_a_copy_dated_by_a_clock_that_was_years_ahead_does_not_outlive_the_others(tmp_path: Path) -> None:
    fill(tmp_path, [NOW, NOW + timedelta(days=700)])
    thinning.drop_old(tmp_path, Kept(), NOW)
    assert left(tmp_path) == names([NOW])


def test_copies_that_are_all_dated_later_stay(tmp_path: Path) -> None:
    later = [NOW + timedelta(days=700), NOW + timedelta(days=701)]
    fill(tmp_path, later)
    assert thinning.drop_old(tmp_path, Kept(), NOW) == []


def test_what_a_cut_off_copy_left_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    copy = thinning.name_at(NOW)
    parts = [f"{copy}.part", f"{copy}.part-journal", f"{copy}.packed.part", copy.replace(".db.zst", ".db.part")]
    for name in (*parts, copy, "mine.part", "caigou-mine.db.part"):
        (tmp_path / name).touch()
    assert sorted(path.name for path in thinning.drop_unfinished(tmp_path)) == sorted(parts)
    assert left(tmp_path) == sorted([copy, "mine.part", "caigou-mine.db.part"])


def test_a_folder_without_copies_is_left_as_it_is(tmp_path: Path) -> None:
    assert thinning.drop_old(tmp_path, Kept(), NOW) == thinning.drop_old(tmp_path / "none", Kept(), NOW) == []
    assert thinning.drop_unfinished(tmp_path / "none") == []
    assert thinning.newest(tmp_path / "none") is None


@pytest.mark.parametrize(("days", "gone"), [(389, False), (391, True)])
def test_what_lies_beside_the_database_and_holds_people_s_data_goes_with_the_copies(
    tmp_path: Path, days: int, gone: bool
) -> None:
    database, made = tmp_path / "caigou.db", NOW - timedelta(days=days)
    replaced = f"caigou.db.replaced-{made:%Y-%m-%dT%H%M%S}"
    old = [f"{replaced}", f"{replaced}-2", f"{replaced}-wal", "caigou.db.before-0021", "answers-2025-10.log"]
    kept = ["caigou.db", "caigou.db-wal", "caigou.db.lock", "high-water.json", "answers.log", "other.db.before-0021"]
    for name in (*old, *kept):
        (tmp_path / name).touch()
        if "replaced" not in name:
            os.utime(tmp_path / name, (made.timestamp(), made.timestamp()))
    dropped = [path.name for path in thinning.drop_beside(database, NOW)]
    assert sorted(dropped) == (sorted(old) if gone else [])
    assert left(tmp_path) == sorted(kept if gone else kept + old)


def test_answers_of_an_earlier_month_get_its_name_and_nothing_is_lost_to_an_older_file(tmp_path: Path) -> None:
    file, october = tmp_path / "answers.log", datetime(2026, 10, 31, tzinfo=UTC).timestamp()
    for number in range(2):
        file.write_text(f"answer {number}")
        assert thinning.close_answers(file, datetime.fromtimestamp(file.stat().st_mtime, UTC)) is None, "this month's"
        os.utime(file, (october, october))
        thinning.close_answers(file, NOW)
    assert thinning.close_answers(file, NOW) is None
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "answers-2026-10.log": "answer 0",
        "answers-2026-10-2.log": "answer 1",
    }
