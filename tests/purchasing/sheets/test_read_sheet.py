"""Every row of a sheet is a line or a problem with its number, and none stops another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.reading.classify_url import OfferRef, ShortLink
from bot.purchasing.reading.quantity import Doubt, Quantity, Said
from bot.purchasing.sheets.cells import HIDDEN, MOST_LINES, NO_VALUE, ProblemKind
from bot.purchasing.sheets.read_sheet import SheetLine, SheetProblem
from bot.purchasing.text import one_line
from tests.sheets.whole import read_sheet

LINK = "https://detail.1688.com/offer/610947572360.html"
TWO_LINKS = f"{LINK} https://detail.1688.com/offer/610947572361.html"
OFFER = OfferRef("610947572360")
HEADINGS = ("Link", "Variant", "Quantity", "Note", "Tag")


def read(*cells: str) -> SheetLine | SheetProblem:
    """What the only row below the headings is."""
    sheet = read_sheet([HEADINGS, cells])
    (row,) = sheet.lines or sheet.problems
    return row


def test_a_row_is_a_line_with_all_that_it_says() -> None:
    line = read(LINK, "white\nM", "20", "pack well", "shop 1")
    assert line == SheetLine(2, OFFER, Quantity(20), "white M", "pack well", "shop 1")


@pytest.mark.parametrize(
    ("cell", "offer"),
    [
        (LINK, OFFER),
        (f"{LINK}?skuId=4321", OfferRef("610947572360", "4321")),
        ("detail.1688.com/offer/610947572360.html", OFFER),
        ("610947572360", OFFER),
        ("610947572360.0", OFFER),
        ('="610947572360"', OFFER),
        ("https://qr.1688.com/s/abcd1234", ShortLink("https://qr.1688.com/s/abcd1234")),
    ],
)
def test_an_offer_is_a_link_or_an_id_in_any_form(cell: str, offer: OfferRef | ShortLink) -> None:
    assert read(cell, "", "20") == SheetLine(2, offer, Quantity(20))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("20", Quantity(20)),
        ("20件", Quantity(20)),
        ("20 шт", Quantity(20)),
        ("1,000", Doubt(1000, 1)),
        ("20.0", Doubt(20)),
        ("20 pairs", Doubt(20)),
        ("2 dozen", Doubt(24)),
        ("2\u200b0", Doubt(20)),
    ],
)
def test_a_quantity_is_certain_or_a_doubt(cell: str, said: Said) -> None:
    written = one_line(cell) if isinstance(said, Doubt) else ""
    assert read(LINK, "", cell) == SheetLine(2, OFFER, said, written=written), (
        "a doubt is asked about as it was written"
    )


def test_what_stands_beside_the_link_is_the_variant_and_the_quantity() -> None:
    assert read_sheet([[f"{LINK} white M 20 pcs"]]).lines == (SheetLine(1, OFFER, Quantity(20), "white M"),)


def test_a_link_that_reads_otherwise_than_it_is_stored_makes_its_quantity_doubtful() -> None:
    assert read(f"{LINK} \u202ex20") == SheetLine(2, OFFER, Doubt(20), "x20")


def test_words_beside_the_link_stay_beside_those_of_the_variant_s_column() -> None:
    assert read(f"{LINK} US plug", "", "20") == SheetLine(2, OFFER, Quantity(20), "US plug")
    assert read(f"{LINK} US plug", "white", "20") == SheetLine(2, OFFER, Quantity(20), "white\nUS plug")


def test_two_quantities_of_one_row_are_a_doubt_and_both_are_asked_about() -> None:
    assert read(f"{LINK} 20 pcs", "", "30") == SheetLine(2, OFFER, Doubt(30), "20 pcs", written="30")
    assert read(f"{LINK} 20 pcs", "", "20") == SheetLine(2, OFFER, Quantity(20))


@pytest.mark.parametrize(
    ("cells", "kind", "words"),
    [
        (("", "Some token_store", "500"), ProblemKind.NO_OFFER, "Some token_store 500"),
        (("SKU-7", "", "5"), ProblemKind.NO_OFFER, "SKU-7"),
        (("https://item.taobao.com/item.htm?id=1", "", "5"), ProblemKind.OTHER_SHOP, "https://item.taobao.com/item.htm?id=1"),
        (("https://detail.1688.com.evil.io/offer/1.html", "", "5"), ProblemKind.OTHER_SHOP, "https://detail.1688.com.evil.io/offer/1.html"),
        (("https://shop1.1688.com/", "", "5"), ProblemKind.NOT_A_PRODUCT, "https://shop1.1688.com/"),
        (("123456789012345678", "", "5"), ProblemKind.NOT_A_PRODUCT, "123456789012345678"),
        ((TWO_LINKS, "", "5"), ProblemKind.SEVERAL_OFFERS, TWO_LINKS),
        (("6.10948E+11", "", "5"), ProblemKind.LOST_DIGITS, "6.10948E+11"),
        (("1.23456789012346E+17", "", "5"), ProblemKind.LOST_DIGITS, "1.23456789012346E+17"),
        ((LINK, "white", ""), ProblemKind.NO_QUANTITY, f"{LINK} white"),
        ((LINK, "", "many"), ProblemKind.WRONG_QUANTITY, "many"),
        ((LINK, "", "=1+1"), ProblemKind.WRONG_QUANTITY, "=1+1"),
        ((LINK, "", "0"), ProblemKind.WRONG_QUANTITY, "0"),
        ((LINK, "", "-5"), ProblemKind.WRONG_QUANTITY, "-5"),
        ((LINK, "", "2.5"), ProblemKind.WRONG_QUANTITY, "2.5"),
        ((LINK, "", NO_VALUE), ProblemKind.NO_VALUE, LINK),
        ((NO_VALUE, "red", "5"), ProblemKind.NO_VALUE, "red 5"),
        ((HIDDEN,), ProblemKind.HIDDEN, ""),
        ((LINK + "?" + "a" * 5_000, "", "5"), ProblemKind.NO_OFFER, (LINK + "?" + "a" * 200)[:200]),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_says_why(cells: tuple[str, ...], kind: ProblemKind, words: str) -> None:
    assert read(*cells) == SheetProblem(2, kind, words)


def test_a_row_that_cannot_be_read_stops_no_other_and_empty_ones_keep_the_numbers() -> None:
    sheet = read_sheet([["May"], HEADINGS, [], [LINK, "", "20"], ["x", "", "1"], ["", " "], [LINK, "", "30"]])
    assert [(line.row, line.quantity) for line in sheet.lines] == [(4, Quantity(20)), (7, Quantity(30))]
    assert sheet.problems == (SheetProblem(5, ProblemKind.NO_OFFER, "x"),)


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Итого", "合计", "Grand total"])
def test_a_row_that_only_sums_up_the_others_is_neither_a_line_nor_a_problem(word: str) -> None:
    sheet = read_sheet([HEADINGS, [LINK, "", "20"], ["", word, "20"], [word, "", "20"]])
    assert ([line.row for line in sheet.lines], sheet.problems) == ([2], ())
    assert isinstance(read(LINK, word, "20"), SheetLine)


def test_a_cell_that_would_run_something_is_only_words() -> None:
    line = read(LINK, "=cmd|'/C calc'!A0", "20", "@SUM(1)", "+1")
    assert line == SheetLine(2, OFFER, Quantity(20), "=cmd|'/C calc'!A0", "@SUM(1)", "+1")


def test_words_carry_no_invisible_signs() -> None:
    assert read(LINK, "wh\u200bite\u202e M", "20") == SheetLine(2, OFFER, Quantity(20), "white M")


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [LINK, "610947572360", "20", "1,000", "Link", "数量", "Цвет", "6.1E+11", NO_VALUE, HIDDEN, "\0", " "]
    ),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_whatever_stands_in_a_sheet_each_row_is_a_line_or_a_problem(table: list[list[str]]) -> None:
    sheet = read_sheet(table)
    below = sheet.columns.heading_row or 0
    rows = [number for number, cells in enumerate(table, 1) if number > below and "".join(cells).strip()]
    found = [line.row for line in sheet.lines] + [problem.row for problem in sheet.problems]
    assert sorted(found) == rows


def test_a_sheet_without_a_column_of_links_has_a_problem_in_each_row() -> None:
    sheet = read_sheet([["Title", "Qty", "Note"], ["Mug", "20", ""], ["Cup", "30", ""]])
    assert [problem.kind for problem in sheet.problems] == [ProblemKind.NO_OFFER] * 2


def test_no_more_lines_are_read_than_a_sheet_may_have() -> None:
    sheet = read_sheet([["Link", "Qty"], *[["610947572360", "1"]] * (MOST_LINES + 7)])
    assert len(sheet.lines) == MOST_LINES
    assert sheet.problems == (SheetProblem(MOST_LINES + 2, ProblemKind.TOO_MANY_LINES),)
