"""Answers that are false though they look right: a limit, a number, a sum or a parcel that is not the order's."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.openplatform.call import Call, PlatformCall
from bot.sandbox.openplatform.logistics import parcels_of
from bot.sandbox.world.deals import PretendOrder
from bot.sandbox.world.money import yuan
from bot.sandbox.world.world import PlannedLie

FALSE_REFUND_FEN = 999_999_00
TIMES_TOO_HIGH = 10
Falsify = Callable[[Call, PlannedLie, Any], Any]
"""The false answer in the place of the true one; None if there is nothing in it to be false about."""


def answered(api: PlatformCall, call: Call) -> tuple[Any, str]:
    """The answer of a call, and the lie that is in it; empty if it is true."""
    planned = call.world.switches.lies
    for kind in NOT_DONE_LIES.get(api.name, ()):
        lie = planned.get(kind)
        number = _others_refund(call) if lie is not None and lie.fits(call.text("orderId")) else None
        if lie is not None and number is not None:
            lie.n -= 1
            return _refund_taken(number), kind
    answer = api.answer(call)
    for kind, falsify in LIES.get(api.name, {}).items():
        lie = planned.get(kind)
        false = falsify(call, lie, answer) if lie is not None and lie.n > 0 else None
        if lie is not None and false is not None:
            lie.n -= 1
            return false, kind
    return answer, ""


def _limits(call: Call, lie: PlannedLie, answer: Any) -> Any:
    """The most that can be asked back, ten times too high."""
    told = answer["result"].get("result")
    if not told or not lie.fits(call.record("input").get("orderId")):
        return None
    high = {name: fen * TIMES_TOO_HIGH for name, fen in told.items()}
    return {**answer, "result": {**answer["result"], "result": high}}


def _other_number(call: Call, lie: PlannedLie, answer: Any) -> Any:
    """The refund was made, and the answer names another order's."""
    number = _others_refund(call)
    if not answer["result"]["success"] or not lie.fits(call.text("orderId")) or number is None:
        return None
    told = {**answer["result"]["result"], "refundId": number}
    return {**answer, "result": {**answer["result"], "result": told}}


def _detail_sum(call: Call, lie: PlannedLie, answer: Any) -> Any:
    """More came back of the order than anybody paid."""
    result = answer.get("result")
    if not result or not lie.fits(call.text("orderId")):
        return None
    base = {**result["baseInfo"], "refund": yuan(FALSE_REFUND_FEN), "refundPayment": FALSE_REFUND_FEN}
    return {**answer, "result": {**result, "baseInfo": base}}


def _list_sum(call: Call, lie: PlannedLie, answer: Any) -> Any:
    """A refund paid back more than anybody paid for its order."""
    models = (answer.get("result") or {}).get("opOrderRefundModels", [])
    about = [model for model in models if lie.fits(model["orderId"])]
    if not about:
        return None
    false = {**about[-1], "status": "refundsuccess", "applyPayment": FALSE_REFUND_FEN}
    false |= {"refundPayment": FALSE_REFUND_FEN, "refundCarriage": 0}
    told = [false if model is about[-1] else model for model in models]
    return {**answer, "result": {**answer["result"], "opOrderRefundModels": told}}


def _other_parcel(call: Call, lie: PlannedLie, _: Any) -> Any:
    """The parcels of another order."""
    if not lie.fits(call.text("orderId")):
        return None
    other = next((order for order in _others(call) if order.parcels), None)
    return None if other is None else {"result": parcels_of(call, other), "success": True}


def _others(call: Call) -> Iterator[PretendOrder]:
    """The orders beside the one that the call is about, the newest first."""
    return (order for order in call.world.newest_first() if str(order.order_id) != call.text("orderId"))


def _others_refund(call: Call) -> str | None:
    """The number of another order's newest refund."""
    return next((order.refunds[-1].refund_id for order in _others(call) if order.refunds), None)


def _refund_taken(refund_id: str) -> Any:
    told: dict[str, Any] = {"refundId": refund_id, "innerPostFee": 0, "isVoucher": "0"}
    return {"result": {"success": True, "code": None, "message": None, "result": told}}


_REFUNDS = "alibaba.trade.refund"
CREATE = "alibaba.trade.createRefund"
LIES: dict[str, dict[str, Falsify]] = {
    "alibaba.trade.getMaxRefundFee": {"limits": _limits},
    CREATE: {"other_number": _other_number},
    "alibaba.trade.get.buyerView": {"detail_sum": _detail_sum},
    f"{_REFUNDS}.OpQueryBatchRefundByOrderIdAndStatus": {"list_sum": _list_sum},
    f"{_REFUNDS}.buyer.queryOrderRefundList": {"list_sum": _list_sum},
    "alibaba.trade.getLogisticsInfos.buyerView": {"other_parcel": _other_parcel},
}
"""Calls → the kinds of lies that their answers can hold, and what makes them false."""
NOT_DONE_LIES = {CREATE: ("other_number_not_done",)}
"""Calls → the lies that stand in the place of what was asked for, which is not done."""
KINDS = tuple(dict.fromkeys([kind for kinds in (*LIES.values(), *NOT_DONE_LIES.values()) for kind in kinds]))
