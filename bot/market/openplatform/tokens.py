"""The app's tokens: loaded from a store, renewed here, one renewal at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.market.errors import LoginNeeded, MarketError, Misunderstood
from bot.market.openplatform.wire.envelopes import opened
from bot.market.openplatform.wire.fields import Json, moment, text, whole
from bot.market.transfer import Answer

log = logging.getLogger(__name__)

RENEW_BEFORE = timedelta(minutes=10)
"""An access token that ends sooner than this is renewed before a create call."""

POSTPONE_WITHIN = timedelta(days=30)
"""1688 exchanges a refresh token only in its last 30 days."""

ASK_AGAIN_AFTER = timedelta(hours=6)
"""How long to wait after 1688 refused to exchange the refresh token."""

GET_TOKEN = "system.oauth2/getToken"  # noqa: S105 - the name of a call
POSTPONE_TOKEN = "system.oauth2/postponeToken"  # noqa: S105 - the name of a call


@dataclass(frozen=True)
class Tokens:
    """1688's access and refresh tokens. Times are in UTC, None if 1688 told none; an empty text is no token."""

    access_token: str = field(repr=False)
    access_expires_at: datetime | None
    refresh_token: str = field(repr=False)
    refresh_expires_at: datetime | None
    first_seen_at: datetime | None


def unrenewable(first_seen: datetime) -> str:
    """What whoever brings an access token without a refresh token should know."""
    return (
        f"First seen {first_seen:%d %b %Y}, without a refresh token: it ends some day, and nobody can renew it for you."
    )


@dataclass(frozen=True)
class TokenUse:
    """How 1688 took our tokens last, at `at` (UTC): `refused` says why a person must log in, empty if it took one.

    Before the first call nothing is known, and `at` is None.
    """

    at: datetime | None = None
    refused: str = ""


class TokenStore(Protocol):
    """Keeps tokens between starts."""

    async def load(self) -> Tokens | None:
        """The stored tokens; None for an app in single-user mode, which has none."""
        ...

    async def save(self, tokens: Tokens) -> None: ...

    def alone(self) -> AbstractAsyncContextManager[None]:
        """While it is held no other process renews the tokens; load again inside to see what one saved just before."""
        ...


Ask = Callable[[str, Mapping[str, str]], Awaitable[Answer]]
"""Posts unsigned parameters to `{protocol}/1/{api}`; raises MarketError if no answer came."""


class TokenKeeper:
    """Returns the access token and renews it. Concurrent renewals share one, also across processes."""

    def __init__(self, store: TokenStore, clock: Clock, app_key: str, app_secret: str, ask: Ask) -> None:
        self._store, self._clock, self._ask = store, clock, ask
        self._app = {"client_id": app_key, "client_secret": app_secret}
        self._lock = asyncio.Lock()
        self.held: Tokens | None = None
        """The tokens that were last seen."""
        self._postpone_after: datetime | None = None
        self.use = TokenUse()
        """How 1688 took them last. A refusal counts only if a new token was refused too, or none could be had."""
        self.renewals = 0
        """How many tokens 1688 gave this process."""

    async def current(self) -> Tokens | None:
        """The tokens as they are; does not ask 1688."""
        if self.held is None:
            self.held = await self._store.load()
        return self.held

    async def usable(self) -> str:
        """The access token. If only the refresh token is known, gets one first. Empty in single-user mode."""
        tokens = await self.current()
        if tokens and not tokens.access_token and tokens.refresh_token:
            tokens = await self.renew("")
        return tokens.access_token if tokens else ""

    async def renew(self, failed: str) -> Tokens:
        """Tokens other than `failed`: newer ones from the store, or new ones from 1688. Raises LoginNeeded."""
        try:
            return await self._renewed(failed)
        except LoginNeeded as error:
            self.refused(error.reason)
            raise

    def taken(self) -> None:
        """1688 took the token of a call."""
        self.use = TokenUse(self._clock.now())

    def refused(self, reason: str) -> None:
        """1688 takes no token of ours, not even a new one."""
        self.use = TokenUse(self._clock.now(), reason)

    async def _renewed(self, failed: str) -> Tokens:
        async with self._lock, self._store.alone():
            tokens = self.held = await self._store.load()
            if tokens is None:
                raise LoginNeeded(GET_TOKEN, "1688 asks for a token and there is none", "401")
            if tokens.access_token != failed:
                return tokens
            if not tokens.refresh_token:
                raise LoginNeeded(GET_TOKEN, "the access token is refused and there is no refresh token", "401")
            grant = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
            return await self._keep(await self._granted("param2", GET_TOKEN, grant), tokens)

    async def exchange(self, code: str, redirect_uri: str) -> Tokens:
        """Exchange the code of a login for tokens and save them at once."""
        grant = {
            "grant_type": "authorization_code",
            "need_refresh_token": "true",
            "redirect_uri": redirect_uri,
            "code": code,
        }
        async with self._lock, self._store.alone():
            return await self._keep(await self._granted("http", GET_TOKEN, grant), None)

    async def prepare(self) -> None:
        """Renew what is due. Raises LoginNeeded if a person must log in.

        It is no error if 1688 does not exchange the refresh token yet.
        """
        tokens, now = await self.current(), self._clock.now()
        if tokens is None:
            return
        soon = tokens.access_expires_at is not None and tokens.access_expires_at - now <= RENEW_BEFORE
        if not tokens.access_token or (soon and tokens.refresh_token):
            tokens = await self.renew(tokens.access_token)
        end = tokens.refresh_expires_at  # unknown for a token from the settings: then ask 1688
        if tokens.refresh_token and (end is None or end - now <= POSTPONE_WITHIN):
            await self._postpone(tokens.refresh_token)

    async def _postpone(self, refresh_token: str) -> None:
        async with self._lock, self._store.alone():
            now, tokens = self._clock.now(), await self._store.load()
            resting = self._postpone_after is not None and now < self._postpone_after
            if resting or tokens is None or tokens.refresh_token != refresh_token:
                return
            given = {"refresh_token": refresh_token, "access_token": tokens.access_token}
            try:
                await self._keep(await self._granted("param2", POSTPONE_TOKEN, given), tokens)
            except MarketError as error:
                self._postpone_after = now + ASK_AGAIN_AFTER
                if tokens.refresh_expires_at is None:  # its end is unknown, so this was only a try
                    log.info("the refresh token stays for now: %s", error.reason)
                else:
                    log.warning("the refresh token was not exchanged: %s", error)

    async def _granted(self, protocol: str, api: str, params: Mapping[str, str]) -> Json:
        answer = await self._ask(f"{protocol}/1/{api}", {**self._app, **params})
        content = opened_grant(api, answer)
        if text(content, "error"):
            raise LoginNeeded(api, text(content, "error_description", "error")[:200], text(content, "error"))
        return content

    async def _keep(self, grant: Json, old: Tokens | None) -> Tokens:
        tokens = parse_grant(grant, old, self._clock.now())
        await self._store.save(tokens)
        self.renewals += 1
        self.held, self._postpone_after = tokens, None
        return tokens


def opened_grant(api: str, answer: Answer) -> Json:
    """The object of a token answer, whatever its HTTP status: 1688 sends refusals of these calls with 400 or 401."""
    refused = 400 <= answer.status < 500 and '"error"' in answer.text
    content = opened(api, Answer(200, answer.text) if refused else answer)
    if not isinstance(content, dict):
        raise Misunderstood(api, "the answer is no object")
    return content


def parse_grant(grant: Json, old: Tokens | None, now: datetime) -> Tokens:
    """Tokens from an answer. What the answer leaves out keeps its old value, so a refresh token is never lost."""
    tokens = old or Tokens("", None, "", None, None)
    if access := text(grant, "access_token"):
        seconds = whole(grant, "expires_in")
        ends = now + timedelta(seconds=seconds) if seconds and 0 < seconds < 10**9 else None
        tokens = replace(tokens, access_token=access, access_expires_at=ends, first_seen_at=now)
    if not tokens.access_token:
        raise Misunderstood(GET_TOKEN, "the answer holds no access token")
    if refresh := text(grant, "refresh_token"):
        same = refresh == tokens.refresh_token
        ends = moment(grant, "refresh_token_timeout") or (tokens.refresh_expires_at if same else None)
        tokens = replace(tokens, refresh_token=refresh, refresh_expires_at=ends)
    return tokens
