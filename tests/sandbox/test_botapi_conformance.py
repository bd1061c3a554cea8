"""Every answer parses in python-telegram-bot with nothing left over, over real sockets."""

import asyncio
import re
import struct
import zlib
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    Contact,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    LinkPreviewOptions,
    Location,
    MenuButtonCommands,
    MenuButtonWebApp,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Sticker,
    TelegramObject,
    Update,
    Voice,
    WebAppInfo,
)
from telegram.constants import KeyboardButtonStyle
from telegram.error import BadRequest

ALL = list(Update.ALL_TYPES)
NEWER = frozenset(
    {
        "can_send_welcome_messages", "supports_join_request_queries", "ephemeral_message_id", "receiver_user",
        "is_ephemeral",
    }
)  # fmt: skip
"""Fields of Bot API 10.3, which the library does not know yet."""


def leftovers(value: Any, path: str = "") -> Iterable[str]:
    """Fields that the library does not know, at every level."""
    if isinstance(value, TelegramObject):
        here = f"{path}/{type(value).__name__}"
        strange = {name: kept for name, kept in value.api_kwargs.items() if name not in NEWER}
        if strange:
            yield f"{here}: {strange}"
        names = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
        for name in sorted(names):
            if not name.startswith("_"):
                yield from leftovers(getattr(value, name, None), f"{here}.{name}")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from leftovers(item, path)


def clean(value: Any) -> Any:
    assert list(leftovers(value)) == []
    return value


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
async def ptb(town: Any) -> AsyncIterator[Bot]:
    bot = Bot(town.world.token, base_url=f"{town.url}/bot", base_file_url=f"{town.url}/file/bot")
    async with bot:
        yield bot


KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Approve", callback_data="a:1", style=KeyboardButtonStyle.SUCCESS),
            InlineKeyboardButton("Decline", callback_data="d:1", style=KeyboardButtonStyle.DANGER),
        ],
        [
            InlineKeyboardButton("Pay", url="https://trade.1688.com/pay"),
            InlineKeyboardButton("Copy", copy_text=CopyTextButton("3301686771403783779")),
        ],
    ]
)


def test_a_field_that_nobody_knows_is_noticed_however_deep() -> None:
    chat = {"id": 1, "type": "private", "strange": 1}
    inner = {"message_id": 1, "date": 1, "chat": chat}
    update = Update.de_json({"update_id": 1, "message": {**inner, "reply_to_message": inner}})
    assert len(list(leftovers(update))) == 2


async def test_the_bot_introduces_itself(town: Any, ptb: Bot) -> None:
    me = clean(await ptb.get_me())
    assert me.username == "caigou_bot"
    assert me.can_read_all_group_messages is False
    assert me.api_kwargs == {"supports_join_request_queries": False}


async def test_every_kind_of_text_message_parses(town: Any, ptb: Bot) -> None:
    first = await town.say(town.anna, "/start")
    text = (
        '<b>Order</b> 👍 <a href="https://1688.com/x">link</a> <tg-spoiler>s</tg-spoiler> '
        '<tg-time unix="1795000000" format="Dt">soon</tg-time> <code>x</code>'
        '<blockquote expandable>long</blockquote><pre><code class="language-py">p</code></pre>'
    )
    sent = clean(
        await ptb.send_message(
            town.anna, text, parse_mode="HTML", reply_markup=KEYBOARD,
            link_preview_options=LinkPreviewOptions(
                url="https://1688.com/p.png", prefer_large_media=True, show_above_text=True
            ),
            reply_parameters=ReplyParameters(first, allow_sending_without_reply=True, quote="start"),
        )
    )  # fmt: skip
    assert sent.quote.text == "start"
    assert sent.reply_to_message.message_id == first
    kinds = {entity.type for entity in sent.entities}
    assert {"bold", "text_link", "spoiler", "date_time", "code", "expandable_blockquote", "pre"} <= kinds
    assert sent.parse_entities([MessageEntity.TEXT_LINK]).popitem()[1] == "link"
    assert sent.reply_markup == KEYBOARD


async def test_markup_read_back_from_the_library_means_the_same(town: Any, ptb: Bot) -> None:
    await town.say(town.anna, "/start")
    text = '<b>a<i>b</i></b> 👍 <u>c</u> <s>d</s> <tg-time unix="1795000000" format="wDT">e</tg-time>'
    first = clean(await ptb.send_message(town.anna, text, parse_mode="HTML"))
    again = clean(await ptb.send_message(town.anna, first.text_html, parse_mode="HTML"))
    assert first.entities == again.entities
    assert first.text == again.text


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2"])
async def test_markdown_is_refused_as_a_mode_that_telegram_does_not_know(town: Any, ptb: Bot, mode: str) -> None:
    await town.say(town.anna, "/start")
    with pytest.raises(BadRequest, match=re.compile("^unsupported parse_mode$", re.IGNORECASE)):
        await ptb.send_message(town.anna, "*a*", parse_mode=mode)


async def test_edits_and_deletions_parse(town: Any, ptb: Bot) -> None:
    await town.say(town.anna, "/start")
    sent = await ptb.send_message(town.anna, "one", reply_markup=KEYBOARD)
    edited = clean(await ptb.edit_message_text("two", town.anna, sent.message_id, reply_markup=KEYBOARD))
    assert edited.edit_date is not None
    bare = clean(await ptb.edit_message_reply_markup(town.anna, sent.message_id))
    assert bare.reply_markup is None
    assert await ptb.set_message_reaction(town.anna, sent.message_id, ReactionTypeEmoji("👍"))
    assert await ptb.delete_message(town.anna, sent.message_id)
    more = [(await ptb.send_message(town.anna, "x")).message_id for _ in range(2)]
    assert await ptb.delete_messages(town.anna, more)


async def test_files_go_up_and_come_down(town: Any, ptb: Bot) -> None:
    await town.say(town.anna, "/start")
    photo = clean(await ptb.send_photo(town.anna, png(400, 300), caption="<b>p</b>", parse_mode="HTML"))
    assert (photo.photo[-1].width, photo.photo[-1].height) == (400, 300)
    document = clean(await ptb.send_document(town.anna, b"a;b\n", filename="orders.csv", caption="all"))
    assert document.document.file_name == "orders.csv"
    file = clean(await ptb.get_file(document.document.file_id))
    assert bytes(await file.download_as_bytearray()) == b"a;b\n"
    album = await ptb.send_media_group(
        town.anna, [InputMediaDocument(b"w"), InputMediaDocument(b"x", filename="x.txt", caption="c")]
    )
    assert len({message.media_group_id for message in clean(album)}) == 1
    assert len(clean(await ptb.send_media_group(town.anna, [InputMediaPhoto(png()), InputMediaPhoto(png())]))) == 2
    changed = clean(
        await ptb.edit_message_media(InputMediaDocument(b"y", filename="y.txt"), town.anna, photo.message_id)
    )
    assert changed.document.file_name == "y.txt"
    captioned = clean(await ptb.edit_message_caption(town.anna, photo.message_id, caption="new"))
    assert captioned.caption == "new"
    clean(await ptb.copy_message(town.anna, town.anna, document.message_id))
    again = clean(await ptb.send_photo(town.anna, "https://cbu01.alicdn.com/a.jpg"))
    assert clean(await ptb.send_photo(town.anna, again.photo[-1].file_id)).photo


async def test_reply_keyboards_and_drafts_are_taken(town: Any, ptb: Bot) -> None:
    await town.say(town.anna, "/start")
    ask = KeyboardButton("Pick", request_users=KeyboardButtonRequestUsers(7, max_quantity=2, request_name=True))
    clean(await ptb.send_message(town.anna, "who?", reply_markup=ReplyKeyboardMarkup([[ask]])))
    clean(await ptb.send_message(town.anna, "why?", reply_markup=ForceReply(input_field_placeholder="…")))
    assert await ptb.send_chat_action(town.anna, "typing")
    assert await ptb.send_message_draft(town.anna, 5, "thinking")
    rows = await town.rows(town.anna)
    assert rows[-2]["keyboard"][0][0]["request_users"]["request_id"] == 7
    assert rows[-1]["force_reply"] is True


async def test_groups_members_and_topics_parse(town: Any, ptb: Bot) -> None:
    boris = await town.person("Boris", "ru")
    plain = await town.group(town.anna, boris, admins=[town.anna])
    forum = await town.group(town.anna, boris, topics=True, bot_admin=True, admins=[boris])
    for chat in (plain, forum, None):
        if chat is None:
            await town.say(town.anna, "/start")
        clean(await ptb.get_chat(chat or town.anna))
    assert [m.user.id for m in clean(await ptb.get_chat_administrators(plain))] == [town.anna]
    assert clean(await ptb.get_chat_member(plain, ptb.id)).status == "member"
    assert clean(await ptb.get_chat_member(forum, town.anna)).status == "member"
    own = clean(await ptb.get_chat_member(forum, ptb.id))
    assert (own.status, own.api_kwargs) == ("administrator", {"can_send_welcome_messages": True})
    assert await ptb.get_chat_member_count(plain) == 3
    topic = clean(await ptb.create_forum_topic(forum, "Orders"))
    sent = clean(await ptb.send_message(forum, "hi", message_thread_id=topic.message_thread_id))
    assert sent.is_topic_message
    assert await ptb.pin_chat_message(forum, sent.message_id)
    assert clean(await ptb.get_chat(forum)).pinned_message.message_id == sent.message_id
    assert await ptb.unpin_chat_message(forum, sent.message_id)
    assert await ptb.leave_chat(plain)


async def test_the_public_face_is_kept(town: Any, ptb: Bot) -> None:
    await town.say(town.anna, "/start")
    commands = [BotCommand("buy", "Buy something"), BotCommand("orders", "What runs")]
    scope = BotCommandScopeChat(town.anna)
    assert await ptb.set_my_commands(commands)
    assert await ptb.set_my_commands(commands[:1], scope=scope, language_code="en")
    assert tuple(clean(await ptb.get_my_commands())) == tuple(commands)
    shown = (await town.look("bot", person=town.anna))["commands"]
    assert [command["command"] for command in shown] == ["buy"]
    assert await ptb.delete_my_commands(scope=scope, language_code="en")
    assert await ptb.set_chat_menu_button(town.anna, MenuButtonCommands())
    clean(await ptb.get_chat_menu_button(town.anna))
    opening = MenuButtonWebApp("Orders", WebAppInfo("https://shop.1688.com/app"))
    assert await ptb.set_chat_menu_button(town.anna, opening)
    assert clean(await ptb.get_chat_menu_button(town.anna)) == opening
    assert await ptb.set_my_name("采购", language_code="zh")
    assert clean(await ptb.get_my_name("zh")).name == "采购"
    assert await ptb.set_my_description("Buys")
    assert clean(await ptb.get_my_description()).description == "Buys"
    assert await ptb.set_my_short_description("Buys")
    assert clean(await ptb.get_my_short_description()).short_description == "Buys"


async def test_every_kind_of_update_parses(town: Any, ptb: Bot) -> None:
    await ptb.get_updates(allowed_updates=ALL)
    boris = await town.person("Boris", "ru", username="boris")
    await town.say(town.anna, "/start")
    base64 = "aGVsbG8="
    await town.say(town.anna, "see", document={"name": "a.txt", "base64": base64})
    await town.say(town.anna, "", photo={"name": "a.png", "base64": base64})
    await town.sim("say", person=town.anna, users_shared=[boris])
    await town.say(town.anna, "hear", voice={"name": "a.ogg", "base64": base64, "duration": 3})
    await town.say(town.anna, "", sticker={"emoji": "👍"})
    await town.say(town.anna, "", location={"latitude": 23.1, "longitude": 113.3})
    await town.say(town.anna, "", contact={"phone_number": "+8613800000000", "first_name": "Li", "user_id": boris})
    await town.say(town.anna, "once", forwarded=True)
    mine = await town.say(town.anna, "once")
    await town.say(town.anna, "again", forwarded=boris, reply_to=mine)
    await town.sim("edit", person=town.anna, message_id=mine, text="twice")
    await town.say(town.anna, "thrice", edit=mine)
    group = await town.group(town.anna, boris, admins=[town.anna], bot_admin=True)
    forum = await town.group(town.anna, boris, admins=[town.anna], bot_admin=True, topics=True)
    await town.say(town.anna, "in the open", chat=group, anonymous=True)
    await town.say(boris, "about that", chat=forum, topic="Orders")
    sent = await ptb.send_message(group, "decide", reply_markup=KEYBOARD)
    await town.sim("react", person=boris, chat=group, message_id=sent.message_id, emoji="👍")
    await town.sim(f"chats/{group}/leave", person=boris)
    await town.sim(f"chats/{group}/join", person=boris)
    await town.sim(f"chats/{group}/promote", person=boris)
    await town.sim(f"chats/{group}/migrate", person=town.anna)
    await town.sim(f"chats/{forum}/kick_bot", person=town.anna)
    await town.sim(f"people/{town.anna}/block")
    updates = clean(await ptb.get_updates(allowed_updates=ALL))
    kinds = {name for update in updates for name in ALL if getattr(update, name) is not None}
    assert kinds >= {"message", "edited_message", "my_chat_member", "chat_member", "message_reaction"}
    assert any(u.message and u.message.users_shared for u in updates)
    heard = [u.message.effective_attachment for u in updates if u.message and not u.message.text]
    assert {type(thing) for thing in heard} >= {Contact, Location, Sticker, Voice}
    assert [u.edited_message.text for u in updates if u.edited_message] == ["twice", "thrice"]
    assert any(u.message and u.message.migrate_from_chat_id == group for u in updates)


async def test_messages_for_one_alone_parse_but_for_what_august_brought(town: Any, ptb: Bot) -> None:
    group = await town.group(town.anna)
    await town.sim("telegram", ephemeral=True)
    command = BotCommand("mine", "Mine", api_kwargs={"is_ephemeral": True})
    assert await ptb.set_my_commands([command])
    assert clean(await ptb.get_my_commands())[0].api_kwargs == {"is_ephemeral": True}
    await town.updates()
    said = await town.say(town.anna, "/mine", chat=group)
    (update,) = clean(await ptb.get_updates())
    assert (update.message.message_id, update.message.api_kwargs["ephemeral_message_id"]) == (0, said)
    one = {"ephemeral_message_parameters": {"receiver_user_id": town.anna}}
    asked = {**one, "reply_parameters": {"ephemeral_message_id": said}}
    sent = clean(await ptb.send_message(group, "yours", reply_markup=KEYBOARD, api_kwargs=asked))
    assert sent.api_kwargs["receiver_user"]["id"] == town.anna
    await ptb.get_updates(offset=update.update_id + 1)
    number = sent.api_kwargs["ephemeral_message_id"]

    async def answer_next() -> Any:
        (pressed,) = clean(await ptb.get_updates(timeout=50))
        assert await ptb.answer_callback_query(pressed.callback_query.id)
        return pressed.callback_query

    query, _ = await _both(town, answer_next(), chat=group, message_id=number, button="Approve")
    assert query.message.api_kwargs["ephemeral_message_id"] == number


async def test_presses_parse_and_are_answered_even_on_a_deleted_message(town: Any, ptb: Bot) -> None:
    await town.say(town.anna, "/start")
    await town.updates()
    sent = await ptb.send_message(town.anna, "decide", reply_markup=KEYBOARD)

    async def answer_next(text: str) -> Any:
        (update,) = clean(await ptb.get_updates(timeout=50))
        await ptb.get_updates(offset=update.update_id + 1)
        assert await ptb.answer_callback_query(update.callback_query.id, text, show_alert=True)
        return update.callback_query

    first = await _both(town, answer_next("done"), message_id=sent.message_id, button="Approve")
    assert first[1] == {"answer": {"text": "done", "show_alert": True}}
    assert first[0].data == "a:1"
    await ptb.delete_message(town.anna, sent.message_id)
    second = await _both(town, answer_next("late"), message_id=sent.message_id, button="a:1")
    assert second[0].message.is_accessible is False
    assert all(press.answer for press in town.world.chats.presses.values())


async def _both(town: Any, answering: Any, **press: Any) -> tuple[Any, Any]:
    query, answer = await asyncio.gather(answering, town.sim("press", person=town.anna, **press))
    return query, answer
