"""Reads the body of a request that is not trusted yet: limited in bytes and in seconds."""

import asyncio
from collections import Counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

BODY_SECONDS = 15.0

Counts = Counter[tuple[str, str]]
"""How often each endpoint answered in each way: (endpoint, outcome)."""


class BodyRefused(Exception):
    """The body is refused; `status` is the HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status

    def response(self) -> Response:
        return Response(status_code=self.status)


async def body_of(request: Request, cap: int) -> bytes:
    """The whole body.

    Raises BodyRefused: 413 above `cap` bytes, 408 if it does not come, 400 if the client disconnects.
    """
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > cap:
        raise BodyRefused(413)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > cap:
                    raise BodyRefused(413)
                parts.append(part)
    except TimeoutError:
        raise BodyRefused(408) from None
    except ClientDisconnect:
        raise BodyRefused(400) from None
    return b"".join(parts)
