"""figures.json: what was measured last, each programme with the commit that it ran at; and the README's table of it."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FILE, README = ROOT / "figures.json", ROOT / "README.md"
BEGIN, END = "<!-- figures: make figures -->", "<!-- /figures -->"
GREAT = 10_000


def read(path: Path = FILE) -> dict[str, Any]:
    """What is kept; nothing where nothing was measured yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def kept(before: dict[str, Any], machine: str, commit: str, ran: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The figures with those of what ran now, as `entry` makes them; what did not run stays as it was."""
    ran = {name: each | {"commit": commit} for name, each in ran.items()}
    programmes = {name: entry for name, entry in (before | ran).items() if name.startswith("R")}
    ordered = dict(sorted(programmes.items(), key=lambda each: int(each[0][1:])))
    return {"commit": commit, "machine": machine, **ordered}


def entry(title: str, promise: str, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One programme from its cells, by what told them apart: the database and the Python."""
    return {
        "title": title,
        "promise": promise,
        "figures": {where: part["figures"] for where, part in parts.items()},
        "seeds": {where: part["seed"] for where, part in parts.items()},
        "gate": "met" if all(part["met"] for part in parts.values()) else "missed",
        "missed": [f"{where}: {each}" for where, part in parts.items() for each in part["failures"]][:20],
        "seconds": round(sum(part["seconds"] for part in parts.values()), 1),
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
    return " · ".join(_flat(value, name if not isinstance(value, dict) else "") for name, value in part.items())


def _number(value: Any) -> str:
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and value >= GREAT else str(value)
    return text.replace("|", "/").replace("\n", " ")


def put_into(readme: str, text: str) -> str:
    """The README with the table between its marks; ValueError where it has none."""
    head, begin, rest = readme.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the README has no place for the figures ({BEGIN} … {END})")
    return f"{head}{begin}\n{text}\n{end}{tail}"


def rendered(figures: dict[str, Any]) -> str:
    """What stands between the marks: where and when it was measured, and the table."""
    if not any(name.startswith("R") for name in figures):
        return "Nothing was measured yet."
    commits = {each["commit"] for name, each in figures.items() if name.startswith("R")}
    told = f"Measured on {figures['machine']}, at {', '.join(sorted(commits))}; the seeds are in `figures.json`."
    return f"{told}\n\n{table(figures)}"
