"""Where one writes in the page: drafts, Escape, questions for one person, and what is sent beside words."""

import re
from typing import Any

from playwright.async_api import Page

from tests.browser.patience import expect

WIDE, PHONE = 1440, 390


def by(page: Page, name: str) -> Any:
    return page.get_by_test_id(name)


def face(page: Page, person: int) -> Any:
    return page.locator(f'[data-testid="person"][data-person="{person}"]')


def chat(page: Page, number: int) -> Any:
    return page.locator(f'[data-testid="chat"][data-chat="{number}"]')


async def a_group(street: Any) -> tuple[int, int]:
    """Boris, and a group with Anna and him."""
    await street.started(street.anna)
    boris = await street.started((await street.sim("people", name="Boris", language="ru"))["id"])
    return boris, (await street.sim("chats", title="Buying team", members=[street.anna, boris]))["id"]


async def test_what_was_begun_waits_in_its_chat_for_its_person(street: Any, page_at: Any) -> None:
    boris, group = await a_group(street)
    page = await page_at(street.url, WIDE)
    await by(page, "composer").fill("to the bot,\nby Anna")
    await chat(page, group).click()
    await expect(by(page, "composer")).to_have_value("")
    await expect(chat(page, street.anna)).to_contain_text("Draft: to the bot,")
    await by(page, "composer").fill("to all")
    await face(page, boris).click()
    await expect(by(page, "composer")).to_have_value("")
    await face(page, street.anna).click()
    await expect(by(page, "composer")).to_have_value("to all")
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    await expect(by(page, "composer")).to_have_value("to all")
    await chat(page, street.anna).click()
    await expect(by(page, "composer")).to_have_value("to the bot,\nby Anna")
    await by(page, "composer").press("Enter")
    await expect(by(page, "message-text").last).to_have_text("to the bot,\nby Anna")
    await chat(page, group).click()
    await expect(chat(page, street.anna)).not_to_contain_text("Draft")


async def test_an_edit_that_is_left_gives_back_what_was_begun(street: Any, page_at: Any) -> None:
    _, group = await a_group(street)
    await street.sim("say", person=street.anna, text="old words")
    page = await page_at(street.url, WIDE)
    await by(page, "composer").fill("begun")
    await by(page, "message").last.hover()
    await by(page, "message").last.get_by_label("Edit").click()
    await expect(by(page, "composer")).to_have_value("old words")
    await page.keyboard.press("Escape")
    await expect(by(page, "composer")).to_have_value("begun")
    await by(page, "message").last.get_by_label("Edit").click()
    await chat(page, group).click()
    await chat(page, street.anna).click()
    await expect(by(page, "composer")).to_have_value("begun")


async def test_a_second_enter_sends_nothing_twice(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    await by(page, "composer").fill("once")
    await page.evaluate("""() => {
      const field = document.querySelector("textarea[data-testid=composer]");
      for (let i = 0; i < 3; i++) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }""")
    await expect(by(page, "message-text").last).to_have_text("once")
    assert [row["text"] for row in await street.look("messages", person=street.anna)] == ["/start", "once"]


async def test_a_question_opens_the_reply_bar_of_the_one_whom_it_names(street: Any, page_at: Any) -> None:
    boris, group = await a_group(street)
    page = await page_at(street.url + f"/#person={street.anna}&chat={group}", WIDE)
    asked = {"force_reply": True, "selective": True}
    named = f'<a href="tg://user?id={boris}">Boris</a>, why?'
    question = await street.tells(group, named, parse_mode="HTML", reply_markup=asked)
    await expect(by(page, "message-text").last).to_have_text("Boris, why?")
    await expect(by(page, "reply-bar")).to_be_hidden()
    await street.tells(group, "said in between")
    await face(page, boris).click()
    await expect(by(page, "reply-bar")).to_contain_text("Boris, why?")
    await by(page, "composer").fill("because")
    await by(page, "composer").press("Enter")
    await expect(by(page, "reply-bar")).to_be_hidden()
    await expect(by(page, "message-text").last).to_have_text("because")
    row = (await street.look("messages", person=boris, chat=group))[-1]
    assert (row["text"], row["reply_to"]) == ("because", question)


async def test_a_question_that_answers_somebody_opens_the_reply_bar_of_nobody_else(street: Any, page_at: Any) -> None:
    boris, group = await a_group(street)
    said = (await street.sim("say", person=street.anna, chat=group, text="/buy"))["message_id"]
    page = await page_at(street.url + f"/#person={boris}&chat={group}", WIDE)
    asked = {"force_reply": True, "selective": True}
    await street.tells(group, "Which?", reply_parameters={"message_id": said}, reply_markup=asked)
    await expect(by(page, "message-text").last).to_have_text("Which?")
    await expect(by(page, "reply-bar")).to_be_hidden()
    await face(page, street.anna).click()
    await expect(by(page, "reply-bar")).to_contain_text("Which?")
    await street.tells(group, "Everybody?", reply_markup={"force_reply": True})
    await face(page, boris).click()
    await expect(by(page, "reply-bar")).to_contain_text("Everybody?")


async def test_escape_closes_what_lies_on_top_wherever_the_focus_is(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    await street.bot("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    page = await page_at(street.url, WIDE)
    await street.tells(street.anna, "Why?", reply_markup={"force_reply": True})
    await expect(by(page, "reply-bar")).to_be_visible()
    await by(page, "composer").press_sequentially("/")
    await expect(by(page, "commands")).to_be_visible()
    await by(page, "attach").click()
    await by(page, "chat-info").click()
    for name in ("info-dialog", "attach-menu", "commands", "reply-bar"):
        if name == "info-dialog":
            await expect(by(page, name)).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(by(page, name)).to_be_hidden()
    await expect(by(page, "composer")).to_have_value("/")


async def test_a_recording_a_sticker_and_a_place_are_sent_and_seen(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, PHONE)
    await by(page, "attach").click()
    await by(page, "attach-voice").click()
    await expect(by(page, "recording")).to_contain_text("Recording 0:01")
    await by(page, "voice-send").click()
    assert (await street.hears())["message"]["voice"]["duration"] >= 1
    await expect(by(page, "recording")).to_be_hidden()
    await by(page, "attach").click()
    await by(page, "attach-sticker").click()
    await by(page, "sticker").first.click()
    assert (await street.hears())["message"]["sticker"]["emoji"] == "👍"
    await by(page, "attach").click()
    await by(page, "attach-place").click()
    await by(page, "place").first.click()
    assert (await street.hears())["message"]["location"]["latitude"] == 23.1579
    shown = by(page, "sent")
    await expect(shown).to_have_count(3)
    labels = [await shown.nth(place).get_attribute("aria-label") for place in range(3)]
    assert [label.partition(" ")[0] for label in labels if label] == ["Voice", "Sticker", "Location"]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_recording_that_is_left_is_not_sent(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    for leave in ("Escape", "Cancel"):
        await by(page, "attach").click()
        await by(page, "attach-voice").click()
        if leave == "Escape":
            await page.keyboard.press("Escape")
        else:
            await by(page, "voice-cancel").click()
        await expect(by(page, "recording")).to_be_hidden()
    assert len(await street.look("messages", person=street.anna)) == 1


async def test_the_menu_of_what_can_be_sent_is_walked_by_keys(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, WIDE)
    await by(page, "attach").focus()
    await page.keyboard.press("Enter")
    await expect(by(page, "attach-file")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(by(page, "attach-place")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    assert "location" in (await street.hears())["message"]


async def test_unread_messages_stand_in_the_title_and_a_dot_tells_of_others(street: Any, page_at: Any) -> None:
    boris, group = await a_group(street)
    page = await page_at(street.url + f"/#person={street.anna}&chat={group}", PHONE)
    await expect(page).to_have_title(re.compile("^Caigou"))
    await street.tells(street.anna, "one")
    await street.tells(street.anna, "two")
    await expect(page).to_have_title(re.compile(r"^\(2\) Caigou"))
    await expect(by(page, "you").locator(".dot")).to_have_count(0)
    await street.tells(boris, "his")
    await expect(by(page, "you").locator(".dot")).to_have_count(1)
    await by(page, "you").click()
    await page.locator(f'[data-testid="be"][data-person="{boris}"]').click()
    await expect(by(page, "you")).to_have_attribute("aria-label", "You are Boris. Be somebody else")
    await expect(page.locator("#talk h2")).to_have_text("Buying team")
    await expect(page).to_have_title(re.compile(r"^\(1\) Caigou"))


async def test_a_person_reads_telegram_in_another_language(street: Any, page_at: Any) -> None:
    await street.started(street.anna)
    page = await page_at(street.url, PHONE)
    await by(page, "chat-info").click()
    await expect(by(page, "language")).to_have_value("en")
    await by(page, "language").select_option("zh")
    await page.keyboard.press("Escape")
    await by(page, "composer").fill("hello")
    await by(page, "composer").press("Enter")
    assert (await street.hears())["message"]["from"]["language_code"] == "zh"


async def test_a_cleared_history_is_gone_for_one_person_and_counts_nothing(street: Any, page_at: Any) -> None:
    boris, group = await a_group(street)
    old = await street.tells(group, "long ago")
    await street.sim(f"people/{street.anna}/clear", chat=group)
    page = await page_at(street.url, WIDE)
    await expect(chat(page, group)).to_contain_text("Nothing was said yet")
    await expect(chat(page, group).get_by_test_id("unread")).to_have_count(0)
    await chat(page, group).click()
    await street.bot("editMessageText", chat_id=group, message_id=old, text="long ago, edited")
    await street.tells(group, "today")
    await expect(by(page, "message-text")).to_have_text(["today"])
    await face(page, boris).click()
    await expect(by(page, "message-text")).to_have_text(["long ago, edited", "today"])
    await by(page, "chat-info").click()
    await by(page, "clear").click()
    await expect(by(page, "message-text")).to_have_count(0)
