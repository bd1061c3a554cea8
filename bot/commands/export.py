"""`caigou export`: writes what was bought, for a spreadsheet or another program."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from bot.cards.exports import ExportColumns, names
from bot.commands.terminal import complain, new_file
from bot.desk.operations.exports import LINES, ORDERS, REFUNDS, Bought, line_cells, order_cells, refund_cells
from bot.purchasing.approval.team import zone_of
from bot.purchasing.exports import Export, ExportRows, Money, Sheet
from bot.purchasing.text import LANGUAGES
from bot.settings import Settings
from bot.sheets.writing import TooManyRows, Value, table
from bot.wiring.database_care import StorageFailed
from bot.wiring.readers import bought, exported, head, usual_zone

Rows = Callable[[Any], Iterable[Sequence[Value]]]
_MACHINE: dict[ExportRows, tuple[list[str], Callable[[Bought], Iterator[list[Value]]]]] = {
    ExportRows.ORDERS: ([*ORDERS], order_cells),
    ExportRows.LINES: ([*LINES], line_cells),
    ExportRows.REFUNDS: ([*REFUNDS], refund_cells),
}


@dataclass(frozen=True)
class Terms:
    """How an export is written; None for `money` and an empty `zone` are the usual ones."""

    money: Money | None
    zone: str
    language: str
    out: Path | None
    over: bool


def run(known: Settings, asked: Export, terms: Terms) -> int:
    """Returns the exit code: 0 if all is well, 2 if the options contradict each other, 1 if reading or writing fails.

    The days are those of UTC in the form for programs, else of the zone.
    """
    first, last = asked.days.first, asked.days.last
    usual = Money.FEN if Sheet.JSONL is asked.form or ExportRows.REFUNDS is asked.what else Money.YUAN
    machine = (terms.money or usual) is Money.FEN
    wrong = {
        "An .xlsx is not printed: name a file for it with --out FILE.": asked.form is Sheet.XLSX and terms.out is None,
        "--to is a day before --from.": first is not None and last is not None and last < first,
        f"--lang is one of {', '.join(LANGUAGES)}.": terms.language not in LANGUAGES,
        "Refunds are exported in fen alone: leave --money out.": asked.what is ExportRows.REFUNDS and not machine,
        "--zone and --tag are for the form in yuan: add --money yuan.": machine and bool(terms.zone or asked.tag),
    }
    try:
        zone = zone_of(terms.zone) if terms.zone else None
    except ValueError as fault:
        wrong[f"{fault}."] = True
    if faults := [words for words, holds in wrong.items() if holds]:
        complain(faults[0])
        return 2
    try:
        asyncio.run(_export(known, asked, terms, UTC if machine else zone, machine=machine))
        number, hash, dry = asyncio.run(head(known))
    except (StorageFailed, TooManyRows) as fault:
        complain(str(fault))
        return 1
    except FileExistsError:
        complain(f"{terms.out} is there already: name another file, move that one away, or add --force.")
        return 1
    except OSError as fault:
        complain(f"{terms.out or 'The export'} cannot be written: {fault.strerror or fault}.")
        return 1
    if dry:
        complain("This is a dry run's database: nothing of it was ordered.")
    complain(f"The head of the journal: {number}:{hash}" if number else "The journal is empty.")
    return 0


async def _export(known: Settings, asked: Export, terms: Terms, zone: tzinfo | None, *, machine: bool) -> None:
    what, out = asked.what, terms.out
    zone = zone or await usual_zone(known)
    since, until = asked.days.moments(zone)
    columns, language = ExportColumns(terms.language, zone), "" if machine else terms.language
    heading = names(what) if asked.form is Sheet.JSONL else columns.heading(what)
    rows: Rows = partial(columns.rows, what)
    pages: AsyncGenerator[tuple[Any, ...], None]
    if machine:
        heading, rows = _MACHINE[what]
        pages = bought(known, since, until)
    else:
        pages = exported(known, since, until, asked.tag)
    async with aclosing(pages):
        page = await anext(pages, None)  # a database that does not answer leaves no heading behind
        with (
            new_file(out, over=terms.over) as file,
            table(asked.form, file, heading, language, out.parent if out else None) as put,
        ):
            while page is not None:
                for row in (row for each in page for row in rows(each)):
                    put(row)
                page = await anext(pages, None)
