"""1688's business codes that people meet in production, wherever in an answer they stand.

They come in the code field, or inside the message (`errorCode:ORDER_HAS_PAID`), so the text is searched. That they are
met is one production team's word; only the right to cancel stands in 1688's own pages (`400_3`).
"""

from enum import StrEnum


class BusinessCode(StrEnum):
    """What 1688 means."""

    NOT_PAID = "not-paid"
    PAID = "paid"
    CANCELLED = "cancelled"
    NO_CONTRACT = "no-contract"
    BUSY = "busy"
    NO_RIGHT = "no-right"
    NOT_FOUND = "not-found"
    NO_SELLER = "no-seller"
    NO_STOCK = "no-stock"
    NOT_ONLINE = "not-online"


_MARKS = {
    "ORDER_NOT_PAY": BusinessCode.NOT_PAID,
    "ORDER_HAS_PAID": BusinessCode.PAID,
    "ORDER_HAS_CANCELED": BusinessCode.CANCELLED,
    "PAY_NOT_OPEN": BusinessCode.NO_CONTRACT,
    "ISP_BACK_SERVICE_TIMEOUT": BusinessCode.BUSY,
    "没有权限取消": BusinessCode.NO_RIGHT,
    "ORDER_NOT_FOUND": BusinessCode.NOT_FOUND,
    "下单的权限": BusinessCode.NO_SELLER,
    "库存不足": BusinessCode.NO_STOCK,
    "不支持在线交易": BusinessCode.NOT_ONLINE,
}


def code_in(said: str) -> BusinessCode | None:
    """The first of these codes that a text of 1688 holds; None if it holds none."""
    return next((code for mark, code in _MARKS.items() if mark in said), None)
