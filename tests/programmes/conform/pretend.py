"""The pretend 1688, asked with signed calls, in the state that each sample shows."""

import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from bot.sandbox.app import PretendWorld
from tests.pictures.labels import written
from tests.programmes.conform.shape import read

TRADE, LOGISTICS = "com.alibaba.trade", "com.alibaba.logistics"
CROSSBORDER, PRODUCT, ACCOUNT = "com.alibaba.fenxiao.crossborder", "com.alibaba.product", "com.alibaba.account"


class Pretend:
    """One pretend world and a caller that signs by itself, over ASGI without a socket."""

    def __init__(self) -> None:
        self.world = PretendWorld(now=datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
        self.token = self.world.credentials.access_token
        self.secret = self.world.credentials.app_secret
        self.key = self.world.credentials.app_key
        self._open = AsyncExitStack()

    async def __aenter__(self) -> "Pretend":
        transport = httpx.ASGITransport(self.world.app)
        self.http = await self._open.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://market")
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def ask(self, namespace: str, name: str, **params: Any) -> httpx.Response:
        """A signed call, whatever it is answered."""
        path = f"param2/1/{namespace}/{name}/{self.key}"
        form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
        if self.token:
            form["access_token"] = self.token
        text = path + "".join(sorted(key + value for key, value in form.items()))
        form["_aop_signature"] = hmac.new(self.secret.encode(), text.encode(), hashlib.sha1).hexdigest().upper()
        return await self.http.post(f"/openapi/{path}", data=form)

    async def call(self, namespace: str, name: str, **params: Any) -> Any:
        """The JSON of a signed call that the gateway let through."""
        answer = await self.ask(namespace, name, **params)
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: HTTP {answer.status_code} {answer.text[:200]}")
        return read(answer.text)

    async def sim(self, path: str, **body: Any) -> Any:
        """A call of the control surface."""
        answer = await self.http.post(f"/sim/{path}", json=body)
        if answer.status_code != 200:
            raise RuntimeError(f"/sim/{path}: HTTP {answer.status_code} {answer.text[:200]}")
        return answer.json()

    async def good(self, kind: str) -> dict[str, Any]:
        """The first offer of a kind."""
        goods: list[dict[str, Any]] = (await self.http.get("/sim/goods")).json()
        return next(good for good in goods if good["kind"] == kind)

    async def basket(self, kind: str, quantity: int) -> dict[str, Any]:
        """What preview and create are asked with, for the first variant of the first offer of a kind."""
        good = await self.good(kind)
        line = {"offerId": int(good["offer_id"]), "quantity": quantity}
        if good["skus"]:
            line["specId"] = good["skus"][0]["spec_id"]
        return {"addressParam": {"addressId": self.world.world.home.id}, "cargoParamList": [line]}

    async def create(self, name: str, kind: str, quantity: int) -> Any:
        """The answer of a create call."""
        basket = await self.basket(kind, quantity)
        return await self.call(TRADE, name, flow="general", outOrderId=f"C-{kind}-{quantity}", **basket)

    async def order(self, *moves: str, kind: str = "sku", quantity: int = 2) -> str:
        """The id of a new order that went through `moves` (`ship`, `refund:ask` and the like)."""
        answer = await self.create("alibaba.trade.fastCreateOrder", kind, quantity)
        order_id = str(answer["result"]["orderId"])
        for move in moves:
            name, _, stage = move.partition(":")
            await self.sim(f"orders/{order_id}/{name}", **({"stage": stage} if stage else {}))
        return order_id

    async def detail(self, order_id: str) -> Any:
        return await self.call(TRADE, "alibaba.trade.get.buyerView", webSite="1688", orderId=order_id)

    async def product(self, kind: str) -> Any:
        asked = {"offerId": int((await self.good(kind))["offer_id"]), "country": "en"}
        return await self.call(CROSSBORDER, "product.search.queryProductDetail", offerDetailParam=asked)


Scene = Callable[[Pretend], Awaitable[Any]]


async def _account(market: Pretend) -> Any:
    return await market.call(ACCOUNT, "alibaba.account.basic")


async def _parcels(market: Pretend) -> Any:
    order_id = await market.order("pay", "ship", "trace")
    return await market.call(LOGISTICS, "alibaba.trade.getLogisticsInfos.buyerView", orderId=order_id, webSite="1688")


async def _trace(market: Pretend, *moves: str) -> Any:
    order_id = await market.order("pay", "ship", *moves)
    name = "alibaba.trade.getLogisticsTraceInfo.buyerView"
    return await market.call(LOGISTICS, name, orderId=order_id, webSite="1688")


async def _traced(market: Pretend) -> Any:
    return await _trace(market, "trace", "trace")


async def _token(market: Pretend) -> Any:
    code = (await market.sim("market", code=True))["code"]
    return (await _grant(market, grant_type="authorization_code", code=code, need_refresh_token="true")).json()


async def _no_token(market: Pretend) -> Any:
    return (await _grant(market, grant_type="authorization_code", code="wrong")).json()


async def _grant(market: Pretend, **form: str) -> httpx.Response:
    app = {"client_id": market.key, "client_secret": market.secret, "redirect_uri": "http://localhost"}
    return await market.http.post(f"/openapi/http/1/system.oauth2/getToken/{market.key}", data={**app, **form})


async def _feedback(market: Pretend) -> Any:
    told = {"feedback": "请尽快发货", "orderId": await market.order("pay")}
    return await market.call(TRADE, "alibaba.trade.addFeedback", tradeFeedbackParam=told)


async def _urge(market: Pretend) -> Any:
    return await market.call(LOGISTICS, "logistics.delivery.urge", orderId=await market.order("pay"))


async def _urge_again(market: Pretend) -> Any:
    order = await market.order("pay")
    await market.call(LOGISTICS, "logistics.delivery.urge", orderId=order)
    return await market.call(LOGISTICS, "logistics.delivery.urge", orderId=order)


async def _receipt(market: Pretend) -> Any:
    order = await market.order("pay", "ship")
    return await market.call(TRADE, "trade.receivegoods.confirm", orderId=order, orderEntryIds=[int(order)])


async def _no_feedback(market: Pretend) -> Any:
    return read((await market.ask(TRADE, "alibaba.trade.addFeedback")).text)


async def _refunds_of_nothing(market: Pretend) -> Any:
    name = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"
    return await market.call(TRADE, name, orderId="1", queryType="3")


async def _cancel(market: Pretend) -> Any:
    order_id = await market.order()
    await market.sim("clock", advance=11)
    return await cancelled(market, order_id)


async def cancelled(market: Pretend, order_id: str) -> Any:
    """The answer to closing an order."""
    name = "alibaba.trade.cancel"
    return await market.call(TRADE, name, webSite="1688", tradeID=order_id, cancelReason="buyerCancel")


async def _cross_multi(market: Pretend) -> Any:
    return await market.create("alibaba.trade.createCrossOrder", "split", 40)


async def _fast(market: Pretend) -> Any:
    return await market.create("alibaba.trade.fastCreateOrder", "plain", 2)


async def _shipped_and_refund_asked(market: Pretend) -> Any:
    return await market.detail(await market.order("pay", "ship", "refund:ask"))


async def _list_of_lapsed(market: Pretend) -> Any:
    await market.order("expire")
    return await market.call(TRADE, "alibaba.trade.getBuyerOrderList", page="1", pageSize="20")


async def _preview(market: Pretend) -> Any:
    return await market.call(TRADE, "alibaba.createOrder.preview", **await market.basket("sku", 2))


async def _several(market: Pretend) -> dict[str, Any]:
    """A basket of two variants of one offer, and of another offer of its seller."""
    goods: list[dict[str, Any]] = (await market.http.get("/sim/goods")).json()
    enough = [good for good in goods if good["status"] == "published" and good["kind"] in ("sku", "plain")]
    first, other = next(
        (one, two) for one in enough for two in enough
        if one["kind"] == "sku" and one["offer_id"] != two["offer_id"] and one["seller"] == two["seller"]
    )  # fmt: skip
    lines: list[dict[str, Any]] = [
        {"offerId": int(first["offer_id"]), "specId": sku["spec_id"], "quantity": 20} for sku in first["skus"][:2]
    ]
    spec = {"specId": other["skus"][0]["spec_id"]} if other["skus"] else {}
    lines.append({"offerId": int(other["offer_id"]), "quantity": 20, **spec})
    return {"addressParam": {"addressId": market.world.world.home.id}, "cargoParamList": lines}


async def _preview_several(market: Pretend) -> Any:
    await market.sim("market", coupon_fen=500)
    return await market.call(TRADE, "alibaba.createOrder.preview", **await _several(market))


async def _preview_split(market: Pretend) -> Any:
    await market.sim("market", split=True)
    return await market.call(TRADE, "alibaba.createOrder.preview", **await _several(market))


async def _cross_with_failed(market: Pretend) -> Any:
    basket = await _several(market)
    await market.sim("market", fail={str(basket["cargoParamList"][-1]["offerId"]): "500_004"})
    name = "alibaba.trade.createCrossOrder"
    return await market.call(TRADE, name, flow="general", outOrderId="C-several", **basket)


async def _to_nowhere(market: Pretend, name: str) -> Any:
    basket = await market.basket("sku", 2) | {"addressParam": {"addressId": 1}}
    return await market.call(TRADE, name, flow="general", outOrderId="C-nowhere", **basket)


async def _preview_to_nowhere(market: Pretend) -> Any:
    return await _to_nowhere(market, "alibaba.createOrder.preview")


async def _cross_to_nowhere(market: Pretend) -> Any:
    return await _to_nowhere(market, "alibaba.trade.createCrossOrder")


async def _ways(market: Pretend) -> Any:
    return await market.call(TRADE, "alibaba.trade.payWay.query", orderId=await market.order())


async def _alipay(market: Pretend, count: int) -> Any:
    orders = [int(await market.order()) for _ in range(count)]
    return await market.call(TRADE, "alibaba.alipay.url.get", orderIdList=orders)


async def _alipay_one(market: Pretend) -> Any:
    return await _alipay(market, 1)


async def _alipay_two(market: Pretend) -> Any:
    return await _alipay(market, 2)


async def _alipay_partial(market: Pretend) -> Any:
    orders = [int(await market.order()), int(await market.order("pay"))]
    return await market.call(TRADE, "alibaba.alipay.url.get", orderIdList=orders)


async def _phone_cashier(market: Pretend) -> Any:
    orders = [int(await market.order())]
    return await market.call(TRADE, "alibaba.trade.grouppay.url.get", orderIds=orders, payPlatformType="WIRELESS")


async def _cross_cashier(market: Pretend) -> Any:
    orders = [int(await market.order()), int(await market.order("pay"))]
    return await market.call(TRADE, "alibaba.crossBorderPay.url.get", orderIdList=orders)


async def _simple_product(market: Pretend) -> Any:
    offer_id = (await market.good("sku"))["offer_id"]
    return await market.call(PRODUCT, "alibaba.product.simple.get", productID=offer_id, webSite="1688")


async def _addresses(market: Pretend) -> Any:
    return await market.call(TRADE, "alibaba.trade.receiveAddress.get")


async def _search(market: Pretend) -> Any:
    asked = {"keyword": "T恤", "beginPage": 1, "pageSize": 20, "country": "en"}
    return await market.call(CROSSBORDER, "product.search.keywordQuery", offerQueryParam=asked)


async def _uploaded(market: Pretend) -> Any:
    """The answer for a photo of a T-shirt."""
    drawn = (await market.http.get((await market.good("sku"))["picture"])).content
    photo = base64.b64encode(written(Image.open(BytesIO(drawn)).convert("RGB"), "JPEG")).decode()
    return await market.call(CROSSBORDER, "product.image.upload", uploadImageParam={"imageBase64": photo})


async def _search_picture(market: Pretend) -> Any:
    asked = {"imageId": (await _uploaded(market))["result"]["result"], "beginPage": 1, "pageSize": 20, "country": "en"}
    return await market.call(CROSSBORDER, "product.search.imageQuery", offerQueryParam=asked)


async def _search_picture_in_vain(market: Pretend) -> Any:
    await market.sim("market", nothing_alike=True)
    return await _search_picture(market)


async def _median_prices(market: Pretend) -> Any:
    month = {"startDate": "20261101", "endDate": "20261103"}
    asked = {"offerId": int((await market.good("sku"))["offer_id"]), **month}
    name = "product.analyze.getThirtyDayMedianPriceTrendNew"
    return await market.call(CROSSBORDER, name, trendQueryParam=asked)


async def _cancelled_detail(market: Pretend) -> Any:
    return await market.detail(await market.order("cancel"))


async def _unpaid_detail(market: Pretend) -> Any:
    return await market.detail(await market.order())


async def _paid_detail(market: Pretend) -> Any:
    return await market.detail(await market.order("pay"))


async def _delisted(market: Pretend) -> Any:
    return await market.product("delisted")


async def _by_range(market: Pretend) -> Any:
    return await market.product("range")


async def _by_sku(market: Pretend) -> Any:
    return await market.product("sku")


async def _chat(market: Pretend) -> Any:
    open_id = (await market.product("sku"))["result"]["result"]["sellerOpenId"]
    return await market.call(ACCOUNT, "account.wangwangUrl.get", toOpenUid=open_id)


SCENES: dict[str, Scene] = {
    "account-basic": _account,
    "logistics-infos": _parcels,
    "logistics-trace": _traced,
    "logistics-trace-none-thirdparty": _trace,
    "oauth-token-by-code": _token,
    "order-addFeedback-success": _feedback,
    "order-cancel-success": _cancel,
    "order-create-cross-multi": _cross_multi,
    "order-create-fast-thirdparty-fixture": _fast,
    "order-detail-buyerView": _shipped_and_refund_asked,
    "order-list-buyer": _list_of_lapsed,
    "order-preview": _preview,
    "order-preview-fenxiaonew-thirdparty-test": _preview,
    "pay-payWay-query": _ways,
    "pay-url-multi": _alipay_two,
    "pay-url-single": _alipay_one,
    "product-simple-get": _simple_product,
    "receive-address-list": _addresses,
    "refund-batch-by-order-not-exist": _refunds_of_nothing,
    "synth-addFeedback-missing-object": _no_feedback,
    "synth-delivery-urge-refused": _urge_again,
    "synth-delivery-urge-success": _urge,
    "synth-create-cross-addressid-invalid": _cross_to_nowhere,
    "synth-grouppay-url": _phone_cashier,
    "synth-image-search": _search_picture,
    "synth-image-search-empty": _search_picture_in_vain,
    "synth-image-search-full": _search_picture,
    "synth-image-upload": _uploaded,
    "synth-keyword-search": _search,
    "synth-oauth-error": _no_token,
    "synth-order-cancel-by-buyer": _cancelled_detail,
    "synth-order-create-cross-failed-lines": _cross_with_failed,
    "synth-order-waitbuyerpay": _unpaid_detail,
    "synth-order-waitsellersend": _paid_detail,
    "synth-pay-url-crossborder": _cross_cashier,
    "synth-pay-url-partial": _alipay_partial,
    "synth-preview-addressid-invalid": _preview_to_nowhere,
    "synth-preview-many-lines": _preview_several,
    "synth-preview-split": _preview_split,
    "synth-product-detail-offline": _delisted,
    "synth-product-detail-range-priced": _by_range,
    "synth-product-detail-sku-priced": _by_sku,
    "synth-receivegoods-confirm-success": _receipt,
    "synth-trend-median-price": _median_prices,
    "synth-wangwang-url": _chat,
}
"""Sample → the same call, answered in a world brought to the state that the sample shows."""

NO_SCENE = {
    "order-create-cross-flat": "an older form of the same answer; today's is nested",
    "order-memoAdd-order-not-exist": "the bot writes no private memos",
    "product-detail-live-via-reseller": "its numbers were made text by the reseller that wrapped it",
    "synth-seller-offer-list": "nobody looks through the goods of one seller",
}
"""Sample that our client reads → why the pretend 1688 is not asked for it."""
