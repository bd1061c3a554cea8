"""What a parcel holds is taken from 1688 only if all of it fits the lines of the order."""

import pytest

from bot.purchasing.order import OrderLine, ParcelLine
from bot.purchasing.tracking.parcel_lines import fitting

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
