"""What a spreadsheet shows is what is read: numbers with all their digits, dates, texts, and every encoding of CSV."""

import pytest

from bot.purchasing.sheets.cells import MOST_LINES, NO_VALUE, ProblemKind
from bot.purchasing.sheets.read_sheet import SheetProblem
from bot.sheets.child import answer_to, read
from bot.sheets.contents import Contents, SheetFault, UnreadableSheet
from bot.sheets.workbook import marked, safe_copy
from tests.sheets.archives import SHEET, changed, of_cells, of_sheets, written
from tests.sheets.whole import read_sheet

FORMULA = "<f>B1+1</f>"


def cell(inner: str, attributes: str = "") -> str:
    """What is read from the only cell of a sheet."""
    (row,) = read(of_cells(f'<row r="1"><c r="A1"{attributes}>{inner}</c></row>')).rows
    return row[0]


@pytest.mark.parametrize(
    ("inner", "attributes", "text"),
    [
        ("<v>20</v>", "", "20"),
        ("<v>20.0</v>", "", "20"),
        ("<v>2.5</v>", "", "2.5"),
        ("<v>0.30000000000000004</v>", "", "0.3"),
        ("<v>-3</v>", "", "-3"),
        ("<v>610947572360</v>", "", "610947572360"),
        ("<v>6.10947572360E+11</v>", "", "610947572360"),
        ("<v>999999999999999</v>", "", "999999999999999"),
        ("<v>1234567890123456789</v>", "", "1.23456789012346E+18"),
        ("<v>1</v>", ' t="b"', "TRUE"),
        ("<v>45000</v>", ' s="1"', "2023-03-15"),
        ("<v>45000.5</v>", ' s="2"', "2023-03-15T12:00:00"),
        ("<is><t>00120</t></is>", ' t="inlineStr"', "00120"),
        ("<is><t>=cmd|'/C calc'!A0</t></is>", ' t="inlineStr"', "=cmd|'/C calc'!A0"),
        (f"{FORMULA}<v>7</v>", "", "7"),
        (f"{FORMULA}<v>white</v>", ' t="str"', "white"),
        (FORMULA, "", NO_VALUE),
        (f"{FORMULA}<v></v>", "", NO_VALUE),
        (f"{FORMULA}<v/>", ' t="str"', NO_VALUE),
        ('<f t="shared" si="0"/>', ' s="1"', NO_VALUE),
        ("<v>#REF!</v>", ' t="e"', NO_VALUE),
        (f"{FORMULA}<v>#DIV/0!</v>", ' s="0" t="e"', NO_VALUE),
    ],
)
def test_a_cell_is_the_text_that_it_shows(inner: str, attributes: str, text: str) -> None:
    assert cell(inner, attributes) == text


def test_an_empty_cell_with_a_look_of_its_own_is_empty() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1" t="e"/><c r="D1"><v>2</v></c></row>'
    assert read(of_cells(cells)).rows == (("1", "", "", "2"),)


def test_a_formula_without_a_value_is_told_by_its_row() -> None:
    row = '<row r="4"><c r="A4"><v>610947572360</v></c><c r="B4"><f>C4*2</f></c></row>'
    other = '<row r="5"><c r="A5"><v>610947572361</v></c><c r="B5"><f>C5*2</f><v>8</v></c></row>'
    sheet = read_sheet(read(of_cells(row + other)).rows)
    assert sheet.problems == (SheetProblem(4, ProblemKind.NO_VALUE, "610947572360"),)
    assert [line.row for line in sheet.lines] == [5]


def test_a_row_that_a_filter_hides_is_told_and_not_bought() -> None:
    row = '<row r="{0}"{1}><c r="A{0}"><v>610947572360</v></c><c r="B{0}"><v>{0}</v></c></row>'
    rows = (
        row.format(2, ""),
        row.format(3, ' hidden="1" ht="0"'),
        '<row r="4" hidden="true"/>',
        row.format(5, ' hidden="0"'),
    )
    sheet = read_sheet(read(of_cells("".join(rows))).rows)
    assert [line.row for line in sheet.lines] == [2, 5]
    assert sheet.problems == (SheetProblem(3, ProblemKind.HIDDEN),)


@pytest.mark.parametrize("tag", ['<c t="e">', '<row r="1" hidden="1">', "<c><f>", "<c \t\t\t", '<c t="e"'])
def test_what_never_ends_takes_no_longer_than_what_does(tag: str) -> None:
    endless = tag.encode() * 200_000
    assert marked(endless) == endless


def test_marks_are_seen_whatever_the_names_of_the_xml_are_called() -> None:
    prefix = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "<x:c r='A1'><x:v>610947572360</x:v></x:c><x:c r='B1' t='str'><x:f>C1</x:f></x:c>"
    xml = f'<x:worksheet xmlns:x="{prefix}"><x:sheetData><x:row r="1">{cells}</x:row></x:sheetData></x:worksheet>'
    assert read(changed({SHEET: xml})).rows == (("610947572360", NO_VALUE),)


def test_an_id_that_came_as_a_number_and_lost_digits_is_told_by_its_row() -> None:
    row = '<row r="1"><c r="A1"><v>{}</v></c><c r="B1"><v>5</v></c></row>'
    (problem,) = read_sheet(read(of_cells(row.format("12345678901234567"))).rows).problems
    assert (problem.row, problem.kind) == (1, ProblemKind.LOST_DIGITS)
    assert read_sheet(read(of_cells(row.format("610947572360"))).rows).problems == ()


def test_rows_keep_their_numbers_and_end_with_their_last_word() -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row>'
    assert read(of_cells(rows)).rows == ((), (), ("", "1"), (), ("2",))


def test_the_first_sheet_that_is_seen_and_holds_anything_is_read_and_the_others_are_named() -> None:
    contents = read(of_sheets(Old="hidden", Empty="visible", May="visible", June="visible", Deep="veryHidden"))
    assert contents == Contents((("May",),), "May", ("Empty", "June"))


def test_pictures_and_what_else_lies_in_the_archive_are_never_unpacked() -> None:
    data = changed({"xl/media/image1.png": b"\0" * 50_000_000, "xl/charts/chart1.xml": "<!DOCTYPE x>"}, ("a", 1))
    assert read(data).rows == (("a", "1"),)
    assert len(safe_copy(data)) < 10_000


def test_as_many_equal_lines_as_a_sheet_may_have_are_no_bomb() -> None:
    row = ("https://detail.1688.com/offer/610947572360.html", "white", "20")
    assert len(read(written(("Link", "Variant", "Qty"), *[row] * MOST_LINES)).rows) == MOST_LINES + 1


TEXT = "Ссылка,变体,Qty\n610947572360,白色 белый,20\n"
ROWS = (("Ссылка", "变体", "Qty"), ("610947572360", "白色 белый", "20"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_each_encoding(encoding: str) -> None:
    assert read(TEXT.encode(encoding)).rows == ROWS


def test_a_text_may_have_its_bytes_the_other_way_round() -> None:
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be")).rows == ROWS


def test_a_russian_spreadsheet_s_own_encoding_is_known_from_a_chinese_one_s() -> None:
    russian, chinese = "Ссылка;Цвет;Кол-во\n610947572360;Белый;20", "链接;颜色;数量\n610947572360;白色;20"
    for text, encoding in ((russian, "cp1251"), (chinese, "gb18030")):
        assert read(text.encode(encoding)).rows == tuple(tuple(line.split(";")) for line in text.split("\n"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_is_read_with_each_delimiter(delimiter: str) -> None:
    text = f'Link{delimiter}Note{delimiter}Qty\r\n610947572360{delimiter}"a, b; ""c""\nd"{delimiter}20\r\n'
    assert read(text.encode()).rows == (("Link", "Note", "Qty"), ("610947572360", 'a, b; "c"\nd', "20"))


def test_a_text_may_name_its_delimiter_and_keeps_its_row_numbers() -> None:
    assert read(b"sep=;\r\na,b,c;20\r\n").rows == ((), ("a,b,c", "20"))


def test_a_cell_of_a_text_that_would_run_something_is_text() -> None:
    assert read(b"610947572360,\"=cmd|'/C calc'!A0\",20").rows == (("610947572360", "=cmd|'/C calc'!A0", "20"),)


@pytest.mark.parametrize("rows", [MOST_LINES + 1, MOST_LINES + 2])
def test_a_heading_and_5000_lines_fit(rows: int) -> None:
    data = b"610947572360,1\n" * rows
    if rows == MOST_LINES + 1:
        assert len(read(data).rows) == rows
    else:
        with pytest.raises(UnreadableSheet) as refused:
            read(data)
        assert refused.value.fault is SheetFault.TOO_MANY_ROWS


def test_an_answer_is_a_head_and_a_line_for_each_row() -> None:
    assert answer_to("链接,数量\n1,2".encode()) == [
        b'{"sheet": "", "others": []}\n',
        '["链接", "数量"]\n'.encode(),
        b'["1", "2"]\n',
    ]
    assert answer_to(b"") == [b'{"fault": "no_rows"}\n']
