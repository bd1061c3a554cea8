"""Has each sheet read by a process of its own, two at a time, so that nothing in a file reaches the bot itself."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from itertools import islice
from pathlib import Path
from weakref import WeakValueDictionary

import bot
from bot.purchasing.sheets.cells import Table
from bot.purchasing.sheets.columns import find_columns
from bot.purchasing.sheets.read_sheet import Codes, ReadSheet, SheetLine, SheetProblem, all_read, read_rows
from bot.sheets.contents import (
    AT_ONCE,
    LAST_ROW,
    LONGEST_ROW,
    MOST_BYTES,
    MOST_TEXT,
    SECONDS,
    Contents,
    Row,
    SheetFault,
)

_CHILD = ("-P", "-B", "-m", "bot.sheets.child")
_ENVIRONMENT = {"PYTHONPATH": str(Path(bot.__file__).parents[1])}
"""The child finds the code of its parent, and no secret of it."""
_CHUNK = 64 * 1024
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
        if len(data) > MOST_BYTES:
            return SheetFault.TOO_LARGE
        async with self._theirs.setdefault(person_id, asyncio.Lock()), self._free:
            try:
                async with asyncio.timeout(self._seconds):
                    return await _asked(data)
            except TimeoutError:
                return SheetFault.TOOK_TOO_LONG


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


async def _asked(data: bytes) -> Contents | SheetFault:
    child = await asyncio.create_subprocess_exec(
        sys.executable, *_CHILD, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_ENVIRONMENT, limit=LONGEST_ROW
    )
    try:
        _, answer = await asyncio.gather(_feed(child, data), _answer(child))
        if answer is not None:
            return answer
        # It died without a word: calamine is stopped by a signal if it gets no more memory.
        code = await child.wait()
        if code == -signal.SIGXCPU:
            return SheetFault.TOOK_TOO_LONG
        return SheetFault.TOOK_TOO_MUCH_MEMORY if code < 0 else SheetFault.READER_FAILED
    except ValueError:
        return SheetFault.READER_FAILED
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def _feed(child: Process, data: bytes) -> None:
    """Hand the file over in pieces, so that no second copy of it lies in our memory."""
    assert child.stdin is not None
    try:
        for start in range(0, len(data), _CHUNK):
            child.stdin.write(data[start : start + _CHUNK])
            await child.stdin.drain()
        child.stdin.close()
        await child.stdin.wait_closed()
    except ConnectionError:
        return  # the child ended; its answer says why


async def _answer(child: Process) -> Contents | SheetFault | None:
    """What the child says; None if it died before it said anything. Raises ValueError if that is no answer of ours."""
    assert child.stdout is not None
    first = await child.stdout.readline()
    if not first:
        return None
    head = json.loads(first)
    if "fault" in head:
        return SheetFault(head["fault"])
    rows: list[Row] = []
    size = 0
    while line := await child.stdout.readline():
        size += len(line)
        if size > MOST_TEXT or len(rows) == LAST_ROW:
            raise ValueError("more than a sheet may hold")
        rows.append(tuple(map(str, json.loads(line))))
    return Contents(tuple(rows), head["sheet"], tuple(head["others"]))
