"""Types and gates are not asked again for what they have passed already; anything that they read asks them again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.unchanged import main

COUNT = "echo ran >>ran"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one room, with an environment for what is kept."""
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "one.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.mypy]\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    return tmp_path


@pytest.fixture
def check(tree: Path) -> Callable[..., int]:
    """Ask for the types, with a command that leaves a line each time it runs."""

    def ask(command: str = COUNT) -> int:
        return main("types", ["sh", "-c", command], tree / ".venv", tree)

    return ask


def ran(tree: Path) -> int:
    return (tree / "ran").read_text(encoding="utf-8").count("ran\n")


def test_what_passed_is_not_checked_again(tree: Path, check: Callable[..., int]) -> None:
    assert [check(), check()] == [0, 0]
    assert ran(tree) == 1


def _text_changes(tree: Path) -> None:
    (tree / "bot" / "one.py").write_text("x = 2\n", encoding="utf-8")


def _file_comes(tree: Path) -> None:
    (tree / "bot" / "two.py").write_text("", encoding="utf-8")


def _file_is_renamed(tree: Path) -> None:
    (tree / "bot" / "one.py").rename(tree / "bot" / "other.py")


def _settings_change(tree: Path) -> None:
    (tree / "pyproject.toml").write_text("[tool.mypy]\nstrict = true\n", encoding="utf-8")


def _packages_change(tree: Path) -> None:
    (tree / "requirements-dev.lock").write_text("mypy==2\n", encoding="utf-8")


@pytest.mark.parametrize("change", [_text_changes, _file_comes, _file_is_renamed, _settings_change, _packages_change])
def test_whatever_it_reads_asks_it_again(change: Callable[[Path], None], tree: Path, check: Callable[..., int]) -> None:
    check()
    change(tree)
    check()
    assert ran(tree) == 2


def test_what_it_does_not_read_does_not(tree: Path, check: Callable[..., int]) -> None:
    check()
    (tree / "README.md").write_text("x", encoding="utf-8")
    check()
    assert ran(tree) == 1


def test_what_failed_is_checked_again(tree: Path, check: Callable[..., int]) -> None:
    assert [check(f"{COUNT}; exit 3"), check(f"{COUNT}; exit 3")] == [3, 3]
    assert ran(tree) == 2


def test_what_failed_after_it_passed_has_passed_no_more(tree: Path, check: Callable[..., int]) -> None:
    check()
    before = (tree / "bot" / "one.py").read_text(encoding="utf-8")
    _text_changes(tree)
    check(f"{COUNT}; exit 3")
    (tree / "bot" / "one.py").write_text(before, encoding="utf-8")
    check()
    assert ran(tree) == 3


def test_what_was_changed_while_it_ran_is_checked_again(tree: Path, check: Callable[..., int]) -> None:
    check(f"{COUNT}; echo y = 1 >bot/one.py")
    check()
    assert ran(tree) == 2


def test_ci_checks_in_any_case(tree: Path, check: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    check()
    check()
    assert ran(tree) == 2
