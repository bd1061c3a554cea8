"""Connects everything by which updates and HTTP requests come in: polling or webhook, and the HTTP server."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.chat.transport.bot import TelegramConnection
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.person_throttle import Paces, ThrottleVerdict
from bot.chat.transport.poller import OnConflict, Poller
from bot.chat.transport.webhook import Webhook, take_away
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.desk.ledger.ledger import Ledger
from bot.desk.shared.values import Tick
from bot.market.openplatform.client import OpenPlatformClient
from bot.settings import Settings, listening_at
from bot.web.healthz import Wellness
from bot.web.metrics import Metrics
from bot.web.miniapp import APP_PATH, MiniApp, Surroundings
from bot.web.push_messages import PushEndpoint
from bot.web.request_body import Counts
from bot.web.routes import TELEGRAM_PATH, Doors
from bot.web.server import bound
from bot.web.telegram_updates import Updates

FAST_TICKS = frozenset({"outbox"})
"""Ticks that run every second in every process; if one stops, the bot does no more work."""
WEBHOOK = "webhook"
PRETEND_PARENTS = "http://127.0.0.1:* http://localhost:*"
"""Who may frame the Mini App in the pretend world: pages of this machine."""
DOOR = "door"
"""The fact that a health check writes, to see whether the database takes writes."""


class WebhookMemory:
    """The address that Telegram was last given, stored in the database."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def read(self) -> str | None:
        async with self._ledger.look() as uow:
            kept = await uow.people.fact(WEBHOOK)
        return None if kept is None else str(kept)

    async def write(self, url: str) -> None:
        if await self.read() == url:
            return
        async with self._ledger.change() as uow:
            await uow.people.put_fact(WEBHOOK, url)


@dataclass(frozen=True)
class Entrance:
    """How the bot receives updates (polling or webhook), and its HTTP server."""

    line: TelegramConnection
    clock: Clock
    memory: WebhookMemory
    poller: Poller
    webhook: Webhook | None
    doors: Doors | None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Receive while the context is open. Raises WebhookRefused."""
        async with AsyncExitStack() as stack:
            if self.doors is not None:
                await stack.enter_async_context(self.doors.open())
            if self.webhook is not None:
                await self.webhook.open()
            hearing = asyncio.create_task(self._hear(), name="hearing")
            try:
                yield
            finally:
                hearing.cancel()
                await asyncio.gather(hearing, return_exceptions=True)

    async def _hear(self) -> None:
        if self.webhook is not None:
            await self.webhook.run()
        await take_away(self.line, self.memory, self.clock)
        await self.poller.run()


@contextmanager
def door(settings: Settings) -> Iterator[socket.socket | None]:
    """The socket of WEB_LISTEN, opened before everything else; None if it is not set. Raises DoorTaken."""
    where = listening_at(settings)
    if where is None:
        yield None
        return
    with bound(*where) as found:
        yield found


def entrance(
    settings: Settings,
    found: socket.socket | None,
    line: TelegramConnection,
    inbox: Inbox,
    poller: Poller,
    desk: Desk,
    ledger: Ledger,
    client: OpenPlatformClient,
    on_conflict: OnConflict,
) -> Entrance:
    """Everything that the settings open."""
    memory, clock = WebhookMemory(ledger), ledger.clock
    webhook = None
    secret, url = settings.telegram_webhook_secret, webhook_address(settings)
    if url and secret is not None:
        webhook = Webhook(line, url, secret.get_secret_value(), memory, clock, on_conflict)
    doors = None if found is None else _doors(settings, found, inbox, desk, ledger, client, _hearing(poller, webhook))
    return Entrance(line, clock, memory, poller, webhook, doors)


def _doors(
    settings: Settings,
    found: socket.socket,
    inbox: Inbox,
    desk: Desk,
    ledger: Ledger,
    client: OpenPlatformClient,
    hearing: Callable[[datetime], str],
) -> Doors:
    counts: Counts = Counter()
    secret = settings.telegram_webhook_secret
    updates = Updates(secret.get_secret_value(), inbox.accept, counts) if secret and webhook_address(settings) else None
    app_secret = settings.alibaba_app_secret

    async def write() -> None:
        async with ledger.change() as uow:  # an empty transaction would not notice a full disk
            await uow.people.put_fact(DOOR, ledger.clock.now().isoformat())

    def ears(now: datetime) -> str:
        return "updates are not recorded" if updates is not None and updates.failing else hearing(now)

    def ticks() -> tuple[Tick, ...]:
        return tuple(tick for tick in desk.pulse.ticks() if tick.name in FAST_TICKS)

    return Doors(
        found,
        Wellness(ledger.clock, write, ticks, ears, desk.health.disk),
        Metrics(desk.health.report, client.calls, counts, lambda: inbox.backlog),
        PushEndpoint(app_secret.get_secret_value() if app_secret else "", desk.push_messages.take, counts),
        updates,
        _page(settings, desk, ledger.clock, counts) if settings.web_url else None,
    )


def webhook_address(settings: Settings) -> str:
    """Where Telegram brings updates; empty if the bot fetches them."""
    return settings.web_url + TELEGRAM_PATH if settings.web_url and settings.telegram_webhook_secret else ""


def page_address(settings: Settings) -> str:
    """Where people's clients open the Mini App; empty if there is none."""
    return settings.web_url and settings.web_url + APP_PATH


def _page(settings: Settings, desk: Desk, clock: Clock, counts: Counts) -> MiniApp:
    """The Mini App; in the pretend world, which has a clock, that world stands in for Telegram's clients."""
    pretend, token, paces = settings.clock_url, settings.telegram_token, Paces()
    around = Surroundings(f"{pretend}/js/telegram-web-app.js", PRETEND_PARENTS) if pretend else Surroundings()

    def in_time(person_id: int) -> bool:
        return paces.press(person_id, clock.now().timestamp()) is ThrottleVerdict.GO

    return MiniApp(desk, clock, token.get_secret_value() if token else "", around, in_time, counts)


def _hearing(poller: Poller, webhook: Webhook | None) -> Callable[[datetime], str]:
    """Returns a function that says why updates do not come in; empty if they do."""

    def ailing(now: datetime) -> str:
        if webhook is not None:
            return "" if webhook.set else "Telegram does not bring updates here"
        if poller.conflict:
            return "another program runs with this bot's token"
        return "Telegram has not answered for minutes" if poller.stalled(now) else ""

    return ailing
