"""What happens to orders on 1688, their parcels and refunds, and to orders that nobody here knows."""

from collections.abc import Iterator
from dataclasses import field
from datetime import datetime
from typing import Any

from bot.purchasing.events.base import AttemptEvent, Event, RequestEvent
from bot.purchasing.events.order_tells import about_refund, news_tells, notice_of, price_tells
from bot.purchasing.money import Fen
from bot.purchasing.notices import operations, purchases
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.base import OrderFacts, order_facts
from bot.purchasing.order import Order
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.paid_back import RefundMove
from bot.purchasing.tracking.reconcile import News

_MOST_SHOWN = 10


class PurchaseEvent(Event):
    """Something that happened to a purchase."""

    purchase: Purchase
    request: Request = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "request", self.purchase.request)


class OrderEvent(PurchaseEvent):
    """Something that happened to an order of a purchase."""

    order: Order
    order_id: str = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "order_id", self.order.order_id)

    @property
    def about(self) -> OrderFacts:
        return order_facts(self.purchase, self.order)


class OrderAct(Event):
    """Something about an order for which its purchase need not be known."""

    order: Order

    @property
    def request_id(self) -> int | None:
        return self.order.request_id


class SellerChatOpened(OrderAct, kind="seller_chat"):
    """A person went to the chat of an order's seller."""


class OrderNews(OrderEvent, facts="before after"):
    """A look found one thing that is new of an order; people hear of it unless they were `told` otherwise."""

    news: News
    by: str
    """Who brought it about here."""
    told: bool
    run: int | None = None
    """The run in which it was to be paid together with others."""

    @property
    def entry_kind(self) -> str:
        return str(self.news.form.kind)

    def entry_facts(self) -> dict[str, Any]:
        return {"before": self.news.before, "after": self.news.after}

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.told:
            return
        notice = notice_of(self.purchase, self.order, self.news, self.by)
        if isinstance(notice, purchases.PaidNotice) and self.run is not None:
            notice = purchases.RunPaidNotice(**vars(notice), run=self.run)
        dedupe = f"{self.entry_kind}:{self.order_id}" + (f":{self.order.version}" if notice.repeats else "")
        if isinstance(notice, purchases.PriceChangedNotice):
            yield from price_tells(self.purchase, notice, dedupe)
            return
        yield from news_tells(notice, dedupe)


class RefundMoved(OrderEvent, facts="refund", redraws=True):
    """A look found what is new of one refund, beside what the order's own word says; `people` had it asked for."""

    move: RefundMove
    people: frozenset[int]

    @property
    def entry_kind(self) -> str:
        return f"refund_{self.move.stage or 'changed'}"

    @property
    def refund(self) -> dict[str, str | int]:
        """Its number, and its sums in fen."""
        of = self.move.refund
        return {"id": of.refund_id, "asked": self.move.asked, "amount": of.amount, "paid": of.paid}

    def tells(self, now: datetime) -> Iterator[Tell]:
        refund, stage, asked = self.move
        form = purchases.RefundOursNotice if stage is not None and stage.ours else purchases.RefundMovedNotice
        notice = form(**about_refund(self.about, refund), stage=stage, asked=asked)
        dedupe = f"{self.entry_kind}:{self.order_id}:{refund.refund_id}:{self.order.version}"
        yield from news_tells(notice, dedupe)
        yield Tell(notice, self.people, dedupe)


class UnknownWord(OrderEvent, kind="unknown_word", facts="word"):
    """1688 says a word of an order that contradicts its state here, or that is not known."""

    word: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.UnknownWordNotice(about=self.about, word=self.word)
        yield Tell(notice, Audience.ASKED, f"word:{self.order_id}:{self.word}")


class BackBeyondPaid(OrderEvent, kind="back_beyond_paid", facts="said paid"):
    """1688 says that more came back of an order than was paid for it (fen); it is not believed."""

    said: Fen
    paid: Fen

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = purchases.BackBeyondPaidNotice(about=self.about, amount=self.said, paid=self.paid)
        yield from news_tells(notice, f"back_beyond_paid:{self.order_id}:{self.said}")


class ShownOtherwise(RequestEvent, kind="differs", facts="otherwise"):
    """An order shows other sellers or titles than its request: by these it is judged from now on."""

    otherwise: tuple[tuple[str, str, str], ...]


class PriceAsked(RequestEvent, kind="price_asked", facts="agreed total snapshot policy needs", redraws=True):
    """A price above what was agreed to must be agreed to before the orders may be paid."""

    agreed: Fen
    total: Fen
    snapshot: str
    policy: int | None
    needs: str | None


class PriceAnswered(RequestEvent, kind="price_back", facts="agreed total", redraws=True):
    """A price that was asked about is not above what was agreed to any more."""

    agreed: Fen
    total: Fen


class HigherPricePaid(PriceAnswered, kind="price_paid"):
    """A price that was asked about was paid without an answer."""


class UnknownOrderFound(Event, kind="ghost", facts="reference"):
    """An order with our reference has no live attempt, or an order is nobody's again."""

    order_id: str = field()
    reference: str


class OrderPlacedOutside(Event, kind="placed_outside", facts="reference"):
    """An order without our reference was found; it is told with the others of its round."""

    order_id: str = field()
    reference: str


class ListSwept(Event, kind="swept", facts="since ghosts outside resting"):
    """In a quarantine that began at `at` 1688's list was read to its end: so much is to be decided."""

    at: datetime
    since: str
    ghosts: int
    outside: int
    resting: int
    looked_for: bool
    blind: bool

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.SweptNotice(
            unknown=self.ghosts, outside=self.outside, resting=self.resting, looked_for=self.looked_for,
            blind=self.blind,
        )  # fmt: skip
        yield Tell(notice, Audience.ADMINS, f"swept:{self.at.isoformat()}")


class UnknownOrderGiven(RequestEvent, kind="ghost_given", redraws=True):
    """An unknown order was given to a request of several sellers, and waits with its part for the consent."""


class UnknownOrderLinked(RequestEvent, kind="ghost_linked"):
    """A person said whose an unknown order is."""


class OutsideOrderAttached(UnknownOrderLinked, kind="outside_attached"):
    """The same of an order that was placed outside."""


class UnknownOrderRejoined(UnknownOrderLinked, redraws=True):
    """An unknown order went back to the attempt of its reference, which was given up or refused."""


class HandedOver(RequestEvent, kind="withdrawn", redraws=True):
    """A purchase ends, because the order that was followed as its own is another request's."""


class PurchaseFollowed(RequestEvent, kind="opened", facts="offer order"):
    """A request was made of an order that a person follows."""

    offer: str
    order: str


class UnknownOrderClosed(Event, kind="ghost_closed"):
    """A person dealt with an unknown order on 1688."""


class OutsideOrderIgnored(Event, kind="outside_ignored"):
    """An order that was placed outside does not concern the bot."""


class TakenByHand(AttemptEvent, kind="by_hand", redraws=True):
    """A person orders it on the site; the program does not place it any more."""


class PeopleNeeded(AttemptEvent, kind="needs_person", facts="looks", redraws=True):
    """Looking is not enough: people settle the doubt; `people` are those who hear it in private, with its buttons."""

    looks: int
    notice: purchases.NeedsPersonNotice
    people: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
        attempt = self.attempt
        dedupe = f"needs_person:{attempt.id}:{attempt.epoch}" + (f":{attempt.alike_hash}" if attempt.alike else "")
        yield Tell(self.notice, Audience.ASKED, dedupe)
        yield Tell(self.notice, self.people - {self.request.place.chat_id}, dedupe)


class VerdictGiven(AttemptEvent, kind="verdict", facts="verdict alone"):
    """A person said what becomes of an attempt in doubt; if a second must say it too, the other `people` hear it."""

    verdict: str
    alone: bool
    notice: purchases.NeedsPersonNotice | None
    people: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.notice is not None and self.actor is not None:
            dedupe = f"{self.verdict}:{self.attempt.id}:{self.attempt.epoch}"
            yield Tell(self.notice, self.people - {self.actor}, dedupe)
