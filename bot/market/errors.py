"""What can go wrong on the market, sorted by what the caller may do.

MarketError
├── Unreachable       nothing came back, or nothing that can be read: try a read again later
├── Throttled         too many calls: wait, then again
├── NotAllowed        the app was not granted this call: a person must ask 1688 for it
├── NotInADryRun      the call would change something, and this is a dry run
├── LoginNeeded       the token is missing, wrong or over: a person must log in again
├── Rejected          1688 understood and said no; `code` and its own words
│   └── NotFound      what was asked for does not exist (for us)
└── Misunderstood     an answer whose form we do not know"""

import re
from collections.abc import Mapping
from enum import StrEnum


class MarketError(Exception):
    """Root; `call` is the API name, `reason` 1688's words or ours, never a secret."""

    remedy = ""

    def __init__(self, call: str, reason: str, code: str = "") -> None:
        super().__init__(f"{call}: {reason}" + (f" [{code}]" if code else ""))
        self.call, self.reason, self.code = call, reason, code
        self.answer: Mapping[str, object] = {}
        """1688's whole answer, if it is one that says no."""

    @property
    def words(self) -> str:
        """1688's words, and its code beside them if that is a word: `ORDER_HAS_PAID` says more than a number."""
        tells = re.fullmatch(r"[A-Z]+(?:_[A-Z]+)+", self.code) and self.code not in self.reason
        return f"{self.reason} ({self.code})" if tells else self.reason


class Unreachable(MarketError):
    """1688 gave no clear answer; `sent` is False only if no byte of the call can have left."""

    remedy = "wait and try again"

    def __init__(self, call: str, reason: str, code: str = "", *, sent: bool = True) -> None:
        super().__init__(call, reason, code)
        self.sent = sent


class Throttled(MarketError):
    """1688 says that the app calls too often."""

    remedy = "wait and call less often"


class NotAllowed(MarketError):
    """The app has no right to this call."""

    remedy = "ask for this call in the 1688 console"


class NotInADryRun(MarketError):
    """The call would change something at 1688, and this bot only says what it would do."""

    remedy = "run a bot with DRY_RUN=0 on a database of its own"


class LoginNeeded(MarketError):
    """1688 does not accept our token and it could not be renewed."""

    remedy = "run caigou login"


class Rejected(MarketError):
    """1688 refused for a business reason."""

    remedy = "read the reason and change the request"

    @property
    def by_gateway(self) -> bool:
        """Whether 1688's gateway turned it away before the service was asked: app key, signature, parameters."""
        return self.code.startswith("gw.")


class NotFound(Rejected):
    """The offer or order does not exist, or is not ours."""

    remedy = "check the number"


class Misunderstood(MarketError):
    """1688 answered in a form that we do not know."""

    remedy = "report the call and its answer's form"


class BusinessCode(StrEnum):
    """What 1688 means, with the words of its own that say so."""

    mark: str

    def __new__(cls, name: str, mark: str) -> "BusinessCode":
        """A code's name, and what 1688's text holds then."""
        code = str.__new__(cls, name)
        code._value_, code.mark = name, mark
        return code

    NOT_PAID = "not-paid", "ORDER_NOT_PAY"
    PAID = "paid", "ORDER_HAS_PAID"
    CANCELLED = "cancelled", "ORDER_HAS_CANCELED"
    NO_CONTRACT = "no-contract", "PAY_NOT_OPEN"
    BUSY = "busy", "ISP_BACK_SERVICE_TIMEOUT"
    NO_RIGHT = "no-right", "没有权限取消"
    NOT_FOUND = "not-found", "ORDER_NOT_FOUND"
    NO_SELLER = "no-seller", "下单的权限"
    NO_STOCK = "no-stock", "库存不足"
    NOT_ONLINE = "not-online", "不支持在线交易"


def code_in(said: str) -> BusinessCode | None:
    """The first of these codes that a text of 1688 holds; None if it holds none."""
    return next((code for code in BusinessCode if code.mark in said), None)


PASSING = (Unreachable, Throttled, LoginNeeded)
"""Errors after which the same question may be answered soon."""
