"""Every form in which 1688 says no, and the error that it becomes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.errors import (
    LoginNeeded,
    MarketError,
    Misunderstood,
    NotAllowed,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from bot.market.openplatform.wire.envelopes import agreed, opened, understood
from bot.market.openplatform.wire.fields import FormError
from bot.market.transfer import Answer

AUTHORIZED = "Request need user authorized"


def gateway(code: str, message: str, **more: str) -> str:
    return json.dumps({"error_code": code, "error_message": message, **more})


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (401, gateway("401", AUTHORIZED), LoginNeeded),
        (401, gateway("401", "", exception=AUTHORIZED), LoginNeeded),
        (401, gateway("gw.Unknown", "failed", exception=f"x: {AUTHORIZED}"), LoginNeeded),
        (401, "Request need user authenticated", LoginNeeded),
        (401, '"Request need user authenticated"', LoginNeeded),
        (401, "", LoginNeeded),
        (401, '{"message": "who are you"}', LoginNeeded),
        (400, gateway("gw.APIACLDecline", "AppKey is not allowed(acl)"), NotAllowed),
        (400, gateway("gw.APIUnsupported", ""), NotAllowed),
        (400, gateway("gw.QosAppFrequencyLimit", "App call exceeds limited frequency"), Throttled),
        (200, gateway("gw.QosAppFrequencyLimit", "App call exceeds limited frequency"), Throttled),
        (429, "slow down", Throttled),
        (429, '{"message": "slow down"}', Throttled),
        (400, gateway("gw.SignatureInvalid", ""), Rejected),
        (400, gateway("gw.ParamMissing", "offerId"), Rejected),
        (400, '{"message": "no"}', Rejected),
        (500, "<html>oops</html>", Unreachable),
        (502, "{}", Unreachable),
        (503, gateway("500", "system busy"), Unreachable),
        (500, gateway("gw.ParamMissing", "offerId"), Unreachable),
        (500, gateway("gw.APIACLDecline", "AppKey is not allowed(acl)"), NotAllowed),
        (200, "<html>login</html>", Unreachable),
        (200, "", Unreachable),
        (200, '{"result": {"succ', Unreachable),
        (200, '{"a": NaN}', Unreachable),
        (302, "", Unreachable),
        (404, "not here", Unreachable),
    ],
)
def test_what_the_gateway_says_becomes_one_error(status: int, body: str, error: type[MarketError]) -> None:
    with pytest.raises(MarketError) as caught:
        opened("some.call", Answer(status, body))
    assert type(caught.value) is error
    assert caught.value.call == "some.call"
    assert caught.value.remedy


@pytest.mark.parametrize("code", ["gw.SignatureInvalid", "gw.SignatureMissing", "gw.AppKeyMissing"])
def test_a_wrong_key_or_secret_is_named_as_such(code: str) -> None:
    with pytest.raises(Rejected, match="app key or its secret"):
        opened("some.call", Answer(400, gateway(code, "")))


def test_the_gateways_words_and_code_are_kept() -> None:
    with pytest.raises(NotAllowed) as caught:
        opened("some.call", Answer(400, gateway("gw.APIACLDecline", "AppKey is not allowed(acl)")))
    assert (caught.value.code, caught.value.reason) == ("gw.APIACLDecline", "AppKey is not allowed(acl)")


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        ({"success": False, "errorCode": "400_3", "errorMessage": "没有权限"}, "400_3", "没有权限"),
        ({"success": False, "errorCode": "500_004", "errorMsg": "库存不足"}, "500_004", "库存不足"),
        ({"success": False, "errorCode": "400_4", "erroMsg": "无法支付"}, "400_4", "无法支付"),
        ({"success": False, "code": "500", "message": "不是自己的订单"}, "500", "不是自己的订单"),
        ({"result": {"success": False, "code": "5004", "message": "原因", "result": None}}, "5004", "原因"),
        ({"result": {"success": False, "errorCode": "E1", "errorInfo": "不行"}}, "E1", "不行"),
        ({"results": {"success": False, "errorCode": "E2", "errorInfo": "不行"}}, "E2", "不行"),
        ({"success": True, "errorCode": "400_5", "errorMsg": "修改备注信息出错"}, "400_5", "修改备注信息出错"),
        ({"success": "false", "errorMessage": "不行"}, "", "不行"),
        ({"success": False}, "", "refused without a reason"),
        ({"success": True, "result": {"success": False, "message": "内层"}}, "", "内层"),
    ],
)
def test_each_business_envelope_is_a_refusal_in_1688s_words(content: dict[str, Any], code: str, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        agreed("some.call", content)
    assert (caught.value.code, caught.value.reason) == (code, reason)


@pytest.mark.parametrize(
    "content",
    [
        {"success": False, "errorCode": "ORDER_NOT_EXIST", "errorMessage": "订单不存在"},
        {"success": False, "errorMessage": "商品[1]不存在"},
        {"success": True, "errorCode": "400_4", "errorMsg": "[ORDER_NOT_EXIST]，order[1] is not exsits"},
        {"result": {"success": False, "errorCode": "500_1", "errorInfo": "order not exist error"}},
    ],
)
def test_what_does_not_exist_has_its_own_error(content: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        agreed("some.call", content)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"success": True},
        {"success": "true", "errorCode": None},
        {"success": True, "code": "200", "message": "success"},
        {"success": True, "code": "0"},
        {"success": True, "code": 200},
        {"result": {"success": True, "code": "200", "message": "成功", "result": {}}},
        {"result": [], "totalRecord": 0},
        {"errorMessage": "该订单没有物流跟踪信息。", "success": True},
        {"result": {"baseInfo": {"status": "cancel", "closeReason": "buyerCancel"}}, "success": "true"},
    ],
)
def test_a_good_answer_passes_whatever_form_it_has(content: dict[str, Any]) -> None:
    assert agreed("some.call", content) == content


@pytest.mark.parametrize("content", [[], "text", 5, None])
def test_an_answer_that_is_no_object_is_misunderstood(content: Any) -> None:
    with pytest.raises(Misunderstood):
        agreed("some.call", content)


def test_a_form_error_names_the_call() -> None:
    def parse(_: Any) -> None:
        raise FormError("payUrl is no address")

    with pytest.raises(Misunderstood) as caught:
        understood("some.call", parse, {})
    assert str(caught.value) == "some.call: payUrl is no address"


def test_long_words_of_others_are_cut() -> None:
    with pytest.raises(Rejected) as caught:
        agreed("some.call", {"success": False, "message": "x" * 100_000})
    assert len(caught.value.reason) == 500


@given(st.integers(min_value=100, max_value=599), st.text())
def test_no_answer_raises_anything_but_a_market_error(status: int, body: str) -> None:
    told: MarketError | None = None
    try:
        content = opened("some.call", Answer(status, body))
        agreed("some.call", content)
    except MarketError as error:
        told = error
    assert told is None or told.call == "some.call"
