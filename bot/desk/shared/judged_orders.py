"""Judges what is paid for and not in: for the alarms, the list of what is stuck, and the report."""

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.last_look import seen_at
from bot.desk.shared.periodic import last_run
from bot.purchasing.people.teams import ListedFor
from bot.purchasing.tracking.alarms import AlarmDays
from bot.purchasing.tracking.awaited import AwaitedOrder


async def judged_orders(
    uow: UnitOfWork, shown: ListedFor | None = None, limits: AlarmDays | None = None, *, refunds: bool = False
) -> tuple[AwaitedOrder, ...]:
    """All that is paid for and not in, or only what is `shown`, the oldest payment first.

    It is judged by these limits, without them each order by what its team's group chose. With `refunds` also all of
    which a refund runs.
    """
    orders = await (uow.orders.of_the_morning() if refunds else uow.orders.awaiting_goods(shown))
    listed, found = await last_run(uow, "list"), await uow.awaited(orders)
    groups = {each.team_chat_id or 0 for each in found} if limits is None else ()
    chosen = {chat_id: each.alarm_days for chat_id, each in (await uow.loudness.of_chats(groups)).items()}
    judged = [
        each.judged(limits or chosen[each.team_chat_id or 0], seen_at(each.order, listed), uow.now) for each in found
    ]
    return tuple(each for each in judged if each.alarms or not each.is_in)
