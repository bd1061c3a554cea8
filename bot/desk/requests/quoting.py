"""Asks the market: what a choice costs now (a snapshot, or why it cannot be bought), offers, and addresses."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Generic, TypeVar

from bot.clock import Clock
from bot.desk.requests.progress import ReadingProgress
from bot.desk.shared.isolated import all_at_once
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import OfferNotFound
from bot.market.errors import BusinessCode, MarketError, NotFound, Rejected, code_in
from bot.market.port import Market
from bot.purchasing.choice import Finding, Problem, check_choice
from bot.purchasing.create_call import Preview
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Address, Offer
from bot.purchasing.orders.preview_sums import misfit, readings_of
from bot.purchasing.orders.tags import with_tags
from bot.purchasing.requests.asked_line import SellerLines, by_seller
from bot.purchasing.requests.chosen import Chosen, to_price, with_obstacles
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, PricedLine, Snapshot, together

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
K = TypeVar("K")
T = TypeVar("T")


class Remembered(Generic[K, T]):
    """What 1688 said lately, by what it was asked; it ends with the process, and of many the oldest goes first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: dict[K, tuple[float, T]] = {}

    def get(self, key: K, within: timedelta) -> T | None:
        """What 1688 said at most `within` ago; None if it was not asked."""
        now = self._clock.steady()
        at, told = self._told.get(key, (now, None))
        return told if told is not None and timedelta(0) <= timedelta(seconds=now - at) <= within else None

    def put(self, key: K, told: T, at: float) -> None:
        """1688 said so when it was asked at that steady moment."""
        self._told.pop(key, None)
        self._told[key] = at, told
        for oldest in list(self._told)[:-_MOST_REMEMBERED]:
            del self._told[oldest]

    async def told(self, key: K, within: timedelta, ask: Callable[[], Awaitable[T]]) -> T:
        """What 1688 said at most `within` ago, or says now. MarketError if it does not."""
        at, told = self._clock.steady(), self.get(key, within)
        if told is None:
            told = await ask()
            self.put(key, told, at)
        return told


@dataclass(frozen=True)
class Price:
    """What 1688 said of what is chosen: what it costs as far as it can be bought, or the error that it gave instead."""

    snapshot: Snapshot | None = None
    label: str | None = None
    error: MarketError | None = None
    obstacles: Mapping[int, Finding] = field(default_factory=dict)
    """The places of the lines that 1688 does not sell like this, and why."""

    def complain(self) -> None:
        """Raise the error, after the choice itself is safe."""
        if self.error is not None:
            raise self.error


class Quotes:
    """Asks what choices cost, and remembers what 1688 said in the last minutes: each question is a call."""

    def __init__(self, market: Market, clock: Clock) -> None:
        self._market, self._clock = market, clock
        self._told: Remembered[_Key, Snapshot | Finding] = Remembered(clock)

    async def of_seller(
        self, part: SellerLines, address_id: str | None, note: str, within: timedelta, *, refused: bool = False
    ) -> Snapshot | Finding:
        """What one seller's lines cost, as 1688 said at most `within` ago or says now. MarketError if it does not.

        What it `refused` as long ago is asked again, unless whoever only looks says that this will do.
        """
        key, at = (part.lines, address_id), self._clock.steady()
        told = self._told.get(key, within)
        if isinstance(told, Snapshot):
            return replace(told, note=note)  # a note costs nothing
        if told is not None and refused:
            return told
        answer = await quote(self._market, part, address_id, note)
        if self._market.abilities.freight:
            self._told.put(key, answer, at)
        return answer

    async def of_chosen(self, chosen: Chosen, within: timedelta, progress: ReadingProgress | None = None) -> Price:
        """What the chosen costs; each seller is asked at once, and none of them stops the others."""
        line = chosen.line
        # Only an offer that stands alone must reach its seller's minimum by itself.
        if line is not None and (finding := check_choice(line.offer, line.choice, together=chosen.several)) is not None:
            return Price(obstacles={line.place: finding})
        parts, progress = to_price(chosen), progress or ReadingProgress()
        progress.of_sellers = len(parts)
        answers = await all_at_once([self._of_part(chosen, each, within, progress) for each in parts])
        priced = [snapshot for snapshot, _ in answers if snapshot is not None]
        obstacles = {place: why for _, found in answers for place, why in found.items()}
        snapshot = with_tags(together(priced), with_obstacles(chosen, obstacles).asked) if priced else None
        return Price(snapshot, obstacles=obstacles)

    async def _of_part(
        self, chosen: Chosen, part: SellerLines, within: timedelta, progress: ReadingProgress
    ) -> tuple[Snapshot | None, dict[int, Finding]]:
        """What one seller's lines cost, and what stands in the way of which of them.

        If 1688 refuses all together, those that alone would be too few are left out, and the rest is asked once more.
        """
        address, note = chosen.address_id, chosen.note
        answer, obstacles = await self.of_seller(part, address, note, within), dict[int, Finding]()
        if isinstance(answer, Finding):
            lines = [each for each in chosen.asked if each.place in part.places]
            alone = {each.place: check_choice(each.offer, each.choice) for each in lines}
            too_few = {place: finding for place, finding in alone.items() if finding is not None}
            rest = by_seller([each for each in lines if each.place not in too_few])
            if too_few and len(rest) == 1:
                part, obstacles = rest[0], too_few
                answer = await self.of_seller(part, address, note, within)
        progress.sellers += 1
        if isinstance(answer, Snapshot):
            return answer, obstacles
        return None, dict.fromkeys(part.places, answer) | obstacles

    async def of_agreed(
        self, request: Request, agreed: Snapshot, within: timedelta, fresh: Offer | None = None
    ) -> Snapshot | Finding:
        """What exactly the agreed lines of one seller cost now; `fresh` is an only offer as 1688 shows it now."""
        if fresh is not None and (finding := check_choice(fresh, request.choice)) is not None:
            return finding
        lines = tuple(Line(line.offer_id, line.spec_id, line.quantity) for line in agreed.lines)
        named = dict.fromkeys(line.offer_id for line in lines)
        offers = (fresh,) if fresh is not None else tuple(request.offer_of(each) for each in named)
        answer = await self.of_seller(SellerLines(offers, lines), agreed.address_id, agreed.note, within)
        if isinstance(answer, Finding) or not agreed.tags:  # what was agreed to before there were tags has none
            return answer
        return with_tags(answer, request.asked)


async def quote(market: Market, part: SellerLines, address_id: str | None, note: str) -> Snapshot | Finding:
    """The snapshot of complete lines of one seller at this moment. MarketError if 1688 gave no answer."""
    if not market.abilities.freight:
        return _by_the_page(part, note)
    assert address_id is not None
    try:
        preview = await market.preview(part.lines, address_id)
    except Rejected as refusal:
        if refusal.by_gateway:
            raise  # it never reached the preview: nothing is said of the purchase
        closed = code_in(refusal.words) is BusinessCode.NO_SELLER
        known = Problem.SELLER_CLOSED if closed else _PROBLEMS.get(refusal.code, Problem.REFUSED)
        return Finding(known, reason=refusal.words)
    if not preview.trade_mode:
        return Finding(Problem.NOT_ORDERABLE)
    if (odd := misfit(preview)) is not None:
        return Finding(Problem.SUMS, sums=(odd.goods, odd.freight, odd.discount, odd.total))
    return Snapshot(
        lines=tuple(_priced(part, line, preview) for line in part.lines),
        goods=preview.goods,
        freight=preview.freight,
        discount=preview.discount,
        total=preview.total,
        seller=part.offers[0].seller.open_id,
        address_id=address_id,
        flow=preview.parts[0].flow,
        trade_mode=preview.trade_mode,
        note=note,
        reading=readings_of(preview),
    )


def _by_the_page(part: SellerLines, note: str) -> Snapshot | Finding:
    """Price by the offer's page alone, for a way to buy that knows neither freight nor address."""
    (line,), (offer,) = part.lines, part.offers
    sku = offer.skus[0] if len(offer.skus) == 1 else None
    price = offer.unit_price(sku, line.quantity)
    if not price:
        return Finding(Problem.NO_PRICE)
    priced = PricedLine(line.offer_id, line.spec_id, line.quantity, price)
    return Snapshot((priced,), priced.amount, Fen(0), Fen(0), priced.amount, offer.seller.open_id, "", "", "", note)


def _priced(part: SellerLines, line: Line, preview: Preview) -> PricedLine:
    """A line at the preview's price; if that does not say it, at the page's for so many pieces of the offer."""
    offer = next(each for each in part.offers if each.offer_id == line.offer_id)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    of_offer = sum(each.quantity for each in part.lines if each.offer_id == line.offer_id)
    price = preview.price_of(line, alone=len(part.lines) == 1) or offer.unit_price(sku, of_offer) or Fen(0)
    return PricedLine(line.offer_id, line.spec_id, line.quantity, price)


REMEMBERED, _JUST_TOLD = 86_400.0, 10.0
"""Seconds; nobody adds an address on 1688 and comes back to its card in less than the second."""


class Addresses:
    """The account's addresses; what 1688 told in the last day is not asked again, but that there is none."""

    def __init__(self, market: Market, clock: Clock) -> None:
        self._market, self._clock = market, clock
        self._told: tuple[Address, ...] = ()
        self._told_at = float("-inf")

    async def all(self) -> tuple[Address, ...]:
        """Every address of the account. MarketError if 1688 gives no answer."""
        now = self._clock.steady()
        if now - self._told_at >= (REMEMBERED if self._told else _JUST_TOLD):
            self._told = await self._market.addresses()
            self._told_at = now
        return self._told

    async def known(self) -> tuple[Address, ...] | None:
        """The same; None if 1688 gives no answer, for whoever shows the rest all the same."""
        try:
            return await self.all()
        except MarketError:
            return None

    def forget(self) -> None:
        """Ask again at the next step, unless 1688 has just told."""
        if self._clock.steady() - self._told_at >= _JUST_TOLD:
            self._told = ()

    async def label(self, address_id: str | None) -> str:
        """The chosen address's name; empty if none was chosen. MarketError if 1688 gives no answer."""
        if address_id is None:
            return ""
        if all(each.address_id != address_id for each in await self.all()):  # it may be newer than what we remember
            self.forget()
        return next((_label(each) for each in await self.all() if each.address_id == address_id), "")


def _label(address: Address) -> str:
    """The city, which is all that a group is shown; in brackets the name and the street."""
    private = ", ".join(filter(None, (address.name, address.street)))
    return f"{address.city} ({private})" if private else address.city


async def shown_offer(market: Market, offer_id: str, language: str) -> Offer:
    """The offer as 1688 shows it now. Refusal (OfferNotFound) if it does not; MarketError if it gives no answer."""
    try:
        return await market.offer(offer_id, language)
    except NotFound as missing:
        raise Refusal(OfferNotFound(offer_id=offer_id)) from missing
