"""A copy takes the place of the database in one step, and the one of before is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.engine.revisions import require_known_in
from storage.failures import DatabaseDamaged, StorageFailed
from storage.files import backup, restoring
from storage.files.restoring import Swap
from storage.files.sqlite_file import SqliteFile


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM person ORDER BY id")]


@pytest.fixture
def copied(closed: Path, insert: Any, tmp_path: Path) -> Path:
    """A copy with Ann in it; in the database Bo came since."""
    insert("person", id=1, name="Ann")
    backup.copy_now(closed, tmp_path / "copy.db")
    insert("person", id=2, name="Bo")
    return tmp_path / "copy.db"


def test_the_copy_takes_the_place_and_the_other_one_is_kept(closed: Path, copied: Path, plain: Any) -> None:
    plain.close()
    swap = Swap(closed, "now")
    swap.prepare(copied, require_known_in)
    assert people(closed) == ["Ann", "Bo"]
    kept = swap.replace()
    assert kept is not None
    assert (people(closed), people(kept), people(copied)) == (["Ann"], ["Ann", "Bo"], ["Ann"])
    assert closed.stat().st_mode & 0o777 == 0o600


def test_the_log_of_the_other_one_is_not_taken_for_the_copy_s(closed: Path, copied: Path, plain: Any) -> None:
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA wal_autocheckpoint=0")
    plain.execute(
        "INSERT INTO person (id, name, username, language, reachable, seen_at) VALUES (3, 'Cy', '', '', 0, 0)"
    )
    swap = Swap(closed, "now")
    swap.prepare(copied, require_known_in)
    kept = swap.replace()
    plain.close()
    assert kept is not None
    assert people(closed) == ["Ann"]
    assert people(kept) == ["Ann", "Bo", "Cy"]


def test_a_damaged_database_is_kept_as_it_lies(closed: Path, copied: Path, plain: Any) -> None:
    plain.close()
    closed.write_bytes(b"damaged" * 1000)
    swap = Swap(closed, "now")
    swap.prepare(copied, require_known_in)
    kept = swap.replace()
    assert kept is not None
    assert kept.read_bytes() == b"damaged" * 1000
    assert people(closed) == ["Ann"]


def test_where_no_database_is_the_copy_becomes_it(copied: Path, tmp_path: Path) -> None:
    swap = Swap(tmp_path / "new.db", "now")
    swap.prepare(copied, require_known_in)
    assert swap.replace() is None
    assert people(tmp_path / "new.db") == ["Ann"]


def test_a_damaged_copy_changes_nothing(closed: Path, copied: Path, plain: Any) -> None:
    content = bytearray(copied.read_bytes())
    content[8192:20480] = b"\xff" * 12288
    copied.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        Swap(closed, "now").prepare(copied, require_known_in)
    assert people(closed) == ["Ann", "Bo"]


@pytest.mark.parametrize("content", [b"", b"some text", b"SQLite format 3\x00"])
def test_a_file_that_is_no_copy_of_ours_is_refused(closed: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(StorageFailed, match="is no copy"):
        Swap(closed, "now").prepare(tmp_path / "x", require_known_in)
    with pytest.raises(StorageFailed, match="There is no copy"):
        Swap(closed, "now").prepare(tmp_path / "none", require_known_in)


def test_what_was_prepared_and_not_used_is_taken_away(closed: Path, copied: Path) -> None:
    swap = Swap(closed, "now")
    swap.prepare(copied, require_known_in)
    swap.drop()
    assert [path.name for path in closed.parent.iterdir() if "restoring" in path.name] == []


def test_where_the_power_fails_while_a_damaged_one_is_put_aside_nobody_starts_on_what_is_left(
    closed: Path, copied: Path, plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.close()
    closed.write_bytes(b"damaged" * 1000)
    log = closed.with_name(closed.name + "-wal")
    log.write_bytes(b"what was written last")

    real, fold = Path.replace, restoring._fold

    def unfoldable(path: Path) -> None:
        if path == closed:
            raise sqlite3.DatabaseError("malformed")
        fold(path)

    def cut_off(path: Path, target: Path) -> Path:
        if path == swap.ready:
            raise KeyboardInterrupt
        return real(path, target)

    swap = Swap(closed, "now")
    swap.prepare(copied, require_known_in)
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_fold", unfoldable)
        patch.setattr(Path, "replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            swap.replace()
    with pytest.raises(StorageFailed, match="was cut off"):
        SqliteFile(closed).take()
    place = SqliteFile(closed)
    place.take(restoring=True)
    again = Swap(closed, "later")
    again.prepare(copied, require_known_in)
    again.replace()
    place.give_up()
    assert people(closed) == ["Ann"]
    assert swap.aside.with_name(swap.aside.name + "-wal").read_bytes() == b"what was written last"
    free = SqliteFile(closed)
    free.take()
    free.give_up()


def test_the_database_put_aside_takes_no_name_that_another_bears(tmp_path: Path) -> None:
    for taken in ("caigou.db.replaced-now", "caigou.db.replaced-now-2"):
        (tmp_path / taken).touch()
    assert Swap(tmp_path / "caigou.db", "now").aside.name == "caigou.db.replaced-now-3"
