"""The Telegram part of the control API: people, groups, what they write and press, and what they see."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.botapi.profile import commands_for, commands_to_bot_alone, menu, text_for
from bot.sandbox.botapi.server import BotApi
from bot.sandbox.chats import acts, membership
from bot.sandbox.chats.model import Chat, Message, User
from bot.sandbox.chats.queue import KINDS, MESSAGE_LIFE_SECONDS
from bot.sandbox.chats.refusals import SimRefused
from bot.sandbox.chats.rows import row
from bot.sandbox.chats.state import Chats

_ANSWER_SECONDS = 15.0
_LONGEST_NAME = 64
_GROUP_ACTS = "join, leave, kick, unban, promote, demote, migrate, add_bot and kick_bot"

Handler = Callable[[Request], Awaitable[Response]]


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a call; empty if there is no body. Raises SimRefused (400)."""
    raw = await request.body()
    if not raw:
        return {}
    try:
        body = json.loads(raw)
        json.dumps(body, ensure_ascii=False).encode()  # a lone surrogate is no text
    except (ValueError, RecursionError) as error:
        raise SimRefused(400, "the body must be JSON") from error
    if not isinstance(body, dict):
        raise SimRefused(400, "the body must be a JSON object")
    return body


def answering(handler: Callable[[Request], Awaitable[Any]]) -> Handler:
    """Wrap a handler: its value becomes JSON, a SimRefused becomes {"error"} with its status."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await handler(request))
        except SimRefused as error:
            return JSONResponse({"error": error.sentence}, status_code=error.status)

    return answer


class ChatControl:
    """Controls the simulated people; every refusal is a sentence."""

    def __init__(self, botapi: BotApi) -> None:
        self._botapi = botapi
        self._chats: Chats = botapi.api.chats

    def routes(self) -> list[BaseRoute]:
        calls: list[tuple[str, str, Callable[[Request], Awaitable[Any]]]] = [
            ("GET", "/sim/people", self._people),
            ("POST", "/sim/people", self._add_person),
            ("POST", "/sim/people/{id:int}", self._change_person),
            ("POST", "/sim/people/{id:int}/{act}", self._person_acts),
            ("GET", "/sim/chats", self._groups),
            ("POST", "/sim/chats", self._add_group),
            ("POST", "/sim/chats/{id}/{act}", self._change_group),
            ("POST", "/sim/say", self._say),
            ("POST", "/sim/edit", self._edit),
            ("POST", "/sim/react", self._react),
            ("POST", "/sim/press", self._press),
            ("POST", "/sim/update", self._raw_update),
            ("GET", "/sim/messages", self._messages),
            ("GET", "/sim/bot", self._bot),
            ("GET", "/sim/telegram", self._switches),
            ("POST", "/sim/telegram", self._switch),
        ]
        routes: list[BaseRoute] = [Route(path, answering(handler), methods=[method]) for method, path, handler in calls]
        return [*routes, Route("/sim/files/{key}", self._file, methods=["GET"])]

    async def _people(self, _: Request) -> list[dict[str, Any]]:
        return [self._person_row(person) for person in self._chats.people.values()]

    def _person_row(self, person: User) -> dict[str, Any]:
        """A person as the control API lists them; `cleared` is the newest message of each chat that they cleared."""
        cleared = {chat.id: chat.cleared[person.id] for chat in self._chats.chats.values() if person.id in chat.cleared}
        return {
            "id": person.id, "name": person.name, "language": person.language, "admin": person.admin,
            "username": person.username, "started": person.started, "blocked": person.blocked, "cleared": cleared,
        }  # fmt: skip

    async def _add_person(self, request: Request) -> dict[str, int]:
        body = await body_of(request)
        name = _name(body.get("name"), "name")
        language = body.get("language", "en")
        username = body.get("username")
        if not isinstance(language, str) or not isinstance(username, str | None):
            raise SimRefused(400, "language and username must be texts")
        taken = {p.username.lower() for p in self._chats.people.values() if p.username}
        if username and username.lower() in taken:
            raise SimRefused(409, f"the username {username} is taken")
        return {"id": self._chats.add_person(name, language, username).id}

    async def _change_person(self, request: Request) -> dict[str, Any]:
        person = self._chats.person(request.path_params["id"])
        body = await body_of(request)
        if "language" in body:
            if not isinstance(body["language"], str):
                raise SimRefused(400, "language must be a text")
            person.language = body["language"]
        if "name" in body:
            person.name = _name(body["name"], "name")
        self._chats.bus.publish("chats", {})
        return self._person_row(person)

    async def _person_acts(self, request: Request) -> dict[str, int]:
        person, name = self._chats.person(request.path_params["id"]), request.path_params["act"]
        if name == "clear":
            membership.clear(self._chats.chat((await body_of(request)).get("chat"), person), person)
            self._chats.bus.publish("chats", {})
            return {"id": person.id}
        act = {"block": membership.block, "unblock": membership.unblock}.get(name)
        if act is None:
            raise SimRefused(404, "a person can block and unblock the bot, and clear a chat")
        act(self._chats, person)
        return {"id": person.id}

    async def _groups(self, _: Request) -> list[dict[str, Any]]:
        groups = [c for c in self._chats.chats.values() if c.kind != "private" and c.migrated_to is None]
        return [membership.group_row(self._chats, chat) for chat in groups]

    async def _add_group(self, request: Request) -> dict[str, int]:
        body = await body_of(request)
        title = _name(body.get("title"), "title")
        members = self._persons(body.get("members", []), "members")
        admins = self._persons(body.get("admins") or [], "admins")
        added_by = self._chats.person(body["added_by"]) if body.get("added_by") is not None else None
        chat = membership.found_group(
            self._chats, title, members, admins, added_by,
            bot_admin=bool(body.get("bot_admin", False)), privacy=bool(body.get("privacy", True)),
            topics=bool(body.get("topics", False)), username=str(body.get("username") or ""),
        )  # fmt: skip
        return {"id": chat.id}

    def _persons(self, given: Any, name: str) -> list[User]:
        if not isinstance(given, list):
            raise SimRefused(400, f"{name} must be a list of people's ids")
        return [self._chats.person(number) for number in given]

    async def _change_group(self, request: Request) -> dict[str, int]:
        try:
            chat = self._chats.group(int(request.path_params["id"]))
        except ValueError:
            raise SimRefused(404, f"there is no group {request.path_params['id']}") from None
        if chat.migrated_to is not None:
            raise SimRefused(409, f"this group is now the supergroup {chat.migrated_to}")
        body = await body_of(request)
        return {"id": self._act_on_group(chat, request.path_params["act"], body.get("person")).id}

    def _act_on_group(self, chat: Chat, act: str, who: Any) -> Chat:
        chats = self._chats
        if act in ("promote", "demote"):
            user = chats.bot_id if who in ("bot", chats.bot_id) else chats.person(who).id
            status = "administrator" if act == "promote" else "member"
            membership.set_status(chats, chat, user, self._actor(chat, None), status)
            return chat
        if act in ("join", "leave"):
            person = chats.person(who)
            (membership.join if act == "join" else membership.leave)(chats, chat, person)
            return chat
        if act in ("kick", "unban"):
            (membership.kick if act == "kick" else membership.unban)(
                chats, chat, chats.person(who), self._actor(chat, None)
            )
            return chat
        actor = self._actor(chat, who)
        if act == "migrate":
            return membership.migrate(chats, chat, actor)
        if act not in ("add_bot", "kick_bot"):
            raise SimRefused(404, f"a group knows {_GROUP_ACTS}")
        (membership.add_bot if act == "add_bot" else membership.kick_bot)(chats, chat, actor)
        return chat

    def _actor(self, chat: Chat, who: Any) -> User:
        """Who does it: the person named, else an admin of the group, else anybody in it. Raises SimRefused."""
        if who is not None:
            return self._chats.person(who)
        inside = [user for user in chat.members if chat.holds(user) and user in self._chats.people]
        inside.sort(key=lambda user: not chat.administered_by(user))
        if not inside:
            raise SimRefused(409, "nobody is in this group")
        return self._chats.people[inside[0]]

    async def _say(self, request: Request) -> dict[str, int]:
        body = await body_of(request)
        person = self._chats.person(body.get("person"))
        chat = self._chats.chat(body.get("chat"), person)
        return _told(acts.say(self._chats, body, commands_to_bot_alone(self._botapi.api, person, chat)))

    async def _edit(self, request: Request) -> dict[str, int]:
        return _told(acts.edit(self._chats, await body_of(request)))

    async def _react(self, request: Request) -> dict[str, int]:
        return _told(acts.react(self._chats, await body_of(request)))

    async def _press(self, request: Request) -> dict[str, Any]:
        body = await body_of(request)
        if body.get("menu"):
            return self._press_menu(self._chats.person(body.get("person")))
        pressed = acts.press(self._chats, body)
        if isinstance(pressed, dict):
            return dict(pressed)
        answered: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._chats.on_answer[pressed.id] = answered.set_result
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                return {"answer": await answered}
        except TimeoutError:
            return {"answer": None}
        finally:
            self._chats.on_answer.pop(pressed.id, None)

    def _press_menu(self, person: User) -> dict[str, str]:
        """Press the menu button of the private chat, if it opens a Mini App. Raises SimRefused."""
        button = menu(self._botapi.api, person.id)
        if button["type"] != "web_app":
            raise SimRefused(409, "the menu button opens the commands")
        if person.blocked or not person.started:
            raise SimRefused(409, f"{person.name} has not started the bot, or has blocked it")
        return {"opened": acts.launched(self._chats, person, button["web_app"]["url"])}

    async def _raw_update(self, request: Request) -> dict[str, int | None]:
        """Queue an update exactly as given, to simulate what a newer or broken Telegram might send."""
        body = await body_of(request)
        kind, payload = body.get("kind"), body.get("payload")
        if kind not in KINDS or not isinstance(payload, dict):
            raise SimRefused(400, "update needs a kind that Telegram knows and a payload object")
        expires = self._chats.now() + MESSAGE_LIFE_SECONDS
        return {"update_id": self._chats.queue.add(kind, "raw", payload, expires)}

    async def _messages(self, request: Request) -> list[dict[str, Any]]:
        asked = {name: _number(request, name) for name in ("person", "chat", "after", "since")}
        if asked["person"] is None:
            raise SimRefused(400, "messages needs person")
        person = self._chats.person(asked["person"])
        chat = self._chats.chat(asked["chat"], person)
        if person.id not in chat.members and not chat.username:
            raise SimRefused(409, f"{person.name} is not in this group")
        found = _newer(chat, asked["after"], asked["since"])
        return [row(self._chats, message) for message in found if message.shown_to(person.id)]

    async def _bot(self, request: Request) -> dict[str, Any]:
        chats, api = self._chats, self._botapi.api
        found: dict[str, Any] = {"id": chats.bot_id, "name": chats.bot_name, "username": chats.bot_username}
        number = _number(request, "person")
        if number is None:
            common = api.profile.commands.get(("default", ""), [])
            return {**found, "commands": common, "menu": menu(api, 0)}
        person = chats.person(number)
        chat = chats.chat(_number(request, "chat"), person)
        language = person.language[:2]
        return {
            **found,
            "name": text_for(api, "name", language),
            "description": text_for(api, "description", language),
            "short_description": text_for(api, "short_description", language),
            "commands": commands_for(api, person, chat),
            "menu": menu(api, person.id),
            "started": person.started,
            "blocked": person.blocked,
        }

    async def _switches(self, _: Request) -> dict[str, bool]:
        chats = self._chats
        return {
            "flood": chats.flood.on, "privacy": chats.privacy_mode, "members_hidden": chats.members_hidden,
            "ephemeral": chats.ephemeral,
        }  # fmt: skip

    async def _switch(self, request: Request) -> dict[str, bool]:
        body = await body_of(request)
        known = {"flood", "privacy", "members_hidden", "ephemeral"}
        if not body.keys() <= known or not all(isinstance(value, bool) for value in body.values()):
            raise SimRefused(400, f"telegram knows {', '.join(sorted(known))}, each true or false")
        self._chats.flood.on = body.get("flood", self._chats.flood.on)
        self._chats.privacy_mode = body.get("privacy", self._chats.privacy_mode)
        self._chats.members_hidden = body.get("members_hidden", self._chats.members_hidden)
        self._chats.ephemeral = body.get("ephemeral", self._chats.ephemeral)
        return await self._switches(request)

    async def _file(self, request: Request) -> Response:
        file = self._chats.files.by_key.get(request.path_params["key"])
        if file is None or file.content is None:
            return JSONResponse({"error": "there is no such file"}, status_code=404)
        return Response(file.content, media_type=file.mime)


def _newer(chat: Chat, after: int | None, since: int | None) -> list[Message]:
    """Messages after an id or a revision, oldest first; reads only from the newest end."""
    if since is not None:
        recent: list[Message] = []
        for rev, message in reversed(chat.by_rev.items()):
            if rev <= since:
                break
            recent.append(message)
        return sorted((m for m in recent if after is None or m.id > after), key=lambda m: m.id)
    found: list[Message] = []
    for number, message in reversed(chat.messages.items()):
        if after is not None and number <= after:
            break
        found.append(message)
    return found[::-1]


def _told(message: Message) -> dict[str, int]:
    return {"message_id": message.id}


def _name(value: Any, what: str) -> str:
    if not isinstance(value, str) or not 1 <= len(value.strip()) <= _LONGEST_NAME:
        raise SimRefused(400, f"{what} must be a text of 1-{_LONGEST_NAME} characters")
    return value.strip()


def _number(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    if value in (None, ""):
        return None
    try:
        return int(str(value))
    except ValueError:
        raise SimRefused(400, f"{name} must be a number") from None
