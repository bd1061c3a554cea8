"""What a seller reads of an order that is stuck, in their language, with the facts that they need to find it."""

from collections.abc import Sequence
from datetime import datetime

from bot.purchasing.calls import day_in_china
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.tracking.alarms import days_between

NOTE_LIMIT = 500
"""1688 takes so many characters for all notes of an order together, that of the create call among them."""
MARK_LIMIT = 40
_LONGEST_PART = "/000"
_STUCK = "您好，订单{order}已于{day}付款，至今已{days}天，仍未全部发货。麻烦尽快发货，并告知预计发货时间，谢谢！"
_NO_SCAN = "您好，订单{order}已于{day}发货，但{company}运单{bill}至今{days}天没有揽收记录。麻烦联系快递核实，谢谢！"
_FROZEN = "您好，订单{order}的{company}运单{bill}自{day}起已{days}天没有新的物流信息。麻烦联系快递查件，谢谢！"
_SHIPPED = "您好，订单{order}已于{day}付款，至今已{days}天，仍未收到货。麻烦联系快递核实，谢谢！"


_WANTED = "您好，想订购：{goods}。请问有现货吗？价格不变吗？几天内能发货？谢谢！"
_MOST_COPIED = 256
"""Telegram copies so many characters by a button."""


def seller_question(asked: Sequence[AskedLine]) -> str:
    """What the seller of these lines is asked before they are bought; of many as many as a button can copy."""
    parts = list[str]()
    for each in asked:
        named = ((each.offer.sku(line.spec_id or ""), line.quantity) for line in each.lines)
        parts += [
            each.offer.link,
            *(f"{sku.original_label if sku else ''} × {n}件".removeprefix(" × ") for sku, n in named),
        ]
    shown = len(parts)
    while len(_WANTED.format(goods="，".join(parts[:shown]))) >= _MOST_COPIED:
        shown -= 1
    return _WANTED.format(goods="，".join(parts[:shown]) + ("等" if shown < len(parts) else ""))


def marked(note: str, mark: str, name: str) -> str:
    """The note of a create call, with the team's mark and the request's number behind it if they fit whole."""
    whole = f"{note}{_behind(mark, name)}".lstrip()
    return whole if mark and len(whole) <= NOTE_LIMIT else note


def own_room(mark: str, request_id: int) -> int:
    """How many characters somebody's own note may have, so that the mark and the number of any part fit behind it."""
    return NOTE_LIMIT - len(_behind(mark, f"{request_id}{_LONGEST_PART}")) if mark else NOTE_LIMIT


def _behind(mark: str, name: str) -> str:
    return f" 【{mark} #{name}】"


def is_mark(text: str) -> bool:
    """Whether a team may have this as its mark: one line of plain characters, which cannot end the mark early."""
    return text.isprintable() and len(text) <= MARK_LIMIT and not {*text} & {*"【】"}


def seller_note(order: Order, now: datetime) -> str:
    """A note for what is stuck of it: that it is not sent, or the parcel of which nothing was heard for longest."""
    form, since, facts = _STUCK, order.bought_at, {"order": order.order_id, "company": "", "bill": ""}
    if order.state not in (OrderState.PAID, OrderState.PART_SHIPPED):
        form = _SHIPPED
        heard = [(each.last_step_at or each.sent_at or since, each) for each in order.parcels if not each.signed]
        if heard:
            since, parcel = min(heard, key=lambda each: each[0])
            form = _FROZEN if parcel.last_step_at else _NO_SCAN
            facts |= {"company": parcel.company, "bill": parcel.bill_no}
    day = day_in_china(since)
    return form.format(day=f"{day.month}月{day.day}日", days=max(days_between(since, now), 0), **facts)
