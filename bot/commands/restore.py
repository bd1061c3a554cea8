"""`caigou restore`: replaces the database with a copy; buying waits until people have decided."""

import asyncio
from pathlib import Path

from bot.commands.backup import counted
from bot.commands.terminal import complain, show
from bot.desk.operations.begin_quarantine import Begun
from bot.settings import Settings
from bot.wiring import database_care
from bot.wiring.storage_faults import StorageFailed


def run(known: Settings, source: Path | None, after_pg_restore: bool) -> int:
    """Returns the exit code:

    0 if it is restored, 2 for wrong options, 1 if not restored; then the database is as it was.
    """
    if (source is None) is not after_pg_restore:
        complain("Name the copy to restore, or after pg_restore: --after-pg-restore.")
        return 2
    try:
        if source is None:
            _tell(asyncio.run(database_care.after_pg_restore(known)))
            return 0
        done = asyncio.run(database_care.put_back(known, source.expanduser().absolute()))
    except StorageFailed as fault:
        complain(str(fault))
        return 1
    show(f"Restored: {counted(done.rows)}.")
    if done.kept is not None:
        show(f"The database of before lies at {done.kept}.")
    _tell(done.begun)
    return 0


def _tell(begun: Begun) -> None:
    show(f"It knows nothing after {begun.since:%d %b %Y %H:%M:%S} UTC.")
    show(f"Buying is stopped. {begun.resting} requests rest until a person lets them go on.")
    if begun.numbers_from is not None:
        show(f"New requests are numbered from #{begun.numbers_from} on, so that no number is given twice.")
    if begun.forgotten:
        show(f"People who were forgotten after the copy was made are forgotten again: {begun.forgotten}.")
    show("Start the bot: it reads 1688's order list first, and tells the admins what to decide before /resume.")
