"""Starts bots quickly: the program is loaded once, and each life is a fork of it that runs `caigou run` unchanged.

One JSON object a line on stdin, `{"env", "log", "crash"}`; on stdout `{"started": pid}`, later `{"ended", "code"}`.
"""

import json
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite  # noqa: F401 - loaded before the first life, so that each is quick
import asyncpg  # noqa: F401 - as above
from sqlalchemy.dialects import sqlite  # noqa: F401 - as above
from sqlalchemy.engine.default import DefaultDialect

import bot.wiring
import storage.migrating  # noqa: F401 - as above
from bot import cli


def main() -> None:
    """Serve until stdin ends; then every life is ended too."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    living: set[int] = set()
    waiting = b""
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _bury(living)
        if 0 in ready:
            given = os.read(0, 1 << 16)
            if not given:
                break
            *lines, waiting = (waiting + given).split(b"\n")
            for line in lines:
                living.add(_fork(json.loads(line), (woken, wake)))
    for pid in living:
        os.kill(pid, signal.SIGKILL)


def _tell(fact: dict[str, int]) -> None:
    os.write(1, json.dumps(fact).encode() + b"\n")


def _bury(living: set[int]) -> None:
    while living:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        living.discard(pid)
        _tell({"ended": pid, "code": os.waitstatus_to_exitcode(status)})


def _fork(order: dict[str, Any], pipes: tuple[int, int]) -> int:
    pid = os.fork()
    if pid == 0:
        _live(order, pipes)
    _tell({"started": pid})
    return pid


def _live(order: dict[str, Any], pipes: tuple[int, int]) -> None:
    code = 70
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pipe in pipes:
            os.close(pipe)
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for stream in (1, 2):
            os.dup2(log, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(order["env"])
        os.chdir(Path(order["log"]).parent)
        crash = order.get("crash")
        if crash:
            die_at_commit(crash["commit"], after=crash["after"])
        code = cli.main(["run"])
    finally:
        os._exit(code)


def die_at_commit(number: int, *, after: bool) -> None:
    """The process ends by SIGKILL right before its `number`-th commit reaches the database, or right after it did."""
    count = 0
    really: Callable[[Any, Any], None] = DefaultDialect.do_commit

    def commit(self: Any, connection: Any) -> None:
        nonlocal count
        count += 1
        if count == number and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        really(self, connection)
        if count == number and after:
            os.kill(os.getpid(), signal.SIGKILL)

    DefaultDialect.do_commit = commit  # type: ignore[method-assign] # the one way to stand at the commit from outside


if __name__ == "__main__":
    sys.argv[0] = "caigou"
    assert bot.wiring
    main()
