"""Checks whether a push message comes from 1688: it is signed with the app's secret, as calls are."""

import hmac

from bot.market.openplatform.signing import signature

MESSAGE = "message"


def genuine(secret: str, message: str, given: str) -> bool:
    """Compare the signature of the decoded, otherwise unchanged text in constant time."""
    expected = signature(secret, "", {MESSAGE: message})
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
