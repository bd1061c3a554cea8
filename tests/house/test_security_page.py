"""Every threat has its control and its test by name, and what the page names is there."""

import ast
import re
from pathlib import Path

import pytest

THREATS = tuple(f"T{number}" for number in range(1, 62))


@pytest.fixture(scope="module")
def page() -> str:
    return (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(page: str) -> dict[str, list[str]]:
    """The cells of each threat's row."""
    found = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if re.fullmatch(r"T\d+", cells[0]):
            assert cells[0] not in found
            found[cells[0]] = cells
    return found


def test_every_threat_has_a_row_of_four_cells(rows: dict[str, list[str]]) -> None:
    assert tuple(rows) == THREATS
    assert [name for name, cells in rows.items() if len(cells) != 4 or not all(cells)] == []


@pytest.mark.parametrize("threat", THREATS)
def test_a_threat_s_control_is_a_place_that_is_there(threat: str, rows: dict[str, list[str]], root: Path) -> None:
    places = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:lock|toml|md))`", rows[threat][2])
    assert places, rows[threat][2]
    assert [place for place in places if not (root / place).exists()] == []


@pytest.mark.parametrize("threat", THREATS)
def test_a_threat_s_tests_are_there(threat: str, rows: dict[str, list[str]], root: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", rows[threat][3])
    assert named, rows[threat][3]
    for path, name in named:
        tree = ast.parse((root / path).read_text(encoding="utf-8"))
        functions = {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in functions or (not name and path.startswith("tests/torture/r")), f"{path}::{name}"


def test_every_cause_says_what_it_stops_whom_it_tells_how_it_goes_on_and_its_tests(page: str, root: Path) -> None:
    lines = page.partition("## What stops what")[2].partition("\n## ")[0].splitlines()
    table = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")][1:]
    assert len(table) >= 20
    assert [row for row in table if len(row) != 5 or not all(row)] == []
    for row in table:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row[4])
        assert named, row[0]
        assert [name for path, name in named if f"def {name}(" not in (root / path).read_text(encoding="utf-8")] == []


def test_the_page_says_what_is_promised_how_to_report_and_what_is_kept_up(page: str) -> None:
    for heading in ("## What is promised", "## How to report", "## Which versions", "## Secrets at rest"):
        assert heading in page
