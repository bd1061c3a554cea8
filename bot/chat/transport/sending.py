"""Sends a view to Telegram: keyboard, link preview, and a simpler form if Telegram refuses it."""

import asyncio
import html
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    WebAppInfo,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, EndPointNotFound, TelegramError

from bot.cards.blocks.buttons import Codes, signed
from bot.cards.blocks.html import Html, mention, plain, unmarked
from bot.cards.blocks.view import Button, View
from bot.chat.transport import failures
from bot.chat.transport.bot import Bot
from bot.purchasing.person import Person, Place

log = logging.getLogger(__name__)
T = TypeVar("T")

_MOST_PICKED = 10
_WHISPER_SECONDS = 1.5
"""The most seconds for a private answer: a press must be answered in time, whatever happens to the longer answer."""
_BAD_BUTTON = (
    "button_url_invalid",
    "inline keyboard button url",
    "button_copy_text_invalid",
    "web app url",
    "button_type_invalid",
)


def markup(view: View) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """The markup of a new message: its buttons, or buttons that let people be picked."""
    if view.picks:
        people = partial(KeyboardButtonRequestUsers, user_is_bot=False, max_quantity=_MOST_PICKED, request_name=True)
        picks = [[KeyboardButton(each.text, request_users=people(each.number))] for each in view.picks]
        return ReplyKeyboardMarkup(picks, resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if view.picked else keyboard(view)


def keyboard(view: View) -> InlineKeyboardMarkup | None:
    """The buttons of a signed view."""
    rows = [[_button(button) for button in row] for row in view.keyboard if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    style = button.style or None
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url, style=style)
    if button.copy:
        return InlineKeyboardButton(button.text, copy_text=CopyTextButton(button.copy), style=style)
    if button.app:
        return InlineKeyboardButton(button.text, web_app=WebAppInfo(button.app), style=style)
    return InlineKeyboardButton(button.text, callback_data=button.data, style=style)


def preview(view: View) -> LinkPreviewOptions:
    """The picture as a large preview above the text; without a picture, no preview at all."""
    if not view.picture:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=view.picture, prefer_large_media=True, show_above_text=True)


class Sender:
    """Posts and edits views; if Telegram refuses the form, sends a simpler one at once.

    `mark` is what every one of them begins with, in the language of its chat.
    """

    def __init__(self, bot: Bot, codes: Codes, mark: Callable[[Place], Awaitable[Html]] | None = None) -> None:
        self._bot, self._codes, self._mark = bot, codes, mark
        self._whispers: bool | None = None

    @property
    def username(self) -> str:
        """The bot's username, for links that open it."""
        return str(self._bot.username)

    async def post(
        self, place: Place, view: View, *, reply_to: int | None = None, ask: bool = False, silent: bool = False
    ) -> int:
        """Post a view; returns its message id."""
        return (await self.send(place, view, reply_to=reply_to, ask=ask, silent=silent)).message_id

    async def send(
        self, place: Place, view: View, *, reply_to: int | None = None, ask: bool = False, silent: bool = False
    ) -> Message:
        """Post a view; returns the message as Telegram has it.

        `ask` opens the reply field of the person whom the message names; `silent` makes no sound.
        """
        view = await self._signed(view, place)
        call: dict[str, Any] = {
            "chat_id": place.chat_id,
            "message_thread_id": place.topic_id,
            "reply_markup": ForceReply(selective=True) if ask else markup(view),
            "disable_notification": silent or None,
        }
        if reply_to is not None:
            call["reply_parameters"] = ReplyParameters(reply_to, allow_sending_without_reply=True)
        try:
            message = await _in_some_form(self._bot.send_message, call, view)
        except BadRequest as error:
            if place.topic_id is None or not failures.topic_gone(error):
                raise
            message = await _in_some_form(self._bot.send_message, {**call, "message_thread_id": None}, view)
        return message

    async def picture(self, place: Place, png: bytes, view: View, *, reply_to: int | None = None) -> int:
        """Post a picture that was made here, with a view below it; returns its message id."""
        view = await self._signed(view, place)
        message = await self._bot.send_photo(
            place.chat_id, png, caption=view.text, parse_mode=ParseMode.HTML, message_thread_id=place.topic_id,
            reply_markup=keyboard(view),
            reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
        )  # fmt: skip
        return message.message_id

    async def other_picture(self, chat_id: int, message_id: int, png: bytes, view: View) -> None:
        """Make a message with a picture show another one and its view; no error if it already does."""
        view = await self._signed(view, Place(chat_id))
        media = InputMediaPhoto(png, caption=view.text, parse_mode=ParseMode.HTML)
        try:
            await self._bot.edit_message_media(media, chat_id, message_id, reply_markup=keyboard(view))
        except BadRequest as error:
            if not failures.unchanged(error):
                raise

    async def whisper(self, place: Place, person_id: int, query_id: str, view: View) -> bool:
        """Answer a press in a group with a message that only its person sees.

        Returns False if it fails or takes too long.
        """
        try:
            async with asyncio.timeout(_WHISPER_SECONDS):
                return await self._offered(place, person_id) and await self._whispered(place, person_id, query_id, view)
        except (TelegramError, TimeoutError) as error:
            log.info("a press was not answered by a message for one: %s", failures.said(error))
            return False

    async def _offered(self, place: Place, person_id: int) -> bool:
        """Whether the server knows messages for one person: a server that does not would show them to everybody."""
        if self._whispers is None:
            none_of_ours = {"chat_id": place.chat_id, "receiver_user_id": person_id, "ephemeral_message_id": 1}
            try:
                await self._bot.do_api_request("deleteEphemeralMessage", api_kwargs=none_of_ours)
            except EndPointNotFound:
                self._whispers = False
                return False
            except BadRequest:
                pass  # it knows the method, and has no such message
            self._whispers = True
        return self._whispers

    async def _whispered(self, place: Place, person_id: int, query_id: str, view: View) -> bool:
        view = await self._signed(view, place)
        one = {"receiver_user_id": person_id, "callback_query_id": query_id}
        # The Bot API server of July takes the two fields directly, the one of August inside an object.
        extra = {**one, "ephemeral_message_parameters": one}
        # A press on it would come from a message without a number: only what needs no answer stands below it.
        rows = tuple(tuple(button for button in row if not button.data) for row in view.keyboard)
        message = await self._bot.send_message(
            place.chat_id, message_thread_id=place.topic_id, api_kwargs=extra,
            reply_markup=keyboard(replace(view, keyboard=rows)), **_body(view),
        )  # fmt: skip
        if "ephemeral_message_id" in message.api_kwargs:
            return True
        self._whispers = False
        await self._bot.delete_message(place.chat_id, message.message_id)
        return False

    async def removed(self, chat_id: int, message_id: int) -> bool:
        """Delete a message of ours, if it is there; returns False if Telegram keeps it, as it does after 48 hours."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            log.info("message %s of chat %s stays: %s", message_id, chat_id, failures.said(error))
            return failures.message_gone(error)
        return True

    async def bare(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message, whose words stay; no error if it has none or is gone."""
        try:
            await self._bot.edit_message_reply_markup(chat_id, message_id)
        except BadRequest as error:
            if not (failures.unchanged(error) or failures.message_gone(error)):
                raise

    async def edit(self, chat_id: int, message_id: int, view: View) -> None:
        """Make a message show a view; no error if it already does."""
        view = await self._signed(view, Place(chat_id))
        call: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id, "reply_markup": keyboard(view)}
        try:
            await _in_some_form(self._bot.edit_message_text, call, view)
        except BadRequest as error:
            if not failures.unchanged(error):
                raise

    async def _signed(self, view: View, place: Place) -> View:
        """The view as it goes out to a chat: its buttons signed, behind the mark that every message carries."""
        view = signed(view, self._codes, place.chat_id)
        return view if self._mark is None else replace(view, text=Html(f"{await self._mark(place)} · {view.text}"))


def called(view: View, person: Person) -> View:
    """The view with a person named first, so that only their reply field opens and they are notified."""
    return replace(view, text=Html(f"{mention(person.id, person.name)}\n{view.text}"))


async def _in_some_form(method: Callable[..., Awaitable[T]], call: dict[str, Any], view: View) -> T:
    """Send or edit a view; if Telegram refuses its form, a simpler one at once."""
    try:
        return await method(**call, **_body(view))
    except BadRequest as error:
        simpler = _simpler(view, error)
        if simpler is None:
            raise
        return await method(**(call | simpler))


def _body(view: View) -> dict[str, Any]:
    return {"text": view.text, "parse_mode": ParseMode.HTML, "link_preview_options": preview(view)}


def _simpler(view: View, error: BadRequest) -> dict[str, Any] | None:
    """What to send if Telegram refuses the markup or a button; None for any other refusal."""
    if failures.unparsable(error):
        return {"text": plain(unmarked(view.text)), "link_preview_options": preview(view)}
    if not any(word in str(error).lower() for word in _BAD_BUTTON):
        return None
    rows = tuple(tuple(b for b in row if b.data) for row in view.keyboard)
    # A link that no button accepts must not cost the message: it is written into the text instead.
    links = [html.escape(b.url or b.copy) for row in view.keyboard for b in row if b.url or b.copy]
    simpler = replace(view, text=Html("\n".join([view.text, *links])), keyboard=rows)
    return {**_body(simpler), "reply_markup": keyboard(simpler)}
