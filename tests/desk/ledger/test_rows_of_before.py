"""Rows of requests as they were written when one line, one variant and several were stored apart: read, and kept."""

from typing import Any

import pytest
from sqlmodel import select

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.ledger import Ledger
from bot.purchasing.choice import Choice, Finding, Piece, Problem
from bot.purchasing.own_sku import AskedSku, Source
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from storage import tables
from storage.queries.write_rows import add, change
from tests.desk.conftest import ANNA, BORIS, HOME, OFFER, Room

MUG = AskedSku("MUG", "Mug", 4, 5, Source(OFFER.offer_id, "s1"))
OWN = [{
    "code": "MUG", "name": "Mug", "count": 4, "ratio": 5,
    "source": {"offer_id": OFFER.offer_id, "spec_id": "s1", "variant": ""}, "other": None, "reserve": False,
}]  # fmt: skip
GRID = {"pieces": [["s1", 10], ["s2", 20]], "collecting": False}
OPEN = {"pieces": [["s1", 10]], "collecting": True}
EMPTY = {"pieces": [], "collecting": True}
REFUSED: dict[str, Any] = {
    "problem": "refused",
    "suggestions": [],
    "limit": None,
    "reason": "不支持",
    "sums": [],
    "variant": "",
}
NOTHING: dict[str, Any] = {
    "spec_id": None, "quantity": None, "several": None, "own": None, "wanted": "", "obstacle": None, "asked": 0,
    "line_at": None,
}  # fmt: skip
TWO = (Piece("s1", 10), Piece("s2", 20))


@pytest.mark.parametrize(
    ("columns", "choice", "obstacle"),
    [
        ({}, Choice(), None),
        ({"quantity": 5}, Choice((Piece(None, 5),)), None),
        ({"spec_id": "s1"}, Choice((Piece("s1", None),)), None),
        ({"spec_id": "s1", "quantity": 20, "own": OWN}, Choice((Piece("s1", 20),), own=(MUG,)), None),
        ({"several": GRID}, Choice(TWO), None),
        ({"several": OPEN, "wanted": "blue?"}, Choice(TWO[:1], "blue?", collecting=True), None),
        ({"several": EMPTY, "quantity": 7}, Choice((Piece(None, 7),), collecting=True), None),
        ({"quantity": 5, "obstacle": REFUSED}, Choice.of(5), Finding(Problem.REFUSED, reason="不支持")),
    ],
)
async def test_a_request_of_one_offer_is_a_line_and_is_stored_as_it_was(
    room: Room, columns: dict[str, Any], choice: Choice, obstacle: Finding | None
) -> None:
    number = await room.drafted()
    before = NOTHING | columns
    await _written(room.ledger, number, before)
    async with room.ledger.change() as uow:
        request = await uow.requests.get(number)
        line = AskedLine(1, request.offer, choice, ANNA.id, obstacle)
        assert request.chosen == Chosen((line,), request.chosen.address_id)
        await uow.requests.choose(request, request.chosen, snapshot=request.snapshot)
    assert await _columns(room.ledger, number) == before


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("line_at", [None, 1])
async def test_lines_of_before_are_read_whatever_their_request_showed_beside_them(
    room: Room, count: int, line_at: int | None
) -> None:
    """A single one is of somebody else; the request's own columns repeated the line that was being chosen."""
    number = await room.drafted()
    await room.desk.people.remember(BORIS, HOME, "private", "")
    async with room.ledger.change() as uow:
        offer = rows_and_values.write_offer(OFFER)
        await add(uow.session, tables.AskedOfferRow, request_id=number, offer_id=OFFER.offer_id, offer=offer)
        for place in range(1, count + 1):
            await add(
                uow.session, tables.AskedLineRow, request_id=number, place=place, offer_id=OFFER.offer_id,
                quantity=place, added_by=BORIS.id, note="n", tag="t", added_at=uow.now,
            )  # fmt: skip
    at = line_at if count > 1 else None
    await _written(room.ledger, number, NOTHING | {"asked": count, "line_at": line_at, "quantity": 9, "wanted": "?"})
    lines = tuple(AskedLine(n, OFFER, Choice.of(n), BORIS.id, note="n", tag="t") for n in range(1, count + 1))
    async with room.ledger.change() as uow:
        request = await uow.requests.get(number)
        assert (request.asked, request.chosen.line) == (lines, lines[0] if at or count == 1 else None)
        await uow.requests.choose(request, request.chosen, snapshot=None)
    async with room.ledger.read() as uow:
        assert (await uow.requests.get(number)).asked == lines


async def _written(ledger: Ledger, number: int, columns: dict[str, Any]) -> None:
    async with ledger.change() as uow:
        await change(uow.session, tables.RequestRow, {"id": number}, columns)


async def _columns(ledger: Ledger, number: int) -> dict[str, Any]:
    async with ledger.read() as uow:
        row = (await uow.session.exec(select(tables.RequestRow).where(tables.RequestRow.id == number))).one()
        return {name: getattr(row, name) for name in NOTHING}
