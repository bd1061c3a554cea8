"""The market's face over the Open Platform, for money that is asked back and goods that go back."""

from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from bot.market.errors import MarketError, Misunderstood, NotAllowed, NotFound, Rejected, Unreachable
from bot.market.openplatform.signing import signature
from bot.market.openplatform.wire.fields import write_json
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundReason, RefundTaken
from bot.purchasing.claims import Pieces
from bot.purchasing.money import Fen

OURS, ENTRY = "3301686771403783779", "3301686771403783780"
OF_ORDER = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
LIST = "alibaba.trade.refund.buyer.queryOrderRefundList"
ONE = "alibaba.trade.refund.OpQueryOrderRefund"
CREATE = "alibaba.trade.createRefund"
CANCEL = "alibaba.trade.cancelRefund"
RETURN = "alibaba.trade.refund.returnGoods"
VOUCHER = "alibaba.trade.uploadRefundVoucher"
DENIED = httpx.Response(400, json={"error_code": "gw.APIACLDecline", "error_message": "no"})
ASK = RefundAsk(
    GoodsStatus.HERE, {ENTRY: Pieces(damaged=1)}, reason=RefundReason(20021, "x"), goods=Fen(100), description="#1"
)


def refund(refund_id: str, status: str = "waitselleragree", **more: Any) -> dict[str, Any]:
    return {"refundId": refund_id, "orderId": int(OURS), "status": status, "applyPayment": 100, **more}


def listed(*models: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    counted = {} if total is None else {"totalCount": total}
    return {"result": {"opOrderRefundModels": [*models], **counted}, "success": True}


async def test_a_running_refund_is_told_by_all_calls_together(gateway: Any, wire: Any) -> None:
    wire.on(OF_ORDER, lambda form: {"result": {"opOrderRefundModels": [
        refund("TQ1", isRefundGoods=True, applyReason="坏了"), refund("TQ2", "refundsuccess", isOnlyRefund=True),
    ] if form["queryType"] == "1" else []}})  # fmt: skip
    wire.on(LIST, listed(refund("TQ1"), refund("TQ2", "refundsuccess"), total=2))
    wire.on(ONE, {"result": {"opOrderRefundModelDetail": refund("TQ1", gmtTimeOut="20261127100000000+0800")}})
    first, second = (await gateway.refunds(OURS)).refunds
    assert (first.back, first.reason, first.ends_at is not None) == (True, "坏了", True)
    assert (second.back, second.ends_at) == (False, None)
    (asked,) = wire.forms(ONE)
    assert (asked["refundId"], asked["needTimeOutInfo"]) == ("TQ1", "true")


@pytest.mark.parametrize("answer", [
    DENIED, {"errorCode": "500", "errorMessage": "no"}, {"result": {}},
    {"result": {"opOrderRefundModelDetail": refund("TQ9", "refundclose")}},
], ids=["not granted", "refused", "of no form", "of another"])  # fmt: skip
async def test_a_refund_stands_without_the_call_for_one(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(OF_ORDER, {"result": {"opOrderRefundModels": []}})
    wire.on(LIST, listed(refund("TQ1"), total=1))
    wire.on(ONE, answer)
    for _ in range(2):
        assert [(each.refund_id, each.word) for each in (await gateway.refunds(OURS)).refunds] == [
            ("TQ1", "waitselleragree")
        ]
    assert len(wire.forms(ONE)) == (1 if answer is DENIED else 2)


@pytest.mark.parametrize("granted", [True, False])
async def test_where_goods_go_back_to_is_asked_if_their_refund_does_not_say_it(
    gateway: Any, wire: Any, granted: bool
) -> None:
    told = {"sellerRealName": "王工", "sellerReceiveAddress": "杭州市 1号"}
    wire.on(OF_ORDER, {"result": {"opOrderRefundModels": []}})
    wire.on(
        LIST, listed(refund("TQ1", "waitbuyersend"), refund("TQ2", "waitbuyersend", **told), refund("TQ3"), total=3)
    )
    wire.on(ONE, DENIED)
    row = {"receiverName": "李工", "mobile": "13800000002", "cityText": "义乌市", "streetAddress": "2号"}
    wire.on("refund.address.get", {"result": {"success": True, "data": [row]}} if granted else DENIED)
    for _ in range(2):
        read = await gateway.refunds(OURS)
        asked = "李工, 13800000002, 义乌市 2号" if granted else ""
        assert [each.address for each in read.refunds] == [asked, "王工, 杭州市 1号", ""]
    assert len(wire.forms("refund.address.get")) == (2 if granted else 1)


async def test_every_page_of_the_list_is_read(gateway: Any, wire: Any) -> None:
    pages = [[refund(f"TQ{n}") for n in range(20)], [refund(f"TQ{n}") for n in range(20, 25)]]
    wire.on(LIST, lambda form: listed(*pages[int(form["currentPageNum"])], total=25))
    assert [each.refund_id for each in await gateway.all_refunds(OURS)] == [f"TQ{n}" for n in range(25)]
    assert [(form["currentPageNum"], form["orderId"]) for form in wire.forms(LIST)] == [("0", OURS), ("1", OURS)]


async def test_a_list_without_a_count_ends_with_a_page_that_is_not_full(gateway: Any, wire: Any) -> None:
    wire.on(LIST, listed(refund("TQ1")))
    assert len(await gateway.all_refunds(OURS)) == 1
    assert len(wire.forms(LIST)) == 1


async def test_a_list_that_counts_more_than_it_shows_is_no_proof(gateway: Any, wire: Any) -> None:
    wire.on(LIST, listed(total=1))
    with pytest.raises(Misunderstood):
        await gateway.all_refunds(OURS)


@pytest.mark.parametrize(("answer", "error"), [
    (DENIED, NotAllowed), ({"success": False, "errorCode": "400", "errorMsg": "主账号"}, Rejected),
])  # fmt: skip
async def test_the_list_says_no_to_a_sub_account(gateway: Any, wire: Any, answer: Any, error: Any) -> None:
    wire.on(LIST, answer)
    with pytest.raises(error):
        await gateway.all_refunds(OURS)
    wire.on(OF_ORDER, {"result": {"opOrderRefundModels": [refund("TQ1")]}})
    wire.on(ONE, DENIED)
    read = await gateway.refunds(OURS)
    assert ([each.refund_id for each in read.refunds], read.answered, read.whole) == (["TQ1"], True, False)


async def test_the_reads_ask_in_the_documented_form(gateway: Any, wire: Any) -> None:
    wire.on("alibaba.trade.getRefundReasonList", {"result": {"success": True, "result": {"reasons": []}}})
    wire.on("alibaba.trade.getMaxRefundFee", {"result": {"success": True, "result": {"maxGoodsFee": 1}}})
    wire.on("refund.address.get", {"result": {"success": True, "data": []}})
    wire.on("alibaba.logistics.OpQueryLogisticCompanyList", {"result": [], "success": True})
    wire.on("alibaba.trade.refund.OpQueryOrderRefundOperationList", {"result": {"opOrderRefundOperationModels": []}})
    two = RefundAsk(GoodsStatus.HERE, {ENTRY: Pieces(damaged=1, good=1)})
    assert await gateway.refund_reasons(OURS, two) == ()
    assert await gateway.refund_limits(OURS, two) == (1, 0, 1)
    assert (await gateway.return_address(OURS), await gateway.carriers()) == ((), ())
    assert await gateway.refund_steps("TQ1") == ()
    asked = [{key: value for key, value in dict(parse_qsl(request.content.decode())).items() if key[0] not in "_a"}
             for _, request in wire.requests]  # fmt: skip
    assert asked == [
        {"orderId": OURS, "orderEntryIds": f"[{ENTRY}]", "goodsStatus": "refundBuyerReceived"},
        {"input": write_json({
            "goodsStatus": "refundBuyerReceived", "orderId": int(OURS),
            "refundGoodsCountList": [{"id": int(ENTRY), "count": 2}],
        })},
        {"mainOrderId": OURS}, {}, {"refundId": "TQ1", "pageNo": "1", "pageSize": "50"},
    ]  # fmt: skip


async def test_a_picture_travels_as_a_file_beside_a_signed_address(gateway: Any, wire: Any) -> None:
    told = {"imageDomain": "https://cbu01.alicdn.com", "imageRelativeUrl": "img/1.jpg"}
    wire.on(VOUCHER, {"result": {"success": True, "result": told}})
    assert await gateway.upload_voucher(b"\xff\xd8picture") == "https://cbu01.alicdn.com/img/1.jpg"
    request = wire.requests[0][1]
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="imageData"; filename="imageData.jpg"' in request.content
    assert b"\xff\xd8picture" in request.content
    form = dict(request.url.params)
    assert form["access_token"] == "canary-access-1"
    path = "param2/1/com.alibaba.trade/alibaba.trade.uploadRefundVoucher/1000000"
    assert form.pop("_aop_signature") == signature("canary-app-secret", path, form)


async def test_a_refund_is_asked_for_once_and_the_carriage_that_1688_set_is_told(gateway: Any, wire: Any) -> None:
    wire.on(CREATE, {"result": {"success": True, "result": {"refundId": "TQ1", "innerPostFee": 800}}})
    assert await gateway.ask_refund(OURS, ASK) == RefundTaken("TQ1", Fen(800))
    assert len(wire.forms(CREATE)) == 1


@pytest.mark.parametrize("answer", [
    {"result": {"success": False, "code": "5100", "message": "其他未知错误", "result": {"refundId": "TQ1"}}},
    {"result": {"result": {"refundId": "TQ1"}}},
    {"success": False, "errorCode": "5010", "result": {"refundId": "TQ1"}},
])  # fmt: skip
async def test_an_answer_that_names_a_refund_is_no_refusal(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(CREATE, answer)
    assert await gateway.ask_refund(OURS, ASK) == RefundTaken("TQ1")


async def test_a_refusal_of_1688_carries_its_whole_answer(gateway: Any, wire: Any) -> None:
    answer = {"result": {"success": False, "code": "5011", "message": "退款金额错误", "result": None}}
    wire.on(CREATE, answer)
    with pytest.raises(Rejected) as caught:
        await gateway.ask_refund(OURS, ASK)
    assert (caught.value.code, caught.value.reason, caught.value.answer) == ("5011", "退款金额错误", answer)


@pytest.mark.parametrize("answer", [
    {"result": {"success": True, "result": {}}}, {"result": {}}, {},
    {"result": {"success": False, "code": "5100", "message": "其他未知错误"}},
    {"result": {"success": False, "code": "4000", "message": "系统"}}, {"success": False},
    httpx.Response(400, json={"message": "later"}),
    httpx.Response(400, json={"error_code": "500", "error_message": "x"}),
])  # fmt: skip
async def test_whatever_is_neither_taken_nor_refused_is_misunderstood(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(CREATE, answer)
    with pytest.raises(Misunderstood):
        await gateway.ask_refund(OURS, ASK)
    assert len(wire.forms(CREATE)) == 1


@pytest.mark.parametrize(("failure", "sent"), [
    (httpx.ConnectError("x"), False), (httpx.PoolTimeout("x"), False), (httpx.ReadTimeout("x"), True),
    (httpx.RemoteProtocolError("x"), True), (httpx.Response(502, text="<html>"), True),
    (httpx.Response(200, text='{"result": {"succ'), True),
])  # fmt: skip
async def test_what_no_answer_came_to_is_sent_once_and_says_whether_it_left(
    gateway: Any, wire: Any, failure: Any, sent: bool
) -> None:
    for name in (CREATE, CANCEL, RETURN):
        wire.on(name, failure)
    for doing in (gateway.ask_refund(OURS, ASK), gateway.withdraw_refund("TQ1"), gateway.send_back("TQ1", "ZTO", "1")):
        with pytest.raises(Unreachable) as caught:
            await doing
        assert caught.value.sent is sent
    assert wire.names() == [CREATE, CANCEL, RETURN]


@pytest.mark.parametrize(("error_code", "kind"), [("gw.ParamMissing", Rejected), ("gw.APIACLDecline", NotAllowed)])
async def test_what_the_gateway_turns_away_did_not_reach_the_service(
    gateway: Any, wire: Any, gateway_error: Any, error_code: str, kind: type[MarketError]
) -> None:
    wire.on(CREATE, gateway_error(error_code, "no"))
    with pytest.raises(kind) as caught:
        await gateway.ask_refund(OURS, ASK)
    assert getattr(caught.value, "by_gateway", True)
    assert caught.value.answer == {}


B = {"result": {"success": True, "errorInfo": None, "errorCode": None}}


async def test_a_refund_is_taken_back(gateway: Any, wire: Any) -> None:
    wire.on(CANCEL, B, {"result": {"success": False, "errorCode": "X", "errorInfo": "状态"}}, {"result": {}})
    await gateway.withdraw_refund("TQ1")
    assert wire.forms(CANCEL)[0]["refundId"] == "TQ1"
    for error in (Rejected, Misunderstood):
        with pytest.raises(error):
            await gateway.withdraw_refund("TQ1")


async def test_goods_are_said_to_be_on_their_way_back(gateway: Any, wire: Any) -> None:
    wire.on(RETURN, B)
    await gateway.send_back("TQ1", "ZTO", "7861")
    form = wire.forms(RETURN)[0]
    assert [form[key] for key in ("refundId", "logisticsCompanyNo", "freightBill")] == ["TQ1", "ZTO", "7861"]


@pytest.mark.parametrize(("code", "kind"), [("4004", Rejected), ("4007", Rejected), ("4005", NotFound),
                                            ("5002", Misunderstood), ("5003", Misunderstood)])  # fmt: skip
async def test_trouble_inside_1688_is_no_refusal(gateway: Any, wire: Any, code: str, kind: type[MarketError]) -> None:
    words = "退款单信息不存在" if kind is NotFound else "操作失败"
    answer = {"result": {"success": False, "errorCode": code, "errorInfo": words}}
    wire.on(RETURN, answer)
    with pytest.raises(kind) as caught:
        await gateway.send_back("TQ1", "ZTO", "1")
    assert (caught.value.code, caught.value.reason, caught.value.answer) == (code, words, answer)
