"""Tells what is stuck, each case once, to whoever can act on it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.facts import ALARMS_SINCE, QUARANTINE
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.judged_orders import judged_orders
from bot.desk.shared.pause import pause_reason
from bot.desk.shared.periodic import last_run
from bot.desk.shared.verbs import Verbs
from bot.purchasing.events.order_tells import many_stuck, stuck_tells
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.notices.purchases import ToldAlarm
from bot.purchasing.person import Place
from bot.purchasing.tracking.alarms import ALARM_FORMS, Alarm
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.purchasing.tracking.paid_back import errand_of

EVERY = timedelta(hours=1)
ONE_BY_ONE = 3
"""So many new cases of one round are told a chat in a message each."""


@dataclass(frozen=True)
class NewCase:
    """A new case of an order, for those who read at these places and want it told by now.

    It is `old` if it stood already when cases began to be told.
    """

    of: AwaitedOrder
    alarm: Alarm
    places: tuple[Place, ...]
    old: bool


class Alarms(Verbs):
    """Looks through all orders that are paid for and not in; of what was told it remembers how bad it was."""

    async def pace(self, uow: UnitOfWork) -> timedelta | None:
        """Each hour, if the list was just read: after an absence of the bot nothing is known of what went on."""
        listed = await last_run(uow, "list")
        return EVERY if listed is not None and uow.now - listed < EVERY else None

    async def round(self) -> None:
        """Tell what is new: several cases for one chat, or what was stuck before this was told, in one message.

        Nothing is told in quarantine, when the database does not know how its orders stand.
        """
        async with self._ledger.read() as uow:
            if await uow.facts.get(QUARANTINE) is not None:
                return
            since = await uow.facts.get(ALARMS_SINCE)
            cases = await _new_cases(uow, since or uow.now)
        if not cases and since is not None:
            return
        by_chat = defaultdict[int, list[NewCase]](list)
        for case in cases:
            for place in case.places:
                by_chat[place.chat_id].append(case)
        many = [chat for chat, each in by_chat.items() if len(each) > ONE_BY_ONE or any(case.old for case in each)]
        async with self._ledger.change() as uow:
            if since is None:
                await uow.facts.put(ALARMS_SINCE, uow.now)
            await uow.alarms.put((each.of.order.order_id, each.alarm) for each in cases)
            for chat in many:
                told = [ToldAlarm(name=e.of.name, what=e.alarm.kind, days=e.alarm.days) for e in by_chat[chat]]
                await uow.tell_each([many_stuck(told, Place(chat), uow.now)])
            for case in cases:
                alone = tuple(each for each in case.places if each.chat_id not in many)
                found = await uow.find_purchase_of(case.of.order.order_id) if alone else None
                if found is not None:
                    purchase, order = found
                    await uow.tell_each(stuck_tells(purchase, order, case.alarm, alone), purchase.request)


async def _new_cases(uow: UnitOfWork, since: datetime) -> list[NewCase]:
    """What is stuck and was not told, or got worse; and what was warned of before there were alarms, for nobody."""
    _, shortest = await uow.loudness.widest()
    stuck = [(each, alarm) for each in await judged_orders(uow, limits=shortest, refunds=True) for alarm in each.alarms]
    if await pause_reason(uow) is not None:  # then nothing is sent, as those who paused know
        stuck = [(each, alarm) for each, alarm in stuck if alarm.kind is not AlarmKind.REFUND_WAITS]
    told = await uow.alarms.told([each.order.order_id for each, _ in stuck])
    readers = [(each, alarm, await _readers(uow, each, alarm)) for each, alarm in stuck]
    chosen = await uow.loudness.of_chats({place.chat_id for *_, places in readers for place in places})
    cases = []
    for order, alarm, places in readers:
        before = told.get((order.order.order_id, alarm.kind, alarm.parcel))
        known = before.seen_at if before is not None and before.since == alarm.since else None
        days = {place: chosen[place.chat_id].alarm_days for place in places}
        to = tuple(each for each in places if alarm.level(days[each], alarm.seen_at) > alarm.level(days[each], known))
        if known is None and alarm.kind is AlarmKind.NOT_SHIPPED and order.order.warned == "unshipped":
            cases.append(NewCase(order, alarm, (), old=True))
        elif to:
            cases.append(NewCase(order, alarm, to, old=alarm.level(shortest, since) > 0))
    return cases


async def _readers(uow: UnitOfWork, of: AwaitedOrder, alarm: Alarm) -> tuple[Place, ...]:
    """The buyers, or the team's group if none can be reached; and who asked in private, of some kinds also in a group.

    A purchase of no team is told where it was asked for. What is to be counted is told to the receivers instead of the
    buyers, if there are any who can be reached; of a refund who asked for it hears too.
    """
    request, kind, errand = of.request, alarm.kind, errand_of(of.order.errands, alarm.parcel)
    places = await uow.audiences.receivers(request) if kind is AlarmKind.NOT_COUNTED else []
    places = places or await uow.audiences.payers(request, there_too=True)
    if request.place.private or request.team_id is None:
        places.append(request.place)
    elif ALARM_FORMS[kind].to_requester:
        places += map(Place, await uow.audiences.requester(request))
    places += map(Place, await uow.audiences.asker(request, errand.person_id) if errand is not None else ())
    return tuple(dict.fromkeys(places))
