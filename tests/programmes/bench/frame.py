"""What a bench is: a number, what it measures, what it must reach, and a body that returns its figures."""

import asyncio
import importlib
import pkgutil
import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tests.programmes.bench

REPEATS = 3


@dataclass(frozen=True)
class Result:
    """What was measured, and whether it reached what it must; None where nothing is asked."""

    figures: dict[str, Any]
    met: bool | None


Body = Callable[[Path], Awaitable[Result]]
"""Measures; the folder is empty, its own, and removed afterwards."""


@dataclass(frozen=True)
class Bench:
    """One figure of the bench."""

    number: int
    title: str
    must: str
    body: Body

    @property
    def name(self) -> str:
        return f"B{self.number}"

    def run(self, folder: Path) -> Result:
        """Measure in this process, to the end."""
        return asyncio.run(_awaited(self.body(folder)))


async def _awaited(found: Awaitable[Result]) -> Result:
    return await found


_KNOWN: dict[int, Bench] = {}


def bench(number: int, title: str, *, must: str) -> Callable[[Body], Body]:
    """Register a body under its number."""

    def register(body: Body) -> Body:
        _KNOWN[number] = Bench(number, title, must, body)
        return body

    return register


def benches() -> tuple[Bench, ...]:
    """All of them, in order of their numbers."""
    for module in pkgutil.iter_modules(tests.programmes.bench.__path__):
        if module.name.startswith("b") and module.name[1:3].isdigit():
            importlib.import_module(f"tests.programmes.bench.{module.name}")
    return tuple(_KNOWN[number] for number in sorted(_KNOWN))


def spread(values: Sequence[float], digits: int = 2) -> dict[str, float]:
    """Median and range of the repeats."""
    return {
        "median": round(statistics.median(values), digits),
        "least": round(min(values), digits),
        "most": round(max(values), digits),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def slope(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """How the cost grows: the exponent of a power of the size, by least squares (0 flat, 1 linear)."""
    import math

    xs, ys = [math.log(size) for size in sizes], [math.log(max(cost, 1e-9)) for cost in costs]
    x, y = statistics.fmean(xs), statistics.fmean(ys)
    return round(sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs), 3)
