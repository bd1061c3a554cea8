"""What a basket costs and why it cannot be bought: the rules that preview and creation share."""

from collections import Counter
from dataclasses import dataclass

from bot.sandbox.world.goods import PretendOffer, PretendSku


class MarketRefused(Exception):
    """1688 refuses to sell this basket, with its code and its text."""

    def __init__(self, code: str, text: str, offer: PretendOffer | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.offer = offer


@dataclass(frozen=True)
class Wish:
    """One line of a basket as it was asked for."""

    offer_id: int
    spec_id: str | None
    quantity: int


@dataclass(frozen=True)
class Priced:
    """One line of a basket with its unit price in fen."""

    offer: PretendOffer
    sku: PretendSku | None
    quantity: int
    price_fen: int

    @property
    def amount_fen(self) -> int:
        return self.price_fen * self.quantity

    @property
    def short(self) -> int:
        """How many pieces the stock lacks."""
        return max(0, self.quantity - self.offer.left(self.sku))


@dataclass
class Part:
    """What becomes one order: lines of one seller from one warehouse; fen."""

    lines: list[Priced]
    freight_fen: int = 0
    coupon_fen: int = 0
    """What a coupon of the shop takes off the goods."""

    @property
    def goods_fen(self) -> int:
        """The goods after the coupon."""
        return sum(line.amount_fen for line in self.lines) - self.coupon_fen

    @property
    def total_fen(self) -> int:
        return self.goods_fen + self.freight_fen


def price_basket(offers: dict[int, PretendOffer], wishes: list[Wish]) -> list[Priced]:
    """The basket with its prices; everything is checked except the stock. Raises MarketRefused."""
    if not wishes:
        raise MarketRefused("500_001", "商品列表为空，无法下单。")
    if len({(wish.offer_id, wish.spec_id) for wish in wishes}) < len(wishes):
        raise MarketRefused("400", "同一商品规格重复，请合并数量后重新提交。")
    found = [_find(offers, wish) for wish in wishes]
    first = found[0][0].seller
    for offer, sku, _ in found[1:]:
        if offer.seller is not first:
            raise _foreign(offer, sku)
    pieces: Counter[int] = Counter()
    for offer, _, quantity in found:
        pieces[offer.offer_id] += quantity
    lines = [Priced(offer, sku, count, offer.unit_price(sku, pieces[offer.offer_id])) for offer, sku, count in found]
    _check_prices(lines)
    _check_amounts(lines, pieces)
    return lines


def split(lines: list[Priced]) -> list[Part]:
    """The orders that a basket becomes: what the near warehouse cannot send becomes a second order."""
    near: list[Priced] = []
    far: list[Priced] = []
    for line in lines:
        limit = line.offer.near_stock
        here = line.quantity if limit is None else min(line.quantity, limit)
        near.append(Priced(line.offer, line.sku, here, line.price_fen))
        if here < line.quantity:
            far.append(Priced(line.offer, line.sku, line.quantity - here, line.price_fen))
    parts = [Part(near), Part(far)] if far else [Part(near)]
    for part in parts:
        part.freight_fen = freight(part.lines)
    return parts


def freight(lines: list[Priced]) -> int:
    """Fen for sending these lines of one seller; an offer with its own freight is not weighed."""
    if not lines:
        return 0
    own = {line.offer.offer_id: line.offer.freight_fen for line in lines if line.offer.freight_fen is not None}
    weighed = [line for line in lines if line.offer.freight_fen is None]
    grams = sum(line.offer.grams * line.quantity for line in weighed)
    return sum(own.values()) + (lines[0].offer.seller.freight.fee(grams) if weighed else 0)


def out_of_stock(line: Priced) -> MarketRefused:
    name = f"{line.offer.offer_id}_{line.sku.spec_id}" if line.sku else str(line.offer.offer_id)
    return MarketRefused("500_004", f"商品[{name}]库存不足，请核实库存后订购。", line.offer)


def _find(offers: dict[int, PretendOffer], wish: Wish) -> tuple[PretendOffer, PretendSku | None, int]:
    offer = offers.get(wish.offer_id)
    if offer is None or offer.status != "published":
        raise MarketRefused("500_001", f"商品[{wish.offer_id}]不支持在线交易，无法下单。", offer)
    sku = offer.sku(wish.spec_id)
    if offer.variants and not wish.spec_id:
        raise MarketRefused("500_002", f"商品[{wish.offer_id}]不属于同一卖家或者没有指定specId。", offer)
    if wish.spec_id and sku is None:
        raise _foreign(offer, None, wish.spec_id)
    if wish.quantity < 1:
        raise MarketRefused("500_005", f"商品[{wish.offer_id}]的购买数量不满足起批量限制。", offer)
    return offer, sku, wish.quantity


def _foreign(offer: PretendOffer, sku: PretendSku | None, spec_id: str = "") -> MarketRefused:
    spec = sku.spec_id if sku else spec_id
    text = f"商品[{offer.offer_id}]不属于同一卖家或者规格[{spec}]不属于商品[{offer.offer_id}]"
    return MarketRefused("500_003", text, offer)


def _check_prices(lines: list[Priced]) -> None:
    for line in lines:
        if line.price_fen == 0:
            name = f"{line.offer.offer_id}_{line.sku.spec_id if line.sku else ''}"
            text = f"商品规格[{name}]的价格为0，不可以下单，请检查后重新提交。"
            raise MarketRefused("500_008", text, line.offer)


def _check_amounts(lines: list[Priced], pieces: Counter[int]) -> None:
    for line in lines:
        offer = line.offer
        if offer.lot and line.quantity % offer.lot:
            text = f"商品[{offer.offer_id}]的购买数量不满足批售起批量限制。"
            raise MarketRefused("500_009", text, offer)
        if pieces[offer.offer_id] >= offer.min_order or _mixes(offer, lines):
            continue
        if offer.mix is not None:
            raise MarketRefused("500_006", f"商品[{offer.offer_id}]的购买数量或者价格不满足混批限制。", offer)
        raise MarketRefused("500_005", f"商品[{offer.offer_id}]的购买数量不满足起批量限制。", offer)


def _mixes(offer: PretendOffer, lines: list[Priced]) -> bool:
    """Whether the basket's goods for mixed wholesale are together enough."""
    if offer.mix is None:
        return False
    mixed = [line for line in lines if line.offer.mix is not None]
    pieces, fen = sum(line.quantity for line in mixed), sum(line.amount_fen for line in mixed)
    return pieces >= offer.mix.number or fen >= offer.mix.amount_yuan * 100
