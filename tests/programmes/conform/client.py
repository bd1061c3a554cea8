"""Our client with one planned answer: what does it read in a sample?"""

import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import httpx

from bot.market.errors import MarketError
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine
from tests.fakes.clock import HandClock

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Check:
    """One thing that was held against a sample; an empty fault is a pass, unless it was left out and why."""

    sample: str
    what: str
    fault: str = ""
    left_out: str = ""

    @property
    def verdict(self) -> str:
        return "left" if self.left_out else "FAIL" if self.fault else "ok"


def left(sample: str, what: str, why: str) -> Check:
    """What is not held, named so that nothing is left out silently."""
    return Check(sample, what, left_out=why)


class NoStore:
    """Keeps tokens for one reading; none at first, as in single-user mode."""

    tokens: Tokens | None = None

    async def load(self) -> Tokens | None:
        return self.tokens

    async def save(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def alone(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


class Planned(httpx.AsyncBaseTransport):
    """Answers every call with the same text, and the calls in `denied` as the gateway does to strangers."""

    def __init__(self, body: str, status: int, denied: frozenset[str]) -> None:
        self.body, self.status, self.denied = body, status, denied

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.split("/")[-2] in self.denied:
            return httpx.Response(400, json={"error_code": "gw.APIACLDecline", "error_message": "not allowed"})
        return httpx.Response(self.status, content=self.body.encode())


@dataclass
class Reading:
    """One sample in front of our client, and what was found in it."""

    name: str
    sample: Any
    client: OpenPlatformClient
    gateway: OpenPlatformGateway
    found: list[Check] = field(default_factory=list)

    def same(self, what: str, read: object, stands: object) -> None:
        """Hold one value that we read against what stands in the sample."""
        right = read == stands and type(read) is type(stands)
        self.found.append(Check(self.name, what, "" if right else f"read {read!r}, there stands {stands!r}"))

    async def agrees(self, why: str) -> None:
        """The envelope says yes; `why` nothing else of it is read."""
        await self.takes(f"the envelope ({why})", self.client.request("any/call", {}))

    async def takes(self, what: str, doing: Awaitable[object]) -> None:
        """What is done with the sample as its answer succeeds."""
        what = f"{what} is taken as good"
        try:
            await doing
        except MarketError as error:
            self.found.append(Check(self.name, what, f"read as {type(error).__name__}: {error}"))
        else:
            self.found.append(Check(self.name, what))


@asynccontextmanager
async def reading(
    name: str, sample: Any, body: str, status: int = 200, denied: frozenset[str] = frozenset()
) -> AsyncIterator[Reading]:
    """Our client with `body` as the answer to whatever it asks."""
    client = OpenPlatformClient(
        origin="http://gateway.test",
        app_key="1",
        app_secret="s",
        tokens=NoStore(),
        clock=HandClock(NOW),
        rate=0,
        transport=Planned(body, status, denied),
        patience=0,
    )
    try:
        yield Reading(name, sample, client, OpenPlatformGateway(client))
    finally:
        await client.aclose()


def placing(offer_id: str = "600000000001", spec_id: str | None = None) -> Placing:
    """A purchase whose answer is to be read."""
    return Placing((PricedLine(offer_id, spec_id, 1, Fen(100)),), "C-1", "1", "general", "", "")


def fen(yuan: Any) -> Fen:
    """Yuan as it stands in a sample, in fen, by decimal arithmetic alone."""
    amount = Decimal(str(yuan)) * 100
    if amount != int(amount):
        raise ValueError(f"{yuan} yuan is no whole number of fen")
    return Fen(int(amount))


def at(written: str) -> datetime:
    """A time as it stands in a sample, UTC."""
    if "-" in written[:8]:
        return datetime.fromisoformat(written).replace(tzinfo=CHINA).astimezone(UTC)
    digits, zone = written[:-5], written[-5:]
    read = datetime.strptime(digits[:14] + zone, "%Y%m%d%H%M%S%z")
    return (read + timedelta(milliseconds=int(digits[14:] or 0))).astimezone(UTC)


def compact(value: Any) -> str:
    """A piece of a sample as JSON text again, numbers exactly as they are."""
    match value:
        case Decimal():
            return str(value)
        case dict():
            return "{" + ",".join(f"{json.dumps(key)}:{compact(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ",".join(map(compact, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
