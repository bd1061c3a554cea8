"""1688's signature: HMAC-SHA1 over the path and the sorted `name + value` texts, in capital hex."""

import hmac
from collections.abc import Mapping

SIGNATURE = "_aop_signature"


def signature(secret: str, path: str, params: Mapping[str, str]) -> str:
    """The signature of `params` (raw, not URL-encoded) under `path` (no host, no `/openapi/`)."""
    # 1688 sorts the joined texts, not the names: `a=z` and `ab=1` give `ab1` before `az`.
    joined = "".join(sorted(name + value for name, value in params.items() if name != SIGNATURE))
    return hmac.new(secret.encode(), (path + joined).encode(), "sha1").hexdigest().upper()


def signed(secret: str, path: str, params: Mapping[str, str]) -> dict[str, str]:
    """`params` with their signature added."""
    return {**params, SIGNATURE: signature(secret, path, params)}


MESSAGE = "message"


def genuine(secret: str, message: str, given: str) -> bool:
    """Compare the signature of the decoded, otherwise unchanged text in constant time."""
    expected = signature(secret, "", {MESSAGE: message})
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
