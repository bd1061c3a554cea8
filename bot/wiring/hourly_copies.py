"""Copies the SQLite database every hour, and deletes what people's data must not lie in any longer."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.desk.ledger.facts import COPIES, CopyFact
from bot.desk.ledger.ledger import Ledger
from bot.desk.shared.views import DiskRoom
from bot.setting_types import CopiesKept
from storage.failures import StorageFailed
from storage.files import backup, room, thinning

HOUR = timedelta(hours=1)
RETRY = timedelta(minutes=5)
FOLDER = "backups"

log = logging.getLogger(__name__)


def room_at(database: Path | None, beside: Path) -> DiskRoom | None:
    """The room on the disk of the database, or for PostgreSQL on that of our own files; None if it cannot be told."""
    try:
        return DiskRoom(room.free_at(beside.parent), room.needed(database) if database else None)
    except OSError:
        return None


class HourlyCopies:
    """Copies a SQLite database every hour, beside it, and deletes old copies; remembers a failure until one succeeds.

    PostgreSQL is copied with its own tools; then only old files of ours are deleted. `beside` is where the database is,
    or would be if it were a file.
    """

    def __init__(self, ledger: Ledger, database: Path | None, beside: Path, kept: CopiesKept) -> None:
        self._ledger, self._database, self._beside = ledger, database, beside
        self._kept = thinning.Kept(kept.hours, kept.days, kept.months)
        self._tidied: float | None = None

    async def run(self) -> None:
        """Take a copy if one is due; called often.

        A due time more than an hour ahead came from a wrong clock and is ignored.
        """
        if self._database is None:
            steady = self._ledger.clock.steady()
            if self._tidied is None or steady - self._tidied >= HOUR.total_seconds():
                self._tidied = steady
                await asyncio.to_thread(self._tidy, self._ledger.clock.now())
                await self._none_is_wanted()
            return
        async with self._ledger.read() as uow:
            before, now = await uow.facts.get(COPIES), uow.now
        if before is not None and now < before.next <= now + HOUR:
            return
        newest = before.newest if before else None
        try:
            with suppress(OSError):  # it is told with the copy, which must not be missing for it
                await asyncio.to_thread(self._tidy, now)
            await backup.copy(self._database, self._folder / thinning.name_at(now))
            newest = now
            await asyncio.to_thread(self._tidy, now)
        except (StorageFailed, OSError) as fault:
            await self._failed(newest, str(fault))
        else:
            async with self._ledger.change() as uow:
                await uow.facts.put(COPIES, CopyFact(now + HOUR, newest))

    async def _none_is_wanted(self) -> None:
        """Forget the copies of a SQLite file that was moved to a server: none of them fails any more."""
        async with self._ledger.read() as uow:
            copies = await uow.facts.get(COPIES)
        if copies is not None:
            async with self._ledger.change() as uow:
                await uow.facts.end(COPIES)

    @property
    def _folder(self) -> Path:
        return self._beside.with_name(FOLDER)

    def _tidy(self, now: datetime) -> None:
        """Delete cut-off copies, and by a clock that is confirmed, old ones and old files beside the database."""
        if self._folder.is_dir():
            self._folder.chmod(0o700)
            thinning.drop_unfinished(self._folder)
        if self._ledger.sure_of_time:
            thinning.drop_old(self._folder, self._kept, now)
            thinning.close_answers(self._beside.with_name("answers.log"), now)
            thinning.drop_beside(self._beside, now)

    async def _failed(self, newest: datetime | None, reason: str) -> None:
        log.error("the database could not be copied: %s", reason)
        async with self._ledger.change() as uow:
            await uow.facts.put(COPIES, CopyFact(uow.now + RETRY, newest, reason))
