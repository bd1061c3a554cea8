"""Preview, payment, parcels, addresses: each form with its own units and spellings."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.market.errors import NotFound, Rejected
from bot.market.openplatform.wire import orders, people, preview
from bot.market.openplatform.wire.fields import FormError, read_json, write_json
from bot.purchasing.order_report import Parcel, ParcelLine, PayLink, PayWay, SharedLink
from bot.purchasing.snapshot import Line

ORDER = "700100200300400500"
OTHER = "700100200300400501"


def test_a_line_is_sent_with_its_variant_and_a_numeric_address() -> None:
    params = preview.order_params([Line("655000111222", "aa11", 10)], "761204518")
    assert params == {
        "cargoParamList": '[{"offerId":655000111222,"quantity":10,"specId":"aa11"}]',
        "addressParam": '{"addressId":761204518}',
    }


def test_a_line_without_variants_names_none() -> None:
    params = preview.order_params([Line("655000111222", None, 10)], "1")
    assert params["cargoParamList"] == '[{"offerId":655000111222,"quantity":10}]'


def entry(**more: Any) -> dict[str, Any]:
    return {
        "status": True,
        "flowFlag": "fenxiaonew",
        "tradeModeNameList": ["assureTrade", "creditBuy"],
        "sumPayment": 4400,
        "sumCarriage": 800,
        "sumPaymentNoCarriage": 3600,
        "discountFee": 50,
        "cargoList": [{"offerId": 1, "amount": 36, "finalUnitPrice": 18}],
        **more,
    }


def test_a_preview_has_totals_in_fen_and_the_unit_price_in_yuan() -> None:
    read = preview.parse_preview("preview", {"orderPreviewResuslt": [entry()], "success": True})
    (part,) = read.parts
    assert (part.goods, part.freight, part.discount, part.total, part.prices[0].price) == (3600, 800, 50, 4400, 1800)
    assert (part.flow, part.trade_modes) == ("fenxiaonew", ("assureTrade",))
    assert read.trade_mode == "assureTrade"


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        (["creditBuy", "nzassure"], ("nzassure",)),
        (["period", "37staged", "631staged", "bank", "alipay"], ("alipay",)),
        (["a mode of next year"], ()),
        (["a mode of next year", "fxassure", "assure", 5, None], ("fxassure", "assure")),
        (["creditBuy"], ()),
        (None, ()),
    ],
)
def test_a_preview_offers_no_terms_that_nobody_agrees_to(named: object, kept: tuple[str, ...]) -> None:
    read = preview.parse_preview("preview", {"orderPreviewResuslt": [entry(tradeModeNameList=named)]})
    assert read.parts[0].trade_modes == kept


@pytest.mark.threat("T39")
@pytest.mark.parametrize("said", [False, "false"])
def test_a_mode_that_may_not_be_asked_for_is_not_taken(said: object) -> None:
    models = [{"tradeType": "assureTrade", "opSupport": said}, {"tradeType": "alipay", "opSupport": True}]
    named = entry(tradeModeNameList=["assureTrade", "alipay"], tradeModelList=models)
    assert preview.parse_preview("preview", {"orderPreviewResuslt": [named]}).trade_mode == "alipay"


def test_a_preview_that_splits_has_a_part_for_each_order() -> None:
    split = preview.parse_preview(
        "preview", {"orderPreviewResuslt": [entry(), entry(sumPayment=2000, tradeModeNameList=[])]}
    )
    assert [part.total for part in split.parts] == [4400, 2000]
    assert not split.trade_mode


def test_the_name_without_the_typing_error_is_read_too() -> None:
    assert preview.parse_preview("preview", {"orderPreviewResult": [entry()]}).total == 4400


@pytest.mark.parametrize(("cargo", "goods"), [([{"amount": 36}, {"amount": "1.5"}], 3750), ([], 0)])
def test_goods_that_are_not_told_are_what_the_lines_make(cargo: list[Any], goods: int) -> None:
    without = entry(sumPaymentNoCarriage=None, cargoList=cargo)
    (part,) = preview.parse_preview("p", {"orderPreviewResuslt": [without]}).parts
    assert (part.goods, part.prices, part.lines) == (goods, (), len(cargo))


def test_a_preview_tells_the_fee_and_the_funds_beside_its_total() -> None:
    funds = {"totalFundUsageAmount": 300, "totalPostFundUsageAmount": 20}
    (part,) = preview.parse_preview("p", {"orderPreviewResuslt": [entry(additionalFee=100, **funds)]}).parts
    assert (part.fee, part.funds) == (100, 320)


@pytest.mark.parametrize("answer", [{}, {"orderPreviewResuslt": []}, {"orderPreviewResuslt": [{"status": True}]}])
def test_a_preview_without_totals_is_a_form_error(answer: dict[str, Any]) -> None:
    with pytest.raises(FormError):
        preview.parse_preview("p", answer)


def test_a_part_that_says_no_is_a_refusal_in_its_own_words() -> None:
    refused = entry(status=False, resultCode="500_004", message="库存不足")
    with pytest.raises(Rejected) as caught:
        preview.parse_preview("preview", {"orderPreviewResuslt": [entry(), refused]})
    assert (caught.value.code, caught.value.reason) == ("500_004", "库存不足")


def test_the_words_may_stand_at_the_line() -> None:
    refused = entry(status=False, cargoList=[{"resultCode": "500_005", "message": "不满足起批量"}])
    with pytest.raises(Rejected, match="不满足起批量"):
        preview.parse_preview("preview", {"orderPreviewResuslt": [refused]})


def test_each_way_to_pay_is_asked_in_its_own_spelling() -> None:
    both = f"[{ORDER},{OTHER}]"
    assert orders.pay_params((ORDER,), PayWay.ALIPAY) == {"orderIdList": f"[{ORDER}]"}
    assert orders.pay_params((ORDER, OTHER), PayWay.CROSS) == {"orderIdList": both}
    assert orders.pay_params((ORDER, OTHER), PayWay.PHONE) == {"orderIds": both, "payPlatformType": "WIRELESS"}
    assert orders.pay_params((ORDER, OTHER), PayWay.GROUP) == {"orderIds": both, "payPlatformType": "PC"}


def test_a_link_holds_as_many_orders_as_its_call_takes() -> None:
    assert {way.value: way.cap for way in PayWay} == {"alipay": 30, "cross": 10, "group": 20, "phone": 20}


@pytest.mark.parametrize("order_ids", [(ORDER,), (ORDER, OTHER)])
@pytest.mark.parametrize(
    ("way", "answer", "url", "reason"),
    [
        (PayWay.ALIPAY, {"success": True, "payUrl": "https://trade.1688.com/a"}, "https://trade.1688.com/a", ""),
        (PayWay.CROSS, {"success": "true", "payUrl": "https://trade.1688.com/b"}, "https://trade.1688.com/b", ""),
        (PayWay.CROSS, {"success": True, "payUrl": "https://trade.1688.com/b"}, "https://trade.1688.com/b", ""),
        (PayWay.PHONE, {"results": {"success": True, "payUrl": "https://m.1688.com/c"}}, "https://m.1688.com/c", ""),
        (PayWay.PHONE, {"success": True, "payUrl": "https://m.1688.com/c"}, "https://m.1688.com/c", ""),
        (PayWay.GROUP, {"results": {"success": True, "payUrl": "https://m.1688.com/c"}}, "https://m.1688.com/c", ""),
        (PayWay.GROUP, {"success": "true", "payUrl": "https://m.1688.com/c", "errorInfo": None},
         "https://m.1688.com/c", ""),
        (PayWay.ALIPAY, {"success": True, "erroMsg": "MANUAL-TRADE"}, "", "MANUAL-TRADE"),
        (PayWay.CROSS, {"success": "true", "errorMsg": "不支持"}, "", "不支持"),
        (PayWay.PHONE, {"results": {"success": True, "errorInfo": "不支持"}}, "", "不支持"),
        (PayWay.GROUP, {"success": True, "errorInfo": "不支持"}, "", "不支持"),
        (PayWay.ALIPAY, {"success": True, "payUrl": None, "errorCode": "400_4"}, "", "400_4"),
    ],
)  # fmt: skip
def test_a_pay_link_is_an_address_or_a_reason(
    order_ids: tuple[str, ...], way: PayWay, answer: dict[str, Any], url: str, reason: str
) -> None:
    assert orders.parse_pay_link(way, order_ids, answer) == SharedLink(PayLink(way, url, reason))


@pytest.mark.parametrize("order_ids", [(ORDER,), (ORDER, OTHER)])
@pytest.mark.parametrize("way", PayWay)
@pytest.mark.parametrize(
    "answer",
    [{}, {"results": {}}, {"results": []}, {"payUrl": "javascript:alert(1)"}, {"success": True, "payUrl": "intent://x"},
     {"results": {"success": True, "payUrl": "javascript:alert(1)"}}],
)  # fmt: skip
def test_a_pay_link_that_is_no_web_address_is_a_form_error(
    order_ids: tuple[str, ...], way: PayWay, answer: dict[str, Any]
) -> None:
    with pytest.raises(FormError):
        orders.parse_pay_link(way, order_ids, answer)


@pytest.mark.parametrize("name", ["payFailureOrderList", "cantPayOrderList"])
def test_a_link_that_does_not_pay_this_order_is_not_given(name: str) -> None:
    answer = {"success": True, "payUrl": "https://trade.1688.com/a", name: [int(ORDER)]}
    none = PayLink(PayWay.ALIPAY, "", name)
    assert orders.parse_pay_link(PayWay.ALIPAY, (ORDER,), answer) == SharedLink(none, (ORDER,))
    assert orders.parse_pay_link(PayWay.ALIPAY, ("1",), answer).link.url == "https://trade.1688.com/a"


@pytest.mark.parametrize("number", [int(ORDER), ORDER])
@pytest.mark.parametrize("name", ["payFailureOrderList", "cantPayOrderList"])
def test_a_link_of_several_names_those_that_it_leaves_out(name: str, number: int | str) -> None:
    answer = {"success": True, "payUrl": "https://trade.1688.com/a", name: [number]}
    link = PayLink(PayWay.ALIPAY, "https://trade.1688.com/a")
    assert orders.parse_pay_link(PayWay.ALIPAY, (OTHER, ORDER), answer) == SharedLink(link, (ORDER,))
    all_of_them = orders.parse_pay_link(PayWay.ALIPAY, (OTHER, ORDER), answer | {name: [number, OTHER]})
    assert all_of_them == SharedLink(PayLink(PayWay.ALIPAY, "", name), (OTHER, ORDER))


@pytest.mark.parametrize("named", [["5"], [int(ORDER), Decimal("1.5E+17")], [None], ORDER, {ORDER: 1}])
def test_a_link_of_several_is_not_given_if_it_is_not_clear_what_it_leaves_out(named: Any) -> None:
    answer = {"success": True, "payUrl": "https://trade.1688.com/a", "payFailureOrderList": named}
    with pytest.raises(FormError):
        orders.parse_pay_link(PayWay.ALIPAY, (ORDER, OTHER), answer)
    assert orders.parse_pay_link(PayWay.ALIPAY, ("7",), answer).link.url == "https://trade.1688.com/a"


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        (f"以下订单无法支付[{ORDER},{OTHER}]", (ORDER, OTHER)),
        (f"操作库存失败:PRODUCT_TRADE_STAT_ERROR,inventoryErrorIds:[{OTHER}]", (OTHER,)),
        (f"订单［{OTHER}，{ORDER}］无法支付", (ORDER, OTHER)),
        (f"订单【{ORDER}】无法支付", (ORDER,)),
        (f"订单[1{ORDER}, 5, {ORDER}1]无法支付", ()),
        (f"订单{ORDER}无法支付[500]", ()),
        ("无法支付", ()),
    ],
)
@pytest.mark.parametrize("way", [PayWay.ALIPAY, PayWay.CROSS, PayWay.GROUP])
def test_a_refusal_may_name_its_orders_in_brackets(way: PayWay, words: str, left_out: tuple[str, ...]) -> None:
    key = {PayWay.ALIPAY: "erroMsg", PayWay.CROSS: "errorMsg"}.get(way, "errorInfo")
    answer: dict[str, Any] = {"success": True, "payUrl": None, key: words}
    expected = SharedLink(PayLink(way, "", words), left_out)
    assert orders.parse_pay_link(way, (ORDER, OTHER), answer) == expected
    if way is PayWay.GROUP:
        assert orders.parse_pay_link(way, (ORDER, OTHER), {"results": answer}) == expected


def test_words_beside_the_link_of_one_order_do_not_take_it_away() -> None:
    answer = {"success": True, "payUrl": "https://trade.1688.com/a", "erroMsg": f"订单[{ORDER}]"}
    assert orders.parse_pay_link(PayWay.ALIPAY, (ORDER,), answer).link.url == "https://trade.1688.com/a"


def test_the_deadline_is_on_chinas_clock_and_the_amount_in_fen() -> None:
    told = {"resultList": {"orderId": ORDER, "payFee": 32120, "timeout": "2026-11-27 14:00:45"}, "success": True}
    deadline = orders.parse_deadline(told)
    assert deadline.pay_by == datetime(2026, 11, 27, 6, 0, 45, tzinfo=UTC)
    assert deadline.amount == 32120
    assert orders.parse_deadline({"resultList": [told["resultList"]]}) == deadline


def test_parcels_are_read_one_by_one() -> None:
    rows = [
        {
            "logisticsId": "LP1",
            "logisticsBillNo": "YT1",
            "logisticsCompanyName": "圆通速递(YTO)",
            "status": "TRANSPORT",
        },
        {"logisticsId": "LP2", "logisticsBillNo": 78611, "logisticsCompanyName": "中通快递(ZTO)", "status": "SIGN"},
    ]
    first, second = orders.parse_parcels({"result": rows, "success": True}, ORDER)
    assert (first.logistics_id, first.bill_no, first.company, first.signed) == ("LP1", "YT1", "圆通速递(YTO)", False)
    assert (second.bill_no, second.status, second.signed) == ("78611", "SIGN", True)


def goods(entry: object, pieces: object = 2) -> dict[str, object]:
    return {"tradeOrderItemId": entry, "quantity": pieces}


GOODS, TWIN, NUMBERS = "logisticsOrderGoods", "logisticsOrderSendGood", "orderEntryIds"


@pytest.mark.parametrize(
    ("parcel", "lines"),
    [
        ({GOODS: [goods(11, "2.0"), goods("12", 1)], NUMBERS: "11,12,13"}, [("11", 2), ("12", 1)]),
        ({TWIN: [goods(11)], GOODS: []}, [("11", 2)]),
        ({TWIN: [goods(11, 9)], GOODS: [goods(12)]}, [("12", 2)]),
        ({GOODS: [goods(11), goods(11, 3)]}, [("11", 5)]),
        ({GOODS: [goods(11), goods(11, "some")]}, [("11", None)]),
        ({GOODS: [goods(11, 1.5), goods(12, -1), goods(13, None)]}, [("11", None), ("12", None), ("13", None)]),
        ({GOODS: [goods(11), goods(None)], NUMBERS: "11,12"}, [("11", None), ("12", None)]),
        ({GOODS: [goods(11), goods("x")], TWIN: [goods(12, 4)]}, [("12", 4)]),
        ({NUMBERS: "11, 12,11"}, [("11", None), ("12", None)]),
        ({NUMBERS: [11, "12"]}, [("11", None), ("12", None)]),
        ({NUMBERS: 11}, [("11", None)]),
        ({NUMBERS: "11;12"}, []),
        ({NUMBERS: "11,"}, []),
        ({NUMBERS: {"11": 1}}, []),
        ({NUMBERS: "0", GOODS: "11"}, []),
        ({}, []),
    ],
)
def test_a_parcel_names_its_lines_by_the_first_way_that_names_all_of_them(parcel: Any, lines: Any) -> None:
    read, other = orders.parse_parcels(
        read_json(write_json({"result": [{"logisticsId": "LP1"} | parcel, {"status": "SIGN"}]})), ORDER
    )
    assert [(each.entry_id, each.quantity) for each in read.lines] == lines
    assert (other.signed, other.lines) == (True, ())


THEIRS = "700100200300400999"


def of_order(order: object, entry: int) -> dict[str, object]:
    return {"tradeOrderId": order, "tradeOrderItemId": entry, "quantity": 2}


@pytest.mark.parametrize(
    ("parcel", "of", "entries"),
    [
        ({GOODS: [of_order(int(ORDER), 11)]}, ORDER, ["11"]),
        ({GOODS: [of_order(ORDER, 11), of_order(THEIRS, 12)]}, ORDER, ["11"]),
        ({GOODS: [of_order(THEIRS, 12), of_order(None, 11)]}, THEIRS, ["12", "11"]),
        ({TWIN: [of_order(THEIRS, 12)], NUMBERS: "12"}, THEIRS, ["12"]),
        ({GOODS: [of_order(int(float(ORDER)), 11)]}, ORDER, ["11"]),  # a double on the way
        ({NUMBERS: "11"}, "", ["11"]),
        ({}, "", []),
    ],
)
def test_a_parcel_says_of_which_order_it_is_and_names_its_lines_alone(parcel: Any, of: str, entries: Any) -> None:
    [read] = orders.parse_parcels(read_json(write_json({"result": [{"logisticsId": "LP1"} | parcel]})), ORDER)
    assert (read.of_order, [each.entry_id for each in read.lines]) == (of, entries)


def test_what_a_parcel_does_not_say_of_itself_the_detail_may() -> None:
    items = [
        {"logisticsCode": "LP1", "logisticsBillNo": "YT1", "subItemIds": "11,12"},
        {"logisticsBillNo": "YT2", "subItemIds": "13"},
        {"logisticsCode": "LP3", "logisticsBillNo": "YT1", "subItemIds": "14"},
        {"logisticsCode": "LP4", "subItemIds": "15,no number"},
        "a bad row",
    ]
    base = {"idOfStr": ORDER, "totalAmount": 1}
    report = orders.parse_detail({"result": {"baseInfo": base, "nativeLogistics": {"logisticsItems": items}}})

    assert report is not None

    def entries(number: str, bill_no: str, *lines: ParcelLine) -> list[tuple[str, int | None]]:
        parcel = report.with_lines(Parcel(number, bill_no, "", "", False, lines=lines))
        return [(each.entry_id, each.quantity) for each in parcel.lines]

    assert entries("LP1", "YT1") == [("11", None), ("12", None)]
    assert entries("LP2", "YT2") == [("13", None)]
    assert entries("LP3", "YT1") == [("14", None)]
    assert entries("LP4", "YT9") == entries("", "") == []
    assert entries("LP1", "YT1", ParcelLine("99", 3)) == [("99", 3)]


TRACE = {
    "logisticsTrace": [
        {
            "logisticsId": "LP1",
            "logisticsSteps": [
                {"acceptTime": "2026-11-25 08:00:00", "remark": "派送中"},
                {"acceptTime": "2026-11-24 21:55:33", "remark": "已揽收"},
                {"acceptTime": "soon", "remark": "a step without a time"},
            ],
        },
        {"logisticsId": "LP2", "logisticsSteps": [{"acceptTime": "2026-11-24 22:00:00", "remark": "另一个包裹"}]},
    ]
}


def test_a_trace_is_of_one_parcel_and_oldest_first() -> None:
    steps = orders.parse_trace(TRACE, ORDER, "LP1")
    assert [step.remark for step in steps] == ["已揽收", "派送中"]
    assert steps[0].at == datetime(2026, 11, 24, 13, 55, 33, tzinfo=UTC)
    assert len(orders.parse_trace(TRACE, ORDER, "")) == 3
    assert orders.parse_trace(TRACE, ORDER, "LP9") == ()


def test_steps_of_another_order_s_parcel_are_left_out() -> None:
    parcels = TRACE["logisticsTrace"]
    of_theirs = {"logisticsTrace": [each | {"orderId": int(THEIRS)} for each in parcels]}
    of_ours = {"logisticsTrace": [each | {"orderId": int(float(ORDER))} for each in parcels]}
    assert orders.parse_trace(of_theirs, ORDER, "LP1") == ()
    assert len(orders.parse_trace(of_ours, ORDER, "LP1")) == 2


def test_a_trace_that_is_only_a_sentence_is_empty() -> None:
    assert orders.parse_trace({"errorMessage": "该订单没有物流跟踪信息。", "success": True}, ORDER, "LP1") == ()


def test_an_address_shows_its_city_apart() -> None:
    rows = [
        {
            "id": 761204518,
            "fullName": "王五",
            "mobilePhone": "13800000011",
            "addressCodeText": "浙江省 宁波市 鄞州区",
            "townName": "下应街道",
            "address": "海晏北路1号",
            "isDefault": True,
        },
        {"id": "5", "fullName": "赵六", "phone": "0574-1", "addressCodeText": "上海", "address": "南京路2号"},
        {"fullName": "nobody"},
    ]
    first, second = people.parse_addresses({"result": {"receiveAddressItems": rows}})
    assert (first.address_id, first.name, first.phone, first.city) == ("761204518", "王五", "13800000011", "宁波市")
    assert (first.full, first.default) == ("浙江省 宁波市 鄞州区 下应街道 海晏北路1号", True)
    assert (second.address_id, second.city, second.phone, second.default) == ("5", "上海", "0574-1", False)


def test_an_account_without_addresses_has_none() -> None:
    assert people.parse_addresses({"result": {}}) == ()


def test_the_account_has_a_name() -> None:
    account = people.parse_account({"result": {"loginId": "buyer", "memberId": "b2b-1", "companyName": "公司"}})
    assert (account.login, account.member_id, account.company) == ("buyer", "b2b-1", "公司")
    with pytest.raises(FormError):
        people.parse_account({"result": {}})


def test_the_chat_link_is_a_web_address() -> None:
    assert people.parse_chat_link({"result": {"result": "https://air.1688.com/x"}}) == "https://air.1688.com/x"
    with pytest.raises(FormError):
        people.parse_chat_link(read_json('{"result": {"result": "aliwangwang:x"}}'))


def test_a_relation_that_does_not_exist_is_no_missing_offer() -> None:
    refused = entry(status=False, resultCode="500_007", message="代销关系不存在")
    with pytest.raises(Rejected) as caught:
        preview.parse_preview("preview", {"orderPreviewResuslt": [refused]})
    assert not isinstance(caught.value, NotFound)
