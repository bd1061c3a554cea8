"""Short links: followed on 1688.com only, and to no address that is not open."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest

from bot.market.errors import MarketError, Rejected, Unreachable
from bot.market.shortlinks import BODY_CAP, ShortLinks, checked_host, is_open, system_addresses
from bot.market.transfer import Borrowed

OPEN = "203.119.201.5"
SHORT = "https://qr.1688.com/s/1OHjjQID"
OFFER_PAGE = "https://m.1688.com/offer/945020396141.html"


class Internet(httpx.AsyncBaseTransport):
    """Answers by the Host that is asked for and remembers who was connected to."""

    def __init__(self, pages: dict[str, Any]) -> None:
        self.pages = pages
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        page = self.pages.get(f"{request.headers['host']}{request.url.raw_path.decode()}")
        if isinstance(page, Exception):
            raise page
        if isinstance(page, str):
            return httpx.Response(302, headers={"Location": page, "Set-Cookie": "track=1"})
        if isinstance(page, int):
            return httpx.Response(page)
        return httpx.Response(200, content=page or b"nothing here")


class Names:
    """A resolver that counts; every host is at one open address unless said otherwise."""

    def __init__(self, **known: Sequence[str]) -> None:
        self.known = {name.replace("_", "."): addresses for name, addresses in known.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        if host == "gone.1688.com":
            raise OSError("no such host")
        return self.known.get(host, [OPEN])


@pytest.fixture
def follow(clock: Any) -> Callable[..., Any]:
    def make(pages: dict[str, Any], names: Names | None = None, replacement: str = "") -> tuple[ShortLinks, Internet]:
        internet = Internet(pages)
        return ShortLinks(clock, replacement, names or Names(), internet), internet

    return make


async def test_a_short_link_leads_to_the_offer_that_its_target_names(follow: Any) -> None:
    links, internet = follow({"qr.1688.com/s/1OHjjQID": OFFER_PAGE})
    assert await links.resolve(SHORT) == (OFFER_PAGE, "")
    (request,) = internet.requests
    assert str(request.url) == f"https://{OPEN}/s/1OHjjQID"
    assert request.extensions["sni_hostname"] == "qr.1688.com"
    assert request.headers["host"] == "qr.1688.com"


async def test_the_apps_own_address_is_read_and_not_followed(follow: Any) -> None:
    target = "wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fm.1688.com%2Foffer%2F945020396141.html"
    links, internet = follow({"qr.1688.com/s/1OHjjQID": target})
    assert (await links.resolve(SHORT)).url == target
    assert len(internet.requests) == 1


async def test_a_page_that_holds_the_number_is_read(follow: Any) -> None:
    page = b"<script>object_id@673532698422^object_type@offer</script>"
    links, _ = follow({"dj.1688.com/ci_king?a=1": page})
    landing = await links.resolve("https://dj.1688.com/ci_king?a=1")
    assert landing.url == "https://dj.1688.com/ci_king?a=1"
    assert "object_id@673532698422" in landing.body


@pytest.mark.parametrize(
    "door",
    [
        "https://login.1688.com/member/signin.htm?Done=https%3A%2F%2Fm.1688.com",
        "https://punish.1688.com/x",
        "https://m.1688.com/_____tmd_____/punish?x5secdata=1",
    ],
)
async def test_a_closed_door_is_not_knocked_at(follow: Any, door: str) -> None:
    links, internet = follow({"qr.1688.com/s/1OHjjQID": door})
    assert await links.resolve(SHORT) == (door, "")
    assert len(internet.requests) == 1


async def test_each_redirect_is_checked_and_pinned_again(follow: Any) -> None:
    names = Names(click_1688_com=["203.119.201.9"])
    links, internet = follow(
        {"qr.1688.com/s/1OHjjQID": "https://click.1688.com/a", "click.1688.com/a": OFFER_PAGE}, names
    )
    assert (await links.resolve(SHORT)).url == OFFER_PAGE
    assert names.asked == ["qr.1688.com", "click.1688.com"]
    assert [request.url.host for request in internet.requests] == [OPEN, "203.119.201.9"]


async def test_a_relative_redirect_stays_on_its_host(follow: Any) -> None:
    links, _ = follow({"qr.1688.com/s/1OHjjQID": "/next", "qr.1688.com/next": OFFER_PAGE})
    assert (await links.resolve(SHORT)).url == OFFER_PAGE


async def test_no_cookie_is_carried_on(follow: Any) -> None:
    links, internet = follow({"qr.1688.com/s/1OHjjQID": "/next", "qr.1688.com/next": OFFER_PAGE})
    await links.resolve(SHORT)
    assert all("cookie" not in request.headers for request in internet.requests)


async def test_three_redirects_are_followed_and_a_fourth_is_not(follow: Any) -> None:
    chain = {f"qr.1688.com/{n}": f"/{n + 1}" for n in range(10)}
    links, internet = follow(chain)
    with pytest.raises(Rejected, match="redirects"):
        await links.resolve("https://qr.1688.com/0")
    assert len(internet.requests) == 4


async def test_a_fourth_redirect_that_names_an_offer_is_read(follow: Any) -> None:
    chain: dict[str, Any] = {f"qr.1688.com/{n}": f"/{n + 1}" for n in range(3)}
    links, internet = follow({**chain, "qr.1688.com/3": OFFER_PAGE})
    assert (await links.resolve("https://qr.1688.com/0")).url == OFFER_PAGE
    assert len(internet.requests) == 4


async def test_a_page_is_read_no_farther_than_64_kib(follow: Any) -> None:
    links, _ = follow({"qr.1688.com/s/1OHjjQID": b"x" * (BODY_CAP + 5000)})
    assert len((await links.resolve(SHORT)).body) == BODY_CAP


@pytest.mark.parametrize("failure", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), 500, 503, 429])
async def test_a_host_that_does_not_answer_is_unreachable(follow: Any, failure: Any) -> None:
    links, _ = follow({"qr.1688.com/s/1OHjjQID": failure})
    with pytest.raises(Unreachable):
        await links.resolve(SHORT)


async def test_a_host_without_an_address_is_unreachable(follow: Any) -> None:
    links, internet = follow({}, Names(empty_1688_com=[]))
    for host in ("gone", "empty"):
        with pytest.raises(Unreachable):
            await links.resolve(f"https://{host}.1688.com/x")
    assert internet.requests == []


async def test_a_resolver_that_hangs_is_given_up(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.market.shortlinks.SECONDS", 0.05)

    async def never(host: str) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    with pytest.raises(Unreachable, match="no answer"):
        await ShortLinks(clock, resolver=never, transport=Internet({})).resolve(SHORT)


CLOSED = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.9.9", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "198.18.0.1", "192.0.2.1", "203.0.113.9", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
    "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "not an address",
    "", "127.1", "0x7f000001", "2130706433",
]  # fmt: skip


@pytest.mark.threat("T15")
@pytest.mark.parametrize("address", CLOSED)
async def test_a_name_that_points_into_a_closed_network_is_not_connected_to(follow: Any, address: str) -> None:
    assert not is_open(address)
    for addresses in ([address], [OPEN, address], [address, OPEN]):
        links, internet = follow({}, Names(qr_1688_com=addresses))
        with pytest.raises(Rejected, match="closed network"):
            await links.resolve(SHORT)
        assert internet.requests == []


@pytest.mark.parametrize("address", [OPEN, "8.8.8.8", "2400:3200::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_open_addresses_are_open(address: str) -> None:
    assert is_open(address)


SCHEMES = ["http", "ftp", "file", "gopher", "javascript", "data", "HTTP", ""]
FOREIGN = [
    "evil.test", "1688.com.evil.test", "qr.1688.com.evil.test", "notqr1688.com", "evil1688.com", "1688.con",
    "qr.1688.com.", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost", "qr.1688.com:80", "qr.1688.com:8443",
    "qr.1688.com:22", "qr.1688.com:0", "qr.1688.com:99999", "qr.1688.com:x", "user@qr.1688.com",
    "qr.1688.com@evil.test", "user:pw@qr.1688.com", "evil.test#.1688.com", "evil.test?.1688.com", "evil.test/.1688.com",
    "evil.test\\.1688.com", "q\u0433.1688.com", "qr.１688.com", "qr。1688.com", "qr.1688.com\u200b", "qr 1688.com",
    "-", "..1688.com", ".1688.com", "a..1688.com", "qr.1688.com\x00", "qr.1688.com\r\nX: y", "qr.1688.com\t",
    "%71r.1688.com", "qr%2e1688.com", "xn--.1688.com.evil.test", "169.254.169.254", "metadata.google.internal",
    "[::ffff:127.0.0.1]", "[fe80::1%25eth0]", "[::1", "a" * 70 + ".1688.com",
]  # fmt: skip
HOSTILE = [
    *(f"{scheme}://qr.1688.com/s/x" for scheme in SCHEMES),
    *(f"https://{authority}/s/x" for authority in FOREIGN),
    "https:///s/x",
    "https:qr.1688.com/s/x",
    "//qr.1688.com/s/x",
    "qr.1688.com/s/x",
    "https://qr.1688.com/" + "x" * 3000,
    "",
]


@pytest.mark.threat("T15")
@pytest.mark.parametrize("url", HOSTILE)
async def test_a_hostile_address_is_never_connected_to(follow: Any, url: str) -> None:
    names = Names()
    links, internet = follow({}, names)
    with pytest.raises(Rejected):
        await links.resolve(url)
    assert (internet.requests, names.asked) == ([], [])


STAYS = ("://qr.1688.com/s/x", "https:///s/x")
"""As redirects these name no host, so they stay where they are."""

REDIRECTS = [
    url
    for url in HOSTILE
    if url.isascii() and url.isprintable() and "://" in url and "\\" not in url and url not in STAYS
]


@pytest.mark.threat("T15")
@pytest.mark.parametrize("url", REDIRECTS)
async def test_a_redirect_to_a_hostile_address_is_never_followed(follow: Any, url: str) -> None:
    names = Names()
    links, internet = follow({"qr.1688.com/s/1OHjjQID": url}, names)
    with pytest.raises(MarketError):
        await links.resolve(SHORT)
    assert (len(internet.requests), names.asked) == (1, ["qr.1688.com"])


@pytest.mark.parametrize(
    "url", [SHORT, "https://1688.com/", "https://DJ.1688.COM/ci_bb?a=1", "https://qr.1688.com:443/s/x"]
)
def test_addresses_on_1688_may_be_opened(url: str) -> None:
    assert checked_host(url).endswith("1688.com")


async def test_a_replacement_stands_in_for_the_short_hosts_only(follow: Any) -> None:
    names = Names()
    pages = {"qr.1688.com/s/1OHjjQID?a=b": OFFER_PAGE, "dj.1688.com/ci_bb?a=1": "https://other.1688.com/x"}
    links, internet = follow(pages, names, "http://127.0.0.1:8688")
    assert await links.resolve(SHORT + "?a=b") == (OFFER_PAGE, "")
    assert await links.resolve("https://dj.1688.com/ci_bb?a=1") == ("https://other.1688.com/x", "")
    assert [str(request.url) for request in internet.requests] == [
        "http://127.0.0.1:8688/s/1OHjjQID?a=b",
        "http://127.0.0.1:8688/ci_bb?a=1",
    ]
    assert names.asked == []


async def test_a_replacement_changes_nothing_about_foreign_hosts(follow: Any) -> None:
    links, internet = follow({}, None, "http://127.0.0.1:8688")
    with pytest.raises(Rejected):
        await links.resolve("https://evil.test/s/x")
    assert internet.requests == []


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8688", "http://[::1]:8688", "http://localhost:8688"])
def test_a_replacement_on_loopback_is_taken(clock: Any, origin: str) -> None:
    assert ShortLinks(clock, origin)


@pytest.mark.parametrize(
    "origin", ["http://10.0.0.1", "https://evil.test", "http://127.0.0.1.evil.test", "ftp://127.0.0.1", "nonsense"]
)
def test_a_replacement_elsewhere_is_refused(clock: Any, origin: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        ShortLinks(clock, origin)


async def test_many_links_are_opened_five_a_second(follow: Any, clock: Any) -> None:
    links, _ = follow({"qr.1688.com/s/1OHjjQID": OFFER_PAGE})
    for _ in range(6):
        await links.resolve(SHORT)
    assert len(clock.waits) == 1


@pytest.mark.sockets
async def test_the_systems_own_resolver_answers_in_text() -> None:
    assert "127.0.0.1" in await system_addresses("127.0.0.1")


@pytest.mark.parametrize("target", ["https://[", "https://[::1/s/x", "http://[::1]]/", "https://qr.1688.com:x/"])
async def test_a_redirect_to_no_address_is_refused(follow: Any, target: str) -> None:
    links, internet = follow({"qr.1688.com/s/1OHjjQID": target})
    with pytest.raises(MarketError):
        await links.resolve(SHORT)
    assert len(internet.requests) == 1


async def test_a_borrowed_transport_is_not_closed_with_its_client() -> None:
    internet = Internet({})
    async with httpx.AsyncClient(transport=Borrowed(internet)) as client:
        await client.get("https://qr.1688.com/")
    assert len(internet.requests) == 1
