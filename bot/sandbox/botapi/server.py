"""The HTTP routes of the Bot API: /bot<token>/<method> and /file/bot<token>/…, with Telegram's envelopes and faults."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.botapi import editing, ephemeral, looking, profile, sending
from bot.sandbox.botapi.context import BotSide, too_many
from bot.sandbox.botapi.media import fetch
from bot.sandbox.botapi.params import Params, read
from bot.sandbox.botapi.polling import PollServer
from bot.sandbox.botapi.webhook import WebhookPusher
from bot.sandbox.bus import Bus
from bot.sandbox.chats.refusals import BotApiRefused
from bot.sandbox.chats.state import Chats
from bot.sandbox.faults import Faults

Method = Callable[[BotSide, Params], Any]
_WEBHOOK_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_STATUS_WORDS = {
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict",
    429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
}  # fmt: skip

METHODS: dict[str, Method] = {
    **ephemeral.METHODS,
    "getMe": looking.get_me,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_chat_member,
    "getChatAdministrators": looking.get_chat_administrators,
    "getChatMemberCount": looking.get_chat_member_count,
    "leaveChat": looking.leave_chat,
    "getFile": looking.get_file,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "sendMessageDraft": sending.send_message_draft,
    "copyMessage": sending.copy_message,
    "pinChatMessage": sending.pin_chat_message,
    "unpinChatMessage": sending.unpin_chat_message,
    "createForumTopic": sending.create_forum_topic,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMessageReaction": editing.set_message_reaction,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
}
_WITH_FILES = frozenset(
    {"sendPhoto", "sendDocument", "sendMediaGroup", "editMessageMedia", "editEphemeralMessageMedia"}
)
_ASYNC = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
_NAMES = {name.lower(): name for name in (*METHODS, *_ASYNC)}


class BotApi:
    """Answers the bot's calls over one `Chats`."""

    def __init__(self, chats: Chats, faults: Faults, bus: Bus, token: str) -> None:
        self.api = BotSide(chats)
        self.poller = PollServer(chats)
        self.webhook = WebhookPusher(chats)
        self._faults = faults
        self._bus = bus
        self._token = token

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
        ]

    async def close(self) -> None:
        self.poller.end("closing")
        await self.webhook.close()

    async def _call(self, request: Request) -> Response:
        refusal = self._refused_token(request)
        if refusal is not None:
            return refusal
        method = _NAMES.get(request.path_params["method"].lower())
        if method is None or (method in ephemeral.METHODS and not self.api.chats.ephemeral):
            return _refusal(BotApiRefused(404, "Not Found: method not found"))
        try:
            params = await read(request)
        except BotApiRefused as refused:
            return _refusal(refused)
        effect = self._effect(method, params, request)
        if not self._faults.list():
            return await effect()
        throttled = _refusal(too_many(self._throttle_seconds(method)))
        answer = await self._faults.run("telegram", method, request, effect, throttled)
        return _worded(answer)

    def _refused_token(self, request: Request) -> Response | None:
        token = request.path_params["token"]
        number, _, secret = token.partition(":")
        if not number.isdigit() or not secret:
            return _refusal(BotApiRefused(404, "Not Found"))
        return None if token == self._token else _refusal(BotApiRefused(401, "Unauthorized"))

    def _throttle_seconds(self, method: str) -> int:
        """How many seconds the next throttling fault asks to wait; 1 unless it says."""
        for fault in self._faults.list():
            if fault["side"] == "telegram" and fault["call"] in ("*", method):
                return max(1, round(fault["seconds"] or 1))
        return 1

    def _effect(self, method: str, params: Params, request: Request) -> Callable[[], Awaitable[Response]]:
        async def effect() -> Response:
            try:
                body = await self._body(method, params, request)
            except BotApiRefused as refused:
                self._note(method, params, refused.description, ok=False)
                return _refusal(refused)
            self._note(method, params, "", ok=True)
            return Response(body, media_type="application/json")

        return effect

    async def _body(self, method: str, params: Params, request: Request) -> bytes:
        if method == "getUpdates":
            if self.webhook.url:
                raise BotApiRefused(409, _WEBHOOK_SET)
            return await self.poller.get_updates(params, request)
        if method == "setWebhook":
            result: Any = await self.webhook.set(params)
            if self.webhook.url:
                self.poller.end("webhook")
        elif method == "deleteWebhook":
            result = await self.webhook.delete(params)
        elif method == "getWebhookInfo":
            result = self.webhook.info()
        else:
            if method in _WITH_FILES:
                await fetch(params)
            result = METHODS[method](self.api, params)
        return json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()

    def _note(self, method: str, params: Params, problem: str, *, ok: bool) -> None:
        if method == "getUpdates":
            return
        about = params.text("text") or params.text("caption") or params.text("action")
        note = problem or f"{params.text('chat_id')} {about[:60]}".strip()
        at = self.api.chats.clock.now().isoformat()
        self._bus.publish("call", {"side": "telegram", "call": method, "ok": ok, "note": note, "at": at})

    async def _download(self, request: Request) -> Response:
        refusal = self._refused_token(request)
        if refusal is not None:
            return refusal
        file = self.api.chats.files.by_path.get(request.path_params["path"])
        if file is None or file.content is None:
            return _refusal(BotApiRefused(404, "Not Found"))
        return Response(file.content, media_type=file.mime)


def _refusal(refused: BotApiRefused) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return Response(json.dumps(body), status_code=refused.code, media_type="application/json")


def _worded(answer: Response) -> Response:
    """Puts a plain HTTP failure of a fault into Telegram's envelope."""
    if answer.status_code < 400 or answer.media_type == "application/json":
        return answer
    return _refusal(BotApiRefused(answer.status_code, _STATUS_WORDS.get(answer.status_code, "Internal Server Error")))
