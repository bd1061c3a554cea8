"""The page that says what is kept names every table, every file and every setting, with its default."""

import re
from pathlib import Path

import pytest

from bot import settings
from storage.tables import Base

FILES = {"backups/", "exports/", "answers.log", "high-water.json", "erased.json"}
"""What stands beside the database."""


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """The cells of each row."""
    page = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    part = page.partition("## What is kept")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines][1:]


def test_every_table_and_file_has_its_row_and_no_other(rows: list[list[str]]) -> None:
    named = [cells[0].strip("`") for cells in rows]
    assert len(named) == len(set(named))
    assert set(named) == set(Base.metadata.tables) | FILES


def test_each_row_says_of_whom_how_long_why_and_what_forgetting_does(rows: list[list[str]]) -> None:
    assert [cells[0] for cells in rows if len(cells) != 5 or not all(cells)] == []


def test_the_days_that_it_names_are_the_defaults_of_their_settings(rows: list[list[str]]) -> None:
    said = {name: days for cells in rows for name, days in re.findall(r"`(KEEP_\w+)` \((\d+)\)", cells[2])}
    assert said == {name: settings.default_of(name) for name in settings.NAMES if name.startswith("KEEP_")}
    assert said.keys() == {"KEEP_UPDATES_DAYS", "KEEP_MESSAGES_DAYS", "KEEP_DRAFTS_DAYS"}
