"""`caigou export`: writes what was bought, for a spreadsheet or another program."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from datetime import UTC, date, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from bot.commands.terminal import ExportRows, Sheet, complain, new_file
from bot.desk.operations.exports import LINES, ORDERS, REFUNDS, Bought, json_line, line_cells, order_cells, refund_cells
from bot.settings import Settings
from bot.sheets.writing import TooManyRows, Value, Workbook, csv_line
from bot.wiring.database_care import StorageFailed
from bot.wiring.readers import bought, head

Put = Callable[[list[Value]], object]
_ROWS: dict[ExportRows, tuple[list[str], Callable[[Bought], Iterator[list[Value]]]]] = {
    ExportRows.ORDERS: ([*ORDERS], order_cells),
    ExportRows.LINES: ([*LINES], line_cells),
    ExportRows.REFUNDS: ([*REFUNDS], refund_cells),
}


def run(
    known: Settings, what: ExportRows, form: Sheet, first: datetime | None, last: datetime | None, out: Path | None
) -> int:
    """Returns the exit code: 0 if all is well, 2 if the options contradict each other, 1 if reading or writing fails.

    `first` and `last` are days in UTC, both included.
    """
    if form is Sheet.XLSX and out is None:
        complain("An .xlsx is not printed: name a file for it with --out FILE.")
        return 2
    if first is not None and last is not None and last < first:
        complain("--to is a day before --from.")
        return 2
    since = first.replace(tzinfo=UTC) if first else None
    # Up to the end of the last day; there is none after the last possible date.
    until = last.replace(tzinfo=UTC) + timedelta(days=1) if last and last.date() != date.max else None
    try:
        asyncio.run(_export(known, what, form, since, until, out))
        number, hash, dry = asyncio.run(head(known))
    except (StorageFailed, TooManyRows) as fault:
        complain(str(fault))
        return 1
    except FileExistsError:
        complain(f"{out} is there already: name another file, or move that one away.")
        return 1
    except OSError as fault:
        complain(f"{out or 'The export'} cannot be written: {fault.strerror or fault}.")
        return 1
    if dry:
        complain("This is a dry run's database: nothing of it was ordered.")
    complain(f"The head of the journal: {number}:{hash}" if number else "The journal is empty.")
    return 0


async def _export(
    known: Settings, what: ExportRows, form: Sheet, since: datetime | None, until: datetime | None, out: Path | None
) -> None:
    names, cells = _ROWS[what]
    async with aclosing(bought(known, since, until)) as pages:
        page = await anext(pages, None)  # a database that does not answer leaves no heading behind
        with new_file(out) as file, _writing(form, file, names) as put:
            while page is not None:
                for row in (row for each in page for row in cells(each)):
                    put(row)
                page = await anext(pages, None)


@contextmanager
def _writing(form: Sheet, file: IO[bytes], names: list[str]) -> Iterator[Put]:
    """Yields a function that writes one row; the heading is written first if the format has one."""
    if form is Sheet.XLSX:
        with Workbook(file) as book:
            book.row(names)
            yield book.row
        return
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        if form is Sheet.CSV:
            text.write(csv_line(names))
            yield lambda cells: text.write(csv_line(cells))
        else:
            yield lambda cells: text.write(json_line(names, cells))
    finally:
        text.detach()
