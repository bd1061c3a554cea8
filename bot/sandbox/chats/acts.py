"""What people do in their chats: write, send files, edit, react and press buttons."""

from typing import Any

from bot.sandbox.chats.alone import only_for
from bot.sandbox.chats.attachments import KINDS, WORDLESS, attached
from bot.sandbox.chats.entities import discover, u16
from bot.sandbox.chats.membership import unblock
from bot.sandbox.chats.miniapps import app_key, launch_address, sent_data, simple_address
from bot.sandbox.chats.model import Button, Chat, Message, Press, Topic, User
from bot.sandbox.chats.queue import MESSAGE_LIFE_SECONDS, PRESS_LIFE_SECONDS
from bot.sandbox.chats.refusals import SimRefused
from bot.sandbox.chats.state import Chats
from bot.sandbox.chats.wire import chat_json, covered, message_json, person_json

_MAX_TEXT = 4096
_MAX_CAPTION = 1024
_EDITABLE_SECONDS = 48 * 3600
_NOT_WITH_EDIT = frozenset(
    {"reply_to", "topic", "anonymous", "forwarded", "users_shared", "ephemeral", "web_app_data", *KINDS}
)
_NOT_WITH_DATA = _NOT_WITH_EDIT - {"web_app_data"} | {"text"}


def say(chats: Chats, body: dict[str, Any], commands: frozenset[str] = frozenset()) -> Message:
    """A person's message, delivered to the bot as Telegram would. Raises SimRefused.

    With `edit` it is no new message: that message gets this text. `album` names that of a file. `commands`
    are those that only the bot sees.
    """
    if body.get("edit") is not None:
        return _say_instead(chats, body)
    if body.get("web_app_data") is not None:
        return _say_data(chats, body)
    person = chats.person(body.get("person"))
    chat = writable(chats, body.get("chat"), person)
    text = body.get("text") or ""
    if not isinstance(text, str) or u16(text) > _MAX_TEXT:
        raise SimRefused(400, f"text must be a text of at most {_MAX_TEXT} characters")
    content: dict[str, Any] = {"text": text, "entities": discover(text, [])}
    content["media"], content["extra"] = attached(chats, body)
    if content["media"] is not None and u16(text) > _MAX_CAPTION:
        raise SimRefused(400, f"the text of a file must have at most {_MAX_CAPTION} characters")
    if body.get("users_shared"):
        content["extra"]["users_shared"] = _shared(chats, chat, body["users_shared"])
    if not text.strip() and content["media"] is None and not content["extra"]:
        raise SimRefused(400, f"say needs one of text, {', '.join(KINDS)} and users_shared")
    content["reply_to"] = _replied(chat, body.get("reply_to"), person)
    content["only_for"] = only_for(chats, chat, body, content["reply_to"], commands)
    content["topic"] = _topic(chats, chat, person, body.get("topic"), content["reply_to"])
    if body.get("anonymous"):
        if not chat.administered_by(person.id):
            raise SimRefused(409, "only an admin of a group can write anonymously")
        content["anonymous"] = True
    if body.get("album"):
        content["extra"]["media_group_id"] = str(body["album"])
    if body.get("forwarded"):
        content["extra"]["forward_origin"] = _origin(chats, body["forwarded"])
    _open_private(chats, chat, person, text)
    message = chats.post(chat, person.id, **content)
    if heard(chats, message):
        chats.tell(message)
    return message


def writable(chats: Chats, number: Any, person: User) -> Chat:
    """The chat in which this person wants to act. Raises SimRefused."""
    chat = chats.chat(number, person)
    if chat.migrated_to is not None:
        raise SimRefused(409, f"this group is now the supergroup {chat.migrated_to}")
    if not chat.holds(person.id):
        raise SimRefused(409, f"{person.name} is not in this group")
    return chat


def _pressable(chats: Chats, number: Any, person: User) -> Chat:
    """The chat in which this person wants to press; in a public group they need not be a member. Raises SimRefused."""
    chat = chats.chat(number, person)
    return chat if chat.username and chat.migrated_to is None else writable(chats, number, person)


def _open_private(chats: Chats, chat: Chat, person: User, text: str) -> None:
    if chat.kind != "private":
        return
    if person.blocked:
        if text.split(maxsplit=1)[:1] != ["/start"]:
            raise SimRefused(409, f"{person.name} has blocked the bot; unblock it first")
        unblock(chats, person)
    if not person.started:
        person.started = True
        chats.bus.publish("chats", {})


def _shared(chats: Chats, chat: Chat, given: Any) -> dict[str, Any]:
    if chat.kind != "private":
        raise SimRefused(409, "users are shared in a private chat")
    request: Any = None
    if isinstance(given, dict):
        request, given = given.get("request_id"), given.get("users")
    if not isinstance(given, list) or not given:
        raise SimRefused(400, "users_shared must be a list of people's ids")
    asked = _asked_for_users(chat)
    if asked and len(given) > (most := asked.get("max_quantity", 1)):
        raise SimRefused(409, f"the button lets {most} be shared, not {len(given)}")
    users: list[dict[str, Any]] = []
    for number in given:
        person = chats.person(number)
        user: dict[str, Any] = {"user_id": person.id}
        if asked.get("request_name"):
            user["first_name"] = person.name
        if asked.get("request_username") and person.username:
            user["username"] = person.username
        users.append(user)
    return {"request_id": request if isinstance(request, int) else asked.get("request_id", 1), "users": users}


def _asked_for_users(chat: Chat) -> dict[str, Any]:
    """The request_users of the keyboard that is shown in the chat now."""
    for message in reversed(chat.messages.values()):
        if message.markup is None or message.deleted:
            continue
        for line in message.markup.get("keyboard", []):
            for button in line:
                if "request_users" in button:
                    return dict(button["request_users"])
    return {}


def _replied(chat: Chat, number: Any, person: User) -> Message | None:
    if number is None:
        return None
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is None or not message.shown_to(person.id):
        raise SimRefused(404, f"there is no message {number} in this chat")
    if message.deleted:
        raise SimRefused(409, f"message {number} is deleted")
    return message


def _topic(chats: Chats, chat: Chat, person: User, given: Any, replied: Message | None) -> int | None:
    if given is None:
        return replied.topic if replied else None
    if not chat.forum:
        raise SimRefused(409, "this chat has no topics")
    if isinstance(given, int) and not isinstance(given, bool):
        chat.topics.setdefault(given, Topic(given, f"Topic {given}"))
        return given
    if not isinstance(given, str) or not given.strip():
        raise SimRefused(400, "topic must be a number or a name")
    known = next((topic for topic in chat.topics.values() if topic.name == given), None)
    return known.id if known else open_topic(chats, chat, person.id, given).id


def open_topic(chats: Chats, chat: Chat, user: int, name: str, icon_color: int = 7322096) -> Topic:
    """A new topic, opened by a service message; the topic's number is that message's id."""
    created = {"name": name, "icon_color": icon_color}
    message = chats.post(chat, user, service=f"Topic: {name}", extra={"forum_topic_created": created})
    topic = Topic(message.id, name, icon_color, message)
    message.topic = message.id
    chat.topics[topic.id] = topic
    if user != chats.bot_id and chat.holds(chats.bot_id):
        chats.tell(message)
    return topic


def _origin(chats: Chats, given: Any) -> dict[str, Any]:
    origin: dict[str, Any] = {"date": chats.now() - 60}
    if isinstance(given, int) and not isinstance(given, bool):
        return {"type": "user", **origin, "sender_user": person_json(chats.person(given))}
    name = given if isinstance(given, str) else "Somebody else"
    return {"type": "hidden_user", **origin, "sender_user_name": name}


def heard(chats: Chats, message: Message) -> bool:
    """Whether the bot gets a person's message: depends on membership and group privacy."""
    chat = message.chat
    if chat.kind == "private":
        return True
    if not chat.holds(chats.bot_id):
        return False
    if message.only_for is not None or not chats.privacy_mode or not chat.privacy or chat.administered_by(chats.bot_id):
        return True
    if message.reply_to is not None and message.reply_to.sender == chats.bot_id:
        return True
    own = f"@{chats.bot_username}"
    for entity in message.entities:
        words = covered(message, entity).lower()
        if entity["type"] == "mention" and words == own:
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return "@" not in words or words.endswith(own)
    return False


def edit(chats: Chats, body: dict[str, Any]) -> Message:
    """A person changes the text of their own message. Raises SimRefused."""
    person = chats.person(body.get("person"))
    chat = writable(chats, body.get("chat"), person)
    message = _replied(chat, body.get("message_id"), person)
    text = body.get("text")
    if message is None or not isinstance(text, str) or not text.strip():
        raise SimRefused(400, "edit needs message_id and text")
    _check_editable(chats, message, person, text)
    message.text, message.entities, message.edited = text, discover(text, []), chats.now()
    chats.changed(message)
    if heard(chats, message):
        chats.tell(message, "edited_message")
    return message


def _say_instead(chats: Chats, body: dict[str, Any]) -> Message:
    wrong = sorted(name for name in _NOT_WITH_EDIT if body.get(name))
    if wrong:
        raise SimRefused(400, f"an edit changes a text only, not {', '.join(wrong)}")
    return edit(chats, {**body, "message_id": body["edit"]})


def _say_data(chats: Chats, body: dict[str, Any]) -> Message:
    """Data sent by a Mini App from a reply keyboard: a service message of the person who opened it."""
    wrong = sorted(name for name in _NOT_WITH_DATA if body.get(name))
    if wrong:
        raise SimRefused(400, f"web_app_data comes alone, not with {', '.join(wrong)}")
    person = chats.person(body.get("person"))
    chat = writable(chats, body.get("chat"), person)
    if chat.kind != "private":
        raise SimRefused(409, "Mini Apps send data in a private chat")
    data = sent_data(body["web_app_data"])
    _open_private(chats, chat, person, "")
    sentence = f"Data from the «{data['button_text']}» button was transferred to the bot."
    message = chats.post(chat, person.id, service=sentence, extra={"web_app_data": data})
    chats.tell(message)
    return message


def _check_editable(chats: Chats, message: Message, person: User, text: str) -> None:
    """Whether this person may give this message that text now. Raises SimRefused."""
    if message.only_for is not None:
        raise SimRefused(409, "an ephemeral message cannot be edited")
    if message.sender != person.id:
        raise SimRefused(409, "people edit only their own messages")
    if message.service or "forward_origin" in message.extra or "users_shared" in message.extra:
        raise SimRefused(409, "this message cannot be edited")
    kind = message.media.kind if message.media else next(iter(WORDLESS & message.extra.keys()), "")
    if kind in WORDLESS:
        raise SimRefused(409, f"a {kind} has no text to edit")
    most = _MAX_CAPTION if kind else _MAX_TEXT
    if u16(text) > most:
        raise SimRefused(400, f"text must be a text of at most {most} characters")
    if chats.now() - message.date > _EDITABLE_SECONDS:
        raise SimRefused(409, "after two days a message stays as it is")


def react(chats: Chats, body: dict[str, Any]) -> Message:
    """A person reacts with an emoji, or takes the reaction back (`emoji` null). Raises SimRefused."""
    person = chats.person(body.get("person"))
    chat = writable(chats, body.get("chat"), person)
    message = _replied(chat, body.get("message_id"), person)
    if message is None:
        raise SimRefused(400, "react needs message_id")
    if message.only_for is not None:
        raise SimRefused(409, "nobody reacts to an ephemeral message")
    old = message.reactions.pop(person.id, [])
    new = [str(body["emoji"])] if body.get("emoji") else []
    if new:
        message.reactions[person.id] = new
    chats.changed(message)
    if chat.kind == "private" or chat.administered_by(chats.bot_id):
        payload = {
            "chat": chat_json(chats, chat),
            "message_id": message.id,
            "user": person_json(person),
            "date": chats.now(),
            "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
            "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
        }
        expires = chats.now() + MESSAGE_LIFE_SECONDS
        chats.queue.add("message_reaction", f"chat {chat.id}", payload, expires)
    return message


def find_button(message: Message, wanted: str) -> Button | None:
    """The button that a person means: by its label, else by its data."""
    buttons = [button for line in message.inline or [] for button in line]
    by_label = next((button for button in buttons if button["text"] == wanted), None)
    return by_label or next((button for button in buttons if button.get("callback_data") == wanted), None)


def press(chats: Chats, body: dict[str, Any]) -> Press | dict[str, str]:
    """Press a button; returns a press that waits for its answer, or what a link, app or copy button gives at once."""
    person = chats.person(body.get("person"))
    chat = _pressable(chats, body.get("chat"), person)
    wanted, number = body.get("button"), body.get("message_id")
    if not isinstance(wanted, str) or not wanted:
        raise SimRefused(400, "button must be a label or data")
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is None or not message.shown_to(person.id):
        raise SimRefused(404, f"there is no message {number} in this chat")
    if message.deleted and message.only_for is not None:
        raise SimRefused(409, f"message {number} is deleted")
    if message.sender != chats.bot_id:
        raise SimRefused(409, "only the bot's messages have buttons")
    if chat.kind == "private" and person.blocked:
        raise SimRefused(409, f"{person.name} has blocked the bot; unblock it first")
    button = None if message.deleted else find_button(message, wanted)
    key = None if message.deleted else app_key(message, wanted)
    if key is not None:
        return {"opened": simple_address(key["web_app"]["url"])}
    if button is not None and "callback_data" not in button:
        return _given_at_once(chats, person, button)
    if not chat.holds(chats.bot_id):
        raise SimRefused(409, "the bot is not in this group")
    return _queue_press(chats, person, message, button["callback_data"] if button else wanted)


def _given_at_once(chats: Chats, person: User, button: Button) -> dict[str, str]:
    """What a button gives at once, without the bot. Raises SimRefused."""
    if "url" in button:
        return {"opened": button["url"]}
    if "web_app" in button:
        return {"opened": launched(chats, person, button["web_app"]["url"])}
    if "copy_text" in button:
        return {"copied": button["copy_text"]["text"]}
    raise SimRefused(409, "this button is disabled")


def launched(chats: Chats, person: User, address: str) -> str:
    """The address of a Mini App, signed for the person who opens it now."""
    return launch_address(chats.token, person, address, chats.now(), chats.new_press_id())


def _queue_press(chats: Chats, person: User, message: Message, data: str) -> Press:
    at = chats.clock.now().timestamp()
    pressed = Press(chats.new_press_id(), person.id, message.chat, message.id, at)
    shown = message_json(chats, message)
    if message.deleted:
        shown = {"chat": chat_json(chats, message.chat), "message_id": message.id, "date": 0}
    payload = {
        "id": pressed.id,
        "from": person_json(person),
        "message": shown,
        "chat_instance": str(message.chat.id * 7_919_000_003 + chats.bot_id),
        "data": data,
    }
    chats.keep_press(pressed)
    chats.queue.add("callback_query", f"user {person.id}", payload, at + PRESS_LIFE_SECONDS)
    return pressed
