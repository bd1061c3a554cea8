"""bench.json as a table in FIGURES.md: what was measured, beside what it must reach; a miss is named as one."""

import json
from pathlib import Path
from typing import Any

from tests.programmes.bench import chart
from tests.programmes.bench.frame import Bench

HOME = Path(__file__).parents[3]
FILE, PAGE = HOME / "bench.json", Path(__file__).with_name("FIGURES.md")
BEGIN, END = "<!-- bench: make bench -->", "<!-- /bench -->"
WORDS = {True: "met", False: "**missed**", None: "published"}


def read(path: Path = FILE) -> dict[str, Any]:
    """What is kept; nothing where nothing was measured yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def rendered(kept: dict[str, Any], known: tuple[Bench, ...]) -> str:
    """What stands between the marks: where and when it was measured, and a row for each bench."""
    measured = [each for each in known if each.name in kept]
    if not measured:
        return "Nothing was measured yet."
    machine = kept["machine"]
    commits, pythons = ({kept[each.name][word] for each in measured} for word in ("commit", "python"))
    told = f"Measured at {_all(commits)} on {machine['cores']} cores, Python {_all(pythons)}, {machine['system']}"
    rows = [f"{told}; median (least–most) of the repeats.", ""]
    rows += ["| | what | figures | must reach |", "|---|---|---|---|"]
    for each in measured:
        entry = kept[each.name]
        verdict = f"{WORDS[entry['met']]}: {each.must}" if entry["met"] is not None else each.must
        rows.append(f"| {each.name} | {_plain(each.title)} | {_shown(entry['figures'])} | {_plain(verdict)} |")
    return "\n".join(rows)


def _all(words: set[str]) -> str:
    return ", ".join(sorted(words))


def put_into(page: str, text: str) -> str:
    """The page with the table between its marks; ValueError if it has none."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no place for the bench ({BEGIN} … {END})")
    return f"{head}{begin}\n{text}\n{end}{tail}"


def write_table(known: tuple[Bench, ...]) -> None:
    """Put what is kept into FIGURES.md, and draw the month."""
    chart.draw(read())
    PAGE.write_text(put_into(PAGE.read_text(encoding="utf-8"), rendered(read(), known)), encoding="utf-8")


def _shown(figures: dict[str, Any]) -> str:
    return "<br>".join(f"{_plain(name)}: {_value(value)}" for name, value in figures.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) == {"median", "least", "most"}:
            return f"{_number(value['median'])} ({_number(value['least'])}–{_number(value['most'])})"
        return ", ".join(f"{_plain(name)} {_value(each)}" for name, each in value.items())
    return "/".join(map(_number, value)) if isinstance(value, list) else _number(value)


def _number(value: Any) -> str:
    return _plain(f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value))


def _plain(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")
