"""`GET /healthz`: 200 while nothing keeps the bot from working, perhaps with a warning; else 503 with the reason."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.cards.checks import CHECKS, Check, Vitals
from bot.desk.shared.values import DiskRoom, Tick

DATABASE_SECONDS = 5.0
ASKED_ANEW = 2.0
"""How many seconds a result is reused, so that nobody can overload the database by asking."""


class Wellness:
    """Whether the bot can work.

    `steady` counts seconds, `write` writes to the database, `deaf` says why no updates come, `disk` how much is
    free.
    """

    def __init__(
        self,
        steady: Callable[[], float],
        write: Callable[[], Awaitable[None]],
        ticks: Callable[[], tuple[Tick, ...]],
        deaf: Callable[[], str],
        disk: Callable[[], DiskRoom | None],
        checks: Sequence[Check] = CHECKS,
    ) -> None:
        self._steady, self._write, self._ticks, self._deaf, self._disk = steady, write, ticks, deaf, disk
        self._checks = checks
        self._vitals, self._seen_at = Vitals(), -ASKED_ANEW
        self._asking = asyncio.Lock()

    async def get(self, _: Request) -> Response:
        vitals = await self.vitals()
        for check in self._checks:
            if check.healthz is not None and (reason := check.healthz(vitals)):
                return JSONResponse({"status": "unwell", "reason": reason}, 503)
        warnings = (check.warning(vitals) for check in self._checks if check.warning is not None)
        warning = next(filter(None, warnings), "")
        return JSONResponse({"status": "well"} | ({"warning": warning} if warning else {}))

    async def vitals(self) -> Vitals:
        """What the process knows of itself, of this moment or of a moment ago."""
        async with self._asking:
            now = self._steady()
            if now - self._seen_at >= ASKED_ANEW:
                self._vitals = Vitals(await self._writes(), self._deaf(), self._ticks(), self._disk())
                self._seen_at = now
            return self._vitals

    async def _writes(self) -> bool:
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                await self._write()
        except Exception:  # its text may name the server and its user, which must not be public
            return False
        return True
