"""What a programme of the torture is: a number, a name, the databases it runs on, and a body that returns figures."""

import asyncio
import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tests.programmes.torture

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Scale:
    """How one cell runs. Everything random in it comes from `seed`."""

    seed: int
    tenth: bool = False
    database: str = SQLITE
    folder: Path = field(default_factory=Path)
    """An empty folder of its own, removed afterwards."""

    def count(self, whole: int) -> int:
        """`whole`, or a tenth of it (at least one) in the shortened run."""
        return max(1, whole // 10) if self.tenth else whole


@dataclass(frozen=True)
class Result:
    """What a cell measured, and whether its gate was met; `failures` says how to see each miss again."""

    figures: dict[str, Any]
    met: bool
    failures: tuple[str, ...] = ()


Body = Callable[[Scale], Awaitable[Result] | Result]


@dataclass(frozen=True)
class Programme:
    """One figure of the torture."""

    number: int
    title: str
    gate: str
    body: Body
    databases: tuple[str, ...] = (SQLITE,)
    both_pythons: bool = False
    """Whether it runs under the second Python as well, where one is found."""
    shortened: bool = False
    """Whether a tenth of it is part of every submission's check."""
    alone: bool = False
    """Whether nothing else may run beside it, since it measures time or the whole machine."""
    longest: int = 3600
    """Seconds after which a cell counts as hung."""

    @property
    def name(self) -> str:
        return f"R{self.number}"

    def run(self, scale: Scale) -> Result:
        """Run it to its end in this process."""
        found = self.body(scale)
        return asyncio.run(_awaited(found)) if inspect.isawaitable(found) else found


async def _awaited(found: Awaitable[Result]) -> Result:
    return await found


_KNOWN: dict[int, Programme] = {}


def programme(number: int, title: str, *, gate: str, **how: Any) -> Callable[[Body], Body]:
    """Register a body under its number; `how` are the fields of Programme."""

    def register(body: Body) -> Body:
        if number in _KNOWN and _KNOWN[number].body.__module__ != body.__module__:
            raise ValueError(f"R{number} is there twice")
        _KNOWN[number] = Programme(number, title, gate, body, **how)
        return body

    return register


def programmes() -> tuple[Programme, ...]:
    """All of them, in order of their numbers."""
    for module in pkgutil.iter_modules(tests.programmes.torture.__path__):
        if module.name.startswith("r") and module.name[1:3].isdigit():
            importlib.import_module(f"tests.programmes.torture.{module.name}")
    return tuple(_KNOWN[number] for number in sorted(_KNOWN))
