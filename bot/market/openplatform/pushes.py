"""Whether a push message comes from 1688: it is sealed with the app's secret, as the calls are."""

import hmac

from bot.market.openplatform.signing import signature

MESSAGE = "message"


def genuine(secret: str, message: str, given: str) -> bool:
    """Compare the seal of the decoded, otherwise untouched text in constant time."""
    expected = signature(secret, "", {MESSAGE: message})
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
