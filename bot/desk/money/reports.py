"""Reports what was bought in a period to whoever may see it, beside the period before, and what money is open now."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.money.costed_orders import CostedOrder, costed_pages
from bot.desk.rules.rights import listed_for
from bot.desk.rules.team_choice import zone_for
from bot.desk.shared.judged_orders import judged_orders
from bot.desk.shared.last_look import told_since
from bot.desk.shared.people import People
from bot.desk.shared.periodic import last_run
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.policy import label
from bot.purchasing.approval.team import zone_of
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.orders.line_cost import CostLine
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.person import Person, Place
from bot.purchasing.tracking.refund_list import listed
from bot.purchasing.tracking.report import ReportAsk, ReportFold, ReportGroup


class CountedSum(NamedTuple):
    """How many there are, and their sum (fen)."""

    n: int
    total: Fen


class OpenMoney(NamedTuple):
    """What waits for approvers, what is to be paid, what is paid and not in, and the refunds that run, all now."""

    asked: CountedSum
    to_pay: CountedSum
    out: CountedSum
    refunds: CountedSum


@dataclass(frozen=True)
class Report:
    """What was bought in the days that were asked for, and in those `before` that they are compared with.

    `asked` is what was confirmed in each of the two. That and what is `open` are not known of one tag alone. `told` is
    as of when 1688 told the sums (UTC).
    """

    ask: ReportAsk
    today: date
    zone: str
    now: ReportFold
    before: ReportFold
    asked: tuple[CountedSum, ...] | None = None
    open: OpenMoney | None = None
    told: datetime | None = None


@dataclass(eq=False)
class Reports(Verbs):
    """What purchases cost in a period."""

    _people: People

    async def zone(self, by: Person, place: Place) -> tzinfo:
        """The zone whose days this person reads there."""
        async with self._ledger.read() as uow:
            return zone_of(await zone_for(uow, by, place))

    async def report(self, by: Person, place: Place, ask: ReportAsk, language: str) -> Report:
        """The report on what this person may see, a requester of their own lines; in a group on its team alone.

        Offers are called as in this language. Refusal for a stranger, and for whoever only receives.
        """
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place, own_alone=True)
            name = await zone_for(uow, by, place)
            zone, today = zone_of(name), uow.now.astimezone(zone_of(name)).date()
            periods = (ask.period, ask.period.compared(today))
            asked, open_, told = None, None, None
            if not ask.tag:
                confirmed = [await uow.requests.confirmed(shown, *each.bounds(zone)) for each in periods]
                asked = tuple(CountedSum(*each) for each in confirmed)
                open_, told = await _open_money(uow, shown)
        now, before = (ReportFold(ask, each, zone) for each in periods)
        for fold in (now, before):
            async for page in costed_pages(self._ledger, *fold.period.bounds(zone), shown):
                for each in page:
                    _add(fold, each, language)
        return Report(ask, today, name, now, before, asked, open_, min(filter(None, (now.told, told)), default=None))


async def _open_money(uow: UnitOfWork, shown: ListedFor) -> tuple[OpenMoney, datetime | None]:
    """What is open now, and as of when 1688 told it."""
    awaited, refunding = await judged_orders(uow, shown), await uow.orders.refunding(shown)
    refunds = [each for order in refunding for each in listed("", order)]
    found = OpenMoney(
        CountedSum(*await uow.requests.asked_now(shown)),
        CountedSum(*await uow.orders.to_pay(shown)),
        CountedSum(len(awaited), sum_fen(each.out for each in awaited)),
        CountedSum(len(refunds), sum_fen(each.total for each in refunds)),
    )
    read_at = await last_run(uow, "list")
    told = told_since([*(each.order for each in awaited), *refunding], read_at)
    if found.to_pay.n and read_at is not None:  # the list shows what was paid
        told = min(told or read_at, read_at)
    return found, told


def _add(fold: ReportFold, bought: CostedOrder, language: str) -> None:
    """Add an order, each line to the group that it is of."""
    request = bought.purchase.request

    def named(line: CostLine) -> tuple[str, str]:
        match fold.ask.group:
            case ReportGroup.PERSON:
                alone = request.requester.name if line.person_id == request.requester.id else str(line.person_id)
                return str(line.person_id), bought.team.known_as(line.person_id) if bought.team else alone
            case ReportGroup.SELLER:
                return bought.order.seller, bought.order.seller
            case ReportGroup.OFFER:
                offer = bought.offer(line)
                titles = [each.title for each in bought.order.lines if each.offer_id == line.offer_id]
                title = offer.title_in(language) if offer else next(iter(titles), "")
                return line.offer_id, title or line.offer_id
        return label(line.tag), line.tag

    fold.add(bought.order.bought_at, bought.lines, named, bought.rate, bought.told)
