"""Who is heard, where, and what plain words do."""

import asyncio
from base64 import b64encode

import pytest

from bot.purchasing.notice import NotifyTopic
from bot.purchasing.people.loudness import Loudness
from bot.purchasing.person import Person
from bot.sandbox.actor import speaks_of
from tests.pictures import labels


def data_of(message, action: str) -> str:
    return next(str(b["data"]) for row in message["buttons"] for b in row if (b["data"] or "").startswith(action))


async def test_a_stranger_learns_his_number_once_for_each_message(stage) -> None:
    boris = await stage.person("Boris")
    for text in ("/start", "hello", "/orders"):
        before = len(await stage.messages(boris)) if text != "/start" else 0
        await stage.say(text, boris)
        shown = await stage.messages(boris)
        assert len(shown) == before + 1
        assert str(boris) in shown[-1]["text"]


@pytest.mark.parametrize("command", ["/help", "/status", "/orders", "/search mug", "/nonsense"])
async def test_each_command_has_one_answer(stage, command: str) -> None:
    await stage.say("/start")
    before = len(await stage.messages())
    await stage.say(command)
    shown = await stage.messages()
    assert len(shown) == before + 1
    assert shown[-1]["text"].strip()


async def test_a_search_is_answered_by_what_it_found(stage) -> None:
    await stage.say("/start")
    await stage.say("/search")
    await stage.say("mug")
    assert data_of(await stage.last(), "op:")


async def test_a_page_of_a_search_is_shown_in_place_and_opens_a_hit(stage) -> None:
    await stage.say("/start")
    await stage.say("mug")
    page = await stage.last()
    before = len(await stage.messages())
    await stage.press(data_of(page, "se:1"), page)
    assert len(await stage.messages()) == before
    await stage.press(data_of(await stage.last(), "op:"), page)
    assert speaks_of(await stage.last(), "#1")


async def test_pausing_wants_a_reason_and_stops_buying_until_it_is_ended(stage) -> None:
    await stage.say("/start")
    await stage.say("/pause")
    assert not (await stage.house.desk.health.report()).paused
    await stage.say("/pause stock-taking")
    assert (await stage.house.desk.health.report()).pause_reason == "stock-taking"
    await stage.say("/resume")
    assert not (await stage.house.desk.health.report()).paused


async def test_a_forwarded_command_does_nothing_and_a_forwarded_link_is_read(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say("/pause by somebody else", forwarded=True)
    assert not (await stage.house.desk.health.report()).paused
    await stage.say(f"/buy {goods['link']}", forwarded=True)
    assert speaks_of(await stage.last(), "#1")


async def test_news_of_the_team_are_chosen_by_every_word_that_other_topics_take(stage) -> None:
    anna = Person(stage.anna, "Anna", "en")
    await stage.say("/start")
    for word, loudness in (("Silent", Loudness.SILENT), ("default", Loudness.ON)):
        await stage.say(f"/notify team {word}")
        assert (await stage.house.desk.notify.show(anna)).holds.loudness(NotifyTopic.TEAM) is loudness


async def test_an_edited_message_that_opened_nothing_never_acts(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    said = await stage.say("hello")
    before = len(await stage.messages())
    await stage.post("/sim/edit", {"person": stage.anna, "message_id": said, "text": goods["link"]})
    await stage.settle()
    assert len(await stage.messages()) == before


@pytest.mark.parametrize(
    ("sent", "sentences"),
    [
        ({"voice": {"name": "a.ogg", "base64": "T2dnUw=="}}, ("cannot listen", "听不了语音", "Записи я не слушаю")),
        ({"sticker": {"emoji": "👍"}}, ("A sticker names nothing", "贴纸说不出", "По стикеру")),
        ({"location": {"latitude": 23.1, "longitude": 113.3}}, ("not to a location", "不能按位置", "по геопозиции")),
        (
            {"photo": {"name": "a.jpg", "base64": b64encode(labels.label()).decode()}},
            ("I send it to 1688", "发给 1688", "отправлю его на 1688"),
        ),
        ({"photo": {"name": "a.png", "base64": "iVBORw0KGgo="}}, ("or is damaged", "或已损坏", "повреждён")),
        (
            {"document": {"name": "a.pdf", "base64": "JVBERi0xLjcK"}},
            ("read no PDF", "不能读取 PDF", "PDF здесь не читаю"),
        ),
        (
            {"document": {"name": "a.zip", "base64": "YTti"}},
            ("only pictures and sheets", "我只读图片和表格", "только картинки и таблицы"),
        ),
        (
            {"contact": {"phone_number": "+8613800000000", "first_name": "Li"}},
            ("I read text and pictures only", "我只看文字和图片", "только текст и фото"),
        ),
    ],
)
async def test_what_holds_no_words_gets_its_sentence_in_private_and_nothing_in_a_group(stage, sent, sentences) -> None:
    await stage.say("/start")
    for language, sentence in zip(("en", "zh", "ru"), sentences, strict=True):
        await stage.post(f"/sim/people/{stage.anna}", {"language": language})
        before = len(await stage.messages())
        await stage.say(**sent)
        assert len(await stage.messages()) == before + 1
        assert sentence in (await stage.last())["text"]
    group = await stage.group([stage.anna], bot_admin=True)
    before = len(await stage.messages(chat=group))
    await stage.say(chat=group, **sent)
    assert len(await stage.messages(chat=group)) == before


async def test_what_holds_no_words_leaves_a_question_open(stage) -> None:
    await stage.say("/start")
    await stage.say("/search")
    await stage.say(voice={"name": "a.ogg", "base64": "T2dnUw=="})
    assert "answer in words" in (await stage.last())["text"]
    await stage.say("mug")
    assert data_of(await stage.last(), "op:")


async def test_what_only_happens_in_a_private_chat_is_not_answered(stage) -> None:
    await stage.say("/start")
    before = len(await stage.messages())
    chat = {"id": stage.anna, "type": "private", "first_name": "Anna"}
    anna = {"id": stage.anna, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    pinned = {"message_id": 1, "date": 1795000000, "chat": chat, "from": anna, "text": "/start"}
    told = {"message_id": 90, "date": 1795000000, "chat": chat, "from": anna, "pinned_message": pinned}
    await stage.post("/sim/update", {"kind": "message", "payload": told})
    await stage.settle()
    assert len(await stage.messages()) == before


async def test_a_group_is_told_once_what_works_there(stage) -> None:
    group = await stage.group([stage.anna])
    assert len(await stage.messages(chat=group)) == 1
    await stage.say("/help", chat=group)
    assert len(await stage.messages(chat=group)) == 2
    await stage.post(f"/sim/chats/{group}/promote", {"person": stage.house.telegram.bot.id})
    await stage.settle()
    assert len(await stage.messages(chat=group)) == 3


async def test_in_a_group_that_is_heard_a_plain_link_becomes_a_card(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True)
    before = len(await stage.messages(chat=group))
    await stage.say("good morning", chat=group)
    assert len(await stage.messages(chat=group)) == before
    await stage.say(goods["link"], chat=group)
    assert speaks_of(await stage.last(chat=group), "#1")


async def test_in_a_group_with_privacy_a_mention_or_a_command_works(stage) -> None:
    goods = await stage.goods("plain")
    name = stage.house.telegram.bot.username
    group = await stage.group([stage.anna])
    await stage.say(f"@{name} {goods['link']}", chat=group)
    assert speaks_of(await stage.last(chat=group), "#1")
    await stage.say(f"/buy@{name} {goods['link']}", chat=group)
    assert speaks_of(await stage.last(chat=group), "#2")


async def test_a_stranger_in_a_group_is_answered_only_when_he_means_the_bot(stage) -> None:
    boris = await stage.person("Boris")
    group = await stage.group([stage.anna, boris], bot_admin=True)
    goods = await stage.goods("plain")
    before = len(await stage.messages(chat=group))
    await stage.say(goods["link"], boris, chat=group)
    assert len(await stage.messages(chat=group)) == before
    await stage.say(f"/buy {goods['link']}", boris, chat=group)
    assert str(boris) in (await stage.last(chat=group))["text"]
    assert len(await stage.messages(chat=group)) == before + 1


async def test_a_press_of_somebody_without_the_right_is_answered_by_an_alert_and_does_nothing(stage) -> None:
    boris = await stage.person("Boris")
    group = await stage.group([stage.anna, boris], bot_admin=True)
    goods = await stage.goods("plain")
    await stage.say(f"/buy {goods['link']} {goods['min_order']}", chat=group)
    card = await stage.last(chat=group)
    answer = await stage.press(data_of(card, "cd:"), card, person=boris, chat=group)
    assert answer["show_alert"]
    assert str(boris) in answer["text"]
    assert await stage.last(chat=group) == card


async def test_an_anonymous_admin_is_sent_to_his_private_chat(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True, admins=[stage.anna])
    before = len(await stage.messages(chat=group))
    await stage.say(goods["link"], chat=group, anonymous=True)
    assert len(await stage.messages(chat=group)) == before
    await stage.say(f"/buy {goods['link']}", chat=group, anonymous=True)
    assert len(await stage.messages(chat=group)) == before + 1
    assert not speaks_of(await stage.last(chat=group), "#1")


async def test_a_question_in_a_group_is_answered_by_a_reply_to_it(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True)
    await stage.say(f"/buy {goods['link']}", chat=group)
    card = await stage.last(chat=group)
    await stage.press(data_of(card, "oq:"), card, chat=group)
    question = await stage.last(chat=group)
    assert question["force_reply"]
    await stage.say(str(goods["min_order"]), chat=group)
    assert (await again(stage, card, group))["text"] == card["text"]
    await stage.say(str(goods["min_order"]), chat=group, reply_to=question["message_id"])
    assert (await again(stage, card, group))["text"] != card["text"]


async def test_a_number_written_in_reply_to_a_card_is_its_quantity(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["link"])
    card = await stage.last()
    await stage.say(str(goods["min_order"]), reply_to=card["message_id"])
    assert (await again(stage, card, None))["text"] != card["text"]


async def test_an_answer_in_a_topic_stays_in_it(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True, topics=True)
    await stage.say(goods["link"], chat=group, topic="Buying")
    assert (await stage.last(chat=group))["topic"] not in (None, 0, 1)


async def test_a_group_that_becomes_a_supergroup_keeps_its_requests(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True)
    await stage.say(f"/buy {goods['link']} {goods['min_order']}", chat=group)
    await stage.post(f"/sim/chats/{group}/migrate", {"person": stage.anna})
    await stage.settle()
    moved = next(c["id"] for c in await stage.get("/sim/chats") if c["id"] != group and c["title"] == "Team")
    assert (await stage.house.desk.drafting.step(1)).purchase.request.place.chat_id == moved
    await stage.say("/order 1", chat=moved)
    assert speaks_of(await stage.last(chat=moved), "#1")


async def test_somebody_who_blocks_the_bot_is_unreachable_until_he_comes_back(stage) -> None:
    await stage.say("/start")
    await stage.post(f"/sim/people/{stage.anna}/block")
    await stage.settle()
    async with stage.house.desk.people._ledger.read() as uow:
        assert not (await uow.people.person(stage.anna)).reachable
    await stage.post(f"/sim/people/{stage.anna}/unblock")
    await stage.say("/start")
    async with stage.house.desk.people._ledger.read() as uow:
        assert (await uow.people.person(stage.anna)).reachable


async def test_a_press_that_cannot_be_answered_does_what_it_should_all_the_same(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['link']} {goods['min_order']}")
    card = await stage.last()
    await stage.post("/sim/faults", {"side": "telegram", "call": "answerCallbackQuery", "kind": "status",
                                     "status": 400, "when": "before", "times": 1})  # fmt: skip
    body = {"person": stage.anna, "message_id": card["message_id"], "button": data_of(card, "cd:")}
    pressing = asyncio.create_task(stage.client.post("/sim/press", json=body))
    while (await again(stage, card, None))["text"] == card["text"]:
        await stage.settle()
    pressing.cancel()
    assert (await stage.house.desk.health.report()).dead_updates == 0
    assert (await stage.house.desk.drafting.step(1)).stage == "cancelled"


async def again(stage, card, chat):
    """The same message as it stands now."""
    return next(m for m in await stage.messages(chat=chat) if m["message_id"] == card["message_id"])


async def test_talk_about_a_card_brings_nothing_into_the_group(stage) -> None:
    goods = await stage.goods("plain")
    boris = await stage.person("Boris")
    group = await stage.group([stage.anna, boris], bot_admin=True)
    await stage.say(f"/buy {goods['link']} {goods['min_order']}", chat=group)
    card = await stage.last(chat=group)
    before = len(await stage.messages(chat=group))
    for words in ("good price, isn't it?", "I had 12 of them in June", "ok", "610000000000"):
        for who in (stage.anna, boris):
            await stage.say(words, who, chat=group, reply_to=card["message_id"])
    assert len(await stage.messages(chat=group)) == before


async def test_a_link_in_a_reply_or_the_bots_name_is_a_wish_in_a_group(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True)
    await stage.say(f"/buy {goods['link']} {goods['min_order']}", chat=group)
    card = await stage.last(chat=group)
    await stage.say("https://item.taobao.com/item.htm?id=1", chat=group, reply_to=card["message_id"])
    assert "1688 only" in (await stage.last(chat=group))["text"]
    await stage.say("@caigou_bot hello?", chat=group)
    assert "I see no product in this" in (await stage.last(chat=group))["text"]


async def test_what_comes_of_messages_is_chosen_by_buttons_in_place(stage) -> None:
    await stage.say("/start")
    await stage.say("/notify")
    card = await stage.last()
    before = len(await stage.messages())
    for label, shows in (("Quiet hours", "Other hours"), ("22:00–08:00", "Quiet from 22:00"), ("Back", "Reminders")):
        now = await again(stage, card, None)
        await stage.press(next(b["text"] for row in now["buttons"] for b in row if label in b["text"]), now)
        assert shows in (await again(stage, card, None))["text"]
    assert len(await stage.messages()) == before


async def test_in_a_group_a_link_leads_to_what_is_for_private_chats(stage) -> None:
    group = await stage.group([stage.anna])
    for command, payload in (("/notify", "notify"), ("/forget me", "forget")):
        await stage.say(command, chat=group)
        shown = await stage.last(chat=group)
        assert f"?start={payload}" in str(shown["buttons"])
        await stage.say(f"/start {payload}")
        assert shown["text"] != (await stage.last())["text"]
