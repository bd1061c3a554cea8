"""The baseline: python-telegram-bot with nothing around it; echoes, and edits the message of each press."""

import sys
from typing import Any

from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters


async def echo(update: Any, _: Any) -> None:
    """The same two steps as any bot: read, answer."""
    await update.message.reply_text(update.message.text)


async def pressed(update: Any, _: Any) -> None:
    """The two calls of a press, in the order of every tutorial."""
    query = update.callback_query
    await query.answer()
    await query.edit_message_text(f"{query.data} {update.update_id}", reply_markup=query.message.reply_markup)


def main(token: str, url: str, at_once: str = "1") -> None:
    """Poll until told to stop; one update after the other, as it comes, or so many at once."""
    made = Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = made.concurrent_updates(int(at_once)).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
