"""The production handlers on a real database, with Telegram's wire cut short: every call is answered at once."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.cards.blocks.buttons import Codes
from bot.chat.application import add_handlers
from bot.chat.conversation.conversation import Services
from bot.chat.transport.bot import connect
from bot.chat.transport.inbox import Outcomes
from bot.desk.desk import Desk, Terms
from bot.desk.ledger.facts import CODES_KEY
from bot.desk.ledger.ledger import Ledger
from bot.market.port import Abilities
from bot.purchasing.reading.classify_url import NoOffer, Reason, ShortLink
from storage.engine.database import Database
from tests.known_members import ClosedDoor
from tests.matrix.kept import Kept
from tests.matrix.world_fixture import Town


class NoWire(BaseRequest):
    """Answers every call with a message or a yes, and counts it; `alerts` are the answers to presses."""

    read_timeout = 5.0

    def __init__(self, me: dict[str, Any]) -> None:
        self.calls: Counter[str] = Counter()
        self.alerts: Counter[str] = Counter()
        self._me = me

    async def initialize(self) -> None:
        """Nothing is opened."""

    async def shutdown(self) -> None:
        """Nothing is open."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        name = urlsplit(url).path.rpartition("/")[2]
        self.calls[name] += 1
        if name == "answerCallbackQuery" and request_data is not None:
            self.alerts[str(request_data.parameters.get("text"))] += 1
        result: Any = self._me if name == "getMe" else True
        if name.startswith(("send", "edit")):
            result = {"message_id": 9, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "."}
        return 200, json.dumps({"ok": True, "result": result}).encode()


class NoMarket:
    """1688 must not be asked for anything, nor its tokens: whoever comes this far got through.

    It is no fake market that answers, since any answer would hide that it was asked.
    """

    abilities = Abilities(True, True, True, True)

    def __getattr__(self, name: str) -> Any:
        async def asked(*_: Any, **__: Any) -> None:
            raise AssertionError(f"1688 was asked for {name}")

        return asked


class Offline:
    """Updates go straight to the application's dispatcher."""

    def __init__(self, application: Any, outcomes: Outcomes, wire: NoWire, codes: Codes, file: Kept) -> None:
        self._application, self._outcomes, self.wire, self.codes = application, outcomes, wire, codes
        self.file = file
        self.seen = 0

    async def press(self, person: int, chat: dict[str, Any], data: str, message: int = 5, **sender: Any) -> None:
        """A press as Telegram hands it over."""
        self.seen += 1
        update = {
            "update_id": self.seen,
            "callback_query": {
                "id": str(self.seen),
                "from": {"id": person, "is_bot": False, "first_name": "X", "language_code": "en", **sender},
                "message": {"message_id": message, "date": 1, "chat": chat, "text": "card"},
                "chat_instance": "1",
                "data": data,
            },
        }
        await self._application.process_update(Update.de_json(update, self._application.bot))
        error, _ = self._outcomes.take(self.seen)
        assert error is None, f"{data!r} made a handler fail: {error!r}"


def chat_of(number: int) -> dict[str, Any]:
    """Somebody's private chat, or a group, as an update names it."""
    if number > 0:
        return {"id": number, "type": "private", "first_name": "X"}
    return {"id": number, "type": "supergroup", "title": "Purchasing"}


@asynccontextmanager
async def offline(town: Town, folder: Path) -> AsyncIterator[Offline]:
    """The bot of the town on a copy of its database."""
    path = folder / "offline.db"
    town.file.copy_to(path)
    database = await Database.open(f"sqlite:///{path}")
    file = Kept(path)
    clock = town.house.ledger.clock
    ledger = Ledger(database, clock)
    admins = frozenset(town.world.admins)
    market: Any = NoMarket()
    desk = Desk(ledger, market, market, Terms(admins, (), "cross", "offline"), ClosedDoor())
    wire = NoWire(town.chats.bot_json())
    line = connect(town.world.token, requests=(wire, wire))
    async with ledger.read() as uow:
        key = await uow.facts.get(CODES_KEY)
    assert key is not None
    codes = Codes(bytes.fromhex(key))
    outcomes = Outcomes()
    add_handlers(line.application, Services(line.bot, desk, codes, _unresolved, clock), outcomes)
    try:
        async with line.application:
            yield Offline(line.application, outcomes, wire, codes, file)
    finally:
        file.close()
        await database.close()


async def _unresolved(link: ShortLink) -> NoOffer:
    return NoOffer(Reason.SHORT_LINK_UNREADABLE, link.url)
