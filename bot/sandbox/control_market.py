"""The 1688 part of the control API: goods, orders and their changes, the market's switches, the ledger."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.control_pushes import push_switches
from bot.sandbox.openplatform.gateway import WRITES
from bot.sandbox.openplatform.lying import KINDS
from bot.sandbox.openplatform.tokens import PretendTokens
from bot.sandbox.shortlinks import DEAD_ENDS, PretendShortLinks
from bot.sandbox.world.deals import (
    FOR_CARRIAGE,
    FOR_COMPENSATION,
    FOR_PIECES,
    OPEN_REFUNDS,
    NotNow,
    PretendOrder,
    PretendRefund,
)
from bot.sandbox.world.goods import STATUSES, PretendOffer, PretendSeller, PretendWords
from bot.sandbox.world.money import fen
from bot.sandbox.world.orderbook import OrderBook, Shipped
from bot.sandbox.world.quoting import MarketRefused, Wish
from bot.sandbox.world.refunding import SYSTEM
from bot.sandbox.world.sellers import SELLERS
from bot.sandbox.world.showing import ledger_row, offer_row, order_row, parcel_rows, refund_rows
from bot.sandbox.world.world import LostAnswers, PaySwitch, PlannedLie, World

Handler = Callable[[Request], Awaitable[Any]]
CHOICES = {
    "repeat": ("second", "first", "refuse"),
    "one_click": ("paid", "cancelled", "unpaid"),
    "detail_total": ("paid", "first"),
    "after_sale_to_sub": ("nothing", "number"),
}
FLAGS = (
    "list_filter", "single_user", "echo", "list_echo", "address_texts", "split", "parcel_lines", "refuse_receipt",
    "no_picture_id", "nothing_alike",
)  # fmt: skip


class Unknown(Exception):
    """There is no such offer or order."""


def answering(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Turn what a handler returns or raises into the control API's JSON."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await handler(request))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        except Unknown as error:
            return JSONResponse({"error": str(error)}, 404)
        except (NotNow, MarketRefused) as error:
            return JSONResponse({"error": str(error)}, 409)

    return answer


class MarketControl:
    """What can be seen and changed in the simulated market."""

    def __init__(self, world: World, tokens: PretendTokens, links: PretendShortLinks) -> None:
        self._world = world
        self._tokens = tokens
        self._links = links

    def routes(self) -> list[Route]:
        table: tuple[tuple[str, Handler, str], ...] = (
            ("/sim/goods", self.goods, "GET"),
            ("/sim/goods/{offer_id}", self.change_offer, "POST"),
            ("/sim/orders", self.orders, "GET"),
            ("/sim/orders", self.buy, "POST"),
            ("/sim/orders/{order_id}/{move}", self.move, "POST"),
            ("/sim/market", self.market, "GET"),
            ("/sim/market", self.switch, "POST"),
            ("/sim/ledger", self.ledger, "GET"),
        )
        return [Route(path, answering(handler), methods=[method]) for path, handler, method in table]

    async def goods(self, _: Request) -> list[dict[str, Any]]:
        return [self._row(offer) for offer in self._world.offers.values()]

    async def change_offer(self, request: Request) -> dict[str, Any]:
        """Set price (yuan text), stock, status, freight or title of an offer, or whose it is (a shop's company).

        `ship_hours` is what its page promises.
        """
        text = request.path_params["offer_id"]
        offer = self._world.offers.get(int(text)) if text.isdecimal() else None
        if offer is None:
            raise Unknown(f"there is no offer {text}")
        body = await _body(request)
        price_fen = fen(body["price"]) if "price" in body else None
        status = body.get("status", offer.status)
        if status not in STATUSES:
            raise ValueError(f"status must be one of {', '.join(STATUSES)}")
        stock, freight_fen, hours = (_count(body, name) for name in ("stock", "freight_fen", "ship_hours"))
        seller, title = _seller(body.get("seller"), offer.seller), body.get("title", offer.title.zh)
        if not isinstance(title, str) or not title:
            raise ValueError("title must be text")
        offer.status, offer.seller = status, seller
        if title != offer.title.zh:
            offer.title = PretendWords(title, title, title)
        if price_fen is not None:
            offer.move_price(price_fen)
        if stock is not None:
            offer.set_stock(stock)
        if hours is not None:
            offer.ship_hours = hours
        if "freight_fen" in body:
            offer.freight_fen = freight_fen
        return self._row(offer)

    async def orders(self, _: Request) -> list[dict[str, Any]]:
        return [order_row(order) for order in self._world.newest_first()]

    async def buy(self, request: Request) -> dict[str, Any]:
        """Place an order as on the site to the default address, by any `account`, with a `reference` if one is said."""
        body = await _body(request)
        text, quantity = str(body.get("offer_id", "")), _count(body, "quantity")
        offer = self._world.offers.get(int(text)) if text.isdecimal() else None
        if offer is None:
            raise Unknown(f"there is no offer {text or '(none given)'}")
        if not quantity:
            raise ValueError("quantity must be a whole number above zero")
        spec_id = body.get("spec_id") or _first_spec(offer, quantity)
        account = _account(body) if "account" in body else ""
        wishes = [Wish(offer.offer_id, spec_id, quantity)]
        reference = body.get("reference")
        if reference is not None and not isinstance(reference, str):
            raise ValueError("reference must be text")
        placed = self._world.buy(wishes, self._world.home, "site", out_order_id=reference, account=account)
        ids = [str(order.order_id) for order in placed.orders]
        return {"id": ids[0], "ids": ids}

    async def move(self, request: Request) -> dict[str, Any]:
        """Change an order: pay, ship, close and so on."""
        order_id, move = request.path_params["order_id"], request.path_params["move"]
        order = self._world.order(order_id)
        if order is None:
            raise Unknown(f"there is no order {order_id}")
        self._apply(order, move, await _body(request))
        return order_row(order)

    def _apply(self, order: PretendOrder, move: str, body: dict[str, Any]) -> None:
        book = self._world.book
        match move:
            case "pay":
                book.pay(order)
            case "ship":
                book.ship(order, _parcels(body), _shipment(order, body), not _flag(body, "without_lines"))
            case "trace":
                book.trace(order, _remark(body))
            case "freeze":
                book.freeze(order)
            case "receive":
                book.receive(order)
            case "cancel":
                book.cancel(order)
            case "seller_cancel":
                book.seller_cancel(order)
            case "expire":
                book.expire(order)
            case "refund":
                _refund(book, order, body)
            case "refund_answer":
                _answer(book, order, body)
            case "reprice":
                book.reprice(order, _above_zero(body, "total_fen"))
            case _:
                raise Unknown(f"orders cannot {move}")

    async def market(self, _: Request) -> dict[str, Any]:
        switches = self._world.switches
        return {
            "repeat": switches.repeat,
            "list_filter": switches.list_filter,
            "denied": sorted(switches.denied),
            "commit_delay": switches.commit_delay,
            "one_click": switches.one_click,
            "single_user": switches.single_user,
            "detail_total": switches.detail_total,
            "address_texts": switches.address_texts,
            "echo": switches.echo,
            "list_echo": switches.list_echo,
            "parcel_lines": switches.parcel_lines,
            "refuse_receipt": switches.refuse_receipt,
            "no_picture_id": switches.no_picture_id,
            "nothing_alike": switches.nothing_alike,
            "pay_calls": switches.pay_calls,
            "pay": asdict(switches.pay),
            "account": switches.account,
            "modes": switches.modes,
            "strangers": switches.strangers,
            "split": switches.split,
            "fail": switches.fail,
            "coupon_fen": switches.coupon_fen,
            "refund_carriage": switches.refund_carriage,
            "lost_refund": asdict(switches.lost_refund),
            "refund_lag": switches.refund_lag,
            "after_sale_to_sub": switches.after_sale_to_sub,
            "lies": {kind: asdict(lie) for kind, lie in switches.lies.items() if lie.n},
            "told_lies": dict(self._world.told_lies),
            "clock_apart": self._world.clock.apart.total_seconds(),
            "push_url": self._world.pushes.url,
            "push": self._world.pushes.mode,
            "pushes_failed": len(self._world.pushes.failed),
            "dead_links": [f"https://qr.1688.com/s/{code}" for code in DEAD_ENDS],
        }

    async def switch(self, request: Request) -> dict[str, Any]:
        """Set the switches that are named; if any value is wrong, none is set.

        `lost_refund` is a number n, or `{"n", "how": "after"|"before"|"garbage"}`: the next n answers of createRefund
        are lost after it was done (so if it is a number), or before, or come as half a text after it was done. With
        `{"n", "how": "late", "seconds"}` no answer comes, and the refund is there that long after it was asked for.
        With `no_picture_id` a picture to search by gets no number; with `nothing_alike` one finds nothing.
        `refund_carriage` (fen, or null) is what comes back of the carriage whatever a refund asks for.
        `lies` is an object of kinds, each with a number n, or `{"n", "order"}`: the next n answers (about that order)
        that can are false in this way; `told_lies` counts those that were delivered. `refund_lag` are the seconds for
        which queries do not show a new refund; `clock_apart` is how far 1688's books are ahead of the world's clock.
        With `refresh_days` refresh tokens live so many days from now on, and the present ones at most so long.
        """
        body = await _body(request)
        changes = _switches(body)
        pushes = self._world.pushes
        apart = _seconds(body, "clock_apart", signed=True)
        pushes.url, pushes.mode = push_switches(body, pushes.url, pushes.mode)
        if apart is not None:
            self._world.clock.apart = timedelta(seconds=apart)
        for name, value in changes.items():
            setattr(self._world.switches, name, value)
        if (days := _count(body, "refresh_days")) is not None:
            self._tokens.refresh_lives(timedelta(days=days))
        if body.get("expire_token"):
            self._tokens.expire()
        code = {"code": self._tokens.new_code()} if body.get("code") else {}
        return {**await self.market(request), **code}

    async def ledger(self, _: Request) -> dict[str, Any]:
        orders, calls = self._world.book.orders.values(), dict(self._world.calls)
        return {
            "orders": [ledger_row(order) for order in orders],
            "parcels": [row for order in orders for row in parcel_rows(order)],
            "refunds": [row for order in orders for row in refund_rows(order)],
            "calls": calls,
            "writes": {name: calls[name] for name in WRITES & calls.keys()},
        }

    def _row(self, offer: PretendOffer) -> dict[str, Any]:
        return offer_row(offer, self._links.link(offer), self._links.ad_link(offer))


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of the request; empty if there is no body. Raises ValueError with a sentence."""
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
        json.dumps(body, ensure_ascii=False).encode()  # a lone surrogate is no text
    except (ValueError, RecursionError) as error:
        raise ValueError("the body must be JSON") from error
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")
    return body


def _seller(named: object, now: PretendSeller) -> PretendSeller:
    """The shop of that company; the offer's present one if none is named."""
    found = [each for each in SELLERS.values() if named == each.company.zh]
    if named is not None and not found:
        raise ValueError("seller must be the company of a shop")
    return found[0] if found else now


def _count(body: dict[str, Any], name: str) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} must be a whole number, not negative")
    return value


def _above_zero(body: dict[str, Any], name: str) -> int:
    value = _count(body, name)
    if not value:
        raise ValueError(f"{name} must be a whole number above zero")
    return value


def _parcels(body: dict[str, Any]) -> int:
    parcels = body.get("parcels", 1)
    if parcels not in (1, 2) or isinstance(parcels, bool):
        raise ValueError("parcels must be 1 or 2")
    return int(parcels)


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false")
    return value


def _shipment(order: PretendOrder, body: dict[str, Any]) -> list[Shipped] | None:
    """The lines `[entry, pieces]` of a shipment, with a third number if 1688 says another one; None for all.

    1688 says no more pieces than were ordered, unless that is told.
    """
    told = body.get("lines")
    if told is None:
        return None
    named = {str(line.sub_id): line for line in order.lines}
    found = []
    for each in told if isinstance(told, list) and told else [told]:
        if not isinstance(each, list) or len(each) not in (2, 3) or str(each[0]) not in named:
            raise ValueError("lines must be a list of [entry, pieces] of this order")
        line, counts = named[str(each[0])], each[1:]
        if not all(type(count) is int and count >= 0 for count in counts):
            raise ValueError("pieces must be whole numbers, not negative")
        found.append(Shipped(line, counts[0], counts[1] if len(counts) == 2 else min(counts[0], line.quantity)))
    return found


def _remark(body: dict[str, Any]) -> str | None:
    remark = body.get("remark")
    if remark is not None and not isinstance(remark, str):
        raise ValueError("remark must be text")
    return remark


def _refund(book: OrderBook, order: PretendOrder, body: dict[str, Any]) -> None:
    """What people do on the site: ask for a refund, refuse it, take it back, and so on to its end; by `stage`.

    It is asked for one line (`entry`) or for all, for so many `pieces` of each or for all, and its `purpose` is these
    pieces, the carriage or compensation. Later stages are of the `refund` with this number, or of the first that runs.
    """
    fen_back = _above_zero(body, "fen") if "fen" in body else None
    goods_back, bill_no, company = (
        body.get("goods_back", False),
        body.get("bill_no", "YT1"),
        body.get("company", "其他"),
    )
    if not isinstance(goods_back, bool):
        raise ValueError("goods_back must be true or false")
    if not all(isinstance(text, str) and text for text in (bill_no, company)):
        raise ValueError("bill_no and company must be text")
    entry, refunds = _entry(order, body), book.refunds
    pieces = _above_zero(body, "pieces") if "pieces" in body else None
    purpose = body.get("purpose", FOR_PIECES)
    if purpose not in (FOR_PIECES, FOR_CARRIAGE, FOR_COMPENSATION):
        raise ValueError("purpose must be pieces, carriage or compensation")
    asking = partial(refunds.ask_on_site, order, fen_back, goods_back, entry, pieces=pieces, purpose=purpose)
    match body.get("stage", "done"):
        case "ask":
            asking()
        case "done" if _runs(order, body) and not goods_back:
            refunds.pay(order, _running(order, body), fen_back)
        case "done":
            refunds.pay(order, asking())
        case "refuse":
            refunds.refuse(order, _running(order, body), _reason(body))
        case "withdraw":
            refunds.close(order, _running(order, body))
        case "agree":
            refund = _running(order, body)
            if not refund.goods_back or refund.status != "waitselleragree":
                raise NotNow("no return of this order is waitselleragree")
            refunds.agree(order, refund)
        case "send":
            refunds.send_back(order, _running(order, body), company, bill_no)
        case _:
            raise ValueError("stage must be ask, refuse, withdraw, agree, send or done")


def _answer(book: OrderBook, order: PretendOrder, body: dict[str, Any]) -> None:
    """What the seller answers: one of `agree`, `refuse`, `change` and `close` is true.

    An agreement pays what is asked for (or `fen`), or wants the goods back first; a change makes the sum `fen`; it is
    closed by 1688's people, whom the seller called.
    """
    chosen = [name for name in ("agree", "refuse", "change", "close") if _flag(body, name)]
    if len(chosen) != 1:
        raise ValueError("one of agree, refuse, change and close must be true")
    fen_back = _above_zero(body, "fen") if "fen" in body or chosen == ["change"] else None
    reason, refund = _reason(body), _running(order, body)
    match chosen[0]:
        case "agree":
            book.refunds.agree(order, refund, fen_back)
        case "refuse":
            book.refunds.refuse(order, refund, reason)
        case "close":
            book.refunds.close(order, refund, "CRM_REFUND_CLOSE", SYSTEM)
        case _:
            book.refunds.change(order, refund, fen_back or refund.asked_fen)


def _reason(body: dict[str, Any]) -> str:
    reason = body.get("reason", "商家不同意退款")
    if not isinstance(reason, str) or not reason:
        raise ValueError("reason must be text")
    return reason


def _entry(order: PretendOrder, body: dict[str, Any]) -> int | None:
    """The line of the order that is named."""
    named = body.get("entry")
    if named is None:
        return None
    found = [line.sub_id for line in order.lines if str(line.sub_id) == str(named)]
    if not found:
        raise ValueError("entry must be a line of this order")
    return found[0]


def _runs(order: PretendOrder, body: dict[str, Any]) -> list[PretendRefund]:
    """The refunds that run: that with the number that is named, those of the line that is named, or all."""
    entry, named = _entry(order, body), body.get("refund")
    running = [each for each in order.refunds if each.status in OPEN_REFUNDS]
    return [each for each in running if named in (None, each.refund_id) and (entry is None or entry in each.pieces)]


def _running(order: PretendOrder, body: dict[str, Any]) -> PretendRefund:
    """The first of them. Raises NotNow."""
    running = _runs(order, body)
    if not running:
        raise NotNow("no such refund is open on this order")
    return running[0]


def _first_spec(offer: PretendOffer, quantity: int) -> str | None:
    """The first variant with enough stock, as a person on the site would choose."""
    named = offer.skus if offer.variants else []
    return next((sku.spec_id for sku in named if sku.stock >= quantity), None)


def _texts(body: dict[str, Any], name: str, of_what: str) -> list[str]:
    found = body[name]
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ValueError(f"{name} must be a list of {of_what}")
    return found


def _account(body: dict[str, Any]) -> str:
    """The login of an account, or of one of its sub-accounts."""
    named = body["account"]
    if not isinstance(named, str) or not re.fullmatch(r"\w+(:\w+)?", named):
        raise ValueError("account must be main or main:sub")
    return named


def _pay(told: object) -> PaySwitch:
    """How links end from now on; what is not named is as at first."""
    flags, known = ("no_link", "bracketed"), ("leave_out", "form", "no_link", "bracketed")
    if not isinstance(told, dict) or set(told) - set(known):
        raise ValueError(f"pay must be an object of {', '.join(known)}")
    if not all(isinstance(told.get(name, False), bool) for name in flags):
        raise ValueError("no_link and bracketed must be true or false")
    if told.get("form", "results") not in ("results", "flat"):
        raise ValueError("form must be results or flat")
    leave_out = _texts({"leave_out": [], **told}, "leave_out", "order numbers")
    return PaySwitch(**{**told, "leave_out": tuple(leave_out)})


LOST = ("after", "before", "garbage", "late")
"""How answers can be lost."""


def _lost(told: object) -> LostAnswers:
    """How many answers are lost, and in which way."""
    asked: dict[str, Any] = told if isinstance(told, dict) else {"n": told}
    known = set(asked) <= {"n", "how", "seconds"} and asked.get("how", "after") in LOST
    if not known or type(asked.get("n")) is not int or asked["n"] < 0:
        raise ValueError(
            f'lost_refund must be a number, or {{"n", "how", "seconds"}} with how one of {", ".join(LOST)}'
        )
    seconds = asked.get("seconds", 0.0)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or seconds < 0:
        raise ValueError("the seconds of lost_refund must not be negative")
    return LostAnswers(**asked)


def _lies(told: object) -> dict[str, PlannedLie]:
    """The lies that are told next, by their kinds."""
    if not isinstance(told, dict) or not set(told) <= set(KINDS):
        raise ValueError(f"lies must be an object of {', '.join(KINDS)}")
    planned: dict[str, PlannedLie] = {}
    for kind, value in told.items():
        asked = value if isinstance(value, dict) else {"n": value}
        count, order = asked.get("n"), asked.get("order", "")
        if not set(asked) <= {"n", "order"} or type(count) is not int or count < 0 or not isinstance(order, str):
            raise ValueError('each of the lies must be a number, or {"n", "order"}')
        planned[kind] = PlannedLie(count, order)
    return planned


def _seconds(body: dict[str, Any], name: str, signed: bool = False) -> float | None:
    """So many seconds; below zero only if they are `signed`."""
    if name not in body:
        return None
    value = body[name]
    if not isinstance(value, int | float) or isinstance(value, bool) or (value < 0 and not signed):
        raise ValueError(f"{name} must be seconds{'' if signed else ', not negative'}")
    return float(value)


def _switches(body: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, choices in CHOICES.items():
        if name in body:
            if body[name] not in choices:
                raise ValueError(f"{name} must be one of {', '.join(choices)}")
            changes[name] = body[name]
    for name in FLAGS:
        if name in body:
            if not isinstance(body[name], bool):
                raise ValueError(f"{name} must be true or false")
            changes[name] = body[name]
    if "denied" in body:
        changes["denied"] = set(_texts(body, "denied", "call names"))
    if "pay_calls" in body:
        changes["pay_calls"] = None if body["pay_calls"] is None else _texts(body, "pay_calls", "call names")
    if "pay" in body:
        changes["pay"] = _pay(body["pay"])
    if "account" in body:
        changes["account"] = _account(body)
    if "modes" in body:
        changes["modes"] = _texts(body, "modes", "trade modes")
    if "strangers" in body:
        changes["strangers"] = _texts(body, "strangers", "sellers")
    if "fail" in body:
        fail = body["fail"]
        if not isinstance(fail, dict) or not all(isinstance(code, str) and code for code in fail.values()):
            raise ValueError("fail must be codes by the ids of offers")
        changes["fail"] = fail
    if "refund_carriage" in body:
        changes["refund_carriage"] = _count(body, "refund_carriage")
    if "lost_refund" in body:
        changes["lost_refund"] = _lost(body["lost_refund"])
    if "lies" in body:
        changes["lies"] = _lies(body["lies"])
    if (lag := _seconds(body, "refund_lag")) is not None:
        changes["refund_lag"] = lag
    if (coupon := _count(body, "coupon_fen")) is not None:
        changes["coupon_fen"] = coupon
    if (delay := _seconds(body, "commit_delay")) is not None:
        changes["commit_delay"] = delay
    return changes
