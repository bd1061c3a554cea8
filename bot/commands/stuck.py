"""`caigou stuck`: prints what is paid for and not in, of all teams, with what is stuck of it."""

import asyncio
import json

from bot.cards.blocks.html import clean
from bot.commands.terminal import complain, show
from bot.purchasing import money
from bot.purchasing.money import sum_fen
from bot.purchasing.people.forgotten import exported
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.settings import Settings
from bot.wiring.readers import awaited


def run(known: Settings, as_json: bool) -> int:
    """Returns the exit code: 1 if something is stuck. Raises StorageFailed before anything is printed."""
    found = asyncio.run(awaited(known))
    stuck = [each for each in found if each.alarms]
    if as_json:
        show(json.dumps([_facts(each) for each in found], ensure_ascii=False))
        return int(bool(stuck))
    for each in found:
        alarms = (f"{alarm.kind.replace('_', ' ')}: {alarm.days} d" for alarm in each.alarms)
        of = (each.order.state, each.team, exported(each.request.requester.name), each.order.seller, ", ".join(alarms))
        words = (each.name, each.order.order_id, money.show(each.out), f"{each.days} d", *map(clean, of))
        show(" · ".join(filter(None, words)))
    complain(f"{len(found)} paid and not in, {money.show(sum_fen(each.out for each in found))}; {len(stuck)} stuck.")
    return int(bool(stuck))


def _facts(each: AwaitedOrder) -> dict[str, object]:
    """One order; `fen` is what was paid for it and did not come back, moments are UTC."""
    waybills = {parcel.logistics_id: parcel.bill_no for parcel in each.order.parcels}
    return {
        "number": each.name, "order_id": each.order.order_id, "team": each.team,
        "requester": exported(each.request.requester.name), "seller": each.order.seller, "fen": each.out,
        "paid_at": each.order.bought_at.isoformat(timespec="seconds"), "state": each.order.state, "days": each.days,
        "alarms": [
            {"kind": alarm.kind, "since": alarm.since.isoformat(timespec="seconds"), "days": alarm.days,
             "waybill": waybills.get(alarm.parcel, "")}
            for alarm in each.alarms
        ],
    }  # fmt: skip
