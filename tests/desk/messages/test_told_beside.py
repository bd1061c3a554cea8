"""The same news of several parts of one request is one message to each reader; none is lost, and none comes twice."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.desk.ledger import rows_and_values
from bot.purchasing.money import Fen
from bot.purchasing.notices.approvals import ApprovedNotice
from bot.purchasing.notices.base import MOST_TOGETHER, AboutOrders, Notice, OrderFacts, RequestFacts
from bot.purchasing.notices.purchases import PaidNotice, PlacedNotice, RefusedNotice
from bot.purchasing.orders.payable import Unpayable
from bot.purchasing.person import Place
from storage import tables
from storage.queries.read_rows import Rows, columns
from storage.queries.write_rows import add, change
from tests.cards.samples import OFFER
from tests.desk.conftest import ANNA
from tests.desk.messages.test_told_together import heard

HERE, GROUP, WHOLE = Place(ANNA.id), Place(-100), 7
ROWS = Rows(tables.OutboxRow, order=(columns(tables.OutboxRow).id,))
WHY = {"by": ["Boris"], "asked_by": "Anna", "why": "the fair"}
OF_ONE = {"number": WHOLE + 1, "whole": WHOLE, "name": "7/1", "order_id": "3301", "unpayable": None, "pay": []}
BEFORE: Sequence[tuple[str, dict[str, Any], list[str]]] = (
    ("placed", OF_ONE | WHY | {"missing": []}, ["7/1", "7/3"]),
    (
        "placed_together",
        {"number": WHOLE, "whole": None, **WHY}
        | {"told": [{"about": OF_ONE | {"name": name}, "parcels": [], "now": ""} for name in ("7/1", "7/2")]},
        ["7/1", "7/2", "7/3"],
    ),
)
"""What waits in an outbox of the release before, of one order and of several: kind and facts; and what is told then."""


@pytest.fixture
async def split(room: Any) -> Any:
    """The room, with a request that was split into many."""
    await room.desk.people.remember(ANNA, HERE, "private", "")
    values = {"requester_id": ANNA.id, "chat_id": ANNA.id, "state": "draft", "offer_id": OFFER.offer_id}
    values |= {
        "offer": rows_and_values.dump_offer(OFFER),
        "created_at": room.clock.now(),
        "updated_at": room.clock.now(),
    }
    async with room.ledger.change() as uow:
        await add(uow.session, tables.RequestRow, id=WHOLE, **values)
        for part in range(1, 2 * MOST_TOGETHER):
            await add(uow.session, tables.RequestRow, id=WHOLE + part, part_of=WHOLE, part=part, **values)
    return room


def of(part: int, **facts: Any) -> OrderFacts:
    name, order_id = f"{WHOLE}/{part}", f"330168677140378377{part}"
    return OrderFacts(number=WHOLE + part, whole=WHOLE, name=name, order_id=order_id, total=Fen(100 * part), **facts)


async def tell(room: Any, message: Notice, part: int, place: Place = HERE) -> None:
    async with room.ledger.change() as uow:
        await uow.outbox.owe(message, place, f"{message.kind}:{part}:{place.chat_id}", WHOLE + part)


def parts(told: Notice) -> list[str]:
    assert isinstance(told, AboutOrders)
    return [each.about.name for each in told.told]


async def test_orders_of_one_request_within_a_minute_are_one_message_about_all_of_it(split: Any) -> None:
    await tell(split, PlacedNotice(about=of(1), by=("Boris",)), 1)
    split.clock.on(seconds=40)
    await tell(split, PlacedNotice(about=of(2)), 2)
    assert await heard(split) == []
    split.clock.on(seconds=20)
    (told,) = await heard(split)
    assert isinstance(told, PlacedNotice)
    assert (parts(told), told.about.number, told.by) == (["7/1", "7/2"], WHOLE, ("Boris",))
    split.clock.on(minutes=5)
    assert await heard(split) == []


async def test_an_order_that_stays_alone_is_told_as_it_would_have_been_a_minute_later(split: Any) -> None:
    await tell(split, PaidNotice(about=of(1)), 1)
    split.clock.on(seconds=60)
    assert await heard(split) == [PaidNotice(about=of(1))]
    await tell(split, PaidNotice(about=of(2)), 2)
    split.clock.on(seconds=60)
    assert await heard(split) == [PaidNotice(about=of(2))]


async def test_what_is_no_part_of_another_does_not_wait(split: Any) -> None:
    alone = PaidNotice(about=OrderFacts(number=9))
    await tell(split, alone, 2)
    assert await heard(split) == [alone]


async def test_news_that_is_told_again_by_a_later_look_is_neither_repeated_nor_counted_twice(split: Any) -> None:
    for part in (1, 1, 2, 1, 2):
        await tell(split, PlacedNotice(about=of(part)), part)
    split.clock.on(seconds=60)
    assert [parts(each) for each in await heard(split)] == [["7/1", "7/2"]]
    for part in (1, 2):
        await tell(split, PlacedNotice(about=of(part)), part)
    split.clock.on(seconds=60)
    assert await heard(split) == []


async def test_the_parts_stand_in_their_order_whichever_was_known_first(split: Any) -> None:
    for part in (3, 1, 10, 2):
        await tell(split, PlacedNotice(about=of(part)), part)
    split.clock.on(seconds=60)
    assert [parts(each) for each in await heard(split)] == [["7/1", "7/2", "7/3", "7/10"]]


async def test_each_reader_has_a_message_of_their_own_and_a_group_one_too(split: Any) -> None:
    for place in (HERE, GROUP):
        for part in (1, 2):
            await tell(split, PaidNotice(about=of(part)), part, place)
    split.clock.on(seconds=60)
    told = await heard(split)
    assert [(type(each), parts(each)) for each in told] == [(PaidNotice, ["7/1", "7/2"])] * 2


@pytest.mark.parametrize(("kind", "stored", "names"), BEFORE)
async def test_what_the_release_before_left_waiting_is_told_with_what_comes_now(
    split: Any, kind: str, stored: dict[str, Any], names: list[str]
) -> None:
    await tell(split, PlacedNotice(about=of(1)), 1)
    async with split.ledger.change() as uow:
        (waits,) = await ROWS.all(uow.session)
        left = {"kind": kind, "payload": {"v": 1} | stored, "request_id": stored["number"]}
        await change(uow.session, tables.OutboxRow, {"id": waits.id}, left)
    await tell(split, PlacedNotice(about=of(3)), 3)
    async with split.ledger.change() as uow:
        rows = await ROWS.all(uow.session)
    assert [(row.kind, row.dedupe, row.state) for row in rows] == [
        ("placed_together", f"placed:1:{HERE.chat_id}", "due"),
        ("placed", f"placed:3:{HERE.chat_id}", "sent"),
    ]
    split.clock.on(seconds=60)
    (told,) = await heard(split)
    assert isinstance(told, PlacedNotice)
    assert (parts(told), told.by, told.asked_by, told.why) == (names, ("Boris",), "Anna", "the fair")


async def test_what_is_paid_is_not_told_among_what_is_to_be_paid(split: Any) -> None:
    await tell(split, PlacedNotice(about=of(1)), 1)
    await tell(split, PaidNotice(about=of(2)), 2)
    split.clock.on(seconds=60)
    assert await heard(split) == [PlacedNotice(about=of(1)), PaidNotice(about=of(2))]


async def test_more_than_a_message_holds_are_several_messages(split: Any) -> None:
    for part in range(1, MOST_TOGETHER + 4):
        await tell(split, PlacedNotice(about=of(part)), part)
    split.clock.on(seconds=60)
    told = [parts(each) for each in await heard(split)]
    assert [len(each) for each in told] == [MOST_TOGETHER, 3]
    assert len({name for each in told for name in each}) == MOST_TOGETHER + 3


async def test_who_agreed_to_the_whole_is_told_with_the_first_of_its_orders(split: Any) -> None:
    async with split.ledger.change() as uow:
        await uow.outbox.owe(ApprovedNotice(about=OrderFacts(number=WHOLE), by=("Chen",)), HERE, "approved", WHOLE)
    for part in (1, 2):
        await tell(split, PlacedNotice(about=of(part)), part)
    split.clock.on(seconds=60)
    (told,) = await heard(split)
    assert isinstance(told, PlacedNotice)
    assert told.by == ("Chen",)


async def test_other_news_of_a_part_comes_after_what_waited_about_it(split: Any) -> None:
    for part in (1, 2):
        await tell(split, PlacedNotice(about=of(part)), part)
    refused = RefusedNotice(about=RequestFacts(number=WHOLE + 1, whole=WHOLE), reason="no")
    await tell(split, refused, 1)
    told = await heard(split)
    assert (parts(told[0]), told[1:]) == (["7/1", "7/2"], [refused])


async def test_an_order_that_may_not_be_paid_or_cost_more_than_was_agreed_is_told_by_itself_at_once(split: Any) -> None:
    await tell(split, PlacedNotice(about=of(1)), 1)
    held_back = PlacedNotice(about=of(2, unpayable=Unpayable.PRICE))
    above = PaidNotice(about=of(3), agreed=Fen(1))
    await tell(split, held_back, 2)
    await tell(split, above, 3)
    assert await heard(split) == [held_back, above]
