"""The days of a report in any zone, what is typed for it, and sums that hold no more than their groups."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.loosening import Rate
from bot.purchasing.money import Fen
from bot.purchasing.orders.line_cost import CostLine
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportFold, ReportGroup
from bot.purchasing.tracking.report_words import read_ask

TODAY = date(2026, 11, 18)
ZONES = ("Europe/Berlin", "Asia/Shanghai", "America/New_York")
CHANGES = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1))
"""On which the clocks of these zones change."""
HOUR = timedelta(hours=1)
DAY, WEEK, MONTH, SPAN, YEAR = PeriodKind


def span(first: str, last: str) -> Period:
    return Period(SPAN, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23), ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Asia/Shanghai", date(2026, 3, 29), 24), ("Asia/Shanghai", date(2026, 10, 25), 24),
        ("America/New_York", date(2026, 3, 29), 24), ("America/New_York", date(2026, 10, 25), 24),
    ],
)  # fmt: skip
def test_a_day_is_as_long_as_its_zone_says_and_its_week_and_month_with_it(zone: str, day: date, hours: int) -> None:
    for kind, days in ((DAY, 1), (WEEK, 7), (MONTH, 31)):
        since, until = Period.of(kind, day).bounds(ZoneInfo(zone))
        changed = timedelta(hours=1) if (zone, kind, day.month) == ("America/New_York", MONTH, 3) else timedelta(0)
        assert until - since == timedelta(days=days) + timedelta(hours=hours - 24) - changed
        assert since.astimezone(ZoneInfo(zone)).time() == until.astimezone(ZoneInfo(zone)).time() == datetime.min.time()


@given(st.sampled_from(ZONES), st.sampled_from(CHANGES), st.integers(-40, 40), st.sampled_from([DAY, WEEK, MONTH]))
def test_every_moment_is_in_exactly_one_period_of_a_kind(zone: str, change: date, days: int, kind: PeriodKind) -> None:
    period = Period.of(kind, change + timedelta(days=days))
    since, until = period.bounds(ZoneInfo(zone))
    assert period.before.bounds(ZoneInfo(zone))[1] == since < until == period.after.bounds(ZoneInfo(zone))[0]
    assert (period.before.after, period.after.before) == (period, period)
    assert kind is not WEEK or period.first.weekday() == 0


def test_a_span_is_turned_by_its_own_days() -> None:
    period = span("2026-11-01", "2026-11-15")
    assert (period.before, period.after) == (span("2026-10-17", "2026-10-31"), span("2026-11-16", "2026-11-30"))


@pytest.mark.parametrize(
    ("today", "with_"),
    [
        ("2026-11-18", span("2026-10-01", "2026-10-18")), ("2026-11-01", span("2026-10-01", "2026-10-01")),
        ("2026-11-30", Period.of(MONTH, date(2026, 10, 9))), ("2026-12-24", Period.of(MONTH, date(2026, 10, 9))),
        ("2026-10-31", Period.of(MONTH, date(2026, 10, 9))),
    ],
)  # fmt: skip
def test_what_is_not_over_is_compared_with_as_many_days_of_the_one_before(today: str, with_: Period) -> None:
    assert Period.of(MONTH, date(2026, 11, 9)).compared(date.fromisoformat(today)) == with_


def test_a_long_month_is_compared_with_no_more_than_the_whole_short_one() -> None:
    assert Period.of(MONTH, date(2026, 3, 1)).compared(date(2026, 3, 30)) == span("2026-02-01", "2026-02-28")


def test_bars_are_days_then_weeks_from_monday_then_months() -> None:
    assert len(Period.of(MONTH, date(2026, 10, 1)).steps()) == 31
    assert span("2026-10-01", "2026-11-04").steps() == (
        date(2026, 10, 1), date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26),
        date(2026, 11, 2),
    )  # fmt: skip
    assert [f"{each:%d.%m}" for each in span("2025-01-20", "2026-11-04").steps()[:3]] == ["20.01", "01.02", "01.03"]


NOVEMBER, THIS_WEEK = Period.of(MONTH, TODAY), Period.of(WEEK, TODAY)


@pytest.mark.parametrize(
    ("words", "ask"),
    [
        ("", ReportAsk(NOVEMBER)), ("month", ReportAsk(NOVEMBER)), ("November", ReportAsk(NOVEMBER)),
        ("2026-11", ReportAsk(NOVEMBER)), ("11月", ReportAsk(NOVEMBER)), ("ноябрь", ReportAsk(NOVEMBER)),
        ("last month", ReportAsk(NOVEMBER.before)), ("上月", ReportAsk(NOVEMBER.before)),
        ("dec", ReportAsk(Period.of(MONTH, date(2025, 12, 1)))),
        ("март 2025", ReportAsk(Period.of(MONTH, date(2025, 3, 1)))),
        ("день", ReportAsk(Period.of(DAY, TODAY))), ("今天", ReportAsk(Period.of(DAY, TODAY))),
        ("yesterday", ReportAsk(Period.of(DAY, date(2026, 11, 17)))),
        ("3 nov", ReportAsk(Period.of(DAY, date(2026, 11, 3)))),
        ("29 feb", ReportAsk(Period.of(DAY, date(2024, 2, 29)))),
        ("week by seller", ReportAsk(THIS_WEEK, ReportGroup.SELLER)),
        ("неделя по заказчикам", ReportAsk(THIS_WEEK, ReportGroup.PERSON)),
        ("本周 按商品", ReportAsk(THIS_WEEK, ReportGroup.OFFER)), ("по меткам", ReportAsk(NOVEMBER, ReportGroup.TAG)),
        ("месяц по продавцам", ReportAsk(NOVEMBER, ReportGroup.SELLER)),
        ("本月 按卖家", ReportAsk(NOVEMBER, ReportGroup.SELLER)),
        ("1 nov - 15 nov", ReportAsk(span("2026-11-01", "2026-11-15"))),
        ("2026-11-01 2026-11-15", ReportAsk(span("2026-11-01", "2026-11-15"))),
        ("1.11 – 30.11", ReportAsk(span("2026-11-01", "2026-11-30"))),
        ("15 дек - 10 янв", ReportAsk(span("2025-12-15", "2026-01-10"))),
        ("11月1日至11月15日", ReportAsk(span("2026-11-01", "2026-11-15"))),
        ("3.11 - 3.11", ReportAsk(span("2026-11-03", "2026-11-03"))),
        ("nov – November", ReportAsk(span("2026-11-01", "2026-11-30"))),
        ("1 дек - 30 ноя", ReportAsk(span("2025-12-01", "2026-11-30"))),
        ('tag "Shop A"', ReportAsk(NOVEMBER, tag="Shop A")),
        ("week тег «Магазин А» by tag", ReportAsk(THIS_WEEK, ReportGroup.TAG, "Магазин А")),
        ("标签 店铺A 本周", ReportAsk(THIS_WEEK, tag="店铺A")),
        ("标签「店铺 A」本周", ReportAsk(THIS_WEEK, tag="店铺 A")),
        ("by tag week", ReportAsk(THIS_WEEK, ReportGroup.TAG)), ("按标签 11月", ReportAsk(NOVEMBER, ReportGroup.TAG)),
        ('by tag tag "Shop A"', ReportAsk(NOVEMBER, ReportGroup.TAG, "Shop A")),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_in_three_languages(words: str, ask: ReportAsk) -> None:
    assert read_ask(words, TODAY) == ask


@pytest.mark.parametrize(
    "words",
    [
        "marketing",
        "31 nov",
        "2026-13",
        "next year",
        "15 nov - 1 nov 2026",
        "1900-01-01 2026-01-01",
        "tag Shop A",
        "by seller by person",
        "неделя по продавцам по меткам",
    ],
)
def test_what_names_no_days_is_not_guessed(words: str) -> None:
    assert read_ask(words, TODAY) is None


@given(st.text(max_size=40))
def test_any_words_are_read_or_not(words: str) -> None:
    ask = read_ask(words, TODAY)
    assert ask is None or ask.period.first <= ask.period.last


def line(cost: int, tag: str = "", back: int = 0, other: int = 0, due: int = 0, offer: str = "1") -> CostLine:
    return CostLine(
        order_id="1", entry_id="1", offer_id=offer, spec_id=None, place=1, person_id=7, tag=tag, pieces=2,
        due=Fen(due), paid=Fen(cost), refunded=Fen(back), other=Fen(other),
    )  # fmt: skip


def by_tag(each: CostLine) -> tuple[str, str]:
    return each.tag, each.tag.upper()


def folded(ask: ReportAsk, orders: Iterator[tuple[datetime, list[CostLine], Rate | None]]) -> ReportFold:
    fold = ReportFold(ask, ask.period, ZoneInfo("Europe/Berlin"))
    for at, lines, rate in orders:
        fold.add(at, lines, by_tag, rate, None)
    return fold


RATE = Rate("USD", Decimal("7.25"), datetime(2026, 1, 1, tzinfo=UTC))
FIRST_HOUR = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
"""In Berlin November has begun."""


def test_the_sums_of_the_groups_and_of_the_bars_are_the_cost() -> None:
    orders = [
        (FIRST_HOUR, [line(1000, "a", back=300), line(500, "b", other=70)], RATE),
        (FIRST_HOUR + 25 * HOUR, [line(725, "a"), line(0, due=400)], RATE),
    ]
    fold = folded(ReportAsk(NOVEMBER, ReportGroup.TAG), iter(orders))
    sums = fold.sums
    assert (sums.ordered, sums.paid, sums.back, sums.other, sums.cost) == (2625, 2225, 300, 70, 1995)
    assert (sums.pieces, sums.orders) == (8, 2)
    assert fold.first(2) == [("a", 1425), ("b", 570)]
    assert fold.names == {"a": "A", "b": "B", "": ""}
    assert sum(fold.groups.values()) == sum(fold.bars) == sums.cost
    assert fold.bars[:2] == [1270, 725]
    assert fold.foreign == {"USD": Decimal("2.76")}
    assert not fold.unrated


def test_of_one_tag_alone_or_of_its_beginning_and_without_a_rate_nothing_is_guessed() -> None:
    lines = [line(100, "Shop A"), line(200, "shop a"), line(400, "Shop B")]
    for tag, cost, count in (("SHOP A", 300, 1), ("shop…", 700, 1), ("Shop C", 0, 0)):
        fold = folded(ReportAsk(NOVEMBER, tag=tag), iter([(FIRST_HOUR, lines, None)]))
        assert (fold.sums.cost, fold.sums.orders) == (cost, count)
        assert fold.unrated == bool(cost)
        assert fold.groups == {}
