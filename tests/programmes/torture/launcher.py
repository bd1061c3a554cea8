"""Starts bots quickly: the program is loaded once, and each life is a fork of it that runs `caigou run` unchanged.

One JSON object a line on stdin, `{"env", "log", "crash"}`; on stdout `{"started": pid}`, later `{"ended", "code"}`.
With `desk` the life is a desk without a chat (`desk_process`).
"""

import asyncio
import json
import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg  # noqa: F401 - loaded before the first life, so that each is quick
from sqlalchemy import Engine, event
from sqlalchemy.dialects.postgresql import asyncpg as _dialect  # noqa: F401 - as above
from sqlalchemy.engine.default import DefaultDialect

import bot.wiring.commands
import storage.engine.database  # noqa: F401 - as above
from bot import cli
from tests.programmes.torture import desk_process

ALARMS = 50
"""A second; each tells how late the loop is."""

Commit = Callable[[Any, Any], None]


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
            die_at_commit(crash["commit"], after=crash["after"], of=crash.get("of", ""))
        if order.get("pulse"):
            measure(order["pulse"])
        code = desk_process.serve(order["desk"], die_at_commit) if "desk" in order else cli.main(["run"])
    finally:
        os._exit(code)


def measure(path: str) -> None:
    """From now on a loop of this process writes once a second how late it was (ms) and how many tasks it has."""
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    class Measured(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self) -> asyncio.AbstractEventLoop:
            loop = super().new_event_loop()
            lags: list[float] = []

            def alarm(due: float) -> None:
                lags.append(round((loop.time() - due) * 1000, 3))
                if len(lags) >= ALARMS:
                    row = {"lags": lags, "tasks": len(asyncio.all_tasks(loop))}
                    os.write(out, json.dumps(row).encode() + b"\n")
                    lags.clear()
                loop.call_at(loop.time() + 1 / ALARMS, alarm, loop.time() + 1 / ALARMS)

            loop.call_soon(alarm, loop.time())
            return loop

    asyncio.set_event_loop_policy(Measured())


def die_at_commit(number: int, *, after: bool, of: str = "") -> None:
    """The process ends by SIGKILL right before its `number`-th commit reaches the database, or right after it did.

    With a table in `of`, only commits of what was written to it count.
    """
    count, written = 0, set[int]()

    def note(connection: Any, _: Any, statement: str, *__: Any) -> None:
        if re.match(rf"(INSERT INTO|UPDATE) {of}\b", statement):
            written.add(id(connection.connection))

    if of:
        event.listen(Engine, "before_cursor_execute", note)

    def dying(really: Commit) -> Commit:
        def commit(self: Any, connection: Any) -> None:
            nonlocal count
            counts = not of or id(connection) in written
            written.discard(id(connection))
            count += counts
            if counts and count == number and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            really(self, connection)
            if counts and count == number and after:
                os.kill(os.getpid(), signal.SIGKILL)

        return commit

    # The one way to stand at a commit from outside: every dialect that has a commit of its own.
    for dialect in _dialects(DefaultDialect):
        if "do_commit" in vars(dialect):
            dialect.do_commit = dying(vars(dialect)["do_commit"])


def _dialects(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _dialects(each)


if __name__ == "__main__":
    sys.argv[0] = "caigou"
    assert bot.wiring
    main()
