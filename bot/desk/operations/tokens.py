"""Keeps the 1688 tokens sealed in the database, tied to the settings that they came from."""

import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.sealing import Seal, is_sealed, name_of
from bot.desk.shared.periodic import my_turn
from bot.market.errors import LoginNeeded
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.notices.operations import LoginEndingNotice, LoginNeededNotice

log = logging.getLogger(__name__)

WARN_BEFORE = (timedelta(days=14), timedelta(days=7), timedelta(days=1))
"""How long before an authorisation ends the admins are told, each once."""
RENEWAL_LASTS = 60.0


def source_of(app_key: str, access_token: str, refresh_token: str) -> str:
    """A hash of the settings; when it differs from the stored one, the settings win."""
    return hashlib.sha256("\n".join((app_key, access_token, refresh_token)).encode()).hexdigest()


def _ends(tokens: Tokens) -> datetime | None:
    """When nothing can be renewed any more: a refresh token's end, else the access token's; None if nobody knows."""
    return tokens.refresh_expires_at if tokens.refresh_token else tokens.access_expires_at


async def tell_login_needed(uow: UnitOfWork, admins: frozenset[int], reason: str) -> None:
    """Tell the admins that a person must log in; once for each token that 1688 no longer takes."""
    kept = await uow.people.tokens()
    dead = name_of(kept[1].access_token if kept else "")
    await uow.tell_all(admins, LoginNeededNotice(reason=reason), f"login_needed:{dead}")


class SealedTokenStore:
    """The token store that the client renews from."""

    def __init__(self, ledger: Ledger, source: str, admins: frozenset[int], seal: Seal) -> None:
        self._ledger, self._source, self._admins, self._seal = ledger, source, admins, seal
        self._told = False
        self._turn: int | None = None

    async def load(self) -> Tokens | None:
        """The stored tokens, if they come from the present settings.

        If they were sealed under another app secret, empty ones: nothing is sent, and a person must log in.
        """
        async with self._ledger.read() as uow:
            kept = await uow.people.tokens()
        return self._opened(kept[1]) if kept and kept[0] == self._source else None

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Wait until no other process renews, and find what it saved. Ours for as long as a renewal may take."""
        while True:
            async with my_turn(self._ledger, "tokens", RENEWAL_LASTS) as mine:
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
            await uow.people.put_tokens(self._source, self._closed(tokens))

    async def adopt(self, access_token: str, refresh_token: str) -> None:
        """Start from the settings' tokens if no newer ones of the same settings are stored, or none can be read."""
        await self._seal_what_is_open()
        stored = await self.load()
        if stored is not None and (stored.access_token or stored.refresh_token):
            return
        if access_token or refresh_token:
            await self.save(Tokens(access_token, None, refresh_token, None, None))

    async def _seal_what_is_open(self) -> None:
        """Seal tokens that an earlier version stored unsealed, whichever settings they came from."""
        async with self._ledger.read() as uow:
            kept = await uow.people.tokens()
        if kept is None or kept[1] == self._sealed(kept[1]):
            return
        async with self._ledger.change() as uow:
            kept = await uow.people.tokens()
            if kept is not None:
                await uow.people.put_tokens(kept[0], self._sealed(kept[1]))

    def _sealed(self, stored: Tokens) -> Tokens:
        access, refresh = (
            text if is_sealed(text) else self._seal.close(text) for text in (stored.access_token, stored.refresh_token)
        )
        return replace(stored, access_token=access, refresh_token=refresh)

    def _closed(self, tokens: Tokens) -> Tokens:
        seal = self._seal.close
        return replace(tokens, access_token=seal(tokens.access_token), refresh_token=seal(tokens.refresh_token))

    def _opened(self, stored: Tokens) -> Tokens:
        access, refresh = self._seal.open(stored.access_token), self._seal.open(stored.refresh_token)
        if access is not None and refresh is not None:
            return replace(stored, access_token=access, refresh_token=refresh)
        if not self._told:
            self._told = True
            log.warning("the stored 1688 tokens were sealed under another ALIBABA_APP_SECRET; type: caigou login")
        return Tokens("", None, "", None, stored.first_seen_at)

    async def warn(self) -> None:
        """Tell the admins in time that the authorisation ends: two weeks, a week and a day before."""
        tokens = await self.load()
        ends = _ends(tokens) if tokens is not None else None
        if ends is None:
            return
        async with self._ledger.change() as uow:
            near = [before for before in WARN_BEFORE if uow.now >= ends - before]
            if near:
                told = LoginEndingNotice(at=ends)
                await uow.tell_all(self._admins, told, f"login_ending:{ends.isoformat()}:{min(near).days}")

    async def guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` at 1688; if it ends for want of a login, tell the admins."""
        try:
            await work()
        except LoginNeeded as error:
            async with self._ledger.change() as uow:
                await tell_login_needed(uow, self._admins, error.reason)
            raise
