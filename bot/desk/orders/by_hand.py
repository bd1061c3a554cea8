"""Lets a person order an approved request on the site if 1688 does not take it from the program."""

import re
from dataclasses import dataclass

from bot.desk.ledger.requests import snapshot_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.orders.outside import is_explained, may_be_of
from bot.desk.placing.seller_note import note_to_seller
from bot.desk.requests.quoting import Addresses
from bot.desk.rules.rights import team_of, waiting
from bot.desk.shared.attach_order import attach, withdraw_ready
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import MayBeDoubt, NoLonger, NotAsApproved, NotOurOrder, OrderTaken
from bot.desk.shared.verbs import Verbs
from bot.market.errors import NotFound
from bot.market.port import Market
from bot.purchasing.events.orders import TakenByHand
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.offers.offer import Address
from bot.purchasing.order_report import OrderReport, OrderState
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.attempt import OUTSIDE_PREFIX, Attempt
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.found_orders import CLOCKS_DIFFER, HandOrder, hand_order

ORDER_NUMBER = re.compile("[0-9]{10,24}", re.ASCII)


@dataclass(frozen=True)
class Prepared:
    """All that a person needs to order it on the site; no address if 1688 did not tell it just now."""

    purchase: Purchase
    reference: str
    address: Address | None
    note: str = ""


@dataclass(eq=False)
class ByHand(Verbs):
    """The actions on a request that somebody orders on the site; the program does not place it any more."""

    _market: Market
    _people: People
    _addresses: Addresses
    _gateway: str

    async def take(self, act: Act, request_id: int) -> Prepared:
        """From now on this person orders it; asked again, the same once more.

        Refusal if it may still be placed, or if somebody else orders it: two people would buy it twice.
        """
        async with self._ledger.change(act.cause) as uow:
            await uow.votes.lock(request_id)
            purchase, attempt = await waiting(uow, self._people, act.by, request_id)
            if not self._market.abilities.orders:
                raise Refusal(RefusalReason.DRY_RUN, request_id)
            if attempt.by_hand is None:
                await require_buying(uow)
                if not turned_away(attempt, purchase) or (attempt.due_at is not None and attempt.due_at <= uow.now):
                    raise Refusal(NoLonger(number=request_id, state=attempt.state.value))
                await uow.attempts.by_hand(attempt, act.by.id)
                await uow.record(TakenByHand(actor=act.by.id, request=purchase.request, attempt=attempt))
            elif attempt.by_hand != act.by.id:
                raise Refusal(RefusalReason.ORDERED_BY_HAND, request_id)
            note = note_to_seller(purchase.request, attempt, await team_of(uow, purchase.request))
        return Prepared(purchase, attempt.out_order_id, await self._address(purchase), note)

    async def ordered(self, act: Act, request_id: int, order_id: str, accepted: int | None = None) -> HandOrder | None:
        """Give the order to the request; returns how it differs if a person must accept that first.

        `accepted` is the total (fen) of the order whose differences this person accepted. A dearer order waits for
        whoever must agree to its price, as any other does. Refusal if its goods are not those that were approved.
        """
        async with self._ledger.read() as uow:
            purchase, attempt = await waiting(uow, self._people, act.by, request_id)
        if attempt.by_hand is None:
            raise Refusal(RefusalReason.NOT_BY_HAND, request_id)
        report = await order_named(self._market, order_id)
        if (why := _why_not(attempt, report)) is not None:
            raise Refusal(NotOurOrder(order_id=report.order_id, why=why))
        address = await self._address(purchase)
        found = hand_order(snapshot_of(purchase.request), report, address.full if address else "")
        if not found.goods:
            raise Refusal(NotAsApproved(number=request_id, order_id=order_id))
        if not found.as_agreed and accepted is None:
            return found
        if accepted is not None and accepted != report.total:
            raise Refusal(RefusalReason.STALE, request_id)
        async with self._ledger.change(act.cause) as uow:
            await self._keep(uow, act.by, request_id, report)
        return None

    async def _keep(self, uow: UnitOfWork, by: Person, request_id: int, report: OrderReport) -> None:
        """Only what nobody else's doubt may be, and nobody's order is."""
        await uow.votes.lock(request_id)
        purchase, attempt = await waiting(uow, self._people, by, request_id)
        order_id = report.order_id
        if await uow.orders.find(order_id) is not None:
            raise Refusal(OrderTaken(order_id=order_id))
        for other, request in await may_be_of(uow, order_id, report):
            if other.id != attempt.id:
                raise Refusal(MayBeDoubt(order_id=order_id, number=request.name))
        by_hand = await withdraw_ready(uow, purchase.request, order_id)
        await uow.unknown_orders.close(order_id, by.id)
        await attach(uow, by, purchase.request, report, f"{OUTSIDE_PREFIX}{order_id}", self._gateway, by_hand)
        await is_explained(uow, order_id)

    async def _address(self, purchase: Purchase) -> Address | None:
        """The agreed address; None if it is not known, which stops nobody."""
        wanted = snapshot_of(purchase.request).address_id
        known = await self._addresses.known() if wanted else None
        return next((each for each in known or () if each.address_id == wanted), None)


async def order_named(market: Market, number: str) -> OrderReport:
    """The order of a number that a person typed, as 1688 shows it now; Refusal if there is none."""
    order_id = number.strip()
    if not ORDER_NUMBER.fullmatch(order_id):
        raise Refusal(RefusalReason.NOT_ON_MARKET, order_id[:40])
    try:
        return await market.look(order_id)
    except NotFound as error:
        raise Refusal(RefusalReason.NOT_ON_MARKET, order_id) from error


def _why_not(attempt: Attempt, report: OrderReport) -> str | None:
    """Why it cannot be what was ordered by hand: by the program, before it was approved, or over again already."""
    if report.out_order_id not in ("", attempt.out_order_id):
        return "reference"
    if report.state is OrderState.CANCELLED:
        return "cancelled"
    old = report.created_at is not None and report.created_at < attempt.created_at - CLOCKS_DIFFER
    return "older" if old else None


def turned_away(attempt: Attempt, purchase: Purchase) -> bool:
    """Whether 1688 did not take it: the next try is still to come, or a person must ask for it."""
    waits = attempt.state is AttemptState.READY and bool(attempt.reason) and not attempt.rests_since_restore
    return waits and purchase.request.state is RequestState.APPROVED
