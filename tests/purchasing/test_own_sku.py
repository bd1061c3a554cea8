"""Own SKUs: what can be a code, how codes are compared, ratios, and what lines of codes ask for."""

import pytest

from bot.purchasing.own_sku import (
    AskedSku,
    CodeFault,
    CodeLine,
    OwnSku,
    Source,
    by_code,
    code_fault,
    code_lines,
    normal,
    other_source,
    read_ratio,
)
from bot.purchasing.reading.quantity import Doubt, Quantity

ONE, TWO = Source("610947572360", "s1", "red / M"), Source("610947572361")


@pytest.mark.parametrize(
    "code", ["TSH-RED-M", "tsh_red.m", "футболка-М", "货号12", "A1", "10452", "2024-07-TSH", "TSH/RED/M", "x" * 64]
)
def test_these_can_be_codes(code: str) -> None:
    assert code_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", CodeFault.EMPTY),
        ("\u200b", CodeFault.EMPTY),
        ("x" * 65, CodeFault.TOO_LONG),
        ("TSH RED", CodeFault.WHITE_SPACE),
        ("TSH\u3000RED", CodeFault.WHITE_SPACE),
        ("=A1", CodeFault.FIRST_SIGN),
        ("/buy", CodeFault.FIRST_SIGN),
        ("-1", CodeFault.FIRST_SIGN),
        ("610947572360", CodeFault.LIKE_AN_ID),
        ("６１０９４７５７２３６０", CodeFault.LIKE_AN_ID),
        ("123456789", CodeFault.LIKE_AN_ID),
        ("0123456789abcdef0123456789ABCDEF", CodeFault.LIKE_AN_ID),
        ("detail.1688.com/offer/610947572360.html", CodeFault.LIKE_A_LINK),
        ("https://example.com", CodeFault.LIKE_A_LINK),
        ("20", CodeFault.LIKE_A_NUMBER),
        ("x20", CodeFault.LIKE_A_NUMBER),
        ("20pcs", CodeFault.LIKE_A_NUMBER),
        ("Remove", CodeFault.RESERVED),
        ("TSH\u202eM", CodeFault.RESERVED),
    ],
)
def test_these_can_be_no_codes(code: str, fault: CodeFault) -> None:
    assert code_fault(code) is fault


def test_neither_case_nor_width_nor_what_is_invisible_tells_codes_apart() -> None:
    assert {normal(each) for each in ("TSH-red", "tsh-RED", "ＴＳＨ－ＲＥＤ", "tsh\u200b-red ")} == {"tsh-red"}
    assert normal("TSH-red") != normal("TSH-rod")


@pytest.mark.parametrize(("text", "ratio"), [("1", 1), ("5", 5), ("５", 5), ("9999", 9999)])
def test_a_ratio_is_a_whole_number_of_pieces(text: str, ratio: int) -> None:
    assert read_ratio(text) == ratio


@pytest.mark.parametrize("text", ["0", "0.5", "1.5", "-1", "10000", "", "five", "1/2", "1,000"])
def test_nothing_else_is_a_ratio(text: str) -> None:
    assert read_ratio(text) is None


def test_a_reserve_is_the_other_source_and_the_way_back_is_the_default() -> None:
    asked = by_code(OwnSku("TSH", "Shirt", 5, ONE, TWO), 4)
    assert (asked.pieces, asked.source, asked.reserve) == (20, ONE, False)
    other = other_source(asked)
    assert (other.pieces, other.source, other.other, other.reserve) == (20, TWO, ONE, True)
    assert other_source(other) == asked


def test_what_has_one_source_has_no_other() -> None:
    with pytest.raises(ValueError, match="TSH has one source"):
        other_source(AskedSku("TSH", "", 1, 1, ONE))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("TSH-RED-M 20", [("TSH-RED-M", 20)]),
        ("TSH-RED-M: 20 pcs\n\n CUP × 3", [("TSH-RED-M", 20), ("CUP", 3)]),
        ("CUP - 3", [("CUP", 3)]),
        ("货号12 20件", [("货号12", 20)]),
        ("CUP\t3", [("CUP", 3)]),
    ],
)
def test_lines_of_codes_are_read(text: str, lines: list[tuple[str, int]]) -> None:
    assert code_lines(text) == tuple(CodeLine(code, Quantity(count)) for code, count in lines)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CUP",
        "CUP -3",
        "CUP 0",
        "please send CUP 20",
        "CUP 20 and more",
        "CUP 20\nhello",
        "610947572360 20",
        "https://detail.1688.com/offer/610947572360.html 20",
        "1 000",
        "20 CUP 30",
        "CUP \u202e20",
    ],
)
def test_any_other_text_is_no_lines_of_codes(text: str) -> None:
    assert code_lines(text) == ()


def test_a_doubtful_count_stays_a_doubt() -> None:
    assert code_lines("CUP 1.000") == (CodeLine("CUP", Doubt(1000, 1)),)


def test_a_code_alone_is_a_line_only_where_it_was_meant() -> None:
    assert code_lines("CUP", alone=True) == (CodeLine("CUP", None),)
    assert code_lines("CUP\nMUG", alone=True) == ()
