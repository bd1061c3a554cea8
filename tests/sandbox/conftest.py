"""A pretend world that is served for one test, and short ways to act in it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.sandbox.app import PretendWorld


class Town:
    """The served world, its control surface and the bot's calls."""

    def __init__(self, world: PretendWorld, url: str, http: httpx.AsyncClient) -> None:
        self.world = world
        self.url = url
        self.http = http
        self.anna = world.admins[0]

    async def sim(self, path: str, expect: int = 200, **body: Any) -> Any:
        answer = await self.http.post(f"/sim/{path}", json=body)
        assert answer.status_code == expect, answer.text
        return answer.json()

    async def look(self, path: str, expect: int = 200, **query: Any) -> Any:
        answer = await self.http.get(f"/sim/{path}", params=query)
        assert answer.status_code == expect, answer.text
        return answer.json()

    async def say(self, person: int, text: str, **more: Any) -> int:
        return int((await self.sim("say", person=person, text=text, **more))["message_id"])

    async def person(self, name: str, language: str = "en", **more: Any) -> int:
        return int((await self.sim("people", name=name, language=language, **more))["id"])

    async def group(self, *members: int, **more: Any) -> int:
        return int((await self.sim("chats", title="Buying", members=list(members), **more))["id"])

    async def bot(self, method: str, **parameters: Any) -> Any:
        """A call that has to succeed: its result."""
        answer = await self.http.post(f"/bot{self.world.token}/{method}", json=parameters)
        body = answer.json()
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A call that has to fail: Telegram's envelope, its code equal to the HTTP status."""
        answer = await self.http.post(f"/bot{self.world.token}/{method}", json=parameters)
        body = answer.json()
        assert body["ok"] is False, body
        assert body["error_code"] == answer.status_code
        return dict(body)

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        """What waits for the bot, confirmed at once."""
        found: list[dict[str, Any]] = await self.bot("getUpdates", **parameters)
        if found:
            await self.bot("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    async def rows(self, person: int, **query: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.look("messages", person=person, **query)
        return found


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    world = PretendWorld(now=datetime(2026, 11, 24, 12, tzinfo=UTC))
    async with (
        world.serving() as url,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=120, verify=False) as http,
    ):
        yield Town(world, url, http)
