"""Our own files, parsed once, for the tests that look at the house itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOREIGN = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
LEFT_BY_RUNS = {"__pycache__", "data", "build", "dist", ".env", ".coverage"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A Python file of ours; `name` is its path below the root."""

    name: str
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.name

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """The full names of what is imported, `from x import y` as x.y."""
        found = list[str]()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                found += [f"{node.module}.{each.name}" for each in node.names]
        return tuple(found)


def files_of(top: Path) -> Iterator[Path]:
    """Every file below that is ours, none that a run left."""
    for path in sorted(top.iterdir()):
        if path.name in FOREIGN | LEFT_BY_RUNS or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files_of(path)
        else:
            yield path


def read(*rooms: str) -> list[Module]:
    found = []
    for room in rooms:
        for path in files_of(ROOT / room):
            if path.suffix == ".py":
                text = path.read_text(encoding="utf-8")
                found.append(Module(str(path.relative_to(ROOT)), text, ast.parse(text)))
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """Where the repository begins."""
    return ROOT


@pytest.fixture(scope="session")
def our_files() -> list[Path]:
    """Every file of the repository."""
    return list(files_of(ROOT))


@pytest.fixture(scope="session")
def product() -> list[Module]:
    """The program: bot and storage."""
    return read("bot", "storage")


@pytest.fixture(scope="session")
def tests() -> list[Module]:
    """All tests."""
    return read("tests")
