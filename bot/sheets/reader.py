"""Has each sheet read by a process of its own, two at a time, so that nothing in a file reaches the bot itself."""

import asyncio
import json
from asyncio import StreamReader
from itertools import islice
from typing import Any
from weakref import WeakValueDictionary

from bot.child_process import MODULE, answer_of
from bot.purchasing.sheets.cells import Table
from bot.purchasing.sheets.columns import find_columns
from bot.purchasing.sheets.read_sheet import Codes, ReadSheet, SheetLine, SheetProblem, all_read, read_rows
from bot.sheets.contents import (
    AT_ONCE,
    LAST_ROW,
    LONGEST_ROW,
    MOST_TEXT,
    SECONDS,
    Contents,
    Row,
    SheetFault,
)

_CHILD = (*MODULE, "bot.sheets.child")
_ROWS_AT_ONCE, _REST_SECONDS = 20, 0.001
"""Twenty rows take about 2 ms."""


class SheetReader:
    """Reads one file of a person at a time, and beside it another's: what takes long holds up its own sender alone."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._free = asyncio.Semaphore(AT_ONCE)
        self._theirs: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def read(self, data: bytes, person_id: int) -> Contents | SheetFault:
        """The rows of an .xlsx or a CSV of this person, or the one reason why it is not read."""
        async with self._theirs.setdefault(person_id, asyncio.Lock()), self._free:
            return await answer_of(_CHILD, data, _contents, SheetFault, LONGEST_ROW, self._seconds)


async def read_lines(table: Table, codes: Codes) -> ReadSheet:
    """The lines and problems of a table, read a few rows at a time, so that others are answered meanwhile.

    Between them the loop rests: whoever stores something waits for a thread, and a thread gets the interpreter from a
    busy loop (or from another thread) every 5 ms only.
    """
    columns, rows = find_columns(table, codes), list[SheetLine | SheetProblem]()
    reading = read_rows(table, columns, codes)
    while some := tuple(islice(reading, _ROWS_AT_ONCE)):
        rows += some
        await asyncio.sleep(_REST_SECONDS)
    return all_read(columns, rows)


async def _contents(head: dict[str, Any], said: StreamReader) -> Contents:
    """What the child says of a sheet. Raises ValueError or KeyError if that is no answer of ours."""
    rows: list[Row] = []
    size = 0
    while line := await said.readline():
        size += len(line)
        if size > MOST_TEXT or len(rows) == LAST_ROW:
            raise ValueError("more than a sheet may hold")
        rows.append(tuple(map(str, json.loads(line))))
    return Contents(tuple(rows), head["sheet"], tuple(head["others"]))
