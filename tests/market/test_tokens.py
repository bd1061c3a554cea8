"""Tokens: renewed when due, by one of several, and never lost."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.market.errors import LoginNeeded, MarketError, Misunderstood, Unreachable
from bot.market.openplatform.tokens import Tokens, TokenUse, parse_grant

NAME = "alibaba.account.basic"
API = f"com.alibaba.account/{NAME}"
REFUSED = httpx.Response(401, json={"error_code": "401", "error_message": "Request need user authorized"})
FINE = {"result": {"loginId": "buyer"}}
RENEWED = {"access_token": "canary-access-2", "expires_in": "36000"}


def accepting(*good: str) -> Callable[[dict[str, str]], Any]:
    return lambda form: FINE if form.get("access_token") in good else REFUSED


async def test_a_refused_token_is_renewed_and_the_read_repeated(client: Any, store: Any, wire: Any, clock: Any) -> None:
    wire.on(NAME, accepting("canary-access-2"))
    wire.on("getToken", RENEWED)
    assert await client.request(API, {}) == FINE
    (grant,) = wire.forms("getToken")
    assert grant["grant_type"] == "refresh_token"
    assert grant["refresh_token"] == "canary-refresh-1"
    assert (grant["client_id"], grant["client_secret"]) == ("1000000", "canary-app-secret")
    assert "_aop_signature" not in grant
    assert store.tokens.access_token == "canary-access-2"
    assert store.tokens.access_expires_at == clock.now() + timedelta(hours=10)


async def test_a_renewal_without_a_refresh_token_keeps_the_old_one(
    client: Any, store: Any, wire: Any, tokens: Any
) -> None:
    wire.on(NAME, accepting("canary-access-2"))
    wire.on("getToken", RENEWED)
    await client.request(API, {})
    assert store.tokens.refresh_token == "canary-refresh-1"
    assert store.tokens.refresh_expires_at == tokens.refresh_expires_at


async def test_a_renewal_with_a_new_refresh_token_takes_it(client: Any, store: Any, wire: Any) -> None:
    wire.on(NAME, accepting("canary-access-2"))
    wire.on(
        "getToken", {**RENEWED, "refresh_token": "canary-refresh-2", "refresh_token_timeout": "20270524000000000+0800"}
    )
    await client.request(API, {})
    assert store.tokens.refresh_token == "canary-refresh-2"
    assert store.tokens.refresh_expires_at.isoformat() == "2027-05-23T16:00:00+00:00"


async def test_two_renewals_at_once_become_one(client: Any, wire: Any) -> None:
    wire.on(NAME, accepting("canary-access-2"))
    wire.on("getToken", RENEWED)
    await asyncio.gather(*(client.request(API, {}) for _ in range(5)))
    assert wire.names().count("getToken") == 1


async def test_a_token_that_somebody_else_renewed_is_taken_from_the_store(client: Any, store: Any, wire: Any) -> None:
    wire.on(NAME, accepting("canary-access-3"))
    await client.keeper.current()
    store.tokens = replace(store.tokens, access_token="canary-access-3")
    assert await client.request(API, {}) == FINE
    assert "getToken" not in wire.names()


async def test_a_new_token_that_is_refused_too_needs_a_login(client: Any, wire: Any) -> None:
    wire.on(NAME, REFUSED)
    wire.on("getToken", RENEWED)
    with pytest.raises(LoginNeeded):
        await client.request(API, {})
    assert wire.names().count(NAME) == 2


async def test_nothing_is_known_of_the_login_before_the_first_call(client: Any) -> None:
    assert client.keeper.use == TokenUse()


async def test_one_refusal_that_a_new_token_cures_is_no_trouble_of_the_login(client: Any, wire: Any) -> None:
    wire.on(NAME, accepting("canary-access-2"))
    wire.on("getToken", RENEWED)
    await client.request(API, {})
    assert client.keeper.use == TokenUse(client.clock.now())


async def test_the_login_is_wanted_once_a_new_token_is_refused_too_and_until_one_is_taken(
    client: Any, wire: Any
) -> None:
    wire.on(NAME, REFUSED)
    wire.on("getToken", RENEWED)
    with pytest.raises(LoginNeeded) as caught:
        await client.request(API, {})
    assert client.keeper.use == TokenUse(client.clock.now(), caught.value.reason)
    wire.on(NAME, FINE)
    await client.request(API, {})
    assert client.keeper.use.refused == ""


async def test_a_token_that_another_process_left_in_the_store_is_not_a_new_one(
    client: Any, store: Any, wire: Any
) -> None:
    wire.on(NAME, accepting("canary-access-2"))
    wire.on("getToken", RENEWED)
    await client.keeper.current()
    store.tokens = replace(store.tokens, access_token="canary-access-3")
    assert await client.request(API, {}) == FINE
    assert client.keeper.use.refused == ""


async def test_a_login_that_cannot_be_renewed_is_wanted(client: Any, wire: Any) -> None:
    wire.on("getToken", httpx.Response(400, json={"error": "invalid_grant", "error_description": "over"}))
    with pytest.raises(LoginNeeded):
        await client.keeper.renew("canary-access-1")
    assert client.keeper.use.refused == "over"


async def test_a_refused_refresh_token_needs_a_login(client: Any, wire: Any) -> None:
    wire.on(NAME, REFUSED)
    wire.on("getToken", httpx.Response(400, json={"error": "invalid_grant", "error_description": "over"}))
    with pytest.raises(LoginNeeded) as caught:
        await client.request(API, {})
    assert (caught.value.code, caught.value.reason) == ("invalid_grant", "over")
    assert "caigou login" in caught.value.remedy


async def test_a_token_endpoint_that_does_not_answer_is_no_reason_to_log_in(client: Any, wire: Any) -> None:
    wire.on(NAME, REFUSED)
    wire.on("getToken", httpx.ReadTimeout("x"))
    with pytest.raises(Unreachable):
        await client.request(API, {})


async def test_an_access_token_alone_is_used_until_it_is_refused(make_client: Any, store: Any, wire: Any) -> None:
    store.tokens = Tokens("canary-lone", None, "", None, None)
    client = make_client(store)
    wire.on(NAME, accepting("canary-lone"))
    assert await client.request(API, {}) == FINE
    await client.keeper.prepare()
    wire.on(NAME, REFUSED)
    with pytest.raises(LoginNeeded):
        await client.request(API, {})
    assert "getToken" not in wire.names()


async def test_a_refresh_token_alone_gets_an_access_token_first(make_client: Any, store: Any, wire: Any) -> None:
    store.tokens = Tokens("", None, "canary-refresh-1", None, None)
    client = make_client(store)
    wire.on("getToken", RENEWED)
    wire.on(NAME, accepting("canary-access-2"))
    assert await client.request(API, {}) == FINE
    assert wire.names() == ["getToken", NAME]


async def test_an_app_in_single_user_mode_sends_no_token(make_client: Any, store: Any, wire: Any) -> None:
    store.tokens = None
    client = make_client(store)
    wire.on(NAME, FINE)
    await client.request(API, {})
    await client.keeper.prepare()
    assert "access_token" not in wire.forms(NAME)[0]


async def test_a_token_that_is_asked_for_in_single_user_mode_needs_a_login(
    make_client: Any, store: Any, wire: Any
) -> None:
    store.tokens = None
    wire.on(NAME, httpx.Response(401, text="Request need user authenticated"))
    with pytest.raises(LoginNeeded):
        await make_client(store).request(API, {})


async def test_tokens_that_vanished_from_the_store_need_a_login(client: Any, store: Any, wire: Any) -> None:
    await client.keeper.current()
    store.tokens = None
    wire.on(NAME, REFUSED)
    with pytest.raises(LoginNeeded, match="there is none"):
        await client.request(API, {})


@pytest.mark.parametrize(("minutes", "renewals"), [(9, 1), (60, 0), (-5, 1)])
async def test_preparing_renews_a_token_that_ends_soon(
    make_client: Any, store: Any, wire: Any, clock: Any, minutes: int, renewals: int
) -> None:
    store.tokens = replace(store.tokens, access_expires_at=clock.now() + timedelta(minutes=minutes))
    wire.on("getToken", RENEWED)
    await make_client(store).keeper.prepare()
    assert wire.names().count("getToken") == renewals


@pytest.mark.parametrize(("days", "exchanges"), [(29, 1), (30, 1), (31, 0)])
async def test_a_refresh_token_is_exchanged_in_its_last_month(
    make_client: Any, store: Any, wire: Any, clock: Any, days: int, exchanges: int
) -> None:
    store.tokens = replace(store.tokens, refresh_expires_at=clock.now() + timedelta(days=days))
    new = {**RENEWED, "refresh_token": "canary-refresh-2", "refresh_token_timeout": "20270524000000000+0800"}
    wire.on("postponeToken", new)
    client = make_client(store)
    await client.keeper.prepare()
    await client.keeper.prepare()
    assert wire.names().count("postponeToken") == exchanges
    assert (store.tokens.refresh_token == "canary-refresh-2") is bool(exchanges)
    if exchanges:
        assert wire.forms("postponeToken")[0]["access_token"] == "canary-access-1"


async def test_a_refresh_token_whose_end_is_not_known_is_exchanged_as_soon_as_1688_takes_it(
    make_client: Any, store: Any, wire: Any, clock: Any
) -> None:
    store.tokens = replace(store.tokens, access_expires_at=None, refresh_expires_at=None)
    new = {**RENEWED, "refresh_token": "canary-refresh-2", "refresh_token_timeout": "20270524000000000+0800"}
    wire.on("postponeToken", httpx.Response(400, json={"error": "invalid_request"}), httpx.Response(200, json=new))
    client = make_client(store)
    await client.keeper.prepare()
    assert store.tokens.refresh_token == "canary-refresh-1"
    clock.time += timedelta(hours=6)
    await client.keeper.prepare()
    assert store.tokens.refresh_token == "canary-refresh-2"
    assert store.tokens.refresh_expires_at is not None


async def test_a_refused_exchange_is_no_error_and_rests_for_hours(
    make_client: Any, store: Any, wire: Any, clock: Any
) -> None:
    store.tokens = replace(
        store.tokens,
        access_expires_at=None,
        refresh_expires_at=clock.now() + timedelta(days=20),
    )
    wire.on("postponeToken", httpx.Response(400, json={"error": "too_early"}))
    client = make_client(store)
    await client.keeper.prepare()
    await client.keeper.prepare()
    assert wire.names().count("postponeToken") == 1
    clock.time += timedelta(hours=6)
    await client.keeper.prepare()
    assert wire.names().count("postponeToken") == 2
    assert store.tokens.refresh_token == "canary-refresh-1"


@pytest.mark.parametrize(("end_is_known", "level"), [(True, "WARNING"), (False, "INFO")])
async def test_a_refusal_is_a_warning_only_where_the_exchange_was_due(
    make_client: Any,
    store: Any,
    wire: Any,
    clock: Any,
    caplog: pytest.LogCaptureFixture,
    end_is_known: bool,
    level: str,
) -> None:
    caplog.set_level("INFO")
    end = clock.now() + timedelta(days=20) if end_is_known else None
    store.tokens = replace(store.tokens, access_expires_at=None, refresh_expires_at=end)
    wire.on("postponeToken", httpx.Response(400, json={"error": "too_early"}))
    await make_client(store).keeper.prepare()
    assert [each.levelname for each in caplog.records if "the refresh token" in each.getMessage()] == [level]


async def test_a_code_becomes_tokens_by_the_unsigned_call(make_client: Any, store: Any, wire: Any, clock: Any) -> None:
    store.tokens = None
    wire.on(
        "getToken", {**RENEWED, "refresh_token": "canary-refresh-9", "refresh_token_timeout": "20270524000000+0800"}
    )
    tokens = await make_client(store).keeper.exchange("the-code", "https://buyer.example/back")
    (form,) = wire.forms("getToken")
    assert form["grant_type"] == "authorization_code"
    assert (form["code"], form["redirect_uri"], form["need_refresh_token"]) == (
        "the-code",
        "https://buyer.example/back",
        "true",
    )
    assert wire.requests[0][1].url.path == "/openapi/http/1/system.oauth2/getToken/1000000"
    assert store.tokens == tokens
    assert tokens.first_seen_at == clock.now()
    assert tokens.refresh_expires_at is not None


@pytest.mark.parametrize(
    "answer", [{}, [], httpx.Response(500, text="x"), httpx.Response(400, json={"error_code": "gw.ParamMissing"})]
)
async def test_an_odd_grant_is_an_error_and_keeps_what_was_there(
    client: Any, store: Any, wire: Any, answer: Any
) -> None:
    wire.on("getToken", answer)
    with pytest.raises(MarketError):
        await client.keeper.exchange("the-code", "https://buyer.example/back")
    assert store.saved == []


def test_a_grant_without_any_token_is_misunderstood(clock: Any) -> None:
    with pytest.raises(Misunderstood):
        parse_grant({"expires_in": 5}, None, clock.now())


@pytest.mark.parametrize(
    ("seconds", "known"), [("36000", True), (36000, True), (None, False), ("x", False), (0, False)]
)
def test_a_life_that_is_not_told_is_not_invented(clock: Any, seconds: Any, known: bool) -> None:
    read = parse_grant({"access_token": "a", "expires_in": seconds}, None, clock.now())
    assert (read.access_expires_at is not None) is known


def test_a_grant_without_an_access_token_keeps_the_old_one(tokens: Tokens, clock: Any) -> None:
    read = parse_grant({"refresh_token": "canary-refresh-2"}, tokens, clock.now())
    assert (read.access_token, read.refresh_token) == ("canary-access-1", "canary-refresh-2")
    assert read.refresh_expires_at is None


def test_the_same_refresh_token_keeps_its_end(tokens: Tokens, clock: Any) -> None:
    read = parse_grant({"access_token": "x", "refresh_token": "canary-refresh-1"}, tokens, clock.now())
    assert read.refresh_expires_at == tokens.refresh_expires_at


def test_tokens_do_not_show_themselves(tokens: Tokens) -> None:
    assert "canary" not in repr(tokens)
