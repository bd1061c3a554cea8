"""What sellers offer in the sandbox: offers, SKUs, price tiers, minimum orders, lots, freight."""

from dataclasses import dataclass, field

STATUSES = (
    "published", "member expired", "auto expired", "expired", "member deleted", "modified", "new", "deleted",
    "TBD", "approved", "auditing", "untread",
)  # fmt: skip


@dataclass(frozen=True)
class PretendWords:
    """One text in the sandbox's three languages."""

    zh: str
    en: str
    ru: str

    def into(self, country: str) -> str:
        """The text as the market translates it; English for any other language."""
        return {"ru": self.ru, "zh": self.zh, "cn": self.zh}.get(country.lower(), self.en)


@dataclass(frozen=True)
class Freight:
    """What a seller charges for delivery inside China, in fen; `next_fen` 0 means a flat price."""

    first_fen: int
    first_grams: int = 1000
    next_fen: int = 0

    def fee(self, grams: int) -> int:
        """Fen for a parcel of so many grams: the first weight, then each started kilogram."""
        beyond = max(0, grams - self.first_grams)
        return self.first_fen + -(-beyond // 1000) * self.next_fen


@dataclass(frozen=True)
class Mix:
    """A seller's terms for mixed wholesale: from so many pieces or so many yuan in one order."""

    number: int
    amount_yuan: int


@dataclass(frozen=True)
class PretendSeller:
    """A shop in the sandbox."""

    key: str
    company: PretendWords
    login_id: str
    user_id: int
    open_id: str
    province: str
    city: str
    contact: str
    freight: Freight
    mix: Mix | None = None

    @property
    def member_id(self) -> str:
        return f"b2b-{self.user_id}"

    @property
    def phone(self) -> str:
        return f"86-0000-{self.user_id % 10**8:08d}"

    @property
    def mobile(self) -> str:
        return f"137{self.user_id % 10**8:08d}"


@dataclass(frozen=True)
class Category:
    """An offer's category in the market's tree, and the pictogram that it is drawn with."""

    id: int
    name: PretendWords
    shape: str
    parents: tuple[int, int]


@dataclass
class PretendTier:
    """A unit price in fen from a quantity on."""

    start: int
    price_fen: int


@dataclass
class PretendSku:
    """One variant of an offer; `price_fen` is None if the offer is priced by quantity."""

    sku_id: int
    spec_id: str
    values: tuple[tuple[PretendWords, PretendWords], ...]
    stock: int
    price_fen: int | None
    number: int

    @property
    def label(self) -> str:
        return "；".join(value.zh for _, value in self.values)


@dataclass
class PretendOffer:
    """Something for sale. Money is fen, weight is grams."""

    offer_id: int
    kind: str
    title: PretendWords
    category: Category
    seller: PretendSeller
    unit: PretendWords
    tiers: list[PretendTier]
    tint: int
    skus: list[PretendSku] = field(default_factory=list)
    stock_alone: int = 0
    min_order: int = 1
    lot: int | None = None
    grams: int = 200
    status: str = "published"
    tradable: bool = True
    sold: int = 0
    near_stock: int | None = None
    freight_fen: int | None = None
    ship_hours: int = 48
    """Within so many hours of the payment it is sent, as its page promises; 0 if it promises nothing."""

    @property
    def quote_type(self) -> int:
        """1688's number for its pricing: 0 by quantity, 1 by SKU, 2 by quantity with SKUs."""
        if not self.skus:
            return 0
        return 1 if self.skus[0].price_fen is not None else 2

    @property
    def mix(self) -> Mix | None:
        """The terms of mixed wholesale that apply to this offer."""
        return self.seller.mix if self.kind == "mixed" else None

    @property
    def stock(self) -> int:
        return sum(sku.stock for sku in self.skus) if self.skus else self.stock_alone

    @property
    def lowest_fen(self) -> int:
        prices = [sku.price_fen for sku in self.skus if sku.price_fen is not None]
        return min(prices or [tier.price_fen for tier in self.tiers])

    @property
    def variants(self) -> bool:
        """Whether a variant is chosen; goods without variants may have one SKU, whose spec id is its own number."""
        return len(self.skus) > 1 or any(sku.spec_id != str(sku.sku_id) for sku in self.skus)

    def sku(self, spec_id: str | None) -> PretendSku | None:
        if not self.variants and self.skus:
            return self.skus[0] if spec_id is None else None
        return next((sku for sku in self.skus if sku.spec_id == spec_id), None)

    def unit_price(self, sku: PretendSku | None, quantity: int) -> int:
        """Fen for one piece if `quantity` of the whole offer is bought."""
        if sku is not None and sku.price_fen is not None:
            return sku.price_fen
        reached = [tier for tier in self.tiers if tier.start <= quantity]
        return (reached or self.tiers[:1])[-1].price_fen

    def left(self, sku: PretendSku | None) -> int:
        return sku.stock if sku else self.stock_alone

    def take(self, sku: PretendSku | None, quantity: int) -> None:
        """Take from the stock; a negative quantity returns pieces."""
        if sku:
            sku.stock -= quantity
        else:
            self.stock_alone -= quantity

    def move_price(self, lowest_fen: int) -> None:
        """Shift every price so that the lowest becomes `lowest_fen`; zero makes all of them zero."""
        shift = lowest_fen - self.lowest_fen
        for tier in self.tiers:
            tier.price_fen = max(1, tier.price_fen + shift) if lowest_fen else 0
        for sku in self.skus:
            if sku.price_fen is not None:
                sku.price_fen = max(1, sku.price_fen + shift) if lowest_fen else 0

    def set_stock(self, stock: int) -> None:
        self.stock_alone = 0 if self.skus else stock
        for sku in self.skus:
            sku.stock = stock
