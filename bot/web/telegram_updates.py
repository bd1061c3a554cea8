"""`POST /telegram`: updates from Telegram by webhook; answers 200 only after they are recorded."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.web.request_body import BodyRefused, Counts, body_of

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
BODY_CAP = 1024 * 1024
DOOR = "telegram"
_LARGEST_ID = 2**63 - 1

Accept = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]

log = logging.getLogger(__name__)


class Updates:
    """Accepts updates that carry the secret; `failing` while updates cannot be recorded."""

    def __init__(self, secret: str, accept: Accept, counts: Counts) -> None:
        self._secret, self._accept, self._counts = secret.encode(), accept, counts
        self.failing = False

    async def post(self, request: Request) -> Response:
        """200 recorded · 401 no or wrong secret · 400, 408, 413 no update · 503 not recorded, try again."""
        if not self._knows_the_secret(request):
            return self._answered(401)
        try:
            update = _update(await body_of(request, BODY_CAP))
        except BodyRefused as unread:
            return self._answered(unread.status)
        try:
            await self._accept((update,))
        except Exception as error:  # whatever the reason: Telegram must send it again
            self.failing = True
            log.error("an update was not recorded, Telegram is asked to repeat it: %s", error)
            return self._answered(503)
        self.failing = False
        return self._answered(200)

    def _knows_the_secret(self, request: Request) -> bool:
        given = request.headers.getlist(SECRET_HEADER)
        known = hmac.compare_digest(given[0].encode("latin-1", "replace") if given else b"", self._secret)
        return known and len(given) == 1 and bool(self._secret)

    def _answered(self, status: int) -> Response:
        self._counts[DOOR, _OUTCOMES[status]] += 1
        return Response(status_code=status)


_OUTCOMES = {200: "taken", 401: "forged", 400: "unreadable", 408: "unreadable", 413: "unreadable", 503: "failed"}


def _update(body: bytes) -> dict[str, Any]:
    """The update in the body. Raises BodyRefused with 400 if there is none with an id."""
    try:
        update = json.loads(body)
        # A lone surrogate can be written in JSON, but no database stores it.
        json.dumps(update, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BodyRefused(400) from None
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= _LARGEST_ID:
        raise BodyRefused(400)
    return dict(update)
