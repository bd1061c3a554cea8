"""Does what a person asks of their orders: lists, details, payment, cancelling, parcels."""

import logging
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.money.costs import costed_for
from bot.desk.orders.news import end_run
from bot.desk.orders.watch import Watch, looks_different
from bot.desk.orders.words import OrderWords
from bot.desk.requests.card_state import bought_before, budgets_of
from bot.desk.requests.quoting import Remembered
from bot.desk.rules.approval_case import known_purchase, open_case
from bot.desk.rules.rights import acts_on, deciders, known_order, listed_for, permit, purchase_named, team_of
from bot.desk.shared.errands import Errands, claim_errand, require_free
from bot.desk.shared.judged_orders import judged_orders
from bot.desk.shared.last_look import last_look, told_of, told_since
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.periodic import last_run
from bot.desk.shared.refusal import PlainWhy, Refusal, RefusalReason
from bot.desk.shared.refusals import CancelShipped, NotPayableNow, why_of
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import Details, Looked, PurchasePage, SellerView, Trace
from bot.market.errors import MarketError, Throttled, Unreachable
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.lifecycle import ENDED_ORDERS, UNDECIDED
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import BUYER_CANCELS, OrderState
from bot.purchasing.orders.payable import Unpayable, why_unpayable
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.asked_line import of_sellers
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.purchasing.tracking.bought_before import record_of
from bot.purchasing.tracking.refund_list import RefundList, listed, urgency

PER_PAGE = 5
FILTERS: dict[str, tuple[str, ...] | None] = {
    "open": None,
    "to_pay": ("to_pay",),
    "paid": ("paid",),
    "shipped": ("part_shipped", "shipped", "received"),
    "done": ("finished",),
    "cancelled": ("cancelled",),
    "all": None,
    "cancellable": ("to_pay",),
}
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Orders(Verbs):
    """The actions on orders that exist."""

    _market: Market
    _people: People
    _watch: Watch
    _errands: Errands
    _words: OrderWords
    _medians: Remembered[tuple[str, date], tuple[Fen | None]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._medians = Remembered(self._ledger.clock)

    async def page(
        self,
        by: Person,
        filter: str,
        page: int,
        place: Place | None = None,
        per_page: int = PER_PAGE,
        *,
        words: str = "",
        tag: str = "",
    ) -> PurchasePage:
        """One page of the purchases this person may see, newest first; in a group (`place`) only those of its team.

        With `words` only those that all of them fit, with a `tag` those of which a line has it. If the page does not
        exist, returns the last one.
        """
        name = filter if filter in FILTERS else "open"
        if words:
            await self._words.read()
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place)
            tags = await uow.costs.as_written(tag) or (tag,) if tag else ()
            found = await uow.order_words.asked(words) if words else None
            still_open = name in ("open", "cancellable")
            page_of = partial(uow.requests.page, shown, FILTERS[name], still_open, tags=tags, words=found)
            ids, total, more = await page_of(max(1, page), per_page)
            pages = max(1, -(-total // per_page))
            if not ids and page > pages:
                ids, total, more = await page_of(pages, per_page)
            purchases = tuple([await uow.purchase(number) for number in ids])
            told = await told_of(uow, purchases)
        return PurchasePage(purchases, min(max(1, page), pages), pages, name, more, told, tag)

    async def awaited(self, by: Person, place: Place) -> tuple[AwaitedOrder, ...]:
        """All that is paid for and not in of what this person may see; in a group only of its team.

        What is stuck of it is judged by what they chose, or that team.
        """
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place)
            limits = (await uow.loudness.of_chats([place.chat_id]))[place.chat_id].alarm_days
            return await judged_orders(uow, shown, limits)

    async def refunds(self, by: Person, place: Place) -> RefundList:
        """What runs and waits of refunds of what this person may see, a requester of their own; in a group its team's.

        The month is that of Beijing.
        """
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place, own_alone=True)
            month = uow.now.astimezone(zone_of(SHANGHAI)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            orders, sums = await uow.orders.refunding(shown), await uow.orders.refund_sums(shown, month)
            names = await uow.requests.names([each.request_id or 0 for each in orders])
            told = told_since(orders, await last_run(uow, "list"))
        found = [each for order in orders for each in listed(names[order.request_id or 0], order)]
        return RefundList(tuple(sorted(found, key=urgency)), sums, told)

    async def find(self, by: Person, number: str) -> Purchase:
        """The purchase by our number (#1042) or 1688's. Refusal if there is none, or none this person may see."""
        async with self._ledger.read() as uow:
            return await purchase_named(uow, self._people, by, number)

    async def goods(self, by: Person, number: str) -> tuple[Purchase, ...]:
        """The purchase that this person may count, or its parts: those of it that were ordered and paid for."""
        async with self._ledger.read() as uow:
            whole = await uow.with_parts(await purchase_named(uow, self._people, by, number, Action.COUNT))
        every = whole.parts or (whole,)
        paid = [tuple(o for o in each.orders if o.state is not OrderState.TO_PAY and o.lines) for each in every]
        if not any(paid):
            ordered = any(each.orders for each in every)
            raise Refusal(RefusalReason.NOT_SHIPPED if ordered else RefusalReason.NOT_ORDERED, whole.request.id)
        return tuple(replace(each, orders=orders) for each, orders in zip(every, paid, strict=True) if orders)

    async def details(self, by: Person, number: str) -> Details:
        """What `find` gives, and which actions on it are this person's."""
        async with self._ledger.read() as uow:
            purchase = await uow.with_parts(await purchase_named(uow, self._people, by, number))
            case = await open_case(uow, purchase) if purchase.request.state in UNDECIDED else None
            for each in purchase.orders:
                purchase = purchase.with_order(replace(each, looked_at=await last_look(uow, each)))
            with_seller, past = await bought_before(uow, purchase.request)
            told = await told_of(uow, [purchase])
            team, paid = await team_of(uow, purchase.request), sums_of(purchase).paid
            costs = await costed_for(uow, by, purchase, team) if paid else ()
            found = Details(
                purchase,
                by.id,
                acts=await acts_on(uow, self._people, by, purchase),
                two_deciders=len(await deciders(uow, self._people, purchase.request)) >= 2,
                blind=await uow.orders.newest_echo() is False,
                team=team,
                costs=tuple(line for each in costs for line in each.lines),
                freight=self._market.abilities.freight,
                budgets=budgets_of(case, uow.now) if case else (),
                with_seller=with_seller if case else None,
                past=past,
                answers=await uow.votes.seller_answers(purchase.request.id),
                told=told,
            )
        request = purchase.request
        if request.state not in UNDECIDED or request.several:
            return found
        return replace(found, median=await self._median(request.offer.offer_id))

    async def _median(self, offer_id: str) -> Fen | None:
        """The median price (fen) of an offer in the last month, asked for once a day; None if 1688 does not tell it."""
        until = self._ledger.clock.now().astimezone(zone_of(SHANGHAI)).date()
        key, at = (offer_id, until), self._ledger.clock.steady()
        known = self._medians.get(key, timedelta(days=1))
        if known is None:
            try:
                known = (await self._market.median_price(offer_id, until - timedelta(days=30), until),)
            except (Unreachable, Throttled):  # it may tell it soon
                return None
            except MarketError:
                known = (None,)
            self._medians.put(key, known, at)
        return known[0]

    async def seller(self, by: Person, request_id: int, place: int) -> SellerView:
        """The seller at this place (from 0) of a request that this person may see, and how it served us."""
        async with self._ledger.read() as uow:
            request = (purchase := await known_purchase(uow, request_id)).request
            team = await permit(uow, self._people, by, Action.LIST, purchase)
            place %= len(sellers := of_sellers(request.asked))
            offers = {each.offer.offer_id for each in sellers[place]}
            seller, whose = sellers[place][0].offer.seller, (request.team_id, request.requester.id)
            newest = await uow.orders.these(await uow.bought_before.newest_with(seller.company, *whose))
            orders = await uow.bought_before.orders_with(seller.company, *whose)
            record = record_of(orders, await uow.awaited([*newest.values()]), uow.now)
            past = await uow.bought_before.past_of(offers, (), *whose, but=request_id)
            return SellerView(request, team, place, len(sellers), seller, record, past)

    async def _named(
        self, uow: UnitOfWork, by: Person, order_id: str, action: Action = Action.LIST, *, unpaid: bool = False
    ) -> tuple[Purchase, Order]:
        """The order with its purchase, if this person may do this with it now; Refusal otherwise.

        If only `unpaid` ones will do, whoever may read it hears first that it is not one.
        """
        purchase, order = await known_order(uow, self._people, by, order_id)
        team = await permit(uow, self._people, by, Action.LIST, purchase, order)
        if unpaid and order.state is not OrderState.TO_PAY:
            raise Refusal(NotPayableNow(number=order.request_id, state=order.state.value))
        if action is not Action.LIST:
            await permit(uow, self._people, by, action, purchase, order, team)
        return purchase, order

    async def pay(self, by: Person, order_id: str) -> Order:
        """Fresh links to pay by, after a look; Refusal if the order may not be paid at its present price."""
        async with self._ledger.read() as uow:
            purchase, order = await self._named(uow, by, order_id, Action.PAY, unpaid=True)
            began = uow.now
        seen = await self._watch.look_at(purchase, order, began)
        if not isinstance(seen, Purchase):
            async with self._ledger.read() as uow:
                seen, _ = await self._named(uow, by, order_id)
        _require_payable(seen, order_id)
        links = await self._watch.asking.pay_links(order_id)
        async with self._ledger.change() as uow:
            await uow.votes.lock(purchase.request.id)
            purchase, order = await self._named(uow, by, order_id, Action.PAY)
            _require_payable(purchase, order_id)
            order = await uow.orders.set_pay(order, links)
            uow.redraw(purchase.request.id)
        return order

    async def look(self, act: Act, order_id: str) -> Looked:
        """Look at the order now; changes are told as always, and what the look was is the answer."""
        async with self._ledger.read() as uow:
            purchase, before = await self._named(uow, act.by, order_id)
        error: MarketError | None
        try:
            error = await self._watch.look(order_id)
        except MarketError as failed:
            error = failed
        async with self._ledger.read() as uow:
            purchase, now = await uow.find_purchase_of(order_id) or (purchase, before)
            seen = now.looked_at is not None and now.looked_at != before.looked_at
            shown = replace(now, looked_at=await last_look(uow, now))
        return Looked(purchase, shown, seen, looks_different(before, now), error)

    async def may_cancel(self, by: Person, order_id: str) -> Order:
        """The order, if it is unpaid and this person may close it; otherwise the refusal that cancelling would give."""
        async with self._ledger.read() as uow:
            _, order = await self._unpaid(uow, by, order_id)
        return order

    async def _unpaid(
        self, uow: UnitOfWork, by: Person, order_id: str, *, lock: bool = False
    ) -> tuple[Purchase, Order]:
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        team = await permit(uow, self._people, by, Action.LIST, purchase, order)
        if order.state in ENDED_ORDERS:
            raise Refusal(RefusalReason.NOTHING_TO_CANCEL, order.request_id)
        if order.state is not OrderState.TO_PAY:
            raise Refusal(CancelShipped(number=order.request_id, state=order.state.value))
        await permit(uow, self._people, by, Action.CANCEL_ORDER, purchase, order, team)
        if not order.known:  # it may be anybody's
            raise Refusal(RefusalReason.UNPAYABLE_CHECKING, order.request_id)
        return purchase, order

    async def cancel(self, act: Act, order_id: str) -> None:
        """Close an unpaid order on 1688: claimed first, sent once, and read back after the call."""
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await self._unpaid(uow, act.by, order_id, lock=True)
            require_free(order)
            if any((each.kind, each.state) == (ErrandKind.CANCEL, ErrandState.DONE) for each in order.errands):
                raise Refusal(RefusalReason.NOTHING_TO_CANCEL, order.request_id)  # the next look shows it
            await require_buying(uow)
            order, errand = await claim_errand(uow, act.by, purchase, order, ErrandKind.CANCEL)
            for run in await uow.pay_runs.of_order(order_id):  # its links would pay what is being cancelled
                await end_run(uow, run, order)
        early = PlainWhy(which=RefusalReason.CANCEL_TOO_EARLY, number=order.request_id)
        closing = self._errands.unless_so(order, errand, self._market.cancel(order_id, BUYER_CANCELS))
        await self._errands.send(
            order, errand, closing, refused=lambda no: early if no.code == "CLOSE_ORDER_TOO_FAST" else None
        )
        try:
            await self._watch.look(order_id)
        except MarketError as error:
            log.info("order %s was closed, and is looked at later: %s", order_id, error)

    async def track(self, by: Person, number: str) -> tuple[Trace, ...]:
        """Every parcel of a purchase with all its steps, asked for now."""
        purchase = await self.find(by, number)
        if purchase.request.parts:
            raise Refusal(RefusalReason.WAS_SPLIT, purchase.request.id)
        parcels = [(order, parcel) for order in purchase.orders for parcel in order.parcels]
        if not parcels:
            there = purchase.orders or (purchase.attempt is not None and purchase.attempt.doubtful)
            raise Refusal(RefusalReason.NOT_SHIPPED if there else RefusalReason.NOT_ORDERED, purchase.request.id)
        return tuple(
            [
                Trace(order, parcel, await self._market.trace(order.order_id, parcel.logistics_id))
                for order, parcel in parcels
            ]
        )


def _require_payable(purchase: Purchase, order_id: str) -> None:
    """Raise Refusal unless this order of the purchase may be paid."""
    order = next(each for each in (*purchase.orders, *purchase.others) if each.order_id == order_id)
    why = why_unpayable(purchase, order)
    if why is Unpayable.STATE:
        raise Refusal(NotPayableNow(number=order.request_id, state=order.state.value))
    if why is not None:
        raise Refusal(why_of(f"unpayable-{why.value}", number=order.request_id))
