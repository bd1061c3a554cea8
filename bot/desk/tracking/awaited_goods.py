"""Lists what is paid for and not in, with what is stuck of it."""

from collections.abc import Callable

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import listed_for
from bot.desk.shared.people import People
from bot.desk.shared.periodic import last_run
from bot.desk.shared.values import StuckPage
from bot.desk.tracking.order_list import seen_at
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.requests.purchase import Person, Place
from bot.purchasing.tracking.alarms import AlarmDays
from bot.purchasing.tracking.awaited import (
    AGES,
    EVERY_AGE,
    PERSON,
    SELLER,
    WORDS,
    AwaitedOrder,
    JudgedOrder,
    heap,
    heaps,
    judged,
)

ON_A_PAGE = 3
"""Orders, of two lines each, so that they fit one screen of a phone below the sums."""


class AwaitedGoods:
    """Shows people what was paid for and is not in."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def page(self, by: Person, place: Place, age: int, page: int, whose: str) -> StuckPage:
        """One page of what this person may see, the oldest payment first; in a group only of its team.

        `age` and `whose` are as `JudgedOrder.fits` takes them; only SELLER or PERSON asks for the list of all of these.
        If the page does not exist, returns the last one.
        """
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place)
            limits = (await uow.loudness.of_chats([place.chat_id]))[place.chat_id].alarm_days
            every = await judged_orders(uow, lambda _: limits, shown)
        kind, asks = whose[:1], whose in (SELLER, PERSON)
        theirs = [each for each in every if asks or each.fits(EVERY_AGE, whose)]
        found = [each for each in theirs if each.fits(age, "")]
        pages = max(1, -(-len(found) // ON_A_PAGE))
        at = min(max(1, page), pages)
        return StuckPage(
            tuple(found[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]), at, pages, age, whose,
            name=whose[1:] if kind == WORDS else next((each.name(kind) for each in theirs if kind and not asks), ""),
            whole=heap(found),
            ages=tuple(heap(each for each in theirs if each.age == number) for number in range(1, len(AGES) + 2)),
            stuck=heap(each for each in theirs if each.alarms),
            heaps=heaps(found, whose) if asks else (),
        )  # fmt: skip


async def judged_orders(
    uow: UnitOfWork, limits: Callable[[AwaitedOrder], AlarmDays], shown: ListedFor | None = None
) -> tuple[JudgedOrder, ...]:
    """All that is paid for and not in, or only what is `shown`, the oldest payment first; judged by these limits."""
    listed, found = await last_run(uow, "list"), await uow.orders.awaiting_goods(shown)
    return tuple([judged(each, limits(each), seen_at(each.order, listed), uow.now) for each in found])
