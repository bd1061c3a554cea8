"""Logging in: the address that is opened and whatever a person pastes back."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.market.errors import LoginNeeded
from bot.market.openplatform.login import PasteError, authorise_url, log_in, read_pasted

BACK = "https://buyer.example/back"


def test_the_address_names_app_site_way_back_and_state() -> None:
    parts = urlsplit(authorise_url("1000000", BACK, "s t&1"))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "auth.1688.com", "/oauth/authorize")
    assert parse_qs(parts.query) == {
        "client_id": ["1000000"],
        "site": ["1688"],
        "redirect_uri": [BACK],
        "state": ["s t&1"],
    }


@pytest.mark.parametrize(
    "pasted",
    [
        f"{BACK}?code=abc-123-def&state=STATE",
        f"  {BACK}?state=STATE&code=abc-123-def&x=1 \n",
        f"{BACK}?code=abc-123-def&state=STATE#top",
        "abc-123-def",
        " abc-123-def\n",
        "code=abc-123-def&state=STATE",
        "buyer.example/back?code=abc-123-def&state=STATE",
    ],
)
def test_an_address_or_a_bare_code_gives_the_code(pasted: str) -> None:
    assert read_pasted(pasted, "STATE") == "abc-123-def"


@pytest.mark.parametrize(
    "pasted", [f"{BACK}?code=abc-123-def&state=OTHER", f"{BACK}?code=abc-123-def", "code=abc-123-def&state=ST\u0410TE"]
)
def test_an_address_of_another_login_is_refused(pasted: str) -> None:
    with pytest.raises(PasteError, match="another log-in"):
        read_pasted(pasted, "STATE")


@pytest.mark.parametrize(
    "pasted", ["", "abc", "what is a code?", f"{BACK}?state=STATE", f"{BACK}?state=STATE&code=", "x" * 300]
)
def test_what_holds_no_code_is_refused_with_advice(pasted: str) -> None:
    with pytest.raises(PasteError, match="paste the whole address"):
        read_pasted(pasted, "STATE")


@pytest.mark.parametrize("pasted", ["http://[abc-123-def", "https://[::1?code=abc", "?code=abc-123&state=\ud800"])
def test_a_broken_address_is_refused_and_breaks_nothing(pasted: str) -> None:
    with pytest.raises(PasteError):
        read_pasted(pasted, "STATE")


async def test_logging_in_keeps_the_tokens_and_names_the_account(client: Any, store: Any, wire: Any) -> None:
    wire.on("getToken", {"access_token": "canary-new", "refresh_token": "canary-r", "expires_in": "36000"})
    wire.on("alibaba.account.basic", {"result": {"loginId": "buyer", "memberId": "b2b-1", "companyName": "公司"}})
    account = await log_in(client, "abc-123-def", BACK)
    assert account.login == "buyer"
    assert store.tokens.access_token == "canary-new"
    assert wire.forms("alibaba.account.basic")[0]["access_token"] == "canary-new"


async def test_a_code_that_is_over_needs_another_login(client: Any, store: Any, wire: Any) -> None:
    wire.on("getToken", {"error": "invalid_grant", "error_description": "code is over"})
    with pytest.raises(LoginNeeded, match="code is over"):
        await log_in(client, "abc-123-def", BACK)
    assert store.saved == []
