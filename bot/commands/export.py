"""`caigou export`: writes what was bought, for a spreadsheet or another program."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from bot.cards.operations.exports import ExportColumns, names
from bot.commands.terminal import complain, new_file
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations import exports
from bot.desk.operations.exporting import exported_pages
from bot.purchasing.approval.team import zone_of
from bot.purchasing.exports import Export, ExportRows, Money, Sheet
from bot.purchasing.text import LANGUAGES
from bot.settings import Settings
from bot.sheets.writing import TooManyRows, Value, table
from bot.wiring.readers import head, reader, usual_zone

Rows = Callable[[ExportRows, Any], Iterable[Sequence[Value]]]
Pages = Callable[[Ledger, datetime | None, datetime | None], AsyncGenerator[tuple[Any, ...], None]]


@dataclass(frozen=True)
class ExportOptions:
    """How an export is written; None for `money` and an empty `zone` are the usual ones."""

    money: Money | None
    zone: str
    language: str
    out: Path | None
    over: bool


def run(known: Settings, asked: Export, options: ExportOptions) -> int:
    """Returns the exit code: 0 if all is well, 2 if the options contradict each other, 1 if writing fails.

    Raises StorageFailed. The days are those of UTC in the form for programs, else of the zone.
    """
    first, last = asked.days.first, asked.days.last
    usual = Money.FEN if Sheet.JSONL is asked.form or ExportRows.REFUNDS is asked.what else Money.YUAN
    machine = (options.money or usual) is Money.FEN
    wrong = {
        "An .xlsx is not printed: name a file for it with --out FILE.": asked.form is Sheet.XLSX
        and options.out is None,
        "--to is a day before --from.": first is not None and last is not None and last < first,
        f"--lang is one of {', '.join(LANGUAGES)}.": options.language not in LANGUAGES,
        "Refunds are exported in fen alone: leave --money out.": asked.what is ExportRows.REFUNDS and not machine,
        "--zone and --tag are for the form in yuan: add --money yuan.": machine and bool(options.zone or asked.tag),
    }
    try:
        zone = zone_of(options.zone) if options.zone else None
    except ValueError as fault:
        wrong[f"{fault}."] = True
    if faults := [words for words, holds in wrong.items() if holds]:
        complain(faults[0])
        return 2
    try:
        number, hash, dry = asyncio.run(_export(known, asked, options, UTC if machine else zone, machine=machine))
    except TooManyRows as fault:
        complain(str(fault))
        return 1
    except FileExistsError:
        complain(f"{options.out} is there already: name another file, move that one away, or add --force.")
        return 1
    except OSError as fault:
        complain(f"{options.out or 'The export'} cannot be written: {fault.strerror or fault}.")
        return 1
    if dry:
        complain("This is a dry run's database: nothing of it was ordered.")
    complain(f"The head of the journal: {number}:{hash}" if number else "The journal is empty.")
    return 0


async def _export(
    known: Settings, asked: Export, options: ExportOptions, zone: tzinfo | None, *, machine: bool
) -> tuple[int, str, bool]:
    """Returns what `head` says."""
    what, out = asked.what, options.out
    async with reader(known) as ledger:
        zone = zone or await usual_zone(ledger)
        since, until = asked.days.moments(zone)
        columns, language = ExportColumns(options.language, zone), "" if machine else options.language
        fields = exports.FIELDS[what] if machine else names(what)
        heading = fields if machine or asked.form is Sheet.JSONL else columns.heading(what)
        rows: Rows = exports.table_rows if machine else columns.rows
        bought: Pages = exports.pages if machine else partial(exported_pages, tag=asked.tag)
        async with aclosing(bought(ledger, since, until)) as pages:
            with (
                new_file(out, over=options.over) as file,
                table(asked.form, file, heading, language, out.parent if out else None) as put,
            ):
                async for page in pages:
                    for row in (row for each in page for row in rows(what, each)):
                        put(row)
        return await head(ledger)
