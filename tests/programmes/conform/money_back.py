"""Refunds and returns: what our client reads in each sample, and the pretend 1688 brought to answer the same."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from bot.market.errors import MarketError, Misunderstood, Rejected
from bot.market.openplatform.wire.refunds import parse_refund
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundReason, RefundTaken
from bot.purchasing.claims import Pieces
from bot.purchasing.money import Fen
from bot.purchasing.order_report import RefundReport, RefundState
from tests.programmes.conform.client import Check, Reading, at, compact, left, reading
from tests.programmes.conform.pretend import TRADE, Pretend
from tests.programmes.conform.shape import differences, read

ASK = RefundAsk(GoodsStatus.HERE, {"1": Pieces(damaged=1)}, reason=RefundReason(1, "x"), description="#1")
DONE = {"refundsuccess": RefundState.DONE, "refundclose": RefundState.CLOSED}
PICTURE = b"\xff\xd8\xff\xe0 a picture"
AGREED = 20028


def hold_refund(look: Reading, by: str, told: RefundReport, stands: Any) -> None:
    """One refund, whichever call told it."""
    look.same(f"refund id, {by}", told.refund_id, stands["refundId"])
    look.same(f"state, {by}", told.state, DONE[stands["status"]])
    look.same(f"asked for in fen, {by}", told.amount, stands["applyPayment"] + stands["applyCarriage"])
    look.same(f"carriage in fen, {by}", told.carriage, stands["applyCarriage"])
    paid = stands["refundPayment"] + stands["refundCarriage"] if told.state is RefundState.DONE else 0
    look.same(f"paid back in fen, {by}", told.paid, paid)
    look.same(f"goods go back, {by}", told.back, stands["disputeRequest"] == 3)
    look.same(f"reason, {by}", (told.reason_id, told.reason), (stands["applyReasonId"], stands["applyReason"]))
    look.same(f"asked at, UTC, {by}", told.asked_at, at(stands["gmtApply"]))
    parcel = (stands.get("buyerLogisticsName", ""), stands.get("freightBill", ""))
    look.same(f"parcel that goes back, {by}", (told.carrier, told.bill_no), parcel)
    entries = tuple(str(each) for each in stands.get("orderEntryIdList", ()))
    look.same(f"lines, nothing rounded, {by}", told.entries, entries)
    pieces = tuple(stands.get("orderEntryCountMap", {}).items())
    look.same(f"pieces, {by}", told.pieces, pieces)


async def listed(look: Reading) -> None:
    stands = look.sample["result"]["opOrderRefundModels"]
    first = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
    for denied in (frozenset[str](), frozenset({first})):
        async with reading(look.name, look.sample, compact(look.sample), denied=denied) as other:
            told = (await other.gateway.refunds(str(stands[0]["orderId"]))).refunds
        look.same("how many refunds", len(told), len(stands))
        for one, each in zip(told, stands, strict=True):
            hold_refund(look, f"by {'the list of refunds' if denied else 'both calls'}", one, each)
    if "totalCount" in look.sample["result"]:
        every = await look.gateway.all_refunds(str(stands[0]["orderId"]))
        look.same("the list alone", [each.refund_id for each in every], [each["refundId"] for each in stands])


async def alone(look: Reading) -> None:
    stands = look.sample["result"]["opOrderRefundModelDetail"]
    told = parse_refund(await look.client.request("any/call", {}))
    hold_refund(look, "by the call for one", told, stands)
    address = [stands[key] for key in ("sellerRealName", "sellerMobile", "sellerReceiveAddress")]
    look.same("where goods go back to", told.address, ", ".join(address))


async def steps(look: Reading) -> None:
    stands = look.sample["result"]["opOrderRefundOperationModels"]
    told = await look.gateway.refund_steps("TQ1")
    look.same("oldest first, UTC", [each.at for each in told], sorted(at(each["gmtCreate"]) for each in stands))
    words = {" · ".join(each["discription"].strip("|").split("|")) for each in stands}
    look.same("words", {each.words for each in told}, words)


async def reasons(look: Reading) -> None:
    told = await look.gateway.refund_reasons("1", ASK)
    stands = [
        RefundReason(each["id"], each["name"], each["needVoucher"], not each["noRefundCarriage"])
        for each in look.sample["result"]["result"]["reasons"]
    ]
    look.same("reasons", list(told), stands)


async def limits(look: Reading) -> None:
    told = await look.gateway.refund_limits("1", ASK)
    stands = look.sample["result"]["result"]
    look.same("limits in fen", tuple(told), tuple(stands[key] for key in ("maxGoodsFee", "maxPostFee", "maxRefundFee")))


async def voucher(look: Reading) -> None:
    stands = look.sample["result"]["result"]
    address = f"{stands['imageDomain']}/{stands['imageRelativeUrl']}"
    look.same("address of the picture", await look.gateway.upload_voucher(PICTURE), address)


async def taken(look: Reading) -> None:
    stands = look.sample["result"]["result"]
    carriage = Fen(stands["innerPostFee"]) if "innerPostFee" in stands else None
    look.same("taken", await look.gateway.ask_refund("1", ASK), RefundTaken(stands["refundId"], carriage))


async def withdrawn(look: Reading) -> None:
    await look.takes("the taking back", look.gateway.withdraw_refund("TQ1"))


async def sent_back(look: Reading) -> None:
    await look.takes("the sending back", look.gateway.send_back("TQ1", "ZTO", "1"))


async def address(look: Reading) -> None:
    (told,) = await look.gateway.return_address("1")
    (stands,) = look.sample["result"]["data"]
    place = ("provinceText", "cityText", "districtText", "townText", "streetAddress")
    look.same(
        "one text",
        told,
        ", ".join([stands["receiverName"], stands["mobile"], " ".join(stands[key] for key in place)]),
    )


def _refused(ask: Callable[[Reading], Awaitable[Any]]) -> Callable[[Reading], Awaitable[None]]:
    async def look_at(look: Reading) -> None:
        await _hold_refusal(look, look.sample, ask, Rejected)

    return look_at


async def _hold_refusal(
    look: Reading, sample: Any, ask: Callable[[Reading], Awaitable[Any]], kind: type[MarketError]
) -> None:
    """What a refusal becomes, with 1688's words and its whole answer."""
    stands = sample["result"]
    code, said = stands.get("code") or stands.get("errorCode"), stands.get("message") or stands.get("errorInfo")
    try:
        await ask(look)
    except MarketError as error:
        look.same(f"{code} is {kind.__name__}", isinstance(error, kind), True)
        look.same(f"{code} in 1688's words", (error.code, error.reason), (code, said))
        look.same(f"{code} with its whole answer", compact(dict(error.answer)), compact(sample))
    else:
        look.same(f"{code} is refused", "taken as good", said)


LOOKS = {
    "refund-batch-by-order": listed,
    "refund-list-buyer": listed,
    "refund-detail": alone,
    "refund-operations": steps,
    "refund-create-success": taken,
    "synth-refund-create-full": taken,
    "synth-refund-reasons": reasons,
    "synth-refund-reasons-wait-seller-send": reasons,
    "synth-refund-reasons-bad-goods-status": _refused(lambda look: look.gateway.refund_reasons("1", ASK)),
    "synth-refund-max-fee": limits,
    "synth-refund-voucher-upload": voucher,
    "synth-refund-cancel-success": withdrawn,
    "synth-refund-cancel-failure": _refused(lambda look: look.gateway.withdraw_refund("TQ1")),
    "synth-refund-address": address,
    "synth-refund-returnGoods-success": sent_back,
    "refund-returnGoods-error-4004": _refused(lambda look: look.gateway.send_back("TQ1", "ZTO", "1")),
}
"""Sample → what our client reads in it."""


async def _reasons_for(market: Pretend, order: str, status: GoodsStatus) -> Any:
    asked = {"orderId": order, "orderEntryIds": [int(order)], "goodsStatus": status.value}
    return await market.call(TRADE, "alibaba.trade.getRefundReasonList", **asked)


async def _reasons(market: Pretend) -> Any:
    return await _reasons_for(market, await market.order("pay", "ship"), GoodsStatus.HERE)


async def _reasons_before(market: Pretend) -> Any:
    return await _reasons_for(market, await market.order("pay"), GoodsStatus.NOT_SENT)


async def _no_reasons(market: Pretend) -> Any:
    return await _reasons_for(market, await market.order("pay"), GoodsStatus.HERE)


async def _limits(market: Pretend) -> Any:
    order = int(await market.order("pay", "ship"))
    asked = {"orderId": order, "goodsStatus": GoodsStatus.HERE, "refundGoodsCountList": [{"id": order, "count": 1}]}
    return await market.call(TRADE, "alibaba.trade.getMaxRefundFee", input=asked)


async def _voucher(market: Pretend) -> Any:
    """The picture travels beside a signed address, and no signature covers it."""
    path = f"param2/1/{TRADE}/alibaba.trade.uploadRefundVoucher/{market.key}"
    text = f"{path}access_token{market.token}"
    sign = hmac.new(market.secret.encode(), text.encode(), hashlib.sha1).hexdigest().upper()
    query = {"access_token": market.token, "_aop_signature": sign}
    files = {"imageData": ("a.jpg", PICTURE, "image/jpeg")}
    return read((await market.http.post(f"/openapi/{path}", params=query, files=files)).text)


async def create(market: Pretend, order: str, **more: Any) -> Any:
    """The answer of createRefund for a shipped order; `more` is asked otherwise."""
    asked = {
        "orderId": order,
        "orderEntryIds": [int(order)],
        "disputeRequest": "refund",
        "applyPayment": "100",
        "applyCarriage": "0",
        "applyReasonId": str(AGREED),
        "description": "#1042 退款",
        "goodsStatus": GoodsStatus.HERE.value,
        **more,
    }
    return await market.call(TRADE, "alibaba.trade.createRefund", **asked)


async def _created(market: Pretend) -> Any:
    return await create(market, await market.order("pay", "ship"))


async def _refund(market: Pretend, order: str, **more: Any) -> str:
    return str((await create(market, order, **more))["result"]["result"]["refundId"])


async def _cancelled(market: Pretend) -> Any:
    return await market.call(
        TRADE, "alibaba.trade.cancelRefund", refundId=await _refund(market, await market.order("pay", "ship"))
    )


async def _not_cancelled(market: Pretend) -> Any:
    return await market.call(TRADE, "alibaba.trade.cancelRefund", refundId="TQ1")


async def _agreed_return(market: Pretend) -> tuple[str, str]:
    """An order whose seller wants its goods back, and the refund."""
    order = await market.order("pay", "ship")
    refund = await _refund(market, order, disputeRequest="returnRefund")
    await market.sim(f"orders/{order}/refund_answer", agree=True)
    return order, refund


async def _address(market: Pretend) -> Any:
    order, _ = await _agreed_return(market)
    return await market.call("com.alibaba.fenxiao", "refund.address.get", mainOrderId=order)


async def _back(market: Pretend, **asked: Any) -> Any:
    return await market.call(TRADE, "alibaba.trade.refund.returnGoods", **asked)


async def _sent_back(market: Pretend) -> Any:
    _, refund = await _agreed_return(market)
    return await _back(market, refundId=refund, logisticsCompanyNo="ZTO", freightBill="78611234567890")


async def _no_fit(market: Pretend) -> Any:
    _, refund = await _agreed_return(market)
    return await _back(market, refundId=refund, logisticsCompanyNo="ZTO", freightBill="SF1")


async def _paid_return(market: Pretend) -> tuple[str, str]:
    order, refund = await _agreed_return(market)
    await _back(market, refundId=refund, logisticsCompanyNo="ZTO", freightBill="78611234567890")
    await market.sim(f"orders/{order}/refund_answer", agree=True)
    return order, refund


async def _by_order(market: Pretend) -> Any:
    order, _ = await _paid_return(market)
    name = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
    return await market.call(TRADE, name, orderId=order, queryType="3")


async def _detail(market: Pretend) -> Any:
    _, refund = await _paid_return(market)
    name = "alibaba.trade.refund.OpQueryOrderRefund"
    asked = {"refundId": refund, "needTimeOutInfo": "true", "needOrderRefundOperation": "true"}
    answer = await market.call(TRADE, name, **asked)
    counts = answer["result"]["opOrderRefundModelDetail"]["orderEntryCountMap"]
    (line,) = counts
    counts["151267031009969811"] = counts.pop(line)  # its keys are numbers of lines, and the sample has another
    return answer


async def _steps(market: Pretend) -> Any:
    _, refund = await _paid_return(market)
    name = "alibaba.trade.refund.OpQueryOrderRefundOperationList"
    return await market.call(TRADE, name, refundId=refund, pageNo="1", pageSize="20")


async def _list(market: Pretend) -> Any:
    order = await market.order("pay", "ship")
    await _cancelled(market)
    await market.sim(f"orders/{order}/refund")
    return await market.call(TRADE, "alibaba.trade.refund.buyer.queryOrderRefundList")


SCENES = {
    "refund-batch-by-order": _by_order,
    "refund-list-buyer": _list,
    "refund-detail": _detail,
    "refund-operations": _steps,
    "refund-create-success": _created,
    "synth-refund-create-full": _created,
    "synth-refund-reasons": _reasons,
    "synth-refund-reasons-wait-seller-send": _reasons_before,
    "synth-refund-reasons-bad-goods-status": _no_reasons,
    "synth-refund-max-fee": _limits,
    "synth-refund-voucher-upload": _voucher,
    "synth-refund-cancel-success": _cancelled,
    "synth-refund-cancel-failure": _not_cancelled,
    "synth-refund-address": _address,
    "synth-refund-returnGoods-success": _sent_back,
    "refund-returnGoods-error-4004": _no_fit,
}
"""Sample → the same call, answered in a world brought to the state that the sample shows."""


_ASKED_WRONG: dict[str, dict[str, Any]] = {
    "5001": {"orderId": "1"},
    "5002": {},
    "5003": {"goodsStatus": "received"},
    "5004": {"applyReasonId": "1"},
    "5005": {"applyReasonId": "20021"},
    "5006": {"applyCarriage": "1"},
    "5010": {"goodsStatus": GoodsStatus.NOT_SENT.value},
    "5011": {"applyPayment": "10000000"},
    "5012": {"description": "x"},
    "5013": {"orderEntryCountList": [{"id": 1, "count": 1}]},
}
"""What createRefund is asked so that it refuses by a code; a stranger's order by itself."""


async def asked_wrong(name: str, entries: Any) -> list[Check]:
    """Each code of createRefund: read, and told where it can be met."""
    checks: list[Check] = []
    for entry in entries:
        code = entry["result"]["code"]
        clear = Rejected if code in _ASKED_WRONG else Misunderstood
        async with reading(name, entry, compact(entry)) as look:
            await _hold_refusal(look, entry, lambda each: each.gateway.ask_refund("1", ASK), clear)
        checks += look.found
        if code not in _ASKED_WRONG:
            checks.append(left(name, f"{code} is not asked of the pretend 1688", "it is trouble inside of 1688"))
            continue
        async with Pretend() as market:
            order = await market.order("pay", "ship")
            if code == "5002":
                await market.sim("market", account="somebody")
            checks.append(_told(name, entry, await create(market, order, **_ASKED_WRONG[code])))
    return checks


def _told(name: str, entry: Any, told: Any) -> Check:
    stands = entry["result"]
    key = "code" if "code" in stands else "errorCode"
    faults = differences(entry, told)
    if told["result"].get(key) != stands[key]:
        faults.append(f"the code is {told['result'].get(key)!r}")
    return Check(name, f"{stands[key]} told by the pretend 1688", "; ".join(faults))


_PARCEL = {"logisticsCompanyNo": "ZTO", "freightBill": "78611234567890"}
_BACK_WRONG: dict[str, dict[str, Any]] = {
    "物流公司编号和运单号必填": {"freightBill": ""},
    "上传凭证数量过多": {"vouchers": ["x"] * 11},
    "凭证URL校验不通过": {"vouchers": ["x"]},
    "物流公司编号和运单号校验失败": {"freightBill": "SF1"},
    "退款单信息不存在": {"refundId": "TQ1"},
    "无当前退款单操作权限": {},
    "当前退款单状态不支持退货": {},
    "退款单号信息有误，请核对后重新提交": {"refundId": "1"},
}
"""What returnGoods is asked so that it refuses in these words: one code has several."""
_INSIDE = ("5001", "5002", "5003")


async def sent_wrong(name: str, entries: Any) -> list[Check]:
    """Each code of returnGoods: read, and told where it can be met."""
    checks: list[Check] = []
    for entry in entries:
        code, words = entry["result"]["errorCode"], entry["result"]["errorInfo"]
        clear = Misunderstood if code in _INSIDE else Rejected
        async with reading(name, entry, compact(entry)) as look:
            await _hold_refusal(look, entry, lambda each: each.gateway.send_back("TQ1", "ZTO", "1"), clear)
        checks += look.found
        if words not in _BACK_WRONG:
            why = "it is trouble inside of 1688" if code in _INSIDE else "the gateway asks for the token before"
            checks.append(left(name, f"{code} {words} is not asked of the pretend 1688", why))
            continue
        async with Pretend() as market:
            _, refund = await _agreed_return(market)
            if code == "4006":
                await market.sim("market", account="somebody")
            if code == "4007":
                refund = await _refund(market, await market.order("pay", "ship"))
            asked = {"refundId": refund, **_PARCEL, **_BACK_WRONG[words]}
            checks.append(_told(name, entry, await _back(market, **asked)))
    return checks


LISTS = {"synth-refund-create-errors": asked_wrong, "synth-refund-returnGoods-errors": sent_wrong}
"""Samples that are lists of refusals → how each is held."""
