"""Is the bot well: what waits, what failed, when it last looked."""

from bot.chat.cards.writer import DONE, NEEDS_YOU, Writer, gap, said
from bot.chat.html import Html, join, text
from bot.chat.view import View
from bot.desk.values import Health, Tick


def health(h: Health, language: str) -> View:
    """All well, or what needs somebody."""
    w = Writer(language, h.now)
    troubles = _troubles(w, h)
    lines = [w.head(NEEDS_YOU if troubles else DONE, None, "health-trouble" if troubles else "health-well"), *troubles]
    lines += [gap(), w.line("health-orders", n=h.open_orders), w.line("health-waiting", n=h.waiting_messages)]
    lines.append(w.line("health-watch", when=w.when(h.last_watch)) if h.last_watch else w.line("health-no-watch"))
    for tick in h.ticks:
        lines += _tick(w, tick)
    return View(join(lines))


def _troubles(w: Writer, h: Health) -> list[Html]:
    lines: list[Html] = []
    if h.paused:
        lines += [w.line("health-paused"), *([said(h.pause_reason)] if h.pause_reason else [])]
    if h.market_error:
        lines += [w.line("health-market"), said(h.market_error)]
    counts = {"doubts": h.doubts, "ghosts": h.ghosts, "dead-updates": h.dead_updates, "dead-messages": h.dead_messages}
    lines += [w.line(f"health-{name}", n=count) for name, count in counts.items() if count]
    return lines + [w.line("health-tick-failed", name=tick.name) for tick in h.ticks if tick.error]


def _tick(w: Writer, tick: Tick) -> list[Html]:
    ran = w.when(tick.last_run) if tick.last_run else w.line("never")
    line = Html(f"{text(tick.name, 40)} · {ran}")
    return [line, said(tick.error)] if tick.error else [line]
