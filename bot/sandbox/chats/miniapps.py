"""Mini Apps: which addresses a button may open, what Telegram signs for the person, and what an app may send."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import quote, urlencode

from bot.sandbox.chats.model import Button, Message, User
from bot.sandbox.chats.refusals import SimRefused

VERSION = "9.6"
_KEY = b"WebAppData"
_MOST_BYTES = 4096
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""On these hosts HTTP is allowed, as there is no certificate; everywhere else only HTTPS is."""


def opens(scheme: str, host: str | None) -> bool:
    """Whether a Mini App may have such an address."""
    return bool(host) and (scheme == "https" or (scheme == "http" and host in _LOOPBACK))


def launch_address(token: str, person: User, address: str, at: int, query_id: str) -> str:
    """The address as Telegram opens it: with the person, signed with the bot's token, in the fragment."""
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
    return _with_fragment(address, {"tgWebAppData": urlencode(data, quote_via=quote)})


def simple_address(address: str) -> str:
    """The address as a reply keyboard opens it: Telegram tells such an app nothing about the person."""
    return _with_fragment(address, {})


def _with_fragment(address: str, launch: dict[str, str]) -> str:
    launch = {**launch, "tgWebAppVersion": VERSION, "tgWebAppPlatform": "web"}
    page, _, fragment = address.partition("#")
    joint = "&" if fragment else ""
    return f"{page}#{fragment}{joint}{urlencode(launch, quote_via=quote)}"


def signature(token: str, data: dict[str, str]) -> str:
    """The hash that a Mini App's server checks: over all fields except itself, sorted."""
    lines = "\n".join(f"{name}={data[name]}" for name in sorted(data) if name != "hash")
    secret = hmac.new(_KEY, token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()


def app_key(message: Message, label: str) -> Button | None:
    """The button of the message's reply keyboard with this label, if it opens a Mini App."""
    keys = [key for line in (message.markup or {}).get("keyboard", []) for key in line]
    return next((key for key in keys if key["text"] == label and "web_app" in key), None)


def sent_data(given: Any) -> dict[str, str]:
    """What a Mini App sends, in the Bot API's form. Raises SimRefused.

    The label need not be of an existing button: Telegram trusts the client.
    """
    found = given if isinstance(given, dict) else {}
    data, label = found.get("data"), found.get("button_text")
    if not isinstance(data, str) or not isinstance(label, str) or not label:
        raise SimRefused(400, 'web_app_data must be {"data", "button_text"}, two texts')
    if not 1 <= len(data.encode()) <= _MOST_BYTES:
        raise SimRefused(400, f"data must have 1-{_MOST_BYTES} bytes")
    return {"data": data, "button_text": label}
