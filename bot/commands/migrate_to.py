"""`caigou migrate-to`: moves the SQLite database to PostgreSQL, all of it or nothing."""

import asyncio

from bot.commands.terminal import complain, show
from bot.settings import Settings
from bot.wiring import database_care
from bot.wiring.storage_faults import StorageFailed


def run(known: Settings, url: str) -> int:
    """Returns the exit code: 0 if every row was moved and compared, 1 if nothing was moved."""
    try:
        moved = asyncio.run(database_care.move_to(known, url))
    except StorageFailed as fault:
        complain(str(fault))
        return 1
    for name, totals in sorted(moved.tables.items()):
        fen = sum(value for column, value in totals.sums.items() if column.endswith("_fen"))
        show(f"{name:<14}{totals.rows:>8} rows{f', {fen} fen' if fen else ''}")
    show(f"Both sides hold the same, and the journal's {moved.entries} entries are as they were written.")
    show(f"Buying is stopped. {moved.begun.resting} requests rest until a person lets them go on.")
    show("Now write the new address into .env and start the bot:")
    show("DATABASE_URL=<the address that you have just given>")
    show("It reads 1688's order list first; the old file stays where it is, and no bot starts on it any more.")
    return 0
