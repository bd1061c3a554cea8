"""Defines the reasons with facts for which an action of the desk does nothing; money is fen, moments are UTC."""

from dataclasses import fields
from datetime import datetime

from bot.desk.shared.refusal import WITH_FACTS, NumberedWhy, PlainWhy, Refusal, RefusalReason, Undecided, Why
from bot.purchasing.approval.policy import RuleFault
from bot.purchasing.approval.rights import Allowed, Answer, NotPermitted
from bot.purchasing.holds import BuyingHold
from bot.purchasing.money import Fen
from bot.purchasing.tracking.found_orders import Earlier


class Stranger(Why, code="stranger"):
    """They may not buy here."""

    person_id: int = 0


class NoLonger(NumberedWhy, code="no-longer"):
    """The card is old: the request moved on."""

    state: str = ""
    by: str = ""
    """Who decided already, if that is why."""


class TooManyDrafts(Why, code="too-many-drafts"):
    """This person has as many open drafts as one may have; the oldest are named."""

    limit: int = 0
    oldest: tuple[int, ...] = ()


class OfferNotFound(Why, code="offer-not-found"):
    """1688 has no such offer."""

    offer_id: str = ""


class OfOrder(NumberedWhy):
    """A reason that has to do with one order of the request, or on the site."""

    order_id: str = ""


class NotAsApproved(OfOrder, code="not-as-approved"):
    """An order that somebody placed by hand has other goods than were approved."""


class NotPayableNow(NumberedWhy, code="not-payable-now"):
    """The order is not waiting for payment."""

    state: str = ""


class CancelShipped(NumberedWhy, code="cancel-shipped"):
    """Cannot be cancelled any more."""

    state: str = ""


class MoreThanOrdered(NumberedWhy, code="more-than-ordered"):
    """So many more were counted than can still come; whoever says so means it."""

    more: int = 0


class NoteTooLong(Why, code="note-too-long"):
    """Note too long."""

    limit: int = 0


class TooEarly(Why, code="too-early"):
    """A doubt may be settled only from a moment on."""

    at: datetime | None = None
    looks: int = 0
    needed_looks: int = 0


class NotInDoubt(NumberedWhy, code="not-in-doubt"):
    """The attempt is settled already."""

    state: str = ""


class NotOurOrder(OfOrder, code="not-our-order"):
    """The typed order is known to 1688 but is not this purchase."""

    why: str = ""


class OrderTaken(OfOrder, code="order-taken"):
    """The typed order belongs to another request."""


class Paused(Why, code="paused"):
    """Buying is stopped."""

    reason: str = ""


class NotPaused(Why, code="not-paused"):
    """Buying is not paused; `holds` are the things that hold it back all the same."""

    holds: tuple[BuyingHold, ...] = ()


class InQuarantine(Undecided, code="quarantine"):
    """Buying goes on only once all is decided."""


class UnknownOrdersUndecided(Undecided, code="unknown-undecided"):
    """The same outside of a quarantine."""


class AlikeThere(OfOrder, code="alike-there"):
    """An order may be the one in doubt, and must be seen first."""


class AlikeUnseen(OfOrder, code="alike-unseen"):
    """The same for giving it up: this person was not shown all of them."""


class MayBeDoubt(OfOrder, code="may-be-doubt"):
    """An order placed outside may be that of a doubt, which is settled first."""


class NotLinkable(OfOrder, code="not-linkable"):
    """This order cannot belong to that request."""


class NoProduct(OfOrder, code="no-product"):
    """1688 does not say what this order is of."""


class TooManyLines(OfOrder, code="too-many-lines"):
    """This order has more lines than a request can hold."""

    limit: int = 0


class OnlyThey(Why):
    """Only some people may; `names` are theirs."""

    names: tuple[str, ...] = ()


class OnlyAdmins(OnlyThey, code="only-admins"):
    """Only admins; `names` are theirs."""


class NotDone(NumberedWhy):
    """1688 did not do what it was asked, for a reason in its own words."""

    reason: str = ""


class SellerNoteRefused(NotDone, code="seller-note-refused"):
    """1688 did not take the note."""


class UrgeRefused(NotDone, code="urge-refused"):
    """1688 does not urge the seller."""


class ReceiptNotCounted(OfOrder, code="receipt-not-counted"):
    """Nobody counted what arrived of this order."""


class ErrandUnclear(NumberedWhy, code="errand-unclear"):
    """It was sent, and 1688 has not said what became of it; `what` it is."""

    what: str = ""


class ErrandRefused(NotDone, code="errand-refused"):
    """1688 did not do what it was asked; `what` that was."""

    what: str = ""


class RefundRefused(NotDone, code="refund-refused"):
    """1688 does not take the refund; `said` is its code."""

    said: str = ""


class RefundSumWrong(NumberedWhy, code="refund-sum-wrong"):
    """So much is the most that can be asked back for the goods, and for the carriage."""

    goods: Fen = Fen(0)
    carriage: Fen = Fen(0)


class RefundWordsWrong(NumberedWhy, code="refund-words-wrong"):
    """The description has another length than 1688 takes."""

    limit: int = 0


class CountsUnsure(OfOrder, code="counts-unsure"):
    """After a restore nobody has said that the counts of this order are right."""


class UrgeTooSoon(NumberedWhy, code="urge-too-soon"):
    """The seller was urged within the last 24 hours; they can be again from a moment on."""

    at: datetime | None = None


class NoAnswer(Why, code="no-answer"):
    """Telegram did not say whether they are in the group."""

    owed: bool = False


class OnlyApprovers(OnlyThey, code="only-approvers"):
    """Only approvers; `names` are theirs."""


class OnlyBuyers(OnlyThey, code="only-buyers"):
    """Only buyers; `names` are theirs."""


class OnlyBuyersOrOwner(OnlyThey, code="only-buyers-or-owner"):
    """Only buyers, or a requester with what is theirs alone; `names` are the buyers'."""


class OnlySecondWords(NumberedWhy, code="only-second-words"):
    """Only `names` give the second word that the rules want, and who asks does not."""

    names: tuple[str, ...] = ()


class ReceiptRefund(OfOrder, code="receipt-refund"):
    """A receipt ends the refund that runs, and releases its money; fen, 0 if 1688 does not tell the sum."""

    amount: Fen = Fen(0)
    refund_id: str = ""


class RefundClaimed(OfOrder, code="refund-claimed"):
    """The money of these pieces was asked back before; fen, `at` is UTC.

    If it paid less than its pieces cost, `rest` is what is left of that, and `claim_id` the claim.
    """

    claim_id: int = 0
    amount: Fen = Fen(0)
    refund_id: str = ""
    at: datetime | None = None
    paid: bool = False
    rest: Fen = Fen(0)


class RefundUnexplained(OfOrder, code="refund-unexplained"):
    """Nobody has said yet what a refund of the site, or money that came back, is for; fen."""

    claim_id: int = 0
    amount: Fen = Fen(0)
    refund_id: str = ""


class RefundWordVoid(NumberedWhy, code="refund-word-void"):
    """It was agreed to and is not sent: `how` that came about."""

    how: str = ""


class Barred(NumberedWhy):
    """The rules let nobody ask for it, or decide it; `detail` is what of them."""

    detail: str | int = ""


class AllTakePart(Barred, code="all-take-part"):
    """Everybody who could decide asked for it or added a line to it."""


class NotAnApprover(NumberedWhy, code="not-an-approver"):
    """Not an approver; `deciders` are the team's, by name."""

    deciders: str = ""


class OverYourLimit(NumberedWhy, code="over-your-limit"):
    """The total is above what they may approve."""

    limit: Fen | None = None
    total: Fen | None = None


class SecondTooEarly(Why, code="second-too-early"):
    """The only admin says it again later."""

    at: datetime | None = None


class ResumeProposed(Why, code="resume-proposed"):
    """Buying again waits for another admin's word, or the only one's own."""

    at: datetime | None = None


class NotStarted(Why, code="not-started"):
    """The person with this number has not pressed Start, or blocked the bot."""

    person_id: int = 0


class UnknownMember(Why, code="unknown-member"):
    """Nobody of this team."""

    person_id: int = 0


class SettingsAdmin(Why, code="settings-admin"):
    """The settings make them an admin."""

    name: str = ""


class AlreadyHasRole(Why, code="already-has-role"):
    """They are in the team with this role."""

    role: str = ""


class LanguageUnknown(Why, code="language-unknown"):
    """Language unknown."""

    known: tuple[str, ...] = ()


class ZoneUnknown(Why, code="zone-unknown"):
    """Zone unknown."""

    zone: str = ""


class MarkWrong(Why, code="mark-wrong"):
    """A mark is one line of so many plain characters at most."""

    limit: int = 0


class RateWrong(Why, code="rate-wrong"):
    """Rate wrong."""

    rate: str = ""


class CurrencyUnknown(Why, code="currency-unknown"):
    """Currency unknown."""

    currency: str = ""


class PolicyWrong(Why, code="policy-wrong"):
    """Policy wrong."""

    faults: tuple[RuleFault, ...] = ()


class OverCap(Barred, code="over-cap"):
    """It exceeds a last-resort limit."""


class OverBudget(Barred, code="over-budget"):
    """It exceeds a budget."""


class Nobody(Barred, code="nobody"):
    """Too few people could approve it."""


class Repeat(NumberedWhy, code="repeat"):
    """The same was asked for or ordered recently, which the card did not say; a press on the new one goes on."""

    same: Earlier | None = None


class NobodyCalled(Why, code="nobody-called"):
    """Nobody in the team is called like that."""

    name: str = ""


class RoleUnknown(Why, code="role-unknown"):
    """No such role."""

    role: str = ""


class ListEmpty(Why, code="list-empty"):
    """Nothing waits on the list that could be asked for; 1688 does not show `unshown` lines of it any more."""

    unshown: int = 0


class ListFull(Why, code="list-full"):
    """The list has so many lines that no more are taken."""

    limit: int = 0


class ListRests(Why, code="list-rests"):
    """All that waits on the list, `count` lines, came back with an old copy and is at rest."""

    count: int = 0


class OthersLine(Why, code="others-line"):
    """The line is somebody else's."""

    name: str = ""


class OnlyBuyersAndAdmins(OnlyThey, code="only-buyers-and-admins"):
    """Only buyers and admins say what else it cost; `names` are theirs."""


class CostCurrency(OnlyThey, code="cost-currency"):
    """Sums are yuan, or the team's currency if it has a rate; `names` are that."""

    currency: str = ""


class OnlyKeepers(OnlyThey, code="only-keepers"):
    """Only admins and buyers change the list; `names` are theirs."""


class OnlyExporters(OnlyThey, code="only-exporters"):
    """Only admins and buyers have all that was bought as a file; `names` are theirs."""


class UnknownSku(Why, code="unknown-sku"):
    """The list has no such code."""

    sku: str = ""


class UnknownVariant(Why, code="unknown-variant"):
    """These words name no single variant of the offer."""

    words: str = ""


class TooManySkus(Why, code="too-many-skus"):
    """A list holds no more codes than `limit`."""

    limit: int = 0


class StillGoesOn(Why, code="forget-live"):
    """Requests of theirs, or with lines of theirs, are not over; `requests` are their numbers as people read them."""

    requests: tuple[str, ...] = ()


class OnlyAdmin(Why, code="forget-only-admin"):
    """A team has no other admin; `title` is its group's."""

    title: str = ""


REASONS = (*RefusalReason, *WITH_FACTS)
"""The name of every reason."""


def why_of(key: str, **facts: object) -> Why:
    """The reason with this name and those of these facts that it has. Raises KeyError for an unknown name."""
    if key in set(RefusalReason):
        number = facts.get("number")
        return PlainWhy(which=RefusalReason(key), number=number if isinstance(number, int | str) else None)
    form = WITH_FACTS[key]
    return form(**{each.name: facts[each.name] for each in fields(form) if each.name in facts})


def allowed(answer: Answer, **facts: object) -> Allowed:
    """The answer of the rules, if they let it be done; else Refusal for their reason, with these facts and theirs."""
    if isinstance(answer, NotPermitted):
        raise Refusal(why_of(answer.key, **facts | answer.facts))
    return answer
