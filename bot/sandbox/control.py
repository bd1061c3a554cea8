"""The common part of the control surface: the clock, the faults, and what happens as it happens."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.bus import Bus
from bot.sandbox.chats.refusals import Impossible
from bot.sandbox.clock import WorldClock
from bot.sandbox.control_chat import answering, body_of
from bot.sandbox.faults import Faults

_MOST_SECONDS = 10 * 366 * 86400


def control_routes(clock: WorldClock, faults: Faults, bus: Bus) -> list[BaseRoute]:
    """/sim/clock, /sim/faults and /sim/events."""

    async def now(_: Request) -> dict[str, str]:
        return {"now": clock.now().isoformat()}

    async def advance(request: Request) -> dict[str, str]:
        seconds = (await body_of(request)).get("advance")
        if (
            not isinstance(seconds, int | float)
            or isinstance(seconds, bool)
            or not 0 <= seconds <= _MOST_SECONDS
        ):
            raise Impossible(400, "advance must be a number of seconds, not negative and at most ten years")
        clock.advance(seconds)
        bus.publish("clock", {"now": clock.now().isoformat()})
        return {"now": clock.now().isoformat()}

    async def listed(_: Request) -> list[dict[str, Any]]:
        return faults.list()

    async def planned(request: Request) -> dict[str, int]:
        body = await body_of(request)
        seconds, status = body.get("seconds"), body.get("status")
        if not isinstance(seconds, int | float | None) or not isinstance(status, int | None):
            raise Impossible(400, "seconds and status must be numbers")
        if status is not None and not 200 <= status <= 599:
            raise Impossible(400, "status must be an HTTP status")
        try:
            return {"id": faults.plan(body).id}
        except ValueError as error:
            raise Impossible(400, str(error)) from error

    async def cleared(_: Request) -> dict[str, int]:
        count = len(faults.list())
        faults.clear()
        return {"cleared": count}

    async def events(_: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(bus.listen(), media_type="text/event-stream", headers=headers)

    return [
        Route("/sim/clock", answering(now), methods=["GET"]),
        Route("/sim/clock", answering(advance), methods=["POST"]),
        Route("/sim/faults", answering(listed), methods=["GET"]),
        Route("/sim/faults", answering(planned), methods=["POST"]),
        Route("/sim/faults", answering(cleared), methods=["DELETE"]),
        Route("/sim/events", events, methods=["GET"]),
    ]
