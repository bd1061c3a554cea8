"""Which tests are quick, and what holds them to it.

`make quick` runs the pure rooms and the desk's stories that decide, buy and answer: without a server, a network, a
process or a browser. A test of these rooms is quick unless it asks for something that listens, or is marked
`sockets` or `long`. In every run, a quick test that opens a socket or starts a process all the same is refused.
"""

import sys
from pathlib import Path
from typing import Any

import pytest

STORIES = ("asking_the_team", "baskets", "loopholes", "receivers", "second_word", "taking_a_vote_back", "voting")
"""Those of the approvals in which a team decides, from the first card to the last vote."""
ROOMS = (
    "tests/purchasing/",
    "tests/market/",
    "tests/cards/",
    "tests/chat/",
    "tests/desk/messages/",
    "tests/desk/placing/",
    "tests/desk/requests/test_",
    *(f"tests/desk/requests/approvals/test_{story}.py" for story in STORIES),
)
LISTENS = {"postgres", "stage", "street"}
"""Fixtures behind which something listens."""
FORBIDDEN = {
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.system",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
}
"""Events that the interpreter reports to whoever audits it."""

_watched: list[str] = []


def is_quick(item: pytest.Item) -> bool:
    """Whether `make quick` runs it."""
    if not item.nodeid.startswith(ROOMS):
        return False
    return not (listens(item) or item.get_closest_marker("sockets") or item.get_closest_marker("long"))


def listens(item: pytest.Item) -> bool:
    """Whether it asks for something that listens: by a fixture, or by the parameter that chooses the database."""
    if LISTENS & set(getattr(item, "fixturenames", ())):
        return True
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return any(isinstance(value, str) and value == "postgresql" for value in chosen)


def holds_quick_tests(path: str) -> bool:
    """Whether a file or folder, by its path below the root, is one of these rooms, is inside or around one."""
    return any(path.startswith(room) or room.startswith(f"{path}/") for room in ROOMS)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """`-m quick` reads the rooms alone in which quick tests are."""
    if config.option.markexpr != "quick":
        return None
    inside = collection_path.relative_to(config.rootpath).as_posix()
    return None if inside == "." or holds_quick_tests(inside) else True


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each quick test is marked so."""
    for item in items:
        if is_quick(item):
            item.add_marker("quick")


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if _watched and event in FORBIDDEN:
        raise RuntimeError(f"{event} in {_watched[-1]}: a quick test has none; mark it `sockets`")


sys.addaudithook(_refuse)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """From its first fixture on, a quick test is watched."""
    if item.get_closest_marker("quick"):
        _watched[:] = [item.nodeid]


def pytest_runtest_logfinish() -> None:
    """Between the tests, whatever runs them is free again."""
    _watched.clear()
