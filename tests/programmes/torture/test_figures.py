"""FIGURES.md tells what figures.json holds, a miss as a miss; and what is run anew leaves the rest alone."""

from pathlib import Path
from typing import Any

import pytest

from tests.programmes.torture import figures


def cell(doubles: int, seconds: float = 2.0) -> dict[str, Any]:
    failures = ["request 1: 900, 901"] if doubles else []
    return {"figures": {"doubles": doubles}, "met": not doubles, "failures": failures, "seed": 7, "seconds": seconds}


def test_the_page_shows_exactly_what_was_measured() -> None:
    page = figures.PAGE.read_text(encoding="utf-8")
    assert figures.put_into(page, figures.rendered(figures.read())) == page, "type: make figures"


def entry(**cells: dict[str, Any]) -> dict[str, Any]:
    return figures.entry("a story", "doubles 0", cells)


def test_a_programme_that_ran_anew_leaves_the_others_as_they_were() -> None:
    before = figures.kept({}, "a machine", "aaa", {"R1": entry(sqlite=cell(0)), "R2": entry(sqlite=cell(0))})
    after = figures.kept(before, "a machine", "bbb", {"R2": entry(sqlite=cell(1), postgresql=cell(0))})
    assert after["R1"] == before["R1"]
    assert (after["R2"]["gate"], after["R2"]["seconds"]) == ("missed", 4.0)
    assert after["R2"]["missed"] == ["sqlite: request 1: 900, 901"]


def test_a_cell_that_ran_anew_leaves_the_others_of_its_programme_as_they_were() -> None:
    before = figures.kept({}, "a machine", "aaa", {"R1": entry(sqlite=cell(1), postgresql=cell(0))})
    after = figures.kept(before, "a machine", "bbb", {"R1": entry(sqlite=cell(0, seconds=3.0))})["R1"]
    assert {where: each["commit"] for where, each in after["cells"].items()} == {"postgresql": "aaa", "sqlite": "bbb"}
    assert (after["gate"], after["missed"], after["seconds"]) == ("met", [], 5.0)


def test_a_miss_is_named_as_one_in_the_table() -> None:
    kept = figures.kept({}, "a machine", "aaa", {"R10": entry(sqlite=cell(1)), "R2": entry(sqlite=cell(0))})
    assert figures.table(kept).splitlines()[2:] == [
        "| R2 | a story | sqlite: doubles 0 | met: doubles 0 |",
        "| R10 | a story | sqlite: doubles 1 | **missed**: doubles 0 |",
    ]


def test_cells_that_measured_the_same_are_told_once() -> None:
    kept = figures.kept({}, "a machine", "aaa", {"R1": entry(sqlite=cell(0), postgresql=cell(0))})
    assert "| sqlite, postgresql: doubles 0 |" in figures.table(kept)


def test_the_stories_of_a_programme_are_told_by_their_names() -> None:
    told = cell(0) | {"figures": {"alone": {"doubles": 0, "kills": 9}, "in a team": {"doubles": 0}}}
    kept = figures.kept({}, "a machine", "aaa", {"R1": entry(sqlite=told)})
    assert "| sqlite: alone: doubles 0 · kills 9 · in a team: doubles 0 |" in figures.table(kept)


def test_a_page_without_a_place_for_the_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        figures.put_into("# Nothing here", "a table")


def test_figures_survive_being_written_and_read(tmp_path: Path) -> None:
    kept = figures.kept({}, "a machine", "aaa", {"R1": entry(sqlite=cell(0))})
    figures.write(kept, tmp_path / "figures.json")
    assert figures.read(tmp_path / "figures.json") == kept
