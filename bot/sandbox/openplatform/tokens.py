"""The tokens of the simulated 1688: which are valid, for how long, and how they are renewed."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.clock import WorldClock
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.wire import stamp
from bot.sandbox.world.account import BUYER

ACCESS_LIFE = timedelta(hours=10)
REFRESH_LIFE = timedelta(days=180)
POSTPONE_WINDOW = timedelta(days=30)
CODE_LIFE = timedelta(minutes=2)


class TokenRefused(Exception):
    """The token endpoint refuses, with its error code and its text."""

    def __init__(self, error: str, text: str) -> None:
        super().__init__(text)
        self.error = error
        self.text = text


class PretendTokens:
    """Access tokens, refresh tokens and codes, each with the time when it ends."""

    def __init__(self, clock: WorldClock, credentials: Credentials) -> None:
        self._clock = clock
        self._credentials = credentials
        now = clock.now()
        self._access: dict[str, datetime] = {credentials.access_token: now + ACCESS_LIFE}
        self._refresh: dict[str, datetime] = {credentials.refresh_token: now + REFRESH_LIFE}
        self._codes: dict[str, datetime] = {}
        self._refresh_life = REFRESH_LIFE

    def good(self, access_token: str) -> bool:
        ends = self._access.get(access_token)
        return ends is not None and self._clock.now() < ends

    def expire(self) -> None:
        """End every access token now."""
        self._access.clear()

    def refresh_lives(self, span: timedelta) -> None:
        """Refresh tokens live so long from now on, and the present ones at most so long."""
        self._refresh_life, latest = span, self._clock.now() + span
        self._refresh = {token: min(ends, latest) for token, ends in self._refresh.items()}

    def new_code(self) -> str:
        """A code as the authorise page gives it: valid once, within two minutes."""
        code = secrets.token_hex(18)
        self._codes[code] = self._clock.now() + CODE_LIFE
        return code

    def grant(self, params: dict[str, str]) -> dict[str, Any]:
        """Answer getToken. Raises TokenRefused."""
        self._check_client(params)
        match params.get("grant_type"):
            case "authorization_code":
                return self._by_code(params)
            case "refresh_token":
                self._living_refresh(params)
                return self._answer(self._fresh_access())
            case _:
                raise TokenRefused("unsupported_grant_type", "grant_type is not supported")

    def postpone(self, params: dict[str, str]) -> dict[str, Any]:
        """Answer postponeToken: a new refresh token for one in its last thirty days. Raises TokenRefused."""
        self._check_client(params)
        old = self._living_refresh(params)
        if self._refresh[old] - self._clock.now() > POSTPONE_WINDOW:
            raise TokenRefused("invalid_request", "refresh token can only be postponed in its last 30 days")
        del self._refresh[old]
        return self._answer(self._fresh_access(), self._fresh_refresh())

    def _by_code(self, params: dict[str, str]) -> dict[str, Any]:
        ends = self._codes.pop(params.get("code", ""), None)
        if ends is None or self._clock.now() >= ends:
            raise TokenRefused("invalid_grant", "the code is wrong, used or too old")
        wanted = params.get("need_refresh_token", "").lower() == "true"
        return self._answer(self._fresh_access(), self._fresh_refresh() if wanted else None)

    def _check_client(self, params: dict[str, str]) -> None:
        if params.get("client_id") != self._credentials.app_key:
            raise TokenRefused("invalid_client", "client_id is unknown")
        if params.get("client_secret") != self._credentials.app_secret:
            raise TokenRefused("invalid_client", "client_secret does not match")

    def _living_refresh(self, params: dict[str, str]) -> str:
        token = params.get("refresh_token", "")
        ends = self._refresh.get(token)
        if ends is None or self._clock.now() >= ends:
            raise TokenRefused("invalid_grant", "the refresh token is wrong or has ended")
        return token

    def _fresh_access(self) -> str:
        token = str(uuid.uuid4())
        self._access[token] = self._clock.now() + ACCESS_LIFE
        return token

    def _fresh_refresh(self) -> str:
        token = str(uuid.uuid4())
        self._refresh[token] = self._clock.now() + self._refresh_life
        return token

    def _answer(self, access: str, refresh: str | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "aliId": str(BUYER.user_id),
            "resource_owner": BUYER.login_id,
            "memberId": BUYER.member_id,
            "expires_in": str(int(ACCESS_LIFE.total_seconds())),
            "access_token": access,
        }
        if refresh:
            answer["refresh_token"] = refresh
            answer["refresh_token_timeout"] = stamp(self._refresh[refresh])
        return answer
