"""Many callers who want nothing, in a process of their own: python -m tests.idle_callers PORT COUNT MANNER."""

import asyncio
import resource
import select
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

HOST = "127.0.0.1"
OPENINGS = {
    "silent": b"",
    "slow head": b"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "slow body": b"POST /1688 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200000\r\n\r\nmessage=" + b"x" * 10_000,
}
"""What each says at once, enough of a body for a proxy to hand it on; whoever is slow goes on by one byte at a time."""
ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def crowd(port: int, count: int, manner: str) -> AsyncIterator[None]:
    """The callers are there while the context is open."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.idle_callers", str(port), str(count), manner, cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"there\n"
        yield
    finally:
        process.stdin.close()
        await process.wait()


async def dribble_until_it_ends(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Go on byte by byte until the other side has gone."""
    gone = asyncio.create_task(reader.read())
    try:
        while not gone.done():
            writer.write(b"x")
            await asyncio.wait({gone}, timeout=0.01)
    finally:
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        writer.transport.abort()


def main(port: int, count: int, manner: str) -> None:
    """Come, say that all are there, and be slow."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    callers = [_come(port, OPENINGS[manner]) for _ in range(count)]
    sys.stdout.write("there\n")
    sys.stdout.flush()
    while not select.select([sys.stdin], [], [], 0.5)[0]:
        if manner != "silent":
            callers = [each for each in callers if _says(each, b"x")]


def _come(port: int, opening: bytes) -> socket.socket:
    caller = socket.create_connection((HOST, port), timeout=20)
    caller.setblocking(False)
    _says(caller, opening)
    return caller


def _says(caller: socket.socket, words: bytes) -> bool:
    """False where the other side has gone."""
    try:
        caller.send(words)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
