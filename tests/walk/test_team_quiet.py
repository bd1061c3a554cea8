"""A group hears little of an order: what it must act on, and that money moved; the rest is an edit of its card."""

from bot.sandbox.actor import ShownMessage
from bot.sandbox.team_scenes import ask
from tests.walk.teams import Group

HOUR, GOODS = 3600, "Nordic ceramic mug"
CREATE = "alibaba.trade.createCrossOrder"


async def about(group: Group, number: str) -> list[ShownMessage]:
    """What the bot said in the group about a request and did not take back; its draft is known by its goods alone."""
    drafts = [each for each in await group.told(GOODS) if "#" not in each.text.partition("\n")[0]]
    return sorted([*drafts, *await group.told(f"#{number}")], key=lambda each: each.message_id)


async def heads(group: Group, number: str) -> list[str]:
    """The first line of each of these messages, in the order of their first sending."""
    return [each.text.partition("\n")[0] for each in await about(group, number)]


async def ordered(group: Group) -> tuple[str, str]:
    """A request that two agreed to, ordered and to be paid; its number and the order's."""
    number, card = await ask(group.play, group.cast, "For the fair")
    # The card that was filled in does not stay above the one that is decided by.
    assert [each.message_id for each in await about(group, number)] == [card.message_id]
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
    assert await heads(group, number) == [
        f"✅ #{number} · finished",
        f"💴 #{number} · ordered, to be paid",
        f"✅ #{number} · paid",
    ]
    assert card.message_id == (await about(group, number))[0].message_id


async def test_a_refusal_is_a_message_whether_its_reason_is_pressed_or_typed(group: Group) -> None:
    boris = group.cast.here["Boris"]
    for typed in (False, True):
        number, card = await group.asks()
        await boris.presses(card, "Decline")
        why = await group.reads("Why not?", f"#{number}")
        if typed:
            await boris.writes("We have enough of these", reply_to=why.message_id)
        else:
            await boris.presses(why, "Too dear")
        await group.reads(f"❌ #{number} · declined", "Nothing was ordered")
        await group.street.until(lambda number=number: _counts(group, number, 2), "the question for the reason is gone")
        assert [each.partition(" · Boris")[0] for each in await heads(group, number)] == [
            f"❌ #{number} · declined"
        ] * 2


async def _counts(group: Group, number: str, messages: int) -> bool:
    return len(await about(group, number)) == messages


async def test_a_doubt_is_a_message_and_ends_with_the_order(group: Group) -> None:
    await group.street.fault(side="1688", call=CREATE, when="after", kind="reset", times=1)
    number, card = await group.asks()
    for name in ("Boris", "Chen"):
        await group.cast.here[name].presses(card, "Approve")
    await group.reads(f"#{number} · 1688 did not answer clearly")
    await group.street.later(2)
    await group.reads(f"#{number} · ordered, to be paid", "Approved by")
    await group.street.until(lambda: _counts(group, number, 3), "asked, the doubt, to be paid")
    assert (await heads(group, number))[1:] == [
        f"🔎 #{number} · 1688 did not answer clearly", f"💴 #{number} · ordered, to be paid",
    ]  # fmt: skip


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
