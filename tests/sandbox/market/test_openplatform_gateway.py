"""The gateway: what it checks, in which order, and how it says no."""

import json

import pytest

from bot.sandbox.openplatform.signing import signature
from bot.sandbox.openplatform.wire import dumps, read_stamp


def test_the_published_signature_example_comes_out_the_same() -> None:
    pairs = [("b", "2"), ("a", "1")]
    expected = "33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88"
    assert signature("test123", "param2/1/system/currentTime/1000000", pairs) == expected


def test_joined_texts_are_sorted_and_not_the_names() -> None:
    pairs = [("a", "z"), ("ab", "1")]
    expected = "8455C1445CD6FD189617EBA7A8A5C98E78786564"
    assert signature("test123", "param2/1/system/currentTime/1000000", pairs) == expected


async def test_the_time_is_a_json_string_and_needs_no_token(market) -> None:
    market.token = ""
    answer = await market.call("system", "currentTime")
    assert answer.startswith("20261124100000")
    assert answer.endswith("+0800")


async def test_parameters_may_travel_in_the_query(market) -> None:
    path, form = market.signed("com.alibaba.account", "alibaba.account.basic", {})
    response = await market.http.get(path, params=form)
    assert response.status_code == 200
    assert response.json()["result"]["loginId"] == "caigou_demo"


async def test_a_changed_parameter_breaks_the_signature(market) -> None:
    path, form = market.signed("com.alibaba.trade", "alibaba.trade.get.buyerView", {"orderId": "1"})
    response = await market.http.post(path, data={**form, "orderId": "2"})
    assert (response.status_code, response.json()["error_code"]) == (400, "gw.SignatureInvalid")


async def test_a_call_without_signature_or_key_is_told_apart(market) -> None:
    path, _ = market.signed("system", "currentTime", {})
    unsigned = await market.http.post(path)
    keyless = await market.http.post(path.rpartition("/")[0])
    assert unsigned.json()["error_code"] == "gw.SignatureMissing"
    assert keyless.json()["error_code"] == "gw.AppKeyMissing"


async def test_signature_comes_before_token_before_permission_before_parameters(market) -> None:
    name = "alibaba.trade.payWay.query"
    await market.sim("market", {"denied": [name]})
    path, form = market.signed("com.alibaba.trade", name, {"access_token": "invented"})
    wrong = await market.http.post(path, data={**form, "_aop_signature": "0" * 40})
    tokenless = await market.ask("com.alibaba.trade", name, access_token="invented")
    denied = await market.ask("com.alibaba.trade", name)
    await market.sim("market", {"denied": []})
    empty = await market.ask("com.alibaba.trade", name)
    seen = [(each.status_code, each.json()["error_code"]) for each in (wrong, tokenless, denied, empty)]
    assert seen == [
        (400, "gw.SignatureInvalid"),
        (401, "401"),
        (400, "gw.APIACLDecline"),
        (400, "gw.ParamMissing"),
    ]


async def test_no_token_and_a_wrong_token_have_their_own_words(market) -> None:
    wrong = await market.ask("com.alibaba.account", "alibaba.account.basic", access_token="x")
    market.token = ""
    none = await market.ask("com.alibaba.account", "alibaba.account.basic")
    assert wrong.json()["error_message"] == "Request need user authorized"
    assert none.json()["error_message"] == "Request need user authenticated"


async def test_a_single_user_application_needs_no_token(market) -> None:
    market.token = ""
    await market.sim("market", {"single_user": True})
    assert (await market.call("com.alibaba.account", "alibaba.account.basic"))["success"] is True


@pytest.mark.parametrize(
    "path", ["com.alibaba.trade/no.such.call", "com.alibaba.product/alibaba.trade.cancel", "system.oauth2/other"]
)
async def test_an_unknown_call_is_not_supported(market, path) -> None:
    namespace, _, name = path.partition("/")
    response = await market.ask(namespace, name)
    assert (response.status_code, response.json()["error_code"]) == (400, "gw.APIUnsupported")


async def test_a_parameter_that_is_no_json_is_refused_by_the_gateway(market) -> None:
    name = "product.search.queryProductDetail"
    response = await market.ask("com.alibaba.fenxiao.crossborder", name, offerDetailParam="{")
    assert (response.status_code, response.json()["error_code"]) == (400, "gw.ParamInvalid")


@pytest.mark.parametrize(("namespace", "name", "more"), [
    ("com.alibaba.trade", "alibaba.trade.get.buyerView", {"orderId": "1"}),
    ("com.alibaba.trade", "alibaba.trade.cancel", {"tradeID": "1", "cancelReason": "buyerCancel"}),
    ("com.alibaba.logistics", "alibaba.trade.getLogisticsInfos.buyerView", {"orderId": "1"}),
    ("com.alibaba.logistics", "alibaba.trade.getLogisticsTraceInfo.buyerView", {"orderId": "1"}),
    ("com.alibaba.product", "alibaba.product.simple.get", {"productID": "1"}),
])  # fmt: skip
async def test_a_site_that_is_not_1688_is_refused(market, namespace, name, more) -> None:
    wrong = await market.ask(namespace, name, webSite="alibaba", **more)
    assert (wrong.status_code, wrong.json()["error_code"]) == (400, "gw.ParamInvalid")
    assert (await market.ask(namespace, name, webSite="1688", **more)).status_code == 200


async def test_an_access_token_lasts_ten_hours(market) -> None:
    market.clock.advance(10 * 3600 - 60)
    assert (await market.ask("com.alibaba.account", "alibaba.account.basic")).status_code == 200
    market.clock.advance(120)
    assert (await market.ask("com.alibaba.account", "alibaba.account.basic")).status_code == 401


async def test_every_arrival_is_counted_and_told_even_the_refused(market) -> None:
    await market.ask("com.alibaba.trade", "alibaba.trade.cancel")
    market.faults.plan({"side": "1688", "call": "alibaba.trade.cancel", "kind": "status", "status": 502})
    broken = await market.ask("com.alibaba.trade", "alibaba.trade.cancel")
    assert broken.status_code == 502
    assert (await market.sim("ledger"))["calls"] == {"alibaba.trade.cancel": 2}
    told = [data for kind, data in market.bus.heard if kind == "call"]
    assert [(each["call"], each["ok"]) for each in told] == [("alibaba.trade.cancel", False)] * 2
    assert "gw.ParamMissing" in told[0]["note"]


async def test_throttling_looks_like_the_platforms_own(market) -> None:
    market.faults.plan({"side": "1688", "call": "*", "kind": "throttle"})
    response = await market.ask("system", "currentTime")
    assert (response.status_code, response.json()["error_code"]) == (400, "gw.QosAppFrequencyLimit")


def test_json_keeps_long_ids_and_short_yuan() -> None:
    from decimal import Decimal

    text = dumps({"id": 3301686771403783779, "yuan": [Decimal("6.15"), Decimal(6)], "none": None, "text": "件"})
    assert text == '{"id":3301686771403783779,"yuan":[6.15,6],"none":null,"text":"件"}'
    assert json.loads(text)["id"] == 3301686771403783779


@pytest.mark.parametrize("text", ["20261124100000000+0800", "20261124100000+0800", "20261123180000000-0800"])
def test_times_are_read_with_their_offset(text) -> None:
    moment = read_stamp(text)
    assert moment is not None
    assert moment.isoformat() == "2026-11-24T02:00:00+00:00"


@pytest.mark.parametrize("text", ["", "2026-11-24", "20261324100000000+0800"])
def test_what_is_no_time_is_not_guessed(text) -> None:
    assert read_stamp(text) is None
