"""Signatures and refusals: the samples that are lists, held against both sides."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.market.errors import LoginNeeded, MarketError, NotAllowed, Rejected, Throttled
from bot.market.openplatform.create_outcome import classify
from bot.market.openplatform.signing import signature as our_signature
from bot.market.port import Refused, Unclear, Unsent
from bot.market.transfer import Answer
from bot.sandbox.openplatform.signing import signature as their_signature
from tests.programmes.conform.client import Check, compact, left, placing, reading
from tests.programmes.conform.pretend import ACCOUNT, LOGISTICS, TRADE, Pretend, cancelled
from tests.programmes.conform.reading import refused
from tests.programmes.conform.shape import differences, read

LOGIN, DENIED, BUSY, BUSINESS = LoginNeeded, NotAllowed, Throttled, Rejected
UNKNOWN_STATUS = 400
"""The HTTP status of gateway errors for which none was recorded; every recorded one is this."""

OBSERVED: dict[str, tuple[type[MarketError], type[object]]] = {
    "401": (LOGIN, Unsent),
    "Request need user authenticated": (LOGIN, Unclear),
    "gw.APIACLDecline": (DENIED, Unsent),
    "gw.QosAppFrequencyLimit": (BUSY, Unsent),
    "gw.SignatureInvalid": (BUSINESS, Unsent),
    "gw.SignatureMissing": (BUSINESS, Unsent),
    "gw.AppKeyMissing": (BUSINESS, Unsent),
    "gw.APIUnsupported": (DENIED, Unsent),
    "gw.ParamMissing": (BUSINESS, Unsent),
    "500_2": (BUSINESS, Unclear),
    "500": (BUSINESS, Unclear),
}
"""What was answered → what a read makes of it, and what a create call does."""


async def signatures(name: str, vectors: Any) -> list[Check]:
    """Every vector, signed by our client and by the pretend gateway."""
    checks: list[Check] = []
    for vector in vectors:
        secret, path, params = vector["appSecret"], vector["urlPath"], vector["params"]
        for side, signed in (
            ("our client", our_signature(secret, path, params)),
            ("the pretend gateway", their_signature(secret, path, params.items())),
        ):
            fault = "" if signed == vector["signature"] else f"signed {signed}, not {vector['signature']}"
            checks.append(Check(name, f"{vector['name']} signed by {side}", fault))
    return checks


async def observed(name: str, entries: Any) -> list[Check]:
    """Each error that was seen: sorted by our client, for a read and for a create call, and told by the pretend one."""
    checks: list[Check] = []
    for entry in entries:
        key = _key(entry)
        if key not in OBSERVED:
            checks.append(Check(name, f"unknown error {key}", "no check knows it"))
            continue
        checks += await _sorted(name, key, entry)
        if key in NOT_PROVOKED:
            checks.append(left(name, f"{key} is not asked of the pretend 1688", NOT_PROVOKED[key]))
            continue
        async with Pretend() as market:
            checks.append(await _told(name, key, entry, market))
    return checks


def _key(entry: Any) -> str:
    body = entry.get("body", {})
    return str(body.get("error_code") or body.get("errorCode") or body.get("code") or entry.get("body_text"))


async def _sorted(name: str, key: str, entry: Any) -> list[Check]:
    status = entry["http"] or UNKNOWN_STATUS
    body = compact(entry["body"]) if "body" in entry else entry["body_text"]
    wanted, outcome = OBSERVED[key]
    async with reading(name, entry, body, status) as look:
        try:
            await look.client.request("any/call", {})
        except MarketError as error:
            look.same(f"{key} in a read", type(error).__name__, wanted.__name__)
        else:
            look.same(f"{key} in a read", "taken as good", wanted.__name__)
        ended = classify(Answer(status, body), frozenset({("1", "")}))
        look.same(f"{key} after a create call", type(ended).__name__, outcome.__name__)
        if key == "gw.QosAppFrequencyLimit":
            look.same(f"{key} counts only after a look", getattr(ended, "needs_look", None), True)
        if key == "500_2":
            look.same(f"{key} is no parcel yet", await look.gateway.parcels("1"), ())
    return look.found


async def _told(name: str, key: str, entry: Any, market: Pretend) -> Check:
    """The pretend 1688 brought to say the same."""
    answer = await _PROVOKED[key](market)
    what = f"{key} told by the pretend 1688"
    if entry["http"] and answer.status_code != entry["http"]:
        return Check(name, what, f"HTTP {answer.status_code}, not {entry['http']}")
    if "body" not in entry:
        return Check(name, what, "" if entry["body_text"] in answer.text else answer.text[:200])
    told = read(answer.text)
    faults = differences(entry["body"], told)
    faults += [f"{at} is {told.get(at)!r}, not {said!r}" for at, said in entry["body"].items() if told.get(at) != said]
    return Check(name, what, "; ".join(faults))


async def _stale_token(market: Pretend) -> Any:
    await market.sim("market", expire_token=True)
    return await market.ask(ACCOUNT, "alibaba.account.basic")


async def _no_token(market: Pretend) -> Any:
    market.token = ""
    return await market.ask(ACCOUNT, "alibaba.account.basic")


async def _denied(market: Pretend) -> Any:
    await market.sim("market", denied=["alibaba.account.basic"])
    return await market.ask(ACCOUNT, "alibaba.account.basic")


async def _too_often(market: Pretend) -> Any:
    await market.sim("faults", side="1688", call="alibaba.account.basic", kind="throttle", times=1)
    return await market.ask(ACCOUNT, "alibaba.account.basic")


async def _wrong_secret(market: Pretend) -> Any:
    market.secret = "another"
    return await market.ask(ACCOUNT, "alibaba.account.basic")


async def _unsigned(market: Pretend) -> Any:
    return await market.http.post(f"/openapi/param2/1/{ACCOUNT}/alibaba.account.basic/{market.key}")


async def _no_key(market: Pretend) -> Any:
    return await market.http.post(f"/openapi/param2/1/{ACCOUNT}/alibaba.account.basic")


async def _unknown_call(market: Pretend) -> Any:
    return await market.ask(ACCOUNT, "alibaba.account.nothing")


async def _no_parameter(market: Pretend) -> Any:
    return await market.ask(TRADE, "alibaba.trade.cancel", webSite="1688")


async def _not_shipped(market: Pretend) -> Any:
    name = "alibaba.trade.getLogisticsInfos.buyerView"
    return await market.ask(LOGISTICS, name, orderId=await market.order("pay"), webSite="1688")


_PROVOKED: dict[str, Callable[[Pretend], Awaitable[Any]]] = {
    "401": _stale_token,
    "Request need user authenticated": _no_token,
    "gw.APIACLDecline": _denied,
    "gw.QosAppFrequencyLimit": _too_often,
    "gw.SignatureInvalid": _wrong_secret,
    "gw.SignatureMissing": _unsigned,
    "gw.AppKeyMissing": _no_key,
    "gw.APIUnsupported": _unknown_call,
    "gw.ParamMissing": _no_parameter,
    "500_2": _not_shipped,
}
"""What was answered → how the pretend 1688 is brought to it."""

NOT_PROVOKED = {
    "500": "the bot pays nothing by itself, so the withholding call is not there",
    "400_3": "it is told to somebody who is no party to the order, and the pretend 1688 has one account",
}
"""What was answered → why the pretend 1688 is not brought to it."""


async def previews(name: str, entries: Any) -> list[Check]:
    """The nine reasons for which nothing is sold: read, told in the preview, and sorted after a create call."""
    checks: list[Check] = []
    for entry in entries:
        look = await refused(name, entry, lambda each: each.gateway.preview(placing().lines, "1"), "preview refused by")
        body = compact({"success": False, "code": entry["errorCode"], "message": entry["errorMsg"]})
        ended = classify(Answer(200, body), frozenset({("1", "")}))
        read_as = (type(ended).__name__, getattr(ended, "code", ""), getattr(ended, "reason", ""))
        look.same(f"create refused by {entry['errorCode']}", read_as, (Refused.__name__, *list(entry.values())[1:]))
        checks += look.found
        async with Pretend() as market:
            checks.append(await _preview_told(name, entry, market))
    return checks


async def _preview_told(name: str, entry: Any, market: Pretend) -> Check:
    return _same_refusal(name, entry, await _unsellable(market, entry["errorCode"]))


def _same_refusal(name: str, entry: Any, told: Any) -> Check:
    faults = differences(entry, told)
    if told.get("errorCode") != entry["errorCode"]:
        faults.append(f"the code is {told.get('errorCode')!r}")
    return Check(name, f"{entry['errorCode']} told by the pretend 1688", "; ".join(faults))


async def _unsellable(market: Pretend, code: str) -> Any:
    """A preview of what cannot be bought for the reason of `code`."""
    kinds = {"500_001": ("delisted", 1), "500_004": ("split", 90), "500_006": ("mixed", 1), "500_009": ("lot", 21)}
    kind, quantity = kinds.get(code, ("range", 1) if code == "500_005" else ("sku", 2))
    basket, more = await market.basket(kind, quantity), {}
    line = basket["cargoParamList"][0]
    match code:
        case "500_002":
            del line["specId"]
        case "500_003":
            line["specId"] = "0" * 32
        case "500_007":
            more = {"flow": "saleproxy"}
        case "500_008":
            await market.sim(f"goods/{line['offerId']}", price="0")
    return await market.call(TRADE, "alibaba.createOrder.preview", **basket, **more)


_CLOSING = {"ORDER_STATUS_ERROR": ("pay",), "CLOSE_ORDER_TOO_FAST": ()}


async def closings(name: str, entries: Any) -> list[Check]:
    """The reasons for which an order is not closed: read, and told where the pretend account can meet them."""
    checks: list[Check] = []
    for entry in entries:
        code = entry["errorCode"]
        look = await refused(name, entry, lambda each: each.gateway.cancel("1", "buyerCancel"), "cancel refused by")
        checks += look.found
        if code in NOT_PROVOKED:
            checks.append(left(name, f"{code} is not asked of the pretend 1688", NOT_PROVOKED[code]))
            continue
        async with Pretend() as market:
            order_id = "1" if code == "ORDER_NOT_EXIST" else await market.order(*_CLOSING[code])
            checks.append(_same_refusal(name, entry, await cancelled(market, order_id)))
    return checks


LISTS: dict[str, Callable[[str, Any], Awaitable[list[Check]]]] = {
    "errors-observed": observed,
    "synth-cancel-errors": closings,
    "synth-preview-errors": previews,
    "synth-signing-vectors": signatures,
}
"""Samples that are lists of cases → how each case is held."""
