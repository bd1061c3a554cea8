"""Lists what is paid for and not in, with what is stuck of it."""

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import listed_for
from bot.desk.shared.people import People
from bot.desk.shared.periodic import last_run
from bot.desk.tracking.order_list import seen_at
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.requests.purchase import Person, Place
from bot.purchasing.tracking.alarms import AlarmDays
from bot.purchasing.tracking.awaited import AwaitedOrder


class AwaitedGoods:
    """Shows people what was paid for and is not in."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def seen_by(self, by: Person, place: Place) -> tuple[AwaitedOrder, ...]:
        """All of it that this person may see, judged by what they chose; in a group only of its team, by its choice."""
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place)
            limits = (await uow.loudness.of_chats([place.chat_id]))[place.chat_id].alarm_days
            return await judged_orders(uow, shown, limits)


async def judged_orders(
    uow: UnitOfWork, shown: ListedFor | None = None, limits: AlarmDays | None = None
) -> tuple[AwaitedOrder, ...]:
    """All that is paid for and not in, or only what is `shown`, the oldest payment first.

    It is judged by these limits, without them each order by what its team's group chose.
    """
    listed, found = await last_run(uow, "list"), await uow.orders.awaiting_goods(shown)
    groups = {each.team_chat_id or 0 for each in found} if limits is None else ()
    chosen = {chat_id: each.alarm_days for chat_id, each in (await uow.loudness.of_chats(groups)).items()}
    return tuple([
        each.judged(limits or chosen[each.team_chat_id or 0], seen_at(each.order, listed), uow.now) for each in found
    ])  # fmt: skip
