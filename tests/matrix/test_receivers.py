"""Who is a receiver and nothing else reads no sum, whatever they press, type or send; also who was more before."""

import re
from collections.abc import Iterable, Iterator

import pytest

from bot.desk.ledger.outbox import DueMessage
from bot.desk.ledger.stored_notices import dump
from bot.desk.messages.outbox import Sent
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import AlarmNotice, CountedParcelNotice
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.person import Place
from tests.cards.samples import FACTS
from tests.cards.stored import message
from tests.counts import WHOLE
from tests.matrix.cells import Cell, fire, prepare, rounds, spot_of
from tests.matrix.goods import STATES, Stocked
from tests.matrix.table import ABOUT_A_REQUEST, VIEWS, Row, command
from tests.matrix.team_table import ABOUT_A_TEAM
from tests.matrix.world_fixture import Town

over_the_wire = pytest.mark.asyncio(loop_scope="session")
SUM = re.compile(r"[¥￥$€₽]|[0-9][.,][0-9]{2}(?![0-9])")
"""A sign of a currency, or a number with two decimals: no sum of a purchase is shown otherwise."""
SOME = STATES if WHOLE else ("draft", "pending", "ready", "to_pay", "shipped", "needs_person")
WHO = ("receiver", "asker", "buyer")
"""Of these the last two were a requester, with purchases of their own, and a buyer."""
JOINING = "/start"
"""The row of an invitation, by which a receiver becomes an approver and may read."""


def made_receivers(town: Town) -> None:
    """The town as it was kept, but all of these are receivers now."""
    town.file.restore()
    changed = [(town.people[who], town.team) for who in WHO]
    town.file.write("UPDATE member SET roles = 'receiver' WHERE person_id = ? AND team_id = ?", changed)


def tried(stocked: Stocked, who: str, places: Iterable[str]) -> Iterator[Cell]:
    for place in places:
        for row in (*ABOUT_A_REQUEST, *VIEWS):
            for state in SOME:
                if place == "private" or row.name != "COUNT_ALL":  # a count draws the group's own card anew
                    yield Cell(row, who, place, stocked.targets["asker", state])
        for row in ABOUT_A_TEAM:
            if row.name != JOINING and (place == "private" or row.kind != "shared"):
                yield Cell(row, who, place, stocked.general)


async def heard(town: Town, *together: Cell) -> list[str]:
    """All that is said because of these, to whoever does them or where they do them; and the answers to presses."""
    made_receivers(town)
    town.said.clear()
    for cell in together:
        prepare(town, cell)
        spot_of(town, cell)
    before = {(chat, each) for chat, held in town.chats.chats.items() for each in held.messages}
    own = {town.people[cell.who] for cell in together}
    texts = {each: message.text for person in own for each, message in town.chats.chats[person].messages.items()}
    presses = [fire(town, cell) for cell in together]
    await town.settle()
    assert town.failed() == [], [cell.name for cell in together][:5]
    said = [
        message.text
        for chat, held in town.chats.chats.items()
        for each, message in held.messages.items()
        if message.sender == town.chats.bot_id
        and ((chat, each) not in before or (chat in own and texts.get(each) != message.text))
    ]
    return said + [str(press.answer) for press in presses if getattr(press, "answer", None)]


@pytest.mark.threat("T61")
@over_the_wire
@pytest.mark.parametrize("place", ["private", "group", "foreign"])
@pytest.mark.parametrize("who", WHO)
async def test_no_answer_to_a_receiver_names_a_sum(stocked: Stocked, who: str, place: str) -> None:
    town, wrong = stocked.town, list[str]()
    for together in rounds(town, tried(stocked, who, [place])):
        if any(map(SUM.search, await heard(town, *together))):
            for cell in together:
                found = [each for each in await heard(town, cell) if SUM.search(each)]
                wrong += [f"{cell.name}: {found[0]!r}"] if found else []
            assert wrong, "together they show what none of them shows alone"
    assert wrong == []


@over_the_wire
@pytest.mark.parametrize("text", ["/order", "/track", "the number alone"])
@pytest.mark.parametrize("who", WHO)
async def test_a_receiver_is_led_from_a_purchase_to_its_goods(stocked: Stocked, who: str, text: str) -> None:
    town, target = stocked.town, stocked.targets["self", "shipped"]
    words = f"{text} {target.number}" if text[0] == "/" else f"#{target.number}"
    row = Row(text, "command", lambda _: words)
    (said,) = await heard(town, Cell(row, who, "private", target))
    assert said.startswith(f"📦 #{target.number} · what arrived")
    assert "pcs · " in said


@over_the_wire
async def test_whoever_is_also_something_else_reads_as_before(stocked: Stocked) -> None:
    town, target = stocked.town, stocked.targets["self", "shipped"]
    made_receivers(town)
    roles = [("receiver,requester", town.people["receiver"], town.team)]
    town.file.write("UPDATE member SET roles = ? WHERE person_id = ? AND team_id = ?", roles)
    fire(town, Cell(command("/order", lambda a: str(a.target.number)), "receiver", "private", target))
    await town.settle()
    assert SUM.search(town.shown_in(town.people["receiver"])[-1])


@pytest.mark.threat("T61")
@over_the_wire
async def test_of_what_was_owed_to_them_a_receiver_is_told_only_what_names_no_sum(stocked: Stocked) -> None:
    town, target = stocked.town, stocked.targets["asker", "shipped"]
    made_receivers(town)
    place, send = Place(town.people["asker"]), town.house.services.messenger.send
    about = OrderFacts(number=target.number, order_id=target.order_id, total=Fen(868_00))
    every = [message(kind, FACTS | {"number": target.number}) for kind in NOTICE_KINDS.values() if kind not in WORDLESS]
    told = [*every, CountedParcelNotice(about=about), *(AlarmNotice(about=about, alarm=kind) for kind in AlarmKind)]
    assert sum(each.names_no_sum for each in told) >= 2
    for number, each in enumerate(told, 10**6):
        before = len(town.shown_in(place.chat_id))
        now = town.house.ledger.clock.now()
        sent = await send(DueMessage(number, each.kind, place, target.number, dump(each), 0, now, False))
        said = town.shown_in(place.chat_id)[before:]
        assert isinstance(sent, Sent)
        assert bool(said) is each.names_no_sum, each
        assert not any(map(SUM.search, said)), said
