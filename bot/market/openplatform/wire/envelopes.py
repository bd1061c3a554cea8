"""The forms in which 1688 refuses a call, and which of our errors each one becomes."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.market.errors import (
    BusinessCode,
    LoginNeeded,
    MarketError,
    Misunderstood,
    NotAllowed,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
    code_in,
)
from bot.market.openplatform.wire.fields import FormError, Json, part, read_json, text, truth
from bot.market.transfer import Answer

NEED_LOGIN = "Request need user auth"
"""How both token errors begin: `… authorized` (wrong or expired) and `… authenticated` (none sent)."""

FINE_CODES = frozenset({"", "0", "200", "S000", "success", "SUCCESS"})
"""Codes that successful answers contain."""

CODES = ("errorCode", "error_code", "code", "retCode")
MESSAGES = ("errorMessage", "errorMsg", "erroMsg", "error_message", "message", "errMsg", "errorInfo", "retMsg")

_BY_CODE: dict[str, type[MarketError]] = {
    "401": LoginNeeded,
    "gw.APIACLDecline": NotAllowed,
    "gw.APIUnsupported": NotAllowed,
    "gw.QosAppFrequencyLimit": Throttled,
}
_UNKNOWN_THING = ("NOT_EXIST", "not exist", "not exsit", "不存在")

_Value = TypeVar("_Value")


def understood(call: str, parse: Callable[[Json], _Value], answer: Json) -> _Value:
    """The result of `parse`. Raises Misunderstood if `parse` does not know the answer's form."""
    try:
        return parse(answer)
    except FormError as error:
        raise Misunderstood(call, str(error)) from None


def opened(call: str, answer: Answer) -> Any:
    """The JSON of an answer that the gateway let through. Raises the gateway's refusal as one of our errors."""
    try:
        content = read_json(answer.text)
    except FormError:
        if NEED_LOGIN in answer.text[:1000] or answer.status == 401:
            raise LoginNeeded(call, "Request need user authorized", "401") from None
        raise _by_status(call, answer.status, "the answer is no JSON") from None
    refusal = gateway_refusal(call, content)
    if answer.status >= 500 and (refusal is None or isinstance(refusal, Rejected)):
        raise _by_status(call, answer.status, words(content))
    if refusal is not None:
        raise refusal
    if not 200 <= answer.status < 300:
        raise _by_status(call, answer.status, words(content))
    return content


def gateway_refusal(call: str, content: Any) -> MarketError | None:
    """The error for a gateway's `{"error_code", "error_message"[, "exception"]}`; None if the answer is no refusal."""
    if isinstance(content, str):
        return LoginNeeded(call, content[:200], "401") if NEED_LOGIN in content else None
    code = text(content, "error_code") if isinstance(content, dict) else ""
    if not code:
        return None
    said = text(content, "error_message", "exception") or code
    if NEED_LOGIN in text(content, "error_message") + text(content, "exception"):
        return LoginNeeded(call, said[:200], code)
    if code.startswith(("gw.Signature", "gw.AppKey")):
        said = f"1688 does not accept the app key or its secret ({said[:200]})"
    kind = Throttled if code.startswith("gw.Qos") else _BY_CODE.get(code, Rejected)
    return kind(call, said[:500], code)


def _by_status(call: str, status: int, said: str) -> MarketError:
    if status == 401:
        return LoginNeeded(call, said or "not authorised", "401")
    if status == 429:
        return Throttled(call, said or "too many calls", "429")
    if 400 <= status < 500 and said and said != "the answer is no JSON":
        return Rejected(call, said, str(status))
    return Unreachable(call, f"HTTP {status}, {said or 'without a reason'}")


def agreed(call: str, content: Any) -> Json:
    """The object of an answer that reports no failure at any level. Raises Rejected or NotFound with 1688's words."""
    if not isinstance(content, dict):
        raise Misunderstood(call, "the answer is no object")
    for layer in layers(content):
        code = text(layer, *CODES)
        if truth(layer, "success") is False or code not in FINE_CODES:
            refusal = refusal_of(call, code if code not in FINE_CODES else "", words(layer) or words(content))
            refusal.answer = content
            raise refusal
    return content


def require_done(call: str, content: Json) -> None:
    """Raise Misunderstood unless the answer, and each result in it, says clearly that the call was done."""
    said = [truth(content, "success")]
    for value in (content.get("result"), content.get("results")):
        if value is not None:
            said.append(truth(value if isinstance(value, Mapping) else {"success": value}, "success"))
    if not all(said):
        raise Misunderstood(call, "the answer does not say whether it was done")


def require_taken(call: str, content: Json) -> None:
    """Raise Rejected if a confirmation was not accepted; that call alone names its field `isSuccess`."""
    if truth(content, "isSuccess") is False:
        raise refusal_of(call, "", words(content))


def layers(content: Json) -> tuple[Json, ...]:
    """The objects of an answer that can report success: the answer, its `result` and its `results`."""
    return tuple(layer for layer in (content, part(content, "result"), part(content, "results")) if layer)


def words(content: Any) -> str:
    """The message of an answer, cut to 500 characters."""
    return text(content, *MESSAGES)[:500] if isinstance(content, dict) else ""


def refusal_of(call: str, code: str, said: str) -> MarketError:
    """A business refusal; NotFound if the thing does not exist; Unreachable if a service behind 1688 did not answer."""
    if code_in(f"{code} {said}") is BusinessCode.BUSY:
        return Unreachable(call, said or code, code)
    # 500_007 says that a *relation* does not exist, so the words count only without such a code.
    spoken = code if code.startswith("500_0") else f"{code} {said}"
    kind = NotFound if any(mark in spoken for mark in _UNKNOWN_THING) else Rejected
    return kind(call, said or "refused without a reason", code)
