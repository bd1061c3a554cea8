"""A plugin of pytest, for `make quick`: a test that opens a socket or starts a process is refused."""

import sys
from typing import Any

import pytest

_FORBIDDEN = {"socket.bind", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"}
_watched: list[str] = []


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if _watched and event in _FORBIDDEN:
        raise RuntimeError(f"{event} in {_watched[-1]}: a quick test has none; mark it `sockets`")


sys.addaudithook(_refuse)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """From its first fixture on, a test is watched."""
    _watched[:] = [item.nodeid]


def pytest_runtest_logfinish() -> None:
    """Between the tests, whatever runs them is free again."""
    _watched.clear()
