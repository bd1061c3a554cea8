"""What is typed behind `/export`, in three languages, and the days that are meant."""

from datetime import UTC, date, datetime

import pytest

from bot.purchasing.approval.team import zone_of
from bot.purchasing.exports import Export, ExportDays, ExportRows, Sheet, Span, read_export

TODAY = date(2026, 11, 30)
NOVEMBER = ExportDays(date(2026, 11, 1), date(2026, 11, 30))
OCTOBER = ExportDays(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(("words", "meant"), [
    ("", Export(ExportRows.LINES, Sheet.XLSX, NOVEMBER)),
    ('lines november csv tag "Shop A"', Export(ExportRows.LINES, Sheet.CSV, NOVEMBER, "Shop A")),
    ("Orders last month", Export(ExportRows.ORDERS, Sheet.XLSX, OCTOBER)),
    ("заказы прошлый месяц .csv тег Лавка", Export(ExportRows.ORDERS, Sheet.CSV, OCTOBER, "Лавка")),
    ("订单 上月 标签：“甲 店”", Export(ExportRows.ORDERS, Sheet.XLSX, OCTOBER, "甲 店")),
    ("all", Export(ExportRows.LINES, Sheet.XLSX, ExportDays())),
    ("all csv tag Shop", Export(ExportRows.LINES, Sheet.CSV, ExportDays(), "Shop")),
    ('november tag "for all orders" csv', Export(ExportRows.LINES, Sheet.CSV, NOVEMBER, "for all orders")),
    ("tag orders", Export(ExportRows.LINES, Sheet.XLSX, NOVEMBER, "orders")),
])  # fmt: skip
def test_rows_form_days_and_tag_are_typed_in_any_order(words: str, meant: Export) -> None:
    assert read_export(words, TODAY) == meant


@pytest.mark.parametrize(("words", "first", "last"), [
    ("2026", (2026, 1, 1), (2026, 12, 31)),
    ("2024-02", (2024, 2, 1), (2024, 2, 29)),
    ("2026年11月", (2026, 11, 1), (2026, 11, 30)),
    ("2026-11-03", (2026, 11, 3), (2026, 11, 3)),
    ("1 nov - 15 nov", (2026, 11, 1), (2026, 11, 15)),
    ("2026-10 2026-11", (2026, 10, 1), (2026, 11, 30)),
    ("2026-11-01 2026-11-15", (2026, 11, 1), (2026, 11, 15)),
    ("sept", (2026, 9, 1), (2026, 9, 30)),
    ("мая", (2026, 5, 1), (2026, 5, 31)),
    ("декабрь", (2025, 12, 1), (2025, 12, 31)),
    ("今年", (2026, 1, 1), (2026, 12, 31)),
])  # fmt: skip
def test_days_are_a_day_a_month_a_year_or_from_one_to_another(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    found = read_export(words, TODAY)
    assert found is not None
    assert found.days == ExportDays(date(*first), date(*last))


@pytest.mark.parametrize(
    "words",
    [
        "ju",
        "market",
        "2026-02-31",
        "2026-13",
        "2026-11-15 - 2026-11-01",
        "pdf",
        "2026 2025 2024",
        "refunds",
        "all november",
        "lines всё 2025",
    ],
)
def test_what_is_not_clear_is_not_guessed(words: str) -> None:
    assert read_export(words, TODAY) is None


def test_days_begin_and_end_by_the_clocks_of_the_zone() -> None:
    """The 25th of October 2026 has 25 hours in Berlin."""
    days = ExportDays(date(2026, 10, 25), date(2026, 10, 25))
    assert days.moments(zone_of("Europe/Berlin")) == (
        datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC),
    )  # fmt: skip
    assert ExportDays(date.min, date.max).moments(zone_of("Asia/Shanghai")) == (None, None), (
        "there is no day beside them"
    )


def test_the_days_of_buttons_are_of_today() -> None:
    january = date(2026, 1, 31)
    assert Span.MONTH_BEFORE.days(january) == ExportDays(date(2025, 12, 1), date(2025, 12, 31))
    assert Span.YEAR.days(january) == ExportDays(date(2026, 1, 1), date(2026, 12, 31))
    assert Span.ALL.days(january) == ExportDays()
