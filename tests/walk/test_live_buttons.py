"""What was true when it was sent stays true: earlier messages lose the buttons that no longer hold, and say so."""

from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_team_quiet import ordered


async def pay_buttons(street: Street, person: int | None = None) -> list[str]:
    """Every way to pay that somebody is offered in private."""
    told = await street.told("", person=person)
    return [label for each in told for label in each.labels if label.startswith("Pay")]


async def test_a_paid_order_leaves_nobody_a_way_to_pay_it_again(street: Street) -> None:
    order_id = await street.ordered("plain")

    async def offered() -> bool:
        return bool(await pay_buttons(street))

    await street.until(offered, "it can be paid")
    await street.at_1688(order_id, "pay")

    async def nothing_to_pay() -> bool:
        return not await pay_buttons(street)

    await street.until(nothing_to_pay, "no message offers to pay what is paid")
    await street.hears("to be paid", order_id, "Now: ✅ #1 · paid")


async def test_the_buyer_of_a_team_keeps_no_pay_either_and_a_second_state_changes_nothing(group: Group) -> None:
    street, emil = group.street, group.cast.alone["Emil"].person
    _, order_id = await ordered(group)
    await street.hears("to be paid", person=emil)
    assert await pay_buttons(street, emil)
    await street.at_1688(order_id, "pay")
    await street.hears("to be paid", "Now: ✅ #1 · paid", person=emil)
    assert not await pay_buttons(street, emil)
    await street.at_1688(order_id, "ship")
    await group.reads("#1 · shipped")
    assert len(await street.told("Now: ✅ #1 · paid", person=emil)) == 1


async def test_an_old_price_cannot_be_paid_once_the_order_costs_another_one(street: Street) -> None:
    order_id = await street.ordered("plain")
    old = await street.hears("to be paid", "to pay by", order_id)
    [order] = (await street.ledger())["orders"]
    await street.at_1688(order_id, "reprice", total_fen=order["total_fen"] - 100)
    await street.hears("#1", "price", order_id)

    async def only_at_the_new_one() -> bool:
        [was] = [each for each in await street.told(order_id) if each.message_id == old.message_id]
        return "Now:" in was.text and not was.labels

    await street.until(only_at_the_new_one, "the message with the old price offers nothing")
    assert await pay_buttons(street)
