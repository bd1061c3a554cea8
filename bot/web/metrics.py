"""`GET /metrics`: figures in Prometheus's text format; only numbers and our own names."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from bot.cards.checks import CHECKS, Check, Family, figure
from bot.desk.shared.values import Health
from bot.web.request_body import Counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


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
