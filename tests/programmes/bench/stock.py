"""More goods than the pretend world has: copies of its own under other numbers, at sellers that are made up."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.world.goods import PretendOffer, PretendSeller, PretendSku, PretendWords
from tests.programmes.bench.place import Town

FIRST_OFFER, FIRST_SELLER, FIRST_SKU = 700_000_000_001, 2_300_000_001, 6_000_000_000_001
ENOUGH = 90_000
Row = tuple[PretendOffer, PretendSku | None]


def sellers(place: Town, count: int) -> list[PretendSeller]:
    """So many sellers that nobody has heard of, without terms for mixed goods."""
    model = next(offer.seller for offer in place.world.world.offers.values())
    return [
        replace(
            model,
            key=f"bench{number}",
            company=_numbered(model.company, number),
            login_id=f"bench_{number}",
            user_id=FIRST_SELLER + number,
            open_id=f"BBBbench{number}Openid",
            mix=None,
        )
        for number in range(count)
    ]


def goods(place: Town, count: int, theirs: Sequence[PretendSeller], kind: str = "plain") -> list[PretendOffer]:
    """Put so many copies of the first good of that kind up for sale, from one piece on; the sellers take turns."""
    offers = place.world.world.offers
    model = next(offer for offer in offers.values() if offer.kind == kind and not offer.near_stock)
    first = FIRST_OFFER + len(offers) * 1000
    made = [_copy(model, first + number, theirs[number % len(theirs)]) for number in range(count)]
    offers.update({offer.offer_id: offer for offer in made})
    return made


def rows(offers: Sequence[PretendOffer], count: int) -> list[Row]:
    """So many lines, no variant twice: the first variant of each offer, then the second of each, and so on."""
    deepest = max(len(offer.skus) for offer in offers) or 1
    every = [
        (offer, offer.skus[depth] if offer.skus else None)
        for depth in range(deepest)
        for offer in offers
        if depth < max(1, len(offer.skus))
    ]
    assert len(every) >= count, f"these goods make {len(every)} lines only"
    return every[:count]


def sheet(lines: Sequence[Row], pieces: int = 2) -> bytes:
    """A sheet of these lines as CSV, each with so many pieces."""
    table = [
        f"https://detail.1688.com/offer/{offer.offer_id}.html,{sku.label if sku else ''},{pieces}"
        for offer, sku in lines
    ]
    return "\n".join(["Link,Variant,Quantity", *table]).encode()


def _copy(model: PretendOffer, number: int, seller: PretendSeller) -> PretendOffer:
    skus = [
        replace(
            sku,
            sku_id=FIRST_SKU + (number - FIRST_OFFER) * 100 + sku.number,
            spec_id=hashlib.md5(f"{number}/{sku.number}".encode(), usedforsecurity=False).hexdigest(),
            stock=ENOUGH,
        )
        for sku in model.skus
    ]
    title = _numbered(model.title, number % 1000)
    tiers = [replace(tier, start=tier.start if place else 1) for place, tier in enumerate(model.tiers)]
    return replace(
        model,
        offer_id=number,
        title=title,
        seller=seller,
        tiers=tiers,
        min_order=1,
        skus=skus,
        stock_alone=0 if skus else ENOUGH,
    )


def _numbered(words: PretendWords, number: int) -> PretendWords:
    """The same words with a number behind them."""
    return PretendWords(*(f"{each} {number}" for each in (words.zh, words.en, words.ru)))
