"""Reads what Telegram signs for whoever opens the Mini App (`initData`)."""

import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from bot.purchasing.person import Person
from bot.purchasing.text import known_language

LAUNCH_LIFE = timedelta(hours=1)
"""How long a launch opens a session."""
AHEAD = timedelta(minutes=1)
"""By how much Telegram's clock may be ahead of ours."""
_KEY = b"WebAppData"
_MOST_FIELDS = 32
_MOST_DIGITS = 11
_LARGEST_ID = 2**52 - 1


class Forged(Exception):
    """Telegram did not sign this for our bot, or not lately."""


def opener(init_data: str, token: str, now: datetime) -> Person:
    """The person for whom Telegram signed this with the bot's token. Raises Forged."""
    fields = _fields(init_data)
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields) if name != "hash")
    key = hmac.digest(_KEY, token.encode(), "sha256")
    signature = hmac.digest(key, lines.encode(), "sha256").hex()
    if not hmac.compare_digest(signature.encode(), fields.get("hash", "").encode("utf-8", "replace")):
        raise Forged("the hash is another one")
    auth_date = fields.get("auth_date", "")
    if not (auth_date.isascii() and auth_date.isdigit() and len(auth_date) <= _MOST_DIGITS):
        raise Forged("auth_date is no time")
    if not -AHEAD <= now - datetime.fromtimestamp(int(auth_date), UTC) <= LAUNCH_LIFE:
        raise Forged("it is of another time")
    return _person(fields.get("user", ""))


def _fields(init_data: str) -> dict[str, str]:
    """Each field once, and none with a line break, which could stand for a field of its own."""
    try:
        pairs = parse_qsl(
            init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise Forged("it cannot be read") from None
    fields = dict(pairs)
    if len(fields) != len(pairs) or any("\n" in name or "\n" in value for name, value in pairs):
        raise Forged("a field comes twice or holds a line break")
    return fields


def _person(user: str) -> Person:
    try:
        fields = json.loads(user)
    except (ValueError, RecursionError):
        raise Forged("user cannot be read") from None
    number = fields.get("id") if isinstance(fields, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= _LARGEST_ID:
        raise Forged("user has no id")
    names = [fields.get("first_name"), fields.get("last_name")]
    name = " ".join(each for each in names if isinstance(each, str) and each)
    return Person(number, name, known_language(str(fields.get("language_code") or "en")))
