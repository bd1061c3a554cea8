"""Defines the reasons with facts for which an action of the desk does nothing; money is fen, moments are UTC."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar

from bot.desk.shared.refusal import NumberedWhy, PlainWhy, RefusalReason, Undecided, Why
from bot.purchasing.approval.policy import RuleFault
from bot.purchasing.holds import BuyingHold
from bot.purchasing.money import Fen
from bot.purchasing.tracking.found_orders import Earlier


@dataclass(frozen=True, kw_only=True)
class Stranger(Why):
    """They may not buy here."""

    code: ClassVar = "stranger"
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class NoLonger(NumberedWhy):
    """The card is old: the request moved on."""

    code: ClassVar = "no-longer"
    state: str = ""
    by: str = ""
    """Who decided already, if that is why."""


@dataclass(frozen=True, kw_only=True)
class TooManyDrafts(Why):
    """This person has as many open drafts as one may have; the oldest are named."""

    code: ClassVar = "too-many-drafts"
    limit: int = 0
    oldest: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfferNotFound(Why):
    """1688 has no such offer."""

    code: ClassVar = "offer-not-found"
    offer_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NotAsApproved(NumberedWhy):
    """An order that somebody placed by hand has other goods than were approved."""

    code: ClassVar = "not-as-approved"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NotPayableNow(NumberedWhy):
    """The order is not waiting for payment."""

    code: ClassVar = "not-payable-now"
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class CancelRefused(NumberedWhy):
    """1688's own words."""

    code: ClassVar = "cancel-refused"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CancelShipped(NumberedWhy):
    """Cannot be cancelled any more."""

    code: ClassVar = "cancel-shipped"
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteTooLong(Why):
    """Note too long."""

    code: ClassVar = "note-too-long"
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class TooEarly(Why):
    """A doubt may be settled only from a moment on."""

    code: ClassVar = "too-early"
    at: datetime | None = None
    looks: int = 0
    needed_looks: int = 0


@dataclass(frozen=True, kw_only=True)
class NotInDoubt(NumberedWhy):
    """The attempt is settled already."""

    code: ClassVar = "not-in-doubt"
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class NotOurOrder(Why):
    """The typed order is known to 1688 but is not this purchase."""

    code: ClassVar = "not-our-order"
    order_id: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderTaken(Why):
    """The typed order belongs to another request."""

    code: ClassVar = "order-taken"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Paused(Why):
    """Buying is stopped."""

    code: ClassVar = "paused"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NotPaused(Why):
    """Buying is not paused; `holds` are the things that hold it back all the same."""

    code: ClassVar = "not-paused"
    holds: tuple[BuyingHold, ...] = ()


class InQuarantine(Undecided):
    """Buying goes on only once all is decided."""

    code: ClassVar = "quarantine"


class UnknownOrdersUndecided(Undecided):
    """The same outside of a quarantine."""

    code: ClassVar = "unknown-undecided"


@dataclass(frozen=True, kw_only=True)
class AlikeThere(NumberedWhy):
    """An order may be the one in doubt, and must be seen first."""

    code: ClassVar = "alike-there"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AlikeUnseen(NumberedWhy):
    """The same for giving it up: this person was not shown all of them."""

    code: ClassVar = "alike-unseen"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class MayBeDoubt(NumberedWhy):
    """An order placed outside may be that of a doubt, which is settled first."""

    code: ClassVar = "may-be-doubt"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NotLinkable(NumberedWhy):
    """This order cannot belong to that request."""

    code: ClassVar = "not-linkable"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NoProduct(Why):
    """1688 does not say what this order is of."""

    code: ClassVar = "no-product"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class TooManyLines(Why):
    """This order has more lines than a request can hold."""

    code: ClassVar = "too-many-lines"
    order_id: str = ""
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class OnlyAdmins(Why):
    """Only admins; `names` are theirs."""

    code: ClassVar = "only-admins"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SellerNoteRefused(NumberedWhy):
    """1688 did not take the note."""

    code: ClassVar = "seller-note-refused"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NoAnswer(Why):
    """Telegram did not say whether they are in the group."""

    code: ClassVar = "no-answer"
    owed: bool = False


@dataclass(frozen=True, kw_only=True)
class OnlyApprovers(Why):
    """Only approvers; `names` are theirs."""

    code: ClassVar = "only-approvers"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OnlyBuyers(Why):
    """Only buyers; `names` are theirs."""

    code: ClassVar = "only-buyers"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AllTakePart(NumberedWhy):
    """Everybody who could decide asked for it or added a line to it."""

    code: ClassVar = "all-take-part"
    detail: str | int = ""


@dataclass(frozen=True, kw_only=True)
class NotAnApprover(NumberedWhy):
    """Not an approver; `deciders` are the team's, by name."""

    code: ClassVar = "not-an-approver"
    deciders: str = ""


@dataclass(frozen=True, kw_only=True)
class OverYourLimit(NumberedWhy):
    """The total is above what they may approve."""

    code: ClassVar = "over-your-limit"
    limit: Fen | None = None
    total: Fen | None = None


@dataclass(frozen=True, kw_only=True)
class SecondTooEarly(Why):
    """The only admin says it again later."""

    code: ClassVar = "second-too-early"
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ResumeProposed(Why):
    """Buying again waits for another admin's word, or the only one's own."""

    code: ClassVar = "resume-proposed"
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NotStarted(Why):
    """The person with this number has not pressed Start, or blocked the bot."""

    code: ClassVar = "not-started"
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class UnknownMember(Why):
    """Nobody of this team."""

    code: ClassVar = "unknown-member"
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class SettingsAdmin(Why):
    """The settings make them an admin."""

    code: ClassVar = "settings-admin"
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class AlreadyHasRole(Why):
    """They are in the team with this role."""

    code: ClassVar = "already-has-role"
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class LanguageUnknown(Why):
    """Language unknown."""

    code: ClassVar = "language-unknown"
    known: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ZoneUnknown(Why):
    """Zone unknown."""

    code: ClassVar = "zone-unknown"
    zone: str = ""


@dataclass(frozen=True, kw_only=True)
class RateWrong(Why):
    """Rate wrong."""

    code: ClassVar = "rate-wrong"
    rate: str = ""


@dataclass(frozen=True, kw_only=True)
class CurrencyUnknown(Why):
    """Currency unknown."""

    code: ClassVar = "currency-unknown"
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class PolicyWrong(Why):
    """Policy wrong."""

    code: ClassVar = "policy-wrong"
    faults: tuple[RuleFault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OverCap(NumberedWhy):
    """It exceeds a last-resort limit."""

    code: ClassVar = "over-cap"
    detail: str | int = ""


@dataclass(frozen=True, kw_only=True)
class OverBudget(NumberedWhy):
    """It exceeds a budget."""

    code: ClassVar = "over-budget"
    detail: str | int = ""


@dataclass(frozen=True, kw_only=True)
class Nobody(NumberedWhy):
    """Too few people could approve it."""

    code: ClassVar = "nobody"
    detail: str | int = ""


@dataclass(frozen=True, kw_only=True)
class Repeat(NumberedWhy):
    """The same was asked for or ordered recently, which the card did not say; a press on the new one goes on."""

    code: ClassVar = "repeat"
    same: Earlier | None = None


@dataclass(frozen=True, kw_only=True)
class NobodyCalled(Why):
    """Nobody in the team is called like that."""

    code: ClassVar = "nobody-called"
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleUnknown(Why):
    """No such role."""

    code: ClassVar = "role-unknown"
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class ListEmpty(Why):
    """Nothing waits on the list that could be asked for; 1688 does not show `unshown` lines of it any more."""

    code: ClassVar = "list-empty"
    unshown: int = 0


@dataclass(frozen=True, kw_only=True)
class ListFull(Why):
    """The list has so many lines that no more are taken."""

    code: ClassVar = "list-full"
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class OthersLine(Why):
    """The line is somebody else's."""

    code: ClassVar = "others-line"
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class OnlyKeepers(Why):
    """Only admins and buyers change the list; `names` are theirs."""

    code: ClassVar = "only-keepers"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnknownSku(Why):
    """The list has no such code."""

    code: ClassVar = "unknown-sku"
    sku: str = ""


@dataclass(frozen=True, kw_only=True)
class UnknownVariant(Why):
    """These words name no single variant of the offer."""

    code: ClassVar = "unknown-variant"
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class TooManySkus(Why):
    """A list holds no more codes than `limit`."""

    code: ClassVar = "too-many-skus"
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class StillGoesOn(Why):
    """Requests of theirs, or with lines of theirs, are not over; `requests` are their numbers as people read them."""

    code: ClassVar = "forget-live"
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OnlyAdmin(Why):
    """A team has no other admin; `title` is its group's."""

    code: ClassVar = "forget-only-admin"
    title: str = ""


WITH_FACTS: dict[str, type[Why]] = {
    each.code: each
    for each in list(globals().values())
    if isinstance(each, type) and issubclass(each, Why) and "code" in vars(each)
}
REASONS = (*RefusalReason, *WITH_FACTS)
"""The name of every reason."""


def why_of(key: str, **facts: object) -> Why:
    """The reason with this name and those of these facts that it has. Raises KeyError for an unknown name."""
    if key in set(RefusalReason):
        number = facts.get("number")
        return PlainWhy(which=RefusalReason(key), number=number if isinstance(number, int | str) else None)
    form = WITH_FACTS[key]
    return form(**{each.name: facts[each.name] for each in fields(form) if each.name in facts})
