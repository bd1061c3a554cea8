"""Has each picture read by a process of its own, one at a time, so that nothing in a file reaches the bot itself.

A picture of some kilobytes may unpack to gigabytes, and the libraries that read one are written in
C. So the process has 640 MiB of addresses, 10 s of work in 15 s, no file to write and nothing of
the bot's environment; the file goes in by stdin, one line of JSON comes out, and what is no such
line is a failure. It opens JPEG, PNG and WebP alone, whatever the file is called, and none of more
than 64 million pixels. A thread of the bot's own process was rejected, because a crash of a library
would end it; so was a service on the net, because labels hold names and addresses, and HEIC,
because Telegram turns a photo into JPEG by itself.
"""

import asyncio
import base64
from asyncio import StreamReader
from typing import Any

from bot.child_process import MODULE, answer_of
from bot.pictures.contents import MOST_OF_A_JPEG, PictureFault

_CHILD = (*MODULE, "bot.pictures.child")
_LONGEST_ANSWER, _LONGEST_JPEG = 256 * 1024, 2 * MOST_OF_A_JPEG
_SECONDS = 15


class PictureReader:
    """Has pictures read, each for one task that the child knows by its name."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds, self._free = seconds, asyncio.Semaphore(1)

    async def codes(self, data: bytes) -> tuple[str, ...] | PictureFault:
        """The texts of the bar codes in a picture, or the one reason why it is not read."""
        async with self._free:
            return await answer_of((*_CHILD, "codes"), data, _texts, PictureFault, _LONGEST_ANSWER, self._seconds)

    async def jpeg(self, data: bytes) -> bytes | PictureFault:
        """The same picture as a JPEG below 1 MB that says nothing but its pixels, or why it cannot be made one."""
        async with self._free:
            made = await answer_of((*_CHILD, "jpeg"), data, _texts, PictureFault, _LONGEST_JPEG, self._seconds)
        return made if isinstance(made, PictureFault) else base64.b64decode(made[0])

    async def searchable(self, data: bytes) -> tuple[bytes, tuple[str, ...]] | PictureFault:
        """The same as a JPEG of about 100 KB at most, fit for a search at 1688, and the texts of its bar codes."""
        async with self._free:
            made = await answer_of((*_CHILD, "searchable"), data, _texts, PictureFault, _LONGEST_JPEG, self._seconds)
        return made if isinstance(made, PictureFault) else (base64.b64decode(made[0]), made[1:])


async def _texts(head: dict[str, Any], _: StreamReader) -> tuple[str, ...]:
    return tuple(map(str, head["found"]))
