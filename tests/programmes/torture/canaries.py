"""What R15 looks for, and the ways into a line, a chat, a file and a crash that it goes."""

import asyncio
import contextlib
import io
import logging
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus

import httpx
from telegram import Bot
from telegram.error import InvalidToken

from bot import redaction
from bot.clock import SystemClock
from bot.desk.placing.create_call import keep_answer
from bot.market.errors import MarketError
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.create_call import Placing
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine
from bot.sandbox.actor import SceneFailed
from bot.sandbox.faults import KINDS
from bot.settings import Settings

ROOT = Path(__file__).parents[3]
SLOW_KINDS = {"timeout", "slow", "drip", "flood", "bomb"}
"""Kinds that only cost time or size; what they carry is carried by the others."""
CALLS = ("product.search.queryProductDetail", "alibaba.createOrder.preview", "alibaba.trade.createCrossOrder")
PLACING = Placing((PricedLine("655000111222", "aa", 3, Fen(1200)),), "CG-17", "77", "general", "assureTrade", "")


@dataclass
class Search:
    """Texts that were looked through, and what was found in them."""

    canaries: dict[str, str]
    """What may not be seen anywhere, by its name."""
    private: dict[str, str] = field(default_factory=dict)
    """What may be seen in a private chat alone: whole addresses, names, phone numbers."""
    lines: dict[str, int] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)

    def through(self, where: str, text: str, *, alone: bool = False) -> None:
        """Look through a text; `alone` where it is a private chat's."""
        self.lines[where] = self.lines.get(where, 0) + text.count("\n") + 1
        wanted = self.canaries if alone else self.canaries | self.private
        for name, canary in wanted.items():
            if any(form in text for form in {canary, quote(canary, safe=""), quote_plus(canary)}):
                at = next(line for line in text.splitlines() if canary in line or quote(canary, safe="") in line)
                self.leaks.append(f"{name} in {where}: {at.replace(canary, '<' + name + '>')[:300]}")


def canaries_of(settings: Settings) -> dict[str, str]:
    """Every secret of the settings, and the half of a token that is enough."""
    named = {f"secret {number}": value for number, value in enumerate(settings.secrets()) if "sqlite" not in value}
    assert settings.telegram_token is not None
    return named | {"half of the bot's token": settings.telegram_token.get_secret_value().partition(":")[2]}


@contextlib.contextmanager
def listening(secrets: tuple[str, ...], level: int, libraries: int, floor: int) -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile: our level, the libraries', and the least that the handler lets out."""
    stream = io.StringIO()
    root, before = logging.getLogger(), logging.getLogger().level
    kept = [handler for handler in root.handlers if isinstance(handler, redaction.CarefulHandler)]
    hooks = sys.excepthook, threading.excepthook
    redaction.set_up_logging(secrets, level=max(level, logging.INFO), stream=stream)
    (handler,) = [one for one in root.handlers if isinstance(one, redaction.CarefulHandler)]
    handler.setLevel(floor)
    root.setLevel(min(level, floor))
    for name in redaction.TALKATIVE:
        logging.getLogger(name).setLevel(libraries)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        for one in kept:
            root.addHandler(one)
        root.setLevel(before)
        sys.excepthook, threading.excepthook = hooks
        for name in redaction.TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        logging.captureWarnings(False)


async def act(street: Any) -> int:
    """Let every kind of fault meet what people do; how many faults were planned."""
    planned = 0
    good = await street.good("plain")
    for number, (side, kind, when) in enumerate(_faults()):
        call = CALLS[number % len(CALLS)] if side == "1688" else "*"
        plan = {"side": side, "call": call, "kind": kind, "when": when, "times": 2, "status": 500}
        await street.fault(**plan)
        planned += 1
        await street.anna.writes(f"/buy {good['offer_id']} {number + 2}")
        await street.anna.writes("/status")
        await asyncio.sleep(0.05)
    return planned


def _faults() -> list[tuple[str, str, str]]:
    kinds = [kind for kind in KINDS if kind not in SLOW_KINDS]
    return [(side, kind, when) for side in ("1688", "telegram") for kind in kinds for when in ("before", "after")]


async def buy_through_lost_answers(street: Any) -> None:
    """Orders whose answers are cut, garbled and refused, so that doubts, looks and their messages are there."""
    for kind in ("reset", "noise", "truncated", "unauthorised"):
        await street.fault(side="1688", call="alibaba.trade.createCrossOrder", kind=kind, when="after")
        with contextlib.suppress(AssertionError, SceneFailed):
            await street.anna.presses(await street.draft(), "Buy now")
            await street.later(30)


async def echoes(settings: Settings, folder: Path, search: Search) -> None:
    """A 1688 that answers with all that it was sent, into errors, what is stored of an order, and the side file."""

    def echo(request: httpx.Request) -> httpx.Response:
        held = dict(parse_qsl(request.content.decode()))
        return httpx.Response(500, json={"error_message": f"{request.url} {held}", "error_code": str(held)})

    assert settings.alibaba_app_secret is not None
    client = OpenPlatformClient(
        origin=settings.alibaba_gateway_url, app_key=settings.alibaba_app_key,
        app_secret=settings.alibaba_app_secret.get_secret_value(), tokens=_Held(settings), clock=SystemClock(),
        rate=1000, transport=httpx.MockTransport(echo), patience=0,
    )  # fmt: skip
    gateway = OpenPlatformGateway(client)
    for read in (gateway.account, gateway.addresses, client.server_time):
        try:
            await read()
        except MarketError as error:
            logging.getLogger("bot.test").exception("a read failed: %s", error)
    outcome = await gateway.place(gateway.body(PLACING))
    await client.aclose()
    search.through("what is stored of an answer", outcome.raw)
    keep_answer(folder / "answers.log", _attempt(), outcome)
    search.through("answers.log", (folder / "answers.log").read_text(encoding="utf-8"))


def _attempt() -> Any:
    class Kept:
        id, out_order_id, state = 1, "CG-17", AttemptState.SUBMITTING

    return Kept()


class _Held:
    def __init__(self, settings: Settings) -> None:
        assert settings.alibaba_access_token is not None
        self._tokens = Tokens(settings.alibaba_access_token.get_secret_value(), None, "", None, None)

    async def load(self) -> Tokens:
        return self._tokens

    async def save(self, tokens: Tokens) -> None: ...

    def alone(self) -> Any:
        return contextlib.AsyncExitStack()


def crash(token: str, secrets: tuple[str, ...]) -> None:
    """Errors that nobody catches, warnings, and objects that show themselves."""
    log = logging.getLogger("bot.crash")
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        for secret in secrets:
            log.log(level, "shown %s and %r", secret, {"value": secret})
            logging.getLogger("httpx").log(level, "POST https://host/bot%s/x?access_token=%s", token, secret)
        log.log(level, "%r %s", Bot(token), InvalidToken(f"The token `{token}` was rejected by the server."))
    try:
        raise ValueError(f"caught {secrets}") from InvalidToken(token)
    except ValueError as error:
        log.exception("an error that quotes")
        sys.excepthook(ValueError, error, error.__traceback__)
        threading.excepthook(threading.ExceptHookArgs((ValueError, error, error.__traceback__, None)))


async def program(given: dict[str, str], folder: Path, *words: str) -> str:
    """What the real program says on both its streams; it is stopped after 20 s where it goes on."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"} | given
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=folder, env=env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(), 20)
    except TimeoutError:
        process.kill()
        said, _ = await process.communicate()
    return said.decode("utf-8", "replace")
