"""Mini Apps in the page, in a real browser: what opens one, what its frame may do, what it says, how it closes."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.async_api import Page

from tests.browser.patience import expect

WIDE, PHONE = 1440, 390
APP = """<!doctype html><meta charset="utf-8"><title>App</title>
<style>body { font: 16px sans-serif; padding: 20px }</style>
<h1>Orders</h1><p id="from"></p><button id="send">Send</button><button id="close">Close me</button>
<script>
const tell = (eventType, eventData) => window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
document.querySelector("#from").textContent = document.referrer || "nobody";
document.querySelector("#send").onclick = () => tell("web_app_data_send", { data: "é 1" });
document.querySelector("#close").onclick = () => tell("web_app_close");
window.parent.postMessage("no JSON", "*");
window.parent.postMessage({ eventType: 5 }, "*");
tell("web_app_ready");
tell("web_app_expand");
tell("web_app_of_tomorrow", { a: 1 });
</script>"""


def by(page: Page, name: str) -> Any:
    return page.get_by_test_id(name)


def button(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]')


def app_at(street: Any) -> str:
    """Where the app is: another origin than the page's, of this machine."""
    return str(street.url).replace("127.0.0.1", "localhost") + "/app"


async def opened(street: Any, page_at: Any, width: int = WIDE) -> Page:
    page: Page = await page_at(street.url, width, app=app_at(street))

    async def answer(route: Any) -> None:
        await route.fulfill(body=APP, content_type="text/html")

    await page.route(app_at(street), answer)
    return page


def inside(page: Page) -> Any:
    return page.frame_locator('[data-testid="app-frame"]')


async def launch(page: Page) -> dict[str, str]:
    """What the address in the frame says."""
    address = await by(page, "app-frame").get_attribute("src") or ""
    return dict(parse_qsl(urlsplit(address).fragment))


@pytest.mark.parametrize("width", [WIDE, PHONE])
async def test_a_button_opens_its_app_in_a_frame_and_escape_closes_it(street: Any, page_at: Any, width: int) -> None:
    await street.started(street.anna)
    await street.tells(street.anna, "card", [{"text": "Open", "web_app": {"url": app_at(street)}}])
    page = await opened(street, page_at, width)
    await button(page, "Open").click()
    sheet = by(page, "app")
    await expect(sheet).to_contain_text("Caigou")
    await expect(inside(page).locator("h1")).to_have_text("Orders")
    await expect(inside(page).locator("#from")).to_have_text("nobody")
    frame = by(page, "app-frame")
    await expect(frame).to_have_attribute("referrerpolicy", "no-referrer")
    await expect(frame).to_have_attribute("sandbox", "allow-scripts allow-forms allow-popups allow-same-origin")
    told = await launch(page)
    assert json.loads(dict(parse_qsl(told["tgWebAppData"]))["user"])["id"] == street.anna
    await expect(by(page, "app-close")).to_be_focused()
    box = await sheet.bounding_box()
    assert box
    assert 0 <= box["x"] <= width - box["width"]
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await expect(button(page, "Open")).to_be_focused()


async def test_an_app_is_closed_by_its_button_and_by_itself_and_sends_nothing_from_an_inline_button(
    street: Any, page_at: Any
) -> None:
    await street.started(street.anna)
    await street.tells(street.anna, "card", [{"text": "Open", "web_app": {"url": app_at(street)}}])
    page = await opened(street, page_at)
    await button(page, "Open").click()
    await inside(page).locator("#send").click()
    await expect(by(page, "app")).to_be_visible()
    await inside(page).locator("#close").click()
    await expect(by(page, "app")).to_have_count(0)
    await button(page, "Open").click()
    await by(page, "app-close").click()
    await expect(by(page, "app")).to_have_count(0)
    assert await street.bot("getUpdates") == []


async def test_an_app_of_a_reply_keyboard_sends_its_data_and_is_closed(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    keyboard = {"keyboard": [[{"text": "Choose", "web_app": {"url": app_at(street)}}]], "one_time_keyboard": True}
    await street.tells(street.anna, "Which?", reply_markup=keyboard)
    page = await opened(street, page_at)
    await by(page, "reply-key").click()
    await expect(inside(page).locator("h1")).to_have_text("Orders")
    assert "tgWebAppData" not in await launch(page)
    await inside(page).locator("#send").click()
    await expect(by(page, "app")).to_have_count(0)
    assert (await street.hears())["message"]["web_app_data"] == {"data": "é 1", "button_text": "Choose"}
    await expect(page.locator(".service").last).to_have_text(
        "Data from the «Choose» button was transferred to the bot."
    )
    await expect(by(page, "reply-keyboard")).to_be_hidden()


async def test_the_menu_button_stands_left_of_the_composer_and_opens_its_app(street: Any, page_at: Any) -> None:
    page = await opened(street, page_at)
    menu = {"type": "web_app", "text": "My orders", "web_app": {"url": app_at(street)}}
    await street.bot("setMyCommands", commands=[{"command": "orders", "description": "Under way"}])
    await expect(by(page, "menu-app")).to_be_hidden()
    await street.bot("setChatMenuButton", menu_button=menu)
    await street.started(street.anna)
    await expect(by(page, "menu-app")).to_have_text("My orders")
    place, field = await by(page, "menu-app").bounding_box(), await by(page, "composer").bounding_box()
    assert place
    assert field
    assert place["x"] + place["width"] <= field["x"]
    await by(page, "menu-app").click()
    await expect(inside(page).locator("h1")).to_have_text("Orders")
    assert "query_id" in dict(parse_qsl((await launch(page))["tgWebAppData"]))
    await by(page, "app-close").click()
    await expect(by(page, "menu-app")).to_be_focused()
    await street.bot("setChatMenuButton", chat_id=street.anna, menu_button={"type": "commands"})
    await expect(by(page, "menu-app")).to_be_hidden()
    await by(page, "command-menu").click()
    await expect(by(page, "command")).to_have_count(1)


async def test_a_group_has_no_menu_button_of_an_app(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    await street.sim("chats", title="Buying team", members=[street.anna])
    menu = {"type": "web_app", "text": "My orders", "web_app": {"url": app_at(street)}}
    await street.bot("setChatMenuButton", menu_button=menu)
    page = await opened(street, page_at)
    await expect(by(page, "menu-app")).to_be_visible()
    await by(page, "chat").nth(1).click()
    await expect(by(page, "menu-app")).to_be_hidden()


async def test_the_page_frames_apps_only_and_is_as_strict_as_before(street: Any, page_at: Any) -> None:
    page = await opened(street, page_at)
    policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "frame-src": "https: http://127.0.0.1:* http://localhost:*",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


async def test_a_disabled_button_is_a_dead_label(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    yes = {"text": "Approve", "callback_data": "yes"}
    await street.tells(street.anna, "card", [{"text": "Sold out", "disabled": {}}, yes])
    page = await opened(street, page_at)
    dead = button(page, "Sold out")
    await expect(dead).to_have_attribute("aria-disabled", "true")
    await dead.click(force=True)
    await expect(by(page, "toast")).to_have_count(0)
    await button(page, "Approve").focus()
    await page.keyboard.press("Home")
    await expect(button(page, "Approve")).to_be_focused()
    assert await street.bot("getUpdates") == []
