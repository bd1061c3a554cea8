"""Orders that are paid for and not in, as the pages of /stuck show them."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.shared.values import StuckPage
from bot.purchasing.money import Fen
from bot.purchasing.order import OrderState
from bot.purchasing.requests.purchase import Person
from bot.purchasing.tracking.alarms import Alarm, AlarmKind
from bot.purchasing.tracking.awaited import EVERY_AGE, AwaitedOrder, Heap, JudgedOrder, heap, heaps
from tests.cards.samples import ANNA, GROUP, NOW, ORDER

SELLER = "义乌市国际商贸城某某某进出口贸易有限责任公司第二分公司"


def awaited(name: str, days: int, seller: str = SELLER, by: Person = ANNA, fen: int = 1_286_800) -> AwaitedOrder:
    order = replace(
        ORDER, order_id=f"330168677140378{name:0>4}"[:19], request_id=int(name.partition("/")[0]), seller=seller,
        state=OrderState.PAID, total=Fen(fen), paid_at=NOW - timedelta(days=days), parcels=(),
    )  # fmt: skip
    return AwaitedOrder(order, name, GROUP, by, 1, "Shop", GROUP.chat_id, None)


def stuck(kind: AlarmKind, days: int) -> Alarm:
    return Alarm(kind, NOW - timedelta(days=days), days, 1)


def judged(name: str, days: int, *kinds: AlarmKind, seller: str = SELLER, by: Person = ANNA) -> JudgedOrder:
    alarms = tuple(stuck(kind, days) for kind in kinds)
    return JudgedOrder(awaited(name, days, seller, by), days, alarms)


ORDERS = (
    judged("1042/12", 121, AlarmKind.NOT_SHIPPED), judged("1043", 29, AlarmKind.LATE),
    judged("1044", 15, AlarmKind.NO_SCAN), judged("1045", 8, AlarmKind.FROZEN), judged("1046/2", 0),
)  # fmt: skip


def page(*orders: JudgedOrder, age: int = EVERY_AGE, whose: str = "", name: str = "") -> StuckPage:
    """The first page of these, three of them."""
    ages = tuple(heap(each for each in orders if each.age == number) for number in range(1, 5))
    alarming, pages = heap(each for each in orders if each.alarms), max(1, -(-len(orders) // 3))
    by = heaps(orders, whose) if whose in ("s", "p") else ()
    return StuckPage(orders[:3], 1, pages, age, whose, name, heap(orders), ages, alarming, by)


def of_many_sellers() -> StuckPage:
    """So many sellers that not all of them fit."""
    found = page(*ORDERS, whose="s")
    return replace(found, heaps=tuple(Heap(120, Fen(1_286_800), f"s{n:010}", f"{SELLER}{n}") for n in range(12)))
