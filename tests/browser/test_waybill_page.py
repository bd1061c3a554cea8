"""A label is photographed on a phone: the picture is attached on the page, and the count of its parcel is there."""

from typing import Any

import httpx

from bot.sandbox.actor import Player, post
from tests.browser.demo_page import PHONE, Demo, anna_of, button
from tests.browser.patience import expect
from tests.pictures.labels import label


async def test_a_photographed_waybill_opens_the_count_and_is_counted_once(demo: Demo, page_at: Any) -> None:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        anna = Player(http, await anna_of(http), "Anna", lambda _: None)
        good = next(each for each in (await http.get("/sim/goods")).json() if each["kind"] == "plain")
        await anna.writes(f"{good['link']} x20")
        await anna.presses(await anna.sees("Where to?"), "Default")
        await anna.presses(await anna.sees("Check and confirm"), "Buy now")
        await anna.sees("#1 · ordered, to be paid")
        (order,) = (await http.get("/sim/ledger")).json()["orders"]
        for act in ("pay", "ship"):
            await post(http, f"/sim/orders/{order['id']}/{act}", {})
        waybill = str((await http.get("/sim/orders")).json()[0]["parcels"][0]["bill_no"])
        await anna.sees("#1 · shipped", waybill)
    page = await page_at(demo.url, PHONE)
    photo: dict[str, Any] = {"name": "label.jpg", "mimeType": "image/jpeg", "buffer": label(waybill)}
    picture = page.locator("#talk input[type=file]")
    await picture.set_input_files(photo)
    card = page.get_by_test_id("message").filter(has_text="what arrived")
    await expect(card).to_contain_text(waybill)
    await button(page, "All there").click()
    await expect(card).to_contain_text("20 of 20")
    await picture.set_input_files(photo | {"buffer": label(waybill, turned=7)})
    await expect(page.get_by_test_id("message").last).to_contain_text("counted in by Anna")
    await expect(card).to_have_count(1)
