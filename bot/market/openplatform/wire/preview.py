"""The preview: totals in fen beside unit prices in yuan, and field names misspelt as 1688 misspells them."""

from collections.abc import Mapping, Sequence

from bot.market.openplatform.wire.envelopes import refusal_of
from bot.market.openplatform.wire.fields import (
    FormError,
    Json,
    as_sent,
    fen,
    price,
    rows,
    text,
    truth,
    write_json,
    yuan,
)
from bot.purchasing.create_call import PiecePrice, Preview, PreviewPart
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import Line

ONE_PAYMENT = frozenset({"assureTrade", "fxassure", "nzassure", "alipay", "assure"})
"""The trade modes that are known to be one payment now, in escrow; a request is approved at one price and paid once.

`assureTrade` is the general escrow of createCrossOrder's `tradeType`, and `fxassure` its name in older editions of that
page; `nzassure` stands in the published sample of the preview ("paid in full within 5 days"); `alipay` is the escrow of
Alipay before them, and `assure` that of purchases by quotation. The same page has `creditBuy`, `period`, `bank`,
`631staged` and `37staged`: credit, account, transfer and stages. A mode that no page names is not used.
"""

_FUNDS = ("totalFundUsageAmount", "totalPostFundUsageAmount")
"""The red packets and the freight coupons that 1688 would use."""
_REFUSAL = ("resultCode", "message")
"""How an order of a preview, or a line of it, says that it is refused."""

NO_AREA: Mapping[str, str] = {}


def order_params(lines: Sequence[Line], address_id: str, area: Mapping[str, str] = NO_AREA) -> dict[str, str]:
    """What to buy and where to send it, the same in preview and create; `area` holds the words beside the number."""
    cargo = [
        {"offerId": as_sent(line.offer_id), "quantity": line.quantity}
        | ({"specId": line.spec_id} if line.spec_id else {})
        for line in lines
    ]
    return {
        "cargoParamList": write_json(cargo),
        "addressParam": write_json({"addressId": as_sent(address_id), **area}),
    }


def parse_preview(call: str, answer: Json) -> Preview:
    """Read createOrder.preview. Raises Rejected if one of its orders is refused."""
    entries = rows(answer, "orderPreviewResuslt") or rows(answer, "orderPreviewResult")
    if not entries:
        raise FormError("orderPreviewResuslt is empty")
    for entry in entries:
        if truth(entry, "status") is False:
            speakers = [entry, *rows(entry, "cargoList")]
            code, message = (next(filter(None, (text(each, key) for each in speakers)), "") for key in _REFUSAL)
            raise refusal_of(call, code, message[:500])
    return Preview(tuple(_part(entry) for entry in entries))


def paid_at_once(modes: Sequence[object], models: Sequence[Json] = ()) -> tuple[str, ...]:
    """Those of 1688's modes (`tradeModeNameList`) that are in `ONE_PAYMENT` and may be asked for, in 1688's order.

    If a mode's model says `opSupport: false`, it may not be a `tradeType`.
    """
    closed = {text(model, "tradeType") for model in models if truth(model, "opSupport") is False}
    return tuple(mode for mode in modes if isinstance(mode, str) and mode in ONE_PAYMENT - closed)


def _part(entry: Json) -> PreviewPart:
    total = fen(entry, "sumPayment")
    if total is None:
        raise FormError("sumPayment is missing")
    cargo, goods = rows(entry, "cargoList"), fen(entry, "sumPaymentNoCarriage")
    if goods is None:  # then the sum of the lines, and 0 if those are missing too
        goods = Fen(sum(yuan(line, "amount") or 0 for line in cargo))
    prices = ((line, price(line, "finalUnitPrice")) for line in cargo)
    modes = entry.get("tradeModeNameList")
    return PreviewPart(
        goods=goods,
        freight=fen(entry, "sumCarriage") or Fen(0),
        discount=fen(entry, "discountFee") or Fen(0),
        total=total,
        prices=tuple(
            PiecePrice(text(line, "offerId"), text(line, "specId"), each) for line, each in prices if each is not None
        ),
        flow=text(entry, "flowFlag"),
        trade_modes=paid_at_once(modes, rows(entry, "tradeModelList")) if isinstance(modes, list) else (),
        fee=fen(entry, "additionalFee") or Fen(0),
        funds=Fen(sum(fen(entry, name) or 0 for name in _FUNDS)),
        lines=len(cargo),
    )
