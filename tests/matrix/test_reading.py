"""Who reads a purchase: in the chat, by a list, on the Mini App's pages and in the export it is the same people.

What nobody was asked for yet is its requester's alone; whoever left the team's group reads what he asked for himself.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.cards.blocks.buttons import ButtonAction
from bot.desk.operations.exports import FIELDS, pages, table_rows
from bot.purchasing.exports import ExportRows
from bot.web.miniapp import SESSION_HEADER, MiniApp, Surroundings
from tests.counts import WHOLE
from tests.matrix.cells import Cell, fire
from tests.matrix.goods import STATES, Stocked, Target
from tests.matrix.table import command, press
from tests.matrix.test_left import LONG_AGO, NEWEST
from tests.matrix.world_fixture import EVERYBODY, ROLES, Town
from tests.web.forged_launches import fields_of, sealed

over_the_wire = pytest.mark.asyncio(loop_scope="session")
UNASKED = frozenset({"draft", "cancelled"})
"""Nobody was asked for these: a draft, and one that was given up as a draft."""
AS_LINES = frozenset({"draft", "again", "cancelled", "pending", "to_pay", "refused"})
"""Whose lines are asked for too; in a whole run those of all."""
IN_THE_TEAM = frozenset({*ROLES, "owner"} - {"gone", "receiver"})
LISTED = ("open", "all", "to_pay", "paid", "shipped", "done", "cancelled")
SPOKEN = (
    command("/order", lambda a: str(a.target.number)),
    press(ButtonAction.DETAILS, lambda a: (str(a.target.number),)),
    press(ButtonAction.SELLER, lambda a: (a.target.number, 0)),
    press(ButtonAction.SHOW, lambda a: (a.target.number,)),
    press(ButtonAction.REORDER, lambda a: (a.target.number,)),
)
TURNED = (
    press(ButtonAction.AXIS, lambda a: (a.target.number, 0)),
    press(ButtonAction.GRID, lambda a: (a.target.number, 0, 10)),
    press(ButtonAction.MENU, lambda a: (a.target.number,)),
    press(ButtonAction.BACK, lambda a: (a.target.number,)),
    press(ButtonAction.CHOOSE_PART, lambda a: (a.target.number, 1)),
)
"""Views of a card that hangs in one's private chat; there is none of a draft of somebody else's."""


def reads(who: str, state: str, owner: str, *, out: bool) -> bool:
    """The rule in words of the test."""
    if who == owner:
        return True
    if state in UNASKED or who not in IN_THE_TEAM:
        return False
    return not out or who == "owner"


def standing(town: Town, who: str, *, out: bool) -> None:
    """The town as it was kept; he is out of the group, or in it."""
    town.file.restore()
    if out:
        row = (LONG_AGO, NEWEST, town.team, town.people[who])
        there = town.file.rows("SELECT 1 FROM member WHERE team_id = ? AND person_id = ?", *row[2:])
        if there:
            town.file.write("UPDATE member SET left_at = ?, left_update = ? WHERE team_id = ? AND person_id = ?", [row])
        elif who == "owner":  # an admin of the settings, of whom nothing is stored
            made = "INSERT INTO member (left_at, left_update, team_id, person_id, roles, active, since, version)"
            town.file.write(f"{made} VALUES (?, ?, ?, ?, '', 1, 0, 1)", [row])


async def hears(town: Town, *cells: Cell) -> str:
    """Everything that the bot says or shows because of them, wherever that is."""
    before = _said(town)
    for cell in cells:
        fire(town, cell)
    await town.settle()
    assert town.failed() == [], [cell.name for cell in cells][:5]
    return "\n".join(text for key, text in _said(town).items() if before.get(key) != text)


async def shows(town: Town, stocked: Stocked, *cells: Cell, out: bool) -> str:
    """What somebody reads of purchases because of these; empty if nothing."""
    standing(town, cells[0].who, out=out)
    told = await hears(town, *cells)
    opened = town.file.rows("SELECT count(*) FROM request WHERE id > ?", max(t.number for t in every(stocked)))
    if cells[0].row.name == "REORDER":
        return f"a draft: {told}" if opened[0][0] else ""
    return told if "¥" in told else ""


async def told_wrongly(stocked: Stocked, silent: list[Cell], *, out: bool) -> list[str]:
    """What shows something although it must not; what one person does is tried together, as long as nothing shows."""
    town, wrong = stocked.town, []
    for who in dict.fromkeys(cell.who for cell in silent):
        mine = [cell for cell in silent if cell.who == who]
        if await shows(town, stocked, *mine, out=out):
            for cell in mine:
                if told := await shows(town, stocked, cell, out=out):
                    wrong.append(f"{cell.name} of {cell.target.owner}: {told!r}")
            assert wrong, f"what {who} does shows something together, and nothing alone"
    return wrong


def _said(town: Town) -> dict[tuple[int, int], str]:
    return {
        (number, message.id): message.text
        for number, chat in town.chats.chats.items()
        for message in chat.messages.values()
        if message.sender == town.chats.bot_id
    }


@asynccontextmanager
async def app_of(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """The Mini App of the town, without a socket."""
    pages = MiniApp(
        town.house.desk, town.house.ledger.clock, town.world.token, Surroundings(), lambda _: True, Counter()
    )
    door = httpx.ASGITransport(Starlette(routes=pages.routes()))
    async with httpx.AsyncClient(transport=door, base_url="http://town") as client:
        yield client


async def session(town: Town, app: httpx.AsyncClient, who: str) -> dict[str, str] | None:
    """The headers of his session; None if he gets none."""
    launch = sealed(town.world.token, fields_of(town.people[who], int(town.house.ledger.clock.now().timestamp())))
    answer = await app.post("/app/session", content=launch.encode())
    return {SESSION_HEADER: answer.json()["session"]} if answer.status_code == 200 else None


def every(stocked: Stocked, states: tuple[str, ...] = STATES) -> list[Target]:
    return [stocked.targets[owner, state] for owner in ("asker", "self") for state in states]


@pytest.mark.threat("T61")
@over_the_wire
@pytest.mark.parametrize("out", [False, True], ids=["in the group", "out of it"])
@pytest.mark.parametrize("who", EVERYBODY)
async def test_the_pages_of_the_mini_app_show_a_purchase_to_those_who_may_read_it(
    stocked: Stocked, who: str, out: bool
) -> None:
    town, wrong = stocked.town, []
    standing(town, who, out=out)
    async with app_of(town) as app:
        mine = await session(town, app, who)
        for target in every(stocked):
            expected = reads(who, target.state, target.owner, out=out)
            baskets = [f"baskets/{target.number}"] if WHOLE or target.state in AS_LINES else []
            for page in (f"orders/{target.number}", *baskets):
                if who == target.owner and out and page.startswith("baskets") and target.state in ("draft", "again"):
                    continue  # the page is for changing it, and what he may ask rests
                answer = await app.get(f"/app/{page}", headers=mine or {})
                if (answer.status_code == 200) != expected or (expected is False and "¥" in answer.text):
                    wrong.append(f"{who} {page} ({target.state} of {target.owner}): {answer.status_code}")
        assert (mine is None) == (who in ("gone", "stranger"))
    assert not wrong, wrong


@pytest.mark.threat("T61")
@over_the_wire
@pytest.mark.parametrize("out", [False, True], ids=["in the group", "out of it"])
@pytest.mark.parametrize("who", EVERYBODY)
async def test_lists_name_what_their_reader_may_read_and_nothing_else(stocked: Stocked, who: str, out: bool) -> None:
    town, listed = stocked.town, set[int]()
    standing(town, who, out=out)
    may = {t.number for t in every(stocked) if reads(who, t.state, t.owner, out=out)}
    async with app_of(town) as app:
        mine = await session(town, app, who)
        if mine is None:
            assert who in ("gone", "stranger")
            return
        for chosen in LISTED:
            answer = await app.get(f"/app/orders?filter={chosen}&many=1", headers=mine)
            if who == "receiver":
                assert answer.status_code == 409
                continue
            assert answer.status_code == 200, answer.text
            listed |= {int(row["number"]) for row in answer.json()["rows"]}
    drafts = {stocked.targets[owner, "draft"].number for owner in ("asker", "self")}
    assert listed == may - drafts


@pytest.mark.threat("T61")
@over_the_wire
@pytest.mark.parametrize("out", [False, True], ids=["in the group", "out of it"])
@pytest.mark.parametrize("row", SPOKEN, ids=lambda row: row.name)
async def test_the_chat_tells_a_purchase_to_those_who_may_read_it(stocked: Stocked, row: Any, out: bool) -> None:
    silent, spoken = list[Cell](), list[Cell]()
    for who in EVERYBODY:
        for target in every(stocked, ("draft", "cancelled", "pending", "to_pay", "refused")):
            expected = reads(who, target.state, target.owner, out=out)
            if row.name == "REORDER" and (out or who not in ("asker", "other", "every", "self")):
                expected = False  # it opens a draft, which only those may who ask
            (spoken if expected else silent).append(Cell(row, who, "private", target))
    wrong = await told_wrongly(stocked, silent, out=out)
    for cell in spoken:
        if not await shows(stocked.town, stocked, cell, out=out):
            wrong.append(f"{cell.name} of {cell.target.owner}: nothing")
    assert not wrong, wrong


@pytest.mark.threat("T61")
@over_the_wire
@pytest.mark.parametrize("row", TURNED, ids=lambda row: row.name)
async def test_a_card_in_private_shows_nothing_more_to_whoever_left(stocked: Stocked, row: Any) -> None:
    left = ("approver", "buyer", "lead", "every")
    cells = [
        Cell(row, who, "private", target) for who in left for target in every(stocked, ("pending", "ready", "to_pay"))
    ]
    assert await told_wrongly(stocked, cells, out=True) == []


@over_the_wire
async def test_what_waits_is_listed_for_nobody_who_left(stocked: Stocked) -> None:
    town = stocked.town
    row, target = command("/pending"), stocked.targets["asker", "pending"]
    for out in (False, True):
        standing(town, "approver", out=out)
        told = await hears(town, Cell(row, "approver", "private", target))
        assert (f"#{target.number} " in told or f"#{target.number}\n" in told) is not out, told


@pytest.mark.threat("T61")
@over_the_wire
async def test_the_export_holds_nothing_that_nobody_was_asked_for(stocked: Stocked) -> None:
    town = stocked.town
    town.file.restore()
    at = FIELDS[ExportRows.ORDERS].index("request_id")
    found = [
        row[at] async for page in pages(town.house.ledger, None, None) for each in page
        for row in table_rows(ExportRows.ORDERS, each)
    ]  # fmt: skip
    exported = {int(str(number)) for number in found}
    assert exported
    assert not exported & {t.number for t in every(stocked) if t.state in UNASKED}
