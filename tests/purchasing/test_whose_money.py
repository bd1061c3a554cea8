"""Of which line of an order the money of a refund is: the surest first, and no line gets more than was paid for it."""

from dataclasses import replace
from itertools import permutations

from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from tests.purchasing.balances import balance, claim

OPEN, PAID, CLOSED = ClaimState
CUPS = OrderLine("600000000001", None, 30, entry_id="11", share=Fen(37_500))
LIDS = OrderLine("600000000002", None, 10, entry_id="12", share=Fen(5_000))
DISCOUNT = claim(1, ClaimKind.COMPENSATION, PAID, goods=850, refund_id="TQ1", answered_by=7)
UNNAMED = replace(DISCOUNT, id=2, goods=Fen(900), refund_id="")


def money(*claims: Claim, lines: tuple[OrderLine, ...] = (CUPS, LIDS)) -> dict[str, int]:
    """What of each line's goods runs or came back, in fen."""
    return {entry_id: line.money for entry_id, line in balance(lines, (), claims).lines.items()}


def came_back(cups: int, lids: int) -> tuple[OrderLine, ...]:
    """The lines, once 1688 said what came back of each (fen)."""
    return replace(CUPS, refunded=Fen(cups)), replace(LIDS, refunded=Fen(lids))


def test_it_does_not_matter_which_refund_was_known_first() -> None:
    of_one_line = claim(3, goods=4_000, entries=("12",), kind=ClaimKind.AMOUNT, errand_id=3, refund_id="TQ3")
    of_pieces = claim(4, goods=3_500, pieces={"11": Pieces(2), "12": Pieces(10)}, errand_id=4, refund_id="TQ4")
    lines = came_back(1_450, 300)
    for every in permutations((of_one_line, of_pieces, DISCOUNT, UNNAMED)):
        assert money(*every, lines=lines) == {"11": 2_500 + 850 + 900, "12": 4_000 + 1_000}


def test_money_of_one_line_is_of_that_line_although_no_refund_names_it() -> None:
    of_lids = replace(UNNAMED, entries=("12",), goods=Fen(5_000))
    for every in permutations((of_lids, DISCOUNT)):
        assert money(*every) == {"11": 850, "12": 5_000}


def test_what_1688_says_of_a_line_is_not_said_of_a_refund_that_a_call_names() -> None:
    lines = came_back(750, 1_000)
    assert money(DISCOUNT, UNNAMED, lines=lines) == {"11": 750, "12": 100 + 900}
    named = replace(UNNAMED, refund_id="TQ2")
    assert money(DISCOUNT, named, lines=lines) == {"11": 750 + 794, "12": 100 + 106}


def test_money_that_came_of_one_line_alone_is_of_no_other() -> None:
    assert money(UNNAMED, lines=came_back(0, 900)) == {"11": 0, "12": 900}
    one_fen = replace(UNNAMED, goods=Fen(1))
    assert money(one_fen, lines=came_back(0, 1)) == {"11": 0, "12": 1}


def test_a_refund_that_runs_explains_no_money_that_came_back() -> None:
    runs = claim(3, goods=900, pieces={"12": Pieces(missing=2)}, errand_id=3, refund_id="TQ3")
    assert money(runs, UNNAMED, lines=came_back(0, 900)) == {"11": 0, "12": 1_800}


def test_no_line_is_said_to_have_got_more_back_than_was_paid_for_it() -> None:
    runs = claim(3, goods=4_500, pieces={"12": Pieces(missing=9)}, errand_id=3, refund_id="TQ3")
    two = replace(UNNAMED, goods=Fen(1_000))
    assert money(runs, two, lines=came_back(500, 1_000)) == {"11": 500, "12": 5_000}


def test_a_line_that_was_claimed_whole_takes_no_part_of_a_discount() -> None:
    whole = claim(3, goods=5_000, pieces={"12": Pieces(missing=10)}, errand_id=3, refund_id="TQ3")
    assert money(whole, replace(DISCOUNT, goods=Fen(37_500))) == {"11": 37_500, "12": 5_000}


def test_a_discount_beside_a_whole_order_is_of_its_lines_as_if_it_stood_alone() -> None:
    whole = claim(
        3, goods=42_500, pieces={"11": Pieces(missing=30), "12": Pieces(missing=10)}, errand_id=3, refund_id="TQ3"
    )
    assert money(whole, DISCOUNT) == {"11": 37_500 + 750, "12": 5_000 + 100}


def test_a_gift_takes_no_part_of_what_comes_back() -> None:
    gift = replace(LIDS, share=Fen(0))
    assert money(replace(DISCOUNT, goods=Fen(37_000)), lines=(CUPS, gift)) == {"11": 37_000, "12": 0}
