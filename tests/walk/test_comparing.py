"""Offers side by side: from links to the one that a team takes, by what each would cost with freight."""

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
    shown = await group.reads("Side by side: 12 pcs of each", "cheapest", "with freight", "≈ $")
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
