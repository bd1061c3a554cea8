"""All lines of a request in the Mini App, in a real browser: what is changed, saved, found, and how it looks."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page

from bot.sandbox.actor import Player, ShownMessage, post
from bot.sandbox.patience import until
from tests.browser.demo_page import PHONE, WIDE, Demo, anna_of, overflowing_alone
from tests.browser.patience import expect

LINES = {"en": "All lines on one page", "ru": "Все позиции сразу", "zh": "在一页上看全部商品"}
DEFAULT = {"en": "Default", "ru": "По умолчанию", "zh": "默认"}
NARROW = 320
TOO_SMALL = """[...document.querySelectorAll('button, select, input')]
  .filter((each) => each.getClientRects().length && !each.matches('.opener, .sort'))
  .map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5).map(([name]) => name)"""


class Shop:
    """Anna in her private chat, and her request on a page of its own."""

    def __init__(self, demo: Demo, page_at: Any, http: httpx.AsyncClient, anna: Player) -> None:
        self.demo, self._page_at, self.http, self.anna = demo, page_at, http, anna

    async def goods(self, kind: str, count: int) -> list[dict[str, Any]]:
        goods = (await self.http.get("/sim/goods")).json()
        return [each for each in goods if each["kind"] == kind][:count]

    async def draft(self, goods: list[dict[str, Any]], language: str = "en") -> ShownMessage:
        """Anna asks for these goods; the card with the way to the page."""
        if language != "en":
            await post(self.http, f"/sim/people/{self.anna.person}", {"language": language})
        await self.anna.writes("\n".join(f"{good['link']} x{n}" for n, good in enumerate(goods, 3)))
        return await self.opening(language)

    async def opening(self, language: str = "en", *parts: str) -> ShownMessage:
        """The newest message with these words that opens the page; it waits for it."""
        found: list[ShownMessage] = []

        async def there() -> bool:
            rows = (await self.http.get("/sim/messages", params={"person": self.anna.person})).json()
            found[:] = [_shown(row) for row in rows if all(part in row["text"] for part in parts)]
            found[:] = [each for each in found if LINES[language] in each.labels]
            return bool(found)

        await until(there, f"a card with {LINES[language]}")
        return found[-1]

    async def page(self, card: ShownMessage, width: int = PHONE, scheme: str = "light", language: str = "en") -> Page:
        """The page by that button, as the whole window."""
        press = {"person": self.anna.person, "message_id": card.message_id, "button": LINES[language]}
        address = (await self.http.post("/sim/press", json=press)).json()["opened"]
        page: Page = await self._page_at(address, width, scheme=scheme, app=self.demo.url)
        await expect(page.get_by_test_id("foot")).to_be_visible()
        return page


def _shown(row: dict[str, Any]) -> ShownMessage:
    labels = tuple(button["text"] for line in row["buttons"] for button in line)
    return ShownMessage(row["message_id"], row["text"], labels)


@pytest_asyncio.fixture(loop_scope="session")
async def shop(demo: Demo, page_at: Any) -> AsyncIterator[Shop]:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, timeout=120, verify=False) as http:
        yield Shop(demo, page_at, http, Player(http, await anna_of(http), "Anna", lambda _: None))


def lines(page: Page) -> Locator:
    return page.get_by_test_id("line")


async def saved(page: Page) -> str:
    """Save, and wait for the new sums; the total."""
    await page.get_by_test_id("save").click()
    await expect(page.get_by_test_id("back")).to_be_visible()
    return (await page.get_by_test_id("total").inner_text()).partition("\n")[0].replace("\u00a0", " ")


async def reached(page: Page) -> str:
    """What has the focus, and whether that is seen."""
    await page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert await page.evaluate(outline) == "solid"
    return str(
        await page.evaluate(
            "document.activeElement.dataset.testid ?? document.activeElement.getAttribute('aria-label')"
        )
    )


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (WIDE, "light"), (WIDE, "dark")])
async def test_pieces_are_changed_and_lines_taken_out_and_one_save_prices_all(
    shop: Shop, width: int, scheme: str
) -> None:
    page = await shop.page(await shop.draft(await shop.goods("plain", 4)), width, scheme)
    await expect(lines(page)).to_have_count(4)
    await expect(page.get_by_test_id("total")).to_have_text("Choose where to deliver it")
    await page.get_by_test_id("address").select_option(index=1)
    await lines(page).nth(0).get_by_role("textbox").fill("30")
    await lines(page).nth(1).get_by_label("Take out").click()
    await lines(page).nth(2).get_by_label("More").click()
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (4)")
    assert await overflowing_alone(page) == 0
    total = await saved(page)
    await expect(lines(page)).to_have_count(3)
    card = await shop.anna.sees("Check and confirm", total.partition(" ")[2])
    calls = (await shop.http.get("/sim/ledger")).json()["calls"]
    assert calls["alibaba.createOrder.preview"] == await page.get_by_test_id("group").count()
    assert await page.evaluate(TOO_SMALL) == []
    await shop.anna.presses(card, "Buy now")
    await shop.anna.sees("1688 no.")


async def test_the_same_numbers_again_are_no_change_and_changes_can_be_discarded(shop: Shop) -> None:
    page = await shop.page(await shop.draft(await shop.goods("plain", 2)))
    await lines(page).nth(0).get_by_label("More").click()
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (1)")
    await lines(page).nth(0).get_by_label("Fewer").click()
    await expect(page.get_by_test_id("save")).to_have_count(0)
    await lines(page).nth(1).get_by_label("Take out").click()
    await lines(page).nth(1).get_by_label("Put back").click()
    await expect(page.get_by_test_id("save")).to_have_count(0)
    await lines(page).nth(1).get_by_label("Take out").click()
    await page.get_by_test_id("undo").click()
    await expect(lines(page).nth(1).get_by_role("textbox")).to_have_value("4")


async def test_what_the_chat_changed_is_told_and_other_changes_stay_on_the_page(shop: Shop) -> None:
    card = await shop.draft(await shop.goods("plain", 3))
    await shop.anna.presses(card, "Default")
    card = await shop.anna.sees("Check and confirm")
    page = await shop.page(card)
    await lines(page).nth(0).get_by_role("textbox").fill("30")
    await lines(page).nth(2).get_by_role("textbox").fill("50")
    await shop.anna.presses(card, "Change")
    await shop.anna.presses(await shop.anna.sees("Check and confirm"), "3. ")
    await shop.anna.presses(await shop.anna.sees("Line 3 of 3"), "Remove this one")
    await shop.anna.sees("Check and confirm", "2 products")
    await page.get_by_test_id("save").click()
    await expect(page.locator("#said")).to_contain_text("This changed meanwhile")
    await expect(page.locator("#said")).to_contain_text("still here, not saved")
    await expect(lines(page)).to_have_count(2)
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (1)")
    await expect(lines(page).nth(0).get_by_role("textbox")).to_have_value("30")
    await saved(page)
    await shop.anna.sees("Check and confirm", "2 products", "34 pcs")


async def test_without_an_answer_the_changes_stay_and_can_be_saved_again(shop: Shop) -> None:
    page = await shop.page(await shop.draft(await shop.goods("plain", 2)))
    await page.get_by_test_id("address").select_option(index=1)
    await lines(page).nth(0).get_by_role("textbox").fill("30")
    await page.route("**/app/baskets/1", lambda route: route.abort())
    await page.get_by_test_id("save").click()
    await expect(page.locator("#said")).to_contain_text("There is no answer")
    await expect(page.get_by_test_id("save")).to_be_enabled()
    await page.unroute("**/app/baskets/1")
    await saved(page)
    await expect(lines(page).nth(0).get_by_role("textbox")).to_have_value("30")


async def test_variants_of_a_line_are_chosen_on_cells_and_stand_in_the_list(shop: Shop) -> None:
    (shirt,), (mug,) = await shop.goods("sku", 1), await shop.goods("plain", 1)
    page = await shop.page(await shop.draft([shirt, mug]))
    waits = page.get_by_test_id("group").first
    await expect(waits).to_contain_text("To be settled first")
    await lines(page).nth(0).get_by_test_id("variant").click()
    cells = page.get_by_test_id("cell")
    await expect(page.get_by_test_id("take")).to_be_disabled()
    await cells.nth(0).get_by_role("textbox").fill("12")
    await cells.nth(1).get_by_label("More").click()
    assert await overflowing_alone(page) == 0
    assert await page.evaluate(TOO_SMALL) == []
    await page.get_by_test_id("take").click()
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (1)")
    await page.get_by_test_id("address").select_option(index=1)
    await saved(page)
    await expect(page.get_by_text("To be settled first")).to_have_count(0)
    values = [await each.input_value() for each in await lines(page).get_by_role("textbox").all()]
    assert sorted(values) == ["1", "12", "4"]
    await shop.anna.sees("Check and confirm", "2 products", "17 pcs")


async def test_a_line_that_is_not_chosen_yet_is_taken_out_and_put_back(shop: Shop) -> None:
    (shirt,), goods = await shop.goods("sku", 1), await shop.goods("plain", 2)
    page = await shop.page(await shop.draft([*goods, shirt]))
    first = lines(page).nth(0)
    await expect(first).to_contain_text("Choose variants")
    await first.get_by_label("Take out").click()
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (1)")
    await first.get_by_label("Put back").click()
    await expect(page.get_by_test_id("save")).to_have_count(0)
    await first.get_by_label("Take out").click()
    await page.get_by_test_id("address").select_option(index=1)
    await saved(page)
    await expect(lines(page)).to_have_count(2)
    await shop.anna.sees("Check and confirm", "2 products", "7 pcs")


async def test_what_cannot_be_bought_stands_first_with_a_quantity_that_would_work(shop: Shop) -> None:
    (box,), mugs = await shop.goods("range", 1), await shop.goods("plain", 1)
    page = await shop.page(await shop.draft([*mugs, box]))
    first = lines(page).nth(0)
    await expect(first).to_contain_text("The minimum is")
    await first.get_by_test_id("rather").click()
    await page.get_by_test_id("address").select_option(index=1)
    await saved(page)
    await expect(page.get_by_text("To be settled first")).to_have_count(0)


async def test_the_lines_of_an_order_that_was_split_show_what_became_of_each_part(shop: Shop) -> None:
    goods = await shop.goods("plain", 4)
    await shop.anna.presses(await shop.draft(goods), "Default")
    await shop.anna.presses(await shop.anna.sees("Check and confirm"), "Buy now")
    await shop.anna.sees("1688 no.")
    page = await shop.page(await shop.opening("en", "ordered from"))
    await expect(page.get_by_test_id("counts")).to_contain_text("ordered")
    await expect(page.get_by_test_id("group").first).to_contain_text("to be paid")
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await expect(page.get_by_test_id("save")).to_have_count(0)
    await expect(page.get_by_test_id("back")).to_have_text("Back to the chat")


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
async def test_on_the_narrowest_phone_nothing_is_wider_than_the_page_in_any_language(shop: Shop, language: str) -> None:
    (shirt,), (box,) = await shop.goods("sku", 1), await shop.goods("range", 1)
    card = await shop.draft([shirt, box, *await shop.goods("plain", 7)], language)
    page = await shop.page(card, NARROW, language=language)
    assert await overflowing_alone(page) == 0
    assert await page.evaluate(TOO_SMALL) == []
    await lines(page).last.locator(".out").click()
    await page.get_by_test_id("address").select_option(index=2)
    assert await overflowing_alone(page) == 0
    await saved(page)
    assert await overflowing_alone(page) == 0


async def test_the_page_is_used_with_the_keyboard_alone(shop: Shop) -> None:
    page = await shop.page(await shop.draft(await shop.goods("plain", 2)))
    found = [await reached(page) for _ in range(6)]
    name = found[2].partition(":")[0]
    assert found == ["home", "address", f"{name}: Fewer 1", name, f"{name}: More 1", f"Take out: {name}"]
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (1)")
    await page.get_by_test_id("address").focus()
    await page.keyboard.press("ArrowDown")
    await page.get_by_test_id("save").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("back")).to_be_focused()


async def test_of_five_thousand_lines_few_are_built_and_any_is_found(shop: Shop) -> None:
    goods = await shop.goods("plain", 6)
    rows = ["Link,Quantity,Note,Tag"]
    rows += [f"{goods[n % 6]['link']},{n % 3 + 2},token_store {n},shop {n % 4}" for n in range(5_000)]
    file = {"name": "order.csv", "base64": base64.b64encode("\n".join(rows).encode()).decode()}
    await post(shop.http, "/sim/say", {"person": shop.anna.person, "text": "", "document": file})
    page = await shop.page(await shop.opening())
    await expect(page.get_by_test_id("counts")).to_contain_text("5,000 lines")
    assert 20 < await lines(page).count() < 200
    await page.get_by_test_id("find").fill("token_store 4321")
    await expect(lines(page)).to_have_count(1)
    await page.get_by_test_id("find").fill("no such thing")
    await expect(page.get_by_test_id("empty")).to_be_visible()
    await page.get_by_test_id("find").fill("token_store 49")
    await page.get_by_test_id("tag").select_option("shop 3")
    fitting = [n for n in range(5_000) if "49" in str(n) and n % 4 == 3]
    await expect(lines(page)).to_have_count(len(fitting))
    await page.get_by_test_id("seller").select_option(index=1)
    await expect(lines(page)).not_to_have_count(len(fitting))
    for name in ("seller", "tag"):
        await page.get_by_test_id(name).select_option("")
    await page.get_by_test_id("find").fill("token_store")
    await expect(lines(page).first).to_contain_text("token_store 0 ")
    for _ in range(3):
        built = await lines(page).count()
        await lines(page).last.scroll_into_view_if_needed()
        await expect(lines(page).nth(built)).to_be_attached()
    await lines(page).nth(150).get_by_label("More").click()
    await expect(page.get_by_test_id("total")).to_have_text("Not saved (1)")
    await expect(lines(page).nth(150).get_by_role("textbox")).not_to_have_value("0")


async def test_what_is_no_number_of_pieces_is_refused_and_the_number_before_stays(shop: Shop) -> None:
    page = await shop.page(await shop.draft(await shop.goods("plain", 2)))
    field = lines(page).nth(0).get_by_role("textbox")
    for wrong in ("-5", "1.5", "two"):
        await field.fill(wrong)
        await expect(page.locator("#said")).to_have_text("Write a whole number from 0 to 999,999.")
        await expect(page.get_by_test_id("save")).to_have_count(0)
        await field.blur()
        await expect(field).to_have_value("3")


async def test_what_is_no_number_of_pieces_of_a_variant_is_refused(shop: Shop) -> None:
    (shirt,), (mug,) = await shop.goods("sku", 1), await shop.goods("plain", 1)
    page = await shop.page(await shop.draft([shirt, mug]))
    await lines(page).nth(0).get_by_test_id("variant").click()
    cell = page.get_by_test_id("cell").nth(0).get_by_role("textbox")
    await cell.fill("12")
    await cell.fill("-5")
    await expect(page.locator("#said")).to_have_text("Write a whole number from 0 to 999,999.")
    await cell.blur()
    await expect(cell).to_have_value("12")
