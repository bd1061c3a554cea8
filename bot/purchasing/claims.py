"""What of an order is claimed back, in pieces and in money, and what can still be: the two laws of refunds.

What is owed is worked out from what was claimed, never from what runs at 1688 or what 1688 shows. A refund claims its
pieces from when it is sent until it closes without money; what was paid stays claimed for ever. Money is in fen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from math import lcm
from operator import add, le, sub
from typing import NamedTuple

from bot.purchasing.arrivals import PAID_BACK, Arrival, ArrivalKind, standing
from bot.purchasing.money import NOTHING, Fen, spread, sum_fen
from bot.purchasing.order_report import LineState, OrderLine, OrderState


class Pieces(NamedTuple):
    """Pieces of an order line, by what became of them: what never came, and what came, by what it is."""

    missing: int = 0
    damaged: int = 0
    good: int = 0
    wrong: int = 0

    @property
    def here(self) -> int:
        """How many of them are in somebody's hands."""
        return self.damaged + self.good + self.wrong

    @property
    def bad(self) -> int:
        """How many of them are not what was ordered."""
        return self.missing + self.damaged + self.wrong

    @property
    def all(self) -> int:
        return self.missing + self.here

    def plus(self, other: "Pieces") -> "Pieces":
        return Pieces(*map(add, self, other))

    def less(self, other: "Pieces") -> "Pieces":
        """What is left of each kind without these, never below 0."""
        return Pieces(*(max(0, left) for left in map(sub, self, other)))

    def within(self, most: "Pieces") -> bool:
        """Whether no kind has more pieces than there."""
        return all(map(le, self, most))


NO_PIECES = Pieces()


class ClaimKind(StrEnum):
    """What a refund claims."""

    PIECES = "pieces"
    """The money of certain pieces."""
    REST = "rest"
    """What is left of the money of an earlier refund's pieces, of which less was paid than asked."""
    AMOUNT = "amount"
    """An agreed sum without pieces: a discount, freight alone."""
    CARRIAGE = "carriage"
    """Somebody opened it on the site; a buyer said that it is for the carriage alone."""
    COMPENSATION = "compensation"
    """Somebody opened it on the site; a buyer said that it is a compensation or a discount, for no pieces."""
    UNKNOWN = "unknown"
    """Somebody opened it on the site, and nobody has said yet what it is for."""

    @property
    def without_pieces(self) -> bool:
        """Whether a person said of a refund of the site that it is for no pieces."""
        return self in (ClaimKind.CARRIAGE, ClaimKind.COMPENSATION)


class ClaimState(StrEnum):
    """How a claim stands."""

    OPEN = "open"
    """It is being sent, unclear, taken, running, or refused but open."""
    PAID = "paid"
    CLOSED = "closed"
    """It ended without money, and claims nothing any more."""


@dataclass(frozen=True)
class Claim:
    """One refund of an order as a claim on it: asked for here (`errand_id`), or opened on the site.

    `goods` and `carriage` are what is asked for, or what was paid once it is (fen). `pieces` are those of each line by
    its entry id; `entries` are the lines that it touches, empty if nobody knows them. `refund_id` is empty until 1688
    numbered it; then it is `seen` once 1688 showed it as this order's. With `back` the goods go back; they are
    `sent_back` once their parcel was named. `rest_of` is the claim whose rest it asks for. `at` is UTC.
    """

    id: int
    kind: ClaimKind
    state: ClaimState
    at: datetime
    goods: Fen = NOTHING
    carriage: Fen = NOTHING
    pieces: Mapping[str, Pieces] = field(default_factory=dict)
    entries: tuple[str, ...] = ()
    errand_id: int | None = None
    refund_id: str = ""
    seen: bool = False
    back: bool = False
    sent_back: bool = False
    rest_of: int | None = None
    answered_by: int | None = None
    answered_at: datetime | None = None
    looked_by: int | None = None
    """Who looked on the site and found it neither there nor paid; a second person must agree."""
    looked_at: datetime | None = None

    @property
    def total(self) -> Fen:
        return Fen(self.goods + self.carriage)

    @property
    def for_carriage(self) -> Fen:
        """What of it is of the carriage: all of it if a person said that it is for that alone."""
        return self.total if self.kind is ClaimKind.CARRIAGE else self.carriage

    @property
    def for_goods(self) -> Fen:
        """What of it is of the goods."""
        return Fen(self.total - self.for_carriage)

    @property
    def stands(self) -> bool:
        """Whether it claims anything: it did not end without money."""
        return self.state is not ClaimState.CLOSED

    @property
    def unanswered(self) -> bool:
        """Whether nobody knows what a refund of the site is for."""
        return self.kind is ClaimKind.UNKNOWN and self.stands

    @property
    def from_site(self) -> bool:
        """Whether somebody opened it on the site."""
        return self.errand_id is None

    def touches(self, entry_id: str) -> bool:
        """Whether it is of this line, as far as anybody knows."""
        return not self.entries or entry_id in self.entries


class RawCount(NamedTuple):
    """How many pieces of a line people counted as what, beyond the order too, and never by what refunds did."""

    good: int = 0
    damaged: int = 0
    wrong: int = 0


def raw_counts(lines: Sequence[OrderLine], arrivals: Iterable[Arrival]) -> dict[str, RawCount]:
    """What people counted of each line, by its entry id."""
    counts = {line.entry_id: RawCount() for line in lines}
    counted_as = {ArrivalKind.GOOD: "good", ArrivalKind.DAMAGED: "damaged", ArrivalKind.WRONG: "wrong"}
    for arrival in standing(arrivals):
        name = counted_as.get(arrival.kind)
        if name is None or arrival.entry_id not in counts or arrival.act.startswith(PAID_BACK):
            continue
        before = counts[arrival.entry_id]
        counts[arrival.entry_id] = before._replace(**{name: getattr(before, name) + arrival.pieces})
    return counts


def lacking_of(ordered: int, counted: RawCount) -> Pieces:
    """What of so many pieces is missing, damaged, good or wrong, by the raw counts alone."""
    short = max(0, ordered - counted.good - counted.damaged)
    wrong = min(counted.wrong, short)
    return Pieces(missing=short - wrong, damaged=counted.damaged, good=counted.good, wrong=wrong)


@dataclass(frozen=True)
class LineBalance:
    """What lacks of an order line, and what is claimed of it: pieces by kind, and its money (fen).

    `share` is what was paid for its goods, None if 1688 does not tell it; `money` is what of that runs or came back.
    `in_question` are refunds that touch it and of which nobody has said what they are for. `gone_back` are pieces that
    were sent back, whatever became of their refund. `step` is how far 1688 says that this line is, if it does.
    """

    ordered: int
    lacking: Pieces
    claimed: Pieces = NO_PIECES
    gone_back: Pieces = NO_PIECES
    share: Fen | None = None
    money: Fen = NOTHING
    open: bool = True
    in_question: tuple[Claim, ...] = ()
    step: OrderState | None = None

    def allows(self, pieces: Pieces) -> bool:
        """Law 1: whether these pieces can be claimed beside what is claimed."""
        if min(pieces) < 0:
            return False
        after = self.claimed.plus(pieces)
        each_kind = all(n == 0 or total <= most for n, total, most in zip(pieces, after, self.lacking, strict=True))
        bad_fit = pieces.bad == 0 or after.bad <= self.ordered - self.lacking.good
        return each_kind and bad_fit and after.all <= self.ordered

    @property
    def able(self) -> Pieces:
        """The most pieces of each kind that can be claimed, if none of another kind is."""
        left = self.lacking.less(self.claimed)
        return Pieces(
            missing=min(left.missing, self._bad_room),
            damaged=min(left.damaged, self._bad_room),
            good=min(left.good, self._room),
            wrong=min(left.wrong, self._bad_room),
        )

    @property
    def _room(self) -> int:
        """How many more of its pieces can be claimed at all."""
        return max(0, self.ordered - self.claimed.all)

    @property
    def _bad_room(self) -> int:
        """How many more of them can be claimed as not what was ordered."""
        return max(0, min(self._room, self.ordered - self.lacking.good - self.claimed.bad))

    @property
    def first(self) -> Pieces:
        """What is asked for first: all that lacks and is not claimed, and no good pieces."""
        able = self.able
        damaged = min(able.damaged, self._bad_room - able.missing)
        wrong = min(able.wrong, self._bad_room - able.missing - damaged)
        return Pieces(missing=able.missing, damaged=damaged, wrong=wrong)

    @property
    def can_go_back(self) -> Pieces:
        """The most pieces of each kind that can be sent back: what is here and was not sent back before."""
        here = self.lacking._replace(missing=0).less(self.gone_back)
        return Pieces(*map(min, self.able, here))

    def share_of(self, pieces: int) -> Fen | None:
        """What was paid for so many of its pieces (fen), a half down; None if 1688 does not tell."""
        if self.share is None:
            return None
        return Fen((2 * self.share * pieces + self.ordered - 1) // (2 * self.ordered))

    @property
    def money_left(self) -> Fen | None:
        """What of its goods can still come back (fen); None if 1688 does not tell its share."""
        return None if self.share is None else Fen(max(0, self.share - self.money))


@dataclass(frozen=True)
class Balance:
    """What an order owes and what is claimed of it; money in fen.

    `paid` is what was paid for it, `freight` the carriage among that. `running` is what is asked back and not ended,
    `back` the larger of the refunds known to be paid and what 1688 says came back.
    """

    lines: Mapping[str, LineBalance]
    claims: tuple[Claim, ...] = ()
    paid: Fen = NOTHING
    freight: Fen = NOTHING
    running: Fen = NOTHING
    back: Fen = NOTHING
    carriage_claimed: Fen = NOTHING

    @property
    def counted(self) -> bool:
        """Whether anybody counted anything of it."""
        return any(line.lacking.here for line in self.lines.values())

    @property
    def left(self) -> Fen:
        """Law 2: what can still be asked back of the whole order."""
        return Fen(max(0, self.paid - self.running - self.back))

    @property
    def carriage_left(self) -> Fen:
        """What can still be asked back of the carriage."""
        return Fen(max(0, min(self.freight - self.carriage_claimed, self.left)))

    @property
    def open_claims(self) -> tuple[Claim, ...]:
        """What is claimed and neither paid nor closed: until that ends no receipt is confirmed."""
        return tuple(claim for claim in self.claims if claim.state is ClaimState.OPEN)

    @property
    def unanswered(self) -> tuple[Claim, ...]:
        """Refunds of the site, and money that came back, of which nobody has said what they are for."""
        return tuple(claim for claim in self.claims if claim.unanswered)

    @property
    def able(self) -> dict[str, Pieces]:
        """The most pieces of each line that can be claimed, by kind; lines that can claim none are left out."""
        able = {
            entry_id: line.able
            for entry_id, line in self.lines.items()
            if line.open and not line.in_question and entry_id.isdecimal()
        }
        return {entry_id: pieces for entry_id, pieces in able.items() if any(pieces)}

    @property
    def short(self) -> Mapping[str, Pieces]:
        """What lacks of each line and nobody has claimed; lines that nobody can tell of are left out."""
        able = self.able
        short = {entry_id: self.lines[entry_id].first for entry_id in able}
        return {entry_id: pieces for entry_id, pieces in short.items() if any(pieces)}

    def allows(self, pieces: Mapping[str, Pieces]) -> bool:
        """Law 1 for several lines: whether all these pieces can be claimed now."""
        able = self.able
        return bool(pieces) and all(
            entry_id in able and wanted.all > 0 and self.lines[entry_id].allows(wanted)
            for entry_id, wanted in pieces.items()
        )

    def goods_of(self, pieces: Mapping[str, Pieces]) -> Fen:
        """Law 2 for pieces: the most that can be asked back for these, their own share and what is left of each line.

        If 1688 does not tell the share of one of these lines, only what is left of the order bounds it.
        """
        total = 0
        for entry_id, wanted in pieces.items():
            line = self.lines.get(entry_id)
            share = line.share_of(wanted.all) if line is not None else None
            if line is None or share is None:
                return self.left
            total += min(share, line.money_left or 0)
        return Fen(min(total, self.left))

    def goods_left(self, entries: Collection[str]) -> Fen:
        """What of the goods of these lines can still come back."""
        total = 0
        for entry_id in entries:
            left = self.lines[entry_id].money_left
            if left is None:
                return self.left
            total += left
        return Fen(min(total, self.left))

    def rest_of(self, claim: Claim) -> Fen:
        """What is left of the goods of a paid refund's pieces: its share, without what it and its rests claim.

        It is no more than what is left of their lines: other refunds may have paid for these too.
        """
        share = 0
        for entry_id, pieces in claim.pieces.items():
            line = self.lines.get(entry_id)
            part = line.share_of(pieces.all) if line is not None else None
            if part is None:
                return NOTHING
            share += part
        rests = [other.goods for other in self.claims if other.rest_of == claim.id and other.stands]
        rest = share - claim.goods - sum(rests)
        return Fen(max(0, min(rest, self.goods_left(claim.pieces))))

    @property
    def paid_less(self) -> tuple[Claim, ...]:
        """Refunds of pieces that are paid and of whose money a rest is left."""
        paid = [claim for claim in self.claims if claim.state is ClaimState.PAID and claim.kind is ClaimKind.PIECES]
        return tuple(claim for claim in paid if self.rest_of(claim) > 0)


def balance_of(
    lines: Sequence[OrderLine],
    arrivals: Collection[Arrival],
    claims: Sequence[Claim],
    *,
    paid: Fen,
    freight: Fen,
    back: Fen,
) -> Balance:
    """The balance of an order: the one place that says what can still be asked back of it.

    `paid` is what was paid for it (fen), `freight` the carriage among it, `back` what 1688 says came back.
    """
    counts = raw_counts(lines, arrivals)
    shares = goods_shares(lines, freight)
    claims = [whole_if_of_all(claim, lines, shares, freight) for claim in claims]
    standing_claims = [claim for claim in claims if claim.stands]
    known_back = sum_fen(claim.total for claim in claims if claim.state is ClaimState.PAID)
    money = _goods_by_line(standing_claims, lines, shares)
    balances: dict[str, LineBalance] = {}
    for line in lines:
        entry_id = line.entry_id
        lacking = lacking_of(line.quantity, counts[entry_id])
        claimed = _added(claim.pieces.get(entry_id, NO_PIECES) for claim in standing_claims)
        gone_back = _added(claim.pieces.get(entry_id, NO_PIECES) for claim in claims if claim.sent_back)
        in_question = tuple(claim for claim in claims if claim.unanswered and claim.touches(entry_id))
        balances[entry_id] = LineBalance(
            line.quantity,
            lacking,
            claimed,
            gone_back,
            shares[entry_id],
            money[entry_id],
            _is_open(line, standing_claims),
            in_question,
            line.step,
        )
    return Balance(
        balances,
        tuple(claims),
        paid,
        freight,
        running=sum_fen(claim.total for claim in claims if claim.state is ClaimState.OPEN),
        back=Fen(max(known_back, min(back, paid))),
        carriage_claimed=sum_fen(_most_carriage(claim) for claim in standing_claims),
    )


def _is_open(line: OrderLine, claims: Collection[Claim]) -> bool:
    """Whether anything of a line can be asked back.

    What 1688 says came back of a line may hold carriage: if it does, some of the money of its goods may be left.
    """
    if line.state is LineState.REFUNDED and line.amount is not None:
        paid = [claim for claim in claims if claim.state is ClaimState.PAID and claim.touches(line.entry_id)]
        carriage = sum_fen(claim.for_carriage for claim in paid)
        return line.refunded - carriage < line.amount
    return line.state is LineState.OPEN


def _most_carriage(claim: Claim) -> Fen:
    """What of it is carriage, or may be if nobody has said what it is for."""
    return claim.total if claim.unanswered else claim.for_carriage


def whole_if_of_all(claim: Claim, lines: Sequence[OrderLine], shares: Mapping[str, Fen | None], freight: Fen) -> Claim:
    """A refund of the site whose goods equal all that was paid for its lines is for all of their pieces.

    Nobody needs to be asked about that. Any other stays as it is.
    """
    touched = [line for line in lines if claim.touches(line.entry_id)]
    parts = [shares[line.entry_id] for line in touched]
    if not claim.unanswered or not parts or None in parts:
        return claim
    goods = sum(part or 0 for part in parts)
    with_carriage = goods + freight if len(touched) == len(lines) else goods
    if goods <= 0 or (claim.goods != goods and claim.total != with_carriage):
        return claim
    pieces = {line.entry_id: Pieces(missing=line.quantity) for line in touched}
    return replace(claim, kind=ClaimKind.PIECES, pieces=pieces)


def said_for_nothing(claims: Collection[Claim], entries: Collection[str]) -> Claim | None:
    """The refund of the site that a buyer said is for no pieces of one of these lines of which none was asked since.

    Whoever asks for their pieces next needs a second person: the answer may have been wrong.
    """
    for claim in claims:
        if not claim.stands or not claim.kind.without_pieces or claim.answered_at is None:
            continue
        touched = {entry_id for entry_id in entries if claim.touches(entry_id)}
        later = [other for other in claims if not other.from_site and other.at > claim.answered_at]
        asked_since = {entry_id for other in later for entry_id in other.pieces}
        if touched - asked_since:
            return claim
    return None


def goods_shares(lines: Sequence[OrderLine], freight: Fen) -> dict[str, Fen | None]:
    """What was paid for the goods of each line (fen), without the carriage that its share of the order holds.

    The carriage is taken off in proportion, a half down. None if 1688 does not tell the share of a line.
    """
    total = sum(line.share or 0 for line in lines)
    shares: dict[str, Fen | None] = {}
    for line in lines:
        if line.share is None:
            shares[line.entry_id] = None
        elif total <= 0:
            shares[line.entry_id] = NOTHING
        else:
            goods = line.share * max(0, total - freight)
            shares[line.entry_id] = Fen((2 * goods + total - 1) // (2 * total))
    return shares


def _added(every: Iterable[Pieces]) -> Pieces:
    total = NO_PIECES
    for pieces in every:
        total = total.plus(pieces)
    return total


def _goods_by_line(
    claims: Sequence[Claim], lines: Sequence[OrderLine], shares: Mapping[str, Fen | None]
) -> dict[str, Fen]:
    """What of the goods of all these claims (fen) is of each line.

    Each is of its pieces, and a rest of those of the refund whose rest it is, by what was paid for these; what has none
    is of the lines that it touches, by what the others leave of them. Money of which no call names the refund is of the
    lines of which 1688 says that more came back of them than the other refunds explain.
    """
    goods = dict.fromkeys(shares, NOTHING)
    unexplained = {line.entry_id: int(line.refunded) for line in lines}
    of_claims = [_lines_and_pieces(claim, claims, lines) for claim in claims]
    for claim, touched, pieces in sorted(of_claims, key=_how_sure):
        weights = _weights(touched, pieces, shares, goods)
        told = [min(unexplained[line.entry_id], _left_of(line, shares, goods)) for line in touched]
        if _is_unnamed(claim) and any(fen > 0 for fen in told):
            weights = [max(0, fen) for fen in told]
        parts = spread(claim.for_goods, weights)
        came_back = spread(claim.total if claim.state is ClaimState.PAID else NOTHING, weights)
        for line, part, came in zip(touched, parts, came_back, strict=True):
            goods[line.entry_id] = Fen(goods[line.entry_id] + part)
            unexplained[line.entry_id] -= came
    return goods


class _OfLines(NamedTuple):
    """A claim, the lines that its goods are of, and its pieces."""

    claim: Claim
    lines: list[OrderLine]
    pieces: Mapping[str, Pieces]


def _lines_and_pieces(claim: Claim, claims: Sequence[Claim], lines: Sequence[OrderLine]) -> _OfLines:
    first = next((other for other in claims if other.id == claim.rest_of), claim)
    if first.pieces:
        return _OfLines(claim, [line for line in lines if line.entry_id in first.pieces], first.pieces)
    return _OfLines(claim, [line for line in lines if claim.touches(line.entry_id)], {})


def _how_sure(of_lines: _OfLines) -> tuple[bool, bool, bool]:
    """Orders claims by how sure it is what they are of: one line, then pieces of several, then several lines."""
    is_of_several = len(of_lines.lines) != 1
    return is_of_several and _is_unnamed(of_lines.claim), is_of_several and not of_lines.pieces, is_of_several


def _is_unnamed(claim: Claim) -> bool:
    """Whether it is money that came back and is of no pieces and no refund that anybody knows."""
    return not claim.refund_id and not claim.pieces and claim.from_site


def _left_of(line: OrderLine, shares: Mapping[str, Fen | None], goods: Mapping[str, Fen]) -> int:
    """What is left of the goods of a line beside these; what came back of it if 1688 does not tell its share."""
    share = shares[line.entry_id]
    return line.refunded if share is None else share - goods[line.entry_id]


def _weights(
    lines: Sequence[OrderLine],
    pieces: Mapping[str, Pieces],
    shares: Mapping[str, Fen | None],
    goods: Mapping[str, Fen],
) -> list[int]:
    """What was paid for these pieces of each line, or for all of it, but no more than is left beside these `goods`.

    They are exact in proportion to one another. If nothing is left they are as if nothing else was claimed.
    """
    scale = lcm(*(line.quantity for line in lines))
    whole: list[int] = []
    left: list[int] = []
    for line in lines:
        share = shares[line.entry_id] or 0
        n = pieces[line.entry_id].all if pieces else line.quantity
        whole.append(share * n * (scale // line.quantity))
        left.append(max(0, share - goods[line.entry_id]) * scale)
    weights = list(map(min, whole, left))
    return weights if any(weights) else whole
