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
    await street.hears("to be paid", order_id, "As of", "✅ #1 · paid")


async def test_the_buyer_of_a_team_keeps_no_pay_either_and_a_second_state_changes_nothing(group: Group) -> None:
    street, emil = group.street, group.cast.alone["Emil"].person
    _, order_id = await ordered(group)
    await street.hears("to be paid", person=emil)
    assert await pay_buttons(street, emil)
    await street.at_1688(order_id, "pay")
    await street.hears("to be paid", "As of", "✅ #1 · paid", person=emil)
    assert not await pay_buttons(street, emil)
    await street.at_1688(order_id, "ship")
    await group.reads("#1 · shipped")
    assert len(await street.told("As of", "✅ #1 · paid", person=emil)) == 1


async def test_an_old_price_cannot_be_paid_once_the_order_costs_another_one(street: Street) -> None:
    order_id = await street.ordered("plain")
    old = await street.hears("to be paid", "to pay by", order_id)
    [order] = (await street.ledger())["orders"]
    await street.at_1688(order_id, "reprice", total_fen=order["total_fen"] - 100)
    await street.hears("#1", "price", order_id)

    async def only_at_the_new_one() -> bool:
        [was] = [each for each in await street.told(order_id) if each.message_id == old.message_id]
        return "As of" in was.text and not was.labels

    await street.until(only_at_the_new_one, "the message with the old price offers nothing")
    assert await pay_buttons(street)


async def test_what_was_asked_for_about_an_order_offers_nothing_any_more_once_it_is_paid(street: Street) -> None:
    order_id = await street.ordered("plain")
    card = await street.hears("#1", "1688 no.", order_id)
    await street.anna.catches_up()
    await street.anna.writes("/order 1")
    details = await street.anna.sees("#1", "Asked by")
    await street.anna.presses(card, "More")
    links = await street.anna.sees("💴 #1", order_id)
    await street.anna.writes("/cancel 1")
    question = await street.anna.sees("Cancel this order")
    asked_for = {each.message_id for each in (details, links, question)}
    assert all(any(label.startswith(("Pay", "Yes")) for label in each.labels) for each in (details, links, question))
    await street.at_1688(order_id, "pay")

    async def all_over() -> bool:
        now = [each for each in await street.told("As of", "✅ #1 · paid") if each.message_id in asked_for]
        return len(now) == len(asked_for) and not any(each.labels for each in now)

    await street.until(all_over, "every answer says that it is paid, and offers nothing")


async def test_what_approvers_asked_for_offers_nothing_any_more_once_it_is_withdrawn(group: Group) -> None:
    number, card = await group.asks()
    boris, chen, daria = group.cast.alone["Boris"], group.cast.here["Chen"], group.cast.alone["Daria"]
    await boris.catches_up()
    await boris.writes(f"/approve {number}")
    agree = await boris.sees(f"#{number} · нужно согласие", "Зачем")
    await chen.presses(card, "Decline")
    reasons = await group.reads("Why not?", f"#{number}")
    await daria.writes(f"/cancel {number}")
    await daria.sees(f"#{number}", "отозвано")
    mine = await group.street.hears("нужно согласие", "На ", f": ❌ #{number}", person=boris.person)
    assert (mine.message_id, mine.labels) == (agree.message_id, ())
    theirs = await group.reads(f"#{number}", "As of", f": ❌ #{number}")
    assert (theirs.message_id, theirs.labels) == (reasons.message_id, ())
