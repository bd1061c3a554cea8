"""Shows the account of calls to 1688: how many, what was confirmed for them, and when they are short."""

from bot.cards.blocks.html import Html
from bot.cards.blocks.writer import Writer, gap, show
from bot.purchasing.calls import CallReport, Shortage
from bot.purchasing.money import Fen
from bot.purchasing.notices.operations import CallsNotice


def summary(w: Writer, report: CallReport) -> list[Html]:
    """Calls today and this month with its forecast, what was confirmed for them, and whether the bot is thrifty."""
    if not report.calls_month:
        return []
    lines = [w.line("calls-counted", today=report.calls_today, month=report.calls_month, forecast=report.forecast)]
    if report.confirmed:
        lines.append(w.line("calls-confirmed", sum=show(report.confirmed), each=show(report.fen_each or Fen(0))))
    return [*lines, *(w.line(f"calls-thrifty-{why}") for why in sorted(report.thrifty))]


def by_kind(w: Writer, report: CallReport) -> list[Html]:
    """Calls of each kind, today and this month, the most first."""
    counted = sorted(report.month.items(), key=lambda each: (-each[1], each[0]))
    lines = [
        w.line(f"calls-of-{kind}", today=report.today.get(kind, 0), month=number) for kind, number in counted if number
    ]
    return [w.line("calls-head"), gap(), *lines] if lines else []


def of_limit(w: Writer, m: CallsNotice) -> list[Html]:
    """How far it is to the limit."""
    if m.why == Shortage.DAY:
        return [w.line("calls-of-day", calls=m.calls, limit=m.limit)]
    return [w.line("calls-of-yuan", calls=m.calls, each=show(Fen(m.fen_each)), wanted=show(Fen(m.wanted)))]
