"""Planned faults: which call fails, how often, in which way, before or after its effect."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.spoiling import SPOILERS, ConnectionCut

SIDES = ("1688", "telegram")
KINDS = ("timeout", "reset", "status", "throttle", "malformed", "slow", "unauthorised", *SPOILERS)
MOMENTS = ("before", "after")
HANG_SECONDS = 90.0


@dataclass
class PlannedFault:
    """One planned fault: the next `times` arrivals of `call` on `side` fail in this way."""

    id: int
    side: str
    call: str
    kind: str
    when: str
    times: int
    status: int | None = None
    seconds: float | None = None
    hit: int = field(default=0)


class Faults:
    """The faults that wait for their call."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._planned: list[PlannedFault] = []

    def plan(self, body: dict[str, Any]) -> PlannedFault:
        """Add a fault in the control API's form. Raises ValueError with a sentence."""
        side, kind, when = body.get("side"), body.get("kind"), body.get("when", "before")
        if side not in SIDES:
            raise ValueError(f"side must be one of {', '.join(SIDES)}")
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if when not in MOMENTS:
            raise ValueError(f"when must be one of {', '.join(MOMENTS)}")
        times = body.get("times", 1)
        if not isinstance(times, int) or isinstance(times, bool) or times < 1:
            raise ValueError("times must be a whole number above zero")
        fault = PlannedFault(
            id=next(self._ids), side=side, call=str(body.get("call", "*")), kind=kind, when=when, times=times,
            status=body.get("status"), seconds=body.get("seconds"),
        )  # fmt: skip
        self._planned.append(fault)
        return fault

    def list(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._planned]

    def take_back(self, fault: PlannedFault) -> None:
        """It happens no more, if it is still planned."""
        if fault in self._planned:
            self._planned.remove(fault)

    def clear(self) -> None:
        self._planned.clear()

    def take(self, side: str, call: str) -> PlannedFault | None:
        """The fault for this arrival, counted down; None if none is planned."""
        for fault in self._planned:
            if fault.side == side and fault.call in ("*", call):
                fault.hit += 1
                fault.times -= 1
                if fault.times <= 0:
                    self._planned.remove(fault)
                return fault
        return None

    async def run(
        self,
        side: str,
        call: str,
        request: Request,
        effect: Callable[[], Awaitable[Response]],
        throttled: Response,
        unauthorised: Response | None = None,
    ) -> Response:
        """Run `effect` under the next planned fault for this call, if there is one.

        `throttled` and `unauthorised` are the side's own answers of these kinds. Raises ConnectionCut.
        """
        fault = self.take(side, call)
        if fault is None:
            return await effect()
        if fault.kind == "slow":
            answer = await effect() if fault.when == "after" else None
            await asyncio.sleep(fault.seconds or 2.0)
            return answer or await effect()
        if fault.kind in SPOILERS:
            return SPOILERS[fault.kind](await effect() if fault.when == "after" else Response("{}"))
        if fault.when == "after":
            await effect()
        if fault.kind == "unauthorised":
            return unauthorised or Response("Unauthorized", status_code=401)
        return await self._fail(fault, request, throttled)

    async def _fail(self, fault: PlannedFault, request: Request, throttled: Response) -> Response:
        if fault.kind == "status":
            return Response("the pretend world fails as it was asked to", status_code=fault.status or 500)
        if fault.kind == "throttle":
            return throttled
        if fault.kind == "malformed":
            return Response('{"result": {"succ', media_type="application/json")
        if fault.kind == "timeout":
            await _until_gone(request, fault.seconds or HANG_SECONDS)
        raise ConnectionCut


async def _until_gone(request: Request, seconds: float) -> None:
    """Send nothing until the caller hangs up, or for `seconds`."""
    await request.body()
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return


class Cuttable:
    """ASGI wrapper: resets the socket if the app raises ConnectionCut; needs uvicorn, whose cycle has the socket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ConnectionCut as cut:
            transport = getattr(getattr(send, "__self__", None), "transport", None)
            if transport is None:
                raise
            if not cut.last:
                transport.abort()
                return
            transport.write(cut.last)
            transport.close()
