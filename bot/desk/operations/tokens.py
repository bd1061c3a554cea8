"""Keeps the 1688 tokens sealed in the database, tied to the settings that they came from."""

import base64
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.desk.ledger.ledger import Ledger
from bot.desk.shared.periodic import my_turn
from bot.market.openplatform.tokens import Tokens

log = logging.getLogger(__name__)

VERSION = "sealed1"
"""Stands before every sealed text and is part of its key: another way of sealing takes another word."""


class Seal:
    """Seals texts under a key that is derived from the app secret, which the database never holds."""

    def __init__(self, app_secret: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derived(app_secret, "key")))
        self._naming = _derived(app_secret, "name")

    def close(self, text: str) -> str:
        """The text as it is stored; an empty one stays empty. Equal texts share the name in front."""
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


def _derived(app_secret: str, use: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"caigou {VERSION} {use}".encode()).derive(app_secret.encode())


def source_of(app_key: str, access_token: str, refresh_token: str) -> str:
    """A hash of the settings; when it differs from the stored one, the settings win."""
    return hashlib.sha256("\n".join((app_key, access_token, refresh_token)).encode()).hexdigest()


class SealedTokenStore:
    """The token store that the client renews from."""

    def __init__(self, ledger: Ledger, source: str, seal: Seal) -> None:
        self._ledger, self._source, self._seal = ledger, source, seal
        self._warned = False
        self._turn: int | None = None

    async def load(self) -> Tokens | None:
        """The stored tokens, if they come from the present settings.

        If they were sealed under another app secret, empty ones: nothing is sent, and a person must log in.
        """
        async with self._ledger.read() as uow:
            stored = await uow.people.tokens()
        return self._opened(stored[1]) if stored and stored[0] == self._source else None

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Wait until no other process renews, and find what it saved. Ours for as long as a renewal may take."""
        while True:
            async with my_turn(self._ledger, "tokens") as mine:
                if mine is not None:
                    self._turn = mine
                    try:
                        yield
                    finally:
                        self._turn = None
                    return
            await self._ledger.clock.sleep(0.2)

    async def save(self, tokens: Tokens) -> None:
        """Keep the tokens, unless another process began a renewal since ours and has later ones."""
        async with self._ledger.change() as uow:
            if self._turn is not None and not await uow.leases.holds("tokens", self._turn):
                return
            await uow.people.put_tokens(self._source, self._sealed(tokens))

    async def adopt(self, access_token: str, refresh_token: str) -> None:
        """Start from the settings' tokens if no newer ones of the same settings are stored, or none can be read."""
        async with self._ledger.read() as uow:
            known = await uow.people.tokens()
        if known is not None and known[1] != self._sealed(known[1]):  # an earlier version stored them unsealed
            async with self._ledger.change() as uow:
                known = await uow.people.tokens()
                if known is not None:
                    await uow.people.put_tokens(known[0], self._sealed(known[1]))
        stored = await self.load()
        if stored is not None and (stored.access_token or stored.refresh_token):
            return
        if access_token or refresh_token:
            await self.save(Tokens(access_token, None, refresh_token, None, None))

    def _sealed(self, stored: Tokens) -> Tokens:
        access, refresh = (
            text if is_sealed(text) else self._seal.close(text) for text in (stored.access_token, stored.refresh_token)
        )
        return replace(stored, access_token=access, refresh_token=refresh)

    def _opened(self, stored: Tokens) -> Tokens:
        access, refresh = self._seal.open(stored.access_token), self._seal.open(stored.refresh_token)
        if access is not None and refresh is not None:
            return replace(stored, access_token=access, refresh_token=refresh)
        if not self._warned:
            self._warned = True
            log.warning("the stored 1688 tokens were sealed under another ALIBABA_APP_SECRET; type: caigou login")
        return Tokens("", None, "", None, stored.first_seen_at)

    async def ends(self) -> datetime | None:
        """When the authorisation ends (UTC), with the refresh token, without one with the access token."""
        tokens = await self.load()
        if tokens is None:
            return None
        return tokens.refresh_expires_at if tokens.refresh_token else tokens.access_expires_at
