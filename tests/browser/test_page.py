"""The page alone, in a real browser, against a world in which the test plays the bot."""

import re
from typing import Any

from playwright.async_api import Page

from bot.sandbox.app import PretendWorld
from tests.browser.patience import expect
from tests.programmes.torture.virtual import EPOCH

WIDE, PHONE = 1440, 390


def by(page: Page, name: str) -> Any:
    return page.get_by_test_id(name)


def face(page: Page, person: int) -> Any:
    return page.locator(f'[data-testid="person"][data-person="{person}"]')


def message(page: Page, number: int) -> Any:
    return page.locator(f'[data-testid="message"][data-message-id="{number}"]')


def button(page: Page, label: str) -> Any:
    return page.locator(f'[data-testid="inline-button"][data-button="{label}"]')


async def test_a_person_starts_and_writes_to_the_bot(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    await expect(by(page, "welcome")).to_contain_text("Caigou")
    await by(page, "start").click()
    assert (await street.hears())["message"]["text"] == "/start"
    await expect(by(page, "start")).to_be_hidden()
    await by(page, "composer").fill("first line")
    await by(page, "composer").press("Shift+Enter")
    await by(page, "composer").press_sequentially("second 📦")
    await by(page, "composer").press("Enter")
    assert (await street.hears())["message"]["text"] == "first line\nsecond 📦"
    await expect(by(page, "message-text").last).to_have_text("first line\nsecond 📦")
    await expect(by(page, "composer")).to_have_value("")


async def test_people_are_switched_and_see_their_own_chats(street: Any, page_at: Any) -> None:
    boris = await street.started((await street.sim("people", name="Boris", language="ru"))["id"])
    group = (await street.sim("chats", title="Buying team", members=[street.anna]))["id"]
    await street.tells(boris, "only for Boris")
    page = await page_at(street.url, WIDE)
    await expect(by(page, "chat")).to_have_count(2)
    await expect(page.get_by_text("only for Boris")).to_have_count(0)
    await face(page, boris).click()
    await expect(page.locator("#chats h1")).to_have_text("Boris’s chats")
    await expect(by(page, "chat")).to_have_count(1)
    await expect(by(page, "message-text").last).to_have_text("only for Boris")
    await street.sim(f"chats/{group}/join", person=boris)
    await expect(by(page, "chat")).to_have_count(2)


async def test_unread_messages_are_counted_on_faces_and_chats(street: Any, page_at: Any) -> None:
    boris = await street.started((await street.sim("people", name="Boris", language="en"))["id"])
    page = await page_at(street.url, WIDE)
    await street.tells(boris, "one")
    await street.tells(boris, "two")
    await expect(face(page, boris).get_by_test_id("unread")).to_have_text("2")
    await expect(face(page, boris)).to_have_attribute("aria-label", "Boris, 2 unread messages")
    await face(page, boris).click()
    await expect(by(page, "message-text").last).to_have_text("two")
    await face(page, street.anna).click()
    await expect(face(page, boris).get_by_test_id("unread")).to_have_count(0)


async def test_faces_are_reached_by_the_keyboard(street: Any, page_at: Any) -> None:
    boris = (await street.sim("people", name="Boris", language="en"))["id"]
    page = await page_at(street.url, WIDE)
    await face(page, street.anna).focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(face(page, boris)).to_have_attribute("aria-current", "true")
    await expect(face(page, boris)).to_be_focused()


async def test_a_press_shows_its_answer_as_a_toast_and_an_alert_waits_for_ok(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    yes = {"text": "Approve", "callback_data": "yes", "style": "success"}
    await street.tells(street.anna, "card", [yes, {"text": "Decline", "callback_data": "no", "style": "danger"}])
    page = await page_at(street.url, WIDE)
    await expect(button(page, "Decline")).to_have_attribute("data-style", "danger")
    await button(page, "Approve").click()
    press = (await street.hears())["callback_query"]
    assert press["data"] == "yes"
    await expect(button(page, "Approve")).to_have_class(re.compile("waiting"))
    await street.bot("answerCallbackQuery", callback_query_id=press["id"], text="Counted")
    await expect(by(page, "toast")).to_have_text("Counted")
    await expect(button(page, "Approve")).not_to_have_class(re.compile("waiting"))
    await button(page, "Decline").click()
    press = (await street.hears())["callback_query"]
    await street.bot("answerCallbackQuery", callback_query_id=press["id"], text="Not yours", show_alert=True)
    await expect(by(page, "alert-text")).to_have_text("Not yours")
    await by(page, "alert-ok").click()
    await expect(by(page, "alert")).to_have_count(0)


async def test_an_edit_changes_the_message_in_place(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    card = await street.tells(street.anna, "⏳ waits", [{"text": "Approve", "callback_data": "y"}])
    await street.tells(street.anna, "below")
    page = await page_at(street.url, WIDE)
    await street.bot("editMessageText", chat_id=street.anna, message_id=card, text="✅ approved")
    await expect(message(page, card).get_by_test_id("message-text")).to_have_text("✅ approved")
    await expect(message(page, card)).to_have_class(re.compile("changed"))
    await expect(button(page, "Approve")).to_have_count(0)
    await expect(by(page, "message-text").last).to_have_text("below")
    await street.bot("deleteMessage", chat_id=street.anna, message_id=card)
    await expect(message(page, card)).to_have_count(0)


async def test_markup_in_foreign_text_stays_text(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    evil = "<img src=x onerror=alert(1)><b>fat</b>"
    group = (await street.sim("chats", title=evil, members=[street.anna]))["id"]
    await street.tells(street.anna, evil, [{"text": evil, "callback_data": "x"}])
    await street.sim("say", person=street.anna, chat=group, text=evil)
    page = await page_at(street.url, WIDE)
    await expect(by(page, "message-text").last).to_have_text(evil)
    await expect(by(page, "inline-button")).to_have_text(evil)
    await by(page, "chat").nth(1).click()
    await expect(page.locator("#talk h2")).to_have_text(evil)
    await expect(page.locator('img[src="x"], #talk b')).to_have_count(0)


async def test_entities_are_shown_and_numbers_are_copied(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    text = '📦 <b>bold <i>both</i></b> <code>3301</code> <a href="https://1688.com/x">link</a> <u>end</u>'
    number = await street.tells(street.anna, text, parse_mode="HTML")
    page = await page_at(street.url, WIDE)
    shown = message(page, number).get_by_test_id("message-text")
    await expect(shown).to_have_text("📦 bold both 3301 link end")
    await expect(shown.locator("b i")).to_have_text("both")
    await shown.get_by_text("3301").click()
    await expect(by(page, "toast")).to_have_text("Copied: 3301")
    await shown.get_by_text("link").click()
    await expect(by(page, "link-dialog")).to_contain_text("https://1688.com/x")


async def test_a_picture_is_loaded_from_here_only(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    good = (await street.look("goods"))[0]
    large = {"prefer_large_media": True, "show_above_text": True}
    own = {**large, "url": street.url + good["picture"]}
    await street.tells(street.anna, "ours", link_preview_options=own)
    await street.tells(street.anna, "theirs", link_preview_options={**large, "url": "https://cbu01.alicdn.com/a.jpg"})
    page = await page_at(street.url, WIDE)
    await expect(page.locator("#talk .photo img")).to_have_attribute("src", good["picture"])
    assert (
        await page.locator("#talk .photo img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 400
    )
    await expect(page.locator("#talk .photo.elsewhere")).to_have_count(1)


async def test_a_question_opens_the_reply_bar_and_the_answer_replies_to_it(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    asked = {"force_reply": True, "input_field_placeholder": "A number, like 50"}
    question = await street.tells(street.anna, "How many?", reply_markup=asked)
    await expect(by(page, "reply-bar")).to_contain_text("How many?")
    await expect(by(page, "composer")).to_have_attribute("placeholder", "A number, like 50")
    await by(page, "composer").fill("50")
    await by(page, "send").click()
    heard = (await street.hears())["message"]
    assert (heard["text"], heard["reply_to_message"]["message_id"]) == ("50", question)
    await expect(by(page, "reply-bar")).to_be_hidden()
    await expect(by(page, "message").last.locator(".quote")).to_contain_text("How many?")


async def test_the_command_menu_is_filtered_while_one_types(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    commands = [{"command": "orders", "description": "Under way"}, {"command": "help", "description": "Help"}]
    await street.bot("setMyCommands", commands=commands)
    page = await page_at(street.url, WIDE)
    await by(page, "command-menu").click()
    await expect(by(page, "command")).to_have_count(2)
    await by(page, "command-menu").click()
    await expect(by(page, "commands")).to_be_hidden()
    await by(page, "composer").press_sequentially("/he")
    await expect(by(page, "command")).to_have_count(1)
    await by(page, "composer").press("Enter")
    assert (await street.hears())["message"]["text"] == "/help"


async def test_a_keyboard_below_lets_people_be_shared(street: Any, page_at: Any) -> None:
    boris = (await street.sim("people", name="Boris", language="en"))["id"]
    await street.started(street.anna)
    key = {"text": "Choose people", "request_users": {"request_id": 3}}
    keyboard = {"keyboard": [[key]], "one_time_keyboard": True}
    await street.tells(street.anna, "Who approves?", reply_markup=keyboard)
    page = await page_at(street.url, WIDE)
    await by(page, "reply-key").click()
    await by(page, "share-dialog").get_by_label("Boris").check()
    await by(page, "share").click()
    shared = (await street.hears())["message"]["users_shared"]
    assert (shared["request_id"], shared["users"][0]["user_id"]) == (3, boris)
    await expect(by(page, "reply-keyboard")).to_be_hidden()


async def test_a_file_is_sent_and_shown(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    file: Any = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"}
    await page.locator("#talk input[type=file]").set_input_files(file)
    assert (await street.hears())["message"]["document"]["file_name"] == "list.csv"
    await expect(by(page, "document")).to_contain_text("list.csv")


async def test_typing_is_shown_until_the_message_comes(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    await street.bot("sendChatAction", chat_id=street.anna, action="typing")
    await expect(by(page, "typing")).to_contain_text("Caigou is typing")
    await street.tells(street.anna, "done")
    await expect(by(page, "typing")).to_be_hidden()


async def test_a_refusal_of_the_world_is_told(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    await street.sim(f"people/{street.anna}/block")
    await expect(by(page, "start")).to_have_text("Unblock and start")
    await by(page, "composer").fill("hello?")
    await by(page, "composer").press("Enter")
    await expect(by(page, "toast")).to_contain_text("has blocked the bot")
    await expect(by(page, "composer")).to_have_value("hello?")


async def test_a_telephone_shows_one_column_at_a_time(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, PHONE)
    await expect(by(page, "composer")).to_be_visible()
    for tab, seen in (("tab-chats", "#chats"), ("tab-market", "#market"), ("tab-talk", "#talk")):
        await by(page, tab).click()
        columns = [name for name in ("#chats", "#market", "#talk") if await page.locator(name).is_visible()]
        assert columns == [seen]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_1688_side_folds_and_stays_folded(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    await by(page, "market-toggle").click()
    await expect(page.locator("#market")).to_be_hidden()
    await page.reload()
    await expect(page.locator("#market")).to_be_hidden()
    await by(page, "market-toggle").click()
    await expect(page.locator("#market")).to_be_visible()


async def test_the_tour_comes_once(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE, tour=True)
    for _ in range(2):
        await by(page, "tour-next").click()
    await by(page, "tour-done").click()
    await expect(by(page, "tour-card")).to_have_count(0)
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    await expect(by(page, "tour-card")).to_have_count(0)
    await by(page, "tour").click()
    await page.keyboard.press("Escape")
    await expect(by(page, "tour-card")).to_have_count(0)


async def test_the_system_says_light_or_dark_until_the_reader_does(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE, scheme="dark")
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await by(page, "theme").click()
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "light")


async def test_the_demos_controls_are_there_only_in_the_demo(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    await expect(by(page, "restart")).to_have_count(0)
    played: list[Any] = []
    demo = {"scenes": ["happy", "cancelled"], "restart": True, "playing": False}

    async def scene(route: Any) -> None:
        played.append(route.request.post_data_json)
        await route.fulfill(json={})

    await page.route("**/sim/demo", lambda route: route.fulfill(json=demo))
    await page.route("**/sim/demo/scene", scene)
    await page.reload()
    await expect(by(page, "restart")).to_be_visible()
    await by(page, "scene-happy").click()
    await expect(by(page, "scene-cancelled")).to_be_disabled()
    assert played == [{"name": "happy"}]


async def test_a_story_that_could_not_go_on_says_so(street: Any, page_at: Any) -> None:
    page = await page_at(street.url, WIDE)
    demo = {"scenes": ["happy"], "restart": True, "playing": False, "failed": "Anna never saw the card"}
    await page.route("**/sim/demo", lambda route: route.fulfill(json=demo))
    await page.route("**/sim/demo/scene", lambda route: route.fulfill(json={}))
    await page.reload()
    await expect(by(page, "toast")).to_have_count(0)
    await by(page, "scene-happy").click()
    await expect(by(page, "toast")).to_have_text("The story could not go on: Anna never saw the card")


async def test_what_was_missed_is_fetched_once_the_line_is_back(page_at: Any) -> None:
    world = PretendWorld(now=EPOCH)
    anna = world.chats.people[world.admins[0]]
    chat = world.chats.chats[anna.id]
    async with world.serving() as url:
        port = int(url.rpartition(":")[2])
        world.chats.post(chat, world.chats.bot_id, text="before")
        page = await page_at(url, WIDE)
        await expect(by(page, "message-text").last).to_have_text("before")
    await expect(page.locator("#talk")).to_have_class(re.compile("offline"))
    world.chats.post(chat, world.chats.bot_id, text="missed")
    async with world.serving(port=port):
        await expect(by(page, "message-text").last).to_have_text("missed")
        await expect(by(page, "message")).to_have_count(2)
        await page.close()


async def test_what_stands_for_one_in_place_of_a_message_is_shown_alone(street: Any, page_at: Any) -> None:
    boris = await street.started((await street.sim("people", name="Boris", language="en"))["id"])
    group = (await street.sim("chats", title="Buying team", members=[street.anna, boris], bot_admin=True))["id"]
    await street.sim("telegram", ephemeral=True)
    card = await street.tells(group, "for everybody", [{"text": "Mine", "callback_data": "m"}])
    page = await page_at(street.url, WIDE)
    await page.locator(f'[data-testid="chat"][data-chat="{group}"]').click()
    await button(page, "Mine").click()
    query = (await street.hears_press())["id"]
    one = {"receiver_user_id": street.anna, "callback_query_id": query, "replace_callback_query_message": True}
    sent = await street.bot("sendMessage", chat_id=group, text="yours", ephemeral_message_parameters=one)
    await expect(by(page, "message-text").last).to_have_text("yours")
    await expect(message(page, card)).to_have_count(0)
    that = {"receiver_user_id": street.anna, "ephemeral_message_id": sent["ephemeral_message_id"]}
    await street.bot("deleteEphemeralMessage", chat_id=group, **that)
    await expect(message(page, card)).to_have_count(1)
    await expect(by(page, "message-text").last).to_have_text("for everybody")
