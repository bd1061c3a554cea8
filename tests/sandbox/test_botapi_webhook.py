"""The webhook: pushed in order for each chat, tried again, with its secret; polling is refused meanwhile."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from bot.sandbox.serve import serve


class Receiver:
    """A web server that takes updates, refusing as long as it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.got: asyncio.Queue[tuple[dict[str, Any], str]] = asyncio.Queue()
        self.refuse = 0

    async def take(self, request: Request) -> Response:
        if self.refuse:
            self.refuse -= 1
            return Response(status_code=500, headers={"Retry-After": "0.01"})
        body = json.loads(await request.body())
        await self.got.put((body, request.headers.get("x-telegram-bot-api-secret-token", "")))
        return Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiving = Receiver()
    app = Router([Route("/hook", receiving.take, methods=["POST"])])
    async with serve(app) as port:
        receiving.url = f"http://127.0.0.1:{port}/hook"
        yield receiving


async def test_updates_are_pushed_with_the_secret_and_in_order(town: Any, receiver: Receiver) -> None:
    await town.say(town.anna, "waiting")
    await town.bot("setWebhook", url=receiver.url, secret_token="s-1")
    for text in ("one", "two"):
        await town.say(town.anna, text)
    got = [await receiver.got.get() for _ in range(3)]
    assert [(body["message"]["text"], secret) for body, secret in got] == [
        ("waiting", "s-1"), ("one", "s-1"), ("two", "s-1"),
    ]  # fmt: skip
    refused = await town.refusal("getUpdates")
    assert refused["error_code"] == 409
    await town.bot("deleteWebhook")
    assert (await town.bot("getWebhookInfo"))["url"] == ""
    assert await town.bot("getUpdates") == []


async def test_a_refused_push_is_tried_again_and_keeps_its_place(town: Any, receiver: Receiver) -> None:
    receiver.refuse = 2
    await town.bot("setWebhook", url=receiver.url)
    for text in ("one", "two"):
        await town.say(town.anna, text)
    got = [(await receiver.got.get())[0] for _ in range(2)]
    assert [body["message"]["text"] for body in got] == ["one", "two"]
    assert "500" in (await town.bot("getWebhookInfo"))["last_error_message"]


async def test_only_loopback_is_pushed_to(town: Any) -> None:
    refused = await town.refusal("setWebhook", url="https://example.org/hook")
    assert refused["description"].startswith("Bad Request: bad webhook")


async def test_pending_updates_can_be_dropped(town: Any) -> None:
    await town.say(town.anna, "old")
    await town.bot("deleteWebhook", drop_pending_updates=True)
    assert await town.bot("getUpdates") == []
