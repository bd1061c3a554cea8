"""Follows 1688's short and advertising links to their target, and never to any other host."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from bot.clock import Clock
from bot.market.errors import Rejected, Unreachable
from bot.market.throttle import Throttle
from bot.market.transfer import Answer, Failure, get_once
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.classify_url import resolve as meaning_of

SECONDS = 5.0
BODY_CAP = 64 * 1024
MOST_REDIRECTS = 3
LINKS_PER_SECOND = 5.0
CALL = "short link"

REPLACEABLE = frozenset({"qr.1688.com", "dj.1688.com"})
APP_SCHEME = "wireless1688"
CLOSED_DOORS = ("login.1688.com", "punish.1688.com")

_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,20}", re.ASCII)
_VISIBLE = re.compile(r"[\x21-\x7e]{1,2000}")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolver = Callable[[str], Awaitable[Sequence[str]]]
"""Host name → its IP addresses as text."""


class Landing(NamedTuple):
    """Where a link ended, and the beginning of the page there; the body is empty if only the address was read."""

    url: str
    body: str


async def system_addresses(host: str) -> Sequence[str]:
    """The addresses of a host by the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class ShortLinks:
    """Follows a link only over https, only to hosts of 1688.com, only to public IP addresses.

    `replacement`, a loopback origin, replaces the short links' hosts in the sandbox; then it connects to nothing else.
    """

    def __init__(
        self,
        clock: Clock,
        replacement: str = "",
        resolver: Resolver = system_addresses,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        if replacement and not _is_loopback(urlsplit(replacement)):
            raise ValueError("short links can be replaced by a loopback address only")
        self._replacement = replacement.rstrip("/")
        self._resolver, self._transport = resolver, transport
        self._throttle = Throttle(LINKS_PER_SECOND, clock, burst=5)

    async def resolve(self, url: str) -> Landing:
        """Where `url` leads. Raises Rejected if it leads off 1688.com, Unreachable if nothing answers within 5 s."""
        await self._throttle.turn()
        try:
            async with asyncio.timeout(SECONDS):
                return await self._follow(url)
        except TimeoutError:
            raise Unreachable(CALL, f"no answer within {SECONDS:g} s") from None

    async def _follow(self, url: str) -> Landing:
        for hops in range(MOST_REDIRECTS + 1):
            if hops and self._is_end(url):
                return Landing(url, "")
            host = checked_host(url)
            if self._replacement and host not in REPLACEABLE:
                return Landing(url, "")
            answer = await self._get(url, host)
            if not (300 <= answer.status < 400 and answer.location):
                return Landing(url, answer.text)
            try:
                url = urljoin(url, answer.location)
            except ValueError:
                raise Rejected(CALL, "a redirect to no address") from None
        if self._is_end(url):
            return Landing(url, "")
        raise Rejected(CALL, f"more than {MOST_REDIRECTS} redirects")

    def _is_end(self, url: str) -> bool:
        """Whether the address alone says all there is to know: an offer, the app, or a login or blocking page."""
        if isinstance(meaning_of(url, ""), OfferRef):
            return True
        parts = _split(url)
        return parts.scheme == APP_SCHEME or parts.hostname in CLOSED_DOORS or "_____tmd_____" in url

    async def _get(self, url: str, host: str) -> Answer:
        """Ask one checked IP address, so that a second DNS look-up cannot change it."""
        parts = _split(url)
        target, server_name = (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), ""
        if self._replacement:
            target = self._replacement + target
        else:
            address = await self._open_address(host)
            literal = f"[{address}]" if ":" in address else address
            target, server_name = f"https://{literal}{target}", host
        answer = await get_once(target, {"Host": host}, self._transport, SECONDS, BODY_CAP, server_name)
        if isinstance(answer, Failure):
            raise Unreachable(CALL, answer.reason)
        if answer.status >= 500 or answer.status == 429:
            raise Unreachable(CALL, f"HTTP {answer.status}")
        return answer

    async def _open_address(self, host: str) -> str:
        try:
            addresses = list(await self._resolver(host))
        except OSError:
            raise Unreachable(CALL, f"{host} is not known") from None
        if not addresses:
            raise Unreachable(CALL, f"{host} has no address")
        if not all(map(is_open, addresses)):
            raise Rejected(CALL, f"{host} points into a closed network")
        return addresses[0]


def checked_host(url: str) -> str:
    """The host of an address that may be opened. Raises Rejected if it may not."""
    parts = _split(url)
    host = parts.hostname or ""
    if not _VISIBLE.fullmatch(url) or "\\" in url or "@" in parts.netloc:
        raise Rejected(CALL, "the address hides where it leads")
    if parts.scheme != "https" or _port(parts) not in (None, 443):
        raise Rejected(CALL, "only https on its usual port is opened")
    if not _HOST.fullmatch(host) or not (host == "1688.com" or host.endswith(".1688.com")):
        raise Rejected(CALL, "the address is not on 1688.com")
    return host


def is_open(address: str) -> bool:
    """Whether an IP address is public, also if it is wrapped in IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour or ip.teredo or ip.scope_id:
            return False
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped
        return is_open(str(inner)) if inner else ip.is_global and not ip.is_multicast
    return ip.is_global and not ip.is_multicast


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise Rejected(CALL, "not an address") from None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return -1


def _is_loopback(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or host == "localhost":
        return host == "localhost"
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
