"""Whatever people and sellers write, a table has their text as a text, and numbers and moments as what they are."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from bot.purchasing.exports import Sheet
from bot.purchasing.sheets.cells import guarded, unguarded
from bot.sheets.child import read
from bot.sheets.writing import Value, Workbook, csv_line, table

AT = datetime(2026, 11, 24, 23, 59, 59, tzinfo=UTC)
NASTY = st.lists(
    st.sampled_from([
        "=", "+1", "-", "@", "＝", ";", ",", '"', "'", "\t", "\n", "\r", "<r>", "</r>", "<t>", "&", "_x0041_", "\x00",
        "http://a.b", "mailto:a@b", "330168677140378377", "1e5", "TRUE", "лампа", "杭州", " ",
    ]),
    max_size=5,
).map("".join)  # fmt: skip


def cells(*rows: list[Value]) -> list[list[Any]]:
    """The rows below a heading, as another program reads them."""
    file = BytesIO()
    with Workbook(file) as book:
        book.row(["heading"])
        for row in rows:
            book.row(row)
    return [list(row) for row in openpyxl.load_workbook(file).active.iter_rows(min_row=2)]


@pytest.mark.threat("T18")
@given(st.lists(NASTY, min_size=1, max_size=8))
def test_a_text_of_an_xlsx_is_a_text_whatever_it_looks_like(texts: list[str]) -> None:
    for cell, text in zip(cells(["x", *texts, "end"])[0][1:], texts, strict=False):
        assert (cell.data_type, cell.hyperlink) == ("s" if cell.value is not None else "n", None)
        written = guarded(text.replace("\x00", ""))
        assert unescape(str(cell.value or "")).replace("\r", "\n").strip() == written.replace("\r", "\n").strip()


@pytest.mark.threat("T18")
@given(st.lists(NASTY, min_size=1, max_size=8), st.sampled_from([",", ";"]))
def test_a_text_of_csv_comes_back_as_it_was(texts: list[str], separator: str) -> None:
    line = csv_line(["x", *texts, Decimal("-5.50"), 7], separator)
    (row,) = csv.reader(io.StringIO(line, newline=""), delimiter=separator)
    assert [unguarded(cell) for cell in row[1:-2]] == texts
    assert row[-2:] == ["-5,50" if separator == ";" else "-5.50", "7"]


def test_numbers_and_moments_are_what_they_are() -> None:
    ((money, rate, count, moment, number),) = cells(
        [Decimal("1234.50"), Decimal("7.2461"), 12, AT, "3301686771403783779"]
    )
    assert (money.value, money.number_format) == (1234.5, "#,##0.00")
    assert (rate.value, rate.number_format) == (7.2461, "General")
    assert (count.value, moment.value, moment.is_date) == (12, AT.replace(tzinfo=None), True)
    assert (number.data_type, number.value) == ("s", "3301686771403783779")


def test_our_own_reader_sees_the_same() -> None:
    file = BytesIO()
    with Workbook(file) as book:
        book.row(["<r>bold</r>", "_x0041_", Decimal("868.00")])
    assert [cell.strip() for cell in read(file.getvalue()).rows[0]] == ["<r>bold</r>", "_x0041_", "868"]


def test_csv_for_a_reader_begins_with_the_mark_that_excel_looks_for_and_for_programs_with_none() -> None:
    made = {}
    for language in ("", "en", "ru"):
        file = BytesIO()
        with table(Sheet.CSV, file, ["a", "b"], language) as put:
            put([Decimal("1.50"), AT])
        made[language] = file.getvalue().decode()
    assert made[""] == '"a","b"\n1.50,2026-11-24 23:59\n'
    assert made["en"] == "\ufeff" + made[""]
    assert made["ru"] == '\ufeff"a";"b"\n1,50;2026-11-24 23:59\n'


def test_what_lies_on_the_disk_meanwhile_is_gone_in_the_end(tmp_path: Path) -> None:
    book = Workbook(BytesIO(), tmp_path)
    book.row(["heading"])
    assert list(tmp_path.iterdir()) != []
    book.__exit__(OSError, OSError(), None)
    assert list(tmp_path.iterdir()) == []
