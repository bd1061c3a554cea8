"""B24: an .xlsx of ever more lines, written by `caigou export`: seconds and memory; a million if it is asked for."""

import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import Result, bench, slope
from tests.programmes.bench.place import TICKS, Town, started, town

SIZES, ON_DEMAND = (1_000, 100_000), 1_000_000
MILLION = "EXPORT_A_MILLION"
"""The variable of the environment that asks for the largest size too."""
MOST_MEMORY, MOST_SLOPE, AN_HOUR = 60.0, 1.1, 3600


@bench(
    24,
    f"an .xlsx of {SIZES[0]:,} and {SIZES[-1]:,} lines for people, written by `caigou export`",
    must=f"at most {MOST_MEMORY:.0f} MiB more than for one line; the processor's time grows no faster than the lines",
)
async def export(folder: Path) -> Result:
    """What one line takes is what starting and the libraries do. The mapped pages of the database are no memory."""
    sizes = (*SIZES, *([ON_DEMAND] if os.environ.get(MILLION) else []))
    async with town() as place:
        await one_purchase(place, folder, place.people(1)[0])
        one = await _exported(place, folder, 1)
        every = []
        for size in sizes:
            await asyncio.to_thread(multiply, folder, size, Past("finished", minutes=5))
            every.append(await _exported(place, folder, size))
    figures: dict[str, Any] = {
        "one line": {"seconds": round(one.seconds, 1), "MiB": round(one.memory, 1)},
        **{
            f"{size:,} lines": {
                "seconds": round(each.seconds, 1), "processor, s": round(each.cpu, 1),
                "MiB more": round(each.memory - one.memory, 1),
            }
            for size, each in zip(sizes, every, strict=True)
        },
        "slope": slope(sizes, [max(each.cpu - one.cpu, 0.01) for each in every]),
    }  # fmt: skip
    small = max(each.memory for each in every) - one.memory <= MOST_MEMORY
    return Result(figures, small and figures["slope"] <= MOST_SLOPE)


@dataclass
class Spent:
    """What a process took: seconds, those of the processor, and its peak of memory of its own in MiB."""

    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    def look(self, pid: int) -> None:
        """How it stands now; nothing if it is gone."""
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        except OSError:
            return
        self.cpu = max(self.cpu, (int(fields[11]) + int(fields[12])) / TICKS)
        held = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon:")), 0)
        self.memory = max(self.memory, held / 1024)


async def _exported(place: Town, folder: Path, lines: int) -> Spent:
    """Have so many lines exported by a process of its own; every one is in the file."""
    out, spent = folder / f"{lines}.xlsx", Spent()
    known = place.world.settings(place.url) | {"DATABASE_URL": f"sqlite:///{folder / 'bench.db'}"}
    words = [sys.executable, "-P", "-m", "bot", "export", "--what", "lines", "--format", "xlsx", "--out", str(out)]
    began = time.perf_counter()
    async with started(words, folder, **known) as process:
        while process.poll() is None:
            await asyncio.to_thread(spent.look, process.pid)
            assert time.perf_counter() - began < AN_HOUR, "it never ends"
            await asyncio.sleep(0.02)
        spent.seconds = time.perf_counter() - began
    said = await asyncio.to_thread((folder / "log").read_text, "utf-8")
    assert process.returncode == 0, said
    assert await asyncio.to_thread(_rows, out) == lines
    return spent


def _rows(file: Path) -> int:
    """How many rows stand below the heading."""
    book = openpyxl.load_workbook(file, read_only=True)
    try:
        return sum(1 for _ in book.active.iter_rows()) - 1
    finally:
        book.close()
