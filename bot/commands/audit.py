"""`caigou audit`: verifies the journal, or exports it as CSV or JSON Lines."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import TextIO

from bot.commands.choices import Form, What
from bot.commands.terminal import complain, show
from bot.desk.operations.audit import Proof
from bot.desk.operations.journal_lines import csv_lines, json_lines
from bot.settings import Settings
from bot.wiring.journal_reader import journal
from bot.wiring.storage_faults import StorageFailed


def run(known: Settings, what: What, form: Form, to: Path | None) -> int:
    """Returns the exit code: 0 if all is well, 1 if the chain is broken or the journal cannot be read."""
    work = verify(known) if what is What.VERIFY else export(known, form, to)
    try:
        return asyncio.run(work)
    except (StorageFailed, OSError) as fault:
        complain(str(fault))
        return 1


async def verify(known: Settings) -> int:
    """Check the chain from its first entry; names the first broken one."""
    proof = Proof()
    async with aclosing(journal(known)) as pages:
        async for page in pages:
            if not proof.follow(page):
                break
    proof.end()
    if proof.broken is not None:
        complain(f"Entry {proof.broken.id} of the journal is broken: {proof.broken.fault.value}.")
        complain(f"The {proof.entries} entries before it are as they were written.")
        return 1
    show(f"{proof.entries} entries, each as it was written. The last hash is {proof.last or 'none yet'}.")
    if proof.erased:
        show(f"Of the personal values beside it {proof.erased} are erased and {proof.kept} kept, as they were written.")
    return 0


async def export(known: Settings, form: Form, to: Path | None) -> int:
    """Write the journal, oldest first; a file is readable only by its owner."""
    first = True
    with _opened(to) as out:
        async with aclosing(journal(known)) as pages:
            async for page in pages:
                lines = csv_lines(page, heading=first) if form is Form.CSV else json_lines(page)
                out.writelines(lines)
                first = False
    return 0


@contextmanager
def _opened(to: Path | None) -> Iterator[TextIO]:
    if to is None:
        yield sys.stdout
        return
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        yield out
