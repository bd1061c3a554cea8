"""`POST /1688`: push messages of 1688; a genuine one only tells which order to look at."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.market.openplatform.signing import MESSAGE, SIGNATURE, genuine
from bot.market.openplatform.wire.fields import FormError
from bot.market.openplatform.wire.pushes import parse_push
from bot.market.port import About, Push
from bot.web.request_body import BodyRefused, Counts, body_of

BODY_CAP = 256 * 1024
DOOR = "1688"
_MOST_FIELDS = 16

Take = Callable[[tuple[Push, ...]], Awaitable[int]]
"""Records push messages; returns how many of them were new."""

log = logging.getLogger(__name__)


class PushEndpoint:
    """Accepts messages that are signed with the app's secret."""

    def __init__(self, app_secret: str, take: Take, counts: Counts) -> None:
        self._secret, self._take, self._counts = app_secret, take, counts

    async def post(self, request: Request) -> Response:
        """200 accepted, also if we ignore it · 401 wrong signature · 400, 408, 413 no message · 503 try again."""
        try:
            message, seal = _fields(await body_of(request, BODY_CAP))
        except BodyRefused as unread:
            return self._answered(unread.status, "unreadable")
        if not self._secret or not genuine(self._secret, message, seal):
            return self._answered(401, "forged")
        try:
            push = parse_push(message)
        except FormError as error:
            log.warning("a genuine push message was not understood: %s", error)
            return self._answered(200, "not_understood")
        if push.about is About.OTHER:
            return self._answered(200, "other_topic")
        try:
            new = await self._take((push,))
        except Exception as error:  # whatever the reason: 1688 sends it again, or keeps it
            log.error("a push message was not recorded: %s", error)
            return self._answered(503, "failed")
        return self._answered(200, "taken" if new else "repeated")

    def _answered(self, status: int, outcome: str) -> Response:
        self._counts[DOOR, outcome] += 1
        return JSONResponse({"success": True}) if status == 200 else Response(status_code=status)


def _fields(body: bytes) -> tuple[str, str]:
    """The text and its signature, each present exactly once. Raises BodyRefused with 400 if not."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, encoding="utf-8", errors="strict"
        )
    except ValueError:
        raise BodyRefused(400) from None
    named = [(name, value) for name, value in pairs if name in (MESSAGE, SIGNATURE)]
    fields = dict(named)
    if len(named) != 2 or len(fields) != 2:
        raise BodyRefused(400)
    return fields[MESSAGE], fields[SIGNATURE]
