"""Money keeps every fen: from text to fen and back, in sums, and at a rate."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.money import LARGEST, Fen, fen_from_yuan, show, times, yuan

amounts = st.integers(min_value=0, max_value=10**12).map(Fen)
small = st.integers(min_value=0, max_value=10**8).map(Fen)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("318", 31800),
        ("318.0", 31800),
        ("318.5", 31850),
        ("19.99", 1999),
        ("0.01", 1),
        ("0", 0),
        ("0.00", 0),
        ("007.10", 710),
        ("2.5000", 250),
        (Decimal("19.99"), 1999),
        (Decimal("1E+3"), 100000),
        (Decimal("1.230"), 123),
        (Decimal("-0"), 0),
        (Decimal("0E-30"), 0),
        (12, 1200),
    ],
)
def test_yuan_become_fen_exactly(written: str | Decimal | int, fen: int) -> None:
    assert fen_from_yuan(written) == fen


@pytest.mark.parametrize(
    "written",
    [
        "19.999",
        "0.001",
        "-1",
        "+1",
        "",
        " 1",
        "1 ",
        "1\n",
        ".5",
        "5.",
        "1,000",
        "1 000",
        "1e3",
        "NaN",
        "Infinity",
        "１０",
        "١٠",
        "1٫5",
        "¥5",
        "1_000",
        "9" * 5000,
        "1." + "0" * 5000,
        "99999999999999",
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
        Decimal("-0.01"),
        Decimal("0.005"),
        Decimal("1E-300"),
        Decimal("1E+999999"),
        -1,
        10**40,
    ],
    ids=lambda written: repr(written)[:16],
)
def test_what_is_no_exact_amount_is_refused(written: str | Decimal | int) -> None:
    with pytest.raises(ValueError, match="amount"):
        fen_from_yuan(written)


@pytest.mark.parametrize("written", [19.99, 1.0, float("nan"), True, None, b"1"])
def test_a_float_is_never_money(written: Any) -> None:
    with pytest.raises(TypeError):
        fen_from_yuan(written)


def test_nothing_is_reckoned_from_a_float_or_a_truth_value() -> None:
    wrong: Any
    for wrong in (1.0, True, Decimal(1), "1"):
        with pytest.raises(TypeError):
            times(Fen(1), wrong)
        with pytest.raises(TypeError):
            yuan(wrong)


@pytest.mark.parametrize(
    ("fen", "wire", "card"),
    [
        (0, "0.00", "¥ 0.00"),
        (5, "0.05", "¥ 0.05"),
        (31800, "318.00", "¥ 318.00"),
        (131800, "1318.00", "¥ 1,318.00"),
        (1240000, "12400.00", "¥ 12,400.00"),
        (123456789012, "1234567890.12", "¥ 1,234,567,890.12"),
        (-5000, "-50.00", "-¥ 50.00"),
        (-5, "-0.05", "-¥ 0.05"),
    ],
)
def test_an_amount_is_written_for_the_wire_and_for_people(fen: int, wire: str, card: str) -> None:
    assert yuan(Fen(fen)) == wire
    assert show(Fen(fen)) == card


@pytest.mark.threat("T24")
@given(amounts)
def test_an_amount_survives_being_written_and_read(fen: Fen) -> None:
    written = yuan(fen)
    assert written.isascii()
    assert fen_from_yuan(written) == fen
    assert fen_from_yuan(Decimal(written)) == fen
    assert show(fen).replace(",", "") == f"¥ {written}"


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=0, max_value=10**4), amounts)
def test_a_part_of_a_fen_is_never_lost_silently(part: int, zeros: int, fen: Fen) -> None:
    exact = Decimal(fen) / 100 + Decimal(part) / 10**9
    if Decimal(part) % 10**7 == 0:
        assert fen_from_yuan(exact) == fen + part // 10**7
    else:
        with pytest.raises(ValueError, match="two decimals"):
            fen_from_yuan(exact)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    try:
        fen = fen_from_yuan(text)
    except ValueError:
        return
    assert 0 <= fen <= LARGEST
    assert Decimal(text) * 100 == fen


@pytest.mark.parametrize(
    ("written", "fen"), [("9999999999999", 999_999_999_999_900), (Decimal("1E+1"), 1000), (Decimal("0E-40"), 0)]
)
def test_the_largest_and_the_oddest_amounts_are_read(written: str | Decimal, fen: int) -> None:
    assert fen_from_yuan(written) == fen


def test_the_largest_amount_is_ten_million_million_yuan_and_is_read() -> None:
    assert LARGEST == 10**15
    assert fen_from_yuan("10000000000000") == LARGEST
    assert fen_from_yuan("9999999999999.99") == LARGEST - 1
    for above in ("10000000000000.01", "100000000000000", "100000000000000.001"):
        with pytest.raises(ValueError, match="of this size"):
            fen_from_yuan(above)


def test_what_is_smaller_than_any_price_is_told_from_a_part_of_a_fen() -> None:
    with pytest.raises(ValueError, match="two decimals"):
        fen_from_yuan(Decimal("1E-40"))
    with pytest.raises(ValueError, match="of this size"):
        fen_from_yuan(Decimal("1E-41"))


@pytest.mark.parametrize("zeros", [20, 57, 58, 59, 60, 500])
def test_a_part_of_a_fen_is_seen_behind_any_number_of_zeros(zeros: int) -> None:
    with pytest.raises(ValueError, match="two decimals"):
        fen_from_yuan(Decimal("1.00" + "0" * zeros + "1"))
    assert fen_from_yuan(Decimal("1.01" + "0" * zeros)) == 101
