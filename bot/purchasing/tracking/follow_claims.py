"""What a look at 1688 says of an order's claims: which are new, which are paid, which ended without money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.purchasing.asking_back import RefundStage, could_be_ours, find_ours, stage_of
from bot.purchasing.claims import Claim, ClaimKind, ClaimState
from bot.purchasing.errands import Errand, ErrandKind, ErrandState, RefundsRead
from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, RefundReport, RefundState
from bot.purchasing.tracking.paid_back import was_taken

NEW = 0
"""The id of a claim that is not stored yet."""
_STATES = {RefundState.DONE: ClaimState.PAID, RefundState.CLOSED: ClaimState.CLOSED}


def follow_claims(order: Order, read: RefundsRead, report: OrderReport | None, now: datetime) -> tuple[Claim, ...]:
    """The claims of an order once 1688 told of its refunds, and of the order itself if there is a `report`.

    No time ends a claim: it ends as the buyer's list, the call for that refund, or the order's word of its lines says,
    if no other refund touches these. What no claim explains is a claim of the site. New ones have the id `NEW`.
    """
    claims = [_as_shown(claim, order, read) for claim in order.claims]
    for refund in _of_nobody(order, claims, read):
        claims = _with_stranger(claims, refund, now)
    if report is None:
        return tuple(claims)
    claims = [_as_the_order_says(claim, claims, order, report, read) for claim in claims]
    return tuple(_with_money_beyond(order, claims, report, read, now))


def _as_shown(claim: Claim, order: Order, read: RefundsRead) -> Claim:
    """The claim as the refund of its number stands, if this look showed it."""
    claim = _named(claim, order, read)
    if not claim.refund_id:
        return claim
    if not claim.sent_back and any(_told_of_parcel(errand, claim.refund_id) for errand in order.errands):
        claim = replace(claim, sent_back=True)
    shown = next((refund for refund in read.refunds if refund.refund_id == claim.refund_id), None)
    return claim if shown is None else _as_reported(replace(claim, seen=True), shown)


def _named(claim: Claim, order: Order, read: RefundsRead) -> Claim:
    """The claim with its number, if a person saw it on the site and this look shows it."""
    errand = next((errand for errand in order.errands if errand.id == claim.errand_id), None)
    if claim.refund_id or not claim.stands or errand is None or errand.ask is None:
        return claim
    if errand.state is not ErrandState.DONE:
        return claim
    others = {other.refund_id for other in order.claims}
    ours = find_ours(errand.ask, errand.at, others, read.refunds, read.said)
    return claim if ours is None else replace(claim, refund_id=ours.refund_id)


def _told_of_parcel(errand: Errand, refund_id: str) -> bool:
    """Whether this told 1688 of the parcel in which the goods of a refund go back."""
    done = errand.kind is ErrandKind.RETURN and errand.state is ErrandState.DONE
    return done and errand.refund_id == refund_id


def _as_reported(claim: Claim, refund: RefundReport) -> Claim:
    """The claim with the state, the sums and the lines of its refund."""
    goods = Fen(max(0, refund.amount - refund.carriage)) if refund.amount else claim.goods
    carriage = refund.carriage
    if refund.state is RefundState.DONE:
        goods = Fen(min(refund.paid, goods))
        carriage = Fen(refund.paid - goods)
    is_sent = refund.back and (bool(refund.bill_no) or stage_of(refund.word) is RefundStage.SENT)
    return replace(
        claim,
        state=_STATES.get(refund.state, ClaimState.OPEN),
        goods=goods,
        carriage=carriage,
        entries=claim.entries or refund.entries,
        back=claim.back or refund.back,
        sent_back=claim.sent_back or is_sent,
    )


def _of_nobody(order: Order, claims: Sequence[Claim], read: RefundsRead) -> Iterator[RefundReport]:
    """The refunds that no claim is of. One that may be what was just sent waits until that is known."""
    numbers = {claim.refund_id for claim in claims}
    live = order.live_errand
    ask = live.ask if live is not None and live.kind is ErrandKind.REFUND else None
    for refund in read.refunds:
        if refund.refund_id in numbers:
            continue
        if ask is None or not could_be_ours(ask, numbers, refund):
            yield refund


def _with_stranger(claims: list[Claim], refund: RefundReport, now: datetime) -> list[Claim]:
    """The claims with a refund that was not asked for here; what was said of its money before is said of it.

    Of a line one refund runs at a time: if one runs by now that a call names, the one before that no call named is that
    one or has ended. What a person said of it is asked anew.
    """
    for claim in claims:
        if _is_unlisted(claim) and _can_be(claim, refund):
            entries = refund.entries or claim.entries
            named = replace(claim, refund_id=refund.refund_id, seen=True, entries=entries)
            named = _as_reported(named, refund)
            return [named if other is claim else other for other in claims]
    stranger = Claim(
        NEW, ClaimKind.UNKNOWN, ClaimState.OPEN, refund.asked_at or now, refund_id=refund.refund_id, seen=True
    )
    stranger = _as_reported(stranger, refund)
    ended = [claim for claim in claims if _is_unlisted(claim) and _runs_instead(claim, stranger)]
    claims = [replace(claim, state=ClaimState.CLOSED) if claim in ended else claim for claim in claims]
    return [*claims, stranger]


def _can_be(unlisted: Claim, refund: RefundReport) -> bool:
    """Whether a refund is the one that ran, or that paid, before a call named it."""
    if unlisted.state is ClaimState.PAID:
        return unlisted.total == refund.paid > 0
    of_its_lines = not unlisted.entries or not refund.entries or bool({*unlisted.entries} & {*refund.entries})
    return unlisted.unanswered and of_its_lines and refund.state is RefundState.ASKED


def _runs_instead(unlisted: Claim, stranger: Claim) -> bool:
    running = unlisted.state is ClaimState.OPEN and stranger.state is ClaimState.OPEN
    return running and _meet(unlisted, stranger)


def _is_unlisted(claim: Claim) -> bool:
    """Whether it is money of which no call names the refund."""
    return claim.from_site and not claim.refund_id


def _as_the_order_says(
    claim: Claim, claims: Sequence[Claim], order: Order, report: OrderReport, read: RefundsRead
) -> Claim:
    """The claim as the order's word of its lines says, if no call showed it and nothing else ever touched these."""
    if not _is_hidden(claim, order, read):
        return claim
    words = {word for entry_id, word in report.line_refunds if entry_id in claim.entries}
    named = {entry_id for entry_id, _ in report.line_refunds}
    if len(claims) == 1:
        words.add(report.refund)
    elif not claim.entries or not {*claim.entries} <= named:
        return claim
    known = sum_fen(other.total for other in claims if other.state is ClaimState.PAID)
    if report.refunded > known and _can_be_of(claim, order):
        return claim  # its money may have come
    others = [other for other in claims if other is not claim]
    if any(_meet(claim, other) for other in others):
        return claim
    if report.refund is RefundState.ASKED and not any(other.state is ClaimState.OPEN for other in others):
        return claim  # it is this one that runs, whatever the line says
    return replace(claim, state=ClaimState.CLOSED) if words == {RefundState.CLOSED} else claim


def _is_hidden(claim: Claim, order: Order, read: RefundsRead) -> bool:
    """Whether it runs at 1688 and no call showed it just now."""
    shown = {refund.refund_id for refund in read.refunds}
    return claim.state is ClaimState.OPEN and was_taken(claim, order) and claim.refund_id not in shown


def _meet(claim: Claim, other: Claim) -> bool:
    """Whether two refunds touch the same line, as far as anybody knows."""
    return not claim.entries or not other.entries or bool({*claim.entries} & {*other.entries})


def _with_money_beyond(
    order: Order, claims: list[Claim], report: OrderReport, read: RefundsRead, now: datetime
) -> list[Claim]:
    """The claims with what came back beyond all refunds known, or what runs and no call names.

    Money beyond is that of claims of ours that no call shows, if it can only be theirs. Until then the refund that was
    just sent, or one that runs and will be told as paid, may explain it, and nobody is asked. More than was paid is a
    contradiction, and changes nothing. What came back once stays so, also if a later report knows less.
    """
    if report.refunded > order.most_back:
        return claims
    claims = _with_named_money(order, claims, report.refunded)
    before = next((claim for claim in claims if _asks(claim)), None)
    told = before.goods if before is not None and before.state is ClaimState.PAID else NOTHING
    named = _newly_paid(order, claims)
    known = sum_fen(claim.total for claim in claims if claim.state is ClaimState.PAID and claim is not before)
    beyond = Fen(max(0, told - named, report.refunded - known))
    running = [claim for claim in claims if claim.state is ClaimState.OPEN and not _is_unlisted(claim)]
    if beyond > told:
        new_money = Fen(beyond - told)
        paid = _paid_by(new_money, claims, order, report, read)
        if paid:
            return [paid.get(claim.id, claim) for claim in claims]
        if any(_may_explain(claim, new_money, order, read) for claim in running):
            return claims
    if order.live_errand is not None:
        return claims
    state = ClaimState.CLOSED
    entries: tuple[str, ...] = ()
    if beyond:
        state = ClaimState.PAID
        entries = tuple(line.entry_id for line in order.lines if line.refunded > 0)
    elif before is not None and _still_runs(before, report):
        state = ClaimState.OPEN
        entries = before.entries
    elif report.refund is RefundState.ASKED and not running and not read.whole:
        state = ClaimState.OPEN
        entries = tuple(entry for entry, word in report.line_refunds if word is RefundState.ASKED)
    if before is None and state is ClaimState.CLOSED:
        return claims
    unlisted = before or Claim(NEW, ClaimKind.UNKNOWN, state, now)
    after = replace(unlisted, state=state, goods=beyond, entries=entries)
    return [*(claim for claim in claims if claim is not before), after]


def _still_runs(unlisted: Claim, report: OrderReport) -> bool:
    """Whether one that ran and that no call names may still run, whatever else runs by now."""
    if unlisted.state is not ClaimState.OPEN or report.refund is not RefundState.ASKED:
        return False
    words = {word for entry_id, word in report.line_refunds if unlisted.touches(entry_id)}
    return not words or RefundState.ASKED in words


def _newly_paid(order: Order, claims: Sequence[Claim]) -> Fen:
    """What this look showed as paid that was not known as paid before."""
    before = {claim.id for claim in order.claims if claim.state is ClaimState.PAID}
    return sum_fen(claim.total for claim in claims if claim.state is ClaimState.PAID and claim.id not in before)


def _may_explain(claim: Claim, money: Fen, order: Order, read: RefundsRead) -> bool:
    """Whether money may be that of a refund that runs: of one that was just shown only if all of it came."""
    if not _can_be_of(claim, order):
        return False
    is_shown = bool(claim.refund_id) and not _is_hidden(claim, order, read)
    return claim.total == money if is_shown else claim.total >= money


def _with_named_money(order: Order, claims: list[Claim], refunded: Fen) -> list[Claim]:
    """The claims once refunds were named that are a part of money of which a person said before what it is for.

    That part is said of these refunds anew, or else it would be claimed twice.
    """
    paid = [claim for claim in claims if claim.state is ClaimState.PAID]
    twice = min(_newly_paid(order, claims), sum_fen(claim.total for claim in paid) - refunded)
    after: list[Claim] = []
    for claim in claims:
        part = max(0, min(twice, claim.goods))
        if part and claim.state is ClaimState.PAID and _is_unlisted(claim) and not _asks(claim):
            twice -= part
            left = Fen(claim.goods - part)
            claim = replace(claim, goods=left, state=ClaimState.PAID if left else ClaimState.CLOSED)
        after.append(claim)
    return after


def _asks(claim: Claim) -> bool:
    """Whether it is money, or a refund that runs, that no call names, and that may still turn out to be another."""
    return _is_unlisted(claim) and (claim.kind is ClaimKind.UNKNOWN or claim.state is ClaimState.OPEN)


def _can_be_of(claim: Claim, order: Order) -> bool:
    """Whether money that came back can be of this claim, by what 1688 says of the lines, if it says so line by line."""
    came_back = {line.entry_id for line in order.lines if line.refunded > 0}
    return not came_back or any(map(claim.touches, came_back))


def _paid_by(
    beyond: Fen, claims: Sequence[Claim], order: Order, report: OrderReport, read: RefundsRead
) -> dict[int, Claim]:
    """The claims of ours that no call shows and whose money this must be, as paid; none if that is not sure."""
    running = [claim for claim in claims if claim.state is ClaimState.OPEN]
    hidden = [claim for claim in running if _is_hidden(claim, order, read) and not claim.from_site]
    hidden = [claim for claim in hidden if _can_be_of(claim, order)]
    of_this_sum = [claim for claim in hidden if claim.total == beyond]
    if len(of_this_sum) == 1:
        return {claim.id: replace(claim, state=ClaimState.PAID) for claim in of_this_sum}
    if sum_fen(claim.total for claim in hidden) == beyond:
        return {claim.id: replace(claim, state=ClaimState.PAID) for claim in hidden}
    alone = len(running) == 1 and len(hidden) == 1
    ended = report.refund is not RefundState.ASKED
    if not alone or not ended or hidden[0].total < beyond:
        return {}
    goods = Fen(min(hidden[0].goods, beyond))
    paid = replace(hidden[0], state=ClaimState.PAID, goods=goods, carriage=Fen(beyond - goods))
    return {paid.id: paid}
