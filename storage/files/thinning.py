"""Which copies of a database stay: the newest, one of each of the last days and months, and none for ever."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.files.backup import drop

OLDEST = timedelta(days=390)
"""No copy gets older: 400 days are promised, and the program may not run on each of them."""
AHEAD = timedelta(days=1)
"""A copy that is dated later than this was made by a clock that was wrong: its age is not known."""

_STAMP = "%Y-%m-%dT%H%M%S"
_STAMPED = r"(\d{4}-\d\d-\d\dT\d{6})"
_NAME = re.compile(rf"caigou-{_STAMPED}\.db(\.zst)?")
_LEFT = re.compile(rf"caigou-{_STAMPED}\.db(\.zst)?(\.packed)?\.part(-journal|-wal|-shm)?")
_ASIDE = re.compile(rf"\.replaced-{_STAMPED}(-\d+)?(-wal|-shm)?")
_WORKED_ON = re.compile(r"\.(before-\w+|restoring)(\.part)?(-journal|-wal|-shm)?")
_ANSWERS = re.compile(r"answers-\d{4}-\d\d(-\d+)?\.log")


@dataclass(frozen=True)
class Kept:
    """How many copies stay: the newest, the newest of each day, the newest of each month, of those that have one."""

    hours: int = 24
    days: int = 14
    months: int = 12


def name_at(moment: datetime) -> str:
    """The file name for a copy made at this time."""
    return f"caigou-{moment:{_STAMP}}.db.zst"


def newest(folder: Path) -> Path | None:
    """The newest copy in a folder; None if there is none."""
    return max(_dated(folder), key=lambda found: found[0], default=(None, None))[1]


def drop_old(folder: Path, kept: Kept, now: datetime) -> list[Path]:
    """Delete the copies that do not stay; returns them. The newest one always stays."""
    dated = sorted(_dated(folder), reverse=True)
    if not dated:
        return []
    sound = [(at, path) for at, path in dated if at <= now + AHEAD] or dated
    stays = {path for at, path in _chosen(sound, kept) if now - at < OLDEST}
    return drop(path for _, path in dated if path not in stays | {sound[0][1]})


def drop_unfinished(folder: Path) -> list[Path]:
    """Delete what copies left that were cut off; returns it. Nobody may be making a copy there."""
    return drop(path for path in folder.iterdir() if _LEFT.fullmatch(path.name)) if folder.is_dir() else []


def drop_beside(database: Path, now: datetime) -> list[Path]:
    """Delete old files beside a database that hold people's data as well; returns them.

    These are the databases that a restore replaced, the copies before migrations, and closed files of answers.
    """
    folder = database.parent
    files = list(folder.iterdir()) if folder.is_dir() else []
    ours = [
        (path, path.name.removeprefix(database.name)) for path in files if path.name.startswith(f"{database.name}.")
    ]
    made = [path for path, tail in ours if _ASIDE.fullmatch(tail) or _WORKED_ON.fullmatch(tail)]
    made += [path for path in files if _ANSWERS.fullmatch(path.name)]
    return drop(path for path in made if now - _made(database, path, now) >= OLDEST)


def close_answers(file: Path, now: datetime) -> Path | None:
    """Give the file of answers of an earlier month its month's name, so that it grows old; returns where it is now."""
    if not file.exists():
        return None
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    if (written.year, written.month) >= (now.year, now.month):
        return None
    names = [file.with_name(f"answers-{written:%Y-%m}{more}.log") for more in ("", *(f"-{n}" for n in range(2, 100)))]
    return file.rename(next(name for name in names if not name.exists()))


def _chosen(dated: list[tuple[datetime, Path]], kept: Kept) -> Iterable[tuple[datetime, Path]]:
    """Of copies from the newest to the oldest, those that stay if age does not matter."""
    days: dict[object, tuple[datetime, Path]] = {}
    months: dict[object, tuple[datetime, Path]] = {}
    for at, path in dated:
        days.setdefault(at.date(), (at, path))
        months.setdefault((at.year, at.month), (at, path))
    return [*dated[: kept.hours], *list(days.values())[: kept.days], *list(months.values())[: kept.months]]


def _dated(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies in a folder with the moments in their names; what has another name is nobody's copy."""
    if not folder.is_dir():
        return []
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    dated = ((_moment(match[1]), path) for match, path in matches if match)
    return [(at, path) for at, path in dated if at is not None]


def _made(database: Path, path: Path, now: datetime) -> datetime:
    """When a file was made, as its name says; else when it was last written."""
    match = _ASIDE.fullmatch(path.name.removeprefix(database.name))
    named = _moment(match[1]) if match else None
    return named or datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
