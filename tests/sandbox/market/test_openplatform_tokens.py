"""Tokens: got by a code, renewed, postponed, ended."""

from urllib.parse import parse_qs, urlsplit

import httpx

from tests.sandbox.market.conftest import Market


async def ask(market: Market, call: str = "getToken", protocol: str = "param2", **params: str) -> httpx.Response:
    key, secret = market.credentials.app_key, market.credentials.app_secret
    form = {"client_id": key, "client_secret": secret, **params}
    return await market.http.post(f"/openapi/{protocol}/1/system.oauth2/{call}/{key}", data=form)


async def test_the_authorise_page_gives_a_code_that_works_once(market: Market) -> None:
    query = {"client_id": market.credentials.app_key, "redirect_uri": "http://127.0.0.1/back", "state": "s1"}
    page = await market.http.get("/oauth/authorize", params=query)
    back = parse_qs(urlsplit(page.headers["location"]).query)
    params = {"grant_type": "authorization_code", "need_refresh_token": "true", "code": back["code"][0]}
    first = (await ask(market, protocol="http", **params)).json()
    again = await ask(market, protocol="http", **params)
    assert back["state"] == ["s1"]
    assert first["expires_in"] == "36000"
    assert first["refresh_token_timeout"].endswith("+0800")
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    market.token = first["access_token"]
    assert (await market.ask("com.alibaba.account", "alibaba.account.basic")).status_code == 200


async def test_a_code_lives_two_minutes(market: Market) -> None:
    code = (await market.sim("market", {"code": True}))["code"]
    market.clock.advance(121)
    response = await ask(market, grant_type="authorization_code", code=code)
    assert response.json()["error"] == "invalid_grant"


async def test_renewal_gives_an_access_token_and_no_refresh_token(market: Market) -> None:
    await market.sim("market", {"expire_token": True})
    assert (await market.ask("com.alibaba.account", "alibaba.account.basic")).status_code == 401
    params = {"grant_type": "refresh_token", "refresh_token": market.credentials.refresh_token}
    answer = (await ask(market, **params)).json()
    assert "refresh_token" not in answer
    market.token = answer["access_token"]
    assert (await market.ask("com.alibaba.account", "alibaba.account.basic")).status_code == 200
    assert (await market.sim("ledger"))["calls"]["getToken"] == 1


async def test_a_wrong_secret_or_refresh_token_is_refused(market: Market) -> None:
    secret = await ask(market, grant_type="refresh_token", client_secret="x")
    token = await ask(market, grant_type="refresh_token", refresh_token="x")
    kind = await ask(market, grant_type="password")
    errors = [each.json()["error"] for each in (secret, token, kind)]
    assert errors == ["invalid_client", "invalid_grant", "unsupported_grant_type"]


async def test_a_refresh_token_is_postponed_only_in_its_last_thirty_days(market: Market) -> None:
    params = {"refresh_token": market.credentials.refresh_token, "access_token": market.token}
    early = await ask(market, "postponeToken", **params)
    market.clock.advance(155 * 86400)
    late = await ask(market, "postponeToken", **params)
    old = await ask(market, grant_type="refresh_token", refresh_token=market.credentials.refresh_token)
    new = await ask(market, grant_type="refresh_token", refresh_token=late.json()["refresh_token"])
    assert [each.status_code for each in (early, late, old, new)] == [400, 200, 400, 200]


async def test_a_refresh_token_ends_after_half_a_year(market: Market) -> None:
    market.clock.advance(181 * 86400)
    response = await ask(market, grant_type="refresh_token", refresh_token=market.credentials.refresh_token)
    assert response.json()["error"] == "invalid_grant"


async def test_the_authorise_page_wants_its_parameters(market: Market) -> None:
    nothing = await market.http.get("/oauth/authorize")
    wrong = await market.http.get("/oauth/authorize", params={"redirect_uri": "http://a", "client_id": "1"})
    assert [nothing.text, wrong.text] == ["缺少必要参数", "非法请求"]
