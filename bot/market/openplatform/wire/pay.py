"""The ways to pay: three calls, three names of the reason field, and the time by which to pay."""

from bot.market.openplatform.wire.fields import FormError, Json, exact_number, fen, moment, part, rows, text, write_json
from bot.purchasing.order import PayDeadline, PayLink, PayWay

PAY_APIS = {
    PayWay.ALIPAY: "com.alibaba.trade/alibaba.alipay.url.get",
    PayWay.CROSS: "com.alibaba.trade/alibaba.crossBorderPay.url.get",
    PayWay.PHONE: "com.alibaba.trade/alibaba.trade.grouppay.url.get",
}


def pay_params(order_id: str, way: PayWay) -> dict[str, str]:
    """The parameters of the call for one way to pay, for one order."""
    orders = write_json([int(order_id)])
    if way is PayWay.PHONE:
        return {"orderIds": orders, "payPlatformType": "WIRELESS"}
    return {"orderIdList": orders}


def parse_pay_link(way: PayWay, order_id: str, answer: Json) -> PayLink:
    """The link, or 1688's reason if there is none, or none that pays this order. Raises FormError."""
    speaker = part(answer, "results") if way is PayWay.PHONE else answer
    url = text(speaker, "payUrl") or text(answer, "payUrl")
    reason = text(speaker, "erroMsg", "errorMsg", "errorInfo", "errorMessage") or text(speaker, "errorCode")
    for left_out in ("payFailureOrderList", "cantPayOrderList"):
        numbers = answer.get(left_out)
        if isinstance(numbers, list) and order_id in {exact_number(each) for each in numbers}:
            return PayLink(way, "", (reason or left_out)[:500])
    if url.startswith(("https://", "http://")):
        return PayLink(way, url)
    if url or not (reason or "success" in speaker):
        raise FormError("payUrl is no address")
    return PayLink(way, "", reason[:500])


def parse_deadline(answer: Json) -> PayDeadline:
    """Read payWay.query: the deadline (China's local time, returned in UTC) and the amount in fen."""
    found = part(answer, "resultList") or next(iter(rows(answer, "resultList")), {})
    return PayDeadline(moment(found, "timeout"), fen(found, "payFee"))
