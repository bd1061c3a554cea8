"""A message that opened a draft changes it when it is edited, as long as nobody agreed to it; it never does more."""

import pytest

from bot.purchasing.person import Act


async def chosen(stage, number: int = 1):
    return (await stage.house.desk.drafting.step(number)).purchase.request


async def numbers(stage) -> int:
    """How many requests there are."""
    async with stage.house.desk.people._ledger.read() as uow:
        found = [await uow.requests.find(number) for number in (1, 2, 3)]
    return len([each for each in found if each is not None])


@pytest.mark.parametrize(
    ("before", "after"),
    [("{link} x5", "{link} x7"), ("{link} x5", "seven {link}"), ("/buy {offer_id} 5", "/buy {link} 7")],
)
async def test_another_quantity_changes_the_draft_and_its_card_in_place(stage, before: str, after: str) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    said = await stage.say(before.format(**goods))
    shown = await stage.messages()
    assert await stage.say(after.format(**goods), edit=said) == said
    assert (await chosen(stage)).choice.quantity == 7
    now = await stage.messages()
    assert [each["message_id"] for each in now] == [each["message_id"] for each in shown]
    assert "7" in now[-1]["text"]
    assert now[-1]["text"] != shown[-1]["text"]
    assert await numbers(stage) == 1


async def test_another_link_makes_it_a_draft_of_that_product(stage) -> None:
    one, other = await stage.goods("plain"), await stage.goods("sku")
    await stage.say("/start")
    said = await stage.say(f"{one['link']} x5")
    await stage.say(f"{other['link']} x6", edit=said)
    request = await chosen(stage)
    assert (request.offer.offer_id, request.choice.quantity) == (other["offer_id"], 6)
    assert await numbers(stage) == 1


async def test_what_the_edit_does_not_name_stays_as_it_was_chosen(stage) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    said = await stage.say(f"{goods['link']} x5")
    spec = (await chosen(stage)).offer.skus[1]
    await stage.house.desk.drafting.choose_variant(Act((await chosen(stage)).requester), 1, spec.spec_id)
    await stage.say(f"{goods['link']} x6", edit=said)
    assert ((await chosen(stage)).choice.spec_id, (await chosen(stage)).choice.quantity) == (spec.spec_id, 6)
    await stage.say(f"{goods['link']} {(await chosen(stage)).offer.skus[0].label}", edit=said)
    choice = (await chosen(stage)).choice
    assert (choice.spec_id, choice.quantity) == ((await chosen(stage)).offer.skus[0].spec_id, 6)


async def test_an_edit_that_says_the_same_leaves_what_was_chosen_meanwhile(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    said = await stage.say(f"{goods['link']} x5")
    await stage.house.desk.drafting.choose_quantity(Act((await chosen(stage)).requester), 1, 9)
    await stage.say(f"{goods['link']} x5", edit=said)
    assert (await chosen(stage)).choice.quantity == 9


async def test_after_the_consent_an_edit_changes_nothing_and_says_nothing(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    said = await stage.say(f"{goods['link']} x5")
    card = await stage.last()
    for action in ("ad:", "ok:"):
        card = await stage.last()
        data = next((b["data"] for row in card["buttons"] for b in row if (b["data"] or "").startswith(action)), None)
        if data is not None:
            await stage.press(data, card)
    assert (await chosen(stage)).state == "approved"
    before = await stage.messages()
    await stage.say(f"{goods['link']} x7", edit=said)
    assert await stage.messages() == before
    assert (await chosen(stage)).choice.quantity == 5
    assert await numbers(stage) == 1


@pytest.mark.parametrize("after", ["never mind", "https://item.taobao.com/item.htm?id=1"])
async def test_an_edit_that_names_no_product_changes_nothing(stage, after: str) -> None:
    goods, other = await stage.goods("plain"), await stage.goods("sku")
    await stage.say("/start")
    said = await stage.say(f"{goods['link']} x5")
    before = await stage.messages()
    await stage.say(after.format(link=goods["link"], other=other["link"]), edit=said)
    assert await stage.messages() == before
    assert (await chosen(stage)).choice.quantity == 5
    assert await numbers(stage) == 1


async def test_a_product_that_an_edit_adds_is_in_the_same_request(stage) -> None:
    goods, other = await stage.goods("plain"), await stage.goods("sku")
    await stage.say("/start")
    said = await stage.say(f"{goods['link']} x5")
    await stage.say(f"{goods['link']} x5\n{other['link']} x6", edit=said)
    request = await chosen(stage)
    assert [each.offer_id for each in request.offers] == [goods["offer_id"], other["offer_id"]]
    assert (request.asked[0].choice.quantity, request.chosen.line_at) == (5, 2)
    await stage.say(f"{goods['link']} x5", edit=said)
    assert len((await chosen(stage)).asked) == 1
    assert await numbers(stage) == 1


async def test_a_wrong_number_in_an_edit_is_said_and_the_draft_stays(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    said = await stage.say(f"{goods['link']} x5")
    await stage.say(f"{goods['link']} 0", edit=said)
    assert "Zero is nothing" in (await stage.last())["text"]
    assert (await chosen(stage)).choice.quantity == 5


async def test_in_a_group_only_the_writers_own_message_changes_the_draft(stage) -> None:
    goods = await stage.goods("plain")
    boris = await stage.person("Boris")
    group = await stage.group([stage.anna, boris], bot_admin=True)
    said = await stage.say(f"{goods['link']} x5", chat=group)
    talk = await stage.say("nice", chat=group)
    before = len(await stage.messages(chat=group))
    await stage.say(f"{goods['link']} x8", chat=group, edit=talk)
    assert (await chosen(stage)).choice.quantity == 5
    await stage.say(f"{goods['link']} x6", chat=group, edit=said)
    assert (await chosen(stage)).choice.quantity == 6
    assert len(await stage.messages(chat=group)) == before
    theirs = await stage.say("hello", boris, chat=group)
    await stage.say(f"{goods['link']} x9", boris, chat=group, edit=theirs)
    assert len(await stage.messages(chat=group)) == before
    assert await numbers(stage) == 1


async def test_each_product_of_a_list_changes_its_own_line(stage) -> None:
    one, other = await stage.goods("plain"), await stage.goods("sku")
    await stage.say("/start")
    said = await stage.say(f"{one['link']} x5\n{other['link']} x6")
    await stage.say(f"{one['link']} x5\n{other['link']} x7", edit=said)
    assert [each.choice.quantity for each in (await chosen(stage)).asked] == [5, 7]
    assert await numbers(stage) == 1
