"""Whose the lines of an order are, by who added what it was made of."""

from dataclasses import replace

import pytest

from bot.purchasing.choice import Choice, Piece
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, ReadBackState
from bot.purchasing.orders.whose import all_of, is_theirs, lines_of
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.request import Request
from tests.cards import samples as s
from tests.purchasing.test_reconcile import ORDER

ANNA, BORIS = 1, 2
CUP, LAMP = (replace(s.OFFER, offer_id=number) for number in ("6001", "6002"))


def asked(*lines: tuple[int, str, str]) -> Request:
    """A request of these lines: who added it, the offer, the variant."""
    offers = {"6001": CUP, "6002": LAMP}
    made = [
        AskedLine(place, offers[offer], Choice((Piece(variant, 5),)), by)
        for place, (by, offer, variant) in enumerate(lines, 1)
    ]
    chosen = replace(s.REQUEST.chosen, asked=tuple(made))
    return replace(s.REQUEST, chosen=chosen, requester=replace(s.REQUEST.requester, id=ANNA))


def of(*lines: tuple[str, str | None], share: int | None = 500, checked: ReadBackState = ReadBackState.AGREED) -> Order:
    told = [
        OrderLine(offer, variant, 5, entry_id=str(n), share=None if share is None else Fen(share))
        for n, (offer, variant) in enumerate(lines, 1)
    ]
    return replace(ORDER, lines=tuple(told), checked=checked)


MIXED = asked((ANNA, "6001", "red"), (BORIS, "6001", "red"), (ANNA, "6001", "blue"), (BORIS, "6002", "white"))
SHOWN = of(("6001", "red"), ("6001", "blue"), ("6002", "white"))


def test_a_line_is_of_whoever_alone_added_what_it_was_made_of() -> None:
    assert lines_of(ANNA, MIXED, SHOWN) == {"2"}
    assert lines_of(BORIS, MIXED, SHOWN) == {"3"}


def test_what_1688_shows_otherwise_is_of_everybody_who_may_have_asked_for_it() -> None:
    assert lines_of(BORIS, MIXED, of(("6002", "black"), ("6001", "black"), ("", None))) == {"1"}
    assert lines_of(ANNA, MIXED, of(("6001", "black"), ("", None))) == frozenset()
    alone = asked((ANNA, "6001", "red"), (ANNA, "6002", "white"))
    assert lines_of(ANNA, alone, of(("", None), ("9999", "x"))) == {"1", "2"}


def test_a_part_of_a_request_is_of_those_whose_lines_are_in_it() -> None:
    part = asked((BORIS, "6002", "white"))
    assert all_of(BORIS, part, of(("6002", "white")))
    assert not all_of(ANNA, part, of(("6002", "white")))


def test_an_order_is_theirs_if_every_line_is() -> None:
    assert not all_of(ANNA, MIXED, SHOWN)
    assert not all_of(BORIS, MIXED, SHOWN)
    assert all_of(ANNA, MIXED, of(("6001", "blue")))
    assert not all_of(ANNA, MIXED, of())
    assert all_of(ANNA, asked((ANNA, "6001", "red")), of())


@pytest.mark.parametrize(
    ("entries", "theirs"), [(None, True), (("2",), True), (("1", "2"), False), ((), False), (("9",), False)]
)
def test_somebody_in_a_shared_order_asks_for_their_own_lines_alone(
    entries: tuple[str, ...] | None, theirs: bool
) -> None:
    assert is_theirs(ANNA, MIXED, SHOWN, entries) is theirs


def test_what_is_in_doubt_is_nobodys() -> None:
    alone = asked((ANNA, "6001", "red"))
    assert is_theirs(ANNA, alone, of(("6001", "red")), ())
    for doubtful in (
        of(("6001", "red"), share=None), of(),
        of(("6001", "red"), checked=ReadBackState.CHECKING),
    ):  # fmt: skip
        assert not is_theirs(ANNA, alone, doubtful, ())
        assert not is_theirs(ANNA, alone, doubtful, None)
