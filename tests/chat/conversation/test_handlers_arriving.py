"""What arrives, over both wires: the list, the count of a parcel, and the sheet."""

import io

import pytest
import python_calamine

from bot.chat.conversation.counting import typed_number
from bot.purchasing.notices.operations import MorningNotice
from bot.purchasing.person import Place
from tests.chat.conftest import Stage
from tests.chat.conversation.test_handlers_orders import data_of, ordered


async def under_way(stage: Stage) -> str:
    """An order that was sent; its number."""
    order_id = await ordered(stage)
    for step in ("pay", "ship"):
        await stage.post(f"/sim/orders/{order_id}/{step}")
        await stage.house.desk.watch.look(order_id)
        await stage.settle()
    return order_id


async def test_a_parcel_is_listed_and_leads_to_its_count(stage: Stage) -> None:
    await stage.say("/start")
    await stage.say("/arrivals")
    assert "No parcel is under way" in (await stage.last())["text"]
    order_id = await under_way(stage)
    await stage.say("/arrivals")
    listed = await stage.last()
    assert "1 more under way" in listed["text"]
    assert "¥" not in listed["text"]
    before = len(await stage.messages())
    await stage.press(data_of(listed, "kc:"), listed)
    count = await stage.last()
    assert "what arrived" in count["text"].casefold()
    assert len(await stage.messages()) == before + 1, "the list stays"
    await stage.press(data_of(count, "ka:"), count)
    await stage.say("/arrivals")
    assert "No parcel is under way" in (await stage.last())["text"], f"{order_id} is counted"


async def test_the_sheet_comes_in_private_with_its_waybill_as_text(stage: Stage) -> None:
    await under_way(stage)
    await stage.say("/arrivals")
    listed = await stage.last()
    await stage.press(data_of(listed, "ko"), listed)
    sent = (await stage.last())["document"]
    assert sent["name"] == "arrivals.xlsx"
    data = (await stage.client.get(sent["url"])).content
    rows = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    (parcel,) = (await stage.house.desk.drafting.step(1)).purchase.orders[0].parcels
    assert (rows[0][0], rows[1][0], rows[1][1]) == ("Waybill", parcel.bill_no, "1")
    assert [cell for row in rows for cell in row if "¥" in str(cell)] == []


async def test_the_morning_leads_to_what_arrives(stage: Stage) -> None:
    await under_way(stage)
    async with stage.house.ledger.change() as uow:
        told = MorningNotice(arriving=14, pieces=212, late=2)
        await uow.outbox.owe(told, Place(stage.anna), "morning")
    await stage.settle()
    morning = await stage.last()
    assert "📦 Today: 14 parcels, 212 pieces, 2 late" in morning["text"]
    await stage.press(data_of(morning, "kl:"), morning)
    assert "1 more under way" in (await stage.last())["text"]
    assert morning["message_id"] != (await stage.last())["message_id"], "the list stands below"


@pytest.mark.parametrize(("words", "pieces"), [("0", 0), ("０", 0), ("１２件", 12), ("5 pcs", 5), ("五", 5)])
def test_pieces_are_typed_in_any_width_and_may_be_none(words: str, pieces: int) -> None:
    assert typed_number(words) == pieces
