"""`caigou backup`, `restore` and `migrate-to`: the database is copied, put back, or moved to PostgreSQL.

What cannot be done is raised as StorageFailed; then nothing was changed.
"""

import asyncio
from pathlib import Path

from bot.commands.terminal import complain, show
from bot.desk.operations.begin_quarantine import Begun
from bot.settings import Settings
from bot.wiring import database_care

COUNTED = ("request", "attempt", "remote_order", "event")
"""The tables whose counts show whether it is the right database."""


def backup(known: Settings, target: Path) -> int:
    """Returns the exit code 0 if the copy is complete and in its place."""
    rows = asyncio.run(database_care.copy_to(known, target.expanduser().absolute()))
    show(f"{target}: whole, for you alone: {_counted(rows)}.")
    return 0


def _counted(rows: dict[str, int]) -> str:
    """How much a database holds, in a few words."""
    named = ", ".join(f"{rows.get(name, 0)} {name.replace('remote_', '')}s" for name in COUNTED)
    return f"{named}, {sum(rows.values())} rows in all"


def restore(known: Settings, source: Path | None, after_pg_restore: bool) -> int:
    """Returns the exit code: 0 if it is restored, 2 for wrong options."""
    if (source is None) is not after_pg_restore:
        complain("Name the copy to restore, or after pg_restore: --after-pg-restore.")
        return 2
    if source is None:
        _show_quarantine(asyncio.run(database_care.after_pg_restore(known)))
        return 0
    restored = asyncio.run(database_care.put_back(known, source.expanduser().absolute()))
    show(f"Restored: {_counted(restored.rows)}.")
    if restored.kept is not None:
        show(f"The database of before lies at {restored.kept}.")
    _show_quarantine(restored.begun)
    return 0


def _show_quarantine(begun: Begun) -> None:
    show(f"It knows nothing after {begun.since:%d %b %Y %H:%M:%S} UTC.")
    show(f"Buying is stopped. {begun.resting} requests rest until a person lets them go on.")
    if begun.numbers_from is not None:
        show(f"New requests are numbered from #{begun.numbers_from} on, so that no number is given twice.")
    if begun.forgotten:
        show(f"People who were forgotten after the copy was made are forgotten again: {begun.forgotten}.")
    show("Start the bot: it reads 1688's order list first, and tells the admins what to decide before /resume.")


def migrate_to(known: Settings, url: str) -> int:
    """Returns the exit code 0 if every row was moved and compared."""
    moved = asyncio.run(database_care.move_to(known, url))
    for name, totals in sorted(moved.tables.items()):
        fen = sum(value for column, value in totals.sums.items() if column.endswith("_fen"))
        show(f"{name:<14}{totals.rows:>8} rows{f', {fen} fen' if fen else ''}")
    show(f"Both sides hold the same, and the journal's {moved.entries} entries are as they were written.")
    show(f"Buying is stopped. {moved.begun.resting} requests rest until a person lets them go on.")
    show("Now write the new address into .env and start the bot:")
    show("DATABASE_URL=<the address that you have just given>")
    show("It reads 1688's order list first; the old file stays where it is, and no bot starts on it any more.")
    return 0
