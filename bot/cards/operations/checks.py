"""The list of what doctor, /status, /healthz and /metrics show of the bot; what people are told is in `troubles`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.cards.blocks.buying_holds import clock, missing_lines
from bot.cards.blocks.html import Html, code
from bot.cards.blocks.sums import rate_line
from bot.cards.blocks.writer import Writer, dashed, reason_in, said, show
from bot.desk.operations.health import BEAT
from bot.desk.shared.views import DiskRoom, Health, Tick
from bot.purchasing.calls import CallKind
from bot.purchasing.holds import KeyState
from bot.purchasing.money import Fen, yuan

COPY_STALE = timedelta(hours=3)
MOST_UNREAD = 10
FAST_TICKS = frozenset({"outbox", BEAT})
"""Ticks that run every second in every process; if one stops, the bot does no more work."""


class Status(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class DoctorLine:
    """One line of `caigou doctor`; `remedy` is what to do if it is not ok."""

    name: str
    status: Status
    text: str
    remedy: str = ""


@dataclass(frozen=True)
class Vitals:
    """What a running process knows of itself; /healthz answers by it alone, also while the database does not."""

    writes: bool = True
    """Whether the database takes writes."""
    deaf: str = ""
    """Why no updates come in; empty if they do."""
    ticks: tuple[Tick, ...] = ()
    disk: DiskRoom | None = None


@dataclass(frozen=True)
class Family:
    """Figures of one name: what it counts, its kind (a gauge may fall, a counter not), and each value with labels."""

    name: str
    help: str
    kind: str
    samples: tuple[tuple[Mapping[str, str], int], ...]


@dataclass(frozen=True)
class Check:
    """Something that may be wrong with the bot. It shows on the surfaces for which it has something to say."""

    name: str
    look: Callable[[Health], int] = lambda _: 0
    """How much of it there is by the report; 0 is well. The functions below that get a number get this one."""
    tried: bool = False
    """Whether the doctor also tries it out itself, under this name: it runs at a terminal, perhaps without a bot."""
    doctor: Callable[[Health], Iterable[DoctorLine]] | None = None
    status: Callable[[Writer, Health, int], Iterable[Html]] | None = None
    """What admins read in /status if something is wrong."""
    everyone: Callable[[Writer, Health, int], Iterable[Html]] | None = None
    """What those read then who cannot mend it."""
    below: Callable[[Writer, Health, int], Iterable[Html]] | None = None
    """What admins read further below in /status, as it stops nothing."""
    healthz: Callable[[Vitals], str] | None = None
    """Why a proxy must take the bot away; empty if it need not."""
    warning: Callable[[Vitals], str] | None = None
    """What /healthz says of a bot that is well all the same."""
    metrics: Callable[[Health, int], Iterable[Family]] | None = None


def ago_of(span: timedelta) -> str:
    """A span in its largest unit: 12 s, 5 min, 3 h, 2 d."""
    seconds = max(0, round(span.total_seconds()))
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _line(key: str) -> Callable[[Writer, Health, int], list[Html]]:
    """One sentence of the catalogue, with the number."""
    return lambda w, _, n: [w.line(key, n=n)]


def _gauge(name: str, meaning: str) -> Callable[[Health, int], list[Family]]:
    """The number as a figure."""
    return lambda _, n: [figure(name, meaning, n)]


def figure(name: str, meaning: str, value: int) -> Family:
    """A gauge without labels."""
    return Family(name, meaning, "gauge", (({}, value),))


def _quarantine(h: Health) -> Iterator[DoctorLine]:
    if h.quarantine is not None and h.missing is not None:
        unread = "" if h.missing.swept else "1688's order list is not read to its end; "
        left = f"{h.missing.unknown} orders and {len(h.missing.resting)} requests to decide"
        remedy = "an admin writes /status, decides, and then /resume"
        yield DoctorLine("quarantine", Status.WARNING, f"{h.quarantine.why}; {unread}{left}", remedy)


def _quarantine_status(w: Writer, h: Health, _: int) -> list[Html]:
    if h.quarantine is None or h.missing is None:
        return []
    begun = w.line(f"health-quarantine-{h.quarantine.why}", when=w.when(h.quarantine.since))
    return [begun, *missing_lines(w, h.missing.swept, h.missing.unknown, len(h.missing.resting))]


def _buying(h: Health) -> Iterator[DoctorLine]:
    if h.paused:
        yield DoctorLine("buying", Status.WARNING, f"paused: {h.pause_reason}", "an admin writes /resume")
    else:
        yield DoctorLine("buying", Status.OK, "not paused")


def _buying_status(w: Writer, h: Health, _: int) -> Iterator[Html]:
    """That it is paused, or waits for the time, and why."""
    if h.paused:
        yield w.line("health-paused")
        if h.pause_reason:
            yield said(reason_in(w, h.pause_reason))
    if h.clock is not None:
        yield w.line("health-clock")
        yield from clock(w, h.clock)


def _dry_run(h: Health) -> Iterator[DoctorLine]:
    if h.dry_run:
        yield DoctorLine("dry run", Status.OK, "nothing is ordered, and nothing of this database ever will be")


def _journal(h: Health) -> Iterator[DoctorLine]:
    """Whether a rebuilt journal would show, and whether buying waits for its key."""
    match h.journal_key:
        case KeyState.HELD:
            yield DoctorLine("journal", Status.OK, "anchored with JOURNAL_KEY")
        case KeyState.TO_BEGIN:
            yield DoctorLine("journal", Status.OK, "the next start anchors it with JOURNAL_KEY")
        case KeyState.MISSING:
            text = "it is anchored, and JOURNAL_KEY is not set: nothing is bought"
            yield DoctorLine("journal", Status.FAILED, text, "set the key that it was begun with, and start again")
        case KeyState.OTHER:
            text = "its newest anchor was not made with this JOURNAL_KEY: nothing is bought"
            remedy = "set the key that it was begun with, and start again; see deploy/runbook/journal_key.md"
            yield DoctorLine("journal", Status.FAILED, text, remedy)


def _no_journal_key(h: Health) -> Iterator[DoctorLine]:
    if h.journal_key is KeyState.NONE:
        text = "no JOURNAL_KEY: somebody who rebuilt all of it would not be seen"
        yield DoctorLine("journal", Status.WARNING, text, "type: caigou init --journal-key")


def _reference(h: Health) -> Iterator[DoctorLine]:
    if h.blind:
        text = "1688 did not show it with the newest order: an order that is not found may exist all the same"
        remedy = "settle no doubt without a look at the orders on 1688; ask 1688 why outOrderId does not come back"
        yield DoctorLine("our reference", Status.WARNING, text, remedy)


def _outside(h: Health) -> Iterator[DoctorLine]:
    if h.outside:
        text = f"{h.outside} placed outside, never approved; they stop nothing"
        yield DoctorLine("orders placed outside", Status.OK, text)


def _copies(h: Health) -> Iterator[DoctorLine]:
    if h.copies is None:
        return
    newest, remedy = h.copies.newest, "type: caigou backup FILE"
    age = f"the newest is {ago_of(h.now - newest)} old" if newest else "none yet"
    if h.copies.error:
        yield DoctorLine("copies", Status.WARNING, f"{age}; {h.copies.error}", f"see the disk, or {remedy}")
    else:
        stale = newest is None or h.now - newest > COPY_STALE
        yield DoctorLine("copies", Status.WARNING if stale else Status.OK, age, remedy)


def _newest_copy(w: Writer, h: Health, _: int) -> Iterator[Html]:
    if h.copies is not None:
        newest = h.copies.newest
        yield w.line("health-copy", when=w.when(newest)) if newest else w.line("health-no-copy")


def _disk_warning(v: Vitals) -> str:
    """No reason to take the bot away: its database takes writes still."""
    if v.disk is None or not v.disk.low:
        return ""
    free = f"{v.disk.free / 1e6:.0f} MB are free on the disk"
    return f"{free}, too little to go on" if v.disk.too_little else free


def _disk_status(w: Writer, h: Health, _: int) -> Iterator[Html]:
    if h.disk is not None:
        yield w.line("health-disk-full" if h.disk.too_little else "health-disk-low", n=h.disk.free // 10**6)


def _disk_figures(h: Health, low: int) -> Iterator[Family]:
    if h.disk is not None:
        yield figure("disk_free_bytes", "Free space on the disk of the bot's files.", h.disk.free)
        yield figure("disk_low", "1 while somebody should make room on it.", low)


def _doubts(h: Health) -> Iterator[DoctorLine]:
    for doubt in h.in_doubt:
        since = f" since {doubt.since:%d %b %H:%M} UTC" if doubt.since else ""
        yield DoctorLine(f"doubt #{doubt.name}", Status.WARNING, f"{doubt.state.value}{since}", "see its card")
    if left := max(0, h.doubts - len(h.in_doubt)):
        yield DoctorLine("doubts", Status.WARNING, f"{left} more", "settle the older ones, or see /orders")


def _doubts_status(w: Writer, h: Health, n: int) -> Iterator[Html]:
    """How many, each of the oldest with its state and since when, and how many there is no room for."""
    yield w.line("health-doubts", n=n)
    for doubt in h.in_doubt:
        state = w.line(f"state-{dashed(doubt.state.value)}")
        since = [w.when(doubt.since)] if doubt.since else []
        yield Html(" · ".join([f"#{doubt.name}", state, *since]))
    if (left := n - len(h.in_doubt)) > 0:
        yield w.line("health-more-doubts", n=left)


def _unknown(h: Health) -> Iterator[DoctorLine]:
    if h.unknown:
        text = f"{h.unknown} on 1688 that nothing here explains"
        yield DoctorLine("unexpected orders", Status.WARNING, text, "an admin writes /status and decides")


def _unread(h: Health) -> Iterator[DoctorLine]:
    if h.unread:
        numbers = ", ".join(order.order_id for order in h.unread)
        text = f"1688's list shows them in a form that is not known: {numbers}"
        yield DoctorLine("orders", Status.WARNING, text, "look at them on the site; a newer version may read them")


def _unread_status(w: Writer, h: Health, n: int) -> Iterator[Html]:
    """How many, each of the oldest with its request, and how many there is no room for."""
    yield w.line("health-unread", n=n)
    for order in h.unread[:MOST_UNREAD]:
        request = [f"#{order.request}"] if order.request else []
        yield Html(" · ".join([*request, code(order.order_id), w.when(order.since)]))
    if n > MOST_UNREAD:
        yield w.line("health-more-unread", n=n - MOST_UNREAD)


def _failing_figures(h: Health, _: int) -> Iterator[Family]:
    failing = tuple(({"tick": tick.name}, int(bool(tick.error))) for tick in h.ticks)
    yield Family("tick_failing", "1 while the last run of a piece of work failed.", "gauge", failing)


def _idle_figures(h: Health, _: int) -> Iterator[Family]:
    ages = tuple(({"tick": tick.name}, round(tick.idle)) for tick in h.ticks)
    yield Family("tick_age_seconds", "Seconds since each work ended well, or since the start.", "gauge", ages)


def _stuck(v: Vitals) -> str:
    """A fast tick that has not succeeded for minutes, counted from the start if it never did."""
    idle = [tick for tick in v.ticks if tick.name in FAST_TICKS and tick.idle > Tick.STUCK_AFTER]
    return f"{idle[0].name} has not run for {round(idle[0].idle)} s" if idle else ""


def _calls(h: Health) -> Iterator[DoctorLine]:
    """The account of calls, and whether they are short."""
    report = h.calls
    if report is None or not report.calls_month:
        return
    text = (
        f"{report.calls_today} today, {report.calls_month} this month (about {report.forecast} by its end); "
        f"{yuan(report.confirmed)} yuan confirmed this month, {yuan(report.fen_each or Fen(0))} for each call"
    )
    short = report.thrifty | report.warned
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(report.month.items()) if number)
    remedy = "let 1688 push (WEB_LISTEN), or make WATCH_SECONDS larger"
    yield DoctorLine("1688 calls", Status.WARNING if short else Status.OK, f"{text}; this month {kinds}", remedy)


def _calls_counted(w: Writer, h: Health, _: int) -> Iterator[Html]:
    """Calls today and this month with its forecast, what was confirmed for them, and whether the bot is thrifty."""
    report = h.calls
    if report is None or not report.calls_month:
        return
    yield w.line("calls-counted", today=report.calls_today, month=report.calls_month, forecast=report.forecast)
    if report.confirmed:
        yield w.line("calls-confirmed", sum=show(report.confirmed), each=show(report.fen_each or Fen(0)))
    yield from (w.line(f"calls-thrifty-{why}") for why in sorted(report.thrifty))


def _calls_figures(h: Health, thrifty: int) -> Iterator[Family]:
    """The account of calls, and what was confirmed for them; days and months are China's."""
    report = h.calls
    if report is None:
        return
    for name, span, numbers in (("today", "today", report.today), ("month", "this month", report.month)):
        by_kind = tuple(({"kind": kind.value}, numbers.get(kind, 0)) for kind in CallKind)
        yield Family(f"1688_calls_{name}", f"Calls to 1688 {span} by what they were for.", "gauge", by_kind)
    forecast = "Calls to 1688 by the end of this month, if it goes on like this."
    yield figure("1688_calls_forecast", forecast, report.forecast)
    yield figure("confirmed_fen_month", "What was confirmed as received this month, in fen.", report.confirmed)
    yield figure("confirmed_orders_month", "Orders confirmed as received this month.", report.confirmed_orders)
    yield figure("thrifty", "1 while calls are short and what can wait is asked less often.", thrifty)


CHECKS: tuple[Check, ...] = (
    Check("settings", tried=True),
    Check("database", tried=True, healthz=lambda v: "" if v.writes else "the database cannot be written"),
    Check("standbys", tried=True),
    Check("bot", tried=True),
    Check(
        "open orders", look=lambda h: h.open_orders,
        metrics=_gauge("open_orders", "Orders that are not over."),
    ),
    Check(
        "quarantine", look=lambda h: int(h.quarantine is not None),
        doctor=_quarantine, status=_quarantine_status,
    ),
    Check(
        "buying", look=lambda h: int(h.paused or h.clock is not None),
        doctor=_buying, status=_buying_status, everyone=_buying_status,
        metrics=_gauge("paused", "1 while buying is stopped, or waits for the time."),
    ),
    Check("dry run", doctor=_dry_run),
    Check(
        "journal", look=lambda h: int(h.journal_key.waits),
        doctor=_journal, status=lambda w, h, _: [w.line(f"health-journal-{h.journal_key.value}")],
        everyone=_line("health-journal-waits"),
    ),
    Check(
        "market", look=lambda h: int(bool(h.market_error)),
        status=lambda w, h, _: [w.line("health-market"), said(h.market_error)], everyone=_line("health-market-away"),
    ),
    Check(
        "reference", look=lambda h: int(h.blind),
        doctor=_reference, status=_line("health-blind"),
        metrics=_gauge("reference_missing", "1 while 1688 does not show our reference with orders."),
    ),
    Check(
        "outbox", look=lambda h: h.waiting_messages,
        below=_line("health-waiting"),
        metrics=_gauge("outbox_waiting", "Messages that are owed and not sent."),
    ),
    Check(
        "outside", look=lambda h: h.outside,
        doctor=_outside, below=lambda w, _, n: [w.line("health-outside", n=n)] if n else [],
        metrics=_gauge("outside", "Orders placed outside that nobody has decided on."),
    ),
    Check(
        "copies", look=lambda h: int(h.copies is not None and bool(h.copies.error)),
        tried=True, doctor=_copies, below=_newest_copy,
        status=lambda w, h, _: [w.line("health-copy-failed"), said(h.copies.error if h.copies else "")],
    ),
    Check(
        "disk", look=lambda h: int(h.disk is not None and h.disk.low),
        tried=True, status=_disk_status, warning=_disk_warning, metrics=_disk_figures,
    ),
    Check(
        "doubts", look=lambda h: h.doubts,
        doctor=_doubts, status=_doubts_status,
        metrics=_gauge("doubts", "Orders of which nobody knows yet whether they exist."),
    ),
    Check(
        "unknown", look=lambda h: h.unknown,
        doctor=_unknown, status=_line("health-unknown"),
        metrics=_gauge("unknown_orders", "Orders that should not exist and that nobody has dealt with."),
    ),
    Check(
        "dead updates", look=lambda h: h.dead_updates,
        tried=True, status=_line("health-dead-updates"),
        metrics=_gauge("dead_updates", "Updates that were given up."),
    ),
    Check(
        "dead messages", look=lambda h: h.dead_messages,
        tried=True, status=_line("health-dead-messages"),
        metrics=_gauge("dead_messages", "Messages that were given up."),
    ),
    Check(
        "unread", look=lambda h: len(h.unread),
        doctor=_unread, status=_unread_status,
        metrics=_gauge("unread_orders", "Orders of ours that 1688's list shows in an unknown form."),
    ),
    Check(
        "jobs that fail", look=lambda h: sum(bool(tick.error) for tick in h.ticks),
        status=_line("health-jobs-failed"), metrics=_failing_figures,
    ),
    Check(
        "jobs that are late", look=lambda h: sum(tick.late for tick in h.ticks),
        status=_line("health-jobs-late"), healthz=_stuck, metrics=_idle_figures,
    ),
    Check(
        "no journal key", look=lambda h: int(h.journal_key is KeyState.NONE),
        doctor=_no_journal_key, below=lambda w, _, n: [w.line("health-journal-none")] if n else [],
    ),
    Check(
        "calls", look=lambda h: int(h.calls is not None and bool(h.calls.thrifty)),
        doctor=_calls, below=_calls_counted,
        metrics=_calls_figures,
    ),
    Check("rates", below=lambda w, h, _: [line for team in h.old_rates for line in rate_line(w, team, h.now)]),
    Check("Telegram", tried=True, healthz=lambda v: v.deaf),
    Check("1688", tried=True),
)  # fmt: skip
"""In the order in which people read them: what stops buying comes first."""
