"""What 1688 left out of an order: only what is certain is asked for again."""

import pytest

from bot.purchasing.create_call import FailedLine
from bot.purchasing.money import Fen
from bot.purchasing.orders.as_ordered import left_out, taken
from bot.purchasing.snapshot import Line, PricedLine

RED, BLUE, PLAIN = Line("6", "red", 10), Line("6", "blue", 20), Line("6", None, 30)


def failed(spec_id: str = "", offer_id: str = "6") -> FailedLine:
    return FailedLine(offer_id, spec_id, "500_004", "sold out")


@pytest.mark.parametrize(
    ("asked", "refused", "made", "rest"),
    [
        ([RED, BLUE], [failed("blue")], [10], [BLUE]),
        ([RED, BLUE], [failed("red"), failed("blue")], [], [RED, BLUE]),
        ([RED, BLUE], [failed("green")], [10], []),
        ([RED, BLUE], [failed("", "")], [10], []),
        ([RED, BLUE], [], [10], []),
        ([PLAIN], [failed()], [25], [Line("6", None, 5)]),
        ([PLAIN], [failed("", "")], [10, 15], [Line("6", None, 5)]),
        ([PLAIN], [failed()], [None], []),
        ([PLAIN], [failed()], [10, None], []),
        ([PLAIN], [failed()], [30], []),
        ([PLAIN], [], [25], []),
    ],
)
def test_only_what_1688_names_or_what_can_be_counted_is_left_out(
    asked: list[Line], refused: list[FailedLine], made: list[int | None], rest: list[Line]
) -> None:
    assert list(left_out(asked, refused, made)) == rest


def priced(*lines: Line) -> list[PricedLine]:
    return [PricedLine(each.offer_id, each.spec_id, each.quantity, Fen(100)) for each in lines]


@pytest.mark.parametrize(
    ("asked", "refused", "made", "there"),
    [
        ([RED, BLUE], [failed("blue")], [10], [RED]),
        ([RED, BLUE], [failed("blue")], [None], [RED]),
        ([RED, BLUE], [failed("blue")], [4, 6], [RED]),
        ([RED, BLUE], [failed("blue")], [15], []),
        ([RED, BLUE], [failed("red"), failed("blue")], [], []),
        ([RED, BLUE], [failed("green")], [30], []),
        ([RED, BLUE], [], [30], []),
        ([PLAIN], [failed()], [10, 15], [Line("6", None, 25)]),
        ([PLAIN], [failed()], [None], []),
        ([PLAIN], [], [30], []),
    ],
)
def test_what_1688_took_is_told_only_if_the_pieces_that_were_counted_bear_it_out(
    asked: list[Line], refused: list[FailedLine], made: list[int | None], there: list[Line]
) -> None:
    assert list(taken(priced(*asked), refused, made)) == priced(*there)
