"""`make quick` asks nobody: a planted test that would is refused, and what listens is known before it is asked."""

import subprocess
import sys
from pathlib import Path

from tests import quick
from tests.house.conftest import ROOT

PLANTED = """
import os, socket, subprocess

import pytest


def test_listening():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))


def test_calling():
    with socket.socket() as one:
        one.connect(("127.0.0.1", 9))


def test_looking_up_a_name():
    socket.getaddrinfo("localhost", 80)


def test_starting_a_program():
    subprocess.run(["true"])


def test_becoming_two():
    if os.fork() == 0:
        os._exit(0)


@pytest.fixture
def opened():
    return socket.create_server(("127.0.0.1", 0))


def test_with_what_listens(opened):
    opened.close()


def test_with_a_pair_of_its_own():
    for one in socket.socketpair():
        one.close()
"""
CHOSEN = """
import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


def test_on_both(database):
    assert database


def test_of_a_server(postgres):
    assert postgres


def test_of_neither():
    assert True


@pytest.mark.long
def test_of_many_lives():
    assert True


@pytest.mark.sockets
def test_that_says_so():
    assert True
"""


MARKERS = "quick: planted", "sockets: planted", "long: planted"


def _run(folder: Path, room: str, text: str, *words: str) -> str:
    """What pytest says of one file of a room, in a tree of its own."""
    planted = folder / "tests" / room / "test_planted.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(text, encoding="utf-8")
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\nmarkers =\n" + "".join(f"    {each}\n" for each in MARKERS), encoding="utf-8")
    alone = ["-p", "tests.quick", "-p", "no:cacheprovider", "-c", str(settings), "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *alone, *words, str(folder / "tests")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_a_quick_test_that_opens_a_socket_or_starts_a_process_is_refused(tmp_path: Path) -> None:
    said = _run(tmp_path, "purchasing", PLANTED, "-rA")
    assert "5 failed, 1 passed, 1 error" in said
    passed = [line for line in said.splitlines() if line.startswith("PASSED")]
    assert [line.rpartition("::")[2] for line in passed] == ["test_with_a_pair_of_its_own"]


def test_the_same_elsewhere_is_nobodys_business(tmp_path: Path) -> None:
    assert "3 passed" in _run(tmp_path, "walk", PLANTED, "-k", "listening or program or listens")


def test_what_asks_for_a_server_says_so_or_takes_long_is_not_quick(tmp_path: Path) -> None:
    said = _run(tmp_path, "purchasing", CHOSEN, "-q", "--collect-only", "-m", "quick")
    taken = [line.partition("::")[2] for line in said.splitlines() if "::" in line]
    assert taken == ["test_on_both[sqlite]", "test_of_neither"]


def test_each_room_of_the_quick_tests_is_there() -> None:
    for room in quick.ROOMS:
        folder, _, start = room.rpartition("/")
        assert [path for path in (ROOT / folder).iterdir() if path.name.startswith(start)], room
