"""The bodies of `caigou run` and `caigou login`."""

import asyncio
import secrets
import sys
from collections.abc import Callable
from contextlib import aclosing

from telegram.error import InvalidToken, TelegramError

from bot.chat.transport.inbox import InboxDied
from bot.chat.transport.webhook import WebhookRefused
from bot.clock import SystemClock
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.tokens import SealedTokenStore
from bot.market.errors import LoginNeeded, MarketError, NotAllowed
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.login import PasteError, authorise_url, log_in, read_pasted
from bot.market.openplatform.tokens import Tokens, unrenewable
from bot.market.port import Account
from bot.settings import Settings
from bot.web.listening import DoorTaken
from bot.wiring.build import client_of, token_store_of
from bot.wiring.lifecycle import OtherBot, run_until_told
from storage.engine.database import Database
from storage.failures import StorageFailed


def complain(sentence: str) -> int:
    """Write one sentence to stderr; returns the exit code for it."""
    sys.stderr.write(f"{sentence}\n")
    return 1


def run(settings: Settings) -> int:
    """Run the real bot until it is told to stop; returns the exit code."""
    try:
        asyncio.run(run_until_told(settings))
    except (StorageFailed, OtherBot, DoorTaken, WebhookRefused, InboxDied) as fault:
        return complain(str(fault))
    except InvalidToken:
        return complain("Telegram does not know this TELEGRAM_TOKEN; copy it again from @BotFather.")
    except TelegramError as fault:
        kind = type(fault).__name__
        return complain(f"Telegram does not answer ({kind}); check the network, TELEGRAM_API_URL and TELEGRAM_PROXY.")
    return 0


def login(settings: Settings, ask: Callable[..., str], show: Callable[[str], None]) -> int:
    """Log the app in to the 1688 account; returns the exit code."""
    try:
        return asyncio.run(_login(settings, ask, show))
    except (PasteError, StorageFailed) as fault:
        return complain(str(fault))
    except MarketError as fault:
        return complain(f"1688 did not let the app in: {fault.reason}. To do: {fault.remedy}.")


async def _login(settings: Settings, ask: Callable[..., str], show: Callable[[str], None]) -> int:
    async with Database.opened(settings.database) as database:
        clock = SystemClock()
        token_store = token_store_of(settings, Ledger(database, clock))
        async with aclosing(client_of(settings, token_store, clock)) as client:
            await _let_in(settings, client, token_store, ask, show)
    return 0


async def _let_in(
    settings: Settings,
    client: OpenPlatformClient,
    token_store: SealedTokenStore,
    ask: Callable[..., str],
    show: Callable[[str], None],
) -> None:
    """Ask for the way in, and keep the tokens that it gives."""
    redirect_uri = ask("The redirect address registered for the app in the 1688 console")
    state = secrets.token_urlsafe(16)
    show("Open this address in a browser, logged in to 1688 as the account that buys, and allow the app:")
    show(authorise_url(settings.alibaba_app_key, redirect_uri, state))
    show("It ends at your redirect address with a code that lives two minutes.")
    show("Tokens copied from the console work too: access_token=… and, where there is one, refresh_token=…")
    pasted = ask("Paste the whole address, the code, or the tokens")
    try:
        if "access_token=" in pasted:
            words = pasted.replace("&", " ").replace(",", " ").split()
            named = dict(word.split("=", 1) for word in words if "=" in word)
            refresh_token = named.get("refresh_token", "")
            if not refresh_token:
                show(f"The access token: {unrenewable(client.clock.now())}")
            tokens = Tokens(named.get("access_token", ""), None, refresh_token, None, client.clock.now())
            account = await _try(client, token_store, tokens)
        else:
            account = await log_in(client, read_pasted(pasted, state), redirect_uri)
    except NotAllowed as error:
        show(f"The tokens are kept. Whose account it is was not shown: {error.reason}. Type: caigou doctor")
        return
    show(f"Logged in as {account.login} ({account.company or account.member_id}). The tokens are kept.")


async def _try(client: OpenPlatformClient, token_store: SealedTokenStore, tokens: Tokens) -> Account:
    """Save copied tokens and return their account; if 1688 refuses them, the tokens from before are restored."""
    before = await token_store.load()
    await token_store.save(tokens)
    try:
        return await OpenPlatformGateway(client).account()
    except LoginNeeded:
        if before is not None:
            await token_store.save(before)
        raise
