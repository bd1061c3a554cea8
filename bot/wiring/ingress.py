"""Connects everything by which updates and HTTP requests come in: polling or webhook, and the HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from functools import partial

from bot.chat.transport.bot import TelegramConnection
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.poller import Poller
from bot.chat.transport.webhook import Webhook, take_away
from bot.desk.desk import Desk
from bot.desk.ledger.facts import WEBHOOK
from bot.desk.ledger.ledger import Ledger
from bot.market.openplatform.client import OpenPlatformClient
from bot.settings import Settings, listening_at
from bot.web.listening import Serve, bound
from bot.wiring.addresses import webhook_address


class WebhookMemory:
    """The address that Telegram was last given, stored in the database."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def read(self) -> str | None:
        async with self._ledger.read() as uow:
            return await uow.facts.get(WEBHOOK)

    async def write(self, url: str) -> None:
        if await self.read() == url:
            return
        async with self._ledger.change() as uow:
            await uow.facts.put(WEBHOOK, url)


@contextmanager
def door(settings: Settings) -> Iterator[Serve | None]:
    """What serves at WEB_LISTEN, whose socket is opened before everything else; None if it is not set.

    Raises DoorTaken.
    """
    address = listening_at(settings)
    if address is None:
        yield None
        return
    with bound(*address) as web_socket:
        from bot.web.server import serving

        yield partial(serving, door=web_socket)


def entrance(
    settings: Settings,
    serve: Serve | None,
    telegram: TelegramConnection,
    inbox: Inbox,
    poller: Poller,
    desk: Desk,
    ledger: Ledger,
    client: OpenPlatformClient,
) -> AbstractAsyncContextManager[None]:
    """Everything that the settings open: receives updates while it is entered. Entering raises WebhookRefused."""
    memory, clock = WebhookMemory(ledger), ledger.clock
    webhook = None
    secret, url = settings.telegram_webhook_secret, webhook_address(settings)
    if url and secret is not None:
        webhook = Webhook(telegram, url, secret.get_secret_value(), memory, clock, desk.switch.other_program)
    serving: AbstractAsyncContextManager[None] = nullcontext()
    if serve is not None:
        from bot.wiring.doors import doors_at

        def deaf() -> str:
            """Why updates do not come in; empty if they do."""
            if webhook is not None:
                return "" if webhook.set else "Telegram does not bring updates here"
            if poller.conflict:
                return "another program runs with this bot's token"
            return "Telegram has not answered for minutes" if poller.stalled() else ""

        serving = serve(doors_at(settings, inbox, desk, ledger, client, deaf))

    async def hear() -> None:
        if webhook is not None:
            await webhook.run()
        await take_away(telegram, memory, clock)
        await poller.run()

    @asynccontextmanager
    async def receiving() -> AsyncIterator[None]:
        async with serving:
            if webhook is not None:
                await webhook.open()
            hearing = asyncio.create_task(hear(), name="hearing")
            try:
                yield
            finally:
                hearing.cancel()
                await asyncio.gather(hearing, return_exceptions=True)

    return receiving()
