"""Builds all objects of the bot from the settings; starts nothing."""

import logging
import os
import secrets as randomness
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

from pydantic import SecretStr

from bot.cards.blocks.buttons import Codes
from bot.chat.application import OwedEnds, add_handlers
from bot.chat.conversation.conversation import ResolveShort, Services
from bot.chat.transport.bot import TelegramConnection, connect
from bot.chat.transport.group_members import GroupDoor
from bot.chat.transport.inbox import Inbox, Outcomes
from bot.chat.transport.lanes import MOST_WORKERS
from bot.chat.transport.poller import Poller
from bot.chat.transport.rate_limiter import Limits
from bot.clock import Clock, OtherClocks
from bot.desk.desk import Desk, Terms
from bot.desk.ledger.facts import BOT_ID, CODES_KEY, DRY_RUN
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.exporting import EXPORTS
from bot.desk.operations.retention import KeptFor
from bot.desk.operations.tokens import Seal, SealedTokenStore, source_of
from bot.jobs import Timetable
from bot.market.dry_run import reads_only
from bot.market.errors import MarketError
from bot.market.oneclick import OneClickGateway
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens, TokenStore
from bot.market.port import Market
from bot.market.shortlinks import ShortLinks
from bot.purchasing.calls import CallLimits
from bot.purchasing.money import fen_from_yuan
from bot.purchasing.reading import classify_url
from bot.redaction import hide_tokens
from bot.settings import Settings
from bot.web.listening import Serve
from bot.wiring.addresses import page_address
from bot.wiring.database_care import ledger_of, place_of, refuse_moved
from bot.wiring.hourly_copies import HourlyCopies, room_at
from bot.wiring.ingress import door, entrance
from bot.wiring.replicas import ProcessCount, Replica
from bot.wiring.timetable import timetable_of, wake
from storage.engine.database import Database
from storage.failures import StorageFailed
from storage.files.small_file import HighWaterFile

log = logging.getLogger(__name__)

LANES_SHARED = 8
"""Updates run in parallel in each of several processes; each needs one of the ten connections to PostgreSQL."""
MEMORY = "high-water.json"
"""The file that remembers how far each database has got."""


def secret(value: SecretStr | None) -> str:
    """The text of a secret setting; empty if it is not set."""
    return value.get_secret_value() if value is not None else ""


@dataclass(frozen=True)
class BuiltBot:
    """A bot that is ready to start: everything built, nothing started."""

    settings: Settings
    ledger: Ledger
    market: Market
    desk: Desk
    telegram: TelegramConnection
    services: Services
    inbox: Inbox
    poller: Poller
    timetable: Timetable
    entrance: AbstractAsyncContextManager[None]
    """Receives updates, and serves over HTTP, while it is entered."""
    replica: Replica | None
    """None if this is the only process."""


@asynccontextmanager
async def built(settings: Settings, clock: Clock, host: Serve | None = None) -> AsyncIterator[BuiltBot]:
    """Open the database and build the bot on it; closes everything at the end. Raises DoorTaken, StorageFailed.

    `host` serves at WEB_LISTEN already, and takes the bot in; without it the bot opens that socket itself.
    """
    async with AsyncExitStack() as stack:
        serve = host or stack.enter_context(door(settings))
        database = await Database.open(settings.database, trusting=True)
        stack.push_async_callback(database.close)
        ledger = await _ledger_on(database, clock, settings)
        await _refuse_other_kind(ledger, settings.dry_run)
        token_store = token_store_of(settings, ledger)
        await token_store.adopt(secret(settings.alibaba_access_token), secret(settings.alibaba_refresh_token))
        process_count = ProcessCount()
        client = client_of(settings, token_store, clock, ledger.others, process_count)
        stack.push_async_callback(client.aclose)
        market = _market(settings, client)
        terms = _terms(settings, database, client)
        ledger.owner = terms.owner
        telegram = connect(
            secret(settings.telegram_token),
            api_url=settings.telegram_api_url,
            proxy=secret(settings.telegram_proxy),
            limiter=Limits(settings.telegram_rate, process_count.count) if settings.telegram_rate else None,
            heard=lambda date: ledger.others.heard("Telegram", date),
        )
        desk = Desk(ledger, market, token_store, terms, GroupDoor(telegram.bot, clock))
        codes, short_links = Codes(await _codes_secret(ledger)), _short_links(settings, clock)
        chat = Services(telegram.bot, desk, codes, short_links, clock, page_address(settings))
        desk.forgetting.farewell = chat.menus.renew  # whoever is forgotten loses the menus that were set for them
        outcomes = Outcomes()
        add_handlers(telegram.application, chat, outcomes)
        workers = LANES_SHARED if ledger.shared else MOST_WORKERS
        inbox = Inbox(telegram.application, desk.intake, outcomes, OwedEnds(chat), workers)
        rmtree(beside(database, EXPORTS), ignore_errors=True)  # what the end of an earlier process cut off
        replica: Replica | None = None
        if ledger.shared:
            claims = (desk.outbox.renew, desk.create_call.renew)
            replica = Replica(settings.database, ledger, clock, claims, process_count)
        poller = Poller(telegram, inbox.accept, clock, desk.switch.other_program, replica)
        copies = HourlyCopies(ledger, database.path, place_of(database), settings.backups)
        timetable = timetable_of(settings, ledger, desk, chat, copies)
        wake(ledger, timetable, inbox)
        ways_in = entrance(settings, serve, telegram, inbox, poller, desk, ledger, client)
        yield BuiltBot(settings, ledger, market, desk, telegram, chat, inbox, poller, timetable, ways_in, replica)


class RedactingTokenStore:
    """A token store whose tokens never appear in a log line."""

    def __init__(self, store: TokenStore) -> None:
        self._store = store

    async def load(self) -> Tokens | None:
        tokens = await self._store.load()
        if tokens is not None:
            hide_tokens(tokens.access_token, tokens.refresh_token)
        return tokens

    async def save(self, tokens: Tokens) -> None:
        hide_tokens(tokens.access_token, tokens.refresh_token)
        await self._store.save(tokens)

    def alone(self) -> AbstractAsyncContextManager[None]:
        return self._store.alone()


def token_store_of(settings: Settings, ledger: Ledger) -> SealedTokenStore:
    source = source_of(
        settings.alibaba_app_key, secret(settings.alibaba_access_token), secret(settings.alibaba_refresh_token)
    )
    return SealedTokenStore(ledger, source, Seal(secret(settings.alibaba_app_secret)))


def client_of(
    settings: Settings,
    tokens: TokenStore,
    clock: Clock,
    others: OtherClocks | None = None,
    process_count: ProcessCount | None = None,
) -> OpenPlatformClient:
    return OpenPlatformClient(
        origin=settings.alibaba_gateway_url,
        app_key=settings.alibaba_app_key,
        app_secret=secret(settings.alibaba_app_secret),
        tokens=RedactingTokenStore(tokens),
        clock=clock,
        rate=settings.alibaba_rate,
        burst=settings.alibaba_burst,
        other_clocks=others,
        among=(process_count or ProcessCount()).count,
    )


def _market(settings: Settings, client: OpenPlatformClient) -> Market:
    """The way to buy that the settings choose."""
    if settings.alibaba_buy_call != "one_click":
        market: Market = OpenPlatformGateway(client, settings.alibaba_buy_call)
    else:
        app_secret = secret(settings.alibaba_app_secret)
        market = OneClickGateway(client, origin=settings.alibaba_one_click_url, app_secret=app_secret)
    return reads_only(market) if settings.dry_run else market


def limits_of(settings: Settings) -> CallLimits:
    return CallLimits(settings.alibaba_calls_day, fen_from_yuan(settings.alibaba_yuan_per_call))


def _terms(settings: Settings, database: Database, client: OpenPlatformClient) -> Terms:
    return Terms(
        admins=settings.telegram_admins,
        pay_ways=settings.alibaba_pay,
        buy_call=settings.alibaba_buy_call,
        owner=f"{os.getpid()}-{randomness.token_hex(4)}",
        answers=beside(database, "answers.log"),
        disk=lambda: room_at(database.path, place_of(database)),
        watch=timedelta(seconds=settings.watch_seconds),
        listens=bool(settings.web_listen),
        limits=limits_of(settings),
        calls=client.sent,
        trouble=lambda: client.trouble,
        token_use=lambda: client.keeper.use,
        kept=KeptFor(
            updates=timedelta(days=settings.keep_updates_days),
            messages=timedelta(days=settings.keep_messages_days),
            drafts=timedelta(days=settings.keep_drafts_days),
        ),
    )


async def _ledger_on(database: Database, clock: Clock, settings: Settings) -> Ledger:
    """The ledger with the clocks of others, and the file that stores how far it has got.

    Raises StorageFailed if the bot uses another database now.
    """
    ledger = ledger_of(database, settings, clock)
    await refuse_moved(ledger)
    ledger.others = OtherClocks(clock, follows=bool(settings.clock_url))
    ledger.memory = HighWaterFile(beside(database, MEMORY))
    return ledger


async def _refuse_other_kind(ledger: Ledger, dry: bool) -> None:
    """Mark a new database as a dry run's or as one that buys. Raises StorageFailed if it is of the other kind.

    One that a bot ran on before there were dry runs buys.
    """
    async with ledger.change() as uow:
        await uow.leases.one_at_a_time(DRY_RUN.name)
        is_dry = await uow.facts.get(DRY_RUN)
        if is_dry is None:
            is_dry = dry and await uow.facts.get(BOT_ID) is None
            await uow.facts.put(DRY_RUN, is_dry)
    if is_dry and not dry:
        raise StorageFailed(
            "This database is a dry run's: nothing of it may ever be ordered. To buy, name a new DATABASE_URL; to go "
            "on with the dry run, set DRY_RUN=1."
        )
    if dry and not is_dry:
        raise StorageFailed("This database buys. A dry run needs one of its own: name a new DATABASE_URL for it.")


def beside(database: Database, name: str) -> Path:
    """A file beside the database, or beside the place where a SQLite file would be."""
    return place_of(database).with_name(name)


def _short_links(settings: Settings, clock: Clock) -> ResolveShort:
    short_links = ShortLinks(clock, settings.short_link_url)

    async def resolve(link: classify_url.ShortLink) -> classify_url.OfferRef | classify_url.NoOffer:
        try:
            landing = await short_links.resolve(link.url)
        except MarketError as error:
            log.info("a short link was not resolved: %s", error)
            return classify_url.NoOffer(classify_url.Reason.SHORT_LINK_UNREADABLE, link.url)
        return classify_url.resolve(landing.url, landing.body)

    return resolve


async def _codes_secret(ledger: Ledger) -> bytes:
    """The key that button codes are signed with; created at the first start."""
    async with ledger.change() as uow:
        await uow.leases.one_at_a_time(CODES_KEY.name)
        key = await uow.facts.get(CODES_KEY)
        if key is None:
            key = randomness.token_hex(32)
            await uow.facts.put(CODES_KEY, key)
    return bytes.fromhex(key)
