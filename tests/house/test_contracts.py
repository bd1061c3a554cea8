"""The import contracts hold, and a planted violation of each wall is seen."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
Lint = Callable[[], subprocess.CompletedProcess[str]]


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The house once more, to plant something in."""
    for room in ("bot", "storage"):
        shutil.copytree(root / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture
def lint(copy: Path) -> Lint:
    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache"]
        return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)

    return run


def test_the_house_keeps_its_walls(lint: Lint) -> None:
    got = lint()
    assert got.returncode == 0, got.stdout


@pytest.mark.parametrize(
    ("wall", "room", "planted"),
    [
        ("One way down", "bot/desk/shared/refusal.py", "import bot.cards.blocks.view"),
        ("One way down", "bot/jobs.py", "import bot.chat.transport.bot"),
        ("One way down", "bot/purchasing/money.py", "import bot.market.errors"),
        ("One way down", "bot/attic.py", ""),
        ("Deciding is pure", "bot/purchasing/money.py", "import bot.clock"),
        ("The pretend world", "bot/sandbox/bus.py", "from bot.purchasing import money"),
        ("Storage knows nothing", "storage/tables/base.py", "import bot.clock"),
        ("Only the ledger and wiring", "bot/cards/blocks/view.py", "import storage.tables.requests"),
        ("Only the ledger and wiring", "bot/desk/orders/watch.py", "from storage import database"),
        ("Only wiring chooses", "bot/desk/orders/watch.py", "import bot.market.openplatform.gateway"),
        ("The settings enter once", "bot/cards/blocks/view.py", "import bot.settings"),
        ("No circles", "bot/purchasing/money.py", "import bot.purchasing.offers.offer"),
    ],
)
def test_a_planted_violation_is_seen(lint: Lint, copy: Path, wall: str, room: str, planted: str) -> None:
    with (copy / room).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")
    got = lint()
    broken = [line for line in got.stdout.splitlines() if line.endswith("BROKEN")]
    assert got.returncode == 1, got.stdout + got.stderr
    assert any(line.startswith(wall) for line in broken), got.stdout
