"""`caigou backup`: makes a checked copy of the database while a bot may run."""

import asyncio
from pathlib import Path

from bot.commands.terminal import complain, show
from bot.settings import Settings
from bot.wiring import database_care
from bot.wiring.storage_faults import StorageFailed

TOLD = ("request", "attempt", "remote_order", "event")
"""The tables whose counts show whether it is the right database."""


def run(known: Settings, target: Path) -> int:
    """Returns the exit code: 0 if the copy is complete and in its place, 1 if not; then nothing was changed."""
    try:
        rows = asyncio.run(database_care.copy_to(known, target.expanduser().absolute()))
    except StorageFailed as fault:
        complain(str(fault))
        return 1
    show(f"{target}: whole, for you alone: {counted(rows)}.")
    return 0


def counted(rows: dict[str, int]) -> str:
    """How much a database holds, in a few words."""
    named = ", ".join(f"{rows.get(name, 0)} {name.replace('remote_', '')}s" for name in TOLD)
    return f"{named}, {sum(rows.values())} rows in all"
