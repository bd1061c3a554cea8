"""The market's face over the Open Platform: which call answers which question, and what is made of refusals."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.market.errors import Misunderstood, NotAllowed, NotFound, Rejected, Throttled, Unreachable
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.offers.search import Search, SearchFilter, Sort
from bot.purchasing.snapshot import Line, PricedLine

PRODUCT = "product.search.queryProductDetail"
SIMPLE = "alibaba.product.simple.get"
ORDERS = "alibaba.trade.getBuyerOrderList"
ORDER = "alibaba.trade.get.buyerView"
OURS = "700100200300400500"
OFFER = "655000111222"

FOUND = {"result": {"success": True, "code": "200", "result": {"offerId": int(OFFER), "status": "published"}}}
OLD_FOUND = {"productInfo": {"productID": int(OFFER), "status": "published"}}
DENIED = httpx.Response(400, json={"error_code": "gw.APIACLDecline", "error_message": "AppKey is not allowed(acl)"})


def no(code: str, message: str = "不行", name: str = "errorMessage") -> dict[str, Any]:
    return {"success": False, "errorCode": code, name: message}


async def test_an_offer_is_asked_for_in_the_readers_language(gateway: Any, wire: Any) -> None:
    wire.on(PRODUCT, FOUND)
    assert (await gateway.offer(OFFER, "ru")).offer_id == OFFER
    assert json.loads(wire.forms(PRODUCT)[0]["offerDetailParam"]) == {"offerId": int(OFFER), "country": "ru"}


@pytest.mark.parametrize(
    "answer",
    [
        {"result": {"success": True, "code": "200", "result": None}},
        {"result": {"success": False, "code": "404", "message": "商品不存在"}},
        {"result": {"success": True, "result": {"offerId": 5}}},
    ],
)
async def test_an_offer_that_does_not_exist_is_not_found(gateway: Any, wire: Any, answer: Any) -> None:
    wire.on(PRODUCT, answer)
    with pytest.raises(NotFound):
        await gateway.offer(OFFER, "en")


async def test_a_delisted_offer_is_an_offer(gateway: Any, wire: Any) -> None:
    wire.on(PRODUCT, {"result": {"result": {"offerId": int(OFFER), "status": "expired"}}})
    assert not (await gateway.offer(OFFER, "en")).on_sale


async def test_the_older_call_stands_in_where_the_first_is_not_granted(gateway: Any, wire: Any, clock: Any) -> None:
    wire.on(PRODUCT, DENIED)
    wire.on(SIMPLE, OLD_FOUND)
    for _ in range(3):
        assert (await gateway.offer(OFFER, "en")).offer_id == OFFER
    assert wire.names() == [PRODUCT, SIMPLE, SIMPLE, SIMPLE]
    clock.time += timedelta(hours=1)
    wire.on(PRODUCT, FOUND)
    await gateway.offer(OFFER, "en")
    assert wire.names()[4:] == [PRODUCT]


async def test_where_no_product_call_is_granted_a_person_must_ask_for_it(gateway: Any, wire: Any) -> None:
    wire.on(PRODUCT, DENIED)
    wire.on(SIMPLE, DENIED)
    for _ in range(2):
        with pytest.raises(NotAllowed) as caught:
            await gateway.offer(OFFER, "en")
        assert caught.value.remedy


async def test_other_failures_do_not_lead_to_the_older_call(gateway: Any, wire: Any) -> None:
    wire.on(PRODUCT, httpx.ReadTimeout("slow"))
    with pytest.raises(Unreachable):
        await gateway.offer(OFFER, "en")
    assert SIMPLE not in wire.names()


async def test_a_search_names_page_and_language(gateway: Any, wire: Any) -> None:
    wire.on("product.search.keywordQuery", {"result": {"result": {"data": [{"offerId": 5, "subject": "杯"}]}}})
    (hit,) = (await gateway.search(Search("杯"), 2, "en")).hits
    asked = json.loads(wire.forms("product.search.keywordQuery")[0]["offerQueryParam"])
    assert hit.offer_id == "5"
    assert asked == {"keyword": "杯", "beginPage": 2, "pageSize": 20, "country": "en"}


async def test_a_search_by_a_picture_names_its_number_its_part_and_what_narrows_it_down(
    gateway: Any, wire: Any
) -> None:
    wire.on("product.search.imageQuery", {"result": {"success": "true", "result": {"data": []}}})
    kept = SearchFilter(Fen(100), Fen(1250), 50, "义乌", factory=True, soon=True, sort=Sort.SOLD)
    await gateway.search(Search("杯", "1200000000000000001", "0,9,0,9", kept), 1, "ru")
    asked = json.loads(wire.forms("product.search.imageQuery")[0]["offerQueryParam"])
    assert asked == {
        "imageId": "1200000000000000001", "region": "0,9,0,9", "keyword": "杯", "country": "ru",
        "beginPage": 1, "pageSize": 20, "priceStart": "1.00", "priceEnd": "12.50",
        "filter": "certifiedFactory,shipIn48Hours", "sort": '{"monthSold":"desc"}',
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "number"), [("1200000000000000001", "1200000000000000001"), (0, ""), ("0", ""), (None, "")]
)
async def test_a_picture_goes_as_it_is_and_comes_back_as_a_number(
    gateway: Any, wire: Any, given: Any, number: str
) -> None:
    wire.on("product.image.upload", {"result": {"success": "true", "code": "200", "result": given}})
    if number:
        assert await gateway.upload_picture(b"\xff\xd8 a picture") == number
    else:
        with pytest.raises(Misunderstood):
            await gateway.upload_picture(b"\xff\xd8 a picture")
    asked = json.loads(wire.forms("product.image.upload")[0]["uploadImageParam"])
    assert base64.b64decode(asked.pop("imageBase64"), validate=True) == b"\xff\xd8 a picture"
    assert asked == {}


async def test_the_median_price_of_a_month_is_its_newest_and_a_no_says_why(gateway: Any, wire: Any) -> None:
    name = "product.analyze.getThirtyDayMedianPriceTrendNew"
    days = [
        {"date": "20261102", "value": "17.90"},
        {"date": "20261101", "value": "18.50"},
        {"date": "20261103", "value": ""},
    ]
    wire.on(name, {"result": {"success": True, "retCode": "S000", "result": days}})
    assert await gateway.median_price(OFFER, date(2026, 11, 1), date(2026, 11, 3)) == 1790
    asked = json.loads(wire.forms(name)[0]["trendQueryParam"])
    assert asked == {"offerId": int(OFFER), "startDate": "20261101", "endDate": "20261103"}
    wire.on(name, {"result": {"success": False, "retCode": "F001", "retMsg": "超过1个月"}})
    with pytest.raises(Rejected) as refused:
        await gateway.median_price(OFFER, date(2026, 1, 1), date(2026, 11, 3))
    assert (refused.value.code, refused.value.reason) == ("F001", "超过1个月")


@pytest.mark.parametrize(("call", "cross"), [("cross", True), ("fast", False)])
async def test_a_preview_names_no_flow_so_that_1688_picks_one(client: Any, wire: Any, call: Any, cross: bool) -> None:
    entry = {"flowFlag": "general", "sumPayment": 100, "tradeModeNameList": ["assureTrade"]}
    wire.on("alibaba.createOrder.preview", {"success": True, "orderPreviewResuslt": [entry]})
    read = await OpenPlatformGateway(client, call).preview([Line(OFFER, "aa", 3)], "77")
    (form,) = wire.forms("alibaba.createOrder.preview")
    assert read.total == 100
    assert "flow" not in form
    assert ("isvBizType" in form) is cross
    assert json.loads(form["cargoParamList"]) == [{"offerId": int(OFFER), "specId": "aa", "quantity": 3}]


async def test_a_preview_that_is_refused_keeps_1688s_code(gateway: Any, wire: Any) -> None:
    wire.on("alibaba.createOrder.preview", no("500_005", "不满足起批量", "errorMsg"))
    with pytest.raises(Rejected) as caught:
        await gateway.preview([Line(OFFER, None, 1)], "77")
    assert caught.value.code == "500_005"


HOMES = {"result": {"receiveAddressItems": [
    {"id": 77, "fullName": "王五", "mobilePhone": "13800000011", "address": "海晏北路1号", "townName": "福明街道",
     "addressCodeText": "浙江省 宁波市 鄞州区"}]}}  # fmt: skip
AREA = {"provinceText": "浙江省", "cityText": "宁波市", "areaText": "鄞州区", "townText": "福明街道"}
PREVIEWED = {"success": True, "orderPreviewResuslt": [{"sumPayment": 100, "tradeModeNameList": ["assureTrade"]}]}
NO_ADDRESS = {"success": False, "errorCode": None, "errorMsg": "AddressId invalid:AddressId invalid"}
PREVIEW, HOME_LIST = "alibaba.createOrder.preview", "alibaba.trade.receiveAddress.get"


def wants_words(form: dict[str, str]) -> dict[str, Any]:
    """A 1688 that does not take the number of an address alone."""
    return PREVIEWED if "provinceText" in json.loads(form["addressParam"]) else NO_ADDRESS


async def test_where_the_number_of_an_address_is_not_enough_its_area_goes_with_it(gateway: Any, wire: Any) -> None:
    wire.on(PREVIEW, wants_words)
    wire.on(HOME_LIST, HOMES)
    assert json.loads(json.loads(gateway.body(PLACING))["addressParam"]) == {"addressId": 77}
    for _ in range(3):
        await gateway.preview([Line(OFFER, "aa", 3)], "77")
    assert wire.names() == [PREVIEW, HOME_LIST, PREVIEW, PREVIEW, PREVIEW], "it costs two calls, once"
    asked = json.loads(wire.forms(PREVIEW)[-1]["addressParam"])
    assert asked == {"addressId": 77} | AREA
    assert json.loads(json.loads(gateway.body(PLACING))["addressParam"]) == asked


async def test_an_address_that_1688_does_not_take_at_all_is_refused_in_its_words(gateway: Any, wire: Any) -> None:
    wire.on(PREVIEW, NO_ADDRESS)
    wire.on(HOME_LIST, HOMES)
    for address in ("77", "78"):
        with pytest.raises(Rejected, match="AddressId invalid"):
            await gateway.preview([Line(OFFER, "aa", 3)], address)
    assert wire.names() == [PREVIEW, HOME_LIST, PREVIEW, PREVIEW, HOME_LIST]
    assert json.loads(json.loads(gateway.body(PLACING))["addressParam"]) == {"addressId": 77}, "the words did not help"


async def test_another_refusal_asks_for_no_address(gateway: Any, wire: Any) -> None:
    wire.on(PREVIEW, no("500_004", "库存不足", "errorMsg"))
    with pytest.raises(Rejected):
        await gateway.preview([Line(OFFER, "aa", 3)], "77")
    assert wire.names() == [PREVIEW]


PLACING = Placing((PricedLine(OFFER, "aa", 3, Fen(1200)),), "CG-17", "77", "fenxiaonew", "assureTrade", "请尽快")


def test_the_body_is_canonical_and_complete(client: Any) -> None:
    body = OpenPlatformGateway(client, "cross").body(PLACING)
    assert body == OpenPlatformGateway(client, "cross").body(PLACING)
    assert json.loads(body) == {
        "addressParam": '{"addressId":77}',
        "cargoParamList": '[{"offerId":655000111222,"quantity":3,"specId":"aa"}]',
        "flow": "fenxiaonew",
        "isvBizType": "cross",
        "message": "请尽快",
        "outOrderId": "CG-17",
        "tradeType": "assureTrade",
    }
    assert list(json.loads(body)) == sorted(json.loads(body))


def test_the_fast_body_has_a_flow_and_leaves_out_what_is_empty(client: Any) -> None:
    bare = Placing((PricedLine(OFFER, None, 3, Fen(1200)),), "CG-17", "77", "", "", "")
    body = json.loads(OpenPlatformGateway(client, "fast").body(bare))
    assert set(body) == {"addressParam", "cargoParamList", "flow", "outOrderId"}
    assert body["flow"] == "general"


def test_a_long_note_is_cut_to_what_1688_takes(client: Any) -> None:
    long = Placing((PricedLine(OFFER, None, 3, Fen(1200)),), "CG-17", "77", "", "", "长" * 900)
    assert len(json.loads(OpenPlatformGateway(client, "fast").body(long))["message"]) == 500


def listed(*ids: str, total: int | None = None) -> dict[str, Any]:
    rows = [{"baseInfo": {"idOfStr": each}} for each in ids]
    return {"result": rows, "totalRecord": len(ids) if total is None else total}


async def test_an_order_is_found_by_our_reference_and_read_back(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, lambda form: listed(OURS) if form["isHis"] == "false" else listed())
    wire.on(ORDER, {"result": trade(), "success": "true"})
    (order,) = await gateway.find("CG-17")
    assert (order.order_id, order.out_order_id) == (OURS, "CG-17")
    assert [(form["outOrderId"], form["page"], form["pageSize"], form["isHis"]) for form in wire.forms(ORDERS)] == [
        ("CG-17", "1", "20", "false"),
        ("CG-17", "1", "20", "true"),
    ]


async def test_an_empty_list_is_an_empty_look(gateway: Any, wire: Any) -> None:
    wire.on(ORDERS, listed())
    assert await gateway.find("CG-17") == ()


async def test_a_filter_that_did_nothing_is_no_answer(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, listed(OURS))
    wire.on(ORDER, {"result": trade({"outOrderId": "SOMEBODY-ELSE"}), "success": "true"})
    with pytest.raises(Unreachable, match="filter"):
        await gateway.find("CG-17")


async def test_ours_is_found_among_others_where_the_filter_did_nothing(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, listed("900", OURS), listed())

    def detail(form: dict[str, str]) -> dict[str, Any]:
        mine = form["orderId"] == OURS
        base = {"idOfStr": form["orderId"], "outOrderId": "CG-17" if mine else None}
        return {"result": trade(base), "success": "true"}

    wire.on(ORDER, detail)
    assert [order.order_id for order in await gateway.find("CG-17")] == [OURS]


async def test_a_split_order_is_found_whole(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, listed("900", "901"), listed("901"))
    wire.on(ORDER, lambda form: {"result": trade({"idOfStr": form["orderId"]}), "success": "true"})
    assert [order.order_id for order in await gateway.find("CG-17")] == ["900", "901"]
    assert len(wire.forms(ORDER)) == 2


async def test_no_more_than_twenty_orders_are_read_back(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, listed(*(str(number) for number in range(900, 920))), listed(*map(str, range(950, 970))))
    wire.on(ORDER, lambda form: {"result": trade({"idOfStr": form["orderId"], "outOrderId": ""}), "success": "true"})
    with pytest.raises(Unreachable):
        await gateway.find("CG-17")
    assert len(wire.forms(ORDER)) == 20


@pytest.mark.parametrize("failing", [ORDERS, ORDER])
@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (httpx.ReadTimeout("slow"), Unreachable),
        (httpx.Response(503, text="x"), Unreachable),
        (httpx.Response(400, json={"error_code": "gw.QosAppFrequencyLimit"}), Throttled),
        (DENIED, NotAllowed),
        ({"result": "?"}, Misunderstood),
    ],
)
async def test_a_look_that_fails_is_never_an_empty_look(
    gateway: Any, wire: Any, failing: str, failure: Any, error: type[Exception]
) -> None:
    wire.on(ORDERS, listed(OURS))
    wire.on(failing, failure)
    if failing == ORDER and error is Misunderstood:
        error = Unreachable
    with pytest.raises(error):
        await gateway.find("CG-17")


async def test_a_listed_order_of_an_unknown_form_is_no_empty_look(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, listed(OURS))
    wire.on(ORDER, {"result": trade({"totalAmount": None}), "success": "true"})
    with pytest.raises(Misunderstood):
        await gateway.find("CG-17")


async def test_orders_of_a_time_come_from_both_tables_without_repeats(gateway: Any, wire: Any, trade: Any) -> None:
    pages = {"false": ["900", "901"], "true": ["901", "902"]}

    def page(form: dict[str, str]) -> dict[str, Any]:
        return {"result": [trade({"idOfStr": each}) for each in pages[form["isHis"]]], "totalRecord": 2}

    wire.on(ORDERS, page)
    since, until = datetime(2026, 11, 24, 1, 0, tzinfo=UTC), datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    found = await gateway.orders_created(since, until, 1)
    assert ([order.order_id for order in found.orders], found.total) == (["900", "901", "902"], 4)
    form = wire.forms(ORDERS)[0]
    assert (form["createStartTime"], form["createEndTime"]) == ("20261124090000000+0800", "20261124100000000+0800")
    assert not {"bizTypes", "outOrderId", "orderStatus"} & set(form)


async def test_an_unknown_order_in_an_unfiltered_look_is_no_answer(gateway: Any, wire: Any, trade: Any) -> None:
    wire.on(ORDERS, {"result": [trade({"totalAmount": None})], "totalRecord": 1})
    with pytest.raises(Misunderstood):
        await gateway.orders_created(datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC), 1)


@pytest.mark.parametrize(("size", "sent"), [(5, "5"), (500, "50"), (0, "1")])
async def test_changed_orders_are_asked_for_by_their_modify_time(
    gateway: Any, wire: Any, trade: Any, size: int, sent: str
) -> None:
    wire.on(ORDERS, {"result": [trade()], "totalRecord": 9})
    page = await gateway.orders_changed(datetime(2026, 11, 24, 1, 0, tzinfo=UTC), 3, size)
    (form,) = wire.forms(ORDERS)
    assert (len(page.orders), page.total) == (1, 9)
    assert (form["modifyStartTime"], form["page"], form["pageSize"], form["isHis"]) == (
        "20261124090000000+0800",
        "3",
        sent,
        "false",
    )
