"""Several orders paid together in the demo's page: ticked, asked for, shown as a picture, and read by another phone."""

import base64
from typing import Any

import httpx
import zxingcpp
from playwright.async_api import Locator, Page

from bot.purchasing.money import Fen, show
from bot.purchasing.notices.base import TOGETHER_WITHIN
from bot.sandbox.actor import Player, as_read, post
from bot.sandbox.openplatform.paying import PHONE_CASHIER
from bot.sandbox.patience import until
from tests.browser.demo_page import PHONE, Demo, anna_of
from tests.browser.patience import expect

PIXELS = """async (png) => {
  const drawn = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (each) => each.charCodeAt(0))]));
  const pen = new OffscreenCanvas(drawn.width, drawn.height).getContext("2d");
  pen.drawImage(drawn, 0, 0);
  const greys = pen.getImageData(0, 0, drawn.width, drawn.height).data.filter((_, at) => at % 4 === 1);
  return [drawn.width, drawn.height, btoa(greys.reduce((text, each) => text + String.fromCharCode(each), ""))];
}"""
"""A picture as a camera sees it: its width, its height, and how bright each point is."""
FOLLOW = """async (address) => (await import("/js/links.js")).opened(address)"""


class Buyer:
    """Anna, who ordered one good from each of eight sellers in one go and has paid for none."""

    def __init__(self, http: httpx.AsyncClient, anna: Player) -> None:
        self.http, self.anna = http, anna

    async def orders(self) -> list[str]:
        """The numbers at 1688 of what she has just ordered, in the order of its parts."""
        goods = (await self.http.get("/sim/goods")).json()
        by_seller = {each["seller"]: each for each in goods if each["kind"] in ("plain", "range")}
        wanted = [each["offer_id"] for each in by_seller.values()]
        await self.anna.writes("\n".join(f"{each['link']} x{each['min_order']}" for each in by_seller.values()))
        await self.anna.presses(await self.anna.sees("Where to?"), "Default")
        await self.anna.presses(await self.anna.sees("Check and confirm"), "Buy now")
        await self.anna.sees("#1 · 8 orders to be paid")
        placed = {order["lines"][0]["offer_id"]: order["id"] for order in await self.ledger()}
        return [placed[each] for each in wanted]

    async def ledger(self) -> list[dict[str, Any]]:
        """Her orders as they really are."""
        orders: list[dict[str, Any]] = (await self.http.get("/sim/ledger")).json()["orders"]
        return orders

    async def unpaid(self) -> set[str]:
        return {each["id"] for each in await self.ledger() if each["status"] == "waitbuyerpay"}

    async def heard_so_many(self, after: int, count: int) -> list[str] | None:
        rows = await self.heard(after)
        return [row["text"] for row in rows] if len(rows) >= count else None

    async def heard(self, after: int = 0) -> list[dict[str, Any]]:
        """What the bot has written to her since that message."""
        query = {"person": self.anna.person, "after": after}
        rows = (await self.http.get("/sim/messages", params=query)).json()
        return [row | {"text": as_read(row["text"])} for row in rows if row["from"] == "bot" and not row["deleted"]]


def pressable(within: Page | Locator, label: str) -> Locator:
    return within.get_by_role("button", name=label, exact=True)


async def scanned(page: Page) -> str | None:
    """What the one QR code says that stands on the page; None if a camera finds none."""
    seen = base64.b64encode(await page.screenshot()).decode()
    width, height, greys = await page.evaluate(PIXELS, seen)
    found = zxingcpp.read_barcodes(memoryview(base64.b64decode(greys)).cast("B", (height, width)))
    assert all(each.format is zxingcpp.BarcodeFormat.QRCode for each in found)
    return found[0].text if len(found) == 1 else None


async def test_five_of_eight_are_paid_by_the_phone_that_read_their_picture_and_told_once(
    demo: Demo, page_at: Any
) -> None:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        buyer = Buyer(http, Player(http, await anna_of(http), "Anna", lambda _: None))
        placed = await buyer.orders()
        chosen = {nth: placed[nth] for nth in (1, 2, 4, 5, 7)}
        fen = {each["id"]: each["total_fen"] for each in await buyer.ledger()}
        total = show(Fen(sum(fen[each] for each in chosen.values())))
        page, phone = await page_at(demo.url, PHONE), await page_at(demo.url, PHONE)
        await page.get_by_test_id("composer").fill("/pay")
        await page.get_by_test_id("send").click()
        card = page.get_by_test_id("message").filter(has=pressable(page, "All"))
        for nth, order in chosen.items():
            await expect(card).to_contain_text(f"#1/{nth + 1} · {show(Fen(fen[order]))}")
            await pressable(card, f"#1/{nth + 1}").click()
            await expect(pressable(card, f"✓ #1/{nth + 1}")).to_be_visible()
        await pressable(page, f"Pay 5 · {total}").click()
        await pressable(page, "QR").click()
        picture = page.get_by_test_id("message").filter(has_text="Scan it with the phone that pays")
        await picture.get_by_label("Show the picture large").click()
        await expect(page.get_by_role("dialog").locator("img")).to_be_visible()
        address = await until(lambda: scanned(page), "the phone reads the picture", pause=0.1)
        assert address.startswith(PHONE_CASHIER)
        assert sorted(address.removeprefix(PHONE_CASHIER).split(";")) == sorted(chosen.values())
        assert await buyer.unpaid() == set(placed)
        newest = max(row["message_id"] for row in await buyer.heard())
        await phone.evaluate(FOLLOW, address)
        await phone.get_by_test_id("link-pay").click()
        await buyer.anna.sees("5 orders paid together", total, "#1/2", "#1/3", "#1/5", "#1/6", "#1/8")
        assert await buyer.unpaid() == set(placed) - set(chosen.values())
        await page.get_by_role("dialog").get_by_label("Close").click()
        await expect(pressable(page, "QR")).to_have_count(0)
        told = page.get_by_test_id("message").filter(has_text="5 orders paid together")
        await expect(told).to_have_count(1)
        await page.get_by_test_id("composer").fill("/pay")
        await page.get_by_test_id("send").click()
        for nth in set(range(8)) - set(chosen):
            await expect(card).to_contain_text(f"#1/{nth + 1} · {show(Fen(fen[placed[nth]]))}")
        await post(http, f"/sim/orders/{placed[0]}/pay", {})
        await buyer.anna.sees("#1 · approved", "✅ 1.")
        await post(http, "/sim/clock", {"advance": TOGETHER_WITHIN.total_seconds()})
        heard = await until(lambda: buyer.heard_so_many(newest, 3), "the sixth is told, after all that the five are")
        assert [text.partition("\n")[0] for text in heard] == [
            "✅ 5 orders paid together", "💴 3 orders to be paid", "✅ #1/1 · paid",
        ]  # fmt: skip
