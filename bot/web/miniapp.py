"""`/app`: the Mini App's page and what it asks; a face of the desk like the chat, and it can do no more."""

import asyncio
import gzip
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.cards import answers
from bot.cards import miniapp as cards
from bot.cards.blocks.writer import NEEDS_YOU
from bot.cards.requests.line_page import line_page
from bot.cards.texts.catalogue import say
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.desk.ledger.requests import Conflict
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.market.errors import MarketError
from bot.purchasing.arrivals import COUNTED, Tally
from bot.purchasing.person import Act, Person
from bot.purchasing.text import known_language
from bot.web import listening
from bot.web.launch_data import Forged, opener
from bot.web.request_body import BodyRefused, Counts, body_of

SESSION_HEADER = "X-Caigou-Session"
DOOR = "app"
ROWS = 25
"""How many purchases a page of the table holds."""
MANY_ROWS = 100
"""The same while the page reads all of them, to search and sort."""
BODY_CAP = 16 * 1024
EDITS_CAP = 1024 * 1024
"""The largest body of changes: a sheet may have 5,000 lines, and somebody may change all of them."""
_MOST_CELLS, _MOST_DIGITS, _HIGHEST = 500, 9, 2**31 - 1
_KEY = re.compile("[0-9A-Za-z-]{8,64}", re.ASCII)
_WORTH_PACKING = 8 * 1024
_PAGE = Path(__file__).parent / "page"
_KINDS = {".css": "text/css", ".js": "text/javascript"}
_OFFICIAL_SCRIPT = "https://telegram.org/js/telegram-web-app.js"
_NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class _Whole(Convertor[int]):
    """A whole number in a path; one of so many digits that Python refuses to read it is no page of ours."""

    regex = "[0-9]{1,19}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("whole", _Whole())

Answer = Callable[[Request, Person], Awaitable[Any]]
"""What a call answers, as JSON can hold it or as a dataclass."""
InTime = Callable[[int], bool]
"""Whether a person keeps to the pace that presses have."""


@dataclass(frozen=True)
class Surroundings:
    """Whose script the page loads, and whose pages may frame it."""

    script: str = _OFFICIAL_SCRIPT
    parents: str = "https://web.telegram.org"

    def headers(self) -> dict[str, str]:
        rules = (
            "default-src 'none'", f"script-src 'self' {self.script}", "style-src 'self'", "connect-src 'self'",
            f"frame-ancestors {self.parents}", "base-uri 'none'", "form-action 'none'",
        )  # fmt: skip
        return {
            "Content-Security-Policy": "; ".join(rules),
            "Cache-Control": "no-cache",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }


class MiniApp:
    """The page's files, its session, and its calls; `token` is the bot's, by which Telegram signs launches."""

    def __init__(
        self, desk: Desk, clock: Clock, token: str, around: Surroundings, in_time: InTime, counts: Counts
    ) -> None:
        self._desk, self._clock, self._token, self._around = desk, clock, token, around
        self._in_time, self._counts = in_time, counts
        self._files = {path.name: path.read_bytes() for path in _PAGE.iterdir() if path.suffix in _KINDS}
        html = (_PAGE / "index.html").read_text(encoding="utf-8")
        self._html = html.replace(_OFFICIAL_SCRIPT, around.script)

    def routes(self) -> list[Route]:
        count = f"{listening.APP}/count/{{order}}"
        draft, basket = f"{listening.APP}/drafts/{{number:whole}}", f"{listening.APP}/baskets/{{number:whole}}"
        return [
            Route(listening.APP, self._page, methods=["GET"]),
            Route(f"{listening.APP}/session", self._open, methods=["POST"]),
            Route(f"{listening.APP}/orders", self._answering(self._orders), methods=["GET"]),
            Route(f"{listening.APP}/orders/{{number:whole}}", self._answering(self._order), methods=["GET"]),
            Route(count, self._answering(self._to_count), methods=["GET"]),
            Route(count, self._answering(self._count), methods=["POST"]),
            Route(draft, self._answering(self._grid), methods=["GET"]),
            Route(draft, self._answering(self._put), methods=["POST"]),
            Route(f"{draft}/done", self._answering(self._done), methods=["POST"]),
            Route(basket, self._answering(self._all_lines), methods=["GET"]),
            Route(basket, self._answering(self._change), methods=["POST"]),
            Route(f"{basket}/lines/{{place:whole}}", self._answering(self._line), methods=["GET"]),
            Route(f"{listening.APP}/{{name}}", self._file, methods=["GET"]),
        ]

    async def _page(self, _: Request) -> Response:
        return Response(self._html, media_type="text/html", headers=self._around.headers())

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._files:
            return Response(status_code=404)
        return Response(self._files[name], media_type=_KINDS[Path(name).suffix], headers=self._around.headers())

    async def _open(self, request: Request) -> Response:
        """200 with a session · 401 not signed for us, not lately, or a stranger · 400, 408, 413 unreadable."""
        try:
            launch = (await body_of(request, BODY_CAP)).decode("utf-8", "replace")
            by = opener(launch, self._token, self._clock.now())
        except BodyRefused as unread:
            return self._counted(unread.response(), "unreadable")
        except Forged:
            return self._counted(_refused(say(_language(request), "app-no-session"), 401), "forged")
        try:
            session = await self._desk.app_sessions.open(by)
        except Refusal as refusal:
            return self._counted(_refused(self._why(refusal, by), 401), "stranger")
        dry_run = say(by.language, "dry-run") if self._desk.orders_nothing else ""
        answer = {"session": session, "language": by.language, "words": cards.words(by.language), "dry_run": dry_run}
        return self._counted(JSONResponse(answer, headers=_NO_STORE), "opened")

    def _counted(self, response: Response, outcome: str) -> Response:
        self._counts[DOOR, outcome] += 1
        return response

    def _answering(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Ask who it is, then answer; a refusal is one text in the reader's language.

        401 no session · 429 too fast · 409 the desk refuses · 503 1688 does · 400, 408, 413 unreadable.
        """

        async def handler(request: Request) -> Response:
            given = request.headers.getlist(SESSION_HEADER)
            by = await self._desk.app_sessions.person(given[0]) if len(given) == 1 else None
            if by is None:
                return _refused(say(_language(request), "app-no-session"), 401)
            if not self._in_time(by.id):
                return _refused(cards.as_text(answers.sentence(by.language, "too-much-pressed", NEEDS_YOU)), 429)
            try:
                return await _answered(request, await answer(request, by))
            except BodyRefused as unread:
                return unread.response()
            except Refusal as refusal:
                stale = refusal.key == RefusalReason.STALE
                return _refused(say(by.language, "app-stale") if stale else self._why(refusal, by), 409, refusal.key)
            except Conflict:  # another process was faster
                return _refused(say(by.language, "app-stale"), 409)
            except MarketError as error:
                return _refused(cards.as_text(answers.market_error(error, by.language)), 503)

        return handler

    def _why(self, refusal: Refusal, by: Person) -> str:
        return cards.as_text(answers.refusal(refusal.why, by.language, self._clock.now()))

    async def _orders(self, request: Request, by: Person) -> Any:
        query = request.query_params
        page = query.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        rows = MANY_ROWS if "many" in query else ROWS
        orders = await self._desk.orders.page(by, query.get("filter", "open"), number, per_page=rows)
        self._desk.wording.read_by(by.language, (each.request for each in orders.purchases))
        return cards.order_table(orders, by, self._clock.now())

    async def _order(self, request: Request, by: Person) -> Any:
        details = await self._desk.orders.details(by, str(request.path_params["number"]))
        self._desk.wording.read_by(by.language, (details.purchase.request,))
        bought, lines = details.purchase.request, cards.order_lines(details, by, self._clock.now())
        several = bought.several or bought.part_of is not None
        return {"lines": lines, "several": several, "whole": bought.part_of or bought.id}

    async def _to_count(self, request: Request, by: Person) -> Any:
        return cards.count_page(await self._desk.counting.show(by, request.path_params["order"]), by)

    async def _count(self, request: Request, by: Person) -> Any:
        """Count what the page says, once however often it sends it: it carries a key that the page made."""
        said = _object(await body_of(request, EDITS_CAP))
        key, parcel, lines, seen = said.get("key"), said.get("parcel"), said.get("lines"), said.get("seen")
        if not (isinstance(key, str) and _KEY.fullmatch(key) and isinstance(parcel, str) and isinstance(seen, int)):
            raise BodyRefused(400)
        if not isinstance(lines, dict) or not 0 < len(lines) <= _MOST_CELLS or not all(map(_is_tally, lines.values())):
            raise BodyRefused(400)
        counted, surplus = {entry: Tally(*pieces) for entry, pieces in lines.items()}, said.get("surplus") is True
        order, mark = request.path_params["order"], f"app.{key}"
        await self._desk.counting.count(Act(by), order, counted, mark, seen=seen, parcel=parcel, surplus=surplus)
        return await self._to_count(request, by)

    async def _grid(self, request: Request, by: Person) -> Any:
        await self._desk.drafting.draft(by, _number(request))
        return await self._step(request, by)

    async def _put(self, request: Request, by: Person) -> Any:
        """Set the pieces of each variant."""
        cells = _object(await body_of(request, BODY_CAP))
        if not 0 < len(cells) <= _MOST_CELLS or not all(map(_is_number, cells.values())):
            raise BodyRefused(400)
        await self._desk.collecting.put(by, _number(request), cells)
        return await self._step(request, by)

    async def _done(self, request: Request, by: Person) -> Any:
        await self._desk.collecting.done(Act(by), _number(request))
        return await self._step(request, by)

    async def _all_lines(self, request: Request, by: Person) -> Any:
        page = await self._desk.line_pages.seen(by, _number(request))
        return await asyncio.to_thread(line_page, page, by, self._clock.now())

    async def _change(self, request: Request, by: Person) -> Any:
        """Change the pieces of lines by their places, and the address, of the version that the page shows."""
        edits = _object(await body_of(request, EDITS_CAP))
        version, lines, address = edits.get("version"), edits.get("lines"), edits.get("address")
        if not _is_number(version) or not isinstance(lines, dict) or not isinstance(address, str | None):
            raise BodyRefused(400)
        for place, pieces in lines.items():
            if not (place.isascii() and place.isdigit() and len(place) <= _MOST_DIGITS):
                raise BodyRefused(400)
            if not isinstance(pieces, dict) or not all(map(_is_number, pieces.values())):
                raise BodyRefused(400)
        changes = {int(place): pieces for place, pieces in lines.items()}
        await self._desk.line_pages.change(by, _number(request), version, changes, address)
        return await self._all_lines(request, by)

    async def _line(self, request: Request, by: Person) -> Any:
        number, place = _number(request), int(min(request.path_params["place"], _HIGHEST))
        _, line = await self._desk.line_pages.line(by, number, place)
        return cards.line_grid(number, line, by)

    async def _step(self, request: Request, by: Person) -> Any:
        step = await self._desk.drafting.step(_number(request), by.language)
        return cards.grid(step, by, self._clock.now())


def _number(request: Request) -> int:
    """The request that the address names; none of ours is larger than the database can hold."""
    return int(min(request.path_params["number"], _HIGHEST))


def _object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body. Raises BodyRefused."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise BodyRefused(400) from None
    if not isinstance(value, dict):
        raise BodyRefused(400)
    return value


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_tally(value: Any) -> bool:
    """Whether it is how many pieces are good, damaged and something else."""
    whole = isinstance(value, list) and len(value) == len(COUNTED)
    return whole and all(_is_number(each) and 0 <= each <= _HIGHEST for each in value)


async def _answered(request: Request, answer: Any) -> Response:
    """The answer as JSON, written in a thread: the lines of a long sheet take some time, and are sent packed."""

    def written() -> tuple[bytes, dict[str, str]]:
        text = json.dumps(answer, default=vars, ensure_ascii=False, separators=(",", ":")).encode()
        if len(text) < _WORTH_PACKING or "gzip" not in request.headers.get("accept-encoding", ""):
            return text, {}
        return gzip.compress(text, 5), {"Content-Encoding": "gzip"}

    body, packed = await asyncio.to_thread(written)
    return Response(body, media_type="application/json", headers=_NO_STORE | {"Vary": "Accept-Encoding"} | packed)


def _refused(sentence: str, status: int, why: str = "") -> Response:
    return JSONResponse({"error": sentence, "why": why}, status, headers=_NO_STORE)


def _language(request: Request) -> str:
    """The language that the reader's program prefers, while nobody knows who it is."""
    return known_language(request.headers.get("accept-language", "en").split(",")[0])
