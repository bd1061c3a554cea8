"""What several notices have in common: the request or the order that they are about, and the small values in them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Self, dataclass_transform

from bot.purchasing.approval.standstill import StandsStill
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.offers.offer import ORIGINAL
from bot.purchasing.order import Order
from bot.purchasing.order_report import PayLink
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.orders.payable import Unpayable, why_unpayable
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.text import LANGUAGES

TOGETHER_WITHIN = timedelta(minutes=1)
"""How long news of one part waits for the same news of the others."""
MOST_TOGETHER = 10
"""So many orders stand in one message, each with its lines and its button."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing that somebody is told, of one `kind`; a class without a kind is what several have in common."""

    kind: ClassVar[NoticeKind]
    shown_by_card: ClassVar[bool] = False
    """Whether the edit of the request's card always says the same."""
    for_payers: ClassVar[bool] = False
    """Whether the team's buyers hear it in private: the sum is another, nothing is to be paid, or it is a refund."""
    for_requester: ClassVar[bool] = False
    """Whether who asked in a group hears it in private, since the group does not, or among much else."""
    repeats: ClassVar[bool] = False
    """Whether looks at one order may find it more than once."""

    def __init_subclass__(
        cls,
        kind: str = "",
        topic: NotifyTopic | None = None,
        of_several: str = "",
        shown_by_card: bool = False,
        for_payers: bool = False,
        for_requester: bool = False,
        repeats: bool = False,
        **loudness: bool,
    ) -> None:
        """Register a class of notices; `loudness` as a `NoticeKind` has it, and `of_several` as `AboutOrders`."""
        if topic is not None:
            cls.kind = NoticeKind(kind, topic, **loudness)
        if topic is not None and issubclass(cls, AboutOrders):
            cls.kind_of_several = NoticeKind(of_several, topic, **loudness)
        cls.shown_by_card |= shown_by_card
        cls.for_payers |= for_payers
        cls.for_requester |= for_requester
        cls.repeats |= repeats
        dataclass(frozen=True, kw_only=True)(cls)

    @property
    def stored_kind(self) -> NoticeKind:
        """The name that it is stored and worded under."""
        return self.kind

    @property
    def deferred(self) -> timedelta:
        """How long it waits for a later notice of the same request that would tell it too."""
        return timedelta(0)

    def together_with(self, earlier: "Notice") -> "Notice | None":
        """One notice that tells this and an earlier one that was deferred; None if they are told one by one."""
        return None

    @property
    def names_no_sum(self) -> bool:
        """Whether also a receiver may read it, to whom no price is shown."""
        return False

    @property
    def posted_anew(self) -> bool:
        """Whether the card is posted again for it in the team's group, as loud as a message."""
        return False

    @property
    def told_by_card(self) -> bool:
        """Whether a group reads the same on the request's card, edited or posted anew, and need not hear this."""
        return self.shown_by_card or self.posted_anew

    @property
    def outlived(self) -> bool:
        """Whether its buttons stop holding once the purchase moves on, so that it must be kept true."""
        return False

    @property
    def things(self) -> tuple[str, ...]:
        """The numbers that the message of its end names again, if what it tells of ends."""
        return ()


@dataclass(frozen=True, kw_only=True)
class GoodsWords:
    """What is bought, in one more language."""

    language: str
    title: str = ""
    variant: str = ""
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """Which request, for what; the titles also as the seller wrote them, for readers of Chinese. `total` is fen.

    `words` are those of other languages than the one that the requester saw.
    """

    number: int | None = None
    offer_id: str = ""
    title: str = ""
    title_original: str = ""
    variant: str = ""
    variant_original: str = ""
    quantity: int | None = None
    variants: int = 0
    """How many variants, if there are several; then none is named."""
    products: int = 0
    """How many offers, if there are several; then `title` names them all, and a unit is none of theirs."""
    name: str = ""
    """The number as people read it, if that is not just the number: the part of a request that was split."""
    whole: int | None = None
    """The number of the request that it is a part of."""
    unit: str = ""
    unit_original: str = ""
    total: Fen | None = None
    rate: str = ""
    currency: str = ""
    words: tuple[GoodsWords, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OrderFacts(RequestFacts):
    """Which order of which request, how to pay it (`pay_by` UTC), or why it may not be paid now.

    It is the `nth` (from 1) `of` several if 1688 made several of the purchase; then `quantity` is its own, if known.
    """

    order_id: str = ""
    nth: int = 0
    of: int = 0
    pay_by: datetime | None = None
    pay: tuple[PayLink, ...] = ()
    unpayable: Unpayable | None = None


class AboutRequest(Notice):
    """A notice about a request, ordered or not."""

    about: RequestFacts = RequestFacts()


class AboutOrder(Notice):
    """A notice about one order."""

    about: OrderFacts = OrderFacts()


class Outlived(Notice):
    """A notice with buttons that hold in one state of the purchase only."""

    @property
    def outlived(self) -> bool:
        return True


class ToldTogether(Notice):
    """A notice that a later one tells too, some seconds after it."""

    @property
    def deferred(self) -> timedelta:
        return timedelta(seconds=10)


AboutPurchase = AboutRequest | AboutOrder


class AboutEnded(AboutRequest):
    """Nobody agrees to a request any more; `order_id` and `unpayable` if it was ordered already and is not paid."""

    order_id: str = ""
    unpayable: Unpayable | None = None

    @property
    def outlived(self) -> bool:
        return bool(self.order_id)


@dataclass(frozen=True)
class Called:
    """Somebody who is named so that they hear of it; `id` is Telegram's."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ToldStandstill:
    """What cannot go on in a team, as a `Standstill` says it, with its people by name."""

    what: StandsStill
    rule: int = 0
    need: int = 0
    here: tuple[Called, ...] = ()
    gone: tuple[Called, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToldParcel:
    """A parcel as it is told: who carries it, and under which number."""

    company: str = ""
    bill_no: str = ""


@dataclass(frozen=True, kw_only=True)
class ToldOrder:
    """One of several orders; `now` is the key of the text that says its state, once its button has gone."""

    about: OrderFacts
    parcels: tuple[ToldParcel, ...] = ()
    now: str = ""


class AboutOrders(AboutOrder):
    """The same news of one order, or of several that are parts of one request.

    `told` are the orders if there are several; `about` names the whole request then.
    """

    kind_of_several: ClassVar[NoticeKind]
    told: tuple[ToldOrder, ...] = ()

    @property
    def stored_kind(self) -> NoticeKind:
        return self.kind_of_several if self.told else self.kind

    @property
    def untold(self) -> int:
        """How many orders it counts beside those that it names."""
        return 0

    @property
    def gathers(self) -> bool:
        """Whether it is of one part, and nothing about it must be read by itself."""
        return self.about.whole is not None and self.about.unpayable is None

    @property
    def deferred(self) -> timedelta:
        return TOGETHER_WITHIN if self.gathers else timedelta(0)

    def of_the_whole(self) -> Self:
        """The same as news of several orders, of which it is the first."""
        return replace(self, about=OrderFacts(number=self.about.whole), told=(ToldOrder(about=self.about),))

    def gathered_with(self, earlier: Notice) -> Self | None:
        """One notice that tells this beside an earlier one of other parts of the same request; None if there is none.

        Unlike what `together_with` makes, it is about the whole request; the parts stand in their order.
        """
        if not self.gathers or not isinstance(earlier, type(self)):
            return None
        if not earlier.gathers and not 0 < len(earlier.told) < MOST_TOGETHER:
            return None
        first = earlier if earlier.told else earlier.of_the_whole()
        told = (*first.told, *self.of_the_whole().told)
        return replace(first, told=tuple(sorted(told, key=lambda each: int(each.about.name.rpartition("/")[2] or 0))))


def request_facts(request: Request) -> RequestFacts:
    """Which request, for what."""
    snapshot, sku = request.snapshot, request.sku
    return RequestFacts(
        number=request.id,
        offer_id=request.offer.offer_id,
        title=", ".join(each.shown_title for each in request.bought),
        title_original=", ".join(each.title for each in request.bought),
        variant=sku.label if sku else "",
        variant_original=sku.original_label if sku else "",
        quantity=request.pieces or None,
        variants=len(request.choice.pieces) if request.choice.several else 0,
        products=len(request.bought) if request.several else 0,
        name=request.name if request.part_of is not None else "",
        whole=request.part_of,
        unit="" if request.several else request.offer.unit_translated or request.offer.unit,
        unit_original="" if request.several else request.offer.unit,
        total=snapshot.total if snapshot else None,
        rate=request.rate or "",
        currency=request.currency,
        words=tuple(
            _words(request.in_language(each), each)
            for each in LANGUAGES
            if each != ORIGINAL and any(offer.read_in != each for offer in request.offers)
        ),
    )


def _words(request: Request, language: str) -> GoodsWords:
    offer, sku = request.offer, request.sku
    return GoodsWords(
        language=language, title=", ".join(each.shown_title for each in request.bought),
        variant=sku.label if sku else "", unit="" if request.several else offer.unit_translated or offer.unit,
    )  # fmt: skip


def order_facts(purchase: Purchase, order: Order, total: Fen | None = None) -> OrderFacts:
    """Which order of which request, and how to pay it; `total` (fen) if another sum than the order's own is told."""
    held_back = why_unpayable(purchase, order)
    about = OrderFacts(**vars(request_facts(as_ordered(purchase))))
    numbers = [each.order_id for each in purchase.orders]
    if total is None and len(numbers) > 1 and order.order_id in numbers:
        nth = numbers.index(order.order_id) + 1
        about = replace(about, nth=nth, of=len(numbers), quantity=order.pieces)
    return replace(
        about,
        total=order.total if total is None else total,
        order_id=order.order_id,
        pay_by=order.pay_by,
        pay=order.pay if held_back is None else (),
        unpayable=held_back if held_back is not Unpayable.STATE else None,
    )
