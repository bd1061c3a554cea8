"""Notices that tell the same of several orders of one request that was split; money is fen, moments are UTC."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar, Self

from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.notices.base import AboutOrder, AboutRequest, Notice, OrderFacts, Outlived, RequestFacts, ToldParcel

TOGETHER_WITHIN = timedelta(minutes=1)
"""How long news of one part waits for the same news of the others."""
MOST_TOGETHER = 10
"""So many orders stand in one message, each with its lines and its button."""


@dataclass(frozen=True, kw_only=True)
class ToldOrder:
    """One of the orders; `now` is the key of the text that says its state, once its button has gone."""

    about: OrderFacts
    parcels: tuple[ToldParcel, ...] = ()
    now: str = ""


@dataclass(frozen=True, kw_only=True)
class AboutOrders(AboutRequest):
    """A notice about several orders of a request; `about` is the whole of it."""

    told: tuple[ToldOrder, ...] = ()

    def with_order(self, order: ToldOrder) -> Self:
        """The same with one more."""
        return replace(self, told=(*self.told, order))


@dataclass(frozen=True, kw_only=True)
class PlacedTogetherNotice(Outlived, AboutOrders):
    """They are ordered and may be paid; the rest as in `PlacedNotice`."""

    kind: ClassVar = NoticeKind("placed_together", NotifyTopic.MONEY)
    by: tuple[str, ...] = ()
    asked_by: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class PaidTogetherNotice(AboutOrders):
    """They are paid."""

    kind: ClassVar = NoticeKind("paid_together", NotifyTopic.MONEY)


@dataclass(frozen=True, kw_only=True)
class ShippedTogetherNotice(AboutOrders):
    """All of each is shipped."""

    kind: ClassVar = NoticeKind("shipped_together", NotifyTopic.PARCELS, may_be_off=True)
    shown_by_card: ClassVar = True


@dataclass(frozen=True, kw_only=True)
class GatheredNotice(AboutOrder):
    """News of one order that is told together with the same news of other parts of its request."""

    together: ClassVar[type[AboutOrders]]

    @property
    def gathers(self) -> bool:
        """Whether it is of a part, and nothing about it must be read by itself."""
        return self.about.whole is not None and self.about.unpayable is None

    @property
    def deferred(self) -> timedelta:
        return TOGETHER_WITHIN if self.gathers else timedelta(0)

    def told_order(self) -> ToldOrder:
        """What is told of it among others."""
        return ToldOrder(about=self.about)

    def begun(self) -> AboutOrders:
        """A notice of several orders that tells of this one alone so far."""
        return self.together(about=RequestFacts(number=self.about.whole), told=(self.told_order(),))

    def gathered_with(self, earlier: Notice) -> Notice | None:
        if not self.gathers:
            return None
        if isinstance(earlier, AboutOrders) and type(earlier) is self.together and len(earlier.told) < MOST_TOGETHER:
            return earlier.with_order(self.told_order())
        if isinstance(earlier, GatheredNotice) and type(earlier) is type(self) and earlier.gathers:
            return earlier.begun().with_order(self.told_order())
        return None
