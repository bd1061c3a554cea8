"""Plays an update with real wheels: `make update`. Needs the registries and the history of the repository.

The bot of an earlier release buys in its own pretend world and stops; its world goes on. If it is older than 0.2.0, the
bot of this tree refuses its folder in a sentence, and changes nothing, until 0.2.0's own wheel has started on it once.
Then this bot takes over the folder and shows what was bought. The copies that the updates left are put back, each by
the release that wrote it, and each of these bots goes on.
"""

import argparse
import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[3]
RELEASES = {"0.1.0": "b8d4693f", "0.2.0": "96c4942b"}
"""The commit of each release, the oldest first; the last one is the oldest whose database is updated."""
REFUSED = "from before release 0.2.0, the oldest that this program updates. Nothing was changed."
SCENE = "happy"
"""What is played in the earlier release: from a pasted link to a received parcel."""
_PLAY = "import asyncio, sys; from bot.sandbox.scenes import play; asyncio.run(play(sys.argv[1], sys.argv[2], 0.0))"
_PATIENCE = 60.0


class Missed(Exception):
    """What did not happen; the programme ends with it."""


def installed(commit: str, home: Path) -> Path:
    """The programs of an environment with the wheel of that commit and the packages that it had locked."""
    source = home / "source"
    source.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as parts:
        parts.extractall(source, filter="data")
    subprocess.run([sys.executable, "-m", "venv", home / "environment"], check=True)
    pip = [str(home / "environment" / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(source / "requirements-demo.lock")]
    subprocess.run([*pip, "install", *locked], check=True)
    subprocess.run([*pip, "install", "--no-deps", str(source)], check=True)
    return home / "environment" / "bin"


@asynccontextmanager
async def running(caigou: Path, command: str, folder: Path, ready: str) -> AsyncIterator[list[str]]:
    """A command of the bot in a folder, with an environment that says nothing; yields what it said until it was ready.

    It is stopped in order at the end.
    """
    process = await asyncio.create_subprocess_exec(
        caigou, *command.split(), cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    said = list[str]()
    try:
        async with asyncio.timeout(_PATIENCE):
            while not said or ready not in said[-1]:
                line = (await process.stdout.readline()).decode()
                if not line:
                    raise Missed(f"{command}: {''.join(said)[-2000:]}")
                said.append(line)
        drain = asyncio.create_task(process.stdout.read())
        yield said
        await asyncio.sleep(2)  # what it does regularly may fail only after the start
        process.send_signal(signal.SIGTERM)
        rest = (await drain).decode()
        if await process.wait() or "CRITICAL" in rest or "Traceback" in rest:
            raise Missed(f"{command}: {rest[-2000:]}")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def seen(world: str, person: int, words: str, typed: str) -> None:
    """Somebody types, and reads these words after it."""
    async with httpx.AsyncClient(base_url=world, trust_env=False, timeout=30) as http:
        said = (await http.post("/sim/say", json={"person": person, "text": typed})).json()["message_id"]
        async with asyncio.timeout(_PATIENCE):
            while True:
                rows = (await http.get("/sim/messages", params={"person": person})).json()
                if any(row["message_id"] > said and words in row["text"] for row in rows):
                    return
                await asyncio.sleep(0.2)


def orders_in(folder: Path) -> list[tuple[str, str, int]]:
    """Each order of a database: its number, state and sum in fen."""
    with sqlite3.connect(folder / "data" / "caigou.db") as database:
        return database.execute("SELECT order_id, state, total_fen FROM remote_order ORDER BY order_id").fetchall()


def copy_before(folder: Path, known: set[Path]) -> Path:
    """The copy that the last update left beside the database; Missed if there is none, or more than one."""
    found = {*(folder / "data").glob("caigou.db.before-*")} - known
    if len(found) != 1:
        raise Missed(f"the update left {len(found)} copies")
    return found.pop()


async def refused(caigou: Path, folder: Path, *typed: str | Path) -> None:
    """A command says that the database, or the copy, is from before 0.2.0; the database stays as it is."""
    database = folder / "data" / "caigou.db"
    before = database.read_bytes()
    process = await asyncio.create_subprocess_exec(
        caigou, *typed, cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said = (await process.communicate())[0].decode()
    if process.returncode != 1 or REFUSED not in said or "newer" in said:
        raise Missed(f"{typed[0]} ended with {process.returncode}: {said[-2000:]}")
    if database.read_bytes() != before:
        raise Missed(f"{typed[0]} was refused, and changed the database")


async def done(caigou: Path, folder: Path, *typed: str | Path) -> None:
    """A command that ends well."""
    process = await asyncio.create_subprocess_exec(caigou, *typed, cwd=folder)
    if await process.wait():
        raise Missed(f"{typed[0]} ended with {process.returncode}")


class Story:
    """A folder with a database, the pretend world that it belongs to, and what was bought there."""

    def __init__(self, folder: Path, world: str, admin: int) -> None:
        self.folder, self.world, self.admin = folder, world, admin
        self.orders: list[tuple[str, str, int]] = []

    async def buys(self, programs: Path) -> None:
        """The bot of that environment buys something."""
        async with running(programs / "caigou", "run", self.folder, "running as"):
            how = await asyncio.create_subprocess_exec(
                programs / "python", "-c", _PLAY, SCENE, self.world, cwd=self.folder
            )
            if await how.wait():
                raise Missed(f"{SCENE} does not hold in the earlier release")
        self.orders = orders_in(self.folder)

    async def goes_on(self, caigou: Path) -> None:
        """A bot starts on it and shows what was bought."""
        async with running(caigou, "run", self.folder, "running as"):
            number = self.orders[0][0]
            await seen(self.world, self.admin, number, f"/order {number}")
        if orders_in(self.folder) != self.orders:
            raise Missed(f"with {caigou} an order is another one")


async def played(releases: list[Path], new: Path, folder: Path) -> None:
    """The whole of it, through the environments of these releases; Missed if anything is otherwise than before."""
    first = releases[0]
    async with running(first / "caigou", "sandbox --port 0", folder, "ready") as said:
        (folder / ".env").write_text("".join(line for line in said if "=" in line))
        (folder / ".env").chmod(0o600)
        world = next(line.split("=", 1)[1].strip() for line in said if line.startswith("TELEGRAM_API_URL="))
        admin = int(next(line.split("=", 1)[1] for line in said if line.startswith("TELEGRAM_ADMINS=")))
        story = Story(folder, world, admin)
        await story.buys(first)
        copies: list[Path] = []
        for programs in releases[1:]:
            await refused(new, folder, "run")
            await refused(new, folder, "export")
            await story.goes_on(programs / "caigou")
            copies.append(copy_before(folder, {*copies}))
        await story.goes_on(new)
        await done(new, folder, "audit", "verify")
        copies.append(copy_before(folder, {*copies}))
        for copy in copies[:-1]:
            await refused(new, folder, "restore", copy)
        for programs, copy in zip(reversed(releases), reversed(copies), strict=True):
            await done(programs / "caigou", folder, "restore", copy)
            await story.goes_on(programs / "caigou")


def main() -> int:
    """Play it; 0 if all held, 1 and a sentence if not."""
    words = argparse.ArgumentParser(prog="python -m tests.programmes.update")
    words.add_argument("release", nargs="?", default="0.1.0", choices=sorted(RELEASES))
    given, began = words.parse_args(), time.monotonic()
    wanted = [release for release in RELEASES if release >= given.release]
    with tempfile.TemporaryDirectory(prefix="caigou-update-") as home:
        folder = Path(home, "folder")
        folder.mkdir()
        new = ROOT / ".venv" / "bin" / "caigou"
        environments = [installed(RELEASES[release], Path(home, release)) for release in wanted]
        try:
            asyncio.run(played(environments, new, folder))
        except (Missed, TimeoutError) as why:
            sys.stderr.write(f"{why or 'it never happened'}\n")
            return 1
    sys.stderr.write(f"{given.release} was updated and put back in {time.monotonic() - began:.0f} s.\n")
    return 0


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    raise SystemExit(main())
