"""Answers that arrive but are useless: cut, endless, compressed, misleading, or of another form than promised."""

import asyncio
import functools
import json
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

FLOOD_BYTES = 100 * 1024 * 1024
BOMB_BYTES = 64 * 1024 * 1024
ELSEWHERE = "http://elsewhere.invalid/openapi"
OTHER_ID = "3300000000000000001"
_CHUNK = 64 * 1024


class ConnectionCut(Exception):
    """Raised by an API's handler: the connection is cut, after the bytes in `last` were sent."""

    def __init__(self, last: bytes = b"") -> None:
        super().__init__("the line was cut")
        self.last = last


class _Cut(Response):
    """Half of an answer that announced its whole length."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: max(1, len(self.body) // 2)]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        raise ConnectionCut


def _cut(answer: Response) -> Response:
    return _Cut(bytes(answer.body) or b"{}", answer.status_code, media_type="application/json")


def _noise(_: Response) -> Response:
    raise ConnectionCut(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


def _drip(answer: Response) -> Response:
    """One space a second before the answer: no single wait is long, but all together are."""

    async def slowly() -> AsyncIterator[bytes]:
        for _ in range(600):
            yield b" "
            await asyncio.sleep(1)
        yield bytes(answer.body)

    return StreamingResponse(slowly(), answer.status_code, media_type="application/json")


def _flood(answer: Response) -> Response:
    async def much() -> AsyncIterator[bytes]:
        for _ in range(FLOOD_BYTES // _CHUNK):
            yield b" " * _CHUNK
        yield bytes(answer.body)

    return StreamingResponse(much(), answer.status_code, media_type="application/json")


@functools.cache
def _packed() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    chunks = [packer.compress(b" " * _CHUNK) for _ in range(BOMB_BYTES // _CHUNK)]
    return b"".join([*chunks, packer.flush()])


def _bomb(_: Response) -> Response:
    return Response(_packed(), media_type="application/json", headers={"Content-Encoding": "gzip"})


def _redirect(_: Response) -> Response:
    return Response(status_code=302, headers={"Location": ELSEWHERE})


def _of_json(change: Callable[[Any], Any]) -> Callable[[Response], Response]:
    def spoil(answer: Response) -> Response:
        told = change(json.loads(bytes(answer.body) or b"null"))
        return Response(json.dumps(told, ensure_ascii=False), answer.status_code, media_type="application/json")

    return spoil


def _swapped(value: Any) -> Any:
    """Every number as text, and every number in text as a number."""
    if isinstance(value, dict):
        return {key: _swapped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_swapped(each) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return int(value) if value.isdecimal() and value.isascii() else value
    return str(value)


def _not_numbers(value: Any) -> Any:
    """Every number becomes NaN."""
    if isinstance(value, dict):
        return {key: _not_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_not_numbers(each) for each in value]
    return float("nan") if isinstance(value, int | float) and not isinstance(value, bool) else value


def _empty(value: Any) -> Any:
    """The envelope with its success flag, and null for everything else that it carries."""
    if not isinstance(value, dict):
        return None
    return {key: None if isinstance(each, dict | list) else each for key, each in value.items()}


def _result(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Any], Any]:
    def spoil(value: Any) -> Any:
        inner = value.get("result") if isinstance(value, dict) else None
        return {**value, "result": change(inner)} if isinstance(inner, dict) else value

    return spoil


def _without_ids(result: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key not in ("orderId", "orderList", "orderIds")}


def _one_more(result: dict[str, Any]) -> dict[str, Any]:
    """A second order number beside the true one, as for a split order."""
    first = {"orderId": result.get("orderId"), "success": True}
    return {**_without_ids(result), "orderList": [first, {"orderId": OTHER_ID, "success": True}]}


def _part_failed(result: dict[str, Any]) -> dict[str, Any]:
    failed = {"offerId": "1", "specId": "", "errorCode": "500_003", "errorMessage": "库存不足"}
    return {**result, "failedOfferList": [failed]}


def _unsuccessful(value: Any) -> Any:
    """Says that it failed, but still names the order that it created."""
    if not isinstance(value, dict):
        return value
    inner = value.get("result")
    inner = {**inner, "success": False} if isinstance(inner, dict) else inner
    return {**value, "success": False, "result": inner, "errorMsg": "系统繁忙"}


SPOILERS: dict[str, Callable[[Response], Response]] = {
    "truncated": _cut,
    "noise": _noise,
    "drip": _drip,
    "flood": _flood,
    "bomb": _bomb,
    "redirect": _redirect,
    "swapped": _of_json(_swapped),
    "nan": _of_json(_not_numbers),
    "null": _of_json(_empty),
    "no_id": _of_json(_result(_without_ids)),
    "unsuccessful": _of_json(_unsuccessful),
    "several": _of_json(_result(_one_more)),
    "part_failed": _of_json(_result(_part_failed)),
}
"""Kinds of faults that spoil the answer after the effect, each with the function that does it."""
