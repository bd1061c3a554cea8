"""A wire without a network, and an inbox in memory."""

import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram.request import BaseRequest, RequestData

from bot.purchasing.purchase import Cause

TOKEN = "123456789:" + "A" * 35
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ME = {"id": 123456789, "is_bot": True, "first_name": "Caigou", "username": "caigou_bot"}

Answer = Callable[[dict[str, Any]], Any]


class Wire(BaseRequest):
    """Answers calls from a table of methods and keeps every call; a method that is not there answers True."""

    read_timeout = 5.0

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Answer] = {"getMe": lambda _: ME}
        self.started = 0

    async def initialize(self) -> None:
        self.started += 1

    async def shutdown(self) -> None:
        """Nothing is open."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_: Any
    ) -> tuple[int, bytes]:
        parts = urlsplit(url)
        name = parts.path.rpartition("/")[2]
        data = dict(request_data.parameters) if request_data else {}
        data |= {key: json.loads(v[0]) for key, v in parse_qs(parts.query).items()}
        self.calls.append((name, data))
        answer = self.answers.get(name, lambda _: True)(data)
        if isinstance(answer, Awaitable):
            answer = await answer
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, tuple):
            code, description, parameters = answer
            body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
            return code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    def named(self, name: str) -> list[dict[str, Any]]:
        """What a method was called with, in order."""
        return [data for called, data in self.calls if called == name]


class HandClock:
    """Stands still and writes down what was waited for, seconds."""

    def __init__(self) -> None:
        self.time = NOW
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)


@dataclass
class Row:
    """One recorded update."""

    update_id: int
    lane: str
    raw: str
    attempts: int = 0
    state: str = "new"
    errors: list[str] = field(default_factory=list)


class MemoryIntake:
    """The inbox's table in memory, with the same promises."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self.records = 0
        self.broken = False

    async def record(self, bot_id: int, updates: list[tuple[int, str, str]]) -> None:
        if self.broken:
            raise OSError("the disk is full")
        self.records += 1
        for update_id, lane, raw in updates:
            self.rows.setdefault(update_id, Row(update_id, lane, raw))

    async def waiting(self, bot_id: int, limit: int) -> list[Row]:
        return [row for _, row in sorted(self.rows.items()) if row.state == "new"][:limit]

    async def done(self, cause: Cause) -> None:
        self.rows[cause.update_id].state = "done"

    async def failed(self, cause: Cause, error: str) -> bool:
        row = self.rows[cause.update_id]
        row.attempts += 1
        row.errors.append(error)
        if row.attempts >= 5:
            row.state = "dead"
        return row.state == "dead"

    async def poison(self, cause: Cause, error: str) -> None:
        self.rows[cause.update_id].state = "dead"

    def states(self) -> dict[int, str]:
        return {update_id: row.state for update_id, row in self.rows.items()}


def written(update_id: int, text: str, chat_id: int = 42, **more: Any) -> dict[str, Any]:
    """A raw update: a person wrote a text."""
    entities = (
        [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[:1] == "/" else []
    )
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "group"}
    message = {
        "message_id": update_id,
        "date": int(NOW.timestamp()),
        "chat": chat | ({"first_name": "Anna"} if chat_id > 0 else {"title": "Team"}),
        "from": {"id": 42, "is_bot": False, "first_name": "Anna", "language_code": "en"},
        "text": text,
        "entities": entities,
    }
    return {"update_id": update_id, "message": message | more}


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock()


@pytest.fixture
def memory_intake() -> MemoryIntake:
    return MemoryIntake()


@pytest.fixture
def message() -> Callable[..., dict[str, Any]]:
    return written


@pytest.fixture
def token() -> str:
    return TOKEN


@pytest.fixture
def seen() -> dict[int, list[int]]:
    """Update ids that handlers saw, by chat."""
    return defaultdict(list)
