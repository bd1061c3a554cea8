"""A quantity is read only when it is certain; everything else is asked back or refused with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.reading.quantity import (
    LARGEST,
    Doubt,
    Mention,
    Quantity,
    QuantityFault,
    Reading,
    Wrong,
    doubted,
    leading,
    mentions,
    read_quantity,
    trailing,
)

pieces = st.integers(min_value=1, max_value=LARGEST)
UNITS = ["pcs", "pc", "pieces", "шт", "шт.", "штук", "件", "个", "units", "ед."]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10", 10),
        (" 10 ", 10),
        ("10\n", 10),
        ("999999", 999_999),
        ("10 pcs", 10),
        ("10 шт", 10),
        ("10шт.", 10),
        ("10 ШТУК", 10),
        ("10件", 10),
        ("x10", 10),
        ("×10", 10),
        ("х10", 10),
        ("qty: 10", 10),
        ("数量：10", 10),
        ("x10 pcs", 10),
        ("10x", 10),
        ("10 ×", 10),
        ("10х", 10),
        ("two", 2),
        ("Two pcs", 2),
        ("два", 2),
        ("две штуки", 2),
        ("两个", 2),
        ("十", 10),
        ("二十五件", 25),
        ("一百", 100),
    ],
)
def test_a_plain_number_is_a_quantity(text: str, value: int) -> None:
    assert read_quantity(text) == Quantity(value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("１０", 10),
        ("١٠", 10),
        ("۱۰", 10),
        ("१०", 10),
        ("1٠", 10),
        ("𝟏𝟎", 10),
        ("１０件", 10),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("1'000", 1000),
        ("12,345", 12345),
        ("1,000.00", 1000),
        ("10.0", 10),
        ("10,00", 10),
        ("10.", 10),
        ("007", 7),
        ("+5", 5),
        ("1\u200b0", 10),
        ("\u202e12", 12),
        ("\u206612\u2069", 12),
    ],
)
def test_a_number_that_could_be_read_otherwise_is_asked_back(text: str, meant: int) -> None:
    assert read_quantity(text) == Doubt(meant)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("1.000", (1000, 1)),
        ("1,000", (1000, 1)),
        ("12.000 шт", (12_000, 12)),
        ("1,000.00", (1000,)),
        ("1.250", (1250,)),
    ],
)
def test_a_thousand_that_is_one_elsewhere_is_asked_with_both_numbers(text: str, options: tuple[int, ...]) -> None:
    reading = read_quantity(text)
    assert isinstance(reading, Doubt)
    assert reading.options == options


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", QuantityFault.EMPTY),
        (" \t\n", QuantityFault.EMPTY),
        ("\u200b", QuantityFault.EMPTY),
        ("0", QuantityFault.ZERO),
        ("00", QuantityFault.ZERO),
        ("0.0", QuantityFault.ZERO),
        ("-0", QuantityFault.ZERO),
        ("０", QuantityFault.ZERO),
        ("-5", QuantityFault.NEGATIVE),
        ("−5", QuantityFault.NEGATIVE),
        ("-5 pcs", QuantityFault.NEGATIVE),
        ("-1.5", QuantityFault.NEGATIVE),
        ("1.5", QuantityFault.FRACTIONAL),
        ("1,5", QuantityFault.FRACTIONAL),
        ("1٫5", QuantityFault.FRACTIONAL),
        (".5", QuantityFault.FRACTIONAL),
        ("0.500", QuantityFault.FRACTIONAL),
        ("0,500", QuantityFault.FRACTIONAL),
        ("10.5 шт", QuantityFault.FRACTIONAL),
        ("1e3", QuantityFault.NOT_A_NUMBER),
        ("0x10", QuantityFault.NOT_A_NUMBER),
        ("10abc", QuantityFault.NOT_A_NUMBER),
        ("abc", QuantityFault.NOT_A_NUMBER),
        ("10 kg", QuantityFault.NOT_A_NUMBER),
        ("1_000", QuantityFault.NOT_A_NUMBER),
        ("1,2,3", QuantityFault.NOT_A_NUMBER),
        ("10 20", QuantityFault.NOT_A_NUMBER),
        ("10%", QuantityFault.NOT_A_NUMBER),
        ("½", QuantityFault.NOT_A_NUMBER),
        ("²", QuantityFault.NOT_A_NUMBER),
        ("⑩", QuantityFault.NOT_A_NUMBER),
        ("零", QuantityFault.NOT_A_NUMBER),
        ("十一百", QuantityFault.NOT_A_NUMBER),
        ("2 boxes", QuantityFault.NOT_A_NUMBER),
        ("2.5 dozen", QuantityFault.FRACTIONAL),
        ("99999 dozen", QuantityFault.TOO_LARGE),
        ("--5", QuantityFault.NOT_A_NUMBER),
        ("-", QuantityFault.NOT_A_NUMBER),
        ("+", QuantityFault.NOT_A_NUMBER),
        (".", QuantityFault.NOT_A_NUMBER),
        ("x", QuantityFault.NOT_A_NUMBER),
        ("pcs", QuantityFault.NOT_A_NUMBER),
        ("nan", QuantityFault.NOT_A_NUMBER),
        ("1000000", QuantityFault.TOO_LARGE),
        ("1 000 000", QuantityFault.TOO_LARGE),
        ("１００００００", QuantityFault.TOO_LARGE),
        ("9" * 1_000_000, QuantityFault.TOO_LARGE),
        ("9" * 5_000 + "x", QuantityFault.NOT_A_NUMBER),
        ("1," * 2_500, QuantityFault.NOT_A_NUMBER),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_quantity_is_refused_with_its_reason(text: str, reason: QuantityFault) -> None:
    assert read_quantity(text) == Wrong(reason)


@given(pieces, st.sampled_from(["", *UNITS, *(" " + unit for unit in UNITS)]))
def test_every_quantity_survives_being_written_and_read(value: int, unit: str) -> None:
    assert read_quantity(f"{value}{unit}") == Quantity(value)


@pytest.mark.threat("T17")
@given(pieces, st.sampled_from("٠۰०０߀𝟎"))
def test_digits_of_other_scripts_are_never_read_silently(value: int, zero: str) -> None:
    foreign = "".join(chr(ord(zero) + int(digit)) for digit in str(value))
    assert read_quantity(foreign) == Doubt(value)


@given(pieces)
def test_grouped_thousands_are_asked_back(value: int) -> None:
    for written in (f"{value:,}", f"{value:,}".replace(",", "."), f"{value:,}".replace(",", " ")):
        reading = read_quantity(written)
        assert reading == Quantity(value) if value < 1000 else isinstance(reading, Doubt) and reading.meant == value


@given(st.text(max_size=60))
def test_any_text_is_read_doubted_or_refused(text: str) -> None:
    reading = read_quantity(text)
    if isinstance(reading, Quantity):
        assert str(reading.value) in text or not any(sign.isdigit() for sign in text)
        assert 1 <= reading.value <= LARGEST
    elif isinstance(reading, Doubt):
        assert 1 <= reading.meant <= LARGEST
    else:
        assert isinstance(reading, Wrong)


@given(st.text(alphabet="0123456789.,'-+xX×* \u00a0٠٫１шт件pcs\u200b", max_size=50))
def test_only_plain_digits_are_ever_certain(text: str) -> None:
    reading = read_quantity(text)
    if isinstance(reading, Quantity):
        assert [part for part in _runs(text) if part] == [str(reading.value)]


def _runs(text: str) -> list[str]:
    return "".join(sign if sign.isdigit() else " " for sign in text).split(" ")


@pytest.mark.parametrize(
    ("text", "named", "reading"),
    [
        ("x20", "x20", Quantity(20)),
        ("X20", "X20", Quantity(20)),
        ("х20", "х20", Quantity(20)),
        ("×20", "×20", Quantity(20)),
        ("*20", "*20", Quantity(20)),
        ("✖20", "✖20", Quantity(20)),
        ("нужно 20 шт", "20 шт", Quantity(20)),
        ("20 штук, да", "20 штук", Quantity(20)),
        ("要20件谢谢", "20件", Quantity(20)),
        ("20个", "20个", Quantity(20)),
        ("20 pcs please", "20 pcs", Quantity(20)),
        ("20pc", "20pc", Quantity(20)),
        ("qty 20", "qty 20", Quantity(20)),
        ("Qty: 20", "Qty: 20", Quantity(20)),
        ("кол-во 20", "кол-во 20", Quantity(20)),
        ("数量20", "数量20", Quantity(20)),
        ("数量：20", "数量：20", Quantity(20)),
        ("x20 шт", "x20 шт", Quantity(20)),
        ("x20 M", "x20", Quantity(20)),
        ("x20, white", "x20", Quantity(20)),
        ("20x white", "20x", Quantity(20)),
        ("white 20 ×", "20 ×", Quantity(20)),
        ("x１０", "x１０", Doubt(10)),
        ("1 000 шт", "1 000 шт", Doubt(1000)),
        ("x1 000, please", "x1 000", Doubt(1000)),
        ("x0", "x0", Wrong(QuantityFault.ZERO)),
        ("20.5 шт", "20.5 шт", Wrong(QuantityFault.FRACTIONAL)),
        ("x1000000", "x1000000", Wrong(QuantityFault.TOO_LARGE)),
    ],
)
def test_a_quantity_is_found_in_a_sentence(text: str, named: str, reading: Reading) -> None:
    (mention,) = mentions(text)
    assert (text[mention.start : mention.end], mention.reading) == (named, reading)


@pytest.mark.parametrize(
    "text",
    [
        "20",
        "CZ9885",
        "¥20",
        "￥20件",
        "20 ₽",
        "20元",
        "x20元",
        "x20 cm",
        "x20x30",
        "20x30",
        "3xl",
        "x2 boxes",
        "2 pcs of packs",
        "10 x 20",
        "20件装",
        "满100件",
        "20/шт",
        "5 ¥/шт",
        "20pcs/box",
        "10-20 шт",
        "-5 шт",
        "1 000.5 шт",
        "x1 000.5",
        "ax20",
        "20 штаб",
        "№5",
        "2026",
    ],
)
def test_what_only_looks_like_a_quantity_is_left_alone(text: str) -> None:
    assert list(mentions(text)) == []


def test_quantities_in_a_text_that_reads_otherwise_are_doubts() -> None:
    assert [mention.reading for mention in mentions("x20", certain=False)] == [Doubt(20)]
    assert doubted(Wrong(QuantityFault.ZERO)) == Wrong(QuantityFault.ZERO)


@pytest.mark.parametrize(
    ("text", "head", "reading"),
    [
        ("50 white/M", "50", Quantity(50)),
        ("x50", "x50", Quantity(50)),
        ("50 шт white", "50 шт", Quantity(50)),
        ("50x white", "50x", Quantity(50)),
        ("two white", "two", Quantity(2)),
        ("两个 白色", "两个", Quantity(2)),
        ("50, white", "50", Quantity(50)),
        ("50 100ml", "50", Quantity(50)),
        ("50 42 red", "50", Quantity(50)),
        ("1 000, white", "1 000", Doubt(1000)),
        ("１０ white", "１０", Doubt(10)),
        ("1.5 white", "1.5", Wrong(QuantityFault.FRACTIONAL)),
        ("-5 white", "-5", Wrong(QuantityFault.NEGATIVE)),
        ("0", "0", Wrong(QuantityFault.ZERO)),
        ("3XL", "3XL", Wrong(QuantityFault.NOT_A_NUMBER)),
        ("1 000.5 w", "1 000.5", Wrong(QuantityFault.NOT_A_NUMBER)),
    ],
)
def test_the_head_of_an_order_is_its_quantity(text: str, head: str, reading: Reading) -> None:
    assert leading(text) == Mention(0, len(head), reading)


@pytest.mark.parametrize("text", ["", "white", "white 50", "M", " 50"])
def test_an_order_without_a_number_at_its_head_has_no_leading_quantity(text: str) -> None:
    assert leading(text) is None


@pytest.mark.parametrize(
    ("text", "tail", "reading"),
    [
        ("white/M 50", "50", Quantity(50)),
        ("红色 L 10", "10", Quantity(10)),
        ("white x50", "x50", Quantity(50)),
        ("white 50x", "50x", Quantity(50)),
        ("white - 50 pcs", "50 pcs", Quantity(50)),
        ("белый: две штуки", "две штуки", Quantity(2)),
        ("white 1.000", "1.000", Doubt(1000, 1)),
        ("white 1 000", "1 000", Doubt(1000)),
    ],
)
def test_the_tail_of_an_order_may_be_its_quantity(text: str, tail: str, reading: Reading) -> None:
    assert trailing(text) == Mention(len(text) - len(tail), len(text), reading)


@pytest.mark.parametrize("text", ["", "white", "50 white", "EU50", "v1.5a", "twos"])
def test_words_that_end_in_no_number_have_no_trailing_quantity(text: str) -> None:
    assert trailing(text) is None


@given(st.text(alphabet="0123456789 .,xх*qtyшт件个\n-¥/", max_size=200))
def test_mentions_stand_in_order_inside_the_text(text: str) -> None:
    found = list(mentions(text))
    places = [place for mention in found for place in (mention.start, mention.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2 dozen", 24),
        ("x2 dozen", 24),
        ("two dozen", 24),
        ("dozen", 12),
        ("2 дюжины", 24),
        ("две дюжины", 24),
        ("两打", 24),
    ],
)
def test_a_dozen_is_twelve_pieces_that_the_person_confirms(text: str, pieces: int) -> None:
    assert read_quantity(text) == Doubt(pieces)
    if text != "dozen":
        assert [mention.reading for mention in mentions(f"white M {text}")] == [Doubt(pieces)]
