"""The body of `doctor`: gives every check what it needs."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext, suppress

from bot.cards.operations.checks import DoctorLine, Status
from bot.chat.transport.bot import connect
from bot.chat.transport.group_members import GroupDoor
from bot.clock import Clock, SystemClock
from bot.desk.ledger.facts import DRY_RUN
from bot.desk.ledger.ledger import Ledger
from bot.desk.messages.dead_letters import unread
from bot.desk.operations.health import health_of, last_stamp
from bot.desk.shared.views import Health
from bot.doctor import (
    check_database,
    check_disk,
    check_group,
    check_letters,
    check_life,
    check_market,
    check_newest_copy,
    check_settings,
    check_standbys,
    check_telegram,
    report,
)
from bot.market.openplatform.tokens import Tokens
from bot.market_report import report_on
from bot.purchasing.people.teams import OurTeam
from bot.settings import Settings, missing_to_run
from bot.wiring.addresses import webhook_address
from bot.wiring.build import client_of, limits_of, secret, token_store_of
from bot.wiring.database_care import BESIDE_A_SERVER, ledger_of
from bot.wiring.early import file_of
from bot.wiring.hourly_copies import FOLDER, room_at
from bot.wiring.readers import opened
from storage.failures import StorageFailed
from storage.files import backup, thinning

log = logging.getLogger(__name__)


def doctor(settings: Settings, clock: Clock | None = None) -> list[DoctorLine]:
    """Every finding, in order; `clock` is the one that the bot goes by, the machine's if nobody says another."""
    return asyncio.run(_doctor(settings, clock or SystemClock()))


async def _doctor(settings: Settings, clock: Clock) -> list[DoctorLine]:
    health: Health | None = None
    tries = {"settings": check_settings(settings), "database": await check_database(lambda: _database(settings))}
    if tries["database"][0].status is Status.OK and not _not_made_yet(settings):
        async with opened(settings) as database:
            standbys = await database.standbys()
        tries["standbys"] = check_standbys([(each.name, each.synchronous) for each in standbys])
        try:
            health, life = await _life(settings, clock)
            tries |= life
        except Exception as error:  # an older database may lack tables
            log.info("the database could not be asked for its health: %s", error)
            older = "this database is of an older version"
            tries["database"].append(DoctorLine("health", Status.WARNING, older, "the next run brings it up"))
    tries |= await asyncio.to_thread(_disk, settings)
    missing = missing_to_run(settings)
    if "TELEGRAM_TOKEN" not in missing:
        tries["Telegram"] = await _telegram(settings)
    if not {"ALIBABA_APP_KEY", "ALIBABA_APP_SECRET"} & set(missing):
        tries["1688"] = await _market(settings, settings.dry_run or (health is not None and health.dry_run))
    return list(report(health, tries))


def _not_made_yet(settings: Settings) -> bool:
    path = file_of(settings.database)
    return path is not None and not path.exists()


async def _database(settings: Settings) -> str:
    """What the database holds, in words."""
    if _not_made_yet(settings):
        return "not there yet, the first run makes it"
    async with opened(settings) as database, Ledger(database, SystemClock()).read() as uow:
        return f"{database.dialect}, {await uow.orders.count_open()} open orders"


async def _life(settings: Settings, clock: Clock) -> tuple[Health, dict[str, list[DoctorLine]]]:
    """Whether a bot runs on the database, and what waits there for a person."""
    async with opened(settings) as database, ledger_of(database, settings, clock).read() as uow:
        stamped, ticks = await last_stamp(uow)
        health, letters = await health_of(uow, ticks, limits_of(settings)), await unread(uow)
    return health, {
        "bot": check_life(stamped, ticks, health.now),
        "dead updates": check_letters(letters, received=True),
        "dead messages": check_letters(letters, received=False),
    }


def _disk(settings: Settings) -> dict[str, list[DoctorLine]]:
    """The room on the disk, and whether the newest of the bot's own copies can be read."""
    path = file_of(settings.database)
    tries = {"disk": check_disk(room_at(path, path or BESIDE_A_SERVER))}
    newest = thinning.newest(path.with_name(FOLDER)) if path else None
    if newest is None:
        return tries
    try:
        backup.verify_copy(newest)
        tries["copies"] = check_newest_copy(newest.name, newest.stat().st_size, "")
    except (OSError, StorageFailed) as error:
        if newest.exists():  # the bot may have thinned it out meanwhile
            tries["copies"] = check_newest_copy(newest.name, 0, str(error))
    return tries


async def _telegram(settings: Settings) -> list[DoctorLine]:
    bot = connect(
        secret(settings.telegram_token), api_url=settings.telegram_api_url, proxy=secret(settings.telegram_proxy)
    ).bot
    try:
        with suppress(Exception):  # check_telegram asks again and reports what is wrong
            await bot.initialize()
        findings = await check_telegram(bot, SystemClock().now(), webhook_address(settings))
        if findings[0].status is Status.OK:
            door = GroupDoor(bot, SystemClock())
            for team in await _teams(settings):
                if team.chat_id is not None:
                    findings.append(check_group(team.title, await door.may_ask(team.chat_id)))
        return findings
    finally:
        await bot.shutdown()


async def _teams(settings: Settings) -> tuple[OurTeam, ...]:
    """The open teams; none if the database does not open or has none yet (another check reports that)."""
    if _not_made_yet(settings):
        return ()
    try:
        async with opened(settings) as database, Ledger(database, SystemClock()).read() as uow:
            return await uow.teams.all_open()
    except Exception as error:  # an older database may lack columns
        log.info("the teams could not be read: %s", error)
        return ()


async def _market(settings: Settings, dry: bool) -> list[DoctorLine]:
    """The reads of 1688; a dry run does not ask for a way to pay."""
    clock, tokens = SystemClock(), await _tokens(settings)
    ways, pushes = () if dry else settings.alibaba_pay, bool(settings.web_listen)
    async with aclosing(client_of(settings, _Borrowed(tokens), clock)) as client:
        return [*_token_checks(tokens), *await check_market(client, clock.now, ways, pushes)]


def market_report(settings: Settings) -> tuple[list[str], bool]:
    """What `doctor --report` prints, and whether nothing failed."""
    return asyncio.run(_market_report(settings))


async def _market_report(settings: Settings) -> tuple[list[str], bool]:
    clock, ours, dry = SystemClock(), None, settings.dry_run
    try:
        if not _not_made_yet(settings):
            async with opened(settings) as database, Ledger(database, clock).read() as uow:
                ours = await uow.orders.newest_that_tells()
                dry = dry or await uow.facts.get(DRY_RUN) is True
    except Exception as error:  # an older database may lack columns
        log.warning("the database could not be asked for an order of ours: %s", error)
    async with aclosing(client_of(settings, _Borrowed(await _tokens(settings)), clock)) as client:
        return await report_on(client, clock.now(), ours, dry=dry)


async def _tokens(settings: Settings) -> Tokens | None:
    """The stored tokens, or else those of the settings; another check reports a database that does not open."""
    stored: Tokens | None = None
    with suppress(OSError, StorageFailed):
        async with opened(settings) as database:
            stored = await token_store_of(settings, Ledger(database, SystemClock())).load()
    given = Tokens(secret(settings.alibaba_access_token), None, secret(settings.alibaba_refresh_token), None, None)
    wanting = stored is None or not (stored.access_token or stored.refresh_token)
    return given if wanting and (given.access_token or given.refresh_token) else stored


def _token_checks(tokens: Tokens | None) -> list[DoctorLine]:
    if tokens is None:
        return [DoctorLine("1688 tokens", Status.OK, "none; right for an app in single-user mode only")]
    if not tokens.access_token and not tokens.refresh_token:
        text = "stored under another ALIBABA_APP_SECRET, so that nobody can read them"
        return [DoctorLine("1688 tokens", Status.FAILED, text, "type: caigou login")]
    if tokens.refresh_token:
        until = tokens.refresh_expires_at
        return [DoctorLine("1688 tokens", Status.OK, f"renewable until {until:%d %b %Y}" if until else "renewable")]
    seen = f", first seen {tokens.first_seen_at:%d %b %Y}" if tokens.first_seen_at else ""
    text = f"an access token without a refresh token{seen}: it ends some day"
    return [DoctorLine("1688 tokens", Status.WARNING, text, "type: caigou login")]


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
