"""Starts the bot's parts in order, submitting last, and stops them in reverse."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.chat.conversation.menus import introduce
from bot.clock import SystemClock
from bot.desk.ledger.facts import BOT_ID
from bot.settings import Settings
from bot.wiring.build import BuiltBot, built
from bot.wiring.systemd import ServiceManager
from storage.failures import StorageFailed

log = logging.getLogger(__name__)

ANSWER_FIRST = 1.0
"""Seconds after the start in which waiting messages go before everything that can wait."""
LONGEST_CALL, LAST_WORDS, BETWEEN_CHECKS = 45.0, 5.0, 0.05
"""Seconds at the end: for the running create call, for due messages, and between two checks of either."""


class OtherBot(Exception):
    """The database belongs to another bot than the token."""


@asynccontextmanager
async def living(house: BuiltBot) -> AsyncIterator[BuiltBot]:
    """Start in order (recover, look for unclear orders, listen, submit last) and stop in reverse."""
    async with house.replica.sharing(), _online(house), _alive(house):
        yield house


@asynccontextmanager
async def _online(house: BuiltBot) -> AsyncIterator[None]:
    """The HTTP sessions with Telegram; closed however the bot ends."""
    await house.line.application.initialize()
    try:
        yield
    finally:
        await house.line.application.shutdown()


@asynccontextmanager
async def _alive(house: BuiltBot) -> AsyncIterator[None]:
    await _same_bot(house)
    await house.desk.health.recall()
    await house.desk.journal_keeper.begin()
    await house.desk.lost_time.remember()
    await house.desk.forgetting.again()
    await house.desk.policy.bring_up()
    await house.desk.submit_worker.recover()
    await house.desk.outbox.recover()
    tasks: list[asyncio.Task[None]] = []
    told_to_stop = False
    try:
        await house.inbox.start()
        house.timetable.start()
        tasks += [
            asyncio.create_task(_first_look(house), name="first look"),
            asyncio.create_task(_introduce(house), name="introduce"),
        ]
        async with house.entrance.open():
            yield
        told_to_stop = True
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await house.inbox.stop()
        if told_to_stop:
            await _come_to_rest(house)
        await house.timetable.stop()


async def _first_look(house: BuiltBot) -> None:
    """Let submitting begin once the file is known to be sound and every unclear order was looked for."""
    await house.database.sound()
    await house.desk.unclear_orders.search_due()
    house.desk.submit_worker.may_place.set()
    house.timetable.poke("submit")


async def _introduce(house: BuiltBot) -> None:
    """Set the menus that everybody sees, then those of people whose roles changed while the bot was off.

    Whoever wrote meanwhile is answered first: the menus of all languages are two dozen calls.
    """
    await house.clock.sleep(ANSWER_FIRST)
    await introduce(house.line.bot)
    try:
        await house.services.menus.bring_up()
    except StorageFailed as error:
        log.warning("some menus were not looked at: %s", error)


async def _come_to_rest(house: BuiltBot) -> None:
    """Claim nothing more; wait until the running create call is recorded and due messages are sent; count the calls.

    What does not end in time is left as after a power cut: the next start handles it.
    """
    try:
        async with asyncio.timeout(LONGEST_CALL):
            while house.desk.submit_worker.close():
                await house.clock.sleep(BETWEEN_CHECKS)
        async with asyncio.timeout(LAST_WORDS):
            while not await house.desk.outbox.quiet():
                await house.clock.sleep(BETWEEN_CHECKS)
        await house.desk.call_account.keep()
    except TimeoutError:
        log.warning("stopped before everything was said; the rest is said after the next start")
    except StorageFailed as error:
        log.warning("stopped without a look at what is owed: %s", error)


async def _same_bot(house: BuiltBot) -> None:
    """Raise OtherBot if the database belongs to another bot: it would lose updates and repeat messages."""
    own = house.line.bot.id
    async with house.ledger.change() as uow:
        known = await uow.facts.get(BOT_ID)
        if known is None:
            await uow.facts.put(BOT_ID, own)
        elif known != own:
            raise OtherBot(f"this database belongs to the bot {known}, the token to {own}; name another DATABASE_URL")


async def follow(clock: SystemClock, url: str) -> None:
    """Keep the clock on the sandbox's time."""
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=5) as client:
        while True:
            try:
                answer = await client.get("/sim/clock")
                clock.follow(answer.json()["now"])
            except (httpx.HTTPError, ValueError, KeyError) as error:
                log.warning("the pretend world's clock was not read: %s", type(error).__name__)
            await clock.sleep(0.5)


async def sound_until(stop: asyncio.Event, house: BuiltBot) -> None:
    """Wait until the bot is told to stop.

    Raises DatabaseDamaged at once if the file is found to be damaged, and InboxDied if updates are not dealt with.
    """
    told, checked = asyncio.create_task(stop.wait()), asyncio.create_task(house.database.sound())
    watching = {checked, asyncio.create_task(house.inbox.fails())}
    try:
        while not told.done():
            ended, _ = await asyncio.wait({told, *watching}, return_when=asyncio.FIRST_COMPLETED)
            for each in ended & watching:
                each.result()
            watching -= ended
    finally:
        for task in (told, *watching):
            task.cancel()


async def run_until_told(settings: Settings) -> None:
    """Run the real bot until SIGTERM or SIGINT. Raises StorageFailed, OtherBot, WebhookRefused, TelegramError."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    clock = SystemClock()
    following = asyncio.create_task(follow(clock, settings.clock_url)) if settings.clock_url else None
    try:
        async with (
            built(settings, clock) as house,
            living(house),
            ServiceManager().serving(clock, house.desk.pulse.beats),
        ):
            log.info("running as @%s", house.line.bot.username)
            await sound_until(stop, house)
    finally:
        if following:
            following.cancel()
