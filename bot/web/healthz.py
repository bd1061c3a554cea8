"""`GET /healthz`: 200 while event loop, database and updates work; else 503 with the reason.

Little room on the disk is a warning and no reason: while the database takes writes, no proxy must take the bot away.
"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.desk.shared.values import DiskRoom, Tick

DATABASE_SECONDS = 5.0
ASKED_ANEW = 2.0
"""How many seconds a result is reused, so that nobody can overload the database by asking."""


class Wellness:
    """Whether the bot can work.

    `steady` counts seconds, `write` writes to the database, `ticks` are fast ones, `hearing` says why no updates come,
    `disk` how much is free.
    """

    def __init__(
        self,
        steady: Callable[[], float],
        write: Callable[[], Awaitable[None]],
        ticks: Callable[[], tuple[Tick, ...]],
        hearing: Callable[[], str],
        disk: Callable[[], DiskRoom | None] = lambda: None,
    ) -> None:
        self._steady, self._write, self._ticks, self._hearing, self._disk = steady, write, ticks, hearing, disk
        self._asked_at: float | None = None
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
            now = self._steady()
            if self._asked_at is None or now - self._asked_at >= ASKED_ANEW:
                self._trouble = await self._database() or self._stuck() or self._hearing()
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

    def _stuck(self) -> str:
        """A fast tick that has not succeeded for minutes, counted from the start if it never did."""
        idle = ((tick.name, round(tick.idle)) for tick in self._ticks() if tick.idle > Tick.STUCK_AFTER)
        return next((f"{name} has not run for {seconds} s" for name, seconds in idle), "")
