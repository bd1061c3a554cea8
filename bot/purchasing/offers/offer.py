"""What a seller offers: SKUs, price tiers, minimum order, lot size, stock, and the seller."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.purchasing.money import Fen
from bot.purchasing.offers.usual_words import usual

ORIGINAL = "zh"
"""Readers of Chinese read what the seller wrote, which every offer carries."""
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)


class PriceBy(StrEnum):
    """What the unit price depends on (1688's quoteType 0, 1, 2)."""

    OFFER = "offer"
    """No SKUs; the price depends on the quantity."""
    SKU = "sku"
    """Each SKU has its own price."""
    QUANTITY = "quantity"
    """There are SKUs, but the price depends on the quantity bought of the offer."""


@dataclass(frozen=True)
class Attribute:
    """One attribute of a SKU, such as colour, with its value; `*_translated` is empty if 1688 gave none."""

    name: str
    value: str
    name_translated: str = ""
    value_translated: str = ""
    image_url: str = ""

    @property
    def shown_name(self) -> str:
        return self.name_translated or self.name

    @property
    def shown_value(self) -> str:
        return self.value_translated or self.value


@dataclass(frozen=True)
class Sku:
    """One variant of an offer; `price` (fen) is None if the offer's tiers decide."""

    sku_id: str
    spec_id: str
    attributes: tuple[Attribute, ...]
    price: Fen | None
    stock: int

    @property
    def label(self) -> str:
        """Its values as people read them: 白色 / M."""
        return " / ".join(a.shown_value for a in self.attributes)

    @property
    def original_label(self) -> str:
        """Its values as the seller wrote them."""
        return " / ".join(a.value for a in self.attributes)

    @property
    def image_url(self) -> str:
        return next((a.image_url for a in self.attributes if a.image_url), "")


@dataclass(frozen=True)
class Tier:
    """From `start` pieces on, one costs `price` (fen)."""

    start: int
    price: Fen


@dataclass(frozen=True)
class MixRule:
    """Mixed wholesale: goods of the seller together must reach `amount` (fen) or `number` pieces, whatever is less.

    It stands beside the minimum of an offer, which then need not be reached. 0: 1688 gave no rule.
    """

    allowed: bool
    amount: Fen
    number: int

    @property
    def known(self) -> bool:
        """Whether it is known what must be reached: it is if nothing may be mixed."""
        return not self.allowed or self.amount > 0 or self.number > 0


@dataclass(frozen=True)
class Seller:
    """Who sells; `open_id` is 1688's encrypted id, `login` the 旺旺 name if a call gave it."""

    open_id: str
    company: str
    login: str = ""
    years: int | None = None
    repeat_percent: str = ""
    score: str = ""
    factory: bool = False
    """Whether 1688 calls it a factory."""
    refund_percent: str = ""
    """Refunds for quality in thirty days, by 1688."""
    on_time_percent: str = ""
    """Orders that a carrier had within 48 hours, in thirty days, by 1688."""


@dataclass(frozen=True)
class Words:
    """1688's translation of an offer into one language; `values` are pairs: the seller's text and its translation.

    `original` is the title that it is of: a seller may change it.
    """

    language: str
    title: str
    unit: str
    values: tuple[tuple[str, str], ...] = ()
    original: str = ""


@dataclass(frozen=True)
class Offer:
    """A product of one seller, as 1688 showed it at one moment. Money in fen; ids are text."""

    offer_id: str
    title: str
    title_translated: str
    status: str
    price_by: PriceBy
    tiers: tuple[Tier, ...]
    skus: tuple[Sku, ...]
    minimum: int
    lot: int | None
    stock: int | None
    unit: str
    unit_translated: str
    seller: Seller
    image_url: str = ""
    ship_within: str = ""
    category: str = ""
    """The name of its category by 1688; empty if 1688 gave none."""
    category_id: str = ""
    mix: MixRule = field(default_factory=lambda: MixRule(allowed=False, amount=Fen(0), number=0))
    words: tuple[Words, ...] = ()
    """Translations into other languages than the one that the offer was read in."""
    language: str = ""
    """The language that its translation is in; empty if that was not kept: `read_in` tells it then."""

    @property
    def on_sale(self) -> bool:
        return self.status == "published"

    @property
    def shown_title(self) -> str:
        return self.title_translated or self.title

    @property
    def read_in(self) -> str:
        """The language that its translation is in, told by its letters if it was not kept."""
        return self.language or ("ru" if _RUSSIAN.search(self.title_translated) else "en")

    @property
    def own_words(self) -> Words:
        """Its own translation, as `Words`."""
        parts = [part for sku in self.skus for part in sku.attributes]
        pairs = [(part.value, part.value_translated) for part in parts]
        pairs += [(part.name, part.name_translated) for part in parts]
        kept = tuple(dict.fromkeys(pair for pair in pairs if all(pair)))
        return Words(self.read_in, self.title_translated, self.unit_translated, kept, self.title)

    def is_worded(self, language: str) -> bool:
        """Whether readers of that language need no other translation of it than there is."""
        return language in (ORIGINAL, self.read_in) or any(each.language == language for each in self.words)

    def title_in(self, language: str) -> str:
        """The title for readers of that language: 1688's translation, or else what the seller wrote."""
        if language == self.read_in or not self.title:
            return self.title if language == ORIGINAL and self.title else self.shown_title
        titles = (each.title for each in self.words if each.language == language != ORIGINAL)
        return next(filter(None, titles), self.title)

    def worded(self, language: str) -> "Offer":
        """The same offer for readers of that language; what 1688 did not translate into it is as the seller wrote it.

        The usual words of its variants are translated by our own table then.
        """
        if language in (ORIGINAL, self.read_in):
            return self
        words = next((each for each in self.words if each.language == language), Words(language, "", ""))
        known = dict(words.values)

        def put(each: Attribute) -> Attribute:
            name, value = (known.get(chinese) or usual(chinese, language) for chinese in (each.name, each.value))
            return replace(each, name_translated=name, value_translated=value)

        skus = tuple(replace(sku, attributes=tuple(map(put, sku.attributes))) for sku in self.skus)
        return replace(
            self, title_translated=words.title, unit_translated=words.unit, skus=skus, language=language,
            words=(*(each for each in self.words if each.language != language), self.own_words),
        )  # fmt: skip

    def with_words(self, more: "tuple[Words, ...]") -> "Offer":
        """The same offer with these translations beside those that it has."""
        return replace(self, words=tuple({each.language: each for each in (*self.words, *more)}.values()))

    @property
    def link(self) -> str:
        """The desktop page of the offer."""
        return f"https://detail.1688.com/offer/{self.offer_id}.html"

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the attributes that a variant is chosen by, in 1688's order."""
        return tuple(a.shown_name for a in self.skus[0].attributes) if self.skus else ()

    def sku(self, spec_id: str) -> Sku | None:
        return next((sku for sku in self.skus if sku.spec_id == spec_id), None)

    def tier_for(self, quantity: int) -> Tier | None:
        """The tier that a quantity reaches; None below the first tier or if there are no tiers."""
        return next((t for t in sorted(self.tiers, key=lambda t: -t.start) if t.start <= quantity), None)

    def unit_price(self, sku: Sku | None, quantity: int) -> Fen | None:
        """The price of one piece (fen) by the page; the preview is the final word. None if the page does not say."""
        if self.price_by is PriceBy.SKU and sku is not None and sku.price is not None:
            return sku.price
        tier = self.tier_for(quantity) or (min(self.tiers, key=lambda t: t.start) if self.tiers else None)
        if tier is not None:
            return tier.price
        return sku.price if sku else None

    def least(self, sku: Sku | None) -> int:
        """The fewest pieces that an order of this alone needs, by the page; mixing may allow less than the minimum.

        With a rule of mixing that 1688 did not tell it is 1: only the preview knows.
        """
        if not self.mix.allowed or not self.mix.known:
            return 1 if self.mix.allowed else max(1, self.minimum)
        price = self.unit_price(sku, 1)
        by_amount = -(-self.mix.amount // price) if price and self.mix.amount > 0 else 0
        return min((n for n in (self.minimum, self.mix.number, by_amount) if n > 0), default=1)

    def stock_of(self, sku: Sku | None) -> int | None:
        """Pieces left of the variant, or else of the offer; None if 1688 does not say."""
        return sku.stock if sku else self.stock


@dataclass(frozen=True)
class SearchHit:
    """One result of a search; `price` in fen is the lowest."""

    offer_id: str
    title: str
    title_translated: str
    price: Fen | None
    minimum: int | None
    repeat_percent: str = ""
    place: str = ""
    """Where it ships from; empty if 1688 does not say."""
    factory: bool = False


@dataclass(frozen=True)
class Address:
    """A delivery address of the 1688 account; only the city may be shown in a group."""

    address_id: str
    name: str
    phone: str
    city: str
    full: str
    default: bool

    @property
    def street(self) -> str:
        """What tells it from other addresses of its city: the full address from the city on."""
        return self.full.partition(self.city)[2].strip() or self.full if self.city else self.full
