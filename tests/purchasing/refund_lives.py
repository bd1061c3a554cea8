"""Random lives of an order after it was paid, and a model of the two laws of refunds that shares no code with ours.

The model knows what each refund at 1688 truly is for, single pieces and all. It adds up in fractions. People here say
the truth when they are asked; sellers and 1688 do what they like.
"""

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import combinations

from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.asking_back import (
    RefundAsk,
    RefundLimits,
    bounded,
    described,
    find_ours,
    first_ask,
    fits,
    goods_statuses,
    most_goods,
)
from bot.purchasing.claims import Balance, Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandKind, ErrandState, RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import LineState, OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.orders.line_cost import cost_lines
from bot.purchasing.orders.purchase_sums import came_back, paid_after, priced, refund_sums, sums_of, with_reports
from bot.purchasing.tracking.follow_claims import NEW, follow_claims
from bot.purchasing.tracking.refund_list import listed
from tests.purchasing.balances import AT
from tests.purchasing.test_purchase_sums import purchase
from tests.purchasing.test_reconcile import ORDER, REPORT

KINDS = ("missing", "damaged", "good", "wrong")
ASKED, DONE, CLOSED = RefundState.ASKED, RefundState.DONE, RefundState.CLOSED
WIDE = RefundLimits(Fen(10**9), Fen(10**9), Fen(10**9))
Tally = dict[str, dict[str, int]]
"""Pieces of each line, by kind."""


@dataclass
class TrueRefund:
    """A refund as it truly is: for which pieces, of which lines, what it asks and pays for goods of each, fen."""

    number: str
    ours: bool
    hidden: bool
    purpose: str
    """`pieces`, `rest`, `sum` (no pieces) or `carriage`."""
    pieces: Tally
    goods: dict[str, int]
    carriage: int
    at: datetime
    description: str = ""
    state: RefundState = ASKED
    back: bool = False
    sent: bool = False
    is_explained: bool = False
    """Whether a person said here what it is for."""
    is_lost: bool = False
    """Whether persons said that it has ended without money, since no call shows it."""
    is_told: bool = False
    """Whether a look told of it, if no call names it."""

    @property
    def asked(self) -> int:
        return sum(self.goods.values()) + self.carriage

    @property
    def stands(self) -> bool:
        return self.state is not CLOSED

    @property
    def is_untold(self) -> bool:
        """Whether it runs and nobody here can know its sum."""
        return self.hidden and not self.ours and self.state is ASKED

    @property
    def lines_are_known(self) -> bool:
        """Whether anybody here can know that it is of its lines."""
        is_ours = self.ours and not self.is_lost
        return is_ours or not self.hidden or self.is_told or self.is_explained

    def report(self) -> RefundReport:
        """It as a call of 1688 shows it; what it asked is what it pays, since less was agreed to before."""
        word = {ASKED: "waitselleragree", DONE: "refundsuccess", CLOSED: "refundclose"}[self.state]
        paid = Fen(self.asked if self.state is DONE else 0)
        return RefundReport(
            self.number,
            word,
            self.state,
            Fen(self.asked),
            paid,
            Fen(self.carriage),
            tuple(self.goods),
            back=self.back,
            bill_no="SF1" if self.sent else "",
            asked_at=self.at,
        )


@dataclass
class TrueLine:
    """A line as it truly is: what was ordered and paid for, and what people counted of it, each count by itself."""

    entry_id: str
    ordered: int
    amount: int
    counted: list[tuple[int, str, int]] = field(default_factory=list)

    def count(self, kind: str) -> int:
        return sum(pieces for _, what, pieces in self.counted if what == kind)


class Life:
    """One order, from its payment on; `seen` counts what happened in it."""

    def __init__(self, dice: random.Random, seen: Counter[str], number: str = "33016867714") -> None:
        self.dice = dice
        self.seen = seen
        self.now = AT
        self.freight = dice.choice((0, 0, 1, 800, dice.randint(2, 5_000)))
        self.unnumbered = dice.random() < 0.1
        self.shareless = dice.random() < 0.1
        self.lines = [self._line(place) for place in range(dice.choice((1, 1, 2, 2, 3)))]
        if len(self.lines) == 1:
            self.shareless = False
        self.state = OrderState.PAID
        self.refunds: list[TrueRefund] = []
        self.arrivals: list[Arrival] = []
        self.acts = 0
        self.order = replace(
            ORDER,
            order_id=number,
            state=self.state,
            paid_at=AT,
            freight=Fen(self.freight),
            total=Fen(self.total),
            lines=self._told_lines(),
        )
        self.unclear: TrueRefund | None = None
        self.whole: set[str] = set()
        self.repriced = False
        self.note("lives")
        for name, holds in (("no number", self.unnumbered), ("no share", self.shareless)):
            if holds:
                self.note(f"lines with {name}")

    def note(self, what: str) -> None:
        self.seen[what] += 1

    def _line(self, place: int) -> TrueLine:
        entry = f"9/{place + 1}" if self.unnumbered and place == 0 else f"{11 + place}"
        ordered = self.dice.choice((1, 2, 3, 7, 10, self.dice.randint(1, 40)))
        return TrueLine(entry, ordered, self.dice.choice((0, 1, ordered * 1_250, self.dice.randint(1, 99_999))))

    # What is true.

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines) + self.freight

    @property
    def came_back(self) -> int:
        return sum(refund.asked for refund in self.refunds if refund.state is DONE)

    @property
    def runs(self) -> int:
        return sum(refund.asked for refund in self.refunds if refund.state is ASKED and not refund.is_untold)

    def share(self, line: TrueLine) -> Fraction:
        """What was paid for the goods of a line: its part of the sum, less the carriage in it."""
        if not self.total:
            return Fraction(0)
        told = next(told.share or 0 for told in self.order.lines if told.entry_id == line.entry_id)
        shares = sum(told.share or 0 for told in self.order.lines)
        return Fraction(told * (shares - self.freight), shares) if shares else Fraction(0)

    def lacking(self, line: TrueLine) -> dict[str, int]:
        """Law 1's first sentence, by the raw counts."""
        good = line.count("good")
        damaged = line.count("damaged")
        short = max(0, line.ordered - good - damaged)
        wrong = min(line.count("wrong"), short)
        return {"missing": short - wrong, "damaged": damaged, "good": good, "wrong": wrong}

    def claimed(self, line: TrueLine) -> dict[str, int]:
        """The pieces that stand in refunds that are not closed."""
        stand = [one for one in self.refunds if one.stands and one.purpose == "pieces"]
        stand = [one for one in stand if one.lines_are_known]
        return {kind: sum(refund.pieces.get(line.entry_id, {}).get(kind, 0) for refund in stand) for kind in KINDS}

    def runs_of(self, entry_id: str) -> bool:
        """Whether a refund of this line runs."""
        return any(refund.state is ASKED and entry_id in refund.goods for refund in self.refunds)

    def goods_back(self, line: TrueLine) -> int:
        """What of a line's goods runs or came back, fen."""
        stand = [refund for refund in self.refunds if refund.stands and not refund.is_untold]
        return sum(refund.goods.get(line.entry_id, 0) for refund in stand)

    def is_gone(self, line: TrueLine) -> bool:
        """Whether all that was paid for it came back, so that 1688 says of the line that it is refunded."""
        back = sum(refund.goods.get(line.entry_id, 0) for refund in self.refunds if refund.state is DONE)
        return 0 < line.amount <= back

    def owed_pieces(self, line: TrueLine) -> int:
        """How many bad pieces of a line nobody has claimed, and can still be claimed."""
        lacking = self.lacking(line)
        claimed = self.claimed(line)
        bad = [kind for kind in KINDS if kind != "good"]
        free = sum(max(0, lacking[kind] - claimed[kind]) for kind in bad)
        room = line.ordered - lacking["good"] - sum(claimed[kind] for kind in bad)
        return max(0, min(free, room, line.ordered - sum(claimed.values())))

    def owed(self) -> Fraction:
        """What is still owed for pieces (fen), by what is true: the most that leaves no line more than its share."""
        caps: dict[str, Fraction] = {}
        for line in self.lines:
            pieces = self.owed_pieces(line)
            if pieces and line.entry_id.isdecimal() and not self.is_gone(line):
                caps[line.entry_id] = self.share(line) * pieces / line.ordered
        if not caps:
            return Fraction(0)
        if self.shareless:
            return Fraction(self.left)
        return min(self._room_for(caps), sum(caps.values(), Fraction(0)), Fraction(self.left))

    def _room_for(self, caps: Mapping[str, Fraction]) -> Fraction:
        """The most goods that can come back of these lines, of each so much, beside all refunds that stand.

        Of which line the money of a refund of several lines is nobody says. It fits if it can be of lines in any way:
        whichever lines are taken together, no more must be theirs than was paid for them (a cut of a flow).
        """
        least = None
        for some in subsets([line.entry_id for line in self.lines]):
            inside = sum((self.share(line) for line in self.lines if line.entry_id in some), Fraction(0))
            for refund in self.refunds:
                if refund.stands and not refund.is_untold:
                    goods = sum(refund.goods.values())
                    inside -= max(Fraction(0), goods - self._cap_outside(refund, some))
            room = inside + sum((cap for entry_id, cap in caps.items() if entry_id not in some), Fraction(0))
            least = room if least is None else min(least, room)
        return max(Fraction(0), least or Fraction(0))

    def _cap_outside(self, refund: TrueRefund, some: Collection[str]) -> Fraction:
        """What of a refund's goods can be of lines that are not among these."""
        cap = Fraction(0)
        for line in self.lines:
            if line.entry_id in some or line.entry_id not in refund.goods:
                continue
            n = sum(refund.pieces.get(line.entry_id, {}).values()) if refund.purpose == "pieces" else line.ordered
            cap += self.share(line) * n / line.ordered
        return cap

    @property
    def left(self) -> int:
        return max(0, self.paid - self.runs - self.came_back)

    @property
    def paid(self) -> int:
        """What was paid for the order; a sum that fell by no more than what is asked back was paid as it stood."""
        return self.order.paid_total or self.total

    # What happens.

    def step(self) -> None:
        """Something happens; what cannot happen now does not."""
        self.now += timedelta(minutes=self.dice.randint(1, 3_000))
        steps = [self.moves_on, self.is_counted, self.is_counted, self.counts_are_taken_back, self.is_asked_for]
        steps += [self.is_asked_for, self.site_asks, self.seller_answers, self.seller_answers, self.goods_go_back]
        steps += [self.is_repriced, self.explain]
        self.dice.choice(steps)()
        if self.dice.random() < 0.5:
            self.look()

    def moves_on(self) -> None:
        states = [OrderState.PAID, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.FINISHED]
        place = states.index(self.state)
        if place + 1 < len(states) and (self.state is OrderState.PAID or self.dice.random() < 0.3):
            self.state = states[place + 1]
            self.note(f"orders that became {self.state.value}")

    def is_counted(self) -> None:
        """Somebody counts pieces of a line: some, all, or more than were ordered, also after their refund."""
        if self.state is OrderState.PAID:
            return
        line = self.dice.choice(self.lines)
        kind = self.dice.choice(("good", "good", "good", "damaged", "wrong"))
        left = max(1, line.ordered - line.count("good") - line.count("damaged"))
        pieces = self.dice.choice((1, left, left, max(1, left - 1), self.dice.randint(1, line.ordered + 2)))
        self.acts += 1
        number = len(self.arrivals) + 1
        line.counted.append((number, kind, pieces))
        self.arrivals.append(Arrival(number, line.entry_id, ArrivalKind(kind), pieces, self.now, f"a{self.acts}", 1))
        self.note(f"counts of {kind}")
        if line.count("good") + line.count("damaged") > line.ordered:
            self.note("surplus pieces")
        if self.claimed(line)["missing"] > self.lacking(line)["missing"]:
            self.note("late pieces, paid or claimed before")

    def counts_are_taken_back(self) -> None:
        line = self.dice.choice(self.lines)
        if not line.counted:
            return
        number, kind, pieces = line.counted.pop(self.dice.randrange(len(line.counted)))
        self.acts += 1
        again = Arrival(
            len(self.arrivals) + 1,
            line.entry_id,
            ArrivalKind(kind),
            pieces,
            self.now,
            f"a{self.acts}",
            1,
            reverses=number,
        )
        self.arrivals.append(again)
        self.note("counts taken back")

    def is_repriced(self) -> None:
        """The seller makes what was paid cheaper; it is what 1688 says was paid since."""
        if self.repriced or self.dice.random() < 0.6:
            return
        self.repriced = True
        for line in self.lines:
            line.amount = line.amount * self.dice.randint(50, 100) // 100
        self.note("prices lowered after the payment")
        self.look()

    def site_asks(self) -> None:
        """Somebody asks on the site: for pieces, for the carriage, for nothing at all; some are listed to nobody."""
        if self.order.live_errand is not None:
            return  # it would be taken for what was just sent, if it were of exactly its lines
        hidden = self.dice.random() < 0.3
        if hidden and any(refund.hidden for refund in self.refunds if not refund.ours):
            return
        lines = self.dice.sample(self.lines, 1 if hidden else self.dice.randint(1, len(self.lines)))
        if any(self.runs_of(line.entry_id) for line in lines):
            return  # of a line one runs at a time
        purpose = self.dice.choice(("pieces", "pieces", "whole", "sum", "carriage"))
        room = self.left
        pieces: Tally = {}
        goods = {line.entry_id: 0 for line in lines}
        carriage = 0
        for line in lines:
            share = int(self.share(line)) - self.goods_back(line)
            if purpose == "carriage" or share <= 0 or room <= 0:
                continue
            if purpose == "sum":
                goods[line.entry_id] = self.dice.randint(0, min(share, room))
            else:
                asked = self._pieces_of_site(line, whole=purpose == "whole")
                n = sum(asked.values())
                pieces[line.entry_id] = asked
                fen = share if purpose == "whole" else int(self.share(line) * n / line.ordered)
                goods[line.entry_id] = min(fen, share, room)
            room -= goods[line.entry_id]
        if purpose == "carriage":
            claimed = sum(refund.carriage for refund in self.refunds if refund.stands)
            carriage = max(0, min(self.freight - claimed, room))
        if not sum(goods.values()) + carriage or (purpose in ("pieces", "whole") and not any(pieces.values())):
            return
        purpose = "pieces" if purpose == "whole" else purpose
        back = purpose == "pieces" and self.state is not OrderState.PAID and self.dice.random() < 0.3
        refund = TrueRefund(self._number(), False, hidden, purpose, pieces, goods, carriage, self.now, "", back=back)
        self.refunds.append(refund)
        self.note(f"site: {purpose}")
        if hidden:
            self.note("site: no call names it")

    def _pieces_of_site(self, line: TrueLine, *, whole: bool) -> dict[str, int]:
        if whole:
            return {"missing": line.ordered}
        lacking = self.lacking(line)
        claimed = self.claimed(line)
        free = {kind: max(0, lacking[kind] - claimed[kind]) for kind in ("missing", "damaged", "wrong")}
        kinds = [kind for kind, n in free.items() if n]
        if not kinds or not self.owed_pieces(line):
            return {}
        kind = self.dice.choice(kinds)
        return {kind: self.dice.randint(1, min(free[kind], self.owed_pieces(line)))}

    def _number(self) -> str:
        return f"TQ{len(self.refunds) + 1}"

    def seller_answers(self) -> None:
        """The seller pays what was asked, or less, or nothing, or 1688 closes it; goods that go back come first."""
        waiting = [refund for refund in self.refunds if refund.state is ASKED]
        if not waiting:
            return
        refund = self.dice.choice(waiting)
        if refund.back and not refund.sent and self.dice.random() < 0.5:
            return
        end = self.dice.choice(("paid", "paid", "less", "less", "closed", "closed"))
        whose = "ours" if refund.ours else "site"
        if end == "closed":
            refund.state = CLOSED
            self.note(f"{whose}: closed" + (" after the goods went back" if refund.sent else ""))
            return
        if end == "less" and refund.asked > 1:
            self._pays_less(refund)
        refund.state = DONE
        self.note(f"{whose}: paid {'less' if end == 'less' else 'all'}")

    def _pays_less(self, refund: TrueRefund) -> None:
        """A part of the sum, of the goods first, of each line in proportion."""
        paid = self.dice.randint(1, refund.asked - 1)
        goods = sum(refund.goods.values())
        of_goods = min(paid, goods)
        refund.carriage = paid - of_goods
        refund.goods = in_parts(of_goods, refund.goods)

    def goods_go_back(self) -> None:
        here = [refund for refund in self.refunds if refund.back and refund.state is ASKED and not refund.sent]
        if not here:
            return
        refund = self.dice.choice(here)
        refund.sent = True
        self.note("returns sent")
        if refund.ours:  # whoever sends them says here in which parcel
            errand = Errand(
                1, ErrandKind.RETURN, ErrandState.DONE, 1, 3, self.now, tuple(refund.goods), refund_id=refund.number
            )
            self.order = replace(self.order, errands=(*self.order.errands, errand))

    # What 1688 tells, and what people do here.

    def _told_lines(self) -> tuple[OrderLine, ...]:
        lines = []
        for line in self.lines:
            back = 0
            for refund in self.refunds:
                parts = in_parts(refund.carriage, refund.goods) if refund.state is DONE else {}
                back += parts.get(line.entry_id, 0)
                back += refund.goods.get(line.entry_id, 0) if refund.state is DONE else 0
            state = LineState.REFUNDED if self.is_gone(line) else LineState.OPEN
            amount = None if self.shareless else Fen(line.amount)
            lines.append(
                OrderLine(
                    f"60000000{line.entry_id[-1]}",
                    None,
                    line.ordered,
                    amount,
                    entry_id=line.entry_id,
                    refunded=Fen(back),
                    state=state,
                )
            )
        return priced(lines, Fen(self.total), Fen(self.freight))

    def look(self) -> None:
        """A look at 1688: what it tells of the order and its refunds, and what that makes of the claims."""
        shown = tuple(refund.report() for refund in self.refunds if not refund.hidden)
        words: dict[str, RefundState] = {}
        for refund in sorted(self.refunds, key=lambda one: one.state is ASKED):
            words |= dict.fromkeys(refund.goods, refund.state)
        states = {refund.state for refund in self.refunds}
        word = next((state for state in (ASKED, DONE, CLOSED) if state in states), RefundState.NONE)
        report = replace(
            REPORT,
            state=self.state,
            refund=word,
            total=Fen(self.total),
            freight=Fen(self.freight),
            refunded=Fen(self.came_back),
            line_refunds=tuple(words.items()),
        )
        refunds = with_reports(self.order.refunds, shown)
        paid = paid_after(self.order, report, Fen(self.total), refunds)
        order = replace(
            self.order,
            state=self.state,
            total=Fen(self.total),
            lines=self._told_lines(),
            refunds=refunds,
            refund=word,
            paid_total=paid,
            refunded=came_back(report.refunded, paid, refunds),
            arrivals=tuple(self.arrivals),
        )
        said = {refund.number: refund.description for refund in self.refunds if refund.ours}
        order = self._settled(order, RefundsRead(shown, answered=True, said=said))
        claims = follow_claims(order, RefundsRead(shown, answered=True, said=said), report, self.now)
        self.order = replace(order, claims=self._stored(claims))
        for claim in self.order.claims:
            truth = self.truth_of(claim)
            if truth is not None and claim.stands and not claim.refund_id:
                truth.is_told = True
        self._whole_lines_are_whole()

    def _settled(self, order: Order, read: RefundsRead) -> Order:
        """What was sent and not answered is found by its characters, or surely was not taken."""
        live = order.live_errand
        if live is None or live.ask is None:
            return order
        others = {claim.refund_id for claim in order.claims if claim.refund_id}
        ours = find_ours(live.ask, live.at, others, read.refunds, read.said)
        number = ours.refund_id if ours is not None else ""
        claims = tuple(
            replace(claim, refund_id=number, state=claim.state if number else ClaimState.CLOSED)
            if claim.errand_id == live.id
            else claim
            for claim in order.claims
        )
        truly = self.unclear.number if self.unclear is not None else ""
        assert number == truly, "after a lost answer ours is found, and no other"
        self.unclear = None
        return replace(order, claims=claims, errands=tuple(one for one in order.errands if one.id != live.id))

    def _stored(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        following = max((claim.id for claim in claims), default=0)
        stored = []
        for claim in claims:
            if claim.id == NEW:
                following += 1
                claim = replace(claim, id=following)
            stored.append(claim)
        return tuple(stored)

    def _whole_lines_are_whole(self) -> None:
        """A refund of the site that equals all that was paid for its lines is for all of it: so says the design."""
        for claim in self.order.balance.claims:
            refund = self.truth_of(claim)
            if refund is None or refund.ours or claim.kind is not ClaimKind.PIECES or claim.answered_by is not None:
                continue
            refund.purpose = "pieces"
            refund.pieces = {entry: of._asdict() for entry, of in claim.pieces.items()}
            refund.goods[next(iter(refund.goods))] += refund.asked - claim.carriage - sum(refund.goods.values())
            refund.carriage = claim.carriage
            if refund.number not in self.whole:
                self.whole.add(refund.number)
                self.note("site: equals all that was paid for its lines")

    def truth_of(self, claim: Claim) -> TrueRefund | None:
        """The refund that a claim is of."""
        named = [refund for refund in self.refunds if refund.number == claim.refund_id]
        if claim.refund_id or not claim.from_site:
            return next(iter(named), None)
        unnamed = self._unnamed()
        unnamed.sort(key=lambda refund: (not refund.stands, refund.is_explained is (claim.answered_by is None)))
        return next(iter(unnamed), None)

    def explain(self) -> None:
        """A buyer says what a refund of the site is for, truly; money that no call names may be of several."""
        for claim in self.order.balance.unanswered:
            refund = self.truth_of(claim)
            if refund is None:
                continue
            every = [refund]
            if not claim.refund_id:
                every = [one for one in self._unnamed() if one.stands and not one.is_explained] or every
            purposes = {
                one.purpose if one.purpose == "pieces" or any(one.goods.values()) else "carriage" for one in every
            }
            kind = ClaimKind.PIECES if "pieces" in purposes else ClaimKind.COMPENSATION
            if purposes == {"carriage"}:
                kind = ClaimKind.CARRIAGE
            pieces: dict[str, Pieces] = {}
            for one in every if kind is ClaimKind.PIECES else ():
                one.is_explained = True
                for entry_id, of in as_pieces(one.pieces).items():
                    pieces[entry_id] = pieces.get(entry_id, Pieces()).plus(of)
            told = replace(claim, kind=kind, pieces=pieces, answered_by=7, answered_at=self.now)
            self.order = replace(
                self.order, claims=tuple(told if one.id == claim.id else one for one in self.order.claims)
            )
            refund.is_explained = True
            self.note(f"explained: {kind.value}")

    def _unnamed(self) -> list[TrueRefund]:
        return [one for one in self.refunds if one.hidden and (not one.ours or one.is_lost)]

    def persons_look(self) -> int:
        """Two persons say that refunds of ours that no call shows have ended, if the money does not tell; how many."""
        gone = []
        for claim in self.order.balance.open_claims:
            refund = self.truth_of(claim)
            if refund is not None and refund.ours and refund.hidden and refund.state is not ASKED:
                gone.append(claim.id)
                refund.is_lost = True
        self.order = replace(
            self.order,
            claims=tuple(
                replace(claim, state=ClaimState.CLOSED) if claim.id in gone else claim for claim in self.order.claims
            ),
        )
        return len(gone)

    def is_asked_for(self) -> None:
        """A person asks something back, after a look; whatever is sent holds the laws."""
        self.look()
        statuses = goods_statuses(self.state)
        if self.order.live_errand is not None or not statuses:
            return
        balance = self.order.balance
        ask = self._ask(balance)
        if ask is None or not fits(ask, balance):
            return
        least = self.dice.choice((1, 1, 10))
        limits = WIDE if least == 10 else RefundLimits(Fen(self.total), Fen(self.freight), Fen(self.total))
        ask = bounded(ask, balance, limits)
        if not ask.total:
            return
        self.judge(ask)
        if any(map(self.runs_of, ask.entries)):
            self.note("ours: refused by 1688, since one runs of the line")
            return
        self.send(ask)

    def _ask(self, balance: Balance) -> RefundAsk | None:
        kind = self.dice.choice(("first", "first", "some", "back", "rest", "sum", "carriage"))
        status = goods_statuses(self.state)[-1]
        open_lines = {line.entry_id: line.quantity for line in self.order.lines if line.entry_id.isdecimal()}
        if kind == "rest":
            less = balance.paid_less
            if not less:
                return None
            first = self.dice.choice(less)
            goods = balance.rest_of(first)
            return RefundAsk(status, first.pieces, kind=ClaimKind.REST, rest_of=first.id, goods=goods)
        if kind in ("sum", "carriage"):
            fen = self.dice.randint(0, self.total) if kind == "sum" else 0
            carriage = self.dice.randint(0, self.freight + 1)
            return RefundAsk(
                status, {}, kind=ClaimKind.AMOUNT, of_lines=open_lines, goods=Fen(fen), carriage=Fen(carriage)
            )
        pieces = None
        if kind == "some":
            pieces = {
                entry_id: Pieces(*(self.dice.randint(0, n) for n in able)) for entry_id, able in balance.able.items()
            }
        ask = first_ask(self.state, balance, back=kind == "back", pieces=pieces)
        ask = replace(ask, goods=most_goods(ask, balance))
        if self.dice.random() < 0.3:
            ask = replace(ask, carriage=Fen(self.dice.randint(0, self.freight)))
        return replace(ask, goods=Fen(ask.goods * self.dice.choice((1, 1, 1, 10))))

    def send(self, ask: RefundAsk) -> TrueRefund:
        """Send it: it is claimed; 1688's answer may get lost."""
        token = f"{self.dice.randrange(16**4):04X}"
        ask = replace(ask, token=token, earlier=tuple(refund.refund_id for refund in self.order.refunds))
        ask = replace(ask, description=described(ask, "1042"))
        purpose = {ClaimKind.PIECES: "pieces", ClaimKind.REST: "rest"}.get(ask.kind, "sum")
        weights = self._weights(ask)
        hidden = self.dice.random() < 0.15
        lost = not hidden and self.dice.random() < 0.2
        refund = TrueRefund(
            self._number(),
            True,
            hidden,
            purpose,
            {entry: of._asdict() for entry, of in ask.claimed.items()},
            in_parts(ask.goods, weights),
            ask.carriage,
            self.now - timedelta(seconds=self.dice.choice((0, 3, 30, 300))),
            ask.description,
            back=ask.back,
        )
        taken = not lost or self.dice.random() < 0.6
        claim = Claim(
            max((claim.id for claim in self.order.claims), default=0) + 1,
            ask.kind,
            ClaimState.OPEN,
            self.now,
            ask.goods,
            ask.carriage,
            ask.claimed,
            ask.entries,
            errand_id=len(self.order.claims) + 100,
            refund_id="" if lost else refund.number,
            back=ask.back,
            rest_of=ask.rest_of,
        )
        errands: tuple[Errand, ...] = ()
        if lost:
            errand_id = claim.errand_id or 0
            errands = (Errand(errand_id, ErrandKind.REFUND, ErrandState.UNCLEAR, 1, 3, self.now, ask.entries, ask=ask),)
            self.unclear = refund if taken else None
            self.note("ours: lost answers")
        if taken:
            self.refunds.append(refund)
        self.order = replace(self.order, claims=(*self.order.claims, claim), errands=(*self.order.errands, *errands))
        self.note(f"ours: {ask.kind.value}" + (", goods back" if ask.back else ""))
        if ask.carriage:
            self.note("ours: with carriage" if ask.goods else "ours: freight alone")
        if hidden:
            self.note("ours: no call shows it")
        return refund

    def _weights(self, ask: RefundAsk) -> dict[str, int]:
        """By what the goods of it are of its lines: the shares of its pieces, no more than is left of each line."""
        weights: dict[str, Fraction] = {}
        for line in self.lines:
            if line.entry_id not in ask.entries:
                continue
            pieces = ask.pieces[line.entry_id].all if ask.pieces else line.ordered
            share = self.share(line)
            weights[line.entry_id] = max(Fraction(0), min(share * pieces / line.ordered, share - self.goods_back(line)))
        whole = 1
        for weight in weights.values():
            whole *= weight.denominator
        return {entry: int(weight * whole) for entry, weight in weights.items()}

    # The laws.

    def judge(self, ask: RefundAsk) -> None:
        """Laws 1 and 2 of what is about to be sent, by what is true."""
        for entry_id, pieces in ask.claimed.items():
            line = next(line for line in self.lines if line.entry_id == entry_id)
            lacking = self.lacking(line)
            claimed = self.claimed(line)
            after = {kind: claimed[kind] + getattr(pieces, kind) for kind in KINDS}
            for kind in KINDS:
                assert getattr(pieces, kind) == 0 or after[kind] <= lacking[kind], f"{kind} claimed twice"
            bad = after["missing"] + after["damaged"] + after["wrong"]
            assert pieces.bad == 0 or bad <= line.ordered - lacking["good"], "more bad pieces than are not good"
            assert sum(after.values()) <= line.ordered, "more pieces than were ordered"
            if ask.back:
                self._judge_back(line, pieces)
        assert ask.total <= self.left, "more money than was paid"
        stand = [one for one in self.refunds if one.stands and not one.is_untold and one.lines_are_known]
        carriage = sum(refund.carriage for refund in stand)
        assert ask.carriage == 0 or carriage + ask.carriage <= self.freight, "more carriage than was paid"
        if self.shareless:
            return
        roundings = len(self.lines) * (1 + len(self.refunds))
        caps = {}
        for line in self.lines:
            if line.entry_id in ask.entries:
                n = ask.pieces[line.entry_id].all if ask.pieces else line.ordered
                caps[line.entry_id] = self.share(line) * n / line.ordered
        is_sure = not self._was_taken_for_ours() and not any(refund.is_lost for refund in self.refunds)
        if is_sure and not self.repriced:
            assert ask.goods <= self._room_for(caps) + roundings, "more than was paid for its lines"
        if ask.kind is ClaimKind.PIECES:
            of_pieces = sum(
                self.share(line) * ask.pieces[line.entry_id].all / line.ordered
                for line in self.lines
                if line.entry_id in ask.pieces
            )
            assert ask.goods <= of_pieces + len(ask.pieces), "more than the share of its own pieces"

    def _judge_back(self, line: TrueLine, pieces: Pieces) -> None:
        gone = dict.fromkeys(KINDS, 0)
        for refund in self.refunds:
            if not refund.ours and not refund.is_explained:
                continue  # it closed before anybody was asked what it was for
            for kind, n in refund.pieces.get(line.entry_id, {}).items():
                gone[kind] += n if refund.sent else 0
        assert pieces.missing == 0, "what never came cannot go back"
        for kind in ("damaged", "good", "wrong"):
            assert gone[kind] + getattr(pieces, kind) <= max(self.lacking(line)[kind], gone[kind]), "sent back twice"

    def all_that_is_owed_can_be_asked(self) -> None:
        """From here people get to all the money that is owed, by a few presses; each is judged by the laws too."""
        self.look()
        self.look()  # what was unclear is known by the first
        presses = 2 * self.persons_look()
        self.look()
        presses += len(self.order.balance.unanswered)
        self.explain()
        if self.order.balance.unanswered or not goods_statuses(self.state):
            return
        owed = self.owed()
        refunds_of_several = sum(len(refund.goods) > 1 for refund in self.refunds if refund.stands)
        roundings = len(self.lines) * (2 + refunds_of_several)
        self.note("states from which something is owed" if owed > roundings else "states from which nothing is owed")
        self._rests_can_be_asked()
        asked = 0
        for _ in range(3):
            balance = self.order.balance
            ask = first_ask(self.state, balance)
            if not ask.pieces or not fits(ask, balance):
                break
            ask = bounded(replace(ask, goods=most_goods(ask, balance)), balance, WIDE)
            presses += 1
            if not ask.goods:
                break
            self.judge(ask)
            asked += ask.goods
            self._hypothetically(ask)
        if asked + roundings < owed and self.state is OrderState.PAID and self.unnumbered:
            self.note("before shipment with a line without number: by amount")
            asked += self._by_amount()
        if asked + roundings < owed and self._is_of_several_lines():
            self.note("owed beyond the pieces: the rest of it by amount")
            asked += self._by_amount()
            if self.unnumbered:
                return  # a refund of it and of others may be of these: nobody can say
        if asked + roundings < owed and self._was_taken_for_ours():
            self.note("money of the site that was taken for a hidden refund of ours")
            return
        assert asked + roundings >= owed, f"{float(owed):.1f} are owed and only {asked} can be asked for"
        assert presses <= 2 * len(self.refunds) + 3, "it takes too many presses"

    def _is_of_several_lines(self) -> bool:
        """Whether nobody can say of which line some of the money is."""
        return any(len(refund.goods) > 1 for refund in self.refunds if refund.stands)

    def _was_taken_for_ours(self) -> bool:
        """Whether money of the site, which no call names, came when a hidden refund of ours closed: nobody can tell."""
        for claim in self.order.claims:
            refund = self.truth_of(claim)
            if refund is not None and refund.ours and claim.state is ClaimState.PAID and refund.state is CLOSED:
                return True
        return False

    def _by_amount(self) -> int:
        lines = {line.entry_id: line.quantity for line in self.order.lines if line.entry_id.isdecimal()}
        ask = RefundAsk(goods_statuses(self.state)[0], {}, kind=ClaimKind.AMOUNT, of_lines=lines, goods=Fen(10**9))
        balance = self.order.balance
        return bounded(ask, balance, WIDE).goods if fits(ask, balance) else 0

    def _rests_can_be_asked(self) -> None:
        """Of each refund of pieces that was paid less than their share the rest can be asked for."""
        if self.shareless or self.repriced:
            return
        balance = self.order.balance
        for claim in self.order.claims:
            refund = self.truth_of(claim)
            paid = claim.state is ClaimState.PAID and claim.kind is ClaimKind.PIECES
            if refund is None or not paid or not claim.pieces:
                continue
            lines = [line for line in self.lines if line.entry_id in claim.pieces]
            share = sum(
                (self.share(line) * claim.pieces[line.entry_id].all / line.ordered for line in lines), Fraction(0)
            )
            left = sum((max(Fraction(0), self.share(line) - self.goods_back(line)) for line in lines), Fraction(0))
            rests = sum(rest.goods for rest in self.order.claims if rest.rest_of == claim.id and rest.stands)
            rest = min(share - claim.goods - rests, left, Fraction(self.left))
            if rest <= len(self.lines) * (2 + len(self.refunds)):
                continue
            self.note("rests that can be asked for")
            allowed = balance.rest_of(claim)
            if self._is_of_several_lines():
                allowed = Fen(allowed + self._by_amount())
            ask = RefundAsk(
                goods_statuses(self.state)[-1], claim.pieces, kind=ClaimKind.REST, rest_of=claim.id, goods=allowed
            )
            assert allowed + len(self.lines) * (2 + len(self.refunds)) >= rest, "the rest cannot be asked for"
            assert fits(ask, balance)

    def _hypothetically(self, ask: RefundAsk) -> None:
        """It is claimed, so that what is asked for next is asked beside it."""
        number = max((claim.id for claim in self.order.claims), default=0) + 1
        claim = Claim(
            number, ask.kind, ClaimState.OPEN, self.now, ask.goods, NO, ask.claimed, ask.entries, number, f"H{number}"
        )
        self.order = replace(self.order, claims=(*self.order.claims, claim))
        pieces = {entry: of._asdict() for entry, of in ask.claimed.items()}
        goods = in_parts(ask.goods, self._weights(ask))
        self.refunds.append(TrueRefund(f"H{number}", True, True, "pieces", pieces, goods, 0, self.now))

    def books_agree(self) -> None:
        """What came back and what runs is the same here and in the books of 1688, to the fen."""
        self.look()
        self.look()
        balance = self.order.balance
        if self.came_back > self.paid:
            return  # the price fell below what had come back
        assert balance.back == self.came_back
        if all(self._runs_truly(claim) for claim in balance.open_claims):
            assert balance.running == self.runs
            assert sum(refund.total for refund in listed("7", self.order)) == self.runs
        for claim in self.order.claims:
            refund = self.truth_of(claim)
            if refund is not None and claim.refund_id and claim.state is ClaimState.CLOSED:
                assert refund.state is CLOSED, "a claim ended too soon"

    def _runs_truly(self, claim: Claim) -> bool:
        refund = self.truth_of(claim)
        return bool(claim.refund_id) and refund is not None and refund.state is ASKED


NO = Fen(0)


def subsets(names: Sequence[str]) -> list[frozenset[str]]:
    """Every choice of these names, none and all among them."""
    return [frozenset(some) for n in range(len(names) + 1) for some in combinations(names, n)]


def in_parts(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A sum (fen) in parts by weight, the fen that rounding loses to who lost most; alike without any weight."""
    if not sum(weights.values()):
        weights = dict.fromkeys(weights, 1)
    whole = sum(weights.values())
    exact = {name: Fraction(total * weight, whole) for name, weight in weights.items()}
    parts = {name: int(part) for name, part in exact.items()}
    lost = sorted(exact, key=lambda name: parts[name] - exact[name])
    for name in lost[: total - sum(parts.values())]:
        parts[name] += 1
    return parts


def as_pieces(tally: Tally) -> dict[str, Pieces]:
    made = {entry_id: Pieces(**of) for entry_id, of in tally.items()}
    return {entry_id: pieces for entry_id, pieces in made.items() if pieces.all}


def costs_agree(lives: Sequence[Life]) -> None:
    """What the orders of one purchase cost in the end is what is true of them: paid and back, to the fen."""
    orders = tuple(life.order for life in lives)
    lines = cost_lines(purchase(*orders))
    sums = sums_of(purchase(*orders))
    for life in lives:
        of_order = [line for line in lines if line.order_id == life.order.order_id]
        if life.came_back > life.paid or not life.paid:
            continue  # the price fell below what had come back
        assert sum(line.paid for line in of_order) == life.total
        assert sum(line.refunded for line in of_order) == life.came_back
        came = {line.entry_id: line.refunded for line in life.order.lines if line.refunded}
        assert came == {line.entry_id: line.refunded for line in of_order if line.refunded}
        back = [told.amount or 0 for told in refund_sums(life.order) if told.state is RefundState.DONE]
        assert sum(back) == life.came_back
    assert sums.paid == sum(life.total for life in lives)
    assert sums.refunded == sum(life.came_back for life in lives)
