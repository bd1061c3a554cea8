"""What Telegram sent is parsed once in the life of a process, from the wire or from its row."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.requests import Request
from telegram import Update
from telegram.ext import TypeHandler

from bot.chat.transport import inbox as inbox_module
from bot.chat.transport.bot import Context, TelegramConnection, connect
from bot.chat.transport.inbox import Inbox, Outcomes
from bot.chat.transport.poller import Poller
from bot.desk.ledger.ledger import Ledger
from bot.desk.messages.intake import Intake
from bot.web.request_body import Counts
from bot.web.telegram_updates import SECRET_HEADER, Updates
from tests import migrated_databases
from tests.fakes.clock import HandClock

SECRET = "s"
GROUP = {"id": -1001, "type": "group", "title": "Buyers"}
PERSON = {"id": 5, "is_bot": False, "first_name": "Ann"}
Taken = Callable[[list[dict[str, Any]]], Awaitable[None]]


def said(update_id: int) -> dict[str, Any]:
    """What somebody said in a group: what is not meant for the bot is looked at once more when it is done."""
    message = {"message_id": update_id, "date": 1, "chat": GROUP, "from": PERSON, "text": f"hello {update_id}"}
    return {"update_id": update_id, "message": message}


class Parsed:
    """How often each update was parsed: from text, and into an object of the library."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: Counter[int] = Counter()
        self.objects: Counter[int] = Counter()
        loads, de_json = json.loads, Update.de_json

        def parses(text: Any, **options: Any) -> Any:
            value = loads(text, **options)
            self._note(value)
            return value

        def makes(data: Any, bot: Any = None) -> Update:
            self.objects[data["update_id"]] += 1
            return de_json(data, bot)

        monkeypatch.setattr(json, "loads", parses)
        monkeypatch.setattr(Update, "de_json", makes)

    def _note(self, value: Any) -> None:
        if not isinstance(value, dict):
            return
        result = value.get("result")
        for update in result if isinstance(result, list) else [value]:
            if "update_id" in update:
                self.texts[update["update_id"]] += 1

    def forget(self) -> None:
        self.texts.clear()
        self.objects.clear()


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    monkeypatch.setattr(inbox_module, "RETRY_SECONDS", (0.0,))
    return Parsed(monkeypatch)


@pytest.fixture
async def ledger(tmp_path: Any) -> AsyncIterator[Ledger]:
    database = await migrated_databases.opened(tmp_path / "caigou.db")
    yield Ledger(database, HandClock())
    await database.close()


class Life:
    """One life of a process: its connection, its inbox, and what it handled; the first tries of some fail."""

    def __init__(self, ledger: Ledger, line: TelegramConnection, fails: int) -> None:
        self.line, self.seen = line, list[int]()
        self._outcomes, self._fails = Outcomes(), fails
        self.inbox = Inbox(line.application, Intake(ledger), self._outcomes, self)
        line.application.add_handler(TypeHandler(Update, self._handle))
        line.application.add_error_handler(self._note)

    async def _handle(self, update: Update, _: Context) -> None:
        self.seen.append(update.update_id)
        if self.seen.count(update.update_id) <= self._fails:
            raise RuntimeError("no luck")

    async def _note(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and context.error:
            self._outcomes.failed(update.update_id, context.error)

    async def gave_up(self, update: Update | None, update_id: int, error: str) -> None:
        raise AssertionError(error)

    async def cut_off(self, update: Update) -> None:
        raise AssertionError("nothing took effect")


@asynccontextmanager
async def life(ledger: Ledger, wire: Any, token: str, fails: int = 0) -> AsyncIterator[Life]:
    line = connect(token, requests=(wire, wire))
    async with line.application:
        living = Life(ledger, line, fails)
        yield living
        await living.inbox.stop(0)


async def polls(living: Life, wire: Any, updates: list[dict[str, Any]]) -> None:
    """They come by long polling."""
    wire.answers["getUpdates"] = lambda _: updates

    async def alone() -> None:
        return

    await Poller(living.line, living.inbox.accept, HandClock(), alone).round(0)


async def is_brought(living: Life, _: Any, updates: list[dict[str, Any]]) -> None:
    """They come by webhook, one by one."""
    page = Updates(SECRET, living.inbox.accept, Counts())
    for update in updates:
        body = json.dumps(update).encode()
        headers = [(SECRET_HEADER.lower().encode(), SECRET.encode())]

        async def receive(body: bytes = body) -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        answer = await page.post(Request({"type": "http", "method": "POST", "headers": headers}, receive))
        assert answer.status_code == 200


@pytest.mark.parametrize("comes", [polls, is_brought])
@pytest.mark.parametrize("fails", [0, 2])
async def test_an_update_is_parsed_once_on_its_way_to_its_handler(
    comes: Callable[..., Awaitable[None]], fails: int, parsed: Parsed, ledger: Ledger, wire: Any, token: str
) -> None:
    async with life(ledger, wire, token, fails) as living:
        await living.inbox.start()
        await comes(living, wire, [said(1), said(2)])
        await living.inbox.idle()
        assert sorted(living.seen) == sorted([1, 2] * (fails + 1))
    assert parsed.texts == {1: 1, 2: 1}
    assert parsed.objects == {1: 1, 2: 1}


async def test_after_a_restart_it_is_parsed_once_more_from_its_row(
    parsed: Parsed, ledger: Ledger, wire: Any, token: str
) -> None:
    async with life(ledger, wire, token) as living:
        await living.inbox.accept([said(1), said(2)])
        assert living.seen == []
    parsed.forget()
    async with life(ledger, wire, token, fails=2) as living:
        await living.inbox.start()
        await living.inbox.idle()
        assert sorted(living.seen) == [1, 1, 1, 2, 2, 2]
    assert parsed.texts == {1: 1, 2: 1}
    assert parsed.objects == {1: 1, 2: 1}


async def test_what_the_database_took_otherwise_is_handled_as_it_is_recorded(
    parsed: Parsed, ledger: Ledger, wire: Any, token: str
) -> None:
    half = said(1)
    half["message"]["text"] = "half \ud83d"
    heard: list[str] = []
    async with life(ledger, wire, token) as living:
        living.line.application.add_handler(TypeHandler(Update, _texts(heard)), group=1)
        await living.inbox.start()
        await living.inbox.accept([half])
        await living.inbox.idle()
    assert heard == ["half ?"]


def _texts(heard: list[str]) -> Any:
    async def note(update: Update, _: Context) -> None:
        heard.append(str(update.message and update.message.text))

    return note
