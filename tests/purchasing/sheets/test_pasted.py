"""Cells that were pasted as text are read as the sheet that they come from."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.quantity import Quantity
from bot.purchasing.sheets.cells import unguarded
from bot.purchasing.sheets.read_sheet import SheetLine, cells_of, looks_like_cells
from tests.sheets.whole import read_sheet

LINK = "https://detail.1688.com/offer/610947572360.html"
WORDS = st.text(st.sampled_from("абвwhite белый 白色 =+-@,;'.\"\n"), max_size=20)


@pytest.mark.parametrize(
    "text",
    [
        f"{LINK}\t20",
        f"{LINK}\twhite\t20\n610947572361\tred\t30\n",
        f"Link\tQuantity\n{LINK}\t20\n610947572361",
        f'{LINK}\t"white\nM"\t20',
        "https://item.taobao.com/item.htm?id=1\t20",
    ],
)
def test_lines_with_tabs_and_something_to_buy_look_like_cells(text: str) -> None:
    assert looks_like_cells(text)


@pytest.mark.parametrize(
    "text", ["", "\t", "a\tb\nc\td", f"{LINK} 20", f"{LINK}\n610947572361", f"please:\n{LINK}\t20\nthanks"]
)
def test_other_texts_do_not_look_like_cells(text: str) -> None:
    assert not looks_like_cells(text)


def test_pasted_cells_are_read_as_a_sheet() -> None:
    sheet = read_sheet(cells_of(f'Link\tVariant\tQty\n{LINK}\t"white\nM"\t20'))
    assert sheet.lines == (SheetLine(2, OfferRef("610947572360"), Quantity(20), "white M"),)


def test_a_quote_that_is_left_open_swallows_no_row() -> None:
    sheet = read_sheet(cells_of(f'{LINK}\t"5 inch\t20\n{LINK}\tred\t30'))
    assert [line.variant for line in sheet.lines] == ['"5 inch', "red"]


def as_meant(words: str) -> str:
    """On one line, without the apostrophes that keep a spreadsheet from running the cell."""
    return " ".join(unguarded(words.strip()).split())


@given(st.lists(st.tuples(WORDS, st.integers(1, 999_999), WORDS), min_size=1, max_size=8))
def test_lines_that_were_copied_are_read_as_they_were(rows: list[tuple[str, int, str]]) -> None:
    text = io.StringIO(newline="")
    written = csv.writer(text, dialect="excel-tab")
    written.writerow(["Link", "Variant", "Quantity", "Note"])
    written.writerows([LINK, words, pieces, note] for words, pieces, note in rows)
    assert looks_like_cells(text.getvalue())
    assert read_sheet(cells_of(text.getvalue())).lines == tuple(
        SheetLine(row, OfferRef("610947572360"), Quantity(pieces), as_meant(words), as_meant(note))
        for row, (words, pieces, note) in enumerate(rows, 2)
    )
