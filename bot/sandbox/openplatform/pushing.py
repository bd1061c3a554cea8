"""Sends the market's push messages to the app: signed, in order, retried, and kept if nobody accepts them."""

import asyncio
from collections.abc import Sequence
from urllib.parse import urlencode

import httpx

from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.signing import signature
from bot.sandbox.openplatform.wire import dumps
from bot.sandbox.world.pushed import Pushed
from bot.sandbox.world.world import World

RETRY_SECONDS = (0.2, 0.5, 1.0)
"""Seconds that the platform waits before each of its few retries."""
SHUFFLE_SECONDS = 0.3
"""Seconds for which messages are collected before they are sent in the wrong order."""
_TIMEOUT_SECONDS = 5.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def sealed(credentials: Credentials, message: str) -> dict[str, str]:
    """The form of a message: its text and its signature."""
    return {"message": message, "_aop_signature": signature(credentials.app_secret, "", [("message", message)])}


class Pusher:
    """Sends all messages, one after the other."""

    def __init__(self, world: World, credentials: Credentials) -> None:
        self._world, self._credentials = world, credentials
        self._queue: asyncio.Queue[Pushed] = asyncio.Queue()
        self._carrying: asyncio.Task[None] | None = None
        world.pushes.on_new.append(self._put)

    def _put(self, message: Pushed) -> None:
        self._queue.put_nowait(message)
        if self._carrying is None:
            self._carrying = asyncio.get_running_loop().create_task(self._carry())

    async def close(self) -> None:
        """Stop sending."""
        if self._carrying is not None:
            self._carrying.cancel()
            await asyncio.gather(self._carrying, return_exceptions=True)
            self._carrying = None

    async def _carry(self) -> None:
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            while True:
                for message in await self._next():
                    await self._deliver(client, message)

    async def _next(self) -> Sequence[Pushed]:
        """The messages to send now, each as often as it is to be sent."""
        first = await self._queue.get()
        match first.fate:
            case "lose":
                return ()
            case "double":
                return (first, first)
            case "reorder":
                await asyncio.sleep(SHUFFLE_SECONDS)
                together = [first]
                while not self._queue.empty():
                    together.append(self._queue.get_nowait())
                return together[::-1]
        return (first,)

    async def _deliver(self, client: httpx.AsyncClient, message: Pushed) -> None:
        body = urlencode(sealed(self._credentials, dumps(message.envelope())))
        for pause in (0.0, *RETRY_SECONDS):
            await asyncio.sleep(pause)
            note = await self._try(client, body)
            self._world.saw(f"push {message.topic}", not note, note)
            if not note:
                return
        self._world.pushes.failed[message.msg_id] = message

    async def _try(self, client: httpx.AsyncClient, body: str) -> str:
        """Post a message once; returns "" if it was accepted, else why not."""
        url = self._world.pushes.url
        if not url:
            return "there is nowhere to push to"
        try:
            answer = await client.post(url, content=body, headers=_FORM)
        except httpx.HTTPError as error:
            return type(error).__name__
        return "" if answer.is_success else f"HTTP {answer.status_code}"
