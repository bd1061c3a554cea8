"""What each call of 1688 is for, by its name without the namespace."""

from collections.abc import Mapping

from bot.purchasing.calls import CallKind as K

_KINDS: Mapping[str, K] = {
    "product.search.queryProductDetail": K.PRODUCTS,
    "alibaba.product.simple.get": K.PRODUCTS,
    "product.search.keywordQuery": K.PRODUCTS,
    "alibaba.createOrder.preview": K.ORDERING,
    "alibaba.trade.createCrossOrder": K.ORDERING,
    "alibaba.trade.fastCreateOrder": K.ORDERING,
    "api.buyProduct": K.ORDERING,
    "alibaba.trade.receiveAddress.get": K.ORDERING,
    "alibaba.trade.cancel": K.ORDERING,
    "alibaba.trade.payWay.query": K.PAYING,
    "alibaba.alipay.url.get": K.PAYING,
    "alibaba.crossBorderPay.url.get": K.PAYING,
    "alibaba.trade.grouppay.url.get": K.PAYING,
    "alibaba.trade.get.buyerView": K.ORDERS,
    "alibaba.trade.getBuyerOrderList": K.ORDERS,
    "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus": K.ORDERS,
    "alibaba.trade.refund.buyer.queryOrderRefundList": K.ORDERS,
    "alibaba.trade.getLogisticsInfos.buyerView": K.PARCELS,
    "alibaba.trade.getLogisticsTraceInfo.buyerView": K.PARCELS,
}


def kind_of(name: str) -> K:
    """Tokens, push messages, notes to sellers and whatever is new count as other."""
    return _KINDS.get(name, K.OTHER)
