"""The checks of `caigou doctor` on what the database says of a running bot, and of what waits for a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.ledger.dead_letters import Letter
from bot.desk.operations.health import LATE
from bot.desk.shared.values import DiskRoom, Health, Tick
from bot.doctor.check import Check, Status, ago_of
from bot.purchasing.calls import CallReport
from bot.purchasing.holds import KeyState
from bot.purchasing.money import Fen, yuan

COPY_STALE = timedelta(hours=3)


def check_life(stamped: datetime | None, ticks: Sequence[Tick], now: datetime) -> list[Check]:
    """Whether a bot runs on the database, and which of its ticks fail."""
    if stamped is None:
        return [Check("bot", Status.WARNING, "it has not run on this database yet", "type: caigou run")]
    ago = f"{ago_of(now - stamped)} ago"
    if now - stamped > LATE:
        return [Check("bot", Status.WARNING, f"it does not run; its last tick was {ago}", "type: caigou run")]
    told = ", ".join(f"{tick.name} {_age(tick, now)}" for tick in ticks)
    alive = Check("bot", Status.OK, f"it runs; its ticks were looked at {ago}, each ran last: {told}")
    failing = [Check(f"tick {tick.name}", Status.WARNING, tick.error, "see its log") for tick in ticks if tick.error]
    return [alive, *failing]


def check_health(health: Health, letters: Sequence[Letter]) -> list[Check]:
    """What waits for a person (quarantine, pause, unclear and unknown orders, dead letters), and the copies."""
    checks = _quarantine(health)
    if health.paused:
        checks.append(Check("buying", Status.WARNING, f"paused: {health.pause_reason}", "an admin writes /resume"))
    else:
        checks.append(Check("buying", Status.OK, "not paused"))
    for doubt in health.in_doubt:
        since = f" since {doubt.since:%d %b %H:%M} UTC" if doubt.since else ""
        checks.append(Check(f"doubt #{doubt.name}", Status.WARNING, f"{doubt.state.value}{since}", "see its card"))
    if health.doubts > len(health.in_doubt):
        left = f"{health.doubts - len(health.in_doubt)} more"
        checks.append(Check("doubts", Status.WARNING, left, "settle the older ones, or see /orders"))
    if health.unknown:
        told = f"{health.unknown} on 1688 that nothing here explains"
        checks.append(Check("unexpected orders", Status.WARNING, told, "an admin writes /status and decides"))
    if health.unread:
        told = (
            f"1688's list shows them in a form that is not known: {', '.join(each.order_id for each in health.unread)}"
        )
        checks.append(Check("orders", Status.WARNING, told, "look at them on the site; a newer version may read them"))
    if health.outside:
        told = f"{health.outside} placed outside, never approved; they stop nothing"
        checks.append(Check("orders placed outside", Status.OK, told))
    checks += [_journal(health.journal_key), *_echo(health), *map(_letter, letters)]
    return [*checks, *_copies(health), *_calls(health.calls)]


def _journal(state: KeyState) -> Check:
    """Whether a rebuilt journal would show, and whether buying waits for its key."""
    match state:
        case KeyState.HELD:
            return Check("journal", Status.OK, "anchored with JOURNAL_KEY")
        case KeyState.TO_BEGIN:
            return Check("journal", Status.OK, "the next start anchors it with JOURNAL_KEY")
        case KeyState.NONE:
            told = "no JOURNAL_KEY: somebody who rebuilt all of it would not be seen"
            return Check("journal", Status.WARNING, told, "type: caigou init --journal-key")
        case KeyState.MISSING:
            told = "it is anchored, and JOURNAL_KEY is not set: nothing is bought"
            return Check("journal", Status.FAILED, told, "set the key that it was begun with, and start again")
        case KeyState.OTHER:
            told = "its newest anchor was not made with this JOURNAL_KEY: nothing is bought"
            remedy = "set the key that it was begun with, and start again; see deploy/runbook/journal_key.md"
            return Check("journal", Status.FAILED, told, remedy)


def _echo(health: Health) -> list[Check]:
    if not health.blind:
        return []
    text = "1688 did not show it with the newest order: an order that is not found may exist all the same"
    remedy = "settle no doubt without a look at the orders on 1688; ask 1688 why outOrderId does not come back"
    return [Check("our reference", Status.WARNING, text, remedy)]


def _quarantine(health: Health) -> list[Check]:
    left = health.missing
    if health.quarantine is None or left is None:
        return []
    unread = "" if left.swept else "1688's order list is not read to its end; "
    text = f"{health.quarantine.why}; {unread}{left.unknown} orders and {len(left.resting)} requests to decide"
    return [Check("quarantine", Status.WARNING, text, "an admin writes /status, decides, and then /resume")]


def _calls(report: CallReport | None) -> list[Check]:
    """The account of calls, and whether they are short."""
    if report is None or not report.calls_month:
        return []
    text = (
        f"{report.calls_today} today, {report.calls_month} this month (about {report.forecast} by its end); "
        f"{yuan(report.confirmed)} yuan confirmed this month, {yuan(report.fen_each or Fen(0))} for each call"
    )
    short = report.thrifty | report.warned
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(report.month.items()) if number)
    remedy = "let 1688 push (WEB_LISTEN), or make WATCH_SECONDS larger"
    return [Check("1688 calls", Status.WARNING if short else Status.OK, f"{text}; this month {kinds}", remedy)]


def _letter(letter: Letter) -> Check:
    way = "from" if letter.received else "to"
    text = f"{letter.at:%d %b %H:%M} UTC {way} {letter.chat_id}: {letter.error}"
    return Check(f"dead letter {letter.id}", Status.WARNING, text, "an admin writes /status: send again, or read")


def _copies(health: Health) -> list[Check]:
    copies = health.copies
    if copies is None:
        return []
    age = f"the newest is {ago_of(health.now - copies.newest)} old" if copies.newest else "none yet"
    if copies.error:
        return [Check("copies", Status.WARNING, f"{age}; {copies.error}", "see the disk, or type: caigou backup FILE")]
    stale = copies.newest is None or health.now - copies.newest > COPY_STALE
    return [Check("copies", Status.WARNING if stale else Status.OK, age, "type: caigou backup FILE")]


def check_disk(disk: DiskRoom | None) -> list[Check]:
    """Whether there is room for the next copies; on PostgreSQL whether there is room for the bot's own small files."""
    if disk is None:
        return [Check("disk", Status.WARNING, "its free space cannot be told", "see that its folder is there: df -h")]
    free = f"{_size(disk.free)} free"
    if disk.copy is not None:
        text = f"{free}, a copy of the database takes {_size(disk.copy)} while it is made"
    else:
        text = f"{free} for the bot's own files; copies, and the room for them, are the work of PostgreSQL's server"
    status = Status.FAILED if disk.too_little else Status.WARNING if disk.low else Status.OK
    return [Check("disk", status, text, "free some space on it; without room no copy is made, and then nothing works")]


def check_newest_copy(name: str, size: int, fault: str) -> list[Check]:
    """Whether the newest copy can be read to its end; `size` in bytes, `fault` a sentence, empty if there is none."""
    if not fault:
        return [Check("newest copy", Status.OK, f"{name}, {_size(size)}, reads as it was written")]
    return [Check("newest copy", Status.FAILED, fault, "type: caigou backup FILE; then see the disk")]


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def _age(tick: Tick, now: datetime) -> str:
    return f"{ago_of(now - tick.last_run)} ago" if tick.last_run else "never"
