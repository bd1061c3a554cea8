"""What our client reads in each sample, held against what stands there."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from bot.market.errors import Rejected
from bot.market.openplatform.wire.preview import ONE_PAYMENT
from bot.market.port import Placed
from bot.purchasing.offers.offer import Offer, PriceBy
from bot.purchasing.offers.search import Search, SearchPage
from bot.purchasing.order_report import OrderReport, OrderState, PayWay, RefundState
from bot.purchasing.orders.preview_sums import reading_of
from tests.programmes.conform import money_back, pushes, refused_calls
from tests.programmes.conform.client import NOW, Reading, at, compact, fen, placing, reading

Look = Callable[[Reading], Awaitable[None]]

STATES = {
    "waitbuyerpay": OrderState.TO_PAY,
    "waitsellersend": OrderState.PAID,
    "waitbuyerreceive": OrderState.SHIPPED,
    "success": OrderState.FINISHED,
    "cancel": OrderState.CANCELLED,
}
REFUNDS = {
    "": RefundState.NONE,
    "waitselleragree": RefundState.ASKED,
    "refundsuccess": RefundState.DONE,
    "refundclose": RefundState.CLOSED,
}
PRICED_BY = {0: PriceBy.OFFER, 1: PriceBy.SKU, 2: PriceBy.QUANTITY}
PAID = ("2", "4", "6")


async def _account(look: Reading) -> None:
    stands, read = look.sample["result"], await look.gateway.account()
    look.same("log-in name", read.login, stands["loginId"])
    look.same("member id", read.member_id, stands["memberId"])
    look.same("company", read.company, stands["companyName"])


async def _parcels(look: Reading) -> None:
    read = await look.gateway.parcels("1")
    stands = look.sample["result"]
    look.same("parcel ids", [each.logistics_id for each in read], [each["logisticsId"] for each in stands])
    look.same("waybills", [each.bill_no for each in read], [each.get("logisticsBillNo", "") for each in stands])
    look.same("parcel words", [each.status for each in read], [each["status"] for each in stands])
    look.same("signed for", [each.signed for each in read], [each["status"] == "SIGN" for each in stands])
    goods = [each.get("logisticsOrderGoods") or each.get("logisticsOrderSendGood") or [] for each in stands]
    entries: list[list[tuple[str, int | None]]] = [
        [(str(row["tradeOrderItemId"]), int(row["quantity"])) for row in rows]
        or [(number, None) for number in each.get("orderEntryIds", "").split(",") if number]
        for rows, each in zip(goods, stands, strict=True)
    ]
    look.same("lines in each", [[(line.entry_id, line.quantity) for line in each.lines] for each in read], entries)


async def _trace(look: Reading) -> None:
    for parcel in look.sample["logisticsTrace"]:
        read = await look.gateway.trace(str(parcel["orderId"]), parcel["logisticsId"])
        steps = parcel["logisticsSteps"]
        look.same("times of the steps, from China's clock", [s.at for s in read], [at(s["acceptTime"]) for s in steps])
        look.same("words of the steps", [s.remark for s in read], [s["remark"] for s in steps])
    look.same("no step of another parcel", await look.gateway.trace("1", "LP0"), ())


async def _no_trace(look: Reading) -> None:
    look.same("a text without a code is no trace yet", await look.gateway.trace("1", ""), ())


async def _token(look: Reading) -> None:
    read, stands = await look.client.keeper.exchange("code", "http://localhost"), look.sample
    look.same("access token", read.access_token, stands["access_token"])
    look.same("refresh token", read.refresh_token, stands["refresh_token"])
    look.same("end of the access token", read.access_expires_at, NOW + timedelta(seconds=int(stands["expires_in"])))
    look.same("end of the refresh token", read.refresh_expires_at, at(stands["refresh_token_timeout"]))


async def _feedback(look: Reading) -> None:
    await look.takes("the note", look.gateway.tell_seller("1", "text"))


async def _urged(look: Reading) -> None:
    await look.takes("the urging", look.gateway.urge("1"))


async def _receipt(look: Reading) -> None:
    await look.takes("the receipt", look.gateway.confirm_receipt("1", ("1",)))


async def _cancel(look: Reading) -> None:
    await look.takes("the closing", look.gateway.cancel("1", "buyerCancel"))


async def _created(look: Reading) -> None:
    outcome = await look.gateway.place(look.gateway.body(placing()))
    layer = look.sample.get("result") or look.sample
    listed = [(row["orderId"], row["orderAmmount"]) for row in layer.get("orderList", [])]
    stands = listed or [(layer["orderId"], layer["totalSuccessAmount"])]
    read = [(each.order_id, each.total) for each in outcome.orders] if isinstance(outcome, Placed) else []
    look.same("placed, whatever `success` says", type(outcome).__name__, "Placed")
    look.same("order ids as text, totals in fen", read, stands)
    failed = [(row["offerId"], row["specId"], row["errorCode"], row["errorMessage"])
              for row in layer.get("failedOfferList") or ()]  # fmt: skip
    ours = outcome.failed if isinstance(outcome, Placed) else ()
    look.same("lines that were not taken", [(f.offer_id, f.spec_id, f.code, f.reason) for f in ours], failed)


async def _detail(look: Reading) -> None:
    trade = look.sample["result"]
    _hold_order(look, await look.gateway.look(str(trade["baseInfo"]["idOfStr"])), trade)


async def _list(look: Reading) -> None:
    page = await look.gateway.orders_changed(NOW, 1, 20)
    look.same("count of all pages", page.total, look.sample["totalRecord"])
    look.same("orders on the page", len(page.orders), len(look.sample["result"]))
    for read, trade in zip(page.orders, look.sample["result"], strict=True):
        _hold_order(look, read, trade)


def _hold_order(look: Reading, read: OrderReport, trade: Any) -> None:
    base, items, terms = trade["baseInfo"], trade["productItems"], trade["tradeTerms"]
    look.same("order id from idOfStr, nothing rounded", read.order_id, str(base["idOfStr"]))
    look.same("1688's word", read.word, base["status"])
    look.same("state", read.state, STATES[base["status"]])
    look.same("refund state", read.refund, REFUNDS[base.get("refundStatus", "")])
    look.same("total, yuan as fen", read.total, fen(base["totalAmount"]))
    look.same("freight, yuan as fen", read.freight, fen(base["shippingFee"]))
    look.same("refunded, yuan as fen", read.refunded, fen(base["refund"]))
    look.same("our reference", read.out_order_id, base.get("outOrderId", ""))
    look.same("seller's 旺旺 name", read.seller_login, base["sellerLoginId"])
    look.same("account that placed it", read.account, base.get("subBuyerLoginId") or base["buyerLoginId"])
    look.same("seller", read.seller, base.get("sellerContact", {}).get("companyName", ""))
    look.same("created, UTC", read.created_at, at(base["createTime"]))
    look.same("changed, UTC", read.modified_at, at(base["modifyTime"]))
    paid = "payTime" in base and any(term["payStatus"] in PAID for term in terms)
    look.same("paid, UTC", read.paid_at, at(base["payTime"]) if paid else None)
    look.same("pay by, UTC", read.pay_by, _pay_by(base, items))
    look.same("reason of closing", read.close_reason, base.get("closeReason", ""))
    look.same("area", read.address, base.get("receiverInfo", {}).get("toArea", ""))
    lines = [(str(item["productID"]), item.get("specId"), item["quantity"]) for item in items]
    look.same("lines", [(line.offer_id, line.spec_id, line.quantity) for line in read.lines], lines)
    sent = [
        (each, each["subItemIds"].split(",")) for each in trade.get("nativeLogistics", {}).get("logisticsItems", [])
    ]
    named = {
        (each[key], entry)
        for each, entries in sent
        for key in ("logisticsCode", "logisticsBillNo")
        for entry in entries
        if key in each
    }
    look.same("lines in its parcels", {*read.by_parcel}, named)


def _pay_by(base: Any, items: Any) -> Any:
    ends = [at(item["gmtPayExpireTime"]) for item in items if "gmtPayExpireTime" in item]
    allowed = base.get("payTimeout")
    return min(ends) if ends else at(base["createTime"]) + timedelta(seconds=allowed) if allowed else None


async def _preview(look: Reading) -> None:
    read = await look.gateway.preview(placing().lines, "1")
    look.same("orders that it would become", len(read.parts), len(look.sample["orderPreviewResuslt"]))
    for part, stands in zip(read.parts, look.sample["orderPreviewResuslt"], strict=True):
        look.same("total in fen", part.total, stands["sumPayment"])
        look.same("freight in fen", part.freight, stands["sumCarriage"])
        look.same("goods in fen", part.goods, stands["sumPaymentNoCarriage"])
        lines = stands["cargoList"]
        priced = [(str(row["offerId"]), row.get("specId", ""), fen(row["finalUnitPrice"])) for row in lines]
        ours = [(each.offer_id, each.spec_id, each.price) for each in part.prices]
        look.same("price of a piece of each line, yuan as fen", ours, priced)
        look.same("discount in fen", part.discount, stands.get("discountFee", 0))
        look.same("the sums add up", reading_of(part) is not None, True)
        look.same("flow", part.flow, stands["flowFlag"])
        paid_at_once = tuple(mode for mode in stands["tradeModeNameList"] if mode in ONE_PAYMENT)
        look.same("trade modes that are paid at once", part.trade_modes, paid_at_once)


async def _ways(look: Reading) -> None:
    read, stands = await look.gateway.pay_deadline("1"), look.sample["resultList"]
    look.same("pay by, from China's clock", read.pay_by, at(stands["timeout"]))
    look.same("to be paid, fen", read.amount, stands["payFee"])


async def _pay_url(look: Reading) -> None:
    """A link for all that were asked for, however many that were."""
    asked = look.sample["payUrl"].partition("orderId=")[2].split(";")
    for numbers in (asked, ["1"]):
        read = await look.gateway.pay_link(numbers, PayWay.ALIPAY)
        look.same("link", read.link.url, look.sample["payUrl"])
        look.same("no reason beside a link", (read.link.reason, read.left_out), ("", ()))


async def _pay_url_of_some(look: Reading) -> None:
    """A link that pays some of the orders is given for these, and for no other."""
    paid = look.sample["payUrl"].partition("orderId=")[2].split(";")
    left_out = [str(each) for each in look.sample["payFailureOrderList"]]
    look.same("link", (await look.gateway.pay_link(paid[:1], PayWay.ALIPAY)).link.url, look.sample["payUrl"])
    several = await look.gateway.pay_link([*left_out, *paid], PayWay.ALIPAY)
    look.same("link of several", several.link.url, look.sample["payUrl"])
    look.same("the orders that it leaves out", several.left_out, tuple(left_out))
    for each in left_out:
        read = (await look.gateway.pay_link([each], PayWay.ALIPAY)).link
        look.same("no link for an order that it does not pay", (read.url, bool(read.reason)), ("", True))


async def _group_cashier(look: Reading) -> None:
    """Within `results` as the page has it, and flat as somebody met it."""
    stands = look.sample["results"]
    for form in (look.sample, stands):
        async with reading(look.name, form, compact(form)) as other:
            for way in (PayWay.PHONE, PayWay.GROUP):
                read = await other.gateway.pay_link(["1", "2"], way)
                look.same(f"link of {way}", (read.link.url, read.left_out), (stands["payUrl"], ()))


async def _cross_cashier(look: Reading) -> None:
    read = await look.gateway.pay_link(["1"], PayWay.CROSS)
    look.same("link", read.link.url, look.sample["payUrl"])
    look.same("no reason beside a link", read.link.reason, "")
    left_out = [str(each) for each in look.sample.get("cantPayOrderList", ())]
    paid = look.sample["payUrl"].partition("orderId=")[2].split(";")
    several = await look.gateway.pay_link([*paid, *left_out], PayWay.CROSS)
    look.same("the orders that it leaves out", several.left_out, tuple(left_out))


async def _chat(look: Reading) -> None:
    look.same("link", await look.gateway.chat_link("BBB"), look.sample["result"]["result"])


async def _addresses(look: Reading) -> None:
    read, stands = await look.gateway.addresses(), look.sample["result"]["receiveAddressItems"]
    look.same("address ids as text", [each.address_id for each in read], [str(each["id"]) for each in stands])
    look.same("names", [each.name for each in read], [each["fullName"] for each in stands])
    look.same("phones", [each.phone for each in read], [each["mobilePhone"] for each in stands])
    cities = [each["addressCodeText"].split()[1] for each in stands]
    look.same("cities", [each.city for each in read], cities)
    look.same("none is the default one where none says so", any(each.default for each in read), False)


async def _search(look: Reading) -> None:
    found, stands = await look.gateway.search(Search("x"), 1, "en"), look.sample["result"]["result"]
    _hold_page(look, found, stands)


async def _search_picture(look: Reading) -> None:
    found, stands = await look.gateway.search(Search(picture="1"), 1, "en"), look.sample["result"]["result"]
    _hold_page(look, found, stands)
    crops = (stands["picRegionInfo"] or {}).get("yoloCropRegion")
    look.same("parts of the picture", found.regions, tuple(crops.split(";")) if crops else ())
    look.same("places", [hit.place for hit in found.hits], [each["companyAddress"] for each in stands["data"]])


def _hold_page(look: Reading, found: SearchPage, page: Any) -> None:
    read, stands = found.hits, page["data"]
    look.same("how many pages there are", found.pages, max(1, page["totalPage"]))
    look.same("offer ids as text", [hit.offer_id for hit in read], [str(each["offerId"]) for each in stands])
    told = [each["priceInfo"] for each in stands]
    least = [min(fen(each[name]) for name in ("price", "promotionPrice") if each.get(name)) for each in told]
    look.same("prices, yuan as fen, of an action if that is less", [hit.price for hit in read], least)
    look.same("least quantities", [hit.minimum for hit in read], [each.get("minOrderQuantity") for each in stands])
    look.same("titles", [hit.title for hit in read], [each["subject"] for each in stands])
    look.same("translated", [hit.title_translated for hit in read], [each["subjectTrans"] for each in stands])
    named = ["super_factory" in each.get("sellerIdentities", ()) for each in stands]
    look.same("factories", [hit.factory for hit in read], named)


async def _upload(look: Reading) -> None:
    look.same("number of the picture", await look.gateway.upload_picture(b"a picture"), look.sample["result"]["result"])


async def _median_price(look: Reading) -> None:
    told = {each["date"]: each["value"] for each in look.sample["result"]["result"] if each["value"]}
    read = await look.gateway.median_price("600000000001", date(2026, 11, 1), date(2026, 11, 3))
    look.same("newest price, yuan as fen", read, fen(told[max(told)]))


async def _product(look: Reading) -> None:
    stands = look.sample["result"]["result"]
    _hold_offer(look, await look.gateway.offer(str(stands["offerId"]), "en"), stands)


async def _resold_product(look: Reading) -> None:
    # the outer envelope is a reseller's; what is in it goes into the platform's own
    stands = look.sample["data"]
    body = compact({"result": {"success": True, "code": "200", "result": stands}})
    async with reading(look.name, look.sample, body) as other:
        read = await other.gateway.offer(str(stands["offerId"]), "en")
    _hold_offer(look, read, stands)


def _hold_offer(look: Reading, read: Offer, stands: Any) -> None:
    sale, skus = stands["productSaleInfo"], stands["productSkuInfos"]
    look.same("offer id as text", read.offer_id, str(stands["offerId"]))
    look.same("title", read.title, stands["subject"])
    look.same("translated title", read.title_translated, stands.get("subjectTrans", ""))
    look.same("status", read.status, stands["status"])
    look.same("on sale", read.on_sale, stands["status"] == "published")
    look.same("priced by", read.price_by, PRICED_BY[int(sale["quoteType"])])
    look.same("least quantity", read.minimum, int(stands["minOrderQuantity"]))
    look.same("stock", read.stock, int(sale["amountOnSale"]))
    look.same("seller's open id", read.seller.open_id, stands["sellerOpenId"])
    tiers = [(int(row["startQuantity"]), fen(row["price"])) for row in sale["priceRangeList"]]
    look.same("price tiers, yuan as fen", [(tier.start, tier.price) for tier in read.tiers], tiers)
    variants = [
        (str(sku["skuId"]), sku["specId"], fen(sku["price"]), int(sku["amountOnSale"]),
         tuple(each["value"] for each in sku["skuAttributes"]))
        for sku in skus
    ]  # fmt: skip
    ours = [(s.sku_id, s.spec_id, s.price, s.stock, tuple(a.value for a in s.attributes)) for s in read.skus]
    look.same("variants: ids as text, yuan as fen, stock, values", ours, variants)
    mix = stands.get("sellerMixSetting", {"generalHunpi": False, "mixAmount": 0, "mixNumber": 0})
    rule = (mix["generalHunpi"], fen(mix["mixAmount"]), int(mix["mixNumber"]))
    look.same("mixed wholesale", (read.mix.allowed, read.mix.amount, read.mix.number), rule)


async def _simple_product(look: Reading) -> None:
    stands = look.sample["productInfo"]
    async with reading(
        look.name, look.sample, compact(look.sample), denied=frozenset({"product.search.queryProductDetail"})
    ) as other:
        read = await other.gateway.offer(str(stands["productID"]), "en")
    look.same("offer id as text", read.offer_id, str(stands["productID"]))
    look.same("title", read.title, stands["subject"])
    look.same("on sale", read.on_sale, stands["status"] == "published")
    look.same("picture with its host", read.image_url, "https://cbu01.alicdn.com/" + stands["image"]["images"][0])
    variants = [
        (str(sku["skuId"]), sku["specId"], sku["amountOnSale"], tuple(a["attributeValue"] for a in sku["attributes"]))
        for sku in stands["skuInfos"]
    ]
    ours = [(sku.sku_id, sku.spec_id, sku.stock, tuple(a.value for a in sku.attributes)) for sku in read.skus]
    look.same("variants: ids as text, stock, values", ours, variants)
    look.same("no price where none stands", [sku.price for sku in read.skus], [None] * len(variants))


async def refused(name: str, sample: Any, ask: Callable[[Reading], Awaitable[Any]], what: str) -> Reading:
    """How one business refusal reads: its code and its own words."""
    async with reading(name, sample, compact(sample)) as look:
        said = str(sample.get("errorMessage") or sample.get("errorMsg") or sample.get("message"))
        code = str(sample.get("errorCode") or sample.get("code"))
        try:
            await ask(look)
        except Rejected as error:
            look.same(f"{what} {code}", (error.code, error.reason), (code, said))
        else:
            look.same(f"{what} {code}", "taken as good", said)
    return look


LOOKS: dict[str, Look] = {
    "account-basic": _account,
    "logistics-infos": _parcels,
    "logistics-trace": _trace,
    "logistics-trace-none-thirdparty": _no_trace,
    "oauth-token-by-code": _token,
    "order-addFeedback-success": _feedback,
    "order-cancel-success": _cancel,
    "order-create-cross-flat": _created,
    "order-create-cross-multi": _created,
    "order-create-fast-thirdparty-fixture": _created,
    "order-detail-buyerView": _detail,
    "order-list-buyer": _list,
    "order-memoAdd-order-not-exist": refused_calls.memo,
    "order-preview": _preview,
    "order-preview-fenxiaonew-thirdparty-test": _preview,
    "pay-payWay-query": _ways,
    "pay-url-multi": _pay_url,
    "pay-url-single": _pay_url,
    "product-detail-live-via-reseller": _resold_product,
    "product-simple-get": _simple_product,
    **dict.fromkeys(pushes.TOPICS, pushes.body),
    "push-failed-message-list": pushes.missed,
    "push-order-pay-message": pushes.whole,
    "receive-address-list": _addresses,
    **money_back.LOOKS,
    "refund-batch-by-order-not-exist": refused_calls.refunds,
    "synth-addFeedback-missing-object": refused_calls.feedback,
    "synth-delivery-urge-refused": refused_calls.urged,
    "synth-delivery-urge-success": _urged,
    "synth-create-cross-addressid-invalid": refused_calls.address_at_create,
    "synth-grouppay-url": _group_cashier,
    **dict.fromkeys(("synth-image-search", "synth-image-search-empty", "synth-image-search-full"), _search_picture),
    "synth-image-upload": _upload,
    "synth-keyword-search": _search,
    "synth-oauth-error": refused_calls.login,
    "synth-order-cancel-by-buyer": _detail,
    "synth-order-create-cross-failed-lines": _created,
    "synth-order-waitbuyerpay": _detail,
    "synth-order-waitsellersend": _detail,
    "synth-pay-url-crossborder": _cross_cashier,
    "synth-pay-url-partial": _pay_url_of_some,
    "synth-preview-addressid-invalid": refused_calls.address,
    "synth-preview-many-lines": _preview,
    "synth-preview-split": _preview,
    "synth-product-detail-offline": _product,
    "synth-product-detail-range-priced": _product,
    "synth-product-detail-sku-priced": _product,
    "synth-receivegoods-confirm-success": _receipt,
    "synth-seller-offer-list": _search,
    "synth-trend-median-price": _median_price,
    "synth-wangwang-url": _chat,
}
"""Sample → what our client reads in it."""

ENVELOPE_ONLY = {
    "addresscode-parse": "addresses are those of the account, none is parsed",
    "pay-protocolPay-isopen": "the bot pays nothing by itself",
    "synth-protocolPay-success": "the bot pays nothing by itself",
    "synth-trend-repurchase": "of the trends the median price alone is told",
    "synth-trend-sales": "of the trends the median price alone is told",
}
"""Samples of calls that the bot does not make → why; their envelope alone is read."""
