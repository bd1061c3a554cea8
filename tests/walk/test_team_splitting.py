"""Five people in one group: somebody asks for a large sum in small pieces, and the team is asked as for all of it."""

import pytest

from tests.walk.teams import Group


@pytest.mark.threat("T48")
async def test_the_second_piece_goes_to_those_whom_the_sum_needs_and_says_so(group: Group) -> None:
    anna = group.cast.alone["Anna"]
    await anna.writes("/policy")
    await anna.sees("judged as one sum", "together 24h by requester")
    _, first = await group.asks("the first part")
    await group.reads("#1 ", "approval wanted")
    assert "judged as" not in first.text
    number, _ = await group.asks("the second part")
    card = await group.reads(f"#{number} ", "judged as")
    await group.cast.here["Boris"].presses(card, "Approve")
    waits = await group.reads(f"#{number} ", "✅ Boris")
    assert "Chen" in waits.text
    assert group.street.rows("SELECT state FROM request ORDER BY id") == [("pending",), ("pending",)]
    assert (await group.street.ledger())["orders"] == []
