"""figures.json: what was measured last, each cell with the commit that it ran at; and FIGURES.md, its table."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
FILE, PAGE = ROOT / "figures.json", Path(__file__).with_name("FIGURES.md")
BEGIN, END = "<!-- figures: make figures -->", "<!-- /figures -->"
GREAT = 10_000
TOLD_OF_A_CELL = ("met", "failures", "seed", "seconds")


def read(path: Path = FILE) -> dict[str, Any]:
    """What is kept; nothing where nothing was measured yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def kept(before: dict[str, Any], machine: str, commit: str, ran: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The figures with those of what ran now, as `entry` makes them; cells that did not run stay as they were."""
    programmes = {name: each for name, each in before.items() if name.startswith("R")}
    for name, each in ran.items():
        programmes[name] = _joined(programmes.get(name), each, commit)
    ordered = dict(sorted(programmes.items(), key=lambda each: int(each[0][1:])))
    return {"commit": commit, "machine": machine, **ordered}


def entry(title: str, promise: str, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One programme from its cells, by what told them apart: the database and the Python."""
    return {
        "title": title,
        "promise": promise,
        "figures": {where: part["figures"] for where, part in parts.items()},
        "cells": {where: {word: part[word] for word in TOLD_OF_A_CELL} for where, part in parts.items()},
    }


def _joined(before: dict[str, Any] | None, now: dict[str, Any], commit: str) -> dict[str, Any]:
    """A programme's cells of before with those of now, and its gate, which each of them must meet."""
    cells = (before["cells"] if before else {}) | {
        where: each | {"commit": commit} for where, each in now["cells"].items()
    }
    figures = (before["figures"] if before else {}) | now["figures"]
    return now | {
        "figures": {where: figures[where] for where in cells},
        "cells": cells,
        "gate": "met" if all(each["met"] for each in cells.values()) else "missed",
        "missed": [f"{where}: {failure}" for where, each in cells.items() for failure in each["failures"]][:20],
        "seconds": round(sum(each["seconds"] for each in cells.values()), 1),
    }


def write(figures: dict[str, Any], path: Path = FILE) -> None:
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def table(figures: dict[str, Any]) -> str:
    """What was measured, a miss named as one."""
    lines = ["| | what is done | figures | gate |", "|---|---|---|---|"]
    for name, each in figures.items():
        if not name.startswith("R"):
            continue
        word = "met" if each["gate"] == "met" else "**missed**"
        lines.append(f"| {name} | {each['title']} | {_shown(each['figures'])} | {word}: {each['promise']} |")
    return "\n".join(lines)


def _shown(figures: dict[str, Any]) -> str:
    """Every figure of a cell; cells that say the same are told once."""
    alike: dict[str, list[str]] = {}
    for where, part in figures.items():
        alike.setdefault(_flat(part), []).append(where)
    return "<br>".join(f"{', '.join(cells)}: {text}" for text, cells in alike.items())


def _flat(part: Any, prefix: str = "") -> str:
    if not isinstance(part, dict):
        return f"{prefix} {_number(part)}".strip()
    told = " · ".join(_flat(value, name) for name, value in part.items())
    return f"{prefix}: {told}" if prefix else told


def _number(value: Any) -> str:
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and value >= GREAT else str(value)
    return text.replace("|", "/").replace("\n", " ")


def put_into(page: str, text: str) -> str:
    """The page with the table between its marks; ValueError if it has none."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no place for the figures ({BEGIN} … {END})")
    return f"{head}{begin}\n{text}\n{end}{tail}"


def rendered(figures: dict[str, Any]) -> str:
    """What stands between the marks: where and when it was measured, and the table."""
    if not any(name.startswith("R") for name in figures):
        return "Nothing was measured yet."
    programmes = [each for name, each in figures.items() if name.startswith("R")]
    commits = {cell["commit"] for each in programmes for cell in each["cells"].values()}
    told = f"Measured on {figures['machine']}, at {', '.join(sorted(commits))}; the seeds are in `figures.json`."
    return f"{told}\n\n{table(figures)}"
