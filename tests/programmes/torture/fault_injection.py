"""What goes wrong on the wires of the pretend world: every call passes here, is written down, and may fail."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.app import PretendWorld
from bot.sandbox.spoiling import ConnectionCut

CREATES = ("alibaba.trade.createCrossOrder", "alibaba.trade.fastCreateOrder", "api.buyProduct")
MESSAGES = ("alibaba.trade.addFeedback", "logistics.delivery.urge")
SENDS = ("sendMessage", "editMessageText")
DROP_BEFORE, DROP_AFTER, FAIL_AFTER, TRUNCATED, LATE = "drop before", "drop after", "500 after", "truncated", "late"
FAIL_BEFORE, THROTTLE, REFUSED, TURNED_AWAY = "500 before", "429", "400", "turned away"
REFUSAL = '{"ok": false, "error_code": 400, "description": "Bad Request: the pretend world refuses as it was asked to"}'
NO_ENTRY = '{"error_code": "gw.SignatureInvalid", "error_message": "turned away at the gateway"}'
"""What 1688's gateway says of itself: the service behind it never heard of the call."""
AMBIGUOUS = frozenset({DROP_AFTER, FAIL_AFTER, TRUNCATED, LATE})
"""What leaves the caller without knowing whether it happened."""

Effect = Callable[[], Awaitable[Response]]


@dataclass(frozen=True)
class Arrival:
    """One call as it arrived: its place in the row of all, and what it was about."""

    number: int
    side: str
    call: str
    reference: str
    """Our own order reference, of a create call."""


@dataclass
class Weather:
    """Stands where the world takes its faults from; `choose` says what becomes of a call, None that it goes well."""

    world: PretendWorld
    dice: random.Random
    choose: Callable[[Arrival], str | None] = lambda _: None
    before: list[Callable[[Arrival], None]] = field(default_factory=list)
    after: list[Callable[[Arrival], None]] = field(default_factory=list)
    late_seconds: tuple[float, float] = (0.1, 900.0)
    injected: Counter[str] = field(default_factory=Counter)
    arrived: Counter[str] = field(default_factory=Counter)
    creates: list[str] = field(default_factory=list)
    """The reference of every create call that was sent and not refused at the gateway, in order."""
    late: set[asyncio.Task[Any]] = field(default_factory=set)
    promised: int = 0
    """Late commits that have not happened yet."""

    def begin(self) -> None:
        """From now on every call passes here."""
        stand_in = pytest.MonkeyPatch().setattr
        stand_in(self.world.faults, "run", self.run)
        stand_in(self.world.faults, "list", lambda: [{"side": "weather"}])

    async def run(
        self, side: str, call: str, request: Request, effect: Effect, throttled: Response, *_others: Response
    ) -> Response:
        """The world's own way in: do the effect, or let it fail as chosen."""
        reference = await _reference(request) if call in CREATES else ""
        self.arrived[call] += 1
        arrival = Arrival(self.arrived.total(), side, call, reference)
        for listener in self.before:
            listener(arrival)
        fault = self.choose(arrival)
        if fault is not None:
            self.injected[f"{side} {fault}"] += 1
            return await self._failed(fault, arrival, request, self._noted(arrival, effect), throttled)
        answer = await self._noted(arrival, effect)()
        for listener in self.after:
            listener(arrival)
        return answer

    def _noted(self, arrival: Arrival, effect: Effect) -> Effect:
        """The effect, with the create calls noted that came through to the service; the gateway's own no is none."""

        async def noted() -> Response:
            answer = await effect()
            if arrival.reference and answer.status_code == 200:
                self.creates.append(arrival.reference)
            return answer

        return noted

    async def _failed(
        self, fault: str, arrival: Arrival, request: Request, effect: Effect, throttled: Response
    ) -> Response:
        if fault == THROTTLE:
            return throttled
        if fault == REFUSED:
            return Response(REFUSAL, status_code=400, media_type="application/json")
        if fault == TURNED_AWAY:
            return Response(NO_ENTRY, status_code=400, media_type="application/json")
        if fault == FAIL_BEFORE:
            return Response("the pretend world fails as it was asked to", status_code=500)
        await request.body()
        if fault == DROP_BEFORE and arrival.reference:
            self.creates.append(arrival.reference)  # whoever sent it cannot know that it came to nothing
        if fault == LATE:
            self._later(effect)
        elif fault != DROP_BEFORE:
            answer = await effect()
            for listener in self.after:
                listener(arrival)
            if fault == FAIL_AFTER:
                return Response("the pretend world fails as it was asked to", status_code=500)
            if fault == TRUNCATED:
                return Response(bytes(answer.body)[: len(bytes(answer.body)) // 2], media_type="application/json")
        raise ConnectionCut

    def _later(self, effect: Effect) -> None:
        async def commit() -> None:
            await effect()
            self.promised -= 1

        def begin() -> None:
            task = asyncio.ensure_future(commit())
            self.late.add(task)
            task.add_done_callback(self.late.discard)

        self.promised += 1
        self.world.clock.after(self.dice.uniform(*self.late_seconds), begin)

    def ambiguous(self, side: str) -> int:
        """How many calls of a side ended so that the caller could not know."""
        return sum(self.injected[f"{side} {fault}"] for fault in AMBIGUOUS)


async def _reference(request: Request) -> str:
    form = await request.body()
    fields = dict(part.partition("=")[::2] for part in form.decode().split("&"))
    return fields.get("outOrderId", "")


def shares(dice: random.Random, creates: float, sends: float) -> Callable[[Arrival], str | None]:
    """Faults by chance: a share of the create calls, and a share of the bot's messages."""
    for_creates = (DROP_BEFORE, DROP_AFTER, FAIL_AFTER, TRUNCATED, LATE)
    for_sends = (DROP_BEFORE, DROP_AFTER, FAIL_AFTER, FAIL_BEFORE, THROTTLE)

    def choose(arrival: Arrival) -> str | None:
        if arrival.call in CREATES and dice.random() < creates:
            return dice.choice(for_creates)
        if arrival.call in SENDS and dice.random() < sends:
            return dice.choice(for_sends)
        return None

    return choose
