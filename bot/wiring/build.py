"""Builds all objects of the bot from the settings; starts nothing."""

import logging
import os
import secrets as randomness
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.cards.buttons import Codes
from bot.chat.application import add_handlers, giving_up
from bot.chat.conversation.services import ResolveShort, Services, services
from bot.chat.transport.bot import TelegramConnection, connect
from bot.chat.transport.group_members import GroupDoor
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.lanes import MOST_WORKERS
from bot.chat.transport.outcomes import Outcomes
from bot.chat.transport.poller import OnConflict, Poller
from bot.chat.transport.rate_limiter import Limits
from bot.clock import Clock, OtherClocks
from bot.desk.desk import Desk, Terms, open_desk
from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.operations.begin_quarantine import CODES_KEY
from bot.desk.operations.clocks import Clocks
from bot.desk.operations.retention import EVERY, KeptFor
from bot.desk.operations.sealing import Seal
from bot.desk.operations.tokens import SealedTokenStore, source_of
from bot.desk.shared.periodic import Periodic, always
from bot.desk.teams.roll_call import RollCall
from bot.jobs import Timetable, TimetableRow
from bot.market.errors import MarketError
from bot.market.oneclick.gateway import OneClickGateway
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens, TokenStore
from bot.market.port import Market
from bot.market.shortlinks import ShortLinks
from bot.market.throttle import watching
from bot.purchasing import classify_url
from bot.purchasing.calls import CallLimits
from bot.purchasing.money import fen_from_yuan
from bot.redaction import cleaned, hide_tokens
from bot.settings import Settings
from bot.wiring.database_care import BESIDE_A_SERVER, ERASED, HourlyCopies, refuse_moved
from bot.wiring.ingress import Entrance, door, entrance, page_address
from bot.wiring.journal_key import key_of
from bot.wiring.replicas import Alone, ProcessCount, Replica
from storage.database import Database
from storage.erased_file import ErasedFile
from storage.high_water import HighWaterFile

log = logging.getLogger(__name__)

FAST, SLOW = 1.0, 30.0
ERASURES = 10.0
"""Somebody at the terminal waits for it."""
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
    clock: Clock
    database: Database
    ledger: Ledger
    client: OpenPlatformClient
    market: Market
    desk: Desk
    line: TelegramConnection
    services: Services
    inbox: Inbox
    poller: Poller
    timetable: Timetable
    entrance: Entrance
    replica: Replica | Alone


@asynccontextmanager
async def built(settings: Settings, clock: Clock) -> AsyncIterator[BuiltBot]:
    """Open the database and build the bot on it; closes everything at the end. Raises DoorTaken, StorageFailed."""
    async with AsyncExitStack() as stack:
        found = stack.enter_context(door(settings))
        database = await Database.open(secret(settings.database_url))
        stack.push_async_callback(database.close)
        ledger = await _ledger_on(database, clock)
        ledger.key = key_of(settings)
        shelf = shelf_of(settings, ledger)
        await shelf.adopt(secret(settings.alibaba_access_token), secret(settings.alibaba_refresh_token))
        others = OtherClocks(clock)
        crew = ProcessCount()
        client = client_of(settings, shelf, clock, others, crew)
        stack.push_async_callback(client.close)
        market = _market(settings, client, clock)
        terms = _terms(settings, database, client)
        ledger.owner = terms.owner
        limiter = Limits(settings.telegram_rate, crew.count) if settings.telegram_rate else None
        line = connect(
            secret(settings.telegram_token),
            api_url=settings.telegram_api_url,
            proxy=secret(settings.telegram_proxy),
            limiter=limiter,
            heard=lambda date: others.heard("Telegram", date),
        )
        desk = open_desk(ledger, market, shelf, terms, GroupDoor(line.bot, clock))
        shown = _shown(settings, line, desk, Codes(await _codes_secret(ledger)), clock)
        outcomes = Outcomes()
        add_handlers(line.application, shown, outcomes)
        inbox = Inbox(line.application, desk.intake, outcomes, clock, giving_up(shown), _lanes(ledger))
        on_conflict = _on_conflict(desk)
        replica = replica_of(settings, ledger, desk, crew)
        poller = Poller(line, inbox.accept, clock, on_conflict, replica if ledger.shared else None)
        timetable = _timetable(settings, ledger, desk, shown, Clocks(others, desk.switch), database.path)
        _wake(ledger, timetable, inbox)
        ways_in = entrance(settings, found, line, inbox, poller, desk, ledger, client, on_conflict)
        yield BuiltBot(
            settings, clock, database, ledger, client, market, desk, line, shown, inbox, poller, timetable, ways_in,
            replica,
        )  # fmt: skip


def _shown(settings: Settings, line: TelegramConnection, desk: Desk, codes: Codes, clock: Clock) -> Services:
    """The chat's own parts; whoever is forgotten loses the menus that were set for them."""
    shown = services(line.bot, desk, codes, _short_links(settings, clock), clock, page_address(settings))
    desk.forgetting.farewell = shown.menus.renew
    return shown


def replica_of(settings: Settings, ledger: Ledger, desk: Desk, crew: ProcessCount) -> Replica | Alone:
    """What this process is among those that share its database."""
    if not ledger.shared:
        return Alone()
    claims = (desk.outbox.renew, desk.submit_worker.renew)
    return Replica(secret(settings.database_url), ledger, ledger.clock, claims, crew)


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


def shelf_of(settings: Settings, ledger: Ledger) -> SealedTokenStore:
    source = source_of(
        settings.alibaba_app_key, secret(settings.alibaba_access_token), secret(settings.alibaba_refresh_token)
    )
    return SealedTokenStore(ledger, source, settings.telegram_admins, Seal(secret(settings.alibaba_app_secret)))


def client_of(
    settings: Settings,
    tokens: TokenStore,
    clock: Clock,
    others: OtherClocks | None = None,
    crew: ProcessCount | None = None,
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
        among=(crew or ProcessCount()).count,
    )


def _market(settings: Settings, client: OpenPlatformClient, clock: Clock) -> Market:
    """The way to buy that the settings choose."""
    if settings.alibaba_buy_call != "one_click":
        return OpenPlatformGateway(client, settings.alibaba_buy_call)
    return OneClickGateway(
        OpenPlatformGateway(client),
        origin=settings.alibaba_one_click_url,
        app_key=settings.alibaba_app_key,
        app_secret=secret(settings.alibaba_app_secret),
        clock=clock,
        sent=client.sent,
    )


def _lanes(ledger: Ledger) -> int:
    """How many updates run in parallel."""
    return LANES_SHARED if ledger.shared else MOST_WORKERS


def limits_of(settings: Settings) -> CallLimits:
    return CallLimits(settings.alibaba_calls_day, fen_from_yuan(settings.alibaba_yuan_per_call))


def _terms(settings: Settings, database: Database, client: OpenPlatformClient) -> Terms:
    return Terms(
        admins=settings.telegram_admins,
        pay_ways=settings.alibaba_pay,
        buy_call=settings.alibaba_buy_call,
        owner=f"{os.getpid()}-{randomness.token_hex(4)}",
        answers=beside(database, "answers.log"),
        watch=timedelta(seconds=settings.watch_seconds),
        listens=bool(settings.web_listen),
        limits=limits_of(settings),
        calls=client.sent,
        kept=KeptFor(
            updates=timedelta(days=settings.keep_updates_days),
            messages=timedelta(days=settings.keep_messages_days),
            drafts=timedelta(days=settings.keep_drafts_days),
        ),
    )


async def _ledger_on(database: Database, clock: Clock) -> Ledger:
    """The ledger, with the file that stores how far it has got.

    Raises StorageFailed if the bot uses another database now.
    """
    ledger = Ledger(database, clock)
    await refuse_moved(ledger)
    ledger.memory = HighWaterFile(beside(database, MEMORY))
    ledger.erased = ErasedFile(beside(database, ERASED))
    return ledger


def beside(database: Database, name: str) -> Path:
    """A file beside the database, or beside the place where a SQLite file would be."""
    return (database.path or BESIDE_A_SERVER).with_name(name)


def _short_links(settings: Settings, clock: Clock) -> ResolveShort:
    followed = ShortLinks(clock, settings.short_link_url)

    async def resolve(link: classify_url.ShortLink) -> classify_url.OfferRef | classify_url.NoOffer:
        try:
            landing = await followed.resolve(link.url)
        except MarketError as error:
            log.info("a short link was not resolved: %s", error)
            return classify_url.NoOffer(classify_url.Reason.SHORT_LINK_UNREADABLE, link.url)
        return classify_url.resolve(landing.url, landing.body)

    return resolve


async def _codes_secret(ledger: Ledger) -> bytes:
    """The key that button codes are signed with; created at the first start."""
    async with ledger.change() as uow:
        await uow.leases.one_at_a_time(CODES_KEY)
        kept = await uow.people.fact(CODES_KEY)
        if kept is None:
            kept = randomness.token_hex(32)
            await uow.people.put_fact(CODES_KEY, kept)
    return bytes.fromhex(kept)


def _on_conflict(desk: Desk) -> OnConflict:
    async def tell(conflict: bool) -> None:
        if conflict:
            await desk.switch.stop("another program runs with this bot's token")

    return tell


def _timetable(
    settings: Settings, ledger: Ledger, desk: Desk, shown: Services, clocks: Clocks, database: Path | None
) -> Timetable:
    """One row for each tick. Fast rows only ask the database what is due."""
    watch = float(settings.watch_seconds)
    rows = [
        TimetableRow("rewound", FAST, desk.clock_rewind.look),
        TimetableRow("lost_time", FAST, lambda: desk.tokens.guard(desk.lost_time.look)),
        TimetableRow("memory", FAST, ledger.remember),
        TimetableRow("outbox", FAST, lambda: desk.outbox.deliver(shown.messenger.send)),
        TimetableRow("digests", FAST, desk.outbox.digests.round),
        TimetableRow("submit", FAST, desk.submit_worker.submit_due),
        TimetableRow("takeover", FAST, desk.submit_worker.take_over),
        TimetableRow("doubts", FAST, desk.unclear_orders.look_due),
        TimetableRow("orders", FAST, desk.watch.look_due),
        TimetableRow("watch", watch, _behind_people(lambda: desk.tokens.guard(desk.rounds.changes.run))),
        TimetableRow("parcels", min(watch, SLOW), _behind_people(desk.parcels.look_due)),
        TimetableRow("reminders", min(watch, SLOW), desk.reminders.round),
        TimetableRow("approvals", min(watch, SLOW), desk.approvals.clock),
        TimetableRow("roll_call", min(watch, SLOW), RollCall(ledger, desk.presence).run),
        TimetableRow("proposals", min(watch, SLOW), desk.teams.clock),
        TimetableRow("expiry", min(watch, SLOW), desk.drafting.expire),
        TimetableRow("sweep", min(watch, SLOW), _behind_people(lambda: desk.tokens.guard(desk.rounds.sweep.run))),
        TimetableRow("daily", min(watch, SLOW), _behind_people(lambda: desk.tokens.guard(desk.rounds.daily.run))),
        TimetableRow("renewal", min(watch, SLOW), lambda: desk.tokens.guard(desk.rounds.renewal.run)),
        TimetableRow("login", min(watch, SLOW), desk.tokens.warn),
        *_care(ledger, desk, database),
    ]
    if settings.web_listen:
        missed = _behind_people(lambda: desk.tokens.guard(desk.rounds.missed_pushes.run))
        rows.append(TimetableRow("pushes", watch, missed))
    if not settings.clock_url:  # a clock that follows another one is always a little behind it
        rows.append(TimetableRow("clocks", FAST, clocks.compare))
    return Timetable(
        rows,
        lambda name: desk.pulse.well(name, shown.clock.now()),
        lambda name, error: desk.pulse.ill(name, cleaned(error)),
    )


def _care(ledger: Ledger, desk: Desk, database: Path | None) -> list[TimetableRow]:
    """What keeps the database small, copied and watched."""
    return [
        TimetableRow("calls", SLOW, desk.call_account.keep),
        TimetableRow("retention", SLOW, Periodic(ledger, "retention", always(EVERY), desk.retention.round).run),
        TimetableRow("erasures", ERASURES, desk.forgetting.round),
        TimetableRow("copies", SLOW, HourlyCopies(ledger, database).run),
        TimetableRow("head", SLOW, desk.journal_keeper.tell_head),
        TimetableRow("stamp", SLOW, desk.health.stamp),
    ]


def _behind_people(work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The same work, whose calls to 1688 let those go first that somebody waits for."""

    async def behind() -> None:
        with watching():
            await work()

    return behind


def _wake(ledger: Ledger, timetable: Timetable, inbox: Inbox) -> None:
    """Make a commit that leaves work wake whoever does this work."""
    ledger.when_left(Work.UPDATES, inbox.wake)
    ledger.when_left(Work.OLD_UPDATES, inbox.look_again)
    ledger.when_left(Work.MESSAGES, lambda: timetable.poke("outbox"))
    ledger.when_left(Work.ATTEMPTS, lambda: timetable.poke("submit"))
    ledger.when_left(Work.ATTEMPTS, lambda: timetable.poke("doubts"))
    ledger.when_left(Work.ORDERS, lambda: timetable.poke("orders"))
    ledger.when_left(Work.APPROVALS, lambda: timetable.poke("approvals"))
    ledger.when_left(Work.PARCELS, lambda: timetable.poke("parcels"))
    ledger.when_left(Work.SLOW, lambda: timetable.poke("sweep"))
