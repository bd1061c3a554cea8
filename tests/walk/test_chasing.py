"""A seller who does not ship is told of, urged, and written to; then their parcel stands still."""

from bot.sandbox.actor import post
from tests.walk.conftest import Street

DAY = 86_400


async def test_what_is_stuck_is_told_once_and_its_seller_chased_step_by_step(street: Street) -> None:
    order_id = await street.ordered()
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid", order_id)
    await street.later(2 * DAY)
    late = await street.hears("#1 · later than promised", order_id)
    await street.anna.presses(late, "Urge")
    tried = await street.hears("Chase the seller", "the seller urged")
    await street.anna.presses(tried, "Note to seller")
    note = await street.hears("Note to seller", f"您好，订单{order_id}已于")
    await street.anna.presses(note, "Send the note")
    await street.hears("Chase the seller", "the seller urged", "note to the seller")
    await street.is_told(late, "Urge", "was urged already")
    ledger = await street.ledger()
    assert ledger["writes"]["logistics.delivery.urge"] == ledger["writes"]["alibaba.trade.addFeedback"] == 1
    await street.at_1688(order_id, "ship")
    await street.hears("#1 · shipped", order_id)
    await street.at_1688(order_id, "trace")
    await street.at_1688(order_id, "freeze")
    (bill_no,) = next(iter(street.rows("SELECT bill_no FROM parcel")))
    await street.until(lambda: street.has("SELECT 1 FROM parcel WHERE steps = 1"), "the first step")
    await street.later(5 * DAY)
    asked = "SELECT 1 FROM parcel WHERE traced_at > last_step_at + 4 * 86400000000"
    await street.until(lambda: street.has(asked), "a later trace")
    await street.later(3601)
    frozen = await street.hears("#1 · the parcel stands still", bill_no)
    assert "Urge" not in frozen.labels
    await street.anna.presses(frozen, "Note to seller")
    await street.hears("Note to seller", f"运单{bill_no}自")
    assert len(await street.told("later than promised")) == len(await street.told("the parcel stands still")) == 1
    assert street.rows("SELECT kind FROM alarm ORDER BY kind") == [("frozen",), ("late",)]


URGE, NOTE = "logistics.delivery.urge", "alibaba.trade.addFeedback"


async def chased(street: Street) -> str:
    """An order that is paid, whose seller Anna is about to chase; its number."""
    order_id = await street.ordered()
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid", order_id)
    await street.anna.writes("/order 1")
    await street.anna.presses(await street.hears("What happened"), "Chase the seller")
    return order_id


async def dies_while_it_sends(street: Street, call: str, when: str) -> None:
    """The power fails after 1688 heard the call, or just before; then the bot lives again."""
    await street.arrived(call, 1)
    claimed = "SELECT 1 FROM errand WHERE state = 'asked'"
    await street.until(lambda: street.has(claimed), "it is claimed")
    await street.crash()
    assert len(street.rows("SELECT 1 FROM errand WHERE state = 'asked'")) == 1, when


async def test_a_note_that_a_dead_bot_never_sent_is_told_as_unclear_and_written_again_by_a_person(
    street: Street,
) -> None:
    order_id = await chased(street)
    await street.anna.presses(await street.hears("Nothing was tried so far"), "Note to seller")
    note = await street.hears("Note to seller", f"您好，订单{order_id}已于")
    await street.fault(side="1688", call=NOTE, kind="slow", when="before", seconds=3600, times=1)
    pressing = street.pressing(note, "Send the note")
    await dies_while_it_sends(street, NOTE, "before")
    await pressing
    assert (await street.ledger())["orders"][0]["notes"] == []
    await street.later(121)
    told = await street.hears("#1 · note to the seller: not clear", "NOT sent again by itself")
    await street.anna.presses(told, "Chase the seller")
    card = await street.hears("Tried so far", "note to the seller: unclear")
    await street.is_told(card, "Note to seller", "did not say whether it took the note")
    await street.anna.presses(card, "No note there")
    card = await street.hears("Tried so far", "note to the seller: not there")
    await street.anna.presses(card, "Note to seller")
    await street.anna.presses(await street.hears("Note to seller", f"您好，订单{order_id}已于"), "Send the note")
    await street.until(lambda: street.has("SELECT 1 FROM errand WHERE state = 'done'"), "it is sent")
    (row,) = (await street.ledger())["orders"]
    assert len(row["notes"]) == 1
    await street.until(lambda: no_answers_left(street, "note to the seller: not clear"), "the notice asks no more")


async def no_answers_left(street: Street, words: str) -> bool:
    """Whether no message with these words asks any more whether 1688 has it."""
    return not [label for shown in await street.told(words) for label in shown.labels if "there" in label]


async def test_an_urge_that_1688_took_from_a_dead_bot_is_done_once_a_person_saw_it_there(street: Street) -> None:
    await chased(street)
    card = await street.hears("Nothing was tried so far")
    await street.fault(side="1688", call=URGE, kind="slow", when="after", seconds=3600, times=1)
    pressing = street.pressing(card, "Urge")
    await dies_while_it_sends(street, URGE, "after")
    await pressing
    await street.later(121)
    told = await street.hears("#1 · urging the seller: not clear", "NOT sent again by itself")
    await street.anna.presses(told, "It was urged")
    card = await street.hears("Tried so far", "the seller urged", "can be urged again")
    assert "Urge" not in card.labels
    (row,) = (await street.ledger())["orders"]
    assert (len(row["urged"]), (await street.ledger())["calls"][URGE]) == (1, 1)


async def test_an_urging_whose_answer_is_lost_is_unclear_and_sent_once(street: Street) -> None:
    await chased(street)
    await street.fault(side="1688", call=URGE, kind="reset", when="after", times=1)
    card = await street.hears("Nothing was tried so far")
    await street.is_told(card, "Urge", "did not say whether it urged")
    await street.hears("#1 · urging the seller: not clear")
    card = await street.hears("Tried so far", "urge: unclear")
    assert {"It was urged", "It was not urged"} <= {*card.labels}
    assert "Urge" not in card.labels
    assert (await street.ledger())["calls"][URGE] == 1


async def test_without_a_promise_days_count_and_a_parcel_that_nobody_scans_is_told(street: Street) -> None:
    for good in (await street.http.get("/sim/goods")).json():
        await post(street.http, f"/sim/goods/{good['offer_id']}", {"ship_hours": 0})
    order_id = await street.ordered()
    await street.at_1688(order_id, "pay")
    await street.hears("#1 · paid", order_id)
    await street.later(4 * DAY)
    await street.hears("#1 · paid, and still not shipped", order_id)
    await street.at_1688(order_id, "ship")
    await street.hears("#1 · shipped", order_id)
    await street.later(3 * DAY)
    traced = "SELECT 1 FROM parcel WHERE traced_at > sent_at + 2 * 86400000000"
    await street.until(lambda: street.has(traced), "a trace without a step")
    await street.later(3601)
    told = await street.hears("#1 · sent, but no carrier has it")
    assert "Urge" not in told.labels
    assert {"Note to seller", "Chat with seller", "Ask for the refund"} <= {*told.labels}
