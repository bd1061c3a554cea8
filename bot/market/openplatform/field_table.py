"""The fields of 1688's answers that this program knows, by call: those that it reads, and those that are in doubt.

Only what stands here may be told of an answer to a stranger, and only how often it is there.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.market.openplatform import calls
from bot.market.openplatform.wire.envelopes import CODES, MESSAGES
from bot.market.openplatform.wire.fields import Json

_TRADE = """{
    baseInfo {
        idOfStr id status totalAmount shippingFee refund refundStatus refundStatusForAs outOrderId sellerLoginId
        subBuyerLoginId buyerLoginId createTime modifyTime payTime payTimeout closeReason receiverInfo {toArea}
        sellerContact {companyName shopName name imInPlatform}
    }
    productItems[] {
        subItemIDString subItemID productID skuID specId name quantity itemAmount refund refundStatus status
        logisticsStatus gmtPayExpireTime
    }
    tradeTerms[] {payStatus}
    nativeLogistics {logisticsItems[] {logisticsCode logisticsBillNo subItemIds}}
}"""
_REFUND = """{
    refundId orderId status applyPayment applyCarriage refundPayment refundCarriage disputeRequest
    orderEntryIdList orderEntryCountMap isRefundGoods refundGoods isOnlyRefund onlyRefund isTimeOutFreeze timeOutFreeze
    applyReasonId applyReason rejectReason gmtApply gmtCreate gmtTimeOut timeOutOperateType
    sellerRealName sellerMobile sellerTel sellerReceiveAddress buyerLogisticsName freightBill
}"""
_PUSH = "msgId type data"
_FOUND = """totalPage data[] {
    offerId subject subjectTrans minOrderQuantity repurchaseRate priceInfo {price promotionPrice}
    companyAddress sellerIdentities sellerDataInfo {repeatPurchasePercent}
}"""
FIELDS = {
    calls.ACCOUNT: "result {loginId memberId companyName}",
    calls.ADDRESSES: """result {receiveAddressItems[] {
        id fullName mobilePhone phone addressCodeText townName address isDefault
    }}""",
    calls.PRODUCT: """result {result {
        offerId subject subjectTrans status categoryId categoryName minOrderQuantity batchNumber companyName
        sellerOpenId tradeScore productImage {images} sellerMixSetting {generalHunpi mixAmount mixNumber}
        productSaleInfo {quoteType amountOnSale priceRangeList[] {startQuantity price} unitInfo {unit transUnit}}
        productSkuInfos[] {
            skuId specId price amountOnSale
            skuAttributes[] {attributeID attributeName attributeNameTrans value attributeValue valueTrans skuImageUrl}
        }
        productShippingInfo {shippingTimeGuarantee}
        offerIdentities sellerDataInfo {
            tpYear repeatPurchasePercent compositeServiceScore qualityRefundWithin30Day collect30DayWithin48HPercent
        }
    }}""",
    calls.SEARCH: f"result {{result {{{_FOUND}}}}}",
    calls.SEARCH_PICTURE: f"result {{result {{{_FOUND} picRegionInfo {{yoloCropRegion}}}}}}",
    calls.UPLOAD_PICTURE: "result {result}",
    calls.MEDIAN_PRICES: "result {result[] {date value}}",
    calls.PREVIEW: """orderPreviewResuslt[] {
        status resultCode message sumPayment sumPaymentNoCarriage sumCarriage discountFee additionalFee flowFlag
        totalFundUsageAmount totalPostFundUsageAmount tradeModeNameList tradeModelList[] {tradeType opSupport}
        cargoList[] {offerId specId amount finalUnitPrice resultCode message}
    }""",
    calls.ORDERS: f"totalRecord result[] {_TRADE}",
    calls.ORDER: f"result {_TRADE}",
    calls.PARCELS: """result[] {
        logisticsId logisticsBillNo logisticsCompanyName status gmtSystemSend
        logisticsOrderGoods[] {tradeOrderId tradeOrderItemId quantity}
        logisticsOrderSendGood[] {tradeOrderId tradeOrderItemId quantity}
        orderEntryIds
    }""",
    calls.TRACE: "logisticsTrace[] {orderId logisticsId logisticsSteps[] {acceptTime remark}}",
    calls.REFUNDS: f"result {{opOrderRefundModels[] {_REFUND}}}",
    calls.REFUND_LIST: f"result {{totalCount opOrderRefundModels[] {_REFUND}}}",
    calls.REFUND: f"result {{opOrderRefundModelDetail {_REFUND}}}",
    calls.REFUND_STEPS: """result {opOrderRefundOperationModels[] {
        gmtCreate discription operateRemark messageStatus
    }}""",
    calls.REFUND_REASONS: "result {result {reasons[] {id name needVoucher noRefundCarriage}}}",
    calls.REFUND_LIMITS: "result {result {maxGoodsFee maxPostFee maxRefundFee}}",
    calls.RETURN_ADDRESS: """result {data[] {
        receiverName mobile phone contactPhone provinceText cityText districtText townText streetAddress
    }}""",
    calls.CARRIERS: "result[] {companyName companyNo}",
    calls.PAY_WAY: "resultList {payFee timeout}",
    calls.MISSED_PUSHES: f"pushMessagePage {{datas[] {{{_PUSH}}}}} pushMessageList[] {{{_PUSH}}}",
}
"""Call → its fields; in braces those of an object, or of each object of a list (`[]`)."""

_ENVELOPE = {"success", *CODES, *MESSAGES}


def fields_of(api: str) -> list[str]:
    """The way to each field of the call's table, such as `result.baseInfo.id`."""
    ways, above = list[str](), list[str]()
    for name, brace in re.findall(r"([\w\[\]]+)\s*(\{?)|\}", FIELDS[api]):
        if brace:
            above.append(name)
        elif name:
            ways.append(".".join([*above, name]))
        else:
            above.pop()
    return ways


def counted(fields: Sequence[str], answers: Sequence[Json]) -> tuple[Counter[str], int]:
    """How often each field, and each object on the way to one, was there; and how many different other keys were."""
    steps = [field.split(".") for field in fields]
    known = {".".join(way[:number]) for way in steps for number in range(1, len(way) + 1)}
    counts, others, found = Counter[str](), set[str](), [("", each) for each in answers]
    while found:
        at, value = found.pop()
        counts[at] += 1
        for key, below in value.items() if isinstance(value, Mapping) else ():
            way = f"{at}.{key}".lstrip(".")
            if f"{way}[]" in known:
                found += [(f"{way}[]", each) for each in below] if isinstance(below, list) else []
            elif way not in known and key not in _ENVELOPE:
                others.add(way)
            elif below not in (None, "", [], {}):
                found.append((way, below))
    return counts, len(others)
