"""One request for several variants: typed or collected in a grid, priced once, decided once, and one order."""

from typing import Any

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street
from tests.walk.teams import Group

CREATE, PREVIEW = "alibaba.trade.createCrossOrder", "alibaba.createOrder.preview"


async def shirt(street: Street) -> dict[str, Any]:
    """A shirt in four colours and five sizes."""
    goods = (await street.http.get("/sim/goods")).json()
    found: dict[str, Any] = next(each for each in goods if each["kind"] == "sku" and len(each["skus"]) == 20)
    return found


def wanted(good: dict[str, Any]) -> tuple[str, dict[str, int]]:
    """A link with two variants beside it; what is to be bought, by variant."""
    first, second = good["skus"][0], good["skus"][1]
    text = f"https://detail.1688.com/offer/{good['offer_id']}.html {first['label']} 10, {second['label']} x20"
    return text, {first["spec_id"]: 10, second["spec_id"]: 20}


async def consents(street: Street, *parts: str) -> ShownMessage:
    """Anna chooses the address and buys; the card that she agreed to."""
    card = await street.anna.sees("variants" if not parts else parts[0])
    if "Where to?" in card.text:
        await street.anna.presses(card, "default")
        card = await street.anna.sees("Check and confirm", *parts)
    await street.anna.presses(card, "Buy now")
    return card


async def bought(street: Street) -> list[dict[str, int]]:
    """The lines of every order on 1688, by variant; our database tells the same story."""
    await street.agree()
    return [
        {line["spec_id"]: line["quantity"] for line in order["lines"]} for order in (await street.ledger())["orders"]
    ]


async def test_variants_that_stand_beside_the_link_are_one_order_with_a_line_for_each(street: Street) -> None:
    text, pieces = wanted(await shirt(street))
    await street.anna.writes(text)
    await consents(street, "30 pcs", "2 variants", "10 × ¥", "20 × ¥")
    await street.anna.sees("1688 no.")
    assert await bought(street) == [pieces]
    assert (await street.ledger())["calls"][CREATE] == 1
    asked = street.rows("SELECT spec_id, quantity FROM order_line ORDER BY place")
    assert dict(asked) == pieces


async def test_a_grid_adds_pieces_by_cells_and_rows_and_asks_for_one_price(street: Street) -> None:
    good = await shirt(street)
    row = [sku for sku in good["skus"][:5] if sku["stock"]]
    await street.anna.writes(f"/buy {good['offer_id']}")
    await street.anna.presses(await street.anna.sees("Choose a variant"), "Several")
    grid = await street.anna.sees("Each press adds +10")
    await street.anna.presses(grid, grid.labels[0])
    await street.anna.presses(grid, "+1")
    grid = await street.anna.sees("adds +1", "10 pcs in all")
    await street.anna.presses(grid, grid.labels[0])
    grid = await street.anna.sees("11 pcs in all")
    await street.anna.presses(grid, "+10")
    grid = await street.anna.sees("adds +10")
    await street.anna.presses(grid, "+10 to each")
    grid = await street.anna.sees(f"{10 * len(row) + 11} pcs in all")
    assert PREVIEW not in (await street.ledger())["calls"], "nothing is priced before all is chosen"
    await street.anna.presses(grid, "Done")
    await consents(street, f"{len(row)} variants")
    await street.anna.sees("1688 no.")
    assert await bought(street) == [{sku["spec_id"]: 21 if sku is row[0] else 10 for sku in row}]
    assert (await street.ledger())["calls"][PREVIEW] == 1


async def test_a_team_decides_once_on_all_variants_and_sees_each(group: Group) -> None:
    street, daria = group.street, group.cast.here["Daria"]
    good = await shirt(street)
    text, pieces = wanted(good)
    await daria.writes(text)
    await daria.presses(await group.reads("Where to?", "2 variants"), "default")
    await daria.presses(await group.reads("Check and confirm", "10 × ¥", "20 × ¥"), "Ask for approval")
    asked = await group.reads("needs", "2 variants", "10 × ¥")
    await group.cast.here["Chen"].presses(asked, "Approve")
    await group.reads("1688 no.")
    assert await bought(street) == [pieces]


async def test_what_1688_did_not_take_of_several_lines_is_named_and_asked_for_again_by_one_press(
    street: Street,
) -> None:
    good = await shirt(street)
    first, second = good["skus"][0], good["skus"][1]
    await street.anna.writes(wanted(good)[0])
    await street.fault(side="1688", call=CREATE, kind="slow", when="before", seconds=1.5)
    card = await consents(street)
    await street.arrived(CREATE, 1)
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"stock": 15})
    told = await street.hears("only partly ordered", "× 20")
    assert "× 10" not in told.text
    assert card.text
    await street.hears("1688 no.", "to pay")
    assert await bought(street) == [{first["spec_id"]: 10}]
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"stock": 100})
    await street.anna.presses(told, "Ask again for the rest")
    await consents(street, "Check and confirm", "20 pcs")
    await street.hears("#2", "1688 no.")
    assert await bought(street) == [{first["spec_id"]: 10}, {second["spec_id"]: 20}]
