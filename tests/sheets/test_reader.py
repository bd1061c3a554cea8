"""The bot itself reads no file: a process of its own does, and whatever it meets, the bot goes on as before."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.purchasing.sheets.cells import MOST_LINES
from bot.sheets import reader
from bot.sheets.contents import Contents, SheetFault
from bot.sheets.reader import SheetReader, read_lines
from bot.sheets.writing import template
from tests.sheets.archives import written
from tests.sheets.hostile import HOSTILE, ONE_LONG_ROW

pytestmark = pytest.mark.sockets

MIB = 1024 * 1024
ANNA = 1
SHEET = b"Link,Qty\n610947572360,20\n"
READ = Contents((("Link", "Qty"), ("610947572360", "20")))


def resident() -> int:
    """The memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


def children() -> list[str]:
    """The processes that this one has not seen the end of."""
    return Path("/proc/thread-self/children").read_text(encoding="ascii").split()


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    """No reader lives on; a browser or a database that other tests began may."""
    before = children()
    yield
    assert set(children()) <= set(before)


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """How long the loop was kept from its other work, each time."""
    late = [0.0]

    async def beat() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.002)
            late.append(time.perf_counter() - before - 0.002)

    beating = asyncio.create_task(beat())
    try:
        yield late
    finally:
        beating.cancel()


@pytest.mark.threat("T20")
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_refused_for_one_reason_and_costs_the_bot_nothing(name: str) -> None:
    made, fault = HOSTILE[name]
    data = made()
    before = resident()
    async with heartbeat() as late:
        assert await SheetReader().read(data, ANNA) is fault
    assert max(late) < 1
    assert resident() - before < 8 * MIB


async def test_a_sheet_is_read_after_every_hostile_one() -> None:
    sheets = SheetReader()
    for name in ("a bomb", "a sheet as large as can be", "a truncated file"):
        await sheets.read(HOSTILE[name][0](), ANNA)
        assert await sheets.read(SHEET, ANNA) == READ


async def test_a_full_sheet_is_read_while_others_are_answered() -> None:
    link = "https://detail.1688.com/offer/{}.html?spm=a260k.home2025.recommendpart.{}"
    rows = [
        (link.format(610947572360 + row // 60, row), "白色 M", str(row), "", "") for row in range(1, MOST_LINES + 1)
    ]
    data = written(("Link", "Variant", "Quantity", "Note", "Tag"), *rows)
    before = resident()
    async with heartbeat() as late:
        contents = await SheetReader().read(data, ANNA)
        assert isinstance(contents, Contents)
        sheet = await read_lines(contents.rows, {})
    assert (len(sheet.lines), sheet.problems) == (MOST_LINES, ())
    assert max(late) < 1
    assert resident() - before < 32 * MIB


async def stopped(beside: set[str]) -> str:
    """The process of a reader that was just asked, which stands still from now on."""
    begun = set[str]()
    for _ in range(1_000_000):  # a reader is begun within a few turns of the loop
        if begun := set(children()) - beside:
            break
        await asyncio.sleep(0)
    (pid,) = begun
    os.kill(int(pid), signal.SIGSTOP)
    return pid


@pytest.mark.threat("T20")
async def test_one_person_s_file_holds_up_no_other_s_and_their_own_wait_for_it() -> None:
    sheets, before = SheetReader(seconds=600), set(children())
    hostile = asyncio.create_task(sheets.read(ONE_LONG_ROW, 1))
    pid = await stopped(before)
    more = [asyncio.create_task(sheets.read(SHEET, 1)) for _ in range(3)]
    for other in (2, 3, 2):
        assert await sheets.read(SHEET, other) == READ
    assert set(children()) - before == {pid}
    os.kill(int(pid), signal.SIGKILL)
    assert await hostile is SheetFault.TOOK_TOO_MUCH_MEMORY
    assert await asyncio.gather(*more) == [READ] * 3


async def test_two_files_are_read_at_once_and_no_third() -> None:
    sheets, before = SheetReader(seconds=600), set(children())
    asked, pids = [], set[str]()
    for person in (1, 2):
        asked.append(asyncio.create_task(sheets.read(ONE_LONG_ROW, person)))
        pids.add(await stopped(before | pids))
    third = asyncio.create_task(sheets.read(SHEET, 3))
    for _ in range(100):
        await asyncio.sleep(0)
    assert set(children()) - before == pids
    for pid in pids:
        os.kill(int(pid), signal.SIGKILL)
    assert await asyncio.gather(*asked) == [SheetFault.TOOK_TOO_MUCH_MEMORY] * 2
    assert await third == READ


async def test_a_file_that_takes_too_long_is_given_up_and_its_reader_ended() -> None:
    assert await SheetReader(seconds=0.01).read(template("en"), ANNA) is SheetFault.TOOK_TOO_LONG


async def test_who_asked_may_go_away_and_the_reader_ends() -> None:
    asked = asyncio.create_task(SheetReader().read(SHEET, ANNA))
    await asyncio.sleep(0.02)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("raise SystemExit(3)", SheetFault.READER_FAILED),
        ("print('no JSON')", SheetFault.READER_FAILED),
        ('print(\'{"fault": "unheard of"}\')', SheetFault.READER_FAILED),
        ("while True: print('[' * 1_000)", SheetFault.READER_FAILED),
        ("print('x' * 10_000_000)", SheetFault.READER_FAILED),
        ('print(\'{"sheet": "", "others": []}\')\nwhile True: print(\'["x"]\')', SheetFault.READER_FAILED),
        ("import os; os.abort()", SheetFault.TOOK_TOO_MUCH_MEMORY),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", SheetFault.TOOK_TOO_LONG),
    ],
)
async def test_a_reader_that_goes_wrong_is_no_harm(
    monkeypatch: pytest.MonkeyPatch, program: str, fault: SheetFault
) -> None:
    monkeypatch.setattr(reader, "_CHILD", ("-c", program))
    before = resident()
    assert await SheetReader().read(SHEET * 100_000, ANNA) is fault
    assert resident() - before < 64 * MIB


async def test_the_reader_gets_no_secret_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:secret")
    program = "import json, os; print(json.dumps({'sheet': json.dumps(dict(os.environ)), 'others': []}))"
    monkeypatch.setattr(reader, "_CHILD", ("-c", program))
    said = await SheetReader().read(b"", ANNA)
    assert isinstance(said, Contents)
    assert set(json.loads(said.sheet)) <= {"PYTHONPATH", "LC_CTYPE"}


@pytest.mark.threat("T20")
async def test_the_reader_may_use_little(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import json, resource\nfrom bot.sheets import child\nchild.use_little(child.MEMORY, child.CPU_SECONDS)\n"
        "kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)\n"
        "print(json.dumps({'sheet': str([resource.getrlimit(kind)[1] for kind in kinds]), 'others': []}))"
    )
    monkeypatch.setattr(reader, "_CHILD", ("-c", program))
    assert await SheetReader().read(b"", ANNA) == Contents((), str([512 * MIB, 10, 0, 0]))
