"""The report as it stands below its picture: its sums and how they moved, names under numbers, always short enough."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain, units
from bot.cards.blocks.view import View
from bot.cards.money.report import CAPTION_UNITS, ask_of, report_bars, report_card
from bot.desk.money.reports import CountedSum, OpenMoney, Report
from bot.purchasing.approval.loosening import Rate
from bot.purchasing.money import Fen
from bot.purchasing.orders.line_cost import CostLine
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.report import Period, PeriodKind, ReportAsk, ReportFold, ReportGroup, is_of_tag
from tests.cards.drawing import check, codes
from tests.cards.stuck_samples import SELLER

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
RATE = Rate("USD", Decimal("7.25"), datetime(2026, 1, 1, tzinfo=UTC))
SHANGHAI = "Asia/Shanghai"
NOVEMBER = Period.of(PeriodKind.MONTH, TODAY)
NOTHING = CountedSum(0, Fen(0))


def line(paid: int, number: int = 1, tag: str = "", back: int = 0, other: int = 0) -> CostLine:
    return CostLine(
        order_id="1", entry_id="1", offer_id=str(number), spec_id=None, place=1, person_id=7, tag=tag, pieces=10,
        due=Fen(0), paid=Fen(paid), refunded=Fen(back), other=Fen(other),
    )  # fmt: skip


def folded(ask: ReportAsk, period: Period, lines: Iterable[CostLine], name: str = SELLER) -> ReportFold:
    fold = ReportFold(ask, period, ZoneInfo(SHANGHAI))
    at = period.bounds(fold.zone)[0] + timedelta(hours=3)

    def named(each: CostLine) -> tuple[str, str]:
        key = each.tag if ask.group is ReportGroup.TAG else each.offer_id
        return key.casefold(), key and f"{key} {name}".strip()

    for each in lines:
        fold.add(at, [each], named, RATE, NOW - timedelta(hours=2))
    return fold


def report(ask: ReportAsk, now: Iterable[CostLine], before: Iterable[CostLine] = (), name: str = SELLER) -> Report:
    compared = ask.period.compared(TODAY)
    return Report(
        ask, TODAY, SHANGHAI, folded(ask, ask.period, now, name), folded(ask, compared, before, name),
        (CountedSum(3, Fen(300_000)), CountedSum(2, Fen(150_000))), OpenMoney(*[CountedSum(12, Fen(123_456_78))] * 4),
        NOW - timedelta(hours=2),
    )  # fmt: skip


def lines(found: Report, language: str = "en") -> list[str]:
    return plain(card(found, language).text).replace("\u00a0", " ").split("\n")


def card(found: Report, language: str = "en") -> View:
    view = report_card(found, language, NOW)
    check(view)
    assert units(plain(view.text)) <= CAPTION_UNITS
    return view


def asks(found: Report) -> list[ReportAsk]:
    """What its buttons ask for, the sheet apart."""
    found_asks = []
    for each in codes(card(found)):
        if each.action is ButtonAction.REPORT:
            kind, first, days, group = map(int, each.args[:4])
            found_asks.append(ask_of(kind, first, days, group, *map(str, each.args[4:])))
    return found_asks


def test_it_names_the_period_its_zone_and_how_each_sum_moved() -> None:
    found = report(ReportAsk(NOVEMBER), [line(100_000, back=5_000, other=2_000)], [line(80_000)])
    shown = lines(found)
    assert shown[:10] == [
        "Report: November 2026", "1 Nov – 30 Nov · Asia/Shanghai", "Against 1 Oct – 18 Oct (pale)",
        "Asked for: 3 · ¥ 3,000.00 (+100.0 %)", "Ordered: ¥ 1,000.00 (+25.0 %)", "Paid: ¥ 1,000.00 (+25.0 %)",
        "Came back: ¥ 50.00", "Other costs: ¥ 20.00", "Cost: ¥ 970.00  ≈ $ 133.79 (+21.2 %)", "10 pcs in 1 order",
    ]  # fmt: skip
    assert shown[11] == "Open now:"
    assert shown[-1].startswith("As 1688 told it: ")


def test_a_period_without_purchases_says_so_and_keeps_its_buttons() -> None:
    found = replace(report(ReportAsk(Period.of(PeriodKind.DAY, TODAY)), []), asked=None, open=OpenMoney(*[NOTHING] * 4))
    assert lines(found)[:-1] == [
        "Report: 18 Nov", "Asia/Shanghai", "Against 17 Nov (pale)", "Nothing was bought in this period.", "",
        "Nothing is open now.",
    ]  # fmt: skip
    assert ButtonAction.REPORT_SHEET in {code.action for code in codes(card(found))}
    assert report_bars(found) == ([0], [0], ["18.11"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", ReportGroup)
def test_ten_groups_stand_under_the_numbers_of_their_bars_and_the_rest_is_one_line(
    language: str, group: ReportGroup
) -> None:
    theirs = [line(123_456_789_00 + number, number, f"Shop {number:02}", back=100, other=100) for number in range(40)]
    found = report(ReportAsk(NOVEMBER, group), theirs, [replace(each, paid=Fen(120_000_000_00)) for each in theirs])
    named = [each for each in lines(found, language) if each.partition(". ")[0].isdigit()]
    assert [each.partition(". ")[0] for each in named] == (
        [] if group is ReportGroup.TIME else [*map(str, range(1, 11))]
    )
    if named:
        assert report_bars(found)[2] == [*map(str, range(1, 11))]
        assert any(each.startswith("…") and "30" in each for each in lines(found, language))


def test_what_others_wrote_makes_the_caption_neither_longer_nor_another() -> None:
    hostile = "<b>@all</b> https://evil.example " + "e\u0301\u0301\u0301" * 60 + "\u202e" + "😀" * 60
    theirs = [line(10**9 - number, number, f"{number}{hostile}") for number in range(30)]
    for group in (ReportGroup.SELLER, ReportGroup.TAG):
        for language in LANGUAGES:
            assert "10. " in plain(card(report(ReportAsk(NOVEMBER, group), theirs, name=hostile), language).text)


def test_what_has_no_name_and_what_was_paid_without_a_rate_is_said_plainly() -> None:
    found = report(ReportAsk(NOVEMBER, ReportGroup.TAG), [line(100), line(50, tag="Shop A")])
    named = [each for each in lines(found) if ". " in each]
    assert named == ["1. not named · ¥ 1.00", f"2. Shop A {SELLER[:10]}… · ¥ 0.50"]
    found.now.unrated = True
    assert not any("≈" in each for each in lines(found))


def test_buttons_turn_the_period_the_kind_the_group_and_the_tag() -> None:
    found = report(ReportAsk(NOVEMBER, ReportGroup.TAG), [line(100, tag="Shop A"), line(50, tag="店铺" * 30)], name="")
    asked = asks(found)
    assert asked[0] == ReportAsk(NOVEMBER.before, ReportGroup.TAG)
    assert [each.period for each in asked[1:4]] == [
        Period.of(PeriodKind.DAY, TODAY), Period.of(PeriodKind.WEEK, TODAY), NOVEMBER,
    ]  # fmt: skip
    assert {each.group for each in asked[4:8]} == {*ReportGroup} - {ReportGroup.TAG}
    assert asked[8] == ReportAsk(NOVEMBER, tag="Shop A")
    assert is_of_tag("店铺" * 30, asked[9].tag)
    assert not is_of_tag("店铺" * 29, asked[9].tag), "it begins like that one"
    only = report(ReportAsk(NOVEMBER, tag="Shop A"), [line(100, tag="Shop A")])
    assert "tag Shop A" in lines(only)[1]
    assert asks(only)[-1] == ReportAsk(NOVEMBER)


def test_the_report_of_a_tag_that_fits_no_button_is_of_it_alone_and_stays_so() -> None:
    """`店铺…` is on buttons of the release before, and means all that begin so."""
    names = [f"{'店铺' * 12} {number}" for number in (1, 2)]
    bought = [line(fen, tag=each) for each, fen in zip(names, (9, 4), strict=True)]
    found = report(ReportAsk(NOVEMBER, ReportGroup.TAG), bought, name="")
    for name, other, ask in zip(names, reversed(names), asks(found)[8:10], strict=True):
        only = report(ask, [line(100, tag=name), line(50, tag=other)])
        assert only.now.sums.cost == 100
        assert lines(only)[1].endswith("tag 店铺店铺店铺…")
        assert {each.tag for each in asks(only)} == {ask.tag, ""}
    assert report(ReportAsk(NOVEMBER, tag="店铺…"), [line(100, tag=each) for each in names]).now.sums.cost == 200


def test_a_span_is_turned_with_its_days_and_what_is_over_goes_forward() -> None:
    span = Period(PeriodKind.SPAN, date(2026, 9, 1), date(2026, 9, 20))
    found = report(ReportAsk(span), [line(100)])
    back, on = codes(card(found))[:2]
    assert back == Code(ButtonAction.REPORT, (3, date(2026, 8, 12).toordinal(), 20, 0))
    assert on == Code(ButtonAction.REPORT, (3, date(2026, 9, 21).toordinal(), 20, 0))
    assert asks(found)[0].period.after == span
