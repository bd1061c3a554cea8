"""Live events of the sandbox: the browser page receives them as server-sent events."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any


class Bus:
    """Publishes (kind, data) to every listener; a listener that falls far behind loses the oldest events."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str]] = set()

    def publish(self, kind: str, data: dict[str, Any]) -> None:
        line = f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(line)

    async def listen(self) -> AsyncGenerator[str, None]:
        """Server-sent event text, with a comment line at least every 15 s so that dead listeners are noticed."""
        queue: asyncio.Queue[str] = asyncio.Queue(maxsize=1000)
        self._listeners.add(queue)
        try:
            yield ": hello\n\n"
            while True:
                try:
                    async with asyncio.timeout(15):
                        line = await queue.get()
                except TimeoutError:
                    line = ": still here\n\n"
                yield line
        finally:
            self._listeners.discard(queue)
