"""Starts the bot's parts in order, submitting last, and stops them in reverse."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext, suppress

import httpx

from bot.chat.conversation.menus import introduce
from bot.clock import Clock, SystemClock
from bot.desk.ledger.facts import BOT_ID
from bot.settings import Settings
from bot.wiring.build import BuiltBot, built
from storage.failures import StorageFailed

log = logging.getLogger(__name__)

ANSWER_FIRST = 1.0
"""Seconds after the start in which waiting messages go before everything that can wait."""
LONGEST_CALL, LAST_WORDS, BETWEEN_CHECKS = 45.0, 5.0, 0.05
"""Seconds at the end: for the running create call, for due messages, and between two checks of either."""
READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"
"""What systemd is told."""


class OtherBot(Exception):
    """The database belongs to another bot than the token."""


@asynccontextmanager
async def living(bot: BuiltBot) -> AsyncIterator[BuiltBot]:
    """Start in order (recover, look for unclear orders, listen, submit last) and stop in reverse."""
    sharing = bot.replica.sharing() if bot.replica is not None else nullcontext()
    async with sharing, bot.telegram.application:
        await _same_bot(bot)
        await bot.desk.health.recall()
        await bot.desk.journal_keeper.begin()
        await bot.desk.lost_time.remember()
        await bot.desk.forgetting.again()
        await bot.desk.policy.bring_up()
        await bot.desk.create_call.recover()
        await bot.desk.outbox.recover()
        tasks: list[asyncio.Task[None]] = []
        ends_in_order = False
        try:
            await bot.inbox.start()
            bot.timetable.start()
            tasks += [
                asyncio.create_task(_let_submit(bot), name="let submit"),
                asyncio.create_task(_introduce(bot), name="introduce"),
            ]
            async with bot.entrance:
                yield bot
            ends_in_order = True
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await bot.inbox.stop()
            if ends_in_order:
                await _come_to_rest(bot)
            await bot.timetable.stop()


async def _let_submit(bot: BuiltBot) -> None:
    """Let submitting begin once the file is known to be sound and every unclear order was looked for."""
    await bot.ledger.database.sound()
    await bot.desk.unclear_orders.search_due()
    bot.desk.create_call.may_place.set()
    bot.timetable.poke("submit")


async def _introduce(bot: BuiltBot) -> None:
    """Set the menus that everybody sees, then those of people whose roles changed while the bot was off.

    Whoever wrote meanwhile is answered first: the menus of all languages are two dozen calls.
    """
    await bot.ledger.clock.sleep(ANSWER_FIRST)
    await introduce(bot.telegram.bot)
    try:
        await bot.services.menus.bring_up()
    except StorageFailed as error:
        log.warning("some menus were not looked at: %s", error)


async def _come_to_rest(bot: BuiltBot) -> None:
    """Claim nothing more; wait until the running create call is recorded and due messages are sent; count the calls.

    What does not end in time is left as after a power cut: the next start handles it.
    """
    try:
        async with asyncio.timeout(LONGEST_CALL):
            while bot.desk.submit_worker.close():
                await bot.ledger.clock.sleep(BETWEEN_CHECKS)
        async with asyncio.timeout(LAST_WORDS):
            while not await bot.desk.outbox.quiet():
                await bot.ledger.clock.sleep(BETWEEN_CHECKS)
        await bot.desk.call_account.keep()
    except TimeoutError:
        log.warning("stopped before everything was said; the rest is said after the next start")
    except StorageFailed as error:
        log.warning("stopped without a look at what is owed: %s", error)


async def _same_bot(bot: BuiltBot) -> None:
    """Raise OtherBot if the database belongs to another bot: it would lose updates and repeat messages."""
    own = bot.telegram.bot.id
    async with bot.ledger.change() as uow:
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


async def sound_until(stop: asyncio.Event, bot: BuiltBot) -> None:
    """Wait until the bot is told to stop.

    Raises DatabaseDamaged at once if the file is found to be damaged, and InboxDied if updates are not dealt with.
    """
    stopping = asyncio.create_task(stop.wait())
    watching = {asyncio.create_task(bot.ledger.database.sound()), asyncio.create_task(bot.inbox.fails())}
    try:
        while not stopping.done():
            ended, _ = await asyncio.wait({stopping, *watching}, return_when=asyncio.FIRST_COMPLETED)
            for task in ended & watching:
                task.result()
            watching -= ended
    finally:
        for task in (stopping, *watching):
            task.cancel()


class ServiceManager:
    """The socket of the service manager that started us; without one, `tell` does nothing."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        meant = environment.get("WATCHDOG_PID", "") in ("", str(os.getpid()))
        self._watchdog = int(environment.get("WATCHDOG_USEC") or 0) / 1_000_000 if meant else 0.0

    @property
    def every(self) -> float:
        """Seconds between two signs of life, half of what the manager waits for one; 0 if it waits for none."""
        return self._watchdog / 2 if self._address else 0.0

    def tell(self, state: str) -> None:
        """Tell the manager, if it listens; a failure is ignored."""
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as way:
            way.sendto(state.encode(), self._address)

    @asynccontextmanager
    async def serving(self, clock: Clock, beats: Callable[[], bool] = lambda: True) -> AsyncIterator[None]:
        """Say that the bot is ready, send signs of life from the event loop, and say at the end that it is stopping.

        While `beats` says that the timetable stands still, there are none.
        """
        self.tell(READY)
        living = asyncio.create_task(self._live(clock, beats), name="signs of life")
        try:
            yield
        finally:
            living.cancel()
            # Finishing the last work may take its time; the manager has its own limit for it.
            self.tell(STOPPING)

    async def _live(self, clock: Clock, beats: Callable[[], bool]) -> None:
        while self.every:
            if beats():
                self.tell(ALIVE)
            await clock.sleep(self.every)


async def run_until_told(settings: Settings) -> None:
    """Run the real bot until SIGTERM or SIGINT. Raises StorageFailed, OtherBot, WebhookRefused, TelegramError."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    clock = SystemClock()
    following = asyncio.create_task(follow(clock, settings.clock_url)) if settings.clock_url else None
    try:
        async with built(settings, clock) as bot, living(bot), ServiceManager().serving(clock, bot.desk.pulse.beats):
            log.info("running as @%s%s", bot.telegram.bot.username, ", a dry run" if settings.dry_run else "")
            await sound_until(stop, bot)
    finally:
        if following:
            following.cancel()
