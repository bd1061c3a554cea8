"""The preview: totals in fen beside unit prices in yuan, and field names misspelt as 1688 misspells them."""

from collections.abc import Iterator, Mapping, Sequence

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
from bot.purchasing.money import Fen
from bot.purchasing.order import PiecePrice, Preview, PreviewPart
from bot.purchasing.request import Line

ONE_PAYMENT = frozenset({"assureTrade", "fxassure", "nzassure", "alipay", "assure"})
"""The trade modes that are known to be one payment now, in escrow; a request is approved at one price and paid once.

`assureTrade` is the general escrow of createCrossOrder's `tradeType`, and `fxassure` its name in older editions of that
page; `nzassure` stands in the published sample of the preview ("paid in full within 5 days"); `alipay` is the escrow of
Alipay before them, and `assure` that of purchases by quotation. The same page has `creditBuy`, `period`, `bank`,
`631staged` and `37staged`: credit, account, transfer and stages. A mode that no page names is not used.
"""

_FUNDS = ("totalFundUsageAmount", "totalPostFundUsageAmount")
"""The red packets and the freight coupons that 1688 would use."""


NO_AREA: Mapping[str, str] = {}


def order_params(lines: Sequence[Line], address_id: str, area: Mapping[str, str] = NO_AREA) -> dict[str, str]:
    """What to buy and where to send it, the same in preview and create; `area` holds the words beside the number."""
    return {
        "cargoParamList": write_json([_cargo(line) for line in lines]),
        "addressParam": write_json({"addressId": as_sent(address_id), **area}),
    }


def _cargo(line: Line) -> dict[str, str | int]:
    cargo: dict[str, str | int] = {"offerId": as_sent(line.offer_id), "quantity": line.quantity}
    return cargo | ({"specId": line.spec_id} if line.spec_id else {})


def parse_preview(call: str, answer: Json) -> Preview:
    """Read createOrder.preview. Raises Rejected if one of its orders is refused."""
    entries = rows(answer, "orderPreviewResuslt") or rows(answer, "orderPreviewResult")
    if not entries:
        raise FormError("orderPreviewResuslt is empty")
    for entry in entries:
        _raise_refusal(call, entry)
    return Preview(tuple(_part(entry) for entry in entries))


def _raise_refusal(call: str, entry: Json) -> None:
    if truth(entry, "status") is not False:
        return
    speakers = [entry, *rows(entry, "cargoList")]
    code = next((said for said in (text(each, "resultCode") for each in speakers) if said), "")
    message = next((said for said in (text(each, "message") for each in speakers) if said), "")
    raise refusal_of(call, code, message[:500])


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
    cargo = rows(entry, "cargoList")
    modes = entry.get("tradeModeNameList")
    return PreviewPart(
        goods=_goods(entry, cargo),
        freight=fen(entry, "sumCarriage") or Fen(0),
        discount=fen(entry, "discountFee") or Fen(0),
        total=total,
        prices=tuple(_prices(cargo)),
        flow=text(entry, "flowFlag"),
        trade_modes=paid_at_once(modes, rows(entry, "tradeModelList")) if isinstance(modes, list) else (),
        fee=fen(entry, "additionalFee") or Fen(0),
        funds=Fen(sum(fen(entry, name) or 0 for name in _FUNDS)),
        lines=len(cargo),
    )


def _prices(cargo: list[Json]) -> Iterator[PiecePrice]:
    for line in cargo:
        charged = price(line, "finalUnitPrice")
        if charged is not None:
            yield PiecePrice(text(line, "offerId"), text(line, "specId"), charged)


def _goods(entry: Json, cargo: list[Json]) -> Fen:
    """The sum of the goods; if 1688 does not tell it, the sum of the lines, and 0 if those are missing too."""
    total = fen(entry, "sumPaymentNoCarriage")
    return Fen(sum(yuan(line, "amount") or 0 for line in cargo)) if total is None else total
