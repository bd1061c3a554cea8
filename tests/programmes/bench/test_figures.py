"""The table in FIGURES.md is bench.json, a miss as a miss."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.programmes.bench import chart, figures
from tests.programmes.bench.frame import Bench, Result, benches

MACHINE = {"cores": 2, "system": "Linux", "machine": "x86_64"}
AT = {"commit": "abc", "python": "3.13"}


async def nothing(_: Path) -> Result:
    return Result({}, None)


KNOWN = (
    Bench(1, "a tap", "5 ms", nothing),
    Bench(2, "a burst", "60 %", nothing),
    Bench(3, "a paste", "published", nothing),
)


def kept(**entries: Any) -> dict[str, Any]:
    return {"commit": "abc", "machine": MACHINE} | entries


def test_the_page_shows_exactly_what_the_bench_measured() -> None:
    page = figures.PAGE.read_text(encoding="utf-8")
    assert figures.put_into(page, figures.rendered(figures.read(), benches())) == page, "type: make bench-table"


def test_every_bench_of_the_file_is_one_that_can_be_run() -> None:
    known = {each.name for each in benches()}
    assert set(figures.read()) <= known | {"commit", "machine"}


def test_a_missed_bench_is_named_as_one() -> None:
    shown = figures.rendered(
        kept(
            B1={"figures": {"p99, ms": {"median": 4, "least": 3.5, "most": 1234}}, "met": True} | AT,
            B2={"figures": {"updates/s": {"1": 20}, "a list": [1, 2]}, "met": False} | AT | {"commit": "def"},
            B3={"figures": {}, "met": None} | AT,
        ),
        KNOWN,
    )
    assert shown.splitlines()[0].startswith("Measured at abc, def on 2 cores, Python 3.13, Linux;")
    assert shown.splitlines()[4:] == [
        "| B1 | a tap | p99, ms: 4 (3.5–1,234) | met: 5 ms |",
        "| B2 | a burst | updates/s: 1 20<br>a list: 1/2 | **missed**: 60 % |",
        "| B3 | a paste |  | published |",
    ]


def test_nothing_measured_is_said_so() -> None:
    assert figures.rendered({}, KNOWN) == "Nothing was measured yet."


def test_a_page_without_a_place_for_the_bench_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        figures.put_into("# Nothing here", "a table")


def test_the_month_is_drawn_with_a_bar_for_each_way_to_ask_and_its_sum() -> None:
    picture = chart.drawn({"without": {"orders": 4000, "parcels": 500}, "with": {"orders": 900}})
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert [number for number in ("46,080", "4,500", "900") if f">{number}<" not in picture] == []


def test_without_a_month_nothing_is_drawn(tmp_path: Path) -> None:
    chart.draw({}, tmp_path / "month.svg")
    assert not (tmp_path / "month.svg").exists()
