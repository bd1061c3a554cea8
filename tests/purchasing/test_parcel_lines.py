"""What a parcel holds is taken from 1688 only if all of it fits the lines of the order, and nothing is guessed."""

from dataclasses import replace

import pytest

from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import OrderLine, OrderState, Parcel, ParcelLine, is_same_number
from bot.purchasing.tracking.parcel_lines import expected_in, fitting, is_of_other
from tests.cards import samples as s
from tests.purchasing.test_sum_that_counts import REPORT

SHIRT, MUG = OrderLine("600000000001", None, 5, entry_id="11"), OrderLine("600000000002", None, 2, entry_id="12")


@pytest.mark.parametrize(
    ("told", "of_order", "kept"),
    [
        ([("11", 5)], (SHIRT, MUG), [("11", 5)]),
        ([("11", None), ("12", 2)], (SHIRT, MUG), [("11", None), ("12", 2)]),
        ([("11", 6)], (SHIRT, MUG), []),
        ([("11", 1), ("13", 1)], (SHIRT, MUG), []),
        ([("33", None)], (SHIRT,), [("11", None)]),
        ([("33", 6)], (SHIRT,), []),
        ([("33", None)], (SHIRT, MUG), []),
        ([("33", 1)], (), []),
    ],
)
def test_lines_are_kept_if_they_fit_and_an_order_of_one_line_may_go_by_its_own_number(told, of_order, kept) -> None:
    lines = fitting([ParcelLine(*each) for each in told], "33", of_order)
    assert [(each.entry_id, each.quantity) for each in lines] == kept


def parcel(number: str, *lines: tuple[str, int | None], counted: bool = False) -> ShippedParcel:
    told = tuple(ParcelLine(*each) for each in lines)
    return ShippedParcel(number, "YT1", "圆通", "", signed=True, lines=told, counted_at=s.NOW if counted else None)


def order(*parcels: ShippedParcel, state: OrderState = OrderState.SHIPPED, good: int = 0) -> Order:
    """Five shirts and two mugs, of which so many shirts are counted."""
    arrivals = (Arrival(1, "11", ArrivalKind.GOOD, good, s.NOW, "1:k"),) if good else ()
    return replace(s.ORDER, state=state, lines=(SHIRT, MUG), parcels=parcels, arrivals=arrivals)


SAID, UNSAID, REST = parcel("1", ("11", 3)), parcel("1"), parcel("2", ("11", 2), ("12", None))


@pytest.mark.parametrize(
    ("of", "which", "pieces", "certain"),
    [
        (order(SAID, REST), None, {"11": 5, "12": 2}, True),
        (order(UNSAID), 0, {"11": 5, "12": 2}, True),
        (order(UNSAID, state=OrderState.PART_SHIPPED), 0, {"11": 5, "12": 2}, False),
        (order(UNSAID, REST), 0, {"11": 5, "12": 2}, False),
        (order(SAID, REST), 0, {"11": 3}, True),
        (order(SAID, state=OrderState.PART_SHIPPED), 0, {"11": 3}, True),
        (order(SAID, REST), 1, {"11": 2, "12": 2}, True),
        (order(SAID, parcel("2", ("11", None))), 1, {"11": 5}, False),
        (order(SAID, REST, good=4), 1, {"11": 2, "12": 2}, True),
        (order(parcel("1", ("11", 3), counted=True), REST, good=3), 0, {}, True),
    ],
)
def test_a_parcel_brings_what_1688_says_and_else_nobody_knows(of: Order, which, pieces, certain) -> None:
    expected = expected_in(of, None if which is None else of.parcels[which])
    assert (dict(expected.pieces), expected.certain) == (pieces, certain)


@pytest.mark.parametrize(
    ("of_order", "entries", "theirs"),
    [
        ("", (), False),  # it says nothing
        ("1", ("98",), False),  # the order's number decides
        ("2", ("11",), True),
        ("", ("11", "98"), False),  # goods of two orders in one parcel
        ("", ("98", "99"), True),
        ("", ("1",), False),  # the order's own number stands for its lines
    ],
)
def test_a_parcel_is_another_order_s_only_if_it_says_so(of_order: str, entries: tuple[str, ...], theirs: bool) -> None:
    lines = tuple(map(ParcelLine, entries))
    told = Parcel("LP1", "YT1", "", "", False, lines=lines, of_order=of_order)
    here = replace(s.ORDER, order_id="1", lines=(SHIRT, MUG))
    assert is_of_other(here, replace(REPORT, lines=(SHIRT, MUG)), told) is theirs


def test_lines_without_numbers_say_nothing_of_whose_a_parcel_is() -> None:
    told = Parcel("LP1", "YT1", "", "", False, lines=(ParcelLine("98"),))
    unnamed = replace(SHIRT, entry_id="")
    assert not is_of_other(replace(s.ORDER, order_id="1", lines=()), replace(REPORT, lines=(unnamed,)), told)


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("3301686771403783779", "3301686771403783779", True),
        ("3301686771403783680", "3301686771403783779", True),  # a double on the way
        ("3301686771403784000", "3301686771403783779", True),  # and as JavaScript writes it
        ("3301686772403783779", "3301686771403783779", False),
        ("3301687771406784563", "3301686771403783779", False),
        ("58218860985545941", "58218860984545941", False),
        ("11", "12", False),
        ("", "12", False),
        ("E1", "E2", False),
        ("9" * 5000, "9" * 5001, False),
    ],
)
def test_a_number_is_the_same_also_if_a_double_changed_its_last_digits(said: str, known: str, same: bool) -> None:
    assert is_same_number(said, known) is same
