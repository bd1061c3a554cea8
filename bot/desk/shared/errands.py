"""Has 1688 do something once, by a person's word: claimed before it is sent, and never sent again by itself."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, TypeVar

from bot.desk.ledger.requests import present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason, Why
from bot.desk.shared.refusals import ErrandRefused, ErrandUnclear
from bot.desk.shared.verbs import Verbs
from bot.market.errors import MarketError, Misunderstood, NotAllowed, Rejected, Unreachable
from bot.market.port import Market
from bot.purchasing.asking_back import RefundAsk, could_be_ours, with_token
from bot.purchasing.claims import Claim, ClaimState
from bot.purchasing.errands import SENT_WITHIN, Errand, ErrandKind, ErrandState, RefundsRead, became
from bot.purchasing.events.errands import ErrandAsked, ErrandEnded
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import ErrandUnclearNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, RefundReport
from bot.purchasing.person import Person
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.follow_claims import NEW

T = TypeVar("T")

log = logging.getLogger(__name__)


async def claim_errand(
    uow: UnitOfWork, by: Person, purchase: Purchase, order: Order, kind: ErrandKind, draft: Errand | None = None,
    **fields: Any,
) -> tuple[Order, Errand]:  # fmt: skip
    """Record that this is sent next, and who has it done; a draft of it becomes what is sent.

    A refund claims its pieces and its money by that. Raises Conflict if something else of the order waits or may have
    been sent (beside a note or an urge, another one), or if the claim would break a law by now.
    """
    if draft is not None:
        order, errand = await uow.errands.change(order, draft, state=ErrandState.ASKED, **fields)
    else:
        order, errand = await uow.errands.begin(order, kind, ErrandState.ASKED, by.id, **fields)
    if errand.kind is ErrandKind.REFUND and errand.ask is not None:
        order, _ = await uow.claims.add(order, _claim_for(errand, errand.ask))
    if not kind.to_seller:  # a look says nothing of an urge, and the next one is not put off for it
        await uow.orders.schedule(order.order_id, uow.now + SENT_WITHIN, 0)
    await uow.record(ErrandAsked(actor=by.id, purchase=purchase.with_order(order), order=order, errand=errand))
    return order, errand


def _claim_for(errand: Errand, ask: RefundAsk) -> Claim:
    """What a refund that is sent next claims."""
    return Claim(
        NEW,
        ask.kind,
        ClaimState.OPEN,
        errand.at,
        goods=ask.goods,
        carriage=ask.carriage,
        pieces=ask.claimed,
        entries=ask.entries,
        errand_id=errand.id,
        back=ask.back,
        rest_of=ask.rest_of,
    )


async def end(
    uow: UnitOfWork, purchase: Purchase, order: Order, errand: Errand, state: ErrandState, reason: str = "",
    by: Person | None = None, **fields: Any,
) -> Order:  # fmt: skip
    """Record what became of an errand; a person says so if it is `by` one. Raises Conflict if that is known by now.

    Of a refund that was not taken there is a draft again, to go on from.
    """
    order, errand = await uow.errands.change(order, errand, state=state, reason=reason[:500], **fields)
    order = await _end_claim(uow, order, errand)
    actor = by.id if by is not None else None
    await uow.record(ErrandEnded(actor=actor, purchase=purchase.with_order(order), order=order, errand=errand))
    if state in (ErrandState.REFUSED, ErrandState.DROPPED):
        await draft_again(uow, order, errand, errand.ask)
    return order


async def _end_claim(uow: UnitOfWork, order: Order, errand: Errand) -> Order:
    """What was not taken claims nothing any more; what was taken has its number and the carriage that 1688 set."""
    if errand.kind is ErrandKind.WITHDRAW and errand.state is ErrandState.DONE:
        withdrawn = next((claim for claim in order.claims if claim.refund_id == errand.refund_id), None)
        if withdrawn is not None:
            order, _ = await uow.claims.change(order, withdrawn, state=ClaimState.CLOSED)
        return order
    claim = claim_of(order, errand)
    if claim is None:
        return order
    if errand.state in (ErrandState.REFUSED, ErrandState.DROPPED):
        order, _ = await uow.claims.change(order, claim, state=ClaimState.CLOSED)
    elif errand.state is ErrandState.DONE:
        carriage = errand.ask.carriage_set if errand.ask is not None else None
        kept = claim.carriage if carriage is None else carriage
        order, _ = await uow.claims.change(order, claim, refund_id=errand.refund_id, carriage=kept)
    return order


def claim_of(order: Order, errand: Errand) -> Claim | None:
    """The claim that was made by this errand."""
    return next((claim for claim in order.claims if claim.errand_id == errand.id), None)


async def doubt_message(uow: UnitOfWork, purchase: Purchase, order: Order, message: Errand, reason: str = "") -> Order:
    """Record that a note or an urge may have been sent, and tell whoever sent it; no look of ours shows an urge."""
    if message.state is not ErrandState.UNCLEAR:
        order = await end(uow, purchase, order, message, ErrandState.UNCLEAR, reason)
    doubted = present(order.unanswered(message.kind), "errand", message.id)
    await _tell_unclear(uow, purchase.with_order(order), order, doubted)
    return order


async def draft_again(uow: UnitOfWork, order: Order, errand: Errand, ask: RefundAsk | None) -> None:
    """Let whoever asked for a refund go on from this, unless they prepare another one of the order."""
    if ask is None or await uow.errands.draft(order.order_id, errand.person_id) is not None:
        return
    again = with_token(ask, new_token())
    await uow.errands.begin(
        order,
        errand.kind,
        ErrandState.DRAFT,
        errand.person_id,
        ask=again,
        entries=errand.entries,
    )


def new_token() -> str:
    """Four characters for one claim, so that its refund is known by its description."""
    return token_hex(2).upper()


async def settle(uow: UnitOfWork, purchase: Purchase, order: Order, report: OrderReport, read: RefundsRead) -> Order:
    """What a look at an order says of what may have been sent; it is never sent again.

    A look that showed nothing of what is unclear is kept only if it was sent long before: then a person can tell.
    """
    live = order.live_errand
    if live is None:
        return order
    others = {claim.refund_id for claim in order.claims if claim.errand_id != live.id}
    if (known := became(live, order.state, report, read, others)) is not None:
        state, kept = known
        return await end(uow, purchase, order, live, state, **kept)
    if live.left(uow.now):
        order = await end(uow, purchase, order, live, ErrandState.UNCLEAR)
        await tell_unclear(uow, purchase, order)
        return order
    answered, whole = (read.answered, read.whole) if live.kind.of_refund else (True, True)
    if live.kind is ErrandKind.REFUND and live.ask is not None:
        shown = any(could_be_ours(live.ask, others, refund) for refund in read.refunds)
        answered = read.could_show(live.ask) and not shown
    same = read.errand is not None and (read.errand.id, read.errand.state) == (live.id, ErrandState.UNCLEAR)
    news = live.looked_at is None or live.seen_whole is not whole
    if same and answered and news and uow.now - live.at >= SENT_WITHIN:
        order, _ = await uow.errands.change(order, live, looked_at=uow.now, seen_whole=whole)
        await tell_unclear(uow, purchase, order)
    return order


async def tell_unclear(uow: UnitOfWork, purchase: Purchase, order: Order) -> None:
    if order.live_errand is not None:
        await _tell_unclear(uow, purchase.with_order(order), order, order.live_errand)


async def _tell_unclear(uow: UnitOfWork, purchase: Purchase, order: Order, errand: Errand) -> None:
    """Tell whoever had it done that it is not clear: who sent it ended, or 1688 answered and does not show it."""
    looked = errand.looked_at is not None
    notice = ErrandUnclearNotice(
        about=order_facts(purchase, order),
        errand_kind=errand.kind,
        errand=errand.id,
        looked=looked,
        whole=errand.seen_whole,
    )
    key = f"errand_unclear:{errand.id}:{looked + errand.seen_whole}"
    await uow.tell(notice, frozenset({errand.person_id}), key, purchase.request)


async def read_refunds(market: Market, order: Order) -> RefundsRead:
    """Every refund of an order that this account may see, and what is said of those that can be what was asked for."""
    live, said = order.live_errand, dict[str, str]()
    try:
        read = await market.refunds(order.order_id)
    except (NotAllowed, Rejected, Misunderstood) as error:
        log.warning("an order is told without its refunds: %s", error)
        return RefundsRead(errand=live)
    numbers = {claim.refund_id for claim in order.claims if claim.refund_id}
    ask = live.ask if live is not None and live.kind is ErrandKind.REFUND else None
    for refund in read.refunds:
        if ask is not None and could_be_ours(ask, numbers, refund):
            with suppress(NotAllowed, Rejected, Misunderstood):
                steps = await market.refund_steps(refund.refund_id)
                said[refund.refund_id] = " ".join(step.words for step in steps)
    read = await _with_hidden(market, order, read)
    return read._replace(errand=live, said=said)


async def _with_hidden(market: Market, order: Order, read: RefundsRead) -> RefundsRead:
    """The same with claims that run and that the order's refunds do not show, by the call for their numbers."""
    shown = {refund.refund_id for refund in read.refunds}
    found: list[RefundReport] = []
    foreign: set[str] = set()
    for claim in order.balance.open_claims:
        if not claim.refund_id or claim.refund_id in shown:
            continue
        try:
            refund = await market.refund(order.order_id, claim.refund_id)
        except (NotAllowed, Rejected, Misunderstood) as error:
            log.info("a refund is not shown by its number: %s", error)
            continue
        if refund is None:
            foreign.add(claim.refund_id)
        else:
            found.append(refund)
    return read._replace(refunds=(*read.refunds, *found), foreign=frozenset(foreign))


def require_free(order: Order, read: Order | None = None) -> None:
    """Refusal while something of the order waits for a second word or may have been sent, or was since it was `read`.

    What 1688 told before that does not show it.
    """
    holding = order.holding
    if holding is not None and holding.state is ErrandState.ASKED:
        raise Refusal(RefusalReason.ERRAND_SENDING, order.request_id)
    if holding is not None and holding.state.live:
        raise Refusal(ErrandUnclear(what=holding.kind, number=order.request_id))
    if holding is not None or (read is not None and read.errands != order.errands):
        raise Refusal(RefusalReason.ERRAND_HOLDS, order.request_id)


@dataclass(eq=False)
class Errands(Verbs):
    """Sends what is claimed, and records how that ended; `look` is a look at an order."""

    look: Callable[[str], Awaitable[object]]

    async def send(
        self, order: Order, errand: Errand, sending: Awaitable[T], *,
        refused: Callable[[Rejected], Why | None] = lambda _: None,
        took: Callable[[T], Mapping[str, Any]] = lambda _: {},
    ) -> Purchase:  # fmt: skip
        """Send it once; its purchase afterwards. `took` is what is kept of 1688's answer.

        Refusal if that is unclear, if 1688 itself refused it (`refused` says why if its words alone do not), or if
        nothing left this machine. What surely was not done is there to be sent by another press.
        """
        number = order.request_id
        try:
            answer = await sending
        except MarketError as error:
            unsent = isinstance(error, Unreachable) and not error.sent
            # A refusal that is not 1688's own whole answer may be of something between.
            surely = isinstance(error, Rejected) and bool(error.answer or error.by_gateway)
            lost = isinstance(error, Unreachable | Misunderstood | Rejected) and not surely and not unsent
            not_done = ErrandState.DROPPED if unsent else ErrandState.REFUSED
            await self._ended(order, errand, ErrandState.UNCLEAR if lost else not_done, error.words)
            if unsent:
                raise Refusal(RefusalReason.ERRAND_UNSENT, number) from error
            if lost:
                raise Refusal(ErrandUnclear(what=errand.kind, number=number)) from error
            if isinstance(error, Rejected):
                no = ErrandRefused(what=errand.kind, reason=error.words, number=number)
                raise Refusal(refused(error) or no) from error
            raise
        purchase = await self._ended(order, errand, ErrandState.DONE, **took(answer))
        after = next(known for known in purchase.orders if known.order_id == order.order_id)
        if after.live_errand is not None and after.live_errand.id == errand.id:
            raise Refusal(ErrandUnclear(what=errand.kind, number=number))
        return purchase

    async def unless_so(self, order: Order, errand: Errand, sending: Awaitable[None]) -> None:
        """Send it; what 1688 refuses because it is so already is done."""
        try:
            await sending
        except Rejected:
            with suppress(MarketError):
                await self.look(order.order_id)
            async with self._ledger.read() as uow:
                now = await uow.orders.get(order.order_id)
            if (errand.id, ErrandState.DONE) not in [(each.id, each.state) for each in now.errands]:
                raise

    async def _ended(
        self, order: Order, errand: Errand, state: ErrandState, reason: str = "", **fields: Any
    ) -> Purchase:
        """Record it, unless a look found out before what became of it, and look soon."""
        async with self._ledger.change() as uow:
            await uow.votes.lock(order.request_id or 0)
            purchase, order = present(await uow.find_purchase_of(order.order_id), "order", order.order_id)
            if not errand.kind.to_seller:
                await uow.orders.hasten([order.order_id])
            live = order.unanswered(errand.kind) if errand.kind.to_seller else order.live_errand
            if live is None or live.id != errand.id:
                return purchase.with_order(order)
            if errand.kind.to_seller and state is ErrandState.UNCLEAR:
                return purchase.with_order(await doubt_message(uow, purchase, order, live, reason))
            number = str(fields.get("refund_id", ""))
            if number and await uow.claims.holder_of(number, order.order_id) is not None:
                log.warning("1688 answered the number of another refund for one of order %s", order.order_id)
                state, fields = ErrandState.UNCLEAR, {}
            return purchase.with_order(await end(uow, purchase, order, live, state, reason, **fields))
