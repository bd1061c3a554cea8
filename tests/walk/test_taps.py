"""Few taps: from a pasted link to an asked approval it is two the first time, and one once the address is known."""

import json

from bot.sandbox.actor import ShownMessage
from tests.walk.teams import Group

MOST_TAPS = 2
"""What the README promises."""


async def asked(group: Group, words: str) -> tuple[int, ShownMessage]:
    """Daria pastes a link with these words in the group and presses until it waits for approvers: taps and card."""
    daria, good = group.cast.here["Daria"], await group.street.good("sku")
    await daria.catches_up()
    await daria.writes(f"{good['link']} {words}")
    card = await daria.sees("#")
    for taps in range(1, 6):
        ask = next((label for label in card.labels if "Ask for approval" in label), card.labels[0])
        await daria.presses(card, ask)
        card = await daria.sees("#")
        if "approval wanted" in card.text:
            return taps, card
    raise AssertionError(f"five taps did not ask: {card.text}")


async def variant_of(group: Group, place: int) -> str:
    """The words that name one variant of the product, as the card writes them."""
    daria, good = group.cast.here["Daria"], await group.street.good("sku")
    await daria.catches_up()
    await daria.writes(f"/buy {good['offer_id']} 3")
    await daria.sees("#")
    rows = group.street.rows("SELECT offer FROM request ORDER BY id DESC LIMIT 1")
    offer = json.loads(rows[0][0])
    return " ".join(part["value_translated"] or part["value"] for part in offer["skus"][place]["attributes"])


async def test_two_taps_lead_from_a_pasted_link_to_an_asked_approval_and_then_one(group: Group) -> None:
    first, second = await variant_of(group, 0), await variant_of(group, 1)
    taps, card = await asked(group, f"{first} x3")
    assert taps <= MOST_TAPS
    assert "3 pcs" in card.text.replace("\u00a0", " ")
    taps, card = await asked(group, f"{second} four")
    assert taps == 1
    assert "4 pcs" in card.text.replace("\u00a0", " ")
