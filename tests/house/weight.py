"""What the product is made of, counted and printed by `make gates`; no figure is a limit."""

import ast
import statistics
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]


def sources() -> list[Path]:
    """Every Python file of the product but the migrations, which nobody changes once they have landed."""
    files = [path for room in ("bot", "storage") for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in files if "versions" not in path.parts]


def weight(paths: list[Path]) -> dict[str, float]:
    """How many lines, files, classes and functions these are, and how much of it is cut small."""
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in paths}
    pretend = sum(count for path, count in lines.items() if "sandbox" in path.parts)
    classes: defaultdict[str, set[Path]] = defaultdict(set)
    uses: Counter[str] = Counter()
    bodies, small = [], []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.ClassDef(name=name):
                    classes[name].add(path)
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    body = node.body[ast.get_docstring(node) is not None :]
                    bodies.append((body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0)
                    if node.name.startswith("_") and not node.name.startswith("__") and bodies[-1] <= 3:
                        small.append(node.name)
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    uses[name] += 1
    named = Counter(path.name for path in paths if path.name != "__init__.py")
    return {
        "lines without the pretend world": sum(lines.values()) - pretend,
        "lines of the pretend world": pretend,
        "files": len(paths),
        "files under 50 lines": sum(count < 50 for path, count in lines.items() if path.name != "__init__.py"),
        "classes": sum(len(places) for places in classes.values()),
        "class names that stand twice": sum(len(places) > 1 for places in classes.values()),
        "functions for 1,000 lines": round(1000 * len(bodies) / sum(lines.values()), 1),
        "mean body of a function, lines": round(statistics.mean(bodies), 1),
        "private helpers of 3 lines used once": sum(uses[name] == 1 for name in small),
        "file names that two folders share": sum(count > 1 for count in named.values()),
        "files in the largest folder": max(Counter(path.parent for path in paths).values()),
    }


def told(figures: dict[str, float]) -> str:
    """The figures as lines of text."""
    return "\n".join(f"{name:40} {value:>9,}" for name, value in figures.items())
