"""How 1688 checks that a call comes from the app that it names."""

import hashlib
import hmac
from collections.abc import Iterable


def signature(secret: str, path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """HMAC-SHA1 in capital hex over the path and the sorted name-and-value texts."""
    joined = "".join(sorted(name + value for name, value in pairs if name != "_aop_signature"))
    return hmac.new(secret.encode(), (path + joined).encode(), hashlib.sha1).hexdigest().upper()


def same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
