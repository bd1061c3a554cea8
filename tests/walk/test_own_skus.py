"""Own SKUs: a team's own codes, kept with `/sku`, and bought by `/buy CODE 20`, by lines of codes and by sheets."""

from typing import Any

from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import ordered, plain, to_consent

CREATE, DETAIL = "alibaba.trade.createCrossOrder", "product.search.queryProductDetail"


async def a_sku(street: Street) -> tuple[dict[str, Any], dict[str, Any]]:
    """A shirt, and one of its variants that is in stock."""
    shirt = await street.good("sku")
    return shirt, next(each for each in shirt["skus"] if each["stock"] > 100)


async def test_a_code_is_kept_with_its_variant_and_ratio_and_bought_by_its_count(street: Street) -> None:
    shirt, variant = await a_sku(street)
    await street.anna.writes(f"/sku TSH-1 {shirt['link']} {variant['label']} x5")
    await street.hears("Added", "TSH-1", "One of yours is 5 pieces of 1688")
    await street.anna.writes("/buy tsh-1 4")
    card = await to_consent(street, "20 pcs")
    assert "TSH-1" in card.text
    assert "4 × 5 = 20 pcs" in card.text
    await street.anna.presses(card, "Buy now")
    await street.hears("#1 ", "1688 no.")
    (order,) = (await street.ledger())["orders"]
    assert [(line["spec_id"], line["quantity"]) for line in order["lines"]] == [(variant["spec_id"], 20)]


async def test_lines_of_codes_are_one_request(street: Street) -> None:
    one, two = await plain(street, 2)
    await street.anna.writes(f"/sku CUP {one['link']}")
    await street.hears("Added", "CUP")
    await street.anna.writes(f"/sku BOX-2 {two['link']} x2")
    await street.hears("Added", "BOX-2")
    await street.anna.writes("CUP 3\nbox-2: 2")
    card = await to_consent(street, "2 products", "7 pcs")
    assert "2 × 2 = 4 pcs" in card.text
    await street.anna.presses(card, "Buy now")
    await street.hears("#1/2", "1688 no.")
    assert sorted(map(str, await ordered(street))) == sorted([str({one["offer_id"]: 3}), str({two["offer_id"]: 4})])
    kept = street.rows("SELECT own FROM request WHERE part_of = 1 ORDER BY part")
    assert ["CUP" in kept[0][0], "BOX-2" in kept[1][0]] == [True, True]


async def test_a_code_raised_to_whole_lots_says_so(street: Street) -> None:
    socks = await street.good("lot")
    await street.anna.writes(f"/sku SOCK-3 {socks['link']} x3")
    await street.hears("Added", "SOCK-3")
    await street.anna.writes("/buy SOCK-3 11")
    card = await to_consent(street, "40 ")
    assert "11 × 3 = 33" in card.text
    assert "Raised from 33" in card.text
    assert "lots of 10" in card.text


async def test_one_code_costs_one_look_at_its_offer(street: Street) -> None:
    (one,) = await plain(street, 1)
    await street.anna.writes(f"/sku CUP {one['link']}")
    await street.hears("Added", "CUP")
    before = (await street.ledger())["calls"].get(DETAIL, 0)
    await street.anna.writes("/buy CUP 3")
    await to_consent(street, "3 pcs")
    assert (await street.ledger())["calls"][DETAIL] - before <= 1


async def test_ordinary_talk_in_a_group_opens_nothing_though_a_code_is_in_it(group: Group) -> None:
    (one,) = await plain(group.street, 1)
    await group.cast.here["Anna"].writes(f"/sku CUP {one['link']}")
    await group.reads("Added", "CUP")
    daria = group.cast.here["Daria"]
    await daria.writes("CUP 20")
    await daria.writes("@caigou_bot I like CUP 20 a lot")
    assert group.street.rows("SELECT id FROM request") == []
    await daria.writes("@caigou_bot CUP 20")
    await group.reads("20 pcs", "CUP")


async def test_a_requester_buys_by_code_but_does_not_change_the_list(group: Group) -> None:
    (one,) = await plain(group.street, 1)
    await group.cast.here["Anna"].writes(f"/sku CUP {one['link']}")
    await group.reads("Added", "CUP")
    daria = group.cast.here["Daria"]
    await daria.writes(f"/sku CUP {one['link']} x7")
    await group.reads("Список меняют только администраторы и закупщики")
    assert group.street.rows("SELECT ratio FROM own_sku") == [(1,)]
    await daria.writes("/buy CUP 20")
    await group.reads("20 pcs", "CUP")


async def test_a_code_without_a_count_asks_how_many(street: Street) -> None:
    (one,) = await plain(street, 1)
    await street.anna.writes(f"/sku CUP {one['link']} x2")
    await street.anna.presses(await street.anna.sees("Added", "CUP"), "Buy")
    await street.anna.sees("How many of CUP?", "2 pieces")
    await street.anna.writes("many")
    await street.hears("Write a whole number")
    await street.anna.writes("4")
    card = await to_consent(street, "8 pcs")
    assert "4 × 2 = 8 pcs" in card.text


async def test_words_that_are_no_variant_keep_no_code(street: Street) -> None:
    shirt, _ = await a_sku(street)
    await street.anna.writes(f"/sku TSH-1 {shirt['link']} polka-dotted x5")
    await street.hears("These words name no single variant", "polka-dotted")
    await street.anna.writes(f"/sku TSH-1 {shirt['link']} x0.5")
    await street.hears("whole number of pieces")
    assert street.rows("SELECT id FROM own_sku") == []
