"""A group hears little of an order: what it must act on, and that money moved; the rest is an edit of its card."""

from bot.sandbox.actor import ShownMessage
from bot.sandbox.team_scenes import ask
from tests.walk.teams import Group


async def about(group: Group, number: str) -> list[ShownMessage]:
    """What the bot said in the group about a request and did not take back, but for the reason that it asked for."""
    return [each for each in await group.told(f"#{number} ") if "Why is" not in each.text]


async def ordered(group: Group) -> tuple[str, str]:
    """A request that two agreed to, ordered and to be paid; its number and the order's."""
    number, card = await ask(group.play, group.cast, "For the fair")
    for name in ("Boris", "Chen"):
        await group.cast.here[name].presses(card, "Approve")
    await group.reads(f"#{number} ", "to be paid", "Approved by Boris, Chen")
    return number, await group.play.newest_order()


async def paid(group: Group) -> tuple[str, str]:
    """The same, and paid."""
    number, order_id = await ordered(group)
    await group.street.at_1688(order_id, "pay")
    await group.reads(f"#{number} · paid", "The seller ships next")
    return number, order_id


async def test_an_order_on_its_way_without_trouble_is_three_messages_to_its_group(group: Group) -> None:
    number, order_id = await paid(group)
    await group.street.at_1688(order_id, "ship")
    await group.reads(f"#{number} · shipped")
    await group.street.at_1688(order_id, "receive")
    card = await group.reads(f"#{number} · finished", "Approved by Boris, Chen")
    heads = [each.text.partition("\n")[0] for each in await about(group, number)]
    assert heads == [f"✅ #{number} · finished", f"💴 #{number} · ordered, to be paid", f"✅ #{number} · paid"]
    assert card.message_id == (await about(group, number))[0].message_id


async def test_the_card_that_was_filled_in_does_not_stay_above_the_one_that_is_decided_by(group: Group) -> None:
    number, card = await group.asks()
    assert [each.message_id for each in await about(group, number)] == [card.message_id]


async def test_approvers_hear_in_private_at_once_and_the_group_calls_only_who_cannot_be_reached(group: Group) -> None:
    number, card = await group.asks()
    chen, boris = group.cast.alone["Chen"], group.cast.alone["Boris"]
    mine = await chen.sees(f"#{number} ", "申请采购")
    assert any("同意" in label for label in mine.labels)
    assert "please decide" not in card.text
    await chen.presses(mine, "同意")
    await boris.sees(f"#{number} ", "✅ Chen")
    await group.reads(f"#{number} ", "✅ Chen")


async def test_an_approver_who_blocked_the_bot_is_called_by_name_in_the_group_once(group: Group) -> None:
    boris = group.cast.here["Boris"].person
    await group.street.http.post(f"/sim/people/{boris}/block")
    await group.asks()
    await group.street.until(lambda: group.street.has("SELECT 1 FROM person WHERE name = 'Boris' AND NOT reachable"),
                             "the bot learns that Boris cannot be reached")  # fmt: skip
    number, card = await group.asks("For another fair")
    assert "Boris: please decide." in card.text
    await group.cast.here["Chen"].presses(card, "Approve")
    voted = await group.reads(f"#{number} ", "✅ Chen")
    assert "please decide" not in voted.text


async def test_a_question_and_its_answer_are_a_message_each_in_the_group(group: Group) -> None:
    number, card = await group.asks()
    boris, daria = group.cast.here["Boris"], group.cast.here["Daria"]
    await boris.presses(card, "Question")
    typed = await boris.sees(f"know about #{number}")
    await boris.writes("Which colour?", reply_to=typed.message_id)
    asked = await group.reads(f"#{number} · a question to you")
    await daria.writes("White", reply_to=asked.message_id)
    answered = await group.reads(f"#{number} · answered")
    later = [each.text for each in await group.told("") if typed.message_id < each.message_id]
    assert len(later) == 2
    assert answered.text in later
