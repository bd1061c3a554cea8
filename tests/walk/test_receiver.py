"""Somebody is invited to receive: they count what arrives, and no price reaches them; the note carries the mark."""

import re
from typing import Any

from tests.walk.teams import Group
from tests.walk.test_team_people import newcomer

SUM = re.compile(r"[¥￥$€₽]|[0-9][.,][0-9]{2}(?![0-9])")


async def order_of(group: Group, number: str) -> Any:
    """The order of the request as it really exists, once it is placed."""

    async def there() -> bool:
        return bool((await group.street.ledger())["orders"])

    await group.street.until(there, f"the order of #{number}")
    (order,) = (await group.street.ledger())["orders"]
    return group.street.world.world.order(order["id"])


async def test_a_receiver_is_invited_counts_a_parcel_and_reads_no_price(group: Group) -> None:
    anna, fedor = group.cast.alone["Anna"], await newcomer(group, "Fedor")
    await anna.catches_up()
    await anna.writes("/invite receiver")
    link = (await anna.sees("start=join_")).text.partition("start=")[2].split()[0]
    await fedor.writes(f"/start {link}")
    await fedor.sees("You are in", "receiver", "Send me a waybill")
    await fedor.writes("/start")
    await fedor.sees("Hello", "Send me a waybill")
    await anna.writes("/team mark FW-88")
    await group.reads("The team changed", "– → FW-88")

    number, card = await group.asks()
    for name in ("Boris", "Chen"):
        await group.cast.here[name].presses(card, "Approve")
    order = await order_of(group, number)
    assert order.message == f"【FW-88 #{number}】"
    await group.reads(f"#{number} ", "to be paid")
    for action in ("pay", "ship"):
        await group.street.at_1688(order.order_id, action)
    await group.reads(f"#{number} · shipped")

    for text in ("/orders", "/stuck", "/policy", "/search shirt", "/sku"):
        await fedor.writes(text)
        await fedor.sees("You count what arrives")
    await fedor.writes("where is my parcel")
    await fedor.sees("Send me a waybill")
    await fedor.writes(f"/order {number}")
    goods = await fedor.sees(f"#{number} · what arrived", "100 pcs")
    await fedor.presses(goods, "Count in")
    count = await fedor.sees(f"#{number} · what arrived", "· 0 of 100")
    await fedor.presses(count, "All there")
    await group.reads(f"#{number} ", "arrived 100 of 100")
    rows = (await group.street.http.get("/sim/messages", params={"person": fedor.person})).json()
    assert [row["text"] for row in rows if SUM.search(row["text"])] == []
