"""Links of Telegram's own in the page: they open the bot's chat, add it to a group, and share a text."""

from typing import Any

from playwright.async_api import Page

from tests.browser.patience import expect

WIDE, PHONE = 1440, 390


def by(page: Page, name: str) -> Any:
    return page.get_by_test_id(name)


def button(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]')


def chosen(page: Page, **what: Any) -> Any:
    (name, value), *_ = what.items()
    return page.locator(f'[data-testid="choice"][data-{name}="{value}"]')


async def test_a_button_to_the_bot_opens_its_chat_and_presses_start_with_its_payload(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    group = (await street.sim("chats", title="Buying team", members=[street.anna]))["id"]
    await street.tells(group, "a card", [{"text": "Open", "url": "https://t.me/caigou_bot?start=r_1042"}])
    page = await page_at(street.url + f"/#person={street.anna}&chat={group}", PHONE)
    await button(page, "Open").click()
    await expect(by(page, "chat-about")).to_have_text("bot · talking with Anna")
    await expect(by(page, "message-text").last).to_have_text("/start r_1042")
    while (heard := (await street.hears()).get("message", {})).get("text") != "/start r_1042":
        pass
    assert heard["chat"]["id"] == street.anna
    await expect(by(page, "link-dialog")).to_have_count(0)


async def test_the_bots_name_as_a_link_only_opens_its_chat(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    group = (await street.sim("chats", title="Buying team", members=[street.anna]))["id"]
    await street.tells(group, "write to t.me/caigou_bot, or to https://t.me/somebody_else")
    page = await page_at(street.url + f"/#person={street.anna}&chat={group}", WIDE)
    await by(page, "message-text").get_by_text("https://t.me/somebody_else").click()
    await expect(by(page, "link-dialog")).to_contain_text("Opens t.me")
    await by(page, "link-close").click()
    await by(page, "message-text").get_by_text("t.me/caigou_bot", exact=True).click()
    await expect(by(page, "message-text").last).to_have_text("/start")


async def test_a_share_link_puts_its_text_into_the_composer_of_the_chat_that_is_chosen(
    street: Any, page_at: Any
) -> None:
    await street.started(street.anna)
    group = (await street.sim("chats", title="Buying team", members=[street.anna]))["id"]
    shared = "https://t.me/share/url?url=https%3A%2F%2Fdetail.1688.com%2Foffer%2F1.html&text=Look%20%26%20tell"
    await street.tells(street.anna, "share it", [{"text": "Share", "url": shared}])
    page = await page_at(street.url, WIDE)
    await button(page, "Share").click()
    await expect(by(page, "share-chooser").locator("[data-person]")).to_have_count(0)
    await chosen(page, chat=group).click()
    await expect(page.locator("#talk h2")).to_have_text("Buying team")
    await expect(by(page, "composer")).to_have_value("https://detail.1688.com/offer/1.html\nLook & tell")
    assert [row["text"] for row in await street.look("messages", person=street.anna, chat=group)] == [""]


async def test_an_invitation_is_passed_on_to_somebody_who_opens_it(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    felix = (await street.sim("people", name="Felix", language="en"))["id"]
    shared = "https://t.me/share/url?url=https://t.me/caigou_bot?start%3Djoin_abc"
    await street.tells(street.anna, "invite", [{"text": "Share", "url": shared}])
    page = await page_at(street.url, WIDE)
    await button(page, "Share").click()
    await chosen(page, person=felix).click()
    await expect(page.locator("#chats h1")).to_have_text("Felix’s chats")
    heard = (await street.hears())["message"]
    assert (heard["from"]["id"], heard["text"]) == (felix, "/start join_abc")


async def test_a_link_to_a_group_adds_the_bot_and_tells_it_the_payload(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    group = (await street.sim("chats", title="New team", members=[street.anna], admins=[street.anna]))["id"]
    await street.sim(f"chats/{group}/kick_bot")
    await street.tells(street.anna, "a group", [{"text": "Add", "url": "https://t.me/caigou_bot?startgroup=team"}])
    page = await page_at(street.url, WIDE)
    await button(page, "Add").click()
    await chosen(page, chat=group).click()
    await expect(by(page, "message-text").last).to_have_text("/start@caigou_bot team")
    (row,) = await street.look("chats")
    assert row["bot"]
