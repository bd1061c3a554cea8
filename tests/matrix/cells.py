"""Cells of the matrix: which there are, how one is played over the wire, and whether it had an effect."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from bot.cards.blocks.buttons import Code
from bot.desk.ledger.facts import PAUSE
from tests.counts import counted
from tests.matrix.goods import CODE, LIST_LINE, Target
from tests.matrix.table import PLACES, Asked, Row
from tests.matrix.team_table import RULES
from tests.matrix.world_fixture import EVERYBODY, Spot, Town

FAR = 4_000_000_000_000_000
"""Microseconds; a moment that does not come."""
_DIALOG = (
    "INSERT INTO dialog (chat_id, person_id, kind, request_id, facts, expires_at, passed) VALUES (?, ?, ?, ?, ?, ?, 0)"
)
_FACTS = {
    "decline": '{"hash": "%(hash)s"}',
    "order_number": '{"attempt_id": %(attempt_id)d}',
    "seller_note": '{"order_id": "%(order_id)s"}',
    "answer": '{"question_id": null}',
    "count": '{"order_id": "%(order_id)s", "parcel": "", "line": 1, "what": "good"}',
    "refund": '{"order_id": "%(order_id)s", "what": "goods"}',
    "return": '{"order_id": "%(order_id)s", "refund_id": "TQ1"}',
    "list_pieces": f'{{"line_id": {LIST_LINE}}}',
}
_OF_A_TEAM = {"policy": f'"text": "{RULES}"', "rate": '"currency": "USD"', "sku_count": f'"code": "{CODE}"'}


@dataclass(frozen=True)
class Cell:
    """Somebody does something, in a place, with a request in a state."""

    row: Row
    who: str
    place: str
    target: Target

    @property
    def lets(self) -> bool:
        return self.row.lets(self.who, self.target.state, self.place)

    @property
    def name(self) -> str:
        return f"{self.who}: {self.row.name} · {self.target.state} · {self.place}"


def cells(rows: Iterable[Row], targets: dict[tuple[str, str], Target], states: Iterable[str]) -> Iterator[Cell]:
    """Everybody with every row in every place; each with the asker's request, but `self` with his own."""
    for state, row, who, place in product(states, rows, EVERYBODY, PLACES):
        if row.kind == "shared" and place != "private":
            continue  # Telegram shares people in private only
        yield Cell(row, who, place, targets["self" if who == "self" and state != "any" else "asker", state])


def share(found: Iterable[Cell], some: int, of: int) -> list[Cell]:
    """Of what is refused so many of so many, of what must be let an eighth, but everything in a whole run.

    Of both each person and place is tried for every row, and what must be let in each state. What shows most of that at
    once is taken first, so that few cells show all.
    """
    every = list(found)
    chosen: set[int] = set()
    met: set[tuple[str, ...]] = set()
    for number, each in enumerate(every):
        chance = (some, of) if not each.lets else (1, counted(1, 8))
        if zlib.crc32(each.name.encode()) % chance[1] < chance[0]:
            chosen.add(number)
            met |= _shows(each)
    for least in (3, 2, 1):
        for number, each in enumerate(every):
            if number not in chosen and len(_shows(each) - met) >= least:
                chosen.add(number)
                met |= _shows(each)
    return [every[number] for number in sorted(chosen)]


def _shows(cell: Cell) -> set[tuple[str, ...]]:
    """What a cell is an example of."""
    kind = (cell.row.name, str(cell.lets))
    facts: set[tuple[str, ...]] = {(*kind, "who", cell.who), (*kind, "where", cell.place)}
    return facts | {(*kind, "state", cell.target.state)} if cell.lets else facts


def spot_of(town: Town, cell: Cell) -> Spot:
    """Where it happens; what is forwarded is pressed in private and written in the group."""
    own = town.people[cell.who]
    if cell.place == "private" or (cell.place == "forwarded" and cell.row.kind == "press"):
        return town.spot(own)
    if cell.place == "foreign":
        return town.spot(town.other_group)
    return town.spot(town.group, town.topic if cell.place == "topic" else None)


def asked_in(town: Town, cell: Cell) -> int:
    """The chat where the bot asked: never in a foreign group, whatever is typed there."""
    return town.group if cell.place == "foreign" else spot_of(town, cell).chat


def asked_of(town: Town, cell: Cell) -> Asked:
    """A button is written for the group, for somebody's private chat only where it stands there."""
    chat = town.people[cell.who] if cell.place == "private" else town.group
    return Asked(town, cell.target, cell.who, chat)


def prepare(town: Town, cell: Cell) -> None:
    """What must have happened before: a question that waits for its answer, a pause that can be ended.

    No pause can be while an order of ours is undecided.
    """
    if cell.row.name == "/resume":
        value = '{"at": "2026-11-24T02:00:00+00:00", "by": null, "reason": "stock-taking"}'
        town.file.write("UPDATE fact SET value = ? WHERE name = ?", [(value, PAUSE.name)])
        town.file.write("UPDATE ghost SET closed_by = ?", [(town.people["owner"],)])
    if cell.row.dialog:
        of_team = cell.row.dialog in _OF_A_TEAM
        about = None if of_team or cell.row.dialog == "list_pieces" else cell.target.number
        facts = _FACTS.get(cell.row.dialog, "{}") % vars(cell.target)
        if of_team:
            facts = f'{{"team_id": {town.team}, {_OF_A_TEAM[cell.row.dialog]}}}'
        chat = asked_in(town, cell)
        asking = spot_of(town, cell) if chat == spot_of(town, cell).chat else town.spot(chat)
        facts = json.dumps(json.loads(facts) | {"asked_in": [asking.message], "asked_chat": chat})
        row = (chat, town.people[cell.who], cell.row.dialog, about, facts, FAR)
        town.file.write(_DIALOG, [row])


def fire(town: Town, cell: Cell) -> Any:
    """Let it happen; the bot has not heard of it yet. Returns the press, if it is one."""
    asked, spot = asked_of(town, cell), spot_of(town, cell)
    made = cell.row.make(asked)
    if isinstance(made, Code):
        return town.press(cell.who, spot, town.code(made, asked.chat))
    if cell.row.kind == "shared":
        picked = {"request_id": int(made), "users": [town.people["stranger"]]}
        return town.say(cell.who, spot, "", users_shared=picked)
    mask: dict[str, Any] = {"forwarded": {"forwarded": town.people["other"]}, "anonymous": {"anonymous": True}}
    return town.say(cell.who, spot, made, **mask.get(cell.place, {}))


async def changed_by(town: Town, *together: Cell) -> set[str]:
    """The tables that these cells change, played at once from where the town was kept."""
    town.file.restore()
    town.said.clear()  # a press before may have made a card of the message that an answer would reply to
    for cell in together:
        prepare(town, cell)
    before = town.fingerprint()
    for cell in together:
        fire(town, cell)
    await town.settle()
    assert town.failed() == [], [cell.name for cell in together][:5]
    after = town.fingerprint()
    return {table for table, digest in after.items() if digest != before[table]}


def rounds(town: Town, refused: Iterable[Cell], most: int = 400) -> Iterator[list[Cell]]:
    """Cells that can be played at once: in a round nobody has two questions to answer in one chat.

    Nobody answers while others press: a press turns the message that an answer replies to into the card of a draft.
    """
    waiting = list(refused)
    while waiting:
        taken: list[Cell] = []
        left: list[Cell] = []
        asked: set[tuple[str, int]] = set()
        first = _sort(waiting[0])
        for cell in waiting:
            key = (cell.who, asked_in(town, cell))
            busy = len(taken) >= most or _sort(cell) != first
            if busy or (cell.row.dialog and key in asked):
                left.append(cell)
                continue
            taken.append(cell)
            if cell.row.dialog:
                asked.add(key)
        yield taken
        waiting = left


def _sort(cell: Cell) -> tuple[bool, bool]:
    return cell.row.name == "/resume", bool(cell.row.dialog)


async def wrong(town: Town, tried: Sequence[Cell]) -> list[str]:
    """Every cell whose effect is not the expected one, by name."""
    found = []
    for together in rounds(town, [cell for cell in tried if not cell.lets]):
        if await changed_by(town, *together):
            for cell in together:
                if changed := await changed_by(town, cell):
                    found.append(f"{cell.name} changed {sorted(changed)}")
            assert found, "together they changed what none of them changes alone"
    for cell in tried:
        if cell.lets and cell.row.changes not in (changed := await changed_by(town, cell)):
            found.append(f"{cell.name} should change {cell.row.changes} and changed {sorted(changed)}")
    return found
