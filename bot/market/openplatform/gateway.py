"""Implements `Market` with the calls of the Open Platform."""

import base64
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.market.errors import MarketError, Misunderstood, NotAllowed, NotFound, Rejected, Unreachable
from bot.market.openplatform import calls
from bot.market.openplatform.calls import name_of
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.create_outcome import classify
from bot.market.openplatform.wire import orders, people, preview, products, pushes, refunds
from bot.market.openplatform.wire.create import CREATE_APIS, BuyCall, create_body, lines_of, read_body
from bot.market.openplatform.wire.envelopes import require_done, require_taken, understood
from bot.market.openplatform.wire.fields import Json, as_sent, part, stamp, truth, write_json
from bot.market.port import Abilities, Account, MissedPushes, Outcome, Unsent
from bot.purchasing.asking_back import (
    Carrier,
    RefundAsk,
    RefundLimits,
    RefundReason,
    RefundStage,
    RefundStep,
    RefundTaken,
    stage_of,
)
from bot.purchasing.create_call import Placing, Preview
from bot.purchasing.errands import RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Address, Offer
from bot.purchasing.offers.search import Search, SearchPage
from bot.purchasing.order_report import (
    OrderPage,
    OrderReport,
    Parcel,
    PayDeadline,
    PayLink,
    PayWay,
    RefundReport,
    RefundState,
    SharedLink,
    TraceStep,
)
from bot.purchasing.snapshot import Line
from bot.purchasing.text import known_language

ADDRESS_REFUSED = "AddressId invalid"
"""How 1688 refuses an address; it says the same if only the words are missing."""


def refuses_address(refusal: Rejected) -> bool:
    """Whether 1688 refuses the address; perhaps it only misses the words."""
    return refusal.reason.startswith(ADDRESS_REFUSED)


PAGE_SIZE = 50
"""The most orders that one page of the list may hold."""

FOUND_AT_MOST = 20
"""The most orders of one look-up that are read back."""

FEEDBACK_LIMIT = 500
SEARCH_PAGE = 20
PUSH_PAGE = 200
REFUND_PAGE = 20
MOST_REFUND_PAGES = 50
CANCEL_REASONS = frozenset({"buyerCancel", "sellerGoodsLack", "other"})
NOT_MAIN_ACCOUNT = "500_2"
NOT_GRANTED_FOR = timedelta(hours=1)
"""How long a call is not tried again after 1688 said that it is not granted."""

_Value = TypeVar("_Value")


class OpenPlatformGateway:
    """Buys through the Open Platform, with its cross-border or its fast create call."""

    abilities = Abilities(variants=True, address=True, reference=True, freight=True)

    def __init__(self, client: OpenPlatformClient, call: BuyCall = "cross") -> None:
        self._client, self._call = client, call
        self._areas: Mapping[str, Mapping[str, str]] = {}
        """The area of each address of the account, in words."""
        self._with_words: set[str] = set()
        """The addresses that are sent with their words.

        The documents ask for the number alone. So the words are sent only after 1688 refused a preview without them,
        and from then on in every preview and create call of this process: what is bought is exactly what was priced.
        """
        self._not_granted: dict[str, datetime] = {}

    async def offer(self, offer_id: str, language: str) -> Offer:
        """The offer now, by the cross-border call, or by the older call if that one is not granted. Raises NotFound."""
        query = write_json({"offerId": as_sent(offer_id), "country": products.country(language)})
        try:
            offer = await self._read_if_granted(calls.PRODUCT, {"offerDetailParam": query}, products.parse_offer)
        except NotAllowed as refusal:
            simple = {"productID": offer_id, "webSite": "1688"}
            try:
                offer = await self._read(calls.SIMPLE_PRODUCT, simple, products.parse_simple_offer)
            except NotAllowed:
                raise refusal from None
        if offer is None or offer.offer_id != offer_id:
            raise NotFound(name_of(calls.PRODUCT), f"there is no offer {offer_id}")
        return replace(offer, language=known_language(language))

    async def search(self, search: Search, page: int, language: str) -> SearchPage:
        query = products.search_query(search, language) | {"beginPage": page, "pageSize": SEARCH_PAGE}
        call = calls.SEARCH_PICTURE if search.picture else calls.SEARCH
        return await self._read(call, {"offerQueryParam": write_json(query)}, products.parse_hits)

    async def upload_picture(self, jpeg: bytes) -> str:
        params = {"uploadImageParam": write_json({"imageBase64": base64.b64encode(jpeg).decode()})}
        number = await self._read(calls.UPLOAD_PICTURE, params, products.parse_picture)
        if not number:
            raise Misunderstood(name_of(calls.UPLOAD_PICTURE), "1688 gave the picture no number")
        return number

    async def median_price(self, offer_id: str, since: date, until: date) -> Fen | None:
        query = {"offerId": as_sent(offer_id), "startDate": f"{since:%Y%m%d}", "endDate": f"{until:%Y%m%d}"}
        return await self._read(calls.MEDIAN_PRICES, {"trendQueryParam": write_json(query)}, products.parse_median)

    async def addresses(self) -> tuple[Address, ...]:
        both = await self._read(calls.ADDRESSES, {}, lambda told: (people.parse_addresses(told), people.areas(told)))
        addresses, self._areas = both
        return addresses

    async def preview(self, lines: Sequence[Line], address_id: str) -> Preview:
        """Price and freight now. If 1688 refuses the address's number alone, asks again with the words of its area."""
        try:
            return await self._previewed(lines, address_id)
        except Rejected as refusal:
            if not refuses_address(refusal) or not await self._send_words(address_id):
                raise
        try:
            return await self._previewed(lines, address_id)
        except Rejected as refusal:
            if refuses_address(refusal):  # the words did not help
                self._with_words.discard(address_id)
            raise

    def body(self, placing: Placing) -> str:
        return create_body(placing, self._call, self._area(placing.address_id))

    async def prepare(self) -> None:
        await self._client.keeper.prepare()

    async def place(self, body: str) -> Outcome:
        """Send a stored body once. Returns every result of the transfer as a value; raises only cancellation."""
        try:
            params = read_body(body)
            lines = lines_of(params)
        except ValueError:
            return Unsent("the stored body cannot be read")
        api = CREATE_APIS[self._call]
        ending = await self._client.create(api, params)
        return classify(ending, lines, self._client.secrets, name_of(api))

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        """Orders whose detail carries our reference.

        Raises Unreachable if the list returns only orders of others: then 1688 ignored the filter.
        """
        listed: dict[str, None] = {}
        for old in ("false", "true"):
            params = {"outOrderId": out_order_id, "page": "1", "pageSize": "20", "isHis": old}
            listed |= dict.fromkeys(await self._read(calls.ORDERS, params, orders.parse_ids))
        read: list[OrderReport] = []
        for order_id in [*listed][:FOUND_AT_MOST]:
            with suppress(NotFound):
                read.append(await self.look(order_id))
        same = tuple(order for order in read if order.out_order_id == out_order_id)
        if listed and not same:
            raise Unreachable(name_of(calls.ORDERS), "its filter by outOrderId did nothing")
        return same

    async def orders_created(self, since: datetime, until: datetime, page: int) -> OrderPage:
        """One page of both tables, current and older. `total` counts both; the page after the last one is empty."""
        window = {"createStartTime": stamp(since), "createEndTime": stamp(until)}
        pages = [
            await self._read(
                calls.ORDERS, {**window, "page": str(page), "pageSize": str(PAGE_SIZE), "isHis": old}, orders.parse_list
            )
            for old in ("false", "true")
        ]
        by_id = {order.order_id: order for each in pages for order in each.orders}
        return OrderPage(tuple(by_id.values()), sum(each.total for each in pages))

    async def orders_changed(self, since: datetime, page: int, size: int) -> OrderPage:
        """One page of the current table (about three months), by modify time."""
        size = max(1, min(size, PAGE_SIZE))
        params = {"modifyStartTime": stamp(since), "page": str(page), "pageSize": str(size), "isHis": "false"}
        return await self._read(calls.ORDERS, params, orders.parse_list_leniently)

    async def look(self, order_id: str) -> OrderReport:
        found = await self._read(calls.ORDER, {"webSite": "1688", "orderId": order_id}, orders.parse_detail)
        if found is None or found.order_id != order_id:
            raise NotFound(name_of(calls.ORDER), f"there is no order {order_id}")
        return found

    async def orders_to_pay(self, page: int) -> OrderPage:
        """One page of the current table (about three months)."""
        params = {"orderStatus": orders.UNPAID, "page": str(page), "pageSize": str(PAGE_SIZE), "isHis": "false"}
        return await self._read(calls.ORDERS, params, orders.parse_list_leniently)

    async def pay_link(self, order_ids: Sequence[str], way: PayWay) -> SharedLink:
        """The link of one way to pay. If 1688 refuses the way, the result carries its reason."""
        api = orders.PAY_APIS[way]
        try:
            params = orders.pay_params(order_ids, way)
            return await self._read(api, params, lambda told: orders.parse_pay_link(way, order_ids, told))
        except (Rejected, NotAllowed) as error:
            left_out = orders.left_out_of(order_ids, error.answer or {"errorMsg": error.reason})
            return SharedLink(PayLink(way, "", error.words), left_out)

    async def pay_deadline(self, order_id: str) -> PayDeadline:
        """By when to pay, and how much; both unknown if the token is not the main account's."""
        try:
            return await self._read(calls.PAY_WAY, {"orderId": order_id}, orders.parse_deadline)
        except Rejected as error:
            if error.code != NOT_MAIN_ACCOUNT:
                raise
            return PayDeadline(None, None)

    async def cancel(self, order_id: str, reason: str) -> None:
        params = {"webSite": "1688", "tradeID": order_id}
        if reason in CANCEL_REASONS:
            params["cancelReason"] = reason
        else:
            params |= {"cancelReason": "other", "remark": reason[:FEEDBACK_LIMIT]}
        require_done(name_of(calls.CANCEL), await self._client.request(calls.CANCEL, params, repeat=False))

    async def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        params = {"orderId": order_id, "webSite": "1688"}
        try:
            return await self._read(calls.PARCELS, params, lambda told: orders.parse_parcels(told, order_id))
        except Rejected as error:
            if error.code != orders.NOT_SHIPPED:
                raise
            return ()

    async def trace(self, order_id: str, logistics_id: str) -> tuple[TraceStep, ...]:
        params = {"orderId": order_id, "webSite": "1688"} | ({"logisticsId": logistics_id} if logistics_id else {})
        try:
            return await self._read(calls.TRACE, params, lambda told: orders.parse_trace(told, order_id, logistics_id))
        except Rejected as error:
            if error.code not in orders.NO_TRACE:
                raise
            return ()

    async def refunds(self, order_id: str) -> RefundsRead:
        """Every refund of the order, each as the calls that may be made tell it together.

        The first call knows refunds made before the end of the sale; the list knows all, the last ones the time they
        have and where goods go back to. The list answers only main accounts.
        """

        def parse(told: Json) -> tuple[RefundReport, ...]:
            return refunds.parse_refunds(told, order_id)

        of_order, listed = tuple[RefundReport, ...](), tuple[RefundReport, ...]()
        told = whole = False
        with suppress(NotAllowed):
            # Active refunds, then finished ones: one that ended between the two calls is returned as finished.
            active, finished = [
                await self._read_if_granted(calls.REFUNDS, {"orderId": order_id, "queryType": kind}, parse)
                for kind in ("1", "3")
            ]
            of_order, told = active + finished, True
        try:
            listed, whole = await self.all_refunds(order_id), True
        except (NotAllowed, Rejected, Misunderstood):
            if not told:
                raise
        found: dict[str, RefundReport] = {}
        for each in (*of_order, *listed):
            found[each.refund_id] = _together(found.get(each.refund_id), each)
        for each in found.copy().values():
            if each.state is RefundState.ASKED:
                found[each.refund_id] = await self._in_detail(order_id, each)
        return RefundsRead(tuple(found.values()), answered=True, whole=whole)

    async def _in_detail(self, order_id: str, told: RefundReport) -> RefundReport:
        """The same with what the calls for it alone tell; as it is as far as those are not granted or say no."""
        no = (NotAllowed, Rejected, Misunderstood)
        params = {"refundId": told.refund_id, "needTimeOutInfo": "true", "needOrderRefundOperation": "false"}
        with suppress(*no):
            alone = await self._read_if_granted(calls.REFUND, params, refunds.parse_refund)
            told = _together(told, alone) if alone.refund_id == told.refund_id else told
        if stage_of(told.word) is RefundStage.TO_SEND and not told.address:
            with suppress(*no):
                told = replace(told, address="; ".join(await self.return_address(order_id)))
        return told

    async def all_refunds(self, order_id: str) -> tuple[RefundReport, ...]:
        """Every refund of it, ended ones too, by the buyer's list. Raises NotAllowed or Rejected for a sub-account.

        Raises Misunderstood if the pages do not add up to what the list says that it has.
        """
        found: dict[str, RefundReport] = {}
        seen = 0
        for page in range(MOST_REFUND_PAGES):
            params = {
                "orderId": order_id,
                "currentPageNum": str(page),
                "pageSize": str(REFUND_PAGE),
                "dipsuteType": "0",  # before and after the end of the sale
            }
            ours, rows, total = await self._read_if_granted(
                calls.REFUND_LIST, params, lambda told: refunds.parse_page(told, order_id)
            )
            found |= {each.refund_id: each for each in ours}
            seen += rows
            if rows < REFUND_PAGE if total is None else seen >= total:
                return tuple(found.values())
            if not rows:
                break
        raise Misunderstood(name_of(calls.REFUND_LIST), "the list does not show as many refunds as it counts")

    async def refund(self, order_id: str, refund_id: str) -> RefundReport | None:
        params = {"refundId": refund_id, "needTimeOutInfo": "true", "needOrderRefundOperation": "false"}
        of_order, told = await self._read_if_granted(calls.REFUND, params, refunds.parse_refund_of)
        if told.refund_id != refund_id:
            raise Misunderstood(name_of(calls.REFUND), "it shows another refund than was asked for")
        return told if of_order in ("", order_id) else None

    async def refund_steps(self, refund_id: str) -> tuple[RefundStep, ...]:
        params = {"refundId": refund_id, "pageNo": "1", "pageSize": str(PAGE_SIZE)}
        return await self._read(calls.REFUND_STEPS, params, refunds.parse_steps)

    async def refund_reasons(self, order_id: str, ask: RefundAsk) -> tuple[RefundReason, ...]:
        entries = write_json([int(each) for each in ask.entries])
        params = {"orderId": order_id, "orderEntryIds": entries, "goodsStatus": ask.goods_status.value}
        return await self._read(calls.REFUND_REASONS, params, refunds.parse_reasons)

    async def refund_limits(self, order_id: str, ask: RefundAsk) -> RefundLimits:
        asked = write_json(refunds.limit_params(order_id, ask))
        return await self._read(calls.REFUND_LIMITS, {"input": asked}, refunds.parse_limits)

    async def upload_voucher(self, picture: bytes) -> str:
        answer = await self._client.request(calls.VOUCHER, {}, repeat=False, files={"imageData": picture})
        return understood(name_of(calls.VOUCHER), refunds.parse_voucher, answer)

    async def ask_refund(self, order_id: str, ask: RefundAsk) -> RefundTaken:
        """Ask once. An answer that names a refund says that it was taken, whatever else it says."""
        try:
            answer = await self._write(calls.CREATE_REFUND, refunds.ask_params(order_id, ask), refunds.CREATE_REFUSALS)
        except MarketError as error:
            taken = refunds.taken_of(error.answer)
            if taken is None:
                raise
            return taken
        taken = refunds.taken_of(answer)
        if taken is None:
            raise Misunderstood(name_of(calls.CREATE_REFUND), "the answer does not say which refund it is")
        return taken

    async def withdraw_refund(self, refund_id: str) -> None:
        _require_result(calls.CANCEL_REFUND, await self._write(calls.CANCEL_REFUND, {"refundId": refund_id}))

    async def return_address(self, order_id: str) -> tuple[str, ...]:
        """Where the goods of its refund go back to: a name, a number to call, an address, for each offer."""
        asked = {"mainOrderId": order_id}
        return await self._read_if_granted(calls.RETURN_ADDRESS, asked, refunds.parse_return_address)

    async def carriers(self) -> tuple[Carrier, ...]:
        return await self._read(calls.CARRIERS, {}, refunds.parse_carriers)

    async def send_back(self, refund_id: str, carrier: str, bill_no: str) -> None:
        params = {"refundId": refund_id, "logisticsCompanyNo": carrier, "freightBill": bill_no}
        _require_result(calls.RETURN_GOODS, await self._write(calls.RETURN_GOODS, params, refunds.RETURN_REFUSALS))

    async def tell_seller(self, order_id: str, text: str) -> None:
        params = {"feedback": text[:FEEDBACK_LIMIT], "orderId": order_id}
        answer = await self._client.request(calls.FEEDBACK, {"tradeFeedbackParam": write_json(params)}, repeat=False)
        require_done(name_of(calls.FEEDBACK), answer)

    async def urge(self, order_id: str) -> None:
        told = part(await self._client.request(calls.URGE, {"orderId": order_id}, repeat=False), "result")
        require_done(name_of(calls.URGE), {"success": truth(told, "success") and truth(told, "result")})

    async def confirm_receipt(self, order_id: str, entry_ids: Sequence[str]) -> None:
        params = {"orderId": order_id, "orderEntryIds": write_json([int(each) for each in entry_ids])}
        _require_result(calls.RECEIPT, await self._client.request(calls.RECEIPT, params, repeat=False))

    async def chat_link(self, seller_open_id: str) -> str:
        return await self._read(calls.CHAT_LINK, {"toOpenUid": seller_open_id}, people.parse_chat_link)

    async def missed_pushes(self) -> MissedPushes:
        """The first page of missed push messages. It is always page 1, because confirmed messages leave the list.

        Raises NotAllowed if the app may not ask; then it does not ask again for an hour.
        """
        params = {"page": "1", "pageSize": str(PUSH_PAGE)}
        return await self._read_if_granted(calls.MISSED_PUSHES, params, pushes.parse_missed)

    async def confirm_pushes(self, message_ids: tuple[str, ...]) -> None:
        if message_ids:
            told = write_json([int(number) for number in message_ids])
            require_taken(
                name_of(calls.CONFIRM_PUSHES), await self._client.request(calls.CONFIRM_PUSHES, {"msgIdList": told})
            )

    async def account(self) -> Account:
        return await self._read(calls.ACCOUNT, {}, people.parse_account)

    async def _write(self, api: str, params: dict[str, str], refusals: Container[str] | None = None) -> Json:
        """Send once what changes something. Raises Misunderstood if 1688 neither takes it nor clearly refuses it.

        It refuses by one of the codes `refusals` (by any if None), or its gateway does before the service is asked.
        """
        try:
            return await self._client.request(api, params, repeat=False)
        except Rejected as refusal:
            if refusal.by_gateway or (refusal.answer and (refusals is None or refusal.code in refusals)):
                raise
            unclear = Misunderstood(name_of(api), refusal.reason, refusal.code)
            unclear.answer = refusal.answer
            raise unclear from None

    async def _read(self, api: str, params: dict[str, str], parse: Callable[[Json], _Value]) -> _Value:
        return understood(name_of(api), parse, await self._client.request(api, params))

    async def _previewed(self, lines: Sequence[Line], address_id: str) -> Preview:
        """The call names no flow, so 1688 picks the best one."""
        params = preview.order_params(lines, address_id, self._area(address_id))
        if self._call == "cross":
            params["isvBizType"] = "cross"
        return await self._read(
            calls.PREVIEW, params, lambda answer: preview.parse_preview(name_of(calls.PREVIEW), answer)
        )

    async def _send_words(self, address_id: str) -> bool:
        """Start sending the words of an address. Returns False if they were sent already or are not known."""
        if address_id in self._with_words:
            self._with_words.discard(address_id)
            return False
        if address_id not in self._areas:
            await self.addresses()
        if address_id not in self._areas:
            return False
        self._with_words.add(address_id)
        return True

    def _area(self, address_id: str) -> Mapping[str, str]:
        """The words to send with an address; empty if its number is enough."""
        return self._areas.get(address_id, {}) if address_id in self._with_words else {}

    async def _read_if_granted(self, api: str, params: dict[str, str], parse: Callable[[Json], _Value]) -> _Value:
        """As `_read`, by a call that the app may lack: once 1688 has said so, for an hour it is not even asked."""
        denied, now = self._not_granted.get(api), self._client.clock.now()
        if denied is not None and now - denied < NOT_GRANTED_FOR:
            raise NotAllowed(name_of(api), "the app was not granted this call")
        try:
            return await self._read(api, params, parse)
        except NotAllowed:
            self._not_granted[api] = self._client.clock.now()
            raise


def _require_result(api: str, answer: Json) -> None:
    """Raise Misunderstood unless the result says that it was done; beside it such an answer says nothing."""
    require_done(name_of(api), {"success": truth(part(answer, "result"), "success")})


def _together(told: RefundReport | None, later: RefundReport) -> RefundReport:
    """A refund as a later call tells it; what that does not tell stands as it was told before."""
    said = {each.name: getattr(later, each.name) for each in fields(later) if each.name != "state" or later.word}
    return replace(told, **{name: value for name, value in said.items() if value}) if told else later
