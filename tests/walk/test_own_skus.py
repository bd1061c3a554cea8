"""Own SKUs: a team's own codes, kept with `/sku`, and bought by `/buy CODE 20`, by lines of codes and by sheets."""

from typing import Any

import pytest

from bot.sandbox.playing import choose_all
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import ordered, plain, to_consent
from tests.walk.test_sheets import drops, rows

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
    assert ("CUP 3" in card.text, "BOX-2 2 × 2" in card.text) == (True, True)
    await street.anna.presses(card, "Buy now")
    await street.hears("#1/2", "1688 no.")
    assert sorted(map(str, await ordered(street))) == sorted([str({one["offer_id"]: 3}), str({two["offer_id"]: 4})])
    kept = street.rows("SELECT own FROM request WHERE part_of = 1 ORDER BY part")
    assert ["CUP" in kept[0][0], "BOX-2" in kept[1][0]] == [True, True]


@pytest.mark.threat("T55")
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


async def test_a_sheet_may_name_codes_and_links_side_by_side(street: Street) -> None:
    one, two = await plain(street, 2)
    await street.anna.writes(f"/sku CUP {one['link']} x2")
    await street.hears("Added", "CUP")
    await drops(
        street, "order.csv", rows(("Артикул", "Ссылка", "Кол-во"), ("cup", "", 3), ("", two["link"], 4), ("TUP", "", 5))
    )
    told = await street.hears("Lines: 2, products: 2", "own SKU in A")
    assert "Row 4: this code is not in the list of own SKUs: TUP" in told.text
    await street.anna.presses(await to_consent(street, "2 products", "10 pcs"), "Buy now")
    await street.hears("#1/2", "1688 no.")
    assert sorted(map(str, await ordered(street))) == sorted([str({one["offer_id"]: 6}), str({two["offer_id"]: 4})])


async def kept(street: Street, *codes: str) -> list[dict[str, Any]]:
    """Anna keeps these codes, each for a plain good of another seller."""
    goods = await plain(street, len(codes))
    for code, good in zip(codes, goods, strict=True):
        await street.anna.writes(f"/sku {code} {good['link']}")
        await street.hears("Added", f"{code} · ")
    return goods


async def file_of(street: Street) -> bytes:
    """The newest file that the bot sent to Anna."""
    messages = (await street.http.get("/sim/messages", params={"person": street.anna.person})).json()
    document = next(row["document"] for row in reversed(messages) if row.get("document"))
    return (await street.http.get(document["url"])).content


async def test_a_file_adds_and_changes_and_says_by_row_what_is_wrong(street: Street) -> None:
    cup, mug = await kept(street, "CUP", "MUG")
    looks = (await street.ledger())["calls"][DETAIL]
    table = rows(
        ("Артикул", "Название", "Ссылка", "Вариант", "Кратность", "Ссылка на резерв", "Вариант резерва"),
        ("cup", "Чашка", cup["link"], "", 6, mug["link"], ""),
        ("BOX", "", mug["link"], "", "", "", ""),
        ("X Y", "", mug["link"], "", "", "", ""),
        ("BAG", "", "https://www.taobao.com/item", "", "", "", ""),
        ("PEN", "", mug["link"], "", "0.5", "", ""),
    )
    await drops(street, "skus.csv", table)
    told = await street.hears("added 1, changed 1, as before 0", "Rows left out: 3")
    for said in ("Row 4: A code has no spaces", "Row 5: no product of 1688", "Row 6: no whole number"):
        assert said in told.text
    kept_now = street.rows("SELECT code, name, ratio, reserve_offer_id FROM own_sku ORDER BY code")
    assert [(code, ratio) for code, _, ratio, _ in kept_now] == [("BOX", 1), ("CUP", 6), ("MUG", 1)]
    assert kept_now[1][3] == str(mug["offer_id"])
    assert (await street.ledger())["calls"][DETAIL] == looks, "a file asks 1688 nothing"


@pytest.mark.threat("T55")
async def test_a_file_of_a_requester_changes_nothing(group: Group) -> None:
    (one,) = await plain(group.street, 1)
    daria = group.cast.here["Daria"].person
    table = rows(("Own SKU", "Link", "Ratio"), ("CUP", one["link"], 1))
    await drops(group.street, "skus.csv", table, person=daria, chat=group.cast.group, text="@caigou_bot")
    await group.reads("Список меняют только администраторы и закупщики")
    assert group.street.rows("SELECT id FROM own_sku") == []


async def test_the_file_of_the_list_comes_back_as_it_went(street: Street) -> None:
    await kept(street, "CUP", "MUG")
    await street.anna.writes("/sku export")
    await street.hears("Codes: 2")
    await drops(street, "skus.xlsx", await file_of(street))
    await street.hears("added 0, changed 0, as before 2")


@pytest.mark.threat("T55")
async def test_the_reserve_is_offered_and_taken_only_by_a_press(street: Street) -> None:
    one, two = await kept(street, "CUP", "MUG")
    await street.anna.writes(f"/sku CUP reserve {two['link']}")
    await street.hears("This is how it is kept", "Reserve", str(two["offer_id"]))
    await street.http.post(f"/sim/goods/{one['offer_id']}", json={"stock": 0})
    await street.anna.writes("/buy CUP 3")
    card = await street.anna.sees("CUP · 3 pcs")
    assert street.rows("SELECT offer_id FROM request") == [(str(one["offer_id"]),)]
    await street.anna.presses(card, "Take the other source")
    card = await to_consent(street, "3 pcs", "other source")
    await street.anna.presses(card, "Buy now")
    await street.hears("#1 ", "1688 no.")
    assert await ordered(street) == [{two["offer_id"]: 3}]


@pytest.mark.threat("T55")
async def test_an_approver_sees_by_which_code_it_was_asked_for(group: Group) -> None:
    (one,) = await plain(group.street, 1)
    await group.cast.here["Anna"].writes(f"/sku CUP {one['link']} x5")
    await group.reads("Added", "CUP")
    daria = group.cast.here["Daria"]
    await daria.writes("/buy CUP 40")
    card = await choose_all(group.play, daria, await daria.sees("#"), "say why", "ask for approval")
    if any("Say why" in label for label in card.labels):
        await daria.presses(card, "Say why")
        question = await daria.sees("Why is #", "needed?")
        await daria.writes("For the fair", reply_to=question.message_id)
        card = await daria.sees("confirm", "Why:")
    await daria.presses(card, "Ask for approval")
    await group.reads("#1 ", "approval wanted", "40 × 5 = 200 pcs")


async def test_on_postgresql_codes_are_kept_listed_taken_in_and_bought(open_street: Any, postgres_url: str) -> None:
    async with open_street(DATABASE_URL=postgres_url) as street:
        cup, lamp = await kept(street, "CUP", "LAMP")
        table = rows(("Own SKU", "Link", "Ratio"), ("lamp", lamp["link"], 2), ("BOX", cup["link"], 1))
        await drops(street, "skus.csv", table)
        await street.hears("added 1, changed 1, as before 0")
        await street.anna.writes("/sku")
        await street.anna.sees("Own SKUs: 3", "BOX", "CUP", "LAMP")
        await street.anna.writes("/sku remove BOX")
        await street.anna.presses(await street.anna.sees("Take BOX off the list?"), "Yes, remove it")
        await street.anna.sees("BOX is off the list")
        await street.anna.writes("CUP 3\nLAMP 2")
        await street.anna.presses(await to_consent(street, "2 products", "7 pcs"), "Buy now")
        await street.hears("#1/2", "1688 no.")
        assert len(await ordered(street)) == 2
