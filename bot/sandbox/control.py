"""The common part of the control API: the clock, the faults, and live events."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.bus import Bus
from bot.sandbox.chats.refusals import SimRefused
from bot.sandbox.clock import WorldClock
from bot.sandbox.control_chat import answering, body_of
from bot.sandbox.faults import Faults

_MOST_SECONDS = 10 * 366 * 86400


class Control:
    """/sim/clock, /sim/faults and /sim/events."""

    def __init__(self, clock: WorldClock, faults: Faults, bus: Bus) -> None:
        self._clock = clock
        self._faults = faults
        self._bus = bus

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/sim/clock", answering(self._now), methods=["GET"]),
            Route("/sim/clock", answering(self._advance), methods=["POST"]),
            Route("/sim/faults", answering(self._listed), methods=["GET"]),
            Route("/sim/faults", answering(self._planned), methods=["POST"]),
            Route("/sim/faults", answering(self._cleared), methods=["DELETE"]),
            Route("/sim/events", self._events, methods=["GET"]),
        ]

    async def _now(self, _: Request) -> dict[str, str]:
        return {"now": self._clock.now().isoformat()}

    async def _advance(self, request: Request) -> dict[str, str]:
        seconds = (await body_of(request)).get("advance")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not 0 <= seconds <= _MOST_SECONDS:
            raise SimRefused(400, "advance must be a number of seconds, not negative and at most ten years")
        self._clock.advance(seconds)
        now = await self._now(request)
        self._bus.publish("clock", now)
        return now

    async def _listed(self, _: Request) -> list[dict[str, Any]]:
        return self._faults.list()

    async def _planned(self, request: Request) -> dict[str, int]:
        body = await body_of(request)
        seconds, status = body.get("seconds"), body.get("status")
        if not isinstance(seconds, int | float | None) or not isinstance(status, int | None):
            raise SimRefused(400, "seconds and status must be numbers")
        if status is not None and not 200 <= status <= 599:
            raise SimRefused(400, "status must be an HTTP status")
        try:
            return {"id": self._faults.plan(body).id}
        except ValueError as error:
            raise SimRefused(400, str(error)) from error

    async def _cleared(self, _: Request) -> dict[str, int]:
        count = len(self._faults.list())
        self._faults.clear()
        return {"cleared": count}

    async def _events(self, _: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._bus.listen(), media_type="text/event-stream", headers=headers)
