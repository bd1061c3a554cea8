"""Compares three histories: our database, the books of the pretend 1688, the chats. It never asks the bot anything."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.actor import speaks_of

Row = Mapping[str, Any]

BOUGHT_TWICE = "bought twice"
SENT_TWICE = "sent twice"
LOST_ORDER = "order lost"
LINE_WRONG = "a line lost or bought twice"
INVENTED = "order invented"
COUNT_WRONG = "counted twice or in part"
REFUND_WRONG = "refund sent twice, invented, lost or of another sum"
STALE = "order not as it is"
UNDECIDED = "undecided and nobody told"
NOTICE_LOST = "notice lost"
NOTICE_DOUBLED = "notice doubled"
UPDATE_LOST = "update without effect"
UPDATE_DOUBLED = "update with two effects"
CARD_UNTRUE = "card not true"
MESSAGE_WRONG = "note or urge wrong"
JOURNAL = "journal broken"

OUR_PREFIX = "CG"
_WISHES = ("/buy ", "https://")
STATES = {
    "waitbuyerpay": "to_pay", "waitsellersend": "paid", "waitbuyerreceive": "shipped", "success": "finished",
    "cancel": "cancelled",
}  # fmt: skip
"""1688's word for where an order is, and ours."""
_COUNTS = ("ka:", "kb:", "kc:", "kh:", "xa:", "xb:", "xc:", "xd:", "xe:", "xf:", "xg:", "xh:", "xi:", "cz:", "nd:")
"""How the codes of buttons begin that count what arrived, take a count back, ask for a refund, or chase a seller."""
_DONE_IN_HISTORY = {
    "told_seller": "note",
    "errand_note_done": "note",
    "urged_seller": "urge",
    "errand_urge_done": "urge",
}
"""How the journal says that a note or an urge was sent."""
_AGAIN = re.compile(r"[(（](?:sent again|重发|повторно)[)）]")
BUTTONS = "buttons"
"""It edits earlier messages and posts none."""
TOGETHER = "together"
"""What a row says that another one tells, with the same news of other orders; it was never sent by itself."""
LEFT_OUT = "off"
"""What a row says that nobody needs to read any more; it was never sent."""
OVER = "over:"
"""How the name of a message begins that says the end of what the message with the rest of this name told."""


@dataclass(frozen=True)
class Finding:
    """One promise that was broken, and where."""

    kind: str
    what: str


@dataclass(frozen=True)
class Histories:
    """What there is to compare. `creates` are the references of all create calls as they arrived at 1688."""

    ours: Mapping[str, Sequence[Row]]
    ledger: Sequence[Row]
    chat: Sequence[Row]
    creates: Sequence[str] = ()
    refunds: Sequence[Row] = ()
    """Those of 1688's books."""
    let_again: frozenset[str] = field(default_factory=frozenset)
    """References that two people let be sent once more."""


def check(histories: Histories) -> list[Finding]:
    """Every broken promise; an empty list where all held."""
    rules = (
        _bought_twice,
        _sent_twice,
        _wrong_lines,
        _lost_orders,
        _invented,
        _counts,
        _refunds,
        _messages,
        _undecided,
        _notices_lost,
        _doubled,
        _buys,
        _cards,
    )
    return [*(found for rule in rules for found in rule(histories)), *journal(histories)]


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each kind."""
    return dict(Counter(each.kind for each in findings))


def stale(histories: Histories) -> list[Finding]:
    """Orders whose state or money at 1688 is not ours; true only once the bot had time to look."""
    ours = {row["order_id"]: row for row in histories.ours["remote_order"]}
    return [
        Finding(STALE, f"{row['id']}: {row['status']} there, {ours[row['id']]['state']} here")
        for row in histories.ledger
        if row["id"] in ours and STATES[row["status"]] != ours[row["id"]]["state"]
    ]


def _bought_twice(all_: Histories) -> Iterator[Finding]:
    requests = {row["out_order_id"]: row["request_id"] for row in all_.ours["attempt"]}
    bought: defaultdict[Any, list[str]] = defaultdict(list)
    for row in all_.ledger:
        if _is_ours(row):
            bought[requests.get(row["out_order_id"], row["out_order_id"])].append(row["id"])
    for whose, orders in bought.items():
        if len(orders) > 1:
            yield Finding(BOUGHT_TWICE, f"request {whose}: {', '.join(orders)}")


def _sent_twice(all_: Histories) -> Iterator[Finding]:
    for reference, times in Counter(all_.creates).items():
        if times > 1 + (reference in all_.let_again):
            yield Finding(SENT_TWICE, f"{reference} arrived {times} times")


def _wrong_lines(all_: Histories) -> Iterator[Finding]:
    """What 1688 has of a request is what was asked for, each variant with its pieces."""
    asked: defaultdict[Any, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in all_.ours["order_line"]:
        asked[row["request_id"]][row["offer_id"], row["spec_id"]] += row["quantity"]
    requests = {row["order_id"]: row["request_id"] for row in all_.ours["remote_order"]}
    there: defaultdict[Any, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in all_.ledger:
        if row["id"] in requests and _is_ours(row):
            for line in row["lines"]:
                there[requests[row["id"]]][line["offer_id"], line["spec_id"] or ""] += line["quantity"]
    for number, lines in there.items():
        if lines != asked[number]:
            yield Finding(LINE_WRONG, f"request {number}: {dict(asked[number])} asked for, {dict(lines)} on 1688")
    yield from _wrong_parts(all_, asked)


def _wrong_parts(all_: Histories, asked: Mapping[Any, Counter[tuple[str, str]]]) -> Iterator[Finding]:
    """The parts of a request have its lines, each once."""
    parts: defaultdict[Any, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in all_.ours["request"]:
        if row.get("part_of") is not None:
            parts[row["part_of"]] += asked[row["id"]]
    for number, lines in parts.items():
        if lines != asked[number]:
            yield Finding(LINE_WRONG, f"request {number}: {dict(asked[number])} was split into {dict(lines)}")


def _lost_orders(all_: Histories) -> Iterator[Finding]:
    known = {row["order_id"] for row in [*all_.ours["remote_order"], *all_.ours["ghost"]]}
    looked_for = {
        row["out_order_id"] for row in all_.ours["attempt"] if row["state"] in ("in_doubt", "needs_person", "conflict")
    }
    for row in all_.ledger:
        if _is_ours(row) and row["id"] not in known and row["out_order_id"] not in looked_for:
            yield Finding(LOST_ORDER, f"{row['id']} ({row['out_order_id']}) is in no table of ours")


def _invented(all_: Histories) -> Iterator[Finding]:
    real = {row["id"] for row in all_.ledger}
    for row in all_.ours["remote_order"]:
        if row["order_id"] not in real:
            yield Finding(INVENTED, f"{row['order_id']} is ours and not on 1688")


def _counts(all_: Histories) -> Iterator[Finding]:
    """Whoever says that all of an order is there says it of each of its pieces, once."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in [each for each in all_.ours.get("arrival", ()) if not each["act"].startswith("refund:")]:
        counted[row["order_id"]][row["kind"]] += row["pieces"]
    for row in all_.ledger:
        pieces = sum(line["quantity"] for line in row["lines"])
        if row["id"] in counted and counted[row["id"]] != Counter(good=pieces):
            yield Finding(COUNT_WRONG, f"{row['id']}: {pieces} pieces, counted {dict(counted[row['id']])}")


def _refunds(all_: Histories) -> Iterator[Finding]:
    """Money is asked back once for each time that somebody had it asked, and is known as it is at 1688."""
    there: defaultdict[str, list[str]] = defaultdict(list)
    for each in all_.refunds:
        there[each["order"]].append(each["id"])
    perhaps: Counter[str] = Counter()
    for row in all_.ours.get("errand", ()):
        if row["kind"] != "refund" or row["state"] in ("draft", "waits", "refused"):
            continue
        perhaps[row["order_id"]] += 1
        if row["state"] == "done" and row["refund_id"] not in there[row["order_id"]]:
            yield Finding(REFUND_WRONG, f"{row['refund_id']} of {row['order_id']} is done, and 1688 has {there}")
    for order, refunds in there.items():
        if len(refunds) > perhaps[order]:
            yield Finding(REFUND_WRONG, f"{order}: {refunds}, asked for {perhaps[order]} times")
    ours = {row["order_id"]: row.get("refunded_fen", 0) for row in all_.ours["remote_order"]}
    for row in all_.ledger:
        if row["id"] in ours and all_.refunds and ours[row["id"]] != row["refunded_fen"]:
            yield Finding(REFUND_WRONG, f"{row['id']}: {row['refunded_fen']} fen came back, {ours[row['id']]} here")


def _messages(all_: Histories) -> Iterator[Finding]:
    """A note or an urge is at 1688 if the history says so, once for each claim, and told if it is not clear."""
    there = {(row["id"], "note"): len(row.get("notes", ())) for row in all_.ledger}
    there |= {(row["id"], "urge"): len(row.get("urged", ())) for row in all_.ledger}
    claims: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    told = {row["dedupe"].split(":")[1] for row in all_.ours["outbox"] if row["kind"] == "errand_unclear"}
    for row in all_.ours.get("errand", ()):
        if row["kind"] not in ("note", "urge"):
            continue
        claims[row["order_id"], row["kind"]][row["state"]] += 1
        if row["state"] == "asked":
            yield Finding(MESSAGE_WRONG, f"{row['kind']} {row['id']} of {row['order_id']} is still being sent")
        if row["state"] == "unclear" and str(row["id"]) not in told:
            yield Finding(MESSAGE_WRONG, f"{row['kind']} {row['id']} of {row['order_id']} is unclear, and untold")
    said_done = Counter(
        (row["order_id"], _DONE_IN_HISTORY[row["kind"]])
        for row in all_.ours["event"]
        if row["kind"] in _DONE_IN_HISTORY
    )
    for key in there.keys() | claims.keys() | said_done.keys():
        known, sent = claims[key], there.get(key, 0)
        if max(known["done"], said_done[key]) > sent:
            yield Finding(MESSAGE_WRONG, f"{key}: {dict(known)}, in the history {said_done[key]}, there {sent}")
        if sent > known.total() - known["refused"]:
            yield Finding(MESSAGE_WRONG, f"{key}: sent {sent} times, claimed {dict(known)}")
    yield from _doubts_untold(all_)


def _doubts_untold(all_: Histories) -> Iterator[Finding]:
    """Each time that the history says that a note or an urge is not clear, whoever sent it was told."""
    errands = {str(row["id"]): row for row in all_.ours.get("errand", ())}
    told: Counter[tuple[str, str]] = Counter()
    for row in all_.ours["outbox"]:
        errand = errands.get(row["dedupe"].split(":")[1]) if row["kind"] == "errand_unclear" else None
        if errand is not None and row["chat_id"] == errand["person_id"]:
            told[errand["order_id"], f"errand_{errand['kind']}_unclear"] += 1
    doubts = Counter(
        (row["order_id"], row["kind"])
        for row in all_.ours["event"]
        if row["kind"] in ("errand_note_unclear", "errand_urge_unclear")
    )
    for key, times in doubts.items():
        if told[key] < times:
            yield Finding(MESSAGE_WRONG, f"{key}: unclear {times} times, told {told[key]} times")


def _undecided(all_: Histories) -> Iterator[Finding]:
    told = _told(all_)
    for row in all_.ours["attempt"]:
        name = f"attempt {row['id']} of request {row['request_id']}"
        if row["state"] == "submitting":
            yield Finding(UNDECIDED, f"{name} is still on the wire")
        elif row["state"] == "ready" and (row["due_at"] is not None or not told("not_sent", row)):
            yield Finding(UNDECIDED, f"{name} still waits to be sent")
        elif row["state"] in ("in_doubt", "needs_person", "conflict") and not told(row["state"], row):
            yield Finding(UNDECIDED, f"{name} is {row['state']}, and no chat says so")


def _names(all_: Histories) -> dict[Any, str]:
    """How the chat names each request: #1042, or #1042/2 for a part of it."""
    parts = {row["id"]: f"#{row['part_of']}/{row['part']}" for row in all_.ours["request"] if row.get("part_of")}
    return {row["id"]: parts.get(row["id"], f"#{row['id']}") for row in all_.ours["request"]}


def _told(all_: Histories) -> Any:
    """Whether a message about an attempt stands in a chat: `told(kind, attempt)`."""
    shown, names = _bot_messages(all_), _names(all_)

    def told(kind: str, attempt: Row) -> bool:
        return any(
            row["kind"] == kind
            and row["dedupe"].split(":")[:2] == [kind, str(attempt["id"])]
            and names.get(attempt["request_id"], "#?") in shown.get((row["chat_id"], row["message_id"]), "")
            for row in all_.ours["outbox"]
        )

    return told


def _notices_lost(all_: Histories) -> Iterator[Finding]:
    """Each message that was owed stands in its chat, and each doubt and order was owed one."""
    shown = _bot_messages(all_)
    for row in all_.ours["outbox"]:
        name = f"{row['kind']} {row['id']} ({row['dedupe']}) to {row['chat_id']}"
        if row["state"] != "sent":
            yield Finding(NOTICE_LOST, f"{name} is {row['state']}: {row['error']}")
        elif row["error"] == TOGETHER and row["message_id"] is None:
            if not any(_tells_too(other, row) for other in all_.ours["outbox"]):
                yield Finding(NOTICE_LOST, f"{name} counts as told by another one and is not")
        elif _began_and_ended_unread(row, all_.ours["outbox"]):
            continue
        elif row["kind"] != BUTTONS and (row["chat_id"], row["message_id"]) not in shown:
            yield Finding(NOTICE_LOST, f"{name} counts as sent and stands nowhere")
    owed = {row["dedupe"] for row in all_.ours["outbox"]}
    for row in all_.ours["event"]:
        if row["kind"] in ("in_doubt", "needs_person"):
            prefix = f"{row['kind']}:{row['attempt_id']}:"
            if not any(each.startswith(prefix) for each in owed):
                yield Finding(NOTICE_LOST, f"{row['kind']} of attempt {row['attempt_id']} was never owed")
    for row in all_.ours["remote_order"]:
        # One that a person named may be paid before the next look tells that it is there: then that is told.
        of, attempt = row["order_id"], row["attempt_id"]
        words = (f"placed:{of}", f"found:{attempt}", f"unknown:{of}", f"paid:{of}")
        if not any(each.startswith(words) for each in owed):
            yield Finding(NOTICE_LOST, f"order {row['order_id']} was never told")


def _began_and_ended_unread(row: Row, outbox: Sequence[Row]) -> bool:
    """Whether it, or the message whose end it says, was left out since that end came before anybody read it."""
    name = row["dedupe"].removeprefix(OVER)
    both = {each["dedupe"]: each for each in outbox if each["dedupe"] in (name, OVER + name)}
    if both.keys() != {name, OVER + name}:
        return False
    was_left_out = both[name]["error"] == LEFT_OUT
    stand_nowhere = all(each["message_id"] is None for each in both.values())
    return was_left_out and stand_nowhere


def _tells_too(other: Row, row: Row) -> bool:
    """Whether a message about several orders tells in the same chat what this row of one of them says."""
    order = row["dedupe"].split(":")[1]
    beside = other["kind"] == f"{row['kind']}_together" and other["chat_id"] == row["chat_id"]
    return beside and f'"{order}"' in str(other["payload"])


def _doubled(all_: Histories) -> Iterator[Finding]:
    """A message of the bot that no row of ours claims and that says what a claimed one of the same chat says."""
    claimed = {(row["chat_id"], row["message_id"]) for row in [*all_.ours["outbox"], *all_.ours["card"]]}
    texts: set[tuple[int, str]] = set()
    spare: list[Row] = []
    for row in all_.chat:
        if row["from"] != "bot" or row["deleted"]:
            continue
        if (row["chat"], row["message_id"]) in claimed:
            texts.add((row["chat"], _plainly(row["text"])))
        else:
            spare.append(row)
    for row in spare:
        asks = _is_draft(row) or (_number(row["text"]) and any(map(_choice, row["buttons"])))
        if _leads_to_a_count(row):
            continue  # an answer to whoever looks at an order that came, as often as they look
        if (row["chat"], _plainly(row["text"])) in texts or asks:
            yield Finding(NOTICE_DOUBLED, f"message {row['message_id']} of {row['chat']}: {row['text'][:60]!r}")


def _buys(all_: Histories) -> Iterator[Finding]:
    """Each `/buy` that somebody wrote, and each message of links, became exactly one request."""
    wrote = Counter(row["chat"] for row in all_.chat if row["from"] != "bot" and row["text"].startswith(_WISHES))
    became = Counter(row["chat_id"] for row in all_.ours["request"] if row.get("part_of") is None)
    for chat in wrote.keys() | became.keys():
        if became[chat] != wrote[chat]:
            kind = UPDATE_LOST if became[chat] < wrote[chat] else UPDATE_DOUBLED
            yield Finding(kind, f"chat {chat}: {wrote[chat]} times /buy, {became[chat]} requests")


def _cards(all_: Histories) -> Iterator[Finding]:
    """The card of a request stands in its chat; of one that was placed it shows 1688's number."""
    there = [row for row in all_.chat if row["from"] == "bot" and not row["deleted"]]
    shown = {(row["chat"], row["message_id"]): row for row in there}
    orders: defaultdict[int, list[str]] = defaultdict(list)
    names = _names(all_)
    for row in all_.ours["remote_order"]:
        orders[row["request_id"]].append(row["order_id"])
    for row in all_.ours["card"]:
        card = shown.get((row["chat_id"], row["message_id"]), {"text": "", "buttons": ()})
        text = card["text"]
        if not speaks_of(card, names.get(row["request_id"], f"#{row['request_id']}")):
            yield Finding(CARD_UNTRUE, f"the card of request {row['request_id']} is not in chat {row['chat_id']}")
        elif any(order not in text for order in orders[row["request_id"]]):
            yield Finding(CARD_UNTRUE, f"the card of request {row['request_id']} does not show {orders}: {text[:80]!r}")


def journal(all_: Histories) -> Iterator[Finding]:
    before = None
    for row in sorted(all_.ours["event"], key=lambda each: int(each["id"])):
        if before is not None and row["previous"] != before:
            yield Finding(JOURNAL, f"entry {row['id']} does not follow the one before")
        before = row["hash"]


def _is_ours(order: Row) -> bool:
    return str(order["out_order_id"] or "").startswith(OUR_PREFIX)


def _bot_messages(all_: Histories) -> dict[tuple[int, int], str]:
    return {(row["chat"], row["message_id"]): row["text"] for row in all_.chat if row["from"] == "bot"}


def _plainly(text: str) -> str:
    return " ".join(_AGAIN.sub("", text).split())


def _number(text: str) -> str:
    found = re.search(r"#(\d+)", text.partition("\n")[0], re.ASCII)
    return found[1] if found else ""


def _is_draft(row: Row) -> bool:
    """Whether it is the card of a draft: that shows no number, and can be cancelled."""
    return any(str(button.get("data") or "").startswith("cd:") for line in row["buttons"] for button in line)


def _leads_to_a_count(row: Row) -> bool:
    """Whether it shows what of an order came, or that this can be counted; or a note to its seller."""
    return any(str(button.get("data") or "").startswith(_COUNTS) for line in row["buttons"] for button in line)


def _choice(line: Sequence[Row]) -> bool:
    return any(button.get("data") for button in line)
