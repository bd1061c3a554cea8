"""Says what becomes of refunds, each by its own number: what is new of it, and what one of the site can be for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.purchasing.asking_back import RefundStage, stage_of
from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandKind
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import RefundReport, RefundState

_ENDS = {RefundState.DONE: RefundStage.PAID, RefundState.CLOSED: RefundStage.CLOSED}


class RefundMove(NamedTuple):
    """What is new of one refund: its stage, or if that is None its sum, which was `asked` (fen) before."""

    refund: RefundReport
    stage: RefundStage | None
    asked: Fen


def stage_at(refund: RefundReport) -> RefundStage:
    """For whom it waits, or how it ended."""
    return _ENDS.get(refund.state) or stage_of(refund.word)


def errand_of(errands: Iterable[Errand], refund_id: str) -> Errand | None:
    """What was asked here that became this refund; None if a person opened it on the site."""
    theirs = (each for each in errands if each.kind is ErrandKind.REFUND and each.ask is not None)
    return next((each for each in theirs if each.refund_id == refund_id), None)


def running(order: Order) -> tuple[RefundReport, ...]:
    """Its refunds that run: those whose claim is neither paid nor closed."""
    open_numbers = {claim.refund_id for claim in order.claims if claim.state is ClaimState.OPEN}
    return tuple(refund for refund in order.refunds if refund.refund_id in open_numbers)


def was_taken(claim: Claim, order: Order) -> bool:
    """Whether 1688 took it: it has a number, or a person saw on the site what was sent from here."""
    live = order.live_errand
    is_unclear = live is not None and live.id == claim.errand_id
    return bool(claim.refund_id) or (claim.errand_id is not None and not is_unclear)


def is_taken(claim: Claim, order: Order) -> bool:
    """Whether 1688 took it, and has not shown it as this order's yet: it is being checked."""
    return claim.state is ClaimState.OPEN and was_taken(claim, order) and not claim.seen


def running_claims(order: Order) -> tuple[Claim, ...]:
    """Its claims that run, as people are told of them.

    A refund of the site of which 1688 shows its number and nothing that is believed is not among them.
    """
    believed = {refund.refund_id for refund in order.refunds}
    return tuple(
        claim
        for claim in order.balance.open_claims
        if not claim.from_site or not claim.refund_id or claim.refund_id in believed
    )


def runs_by_its_order(order: Order) -> bool:
    """Whether the word of the order says that a refund runs, and there is only one that this can be."""
    return order.refund is RefundState.ASKED and len(order.balance.open_claims) == 1


def claim_by(order: Order, refund_id: str) -> Claim | None:
    """The claim of the refund of this number."""
    return next((claim for claim in order.claims if refund_id and claim.refund_id == refund_id), None)


def refund_moves(before: Order, now: Order) -> Iterator[RefundMove]:
    """What a look found out about each refund, and the word of the order does not say.

    That says that it runs and, if nothing else is to be said, that it is paid or closed.
    """
    known = {each.refund_id: each for each in before.refunds}
    all_closed = now.refund is RefundState.CLOSED and before.refund is not RefundState.CLOSED
    for refund in now.refunds:
        old, errand, stage = known.get(refund.refund_id), errand_of(now.errands, refund.refund_id), stage_at(refund)
        ask = errand.ask if errand is not None else None
        asked = old.amount if old is not None else ask.total if ask is not None else refund.amount
        moved = old is None or stage_at(old) is not stage
        news = {
            RefundStage.REFUSED: moved or (old is not None and old.rejection != refund.rejection),
            RefundStage.TO_SEND: moved,
            RefundStage.SENT: moved,
            RefundStage.PAID: moved and 0 < refund.paid < refund.amount,
            RefundStage.CLOSED: moved and old is not None and not all_closed,
        }
        if news.get(stage, False):
            yield RefundMove(refund, stage, refund.amount if stage is RefundStage.PAID else asked)
        elif refund.state is RefundState.ASKED and asked != refund.amount:
            yield RefundMove(refund, None, asked)


class PossibleAnswer(NamedTuple):
    """What a refund of the site can be for: so many pieces `of` a kind, the first of its lines first; or none."""

    kind: ClaimKind
    of: str = ""
    pieces: int = 0


def possible_answers(order: Order, claim: Claim) -> tuple[PossibleAnswer, ...]:
    """What a refund of the site can be for, the likely answer first: as many pieces as it paid, all that lack, none.

    Nothing of a refund that was asked for here.
    """
    if not claim.from_site:
        return ()
    lines = [line for line in order.lines if claim.touches(line.entry_id)]
    cost = sum(line.share or 0 for line in lines)
    ordered = sum(line.quantity for line in lines)
    paid_for = (2 * claim.total * ordered + cost) // (2 * cost) if cost else 0
    shown = next((refund for refund in order.refunds if refund.refund_id == claim.refund_id), None)
    named = sum(n for _, n in shown.pieces) if shown is not None else 0
    likely = named or paid_for
    answers: list[PossibleAnswer] = []
    for of in ("damaged", "wrong", "good", "missing") if claim.back else ("missing", "damaged", "wrong"):
        most = sum(_able_again(order, claim, line.entry_id, of) for line in lines)
        for n in dict.fromkeys((min(likely, most), most)):
            if n:
                answers.append(PossibleAnswer(ClaimKind.PIECES, of, n))
    if not claim.back:  # of goods that went back their condition says more than how many they are
        answers.sort(key=lambda answer: abs(answer.pieces - likely))
    carriage = PossibleAnswer(ClaimKind.CARRIAGE)
    compensation = PossibleAnswer(ClaimKind.COMPENSATION)
    is_carriage = claim.total == order.freight or (claim.goods == 0 and claim.carriage > 0)
    return (carriage, *answers, compensation) if is_carriage else (*answers, carriage, compensation)


def _able_again(order: Order, claim: Claim, entry_id: str, of: str) -> int:
    """How many pieces of a kind a refund of the site can be for; those that it is said to be for are free."""
    now: int = getattr(order.balance.lines[entry_id].able, of)
    before: int = getattr(claim.pieces.get(entry_id, Pieces()), of)
    return now + before


def pieces_of(order: Order, claim: Claim, of: str, pieces: int) -> dict[str, Pieces]:
    """So many pieces of this kind of a refund of the site, of the first of its lines first."""
    found: dict[str, Pieces] = {}
    for line in order.lines:
        if not claim.touches(line.entry_id):
            continue
        n = min(pieces, _able_again(order, claim, line.entry_id, of))
        if n:
            found[line.entry_id] = Pieces()._replace(**{of: n})
        pieces -= n
    return found
