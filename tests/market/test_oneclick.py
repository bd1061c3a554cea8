"""The one-click call: its own signature, its own words, and everything else left to another gateway."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from bot.market.errors import LoginNeeded, MarketError, NotFound, Rejected
from bot.market.oneclick import OneClickGateway, buy_url
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.port import Placed, Refused, Unclear, Unsent
from bot.purchasing.calls import CallKind
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine

BUY = "api.buyProduct"
OFFER, ORDER = "655000111222", "3301686771403783779"
PLACING = Placing((PricedLine(OFFER, None, 4, Fen(1850)),), "CG-17", "", "", "", "")
DENIED = httpx.Response(400, json={"error_code": "gw.APIACLDecline", "error_message": "no"})


@pytest.fixture
def one_click(client: OpenPlatformClient, wire: Any) -> OneClickGateway:
    return OneClickGateway(client, origin="http://one.test/", app_secret="canary-app-secret", transport=wire)


async def test_a_purchase_is_signed_by_secret_and_seconds_and_counted(
    one_click: Any, wire: Any, clock: Any, client: OpenPlatformClient
) -> None:
    wire.on(BUY, {"success": True, "order": {"order_id": ORDER, "status": "paid"}})
    body = one_click.body(PLACING)
    outcome = await one_click.place(body)
    request = wire.requests[0][1]
    stamp = str(int(clock.now().timestamp()))
    assert request.url.path == "/openapi/param2/2/portals.open/api.buyProduct"
    assert dict(request.url.params) == {
        "app_key": "1000000",
        "timestamp": stamp,
        "sign": hashlib.md5(f"canary-app-secret{stamp}".encode()).hexdigest(),
        "product_id": OFFER,
        "quantity": "4",
        "price": "18.50",
    }
    assert request.headers["content-type"] == "application/json"
    assert request.content == body.encode()
    assert json.loads(body) == {"product_id": OFFER, "quantity": 4, "price": "18.50"}
    assert isinstance(outcome, Placed)
    assert client.sent == {CallKind.ORDERING: 1}


@pytest.mark.parametrize("word", ["paid", "cancelled", "", "something else"])
@pytest.mark.parametrize("success", [True, False, "true", None])
async def test_an_order_number_is_an_order_whatever_the_word(
    one_click: Any, wire: Any, word: str, success: Any
) -> None:
    wire.on(BUY, {"success": success, "order": {"order_id": ORDER, "status": word}})
    outcome = await one_click.place(one_click.body(PLACING))
    assert isinstance(outcome, Placed)
    (order,) = outcome.orders
    assert (order.order_id, order.total, order.word) == (ORDER, None, word)


@pytest.mark.parametrize("message", ["价格已变动", ""])
async def test_a_clear_no_is_a_refusal(one_click: Any, wire: Any, message: str) -> None:
    wire.on(BUY, {"success": False, "message": message})
    outcome = await one_click.place(one_click.body(PLACING))
    assert isinstance(outcome, Refused)
    assert outcome.reason == (message or "refused without a reason")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"success": True}, Unclear),
        ({"success": True, "order": {"order_id": "0"}}, Unclear),
        ({"success": True, "order": {"order_id": None}}, Unclear),
        ({"success": False, "message": f"已下单 {ORDER}"}, Unclear),
        ({"success": False, "data": {"orderNo": "A1"}}, Unclear),
        ({}, Unclear),
        ([], Unclear),
        (httpx.Response(400, json={"success": False, "message": "sign is wrong"}), Unclear),
        (httpx.Response(429, json={"success": False, "message": "too many"}), Unclear),
        (httpx.Response(500, text="oops"), Unclear),
        (httpx.Response(200, text='{"success": fal'), Unclear),
        (httpx.ReadTimeout("x"), Unclear),
        (httpx.RemoteProtocolError("x"), Unclear),
        (httpx.ConnectError("x"), Unsent),
        (DENIED, Unsent),
        (httpx.Response(401, text="Request need user authorized"), Unsent),
    ],
)
async def test_every_other_end_is_judged_as_at_the_gateway(
    one_click: Any, wire: Any, answer: Any, expected: type
) -> None:
    wire.on(BUY, answer)
    outcome = await one_click.place(one_click.body(PLACING))
    assert isinstance(outcome, expected)
    assert wire.names() == [BUY]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"product_id":"1","quantity":2}', '{"price":NaN}'])
async def test_a_body_that_is_none_is_not_sent(one_click: Any, wire: Any, body: str) -> None:
    assert isinstance(await one_click.place(body), Unsent)
    assert wire.requests == []


async def test_an_order_number_beside_a_broken_server_is_an_order(one_click: Any, wire: Any) -> None:
    wire.on(BUY, httpx.Response(500, json={"order": {"order_id": ORDER}}))
    assert isinstance(await one_click.place(one_click.body(PLACING)), Placed)


async def test_what_is_kept_holds_no_secret(one_click: Any, wire: Any) -> None:
    wire.on(BUY, {"success": True, "note": "canary-app-secret"})
    assert "canary" not in (await one_click.place(one_click.body(PLACING))).raw


async def test_a_look_up_by_reference_is_an_error_and_no_empty_look(one_click: Any) -> None:
    with pytest.raises(MarketError):
        await one_click.find("CG-17")


def test_nothing_but_the_offer_can_be_named(one_click: Any) -> None:
    abilities = one_click.abilities
    assert not any((abilities.variants, abilities.address, abilities.reference, abilities.freight))


async def test_reads_are_the_other_gateways(one_click: Any, wire: Any, trade: Any) -> None:
    wire.on("alibaba.trade.get.buyerView", {"result": trade(), "success": "true"})
    wire.on("alibaba.account.basic", {"result": {"loginId": "buyer"}})
    assert (await one_click.look("700100200300400500")).order_id == "700100200300400500"
    assert (await one_click.account()).login == "buyer"


def addresses(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"result": {"receiveAddressItems": list(rows)}, "success": True}


async def test_the_preview_is_that_of_the_default_address(one_click: Any, wire: Any) -> None:
    wire.on("alibaba.trade.receiveAddress.get", addresses({"id": 5}, {"id": 6, "isDefault": True}))
    entry = {"sumPayment": 8200, "sumCarriage": 800, "tradeModeNameList": ["assureTrade"]}
    wire.on("alibaba.createOrder.preview", {"success": True, "orderPreviewResuslt": [entry]})
    assert (await one_click.preview(PLACING.lines, "")).total == 8200
    assert wire.forms("alibaba.createOrder.preview")[0]["addressParam"] == '{"addressId":6}'


async def test_an_account_without_an_address_has_no_preview(one_click: Any, wire: Any) -> None:
    wire.on("alibaba.trade.receiveAddress.get", addresses())
    with pytest.raises(NotFound):
        await one_click.preview(PLACING.lines, "")


async def test_without_previews_the_page_shows_the_price(one_click: Any, wire: Any) -> None:
    wire.on("alibaba.createOrder.preview", DENIED)
    sale = {"priceRangeList": [{"startQuantity": 1, "price": "18.50"}]}
    product = {"offerId": int(OFFER), "status": "published", "productSaleInfo": sale}
    wire.on("product.search.queryProductDetail", {"result": {"result": product}})
    preview = await one_click.preview(PLACING.lines, "5")
    assert (preview.total, preview.freight, preview.trade_mode) == (7400, 0, "one_click")
    assert preview.parts[0].prices[0].price == 1850


async def test_without_previews_and_without_a_price_there_is_nothing_to_show(one_click: Any, wire: Any) -> None:
    wire.on("alibaba.createOrder.preview", DENIED)
    wire.on("product.search.queryProductDetail", {"result": {"result": {"offerId": int(OFFER)}}})
    with pytest.raises(NotFound):
        await one_click.preview(PLACING.lines, "5")


async def test_a_preview_that_says_no_is_not_hidden(one_click: Any, wire: Any) -> None:
    wire.on("alibaba.createOrder.preview", {"success": False, "errorCode": "500_004", "errorMsg": "库存不足"})
    with pytest.raises(Rejected):
        await one_click.preview(PLACING.lines, "5")


async def test_preparing_prepares_the_reads(one_click: Any, store: Any, wire: Any, clock: Any) -> None:
    store.tokens = store.tokens.__class__("", None, "canary-refresh-1", None, None)
    wire.on("getToken", {"error": "invalid_grant"})
    with pytest.raises(LoginNeeded):
        await one_click.prepare()


@pytest.mark.parametrize("unit_price", [Fen(1), Fen(100), Fen(1850), Fen(123_456_789)])
def test_the_price_has_two_decimals_in_both_places(one_click: Any, unit_price: Fen, clock: Any) -> None:
    body = one_click.body(Placing((replace(PLACING.lines[0], unit_price=unit_price),), "", "", "", "", ""))
    written = json.loads(body)["price"]
    assert written == f"{unit_price // 100}.{unit_price % 100:02d}"
    assert f"price={written}" in buy_url("http://one.test", "k", "s", body, clock.now())
