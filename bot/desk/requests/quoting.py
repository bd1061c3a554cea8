"""Asks the market what a choice costs now and makes the snapshot, or says why it cannot be bought."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.market.errors import Rejected
from bot.market.port import Market
from bot.purchasing.money import Fen
from bot.purchasing.offer import Offer
from bot.purchasing.order import Preview
from bot.purchasing.preview_sums import misfit, readings_of
from bot.purchasing.request import Choice, Finding, Line, PricedLine, Problem, Snapshot, check_choice

# 1688's refusals of a preview, by the documented codes of createOrder.preview.
_PROBLEMS = {
    "500_001": Problem.NOT_ORDERABLE,
    "500_004": Problem.NOT_ENOUGH_STOCK,
    "500_005": Problem.BELOW_MINIMUM,
    "500_006": Problem.MIX_RULE,
    "500_008": Problem.NO_PRICE,
    "500_009": Problem.NOT_A_LOT,
}


AGREED_WITHIN = timedelta(minutes=10)
"""How old a price may be that somebody agrees to: it is asked again before the order is placed."""
PLACED_WITHIN = timedelta(seconds=50)
"""How old a price may be when it decides whether an order is placed; the call follows within seconds."""
_MOST_REMEMBERED = 500
_Key = tuple[tuple[Line, ...], str | None]


class Quotes:
    """Asks what choices cost, and remembers what 1688 said in the last minutes: each question is a call.

    What is remembered ends with the process; whoever does not remember asks.
    """

    def __init__(self, market: Market, clock: Clock) -> None:
        self._market, self._clock = market, clock
        self._told: dict[_Key, tuple[datetime, Snapshot]] = {}

    async def ask(self, offer: Offer, choice: Choice, within: timedelta) -> Snapshot | Finding:
        """What a choice costs: as 1688 said at most `within` ago, or says now. MarketError if it gave no answer."""
        key, now = _key(offer, choice), self._clock.now()
        at, told = self._told.get(key, (now, None))
        if told is not None and timedelta(0) <= now - at <= within:
            return replace(told, note=choice.note)  # a note costs nothing
        answer = await quote(self._market, offer, choice)
        self._told.pop(key, None)
        if isinstance(answer, Snapshot) and self._market.abilities.freight:
            self._told[key] = now, answer
            for oldest in list(self._told)[:-_MOST_REMEMBERED]:
                del self._told[oldest]
        return answer


def _key(offer: Offer, choice: Choice) -> _Key:
    return choice.lines(offer.offer_id), choice.address_id


async def quote(market: Market, offer: Offer, choice: Choice) -> Snapshot | Finding:
    """The snapshot of a complete choice at this moment. MarketError if 1688 gave no answer."""
    finding = check_choice(offer, choice)
    if finding is not None:
        return finding
    if not market.abilities.freight:
        return _by_the_page(offer, choice)
    assert choice.address_id is not None
    try:
        preview = await market.preview(choice.lines(offer.offer_id), choice.address_id)
    except Rejected as refusal:
        if refusal.by_gateway:
            raise  # it never reached the preview: nothing is said of the purchase
        return Finding(_PROBLEMS.get(refusal.code, Problem.REFUSED), reason=refusal.words)
    if not preview.trade_mode:
        return Finding(Problem.NOT_ORDERABLE)
    if (odd := misfit(preview)) is not None:
        return Finding(Problem.SUMS, sums=(odd.goods, odd.freight, odd.discount, odd.total))
    return _by_the_preview(offer, choice, preview)


def _by_the_page(offer: Offer, choice: Choice) -> Snapshot | Finding:
    """Price by the offer's page alone, for a way to buy that knows neither freight nor address."""
    (line,) = choice.lines(offer.offer_id)
    sku = offer.skus[0] if len(offer.skus) == 1 else None
    price = offer.unit_price(sku, line.quantity)
    if not price:
        return Finding(Problem.NO_PRICE)
    priced = PricedLine(line.offer_id, line.spec_id, line.quantity, price)
    return Snapshot(
        (priced,), priced.amount, Fen(0), Fen(0), priced.amount, offer.seller.open_id, "", "", "", choice.note
    )


def _by_the_preview(offer: Offer, choice: Choice, preview: Preview) -> Snapshot:
    assert choice.address_id is not None
    return Snapshot(
        lines=tuple(_priced(offer, choice, line, preview) for line in choice.lines(offer.offer_id)),
        goods=preview.goods,
        freight=preview.freight,
        discount=preview.discount,
        total=preview.total,
        seller=offer.seller.open_id,
        address_id=choice.address_id,
        flow=preview.parts[0].flow,
        trade_mode=preview.trade_mode,
        note=choice.note,
        reading=readings_of(preview),
    )


def _priced(offer: Offer, choice: Choice, line: Line, preview: Preview) -> PricedLine:
    """A line at the preview's price; if that does not say it, at the page's for so many pieces of the offer."""
    sku = offer.sku(line.spec_id) if line.spec_id else None
    price = preview.price_of(line, alone=not choice.several) or offer.unit_price(sku, choice.pieces) or Fen(0)
    return PricedLine(line.offer_id, line.spec_id, line.quantity, price)
