"""What can be exported of what was bought, of which days, in which form; and how people type it in three languages.

The columns stand in `cards/operations/exports.py` and, for programs, in `desk/operations/exports.py`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.purchasing.tracking.report import Period, PeriodKind, ReportGroup
from bot.purchasing.tracking.report_words import read_ask, with_tag


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
class ExportDays:
    """Days of a zone, both included; None is without a bound."""

    first: date | None = None
    last: date | None = None

    def moments(self, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """The moment when they begin, and the one when the next day after them does (UTC)."""
        since = until = None  # also of the first and the last day that there are: no day is beside them
        if self.first is not None and self.first > date.min:
            since = datetime.combine(self.first, time.min, zone).astimezone(UTC)
        if self.last is not None and self.last < date.max:
            until = datetime.combine(self.last + timedelta(days=1), time.min, zone).astimezone(UTC)
        return since, until


class Span(StrEnum):
    """Days that a button names."""

    MONTH = "month"
    MONTH_BEFORE = "before"
    YEAR = "year"
    ALL = "all"

    def days(self, today: date) -> ExportDays:
        """Its days, as of today."""
        if self is Span.ALL:
            return ExportDays()
        period = Period.of(PeriodKind.YEAR if self is Span.YEAR else PeriodKind.MONTH, today)
        period = period.before if self is Span.MONTH_BEFORE else period
        return ExportDays(period.first, period.last)


@dataclass(frozen=True)
class Export:
    """What is exported: which rows of which days in which form, and of which tag alone (empty: of all)."""

    what: ExportRows
    form: Sheet
    days: ExportDays
    tag: str = ""


_ALL = frozenset({"all", "всё", "все", "全部"})
_WHAT = {
    "orders": ExportRows.ORDERS, "заказы": ExportRows.ORDERS, "订单": ExportRows.ORDERS,
    "lines": ExportRows.LINES, "строки": ExportRows.LINES, "позиции": ExportRows.LINES, "明细": ExportRows.LINES,
}  # fmt: skip
_FORMS = {"csv": Sheet.CSV, "xlsx": Sheet.XLSX, "excel": Sheet.XLSX}


def read_export(words: str, today: date) -> Export | None:
    """What these words ask for: `lines november csv tag "Shop A"`; without days, this month. None if one is unknown.

    ExportDays and tags are those of `/report`, and `all` is all days.
    """
    what, form, every, left = ExportRows.LINES, Sheet.XLSX, False, list[str]()
    tag, rest = with_tag(words)
    for each in rest.split():
        known = each.casefold().lstrip(".")
        if known in _WHAT:
            what = _WHAT[known]
        elif known in _FORMS:
            form = _FORMS[known]
        elif known in _ALL:
            every = True
        else:
            left.append(each)
    asked = read_ask(" ".join(left), today)
    if asked is None or asked.tag or asked.group is not ReportGroup.TIME or (every and left):
        return None
    days = ExportDays() if every else ExportDays(asked.period.first, asked.period.last)
    return Export(what, form, days, tag)
