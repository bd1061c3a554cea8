"""The control API's settings for push messages: to which address, and how well they arrive."""

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.world.pushed import MODES

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def push_switches(body: dict[str, Any], url: str, mode: str) -> tuple[str, str]:
    """Address and mode after the changes in the body. Raises ValueError with a sentence."""
    url, mode = body.get("push_url", url) or "", body.get("push", mode)
    if mode not in MODES:
        raise ValueError(f"push must be one of {', '.join(MODES)}")
    if not isinstance(url, str):
        raise ValueError("push_url must be an address, or empty for none")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError("push_url must be an address, or empty for none") from None
    if url and (parts.scheme not in ("http", "https") or parts.hostname not in _LOOPBACK):
        raise ValueError(
            "the pretend world pushes to addresses of this machine only, such as http://127.0.0.1:8080/1688"
        )
    return url, mode
