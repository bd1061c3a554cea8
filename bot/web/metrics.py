"""`GET /metrics`: figures in Prometheus's text format; only numbers and our own names."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.shared.values import DiskRoom, Health
from bot.purchasing.calls import CallKind, CallReport
from bot.web.request_body import Counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Family:
    """Figures of one name: what it counts, its kind (a gauge may fall, a counter not), and each value with labels."""

    name: str
    help: str
    kind: str
    samples: tuple[tuple[Labels, int], ...]

    def lines(self) -> Iterable[str]:
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} {self.kind}"
        for labels, value in self.samples:
            said = ",".join(f'{name}="{text.translate(_ESCAPES)}"' for name, text in labels.items())
            yield f"{self.name}{'{' + said + '}' if said else ''} {value}"


class Metrics:
    """Everything worth an alarm, read anew for each request."""

    def __init__(
        self,
        report: Callable[[], Awaitable[Health]],
        calls: Mapping[tuple[str, str], int],
        counts: Counts,
        backlog: Callable[[], int],
    ) -> None:
        self._report, self._calls, self._counts, self._backlog = report, calls, counts, backlog

    async def get(self, _: Request) -> Response:
        """503 while the database cannot be read: no figure is better than a wrong one."""
        try:
            health = await self._report()
        except Exception:  # its text may name the server and its user, which must not be public
            return Response(status_code=503)
        lines = [line for family in self._families(health) for line in family.lines()]
        return Response("\n".join(lines) + "\n", media_type=CONTENT_TYPE)

    def _families(self, health: Health) -> Iterable[Family]:
        for name, meaning, value in _gauges(health):
            yield Family(f"caigou_{name}", meaning, "gauge", (({}, value),))
        yield Family("caigou_updates_running", "Updates queued or at work here.", "gauge", (({}, self._backlog()),))
        if health.disk is not None:
            yield from _disk(health.disk)
        if health.calls is not None:
            yield from _account(health.calls)
        yield _tick_ages(health)
        yield _tick_failures(health)
        yield Family(
            "caigou_1688_calls_total", "Calls to 1688 by name and how they ended.", "counter",
            tuple(({"call": call, "outcome": outcome}, n) for (call, outcome), n in sorted(self._calls.items())),
        )  # fmt: skip
        yield Family(
            "caigou_door_requests_total", "Requests at the doors by how they were answered.", "counter",
            tuple(({"door": door, "outcome": outcome}, n) for (door, outcome), n in sorted(self._counts.items())),
        )  # fmt: skip


def _gauges(health: Health) -> tuple[tuple[str, str, int], ...]:
    return (
        ("open_orders", "Orders that are not over.", health.open_orders),
        ("doubts", "Orders of which nobody knows yet whether they exist.", health.doubts),
        ("unknown_orders", "Orders that should not exist and that nobody has dealt with.", health.unknown),
        ("unread_orders", "Orders of ours that 1688's list shows in an unknown form.", len(health.unread)),
        ("outside", "Orders placed outside that nobody has decided on.", health.outside),
        ("reference_missing", "1 while 1688 does not show our reference with orders.", int(health.blind)),
        ("dead_updates", "Updates that were given up.", health.dead_updates),
        ("dead_messages", "Messages that were given up.", health.dead_messages),
        ("outbox_waiting", "Messages that are owed and not sent.", health.waiting_messages),
        ("paused", "1 while buying is stopped, or waits for the time.", int(health.paused or health.clock is not None)),
    )


def _disk(disk: DiskRoom) -> Iterable[Family]:
    for name, meaning, value in (
        ("disk_free_bytes", "Free space on the disk of the bot's files.", disk.free),
        ("disk_low", "1 while somebody should make room on it.", int(disk.low)),
    ):
        yield Family(f"caigou_{name}", meaning, "gauge", (({}, value),))


def _account(report: CallReport) -> Iterable[Family]:
    """The account of calls, and what was confirmed for them; days and months are China's."""
    spans = (("today", "today", report.today), ("month", "this month", report.month))
    for name, span, calls in spans:
        counted = tuple(({"kind": kind.value}, calls.get(kind, 0)) for kind in CallKind)
        yield Family(f"caigou_1688_calls_{name}", f"Calls to 1688 {span} by what they were for.", "gauge", counted)
    for name, meaning, value in (
        ("1688_calls_forecast", "Calls to 1688 by the end of this month, if it goes on like this.", report.forecast),
        ("confirmed_fen_month", "What was confirmed as received this month, in fen.", report.confirmed),
        ("confirmed_orders_month", "Orders confirmed as received this month.", report.confirmed_orders),
        ("thrifty", "1 while calls are short and what can wait is asked less often.", int(bool(report.thrifty))),
    ):
        yield Family(f"caigou_{name}", meaning, "gauge", (({}, value),))


def _tick_ages(health: Health) -> Family:
    ages = tuple(({"tick": tick.name}, round(tick.idle)) for tick in health.ticks)
    return Family("caigou_tick_age_seconds", "Seconds since each work ended well, or since the start.", "gauge", ages)


def _tick_failures(health: Health) -> Family:
    failing = tuple(({"tick": tick.name}, int(bool(tick.error))) for tick in health.ticks)
    return Family("caigou_tick_failing", "1 while the last run of a piece of work failed.", "gauge", failing)
