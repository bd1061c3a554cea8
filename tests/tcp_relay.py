"""A wire between a client and a server of this machine, that can be late, be cut, and lead elsewhere."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

HOST = "127.0.0.1"
PIECE = 1 << 16


class Relay:
    """Hands on what passes in both ways; what the server says comes `late` seconds after it was said, as it is now."""

    def __init__(self, target: int, late: float = 0.0) -> None:
        self._target, self.late = target, late
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["Relay"]:
        """Listen while the context is open, on a port of its own."""
        server = await asyncio.start_server(self._met, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await self.cut()

    async def cut(self) -> None:
        """Every connection ends, and what was under way never arrives."""
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def turn(self, target: int) -> None:
        """From now on it leads to this port."""
        self._target = target
        await self.cut()

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._carry(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            try:
                theirs, there = await asyncio.open_connection(HOST, self._target)
                try:
                    ways = [asyncio.create_task(_on(reader, there)), asyncio.create_task(self._back(theirs, writer))]
                    try:
                        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        for way in ways:
                            way.cancel()
                        await asyncio.gather(*ways, return_exceptions=True)
                finally:
                    there.transport.abort()
            finally:
                writer.transport.abort()

    async def _back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """What the server says, each piece as late as every other."""
        loop = asyncio.get_running_loop()
        said: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        hearing = asyncio.create_task(_heard(reader, said))
        try:
            while True:
                at, piece = await said.get()
                await asyncio.sleep(max(0.0, at + self.late - loop.time()))
                if not piece:
                    return
                writer.write(piece)
                await writer.drain()
        finally:
            hearing.cancel()


async def _heard(reader: asyncio.StreamReader, said: asyncio.Queue[tuple[float, bytes]]) -> None:
    loop = asyncio.get_running_loop()
    piece = b"-"
    while piece:
        piece = await reader.read(PIECE)
        said.put_nowait((loop.time(), piece))


async def _on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
