"""A photo becomes a draft: offers, another part of it, the number of one; nobody waits for a slow picture."""

import base64
from io import BytesIO
from typing import Any

from PIL import Image

from bot.sandbox.actor import post
from tests.pictures.labels import written
from tests.walk.conftest import Street

MUG, LAMP = "Nordic ceramic mug", "LED desk lamp"


async def photo(street: Street, *titles: str) -> dict[str, Any]:
    """Goods side by side on a table, as somebody sends a photo of them."""
    table = Image.new("RGB", (540 * len(titles), 560), (240, 240, 240))
    listed = (await street.http.get("/sim/goods")).json()
    for place, title in enumerate(titles):
        good = next(each for each in listed if title in each["title_en"])
        drawn = Image.open(BytesIO((await street.http.get(good["picture"])).content)).convert("RGB")
        table.paste(drawn.resize((500, 500)), (place * 540 + 20, 30))
    return {"photo": {"name": "photo.jpg", "base64": base64.b64encode(written(table, "JPEG")).decode()}}


async def shows(street: Street, text: str = "", *titles: str) -> None:
    await post(street.http, "/sim/say", {"person": street.anna.person, "text": text} | await photo(street, *titles))


async def calls(street: Street) -> list[int]:
    counted = (await street.ledger())["calls"]
    return [counted.get(f"product.{each}", 0) for each in ("image.upload", "search.imageQuery")]


async def test_a_photo_becomes_offers_and_one_of_another_part_of_it_a_draft(street: Street) -> None:
    await shows(street, "", MUG, LAMP)
    question = await street.anna.sees("To find offers by this picture I send it to 1688")
    assert await calls(street) == [0, 0]
    await street.anna.presses(question, "Send it to 1688")
    found = await street.anna.sees("Found by your picture", "1. ¥")
    assert await calls(street) == [1, 1]
    first = MUG if MUG in found.text.split("\n2. ")[0] else LAMP
    await street.anna.presses(found, "Other part")
    other = await street.anna.sees("Found by your picture", LAMP if first == MUG else MUG)
    assert await calls(street) == [1, 2]
    await street.anna.presses(other, "1")
    await street.anna.sees("How many?", LAMP if first == MUG else MUG)
    assert street.rows("SELECT state FROM request") == [("draft",)]

    await shows(street, "under 100", LAMP)
    await street.anna.sees("Found by your picture", "🔎 up to ¥ 100.00", LAMP)
    assert await calls(street) == [2, 3], "later pictures go at once, each with two calls"


async def test_nobody_waits_for_a_picture_that_1688_looks_at_for_long(street: Street) -> None:
    await shows(street, "", MUG)
    await street.anna.presses(await street.anna.sees("I send it to 1688"), "Send it to 1688")
    await street.anna.sees("Found by your picture")
    await street.fault(side="1688", call="product.search.imageQuery", kind="slow", when="before", seconds=3)
    await shows(street, "", LAMP)
    await street.arrived("product.image.upload", 2)
    await street.anna.writes("/orders")
    await street.anna.sees("Orders · Open")
    assert len(await street.told("Found by your picture")) == 1
    await street.anna.sees("Found by your picture", LAMP)
