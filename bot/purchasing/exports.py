"""What can be exported of what was bought, of which days, in which form; and how people type it in three languages."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum


class ExportRows(StrEnum):
    """What one row of an export is."""

    ORDERS = "orders"
    LINES = "lines"
    REFUNDS = "refunds"


class Sheet(StrEnum):
    """The file format of an export."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


class Money(StrEnum):
    """In which form an export is: for people, in yuan, or for programs, in fen."""

    YUAN = "yuan"
    FEN = "fen"


@dataclass(frozen=True)
class Days:
    """Days of a zone, both included; None is without a bound."""

    first: date | None = None
    last: date | None = None

    def moments(self, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """The moment when they begin, and the one when the next day after them does (UTC)."""
        begins = datetime.combine(self.first, time.min, zone).astimezone(UTC) if self.first else None
        if self.last is None or self.last == date.max:
            return begins, None
        return begins, datetime.combine(self.last + timedelta(days=1), time.min, zone).astimezone(UTC)


class Span(StrEnum):
    """Days that a button names."""

    MONTH = "month"
    MONTH_BEFORE = "before"
    YEAR = "year"
    ALL = "all"

    def days(self, today: date) -> Days:
        """Its days, as of today."""
        match self:
            case Span.MONTH:
                return Days(*_month(today.year, today.month))
            case Span.MONTH_BEFORE:
                before = today.replace(day=1) - timedelta(days=1)
                return Days(*_month(before.year, before.month))
            case Span.YEAR:
                return Days(date(today.year, 1, 1), date(today.year, 12, 31))
            case Span.ALL:
                return Days()


@dataclass(frozen=True)
class Export:
    """What is exported: which rows of which days in which form, and of which tag alone (empty: of all)."""

    what: ExportRows
    form: Sheet
    days: Days
    tag: str = ""


_SPANS = {
    "this month": Span.MONTH, "этот месяц": Span.MONTH, "本月": Span.MONTH, "month": Span.MONTH, "месяц": Span.MONTH,
    "last month": Span.MONTH_BEFORE, "прошлый месяц": Span.MONTH_BEFORE, "上月": Span.MONTH_BEFORE,
    "this year": Span.YEAR, "этот год": Span.YEAR, "今年": Span.YEAR, "year": Span.YEAR, "год": Span.YEAR,
    "all": Span.ALL, "всё": Span.ALL, "все": Span.ALL, "全部": Span.ALL,
}  # fmt: skip
_WHAT = {
    "orders": ExportRows.ORDERS, "заказы": ExportRows.ORDERS, "订单": ExportRows.ORDERS,
    "lines": ExportRows.LINES, "строки": ExportRows.LINES, "позиции": ExportRows.LINES, "明细": ExportRows.LINES,
}  # fmt: skip
_FORMS = {"csv": Sheet.CSV, "xlsx": Sheet.XLSX, "excel": Sheet.XLSX}
_MONTHS = (
    "january январ", "february феврал", "march март", "april апрел", "may ма", "june июн", "july июл",
    "august август", "september сентябр", "october октябр", "november ноябр", "december декабр",
)  # fmt: skip
"""Their names in English, and in Russian without the last letter of a case."""
_TAG = re.compile(r"(?<!\w)(?:tag|тег|标签)\s*[:：]?\s*(?:[\"“«](?P<quoted>[^\"”»]+)[\"”»]|(?P<bare>\S+))", re.I)
_NUMBERS = re.compile(r"(20\d\d)(?:[-年](\d\d?)(?:[-月](\d\d?))?)?[年月日]?", re.A)


def read_export(words: str, today: date) -> Export | None:
    """What these words ask for: `lines november csv tag "Shop A"`; without days, this month. None if one is unknown.

    Days are `2026-11-03`, two such, `2026-11`, `2026`, the name of a month, or those of a button.
    """
    tag = _TAG.search(words)
    rest = " ".join((words[: tag.start()] + words[tag.end() :] if tag else words).casefold().split())
    what, form, left = ExportRows.LINES, Sheet.XLSX, list[str]()
    for each in rest.split():
        if each in _WHAT:
            what = _WHAT[each]
        elif each.lstrip(".") in _FORMS:
            form = _FORMS[each.lstrip(".")]
        elif each not in ("-", "–", "—"):
            left.append(each)
    days = _read_days(left, today)
    return None if days is None else Export(what, form, days, (tag["quoted"] or tag["bare"]).strip() if tag else "")


def _read_days(words: list[str], today: date) -> Days | None:
    if (span := Span.MONTH if not words else _SPANS.get(" ".join(words))) is not None:
        return span.days(today)
    try:
        ends = [_ends_of(each, today) for each in words]
    except ValueError:
        return None
    return Days(min(first for first, _ in ends), max(last for _, last in ends)) if len(ends) <= 2 else None


def _ends_of(word: str, today: date) -> tuple[date, date]:
    """The ends of a day, a month or a year; of a month by its name, of the newest that began. Raises ValueError."""
    if (named := _NUMBERS.fullmatch(word)) is not None:
        year, month, day = (int(each) if each else 0 for each in named.groups())
        if month:
            return (date(year, month, day), date(year, month, day)) if day else _month(year, month)
        return date(year, 1, 1), date(year, 12, 31)
    numbers = [number for number, names in enumerate(_MONTHS, 1) if _names(word, *names.split())]
    if len(numbers) != 1:
        raise ValueError(word)
    return _month(today.year - (numbers[0] > today.month), numbers[0])


def _names(word: str, english: str, russian: str) -> bool:
    """Whether it is this month: a beginning of its name of three letters or more, or a case of the Russian one."""
    return len(word) > 2 and (english.startswith(word) or russian.startswith(word) or word[:-1] == russian)


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
