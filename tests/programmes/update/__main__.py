"""Plays an update with real wheels: `make update`. Needs the registries and the history of the repository.

The bot of an earlier release buys in its own pretend world and stops. The bot of this tree takes over its folder, its
world goes on, and something is bought. Then the copy that the update left is put back, and the earlier bot goes on.
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
RELEASES = {"0.1.0": "b8d4693f"}
"""The commit of each release."""
SCENE = "happy"
"""What is played in the earlier release: from a pasted link to a received parcel."""
_PLAY = "import asyncio, sys; from bot.sandbox.scenes import play; asyncio.run(play(sys.argv[1], sys.argv[2], 0.0))"
_PATIENCE = 60.0


class Missed(Exception):
    """What did not happen; the programme ends with it."""


def installed(commit: str, home: Path) -> Path:
    """The programs of an environment with the wheel of that commit and the packages that it had locked."""
    source = home / "source"
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


async def played(old: Path, new: Path, folder: Path) -> None:
    """The whole of it; Missed if anything is otherwise than before."""
    async with running(old / "caigou", "sandbox --port 0", folder, "ready") as said:
        (folder / ".env").write_text("".join(line for line in said if "=" in line))
        (folder / ".env").chmod(0o600)
        world = next(line.split("=", 1)[1].strip() for line in said if line.startswith("TELEGRAM_API_URL="))
        admin = int(next(line.split("=", 1)[1] for line in said if line.startswith("TELEGRAM_ADMINS=")))
        async with running(old / "caigou", "run", folder, "running as"):
            how = await asyncio.create_subprocess_exec(old / "python", "-c", _PLAY, SCENE, world, cwd=folder)
            if await how.wait():
                raise Missed(f"{SCENE} does not hold in the earlier release")
        before = orders_in(folder)
        async with running(new, "run", folder, "running as"):
            await seen(world, admin, before[0][0], f"/order {before[0][0]}")
            if orders_in(folder) != before:
                raise Missed("after the update an order is another one")
        (copy,) = (folder / "data").glob("caigou.db.before-*")
        back = await asyncio.create_subprocess_exec(old / "caigou", "restore", copy, cwd=folder)
        if await back.wait():
            raise Missed("the earlier release does not take its copy back")
        async with running(old / "caigou", "run", folder, "running as"):
            await seen(world, admin, before[0][0], f"/order {before[0][0]}")
            if orders_in(folder) != before:
                raise Missed("after the way back an order is another one")


def main() -> int:
    """Play it; 0 if all held, 1 and a sentence if not."""
    words = argparse.ArgumentParser(prog="python -m tests.programmes.update")
    words.add_argument("release", nargs="?", default="0.1.0", choices=sorted(RELEASES))
    given, began = words.parse_args(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="caigou-update-") as home:
        folder = Path(home, "folder")
        folder.mkdir()
        new = ROOT / ".venv" / "bin" / "caigou"
        try:
            asyncio.run(played(installed(RELEASES[given.release], Path(home)), new, folder))
        except (Missed, TimeoutError) as why:
            sys.stderr.write(f"{why or 'it never happened'}\n")
            return 1
    sys.stderr.write(f"{given.release} was updated and put back in {time.monotonic() - began:.0f} s.\n")
    return 0


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    raise SystemExit(main())
