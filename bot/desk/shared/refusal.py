"""Says why an action of the desk does nothing, in a form that the chat can word in any language."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar


class RefusalReason(StrEnum):
    """A reason without facts but, perhaps, the request or order that it is about; `refusal-<value>` is its text."""

    UNKNOWN_REQUEST = "unknown-request"
    """No request with this number."""
    UNKNOWN_ORDER = "unknown-order"
    """No order with this number."""
    NOT_ON_MARKET = "not-on-market"
    """1688 has no order of this number, or the words are none."""
    NOT_YOURS = "not-yours"
    """Somebody else's draft."""
    WAS_SPLIT = "was-split"
    """It was ordered in parts, one for each seller: one of them must be named."""
    NOT_SENT = "not-sent"
    """It waits for its requester, not for approvers."""
    STALE = "stale"
    """Something moved since the card was shown; the card is renewed."""
    NOTHING_LEFT_OUT = "nothing-left-out"
    """It is not certain that 1688 left anything of an order out, so nothing is asked for again."""
    LAST_LINE = "last-line"
    """A request cannot be left without any product; whoever wants none of it cancels it."""
    READING_OVER = "reading-over"
    """A sheet that shall be stopped was read to its end, or stopped before."""
    NOT_YOUR_READING = "not-your-reading"
    """Somebody else's sheet is read."""
    ORDERED_BY_HAND = "ordered-by-hand"
    """Somebody orders it on the site: nobody else does, and the program does not place it."""
    NOT_BY_HAND = "not-by-hand"
    """Nobody orders it by hand: the program places it."""
    UNPAYABLE_CHECKING = "unpayable-checking"
    """1688 has not shown so far that it is the order that was sent."""
    UNPAYABLE_CONFLICT = "unpayable-conflict"
    """It may be another order than the one sent."""
    UNPAYABLE_PRICE = "unpayable-price"
    """It costs more than was agreed to."""
    UNPAYABLE_DIFFERS = "unpayable-differs"
    """It shows another seller or product than was agreed to."""
    UNPAYABLE_ENDED = "unpayable-ended"
    """Nobody agrees to it any more."""
    CANCEL_TOO_EARLY = "cancel-too-early"
    """1688 closes an order only 10 s after it was made."""
    CANCEL_UNCLEAR = "cancel-unclear"
    """1688 did not say whether it closed the order; it is looked at."""
    NOTHING_TO_CANCEL = "nothing-to-cancel"
    """Nothing to cancel."""
    NOT_ORDERED = "not-ordered"
    """No order, and so no parcels."""
    NOT_SHIPPED = "not-shipped"
    """No parcels yet."""
    NOTE_EMPTY = "note-empty"
    """Note empty."""
    SECOND_PERSON = "second-person"
    """Recorded; a second person must say the same."""
    CLOCK_APART = "clock-apart"
    """Buying waits for a clock that is right: a consent of a wrong time would last too long."""
    JOURNAL_KEY_WANTED = "journal-key-wanted"
    """Buying waits for the key of the journal."""
    OTHER_PROGRAM_RUNS = "other-program-runs"
    """Another program ran with this bot's token a moment ago."""
    LETTER_GONE = "letter-gone"
    """Somebody read the dead letter, or it is tried again already."""
    ALONE_NOT_OFFERED = "alone-not-offered"
    """Sending again needs two admins."""
    SELLER_NOTE_UNCLEAR = "seller-note-unclear"
    """1688 did not say whether it took the note."""
    NO_CHAT_LINK = "no-chat-link"
    """No chat link."""
    REASON_NEEDED = "reason-needed"
    """/pause wants a reason."""
    NO_IDENTITY = "no-identity"
    """An anonymous admin, a channel or a forward."""
    FOREIGN_CHAT = "foreign-chat"
    """This team's matters are settled in its group or in private."""
    FOREIGN_REQUEST = "foreign-request"
    """The request is another team's."""
    NOT_A_MEMBER = "not-a-member"
    """They were in the team and are not any more."""
    LEFT_THE_GROUP = "left-the-group"
    """They are not in the team's group, so their roles do not hold."""
    MAY_NOT_ASK = "may-not-ask"
    """Nobody can tell whether they are in the group: the bot is no administrator there."""
    ONLY_REQUESTERS = "only-requesters"
    """Only requesters."""
    OWN_REQUEST = "own-request"
    """Nobody decides on their own request."""
    OWN_LINE = "own-line"
    """Nobody decides on a request to which they added a line."""
    PROPOSED_ALREADY = "proposed-already"
    """Somebody proposes a part of a request once."""
    ALREADY_DECIDED = "already-decided"
    """They voted on this content before."""
    NO_OWN_VOTE = "no-own-vote"
    """They have no yes on this content."""
    NO_OWN_QUESTION = "no-own-question"
    """They have no open question on this content."""
    NOT_ASKED = "not-asked"
    """The rules ask other people."""
    NOT_YOUR_TURN = "not-your-turn"
    """An earlier step is not done, or their yes would add nothing."""
    OTHERS_QUESTION = "others-question"
    """The pressed message asks somebody else, or asks nothing any more."""
    SECOND_ADMIN = "second-admin"
    """It waits for another admin's word."""
    PROPOSAL_OVER = "proposal-over"
    """It took effect or was turned down already, or never existed."""
    PROPOSAL_EXPIRED = "proposal-expired"
    """Nobody agreed within a day."""
    PROPOSAL_SUPERSEDED = "proposal-superseded"
    """What it would change was changed meanwhile."""
    PROPOSER_NO_ADMIN = "proposer-no-admin"
    """The person who proposed it is no admin any more."""
    PROPOSER_LEFT = "proposer-left"
    """The person who proposed it is not in the team's group."""
    UNKNOWN_TEAM = "unknown-team"
    """Unknown team."""
    BUY_IN_TEAM = "buy-in-team"
    """An admin of the settings who asks in no team, while there is one."""
    NOTHING_CHANGES = "nothing-changes"
    """It is so already."""
    NOT_A_GROUP = "not-a-group"
    """Only a group becomes a team."""
    TEAM_NEEDS_ROLE = "team-needs-role"
    """A member has at least one role."""
    INVITATION_UNKNOWN = "invitation-unknown"
    """Invitation unknown."""
    INVITATION_OWN = "invitation-own"
    """Nobody gives themself a right by their own link."""
    INVITATION_USED = "invitation-used"
    """Invitation used."""
    INVITATION_EXPIRED = "invitation-expired"
    """Invitation expired."""
    INVITATION_VOID = "invitation-void"
    """The person who made it is no admin any more."""
    LIMIT_WRONG = "limit-wrong"
    """Limit wrong."""
    POLICY_EMPTY = "policy-empty"
    """Policy empty."""
    AWAY_NOT_AN_APPROVER = "away-not-an-approver"
    """Only an approver can be away."""
    AWAY_TO_ONESELF = "away-to-oneself"
    """Nobody can be their own stand-in."""
    AWAY_TO_NO_APPROVER = "away-to-no-approver"
    """The stand-in is no approver."""
    AWAY_PAST = "away-past"
    """The absence lies in the past."""
    AWAY_BACKWARDS = "away-backwards"
    """The absence ends before it begins."""
    AWAY_TOO_LONG = "away-too-long"
    """The absence is too long."""
    AWAY_OVERLAP = "away-overlap"
    """The absence overlaps another one."""
    AWAY_LOOP = "away-loop"
    """The stand-ins would stand in for each other in a circle."""
    NOTIFY_UNCLEAR = "notify-unclear"
    """What was chosen about messages cannot be chosen."""
    NOT_AWAY = "not-away"
    """They are not away."""
    NOTE_NEEDED = "note-needed"
    """The team's rules want a reason first."""
    NO_RULE = "no-rule"
    """No rule says what happens with it."""
    WHY_EMPTY = "why-empty"
    """A reason to decline, a question or an answer needs words."""
    NO_QUESTION = "no-question"
    """Nothing was asked."""
    GROUP_NO_TEAM = "group-no-team"
    """This group is no team, and nobody may ask in it."""
    WHICH_TEAM = "which-team"
    """They are in several teams and must say which."""
    ONLY_REQUESTER_ANSWERS = "only-requester-answers"
    """Only the requester answers a question."""
    NO_TEAM = "no-team"
    """They are in no team."""
    LIST_OF_TEAM = "list-of-team"
    """Only a team has a list."""
    LIST_MOVED = "list-moved"
    """Others changed the list while it was asked for."""
    LIST_LINE_GONE = "list-line-gone"
    """The line was taken out, changed, or asked for by somebody."""
    PIECES_WRONG = "pieces-wrong"
    """So many pieces of it cannot be bought: below its minimum, not a whole lot, or more than there are."""
    NOTHING_FOR_LIST = "nothing-for-list"
    """Variant and quantity must be chosen before a draft goes to the list."""
    SKU_COUNT_UNCLEAR = "sku-count-unclear"
    """What was typed is no certain number of ours."""
    NO_RESERVE = "no-reserve"
    """None of what is held up has another source."""
    FORGET_SETTINGS = "forget-settings"
    """The settings make them an admin."""
    FORGET_UNKNOWN = "forget-unknown"
    """Nothing is stored of anybody of this number."""
    FORGET_OVER = "forget-over"
    """The question whether to forget was answered, or is too old."""


@dataclass(frozen=True, kw_only=True)
class Why:
    """A reason with facts of its own; `code` names its text (`refusal-<code>`), its fields are the values in that."""

    code: ClassVar[str]

    @property
    def key(self) -> str:
        """The name of the reason."""
        return self.code


@dataclass(frozen=True, kw_only=True)
class NumberedWhy(Why):
    """A reason that has to do with a request or an order; `number` is that, None if none is known."""

    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class PlainWhy(NumberedWhy):
    """A reason that is all said by its name."""

    which: RefusalReason

    @property
    def key(self) -> str:
        """The name of the reason."""
        return self.which.value


@dataclass(frozen=True, kw_only=True)
class Undecided(Why):
    """Something is to be decided on first: orders that nothing explains, and requests that rest.

    `swept` if 1688's orders were read already.
    """

    swept: bool = False
    unknown: int = 0
    resting: int = 0


class Refusal(Exception):
    """An action of the desk does nothing, for this reason; a plain one may name a request or an order."""

    def __init__(self, why: Why | RefusalReason, number: int | str | None = None) -> None:
        self.why = PlainWhy(which=why, number=number) if isinstance(why, RefusalReason) else why
        super().__init__(self.why.key)

    @property
    def key(self) -> str:
        """The name of the reason."""
        return self.why.key

    @property
    def reason(self) -> "RefusalReason | type[Why]":
        """The reason itself, to be compared: a member, or the class of one with facts."""
        return self.why.which if isinstance(self.why, PlainWhy) else type(self.why)

    @property
    def facts(self) -> dict[str, Any]:
        """The values of the reason, by name."""
        return vars(self.why)
