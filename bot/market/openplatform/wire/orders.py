"""Orders in 1688's form: its status words, amounts in yuan, and ids that do not fit a double."""

import logging
from datetime import datetime, timedelta

from bot.market.openplatform.wire.fields import (
    FormError,
    Json,
    exact_number,
    moment,
    names_no_variant,
    part,
    quantity,
    rows,
    text,
    whole,
    yuan,
)
from bot.purchasing.money import Fen
from bot.purchasing.order import OrderLine, OrderPage, OrderReport, OrderState, RefundState

log = logging.getLogger(__name__)

STATES = {
    "waitbuyerpay": OrderState.TO_PAY,
    "waitsellersend": OrderState.PAID,
    "waitlogisticstakein": OrderState.SHIPPED,
    "waitbuyerreceive": OrderState.SHIPPED,
    "waitbuyersign": OrderState.SHIPPED,
    "signinsuccess": OrderState.RECEIVED,
    "confirm_goods": OrderState.RECEIVED,
    "success": OrderState.FINISHED,
    "cancel": OrderState.CANCELLED,
    "terminated": OrderState.CANCELLED,
}
"""1688's words → our states; any other word is an unknown state."""

_LEFT_THE_SELLER = frozenset({2, 3, 5})
_MONEY_ARRIVED = frozenset({"2", "4", "6"})


def parse_detail(answer: Json) -> OrderReport | None:
    """Read get.buyerView; None if the answer holds no order."""
    trade = part(answer, "result")
    return parse_trade(trade) if trade else None


def parse_list(answer: Json) -> OrderPage:
    """Read getBuyerOrderList. Raises FormError if one order has an unknown form."""
    trades, total = _trades(answer)
    return OrderPage(tuple(parse_trade(trade) for trade in trades), total)


def parse_list_leniently(answer: Json) -> OrderPage:
    """Read getBuyerOrderList. Orders of an unknown form are logged and left out, except for their numbers."""
    trades, total = _trades(answer)
    read: list[OrderReport] = []
    left_out: list[str] = []
    for trade in trades:
        try:
            read.append(parse_trade(trade))
        except FormError as error:
            left_out.append(_number_of(part(trade, "baseInfo")))
            log.warning("order %s in the list was not understood: %s", left_out[-1] or "without a number", error)
    return OrderPage(tuple(read), total, tuple(left_out))


def parse_ids(answer: Json) -> tuple[str, ...]:
    """The numbers of the orders on a first page; nothing else is read."""
    trades, total = _trades(answer)
    if total and not trades:
        raise FormError("the list counts orders and shows none")
    return tuple(_order_id(part(trade, "baseInfo")) for trade in trades)


def _trades(answer: Json) -> tuple[list[Json], int]:
    """The orders of a list and the count over all pages. A list is empty only if the answer says so; else FormError."""
    found, total = answer.get("result"), whole(answer, "totalRecord")
    trades = rows(answer, "result")
    if not isinstance(found, list) and total != 0:
        raise FormError("result is no list")
    if (isinstance(found, list) and len(trades) != len(found)) or (not trades and total is None):
        raise FormError("result holds no orders and no count")
    return trades, len(trades) if total is None else total


def parse_trade(trade: Json) -> OrderReport:
    """Read one TradeInfo, from the detail or from the list."""
    base, items = part(trade, "baseInfo"), rows(trade, "productItems")
    word = text(base, "status")
    seller = part(base, "sellerContact")
    return OrderReport(
        order_id=_order_id(base),
        word=word,
        state=state_of(word, items),
        refund=refund_of(base, items),
        total=_needed(base, "totalAmount"),
        freight=yuan(base, "shippingFee") or Fen(0),
        refunded=yuan(base, "refund") or Fen(0),
        lines=tuple(_line(item) for item in items),
        out_order_id=text(base, "outOrderId"),
        seller=text(seller, "companyName", "shopName", "name"),
        seller_login=text(base, "sellerLoginId") or text(seller, "imInPlatform"),
        created_at=moment(base, "createTime"),
        modified_at=moment(base, "modifyTime"),
        paid_at=_paid_at(base, rows(trade, "tradeTerms")),
        pay_by=_pay_by(base, items),
        close_reason=text(base, "closeReason"),
        address=text(part(base, "receiverInfo"), "toArea"),
        company=text(seller, "companyName"),
    )


def _order_id(base: Json) -> str:
    order_id = _number_of(base)
    if not order_id:
        raise FormError("the order has no number")
    return order_id


def _number_of(base: Json) -> str:
    """The number of an order; empty if it has none."""
    # `id` is rounded if a tool on the way took it for a double; `idOfStr` comes as text or as a number.
    told = (base.get(name) for name in ("idOfStr", "id"))
    order_id = exact_number(next((said for said in told if said not in (None, "")), None))
    return order_id if order_id.strip("0") else ""


def _needed(base: Json, key: str) -> Fen:
    amount = yuan(base, key)
    if amount is None:
        raise FormError(f"{key} is missing")
    return amount


def state_of(word: str, items: list[Json]) -> OrderState | None:
    """The state that 1688's word means; a paid order of which some lines were sent is shipped in part."""
    state = STATES.get(word)
    if state is OrderState.PAID and any(whole(item, "logisticsStatus") in _LEFT_THE_SELLER for item in items):
        return OrderState.PART_SHIPPED
    return state


def refund_of(base: Json, items: list[Json]) -> RefundState:
    """The refund state, from the order's words (small letters) or else from its lines' (capitals)."""
    order = [text(base, "refundStatus"), text(base, "refundStatusForAs")]
    said = [word for word in order if word] or [text(item, "refundStatus") for item in items]
    states = {refund_word(word) for word in said}
    for state in (RefundState.ASKED, RefundState.DONE, RefundState.CLOSED):
        if state in states:
            return state
    return RefundState.NONE


def refund_word(word: str) -> RefundState:
    """The state of one refund word; an unknown word means a refund under way."""
    known = word.lower().replace("_", "")
    if not known:
        return RefundState.NONE
    if known == "refundsuccess":
        return RefundState.DONE
    return RefundState.CLOSED if known in ("refundclose", "refundclosed") else RefundState.ASKED


def _line(item: Json) -> OrderLine:
    # 1688 leaves the product out once it is offline; another order of the account must not make the list unreadable.
    spec_id = "" if names_no_variant(item, "skuID") else text(item, "specId")
    return OrderLine(
        text(item, "productID"), spec_id or None, quantity(item, "quantity"), _amount(item),
        text(item, "name"),
    )  # fmt: skip


def _amount(item: Json) -> Fen | None:
    """What a line costs; None also if it is no amount, since the order's own sums are what is paid by."""
    try:
        return yuan(item, "itemAmount")
    except FormError as error:
        log.warning("what a line of an order costs was not understood: %s", error)
        return None


def _paid_at(base: Json, terms: list[Json]) -> datetime | None:
    """When it was paid; None unless the order's pay time and its payment terms agree that it was."""
    first = moment(base, "payTime")
    return first if any(text(term, "payStatus") in _MONEY_ARRIVED for term in terms) else None


def _pay_by(base: Json, items: list[Json]) -> datetime | None:
    """By when it must be paid: creation plus the time allowed, else the lines' own end (until which stock is held)."""
    created, seconds = moment(base, "createTime"), whole(base, "payTimeout")
    if created is not None and seconds and 0 < seconds < 10**8:
        return created + timedelta(seconds=seconds)
    return min((end for end in (moment(item, "gmtPayExpireTime") for item in items) if end), default=None)
