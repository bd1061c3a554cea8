"""The one door: what it sends, how it repeats, and that nothing secret gets out."""

import logging
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.market.errors import LoginNeeded, MarketError, Misunderstood, Rejected, Throttled, Unreachable
from bot.market.openplatform.client import Patience
from bot.market.openplatform.signing import signature

NAME = "alibaba.trade.get.buyerView"
API = f"com.alibaba.trade/{NAME}"
LIMIT = {"error_code": "gw.QosAppFrequencyLimit", "error_message": "App call exceeds limited frequency"}


async def test_a_call_is_a_signed_form_and_nothing_in_the_address(client: Any, wire: Any, clock: Any) -> None:
    wire.on(NAME, {"success": True})
    await client.request(API, {"orderId": "5", "message": "a+b&c 中"})
    (form,) = wire.forms(NAME)
    request = wire.requests[0][1]
    path = f"param2/1/{API}/1000000"
    assert request.method == "POST"
    assert str(request.url) == f"http://gateway.test/openapi/{path}"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["accept-encoding"] == "identity"
    assert form["message"] == "a+b&c 中"
    assert form["access_token"] == "canary-access-1"
    assert form["_aop_timestamp"] == str(int(clock.now().timestamp() * 1000))
    assert form.pop("_aop_signature") == signature("canary-app-secret", path, form)


async def test_a_plus_sign_travels_as_a_plus_sign(client: Any, wire: Any) -> None:
    wire.on(NAME, {"success": True})
    await client.request(API, {"since": "20261101000000000+0800"})
    assert b"%2B0800" in wire.requests[0][1].content


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        httpx.Response(502, text="<html>"),
        httpx.Response(200, text='{"result": {"succ'),
        httpx.Response(200, headers={"Content-Encoding": "br"}, content=b"x"),
    ],
    ids=["connect", "timeout", "cut off", "bad gateway", "half an answer", "compressed"],
)
async def test_a_read_without_an_answer_is_tried_three_times(client: Any, wire: Any, clock: Any, failure: Any) -> None:
    wire.on(NAME, failure)
    with pytest.raises(Unreachable):
        await client.request(API, {})
    assert len(wire.forms(NAME)) == 3
    assert clock.waits == [0.5, 1.5]


async def test_a_read_that_is_answered_the_second_time_is_fine(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.ReadTimeout("slow"), {"success": True, "n": 1})
    assert (await client.request(API, {}))["n"] == 1


async def test_every_try_is_signed_anew(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.ReadTimeout("slow"), {"success": True})
    await client.request(API, {})
    first, second = wire.forms(NAME)
    assert first["_aop_timestamp"] != second["_aop_timestamp"]
    assert first["_aop_signature"] != second["_aop_signature"]


@pytest.mark.parametrize(
    ("patience", "waits"), [(0, []), (9, []), (15, [10]), (30, [10, 20]), (75, [10, 20, 40]), (149, [10, 20, 40])]
)
async def test_the_frequency_limit_is_waited_out_as_long_as_patience_lasts(
    make_client: Any, store: Any, wire: Any, clock: Any, patience: float, waits: list[float]
) -> None:
    wire.on(NAME, httpx.Response(400, json=LIMIT))
    with pytest.raises(Throttled):
        await make_client(store, patience=patience).request(API, {})
    assert clock.waits == waits


def test_patience_is_spent_by_both_kinds_of_waiting() -> None:
    patience = Patience(11)
    unreachable, throttled = Unreachable("c", "r"), Throttled("c", "r")
    assert [patience.after(unreachable), patience.after(throttled), patience.after(unreachable)] == [0.5, 10, None]


async def test_a_call_that_is_no_read_is_not_repeated_without_an_answer(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.ReadTimeout("slow"))
    with pytest.raises(Unreachable):
        await client.request(API, {}, repeat=False)
    assert len(wire.forms(NAME)) == 1


@pytest.mark.parametrize(("failure", "sent"), [
    (httpx.ConnectTimeout("slow"), False), (httpx.ConnectError("refused"), False), (httpx.WriteError("cut"), True),
    (httpx.ReadTimeout("slow"), True), (httpx.Response(503), True),
])  # fmt: skip
async def test_no_answer_says_whether_a_byte_can_have_left(client: Any, wire: Any, failure: Any, sent: bool) -> None:
    wire.on(NAME, failure)
    with pytest.raises(Unreachable) as caught:
        await client.request(API, {}, repeat=False)
    assert caught.value.sent is sent


async def test_a_token_that_does_not_come_leaves_the_call_unsent(make_client: Any, store: Any, wire: Any) -> None:
    wire.on(NAME, httpx.Response(401, text="Request need user authorized"))
    wire.on("getToken", httpx.ReadTimeout("slow"))
    with pytest.raises(Unreachable) as caught:
        await make_client(store).request(API, {}, repeat=False)
    assert caught.value.sent is False


async def test_a_call_that_is_no_read_is_repeated_where_the_gateway_turned_it_away(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.Response(400, json=LIMIT), {"success": True})
    assert await client.request(API, {}, repeat=False) == {"success": True}


async def test_a_refusal_is_not_repeated(client: Any, wire: Any) -> None:
    wire.on(NAME, {"success": False, "errorCode": "400_3", "errorMessage": "no"})
    with pytest.raises(Rejected):
        await client.request(API, {})
    assert len(wire.forms(NAME)) == 1


async def test_calls_keep_the_rate(make_client: Any, store: Any, wire: Any, clock: Any) -> None:
    wire.on(NAME, {"success": True})
    client = make_client(store, rate=0.001)
    for _ in range(3):
        await client.request(API, {})
    first, second = clock.waits
    assert 900 < first <= 1000
    assert 1900 < second <= 2000


async def test_the_servers_time_needs_no_token(make_client: Any, store: Any, wire: Any) -> None:
    wire.on("currentTime", httpx.Response(200, text='"20261124120000223+0800"'))
    at = await make_client(store).server_time()
    assert at == datetime(2026, 11, 24, 4, 0, 0, 223000, tzinfo=UTC)
    assert "access_token" not in wire.forms("currentTime")[0]


@pytest.mark.parametrize("body", ['"soon"', "{}", "5"])
async def test_a_time_that_is_none_is_misunderstood(client: Any, wire: Any, body: str) -> None:
    wire.on("currentTime", httpx.Response(200, text=body))
    with pytest.raises(Misunderstood):
        await client.server_time()


@pytest.mark.threat("T21")
async def test_an_answer_larger_than_four_mebibytes_is_given_up(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.Response(200, content=b" " * (4 * 1024 * 1024 + 1)))
    with pytest.raises(Unreachable, match="larger"):
        await client.request(API, {})


async def test_redirects_are_not_followed(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.Response(302, headers={"Location": "http://evil.test/steal"}))
    with pytest.raises(Unreachable):
        await client.request(API, {})
    assert {request.url.host for _, request in wire.requests} == {"gateway.test"}


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("canary-app-secret"),
        httpx.ReadError("canary-access-1"),
        httpx.Response(401, text="Request need user authorized"),
        httpx.Response(500, text="canary-access-1"),
        httpx.Response(200, text="canary-app-secret"),
        ValueError("canary-app-secret"),
    ],
)
async def test_no_secret_gets_into_an_error_or_a_log_line(
    make_client: Any, store: Any, wire: Any, caplog: pytest.LogCaptureFixture, failure: Any
) -> None:
    wire.on(NAME, failure)
    wire.on("getToken", httpx.ReadError("canary-refresh-1"))
    client = make_client(store)
    with caplog.at_level(logging.DEBUG), pytest.raises(MarketError) as caught:
        await client.request(API, {"orderId": "1"})
    error = caught.value
    assert "canary" not in f"{error!r} {error} {error.__cause__!r} {error.__context__!r} {client!r}"
    assert "canary" not in caplog.text


def test_a_client_shows_its_key_and_clock(client: Any, clock: Any) -> None:
    assert (client.app_key, client.clock) == ("1000000", clock)


async def test_closing_the_client_leaves_a_borrowed_transport_open(client: Any, wire: Any) -> None:
    await client.aclose()
    assert wire.closed == 0


async def test_a_login_that_is_needed_says_what_to_do(client: Any, wire: Any) -> None:
    wire.on(NAME, httpx.Response(401, text="Request need user authorized"))
    wire.on("getToken", {"error": "invalid_grant"})
    with pytest.raises(LoginNeeded) as caught:
        await client.request(API, {})
    assert caught.value.remedy == "run caigou login"
