"""Shows what was bought in a period: its sums beside those before, by group; what is open; and the picture of it."""

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, plain, text, units, whole
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, dashed, dotted, grid, press, rows, show
from bot.desk.money.reports import Report
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.orders.tags import tag_mark, without_mark
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportGroup

CAPTION_UNITS = 1000
"""The longest text below a picture is 1,024 UTF-16 units; a mark may stand before it."""
MOST = 10
"""Groups that are named."""
_WIDTHS, _TAG_WIDTH = (28, 20, 12, 6), 24
"""How many columns a name takes: the first one with which all of it can stand below the picture."""
_KINDS, _GROUPS = tuple(PeriodKind), tuple(ReportGroup)
_MOST_TAGS = 6
_MONTHS = {"en": "LLLL y", "zh": "y年M月", "ru": "LLLL y"}


def report_card(found: Report, language: str, now: datetime) -> View:
    """The report as it stands below its picture, with buttons for another period, another group, a tag, the sheet."""
    w = Writer(language, now)
    for width in _WIDTHS:
        lines = [*_head(w, found), *_sums(w, found), *_groups(w, found, width), *_open(w, found)]
        lines += sums.as_of(w, found.told)
        if units(plain("\n".join(lines))) <= CAPTION_UNITS:
            break
    return View(join(lines, CAPTION_UNITS), _buttons(w, found))


def report_bars(found: Report) -> tuple[Sequence[Fen], Sequence[Fen], Sequence[str]]:
    """What the picture shows: sums, those that they are compared with, and the label below each.

    They are by days, weeks or months; or of the groups as the card numbers them.
    """
    if found.ask.group is ReportGroup.TIME:
        steps = found.now.steps
        monthly = len(steps) > 1 and (steps[-1] - steps[-2]).days > 7
        labels = [f"{each:%m.%y}" if monthly else f"{each:%d.%m}" for each in steps]
        return found.now.bars, found.before.bars, labels
    first = found.now.first(MOST)
    before = [found.before.groups.get(key, Fen(0)) for key, _ in first]
    return [cost for _, cost in first], before, [str(number) for number, _ in enumerate(first, 1)]


def ask_of(kind: int, first: int, days: int, group: int, tag: str = "") -> ReportAsk:
    """What a button asks for."""
    day, of = date.fromordinal(first), _KINDS[kind % len(_KINDS)]
    last = date.fromordinal(first + max(days, 1) - 1)
    period = Period(of, day, last) if of is PeriodKind.SPAN else Period.of(of, day)
    return ReportAsk(period, _GROUPS[group % len(_GROUPS)], tag)


def _head(w: Writer, found: Report) -> list[Html]:
    """The period and its zone, what it is compared with, and the only tag."""
    ask = found.ask
    tag = w.line("of-tag", tag=brief(without_mark(ask.tag), _TAG_WIDTH)) if ask.tag else ""
    days, before = (sums.days(w, each.first, each.last) for each in (ask.period, found.before.period))
    name, shown = days, ""
    if ask.period.kind is PeriodKind.WEEK:
        name, shown = w.line("report-of-week", days=days), days
    elif ask.period.kind is PeriodKind.MONTH:
        name, shown = whole(text(format_date(ask.period.first, _MONTHS[w.language], locale=w.language))), days
    return [
        w.head("", None, "report-head", period=name),
        dotted([shown, text(found.zone), tag]),
        w.line("report-before", days=before),
    ]


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
    foreign = ""  # each order at the rate of its day, if all of them have one in the same currency
    if len(found.now.foreign) == 1 and not found.now.unrated:
        ((currency, value),) = found.now.foreign.items()
        foreign = sums.in_currency(w, value, currency)
    lines.append(w.line("report-cost", total=Html(f"{sums.total(now.cost, foreign)}{_change(now.cost, before.cost)}")))
    lines.append(w.line("report-pieces", pieces=w.pieces(now.pieces), n=now.orders))
    return lines


def _moved(now: Fen, before: Fen) -> Html:
    return Html(f"{show(now)}{_change(now, before)}")


def _change(now: Fen, before: Fen) -> str:
    """` (+5.8 %)` behind a sum; nothing if there was nothing before."""
    return f" ({sums.percent_of(before, now)})" if before > 0 else ""


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
    parts = [
        w.line(f"report-open-{dashed(name)}", n=each.n, total=show(each.total))
        for name, each in found.open._asdict().items() if each.n
    ]  # fmt: skip
    return [Html(""), w.line("report-open"), *parts] if parts else [Html(""), w.line("report-nothing-open")]


def _buttons(w: Writer, found: Report) -> Keyboard:
    ask, period, today = found.ask, found.ask.period, found.today

    def choice(each: PeriodKind | ReportGroup, of: Period, group: ReportGroup) -> Button | None:
        label, chosen = w.label(f"report-{each.value}"), each in (period.kind, ask.group)
        return press(f"• {label}" if chosen else label, _code(of, group, ask.tag))

    on = press("▶", _code(period.after, ask.group, ask.tag)) if period.last < today else None
    turn = [press("◀", _code(period.before, ask.group, ask.tag)), on]
    day = min(period.last, today)
    kinds = [choice(each, Period.of(each, day), ask.group) for each in _KINDS[:3]]
    groups = [choice(each, period, ReportGroup.TIME if each is ask.group else each) for each in _GROUPS[1:]]
    first = found.now.first(_MOST_TAGS) if ask.group is ReportGroup.TAG and not ask.tag else []
    tags = [found.now.names[key] for key, _ in first if key]
    named = [press(plain(brief(each, _TAG_WIDTH)), _code(period, ReportGroup.TIME, each)) for each in tags]
    every = [w.button("report-every-tag", _code(period, ask.group))] if ask.tag else []
    sheet = w.button("report-sheet", _code(period, ask.group, ask.tag, ButtonAction.REPORT_SHEET))
    return rows(turn, kinds) + grid(groups, 4) + grid(named, 3) + rows([*every, sheet])


def _code(period: Period, group: ReportGroup, tag: str = "", action: ButtonAction = ButtonAction.REPORT) -> Code:
    """The report of this; of a tag that is too long for a button its beginning with its mark."""
    days = period.days if period.kind is PeriodKind.SPAN else 0
    about = (_KINDS.index(period.kind), period.first.toordinal(), days, _GROUPS.index(group))
    begins, _, mark = tag.partition("  ")
    end = "" if tag.endswith("…") else f"  {mark or tag_mark(tag)}"
    code, kept = Code(action, (*about, tag) if tag else about), begins.removesuffix("…")
    while not code.fits:
        kept = kept[:-1]
        code = Code(action, (*about, f"{kept}…{end}"))
    return code
