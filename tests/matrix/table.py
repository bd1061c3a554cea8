"""Who may do what, where and when, in words of the test: one row for each thing that can be pressed, typed or sent.

Nothing here asks the program. A row says who is let (names of the town), in which states of the request, in which
places, and which table must have changed afterwards; whoever is not named changes nothing at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.cards.blocks.buttons import ButtonAction, Code
from tests.matrix.goods import DOUBTED, PLACED, STATES, Target
from tests.matrix.world_fixture import Town

PLACES = ("private", "group", "topic", "foreign", "forwarded", "anonymous")
"""`foreign` is the other team's group; `forwarded` a card or text carried elsewhere; `anonymous` an admin's mask.

A press from behind the mask carries the person, a message does not.
"""
PRESSED_IN = frozenset({"private", "group", "topic", "anonymous"})
WRITTEN_IN = frozenset({"private", "group", "topic"})
IN_GROUP = frozenset({"group", "topic"})

ANY = "any"
"""Of what is not about a request."""
OWN = frozenset({"asker", "self"})
BUYERS = frozenset({"buyer", "every"})
COUNTABLE = frozenset({"shipped", "finished", "paid"})
COUNTERS = OWN | BUYERS | {"other", "receiver"}
DECIDERS = frozenset({"approver", "every"})
ADMINS = frozenset({"lead", "every", "self", "owner"})
NOBODY: frozenset[str] = frozenset()
CHOOSING = frozenset({"draft", "again"})
WAITING = frozenset({"pending", "held"})
ORDERED = frozenset(PLACED)
NOT_SENT = frozenset({"ready", "rejected", "cancelled", "expired"})
UNCLEAR = frozenset({"in_doubt", "needs_person", "conflict"})


@dataclass(frozen=True)
class Asked:
    """What a cell's action is made of: the town, the request in question, who acts, and in which chat."""

    town: Town
    target: Target
    who: str
    chat: int


@dataclass(frozen=True)
class Row:
    """One action. `kind` is press, typed (an answer to the question `dialog`), or command."""

    name: str
    kind: str
    make: Callable[[Asked], Code | str]
    who: frozenset[str] = NOBODY
    states: frozenset[str] = frozenset({*STATES, ANY})
    changes: str = "event"
    dialog: str = ""
    where: frozenset[str] | None = None
    also: Callable[[str, str, str], bool] | None = field(default=None, compare=False)
    """Further (who, state, place) that is let."""

    @property
    def places(self) -> frozenset[str]:
        if self.where is not None:
            return self.where
        return PRESSED_IN if self.kind == "press" else WRITTEN_IN

    def lets(self, who: str, state: str, place: str) -> bool:
        """Whether this must have its effect; everything else must have none."""
        if self.also is not None and self.also(who, state, place):
            return True
        return who in self.who and state in self.states and place in self.places


def press(action: ButtonAction, args: Callable[[Asked], tuple[str | int, ...]], **more: Any) -> Row:
    return Row(action.name, "press", lambda a: Code(action, args(a)), **more)


def typed(dialog: str, words: Callable[[Asked], str], **more: Any) -> Row:
    return Row(f"typed {dialog}", "typed", words, dialog=dialog, **more)


def command(text: str, words: Callable[[Asked], str] = lambda a: "", **more: Any) -> Row:
    make = lambda a: f"{text} {words(a)}".strip()  # noqa: E731 - one line says it
    return Row(text, "command", make, **more)


def number(a: Asked) -> tuple[str | int, ...]:
    return (a.target.number,)


def seen(a: Asked) -> tuple[str | int, ...]:
    return a.target.number, a.target.hash


def order(a: Asked) -> tuple[str | int, ...]:
    return (a.target.order_id,)


def attempt(a: Asked) -> tuple[str | int, ...]:
    return (a.target.attempt_id,)


def withdraws(who: str, state: str, place: str) -> bool:
    """/cancel of what waits for a decision: its requester; of what waits to be placed: a buyer as well."""
    let = {"pending": OWN, "held": OWN, "ready": OWN | BUYERS}
    return place in WRITTEN_IN and who in let.get(state, NOBODY)


def withdraws_by_press(who: str, state: str, place: str) -> bool:
    """The same by a button."""
    return withdraws(who, state, "private") and place in PRESSED_IN


def decides_on_held(places: frozenset[str]) -> Callable[[str, str, str], bool]:
    """Where `approver` has agreed and a question of `every` holds that, only `every` has a word left."""
    return lambda who, state, place: (who, state) == ("every", "held") and place in places


def asks_the_seller(who: str, state: str, place: str) -> bool:
    """Who has a part in a request that others read: once it was asked for, its buyers and approvers too."""
    return who in BUYERS | DECIDERS and state in WAITING | {"again"} and place in WRITTEN_IN


def tags_what_was_sent(who: str, state: str, place: str) -> bool:
    """Who moves the sum of what was sent to another tag: its requester, the buyers and the admins."""
    sent = state in STATES and state not in CHOOSING | WAITING | NOT_SENT
    return who in OWN | BUYERS | ADMINS and sent and place in WRITTEN_IN


DRAFT = {"who": OWN, "states": CHOOSING, "changes": "request"}
READY = {"who": OWN | BUYERS, "states": frozenset({"ready"})}
DECIDE = {"who": DECIDERS, "states": frozenset({"pending"}), "changes": "decision"}
TYPED_NO = {**DECIDE, "also": decides_on_held(WRITTEN_IN)}
SETTLE = {"who": BUYERS | {"self"}, "states": frozenset({"needs_person"}), "changes": "verdict"}
UNPAID = {"who": BUYERS | {"self"}, "states": frozenset({"to_pay"})}

ABOUT_A_REQUEST: tuple[Row, ...] = (
    press(ButtonAction.CONFIRM, seen, **DRAFT),
    press(ButtonAction.SPEC, lambda a: (a.target.number, a.target.other_spec), **DRAFT),
    press(ButtonAction.SEVERAL, number, **DRAFT),
    press(ButtonAction.COLLECT, lambda a: (a.target.number, 1, a.target.other_spec[-4:], 0, 10, 0), **DRAFT),
    press(ButtonAction.COLLECTED, number, **DRAFT),
    press(ButtonAction.LINE, lambda a: (a.target.number, 0), **DRAFT),
    press(ButtonAction.DROP_LINE, lambda a: (a.target.number, 1), **DRAFT),
    press(ButtonAction.QUANTITY, lambda a: (a.target.number, 7), **DRAFT),
    press(ButtonAction.ADDRESS, lambda a: (a.target.number, a.target.address_id), **DRAFT),
    press(ButtonAction.CHANGE, lambda a: (a.target.number, "quantity"), **DRAFT),
    press(ButtonAction.CANCEL_DRAFT, number, **DRAFT),
    press(ButtonAction.TO_LIST, number, who=OWN, states=frozenset({"draft"}), changes="list_line"),
    press(ButtonAction.CANCEL_THIS, number, **DRAFT, also=withdraws_by_press),
    press(ButtonAction.RETRY, number, **READY),
    press(ButtonAction.WITHDRAW, number, **READY),
    press(ButtonAction.BY_HAND, number, **READY),
    press(ButtonAction.TAKE_BACK, number, who=OWN, states=CHOOSING | WAITING | {"ready"}, changes="request"),
    press(ButtonAction.APPROVE, seen, **DECIDE, also=decides_on_held(PRESSED_IN)),
    press(ButtonAction.CHOOSE_PART, lambda a: (a.target.number, 1)),
    press(ButtonAction.APPROVE_PART, lambda a: (a.target.number, 1, a.target.hash)),
    press(ButtonAction.DECLINE_FOR, lambda a: (a.target.number, 0, a.target.hash), **DECIDE,
          also=decides_on_held(PRESSED_IN)),
    press(ButtonAction.TAKE_VOTE_BACK, seen, who=frozenset({"approver"}), states=frozenset({"held"}),
    changes="decision"),
    press(ButtonAction.LET_GO, seen, who=frozenset({"approver"}), states=frozenset({"pending"}), changes="question",
          also=decides_on_held(PRESSED_IN)),
    press(ButtonAction.PLACE_ANEW, attempt, **SETTLE),
    press(ButtonAction.GIVE_UP, attempt, **SETTLE),
    press(ButtonAction.GIVE_UP_SEEN, lambda a: (a.target.attempt_id, "0" * 10), **SETTLE),
    press(ButtonAction.FOUND_THIS, lambda a: (a.target.attempt_id, a.target.at_1688), who=BUYERS | {"self"},
    states=UNCLEAR,
          changes="remote_order"),
    press(ButtonAction.PAY, order, **UNPAID, changes="pay"),
    press(ButtonAction.QR, order, **UNPAID, changes="pay"),
    press(ButtonAction.MORE, order, **UNPAID, changes="pay"),
    press(ButtonAction.URGE, order, who=OWN | BUYERS, states=frozenset({"paid"})),
    press(ButtonAction.MESSAGE_THERE, lambda a: (a.target.order_id, 1, 0)),  # what nobody sent
    press(ButtonAction.RECEIPT_YES, lambda a: (a.target.order_id, 1, "x")),  # what nobody counted
    press(ButtonAction.CHAT_SELLER, order, who=OWN | BUYERS, states=ORDERED),
    press(ButtonAction.CANCEL_YES, order, who=OWN | BUYERS, states=frozenset({"to_pay"}), changes="event"),
    press(ButtonAction.COUNT_ALL, lambda a: (a.target.order_id, 0, 0), who=COUNTERS,
          states=COUNTABLE, changes="arrival"),
    press(ButtonAction.COUNT_STEP, lambda a: (a.target.order_id, 0, 1, 0, 1), who=COUNTERS,
          states=COUNTABLE | {"closed_order"}, changes="count_draft"),
    press(ButtonAction.CLOSE_FOR, lambda a: (a.target.order_id, 0, 0, 1, 0), who=COUNTERS - {"receiver"},
          states=COUNTABLE, changes="arrival"),
    press(ButtonAction.REFUND_ASK, order, who=OWN | BUYERS, states=COUNTABLE, changes="errand"),
    press(ButtonAction.REFUND_PICK, lambda a: (a.target.order_id, 0, 3, 20028)),  # what nobody prepared
    press(ButtonAction.REFUND_STEP, lambda a: (a.target.order_id, 0, 1, 0, 1)),
    press(ButtonAction.REFUND_SEND, lambda a: (a.target.order_id, "x")),
    press(ButtonAction.REFUND_DROP, order),
    press(ButtonAction.REFUND_NOT_THERE, lambda a: (a.target.order_id, 1)),
    press(ButtonAction.REFUND_REST, lambda a: (a.target.order_id, 1)),  # nothing was paid
    press(ButtonAction.REFUND_AMOUNT, order, who=BUYERS | {"self"}, states=COUNTABLE - {"paid"}, changes="errand"),
    press(ButtonAction.REFUND_EXPLAIN, lambda a: (a.target.order_id, 1, 0, 0, 1)),  # nobody asked on the site
    press(ButtonAction.REFUND_ON_SITE, lambda a: (a.target.order_id, 1)),  # nothing is claimed
    press(ButtonAction.REFUND_THERE, lambda a: (a.target.order_id, 1)),  # nothing is unclear
    press(ButtonAction.REFUND_WITHDRAW, lambda a: (a.target.order_id, "TQ1", 0, 1)),
    press(ButtonAction.REFUND_SENT, lambda a: (a.target.order_id, "TQ1")),
    typed("refund", lambda a: "9"),
    typed("return", lambda a: "中通"),
    typed("count", lambda a: "9", who=COUNTERS, states=COUNTABLE | {"closed_order"}, changes="count_draft"),
    press(ButtonAction.SKU_RESERVE, lambda a: (a.target.number, 0)),
    press(ButtonAction.COMPARE_DRAFT, number, **DRAFT | {"changes": "comparison"}),
    press(ButtonAction.ASK_IN, lambda a: (a.target.number, a.town.other_team)),
    press(ButtonAction.TAG_THIS, lambda a: (a.target.number, 0), **DRAFT),
    typed("tag", lambda a: "Shop A", who=OWN, states=CHOOSING | WAITING, changes="asked_line", also=tags_what_was_sent),
    typed("quantity", lambda a: "9", **DRAFT),
    typed("note", lambda a: "Wrap it well", **DRAFT),
    typed("why", lambda a: "For the fair", **DRAFT),
    typed("decline", lambda a: "too dear", **TYPED_NO),
    typed("ask", lambda a: "Which size?", who=DECIDERS, states=WAITING, changes="question"),
    typed("answer", lambda a: "The white one", who=OWN, states=WAITING, changes="question"),
    typed("seller_answer", lambda a: "In stock", who=OWN, states=CHOOSING | WAITING, changes="seller_answer",
          also=asks_the_seller),
    typed("seller_note", lambda a: "Ship soon"),  # it is shown, and a press sends it
    typed("order_number", lambda a: a.target.at_1688, who=BUYERS | {"self"}, states=UNCLEAR, changes="remote_order"),
    typed("hand_number", lambda a: "3301686771403783780"),
    typed("cancel", lambda a: str(a.target.number), **DRAFT, also=withdraws),
    command("/cancel", lambda a: str(a.target.number), **DRAFT, also=withdraws),
    command("/decline", lambda a: f"{a.target.number} too dear", **TYPED_NO),
)  # fmt: skip
"""What can be done about a request: every state, everybody, everywhere."""

VIEWS: tuple[Row, ...] = (
    command("/approve", lambda a: str(a.target.number)),
    press(ButtonAction.AXIS, lambda a: (a.target.number, 0)),
    press(ButtonAction.GRID, lambda a: (a.target.number, 0, 10)),
    press(ButtonAction.MENU, number),
    press(ButtonAction.TAG, number),
    press(ButtonAction.TAG_OTHER, number),
    press(ButtonAction.BACK, number),
    press(ButtonAction.SOLD_OUT, number),
    press(ButtonAction.OTHER_QUANTITY, number),
    press(ButtonAction.NOTE, number),
    press(ButtonAction.WHY, number),
    press(ButtonAction.ASK_SELLER, lambda a: (a.target.number, 0)),
    press(ButtonAction.SELLER_ANSWER, number),
    press(ButtonAction.DECLINE, seen),
    press(ButtonAction.DECLINE_OTHER, seen),
    press(ButtonAction.ASK, number),
    press(ButtonAction.ANSWER, number),
    press(ButtonAction.SHOW, number),
    press(ButtonAction.CANCEL_ASK, order, who=NOBODY),
    press(ButtonAction.CANCEL_NO, order),
    press(ButtonAction.TELL_SELLER, order),
    press(ButtonAction.CHASE, order),
    press(ButtonAction.SELLER_NOTE, order),
    press(ButtonAction.SEND_NOTE, order),
    press(ButtonAction.RECEIPT, order),
    press(ButtonAction.REFUND_AGREE, lambda a: (a.target.order_id, 1)),
    press(ButtonAction.REFUND_TURN_DOWN, lambda a: (a.target.order_id, 1)),  # nothing waits for a second word
    press(ButtonAction.LOOK, order),
    press(ButtonAction.COUNT, lambda a: (a.target.order_id, 0)),
    press(ButtonAction.COUNT_LINE, lambda a: (a.target.order_id, 0, 1)),
    press(ButtonAction.COUNT_IT, lambda a: (a.target.order_id, 0, 0)),
    press(ButtonAction.COUNT_RIGHT, lambda a: (a.target.order_id, 0, 0)),  # nothing was restored
    press(ButtonAction.CLOSE_REST, order),
    press(ButtonAction.REFUND, lambda a: (a.target.order_id, "TQ1")),
    press(ButtonAction.REFUND_WHICH, lambda a: (a.target.order_id, 1)),
    press(ButtonAction.REFUND_PAGE, lambda a: (a.target.order_id, 0, 1)),
    press(ButtonAction.REFUND_BACK, lambda a: (a.target.order_id, "TQ1", 0)),
    press(ButtonAction.REFUND_CARRIER, lambda a: (a.target.order_id, "TQ1", 0)),
    press(ButtonAction.COUNT_BACK, lambda a: (a.target.order_id, 0, 0)),
    press(ButtonAction.TRACK, lambda a: (str(a.target.number),)),
    press(ButtonAction.REFUND_PIECES, lambda a: (a.target.order_id, "TQ1", 0, 1)),
    press(ButtonAction.DETAILS, lambda a: (str(a.target.number),)),
    press(ButtonAction.COST, lambda a: (a.target.number,)),
    press(ButtonAction.SELLER, lambda a: (a.target.number, 0)),
    press(ButtonAction.FOUND, attempt),
    press(ButtonAction.HAND_NUMBER, number),
    press(ButtonAction.HAND_ACCEPT, lambda a: (a.target.number, "3301686771403783780", 1)),
    command("/order", lambda a: str(a.target.number)),
    command("/track", lambda a: str(a.target.number)),
    command("/cost", lambda a: str(a.target.number)),
    command("/cost add", lambda a: f"380 CNY forwarder {a.target.number}"),
)
"""What only shows something or asks for words: it changes nothing, whoever does it."""
assert set(DOUBTED) >= UNCLEAR
