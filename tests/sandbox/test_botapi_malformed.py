"""However a call is malformed, it gets Telegram's envelope and never a bare 500."""

import json
import random
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.sandbox.app import PretendWorld
from bot.sandbox.botapi.server import METHODS
from bot.sandbox.chats import acts
from bot.sandbox.chats.model import Chat, Media, Press
from tests.counts import counted
from tests.programmes.torture.virtual import EPOCH

CALLS = counted(10_000, 3_000)
DEEP = "[" * 3000 + "]" * 3000
BARE = object()
"""A place for 1e999, which is no number of any language, in a JSON body."""
TEXTS = (
    "", " ", "0", "-1", "1e999", "²", "NaN", "{", "[]", "{}", "null", '"\\ud800"', DEEP, "9" * 5000, "x" * 5000,
    "价👍\x00", "@caigou_bot", "http://[::1", "http://127.0.0.1:99999/", "attach://nothing",
    "<a href='tg://user?id=" + "9" * 5000 + "'>x</a>", '<tg-time unix="²">x</tg-time>',
    "<b>" * 300 + "x" + "</b>" * 300, "<a href='http://['>x</a>", '<tg-emoji emoji-id="²">x</tg-emoji>',
    "HTML", "MarkdownV2", "rst", "$USD #tag /buy@x",
)  # fmt: skip
BODIES = (b"{", b"[1]", b"\xff\xfe", b"--x\r\n\r\n", DEEP.encode(), b'{"a": NaN}', b'{"text": "\\ud800"}')
BODY_KINDS = (
    "application/json", "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=",
    "text/plain", "",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**40, BARE, "\ud800", [], {}, [[]], [None], [{}], {"": {}},
    {"type": []}, {"message_id": []}, {"id": {}}, *TEXTS,
)  # fmt: skip
ENTITIES = [
    {"type": "bold", "offset": 0, "length": 1},
    {"type": "text_link", "offset": 0, "length": 1, "url": "https://1688.com"},
    {"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 5}},
    {"type": "date_time", "offset": 0, "length": 1, "unix_time": 5, "date_time_format": "t"},
    {"type": "mention", "offset": 0, "length": 1},
]
ALIKE = {
    "text": "a 👍 <b>b</b>", "caption": "c", "parse_mode": "HTML", "entities": ENTITIES, "caption_entities": ENTITIES,
    "link_preview_options": {"url": "https://1688.com", "is_disabled": False},
    "reply_markup": {
        "inline_keyboard": [
            [
                {"text": "a", "callback_data": "b", "style": "danger"},
                {"text": "a", "url": "https://1688.com"},
                {"text": "a", "copy_text": {"text": "b"}},
            ]
        ]
    },
    "message_ids": [1, 999], "draft_id": 1, "name": "n", "icon_color": 7322096, "action": "typing",
    "photo": "https://1688.com/a.jpg", "document": "https://1688.com/a.pdf",
    "media": [
        {"type": "photo", "media": "https://1688.com/a.jpg", "caption": "c", "caption_entities": ENTITIES},
        {"type": "photo", "media": "https://1688.com/b.jpg", "parse_mode": "HTML", "has_spoiler": True},
    ],
    "reaction": [{"type": "emoji", "emoji": "👍"}],
    "commands": [{"command": "buy", "description": "d"}],
    "language_code": "en", "menu_button": {"type": "web_app", "text": "t", "web_app": {"url": "https://1688.com"}},
    "description": "d", "short_description": "d", "url": "https://elsewhere.example/", "allowed_updates": ["message"],
    "limit": 1, "offset": 1, "timeout": 1, "max_connections": 1, "secret_token": "x",
}  # fmt: skip
KEYBOARD = {
    "keyboard": [[{"text": "a", "request_users": {"request_id": 1}}, "b"]],
    "input_field_placeholder": "p",
    "one_time_keyboard": True,
}


class Door:
    """The world's ASGI face, called without a socket."""

    def __init__(self, world: PretendWorld) -> None:
        self.world = world

    async def call(self, method: str, body: bytes, kind: str, query: str = "") -> tuple[int, bytes]:
        """Status and body of an answer; whatever is raised on the way comes out here."""
        path = f"/bot{self.world.token}/{method}"
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(b"content-type", kind.encode())] if kind else [], "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }  # fmt: skip
        coming = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.world.app(scope, receive, send)
        return int(sent[0]["status"]), b"".join(message.get("body", b"") for message in sent[1:])


def spoiled(chance: random.Random, value: Any) -> Any:
    """A value with one place in it, however deep, replaced by something odd."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        name = chance.choice(list(value))
        if chance.random() < 0.1:
            return {key: item for key, item in value.items() if key != name}
        return {**value, name: spoiled(chance, value[name])}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        return [*value[:at], spoiled(chance, value[at]), *value[at + 1 :]]
    return chance.choice(ODD)


def there(world: PretendWorld, chat: Chat, pictured: bool) -> dict[str, Any]:
    """Parameters that mean something in this chat as it stands: what the bot last said, a press that waits."""
    chats, anna = world.chats, world.admins[0]
    yes = [[{"text": "Yes", "callback_data": "y"}]]
    file = next(iter(chats.files.by_id.values()))
    media = Media("photo", file) if pictured else None
    own = chats.post(chat, chats.bot_id, text="hello", inline=yes, media=media)
    press = acts.press(chats, {"person": anna, "chat": chat.id, "message_id": own.id, "button": "Yes"})
    assert isinstance(press, Press)
    found: dict[str, Any] = {
        "chat_id": chat.id, "message_id": own.id, "from_chat_id": chat.id, "user_id": anna, "receiver_user_id": anna,
        "callback_query_id": press.id, "file_id": file.id,
        "scope": {"type": "chat_member", "chat_id": chat.id, "user_id": anna},
        "reply_parameters": {"message_id": own.id, "quote": "hello", "quote_entities": [], "chat_id": chat.id},
    }  # fmt: skip
    if chat.kind != "private":
        said = chats.post(chat, anna, text="/mine", only_for=chats.bot_id)
        found["reply_parameters"]["ephemeral_message_id"] = said.id
        found["ephemeral_message_parameters"] = {
            "receiver_user_id": anna, "callback_query_id": press.id, "replace_callback_query_message": True,
        }  # fmt: skip
        found["ephemeral_message_id"] = chats.post(chat, chats.bot_id, text="psst", media=media, only_for=anna).id
    return found


def parameters(chance: random.Random, world: PretendWorld, chat: Chat, method: str) -> dict[str, Any]:
    """All parameters of all methods, good ones; then a few spoiled and some left out."""
    given: dict[str, Any] = {**there(world, chat, method.endswith(("Caption", "Media"))), **ALIKE}
    if chance.random() < 0.2:
        given["reply_markup"] = KEYBOARD
    elif chat.kind == "private" and chance.random() < 0.3:
        given["reply_markup"] = {"inline_keyboard": [[{"text": "a", "web_app": {"url": "https://1688.com"}}]]}
    for name in chance.sample(list(given), chance.randrange(1, 4)):
        given[name] = spoiled(chance, given[name])
    for name in chance.sample(list(given), chance.randrange(len(given) // 4)):
        del given[name]
    if chance.random() < 0.5:
        given["parse_mode"] = None
    if chance.random() < 0.5:
        given["chat_id"] = chat.id
    if isinstance(given.get("media"), list) and chance.random() < 0.4:
        given["media"] = given["media"][0] if given["media"] else None
    return given


def as_json(value: Any) -> str:
    return json.dumps(_marked(value)).replace('"@bare@"', "1e999")


def _marked(value: Any) -> Any:
    if value is BARE:
        return "@bare@"
    if isinstance(value, dict):
        return {key: _marked(item) for key, item in value.items()}
    return [_marked(item) for item in value] if isinstance(value, list) else value


def fields(given: dict[str, Any]) -> list[tuple[str, str]]:
    """Parameters as a form carries them: what is no text is JSON."""
    found = [(name, value if isinstance(value, str) else as_json(value)) for name, value in given.items()]
    return [(name, value.encode("utf-8", "replace").decode()) for name, value in found]


def wrapped(chance: random.Random, given: dict[str, Any]) -> tuple[bytes, str, str]:
    """(body, content type, query) in one of the ways in which a call can come."""
    way = chance.randrange(11)
    if way < 6:
        return as_json(given).encode(), "application/json", ""
    if way < 8:
        return urlencode(fields(given)).encode(), "application/x-www-form-urlencoded", ""
    if way == 8:
        return b"", "", urlencode(fields(given))
    if way == 9:
        parts = [f'--x\r\ncontent-disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields(given)]
        return ("".join(parts) + "--x--\r\n").encode(), "multipart/form-data; boundary=x", ""
    return chance.choice(BODIES), chance.choice(BODY_KINDS), ""


def a_world() -> tuple[PretendWorld, list[Chat]]:
    """A world with a person who has started the bot and a group with the bot in it, and their chats."""
    world = PretendWorld(now=EPOCH)
    anna = world.admins[0]
    acts.say(world.chats, {"person": anna, "photo": {"name": "a.png", "base64": "AAAA"}})
    group = world.chats.add_group("Buying", supergroup=True, forum=True)
    group.members = {anna: "creator", world.chats.bot_id: "administrator"}
    world.chats.ephemeral = True
    return world, [world.chats.chats[anna], group]


@pytest.mark.timeout(180)
async def test_no_malformed_call_gets_a_bare_500() -> None:
    chance = random.Random(21)
    world, chats = a_world()
    door = Door(world)
    methods = [*METHODS, "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendRainbow"]
    bare: list[str] = []
    taken: Counter[str] = Counter()
    for turn in range(CALLS):
        method = methods[turn % len(methods)]
        chats[1].members[world.chats.bot_id] = "administrator"
        body, kind, query = wrapped(chance, parameters(chance, world, chance.choice(chats), method))
        about = f"{method} {kind} {query[:300]} {body[:600]!r}"
        try:
            status, answer = await door.call(method, body, kind, query)
        except Exception as error:
            bare.append(f"{error!r} {about}")
            continue
        said = json.loads(answer)
        assert said.get("error_code", 200) == status, about
        assert said["ok"] is (status == 200), about
        if status != 200:
            assert status in (400, 403, 404, 409, 413), about
            assert said["description"], about
        taken[method] += status == 200
    assert bare == []
    assert [method for method in METHODS if not taken[method]] == [], taken
    assert json.loads((await door.call("getUpdates", b"", ""))[1])["ok"]
