"""Says why an action of the desk does nothing, in a form that the chat can word in any language."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, dataclass_transform


class RefusalReason(StrEnum):
    """A reason without facts but, perhaps, the request or order that it is about; `refusal-<value>` is its text."""

    UNKNOWN_REQUEST = "unknown-request"  # no request with this number
    UNKNOWN_ORDER = "unknown-order"  # no order with this number
    NOT_ON_MARKET = "not-on-market"  # 1688 has no order of this number, or the words are none
    NOT_YOURS = "not-yours"  # somebody else's draft
    WAS_SPLIT = "was-split"  # it was ordered in parts, one for each seller: one of them must be named
    NOT_SENT = "not-sent"  # it waits for its requester, not for approvers
    STALE = "stale"  # something moved since the card was shown; the card is renewed
    NOTHING_LEFT_OUT = "nothing-left-out"  # it is not certain that 1688 left anything of an order out
    LAST_LINE = "last-line"  # a request cannot be left without any product; whoever wants none of it cancels it
    READING_OVER = "reading-over"  # a sheet that shall be stopped was read to its end, or stopped before
    SEARCH_OVER = "search-over"  # its time is over, or it is of another chat
    NOT_YOUR_READING = "not-your-reading"  # somebody else's sheet is read
    ORDERED_BY_HAND = "ordered-by-hand"  # somebody orders it on the site: neither anybody else does, nor the program
    DRY_RUN = "dry-run"  # nothing is ordered in a dry run, by hand neither
    NOT_BY_HAND = "not-by-hand"  # nobody orders it by hand: the program places it
    UNPAYABLE_CANCELLING = "unpayable-cancelling"
    UNPAYABLE_CHECKING = "unpayable-checking"  # 1688 has not shown so far that it is the order that was sent
    UNPAYABLE_CONFLICT = "unpayable-conflict"  # it may be another order than the one sent
    UNPAYABLE_PRICE = "unpayable-price"  # it costs more than was agreed to
    UNPAYABLE_DIFFERS = "unpayable-differs"  # it shows another seller or product than was agreed to
    PAY_RUN_OVER = "pay-run-over"  # what was to be paid together is somebody else's, or holds no longer
    UNPAYABLE_ENDED = "unpayable-ended"  # nobody agrees to it any more
    CANCEL_TOO_EARLY = "cancel-too-early"  # 1688 closes an order only 10 s after it was made
    NOTHING_TO_CANCEL = "nothing-to-cancel"
    NOT_ORDERED = "not-ordered"  # no order, and so no parcels
    NOT_SHIPPED = "not-shipped"  # no parcels yet
    NOTHING_COUNTED = "nothing-counted"  # a count without a piece
    COUNT_UNCLEAR = "count-unclear"  # no whole number that can be, or of what the order does not hold
    COUNTED_MEANWHILE = "counted-meanwhile"  # it was counted since it was shown, by somebody else or on another device
    PARCEL_UNTOLD = "parcel-untold"  # 1688 does not say what is in it, so that not all of it can be counted at once
    OTHERS_COUNT = "others-count"  # only who counted it, its requester or a buyer takes it back
    EXPORT_TOO_LONG = "export-too-long"  # more rows or bytes than a chat takes
    ENOUGH_PHOTOS = "enough-photos"  # an order has its most photos
    NOTE_EMPTY = "note-empty"
    SECOND_PERSON = "second-person"  # recorded; a second person must say the same
    CLOCK_APART = "clock-apart"  # buying waits for a clock that is right: a consent of a wrong time would last too long
    JOURNAL_KEY_WANTED = "journal-key-wanted"  # buying waits for the key of the journal
    OTHER_PROGRAM_RUNS = "other-program-runs"  # another program ran with this bot's token a moment ago
    ORDER_SETTLED = "order-settled"  # somebody said what the unexpected order is
    LETTER_GONE = "letter-gone"  # somebody read the dead letter, or it is tried again already
    ALONE_NOT_OFFERED = "alone-not-offered"  # sending again needs two admins
    URGE_SHIPPED = "urge-shipped"  # only what is paid and not shipped can be urged
    MESSAGE_ANSWERED = "message-answered"  # it is known by now what became of this note or urge
    ERRAND_HOLDS = "errand-holds"  # something else of the order waits for a second word, or may have been sent
    RECEIPT_NOT_YET = "receipt-not-yet"  # only what is shipped, and is known to be what was sent, can be confirmed
    RECEIPT_OVER = "receipt-over"  # 1688 says that it was received
    RECEIPT_NOTHING = "receipt-nothing"  # no line is left, or 1688 does not number them
    RECEIPT_MOVED = "receipt-moved"  # it is counted otherwise than when it was asked
    RECEIPT_UNREAD = "receipt-unread"  # 1688 did not say just now how the order stands
    ERRAND_UNSENT = "errand-unsent"  # nothing was sent to 1688, so that it can be pressed again
    ERRAND_SENDING = "errand-sending"  # it goes out just now, or did so when the bot died
    ERRAND_NOT_LOOKED = "errand-not-looked"  # it is not unclear, or 1688 has not answered what it knows of it since
    REFUND_NOT_NOW = "refund-not-now"  # it is not paid, is over, or is not known to be what was sent
    REFUND_RUNS = "refund-runs"  # a refund of these lines runs
    REFUND_NOTHING = "refund-nothing"  # no line is left, or 1688 does not number them
    REFUND_PIECES = "refund-pieces"  # money of so many pieces cannot be asked back, or not in this way
    REFUND_COUNT_FIRST = "refund-count-first"  # nobody has counted what is here
    REFUND_AGAIN_LATER = "refund-again-later"  # a refund of the site was just said to be for no pieces of these lines
    REFUND_SHOWN = "refund-shown"  # 1688 shows it after all
    REFUND_MOVED = "refund-moved"  # it is another than what was shown
    REFUND_LESS = "refund-less"  # 1688 lets another sum be asked back by now
    REFUND_UNREAD = "refund-unread"  # 1688 did not say just now how the order stands
    REFUND_NO_REASON = "refund-no-reason"  # none is chosen, or 1688 does not know it
    REFUND_NO_PHOTO = "refund-no-photo"  # this reason needs a photo
    REFUND_PHOTOS = "refund-photos"  # at most five photos of this order
    REFUND_PHOTO_UNSENT = "refund-photo-unsent"  # a photo of it has no address at 1688 so far
    REFUND_NOT_THERE = "refund-not-there"  # 1688 shows no such refund, or not in this state
    AMOUNT_UNCLEAR = "amount-unclear"  # no sum in yuan
    COST_AMOUNT = "cost-amount"  # no sum, or not clearly one
    COST_PARTS = "cost-parts"  # no purchase is named that bears it
    COST_WORDS = "cost-words"  # more words than one line
    COST_TEAMS = "cost-teams"  # the purchases are of several teams
    COST_NOT_ORDERED = "cost-not-ordered"  # nothing of it was ordered, so that there is nothing to cost
    COST_NOT_YOURS = "cost-not-yours"  # they asked for none of its lines, and do not decide or buy in its team
    COST_OVER = "cost-over"  # it was added, taken back or left; or somebody else typed it
    COST_MOVED = "cost-moved"  # the purchases, or the rate, are others by now than was shown
    COST_PAPER = "cost-paper"  # it has its paper, or somebody else said it
    WAYBILL_UNCLEAR = "waybill-unclear"  # no waybill of any carrier
    REFUND_WORD_NOBODY = "refund-word-nobody"  # too few people could give the second word that the rules want
    REFUND_WORD_OVER = "refund-word-over"  # it waits for no second word any more
    REFUND_WAYBILL = "refund-waybill"  # a return needs a carrier of 1688's and a waybill
    NO_CHAT_LINK = "no-chat-link"
    REASON_NEEDED = "reason-needed"  # /pause wants a reason
    NO_IDENTITY = "no-identity"  # an anonymous admin, a channel or a forward
    FOREIGN_CHAT = "foreign-chat"  # this team's matters are settled in its group or in private
    FOREIGN_REQUEST = "foreign-request"  # the request is another team's
    NOT_A_MEMBER = "not-a-member"  # they were in the team and are not any more
    LEFT_THE_GROUP = "left-the-group"  # they are not in the team's group, so their roles do not hold
    MAY_NOT_ASK = "may-not-ask"  # nobody can tell whether they are in the group: the bot is no administrator there
    ONLY_REQUESTERS = "only-requesters"
    ONLY_RECEIVERS = "only-receivers"
    ONLY_RECEIVES = "only-receives"  # a receiver sees what arrives, and no purchase
    OWN_REQUEST = "own-request"  # nobody decides on their own request
    OWN_LINE = "own-line"  # nobody decides on a request to which they added a line
    PROPOSED_ALREADY = "proposed-already"  # somebody proposes a part of a request once
    ALREADY_DECIDED = "already-decided"  # they voted on this content before
    NO_OWN_VOTE = "no-own-vote"  # they have no yes on this content
    NO_OWN_QUESTION = "no-own-question"  # they have no open question on this content
    NOT_ASKED = "not-asked"  # the rules ask other people
    NOT_YOUR_TURN = "not-your-turn"  # an earlier step is not done, or their yes would add nothing
    OTHERS_QUESTION = "others-question"  # the pressed message asks somebody else, or asks nothing any more
    SECOND_ADMIN = "second-admin"  # it waits for another admin's word
    PROPOSAL_OVER = "proposal-over"  # it took effect or was turned down already, or never existed
    PROPOSAL_EXPIRED = "proposal-expired"  # nobody agreed within a day
    PROPOSAL_SUPERSEDED = "proposal-superseded"  # what it would change was changed meanwhile
    PROPOSER_NO_ADMIN = "proposer-no-admin"  # the person who proposed it is no admin any more
    PROPOSER_LEFT = "proposer-left"  # the person who proposed it is not in the team's group
    UNKNOWN_TEAM = "unknown-team"
    BUY_IN_TEAM = "buy-in-team"  # an admin of the settings who asks in no team, while there is one
    SETUP_MOVED = "setup-moved"  # another admin answered it meanwhile, or 1688 has that address no more
    NOTHING_CHANGES = "nothing-changes"  # it is so already
    NOT_A_GROUP = "not-a-group"  # only a group becomes a team
    TEAM_NEEDS_ROLE = "team-needs-role"  # a member has at least one role
    INVITATION_UNKNOWN = "invitation-unknown"
    INVITATION_OWN = "invitation-own"  # nobody gives themself a right by their own link
    INVITATION_USED = "invitation-used"
    INVITATION_EXPIRED = "invitation-expired"
    INVITATION_VOID = "invitation-void"  # the person who made it is no admin any more
    LIMIT_WRONG = "limit-wrong"
    POLICY_EMPTY = "policy-empty"
    AWAY_NOT_AN_APPROVER = "away-not-an-approver"  # only an approver can be away
    AWAY_TO_ONESELF = "away-to-oneself"  # nobody can be their own stand-in
    AWAY_TO_NO_APPROVER = "away-to-no-approver"  # the stand-in is no approver
    AWAY_PAST = "away-past"  # the absence lies in the past
    AWAY_BACKWARDS = "away-backwards"  # the absence ends before it begins
    AWAY_TOO_LONG = "away-too-long"  # the absence is too long
    AWAY_OVERLAP = "away-overlap"  # the absence overlaps another one
    AWAY_LOOP = "away-loop"  # the stand-ins would stand in for each other in a circle
    NOTIFY_UNCLEAR = "notify-unclear"  # what was chosen about messages cannot be chosen
    NOT_AWAY = "not-away"  # they are not away
    NOTE_NEEDED = "note-needed"  # the team's rules want a reason first
    NO_RULE = "no-rule"  # no rule says what happens with it
    WHY_EMPTY = "why-empty"  # a reason to decline, a question or an answer needs words
    NO_QUESTION = "no-question"  # nothing was asked
    GROUP_NO_TEAM = "group-no-team"  # this group is no team, and nobody may ask in it
    WHICH_TEAM = "which-team"  # they are in several teams and must say which
    ONLY_REQUESTER_ANSWERS = "only-requester-answers"  # only the requester answers a question
    NO_TEAM = "no-team"  # they are in no team
    LIST_OF_TEAM = "list-of-team"  # only a team has a list
    TAG_WRONG = "tag-wrong"  # no tag is typed, or one of more than a line or 64 characters
    TAG_GONE = "tag-gone"  # the tag of this button was used long ago
    TAG_UNSENT = "tag-unsent"  # it is agreed to with its tag, and not sent yet
    LIST_MOVED = "list-moved"  # others changed the list while it was asked for
    LIST_LINE_GONE = "list-line-gone"  # the line was taken out, changed, or asked for by somebody
    PIECES_WRONG = "pieces-wrong"  # below its minimum, not a whole lot, or more than there are
    NOTHING_FOR_LIST = "nothing-for-list"  # variant and quantity must be chosen before a draft goes to the list
    SKU_COUNT_UNCLEAR = "sku-count-unclear"  # what was typed is no certain number of ours
    NO_RESERVE = "no-reserve"  # none of what is held up has another source
    COMPARISON_GONE = "comparison-gone"  # what was set side by side is kept no longer, or was so in another chat
    RESERVE_UNSOLD = "reserve-unsold"  # what waits for approvers stays as it is: the other source cannot be bought
    FORGET_SETTINGS = "forget-settings"  # the settings make them an admin
    FORGET_UNKNOWN = "forget-unknown"  # nothing is stored of anybody of this number
    FORGET_OVER = "forget-over"  # the question whether to forget was answered, or is too old


WITH_FACTS: dict[str, type["Why"]] = {}
"""Every reason with facts of its own, by its name."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class Why:
    """A reason with facts of its own; `code` names its text (`refusal-<code>`), its fields are the values in that."""

    code: ClassVar[str] = ""

    def __init_subclass__(cls, code: str = "") -> None:
        dataclass(frozen=True, kw_only=True)(cls)
        if code:
            cls.code, WITH_FACTS[code] = code, cls

    @property
    def key(self) -> str:
        """The name of the reason."""
        return self.code


class NumberedWhy(Why):
    """A reason that has to do with a request or an order; `number` is that, None if none is known."""

    number: int | str | None = None


class PlainWhy(NumberedWhy):
    """A reason that is all said by its name."""

    which: RefusalReason

    @property
    def key(self) -> str:
        """The name of the reason."""
        return self.which.value


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
