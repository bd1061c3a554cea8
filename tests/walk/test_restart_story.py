"""The bot stops, in order or by a power cut, between any two steps of a purchase: nothing is lost, nothing doubled."""

from typing import Any

import pytest

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
PREVIEW = "alibaba.createOrder.preview"
ALL_TOLD = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('due', 'sending', 'dead'))"


class Story:
    """One purchase from the wish to the received parcel; each step is done by a person and seen by her."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self.card: Any = None
        self.order_id = ""

    async def wish(self) -> None:
        self.card = await self.street.draft()

    async def consent(self) -> None:
        await self.street.anna.presses(self.card, "Buy now")
        await self.street.hears("1688 no.", "to pay")
        self.order_id = (await self.street.ledger())["orders"][0]["id"]

    async def pay(self) -> None:
        await self.street.at_1688(self.order_id, "pay")
        await self.street.hears("· paid", self.order_id)

    async def ship(self) -> None:
        await self.street.at_1688(self.order_id, "ship", parcels=2)
        await self.street.hears("· shipped", self.order_id)

    async def trace(self) -> None:
        await self.street.at_1688(self.order_id, "trace", remark="快件已到达【转运中心】")
        await self.street.later(3600 * 13)
        await self.street.hears("转运中心")

    async def receive(self) -> None:
        await self.street.at_1688(self.order_id, "receive")
        await self.street.hears("· finished", self.order_id)


STEPS = ("wish", "consent", "pay", "ship", "trace", "receive")
WAYS = ("stop", "crash")


async def again(street: Street, way: str) -> None:
    await (street.tenant.restart() if way == "stop" else street.crash())


async def whole(street: Street) -> None:
    """One order, from one call, that all histories agree on, told once for each thing that happened."""
    ledger = await street.ledger()
    assert ledger["calls"][CREATE] == 1
    assert len(ledger["orders"]) == 1
    await street.agree()
    assert street.rows("SELECT state FROM request") == [("closed",)]
    await street.until(lambda: street.has(ALL_TOLD), "everything owed is sent")
    for news in ("· paid", "· finished"):
        told = [each for each in await street.told(news) if "sent again" not in each.text]
        assert len(told) <= 2, "the card and its notice"


@pytest.mark.parametrize("way", WAYS)
async def test_the_story_survives_a_restart_behind_every_step(street: Street, way: str) -> None:
    story = Story(street)
    for step in STEPS:
        await getattr(story, step)()
        await again(street, way)
    await whole(street)


async def test_what_happened_while_the_bot_was_off_is_told_at_its_start(street: Street) -> None:
    orders = [await street.ordered(quantity=quantity) for quantity in (2, 3)]
    await street.tenant.stop()
    for order_id, then in zip(orders, ("pay", "seller_cancel"), strict=True):
        await street.at_1688(order_id, then)
    await street.tenant.start()
    for order_id, seen in zip(orders, ("· paid", "closed on 1688"), strict=True):
        await street.hears(seen, order_id)
    await street.agree()


async def test_what_was_written_and_pressed_while_the_bot_was_off_is_done_at_its_start(street: Street) -> None:
    card = await street.draft()
    good = await street.good("plain")
    await street.tenant.stop()
    await street.anna.writes(f"/buy {good['offer_id']} 7")
    pressing = street.pressing(card, "Buy now")
    await street.tenant.start()
    await pressing
    await street.hears("1688 no.", "to pay")
    await street.hears("#2", "7 pcs")
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 1


async def test_a_typed_answer_that_was_being_worked_on_at_a_crash_still_counts(street: Street) -> None:
    card = await street.draft()
    await street.anna.presses(card, "Note")
    await street.anna.sees("note")
    await street.forgets_the_price()
    await street.fault(side="1688", call=PREVIEW, kind="slow", seconds=0.5, when="before", times=1)
    await street.anna.writes("with a red ribbon")
    await street.arrived(PREVIEW, 2)
    await street.crash()
    await street.until(lambda: street.has("SELECT 1 FROM request WHERE note = 'with a red ribbon'"), "the note is kept")
    await street.anna.presses(await street.hears("#1 ", "red ribbon"), "Buy now")
    await street.hears("1688 no.", "to pay")
    await street.agree()
