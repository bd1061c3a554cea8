"""Orders in 1688's form, with parcels and ways to pay: words, amounts, ids that do not fit a double."""

import logging
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.market.openplatform import calls
from bot.market.openplatform.wire.envelopes import MESSAGES, layers
from bot.market.openplatform.wire.fields import (
    FormError,
    Json,
    exact_number,
    fen,
    moment,
    names_no_variant,
    number,
    numbers,
    part,
    quantity,
    rows,
    text,
    whole,
    write_json,
    yuan,
)
from bot.market.openplatform.wire.refunds import refund_word
from bot.purchasing.money import Fen
from bot.purchasing.order_report import (
    LineState,
    OrderLine,
    OrderPage,
    OrderReport,
    OrderState,
    Parcel,
    ParcelLine,
    PayDeadline,
    PayLink,
    PayWay,
    RefundState,
    SharedLink,
    TraceStep,
    is_same_number,
)

log = logging.getLogger(__name__)

UNPAID = "waitbuyerpay"
STATES = {
    UNPAID: OrderState.TO_PAY,
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
    word, total = text(base, "status"), yuan(base, "totalAmount")
    if total is None:
        raise FormError("totalAmount is missing")
    # It is paid only if the order's pay time and its payment terms agree that it is.
    paid = any(text(term, "payStatus") in _MONEY_ARRIVED for term in rows(trade, "tradeTerms"))
    seller = part(base, "sellerContact")
    return OrderReport(
        order_id=_order_id(base),
        word=word,
        state=state_of(word, items),
        refund=refund_of(base, items),
        total=total,
        freight=yuan(base, "shippingFee") or Fen(0),
        refunded=yuan(base, "refund") or Fen(0),
        lines=tuple(_line(item) for item in items),
        out_order_id=text(base, "outOrderId"),
        seller=text(seller, "companyName", "shopName", "name"),
        seller_login=text(base, "sellerLoginId") or text(seller, "imInPlatform"),
        created_at=moment(base, "createTime"),
        modified_at=moment(base, "modifyTime"),
        paid_at=moment(base, "payTime") if paid else None,
        pay_by=_pay_by(base, items),
        close_reason=text(base, "closeReason"),
        address=text(part(base, "receiverInfo"), "toArea"),
        company=text(seller, "companyName"),
        account=text(base, "subBuyerLoginId", "buyerLoginId"),
        by_parcel=_by_parcel(part(trade, "nativeLogistics")),
        line_refunds=_line_refunds(base, items),
    )


def _order_id(base: Json) -> str:
    order_id = _number_of(base)
    if not order_id:
        raise FormError("the order has no number")
    return order_id


def _number_of(base: Json) -> str:
    """The number of an order; empty if it has none."""
    # `id` is rounded if a tool on the way took it for a double; `idOfStr` comes as text or as a number.
    return number(base, "idOfStr", "id")


def state_of(word: str, items: list[Json]) -> OrderState | None:
    """The state that 1688's word means; a paid order of which some lines were sent is shipped in part."""
    state = STATES.get(word)
    if state is OrderState.PAID and any(whole(item, "logisticsStatus") in _LEFT_THE_SELLER for item in items):
        return OrderState.PART_SHIPPED
    return state


def refund_of(base: Json, items: list[Json]) -> RefundState:
    """The refund state, from the order's words (small letters) or else from its lines' (capitals)."""
    order = [text(base, "refundStatus"), text(base, "refundStatusForAs")]
    words = [word for word in order if word] or [text(item, "refundStatus") for item in items]
    states = {refund_word(word) for word in words}
    for state in (RefundState.ASKED, RefundState.DONE, RefundState.CLOSED):
        if state in states:
            return state
    return RefundState.NONE


def _line_refunds(base: Json, items: list[Json]) -> tuple[tuple[str, RefundState], ...]:
    """The refund state of each line that tells one; the only line of an order has the order's word."""
    of_order = text(base, "refundStatus", "refundStatusForAs") if len(items) == 1 else ""
    words = [(_entry(item), text(item, "refundStatus", "refundStatusForAs") or of_order) for item in items]
    return tuple((entry_id, refund_word(word)) for entry_id, word in words if entry_id and word)


def _line(item: Json) -> OrderLine:
    # 1688 leaves the product out once it is offline; another order of the account must not make the list unreadable.
    spec_id = "" if names_no_variant(item, "skuID") else text(item, "specId")
    amount, refunded = _amount(item, "itemAmount"), _amount(item, "refund") or Fen(0)
    state = LineState.OPEN
    if amount is not None and 0 < amount <= refunded and refund_word(text(item, "refundStatus")) is RefundState.DONE:
        state = LineState.REFUNDED
    elif STATES.get(text(item, "status")) is OrderState.CANCELLED:
        state = LineState.CANCELLED
    return OrderLine(
        text(item, "productID"), spec_id or None, quantity(item, "quantity"), amount, text(item, "name"),
        entry_id=_entry(item), state=state, refunded=refunded, step=_step(item),
    )  # fmt: skip


def _step(item: Json) -> OrderState | None:
    """How far a line is, of an order whose lines are sent and received apart."""
    step = STATES.get(text(item, "status"))
    sent = whole(item, "logisticsStatus") in _LEFT_THE_SELLER
    return OrderState.SHIPPED if step is OrderState.PAID and sent else step


def _entry(item: Json) -> str:
    """A line's own number; empty if 1688 does not say it."""
    return number(item, "subItemIDString", "subItemID")


def _amount(item: Json, key: str) -> Fen | None:
    """An amount of a line; None also if it is no amount, since the order's own sums are what is paid by."""
    try:
        return yuan(item, key)
    except FormError as error:
        log.warning("%s of a line of an order was not understood: %s", key, error)
        return None


def _pay_by(base: Json, items: list[Json]) -> datetime | None:
    """By when it must be paid: creation plus the time allowed, else the lines' own end (until which stock is held)."""
    created, seconds = moment(base, "createTime"), whole(base, "payTimeout")
    if created is not None and seconds and 0 < seconds < 10**8:
        return created + timedelta(seconds=seconds)
    return min((end for end in (moment(item, "gmtPayExpireTime") for item in items) if end), default=None)


NOT_SHIPPED = "500_2"
"""The code for an order that has no parcel yet."""

NO_TRACE = frozenset({"404", ""})
"""The codes for a parcel that has no trace yet; live answers carry a text and no code."""


_GOODS = ("logisticsOrderGoods", "logisticsOrderSendGood")


def parse_parcels(answer: Json, order_id: str) -> tuple[Parcel, ...]:
    """Read getLogisticsInfos of an order: one entry for each parcel, also for one that says it is of another order."""
    return tuple(
        Parcel(
            logistics_id=text(row, "logisticsId"),
            bill_no="".join(text(row, "logisticsBillNo").split()),
            company=text(row, "logisticsCompanyName"),
            status=text(row, "status"),
            signed=text(row, "status").upper() == "SIGN",
            sent_at=moment(row, "gmtSystemSend"),
            lines=_in_parcel(row, order_id),
            of_order=_order_of(row, order_id),
        )
        for row in rows(answer, "result")
    )


def _order_of(row: Json, order_id: str) -> str:
    """The order that a parcel says its goods are of: this one if it is among several, empty if it does not say."""
    goods = [each for key in _GOODS for each in rows(row, key)]
    named = [said for said in (number(each, "tradeOrderId") for each in goods) if said]
    if any(is_same_number(said, order_id) for said in named):
        return order_id
    return named[0] if named else ""


def _in_parcel(row: Json, order_id: str) -> tuple[ParcelLine, ...]:
    """The lines of its order that a parcel names: with their pieces if it says them, else by their numbers alone.

    Goods of another order that came in the same parcel are not among them, unless all are.
    """
    mine = _order_of(row, order_id) == order_id
    for key in _GOODS:
        named = [each for each in rows(row, key) if not mine or _is_of(each, order_id)]
        goods = [(number(each, "tradeOrderItemId"), whole(each, "quantity")) for each in named]
        if goods and all(entry for entry, _ in goods):  # a row that names no line may be of any
            pieces = dict[str, int | None]()
            for entry, more in goods:
                before = pieces.get(entry, 0)
                pieces[entry] = before + more if before is not None and more is not None and more > 0 else None
            return tuple(ParcelLine(*each) for each in pieces.items())
    return tuple(map(ParcelLine, numbers(row.get("orderEntryIds"))))


def _is_of(goods: Json, order_id: str) -> bool:
    """Whether goods in a parcel are of this order, or do not say of which."""
    said = number(goods, "tradeOrderId")
    return not said or is_same_number(said, order_id)


def _by_parcel(logistics: Json) -> tuple[tuple[str, str], ...]:
    """What the detail says is in which parcel: each parcel's number or waybill, with the number of a line."""
    return tuple(
        (name, entry)
        for item in rows(logistics, "logisticsItems")
        for entry in numbers(item.get("subItemIds"))
        for name in (text(item, "logisticsCode"), text(item, "logisticsBillNo"))
        if name
    )


def parse_trace(answer: Json, order_id: str, logistics_id: str) -> tuple[TraceStep, ...]:
    """Read getLogisticsTraceInfo: the steps of one parcel, or of all if the id is empty, oldest first.

    What is said of another order's parcels is left out.
    """
    steps: list[TraceStep] = []
    for parcel in rows(answer, "logisticsTrace"):
        said = number(parcel, "orderId")
        if said and not is_same_number(said, order_id):
            log.warning("a trace of order %s is of order %s and is left out", order_id, said)
        elif not logistics_id or text(parcel, "logisticsId") in ("", logistics_id):
            steps += _steps(parcel)
    return tuple(sorted(steps, key=lambda step: step.at))


def _steps(parcel: Json) -> list[TraceStep]:
    told = [(moment(step, "acceptTime"), text(step, "remark")) for step in rows(parcel, "logisticsSteps")]
    return [TraceStep(at, remark) for at, remark in told if at]


PAY_APIS = {
    PayWay.ALIPAY: calls.PAY_ALIPAY,
    PayWay.CROSS: calls.PAY_CROSS,
    PayWay.PHONE: calls.PAY_GROUP,
    PayWay.GROUP: calls.PAY_GROUP,
}
_PLATFORMS = {PayWay.PHONE: "WIRELESS", PayWay.GROUP: "PC"}
_LEFT_OUT = ("payFailureOrderList", "cantPayOrderList")
_BRACKETS = re.compile(r"[\[［【]([^\]］】]*)")


def pay_params(order_ids: Sequence[str], way: PayWay) -> dict[str, str]:
    """The parameters of the call for one way to pay."""
    orders = write_json([int(order_id) for order_id in order_ids])
    if way in _PLATFORMS:
        return {"orderIds": orders, "payPlatformType": _PLATFORMS[way]}
    return {"orderIdList": orders}


def parse_pay_link(way: PayWay, order_ids: Sequence[str], answer: Json) -> SharedLink:
    """The link, or 1688's reason if there is none, or none that pays any of these orders. Raises FormError."""
    flat = way not in _PLATFORMS or answer.get("results") is None
    speaker = answer if flat else part(answer, "results")
    url = text(speaker, "payUrl") or text(answer, "payUrl")
    reason = text(speaker, "erroMsg", "errorMsg", "errorInfo", "errorMessage") or text(speaker, "errorCode")
    alone = len(order_ids) == 1
    left_out = left_out_of(order_ids, answer, by_words=not (url and alone))
    if url and not alone and not _named(answer) <= set(order_ids):
        raise FormError("the link leaves out what was not asked for")
    if left_out and len(left_out) == len(order_ids):
        named_in = next((name for name in _LEFT_OUT if answer.get(name)), "")
        return SharedLink(PayLink(way, "", (reason or named_in)[:500]), left_out)
    if url.startswith(("https://", "http://")):
        return SharedLink(PayLink(way, url), left_out)
    if url or not (reason or "success" in speaker):
        raise FormError("payUrl is no address")
    return SharedLink(PayLink(way, "", reason[:500]), left_out)


def left_out_of(order_ids: Sequence[str], answer: Json, *, by_words: bool = True) -> tuple[str, ...]:
    """Those of the orders that an answer names as not paid: in its list, or in brackets in its words."""
    named = _named(answer)
    for said in (text(layer, *MESSAGES) for layer in layers(answer) if by_words):
        named.update(number for inside in _BRACKETS.findall(said) for number in re.findall(r"[0-9]+", inside))
    return tuple(order_id for order_id in order_ids if order_id in named)


def _named(answer: Json) -> set[str]:
    """What the lists of an answer name, `""` for what is no number there."""
    lists = [answer.get(name) or [] for name in _LEFT_OUT]
    return {exact_number(each) for named in lists for each in (named if isinstance(named, list) else [None])}


def parse_deadline(answer: Json) -> PayDeadline:
    """Read payWay.query: the deadline (China's local time, returned in UTC) and the amount in fen."""
    entry = part(answer, "resultList") or next(iter(rows(answer, "resultList")), {})
    return PayDeadline(moment(entry, "timeout"), fen(entry, "payFee"))
