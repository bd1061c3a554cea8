"""The static gates: what runs them, and for each rule of our own what it catches and what it lets through."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.house.weight import sources, told, weight

ROOT = Path(__file__).parents[2]
SEMGREP = ROOT / ".venv" / "semgrep" / "bin" / "semgrep"
RULES = ROOT / ".semgrep" / "house.yaml"
ROOMS = ("bot", "storage")


@dataclass(frozen=True)
class Sample:
    """A file as it would stand in the house, and how many lines of it the rule catches."""

    rule: str
    path: str
    text: str
    caught: int


def _bad(rule: str, path: str, *lines: str) -> Sample:
    return Sample(rule, path, "".join(f"{line}\n" for line in lines), len(lines))


def _good(rule: str, path: str, *lines: str) -> Sample:
    return Sample(rule, path, "".join(f"{line}\n" for line in lines), 0)


_DATA, _CLOCK, _DICE = "nothing-that-runs-code-from-data", "the-clock-is-handed-in", "no-dice-but-the-system-s"
_FLOAT, _JSON, _SQL = "no-float-near-money", "json-of-1688-is-read-exactly", "no-sql-from-pieces"
_FACE, _WAY, _TIME = (
    "the-face-writes-no-state",
    "a-way-out-trusts-no-environment",
    "secrets-are-compared-in-constant-time",
)
_LINES, _HTML, _SHEET = "no-lines-below-info", "markup-is-html-from-the-one-renderer", "no-spreadsheet-is-opened"
_PICTURE = "no-picture-is-opened"

SAMPLES = (
    _bad(_DATA, "bot/desk/a.py", "import pickle", "from pickle import loads", "x = PicklePersistence('f')", "eval(t)"),
    _good(_DATA, "bot/desk/b.py", "import json", "x = json.loads(t)", "evaluate(t)"),
    _bad(_CLOCK, "bot/desk/c.py", "a = datetime.now(UTC)", "b = time.time()", "c = date.today()"),
    _good(_CLOCK, "bot/desk/d.py", "a = clock.now()", "b = datetime.fromisoformat(t)"),
    _good(_CLOCK, "bot/clock.py", "a = datetime.now(UTC)"),
    _bad(_DICE, "bot/desk/e.py", "import random", "import uuid; x = uuid.uuid4()"),
    _good(_DICE, "bot/desk/f.py", "import secrets", "x = secrets.token_hex(16)"),
    _bad(_FLOAT, "bot/purchasing/a.py", "x = float(t)", "y = round(z, 2)", "price: float = 1"),
    _good(_FLOAT, "bot/purchasing/b.py", "x = Decimal(t)", "price: int = 1"),
    _good(_FLOAT, "bot/jobs.py", "every: float = 1"),
    _bad(_JSON, "bot/market/a.py", "x = json.loads(t)", "y = json.loads(t, parse_float=Decimal)"),
    _good(_JSON, "bot/market/b.py", "x = json.loads(t, parse_float=Decimal, parse_constant=refuse)"),
    _bad(
        _SQL, "storage/a.py",
        "c.execute(f'SELECT * FROM t WHERE a = {a}')", "c.execute('SELECT ' + a)", "c.execute('SELECT {}'.format(a))",
        "c.execute('SELECT %s' % a)", "import sqlalchemy; sqlalchemy.text(f'a = {a}')",
    ),
    _good(_SQL, "storage/b.py", "c.execute('SELECT * FROM t WHERE a = ?', (a,))", "log.info(f'{a} rows')"),
    _bad(
        _FACE, "bot/chat/conversation/a.py",
        "x = face.desk.ledger.change(cause)", "y = book.facts.put(PAUSE, p)", "z = book.requests.move(r, s)",
        "u = book.attempts.settle(a)",
    ),
    _good(_FACE, "bot/chat/conversation/b.py", "x = await talk.work(desk.switch.pause(by, reason, cause))"),
    _good(_FACE, "bot/desk/g.py", "x = self._ledger.change(cause)"),
    _bad(
        _WAY, "bot/market/c.py",
        "a = httpx.AsyncClient(timeout=5)", "b = httpx.get(u)", "c = aiohttp.ClientSession(trust_env=True)",
        "d = httpx.AsyncClient(trust_env=False, follow_redirects=True)",
        "e = httpx.AsyncClient(trust_env=False, verify=False)", "import requests",
    ),
    _good(_WAY, "bot/market/d.py", "a = httpx.AsyncClient(timeout=5, trust_env=False)", "b = requests.get(session, 1)"),
    _bad(_TIME, "bot/web/a.py", "x = given == self._secret", "y = given != expected", "z = s == secret.key()"),
    _good(_TIME, "bot/web/b.py", "x = hmac.compare_digest(given, self._secret)", "y = method == 'POST'"),
    _bad(_LINES, "bot/desk/h.py", "log.setLevel(logging.DEBUG)", "logging.basicConfig()", "logging.StreamHandler()"),
    _good(_LINES, "bot/desk/i.py", "log.setLevel(logging.WARNING)", "log.info('%s', x)"),
    _bad(_HTML, "bot/chat/a.py", "x = ParseMode.MARKDOWN_V2", "send(t, parse_mode='Markdown')"),
    _good(_HTML, "bot/chat/b.py", "x = ParseMode.HTML"),
    _bad("no-row-in-an-error", "storage/c.py", "x = create_async_engine(url)", "y = create_engine(url, echo=True)"),
    _good("no-row-in-an-error", "storage/d.py", "x = create_async_engine(url, hide_parameters=True, pool_size=1)"),
    _bad(_SHEET, "bot/commands/a.py", "import openpyxl", "from openpyxl import Workbook", "import zipfile"),
    _bad(_SHEET, "bot/commands/c.py", "from zipfile import ZipFile", "from python_calamine import load_workbook"),
    _good(_SHEET, "bot/commands/b.py", "import csv"),
    _bad(_PICTURE, "bot/chat/pictures.py", "import zxingcpp", "from PIL import Image", "import PIL"),
    _good(_PICTURE, "bot/pictures/child.py", "import zxingcpp", "from PIL import Image"),
)  # fmt: skip


class Missing(Exception):
    """The gate's program is not there."""


def semgrep(folder: Path) -> list[tuple[str, str, int]]:
    """(rule, path below the folder, line) of every finding of our own rules; what could not be parsed is one too."""
    if not SEMGREP.exists():
        raise Missing("semgrep is not there; type: make setup-test")
    command = [
        str(SEMGREP), "scan", "--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json",
        "--project-root", ".", "--config", str(RULES), *(room for room in ROOMS if (folder / room).exists()),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as home:  # it writes its settings and log beneath its home
        quiet = os.environ | {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
        done = subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise Missing(f"semgrep did not run: {done.stderr[-400:]}")
    answer = json.loads(done.stdout)
    errors = [(str(one["type"]), str(one.get("path", "")), 0) for one in answer["errors"]]
    return errors + [
        (one["check_id"].rpartition(".")[2], one["path"], int(one["start"]["line"])) for one in answer["results"]
    ]


def bandit(folder: Path) -> list[tuple[str, str, int]]:
    """(test, path, line) of every finding of medium severity or more.

    Ruff asks bandit's question of SQL too (S608): what has its reason there has it here.
    """
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-ll", "-f", "json", *ROOMS]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    broken = [("unread", str(one["filename"]), 0) for one in answer["errors"]]
    found = [one for one in answer["results"] if not _excepted(folder, one)]
    return broken + [(one["test_id"], one["filename"], int(one["line_number"])) for one in found]


def _excepted(folder: Path, finding: dict[str, Any]) -> bool:
    lines = (folder / finding["filename"]).read_text(encoding="utf-8").splitlines()
    where = [lines[number - 1] for number in finding["line_range"]]
    return finding["test_id"] == "B608" and any(re.search(r"# noqa: S608 - \w+", line) for line in where)


def plant(samples: Iterable[Sample], folder: Path) -> None:
    """Lay the samples out as files of a house."""
    for sample in samples:
        path = folder / sample.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sample.text, encoding="utf-8")


def main() -> int:
    """Say what the gates find in the house, and what it weighs; the exit code."""
    try:
        found = [*semgrep(ROOT), *bandit(ROOT)]
    except Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stderr.writelines(f"{path}:{line}: {rule}\n" for rule, path, line in found)
    sys.stdout.write(f"{told(weight(sources()))}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
