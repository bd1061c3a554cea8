"""Which column of a sheet says what: by headings in three languages, by content without them, and never by a guess."""

import pytest

from bot.purchasing.sheets.cells import Table
from bot.purchasing.sheets.columns import Column, FoundColumn, find_columns, heading_of
from bot.purchasing.text import LANGUAGES

LINK = "https://detail.1688.com/offer/610947572360.html"
ID = "610947572361"


def found(table: Table) -> dict[str, str]:
    """What each column that was found says, by its letters."""
    return {place.letter: place.column for place in find_columns(table).places}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_of_a_template_name_every_column(language: str) -> None:
    columns = find_columns([[heading_of(column, language) for column in Column], [LINK, "white", "20", "", ""]])
    assert [place.column for place in columns.places] == list(Column)
    assert [place.heading for place in columns.places] == [heading_of(column, language) for column in Column]
    assert (columns.heading_row, columns.missing) == (1, ())


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (("Product link", "Colour", "Size", "Qty (pcs)", "Remarks", "Shop"), "link variant variant quantity note tag"),
        (("QTY", "URL", "Comment"), "quantity link note"),
        (("№", "Ссылка (1688.com)", "Цвет/размер", "Кол-во, шт.", "Комментарий:"), "- link variant quantity note"),
        (("Магазин", "Ссылка на товар", "Сколько штук"), "tag link quantity"),
        (("商品链接", "颜色分类", "采购数量（件）", "备注", "客户"), "link variant quantity note tag"),
        (("序号", "1688链接", "尺码", "数量", "单价"), "- link variant quantity -"),
    ],
)
def test_headings_are_known_by_many_names(headings: tuple[str, ...], said: str) -> None:
    row = ["" for _ in headings]
    letters = {"ABCDEF"[place]: name for place, name in enumerate(said.split()) if name != "-"}
    assert found([headings, row]) == letters


def test_what_stands_above_the_headings_is_left_out() -> None:
    table = [["Order of May"], [], ["Link", "Quantity"], [LINK, "20"]]
    assert find_columns(table).heading_row == 3


def test_a_row_that_names_an_offer_is_no_heading() -> None:
    assert find_columns([[LINK, "Note"], ["Link", "Quantity"]]).heading_row is None


def test_without_headings_the_content_tells() -> None:
    table = [["1", "white", LINK, "M", "20"], ["2", "red", ID, "L", "x30"]]
    assert found(table) == {"B": "variant", "C": "link", "D": "variant", "E": "quantity"}


def test_of_two_columns_of_numbers_none_is_the_quantity() -> None:
    columns = find_columns([[ID, "38", "20"], [ID, "39", "30"]])
    assert columns.missing == (Column.QUANTITY,)


def test_of_two_headings_for_the_quantity_none_is_taken() -> None:
    assert find_columns([["Link", "Qty", "Quantity"], [ID, "20", "30"]]).missing == (Column.QUANTITY,)


def test_the_better_name_of_two_is_the_quantity() -> None:
    assert found([["Link", "Minimum quantity", "Quantity"], [ID, "20", "30"]]) == {"A": "link", "C": "quantity"}


def test_a_column_with_another_heading_is_not_the_quantity() -> None:
    assert find_columns([["Link", "Price", "Note"], [ID, "20", ""]]).missing == (Column.QUANTITY,)


def test_a_column_without_a_heading_may_be_the_quantity() -> None:
    assert found([["Link", "", "Note"], [ID, "20", ""]]) == {"A": "link", "B": "quantity", "C": "note"}


def test_of_two_columns_for_links_the_one_with_offers_is_taken() -> None:
    assert found([["ID", "Link", "Qty"], ["7", ID, "20"]]) == {"B": "link", "C": "quantity"}


def test_links_under_another_heading_are_found() -> None:
    assert found([["Title", "1688 page of it", "Qty"], ["Mug", LINK, "20"]]) == {"B": "link", "C": "quantity"}


def test_long_numbers_under_another_heading_are_no_ids() -> None:
    assert found([["SKU", "Barcode", "Qty"], ["A-7", "4607086561234", "20"]]) == {"A": "code", "C": "quantity"}


def test_of_two_columns_of_ids_none_is_the_offer() -> None:
    assert find_columns([["4607086561234", ID, "20"], ["4607086561235", ID, "30"]]).missing == (Column.LINK,)
    assert found([["4607086561234", LINK, "20"]]) == {"A": "variant", "B": "link", "C": "quantity"}


def test_numbers_that_count_the_rows_are_no_quantity() -> None:
    assert find_columns([["1", ID], ["2", ID]]).missing == (Column.QUANTITY,)
    assert found([[ID, "1"], [ID, "2"]]) == {"A": "link", "B": "quantity"}


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_has_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert FoundColumn(Column.LINK, index).letter == letters


@pytest.mark.parametrize("table", [[], [[]], [["", " "]], [["hello", "world"]]])
def test_a_sheet_of_nothing_has_no_columns_to_buy_by(table: Table) -> None:
    assert find_columns(table).missing == (Column.LINK, Column.QUANTITY)
