"""Defines why an action on buying as a whole, an unclear order, or a waiting request does nothing."""

from dataclasses import dataclass
from typing import ClassVar

from bot.desk.shared.refusal import NumberedWhy, Undecided, Why
from bot.purchasing.money import Fen


class InQuarantine(Undecided):
    """Buying goes on only once all is decided."""

    key: ClassVar = "quarantine"


class GhostsUndecided(Undecided):
    """The same outside of a quarantine."""

    key: ClassVar = "ghosts-undecided"


@dataclass(frozen=True, kw_only=True)
class AlikeThere(NumberedWhy):
    """An order may be the one in doubt, and must be seen first."""

    key: ClassVar = "alike-there"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AlikeUnseen(NumberedWhy):
    """The same for giving it up: this person was not shown all of them."""

    key: ClassVar = "alike-unseen"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class MayBeDoubt(NumberedWhy):
    """An order placed outside may be that of a doubt, which is settled first."""

    key: ClassVar = "may-be-doubt"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NotLinkable(NumberedWhy):
    """This order cannot belong to that request."""

    key: ClassVar = "not-linkable"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NoProduct(Why):
    """1688 does not say what this order is of."""

    key: ClassVar = "no-product"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class TooManyLines(Why):
    """This order has more lines than a request can hold."""

    key: ClassVar = "too-many-lines"
    order_id: str = ""
    limit: int = 0


class LetterGone(Why):
    """Somebody read the dead letter, or it is tried again already."""

    key: ClassVar = "letter-gone"


class AloneNotOffered(Why):
    """Sending again needs two admins."""

    key: ClassVar = "alone-not-offered"


@dataclass(frozen=True, kw_only=True)
class OnlyAdmins(Why):
    """Only admins; `names` are theirs."""

    key: ClassVar = "only-admins"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SellerNoteRefused(NumberedWhy):
    """1688 did not take the note."""

    key: ClassVar = "seller-note-refused"
    reason: str = ""


class SellerNoteUnclear(NumberedWhy):
    """1688 did not say whether it took the note."""

    key: ClassVar = "seller-note-unclear"


class NoChatLink(NumberedWhy):
    """No chat link."""

    key: ClassVar = "no-chat-link"


class ReasonNeeded(Why):
    """/pause wants a reason."""

    key: ClassVar = "reason-needed"


class NoIdentity(Why):
    """An anonymous admin, a channel or a forward."""

    key: ClassVar = "no-identity"


class ForeignChat(Why):
    """This team's matters are settled in its group or in private."""

    key: ClassVar = "foreign-chat"


class ForeignRequest(NumberedWhy):
    """The request is another team's."""

    key: ClassVar = "foreign-request"


class NotAMember(Why):
    """They were in the team and are not any more."""

    key: ClassVar = "not-a-member"


class LeftTheGroup(Why):
    """They are not in the team's group, so their roles do not hold."""

    key: ClassVar = "left-the-group"


class MayNotAsk(Why):
    """Nobody can tell whether they are in the group: the bot is no administrator there."""

    key: ClassVar = "may-not-ask"


@dataclass(frozen=True, kw_only=True)
class NoAnswer(Why):
    """Telegram did not say whether they are in the group."""

    key: ClassVar = "no-answer"
    owed: bool = False


class OnlyRequesters(Why):
    """Only requesters."""

    key: ClassVar = "only-requesters"


@dataclass(frozen=True, kw_only=True)
class OnlyApprovers(Why):
    """Only approvers; `names` are theirs."""

    key: ClassVar = "only-approvers"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OnlyBuyers(Why):
    """Only buyers; `names` are theirs."""

    key: ClassVar = "only-buyers"
    names: tuple[str, ...] = ()


class OwnRequest(NumberedWhy):
    """Nobody decides on their own request."""

    key: ClassVar = "own-request"


class OwnLine(NumberedWhy):
    """Nobody decides on a request to which they added a line."""

    key: ClassVar = "own-line"


@dataclass(frozen=True, kw_only=True)
class AllTakePart(NumberedWhy):
    """Everybody who could decide asked for it or added a line to it."""

    key: ClassVar = "all-take-part"
    detail: str | int = ""


class ProposedAlready(NumberedWhy):
    """Somebody proposes a part of a request once."""

    key: ClassVar = "proposed-already"


class AlreadyDecided(NumberedWhy):
    """They voted on this content before."""

    key: ClassVar = "already-decided"


class NoOwnVote(NumberedWhy):
    """They have no yes on this content."""

    key: ClassVar = "no-own-vote"


class NoOwnQuestion(NumberedWhy):
    """They have no open question on this content."""

    key: ClassVar = "no-own-question"


@dataclass(frozen=True, kw_only=True)
class NotAnApprover(NumberedWhy):
    """Not an approver; `deciders` are the team's, by name."""

    key: ClassVar = "not-an-approver"
    deciders: str = ""


@dataclass(frozen=True, kw_only=True)
class OverYourLimit(NumberedWhy):
    """The total is above what they may approve."""

    key: ClassVar = "over-your-limit"
    limit: Fen | None = None
    total: Fen | None = None


class NotAsked(NumberedWhy):
    """The rules ask other people."""

    key: ClassVar = "not-asked"


class NotYourTurn(NumberedWhy):
    """An earlier step is not done, or their yes would add nothing."""

    key: ClassVar = "not-your-turn"


class OthersQuestion(Why):
    """The pressed message asks somebody else, or asks nothing any more."""

    key: ClassVar = "others-question"
