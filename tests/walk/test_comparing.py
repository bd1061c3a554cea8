"""Offers side by side: from links to the one that a team takes, by what each would cost with freight."""

import asyncio

from bot.sandbox.playing import choose_all
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import plain

DETAIL, PREVIEW = "product.search.queryProductDetail", "alibaba.createOrder.preview"


async def calls(street: Street) -> tuple[int, int]:
    """How many offers and previews 1688 was asked for."""
    counted = (await street.ledger())["calls"]
    return counted.get(DETAIL, 0), counted.get(PREVIEW, 0)


async def test_a_team_sets_three_offers_side_by_side_says_which_one_takes_it_and_asks(group: Group) -> None:
    street, here, (mug, lamp, vase) = group.street, group.cast.here, await plain(group.street, 3)
    await here["Daria"].writes(f"/compare {mug['link']} {lamp['link']} {vase['offer_id']} 12")
    shown = await group.reads("Side by side: 12 pcs of each", "Cheapest: 1", "all in", "≈ $")
    assert await calls(street) == (3, 3)
    await here["Chen"].presses(shown, "I'd take 2")
    shown = await group.reads("Would take it: Chen")
    await here["Boris"].presses(shown, "I'd take 2")
    shown = await group.reads("Would take it: Boris, Chen")
    assert (await calls(street), street.rows("SELECT count(*) FROM request"), group.votes()) == ((3, 3), [(0,)], [])
    await here["Daria"].presses(shown, "Take 2")
    card = await here["Daria"].sees("Where to?", "Check and confirm", either=True)
    card = await choose_all(group.play, here["Daria"], card, "ask for approval")
    assert "12 pcs" in card.text
    await here["Daria"].presses(card, "Ask for approval")
    asked = await group.reads("#1 · approval wanted", "12 pcs")
    assert group.votes() == []
    await here["Boris"].presses(asked, "Approve")
    await group.reads("#1", "1688 no.")
    (order,) = (await street.ledger())["orders"]
    assert [(line["offer_id"], line["quantity"]) for line in order["lines"]] == [(lamp["offer_id"], 12)]


async def test_a_draft_is_set_beside_what_is_typed_and_the_quantity_is_changed_by_words_and_by_a_button(
    street: Street,
) -> None:
    anna, (mug, lamp, vase) = street.anna, await plain(street, 3)
    await anna.writes(f"/sku LAMP-1 {lamp['offer_id']}")
    await anna.sees("LAMP-1")
    await anna.writes(str(mug["link"]))
    await anna.presses(await anna.sees("how many?"), "Compare")
    await anna.sees("Compare it with what?")
    await anna.writes("hm")
    await anna.sees("I see no product in this")
    await anna.writes(f"LAMP-1 {vase['link']} 20 pcs")
    shown = await anna.sees("Side by side: 20 pcs of each", "1. ", "2. ", "3. ")
    assert not any("I'd take" in label for label in shown.labels)
    before = await calls(street)
    await anna.presses(shown, "2")
    shown = await anna.sees("Side by side: 2 pcs of each")
    await anna.presses(shown, "Other")
    await anna.sees("Answer with another quantity")
    await anna.writes("30")
    shown = await anna.sees("Side by side: 30 pcs of each")
    assert [now - then for now, then in zip(await calls(street), before, strict=True)] == [0, 6]
    await anna.presses(shown, "Take 2")
    card = await anna.sees("LAMP-1", "30 pcs", either=True)
    assert street.rows("SELECT offer_id, quantity FROM request ORDER BY id DESC LIMIT 1") == [
        (str(lamp["offer_id"]), 30)
    ]
    assert card.labels


async def test_one_that_is_no_product_stops_no_other_and_an_old_comparison_says_what_to_do(street: Street) -> None:
    anna, (mug, lamp) = street.anna, await plain(street, 2)
    await anna.writes("/compare")
    await anna.sees("What shall I compare?")
    await anna.writes(f"{mug['link']} 699999999999 {lamp['offer_id']} https://item.taobao.com/item.htm?id=620201390233")
    await anna.sees("Taobao")
    shown = await anna.sees("Side by side:", "does not know this number")
    assert [label for label in shown.labels if label.startswith("Take")] == ["Take 1", "Take 3"]
    await street.later(31 * 86_400)
    await street.house.desk.retention.round()
    assert street.rows("SELECT count(*) FROM comparison") == [(0,)]
    answer = await anna.presses(shown, "Take 1")
    assert "kept no longer" in answer["answer"]["text"]


async def test_whoever_is_forgotten_leaves_no_comparison_and_no_wish(group: Group) -> None:
    street, here, (mug, lamp) = group.street, group.cast.here, await plain(group.street, 2)
    for name in ("Daria", "Emil"):
        await here[name].writes(f"/compare {mug['link']} {lamp['link']} 1{name[0] == 'D':d}")
    first, second = await group.reads("11 pcs of each"), await group.reads("10 pcs of each")
    for shown in (first, second):
        await here["Daria"].presses(shown, "I'd take 1")
        await group.reads("Would take it: Daria", shown.text.split("\n")[0])
        await here["Chen"].presses(shown, "I'd take 2")
        await group.reads("Would take it: Chen", shown.text.split("\n")[0])
    daria, chen = here["Daria"].person, here["Chen"].person
    async with street.house.ledger.change() as uow:
        await uow.personal_data.drop_private(daria)
    assert street.rows("SELECT count(*) FROM comparison WHERE person_id = ?", daria) == [(0,)]
    assert street.rows("SELECT person_id FROM wish") == [(chen,)]


async def test_the_first_offers_of_a_search_are_compared_without_another_search(street: Street) -> None:
    await street.anna.writes("/search 灯")
    found = await street.anna.sees("灯")
    searches = (await street.ledger())["calls"].get("product.search.keywordQuery", 0)
    await street.anna.presses(found, "Compare the first")
    await street.anna.sees("Side by side:", "1. ", "2. ")
    assert (await street.ledger())["calls"].get("product.search.keywordQuery", 0) == searches


async def test_three_presses_of_take_at_one_instant_open_one_draft(street: Street) -> None:
    anna, (mug, lamp) = street.anna, await plain(street, 2)
    await anna.writes(f"/compare {mug['link']} {lamp['link']} 12")
    shown = await anna.sees("Side by side: 12 pcs of each")
    await asyncio.gather(*(anna.presses(shown, "Take 2") for _ in range(3)))
    await anna.sees("12 pcs", either=True)
    assert street.rows("SELECT offer_id, state FROM request") == [(str(lamp["offer_id"]), "draft")]
