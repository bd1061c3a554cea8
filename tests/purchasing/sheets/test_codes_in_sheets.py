"""Own SKUs in a sheet: known codes are lines in our units, and nothing else in their column is guessed at."""

import pytest

from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.quantity import Quantity
from bot.purchasing.sheets.cells import CodeRef, ProblemKind
from bot.purchasing.sheets.columns import Column, find_columns
from bot.purchasing.sheets.read_sheet import SheetLine, SheetProblem
from tests.sheets.whole import read_sheet

LINK = "https://detail.1688.com/offer/610947572360.html"
CODES = {"tsh-red-m": 5, "10452": 1, "cup": 1}


def only(*table: tuple[str, ...]) -> SheetLine | SheetProblem:
    """What the only row below the headings is."""
    sheet = read_sheet(table, CODES)
    (row,) = sheet.lines or sheet.problems
    return row


@pytest.mark.parametrize("heading", ["SKU", "Article", "货号", "Артикул", "Link or ID", "Ссылка"])
def test_a_code_stands_under_its_own_heading_or_that_of_links(heading: str) -> None:
    assert only((heading, "Qty"), ("ＴＳＨ-Red-M", "20")) == SheetLine(2, CodeRef("tsh-red-m"), Quantity(20))


def test_a_column_of_codes_is_known_by_its_content() -> None:
    columns = find_columns([["CUP", "3"], ["10452", "4"]], CODES)
    assert [(place.column, place.letter) for place in columns.places] == [(Column.CODE, "A"), (Column.QUANTITY, "B")]
    assert columns.missing == ()


@pytest.mark.parametrize("code", ["CUP", "TSH-BLUE", "4607086561234", ""])
def test_a_link_says_what_is_bought_and_a_code_beside_it_only_names_it(code: str) -> None:
    named = SheetLine(2, OfferRef("610947572360"), Quantity(3), code=code)
    assert only(("SKU", "Link", "Qty"), (code, LINK, "3")) == named


def test_a_link_in_the_column_of_codes_is_a_link() -> None:
    assert only(("SKU", "Qty"), (LINK, "3")) == SheetLine(2, OfferRef("610947572360"), Quantity(3))


def test_a_number_in_the_column_of_codes_is_no_id_for_it_may_be_a_barcode() -> None:
    assert only(("SKU", "Qty"), ("4607086561234", "3")) == SheetProblem(2, ProblemKind.UNKNOWN_CODE, "4607086561234")


def test_a_code_that_is_not_known_is_said() -> None:
    assert only(("SKU", "Qty"), ("MUG", "3")) == SheetProblem(2, ProblemKind.UNKNOWN_CODE, "MUG")


@pytest.mark.parametrize(
    ("quantity", "kind"),
    [
        ("", ProblemKind.NO_QUANTITY),
        ("1.000", ProblemKind.WRONG_QUANTITY),
        ("many", ProblemKind.WRONG_QUANTITY),
        ("200000", ProblemKind.WRONG_QUANTITY),
    ],
)
def test_a_code_needs_a_certain_count_of_ours(quantity: str, kind: ProblemKind) -> None:
    row = only(("SKU", "Qty", "Note"), ("TSH-RED-M", quantity, "x"))
    assert isinstance(row, SheetProblem)
    assert row.kind is kind


def test_what_stands_beside_a_code_is_kept() -> None:
    row = only(("SKU", "Qty", "Note", "Shop"), ("CUP", "3", "pack well", "shop 1"))
    assert row == SheetLine(2, CodeRef("cup"), Quantity(3), "", "pack well", "shop 1")
