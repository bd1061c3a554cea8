"""A photo becomes an order in the browser: offers, side by side, taken, asked for and agreed to by the team."""

from io import BytesIO
from typing import Any

from PIL import Image

from bot.sandbox.pictures import picture
from tests.browser.patience import expect
from tests.browser.test_team_page import WIDE, Team, newest, says, team

__all__ = ["team"]


def photo_of(world: Any, title: str) -> dict[str, Any]:
    """A product on a table, as a camera takes it."""
    offer = next(each for each in world.world.offers.values() if title in each.title.en)
    drawn = Image.open(BytesIO(picture(offer.category.shape, offer.tint))).convert("RGB").resize((900, 900))
    table = Image.new("RGB", (1100, 1000), (240, 240, 240))
    table.paste(drawn, (100, 50))
    file = BytesIO()
    table.save(file, "JPEG", quality=85)
    return {"name": "mug.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


async def test_a_photo_in_the_group_becomes_an_order_that_two_agreed_to(team: Team, page_at: Any) -> None:
    page = await page_at(team.url, WIDE)
    await team.becomes(page, "Daria")
    await team.says(page, "/search")
    await expect(page.get_by_test_id("reply-bar")).to_be_visible()
    await page.locator("#talk input[type=file]").set_input_files(photo_of(team.world, "Nordic ceramic mug"))
    await newest(page, "Send it to 1688").click()
    await expect(says(page, "Found by your picture")).to_contain_text("3. ")
    await newest(page, "Compare the first 3").click()
    await expect(says(page, "Side by side")).to_contain_text("Cheapest")
    await team.becomes(page, "Boris")
    await newest(page, "I'd take 1").click()
    await expect(says(page, "Side by side")).to_contain_text("Would take it: Boris")
    await team.becomes(page, "Daria")
    await newest(page, "Other").click()
    await team.answers(page, "100")
    await expect(says(page, "Side by side")).to_contain_text("100 pcs of each")
    await newest(page, "Take 1").click()
    await expect(says(page, "Choose the delivery address.")).to_be_visible()
    await page.locator('[data-testid="inline-button"]').filter(has_text="Default:").last.click()
    await newest(page, "Say why").click()
    await team.answers(page, "For the fair")
    await newest(page, "Ask for approval").click()
    await expect(says(page, "approval wanted")).to_be_visible()
    for approver in ("Boris", "Chen"):
        await team.becomes(page, approver)
        await newest(page, "Approve").click()
        await expect(says(page, "#1")).to_contain_text(f"{approver}")
    await expect(says(page, "Approved by Boris, Chen")).to_contain_text("1688 no.")
