"""R24: the money after the order is asked back, and never twice: people, the site, lies, clocks, kills, old copies."""

import asyncio
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.programmes.torture.after_judge import GATES
from tests.programmes.torture.after_people import LIES
from tests.programmes.torture.after_worker import APART, SEASONS_OF_A_TENTH
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

ROOT = Path(__file__).parents[3]
SEASONS, WORKERS = 10 * SEASONS_OF_A_TENTH, 2
ORDERS, KILLS, EACH_LIE, EACH_CLOCK, OF_SUB_ACCOUNTS, COPIES, AT_ONCE = 2000, 500, 100, 300, 300, 40, 300
"""What a whole run counts at least; the copies with memory files, and as many without."""
TOLD_AT_MOST = 40


@programme(
    24, "after the order: asked back by people, on the site, through lies, late reads, clocks apart, kills, old copies",
    databases=(SQLITE, POSTGRESQL), longest=7200,
    gate="I17 to I19 broken 0, asked back twice 0, sent twice 0, done and not at 1688 0, untold 0, dead ends 0, with "
    "2,000 orders, 500 kills, 100 lies of each kind, 300 orders of each clock, of sub-accounts and claimed at once",
)  # fmt: skip
async def after_the_order(scale: Scale) -> Result:
    """Forty seasons of fifty orders in two processes, each with its own world, database and desks."""
    seasons = range(scale.count(SEASONS))
    results: list[dict[str, Any]] = []
    shares = [[number for number in seasons if number % WORKERS == share] for share in range(WORKERS)]
    ended = await asyncio.gather(*(_worked(scale, share, at, results) for at, share in enumerate(shares)))
    figures = _figures(results)
    wrong = [each for result in results for each in result["wrong"]]
    by_gate = Counter(gate for gate, _ in wrong)
    figures |= {gate: by_gate[gate] for gate in GATES}
    few = _too_few(results, scale)
    failures = [*few, *(f"{gate}: {what[:600]}" for gate, what in wrong[:TOLD_AT_MOST]), *filter(None, ended)]
    return Result(figures, not failures, tuple(failures))


async def _worked(scale: Scale, seasons: list[int], number: int, results: list[dict[str, Any]]) -> str:
    """Have a worker run these seasons; what it broke by, or nothing."""
    folder = scale.folder / f"worker-{number}"
    folder.mkdir()
    wanted = {"seasons": seasons, "seed": scale.seed, "database": scale.database, "folder": str(folder)}
    log = folder / "worker.log"
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.programmes.torture.after_worker", cwd=ROOT, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=said, limit=1 << 26, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(wanted).encode() + b"\n")
        process.stdin.close()
        async for line in process.stdout:
            results.append(json.loads(line))
        code = await process.wait()
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
    return f"a worker ended with {code}:\n{tail}" if code else ""


def _figures(results: list[dict[str, Any]]) -> dict[str, Any]:
    """What was done, counted."""
    lies = sum((Counter(result["lies"]) for result in results), Counter())
    claims = sum((Counter(result["claims"]) for result in results), Counter())
    did = sum((Counter(result["did"]) for result in results), Counter())
    copies = sum((Counter(result["copies"]) for result in results), Counter())
    on_the_site = {name: count for name, count in did.items() if name.startswith("site: ")}
    clocks = {f"orders with clocks {apart} s apart": _orders(results, apart=apart) for apart in APART}
    return {
        "orders followed to their end": _orders(results), "kills": sum(result["kills"] for result in results),
        "refunds": sum(result["refunds"] for result in results), **clocks,
        "orders of sub-accounts": _orders(results, sub_account=True),
        **{f"old copies {how}": copies[how] for how in ("with memory", "without memory")},
        "orders claimed at once": sum(result["at_once"] for result in results),
        **{f"lies used: {kind}": lies[kind] for kind in LIES},
        **{f"claims judged: {kind}": count for kind, count in sorted(claims.items())},
        **{f"refunds of the {name}": count for name, count in sorted(on_the_site.items())},
    }  # fmt: skip


def _orders(results: list[dict[str, Any]], **of: Any) -> int:
    """How many orders were followed to their end in such seasons."""
    return sum(result["orders"] for result in results if all(result[name] == value for name, value in of.items()))


def _too_few(results: list[dict[str, Any]], scale: Scale) -> list[str]:
    """What was done less often than it must be."""
    figures = _figures(results)
    least = {
        "orders followed to their end": ORDERS, "kills": KILLS, "orders of sub-accounts": OF_SUB_ACCOUNTS,
        "old copies with memory": COPIES, "old copies without memory": COPIES, "orders claimed at once": AT_ONCE,
        **{f"lies used: {kind}": EACH_LIE for kind in LIES},
        **{f"orders with clocks {apart} s apart": EACH_CLOCK for apart in APART},
    }  # fmt: skip
    return [
        f"{name}: {figures[name]}, and at least {scale.count(count)} are wanted"
        for name, count in least.items()
        if figures[name] < scale.count(count)
    ]
