"""`GET /healthz`: 200 while event loop, database and updates work; else 503 with the reason.

Little room on the disk is a warning and no reason: while the database takes writes, no proxy must take the bot away.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.clock import Clock
from bot.desk.shared.values import DiskRoom, Tick

DATABASE_SECONDS = 5.0
STUCK_AFTER = timedelta(minutes=3)
ASKED_ANEW = timedelta(seconds=2)
"""How long a result is reused, so that nobody can overload the database by asking."""


class Wellness:
    """Whether the bot can work.

    `write` writes to the database, `ticks` are fast ones, `hearing` says why no updates come, `disk` how much is free.
    """

    def __init__(
        self,
        clock: Clock,
        write: Callable[[], Awaitable[None]],
        ticks: Callable[[], tuple[Tick, ...]],
        hearing: Callable[[datetime], str],
        disk: Callable[[], DiskRoom | None] = lambda: None,
    ) -> None:
        self._clock, self._write, self._ticks, self._hearing, self._disk = clock, write, ticks, hearing, disk
        self._since = clock.now()
        self._asked_at: datetime | None = None
        self._trouble = ""
        self._asking = asyncio.Lock()

    async def get(self, _: Request) -> Response:
        trouble = await self.trouble()
        if trouble:
            return JSONResponse({"status": "unwell", "reason": trouble}, 503)
        return JSONResponse({"status": "well"} | self._warning())

    async def trouble(self) -> str:
        """What keeps the bot from working, in a few words; empty if nothing does."""
        async with self._asking:
            now = self._clock.now()
            if self._asked_at is None or abs(now - self._asked_at) >= ASKED_ANEW:
                self._trouble = await self._database() or self._stuck(now) or self._hearing(now)
                self._asked_at = now
            return self._trouble

    def _warning(self) -> dict[str, str]:
        disk = self._disk()
        if disk is None or not disk.low:
            return {}
        free = f"{disk.free / 1e6:.0f} MB are free on the disk"
        return {"warning": f"{free}, too little to go on" if disk.too_little else free}

    async def _database(self) -> str:
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                await self._write()
        except Exception:  # its text may name the server and its user, which must not be public
            return "the database cannot be written"
        return ""

    def _stuck(self, now: datetime) -> str:
        """A fast tick that has not succeeded for minutes, counted from the start if it never did."""
        for tick in self._ticks():
            if now - max(tick.last_run or self._since, self._since) > STUCK_AFTER:
                return f"{tick.name} has not run for {round((now - (tick.last_run or self._since)).total_seconds())} s"
        return ""
