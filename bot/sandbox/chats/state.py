"""The simulated Telegram itself: people, chats, messages, and the updates for the bot."""

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.bus import Bus
from bot.sandbox.chats.files import Files
from bot.sandbox.chats.flood import Flood
from bot.sandbox.chats.model import Chat, Message, Press, StoredFile, User, own_ids
from bot.sandbox.chats.queue import MESSAGE_LIFE_SECONDS, PRESS_LIFE_SECONDS, UpdateQueue
from bot.sandbox.chats.refusals import SimRefused, bad_request, forbidden
from bot.sandbox.chats.rows import row
from bot.sandbox.chats.wire import chat_json, member_json, message_json, user_json
from bot.sandbox.clock import WorldClock

_FIRST_PERSON = 5_100_000_001
_FIRST_GROUP = 4_200_001
_FIRST_SUPERGROUP = 1_002_100_000_001


class Chats:
    """All state of the Telegram side; the Bot API and the control API read and change it here."""

    def __init__(self, clock: WorldClock, bus: Bus, token: str, seed: int = 1688) -> None:
        chance = random.Random(seed)  # noqa: S311 - ids of the sandbox, nothing secret
        self.clock = clock
        self.bus = bus
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.bot_username = "caigou_bot"
        self.bot_name = "Caigou"
        self.names: dict[str, str] = {}
        self.privacy_mode = True
        self.members_hidden = True
        self.ephemeral = False
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.on_answer: dict[str, Callable[[dict[str, Any]], None]] = {}
        self.files = Files()
        self.flood = Flood()
        self.queue = UpdateQueue(chance.randrange(100_000_000, 900_000_000))
        self.base_url: Callable[[], str] = lambda: ""
        self._shared_ids = itertools.count(1)
        self._revs = itertools.count(1)
        self._person_ids = itertools.count(_FIRST_PERSON)
        self._group_ids = itertools.count(_FIRST_GROUP)
        self._supergroup_ids = itertools.count(_FIRST_SUPERGROUP)
        self._press_ids = itertools.count(chance.randrange(10**17, 9 * 10**17), 7919)
        self._album_ids = itertools.count(13_900_000_000_000_001)

    # people and chats

    def now(self) -> int:
        """The sandbox's time as Telegram writes it, whole Unix seconds."""
        return int(self.clock.now().timestamp())

    def add_person(self, name: str, language: str, username: str | None = None, *, admin: bool = False) -> User:
        person = User(next(self._person_ids), name, language, username, admin)
        self.people[person.id] = person
        chat = Chat(person.id, "private", name, self._shared_ids)
        chat.members = {person.id: "member", self.bot_id: "member"}
        self.chats[person.id] = chat
        self.bus.publish("chats", {})
        return person

    def add_group(self, title: str, *, supergroup: bool, forum: bool = False, privacy: bool = True) -> Chat:
        number = -next(self._supergroup_ids) if supergroup else -next(self._group_ids)
        ids: Iterator[int] = own_ids() if supergroup else self._shared_ids
        chat = Chat(number, "supergroup" if supergroup else "group", title, ids, privacy=privacy, forum=forum)
        self.chats[number] = chat
        return chat

    def person(self, number: Any) -> User:
        """The person with this id. Raises SimRefused (404)."""
        person = self.people.get(number) if isinstance(number, int) else None
        if person is None:
            raise SimRefused(404, f"there is no person {number}")
        return person

    def chat(self, number: Any, person: User) -> Chat:
        """The chat that a person means; left out or the own id means the private chat. Raises SimRefused."""
        if number is None or number == person.id:
            return self.chats[person.id]
        chat = self.chats.get(number) if isinstance(number, int) else None
        if chat is None or chat.kind == "private":
            raise SimRefused(404, f"there is no chat {number}")
        return chat

    def group(self, number: int) -> Chat:
        chat = self.chats.get(number)
        if chat is None or chat.kind == "private":
            raise SimRefused(404, f"there is no group {number}")
        return chat

    def bot_json(self) -> dict[str, Any]:
        return {
            "id": self.bot_id, "is_bot": True, "first_name": self.bot_name, "username": self.bot_username,
        }  # fmt: skip

    def file_address(self, file: StoredFile) -> str:
        return f"{self.base_url()}/sim/files/{file.unique_id}"

    # what the bot may reach

    def reach(self, number: Any) -> Chat:
        """The chat that the bot names, if it may write there. Raises BotApiRefused."""
        chat = self.known_chat(number)
        if chat.kind == "private":
            person = self.people[chat.id]
            if not person.started:
                raise forbidden("bot can't initiate conversation with a user")
            if person.blocked:
                raise forbidden("bot was blocked by the user")
            return chat
        status = chat.members.get(self.bot_id)
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if not chat.holds(self.bot_id):
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def known_chat(self, number: Any) -> Chat:
        """The chat that the bot names, whether or not it may write there. Raises BotApiRefused."""
        if number in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats.get(int(number))
        except (TypeError, ValueError, OverflowError):
            chat = None
        if chat is None or (chat.kind != "private" and self.bot_id not in chat.members):
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            reason = "group chat was upgraded to a supergroup chat"
            raise bad_request(reason, migrate_to_chat_id=chat.migrated_to)
        return chat

    # messages

    def post(self, chat: Chat, sender: int, **content: Any) -> Message:
        """A new message in a chat, shown to people; `tell` reports it to the bot."""
        message = Message(chat, next(chat.ids), self.now(), sender, **content)
        chat.messages[message.id] = message
        if message.replaces is not None and message.only_for is not None:
            message.replaces.replaced[message.only_for] = message
        self.changed(message)
        return message

    def changed(self, message: Message) -> None:
        """Give a message its next revision and publish it to listeners."""
        by_rev = message.chat.by_rev
        by_rev.pop(message.rev, None)
        message.rev = next(self._revs)
        by_rev[message.rev] = message
        self.bus.publish("message", row(self, message))

    def tell(self, message: Message, kind: str = "message") -> None:
        """Queue an update about a message, from any sender."""
        expires = (message.edited or message.date) + MESSAGE_LIFE_SECONDS
        self.queue.add(kind, f"chat {message.chat.id}", message_json(self, message), expires)

    def service(self, chat: Chat, sender: int, sentence: str, **fields: Any) -> Message:
        """A service message; the bot gets an update if it is a member and did not cause it."""
        message = self.post(chat, sender, service=sentence, extra=fields)
        if sender != self.bot_id and chat.holds(self.bot_id):
            self.tell(message)
        return message

    def tell_member(self, chat: Chat, user: int, actor: int, old: str, new: str) -> None:
        """Queue my_chat_member or chat_member; the second only if the bot is an admin."""
        own = user == self.bot_id
        if not own and not chat.administered_by(self.bot_id):
            return
        about = user
        if chat.kind == "private":
            about = self.bot_id
        payload = {
            "chat": chat_json(self, chat),
            "from": user_json(self, actor),
            "date": self.now(),
            "old_chat_member": self._standing(chat, about, old),
            "new_chat_member": self._standing(chat, about, new),
        }
        kind = "my_chat_member" if own else "chat_member"
        self.queue.add(kind, f"chat {chat.id}", payload, self.now() + MESSAGE_LIFE_SECONDS)

    def _standing(self, chat: Chat, user: int, status: str) -> dict[str, Any]:
        kept = chat.members.get(user)
        chat.members[user] = status
        found = member_json(self, chat, user)
        if kept is None:
            del chat.members[user]
        else:
            chat.members[user] = kept
        return found

    def keep_press(self, pressed: Press) -> None:
        """Remember a press until it is answered or expired."""
        while self.presses:
            oldest = next(iter(self.presses.values()))
            if pressed.at - oldest.at <= PRESS_LIFE_SECONDS:
                break
            del self.presses[oldest.id]
        self.presses[pressed.id] = pressed

    def new_press_id(self) -> str:
        return str(next(self._press_ids))

    def new_album_id(self) -> str:
        return str(next(self._album_ids))
