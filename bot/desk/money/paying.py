"""Pays several orders together: which of them are ticked, by which links, and what became of those left out."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby, product

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import purchase_named, teams_seen
from bot.desk.shared.last_look import told_of
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyBuyers
from bot.desk.shared.verbs import Verbs
from bot.market.errors import PASSING, MarketError
from bot.market.port import Market
from bot.purchasing.approval.team import SHANGHAI, Role, zone_of
from bot.purchasing.notices.base import AboutOrders
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, PayLink, PayWay
from bot.purchasing.orders.pay_run import NotInLink, PayRun, PayRunState, RunBeside, RunOrder, why_left_out
from bot.purchasing.orders.payable import cancelling, may_be_paid
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.purchase import Purchase

TICK, UNTICK, ALL, NONE, TODAY, SELLER, PERSON = "t", "u", "a", "n", "d", "s", "w"
"""What a press ticks: one order, or not; all, none; all that lapse today, of a seller, of whoever asked."""
MOVED, BESIDE, UNANSWERED, NO_LINK = "moved", "beside", NotInLink.UNANSWERED, NotInLink.NO_LINK
"""Why there are no links yet: something changed meanwhile, somebody else began to pay, or 1688 gave none."""
_MOST_PAGES = 40
_NEVER = datetime.max.replace(tzinfo=UTC)
_PASSES = frozenset({"", UNANSWERED, NO_LINK})
"""What is left out for these stays ticked: nothing is wrong with it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OrderToPay:
    """An order with its purchase, as a payer sees it."""

    purchase: Purchase
    order: Order

    @property
    def seller_mark(self) -> str:
        """Names its seller on a button."""
        return sha256(self.order.seller.encode()).hexdigest()[:8]

    def is_meant(self, what: str, which: str) -> bool:
        """Whether a press ticks it, by its number, its seller or whoever asked for it."""
        marks = {TICK: self.order.order_id, SELLER: self.seller_mark, PERSON: str(self.purchase.request.requester.id)}
        return what == ALL or marks.get(what) == which


@dataclass(frozen=True)
class PayView:
    """A run for its payer: while they choose, all that they may pay; later its own orders as they are now.

    `beside` are runs of others with such orders. `most` orders fit one link, so that so many `links` are needed.
    `trouble` is why the links that were asked for are not there, `refused` what 1688 said to each way.
    """

    run: PayRun
    orders: tuple[OrderToPay, ...]
    others: Mapping[str, OrderToPay]
    """The orders of the run that are not among these any more."""
    beside: tuple[RunBeside, ...] = ()
    zone: str = ""
    most: int = 0
    trouble: str = ""
    refused: tuple[PayLink, ...] = ()
    told: datetime | None = None
    """As of when 1688 told what its orders cost."""
    held: tuple[OrderToPay, ...] = ()
    """Those that this person could pay if nobody had had them cancelled."""

    @property
    def named(self) -> dict[str, OrderToPay]:
        """Every order that it shows, by its number."""
        here = {each.order.order_id: each for each in (*self.held, *self.orders)}
        return {**self.others, **here}

    @property
    def ticked(self) -> tuple[OrderToPay, ...]:
        chosen = {each.order_id for each in self.run.orders if each.left_out in _PASSES}
        return tuple(each for each in self.orders if each.order.order_id in chosen)

    @property
    def links(self) -> int:
        """How many links are needed for what is ticked: two accounts share none."""
        return sum(-(-len([*each]) // self.most) for _, each in groupby(self.ticked, _account))

    @property
    def beside_ticked(self) -> tuple[RunBeside, ...]:
        """The runs of others with orders that are ticked here."""
        chosen = {each.order.order_id for each in self.ticked}
        return tuple(each for each in self.beside if each.order_id in chosen)

    def due_today(self, now: datetime) -> tuple[OrderToPay, ...]:
        """What lapses before the end of its payer's day."""
        zone = zone_of(self.zone)
        today = now.astimezone(zone).date()
        by = [(each, each.order.pay_by) for each in self.orders]
        return tuple(each for each, at in by if at is not None and at.astimezone(zone).date() <= today)


def _account(each: OrderToPay) -> str:
    return each.order.account


@dataclass(frozen=True)
class _Linked:
    """What came of asking for links: these, and what 1688 said to ways that gave none.

    `numbers` says which link pays an order, 0 if 1688 named it as left out; the others are `missed` for this reason.
    """

    links: tuple[PayLink, ...]
    refused: tuple[PayLink, ...]
    numbers: Mapping[str, int]
    missed: NotInLink

    def fate(self, ticked: RunOrder) -> RunOrder:
        """An order that was asked for, with its link or why it has none."""
        number = self.numbers.get(ticked.order_id)
        if number is None:
            return replace(ticked, left_out=self.missed)
        return replace(ticked, link=number, left_out="" if number else NotInLink.NAMED)


def _who_pays(teams: Sequence[OurTeam], meant: Collection[int | None]) -> tuple[str, ...]:
    """Who pays in the only team of this person's that is meant, else in their only one.

    Of several nobody is named: the names of one team say nothing of the others.
    """
    these = [each for each in teams if each.id in meant] or teams
    return these[0].named(Role.BUYER) if len(these) == 1 else ()


class Paying(Verbs):
    """What a payer does with several orders at once."""

    def __init__(self, ledger: Ledger, market: Market, people: People, pay_ways: tuple[PayWay, ...]) -> None:
        super().__init__(ledger)
        self._market = market
        self._people = people
        self._ways = tuple(each for each in pay_ways if each is not PayWay.PHONE) or pay_ways
        self._by_phone = PayWay.PHONE in pay_ways

    async def open(self, by: Person, told_at: tuple[Place, int] | None = None, numbers: Sequence[str] = ()) -> PayView:
        """The run whose orders this person chooses; if a message or purchases are named, with just their orders ticked.

        Refusal if there is no such purchase.
        """
        async with self._ledger.change() as uow:
            named = [(await purchase_named(uow, self._people, by, each)).request for each in numbers]
            teams = {each.team_id for each in named}
            view = await self._view(uow, by, await uow.pay_runs.choosing(by.id), meant=teams)
            if told_at is not None:
                told = await uow.outbox.notices_at(told_at[0].chat_id, told_at[1])
                news = {each.about.order_id for one in told if isinstance(one, AboutOrders) for each in one.told}
                return await _tick_only(uow, view, news)
            if not numbers:
                return replace(view, run=await uow.pay_runs.tick(view.run, _ticks(view.ticked)))
            wanted = {each.id for each in named}
            of = [(each.order.order_id, each.purchase.request) for each in view.orders]
            return await _tick_only(uow, view, {order for order, each in of if wanted & {each.id, each.part_of}})

    async def tick(self, by: Person, run_id: int, what: str, which: str = "") -> PayView:
        """Tick or untick orders of a run: one, those of a kind, or none; what is ticked is so at the sums shown now."""
        async with self._ledger.change() as uow:
            view = await self._view(uow, by, await _theirs(uow, by, run_id))
            if view.run.state is not PayRunState.CHOOSING:
                return view
            view = replace(view, run=await uow.pay_runs.tick(view.run, _ticks(view.ticked)))
            if what in (NONE, UNTICK):
                run = await uow.pay_runs.untick(view.run, None if what == NONE else [which])
            else:
                today = view.due_today(uow.now)
                meant = today if what == TODAY else [each for each in view.orders if each.is_meant(what, which)]
                run = await uow.pay_runs.tick(view.run, _ticks(meant))
            return replace(view, run=run)

    async def look(self, by: Person, run_id: int) -> PayView:
        """The run as it is now."""
        async with self._ledger.read() as uow:
            return await self._view(uow, by, await _theirs(uow, by, run_id))

    async def again(self, by: Person, run_id: int) -> PayView:
        """Choose anew: what of a run that was asked for is to be paid still is ticked, nothing else."""
        async with self._ledger.change() as uow:
            run = await _theirs(uow, by, run_id)
            view = await self._view(uow, by, await uow.pay_runs.choosing(by.id))
            named = {each.order_id for each in run.orders}
            return view if run.id == view.run.id else await _tick_only(uow, view, named)

    async def ask(self, by: Person, run_id: int, seen: int = 0) -> PayView:
        """Links for what is ticked, after 1688's list was read; `seen` is the newest run of others that was shown.

        Without a link the run stays as it is. A second press finds it asked for, and shows the same links.
        """
        view = await self.look(by, run_id)
        if view.run.state is not PayRunState.CHOOSING or not view.run.orders:
            return view
        if any(each.run_id > seen for each in view.beside_ticked):
            return replace(view, trouble=BESIDE)
        try:
            listed = await self._listed({each.order_id for each in view.run.orders})
        except MarketError as error:
            log.info("what is to be paid is not known anew: %s", error)
            return replace(view, trouble=UNANSWERED)
        read = {each.order_id: _read_again(view, each, listed) for each in view.run.orders}
        asked = [each for each in view.ticked if not read[each.order.order_id].left_out]
        linked = await self._links(asked)
        orders = tuple(each if each.left_out else linked.fate(each) for each in read.values())
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time("pay_runs")
            now = await self._view(uow, by, await _theirs(uow, by, run_id))
            look_at = (NotInLink.SUM, NotInLink.UNLISTED)
            await uow.orders.hasten([each.order_id for each in orders if each.left_out in look_at])
            if now.run != view.run:
                return now if now.run.state is not PayRunState.CHOOSING else replace(now, trouble=MOVED)
            if any(each.run_id > seen for each in now.beside_ticked):
                return replace(now, trouble=BESIDE)
            sums = {each.order.order_id: each.order.total for each in now.orders}
            if any(each.link and sums.get(each.order_id) != each.total for each in orders):
                return replace(now, trouble=MOVED)
            if linked.links:
                return replace(now, run=await uow.pay_runs.ask(now.run, linked.links, orders))
            await uow.pay_runs.untick(now.run, [each.order_id for each in orders if each.left_out not in _PASSES])
            run = replace(now.run, orders=orders)
            return replace(now, run=run, trouble=linked.missed if asked else MOVED, refused=linked.refused)

    async def picture(self, by: Person, run_id: int, number: int) -> tuple[PayView, PayLink]:
        """What the QR of a link holds: a link for the phone if the account has that way, else the link itself."""
        async with self._ledger.read() as uow:
            run = await _theirs(uow, by, run_id)
            able, _, _ = await self._able(uow, by)
            view = await self._view(uow, by, run)
        sums = {each.order.order_id: each.order.total for each in able}
        orders = run.of_link(number)
        changed = any(sums.get(each.order_id) != each.total for each in orders)
        if run.state is not PayRunState.ASKED or number < 1 or not orders or changed:
            raise Refusal(RefusalReason.PAY_RUN_OVER)
        link = run.links[number - 1]
        if self._by_phone and len(orders) <= PayWay.PHONE.cap:
            try:
                phone = await self._market.pay_link([each.order_id for each in orders], PayWay.PHONE)
            except MarketError as error:
                log.info("no link for the phone: %s", error)
            else:
                link = phone.link if phone.link.url and not phone.left_out else link
        return view, link

    async def card(self, run_id: int) -> PayView:
        """A run as its message shows it."""
        async with self._ledger.read() as uow:
            run = await uow.pay_runs.get(run_id)
            return await self._view(uow, Person(run.person_id, "", ""), run, drawn=True)

    async def shown(self, run: PayRun, message_id: int) -> None:
        """Its card is this message now."""
        if run.message_id != message_id:
            async with self._ledger.change() as uow:
                await uow.pay_runs.shown(run, message_id)

    async def _view(
        self, uow: UnitOfWork, by: Person, run: PayRun, *, drawn: bool = False, meant: Collection[int | None] = ()
    ) -> PayView:
        """The run, with all that its payer may pay now while they choose; one that is only `drawn` asks no right.

        A refusal names who pays in the team that is `meant`.
        """
        choosing = run.state is PayRunState.CHOOSING and not drawn
        able, held, zone = await self._able(uow, by, meant) if choosing else ((), (), SHANGHAI)
        known = {each.order.order_id for each in able}
        orders = await uow.orders.known([each.order_id for each in run.orders if each.order_id not in known])
        purchases = await uow.purchases(sorted({each.request_id or 0 for each in orders.values()}))
        others = {
            order.order_id: OrderToPay(each, order)
            for each in purchases for order in (*each.orders, *each.others) if order.order_id in orders
        }  # fmt: skip
        beside = await uow.pay_runs.beside(by.id, known)
        told = await told_of(uow, [each.purchase for each in (*able, *others.values())])
        return PayView(run, able, others, beside, zone, self._ways[0].cap, told=told, held=held)

    async def _able(
        self, uow: UnitOfWork, by: Person, meant: Collection[int | None] = ()
    ) -> tuple[tuple[OrderToPay, ...], tuple[OrderToPay, ...], str]:
        """All that this person may pay now, by account and deadline, and what is being cancelled of what they could.

        With the zone of their days: their first team's.

        Refusal if they never may pay anything, or if all that waits is for buyers of their teams.
        """
        seen, teams = await teams_seen(uow, self._people, by), await uow.teams.of_person(by.id)
        pays_in = {each.id for each in teams if Role.BUYER in each.roles_of(by.id)}
        open_teams = {each.id for each in teams}

        def pays(team_id: int | None) -> bool:
            return team_id in pays_in or (seen is None and team_id not in open_teams)

        unpaid = await uow.orders.unpaid()
        purchases = await uow.purchases([number for number, team_id in unpaid if pays(team_id)])
        every = [OrderToPay(each, order) for each in purchases for order in each.orders]
        able = [each for each in every if may_be_paid(each.purchase, each.order)]
        held = tuple(each for each in every if cancelling(each.order))
        theirs = seen is not None or any(team_id in open_teams for _, team_id in unpaid)  # what others may pay
        if not able and not pays_in and theirs:
            raise Refusal(OnlyBuyers(names=_who_pays(teams, meant or {team_id for _, team_id in unpaid})))
        zones = [each.time_zone for each in teams if each.id in pays_in or seen is None]
        able.sort(key=lambda each: (_account(each), each.order.pay_by or _NEVER, each.order.order_id))
        return tuple(able), held, next(iter(zones), SHANGHAI)

    async def _listed(self, wanted: Collection[str]) -> dict[str, OrderReport]:
        """What 1688 lists as to be paid, as far as the wanted ones are not all found before."""
        found, came = dict[str, OrderReport](), 0
        for page in range(1, _MOST_PAGES):
            listed = await self._market.orders_to_pay(page)
            found |= {each.order_id: each for each in listed.orders}
            came += len(listed.orders) + len(listed.left_out)
            if not (listed.orders or listed.left_out) or came >= listed.total or found.keys() >= {*wanted}:
                break
        return found

    async def _links(self, orders: Sequence[OrderToPay]) -> _Linked:
        """Links for these orders, each account's by the first way that works; after no answer nothing more is asked."""
        links, refused, numbers = list[PayLink](), dict[PayWay, PayLink](), dict[str, int]()
        accounts = [[each.order.order_id for each in theirs] for _, theirs in groupby(orders, _account)]
        for theirs, way in product(accounts, self._ways):
            waiting = [each for each in theirs if each not in numbers]
            for start in range(0, len(waiting), way.cap):
                ids = waiting[start : start + way.cap]
                link, named = await self._shared(ids, way)
                paid = [each for each in ids if each not in named]
                if paid:  # else another way may take them
                    numbers |= dict.fromkeys(named, 0)
                if link.url:
                    links.append(link)
                    numbers |= dict.fromkeys(paid, len(links))
                elif link.passing:
                    told = (*refused.values(), link)
                    return _Linked(tuple(links), told, numbers, NotInLink.UNANSWERED)
                else:
                    refused[way] = link
                    if not named:  # it is the way that does not work, for none of them
                        break
        return _Linked(tuple(links), tuple(refused.values()), numbers, NotInLink.NO_LINK)

    async def _shared(self, ids: Sequence[str], way: PayWay) -> tuple[PayLink, tuple[str, ...]]:
        """One link, and whom 1688 leaves out of it; it is asked once more without them, unless that leaves nobody."""
        try:
            first = await self._market.pay_link(ids, way)
            rest = [each for each in ids if each not in first.left_out]
            if not first.left_out or not rest:
                return first.link, first.left_out
            second = await self._market.pay_link(rest, way)
        except MarketError as error:
            return no_link(way, error), ()
        return second.link, (*first.left_out, *second.left_out)


def _read_again(view: PayView, ticked: RunOrder, listed: Mapping[str, OrderReport]) -> RunOrder:
    """A ticked order before links are asked for, with why it is left out if it is."""
    it = view.named.get(ticked.order_id)
    if it is None:
        return replace(ticked, left_out=NotInLink.UNLISTED)
    if ticked.order_id in view.others and may_be_paid(it.purchase, it.order):
        return replace(ticked, left_out=NotInLink.NOT_YOURS)
    return replace(ticked, left_out=why_left_out(ticked, it.purchase, it.order, listed.get(ticked.order_id)))


def _ticks(orders: Sequence[OrderToPay]) -> list[RunOrder]:
    return [RunOrder(each.order.order_id, each.order.total) for each in orders]


async def _tick_only(uow: UnitOfWork, view: PayView, named: Collection[str]) -> PayView:
    """The run with exactly those ticked that are named and may be paid."""
    chosen = [each for each in view.orders if each.order.order_id in named]
    return replace(view, run=await uow.pay_runs.tick(await uow.pay_runs.untick(view.run), _ticks(chosen)))


async def _theirs(uow: UnitOfWork, by: Person, run_id: int) -> PayRun:
    """The run, if it is this person's; Refusal otherwise."""
    run = await uow.pay_runs.find(run_id)
    if run is None or run.person_id != by.id:
        raise Refusal(RefusalReason.PAY_RUN_OVER)
    return run


def no_link(way: PayWay, error: MarketError) -> PayLink:
    """What a way to pay is after this error: none, for 1688's reason."""
    return PayLink(way, "", error.words, passing=isinstance(error, PASSING))
