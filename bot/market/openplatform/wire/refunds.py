"""Refunds in 1688's form: what may be asked back, what was asked, what became of it, and where goods go back to.

All amounts are fen, in questions and answers alike.
"""

from collections.abc import Mapping

from bot.market.openplatform.wire.fields import (
    FormError,
    Json,
    exact_number,
    fen,
    moment,
    number,
    numbers,
    part,
    rows,
    text,
    truth,
    whole,
    write_json,
)
from bot.purchasing.asking_back import (
    Carrier,
    GoodsStatus,
    RefundAsk,
    RefundLimits,
    RefundReason,
    RefundStep,
    RefundTaken,
)
from bot.purchasing.money import Fen
from bot.purchasing.order_report import RefundReport, RefundState

CREATE_REFUSALS = frozenset({"5001", "5002", "5003", "5004", "5005", "5006", "5010", "5011", "5012", "5013"})
"""The codes by which 1688 says that it took no refund; its others are trouble inside, after which it may be there."""

RETURN_REFUSALS = frozenset({"4001", "4002", "4003", "4004", "4005", "4006", "4007", "4008"})
"""The same for goods that are sent back."""

_BACK = 3
"""`disputeRequest` of a refund with a return, in every answer that was published."""
_HIDDEN = 2
_SELLER = (("sellerRealName",), ("sellerMobile", "sellerTel"), ("sellerReceiveAddress",))
_PLACE = ("provinceText", "cityText", "districtText", "townText", "streetAddress")


def refund_word(word: str) -> RefundState:
    """The state of one refund word; an unknown word means a refund under way."""
    plain = word.lower().replace("_", "")
    if not plain:
        return RefundState.NONE
    if plain == "refundsuccess":
        return RefundState.DONE
    return RefundState.CLOSED if plain in ("refundclose", "refundclosed") else RefundState.ASKED


def parse_refunds(answer: Json, order_id: str) -> tuple[RefundReport, ...]:
    """Read the refunds of one order, from either call; refunds of other orders are left out."""
    return tuple(_refund(row) for row in _models(answer) if number(row, "orderId") in ("", order_id))


def parse_page(answer: Json, order_id: str) -> tuple[tuple[RefundReport, ...], int, int | None]:
    """Read a page of the buyer's list: the order's refunds, how many it has of all orders, and how many all pages."""
    outer, models = part(answer, "result"), _models(answer)
    total = whole(outer, "totalCount")
    if total is None and not models and not isinstance(outer.get("opOrderRefundModels"), list):
        raise FormError("the list holds neither refunds nor a count")  # no proof that there are none
    return parse_refunds(answer, order_id), len(models), total


def parse_refund(answer: Json) -> RefundReport:
    """Read one refund from OpQueryOrderRefund, which spells its Booleans otherwise and tells the time it has."""
    return _refund(part(part(answer, "result"), "opOrderRefundModelDetail"))


def parse_refund_of(answer: Json) -> tuple[str, RefundReport]:
    """The same with the number of its order, empty if it names none."""
    model = part(part(answer, "result"), "opOrderRefundModelDetail")
    return number(model, "orderId"), _refund(model)


def _models(answer: Json) -> list[Json]:
    outer = part(answer, "result")
    models = rows(outer, "opOrderRefundModels") or rows(part(outer, "result"), "opOrderRefundModels")
    return models or rows(outer, "result")


def _refund(row: Json) -> RefundReport:
    refund_id, word = text(row, "refundId"), text(row, "status")
    if not refund_id:
        raise FormError("a refund has no refundId")

    def amount(*keys: str) -> Fen:
        return Fen(sum(max(fen(row, key) or 0, 0) for key in keys))

    state, counted = refund_word(word), part(row, "orderEntryCountMap")
    pieces = {exact_number(entry): whole(counted, entry) or 0 for entry in counted}
    return RefundReport(
        refund_id,
        word,
        state,
        amount=amount("applyPayment", "applyCarriage"),
        paid=amount("refundPayment", "refundCarriage") if state is RefundState.DONE else Fen(0),
        carriage=amount("applyCarriage"),
        entries=numbers(row.get("orderEntryIdList") or [*counted]),
        pieces=tuple((entry, count) for entry, count in pieces.items() if entry and count > 0),
        back=_goes_back(row),
        reason_id=whole(row, "applyReasonId") or 0,
        reason=text(row, "applyReason"),
        rejection=text(row, "rejectReason"),
        asked_at=moment(row, "gmtApply") or moment(row, "gmtCreate"),
        ends_at=None if _truth(row, "timeOutFreeze") else moment(row, "gmtTimeOut"),
        ends_how=text(row, "timeOutOperateType"),
        address=_one_text(*(text(row, *keys) for keys in _SELLER)),
        carrier=text(row, "buyerLogisticsName"),
        bill_no="".join(text(row, "freightBill").split()),
    )


def _goes_back(row: Json) -> bool:
    """Whether goods go back with it; the list shows no Boolean."""
    goods, only = _truth(row, "refundGoods"), _truth(row, "onlyRefund")
    if goods is None and only is None:
        return whole(row, "disputeRequest") == _BACK
    return not only if goods is None else goods


def _truth(row: Json, name: str) -> bool | None:
    """A Boolean in either of its spellings: `isOnlyRefund` in the refunds of an order, `onlyRefund` elsewhere."""
    said = truth(row, name)
    return truth(row, f"is{name[0].upper()}{name[1:]}") if said is None else said


def _one_text(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def parse_steps(answer: Json) -> tuple[RefundStep, ...]:
    """Read the operations of a refund, oldest first; 1688 joins their fields by a bar and misspells their name."""
    steps: list[RefundStep] = []
    for row in reversed(rows(part(answer, "result"), "opOrderRefundOperationModels")):
        at, said = moment(row, "gmtCreate"), text(row, "discription") or text(row, "operateRemark")
        if at is not None and whole(row, "messageStatus") != _HIDDEN:
            words = " · ".join(each.strip() for each in said.split("|") if each.strip())
            steps.append(RefundStep(at, words))
    return tuple(sorted(steps, key=lambda step: step.at))


def parse_reasons(answer: Json) -> tuple[RefundReason, ...]:
    """Read getRefundReasonList; `noRefundCarriage` is as its name says, not as its description does."""
    inner = part(part(answer, "result"), "result")
    if not isinstance(inner.get("reasons"), list):
        raise FormError("there is no list of reasons")
    named = [(whole(row, "id"), text(row, "name"), row) for row in rows(inner, "reasons")]
    return tuple(
        RefundReason(reason_id, name, truth(row, "needVoucher") is True, truth(row, "noRefundCarriage") is not True)
        for reason_id, name, row in named
        if reason_id is not None and name
    )  # fmt: skip


def limit_params(order_id: str, ask: RefundAsk) -> Json:
    """What getMaxRefundFee is asked about."""
    return {
        "orderId": int(order_id),
        "goodsStatus": ask.goods_status,
        "refundGoodsCountList": _counts(ask.about),
    }


def _counts(pieces: Mapping[str, int]) -> list[dict[str, int]]:
    return [{"id": int(entry), "count": count} for entry, count in pieces.items()]


def parse_limits(answer: Json) -> RefundLimits:
    """Read getMaxRefundFee; `maxRefundFee` is the most of goods and carriage together."""
    inner = part(part(answer, "result"), "result")
    goods, carriage, total = (fen(inner, key) for key in ("maxGoodsFee", "maxPostFee", "maxRefundFee"))
    if goods is None or goods < 0 or (carriage or 0) < 0 or (total or 0) < 0:
        raise FormError("it does not say the most that can be asked back")
    both = Fen(goods + (carriage or 0))
    return RefundLimits(goods, carriage or Fen(0), both if total is None else min(total, both))


def parse_voucher(answer: Json) -> str:
    """Read uploadRefundVoucher: the whole address of the picture."""
    inner = part(part(answer, "result"), "result")
    domain, path = text(inner, "imageDomain").rstrip("/"), text(inner, "imageRelativeUrl").lstrip("/")
    if not domain.startswith(("https://", "http://")) or not path:
        raise FormError("it does not say where the picture is")
    return f"{domain}/{path}"


def ask_params(order_id: str, ask: RefundAsk) -> dict[str, str]:
    """The fields of createRefund. Pieces are named only for a return of what is here and not confirmed, as it wants."""
    asked = {
        "orderId": order_id,
        "orderEntryIds": write_json([int(each) for each in ask.entries]),
        "disputeRequest": "returnRefund" if ask.back else "refund",
        "applyPayment": str(ask.goods),
        "applyCarriage": str(ask.carriage),
        "applyReasonId": str(ask.reason.id if ask.reason else 0),
        "description": ask.description,
        "goodsStatus": ask.goods_status.value,
    }
    if ask.vouchers:
        asked["vouchers"] = write_json([*ask.vouchers])
    if ask.counted and ask.goods_status is GoodsStatus.HERE:
        asked["orderEntryCountList"] = write_json(_counts(ask.counted))
    return asked


def taken_of(answer: Json) -> RefundTaken | None:
    """The refund that an answer of createRefund names, whatever else it says; None if it names none."""
    outer = part(answer, "result")
    for layer in (part(outer, "result"), outer, answer):
        if refund_id := text(layer, "refundId").strip():
            carriage = whole(layer, "innerPostFee")
            return RefundTaken(refund_id, None if carriage is None or carriage < 0 else Fen(carriage))
    return None


def parse_return_address(answer: Json) -> tuple[str, ...]:
    """Read refund.address.get: one text for each address."""
    found = []
    for row in rows(part(answer, "result"), "data"):
        place = " ".join(filter(None, (text(row, key) for key in _PLACE)))
        found.append(_one_text(text(row, "receiverName"), text(row, "mobile", "phone", "contactPhone"), place))
    return tuple(dict.fromkeys(filter(None, found)))


def parse_carriers(answer: Json) -> tuple[Carrier, ...]:
    """Read OpQueryLogisticCompanyList; a company without a code cannot be named to 1688."""
    told = [Carrier(text(row, "companyName"), text(row, "companyNo")) for row in rows(answer, "result")]
    return tuple(each for each in told if each.name and each.code)
