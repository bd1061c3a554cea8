"""Walls that import contracts cannot hold: foreign libraries, the one clock, the map."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import bot

Modules = list[Any]
CLOCK_READERS = {
    "bot/clock.py": "it is the clock",
    "bot/sandbox/": "it has a clock and dice of its own, and shares nothing with us",
}
FORBIDDEN_CALLS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
    ("uuid", "uuid1"), ("uuid", "uuid4"), ("loop", "time"),
}  # fmt: skip
FORBIDDEN_NAMES = {"time.time", "time.time_ns", "uuid.uuid1", "uuid.uuid4"}


def is_room(module: Any, *rooms: str) -> bool:
    return any(module.name.startswith(f"bot/{room}/") or module.name == f"bot/{room}.py" for room in rooms)


def test_purchasing_needs_the_standard_library_alone(product: Modules) -> None:
    foreign = {
        (each.name, name)
        for each in product
        if is_room(each, "purchasing")
        for name in each.imports
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("bot.purchasing")
    }
    assert foreign == set()


def test_purchasing_is_synchronous(product: Modules) -> None:
    awaiting = [
        each.name
        for each in product
        if is_room(each, "purchasing") and any(isinstance(node, ast.AsyncFunctionDef) for node in ast.walk(each.tree))
    ]
    assert awaiting == []


def test_the_pretend_world_does_not_know_the_library_that_it_is_tried_with(product: Modules) -> None:
    knowing = [each.name for each in product if is_room(each, "sandbox") and "telegram" in _roots(each)]
    assert knowing == []


def test_what_serves_in_earnest_does_not_know_the_pretend_world(product: Modules) -> None:
    knowing = {
        each.name
        for each in product
        if not is_room(each, "sandbox") and any(name.startswith("bot.sandbox") for name in each.imports)
    }
    assert knowing == {"bot/cli.py", "bot/wiring/demo.py"}, "the image for production has none"


def test_only_the_chat_and_wiring_know_the_telegram_library(product: Modules) -> None:
    knowing = [each.name for each in product if "telegram" in _roots(each) and not is_room(each, "chat", "wiring")]
    assert knowing == []


def test_only_storage_and_the_ledger_know_the_database_library(product: Modules) -> None:
    knowing = [
        each.name
        for each in product
        if {"sqlalchemy", "sqlmodel", "alembic"} & _roots(each)
        and not each.name.startswith(("storage/", "bot/desk/ledger/"))
    ]
    assert knowing == []


def test_the_clock_and_the_dice_are_handed_in(product: Modules) -> None:
    reading = [
        f"{each.name}:{node.lineno}"
        for each in product
        if not each.name.startswith(tuple(CLOCK_READERS))
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in FORBIDDEN_CALLS
    ]
    importing = [
        each.name
        for each in product
        if not each.name.startswith(tuple(CLOCK_READERS))
        and ("random" in _roots(each) or FORBIDDEN_NAMES & set(each.imports))
    ]
    assert reading + importing == []


def test_every_exception_to_the_clock_rule_is_still_there(product: Modules) -> None:
    for name in CLOCK_READERS:
        assert any(each.name.startswith(name) for each in product)


def named_in_the_map() -> set[str]:
    """The names before the two spaces, one line a room or several."""
    listed = (bot.__doc__ or "").split("\n\n", 1)[1].splitlines()
    return {name for line in listed for name in re.split(r",\s+", re.split(r"\s{2,}", line)[0])}


def test_the_map_names_every_room_and_no_other(root: Path) -> None:
    rooms = {path.stem for path in (root / "bot").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms - {"__init__"} == named_in_the_map()


def test_the_walls_are_written_down_and_exhaustive(root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [each for each in contracts if each["type"] == "layers"]
    assert layers["exhaustive"] is True
    assert {each["type"] for each in contracts} == {"layers", "forbidden", "protected", "acyclic_siblings"}
    assert not [each for each in contracts if "ignore_imports" in each]


def _roots(module: Any) -> set[str]:
    return {name.partition(".")[0] for name in module.imports}


def test_a_bot_that_runs_loads_neither_the_pretend_world_nor_what_migrates(root: Path) -> None:
    told = "import sys, bot.wiring.commands; print(*sorted({'.'.join(n.split('.')[:2]) for n in sys.modules}))"
    run = [sys.executable, "-c", told]
    loaded = subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout.split()
    assert "bot.desk" in loaded
    assert {"bot.sandbox", "alembic"} & set(loaded) == set()
