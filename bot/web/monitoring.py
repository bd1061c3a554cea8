"""`GET /healthz` and `GET /metrics`: whether the bot can work, and figures of it in Prometheus's text format.

Neither tells anything but our own words and numbers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.cards.operations.checks import CHECKS, Check, Family, Vitals, figure
from bot.desk.shared.views import DiskRoom, Health, Tick
from bot.web.request_body import Counts

DATABASE_SECONDS = 5.0
ASKED_ANEW = 2.0
"""How many seconds a result is reused, so that nobody can overload the database by asking."""
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


class Wellness:
    """`GET /healthz`: 200 while nothing keeps the bot from working, perhaps with a warning; else 503 with the reason.

    `steady` counts seconds, `write` writes to the database, `deaf` says why no updates come, `disk` how much is
    free.
    """

    def __init__(
        self,
        steady: Callable[[], float],
        write: Callable[[], Awaitable[None]],
        ticks: Callable[[], tuple[Tick, ...]],
        deaf: Callable[[], str],
        disk: Callable[[], DiskRoom | None],
        checks: Sequence[Check] = CHECKS,
    ) -> None:
        self._steady, self._write, self._ticks, self._deaf, self._disk = steady, write, ticks, deaf, disk
        self._checks = checks
        self._vitals, self._seen_at = Vitals(), -ASKED_ANEW
        self._asking = asyncio.Lock()

    async def get(self, _: Request) -> Response:
        vitals = await self.vitals()
        for check in self._checks:
            if check.healthz is not None and (reason := check.healthz(vitals)):
                return JSONResponse({"status": "unwell", "reason": reason}, 503)
        warnings = (check.warning(vitals) for check in self._checks if check.warning is not None)
        warning = next(filter(None, warnings), "")
        return JSONResponse({"status": "well"} | ({"warning": warning} if warning else {}))

    async def vitals(self) -> Vitals:
        """What the process knows of itself, of this moment or of a moment ago."""
        async with self._asking:
            now = self._steady()
            if now - self._seen_at >= ASKED_ANEW:
                writes = True
                try:
                    async with asyncio.timeout(DATABASE_SECONDS):
                        await self._write()
                except Exception:  # its text may name the server and its user, which must not be public
                    writes = False
                self._vitals = Vitals(writes, self._deaf(), self._ticks(), self._disk())
                self._seen_at = now
            return self._vitals


class Metrics:
    """What every check counts, and what this process has counted; read anew for each request."""

    def __init__(
        self,
        report: Callable[[], Awaitable[Health]],
        calls: Mapping[tuple[str, str], int],
        counts: Counts,
        backlog: Callable[[], int],
        checks: Sequence[Check] = CHECKS,
    ) -> None:
        self._report, self._calls, self._counts, self._backlog = report, calls, counts, backlog
        self._checks = checks

    async def get(self, _: Request) -> Response:
        """503 while the database cannot be read: no figure is better than a wrong one."""
        try:
            health = await self._report()
        except Exception:  # its text may name the server and its user, which must not be public
            return Response(status_code=503)
        checked = (check.metrics(health, check.look(health)) for check in self._checks if check.metrics is not None)
        families = [family for each in checked for family in each]
        lines = [line for family in (*families, *self._counters()) for line in _lines(family)]
        return Response("\n".join(lines) + "\n", media_type=CONTENT_TYPE)

    def _counters(self) -> Iterable[Family]:
        """What this process has done and is at; that says nothing of whether anything is wrong."""
        yield figure("updates_running", "Updates queued or at work here.", self._backlog())
        yield Family(
            "1688_calls_total", "Calls to 1688 by name and how they ended.", "counter",
            tuple(({"call": call, "outcome": outcome}, n) for (call, outcome), n in sorted(self._calls.items())),
        )  # fmt: skip
        yield Family(
            "door_requests_total", "Requests at the doors by how they were answered.", "counter",
            tuple(({"door": door, "outcome": outcome}, n) for (door, outcome), n in sorted(self._counts.items())),
        )  # fmt: skip


def _lines(family: Family) -> Iterable[str]:
    name = f"caigou_{family.name}"
    yield f"# HELP {name} {family.help}"
    yield f"# TYPE {name} {family.kind}"
    for labels, value in family.samples:
        pairs = ",".join(f'{label}="{text.translate(_ESCAPES)}"' for label, text in labels.items())
        yield f"{name}{'{' + pairs + '}' if pairs else ''} {value}"
