"""Samples that no check reads, and why; a reason that is no longer true fails.

A reason names calls that our client does not make. Two things end it: our client makes such a call by now, or one of
its readers gets something out of the sample, a refusal that it knows among them.
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot.market.openplatform
from bot.market.errors import MarketError, Rejected, code_in
from bot.market.openplatform.gateway import OpenPlatformGateway, refuses_address
from bot.market.openplatform.wire.pushes import ABOUT, parse_push
from bot.market.port import Placed, Refused
from bot.purchasing.offers.search import Search
from bot.purchasing.order_report import PayWay
from tests.programmes.conform.client import NOW, Check, compact, left, placing, reading


@dataclass(frozen=True)
class Reason:
    """What these samples are of; `calls` fits the names of the calls that they answer."""

    subject: str
    calls: str
    names: str


REASONS = (
    Reason("finding goods otherwise than by words or a picture", "category|recommend", """
        category-by-id category-by-keyword synth-related-recommend
    """),
    Reason("invoices", "invoic", """
        synth-invoice-amounts synth-invoice-apply-list synth-invoice-apply-partial synth-invoice-issued
        synth-invoice-merge-apply synth-invoice-merge-consult synth-invoice-merge-related synth-invoice-titles
        synth-order-invoicing-setting
    """),
    Reason(
        "other calls of a buyer",
        "mix|follow|relation|Address.*(change|modify|update)|coupon|freight|getOutOrderId|kjdistribute",
        """
        mix-config product-follow-success relation-suppliers synth-address-change-success synth-coupon-claim
        synth-freight-estimate synth-freight-estimate-free synth-getOutOrderId synth-getOutOrderId-none
        synth-kjdistribute-add-success synth-kjdistribute-remove-success synth-relationadd-success
        """,
    ),
    Reason("picking up returns", "pickup|mailNo", """
        synth-mailNo-query synth-return-pickup-cancel-success synth-return-pickup-create-success
        synth-return-pickup-modify-success synth-return-pickup-order synth-return-pickup-solutions
    """),
    Reason("questions to sellers (Newton Cloud)", "newton", """
        newton-task-fetch-data-object synth-newton-batch-inquiry synth-newton-batch-inquiry-missing-id
        synth-newton-points synth-newton-task-create synth-newton-task-create-queue-full synth-newton-task-fetch
        synth-newton-task-fetch-not-found synth-newton-task-get-end synth-newton-task-get-killed
        synth-newton-task-get-queued synth-newton-task-get-running synth-newton-task-get-wait-user
        synth-newton-task-resume synth-newton-task-resume-bad-state synth-push-data-newton-end
        synth-push-data-newton-inquiry-complete synth-push-data-newton-wait-user
    """),
    Reason("complaints", "arbitration", "synth-arbitration-apply-success"),
    Reason("sub-accounts", "subaccount", """
        subaccount-list subaccount-query synth-subaccount-auth-add synth-subaccount-auth-cancel
        synth-subaccount-auth-list synth-subaccount-auth-param-error
    """),
    Reason("ways to pay that are not offered", r"\borderpay|protocolPay", """
        synth-orderpay-analysis synth-protocolPay-timeout-unsure
    """),
)  # fmt: skip
NOT_YET = {name: reason for reason in REASONS for name in reason.names.split()}
"""Sample → why it is not read."""

_CALL = re.compile(r'"(?:com|cn)\.alibaba[\w.]*/([\w.]+)"')
_READERS: dict[str, Callable[[OpenPlatformGateway, str], Awaitable[Any]]] = {
    "an offer": lambda gateway, number: gateway.offer(number, "en"),
    "what a search found": lambda gateway, _: gateway.search(Search("x"), 1, "en"),
    "addresses": lambda gateway, _: gateway.addresses(),
    "an account": lambda gateway, _: gateway.account(),
    "a preview": lambda gateway, _: gateway.preview(placing().lines, "1"),
    "a created order": lambda gateway, _: gateway.place(gateway.body(placing())),
    "an order": lambda gateway, number: gateway.look(number),
    "a list of orders": lambda gateway, _: gateway.orders_changed(NOW, 1, 20),
    "a deadline": lambda gateway, number: gateway.pay_deadline(number),
    "a link to pay": lambda gateway, number: gateway.pay_link((number,), PayWay.ALIPAY),
    "a link to pay on a phone": lambda gateway, number: gateway.pay_link((number,), PayWay.PHONE),
    "a link to pay from abroad": lambda gateway, number: gateway.pay_link((number,), PayWay.CROSS),
    "parcels": lambda gateway, number: gateway.parcels(number),
    "a trace": lambda gateway, number: gateway.trace(number, ""),
    "refunds": lambda gateway, number: gateway.refunds(number),
    "steps of a refund": lambda gateway, number: gateway.refund_steps(number),
    "where goods go back to": lambda gateway, number: gateway.return_address(number),
    "missed messages": lambda gateway, _: gateway.missed_pushes(),
}
_TELLS: dict[str, Callable[[Any], object]] = {
    "an account": lambda account: account.login,
    "what a search found": lambda page: page.hits,
    "a created order": lambda outcome: isinstance(outcome, Placed | Refused),
    "a list of orders": lambda page: page.orders or page.left_out,
    "a deadline": lambda deadline: deadline.pay_by or deadline.amount,
    "a link to pay": lambda shared: shared.link.url,
    "a link to pay on a phone": lambda shared: shared.link.url,
    "a link to pay from abroad": lambda shared: shared.link.url,
    "refunds": lambda read: read.refunds,
    "missed messages": lambda missed: missed.message_ids,
}
"""Whether a reader got anything out of it; elsewhere anything at all is something."""


def calls_of_ours() -> frozenset[str]:
    """The names of all calls that our client makes, as they stand in its source."""
    files = [each for folder in bot.market.openplatform.__path__ for each in Path(folder).rglob("*.py")]
    return frozenset(name for file in files for name in _CALL.findall(file.read_text(encoding="utf-8")))


async def still_not_read(name: str, sample: Any, ours: frozenset[str] | None = None) -> list[Check]:
    """Whether the reason for leaving it out is true; `ours` are the calls that our client makes."""
    reason = NOT_YET[name]
    fits = re.compile(reason.calls, re.IGNORECASE)
    made = sorted(each for each in (calls_of_ours() if ours is None else ours) if fits.search(each))
    read = [what for what in await _read_as(name, sample) if what]
    faults = [f"our client calls {each} by now" for each in made] + [f"our client reads {what} in it" for what in read]
    if faults:
        return [Check(name, f"is left out ({reason.subject})", "; ".join(faults))]
    return [left(name, "is not read yet", reason.subject)]


async def _read_as(name: str, sample: Any) -> list[str]:
    """What our client would make of the sample, whichever call it were the answer to."""
    if "push-data" in name:
        told = [json.dumps({"msgId": 1, "type": topic, "data": sample}, default=str) for topic in ABOUT]
        return ["a message about an order"] if any(parse_push(each).order_ids for each in told) else []
    found = []
    for what, ask in _READERS.items():
        async with reading(name, sample, compact(sample)) as look:
            try:
                read = await ask(look.gateway, "1")
            except MarketError as error:
                if _is_known(error):
                    found.append(f"a refusal that it knows instead of {what}")
                continue
        if _TELLS.get(what, bool)(read):
            found.append(what)
    return found


def _is_known(error: MarketError) -> bool:
    return isinstance(error, Rejected) and (
        refuses_address(error) or code_in(f"{error.code} {error.reason}") is not None
    )
