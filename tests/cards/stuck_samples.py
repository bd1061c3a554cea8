"""Orders that are paid for and not in, as the pages of /stuck show them."""

from dataclasses import replace
from datetime import timedelta

from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Person
from bot.purchasing.tracking.alarms import Alarm
from bot.purchasing.tracking.awaited import AwaitedOrder
from tests.cards.samples import ANNA, GROUP, NOW, ORDER, ORDERED

SELLER = "义乌市国际商贸城某某某进出口贸易有限责任公司第二分公司"


def awaited(name: str, days: int, *kinds: AlarmKind, seller: str = SELLER, by: Person = ANNA) -> AwaitedOrder:
    """An order that was paid so many days ago, and for so long is stuck in these ways."""
    order = replace(
        ORDER, order_id=f"330168677140378{name:0>4}"[:19], request_id=int(name.partition("/")[0]), seller=seller,
        state=OrderState.PAID, total=Fen(1_286_800), paid_at=NOW - timedelta(days=days), parcels=(),
    )  # fmt: skip
    alarms = tuple(Alarm(kind, NOW - timedelta(days=days), NOW) for kind in kinds)
    number, _, part = name.partition("/")
    request = replace(
        ORDERED.request, id=int(number), requester=by, place=GROUP, team_id=1, part_of=int(number) if part else None,
        part=int(part or 0),
    )  # fmt: skip
    return AwaitedOrder(order, request, "Shop", GROUP.chat_id, days, alarms)


ORDERS = (
    awaited("1042/12", 121, AlarmKind.NOT_SHIPPED), awaited("1043", 29, AlarmKind.LATE),
    awaited("1044", 15, AlarmKind.NO_SCAN), awaited("1045", 8, AlarmKind.FROZEN), awaited("1046/2", 0),
)  # fmt: skip
OF_MANY_SELLERS = tuple(awaited(f"1{n:03}", 9, seller=f"{SELLER}{n}") for n in range(12))
