"""The HTTP client for 1688: signs, limits and sends calls, retries reads, and raises our errors."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.clock import Clock, OtherClocks
from bot.market.errors import LoginNeeded, MarketError, Misunderstood, NotAllowed, Rejected, Throttled, Unreachable
from bot.market.openplatform.calls import kind_of, name_of
from bot.market.openplatform.signing import signed
from bot.market.openplatform.tokens import TokenKeeper, TokenStore
from bot.market.openplatform.wire.envelopes import agreed, opened
from bot.market.openplatform.wire.fields import Json, moment
from bot.market.throttle import Throttle
from bot.market.transfer import Answer, Failure, new_client, post_once, transfer
from bot.purchasing.calls import CallKind

READ_SECONDS = 12.0
UPLOAD_SECONDS = 60.0
READ_TIMEOUT = httpx.Timeout(connect=5, write=5, read=10, pool=10)

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Patience:
    """How long a read waits before each retry.

    `seconds` is the most it waits in all: two retries after no answer, longer waits if throttled.
    """

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._unanswered = iter((0.5, 1.5))
        self._next_throttled = 10.0

    def after(self, error: Unreachable | Throttled) -> float | None:
        """Seconds until the next try; None if the time for retries is used up."""
        if isinstance(error, Throttled):
            wait: float | None = self._next_throttled
            self._next_throttled *= 2
        else:
            wait = next(self._unanswered, None)
        if wait is None or wait > self._left:
            return None
        self._left -= wait
        return wait


class OpenPlatformClient:
    """Calls 1688 for one app: `rate` calls a second, at most `patience` seconds of waiting between tries of a read.

    After a silence `burst` seconds' worth of calls may go at once. `among` returns how many processes share the rate.
    """

    def __init__(
        self,
        *,
        origin: str,
        app_key: str,
        app_secret: str,
        tokens: TokenStore,
        clock: Clock,
        rate: float,
        burst: float = 0.0,
        transport: httpx.AsyncBaseTransport | None = None,
        patience: float = 15.0,
        other_clocks: OtherClocks | None = None,
        among: Callable[[], int] = lambda: 1,
    ) -> None:
        self._origin, self._app_secret = origin.rstrip("/"), app_secret
        self.app_key, self.clock = app_key, clock
        self._patience, self._transport = patience, transport
        self._other_clocks = other_clocks or OtherClocks(clock)
        self._throttle = Throttle(rate, clock, burst=int(rate * burst), among=among)
        self._http = new_client(READ_TIMEOUT, transport)
        self.keeper = TokenKeeper(tokens, clock, app_key, app_secret, self._ask_unsigned)
        self.calls: Counter[tuple[str, str]] = Counter()
        """How often each call ended in each way: (its name, `answered` or the error's name in small letters)."""
        self.sent: Counter[CallKind] = Counter()
        """How often 1688 was asked for each kind of thing, each try counted; who keeps an account takes them off."""
        self.trouble = ""
        """Why the last call brought nothing; empty if it was answered, were it by a no to what was asked."""

    async def aclose(self) -> None:
        await self._http.aclose()

    async def request(
        self, api: str, params: Mapping[str, str], *, repeat: bool = True, files: Mapping[str, bytes] | None = None
    ) -> Json:
        """Call `{namespace}/{name}`. Raises MarketError; of Unreachable `sent` says whether a byte of it can have left.

        Without `repeat` it is retried only if it surely did not run. `files` are pictures, which are not signed.
        """
        name, answer = name_of(api), await self._patiently(api, params, repeat, files)
        try:
            content = agreed(name, answer)
        except MarketError as error:
            self._count(name, error)
            raise
        self.calls[name, "answered"] += 1
        self.trouble = ""
        self.keeper.taken()
        return content

    async def server_time(self) -> datetime:
        """The time at 1688, in UTC. It proves that the app key and secret are right; it needs no token."""
        answer = opened("currentTime", await self._send(*self._signed("param2/1/system/currentTime", {}, "")))
        at = moment({"said": answer}, "said")
        if at is None:
            raise Misunderstood("currentTime", "the answer is no time")
        return at

    async def create(self, api: str, params: Mapping[str, str]) -> Answer | Failure:
        """Send one create call once, on its own connection.

        Returns every result as a value; raises only cancellation.
        """
        try:
            tokens = await self.keeper.current()
            if tokens is not None and not tokens.access_token:
                return Failure(sent=False, reason="there is no access token yet")
            path, form = self._signed(f"param2/1/{api}", params, tokens.access_token if tokens else "")
        except Exception as error:
            return Failure(sent=False, reason=f"the request could not be made ready ({type(error).__name__})")
        self._throttle.take()
        self.sent[kind_of(name_of(api))] += 1
        ending = await post_once(self._address(path), urlencode(form).encode(), FORM, self._transport)
        outcome = "answered" if isinstance(ending, Answer) else "unclear" if ending.sent else "unsent"
        self.calls[name_of(api), outcome] += 1
        return ending

    @property
    def secrets(self) -> tuple[str, ...]:
        """The texts that may never be stored or shown."""
        held = self.keeper.held
        tokens = (held.access_token, held.refresh_token) if held else ()
        return tuple(secret for secret in (self._app_secret, *tokens) if secret)

    async def _patiently(
        self, api: str, params: Mapping[str, str], repeat: bool, files: Mapping[str, bytes] | None
    ) -> Any:
        patience, new = Patience(self._patience), False
        while True:
            token = await self.keeper.usable()
            try:
                return await self._counted(api, params, token, files)
            except LoginNeeded as error:
                # The gateway checks the token before it calls the service, so the call did not run.
                if new or not token:
                    self.keeper.refused(error.reason)
                    raise
                before = self.keeper.renewals
                await self.keeper.renew(token)
                new = self.keeper.renewals > before  # else it is one that another process had left in the store
            except (Unreachable, Throttled) as error:
                wait = patience.after(error) if repeat or isinstance(error, Throttled) else None
                if wait is None:
                    raise
                await self.clock.sleep(wait)

    async def _counted(self, api: str, params: Mapping[str, str], token: str, files: Mapping[str, bytes] | None) -> Any:
        """One try. Failures are counted here, answers in `request`, once they are understood."""
        try:
            path, form = self._signed(f"param2/1/{api}", params, token)
            return opened(name_of(api), await self._send(path, form, files))
        except MarketError as error:
            self._count(name_of(api), error)
            raise

    def _count(self, name: str, error: MarketError) -> None:
        self.calls[name, type(error).__name__.casefold()] += 1
        if isinstance(error, Rejected) and not error.by_gateway:
            self.trouble = ""
            self.keeper.taken()
        elif self.trouble or not isinstance(error, NotAllowed):  # one call that was never granted is no trouble
            self.trouble = error.words

    async def _ask_unsigned(self, path: str, params: Mapping[str, str]) -> Answer:
        try:
            return await self._send(f"{path}/{self.app_key}", params)
        except Unreachable as error:
            error.sent = False  # whatever needs the token did not leave
            raise

    async def _send(self, path: str, form: Mapping[str, str], files: Mapping[str, bytes] | None = None) -> Answer:
        await self._throttle.turn()
        self.sent[kind_of(path.split("/")[-2])] += 1
        address, seconds = self._address(path), READ_SECONDS
        if files is None:
            request = self._http.build_request("POST", address, content=urlencode(form).encode(), headers=FORM)
        else:  # beside files everything that is signed stands in the address
            named = {name: (f"{name}.jpg", data, "image/jpeg") for name, data in files.items()}
            request, seconds = self._http.build_request("POST", address, params=form, files=named), UPLOAD_SECONDS
        answer = await transfer(self._http, request, seconds)
        if isinstance(answer, Failure):
            raise Unreachable(path.split("/")[-2], answer.reason, sent=answer.sent)
        self._other_clocks.heard("1688", answer.date)
        return answer

    def _signed(self, path: str, params: Mapping[str, str], token: str) -> tuple[str, dict[str, str]]:
        full = f"{path}/{self.app_key}"
        system = {"_aop_timestamp": str(int(self.clock.now().timestamp() * 1000))}
        if token:
            system["access_token"] = token
        return full, signed(self._app_secret, full, {**params, **system})

    def _address(self, path: str) -> str:
        return f"{self._origin}/openapi/{path}"
