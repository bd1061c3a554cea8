"""Takes a web address apart, and finds the addresses that its parameters carry."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

AUTHORITY = re.compile(r"[^/?#\\]*")
"""Everything between the scheme and the path."""

_PORTS = {"https": ("", "443"), "http": ("", "80"), "": ("", "80", "443")}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?", re.ASCII)
_HTTP_IN_BASE64 = "aHR0c"
_LAYERS = 3
_LONGEST_VALUE = 8_192
_MOST_PARAMETERS = 100


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of a web address; the host is in small letters and without the usual port."""

    scheme: str
    authority: str
    host: str
    path: str
    query: str
    fragment: str

    @property
    def is_plain(self) -> bool:
        """Whether it has a web scheme, an ASCII host, the usual port and no user in it."""
        return self.scheme in _PORTS and _HOST.fullmatch(self.host) is not None

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Names in small letters and values, of the query and then of the fragment behind its question mark."""
        return [*_pairs(self.query), *_pairs(self.fragment.partition("?")[2])]

    def parameter(self, name: str) -> str:
        """The first value of a parameter, name in any case; empty if there is none."""
        if name not in self.query.lower() and name not in self.fragment.lower():
            return ""
        return next((value for key, value in self.parameters if key == name), "")

    def is_of(self, domain: str) -> bool:
        """Whether the host is a domain or below it."""
        return self.host == domain or self.host.endswith("." + domain)


def split(text: str) -> WebAddress:
    """The parts of an address, with or without a scheme."""
    scheme, mark, rest = text.partition("://")
    if not mark:
        scheme, rest = "", text
    found = AUTHORITY.match(rest)
    authority = found[0] if found else ""
    page, _, fragment = rest[len(authority) :].partition("#")
    path, _, query = page.partition("?")
    host = authority.lower() if authority.isascii() else authority
    name, _, port = host.partition(":")
    plain_port = port in _PORTS.get(scheme.lower(), ("",))
    host = name.removesuffix(".") if plain_port else host
    return WebAddress(scheme.lower(), authority, host, path, query, fragment)


def carried(address: WebAddress) -> Iterator[str]:
    """The addresses in the parameters of an address, and the one at the end of its path or fragment, decoded."""
    for _, value in address.parameters[:_MOST_PARAMETERS]:
        yield from _address_in(value)
    for part in (address.path, address.fragment.partition("?")[0]):
        at = part.lower().find("/http")
        query = f"?{address.query}" if part is address.path and address.query else ""
        if at >= 0:
            yield from _address_in(part[at + 1 :] + query)


def _address_in(value: str) -> Iterator[str]:
    """The address in one value: percent-encoded up to three more times, or in base64; nothing if there is none."""
    if len(value) > _LONGEST_VALUE:
        return
    for _ in range(_LAYERS):
        if "://" in value:
            break
        value = _from_base64(value) if value.startswith(_HTTP_IN_BASE64) else unquote(value)
    value = value.strip()
    if value.startswith("//"):
        value = f"https:{value}"
    if "." in value and "/" in value:
        yield value


def _from_base64(value: str) -> str:
    letters = unquote(value).replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True).decode("ascii")
    except ValueError:
        return ""


def _pairs(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True, errors="replace")
    return [(name.lower(), value) for name, value in pairs]
