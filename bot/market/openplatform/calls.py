"""The calls of 1688 that this program makes, each as `{namespace}/{name}`, and what it is for."""

from bot.purchasing.calls import CallKind

_KINDS: dict[str, CallKind] = {}


def kind_of(name: str) -> CallKind:
    """What the call of this name is for; tokens, push messages, notes to sellers and whatever is new are other."""
    return _KINDS.get(name, CallKind.OTHER)


def name_of(api: str) -> str:
    """The name of a call without its namespace: `alibaba.trade.cancel` of `com.alibaba.trade/alibaba.trade.cancel`."""
    return api.rsplit("/", 1)[-1]


def _call(kind: CallKind, api: str) -> str:
    _KINDS[name_of(api)] = kind
    return api


PRODUCT = _call(CallKind.PRODUCTS, "com.alibaba.fenxiao.crossborder/product.search.queryProductDetail")
SIMPLE_PRODUCT = _call(CallKind.PRODUCTS, "com.alibaba.product/alibaba.product.simple.get")
SEARCH = _call(CallKind.PRODUCTS, "com.alibaba.fenxiao.crossborder/product.search.keywordQuery")
SEARCH_PICTURE = _call(CallKind.PRODUCTS, "com.alibaba.fenxiao.crossborder/product.search.imageQuery")
UPLOAD_PICTURE = _call(CallKind.PRODUCTS, "com.alibaba.fenxiao.crossborder/product.image.upload")
MEDIAN_PRICES = _call(
    CallKind.PRODUCTS, "com.alibaba.fenxiao.crossborder/product.analyze.getThirtyDayMedianPriceTrendNew"
)
PREVIEW = _call(CallKind.ORDERING, "com.alibaba.trade/alibaba.createOrder.preview")
CANCEL = _call(CallKind.ORDERING, "com.alibaba.trade/alibaba.trade.cancel")
ADDRESSES = _call(CallKind.ORDERING, "com.alibaba.trade/alibaba.trade.receiveAddress.get")
CREATE_CROSS = _call(CallKind.ORDERING, "com.alibaba.trade/alibaba.trade.createCrossOrder")
CREATE_FAST = _call(CallKind.ORDERING, "com.alibaba.trade/alibaba.trade.fastCreateOrder")
ONE_CLICK = _call(CallKind.ORDERING, "api.buyProduct")
PAY_WAY = _call(CallKind.PAYING, "com.alibaba.trade/alibaba.trade.payWay.query")
PAY_ALIPAY = _call(CallKind.PAYING, "com.alibaba.trade/alibaba.alipay.url.get")
PAY_CROSS = _call(CallKind.PAYING, "com.alibaba.trade/alibaba.crossBorderPay.url.get")
PAY_GROUP = _call(CallKind.PAYING, "com.alibaba.trade/alibaba.trade.grouppay.url.get")
ORDER = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.get.buyerView")
ORDERS = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.getBuyerOrderList")
REFUNDS = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus")
REFUND_LIST = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.refund.buyer.queryOrderRefundList")
REFUND = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.refund.OpQueryOrderRefund")
REFUND_STEPS = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.refund.OpQueryOrderRefundOperationList")
REFUND_REASONS = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.getRefundReasonList")
REFUND_LIMITS = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.getMaxRefundFee")
VOUCHER = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.uploadRefundVoucher")
CREATE_REFUND = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.createRefund")
CANCEL_REFUND = _call(CallKind.ORDERS, "com.alibaba.trade/alibaba.trade.cancelRefund")
PARCELS = _call(CallKind.PARCELS, "com.alibaba.logistics/alibaba.trade.getLogisticsInfos.buyerView")
TRACE = _call(CallKind.PARCELS, "com.alibaba.logistics/alibaba.trade.getLogisticsTraceInfo.buyerView")
RETURN_ADDRESS = _call(CallKind.PARCELS, "com.alibaba.fenxiao/refund.address.get")
RETURN_GOODS = _call(CallKind.PARCELS, "com.alibaba.trade/alibaba.trade.refund.returnGoods")
CARRIERS = _call(CallKind.PARCELS, "com.alibaba.logistics/alibaba.logistics.OpQueryLogisticCompanyList")
FEEDBACK = "com.alibaba.trade/alibaba.trade.addFeedback"
URGE = "com.alibaba.logistics/logistics.delivery.urge"
RECEIPT = "com.alibaba.trade/trade.receivegoods.confirm"
CHAT_LINK = "com.alibaba.account/account.wangwangUrl.get"
ACCOUNT = "com.alibaba.account/alibaba.account.basic"
MISSED_PUSHES = "cn.alibaba.open/push.query.messageList"
CONFIRM_PUSHES = "cn.alibaba.open/push.message.confirm"
