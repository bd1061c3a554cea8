"""Reads what was bought, order by order with the cost of each line, page by page: for reports, costs and exports."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.last_look import told_since
from bot.desk.shared.periodic import last_run
from bot.purchasing.approval.loosening import Rate
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import Order
from bot.purchasing.orders.line_cost import CostLine, OtherCost, cost_lines, rate_of
from bot.purchasing.people.teams import ListedFor, OurTeam
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request

PAGE = 100


@dataclass(frozen=True)
class CostedOrder:
    """One order with its purchase and what its lines cost; `whole` is its request, or the one that this is a part of.

    `rate` is the team's rate of the day on which it was bought, None if it had none. `others` are all other costs of
    its purchase, of which each line bears its share.
    """

    purchase: Purchase
    order: Order
    lines: tuple[CostLine, ...]
    whole: Request
    others: tuple[OtherCost, ...]
    team: OurTeam | None
    rate: Rate | None
    told: datetime | None
    """Since when 1688 told how it stands (UTC); None if nothing of it goes on any more."""

    def asked_line(self, line: CostLine) -> AskedLine | None:
        """The asked line that a line is of; None if nobody here asked for it."""
        return next((each for each in self.whole.asked if each.place == line.place), None)

    def offer(self, line: CostLine) -> Offer | None:
        """What a line is of; None if that is not known, or nothing that was asked for."""
        request = self.purchase.request
        if (asked := self.asked_line(line)) is not None:
            return asked.offer
        exact = next((each for each in request.offers if each.offer_id == line.offer_id), None)
        return exact or (None if line.offer_id or request.several else request.offer)


async def costed(uow: UnitOfWork, purchases: tuple[Purchase, ...]) -> tuple[CostedOrder, ...]:
    """Every order of these purchases with its lines; one that costs nothing has none."""
    numbers = [each.request.id for each in purchases]
    others, listed = await uow.costs.of_requests(numbers), await last_run(uow, "list")
    of = {each.request.part_of for each in purchases if each.request.part_of is not None}
    wholes = {each.id: each for each in await uow.requests.these(sorted(of))} if of else {}
    teams: dict[int, OurTeam] = {}
    rates: dict[int, tuple[Rate, ...]] = {}
    for team_id in {each.request.team_id for each in purchases if each.request.team_id is not None}:
        teams[team_id], rates[team_id] = await uow.audiences.team(team_id), await uow.costs.rates(team_id)
    found = []
    for purchase in purchases:
        request = purchase.request
        whole, theirs = wholes.get(request.part_of or 0, request), others.get(request.id, ())
        lines = cost_lines(purchase, whole.asked, theirs)
        for order in purchase.orders:
            its = tuple(each for each in lines if each.order_id == order.order_id)
            rate = rate_of(request, order, rates.get(request.team_id or 0, ()))
            team, told = teams.get(request.team_id or 0), told_since([order], listed)
            found.append(CostedOrder(purchase, order, its, whole, theirs, team, rate, told))
    return tuple(found)


async def costed_pages(
    ledger: Ledger, since: datetime | None, until: datetime | None, shown: ListedFor | None = None
) -> AsyncGenerator[tuple[CostedOrder, ...], None]:
    """Every page of what was bought since then and before `until` (`bought_at`), oldest first; only what is `shown`.

    Of a team of which somebody is shown their own alone, that is their lines, whoever asked for the rest. Each page is
    a transaction of its own: no reader holds the others up.
    """
    after: tuple[datetime, str] | None = None
    every = shown if shown is None or shown.teams is None else ListedFor(shown.reader, (*shown.teams, *shown.own))
    while True:
        async with ledger.read() as uow:
            bought = await uow.orders.bought(after, since, until, every, PAGE)
            purchases = await uow.purchases(sorted({request_id for *_, request_id in bought}))
            found = {each.order.order_id: each for each in await costed(uow, purchases)}
        if not bought:
            return
        page = (found[order_id] for _, order_id, _ in bought if order_id in found)
        yield tuple(each for each in (_shown_of(each, shown) for each in page) if each is not None)
        after = bought[-1][:2]


def _shown_of(bought: CostedOrder, shown: ListedFor | None) -> CostedOrder | None:
    """An order with the lines of it that are shown; None if none of it is."""
    if shown is None or shown.teams is None or bought.purchase.request.team_id in shown.teams:
        return bought
    own = tuple(each for each in bought.lines if each.person_id == shown.reader)
    return replace(bought, lines=own) if own else None
