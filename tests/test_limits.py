"""A test that takes too long ends and its fixtures too; no task of the bot is struck; what was waited for is said."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BEGIN = """
import asyncio, time
import pytest
from bot.sandbox.patience import waiting

@pytest.fixture
async def bot():
    async def live():
        while True:
            await asyncio.sleep(0)
            sum(range(10_000))
    life = asyncio.create_task(live())
    yield life
    assert not life.done(), "the bot was struck"
    life.cancel()
    await asyncio.gather(life, return_exceptions=True)
    print("the bot was stopped in order")
"""


def played(folder: Path, story: str) -> str:
    """What pytest says of a file whose tests have six tenths of a second each, which it calls a second."""
    (folder / "test_story.py").write_text(BEGIN + story, encoding="utf-8")
    alone = f"-rA -p tests.limits -p no:cacheprovider -c /dev/null --rootdir {folder} --timeout 0.6 {folder}"
    loops = "-o asyncio_mode=auto -o asyncio_default_fixture_loop_scope=function"
    command = [sys.executable, "-m", "pytest", *alone.split(), *loops.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return f"{done.stderr}\n{done.stdout}"


def test_the_alarm_ends_the_test_and_no_task_of_the_bot(tmp_path: Path) -> None:
    said = played(tmp_path, """
async def test_it(bot):
    with waiting("a message with · paid"):
        await asyncio.Event().wait()
""")  # fmt: skip
    assert "OutOfTime: the test took 1 s; it then waited for a message with · paid in " in said
    assert ": await asyncio.Event().wait()" in said
    assert "the bot was stopped in order" in said
    assert "1 failed" in said.splitlines()[-1]
    assert "error" not in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("async def test_it(bot):\n    time.sleep(1000)", "time.sleep(1000)"),
        ("def test_it():\n    time.sleep(1000)", "time.sleep(1000)"),
        ("async def test_it(bot):\n    while True:\n        await asyncio.sleep(0)", "await asyncio.sleep(0)"),
    ],
    ids=["without the loop's turn", "without a loop", "always busy"],
)
def test_the_alarm_ends_what_the_test_itself_does(tmp_path: Path, what: str, line: str) -> None:
    said = played(tmp_path, what)
    assert f": {line}" in said
    assert "OutOfTime: the test took 1 s; it then was in " in said
    assert "1 failed" in said.splitlines()[-1]
    assert "error" not in said.splitlines()[-1]


def test_a_test_that_does_not_heed_the_alarm_fails_nevertheless(tmp_path: Path) -> None:
    said = played(tmp_path, """
async def test_it(bot):
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        pass
""")  # fmt: skip
    assert "OutOfTime: the test took 1 s" in said
    assert "1 failed" in said.splitlines()[-1]


def test_no_wait_in_a_fixture_is_without_an_end_also_after_a_failure(tmp_path: Path) -> None:
    said = played(tmp_path, """
@pytest.fixture
async def open_for_ever(bot):
    yield
    await asyncio.Event().wait()

async def test_it(open_for_ever):
    assert False, "a failure as any other"

@pytest.fixture
async def never_open(bot):
    await asyncio.Event().wait()

async def test_another(never_open):
    pass

async def test_all_is_well_afterwards(bot):
    pass
""")  # fmt: skip
    assert "a failure as any other" in said
    assert "1 failed, 1 passed, 2 errors" in said.splitlines()[-1]
    assert "E       AssertionError: the bot was struck" not in said


def test_a_bot_that_stops_the_loop_ends_the_process_which_says_where_it_stood(tmp_path: Path) -> None:
    said = played(tmp_path, """
async def test_it(bot):
    async def spin():
        while True:
            pass
    await asyncio.create_task(spin())
""")  # fmt: skip
    assert "Stack of MainThread" in said
    assert ", in spin" in said


def test_an_example_out_of_time_is_not_tried_again(tmp_path: Path) -> None:
    said = played(tmp_path, """
from hypothesis import given, strategies
tried = []

@given(strategies.integers())
async def test_it(number):
    tried.append(number)
    await asyncio.sleep(1000)

def test_it_was_tried_once():
    assert len(tried) == 1
""")  # fmt: skip
    assert "1 failed, 1 passed" in said.splitlines()[-1]
