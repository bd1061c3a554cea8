"""Signs and reads what a button carries: an action with its arguments in at most 64 bytes, for one chat.

A client can send whatever it likes as a press. The code therefore ends in a tag over the chat and the code
itself; a code that is forged, cut, changed or carried over from another chat is not read at all. The tag says
only that we wrote the button, never that the presser may use it.

A whole hash does not fit, and a person who writes contents can search for two whose hashes begin alike. A button
therefore carries a keyed tag of the hash: inside the bot a code carries the hash, on its way back the tag.

| action | arguments | what a press asks for |
|---|---|---|
| AXIS | request, page, *picks | the variant list at this page and picks: `request_card(axis_picks=, page=)` |
| MENU | request, perhaps a page | the card with the rest of its buttons: `request_card(more=True, page=)` |
| BACK | request | the card as it stands: `request_card()` |
| SPEC | request, spec_id | choose this variant |
| SOLD_OUT | request | nothing; the answer is `sold_out()` |
| SEVERAL | request | from now on several variants are collected |
| GRID | request, row, pieces | the grid at this row, where a press adds so many pieces; only the view changes |
| COLLECT | request, cell, its mark, 1 for its whole row, pieces, row | add so many pieces there |
| COLLECTED | request | all variants are collected: price them |
| LINE | request, place | choose this one of several offers; 0 shows all of them |
| DROP_LINE | request, place | take this one of several offers out |
| SKU | own SKU | show it |
| SKUS | page | a page of the list of own SKUs (`own_skus.page`), in place |
| SKU_BUY | own SKU, count or 0, 1 for its reserve | open a draft of so many of it; 0 asks how many |
| SKU_REMOVE | own SKU, 0 or 1 or 2 | ask whether it shall go off the list; take it off; show it again |
| SKU_EXPORT | – | the list as a file |
| SKU_RESERVE | request, place or 0 | buy this line's codes from their other source; 0: of every line held up |
| REORDER | request | a draft of the same variants and quantities |
| REST | request | a draft of what 1688 did not take of it |
| READ_SHEET | the file's message | read a sheet that was dropped into a group |
| STOP_READING | the reading's number | stop asking 1688 for what stands in a sheet |
| QUANTITY | request, pieces | choose this quantity |
| OTHER_QUANTITY | request | ask for a number (`ask_quantity`) |
| ADDRESS | request, address_id | choose this address |
| CHANGE | request, stage | reopen at this stage |
| CONFIRM | request, the mark of the repeat that the card warned of if it did, the snapshot's hash | buy exactly this |
| NOTE | request | ask for a note (`ask_note`) |
| UNASK | – | close the question that this message asks, and take the message away |
| CANCEL_DRAFT | request | cancel the request |
| RETRY | request | place it now: what 1688 did not take, and the program no longer tries |
| WITHDRAW | request | do not place it: the consent is taken back |
| BY_HAND | request | the presser orders it on the site: what to order |
| HAND_NUMBER | request | ask for the number of the order that somebody placed by hand |
| HAND_ACCEPT | request, order_id, its total in fen | it is right although it differs from what was approved |
| PAY | order_id | fresh pay links (`pay_links`) |
| QR | order_id | a fresh pay link as a picture, for the presser alone |
| MORE | order_id | what else can be done before the payment (`more`) |
| CANCEL_ASK | order_id | ask whether the order shall be cancelled (`cancel_question`) |
| CANCEL_YES | order_id | cancel the order on 1688 |
| CANCEL_NO | order_id | keep it: the question goes |
| CANCEL_THIS | request, 0 to keep it | cancel this purchase, which a bare /cancel offered; the question goes |
| TELL_SELLER | order_id | ask for a note to the seller (`ask_seller_note`) |
| CHAT_SELLER | order_id | the seller's chat (`seller_chat`) |
| LOOK | order_id | look at the order now |
| TRACK | request number or order_id, as text, perhaps 1 | its parcels (`trace`), as carriers wrote (1) or not (2) |
| ORDERS | filter, page | a page of the list, in place |
| PENDING | page | a page of what waits for a decision, in place |
| DETAILS | request number, as text | `order_details` |
| FOUND | attempt_id | ask for the order number (`ask_order_number`) |
| PLACE_ANEW | attempt_id | it does not exist: order again |
| GIVE_UP | attempt_id | it does not exist: give up |
| FOUND_THIS | attempt_id, order_id, 1 to show the next one | this order, which was shown, is that of the doubt |
| GIVE_UP_SEEN | attempt_id, hash of the orders shown | it is none of these: give up |
| GHOST_CLOSED | order_id | the unexpected order is settled |
| GHOSTS | place, 1 to turn the page | the unexpected order at this place (from 0), those placed outside last |
| GHOST_LINK | order_id, request, 0 on its card | it is the order of this request, or of one of its sellers |
| GHOST_FOLLOW | order_id | it is followed as a purchase of its own |
| GHOST_SETTLE | order_id, place | it is settled; the next one, in place |
| LETTERS | place, 1 to turn the page | the dead letter at this place (from 0) |
| LETTER_AGAIN | id, 1 if it came to us, place | have it tried again |
| LETTER_READ | id, 1 if it came to us, place | it need not be shown any more |
| OPEN | offer_id, pieces or 0, words beside it | a draft of this offer |
| SEARCH | page, words | this page of the search, in place |
| HEALTH | 1 for the regular jobs, 0 for the rest, 2 to ask 1688 before | the bot's health, in place |
| STILL | – | nothing (a page's number) |
| APPROVE | request, perhaps such a mark, the snapshot's hash | yes to exactly this |
| CHOOSE_PART | request, which sellers, in bits | the card with a mark at each of these sellers; only the view changes |
| APPROVE_PART | request, which sellers, in bits, perhaps such a mark, the hash | yes to these sellers alone |
| DECLINE | request, the snapshot's hash | no: ask for the reason (`ask_reason`) |
| DECLINE_FOR | request, place of the reason, the snapshot's hash | no to exactly this, for one of the usual reasons |
| DECLINE_OTHER | request, the snapshot's hash | no: ask for a reason in own words |
| ASK | request | ask for a question to the requester (`ask_question`) |
| ANSWER | request | ask for the requester's answer (`ask_answer`) |
| TAKE_BACK | request | the requester withdraws what waits |
| TAKE_VOTE_BACK | request, the snapshot's hash | the presser's own yes to exactly this counts no more |
| LET_GO | request, the snapshot's hash | the presser needs no answer to what they asked about exactly this |
| WHY | request | ask why it is wanted (`ask_why`) |
| ASK_IN | request, team | ask in another team instead |
| TO_LIST | request | what is chosen in this draft goes to the list of its team |
| LIST | team, page | a page of the list, in place |
| LIST_CHANGE | team, page | the same page, with a button for each line that the presser may change |
| LIST_LINE | line | one line and what can be changed, in place |
| LIST_PIECES | line, pieces | so many of it; 0 takes it out |
| LIST_TYPE | line | ask for a number (`ask_list_pieces`) |
| LIST_ASK | team | a draft of all that is on the list |
| SHOW | request | post its card here, below everything else |
| TEAM | team | its people (`team_card`), in place |
| MEMBER | team, person | one member and what can be changed (`member_card`), in place |
| ROLE | team, person, role as text | give or take this role |
| REMOVE_ASK | team, person | ask whether they shall be removed, in place |
| REMOVE | team, person | remove them |
| INVITE | team, role as text | a link for one person |
| ADD | team, role as text | choose people of Telegram's own list (`ask_people`) |
| TEAM_HERE | – | make this group a team |
| SECOND | proposal | agree to a change that loosens |
| DROP | proposal | turn such a change down |
| POLICY | team | its rules, in place |
| POLICY_YES | team, the text's hash | change the rules to what was previewed |
| NOTIFY | team or 0 for oneself, page | a page of what is chosen about messages (`notify_card`), in place |
| NOTIFY_SET | team or 0, what, value | choose this, and show its page again |
| FORGET | mark of the question, 1 or 0 | the presser is forgotten; 0: they are not |
| POLICY_TRY | team, place of the lines | preview usual lines as if they had been typed |
| SETTINGS | team | its language, zone and rate, in place |
| LANGUAGE | team, language | the language of the group's cards |
| RATE_ASK | team, currency | ask for its rate (`ask_rate`) |
| RATE_STILL | team | the rate is the same today |
| AWAY | team, last day as its ordinal or 0 | be away from today until then: ask who decides; 0 asks until when |
| AWAY_YES | team, last day, person or 0 | be away until then; this person decides meanwhile, or nobody |
| BACK_AGAIN | – | the presser's absences end |
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from urllib.parse import unquote

from bot.cards.view import View

MOST_BYTES = 64
"""Telegram's limit of callback data, in bytes."""

_TAG_BYTES = 8
_TAG_LENGTH = 11
_CONTENT_BYTES = 16
_HASH = re.compile("(?<=:~)[0-9a-f]{64}$")


@unique
class ButtonAction(StrEnum):
    """The actions a button can ask for; the table above says with which arguments."""

    AXIS = "ax"
    MENU = "mn"
    BACK = "bk"
    SPEC = "sp"
    SOLD_OUT = "so"
    SEVERAL = "sv"
    GRID = "gr"
    COLLECT = "co"
    COLLECTED = "cc"
    LINE = "ln"
    DROP_LINE = "dl"
    SKU = "sk"
    SKUS = "sl"
    SKU_BUY = "sb"
    SKU_REMOVE = "sx"
    SKU_EXPORT = "sf"
    SKU_RESERVE = "sr"
    REORDER = "re"
    REST = "rt"
    STOP_READING = "st"
    READ_SHEET = "rd"
    QUANTITY = "q"
    OTHER_QUANTITY = "oq"
    ADDRESS = "ad"
    CHANGE = "ch"
    CONFIRM = "ok"
    NOTE = "no"
    UNASK = "ua"
    CANCEL_DRAFT = "cd"
    RETRY = "ry"
    WITHDRAW = "wd"
    BY_HAND = "bh"
    HAND_NUMBER = "hn"
    HAND_ACCEPT = "ha"
    PAY = "pa"
    QR = "qr"
    MORE = "mo"
    CANCEL_ASK = "ca"
    CANCEL_YES = "cy"
    CANCEL_NO = "cn"
    CANCEL_THIS = "ct"
    TELL_SELLER = "ts"
    CHAT_SELLER = "cs"
    LOOK = "lk"
    TRACK = "tr"
    ORDERS = "os"
    PENDING = "pn"
    DETAILS = "de"
    FOUND = "fo"
    PLACE_ANEW = "ag"
    GIVE_UP = "gu"
    FOUND_THIS = "ft"
    GIVE_UP_SEEN = "gx"
    GHOST_CLOSED = "gc"
    GHOSTS = "gs"
    GHOST_LINK = "gl"
    GHOST_FOLLOW = "gf"
    GHOST_SETTLE = "gt"
    LETTERS = "ls"
    LETTER_AGAIN = "la"
    LETTER_READ = "lr"
    OPEN = "op"
    SEARCH = "se"
    HEALTH = "he"
    STILL = "-"
    APPROVE = "ap"
    CHOOSE_PART = "cp"
    APPROVE_PART = "pp"
    DECLINE = "dc"
    DECLINE_FOR = "df"
    DECLINE_OTHER = "do"
    ASK = "aq"
    ANSWER = "an"
    TAKE_BACK = "tb"
    TAKE_VOTE_BACK = "tv"
    LET_GO = "lg"
    WHY = "wy"
    ASK_IN = "ai"
    TO_LIST = "tl"
    LIST = "li"
    LIST_CHANGE = "lc"
    LIST_LINE = "lv"
    LIST_PIECES = "lp"
    LIST_TYPE = "ly"
    LIST_ASK = "lq"
    SHOW = "sh"
    TEAM = "tm"
    MEMBER = "me"
    ROLE = "ro"
    REMOVE_ASK = "ra"
    REMOVE = "rx"
    INVITE = "in"
    ADD = "pk"
    TEAM_HERE = "th"
    SECOND = "2n"
    DROP = "dp"
    POLICY = "po"
    POLICY_YES = "py"
    NOTIFY = "ny"
    NOTIFY_SET = "ns"
    FORGET = "fm"
    POLICY_TRY = "pt"
    SETTINGS = "tg"
    LANGUAGE = "lu"
    RATE_ASK = "rk"
    RATE_STILL = "rs"
    AWAY = "aw"
    AWAY_YES = "ay"
    BACK_AGAIN = "bb"


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


AGREES = frozenset({
    ButtonAction.CONFIRM, ButtonAction.APPROVE, ButtonAction.APPROVE_PART, ButtonAction.DECLINE,
    ButtonAction.DECLINE_FOR, ButtonAction.DECLINE_OTHER, ButtonAction.TAKE_VOTE_BACK, ButtonAction.LET_GO,
})  # fmt: skip
"""The actions that concern exactly one content of a request."""
_TELLS_CONTENT = tuple(f"{action}:" for action in (*sorted(AGREES), ButtonAction.POLICY_YES))


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
        text, tag = data[:-_TAG_LENGTH], data[-_TAG_LENGTH:]
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
    return text.isprintable() and len(text.encode()) + _TAG_LENGTH <= MOST_BYTES


def _written(arg: str | int) -> str:
    if isinstance(arg, int):
        return str(arg)
    return "~" + arg.replace("%", "%25").replace(":", "%3A")


def _read(arg: str) -> str | int:
    return unquote(arg[1:]) if arg.startswith("~") else int(arg)
