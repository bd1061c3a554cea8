"""Mini Apps: which addresses a button may open, and what Telegram signs of who opened it."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import quote, urlencode

from bot.sandbox.chats.model import Person

VERSION = "9.6"
_KEY = b"WebAppData"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Here nobody has a certificate; everywhere else only HTTPS opens."""


def opens(scheme: str, host: str | None) -> bool:
    """Whether a Mini App may be at such an address."""
    return bool(host) and (scheme == "https" or (scheme == "http" and host in _LOOPBACK))


def launch_address(token: str, person: Person, address: str, at: int, query_id: str) -> str:
    """The address as Telegram opens it: who opens it stands, signed with the bot's token, in the fragment."""
    user: dict[str, Any] = {"id": person.id, "first_name": person.name, "last_name": ""}
    if person.username:
        user["username"] = person.username
    user |= {"language_code": person.language, "allows_write_to_pm": True}
    data = {
        "query_id": query_id,
        "user": json.dumps(user, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(at),
    }
    data["hash"] = signature(token, data)
    launch = {"tgWebAppData": urlencode(data, quote_via=quote), "tgWebAppVersion": VERSION, "tgWebAppPlatform": "web"}
    page, _, fragment = address.partition("#")
    joint = "&" if fragment else ""
    return f"{page}#{fragment}{joint}{urlencode(launch, quote_via=quote)}"


def signature(token: str, data: dict[str, str]) -> str:
    """The hash that a Mini App's server checks: over all fields but itself, in order."""
    lines = "\n".join(f"{name}={data[name]}" for name in sorted(data) if name != "hash")
    secret = hmac.new(_KEY, token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()
