"""What we write for a spreadsheet is run by none, whichever sign it takes for a separator, and is read back exactly."""

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest

from bot.purchasing.exports import Sheet
from bot.purchasing.own_sku import OwnSku, Source
from bot.purchasing.sheets.cells import guarded, unguarded
from bot.purchasing.sheets.sku_sheet import SkuRow, list_columns, read_list
from bot.sheets import writing
from bot.sheets.child import read
from bot.sheets.writing import csv_line, sku_list, table
from tests.sheets.archives import written

RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1＋1", "＋1", "－1", "＠SUM(A1)", "lamp;=1+1;x", "lamp\t=1+1",
    "lamp;＝1＋1", 'lamp;"=1+1;x', 'lamp; "" =1+1', "lamp\n=1+1", "lamp\r\n@A1", "lamp;;-1", "'=1+1", "lamp;'=1+1",
    "; =1", '"=1+1', " =1+1", "''＝1",
)  # fmt: skip
HARMLESS = ("lamp", "a-b+c=d@e", "杭州 & Söhne <x>", "it's; fine", "10;20", "'quoted'", "'", "", "x;'y", "a;b\tc")


def made_up(count: int) -> Iterator[str]:
    """Texts of the signs that matter, in any order."""
    chance = random.Random(20)
    for _ in range(count):
        yield "".join(chance.choices("=+-@＝＠'\"; \t\r\nax,", k=chance.randrange(9)))


def run_by(line: str, separator: str) -> list[str]:
    """The cells that a spreadsheet would run that separates by this sign, whether or not it minds quotes."""
    minding = list(csv.reader(line.splitlines(keepends=True), delimiter=separator))
    cells = [cell for row in minding for cell in row]
    if separator != ",":
        cells += [cell for row in line.splitlines() for cell in row.split(separator)]
    return [cell for cell in cells if cell.lstrip(' "').startswith(RUNS)]


@pytest.mark.threat("T18")
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_text_is_run_whatever_separates(separator: str) -> None:
    for text in (*HOSTILE, *HARMLESS, *made_up(5000)):
        line = csv_line(["lamp", text, 7, text, None, "end"])
        assert run_by(line, separator) == [], (text, line)


def test_every_text_stands_in_quotes_and_numbers_stay_numbers() -> None:
    assert csv_line(["lamp", 5, -5, None, "3301", "a;=b"]) == '"lamp",5,-5,"","3301","a;\'=b"\n'


def test_what_is_guarded_is_read_back_exactly() -> None:
    for text in (*HOSTILE, *HARMLESS, *made_up(20_000)):
        assert unguarded(guarded(text)) == text
    assert [text for text in HARMLESS if guarded(text) != text] == []


def test_an_xlsx_guards_its_texts_as_well() -> None:
    for text in ("=1+1", "lamp;=1+1;x", "＝1", "lamp"):
        assert read(written((text, 5))).rows[0] == (guarded(text), "5")


def test_json_lines_say_exactly_what_is_stored() -> None:
    file = BytesIO()
    with table(Sheet.JSONL, file, ["title"]) as put:
        for text in HOSTILE:
            put([text])
    assert [json.loads(line) for line in file.getvalue().splitlines()] == [{"title": text} for text in HOSTILE]


@pytest.mark.threat("T18")
@pytest.mark.parametrize("form", ["skus.xlsx", "skus.csv"])
@pytest.mark.parametrize("words", ["=red", "red;=1+1;x", "－red", "'=red", "red; @big", "red"])
def test_a_list_of_own_skus_comes_back_as_it_was(form: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if form == "skus.csv":
        monkeypatch.setattr(writing, "find_spec", lambda _: None)
    sku = OwnSku("LAMP-1", f"{words} lamp", 2, Source("600000000001", "", words), Source("600000000002", "", words))
    name, data = sku_list([sku, replace(sku, code="LAMP-2")], "en")
    assert name == form
    table = read(data).rows
    found = list_columns(table)
    assert found is not None
    rows = [row for row in read_list(table, *found) if isinstance(row, SkuRow)]
    assert [(row.code, row.name, row.variant, row.reserve_variant, row.ratio) for row in rows] == [
        (code, f"{words} lamp", words, words, 2) for code in ("LAMP-1", "LAMP-2")
    ]
