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


async def test_a_story_through_a_refund_is_six_messages_to_its_group(group: Group) -> None:
    number, order_id = await paid(group)
    await group.street.at_1688(order_id, "seller_cancel")
    await group.reads(f"#{number} · refund asked for")
    await group.street.at_1688(order_id, "refund")
    await group.reads(f"#{number} · refunded")
    await group.reads(f"#{number} · closed", "Approved by Boris, Chen")
    assert await heads(group, number) == [
        f"❌ #{number} · closed", f"💴 #{number} · ordered, to be paid", f"✅ #{number} · paid",
        f"❌ #{number} · closed on 1688", f"⏳ #{number} · refund asked for", f"✅ #{number} · refunded",
    ]  # fmt: skip


async def test_a_reminder_and_a_deadline_are_a_message_each(group: Group) -> None:
    number, _ = await group.asks()
    await group.street.later(2.5 * HOUR)
    await group.reads(f"#{number} · still waits")
    assert len(await about(group, number)) == 2
    await group.street.later(24 * HOUR)
    await group.reads(f"#{number} · lapsed: nobody decided in time")
    assert len(await about(group, number)) == 3


async def test_asking_again_is_a_message_and_says_what_changed(group: Group) -> None:
    number, card = await group.asks()
    good = await group.street.good("plain")
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads(f"#{number} ", "✅ Boris")
    await group.street.http.post(f"/sim/goods/{good['offer_id']}", json={"freight_fen": 17_000})
    await group.street.forgets_the_price()
    await group.cast.here["Chen"].presses(card, "Approve")
    await group.reads(f"#{number} · changed after it was approved", "170.00")
    assert (await heads(group, number))[:1] == [f"#{number} changed. Its new card is below."]
    await group.street.later(30)
    assert len(await about(group, number)) == 2


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


async def test_who_asked_in_private_hears_once_that_it_is_approved_and_ordered(group: Group) -> None:
    daria = group.cast.alone["Daria"]
    await group.asks_in_private()
    asked = await group.reads("#1 · approval wanted")
    await group.cast.here["Boris"].presses(asked, "Approve")
    await group.street.hears("#1 · оформлен, ждёт оплаты", "✅ Одобрили: Boris", "оплатить до", person=daria.person)
    await group.street.later(60)
    assert not await group.street.told("одобрено, оформляется", person=daria.person)


async def test_the_card_that_was_filled_in_does_not_stay_above_the_one_that_is_decided_by(group: Group) -> None:
    number, card = await group.asks()
    assert [each.message_id for each in await about(group, number)] == [card.message_id]


async def test_approvers_hear_in_private_at_once_and_the_group_calls_only_who_cannot_be_reached(group: Group) -> None:
    number, card = await group.asks()
    chen, boris = group.cast.alone["Chen"], group.cast.alone["Boris"]
    mine = await chen.sees(f"#{number} ", "申请采购")
    assert any("同意" in label for label in mine.labels)
    assert "please decide" not in card.text
    waited = "SELECT max(m.sent_at) - request.pending_at FROM outbox m JOIN request ON request.id = m.request_id"
    [(microseconds,)] = group.street.rows(f"{waited} WHERE m.kind = 'card' AND m.chat_id = {chen.person}")
    assert microseconds < 2_000_000
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
    assert "Boris asks:" in answered.text
    mine = await group.street.hears(f"#{number} · есть ответ", "White", person=boris.person)
    assert "спрашивает" not in mine.text
