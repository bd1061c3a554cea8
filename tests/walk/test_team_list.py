"""A list that a team fills together: many add, one asks for all of it, and none of them decides."""

from bot.sandbox.actor import ShownMessage
from bot.sandbox.playing import choose_all
from tests.walk.teams import Group
from tests.walk.test_baskets import ordered, plain


async def may_ask(group: Group, name: str, role: str) -> None:
    """The admin lets somebody ask as well."""
    anna = group.cast.alone["Anna"]
    await anna.writes(f"/team role @{name} {role}, requester")
    await anna.sees("Roles changed")


async def to_consent(group: Group, name: str) -> ShownMessage:
    """Somebody's draft in the group, until it can be asked for."""
    player = group.cast.here[name]
    card = await player.sees("Where to?", "Check and confirm", either=True)
    return await choose_all(group.play, player, card, "ask for approval")


async def press(group: Group, name: str, label: str, *parts: str) -> None:
    """Somebody presses this button of the newest message with these words, once it is there."""

    async def there() -> bool:
        return any(each.startswith(label) for shown in (await group.told(*parts))[-1:] for each in shown.labels)

    await group.street.until(there, f"a button {label} below {parts}")
    await group.cast.here[name].presses((await group.told(*parts))[-1], label)


async def test_three_people_fill_a_list_one_asks_for_all_of_it_and_none_of_them_decides(group: Group) -> None:
    await may_ask(group, "Boris", "approver")
    await may_ask(group, "Anna", "admin")
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


async def test_a_product_card_goes_to_the_list_and_a_line_of_it_is_changed_and_taken_out(group: Group) -> None:
    daria, (mug, _) = group.cast.here["Daria"], await plain(group.street, 2)
    await daria.writes(f"/buy {mug['link']} x12")
    card = await to_consent(group, "Daria")
    await daria.presses(card, "Change")
    await press(group, "Daria", "To the list", "Check and confirm")
    await group.reads("cancelled", "It is on the list of the team")
    shown = await group.reads("One line more")
    await daria.presses(shown, "Show the list")
    await press(group, "Daria", "Change", "List of", "12")
    await press(group, "Daria", "1. ", "List of", "12")
    await press(group, "Daria", "Other quantity", "Line 1 of the list")
    question = await group.reads("How many?")
    await daria.writes("15", reply_to=question.message_id)
    await group.reads("List of", "15")
    assert group.street.rows("SELECT quantity, request_id FROM list_line") == [(15, None)]
    await press(group, "Daria", "Change", "List of", "15")
    await press(group, "Daria", "1. ", "List of", "15")
    await press(group, "Daria", "Take it out", "Line 1 of the list")
    await group.reads("List of", "Nothing is on it yet")
    assert group.street.rows("SELECT * FROM list_line") == []
    await daria.writes("/list add")
    await group.reads("/list add 600000000001 50 white")


async def test_what_is_asked_for_and_cancelled_is_on_the_list_again(group: Group) -> None:
    daria, (mug, _) = group.cast.here["Daria"], await plain(group.street, 2)
    await daria.writes(f"/list add {mug['link']} x12")
    await daria.writes("/list")
    await daria.presses(await group.reads("List of", "1 line"), "Ask for all of it")
    card = await to_consent(group, "Daria")
    await daria.presses(card, "Cancel")
    await group.reads("cancelled", "It is on the list of the team")
    await daria.writes("/list")
    await group.reads("List of", "1 line", "12")


async def test_a_product_whose_variant_is_open_is_chosen_first(group: Group) -> None:
    daria, shirt = group.cast.here["Daria"], await group.street.good("sku")
    await daria.writes(f"/list add {shirt['link']} x5")
    await group.reads("Something is still to be chosen")
    await group.reads("Choose a variant")
    assert group.street.rows("SELECT * FROM list_line") == []
