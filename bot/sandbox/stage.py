"""What only the demo can do: play a scene, restart the bot, keep it from something. Elsewhere this answers 404."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.scenes import SCENES, play

READING_PAUSE = 2.2

Restart = Callable[[], Awaitable[None]]
Hinder = Callable[[str, bool], Awaitable[None]]
"""Keep the bot from something, by its name, or not any more. Raises ValueError with a sentence."""


class DemoStage:
    """The demo opens it with what restarts its bot, and what keeps it from something."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._restart: Restart | None = None
        self._hinder: Hinder | None = None
        self._playing: asyncio.Task[None] | None = None

    def open(self, restart: Restart, hinder: Hinder) -> None:
        """Allow the page to play scenes and to restart the bot, and scenes to keep it from something."""
        self._restart, self._hinder = restart, hinder

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/sim/demo", self._show, methods=["GET"]),
            Route("/sim/demo/scene", self._scene, methods=["POST"]),
            Route("/sim/demo/restart", self._again, methods=["POST"]),
            Route("/sim/demo/hinder", self._keep_from, methods=["POST"]),
        ]

    async def _show(self, _: Request) -> Response:
        if self._restart is None:
            return _closed()
        told = {"scenes": list(SCENES), "restart": True, "playing": self._is_playing(), "failed": self._failed()}
        return JSONResponse(told)

    async def _scene(self, request: Request) -> Response:
        if self._restart is None:
            return _closed()
        try:
            name = (await request.json())["name"]
        except (ValueError, KeyError, TypeError):
            return JSONResponse({"error": 'say which scene: {"name": …}'}, 400)
        if name not in SCENES:
            return JSONResponse({"error": f"there is no scene {name!r}"}, 404)
        if self._is_playing():
            return JSONResponse({"error": "a scene is playing"}, 409)
        self._playing = asyncio.create_task(play(name, self._address(), pause=READING_PAUSE))
        return JSONResponse({"name": name})

    async def _again(self, _: Request) -> Response:
        if self._restart is None:
            return _closed()
        await self._restart()
        return JSONResponse({"restarted": True})

    async def _keep_from(self, request: Request) -> Response:
        if self._hinder is None:
            return _closed()
        try:
            body = await request.json()
            await self._hinder(str(body["what"]), bool(body["on"]))
        except (ValueError, KeyError, TypeError):
            return JSONResponse(
                {"error": 'say from what: {"what": "copies" or "journal_key", "on": true or false}'}, 400
            )
        return JSONResponse(body)

    def _failed(self) -> str:
        """Why the last scene ended before its end; "" if it did not."""
        played = self._playing
        if played is None or not played.done() or played.cancelled():
            return ""
        return str(played.exception() or "")

    def _is_playing(self) -> bool:
        return self._playing is not None and not self._playing.done()


def _closed() -> Response:
    return JSONResponse({"error": "this belongs to the demo"}, 404)
