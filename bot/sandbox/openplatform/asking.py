"""Answers to whoever asks for money back: reasons, limits, pictures, the asking itself, and goods that go back."""

import re
from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.refunds import found, is_number, strangers
from bot.sandbox.world.deals import (
    AFTER_SALE,
    CONFIRMED_HERE,
    HERE,
    IN_SALE,
    NOT_SENT,
    NotNow,
    PretendLine,
    PretendOrder,
    PretendRefund,
)
from bot.sandbox.world.refunding import CAN_BE_TAKEN_BACK, REASONS, PretendReason, most, open_on, standing

GOODS_WORDS = (NOT_SENT, *IN_SALE, *AFTER_SALE)
REFUSALS = {
    "5001": "订单不存在",
    "5002": "订单买家与用户身份不一致",
    "5003": "货物状态状态不合法",
    "5004": "退款退货原因错误，请确认原因id",
    "5005": "需要上传凭证",
    "5006": "退运费大于0",
    "5010": "退货状态错误",
    "5011": "退款金额错误",
    "5012": "退款描述长度错误",
    "5013": "子订单退货数量",
    "5100": "其他未知错误",
}
DESCRIBED = range(2, 151)
LARGEST_PICTURE = 1024 * 1024
MOST_VOUCHERS, MOST_VOUCHERS_BACK = 5, 10
CARRIERS = (
    ("ZTO", "中通快递(ZTO)", "zhongtongkuaidi", "95311", r"7\d{9,14}"),
    ("YTO", "圆通速递(YTO)", "yuantongsudi", "95554", r"YT\w{1,18}"),
    ("STO", "申通快递(STO)", "shentongkuaidi", "95543", r"77\d{9,14}"),
    ("YUNDA", "韵达快递(YUNDA)", "yundakuaidi", "95546", r"[34]\d{12,14}"),
    ("SF", "顺丰速运(SF)", "shunfengsuyun", "95338", r"SF\w{1,18}"),
    ("JD", "京东物流(JD)", "jingdongwuliu", "950616", r"JD\w{1,18}"),
    ("EMS", "EMS", "ems", "11183", r"[A-Z]{2}\d{9}[A-Z]{2}|1\d{12}"),
    ("OTHER", "其他", "qita", "", r"[A-Za-z0-9-]{4,30}"),
)
"""Code, name, spelling and telephone of each company, and the form of its waybills."""


class NotTaken(Exception):
    """The service refuses with one of its codes."""


def _a(result: Any) -> dict[str, Any]:
    return {"result": {"success": True, "code": None, "message": None, "result": result}}


def _refusal(code: str) -> dict[str, Any]:
    return {"result": {"success": False, "code": code, "message": REFUSALS[code], "result": None}}


def _b(code: str | None = None, said: str | None = None) -> dict[str, Any]:
    return {"result": {"success": code is None, "errorInfo": said, "errorCode": code}}


def _order(call: Call, order_id: object) -> PretendOrder:
    order = call.world.order(order_id)
    if order is None:
        raise NotTaken("5001")
    if strangers(call, order):
        raise NotTaken("5002")
    return order


def _lines(order: PretendOrder, entries: list[int], goods_word: str, misfit: str) -> list[PretendLine]:
    """The lines of these numbers, of all of which this can be said. Raises NotTaken, with `misfit` if it cannot."""
    if goods_word not in GOODS_WORDS:
        raise NotTaken("5003")
    lines = [line for line in order.lines if line.sub_id in entries]
    if not entries or len(lines) != len(set(entries)):
        raise NotTaken("5010")
    if not all(goods_word in standing(order, line) for line in lines):
        raise NotTaken(misfit)
    return lines


def reasons(call: Call) -> dict[str, Any]:
    """alibaba.trade.getRefundReasonList: what is taken for these lines as they are now."""
    try:
        _lines(_order(call, call.text("orderId")), call.longs("orderEntryIds"), call.text("goodsStatus"), "5003")
    except NotTaken as refused:
        return _refusal(str(refused))
    rows = [
        {"id": each.id, "name": each.name, "needVoucher": each.needs_voucher, "noRefundCarriage": each.no_carriage,
         "tip": each.tip}
        for each in REASONS[call.text("goodsStatus")]
    ]  # fmt: skip
    return _a({"reasons": rows})


def limits(call: Call) -> dict[str, Any]:
    """alibaba.trade.getMaxRefundFee, fen."""
    asked = call.record("input")
    counts = _counts(asked.get("refundGoodsCountList"))
    if type(asked.get("orderId")) is not int or not counts:
        raise BadParam("input")
    more: dict[str, Any] = {"retCodes": [], "subCode": None, "subMessage": None}
    try:
        order = _order(call, asked["orderId"])
        lines = _lines(order, [*counts], str(asked.get("goodsStatus")), "5010")
        _fit(lines, counts)
    except NotTaken as refused:
        return {"result": {**_refusal(str(refused))["result"], **more}}
    goods, carriage = most(order, counts)
    told = {"maxGoodsFee": goods, "maxPostFee": carriage, "maxRefundFee": goods + carriage, "maxSubstituteFetchFee": 0}
    return {"result": {**_a(told)["result"], **more}}


def _counts(told: object) -> dict[int, int]:
    """Pieces by line, from `[{"id", "count"}]`. Raises BadParam."""
    rows = told if isinstance(told, list) else []
    if not all(isinstance(row, dict) and type(row.get("id")) is type(row.get("count")) is int for row in rows):
        raise BadParam("count")
    return {row["id"]: row["count"] for row in rows}


def _fit(lines: list[PretendLine], counts: dict[int, int]) -> None:
    wanted = {line.sub_id: line.quantity for line in lines}
    if wanted.keys() != counts.keys() or not all(0 < count <= wanted[entry] for entry, count in counts.items()):
        raise NotTaken("5013")


def upload(call: Call) -> dict[str, Any]:
    """alibaba.trade.uploadRefundVoucher: a JPEG under 1 MB, which anybody can look at from then on."""
    picture = call.files.get("imageData", b"")
    if not picture.startswith(b"\xff\xd8") or len(picture) >= LARGEST_PICTURE:
        return {"result": {"success": False, "code": "4000", "message": "图片上传失败", "result": None}}
    vouchers = call.world.vouchers
    path = f"img/ibank/{call.world.now():%Y}/{len(vouchers) + 1:03d}/{len(picture)}.jpg"
    vouchers[path] = picture
    return _a({"imageDomain": call.base_url(), "imageRelativeUrl": path})


def _are_uploaded(call: Call, vouchers: list[Any], most_of_them: int) -> bool:
    known = {f"{call.base_url()}/{path}" for path in call.world.vouchers}
    return len(vouchers) <= most_of_them and all(each in known for each in vouchers)


def create(call: Call) -> dict[str, Any]:
    """alibaba.trade.createRefund: all at top level, fen; there is no key by which a repetition could be known."""
    try:
        refund = _created(call)
    except NotTaken as refused:
        return _refusal(str(refused))
    told = {
        "refundId": refund.refund_id,
        "innerReasonId": refund.reason_id,
        "innerReason": refund.reason,
        "innerPostFee": refund.carriage_fen,
        "isVoucher": "1" if refund.vouchers else "0",
        "refundOfficialSolutionCost": 0,
    }
    return _a(told)


def _created(call: Call) -> PretendRefund:
    order, word = _order(call, call.text("orderId")), call.text("goodsStatus")
    lines = _lines(order, call.longs("orderEntryIds"), word, "5010")
    back = {"refund": False, "returnRefund": True}.get(call.text("disputeRequest"))
    if back is None or (back and word not in (HERE, CONFIRMED_HERE)) or open_on(order, lines):
        raise NotTaken("5010")
    goods, carriage = call.number("applyPayment", 0), call.number("applyCarriage", 0)
    reason = next((each for each in REASONS[word] if each.id == call.number("applyReasonId", 0)), None)
    vouchers = call.items("vouchers") if call.text("vouchers") else []
    description = call.params["description"]
    if reason is None:
        raise NotTaken("5004")
    if (reason.needs_voucher and not vouchers) or not _are_uploaded(call, vouchers, MOST_VOUCHERS):
        raise NotTaken("5005")
    if reason.no_carriage and carriage:
        raise NotTaken("5006")
    if len(description) not in DESCRIBED:
        raise NotTaken("5012")
    pieces = {line.sub_id: line.quantity for line in lines}
    if call.text("orderEntryCountList"):
        if word != HERE or not back:
            raise NotTaken("5013")
        pieces = _counts(call.items("orderEntryCountList"))
        _fit(lines, pieces)
    most_goods, most_carriage = most(order, pieces)
    whole = goods == most_goods or word != NOT_SENT
    if not whole or not goods + carriage or goods > most_goods or carriage > most_carriage:
        raise NotTaken("5011")
    carriage = _carriage(call, reason, carriage, most_carriage)
    return call.world.book.refunds.ask(order, pieces, goods, carriage, word, reason, back, description, tuple(vouchers))


def _carriage(call: Call, reason: PretendReason, asked: int, at_most: int) -> int:
    """What comes back of the carriage: what was asked for, unless the platform's rules may change it, and do."""
    ruled = call.world.switches.refund_carriage
    if ruled is None or reason.no_carriage or call.text("customRefund") == "true":
        return asked
    return min(ruled, at_most)


def withdraw(call: Call) -> dict[str, Any]:
    """alibaba.trade.cancelRefund; no refusal has a known code."""
    pair = found(call)
    if pair is None or pair[1].status not in CAN_BE_TAKEN_BACK:
        return _b("UNKNOWN_IN_DOCS", "退款单状态不支持取消")
    call.world.book.refunds.close(*pair)
    return _b()


def address(call: Call) -> dict[str, Any]:
    """refund.address.get: an entry for each offer that a seller wants back."""
    order = call.order("mainOrderId")
    if order is None:
        return {"result": {"success": False, "errorCode": "101", "errorInfo": "系统错误", "data": None}}
    agreed = ("waitbuyersend", "waitsellerreceive")
    wanted = {entry for each in order.refunds if each.status in agreed for entry in each.pieces}
    offers = dict.fromkeys(line.offer.offer_id for line in order.lines if line.sub_id in wanted)
    seller = order.seller
    rows = [
        {"offerId": offer_id, "receiverName": seller.contact, "mobile": seller.mobile, "phone": "",
         "contactPhone": seller.mobile, "provinceText": seller.province, "cityText": seller.city, "districtText": "",
         "townText": "工业园区", "townCode": "000000001", "streetAddress": "1号", "streetAddressCode": "000000",
         "zipCode": "000000"}
        for offer_id in offers
    ]  # fmt: skip
    return {"result": {"success": True, "errorCode": None, "errorInfo": None, "data": rows}}


def send_back(call: Call) -> dict[str, Any]:
    """alibaba.trade.refund.returnGoods: once the seller agreed; company and number must fit."""
    company, bill_no = call.text("logisticsCompanyNo"), call.text("freightBill")
    if not company or not bill_no:
        return _b("4002", "物流公司编号和运单号必填")
    vouchers = call.items("vouchers") if call.text("vouchers") else []
    if len(vouchers) > MOST_VOUCHERS_BACK:
        return _b("4003", "上传凭证数量过多")
    if not _are_uploaded(call, vouchers, MOST_VOUCHERS_BACK):
        return _b("4003", "凭证URL校验不通过")
    if not is_number(call.text("refundId")):
        return _b("4008", "退款单号信息有误，请核对后重新提交")
    pair = found(call)
    if pair is None:
        return _b("4005", "退款单信息不存在")
    order, refund = pair
    if strangers(call, order):
        return _b("4006", "无当前退款单操作权限")
    named = {code: (name, form) for code, name, _, _, form in CARRIERS}
    if company not in named or not re.fullmatch(named[company][1], bill_no):
        return _b("4004", "物流公司编号和运单号校验不通过")
    try:
        call.world.book.refunds.send_back(order, refund, named[company][0], bill_no, call.text("description"))
    except NotNow:
        return _b("4007", "当前退款单状态不支持退货")
    return _b()


def companies(_: Call) -> dict[str, Any]:
    """alibaba.logistics.OpQueryLogisticCompanyList: every company, and its code."""
    rows = [
        {"id": number, "companyName": name, "companyNo": code, "companyPhone": phone, "spelling": spelling,
         "supportPrint": code != "OTHER"}
        for number, (code, name, spelling, phone, _) in enumerate(CARRIERS, 350)
    ]  # fmt: skip
    return {"result": rows, "success": True}


_TRADE = "com.alibaba.trade"
_ASKED = (
    "orderId", "orderEntryIds", "disputeRequest", "applyPayment", "applyCarriage", "applyReasonId", "description",
    "goodsStatus",
)  # fmt: skip
ASKING_CALLS = (
    PlatformCall(_TRADE, "alibaba.trade.getRefundReasonList", reasons, ("orderId", "orderEntryIds", "goodsStatus")),
    PlatformCall(_TRADE, "alibaba.trade.getMaxRefundFee", limits, ("input",)),
    PlatformCall(_TRADE, "alibaba.trade.uploadRefundVoucher", upload, writes=True),
    PlatformCall(_TRADE, "alibaba.trade.createRefund", create, _ASKED, writes=True),
    PlatformCall(_TRADE, "alibaba.trade.cancelRefund", withdraw, ("refundId",), needs_token=False, writes=True),
    PlatformCall(_TRADE, "alibaba.trade.refund.returnGoods", send_back, ("refundId",), writes=True),
    PlatformCall("com.alibaba.fenxiao", "refund.address.get", address, ("mainOrderId",)),
    PlatformCall("com.alibaba.logistics", "alibaba.logistics.OpQueryLogisticCompanyList", companies),
)
