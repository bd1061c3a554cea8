"""What of a text is a waybill, and what stays what it is: a product, a purchase, a sentence."""

import pytest

from bot.purchasing.reading.waybills import Scanned, waybills_in, waybills_of


@pytest.mark.parametrize(
    ("text", "waybill"),
    [
        ("YT8812345678901", "YT8812345678901"),
        (" sf1234567890123 ", "SF1234567890123"),
        ("yt 8812 3456 78901", None),
        ("YT8812 3456 78901", "YT8812345678901"),
        ("ＹＴ8812345678901", "YT8812345678901"),
        ("JDVA12345678901", "JDVA12345678901"),
        ("EA123456789CN", "EA123456789CN"),
        ("773012345678901", "773012345678901"),
        ("75312345678901", "75312345678901"),
    ],
)
def test_what_only_a_carrier_writes_is_plainly_a_waybill(text: str, waybill: str | None) -> None:
    (scanned,) = waybills_in(text)
    assert (scanned.plain, scanned.text if scanned.plain else None) == (waybill is not None, waybill)


@pytest.mark.parametrize("text", ["612345678901", "4301234567890", "6123456789", "offer 612345678901"])
def test_what_may_be_a_product_is_a_waybill_only_if_a_parcel_has_it(text: str) -> None:
    assert [each.plain for each in waybills_in(text)] == [False]


@pytest.mark.parametrize(
    "text", ["", "hello", "50", "white M", "YT8812345678901 arrived?", "https://detail.1688.com/offer/1.html", "A1-B2"]
)
def test_what_is_no_waybill_is_not_looked_up(text: str) -> None:
    assert not any(not each.number for each in waybills_in(text))


@pytest.mark.parametrize(("text", "number"), [("#1042", "1042"), ("№1042/2", "1042/2"), ("3301686771403783779",) * 2])
def test_a_number_of_ours_is_one(text: str, number: str) -> None:
    assert waybills_in(text) == (Scanned(number, number=True),)


def test_lines_of_a_hand_scanner_are_read_each_once_and_one_strange_line_makes_it_a_text() -> None:
    text = "YT8812345678901\r\nSF1234567890123\n\nyt8812345678901\n#1042; 612345678901"
    found = waybills_in(text)
    assert [each.text for each in found] == ["YT8812345678901", "SF1234567890123", "1042", "612345678901"]
    assert waybills_in(f"{text}\nand the rest tomorrow") == ()


def test_of_the_codes_on_a_label_only_waybills_count_and_those_can_be_no_product() -> None:
    assert waybills_of(["https://q.example/a", "YT8812345678901", "612345678901", "yt8812345678901", "A-3"]) == (
        Scanned("YT8812345678901", plain=True),
        Scanned("612345678901", plain=True),
    )
