"""Anchors entries of the journal: an HMAC under a key that the database never holds, so that no chain is rebuilt."""

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "journal1"
"""Part of what keys are derived by: another way of anchoring takes another word."""


class JournalKey:
    """Makes and checks anchors. `id` names the key and tells nothing about it."""

    def __init__(self, key: str) -> None:
        self._anchoring = _derived(key, "anchor")
        self.id = _derived(key, "id")[:8].hex()

    def anchor(self, hash: str) -> str:
        """The anchor of the entry with this hash: HMAC-SHA256, hex. The hash covers every entry before it."""
        return hmac.new(self._anchoring, hash.encode(), hashlib.sha256).hexdigest()

    def fits(self, hash: str, anchor: str | None) -> bool:
        """Whether that is the anchor of the entry with this hash."""
        return anchor is not None and hmac.compare_digest(self.anchor(hash).encode(), anchor.encode())


def _derived(key: str, use: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"caigou {VERSION} {use}".encode()).derive(bytes.fromhex(key))
