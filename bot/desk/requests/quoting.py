"""Asks the market what a choice costs now and makes the snapshot, or says why it cannot be bought."""

from bot.market.errors import Rejected
from bot.market.port import Market
from bot.purchasing.money import Fen
from bot.purchasing.offer import Offer
from bot.purchasing.order import Preview
from bot.purchasing.preview_sums import misfit, readings_of
from bot.purchasing.request import Choice, Finding, Line, Problem, Snapshot, check_choice

# 1688's refusals of a preview, by the documented codes of createOrder.preview.
_PROBLEMS = {
    "500_001": Problem.NOT_ORDERABLE,
    "500_004": Problem.NOT_ENOUGH_STOCK,
    "500_005": Problem.BELOW_MINIMUM,
    "500_006": Problem.MIX_RULE,
    "500_008": Problem.NO_PRICE,
    "500_009": Problem.NOT_A_LOT,
}


async def quote(market: Market, offer: Offer, choice: Choice) -> Snapshot | Finding:
    """The snapshot of a complete choice at this moment. MarketError if 1688 gave no answer."""
    finding = check_choice(offer, choice)
    if finding is not None:
        return finding
    if not market.abilities.freight:
        return _by_the_page(offer, choice)
    assert choice.quantity is not None
    assert choice.address_id is not None
    try:
        line = Line(offer.offer_id, choice.spec_id, choice.quantity)
        preview = await market.preview(line, choice.address_id)
    except Rejected as refusal:
        if refusal.by_gateway:
            raise  # it never reached the preview: nothing is said of the purchase
        return Finding(_PROBLEMS.get(refusal.code, Problem.REFUSED), reason=refusal.reason)
    if not preview.trade_mode:
        return Finding(Problem.NOT_ORDERABLE)
    if (odd := misfit(preview)) is not None:
        return Finding(Problem.SUMS, sums=(odd.goods, odd.freight, odd.discount, odd.total))
    return _by_the_preview(offer, choice, preview)


def _by_the_page(offer: Offer, choice: Choice) -> Snapshot | Finding:
    """Price by the offer's page alone, for a way to buy that knows neither freight nor address."""
    assert choice.quantity is not None
    sku = offer.skus[0] if len(offer.skus) == 1 else None
    price = offer.unit_price(sku, choice.quantity)
    if not price:
        return Finding(Problem.NO_PRICE)
    total = Fen(price * choice.quantity)
    return Snapshot(
        offer.offer_id, choice.spec_id, choice.quantity, price, total, Fen(0), Fen(0), total,
        offer.seller.open_id, "", "", "", choice.note,
    )  # fmt: skip


def _by_the_preview(offer: Offer, choice: Choice, preview: Preview) -> Snapshot:
    assert choice.quantity is not None
    assert choice.address_id is not None
    first = preview.parts[0]
    sku = offer.sku(choice.spec_id) if choice.spec_id else None
    price = first.unit_price or offer.unit_price(sku, choice.quantity) or Fen(0)
    return Snapshot(
        offer_id=offer.offer_id,
        spec_id=choice.spec_id,
        quantity=choice.quantity,
        unit_price=price,
        goods=preview.goods,
        freight=preview.freight,
        discount=preview.discount,
        total=preview.total,
        seller=offer.seller.open_id,
        address_id=choice.address_id,
        flow=first.flow,
        trade_mode=preview.trade_mode,
        note=choice.note,
        reading=readings_of(preview),
    )
