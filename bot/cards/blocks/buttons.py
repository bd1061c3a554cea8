"""Signs and reads what a button carries: an action with its arguments in at most 64 bytes, for one chat.

A client can send whatever it likes as a press. The code therefore ends in a tag over the chat and the code
itself; a code that is forged, cut, changed or carried over from another chat is not read at all. The tag says
only that we wrote the button, never that the presser may use it.

A whole hash does not fit, and a person who writes contents can search for two whose hashes begin alike. A button
therefore carries a keyed tag of the hash: inside the bot a code carries the hash, on its way back the tag.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from urllib.parse import unquote

from bot.cards.blocks.view import View

MOST_BYTES = 64
"""Telegram's limit of callback data, in bytes."""

_TAG_BYTES = 8
TAG_LENGTH = 11
"""So many letters of the tag end the callback data of every button."""
_CONTENT_BYTES = 16
_HASH = re.compile("(?<=:~)[0-9a-f]{64}$")


class HoldsWhile(StrEnum):
    """As long as what is true of its purchase a button does what it says; `bot/cards/requests/holding.py` judges it."""

    DRAFT = "draft"
    HAS_MORE = "has_more"
    CONSENT = "consent"
    RETRIABLE = "retriable"
    NOT_SENT = "not_sent"
    BY_HAND = "by_hand"
    PAYABLE = "payable"
    CANCELLABLE = "cancellable"
    FINDABLE = "findable"
    REPEATABLE = "repeatable"
    DOUBTED = "doubted"
    ONE_OF_THEM = "one_of_them"
    AS_SEEN = "as_seen"
    AGREEABLE = "agreeable"
    WAITS = "waits"
    UNDECIDED = "undecided"
    ANSWERABLE = "answerable"
    REVOCABLE = "revocable"
    ASKING = "asking"
    WHY = "why"
    LISTABLE = "listable"
    REPLACEABLE = "replaceable"


class Readers(StrEnum):
    """Who of a team sees a button of a decided purchase in private: whoever would not be refused."""

    EVERYBODY = "everybody"
    BUYERS = "buyers"
    WHO_ASKS = "who asks"
    ITS_REQUESTER = "its requester"
    WHO_HANDLES_IT = "who handles it"
    """Its requester and the buyers."""
    WHOSE_ALONE_IT_IS = "whose alone it is"
    """The buyers, and a requester to whose lines nobody else added any."""


@unique
class ButtonAction(StrEnum):
    """What a button can ask for: its code, its arguments and what a press does, each in one row.

    Then, if they differ from the usual, when it holds, and who of a team sees it.
    A button without `holds` holds in every state. Its handler stands below `pressed` in the chat.
    """

    arguments: str
    asks_for: str
    holds: HoldsWhile | None
    readers: Readers

    def __new__(
        cls,
        code: str,
        arguments: str = "",
        asks_for: str = "",
        holds: HoldsWhile | None = None,
        readers: Readers = Readers.EVERYBODY,
    ) -> "ButtonAction":
        """A button's code, which stands on it; at most two letters, and never another meaning."""
        action = str.__new__(cls, code)
        action._value_ = code
        action.arguments, action.asks_for = arguments, asks_for
        action.holds, action.readers = holds, readers
        return action

    @property
    def agrees(self) -> bool:
        """Whether a press concerns exactly one content of a request."""
        return self.arguments.endswith("the snapshot's hash")

    AXIS = "ax", "request, page, *picks", "the variant list at this page and picks", HoldsWhile.DRAFT
    MENU = "mn", "request, perhaps a page", "the card with the rest of its buttons", HoldsWhile.HAS_MORE
    BACK = "bk", "request", "the card as it stands"
    SPEC = "sp", "request, spec_id", "choose this variant", HoldsWhile.DRAFT
    SOLD_OUT = "so", "request", "nothing", HoldsWhile.DRAFT
    SEVERAL = "sv", "request", "from now on several variants are collected", HoldsWhile.DRAFT
    GRID = "gr", "request, row, pieces", "the grid at this row, where a press adds so many pieces", HoldsWhile.DRAFT
    COLLECT = "co", "request, cell, its mark, 1 for its row, pieces, row", "add so many pieces there", HoldsWhile.DRAFT
    COLLECTED = "cc", "request", "all variants are collected: price them", HoldsWhile.DRAFT
    LINE = "ln", "request, place", "choose this one of several offers; 0 shows all of them", HoldsWhile.DRAFT
    DROP_LINE = "dl", "request, place", "take this one of several offers out", HoldsWhile.DRAFT
    SKU = "sk", "own SKU", "show it"
    SKUS = "sl", "page", "a page of the list of own SKUs, in place"
    SKU_BUY = "sb", "own SKU, count or 0, 1 for its reserve", "open a draft of so many of it; 0 asks how many"
    SKU_REMOVE = "sx", "own SKU, 0 or 1 or 2", "ask whether it shall go off the list; take it off; show it again"
    SKU_EXPORT = "sf", "", "the list as a file"
    SKU_RESERVE = "sr", "request, place or 0 for all", "buy its codes from their other source", HoldsWhile.REPLACEABLE
    REORDER = "re", "request", "a draft of the same variants and quantities", None, Readers.WHO_ASKS
    REST = "rt", "request", "a draft of what 1688 did not take of it", None, Readers.WHO_ASKS
    STOP_READING = "st", "the reading's number", "stop asking 1688 for what stands in a sheet"
    READ_SHEET = "rd", "the file's message", "read a sheet that was dropped into a group"
    QUANTITY = "q", "request, pieces", "choose this quantity", HoldsWhile.DRAFT
    OTHER_QUANTITY = "oq", "request", "ask for a number", HoldsWhile.DRAFT
    ADDRESS = "ad", "request, address_id", "choose this address", HoldsWhile.DRAFT
    CHANGE = "ch", "request, stage", "reopen at this stage", HoldsWhile.DRAFT
    CONFIRM = (
        "ok",
        "request, the mark of the repeat that was warned of if any, the snapshot's hash",
        "buy exactly this",
        HoldsWhile.CONSENT,
        Readers.ITS_REQUESTER,
    )
    NOTE = "no", "request", "ask for a note", HoldsWhile.DRAFT
    UNASK = "ua", "", "close the question that this message asks, and take the message away"
    USE_ANSWER = "zl", "", "take the words that this message shows as the answer to their question"
    CANCEL_DRAFT = "cd", "request", "cancel the request", HoldsWhile.DRAFT
    RETRY = "ry", "request", "place now what the program no longer tries", HoldsWhile.RETRIABLE, Readers.ITS_REQUESTER
    WITHDRAW = "wd", "request", "do not place it: the consent is taken back", HoldsWhile.NOT_SENT, Readers.ITS_REQUESTER
    BY_HAND = "bh", "request", "what the presser orders on the site", HoldsWhile.NOT_SENT, Readers.WHO_HANDLES_IT
    HAND_NUMBER = "hn", "request", "ask for the number of that order", HoldsWhile.BY_HAND, Readers.WHO_HANDLES_IT
    HAND_ACCEPT = (
        "ha",
        "request, order_id, its total in fen",
        "it is right although it differs from what was approved",
        HoldsWhile.BY_HAND,
        Readers.WHO_HANDLES_IT,
    )
    PAY = "pa", "order_id", "fresh pay links", HoldsWhile.PAYABLE, Readers.BUYERS
    QR = "qr", "order_id", "a fresh pay link as a picture, for the presser alone", HoldsWhile.PAYABLE, Readers.BUYERS
    PAY_RUN = "pr", "run or 0, what, order or mark or -, page", "orders to pay together", None, Readers.BUYERS
    MORE = "mo", "order_id", "what else can be done before the payment"
    CANCEL_ASK = (
        "ca",
        "order_id",
        "ask whether the order shall be cancelled",
        HoldsWhile.CANCELLABLE,
        Readers.WHOSE_ALONE_IT_IS,
    )
    CANCEL_YES = "cy", "order_id", "cancel the order on 1688", HoldsWhile.CANCELLABLE
    CANCEL_NO = "cn", "order_id", "keep it: the question goes", HoldsWhile.CANCELLABLE
    REFUND_AGREE = "xp", "order_id, errand", "give a second word on what is asked back"
    REFUND_TURN_DOWN = "xq", "order_id, errand", "say no to it, or take it back: it is a draft again"
    REFUNDS = "xr", "page, -1 for the sums by seller", "what runs of refunds, in place"
    CANCEL_THIS = "ct", "request, 0 to keep it", "cancel this purchase, which a bare /cancel offered; the question goes"
    TELL_SELLER = "ts", "order_id", "ask for a note to the seller"
    CHAT_SELLER = "cs", "order_id", "the seller's chat"
    CHASE = "cz", "order_id", "how its seller was chased, and can be", None, Readers.WHO_HANDLES_IT
    URGE = "ug", "order_id", "have 1688 urge the seller to send it", None, Readers.WHO_HANDLES_IT
    SELLER_NOTE = "sn", "order_id", "a note to the seller, to be sent by another press", None, Readers.WHO_HANDLES_IT
    SEND_NOTE = "nd", "order_id", "send the note that is shown", None, Readers.WHO_HANDLES_IT
    MESSAGE_THERE = "nt", "order_id, errand_id, 1 or 0", "whether 1688 has the note or the urge that was unclear"
    COUNT = "kc", "order_id, place of its parcel from 1 or 0, perhaps 1, page", "count what came; 1: in place"
    COUNT_ALL = "ka", "order_id, place of its parcel from 1 or 0, the newest event that is shown", "all of it is there"
    RECEIPT = "kr", "order_id", "ask whether its receipt shall be confirmed at 1688", None, Readers.BUYERS
    RECEIPT_YES = "ks", "order_id, 1 for all of it, the mark of what is confirmed", "confirm it at 1688"
    ARRIVING = "kl", "page", "a page of what arrives, in place; 0: the first one, below"
    ARRIVING_SHEET = "ko", "", "all that arrives as a sheet, in private"
    COUNT_LINE = "kb", "order_id, place of its parcel, place of a line from 1", "count this line, in place"
    COUNT_STEP = "kd", "order_id, parcel, line, what it is, so many or 0", "so many more or less; 0 asks for a number"
    COUNT_IT = "ke", "order_id, parcel, the newest event that is shown, perhaps 1", "count what was stepped; 1: surplus"
    CLOSE_REST = "kf", "order_id, parcel, line or 0, perhaps 1", "ask why the rest will not come; 1: in place"
    CLOSE_FOR = "kg", "order_id, parcel, line or 0, reason or 0, newest event", "the rest will not come; 0: it may"
    COUNT_BACK = "kh", "order_id, parcel, first event of a count or 0", "take this count back; 0 shows all"
    COUNT_RIGHT = "xt", "order_id, parcel, the newest event that is shown", "after a restore: the count is right"
    REFUND = "xa", "order_id, refund_id, perhaps 1", "this refund; 1: in place"
    REFUND_ASK = (
        "xb",
        "order_id, perhaps 1 or 2",
        "what to ask back of it; 1: in place, 2: goods go back",
        None,
        Readers.WHO_HANDLES_IT,
    )
    REFUND_PICK = "xc", "order_id, version of what is prepared, page, place", "choose this, in place"
    REFUND_PAGE = "xd", "order_id, page, place", "this page of what is prepared, in place"
    REFUND_CARRIER = "xe", "order_id, refund_id, place", "this carrier takes the goods back: ask for the waybill"
    REFUND_STEP = "xf", "order_id, version, line, what it is, so many or 0", "so many more; 0 asks for it to be typed"
    REFUND_SEND = "xg", "order_id, the mark of what is asked for", "ask 1688 for it"
    REFUND_DROP = "xh", "order_id", "it is not asked for"
    REFUND_NOT_THERE = "xi", "order_id, errand_id", "1688 does not know of what may have been sent"
    REFUND_WITHDRAW = "xj", "order_id, refund_id, 1 to change it, 1 for yes", "take it back; ask before"
    REFUND_BACK = "xk", "order_id, refund_id, page", "ask which carrier takes the goods back"
    REFUND_PIECES = "xm", "order_id, refund_id, what they are, how many", "these pieces the refund was for"
    REFUND_WHICH = "zf", "order_id, claim", "ask what a refund of the site is for"
    REFUND_EXPLAIN = "zg", "order_id, claim, kind, of which pieces, how many", "what a refund of the site is for"
    REFUND_REST = "zh", "order_id, claim", "ask for what is left of a refund that paid less"
    REFUND_AMOUNT = "zi", "order_id", "ask for an agreed sum without pieces", None, Readers.BUYERS
    REFUND_ON_SITE = "zj", "order_id, claim", "it is not on the site, or ended there without money"
    REFUND_THERE = "zk", "order_id, errand_id", "what may have been sent is on the site, where the main account sees it"
    REFUND_SENT = "xl", "order_id, refund_id", "tell 1688 of the waybill that is shown"
    LOOK = "lk", "order_id", "look at the order now"
    TRACK = "tr", "request number or order_id, as text, perhaps 1", "its parcels, as carriers wrote (1) or not (2)"
    ORDERS = "os", "filter, page", "a page of the list, in place"
    ORDERS_FOUND = "ea", "search, filter, page", "a page of the orders that the words of a search fit, in place"
    STUCK = "gi", "perhaps age, page, words of a name", "what is paid for and not in; a page of it, in place"
    REPORT = "jg", "kind, first day as its ordinal, its days or 0, group, perhaps a tag", "this report, in place"
    REPORT_SHEET = "jh", "the same", "the lines of a report as a sheet, in private"
    PENDING = "pn", "page", "a page of what waits for a decision, in place; 0: the first one, below"
    DETAILS = "de", "request number, as text", "`order_details`"
    FOUND = "fo", "attempt_id", "ask for the order number", HoldsWhile.FINDABLE, Readers.BUYERS
    PLACE_ANEW = "ag", "attempt_id", "it does not exist: order again", HoldsWhile.REPEATABLE, Readers.BUYERS
    GIVE_UP = "gu", "attempt_id", "it does not exist: give up", HoldsWhile.DOUBTED, Readers.BUYERS
    FOUND_THIS = "ft", "attempt_id, order_id, 1 for the next", "it is this one", HoldsWhile.ONE_OF_THEM, Readers.BUYERS
    GIVE_UP_SEEN = "gx", "attempt_id, hash of those shown", "none of these: give up", HoldsWhile.AS_SEEN, Readers.BUYERS
    UNKNOWN_CLOSED = "gc", "order_id", "the unexpected order is settled", None, Readers.BUYERS
    UNKNOWN_ORDERS = "gs", "place, 1 to turn the page", "the unexpected order at this place (from 0), outside ones last"
    UNKNOWN_LINK = "gl", "order_id, request, 0 on its card", "it is this request's", None, Readers.WHO_HANDLES_IT
    UNKNOWN_FOLLOW = "gf", "order_id", "it is followed as a purchase of its own"
    UNKNOWN_SETTLE = "gt", "order_id, place", "it is settled; the next one, in place"
    LETTERS = "ls", "place, 1 to turn the page", "the dead letter at this place (from 0)"
    LETTER_AGAIN = "la", "id, 1 if it came to us, place", "have it tried again"
    LETTER_READ = "lr", "id, 1 if it came to us, place", "it need not be shown any more"
    OPEN = "op", "offer_id, pieces or 0, words beside it", "a draft of this offer", None, Readers.WHO_ASKS
    SEARCH = "se", "page, words", "this page of what these words find, in place"
    FIND = "ya", "search, page", "this page of a stored search, in place"
    FIND_CHANGED = "yb", "search, what, value or 0", "the same search with this of it changed, in place"
    FIND_PICTURE = "yc", "search, message", "give 1688 the picture of this message, and search by it"
    COMPARE_HITS = "yk", "search, page", "the first offers of this page of a stored search side by side"
    COMPARE_DRAFT = "yl", "request", "its offers side by side, or ask for more of them", HoldsWhile.DRAFT
    COMPARE = "ym", "comparison, pieces", "the same offers at so many pieces of each, in place"
    COMPARE_TYPE = "yn", "comparison", "ask for another quantity, or more offers"
    COMPARE_TAKE = "yo", "comparison, place, pieces", "a draft of so many of this offer", None, Readers.WHO_ASKS
    COMPARE_WISH = "yp", "comparison, place", "the presser would take this offer, or not any more"
    HEALTH = "he", "1 for the regular jobs, 0 for the rest, 2 to ask 1688 before", "the bot's health, in place"
    STILL = "-", "", "nothing (a page's number)"
    APPROVE = "ap", "request, perhaps such a mark, the snapshot's hash", "yes to exactly this", HoldsWhile.AGREEABLE
    CHOOSE_PART = "cp", "request, which sellers, in bits", "the card with a mark at each of these", HoldsWhile.WAITS
    APPROVE_PART = (
        "pp",
        "request, which sellers, in bits, perhaps such a mark, the snapshot's hash",
        "yes to these sellers alone",
        HoldsWhile.AGREEABLE,
    )
    DECLINE = "dc", "request, the snapshot's hash", "no: ask for the reason", HoldsWhile.UNDECIDED
    DECLINE_FOR = "df", "request, place of the reason, the snapshot's hash", "no, for this reason", HoldsWhile.UNDECIDED
    DECLINE_OTHER = "do", "request, the snapshot's hash", "no: ask for a reason in own words", HoldsWhile.UNDECIDED
    ASK = "aq", "request", "ask for a question to the requester", HoldsWhile.WAITS
    ANSWER = "an", "request", "ask for the requester's answer", HoldsWhile.ANSWERABLE
    TAKE_BACK = "tb", "request", "the requester withdraws what waits", HoldsWhile.WAITS
    TAKE_VOTE_BACK = "tv", "request, the snapshot's hash", "the presser's own yes counts no more", HoldsWhile.REVOCABLE
    LET_GO = "lg", "request, the snapshot's hash", "the presser's questions need no answer", HoldsWhile.ASKING
    WHY = "wy", "request", "ask why it is wanted", HoldsWhile.WHY
    ASK_IN = "ai", "request, team", "ask in another team instead", HoldsWhile.DRAFT
    TO_LIST = "tl", "request", "what is chosen in this draft goes to the list of its team", HoldsWhile.LISTABLE
    LIST = "li", "team, page", "a page of the list, in place"
    LIST_CHANGE = "lc", "team, page", "the same page, with a button for each line that the presser may change"
    LIST_LINE = "lv", "line", "one line and what can be changed, in place"
    LIST_PIECES = "lp", "line, pieces", "so many of it; 0 takes it out"
    LIST_TYPE = "ly", "line", "ask for a number"
    LIST_ASK = "lq", "team", "a draft of all that is on the list, but for what is at rest"
    LIST_LET_GO = "lz", "line", "this line at rest is wanted, though maybe ordered already"
    SHOW = "sh", "request", "post its card here, below everything else"
    TEAM = "tm", "team", "its people, in place"
    MEMBER = "me", "team, person", "one member and what can be changed, in place"
    ROLE = "ro", "team, person, role as text, 1 or 0", "give this role; 0: take it"
    REMOVE_ASK = "ra", "team, person", "ask whether they shall be removed, in place"
    REMOVE = "rx", "team, person", "remove them"
    INVITE = "in", "team, role as text", "a link for one person"
    ADD = "pk", "team, role as text", "choose people of Telegram's own list"
    TEAM_HERE = "th", "", "make this group a team"
    SECOND = "2n", "proposal", "agree to a change that loosens"
    DROP = "dp", "proposal", "turn such a change down"
    POLICY = "po", "team", "its rules, in place"
    POLICY_YES = "py", "team, the text's hash", "change the rules to what was previewed"
    NOTIFY = "ny", "team or 0 for oneself, page", "a page of what is chosen about messages, in place"
    NOTIFY_SET = "ns", "team or 0, what, value", "choose this, and show its page again"
    FORGET = "fm", "mark of the question, 1 or 0", "the presser is forgotten; 0: they are not"
    POLICY_TRY = "pt", "team, place of the lines", "preview usual lines as if they had been typed"
    SETTINGS = "tg", "team", "its language, zone and rate, in place"
    LANGUAGE = "lu", "team, language", "the language of the group's cards"
    RATE_ASK = "rk", "team, currency", "ask for its rate"
    RATE_STILL = "rs", "team", "the rate is the same today"
    AWAY = "aw", "team, last day as its ordinal or 0", "be away until then: ask who decides; 0 asks until when"
    AWAY_YES = "ay", "team, last day, person or 0", "be away until then; this person decides meanwhile, or nobody"
    SETUP = "su", "team, number of a question or 0", "its setup at this question, or where it stands, in place"
    SETUP_LEAVE = "ul", "team, number of a question", "leave as it is what is asked; the next question, in place"
    SETUP_ADDRESS = "uw", "team, address_id, 1 if one was chosen before", "the team's usual address"
    SETUP_RULES = "up", "team, place of the lines, version of the rules that the card shows", "these usual lines hold"
    BACK_AGAIN = "bb", "", "the presser's absences end"
    SELLER = "yu", "request, place of its seller from 0, perhaps 1", "a seller and our record with it; 1: in place"
    TAG = "js", "request, place of a line or 0 for all", "ask which tag it shall have"
    TAG_THIS = "jt", "request, place or 0, perhaps the mark of a tag", "it has this tag, or none"
    TAG_OTHER = "ju", "request, place or 0", "ask for a tag in own words"
    ORDERS_TAGS = "jv", "", "ask of which tag purchases are listed, in place"
    TAGGED = "jx", "mark of a tag", "the purchases with this tag, in place"
    ASK_SELLER = "va", "request, place of its seller from 1 or 0", "the seller's chat, and words", HoldsWhile.HAS_MORE
    EXPORT = "jn", "days, rows, form", "the question what is exported with these chosen, in place"
    EXPORT_SEND = "jo", "days, rows, form", "the file of these, in private"
    COST = "ja", "request number, perhaps page, 1 in place", "what it cost, line by line"
    COST_ADD = "jb", "the mark of what is shown", "add the cost that this message shows"
    COST_BACK = "jc", "cost, 1 for yes or 2 for no", "take this cost back; ask before"
    COST_PAPER = "jd", "cost", "the photo of its paper, in private"
    SELLER_ANSWER = "vb", "request", "ask for what the seller answered", HoldsWhile.HAS_MORE


@dataclass(frozen=True)
class Code:
    """An action with its arguments; numbers stay numbers and texts stay texts on the way out and back."""

    action: ButtonAction
    args: tuple[str | int, ...] = ()

    @property
    def text(self) -> str:
        """The unsigned form, as a Button carries it inside the bot."""
        return ":".join([self.action, *map(_written, self.args)])

    @property
    def fits(self) -> bool:
        """Whether it can stand on a button once it is signed: short enough, and nothing but plain characters."""
        return _fits(self.text)

    @classmethod
    def parse(cls, text: str) -> "Code":
        """The code of an unsigned text; ValueError if it is none."""
        action, *args = text.split(":")
        return cls(ButtonAction(action), tuple(map(_read, args)))


_TELLS_CONTENT = tuple(f"{each}:" for each in ButtonAction if each.agrees or each is ButtonAction.POLICY_YES)


class Codes:
    """Writes and reads signed codes."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def make(self, text: str, chat_id: int) -> str:
        """The callback data of a code's unsigned text in a chat; ValueError if it would be longer than 64 bytes."""
        if not _fits(text):
            raise ValueError(f"a button of {text.partition(':')[0]} does not fit into {MOST_BYTES} bytes")
        if text.startswith(_TELLS_CONTENT):
            text = _HASH.sub(lambda found: self.content(found[0]), text)
        return text + self._tag(text, chat_id)

    def content(self, whole_hash: str) -> str:
        """The tag that stands on a button for the content of this hash; nobody without the key can compute it."""
        return _letters(hmac.digest(self._secret, f"content|{whole_hash}".encode(), hashlib.sha256)[:_CONTENT_BYTES])

    def is_content(self, tag: str | int, whole_hash: str) -> bool:
        """Whether a button was written for the content of this hash."""
        return hmac.compare_digest(str(tag).encode(), self.content(whole_hash).encode())

    def read(self, data: str, chat_id: int) -> Code | None:
        """The code that we once wrote for this chat, or None."""
        text, tag = data[:-TAG_LENGTH], data[-TAG_LENGTH:]
        try:
            expected = self._tag(text, chat_id).encode()
            return Code.parse(text) if hmac.compare_digest(tag.encode(), expected) else None
        except ValueError:
            return None

    def _tag(self, text: str, chat_id: int) -> str:
        digest = hmac.digest(self._secret, f"{chat_id}|{text}".encode(), hashlib.sha256)
        return _letters(digest[:_TAG_BYTES])


def signed(view: View, codes: Codes, chat_id: int) -> View:
    """The view with every button's code signed for the chat that it is sent to."""
    keyboard = tuple(
        tuple(replace(button, data=codes.make(button.data, chat_id)) if button.data else button for button in row)
        for row in view.keyboard
    )
    return replace(view, keyboard=keyboard)


def _letters(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _fits(text: str) -> bool:
    if text.startswith(_TELLS_CONTENT):
        text = _HASH.sub(_letters(bytes(_CONTENT_BYTES)), text)
    return text.isprintable() and len(text.encode()) + TAG_LENGTH <= MOST_BYTES


def _written(arg: str | int) -> str:
    if isinstance(arg, int):
        return str(arg)
    return "~" + arg.replace("%", "%25").replace(":", "%3A")


def _read(arg: str) -> str | int:
    return unquote(arg[1:]) if arg.startswith("~") else int(arg)
