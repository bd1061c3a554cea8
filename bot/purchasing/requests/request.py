"""A purchase request as the ledger loads it: what one person asks to buy, as a value without database rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.purchasing.approval.requirement import Needs
from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import ENDS_OF_DRAFTS, ClosedReason, RequestState
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.snapshot import Line, Snapshot


def name_of(number: int, part_of: int | None = None, part: int | None = None) -> str:
    """A request's number as people read it: 1042, or 1042/2 for the second part of 1042."""
    return str(number) if part_of is None else f"{part_of}/{part}"


@dataclass(frozen=True)
class Request:
    """What a person asks for; `version` grows with every change; prices are only inside `snapshot`.

    In a team: `needs` is what the policy of `policy_version` asks for, `approved` the snapshot that was agreed to and
    `passed` those within tolerance since; `rate` is yuan for one `currency`.
    """

    id: int
    requester: Person
    place: Place
    state: RequestState
    version: int
    chosen: Chosen
    address_label: str
    snapshot: Snapshot | None
    valid_until: datetime | None
    created_at: datetime
    closed_reason: ClosedReason | None = None
    """Why it ended; None while it has not."""
    closed_words: str = ""
    """What the person who ended it said."""
    previous: Snapshot | None = None
    team_id: int | None = None
    policy_version: int | None = None
    why: str = ""
    """The reason, for the approvers; the note to the seller is in `chosen`."""
    needs: Needs | None = None
    approved: Snapshot | None = None
    passed: tuple[Snapshot, ...] = ()
    rate: str | None = None
    currency: str = ""
    pending_at: datetime | None = None
    next_at: datetime | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    parts: int = 0
    """Into how many requests, one for each seller, it was split when it was approved."""
    part_of: int | None = None
    """The request that it was split from; it is its `part`, counted from 1."""
    part: int | None = None

    def in_language(self, language: str) -> "Request":
        """The same request for readers of that language, as `Offer.worded` has it."""
        return self.with_offers(lambda offer: offer.worded(language))

    def with_offers(self, change: Callable[[Offer], Offer]) -> "Request":
        """The same request with each of its offers, which all its lines show alike, changed once."""
        offers = {each.offer_id: change(each) for each in self.offers}
        if all(each.offer is offers[each.offer.offer_id] for each in self.asked):
            return self
        asked = tuple(replace(each, offer=offers[each.offer.offer_id]) for each in self.asked)
        return replace(self, chosen=replace(self.chosen, asked=asked))

    @property
    def name(self) -> str:
        """Its number as people read it: 1042, or 1042/2 for the second part of 1042."""
        return name_of(self.id, self.part_of, self.part)

    @property
    def unasked(self) -> bool:
        """Whether nobody was ever asked for it: a draft, or one that ended as a draft. Its requester alone reads it."""
        draft = self.state is RequestState.DRAFT or self.closed_reason in ENDS_OF_DRAFTS
        return draft and not self.asked_for and self.part_of is None

    @property
    def shown_number(self) -> str | None:
        """Its number once it was asked for; None for a draft that nobody asked for yet."""
        return None if self.state is RequestState.DRAFT and self.unasked else self.name

    @property
    def asked_for(self) -> bool:
        """Whether its requester ever consented to it: what could not be bought then is a draft of its own since."""
        return self.pending_at is not None or self.approved is not None

    @property
    def unfinished(self) -> bool:
        """Whether one of its lines still waits for a choice."""
        return any(each.waits for each in self.asked)

    @property
    def asked(self) -> tuple[AskedLine, ...]:
        """Its lines, one at least."""
        return self.chosen.asked

    @property
    def several(self) -> bool:
        """Whether it has several lines."""
        return self.chosen.several

    @property
    def offer(self) -> Offer:
        """The offer of the line that is being chosen, or else of the first that is bought."""
        return self.chosen.shown.offer

    @property
    def choice(self) -> Choice:
        """What is chosen of the line that is being chosen; nothing if all of several are shown."""
        return self.chosen.line.choice if self.chosen.line is not None else Choice()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Every offer that it holds, once."""
        return tuple({each.offer.offer_id: each.offer for each in self.asked}.values())

    @property
    def bought(self) -> tuple[Offer, ...]:
        """Those of its offers that are bought; all of them while nothing is chosen whole."""
        named = {line.offer_id for line in self.lines}
        return tuple(each for each in self.offers if not named or each.offer_id in named)

    def offer_of(self, offer_id: str) -> Offer:
        """The offer of one of its lines; its first one if it holds no such offer."""
        return next((each for each in self.offers if each.offer_id == offer_id), self.offer)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it asks for, each offer and variant once; what cannot be bought among several lines is left out."""
        return self.snapshot.lines if self.several and self.snapshot is not None else self.chosen.lines

    @property
    def missing(self) -> tuple[AskedLine, ...]:
        """Its lines that are not bought with the others; once it was asked for, whatever their offers became since."""
        if not self.several:
            return ()
        if not self.asked_for or self.snapshot is None:
            return tuple(each for each in self.asked if not each.buyable)
        bought = {line.variant for line in self.snapshot.lines}
        return tuple(each for each in self.asked if not any(line.variant in bought for line in each.lines))

    def codes_of(self, line: Line) -> tuple[str, ...]:
        """The own SKUs by which a line of it was asked for."""
        theirs = [each for each in self.asked if each.offer.offer_id == line.offer_id]
        bought = [each for each in theirs if each.buyable] or theirs
        own = (sku for each in bought for sku in bought_by(each.choice, [line]))
        return tuple(dict.fromkeys(sku.code for sku in own))

    @property
    def pieces(self) -> int:
        """The pieces of all its lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def waits(self) -> bool:
        """Whether it waits for approvers."""
        return self.state is RequestState.PENDING and self.needs is not None

    @property
    def sku(self) -> Sku | None:
        """The only variant of the line that is being chosen."""
        return self.offer.sku(self.choice.spec_id) if self.choice.spec_id else None
