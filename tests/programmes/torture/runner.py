"""Runs the torture: every programme on its databases and Pythons, two at a time, and keeps what they measured.

`make torture`, `make torture ONLY="R1 R4"`, `make torture ARGS=--shortened`; `make figures` writes FIGURES.md.
"""

import argparse
import json
import os
import platform
import queue
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.programmes.torture import figures
from tests.programmes.torture.programme import SQLITE, Programme, programmes

ROOT = Path(__file__).parents[3]
LOCK = ROOT / "requirements-dev.lock"
OTHERS = ("python3.13", "python3.12", "python3.14", "python3.11")
AT_ONCE = 2
KEEPING = threading.Lock()


@dataclass(frozen=True)
class Cell:
    """One programme on one database under one Python."""

    programme: Programme
    database: str
    python: str
    version: str
    seed: int

    @property
    def where(self) -> str:
        return f"{self.database}, Python {self.version}"

    def command(self, shortened: bool) -> list[str]:
        words = [self.python, "-m", "tests.programmes.torture", self.programme.name]
        words += ["--database", self.database, "--seed", str(self.seed)]
        return [*words, "--tenth"] if shortened else words


def main() -> int:
    """Run what is asked for; 1 where a gate was missed or a cell broke."""
    words = argparse.ArgumentParser(prog="make torture")
    words.add_argument("only", nargs="*", help="such as R1 R4; all of them without")
    words.add_argument("--shortened", action="store_true", help="a tenth of what every submission is checked by")
    words.add_argument("--seed", type=int, default=None)
    words.add_argument("--database", default=None)
    words.add_argument("--one-python", action="store_true", help="leave the second Python out")
    words.add_argument("-j", type=int, default=AT_ONCE)
    words.add_argument("--table", action="store_true", help="only write FIGURES.md from figures.json")
    given = words.parse_args()
    if given.table:
        return write_table()
    with tempfile.TemporaryDirectory(prefix="caigou-pythons-") as folder:
        cells = _cells(given, Path(folder))
        measured = _run(cells, given.j, given.shortened)
    missed = [f"{each.programme.name} ({each.where})" for each in cells if not measured[each]["met"]]
    _say(f"{len(cells)} cells, gates missed: {', '.join(missed) or 'none'}")
    return int(bool(missed))


def write_table() -> int:
    """FIGURES.md from what is kept; 0."""
    text = figures.rendered(figures.read())
    figures.PAGE.write_text(figures.put_into(figures.PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 0


def _cells(given: argparse.Namespace, folder: Path) -> list[Cell]:
    known = {each.name: each for each in programmes()}
    unknown = set(given.only) - set(known)
    if unknown:
        raise SystemExit(f"There is no {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    wanted = [known[name] for name in given.only] if given.only else list(known.values())
    if given.shortened:
        wanted = [each for each in wanted if each.shortened]
    pythons = {sys.executable: platform.python_version()}
    if not (given.shortened or given.one_python) and any(each.both_pythons for each in wanted):
        pythons |= _second_python(folder)
    seed = given.seed if given.seed is not None else secrets.randbelow(1 << 31)
    return [
        Cell(each, database, python, version, seed)
        for each in wanted
        for database in ((SQLITE,) if given.shortened else each.databases)
        if given.database in (None, database)
        for python, version in (pythons.items() if each.both_pythons else list(pythons.items())[:1])
    ]


def _second_python(folder: Path) -> dict[str, str]:
    """Another Python with the locked packages, where the machine has one: its path and version."""
    for name in (os.environ.get("PYTHON2", ""), *OTHERS):
        found = shutil.which(name) if name else None
        if found is None:
            continue
        version = subprocess.run([found, "-c", "import platform; print(platform.python_version())"],
                                 capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
        if version.split(".")[:2] == platform.python_version().split(".")[:2]:
            continue
        _say(f"A second Python: {version}, with the packages of {LOCK.name} ...")
        made = subprocess.run([found, "-m", "venv", str(folder / "venv")], capture_output=True, text=True, check=False)
        python = str(folder / "venv" / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        if made.returncode == 0:
            subprocess.run([*install, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], check=True)
            return {python: version}
        _say(f"{found} makes no environment: {made.stdout.strip()[:200]}")
    return {}


def _run(cells: list[Cell], at_once: int, shortened: bool) -> dict[Cell, dict[str, Any]]:
    """Every cell, so many at a time; those that measure time or the whole machine run alone at the end."""
    measured: dict[Cell, dict[str, Any]] = {}
    together = [each for each in cells if not each.programme.alone]
    for share, hands in ((together, at_once), ([each for each in cells if each.programme.alone], 1)):
        waiting: queue.SimpleQueue[Cell] = queue.SimpleQueue()
        for cell in share:
            waiting.put(cell)
        workers = [threading.Thread(target=_work, args=(waiting, measured, shortened)) for _ in range(hands)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    return measured


def _work(waiting: "queue.SimpleQueue[Cell]", measured: dict[Cell, dict[str, Any]], shortened: bool) -> None:
    while True:
        try:
            cell = waiting.get_nowait()
        except queue.Empty:
            return
        result = _one(cell, shortened)
        with KEEPING:
            measured[cell] = result
            if not shortened:
                _keep(cell, result)


def _one(cell: Cell, shortened: bool) -> dict[str, Any]:
    command = cell.command(shortened)
    _say(f"{cell.programme.name} {cell.programme.title} ({cell.where}), seed {cell.seed} ...")
    start = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False,
                              timeout=cell.programme.longest, env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
        result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        result = _broken(cell, f"did not end within {cell.programme.longest} s", time.perf_counter() - start)
    except (IndexError, ValueError):
        kept = Path(tempfile.gettempdir()) / f"caigou-{cell.programme.name}-{cell.database}-{cell.version}.log"
        kept.write_text(done.stderr, encoding="utf-8")
        why = f"broke, all that it said is in {kept}: {done.stderr.strip()[-1000:]}"
        result = _broken(cell, why, time.perf_counter() - start)
    _say(f"{cell.programme.name} ({cell.where}): {'met' if result['met'] else 'MISSED'} in {result['seconds']} s")
    for failure in result["failures"][:10]:
        _say(f"    {failure}")
    if not result["met"]:
        _say(f"    again: {' '.join(['python', *command[1:]])}")
    return result


def _broken(cell: Cell, why: str, seconds: float) -> dict[str, Any]:
    return {"figures": {}, "met": False, "failures": [why], "seed": cell.seed, "seconds": round(seconds, 1)}


def _keep(cell: Cell, result: dict[str, Any]) -> None:
    """A cell's figures are kept as soon as they are there, whatever becomes of the others."""
    done = cell.programme
    entry = figures.entry(done.title, done.gate, {cell.where: result})
    figures.write(figures.kept(figures.read(), _machine(), _commit(), {done.name: entry}))


def _commit() -> str:
    """What was measured; changed where more than the figures themselves differs from it."""
    at = _git("rev-parse", "--short", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!figures.json", ":!*/FIGURES.md")
    return f"{at}-dirty" if changed else at


def _git(*words: str) -> str:
    told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip()


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.release()}"


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
