"""The whole sandbox: one clock, one event bus, Telegram and 1688 in one ASGI app."""

import asyncio
import hashlib
import random
import string
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.botapi.server import BotApi
from bot.sandbox.bus import Bus
from bot.sandbox.chats.state import Chats
from bot.sandbox.clock import WorldClock
from bot.sandbox.control import Control
from bot.sandbox.control_chat import ChatControl
from bot.sandbox.faults import Cuttable, Faults
from bot.sandbox.market_routes import market_routes
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.pushing import Pusher
from bot.sandbox.serve import serve
from bot.sandbox.stage import DemoStage
from bot.sandbox.world.world import World

_PAGE = Path(__file__).parent / "page"
_OF_THE_BOT = ("/app{rest:path}", "/1688", "/healthz", "/metrics")
"""Where a bot in the same process is reached: its Mini App, and what its own door answers otherwise."""
_TICK_SECONDS = 1.0


class PretendWorld:
    """Everything that is simulated; `app` serves it, `settings` is what a bot needs to run in it."""

    def __init__(self, seed: int = 1688, now: datetime | None = None) -> None:
        self.clock = WorldClock(now)
        self.faults = Faults()
        self.bus = Bus()
        self.token = _token(seed)
        self.journal_key = hashlib.sha256(f"journal {seed}".encode()).hexdigest()
        """Of the seed, as the token, so that a database can be used with the sandbox again."""
        self.credentials = Credentials()
        self.base_url = "http://127.0.0.1:8688"
        self.chats = Chats(self.clock, self.bus, self.token, seed)
        self.chats.base_url = self.address
        self.world = World(self.clock, self.bus, seed)
        self.pusher = Pusher(self.world, self.credentials)
        self.botapi = BotApi(self.chats, self.faults, self.bus, self.token)
        self.chats.add_person("Anna", "en", "anna", admin=True)
        self.stage = DemoStage(self.address)
        self._guest = _Guest()
        self.app: ASGIApp = Cuttable(_WorldDates(self._assemble(), self))

    @property
    def admins(self) -> list[int]:
        """Ids of the people whom the bot's settings make admins."""
        return [person.id for person in self.chats.people.values() if person.admin]

    def address(self) -> str:
        """The origin at which the sandbox is reached."""
        return self.base_url

    def settings(self, base_url: str) -> dict[str, str]:
        """All settings of a bot that runs in this sandbox; all addresses are `base_url`."""
        self.base_url = base_url.rstrip("/")
        here = self.base_url
        return {
            "TELEGRAM_TOKEN": self.token,
            "TELEGRAM_API_URL": here,
            "TELEGRAM_ADMINS": ",".join(str(number) for number in self.admins),
            "ALIBABA_APP_KEY": self.credentials.app_key,
            "ALIBABA_APP_SECRET": self.credentials.app_secret,
            "ALIBABA_ACCESS_TOKEN": self.credentials.access_token,
            "ALIBABA_REFRESH_TOKEN": self.credentials.refresh_token,
            "ALIBABA_GATEWAY_URL": here,
            "ALIBABA_ONE_CLICK_URL": here,
            "JOURNAL_KEY": self.journal_key,
            "SHORT_LINK_URL": here,
            "CLOCK_URL": here,
            "WATCH_SECONDS": "2",
        }

    @asynccontextmanager
    async def serving(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Serve on a port (0 picks a free one) and yield the base URL."""
        async with serve(self.app, host, port) as real:
            self.base_url = f"http://{host}:{real}"
            yield self.base_url

    @asynccontextmanager
    async def hosting(self, app: ASGIApp) -> AsyncIterator[None]:
        """Have a bot's application answer on the sandbox's port while the context is open."""
        self._guest.app = app
        try:
            yield
        finally:
            self._guest.app = None

    def _assemble(self) -> Router:
        market = market_routes(self.world, self.faults, self.bus, self.credentials, self.address)
        routes: list[BaseRoute] = [
            *self.botapi.routes(),
            *ChatControl(self.botapi).routes(),
            *Control(self.clock, self.faults, self.bus).routes(),
            *self.stage.routes(),
            *market,
            *(Route(path, self._guest) for path in _OF_THE_BOT),
            Route("/sim/{rest:path}", _unknown, methods=["GET", "POST", "DELETE"]),
            Mount("/", _Page(), name="page"),
        ]
        # a bare Router: Starlette's own error handling would answer 500 before a connection is cut
        return Router(routes=routes, lifespan=self._life)

    @asynccontextmanager
    async def _life(self, _: Router) -> AsyncIterator[None]:
        ticking = asyncio.create_task(self._tick())
        try:
            yield
        finally:
            ticking.cancel()
            with suppress(asyncio.CancelledError):
                await ticking
            await self.botapi.close()
            await self.pusher.close()

    async def _tick(self) -> None:
        while True:
            self.clock.run_due()
            await asyncio.sleep(_TICK_SECONDS)


class _Page:
    """The files of the browser chat; answers 404 if they are not installed."""

    def __init__(self) -> None:
        self._files = StaticFiles(directory=_PAGE, html=True, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if not _PAGE.is_dir():
                raise HTTPException(404, "the page is not installed")
            await self._files(scope, receive, send)
        except HTTPException as error:
            await PlainTextResponse(error.detail, error.status_code)(scope, receive, send)


class _Guest:
    """The application of a bot in the same process; 404 without one, and while it is restarted."""

    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self.app or PlainTextResponse("no bot answers here", 404))(scope, receive, send)


class _WorldDates:
    """ASGI wrapper that puts the sandbox's time into the Date header of answers."""

    def __init__(self, app: ASGIApp, world: PretendWorld) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = format_datetime(self._world.clock.now(), usegmt=True).encode()
                message["headers"] = [*message.get("headers", []), (b"date", date)]
            await send(message)

        await self._app(scope, receive, dated)


async def _unknown(request: Request) -> Response:
    return JSONResponse({"error": f"there is nothing at {request.url.path}"}, status_code=404)


def _token(seed: int) -> str:
    """A bot token in Telegram's form, the same for the same seed."""
    chance = random.Random(f"token {seed}")  # noqa: S311 - a token of the sandbox guards nothing
    letters = string.ascii_letters + string.digits
    return f"{chance.randrange(10**9, 8 * 10**9)}:AA{''.join(chance.choices(letters, k=33))}"
