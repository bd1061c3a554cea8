"""One process at a time has a SQLite file, by whatever name it comes to it; real processes try."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.engine.database import Database
from storage.failures import StorageFailed

ROOT = Path(__file__).parents[2]
OPENS = """
import asyncio, sys
from storage.engine.database import Database
from storage.failures import StorageFailed
async def main():
    try:
        database = await Database.open("sqlite:///" + sys.argv[1])
    except StorageFailed as refused:
        print(type(refused).__name__, refused, flush=True)
        return
    print("open", flush=True)
    sys.stdin.readline()
    await database.close()
asyncio.run(main())
"""

Opens = Callable[[Path], tuple[subprocess.Popen[str], str]]


@pytest.fixture
def opens() -> Iterator[Opens]:
    """Open a file in a process of its own, which has it until its stdin ends; the process, and what it said."""
    begun: list[subprocess.Popen[str]] = []

    def by(path: Path) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", OPENS, path], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        begun.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield by
    for process in begun:
        process.communicate(timeout=30)


def elsewhere(path: Path) -> Path:
    """A folder beside the database's own, where no lock lies."""
    folder = path.parents[1] / "elsewhere"
    folder.mkdir(mode=0o700)
    return folder / path.name


def test_a_second_name_of_the_file_is_no_way_past_the_bot_that_has_it(closed: Path, opens: Opens) -> None:
    assert opens(closed)[1] == "open"
    link = elsewhere(closed)
    link.hardlink_to(closed)
    said = opens(link)[1]
    assert said.startswith(f"StorageFailed {link} has 2 names on this disk")
    assert f"find / -xdev -samefile {link}" in said


def test_a_file_that_was_moved_while_a_bot_has_it_is_not_free(closed: Path, opens: Opens) -> None:
    assert opens(closed)[1] == "open"
    moved = closed.rename(elsewhere(closed))
    assert opens(moved)[1] == f"DatabaseBusy {moved} is in use by another process. Stop that one first."


async def test_a_file_of_two_names_is_refused_though_nobody_has_it_until_one_name_is_left(closed: Path) -> None:
    link = elsewhere(closed)
    link.hardlink_to(closed)
    for name in (link, closed):
        with pytest.raises(StorageFailed, match="has 2 names on this disk"):
            await Database.open(f"sqlite:///{name}")
    link.unlink()
    await (await Database.open(f"sqlite:///{closed}")).close()


def test_a_bot_that_was_killed_leaves_the_file_to_the_next(closed: Path, opens: Opens) -> None:
    first, _ = opens(closed)
    first.kill()
    first.wait(timeout=30)
    assert opens(closed)[1] == "open"
