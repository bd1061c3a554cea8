"""Reads what is typed behind `/report` in any of the languages: of which days, by what, and of which tag."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.purchasing.approval.team import folded
from bot.purchasing.orders.tags import TAG_WORD
from bot.purchasing.text import one_line
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportGroup

LONGEST, _LATER = timedelta(days=3660), timedelta(days=364)
"""The longest period, and how much later than its first day a last day without a year can be: less than a year."""
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_MONTHS = (
    "january январь января", "february февраль февраля", "march март марта", "april апрель апреля", "may май мая",
    "june июнь июня", "july июль июля", "august август августа", "september сентябрь сентября",
    "october октябрь октября", "november ноябрь ноября", "december декабрь декабря",
)  # fmt: skip
_YEAR, _NAME, _D, _M = r"(?P<year>\d{4})", r"(?P<name>[^\W\d_]+)\.?", r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_DAY_FORMS = tuple(map(re.compile, (
    rf"{_YEAR}-{_M}-{_D}", rf"{_D}\.{_M}(?:\.{_YEAR})?", rf"{_D} {_NAME}(?: {_YEAR})?",
    rf"{_NAME} {_D}(?:,? {_YEAR})?", rf"(?:{_YEAR} ?年)? ?{_M} ?月 ?{_D} ?[日号]",
)))  # fmt: skip
_MONTH_FORMS = tuple(
    map(re.compile, (rf"{_YEAR}-{_M}", rf"{_NAME}(?: {_YEAR})?", rf"(?:{_YEAR} ?年)? ?{_M} ?月(?:份)?"))
)
_YEAR_FORM = re.compile(rf"{_YEAR}(?: ?(?:年|год))?")
_BETWEEN = re.compile(r" (?:-|to|until|по|до) | ?[–—至到] ?|(?<=[日号]) ?- ?| (?=\d{4}-\d\d)")
_TAG = re.compile(rf"{TAG_WORD}(?:[\"“”«„「](?P<quoted>[^\"“”»」]+)[\"“”»」]|(?P<bare>\S+))", re.IGNORECASE)
_BY = {
    ReportGroup.PERSON: re.compile(
        r"\bby (?:person|people|requesters?)\b|\bпо (?:людям|заказчик(?:у|ам))\b|按(?:人员?|申请人)"
    ),
    ReportGroup.SELLER: re.compile(r"\bby (?:sellers?)\b|\bпо (?:продавц(?:у|ам))\b|按(?:卖家|供应商)"),
    ReportGroup.TAG: re.compile(r"\bby (?:tags?)\b|\bпо (?:тегу|тегам|меткам?|метке)\b|按标签"),
    ReportGroup.OFFER: re.compile(r"\bby (?:offers?|products?|goods)\b|\bпо (?:товару|товарам)\b|按(?:商品|产品)"),
}
_NAMED = {
    PeriodKind.DAY: ("day|today|день|сегодня|今天|今日|日", "yesterday|вчера|昨天|昨日"),
    PeriodKind.WEEK: (
        "week|this week|неделя|неделю|эта неделя|эту неделю|本周|这周|周",
        "last week|прошлая неделя|прошлую неделю|上周",
    ),
    PeriodKind.MONTH: ("|month|this month|месяц|этот месяц|本月|这个月|月", "last month|прошлый месяц|上月|上个月"),
    PeriodKind.YEAR: ("year|this year|год|этот год|今年|年", "last year|прошлый год|去年"),
}
"""What the period that has begun is called, and the one before."""


def with_tag(words: str) -> tuple[str, str]:
    """The tag that is typed among the words, empty if none is, and the other words."""
    text, tag = one_line(words), ""
    if found := _TAG.search(text):
        tag, text = (found["quoted"] or found["bare"]).strip(), _without(text, found)
    return tag, text


def read_ask(words: str, today: date) -> ReportAsk | None:
    """What is typed behind `/report`, in any of the languages; None if it is not understood."""
    tag, text = with_tag(words)
    text, group = folded(text), ReportGroup.TIME
    for each, pattern in _BY.items():
        if group is ReportGroup.TIME and (found := pattern.search(text)):
            group, text = each, _without(text, found)
    period = _period(one_line(text), today)
    return None if period is None else ReportAsk(period, group, tag)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _period(text: str, today: date) -> Period | None:
    for kind, (begun, before) in _NAMED.items():
        if text in begun.split("|"):
            return Period.of(kind, today)
        if text in before.split("|"):
            return Period.of(kind, today).before
    if (written := _written(text, today)) is not None:
        return written
    year = int(named["year"]) if (named := _YEAR_FORM.fullmatch(text)) else 0
    if _EARLIEST.year <= year < _LATEST.year:
        return Period.of(PeriodKind.YEAR, date(year, 1, 1))
    first_words, *others = _BETWEEN.split(text)
    if len(others) == 1 and (begins := _written(first_words, today)) is not None:
        ends = _written(others[0], begins.first + _LATER)
        if ends is not None and begins.first <= ends.first and ends.last - begins.first < LONGEST:
            return Period(PeriodKind.SPAN, begins.first, ends.last)
    return None


def _written(text: str, today: date) -> Period | None:
    """The day or month that is written."""
    if (day := _day(_DAY_FORMS, text, today)) is not None:
        return Period.of(PeriodKind.DAY, day)
    first = _day(_MONTH_FORMS, text, today)
    return None if first is None else Period.of(PeriodKind.MONTH, first)


def _day(forms: Iterable[re.Pattern[str]], text: str, today: date) -> date | None:
    """The day that is written in one of these forms, or the first of a month; without a year the newest until today."""
    parts = next((found.groupdict() for form in forms if (found := form.fullmatch(text))), None)
    if parts is None:
        return None
    name, year = parts.get("name") or "", parts.get("year")
    named = [n for n, each in enumerate(_MONTHS, 1) if len(name) > 2 and any(m.startswith(name) for m in each.split())]
    month = named[0] if named else int(parts.get("month") or 0)
    years = [int(year)] if year else range(today.year, today.year - 5, -1)
    for each in years:
        try:
            day = date(each, month, int(parts.get("day") or 1))
        except ValueError:  # no such day, in this year
            continue
        if _EARLIEST <= day < _LATEST and (year or day <= today):
            return day
    return None
