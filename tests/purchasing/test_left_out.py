"""What 1688 left out of an order: only what is certain is asked for again."""

import pytest

from bot.purchasing.left_out import left_out
from bot.purchasing.order import FailedLine
from bot.purchasing.request import Line

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
