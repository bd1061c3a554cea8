"""A list that a team fills together: many add, one asks for all of it, and none of them decides."""

from bot.sandbox.actor import ShownMessage
from bot.sandbox.playing import choose_all
from tests.walk.teams import Group
from tests.walk.test_baskets import ordered, plain


async def to_consent(group: Group, name: str) -> ShownMessage:
    """Somebody's draft in the group, until it can be asked for."""
    player = group.cast.here[name]
    card = await player.sees("Where to?", "Check and confirm", either=True)
    return await choose_all(group.play, player, card, "ask for approval")


async def test_three_people_fill_a_list_one_asks_for_all_of_it_and_none_of_them_decides(group: Group) -> None:
    await group.cast.alone["Anna"].writes("/team role @Boris approver, requester")
    await group.cast.alone["Anna"].sees("Roles changed")
    here, alone, (mug, lamp, vase) = group.cast.here, group.cast.alone, await plain(group.street, 3)
    await here["Daria"].writes(f"/list add {mug['link']} x12")
    await group.reads("One line more", "1 in all")
    await alone["Boris"].writes(f"/list add {lamp['offer_id']} 4")
    await alone["Boris"].sees("всего 2")
    await here["Anna"].writes(f"/list {vase['link']} 5")
    await group.reads("3 in all")
    await here["Daria"].writes("/list")
    shown = await group.reads("List of", "3 lines", "Daria", "Boris", "Anna")
    await here["Daria"].presses(shown, "Ask for all of it")
    card = await to_consent(group, "Daria")
    assert "3 products" in card.text
    assert "Boris added something and cannot decide; Chen can." in card.text
    await here["Daria"].presses(card, "Ask for approval")
    asked = await group.reads("approval wanted", "Asked by Daria", " with ")
    code = await group.code(asked, "Approve")
    answer = await group.presses_code("Boris", asked, code)
    assert "вы что-то в неё добавили" in answer["text"]
    assert group.votes() == []
    await here["Chen"].presses(asked, "Approve")
    for part in ("#1/1", "#1/2", "#1/3"):
        await group.reads(part, "1688 no.")
    assert {offer for each in await ordered(group.street) for offer in each} == {
        str(each["offer_id"]) for each in (mug, lamp, vase)
    }
    await here["Daria"].writes("/list")
    await group.reads("List of", "Nothing is on it yet")
