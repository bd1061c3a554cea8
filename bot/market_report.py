"""`caigou doctor --report`: what this app may use at 1688, how its reads answer, and which doubts that settles.

Strangers read it: of an answer it tells whether a field of our own table is there, and how often. It writes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from bot import __version__
from bot.cards.operations.checks import Status
from bot.doctor import MarketReads, check_market, probes
from bot.market.errors import MarketError, NotAllowed, Rejected
from bot.market.openplatform import calls
from bot.market.openplatform.calls import name_of
from bot.market.openplatform.field_table import FIELDS, counted, fields_of
from bot.market.openplatform.gateway import refuses_address
from bot.market.openplatform.wire import orders, people, preview, products
from bot.market.openplatform.wire.create import CREATE_APIS
from bot.market.openplatform.wire.fields import FormError, Json, as_sent, part, rows, text, write_json
from bot.purchasing.order_report import OrderLine, OrderReport, PayWay
from bot.purchasing.snapshot import Line

HEAD = (
    f"Caigou {__version__}: what this app may use at 1688, and how that answered. Read it before you send it on: it "
    "should hold names of fields, yes, no and counts, and no id, name, sum or text."
)
PAY_CALLS: Mapping[str, Mapping[str, str]] = {
    **{orders.PAY_APIS[way]: orders.pay_params(("0",), way) for way in PayWay},
    calls.PAY_WAY: {"orderId": "0"},
    "com.alibaba.trade/alibaba.creditPay.url.get": {"orderIdList": "[0]"},
    "com.alibaba.trade/trade.orderpay.analysis": {"orderIds": "[0]", "payChannel": "alipay"},
    "com.alibaba.trade/alibaba.trade.pay.protocolPay.isopen": {},
}
"""The calls about paying, asked about the order number 0, which nobody has."""
WRITES = (
    *CREATE_APIS.values(), calls.CANCEL, calls.FEEDBACK, calls.URGE, calls.RECEIPT, calls.VOUCHER, calls.CREATE_REFUND,
    calls.CANCEL_REFUND, calls.RETURN_GOODS, calls.CONFIRM_PUSHES,
)  # fmt: skip
CALLS = tuple(dict.fromkeys((*FIELDS, calls.SIMPLE_PRODUCT, calls.CHAT_LINK, *PAY_CALLS, *WRITES)))
NOBODYS = "caigou-doctor-report"
"""A reference that no order carries."""
ANSWERED, REFUSED, DENIED, SILENT = ENDINGS = (
    "granted, it answered", "granted, the business refused it", "not granted", "did not answer",
)  # fmt: skip
"""How a call ends; the first ones tell most."""
NEEDS_ORDER, UNREAD = "needs a first order", "not probed, 1688 did not show it"


class Heard:
    """Passes questions on to 1688, and keeps every answer, and how each call ended at best.

    What is in `unasked` is not asked: call → why.
    """

    def __init__(self, market: MarketReads, unasked: dict[str, str]) -> None:
        self._market, self.unasked = market, unasked
        self.server_time = market.server_time
        self.answers = defaultdict[str, list[Json]](list)
        self.endings: dict[str, str] = {}

    async def request(self, api: str, params: Mapping[str, str], *, repeat: bool = True) -> Json:
        if api in self.unasked:
            raise MarketError(name_of(api), self.unasked[api])
        ending = ANSWERED
        try:
            answer = await self._market.request(api, params, repeat=repeat)
            self.answers[api].append(answer)
            return answer
        except MarketError as error:
            business = isinstance(error, Rejected) and not error.by_gateway
            ending = REFUSED if business else DENIED if isinstance(error, NotAllowed) else SILENT
            raise
        finally:
            self.endings[api] = min(ending, self.endings.get(api, ending), key=ENDINGS.index)

    async def ask(self, api: str, params: Mapping[str, str]) -> Json:
        """The answer; empty if there is none."""
        with suppress(MarketError):
            return await self.request(api, params)
        return {}

    async def listed(self, **filters: str) -> tuple[OrderReport, ...] | None:
        """The newest orders that pass these filters; None if 1688 does not show them in a form that is known."""
        try:
            params = {**filters, "page": "1", "pageSize": "20", "isHis": "false"}
            return orders.parse_list(await self.request(calls.ORDERS, params)).orders
        except (MarketError, FormError):
            return None


async def report_on(
    market: MarketReads, now: datetime, ours: tuple[str, str] | None, *, dry: bool
) -> tuple[list[str], bool]:
    """The lines, and whether the doctor finds nothing that failed.

    `ours` is the newest order that was sent with our reference: its number, and the reference.
    """
    heard = Heard(market, dict.fromkeys(WRITES, "it writes") | (dict.fromkeys(PAY_CALLS, "dry run") if dry else {}))
    findings = await check_market(heard, lambda: now, (), pushes=True)
    if calls.ORDERS not in heard.endings:  # the doctor gave up
        heard.unasked = dict.fromkeys(CALLS, "1688 did not say who asks") | heard.unasked
    for api, params in (*(ask for probe in probes(now, ()) for ask in probe.asks), *PAY_CALLS.items()):
        if api not in heard.endings or api in PAY_CALLS:
            await heard.ask(api, params)
    doubts = await _doubts(heard, ours)
    rights = {api: f"not probed, {why}" for api, why in heard.unasked.items()} | heard.endings
    granted = {ANSWERED: "yes", REFUSED: "yes", DENIED: "no", SILENT: UNREAD}
    lines = [HEAD, f"dry run: {'yes' if dry else 'no'}", f"an order of ours: {'yes' if ours else 'no'}"]
    lines += [f"call {name_of(api)}: {rights[api]}" for api in CALLS]
    lines += [line for api in FIELDS if heard.answers[api] for line in _shown(api, heard.answers[api])]
    lines += [f"doubt {doubt}: {settled}" for doubt, settled in doubts.items()]
    lines += [f"doubt {name_of(api)} is granted: {granted.get(rights[api], rights[api])}" for api in PAY_CALLS]
    return lines, all(each.status is not Status.FAILED for each in findings)


def _shown(api: str, answers: Sequence[Json]) -> Iterator[str]:
    """Which of our fields were in the answers, in how many rows if there are rows, and how many other keys."""
    counts, others = counted(fields_of(api), answers)
    for each in fields_of(api):
        there, holders = counts[each], counts[each.rpartition(".")[0]]
        yield f"field {name_of(api)} {each}: {f'{there} of {holders}' if '[]' in each else 'yes' if there else 'no'}"
    yield f"unknown keys {name_of(api)}: {others}"


async def _doubts(heard: Heard, ours: tuple[str, str] | None) -> dict[str, str]:
    """What the newest order of ours settles; the newest of the account, if there is none of ours, settles less."""
    newest = await heard.listed()
    number, reference = ours or (newest[0].order_id if newest else "", "")
    order = {"webSite": "1688", "orderId": number}
    answer = await heard.ask(calls.ORDER, order) if number else {}
    parcels = await heard.ask(calls.PARCELS, order) if number else {}
    if number:
        await heard.ask(calls.TRACE, order)
        await heard.ask(calls.REFUNDS, {"orderId": number, "queryType": "3"})
        await heard.ask(calls.REFUND_LIST, {"orderId": number, "currentPageNum": "0", "pageSize": "20"})
        await heard.ask(calls.PAY_WAY, {"orderId": number})
    detail: OrderReport | None = None
    with suppress(FormError):
        shown = orders.parse_detail(answer)
        detail = shown if shown and shown.order_id == number else None
    carrying = await heard.listed(outOrderId=reference) if ours else None
    nobodys = await heard.listed(outOrderId=NOBODYS) if ours else None
    found, unread = {each.order_id for each in carrying or ()}, carrying is None or nobodys is None
    listed = next((each for each in (*(carrying or ()), *(newest or ())) if each.order_id == number), None)
    goods = [rows(each, "logisticsOrderGoods") for each in rows(parcels, "result")]
    entries = [text(each, "subItemIDString") for each in rows(part(answer, "result"), "productItems")]
    alone = await _address_alone(heard, detail.lines if detail else ())
    said = {True: "yes", False: "no", None: UNREAD if number or newest is None else NEEDS_ORDER}
    of_ours = said if ours else dict.fromkeys(said, NEEDS_ORDER)
    totals = said | {True: "equal", False: "differs"}
    return {
        "outOrderId comes back in the detail": of_ours[detail.out_order_id == reference if detail else None],
        "outOrderId comes back in the list": of_ours[listed.out_order_id == reference if listed else None],
        "the list's filter by outOrderId filters": of_ours[None if unread else number in found and not nobodys],
        "the detail's total beside the list's": totals[detail.total == listed.total if detail and listed else None],
        "a preview takes addressId alone": said[alone],
        "parcels have logisticsOrderGoods": said[any(goods) if goods else None],
        "lines have subItemIDString": said[all(entries) if entries else None],
    }


async def _address_alone(heard: Heard, bought: Sequence[OrderLine]) -> bool | None:
    """Whether a preview of what was bought takes an address by its number; None if it was not asked or says nothing."""
    lines = [Line(each.offer_id, each.spec_id, each.quantity) for each in bought if each.offer_id][:1]
    areas = [area for answer in heard.answers[calls.ADDRESSES] for area in people.areas(answer).items()]
    if not lines or not areas:
        return None
    query = {"offerId": as_sent(lines[0].offer_id), "country": products.country("en")}
    await heard.ask(calls.PRODUCT, {"offerDetailParam": write_json(query)})
    address_id, words = areas[0]
    try:
        answer = await heard.request(calls.PREVIEW, preview.order_params(lines, address_id))
        preview.parse_preview(name_of(calls.PREVIEW), answer)
    except (MarketError, FormError) as error:
        if not isinstance(error, Rejected) or not refuses_address(error):
            return None
        await heard.ask(calls.PREVIEW, preview.order_params(lines, address_id, words))
        return False
    return True
