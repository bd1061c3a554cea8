"""A little bot of pyTelegramBotAPI, run as that library means it: threads, in a process of its own.

It polls; with the word `webhook` behind the name of the program it is pushed to, as the library's examples show it.
"""

import hashlib
import io
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import telebot
from telebot import apihelper
from telebot.types import (
    BotCommand,
    CallbackQuery,
    ChatMemberUpdated,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    ReplyParameters,
    Update,
)

URL, TOKEN = os.environ["TELEGRAM_API_URL"], os.environ["TELEGRAM_TOKEN"]
SECRET = "between-us-2"
PICTURE = "https://cbu01.alicdn.com/red.jpg"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]
apihelper.API_URL = URL + "/bot{0}/{1}"
apihelper.FILE_URL = URL + "/file/bot{0}/{1}"
bot = telebot.TeleBot(TOKEN)


def sheet() -> InputFile:
    return InputFile(io.BytesIO("编号;数量\n1;2\n".encode()), "订单.csv")


def keyboard() -> InlineKeyboardMarkup:
    markup = InlineKeyboardMarkup()
    markup.row(
        InlineKeyboardButton("Take", callback_data="take:1"), InlineKeyboardButton("Leave", callback_data="leave:1")
    )
    markup.row(InlineKeyboardButton("Look", url="https://detail.1688.com/offer/600000000001.html"))
    return markup


@bot.message_handler(commands=["me"])
def me(message: Message) -> None:
    about = bot.get_me()
    bot.send_message(message.chat.id, f"{about.id} {about.username} {about.is_bot} {about.can_read_all_group_messages}")


@bot.message_handler(commands=["hello"])
def hello(message: Message) -> None:
    bot.set_message_reaction(message.chat.id, message.id, [ReactionTypeEmoji("👀")])
    bot.reply_to(message, f"<b>Hello</b>, {message.from_user.first_name}", parse_mode="HTML")


@bot.message_handler(commands=["long"])
def long(message: Message) -> None:
    bot.send_message(message.chat.id, "货" * 4096)


@bot.message_handler(commands=["offer"])
def offer(message: Message) -> None:
    bot.send_message(message.chat.id, "Take it?", reply_markup=keyboard())


@bot.callback_query_handler(func=lambda press: press.data.startswith("take:"))
def taken(press: CallbackQuery) -> None:
    bot.edit_message_text(f"Chosen: {press.data}", press.message.chat.id, press.message.id)
    bot.answer_callback_query(press.id, f"{press.from_user.first_name}: {press.data}", show_alert=True)


def row(**buttons: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data) for text, data in buttons.items()]])


ALONE = row(Edit="alone:edit", Delete="alone:delete")


@bot.message_handler(commands=["board"])
def board(message: Message) -> None:
    bot.send_message(
        message.chat.id, "For everybody", reply_markup=row(Beside="whisper:beside", Instead="whisper:instead")
    )


@bot.callback_query_handler(func=lambda press: press.data.startswith("whisper:"))
def whisper(press: CallbackQuery) -> None:
    alone = EphemeralMessageParameters(press.from_user.id, press.id, press.data == "whisper:instead")
    bot.send_message(press.message.chat.id, "For you alone", reply_markup=ALONE, ephemeral_message_parameters=alone)
    bot.answer_callback_query(press.id)


def place(message: Message) -> tuple[int, int, int]:
    """What names a message for one."""
    return message.chat.id, message.receiver_user.id, message.ephemeral_message_id


@bot.callback_query_handler(func=lambda press: press.data == "alone:edit")
def change_whisper(press: CallbackQuery) -> None:
    if press.message.text == "For you alone":
        bot.edit_ephemeral_message_text(*place(press.message), "Still for you alone", reply_markup=ALONE)
    else:
        picture = InputMediaPhoto(PICTURE, caption="A picture for you alone")
        bot.edit_ephemeral_message_media(*place(press.message), picture, reply_markup=ALONE)
    bot.answer_callback_query(press.id)


@bot.callback_query_handler(func=lambda press: press.data == "alone:delete")
def delete_whisper(press: CallbackQuery) -> None:
    bot.delete_ephemeral_message(*place(press.message))
    bot.answer_callback_query(press.id)


@bot.message_handler(commands=["declare"])
def declare(message: Message) -> None:
    bot.set_my_commands([BotCommand("secret", "Between us", is_ephemeral=True)])
    kept = bot.get_my_commands()
    bot.send_message(message.chat.id, ", ".join(f"{each.command}: {each.is_ephemeral}" for each in kept))


@bot.message_handler(commands=["secret"])
def secret(message: Message) -> None:
    bot.send_message(
        message.chat.id,
        f"Between {message.from_user.first_name} and {message.receiver_user.first_name}",
        reply_parameters=ReplyParameters(ephemeral_message_id=message.ephemeral_message_id),
        ephemeral_message_parameters=EphemeralMessageParameters(message.from_user.id),
    )


@bot.message_handler(commands=["here"])
def here(message: Message) -> None:
    about = f"Topic {message.message_thread_id}, {message.is_topic_message}"
    bot.send_message(message.chat.id, about, message_thread_id=message.message_thread_id)


@bot.message_handler(commands=["topic"])
def topic(message: Message) -> None:
    opened = bot.create_forum_topic(message.chat.id, message.text.partition(" ")[2])
    bot.send_message(message.chat.id, f"Opened {opened.name}", message_thread_id=opened.message_thread_id)


@bot.callback_query_handler(func=lambda press: True)
def left(press: CallbackQuery) -> None:
    bot.edit_message_reply_markup(press.message.chat.id, press.message.id, reply_markup=None)
    bot.answer_callback_query(press.id)


@bot.message_handler(commands=["paper"])
def paper(message: Message) -> None:
    bot.send_document(message.chat.id, sheet(), caption="<b>Orders</b>", parse_mode="HTML")


@bot.message_handler(commands=["album"])
def album(message: Message) -> None:
    items = [InputMediaDocument(sheet(), caption="<i>one</i>", parse_mode="HTML"), InputMediaDocument(sheet())]
    sent = bot.send_media_group(message.chat.id, items)
    bot.send_message(message.chat.id, f"{len(sent)} {len({each.media_group_id for each in sent})}")
    bot.delete_messages(message.chat.id, [each.id for each in sent[1:]])


@bot.message_handler(commands=["commands"])
def commands(message: Message) -> None:
    bot.set_my_commands([BotCommand("offer", "Shows an offer")])
    bot.send_message(
        message.chat.id, ", ".join(f"{each.command}: {each.description}" for each in bot.get_my_commands())
    )


@bot.message_handler(content_types=["document", "photo"])
def received(message: Message) -> None:
    file = message.document or message.photo[-1]
    content = bot.download_file(bot.get_file(file.file_id).file_path)
    about = f"{file.file_name} {file.mime_type}" if message.document else f"{file.width}x{file.height}"
    bot.reply_to(message, f"{about} {file.file_size} {hashlib.sha256(content).hexdigest()}")


@bot.edited_message_handler(content_types=["text"])
def edited(message: Message) -> None:
    bot.send_message(message.chat.id, f"Changed to: {message.text}")


@bot.message_reaction_handler(func=lambda event: True)
def reacted(event: MessageReactionUpdated) -> None:
    bot.send_message(event.chat.id, f"{event.user.first_name}: {event.new_reaction[0].emoji}")


@bot.my_chat_member_handler(
    func=lambda event: event.chat.type != "private" and event.new_chat_member.status in ("member", "administrator")
)
def own_standing(event: ChatMemberUpdated) -> None:
    bot.send_message(event.chat.id, f"I was {event.old_chat_member.status}, am {event.new_chat_member.status}")


@bot.chat_member_handler(func=lambda event: True)
def standing_of_another(event: ChatMemberUpdated) -> None:
    who, old, new = event.new_chat_member.user.first_name, event.old_chat_member, event.new_chat_member
    bot.send_message(event.chat.id, f"{who} was {old.status}, is {new.status}")


@bot.message_handler(commands=["standing"])
def standing(message: Message) -> None:
    chat = message.chat.id
    own = bot.get_chat_member(chat, bot.get_me().id)
    asker = bot.get_chat_member(chat, message.from_user.id)
    admins = bot.get_chat_administrators(chat)
    about, count = bot.get_chat(chat), bot.get_chat_member_count(chat)
    who = ", ".join(f"{each.user.first_name} {each.status}" for each in admins)
    rights = getattr(own, "can_delete_messages", None)
    bot.send_message(chat, f"{about.title}, {count}: I {own.status} {rights}, you {asker.status}; {who}")


@bot.message_handler(commands=["leave"])
def leave(message: Message) -> None:
    bot.leave_chat(message.chat.id)


def send(chat: int, other: int) -> Any:
    return bot.send_message(other, "Hello?")


def edit_to_the_same(chat: int, other: int) -> Any:
    sent = bot.send_message(chat, "One and the same")
    return bot.edit_message_text("One and the same", chat, sent.id)


def send_paper(chat: int, other: int) -> Any:
    return bot.send_document(chat, sheet())


def ask_of_another(chat: int, other: int) -> Any:
    return bot.get_chat_member(chat, other)


def wrong_token(chat: int, other: int) -> Any:
    number = TOKEN.partition(":")[0]
    return telebot.TeleBot(f"{number}:{'A' * 35}").get_me()


TRIES = {
    "send": send,
    "same": edit_to_the_same,
    "paper": send_paper,
    "member": ask_of_another,
    "token": wrong_token,
}


@bot.message_handler(commands=["fails"])
def fails(message: Message) -> None:
    _, what, other = (f"{message.text} 0").split()[:3]
    try:
        TRIES[what](message.chat.id, int(other))
    except Exception as error:  # whatever it is, it is told
        bot.send_message(message.chat.id, told(error))
    else:
        bot.send_message(message.chat.id, "Nothing failed")


def told(error: Exception) -> str:
    """The kind of an error, and what the library made of Telegram's words and parameters."""
    parts = [type(error).__name__]
    if isinstance(error, apihelper.ApiTelegramException):
        given = error.result_json.get("parameters", {})
        parts += [str(error.error_code), error.description, *(f"{name}={each}" for name, each in given.items())]
    return f"It failed: {'; '.join(parts)}"


@bot.message_handler(func=lambda message: message.text == "ping")
def ping(message: Message) -> None:
    bot.send_message(message.chat.id, "pong")


class Hook(BaseHTTPRequestHandler):
    """Takes what is pushed with the secret, and turns everything else away."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        known = self.headers.get("X-Telegram-Bot-Api-Secret-Token") == SECRET
        self.send_response(200 if known else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()
        if known:
            bot.process_new_updates([Update.de_json(body.decode())])


def be_pushed_to() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    url = f"http://127.0.0.1:{server.server_port}/hook"
    bot.set_webhook(url, secret_token=SECRET, allowed_updates=KINDS)
    server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1:] == ["webhook"]:
        be_pushed_to()
    bot.delete_webhook()
    bot.infinity_polling(timeout=10, long_polling_timeout=10, allowed_updates=KINDS)
