"""That it is approved waits some seconds, and is told with the order that follows; no news is lost or turned around."""

from typing import Any

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Sent
from bot.purchasing.notices.approvals import ApprovedNotice
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.notices.purchases import PlacedNotice, RefusedNotice
from bot.purchasing.person import Place
from tests.desk.conftest import ANNA

HERE = Place(ANNA.id)


async def tell(room: Any, message: Notice, number: int | None = 7, *, again: str = "") -> None:
    async with room.ledger.change() as uow:
        await uow.outbox.owe(message, HERE, f"{message.kind}{again}", number)


async def heard(room: Any) -> list[Notice]:
    """What goes out now, in its order."""
    came: list[Notice] = []

    async def send(message: DueMessage) -> Delivery:
        came.append(message.message)
        return Sent(len(came))

    await room.desk.outbox.deliver(send)
    return came


async def test_an_order_that_follows_within_seconds_is_one_message_that_says_who_agreed(room: Any) -> None:
    await tell(room, ApprovedNotice(by=("Boris", "Chen")))
    assert await heard(room) == []
    room.clock.on(seconds=3)
    await tell(room, PlacedNotice())
    assert await heard(room) == [PlacedNotice(by=("Boris", "Chen"))]
    room.clock.on(minutes=1)
    assert await heard(room) == []


async def test_what_is_not_ordered_within_ten_seconds_is_told_as_approved_and_ordered_later(room: Any) -> None:
    await tell(room, ApprovedNotice(by=("Boris",)))
    room.clock.on(seconds=10)
    assert await heard(room) == [ApprovedNotice(by=("Boris",))]
    await tell(room, PlacedNotice())
    assert await heard(room) == [PlacedNotice()]


async def test_any_other_news_of_the_request_comes_after_the_approval_at_once(room: Any) -> None:
    await tell(room, ApprovedNotice(by=("Boris",)))
    await tell(room, RefusedNotice(reason="no"))
    assert await heard(room) == [ApprovedNotice(by=("Boris",)), RefusedNotice(reason="no")]


async def test_news_of_other_things_does_not_wait_for_it(room: Any) -> None:
    await tell(room, ApprovedNotice(by=("Boris",)))
    await tell(room, PlacedNotice(), number=8)
    await tell(room, PoisonNotice(update_id=1), None)
    assert await heard(room) == [PlacedNotice(), PoisonNotice(update_id=1)]
    room.clock.on(seconds=10)
    assert await heard(room) == [ApprovedNotice(by=("Boris",))]


async def test_an_order_that_was_told_before_is_not_told_again_in_its_place(room: Any) -> None:
    await tell(room, PlacedNotice())
    assert await heard(room) == [PlacedNotice()]
    await tell(room, ApprovedNotice(by=("Boris",)))
    await tell(room, PlacedNotice())
    assert await heard(room) == [ApprovedNotice(by=("Boris",))]
