"""The body of `doctor`: gives every check what it needs."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager, nullcontext, suppress

from bot.chat.transport.bot import connect
from bot.chat.transport.group_members import GroupDoor
from bot.clock import Clock, SystemClock
from bot.desk.ledger.dead_letters import Letters
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.health import health_of, last_stamp
from bot.doctor.check import Check, Status
from bot.doctor.connections import (
    check_database,
    check_groups,
    check_market,
    check_settings,
    check_standbys,
    check_telegram,
)
from bot.doctor.running import check_disk, check_health, check_life, check_newest_copy
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.people.teams import OurTeam
from bot.settings import Settings, missing_to_run
from bot.wiring.addresses import webhook_address
from bot.wiring.build import client_of, limits_of, secret, token_store_of
from bot.wiring.database_care import BESIDE_A_SERVER
from bot.wiring.early import file_of
from bot.wiring.hourly_copies import FOLDER, room_at
from bot.wiring.journal_key import key_of
from storage.engine.database import Database
from storage.failures import DatabaseBusy, DatabaseDamaged, DatabaseTooNew, StorageFailed
from storage.files import backup, thinning

log = logging.getLogger(__name__)


def doctor(settings: Settings, clock: Clock | None = None) -> list[Check]:
    """Every check, in order; `clock` is the one that the bot goes by, the machine's if nobody says another."""
    return asyncio.run(_doctor(settings, clock or SystemClock()))


async def _doctor(settings: Settings, clock: Clock) -> list[Check]:
    checks = check_settings(settings)
    checks += await check_database(lambda: _database(settings))
    if checks[-1].status is Status.OK:
        checks += await _standbys(settings)
        checks += await _life(settings, clock)
    checks += await asyncio.to_thread(_disk, settings)
    missing = missing_to_run(settings)
    if "TELEGRAM_TOKEN" not in missing:
        checks += await _telegram(settings)
    if not {"ALIBABA_APP_KEY", "ALIBABA_APP_SECRET"} & set(missing):
        checks += await _market(settings)
    return checks


async def _database(settings: Settings) -> str:
    """Open the database beside a running bot; returns what it holds, in words."""
    url = secret(settings.database_url)
    if _not_made_yet(url):
        return "not there yet, the first run makes it"
    database = await Database.open(url, look_only=True)
    try:
        async with Ledger(database, SystemClock()).read() as uow:
            return f"{database.dialect}, {await uow.orders.count_open()} open orders"
    finally:
        await database.close()


async def _standbys(settings: Settings) -> list[Check]:
    """Whether each standby of the database's server has all committed orders."""
    url = secret(settings.database_url)
    if file_of(url) is not None:
        return []
    database = await Database.open(url, look_only=True)
    try:
        return check_standbys([(each.name, each.synchronous) for each in await database.standbys()])
    finally:
        await database.close()


async def _life(settings: Settings, clock: Clock) -> list[Check]:
    """Whether a bot runs on the database, and what waits there for a person."""
    url = secret(settings.database_url)
    if _not_made_yet(url):
        return []
    database = await Database.open(url, look_only=True)
    try:
        ledger = Ledger(database, clock)
        ledger.key = key_of(settings)
        async with ledger.read() as uow:
            stamped, ticks = await last_stamp(uow)
            health, letters = await health_of(uow, ticks, limits_of(settings)), await Letters(uow.session).unread()
        return [*check_life(stamped, ticks, health.now), *check_health(health, letters)]
    except Exception as error:  # an older database may lack tables
        log.info("the database could not be asked for its health: %s", error)
        return [Check("health", Status.WARNING, "this database is of an older version", "the next run brings it up")]
    finally:
        await database.close()


def _disk(settings: Settings) -> list[Check]:
    """The room on the disk, and whether the newest of the bot's own copies can be read."""
    path = file_of(secret(settings.database_url))
    checks = check_disk(room_at(path, path or BESIDE_A_SERVER))
    newest = thinning.newest(path.with_name(FOLDER)) if path else None
    if newest is None:
        return checks
    try:
        backup.verify_copy(newest)
        return [*checks, *check_newest_copy(newest.name, newest.stat().st_size, "")]
    except (OSError, StorageFailed) as error:  # the bot may have thinned it out meanwhile
        return [*checks, *check_newest_copy(newest.name, 0, str(error))] if newest.exists() else checks


def _not_made_yet(url: str) -> bool:
    path = file_of(url)
    return path is not None and not path.exists()


async def _telegram(settings: Settings) -> list[Check]:
    line = connect(
        secret(settings.telegram_token), api_url=settings.telegram_api_url, proxy=secret(settings.telegram_proxy)
    )
    bot = line.bot
    try:
        with suppress(Exception):  # check_telegram asks again and reports what is wrong
            await bot.initialize()
        checks = await check_telegram(bot, SystemClock().now(), webhook_address(settings))
        if checks[0].status is not Status.OK:
            return checks
        door = GroupDoor(bot, SystemClock())
        teams = [each for each in await _teams(settings) if each.chat_id is not None]
        return [*checks, *check_groups([(each.title, await door.may_ask(each.chat_id or 0)) for each in teams])]
    finally:
        await bot.shutdown()


async def _teams(settings: Settings) -> tuple[OurTeam, ...]:
    """The open teams; none if the database does not open or has none yet (another check reports that)."""
    url = secret(settings.database_url)
    if _not_made_yet(url):
        return ()
    try:
        database = await Database.open(url, look_only=True)
    except (OSError, StorageFailed, DatabaseDamaged, DatabaseTooNew, DatabaseBusy):
        return ()
    try:
        async with Ledger(database, SystemClock()).read() as uow:
            return await uow.teams.all_open()
    except Exception as error:  # an older database may lack columns
        log.info("the teams could not be read: %s", error)
        return ()
    finally:
        await database.close()


async def _market(settings: Settings) -> list[Check]:
    clock = SystemClock()
    tokens = await _tokens(settings)
    client = client_of(settings, _Borrowed(tokens), clock)
    try:
        pushes = bool(settings.web_listen)
        return [*_token_checks(tokens), *await check_market(client, clock.now, settings.alibaba_pay, pushes)]
    finally:
        await client.close()


async def _tokens(settings: Settings) -> Tokens | None:
    """The stored tokens, or else those of the settings; another check reports a database that does not open."""
    try:
        database = await Database.open(secret(settings.database_url), look_only=True)
    except (OSError, StorageFailed, DatabaseDamaged, DatabaseTooNew, DatabaseBusy):
        stored = None
    else:
        try:
            stored = await token_store_of(settings, Ledger(database, SystemClock())).load()
        finally:
            await database.close()
    given = Tokens(secret(settings.alibaba_access_token), None, secret(settings.alibaba_refresh_token), None, None)
    wanting = stored is None or not (stored.access_token or stored.refresh_token)
    return given if wanting and (given.access_token or given.refresh_token) else stored


def _token_checks(tokens: Tokens | None) -> list[Check]:
    if tokens is None:
        return [Check("1688 tokens", Status.OK, "none; right for an app in single-user mode only")]
    if not tokens.access_token and not tokens.refresh_token:
        told = "stored under another ALIBABA_APP_SECRET, so that nobody can read them"
        return [Check("1688 tokens", Status.FAILED, told, "type: caigou login")]
    if tokens.refresh_token:
        until = tokens.refresh_expires_at
        return [Check("1688 tokens", Status.OK, f"renewable until {until:%d %b %Y}" if until else "renewable")]
    seen = f", first seen {tokens.first_seen_at:%d %b %Y}" if tokens.first_seen_at else ""
    told = f"an access token without a refresh token{seen}: it ends some day"
    return [Check("1688 tokens", Status.WARNING, told, "type: caigou login")]


class _Borrowed:
    """Tokens for checking only: what a check renews is not saved; the running bot renews its own."""

    def __init__(self, tokens: Tokens | None) -> None:
        self._held = tokens

    async def load(self) -> Tokens | None:
        return self._held

    async def save(self, tokens: Tokens) -> None:
        self._held = tokens

    def alone(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()
