"""Shows what was bought in a period: its sums beside those before, by group; what is open; and the picture of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from babel.dates import format_date

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, plain, text, units, whole
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, dotted, grid, press, rows, show
from bot.desk.tracking.reports import Counted, Report
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportFold, ReportGroup

CAPTION_UNITS = 1000
"""The longest text below a picture is 1,024 UTF-16 units; a mark may stand before it."""
MOST = 10
"""Groups that are named."""
_WIDTHS, _TAG_WIDTH = (28, 20, 12, 6), 24
"""How many columns a name takes: the first one with which all of it can stand below the picture."""
_KINDS, _GROUPS = tuple(PeriodKind), tuple(ReportGroup)
_MOST_TAGS = 6
_MONTHS = {"en": "LLLL y", "zh": "y年M月", "ru": "LLLL y"}


class Bars(NamedTuple):
    """What the picture shows: these sums, those that they are compared with, and the label below each."""

    now: Sequence[Fen]
    before: Sequence[Fen]
    labels: Sequence[str]


def report_card(found: Report, language: str, now: datetime) -> View:
    """The report as it stands below its picture, with buttons for another period, another group, a tag, the sheet."""
    w = Writer(language, now)
    for width in _WIDTHS:
        lines = [*_head(w, found), *_sums(w, found), *_groups(w, found, width), *_open(w, found)]
        lines += sums.as_of(w, found.told)
        if units(plain("\n".join(lines))) <= CAPTION_UNITS:
            break
    return View(join(lines, CAPTION_UNITS), _buttons(w, found))


def report_bars(found: Report) -> Bars:
    """By days, weeks or months; or the groups as the card numbers them."""
    if found.ask.group is ReportGroup.TIME:
        steps = found.now.steps
        monthly = len(steps) > 1 and (steps[-1] - steps[-2]).days > 7
        labels = [f"{each:%m.%y}" if monthly else f"{each:%d.%m}" for each in steps]
        return Bars(found.now.bars, found.before.bars, labels)
    first = found.now.first(MOST)
    before = [found.before.groups.get(key, Fen(0)) for key, _ in first]
    return Bars([cost for _, cost in first], before, [str(number) for number, _ in enumerate(first, 1)])


def ask_of(kind: int, first: int, days: int, group: int, tag: str = "") -> ReportAsk:
    """What a button asks for."""
    day, of = date.fromordinal(first), _KINDS[kind % len(_KINDS)]
    period = Period.of(of, day)
    if of is PeriodKind.SPAN:
        period = Period(of, day, date.fromordinal(first + max(days, 1) - 1))
    return ReportAsk(period, _GROUPS[group % len(_GROUPS)], tag)


def _head(w: Writer, found: Report) -> list[Html]:
    """The period and its zone, what it is compared with, and the only tag."""
    ask = found.ask
    named = w.line("report-of-tag", tag=brief(ask.tag, _TAG_WIDTH)) if ask.tag else ""
    days = _days(w, found.now.period)
    return [
        w.head("", None, "report-head", period=_name(w, ask.period, days)),
        dotted([days if ask.period.kind in (PeriodKind.WEEK, PeriodKind.MONTH) else "", text(found.zone), named]),
        w.line("report-before", days=_days(w, found.before.period)),
    ]


def _name(w: Writer, period: Period, days: Html) -> Html:
    if period.kind is PeriodKind.MONTH:
        return whole(text(format_date(period.first, _MONTHS[w.language], locale=w.language)))
    return w.line("report-of-week", days=days) if period.kind is PeriodKind.WEEK else days


def _days(w: Writer, period: Period) -> Html:
    first = sums.day(w, period.first, past=True)
    return first if period.days == 1 else Html(f"{first} – {sums.day(w, period.last, past=True)}")


def _sums(w: Writer, found: Report) -> list[Html]:
    now, before = found.now.sums, found.before.sums
    lines = []
    if found.asked is not None:
        asked, earlier = found.asked
        lines.append(w.line("report-asked", n=asked.n, total=_moved(asked.total, earlier.total)))
    if not now.orders:
        return [*lines, w.line("report-nothing")]
    lines += [
        w.line("report-ordered", total=_moved(now.ordered, before.ordered)),
        w.line("report-paid", total=_moved(now.paid, before.paid)),
    ]
    lines += [w.line("report-back", total=_moved(now.back, before.back))] if now.back or before.back else []
    lines += [w.line("report-other", total=_moved(now.other, before.other))] if now.other or before.other else []
    foreign = _foreign(w, found.now)
    lines.append(w.line("report-cost", total=Html(f"{sums.total(now.cost, foreign)}{_change(now.cost, before.cost)}")))
    lines.append(w.line("report-pieces", pieces=w.pieces(now.pieces), n=now.orders))
    return lines


def _moved(now: Fen, before: Fen) -> Html:
    return Html(f"{show(now)}{_change(now, before)}")


def _change(now: Fen, before: Fen) -> str:
    """` (+5.8 %)` behind a sum; nothing if there was nothing before."""
    return f" ({sums.percent_of(before, now)})" if before > 0 else ""


def _foreign(w: Writer, fold: ReportFold) -> str:
    """` ≈ $ 119.60`: each order at the rate of its day; nothing if there were several currencies, or not always one."""
    if len(fold.foreign) != 1 or fold.unrated:
        return ""
    ((currency, value),) = fold.foreign.items()
    return sums.in_currency(w, value, currency)


def _groups(w: Writer, found: Report, width: int) -> list[Html]:
    group, fold = found.ask.group, found.now
    if group is ReportGroup.TIME or not fold.groups:
        return []
    first, lines = fold.first(MOST), [Html(""), w.line(f"report-by-{group.value}")]
    for number, (key, cost) in enumerate(first, 1):
        name = w.named(brief(fold.names[key], width)) if fold.names[key] else w.line("report-none")
        lines.append(Html(f"{number}. {name} · {_moved(cost, found.before.groups.get(key, Fen(0)))}"))
    left = len(fold.groups) - len(first)
    rest = Fen(fold.sums.cost - sum_fen(cost for _, cost in first))
    return [*lines, *([w.line("report-rest", n=left, total=show(rest))] if left else [])]


def _open(w: Writer, found: Report) -> list[Html]:
    """What is open now, whatever the period."""
    if found.open is None:
        return []
    parts = [_counted(w, name, each) for name, each in found.open._asdict().items() if each.n]
    return [Html(""), w.line("report-open"), *parts] if parts else [Html(""), w.line("report-nothing-open")]


def _counted(w: Writer, name: str, each: Counted) -> Html:
    return w.line(f"report-open-{name.replace('_', '-')}", n=each.n, total=show(each.total))


def _buttons(w: Writer, found: Report) -> Keyboard:
    ask, period, today = found.ask, found.ask.period, found.today
    on = press("▶", _code(period.after, ask.group, ask.tag)) if period.last < today else None
    turn = [press("◀", _code(period.before, ask.group, ask.tag)), on]
    day = min(period.last, today)
    kinds = []
    for kind in (PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH):
        label = w.label(f"report-{kind.value}")
        kinds.append(_chosen(label, _code(Period.of(kind, day), ask.group, ask.tag), kind is period.kind))
    groups = []
    for group in _GROUPS[1:]:
        to = ReportGroup.TIME if group is ask.group else group
        label = w.label(f"report-{group.value}")
        groups.append(_chosen(label, _code(period, to, ask.tag), group is ask.group))
    first = found.now.first(_MOST_TAGS) if ask.group is ReportGroup.TAG and not ask.tag else []
    tags = [found.now.names[key] for key, _ in first if key]
    named = [press(plain(brief(each, _TAG_WIDTH)), _code(period, ReportGroup.TIME, each)) for each in tags]
    every = [w.button("report-every-tag", _code(period, ask.group))] if ask.tag else []
    sheet = w.button("report-sheet", _code(period, ask.group, ask.tag, ButtonAction.REPORT_SHEET))
    return rows(turn, kinds) + grid(groups, 4) + grid(named, 3) + rows([*every, sheet])


def _chosen(label: str, code: Code, chosen: bool) -> Button | None:
    return press(f"• {label}" if chosen else label, code)


def _code(period: Period, group: ReportGroup, tag: str = "", action: ButtonAction = ButtonAction.REPORT) -> Code:
    """The report of this; of a tag that is too long for a button its beginning."""
    days = period.days if period.kind is PeriodKind.SPAN else 0
    about = (_KINDS.index(period.kind), period.first.toordinal(), days, _GROUPS.index(group))
    code, kept = Code(action, (*about, tag) if tag else about), tag.removesuffix("…")
    while not code.fits:
        kept = kept[:-1]
        code = Code(action, (*about, f"{kept}…"))
    return code
