"""How often a press has the signature of its button checked, and what it reads."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.cards.blocks.buttons import ButtonAction, Code, Codes
from bot.chat.application import add_handlers
from bot.chat.conversation.conversation import Services
from bot.chat.transport.bot import connect
from bot.chat.transport.inbox import Outcomes
from bot.desk.ledger.ledger import Ledger
from tests import migrated_databases
from tests.desk.conftest import ANNA, Room
from tests.fakes.clock import HandClock
from tests.statements import ROUNDS, Statements, counted

CODES = Codes(b"secret")
CHAT = {"id": ANNA.id, "type": "private", "first_name": ANNA.name}
PERSON = {"id": ANNA.id, "is_bot": False, "first_name": ANNA.name, "language_code": "en"}


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """A desk of Anna's without a network."""
    database = await migrated_databases.opened(tmp_path / "data" / "caigou.db")
    yield await Room(Ledger(database, HandClock()), frozenset({ANNA.id}), tmp_path / "answers.log").started()
    await database.close()


@pytest.fixture
async def press(room: Room, wire: Any, token: str) -> AsyncIterator[Callable[[str], Any]]:
    """Have Anna press a button with this callback data."""
    line = connect(token, requests=(wire, wire))
    wire.answers["sendMessage"] = lambda _: {"message_id": 9, "date": 1, "chat": CHAT, "text": "x"}

    async def nothing(_: Any) -> Any:
        raise AssertionError("a press follows no short link")

    add_handlers(line.application, Services(line.bot, room.desk, CODES, nothing, room.clock), Outcomes())

    async def pressed(data: str) -> None:
        query = {"id": "q", "from": PERSON, "chat_instance": "c", "data": data}
        query["message"] = {"message_id": 5, "date": 1, "chat": CHAT, "text": "a card"}
        await line.application.process_update(Update.de_json({"update_id": 1, "callback_query": query}, line.bot))

    async with line.application:
        yield pressed


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The data of each button whose signature was checked."""
    seen: list[str] = []
    read = Codes.read

    def noted(self: Codes, data: str, chat_id: int) -> Code | None:
        seen.append(data)
        return read(self, data, chat_id)

    monkeypatch.setattr(Codes, "read", noted)
    return seen


async def test_the_signature_of_a_button_is_checked_once_for_a_press(
    room: Room, press: Callable[[str], Any], wire: Any, checks: list[str]
) -> None:
    data = CODES.make(Code(ButtonAction.DETAILS, (str(await room.sent()),)).text, ANNA.id)
    presses = Statements()
    for _ in range(ROUNDS):
        room.clock.on(minutes=1)
        checks.clear()
        with counted(presses):
            await press(data)
        assert checks == [data]
    presses.told("a press", "request", "remote_order", "person")
    assert len(wire.named("sendMessage")) == ROUNDS, "it did what the button says"


async def test_a_forged_button_is_answered_without_a_look_at_the_database(
    press: Callable[[str], Any], wire: Any, checks: list[str]
) -> None:
    forged = Statements()
    with counted(forged):
        await press("de:~1AAAAAAAAAAA")
    assert (forged.every, len(checks)) == ([], 1)
    assert wire.named("answerCallbackQuery")[-1]["show_alert"] is True
