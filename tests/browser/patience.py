"""Expectations of a page that are waited for as long as it may still come about, however busy the machine is."""

from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import expect as _expect

from bot.sandbox.patience import NeverHappened, within

SECONDS = 20.0
"""The demo looks at 1688 every two seconds."""
ROUND = 5_000
ENDLESS = 600_000
"""Milliseconds that Playwright waits for what is done on a page: the limit of the test ends it before."""


class Expected:
    """What Playwright expects of a page or a part of it; each check has SECONDS of its own."""

    def __init__(self, of: Any) -> None:
        self._checks = _expect(of)

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        check = getattr(self._checks, name)

        async def lasting(*args: Any, **more: Any) -> None:
            last: AssertionError | None = None
            try:
                async with within(SECONDS, f"the page: {name}{args}"):
                    while True:
                        try:
                            await check(*args, timeout=ROUND, **more)
                            return
                        except AssertionError as missed:
                            last = missed
            except NeverHappened as never:
                raise last or never from None

        return lasting


def expect(of: Any) -> Expected:
    """In place of Playwright's own, which waits five seconds by the clock on the wall."""
    return Expected(of)
