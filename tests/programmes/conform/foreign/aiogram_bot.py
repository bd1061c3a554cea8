"""A little bot of aiogram, run as that library means it, in a process of its own.

Its dispatcher polls; with the word `webhook` behind the name of the program its web server is pushed to.
"""

import asyncio
import hashlib
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    TelegramObject,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

URL, TOKEN = os.environ["TELEGRAM_API_URL"], os.environ["TELEGRAM_TOKEN"]
SECRET = "between-us-2"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]
SHEET = BufferedInputFile("编号;数量\n1;2\n".encode(), "订单.csv")
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Take", callback_data="take:1"),
            InlineKeyboardButton(text="Leave", callback_data="leave:1"),
        ],
        [InlineKeyboardButton(text="Look", url="https://detail.1688.com/offer/600000000001.html")],
    ]
)
BOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Beside", callback_data="whisper:beside"),
            InlineKeyboardButton(text="Instead", callback_data="whisper:instead"),
        ]
    ]
)
ALONE = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Edit", callback_data="alone:edit"),
            InlineKeyboardButton(text="Delete", callback_data="alone:delete"),
        ]
    ]
)
PICTURE = "https://cbu01.alicdn.com/red.jpg"
router = Router()
strangers: set[str] = set()


def unknown(value: Any, place: str) -> Iterator[str]:
    """Fields of an answer or an update that the library does not know, at every level."""
    if isinstance(value, TelegramObject):
        kind = type(value).__name__
        yield from (f"{kind}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown(getattr(value, name), f"{kind}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from unknown(each, place)
    elif isinstance(value, dict):
        yield place


async def look_at_updates(handler: Callable[..., Awaitable[Any]], event: TelegramObject, data: dict[str, Any]) -> Any:
    strangers.update(unknown(event, "update"))
    return await handler(event, data)


async def look_at_answers(make_request: Callable[..., Awaitable[Any]], bot: Bot, method: Any) -> Any:
    answer = await make_request(bot, method)
    strangers.update(unknown(answer, type(method).__name__))
    return answer


@router.message(Command("unknown"))
async def tell_unknown(message: Message) -> None:
    await message.answer(", ".join(sorted(strangers)) or "nothing is unknown")


@router.message(Command("me"))
async def me(message: Message, bot: Bot) -> None:
    about = await bot.get_me()
    await message.answer(f"{about.id} {about.username} {about.is_bot} {about.can_read_all_group_messages}")


@router.message(Command("hello"))
async def hello(message: Message) -> None:
    await message.react([ReactionTypeEmoji(emoji="👀")])
    await message.reply(f"<b>Hello</b>, {message.from_user.first_name}", parse_mode="HTML")


@router.message(Command("long"))
async def long(message: Message) -> None:
    await message.answer("货" * 4096)


@router.message(Command("offer"))
async def offer(message: Message) -> None:
    await message.answer("Take it?", reply_markup=KEYBOARD)


@router.callback_query(F.data.startswith("take:"))
async def taken(press: CallbackQuery) -> None:
    await press.message.edit_text(f"Chosen: {press.data}")
    await press.answer(f"{press.from_user.first_name}: {press.data}", show_alert=True)


@router.message(Command("board"))
async def board(message: Message) -> None:
    await message.answer("For everybody", reply_markup=BOARD)


@router.callback_query(F.data.startswith("whisper:"))
async def whisper(press: CallbackQuery) -> None:
    alone = EphemeralMessageParameters(
        receiver_user_id=press.from_user.id,
        callback_query_id=press.id,
        replace_callback_query_message=press.data == "whisper:instead",
    )
    await press.message.answer("For you alone", reply_markup=ALONE, ephemeral_message_parameters=alone)
    await press.answer()


@router.callback_query(F.data == "alone:edit")
async def change_whisper(press: CallbackQuery) -> None:
    if press.message.text == "For you alone":
        await press.message.edit_ephemeral_text("Still for you alone", reply_markup=ALONE)
    else:
        picture = InputMediaPhoto(media=PICTURE, caption="A picture for you alone")
        await press.message.edit_ephemeral_media(picture, reply_markup=ALONE)
    await press.answer()


@router.callback_query(F.data == "alone:delete")
async def delete_whisper(press: CallbackQuery) -> None:
    await press.message.delete_ephemeral()
    await press.answer()


@router.message(Command("declare"))
async def declare(message: Message, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="secret", description="Between us", is_ephemeral=True)])
    kept = await bot.get_my_commands()
    await message.answer(", ".join(f"{each.command}: {each.is_ephemeral}" for each in kept))


@router.message(Command("secret"))
async def secret(message: Message) -> None:
    await message.reply(f"Between {message.from_user.first_name} and {message.receiver_user.first_name}")


@router.message(Command("here"))
async def here(message: Message) -> None:
    await message.answer(f"Topic {message.message_thread_id}, {message.is_topic_message}")


@router.message(Command("topic"))
async def topic(message: Message, bot: Bot, command: CommandObject) -> None:
    opened = await bot.create_forum_topic(message.chat.id, command.args)
    await bot.send_message(message.chat.id, f"Opened {opened.name}", message_thread_id=opened.message_thread_id)


@router.callback_query()
async def left(press: CallbackQuery) -> None:
    await press.message.edit_reply_markup(reply_markup=None)
    await press.answer()


@router.message(Command("paper"))
async def paper(message: Message) -> None:
    await message.answer_document(SHEET, caption="<b>Orders</b>", parse_mode="HTML")


@router.message(Command("album"))
async def album(message: Message, bot: Bot) -> None:
    items = [InputMediaDocument(media=SHEET, caption="<i>one</i>", parse_mode="HTML"), InputMediaDocument(media=SHEET)]
    sent = await message.answer_media_group(items)
    await message.answer(f"{len(sent)} {len({each.media_group_id for each in sent})}")
    await bot.delete_messages(message.chat.id, [each.message_id for each in sent[1:]])


@router.message(Command("commands"))
async def commands(message: Message, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="offer", description="Shows an offer")])
    kept = await bot.get_my_commands()
    await message.answer(", ".join(f"{each.command}: {each.description}" for each in kept))


@router.message(F.document | F.photo)
async def received(message: Message, bot: Bot) -> None:
    file = message.document or message.photo[-1]
    content = (await bot.download(file)).read()
    about = f"{file.file_name} {file.mime_type}" if message.document else f"{file.width}x{file.height}"
    await message.reply(f"{about} {file.file_size} {hashlib.sha256(content).hexdigest()}")


@router.edited_message(F.text)
async def edited(message: Message) -> None:
    await message.answer(f"Changed to: {message.text}")


@router.message_reaction()
async def reacted(event: MessageReactionUpdated, bot: Bot) -> None:
    await bot.send_message(event.chat.id, f"{event.user.first_name}: {event.new_reaction[0].emoji}")


@router.my_chat_member(F.chat.type != "private", F.new_chat_member.status.in_({"member", "administrator"}))
async def own_standing(event: ChatMemberUpdated, bot: Bot) -> None:
    await bot.send_message(event.chat.id, f"I was {event.old_chat_member.status}, am {event.new_chat_member.status}")


@router.chat_member()
async def standing_of_another(event: ChatMemberUpdated, bot: Bot) -> None:
    who, old, new = event.new_chat_member.user.first_name, event.old_chat_member, event.new_chat_member
    await bot.send_message(event.chat.id, f"{who} was {old.status}, is {new.status}")


@router.message(Command("standing"))
async def standing(message: Message, bot: Bot) -> None:
    chat = message.chat.id
    own = await bot.get_chat_member(chat, bot.id)
    asker = await bot.get_chat_member(chat, message.from_user.id)
    admins = await bot.get_chat_administrators(chat)
    about, count = await bot.get_chat(chat), await bot.get_chat_member_count(chat)
    who = ", ".join(f"{each.user.first_name} {each.status}" for each in admins)
    rights = getattr(own, "can_delete_messages", None)
    await message.answer(f"{about.title}, {count}: I {own.status} {rights}, you {asker.status}; {who}")


@router.message(Command("leave"))
async def leave(message: Message) -> None:
    await message.chat.leave()


async def send(bot: Bot, chat: int, other: int) -> Any:
    return await bot.send_message(other, "Hello?")


async def edit_to_the_same(bot: Bot, chat: int, other: int) -> Any:
    sent = await bot.send_message(chat, "One and the same")
    return await sent.edit_text("One and the same")


async def send_paper(bot: Bot, chat: int, other: int) -> Any:
    return await bot.send_document(chat, SHEET)


async def ask_of_another(bot: Bot, chat: int, other: int) -> Any:
    return await bot.get_chat_member(chat, other)


async def wrong_token(bot: Bot, chat: int, other: int) -> Any:
    stranger = Bot(f"{bot.id}:{'A' * 35}", session=bot.session)
    return await stranger.get_me()


TRIES = {
    "send": send,
    "same": edit_to_the_same,
    "paper": send_paper,
    "member": ask_of_another,
    "token": wrong_token,
}


@router.message(Command("fails"))
async def fails(message: Message, bot: Bot, command: CommandObject) -> None:
    what, _, other = (command.args or "").partition(" ")
    try:
        await TRIES[what](bot, message.chat.id, int(other or 0))
    except Exception as error:  # whatever it is, it is told
        await message.answer(told(error))
    else:
        await message.answer("Nothing failed")


def told(error: Exception) -> str:
    """The kind of an error, and what the library made of Telegram's words and parameters."""
    parts = [type(error).__name__, str(getattr(error, "message", error)).splitlines()[-1]]
    parts += [
        f"{name}={getattr(error, name)}" for name in ("retry_after", "migrate_to_chat_id") if hasattr(error, name)
    ]
    return f"It failed: {'; '.join(parts)}"


@router.message(F.text == "ping")
async def ping(message: Message) -> None:
    await message.answer("pong")


async def be_pushed_to(bot: Bot, dispatcher: Dispatcher) -> None:
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(application, "/hook")
    setup_application(application, dispatcher, bot=bot)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    await bot.set_webhook(f"http://{host}:{port}/hook", secret_token=SECRET, allowed_updates=KINDS)
    await asyncio.Event().wait()


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(URL))
    session.middleware(look_at_answers)
    dispatcher = Dispatcher()
    dispatcher.update.outer_middleware(look_at_updates)
    dispatcher.include_router(router)
    bot = Bot(TOKEN, session=session)
    if sys.argv[1:] == ["webhook"]:
        await be_pushed_to(bot, dispatcher)
    await bot.delete_webhook()
    await dispatcher.start_polling(bot, allowed_updates=KINDS, polling_timeout=10)


if __name__ == "__main__":
    asyncio.run(main())
