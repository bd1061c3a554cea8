"""Every threat and every cause that stops buying has its control and its tests, found by their markers."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "threats.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def threats(page: str) -> dict[str, list[str]]:
    """The cells of each threat's row."""
    return _rows(page, "## Threats", 3)


@pytest.fixture(scope="module")
def stops(page: str) -> dict[str, list[str]]:
    """The cells of each cause's row."""
    return _rows(page, "## What stops what", 5)


@pytest.fixture(scope="module")
def marked(root: Path) -> dict[str, list[str]]:
    """The tests that carry `threat` or `stop`, by what they name: `T1`, `1`."""
    tests = defaultdict(list)
    for path in (root / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        if "pytest.mark.threat" not in text and "pytest.mark.stop" not in text:
            continue
        for each in ast.walk(ast.parse(text)):
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                for decorator in each.decorator_list:
                    found = re.fullmatch(r"pytest\.mark\.(?:threat|stop)\('?(\w+)'?\)", ast.unparse(decorator))
                    if found:
                        assert each.name.startswith("test_"), each.name
                        tests[found[1]].append(f"{path.relative_to(root)}::{each.name}")
    return tests


def _rows(page: str, heading: str, cells: int) -> dict[str, list[str]]:
    part = page.partition(f"{heading}\n")[2].partition("\n## ")[0]
    table = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line[:2] == "| "]
    rows = {row[0]: row for row in table[1:]}
    assert len(rows) == len(table) - 1
    assert [row for row in rows.values() if len(row) != cells or not all(row)] == []
    return rows


def test_threats_and_causes_are_numbered_without_a_gap(
    threats: dict[str, list[str]], stops: dict[str, list[str]]
) -> None:
    assert list(threats) == [f"T{number}" for number in range(1, len(threats) + 1)]
    assert list(stops) == [str(number) for number in range(1, len(stops) + 1)]
    assert len(threats) >= 60
    assert len(stops) >= 39


def test_each_has_tests_and_no_test_names_one_that_is_not_there(
    threats: dict[str, list[str]], stops: dict[str, list[str]], marked: dict[str, list[str]]
) -> None:
    assert set(marked) == set(threats) | set(stops)


def test_a_control_that_is_named_is_there(threats: dict[str, list[str]], root: Path) -> None:
    named = {place for row in threats.values() for place in re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.lock)`", row[2])}
    assert len(named) > 60
    assert [place for place in sorted(named) if not (root / place).exists()] == []


def test_the_page_for_everybody_says_what_is_promised_and_how_to_report_and_is_read(root: Path) -> None:
    page = (root / "SECURITY.md").read_text(encoding="utf-8")
    for heading in ("## What is promised", "## How to report", "## Which versions", "## Secrets at rest"):
        assert heading in page
    assert len(page.encode()) <= 8 * 1024
