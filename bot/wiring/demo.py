"""The body of `demo`: the sandbox, the real bot in it, and a chat in the browser, in one process."""

import asyncio
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.redaction import hide
from bot.sandbox.actor import SceneFailed
from bot.sandbox.app import PretendWorld
from bot.sandbox.clock import WorldClock
from bot.sandbox.scenes import SCENES, play
from bot.sandbox.serve import PortTaken
from bot.sandbox.team_scenes import set_up
from bot.settings import Settings, of_world
from bot.web import listening
from bot.web.listening import Serve
from bot.wiring.build import BuiltBot, built
from bot.wiring.hourly_copies import FOLDER
from bot.wiring.lifecycle import living, sound_until

HOST = "127.0.0.1"
ASIDE = "backups-aside"
"""Where the demo keeps the copies while none can be made."""


class SharedClock:
    """The bot's clock in the demo: the sandbox's clock."""

    def __init__(self, world: WorldClock) -> None:
        self._world = world
        self.now = world.now

    def steady(self) -> float:
        return self._world.now().timestamp()

    def shifted(self, _: datetime) -> datetime:
        return self._world.now()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class EmbeddedBot:
    """The bot inside the sandbox; it can be restarted while the sandbox and the database stay.

    `host` is what takes in its pages; without it the bot opens WEB_LISTEN itself.
    """

    def __init__(self, settings: Settings, clock: SharedClock, host: Serve | None = None) -> None:
        self._settings, self._clock, self._host = settings, clock, host
        self._journal_key = settings.journal_key
        self.bot: BuiltBot | None = None
        """The bot as it lives now; None before its first start."""
        self._task: asyncio.Task[None] | None = None
        self._up = asyncio.Event()
        self._leave = asyncio.Event()

    async def start(self) -> None:
        """Start, and return when it receives updates."""
        self._up.clear()
        self._leave.clear()
        self._task = asyncio.create_task(self._live())
        up = asyncio.create_task(self._up.wait())
        await asyncio.wait({self._task, up}, return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        if self._task.done():
            await self._task

    async def _live(self) -> None:
        async with built(self._settings, self._clock, self._host) as bot, living(bot):
            self.bot = bot
            self._up.set()
            await sound_until(self._leave, bot)

    async def stop(self) -> None:
        """Stop in order."""
        self._leave.set()
        if self._task is not None:
            await self._task

    async def restart(self) -> None:
        """Stop and start, like a server that is switched off and on."""
        await self.stop()
        await self.start()

    async def hinder(self, what: str, on: bool) -> None:
        """Keep the bot from copying its database, or from the key of its journal; or not any more.

        Raises ValueError for anything else.
        """
        match what:
            case "copies":
                await asyncio.to_thread(self._block_copies if on else self._free_copies)
            case "journal_key":
                key = None if on else self._journal_key
                self._settings = self._settings.model_copy(update={"journal_key": key})
                await self.restart()
            case _:
                raise ValueError(f"the bot is not kept from {what}")

    def _block_copies(self) -> None:
        """Put a file in the place of the folder."""
        if self._copies.is_dir():
            self._copies.rename(self._copies.with_name(ASIDE))
        self._copies.write_text("in the way")

    def _free_copies(self) -> None:
        self._copies.unlink()
        if self._copies.with_name(ASIDE).is_dir():
            self._copies.with_name(ASIDE).rename(self._copies)

    @property
    def _copies(self) -> Path:
        return Path(self._settings.database.removeprefix("sqlite:///")).with_name(FOLDER)


def demo(port: int, scene: str, walk: bool, dry_run: bool = False) -> int:
    """Run the demo until it is told to stop, or play the walk; returns the exit code."""
    if scene and scene not in SCENES:
        sys.stderr.write(f"There is no scene {scene!r}; there are: {', '.join(SCENES)}.\n")
        return 2
    try:
        return asyncio.run(_walk() if walk else _demo(port, scene, dry_run))
    except PortTaken as taken:
        sys.stderr.write(f"{taken}\n")
        return 1


@asynccontextmanager
async def demo_world(
    port: int, database: str = "", dry_run: bool = False, now: datetime | None = None
) -> AsyncIterator[tuple[str, EmbeddedBot, PretendWorld]]:
    """The sandbox on a port, with a bot in it on this database, or on a new one in a temporary folder."""
    world = PretendWorld(now=now)
    with tempfile.TemporaryDirectory(prefix="caigou-") as folder:
        async with world.serving(HOST, port) as url:
            database = database or f"sqlite:///{Path(folder) / 'demo.db'}"
            # The sandbox sets no rate limit by default, and a story must not play at twenty messages a minute.
            quick = {"DATABASE_URL": database, "TELEGRAM_RATE": "0", "WEB_LISTEN": urlsplit(url).netloc, "WEB_URL": url}
            quick |= {"JOURNAL_KEY": secrets.token_hex(32), "DRY_RUN": str(int(dry_run))}
            settings = of_world(world.settings(url) | quick)
            world.world.pushes.url = f"{url}{listening.PUSHES}"
            hide(*settings.secrets())
            bot = EmbeddedBot(settings, SharedClock(world.clock), world.hosting)
            await bot.start()
            try:
                yield url, bot, world
            finally:
                await bot.stop()


async def _demo(port: int, scene: str, dry_run: bool) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with demo_world(port, dry_run=dry_run) as (url, bot, world):
        world.stage.open(bot.restart, bot.hinder)
        await set_up(url)
        _print(f"Open {url}/ in a browser. Ctrl-C ends it; nothing is kept.")
        playing = asyncio.create_task(play(scene, url)) if scene else None
        await stop.wait()
        if playing:
            playing.cancel()
    return 0


async def _walk() -> int:
    """Play the happy story without a browser: prints a transcript; returns 0 only if every step succeeded."""
    async with demo_world(0) as (url, _, _world):
        try:
            await play("happy", url, pause=0, say=_print)
        except SceneFailed as failed:
            sys.stderr.write(f"The walk failed: {failed}\n")
            return 1
    return 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
