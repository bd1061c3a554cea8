"""Single fields of 1688's JSON, with the forms that hurt."""

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.openplatform.wire import fields
from bot.market.openplatform.wire.fields import FormError, read_json
from bot.purchasing.money import Fen, yuan

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": -Infinity}',
        "[" * 100_000,
        '{"a": 1e99999999999999999999}',
    ],
    ids=["empty", "cut", "nan", "infinity", "minus infinity", "endless depth", "huge exponent"],
)
def test_what_is_no_json_is_a_form_error(body: str) -> None:
    with pytest.raises(FormError):
        read_json(body)


def test_a_number_of_many_thousand_digits_is_a_form_error() -> None:
    with pytest.raises(FormError):
        read_json('{"a": ' + "9" * 10_000 + "}")


def test_decimals_stay_exact_and_ids_stay_whole() -> None:
    read = read_json('{"amount": 6.15, "id": 3301686771403783779}')
    assert read == {"amount": Decimal("6.15"), "id": 3301686771403783779}


def test_the_canonical_text_does_not_depend_on_order() -> None:
    assert fields.write_json({"b": 1, "a": "中"}) == fields.write_json({"a": "中", "b": 1}) == '{"a":"中","b":1}'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("text", "text"),
        (3301686771403783779, "3301686771403783779"),
        (Decimal("3301686771403783779"), "3301686771403783779"),
        (Decimal("12.50"), "12.50"),
        ("a\x00b", "ab"),
        ("\ud800x", "?x"),
        (True, ""),
        (None, ""),
        ([], ""),
        ({}, ""),
    ],
)
def test_scalars_become_text_that_any_database_holds(value: Any, written: str) -> None:
    assert fields.as_text(value) == written
    written.encode()


def test_the_first_field_that_says_something_is_taken() -> None:
    assert fields.text({"a": "", "b": None, "c": 5}, "a", "b", "c", "d") == "5"
    assert fields.text({}, "a") == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        (False, False),
        ("true", True),
        ("TRUE", True),
        ("false", False),
        ("yes", None),
        (1, None),
        (None, None),
    ],
)
def test_truth_may_travel_as_text(value: Any, expected: bool | None) -> None:
    assert fields.truth({"success": value}, "success") is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2, 2),
        ("1030", 1030),
        (" 7 ", 7),
        (Decimal("2.0"), 2),
        ("2.5", None),
        (True, None),
        ("", None),
        ("12a", None),
        ("NaN", None),
        ("Infinity", None),
        ("9" * 41, None),
        (10**25, None),
        (None, None),
    ],
)
def test_whole_numbers_may_travel_as_text(value: Any, expected: int | None) -> None:
    assert fields.whole({"n": value}, "n") == expected


@pytest.mark.parametrize("value", [0, -1, "-2.5", None, True, "many", 10**21])
def test_a_quantity_is_a_positive_number(value: Any) -> None:
    with pytest.raises(FormError, match="quantity"):
        fields.quantity({"quantity": value}, "quantity")


@pytest.mark.parametrize(("written", "pieces"), [(Decimal("2.0"), 2), ("2", 2), (Decimal("1.5"), 0), ("0.001", 0)])
def test_what_is_not_counted_in_pieces_is_no_piece(written: Any, pieces: int) -> None:
    assert fields.quantity({"quantity": written}, "quantity") == pieces


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("6.15"), 615),
        ("18.50", 1850),
        (43, 4300),
        (0, 0),
        (Decimal("43.00000000000001"), 4300),
        (Decimal("0.30000000000000004"), 30),
        (None, None),
        ("", None),
    ],
)
def test_yuan_become_fen(value: Any, expected: int | None) -> None:
    assert fields.yuan({"a": value}, "a") == expected


@pytest.mark.parametrize("value", [Decimal("1.005"), "-1", "x", True, Decimal("1e15"), [], "1e99"])
def test_yuan_that_are_no_amount_are_a_form_error(value: Any) -> None:
    with pytest.raises(FormError):
        fields.yuan({"a": value}, "a")


@pytest.mark.threat("T24")
@given(st.integers(min_value=0, max_value=10**13))
def test_every_amount_in_yuan_comes_back_as_the_same_fen(amount: int) -> None:
    as_number = read_json(f'{{"a": {yuan(Fen(amount))}}}')
    assert fields.yuan(as_number, "a") == amount
    assert fields.yuan({"a": yuan(Fen(amount))}, "a") == amount


@pytest.mark.parametrize(
    ("value", "expected"), [(4400, 4400), ("4400", 4400), (-3989, -3989), (None, None), ("", None)]
)
def test_fen_stay_fen(value: Any, expected: int | None) -> None:
    assert fields.fen({"a": value}, "a") == expected


@pytest.mark.parametrize("value", [Decimal("44.5"), "x", True, {}])
def test_fen_that_are_no_whole_number_are_a_form_error(value: Any) -> None:
    with pytest.raises(FormError):
        fields.fen({"a": value}, "a")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.035", 4), ("0.034", 3), ("14.9", 1490), (0, None), ("-2", None), (None, None), ("面议", None)],
)
def test_a_shown_price_is_rounded_to_fen(value: Any, expected: int | None) -> None:
    assert fields.price({"p": value}, "p") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.3200", "32%"),
        ("32%", "32%"),
        ("1", "100%"),
        ("0.9953", "99.5%"),
        ("0.0123", "1.2%"),
        ("0", "0%"),
        ("", ""),
        ("high", ""),
        ("44", ""),
    ],
)
def test_shares_are_shown_as_percent(value: str, expected: str) -> None:
    assert fields.percent(value) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("20180802211113000+0800", datetime(2018, 8, 2, 13, 11, 13, tzinfo=UTC)),
        ("20170913231708123-0700", datetime(2017, 9, 14, 6, 17, 8, 123000, tzinfo=UTC)),
        ("20121222222222+0800", datetime(2012, 12, 22, 14, 22, 22, tzinfo=UTC)),
        ("2018-02-07 15:27:58", datetime(2018, 2, 7, 7, 27, 58, tzinfo=UTC)),
        ("20180802211113000", datetime(2018, 8, 2, 13, 11, 13, tzinfo=UTC)),
    ],
)
def test_times_come_out_in_utc(written: str, expected: datetime) -> None:
    assert fields.moment({"t": written}, "t") == expected


@pytest.mark.parametrize(
    "written",
    ["", " ", "20181399000000000+0800", "2018-02-30 00:00:00", "soon", None, 12, "00010101000000000+0800"],
)
def test_what_is_no_time_is_none(written: Any) -> None:
    assert fields.moment({"t": written}, "t") is None


@given(st.integers(946_684_800_000_000, 4_102_444_800_000_000))
def test_a_time_that_is_sent_comes_back_to_the_millisecond(microseconds: int) -> None:
    at = datetime.fromtimestamp(microseconds // 10**6, UTC).replace(microsecond=microseconds % 10**6)
    back = fields.moment({"t": fields.stamp(at)}, "t")
    assert back == at.replace(microsecond=at.microsecond // 1000 * 1000)


@given(JSON_VALUES)
def test_no_value_makes_a_field_raise_anything_but_a_form_error(value: Any) -> None:
    holder = {"x": value}
    for read in (
        fields.text,
        fields.whole,
        fields.truth,
        fields.moment,
        fields.price,
        fields.part,
        fields.rows,
    ):
        read(holder, "x")
    for strict in (fields.yuan, fields.fen, fields.quantity):
        with suppress(FormError):
            assert isinstance(strict(holder, "x"), int | None)
