"""What is written into a sheet is what is read from it, and the template shows how."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.quantity import Quantity
from bot.purchasing.sheets.cells import unguarded
from bot.purchasing.sheets.columns import Column, heading_of
from bot.purchasing.sheets.read_sheet import SheetLine
from bot.purchasing.text import LANGUAGES
from bot.sheets.child import read
from bot.sheets.writing import csv_line, template
from tests.sheets.archives import written
from tests.sheets.whole import read_sheet

WORDS = st.text(st.sampled_from("ab белый 白色 =+-@,;'\"<&>\t"), max_size=20).map(lambda text: " ".join(text.split()))
LINES = st.lists(
    st.builds(
        SheetLine,
        row=st.just(0),
        offer=st.builds(OfferRef, st.integers(10**9, 10**12 - 1).map(str)),
        quantity=st.builds(Quantity, st.integers(1, 999_999)),
        variant=WORDS,
        note=WORDS,
        tag=WORDS,
    ),
    min_size=1,
    max_size=6,
)


def rows_of(language: str, lines: list[SheetLine]) -> list[tuple[str, ...]]:
    """The cells of these lines, with headings."""
    rows = [tuple(heading_of(column, language) for column in Column)]
    for line in lines:
        assert isinstance(line.offer, OfferRef)
        assert isinstance(line.quantity, Quantity)
        link = f"https://detail.1688.com/offer/{line.offer.offer_id}.html"
        rows.append((link, line.variant, str(line.quantity.value), line.note, line.tag))
    return rows


def numbered(lines: list[SheetLine]) -> tuple[SheetLine, ...]:
    return tuple(replace(line, row=row) for row, line in enumerate(lines, 2))


def as_meant(line: SheetLine) -> SheetLine:
    """The line if somebody else wrote it: an apostrophe before what would be a formula keeps it from being run."""
    return replace(line, variant=unguarded(line.variant), note=unguarded(line.note), tag=unguarded(line.tag))


@given(st.sampled_from(LANGUAGES), LINES)
def test_a_workbook_that_is_written_is_read_as_it_was(language: str, lines: list[SheetLine]) -> None:
    sheet = read_sheet(read(written(*rows_of(language, lines))).rows)
    assert (sheet.lines, sheet.problems) == (numbered(lines), ())


@given(
    st.sampled_from(LANGUAGES),
    LINES,
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_a_text_that_is_written_is_read_as_it_was(
    language: str, lines: list[SheetLine], delimiter: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows_of(language, lines))
    sheet = read_sheet(read(text.getvalue().encode(encoding)).rows)
    assert (sheet.lines, sheet.problems) == (numbered([as_meant(line) for line in lines]), ())


@given(st.sampled_from(LANGUAGES), LINES)
def test_a_text_that_we_write_is_read_as_it_was(language: str, lines: list[SheetLine]) -> None:
    text = "".join(csv_line(row) for row in rows_of(language, lines))
    sheet = read_sheet(read(text.encode()).rows)
    assert (sheet.lines, sheet.problems) == (numbered(lines), ())


@pytest.mark.parametrize("language", [*LANGUAGES, "zh-hans", "de"])
def test_a_template_is_a_sheet_with_every_heading_and_two_rows(language: str) -> None:
    sheet = read_sheet(read(template(language)).rows)
    assert [place.column for place in sheet.columns.places] == list(Column)
    assert [line.quantity for line in sheet.lines] == [Quantity(50), Quantity(20)]
    assert sheet.problems == ()
