"""R11: every commit that was acknowledged had its own flush to the disk."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.postgres import Postgres
from tests.programmes.torture.durable import BEGIN, END
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

ROOT = Path(__file__).parents[3]
COMMITS = 200
WANTED = {
    SQLITE: {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"},
    POSTGRESQL: {"synchronous_commit": "on", "fsync": "on"},
}


@programme(11, "flushes counted around commits", databases=(SQLITE, POSTGRESQL), gate="flushes per commit >= 1")
def flushes(scale: Scale) -> Result:
    """Counted by strace on SQLite, by the server's own statistics on PostgreSQL."""
    found, settings = (_by_strace if scale.database == SQLITE else _by_the_server)(scale.folder)
    right = settings == WANTED[scale.database]
    figures = {"commits": COMMITS, "flushes": found, "settings read back": "right" if right else str(settings)}
    failures = [] if right else [f"the settings are {settings}"]
    if found < COMMITS:
        failures.append(f"{found} flushes for {COMMITS} commits")
    return Result(figures, not failures, tuple(failures))


def _commits(url: str, *before: str) -> dict[str, Any]:
    command = [*before, sys.executable, "-m", "tests.programmes.torture.durable", url, str(COMMITS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    settings: dict[str, Any] = json.loads(done.stdout)
    return settings


def _by_strace(folder: Path) -> tuple[int, dict[str, Any]]:
    if shutil.which("strace") is None:
        raise RuntimeError("strace is not installed; type: apt-get install strace")
    traced = folder / "strace.txt"
    calls = "trace=fsync,fdatasync,write"
    settings = _commits(f"sqlite:///{folder / 'data' / 'flushed.db'}", "strace", "-f", "-o", str(traced), "-e", calls)
    lines = traced.read_text(encoding="utf-8", errors="replace").splitlines()
    marks = [number for number, line in enumerate(lines) for mark in (BEGIN, END) if mark.decode().strip() in line]
    between = lines[marks[0] : marks[1]]
    return sum(bool(re.search(r"\b(?:fsync|fdatasync)\(", line)) for line in between), settings


def _by_the_server(folder: Path) -> tuple[int, dict[str, Any]]:
    server = Postgres.start(folder, durable=True)
    try:
        url = server.new_url()
        _commits(url)
        url = server.new_url()
        before = _synced(server)
        settings = _commits(url)
        server.psql("postgres", "SELECT pg_stat_force_next_flush()")
        return _synced(server) - before, settings
    finally:
        server.stop()


def _synced(server: Postgres) -> int:
    return int(server.psql("postgres", "SELECT wal_sync FROM pg_stat_wal")[0][0])
