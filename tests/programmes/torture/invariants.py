"""A second, smaller reading of the rules: what each kind of step may change, judged by what exists on the market."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.programmes.torture.rows import AskRow, Seen, TryRow
from tests.programmes.torture.scripted import ScriptedMarket

MICRO = 1_000_000
Pair = tuple[str, str]

ENDS = {"refused", "abandoned", "withdrawn"}
LIVE_DOUBT = {"in_doubt", "needs_person", "conflict"}

ATTEMPT_STEPS: dict[str, set[Pair]] = {
    "submit": {("ready", end) for end in ("placed", "refused", "in_doubt", "submitting", "withdrawn", "conflict")},
    "look": {("in_doubt", "placed"), ("in_doubt", "conflict"), ("in_doubt", "needs_person"),
             ("needs_person", "placed"), ("needs_person", "conflict")},
    "again": {("needs_person", "ready")},
    "give up": {("needs_person", "abandoned")},
    "found": {("in_doubt", "placed"), ("needs_person", "placed"), ("conflict", "placed")},
    "withdraw": {("ready", "withdrawn")},
    "time": {("ready", "withdrawn")},
    "watch": {("placed", "conflict")},
    "restart": {("submitting", "in_doubt")},
    "sweep": {("ready", "placed"), ("ready", "in_doubt")},
}  # fmt: skip
"""Which attempts may be otherwise after a step of each kind; nothing else may."""

REQUEST_STEPS: dict[str, set[Pair]] = {
    "confirm": {("draft", "approved"), ("draft", "pending"), ("pending", "approved"), ("pending", "draft")},
    "approve": {("pending", "approved")},
    "decline": {("pending", "rejected")},
    "cancel": {("draft", "cancelled"), ("pending", "cancelled")},
    "choose": {("pending", "draft")},
    "withdraw": {("draft", "cancelled"), ("pending", "cancelled"), ("approved", "cancelled")},
    "time": {("draft", "expired"), ("pending", "expired"), ("approved", "expired"), ("pending", "approved")},
    "submit": {("approved", "pending"), ("approved", "draft"), ("approved", "closed"), ("approved", "expired")},
    "give up": {("approved", "closed")},
    "watch": {("approved", "closed"), ("approved", "pending"), ("pending", "approved"), ("pending", "closed")},
    "found": set(),
}  # fmt: skip
"""The same for requests."""

MAKING = ("confirm", "approve", "time", "submit")
"""Steps that may bring an attempt: the last one where a price moved to one that was agreed to before."""

NOTICES = {
    "in_doubt": "in_doubt:{id}:{epoch}",
    "needs_person": "needs_person:{id}:{epoch}",
    "conflict": "conflict:{id}",
    "refused": "refused:{id}",
    "abandoned": "abandoned:{id}",
}
"""The message that each state owes."""


@dataclass
class Words:
    """What people said of doubts, as the law counts it: attempt and epoch, what, by whom."""

    said: dict[tuple[int, int, str], set[int]] = field(default_factory=dict)
    counts: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """What each act of counting says, by who may count."""

    def say(self, row: TryRow, what: str, person: int) -> int:
        """Write it down; how many said so."""
        people = self.said.setdefault((row.id, row.epoch, what), set())
        people.add(person)
        return len(people)


class Broken(AssertionError):
    """A law does not hold."""


def held(condition: bool, why: str) -> None:
    """Raise Broken unless it holds."""
    if not condition:
        raise Broken(why)


def judge(step: str, before: Seen, after: Seen, market: ScriptedMarket, words: Words, now: datetime) -> None:
    """Hold every law against one step; Broken says which one does not."""
    for row in after.tries.values():
        old = before.tries.get(row.id)
        if old is not None and old.state != row.state:
            held((old.state, row.state) in ATTEMPT_STEPS.get(step, set()), f"{step}: {old} became {row.state}")
            _GUARDS.get(row.state, _no_guard)(old, row, before, market, words, now)
        if old is None:
            held(row.state == "ready" and step in MAKING, f"{step} made {row}")
            _agreed(row, after)
    for ask in after.asks.values():
        was = before.asks.get(ask.id)
        parts = [each for each in after.asks.values() if each.part_of == ask.id]
        if was is not None and was.state != ask.state:
            # A request of several sellers is over once it is approved: its parts go on.
            became = "approved" if parts and ask.state == "closed" else ask.state
            held((was.state, became) in REQUEST_STEPS.get(step, set()), f"{step}: {was} became {ask.state}")
            _split(ask, parts, after)
    _messages(before, after)
    _orders(after, market)
    _arrivals(step, before, after, market, words)
    _errands(step, before, after, market)


def _agreed(row: TryRow, after: Seen) -> None:
    """A new attempt has the consent to exactly what it sends: its buyer's own, or another's where there is a team."""
    ask = after.asks[row.request]
    held(ask.state == "approved", f"{row} without an approved request")
    whole = after.asks.get(ask.part_of or 0)
    agreed = {(ask.id, ask.hash), *([(whole.id, whole.hash)] if whole is not None else [])}
    others = {person for request, content, person in after.votes if (request, content) in agreed}
    held(ask.team is None or bool(others - {ask.requester}), f"{row}: nobody agreed to {ask}")


def _split(ask: AskRow, parts: list[AskRow], after: Seen) -> None:
    """The parts have all lines of the whole, none twice, and no other; each of them has its own attempt."""
    if not parts:
        return
    lines = [line for part in parts for line in after.lines.get(part.id, frozenset())]
    held(sorted(lines) == sorted(after.lines.get(ask.id, frozenset())), f"{ask} was split into other lines: {lines}")
    tried = {row.request for row in after.tries.values()}
    held(ask.id not in tried and all(part.id in tried for part in parts), f"{ask}: a part without an attempt")


def _no_guard(*_: object) -> None:
    """Nothing beyond the table."""


def _placed(_old: TryRow, row: TryRow, before: Seen, market: ScriptedMarket, _w: Words, _n: datetime) -> None:
    held(bool(market.under(row.reference)), f"{row} is placed and nothing is there")


def _doubted(old: TryRow, row: TryRow, _b: Seen, market: ScriptedMarket, _w: Words, _n: datetime) -> None:
    """Only what arrived at the market at least once is in doubt."""
    held(old.state != "ready" or row.reference in market.arrivals, f"{row} is in doubt and was never sent")


def _refused(_old: TryRow, row: TryRow, _b: Seen, market: ScriptedMarket, _w: Words, _n: datetime) -> None:
    held(not market.under(row.reference), f"{row} is refused and an order is there")


def _person(_old: TryRow, row: TryRow, _b: Seen, _m: ScriptedMarket, _w: Words, now: datetime) -> None:
    assert row.submitted_at is not None
    held(now.timestamp() * MICRO >= row.submitted_at + 60 * MICRO, f"{row} asks a person too early")


def _proved(what: str) -> Callable[..., None]:
    """Two people's word, ten minutes, three looks that found nothing."""

    def guard(old: TryRow, row: TryRow, _b: Seen, market: ScriptedMarket, words: Words, now: datetime) -> None:
        if old.state != "needs_person":
            return
        assert old.submitted_at is not None
        said = words.said.get((old.id, old.epoch, what), set())
        held(len(said) >= 2, f"{row} by the word of {said}")
        held(now.timestamp() * MICRO >= old.submitted_at + 600 * MICRO, f"{row} was settled within ten minutes")
        held(old.empty >= 3 and old.unfiltered >= 1, f"{row} was settled after {old.empty} looks")

    return guard


_GUARDS: dict[str, Callable[..., None]] = {
    "placed": _placed,
    "refused": _refused,
    "in_doubt": _doubted,
    "needs_person": _person,
    "ready": _proved("again"),
    "abandoned": _proved("give up"),
}


def _messages(before: Seen, after: Seen) -> None:
    """A message that is owed stays on record, one that was sent is not sent again, and every bad news has one."""
    held(before.messages.keys() <= after.messages.keys(), "a message is gone")
    for number, (state, dedupe) in before.messages.items():
        held(state not in ("sent", "dead") or after.messages[number][0] == state, f"message {dedupe} is sent again")
    owed = {dedupe for _, dedupe in after.messages.values()}
    for row in after.tries.values():
        if row.state in NOTICES:
            name = NOTICES[row.state].format(id=row.id, epoch=row.epoch)
            held(any(each.split("@")[0].startswith(name) for each in owed), f"nobody is told {name}")


def _orders(after: Seen, market: ScriptedMarket) -> None:
    """Nothing is bought twice, and every order on record is there."""
    by_request: dict[int, list[str]] = {}
    for row in after.tries.values():
        by_request.setdefault(row.request, []).extend(order.order_id for order in market.under(row.reference))
    for request, orders in by_request.items():
        held(len(orders) <= 1, f"#{request} was bought {len(orders)} times: {orders}")
    held(after.orders.keys() <= market.orders.keys(), "an order is on record that does not exist")


def _arrivals(step: str, before: Seen, after: Seen, market: ScriptedMarket, words: Words) -> None:
    """What was counted stays, an act is recorded whole and once, and by who said so, or by a paid refund alone."""
    new = {number: row for number, row in after.arrivals.items() if number not in before.arrivals}
    kept = {number: row for number, row in after.arrivals.items() if number in before.arrivals}
    held(kept == before.arrivals, f"{step}: what was counted is another")
    for number, (order, _, _, act, _) in [*new.items()]:
        if act.startswith("refund:"):
            paid = {each.refund_id for each in market.refunds_of.get(order, ()) if each.paid}
            held(act.removeprefix("refund:") in paid, f"{step}: {act} of {order}, of which is paid {paid}")
            del new[number]
    if not new:
        return
    held(step == "count", f"{step} counted {new}")
    acts = {act for _, _, _, act, _ in new.values()}
    held(not acts & {act for _, _, _, act, _ in before.arrivals.values()}, f"{acts} counted twice")
    for act in acts:
        if not act.startswith("cancelled:"):  # what was over before is noted beside
            told = sorted((kind, pieces) for _, kind, pieces, each, _ in new.values() if each == act)
            held(words.counts.get(act) == told, f"{act}: {told} instead of {words.counts.get(act)}")


ERRAND_STEPS: dict[str, set[Pair]] = {
    "refund": {(before, end) for before in ("draft", "dropped") for end in
               ("asked", "unclear", "done", "refused", "dropped", "draft")},
    "watch": {("asked", "unclear"), ("asked", "done"), ("unclear", "done")},
    "not there": {("unclear", "dropped")},
}  # fmt: skip
"""What may become of an errand in a step of each kind; a refund looks at its order before it is sent, too."""
ERRAND_STEPS["refund"] |= ERRAND_STEPS["watch"]


def _errands(step: str, before: Seen, after: Seen, market: ScriptedMarket) -> None:
    """What is asked of 1688 arrives at most once for each time that it was claimed, and is done if it is said to be."""
    for number, (order, kind, state, refund) in after.errands.items():
        was = before.errands.get(number)
        if was is not None and was[2] != state:
            held((was[2], state) in ERRAND_STEPS.get(step, set()), f"{step}: errand {number} was {was[2]}, is {state}")
        if was is None:
            again = step == "not there" and state == "draft"
            held(step == "refund" or again, f"{step} made errand {number}, {state}")
        known = {each.refund_id for each in market.refunds_of.get(order, ())}
        held(state != "done" or kind != "refund" or refund in known, f"errand {number} is done, and {refund} is not")
    for order in {*market.refunds_asked}:
        of = [state for order_id, kind, state, _ in after.errands.values() if (order_id, kind) == (order, "refund")]
        claimed, perhaps = len(of) - of.count("draft"), of.count("asked") + of.count("unclear") + of.count("dropped")
        there = len(market.refunds_of.get(order, ()))
        held(market.refunds_asked.count(order) <= claimed, f"{order}: asked more often than claimed: {of}")
        held(of.count("done") <= there <= of.count("done") + perhaps, f"{order}: {there} refunds, errands {of}")


def sent_rightly(before: Seen, market: ScriptedMarket, arrived: list[str], now: datetime) -> None:
    """Whatever reached the market was ready, due, agreed to, and not paused."""
    by_reference = {row.reference: row for row in before.tries.values()}
    held(len(arrived) == len(set(arrived)), f"sent twice in one step: {arrived}")
    for reference in arrived:
        row = by_reference[reference]
        held(row.state == "ready", f"{row} was sent")
        held(row.due_at is not None and row.due_at <= now.timestamp() * MICRO, f"{row} was sent before its time")
        held(before.asks[row.request].state == "approved", f"{row} was sent without consent")
        held(not before.paused, f"{row} was sent while buying was stopped")


def nothing_is_left(after: Seen, market: ScriptedMarket) -> None:
    """Once everything was looked at: each order on the market is on record, in people's hands, or unknown."""
    held(not [row for row in after.tries.values() if row.state == "submitting"], "something is on the wire for ever")
    by_reference = {row.reference: row for row in after.tries.values()}
    for order in market.orders.values():
        row = by_reference[order.out_order_id]
        known = order.order_id in after.orders or order.order_id in after.unknown or row.state == "conflict"
        held(known, f"order {order.order_id} of {row} is on no record (paused: {after.paused})")
    held(not [m for m in after.messages.values() if m[0] not in ("sent", "dead")], "a message is still owed")
