"""Shows the bot's health: what waits, what failed, when it last looked."""

from dataclasses import replace

from bot.cards import calls
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text
from bot.cards.blocks.links import open_in_private
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, gap, reason_in, rows, said
from bot.cards.notices.notice_parts import clock
from bot.cards.orders.admin_decisions import missing_lines
from bot.desk.shared.values import DiskRoom, Doubtful, Health, Tick
from bot.purchasing.journal_key import KeyState

MOST_UNREAD = 10
ASK_1688 = 2
"""The part of the report that a button shows once 1688 was asked anew."""


def health(h: Health, language: str, *, admin: bool, owner: bool = False) -> View:
    """Says that all is well, or what needs somebody; admins read what it is, an admin of the settings settles it."""
    w = Writer(language, h.now)
    troubles = _troubles(w, h)
    lines = [w.head(NEEDS_YOU if troubles else DONE, None, "health-trouble" if troubles else "health-well")]
    lines += troubles if admin else _for_all(w, h, troubles)
    lines += [gap(), w.line("health-orders", n=h.open_orders)]
    lines.append(w.line("health-watch", when=w.when(h.last_watch)) if h.last_watch else w.line("health-no-watch"))
    asks = w.button("ask-1688", Code(ButtonAction.HEALTH, (ASK_1688,))) if h.market_error else None
    if not admin:
        return View(join(lines), rows([asks]))
    lines += [w.line("health-waiting", n=h.waiting_messages)]
    lines += [w.line("health-outside", n=h.outside)] if h.outside else []
    if h.copies is not None:
        newest = h.copies.newest
        lines.append(w.line("health-copy", when=w.when(newest)) if newest else w.line("health-no-copy"))
    lines += [w.line("health-journal-none")] if h.journal_key is KeyState.NONE else []
    lines += calls.summary(w, h.calls) if h.calls is not None else []
    return View(join(lines), (*rows([asks]), *_buttons(w, h, owner)))


def in_group(h: Health, language: str, username: str) -> View:
    """What a group reads, with the link by which an admin goes on in private."""
    more = open_in_private(Writer(language), "status-more", username, "status")
    return replace(health(h, language, admin=False), keyboard=rows([more]))


def jobs(h: Health, language: str) -> View:
    """How many regular jobs ran as they should, and which are late or failed, for admins."""
    w = Writer(language, h.now)
    asked = calls.by_kind(w, h.calls) if h.calls is not None else []
    ill = [tick for tick in h.ticks if tick.error or tick.late or tick.last_run is None]
    lines = [*asked, *([gap()] if asked else []), w.line("health-jobs-well", n=len(h.ticks) - len(ill))]
    lines += [gap(), w.line("health-jobs-ill"), *(line for tick in ill for line in _tick(w, tick))] if ill else []
    return View(join(lines), rows([w.button("back", Code(ButtonAction.HEALTH, (0,)))]))


def _for_all(w: Writer, h: Health, troubles: list[Html]) -> list[Html]:
    """What concerns somebody who cannot mend it: whether it is bought, and whether 1688 answers."""
    lines = [*_paused(w, h), *_clock(w, h)]
    lines += [w.line("health-journal-waits")] if h.journal_key.waits else []
    lines += [w.line("health-market-away")] if h.market_error else []
    return lines or ([w.line("health-unwell")] if troubles else [])


def _troubles(w: Writer, h: Health) -> list[Html]:
    lines = [*_quarantine(w, h), *_paused(w, h), *_clock(w, h)]
    lines += [w.line(f"health-journal-{h.journal_key.value}")] if h.journal_key.waits else []
    if h.market_error:
        lines += [w.line("health-market"), said(h.market_error)]
    lines += [w.line("health-blind")] if h.blind else []
    if h.copies is not None and h.copies.error:
        lines += [w.line("health-copy-failed"), said(h.copies.error)]
    lines += _disk(w, h.disk)
    counts = {
        "doubts": h.doubts,
        "unknown": h.unknown,
        "dead-updates": h.dead_updates,
        "dead-messages": h.dead_messages,
    }
    for name, count in counts.items():
        lines += [w.line(f"health-{name}", n=count)] if count else []
        lines += _doubts(w, h) if name == "doubts" else []
    failing, late = (sum(bool(tick.error) for tick in h.ticks), sum(tick.late for tick in h.ticks))
    lines += [*_unread(w, h), *([w.line("health-jobs-failed", n=failing)] if failing else [])]
    return [*lines, *([w.line("health-jobs-late", n=late)] if late else [])]


def _paused(w: Writer, h: Health) -> list[Html]:
    """That buying is stopped, and why."""
    if not h.paused:
        return []
    return [w.line("health-paused"), *([said(reason_in(w, h.pause_reason))] if h.pause_reason else [])]


def _clock(w: Writer, h: Health) -> list[Html]:
    """That buying waits for the time, and why."""
    return [w.line("health-clock"), *clock(w, h.clock)] if h.clock is not None else []


def _disk(w: Writer, disk: DiskRoom | None) -> list[Html]:
    if disk is None or not disk.low:
        return []
    return [w.line("health-disk-full" if disk.too_little else "health-disk-low", n=disk.free // 10**6)]


def _unread(w: Writer, h: Health) -> list[Html]:
    """Each of our orders that 1688's list does not tell, oldest first, and how many there is no room for."""
    if not h.unread:
        return []
    lines = [w.line("health-unread", n=len(h.unread))]
    for each in h.unread[:MOST_UNREAD]:
        request = [f"#{each.request}"] if each.request else []
        lines.append(Html(" · ".join([*request, code(each.order_id), w.when(each.since)])))
    left = len(h.unread) - MOST_UNREAD
    return [*lines, *([w.line("health-more-unread", n=left)] if left > 0 else [])]


def _quarantine(w: Writer, h: Health) -> list[Html]:
    left = h.missing
    if h.quarantine is None or left is None:
        return []
    since = w.when(h.quarantine.since)
    return [
        w.line(f"health-quarantine-{h.quarantine.why}", when=since),
        *missing_lines(w, left.swept, left.unknown, len(left.resting)),
    ]


def _doubts(w: Writer, h: Health) -> list[Html]:
    """Each of them, the oldest first, and how many there is no room for."""
    left = h.doubts - len(h.in_doubt)
    return [*(_doubt(w, each) for each in h.in_doubt), *([w.line("health-more-doubts", n=left)] if left > 0 else [])]


def _doubt(w: Writer, doubt: Doubtful) -> Html:
    """Which request, how much is known of it, since when."""
    state = w.line(f"state-{doubt.state.value.replace('_', '-')}")
    since = [w.when(doubt.since)] if doubt.since else []
    return Html(" · ".join([f"#{doubt.name}", state, *since]))


def _tick(w: Writer, tick: Tick) -> list[Html]:
    ran = w.when(tick.last_run) if tick.last_run else w.line("never")
    line = Html(f"{text(tick.name, 40)} · {ran}")
    return [line, said(tick.error)] if tick.error else [line]


def _buttons(w: Writer, h: Health, owner: bool) -> Keyboard:
    """Buttons that lead to what can be settled here, and to the regular jobs."""
    unknown = owner and (h.unknown or h.outside or h.quarantine)
    decide = w.button("decide-unknown", Code(ButtonAction.UNKNOWN_ORDERS, (0,))) if unknown else None
    letters = (
        w.button("settle-letters", Code(ButtonAction.LETTERS, (0,))) if h.dead_updates or h.dead_messages else None
    )
    return rows([decide], [letters], [w.button("status-more", Code(ButtonAction.HEALTH, (1,)))])
