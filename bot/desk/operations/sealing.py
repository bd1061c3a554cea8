"""Seals texts before they are stored, so that the database alone does not give a secret away."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "sealed1"
"""Stands before every sealed text and is part of its key: another way of sealing takes another word."""


class Seal:
    """Seals texts under a key that is derived from the app secret, which the database never holds."""

    def __init__(self, app_secret: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derived(app_secret, "key")))
        self._naming = _derived(app_secret, "name")

    def close(self, text: str) -> str:
        """The text as it is stored; an empty one stays empty. Equal texts share what `name_of` gives, nothing else."""
        if not text:
            return ""
        name = hmac.new(self._naming, text.encode(), hashlib.sha256).hexdigest()[:16]
        return f"{VERSION}:{name}:{self._fernet.encrypt(text.encode()).decode()}"

    def open(self, stored: str) -> str | None:
        """The text again; None if it was sealed under another secret, or spoilt. What was never sealed is itself."""
        if not is_sealed(stored):
            return stored
        try:
            return self._fernet.decrypt(stored.rpartition(":")[2].encode()).decode()
        except (InvalidToken, ValueError):
            return None


def is_sealed(stored: str) -> bool:
    """Whether it was stored by a Seal; earlier versions stored the text itself."""
    return stored.startswith(f"{VERSION}:")


def name_of(stored: str) -> str:
    """A name that tells one stored text from another without opening it, however often it is stored."""
    known = stored.rpartition(":")[0] if is_sealed(stored) else stored
    return hashlib.sha256(known.encode()).hexdigest()[:16]


def _derived(app_secret: str, use: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"caigou {VERSION} {use}".encode()).derive(app_secret.encode())
