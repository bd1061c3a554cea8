"""Several real bots on one PostgreSQL database, in processes that can be killed, frozen and thawed."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.patience import PATIENCE, NeverHappened, until, waiting, watched
from tests.postgres import asked

ROOT = Path(__file__).parents[1]
POLLING_LOCK = 168805


@dataclass
class Bot:
    """One process."""

    process: asyncio.subprocess.Process
    log: Path
    ended: bool = False
    """Whether it was told to end, or was killed."""

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    def freeze(self) -> None:
        """It stands still from now on, with everything that it holds."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.ended = True
        if self.alive:
            self.process.kill()
            await self.process.wait()

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.ended = True
        if self.alive:
            self.process.terminate()
        with waiting(f"the end of {self.log.name}"):
            return await self.process.wait()

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


class Fleet:
    """All bots of one database and one world; `env` are their settings."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.settings, self._folder, self.url = env, folder, env["DATABASE_URL"]
        self.bots: list[Bot] = []
        self._started = 0

    async def start(self) -> Bot:
        """One more, once it is linked to the others."""
        self._started += 1
        log = self._folder / f"bot-{self._started}.log"
        with log.open("wb") as out:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self._folder, stdin=asyncio.subprocess.DEVNULL, stdout=out,
                stderr=out, env=self.environment(),
            )  # fmt: skip
        bot = Bot(process, log)
        self.bots.append(bot)
        await self.until(lambda: bot.pid in self.linked(), f"{log.name} is linked")
        return bot

    def environment(self) -> dict[str, str]:
        """What a bot of this fleet is started with."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
        return kept | {"PYTHONPATH": str(ROOT)} | self.settings

    def linked(self) -> set[int]:
        """The processes that hear of each other now."""
        query = "SELECT application_name AS name FROM pg_stat_activity WHERE application_name LIKE 'caigou link %'"
        return {int(name.rsplit(" ", 1)[1]) for (name,) in asked(self.url, query)}

    def leader(self) -> Bot | None:
        """The one that asks Telegram for updates now."""
        query = f"""SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objid = {POLLING_LOCK} AND a.datname = current_database()
            AND a.application_name LIKE 'caigou link %'"""
        pids = {int(name.rsplit(" ", 1)[1]) for (name,) in asked(self.url, query)}
        assert len(pids) <= 1, f"{len(pids)} lead"
        return next((bot for bot in self.bots if bot.pid in pids), None)

    async def led(self, but: Bot | None = None) -> Bot:
        """Wait until one leads, and another than `but`."""
        found: list[Bot] = []

        def there() -> bool:
            leader = self.leader()
            found[:] = [leader] if leader is not None and leader is not but else []
            return bool(found)

        await self.until(there, "one of the bots leads")
        return found[0]

    def all_live(self) -> None:
        """Raises NeverHappened if one ended that nobody had told to."""
        for bot in self.bots:
            if not bot.alive and not bot.ended:
                raise NeverHappened(f"{bot.log.name} ended by itself, with {bot.process.returncode}:\n{bot.tail()}")

    async def until(self, happened: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Ask again until it happened. Raises NeverHappened."""

        try:
            with watched(self.all_live):
                await until(lambda: asyncio.to_thread(happened), what, seconds)
        except NeverHappened as never:
            tails = "\n\n".join(f"{bot.log.name} ({bot.pid}):\n{bot.tail()}" for bot in self.bots)
            raise NeverHappened(f"{never}\n{tails}") from None

    async def close(self) -> None:
        for bot in self.bots:
            if bot.alive:
                bot.thaw()
            await bot.kill()
