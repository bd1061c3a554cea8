"""The bot's profile: commands by scope and language, menu button, name and descriptions."""

import re
from typing import Any

from bot.sandbox.botapi.context import BotSide
from bot.sandbox.botapi.params import Params
from bot.sandbox.botapi.strict import flag_in, text_in, whole_in
from bot.sandbox.chats.keyboards import web_app
from bot.sandbox.chats.model import Chat, User
from bot.sandbox.chats.refusals import bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?\Z")
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_MOST = {"name": 64, "description": 512, "short_description": 120}


def _scope(api: BotSide, p: Params) -> str:
    scope = p.object("scope") or {"type": "default"}
    kind = text_in(scope, "type")
    if kind in _PLAIN_SCOPES:
        return kind
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = api.chats.known_chat(text_in(scope, "chat_id"))
    if kind == "chat_member":
        user = whole_in(scope, "user_id")
        if user not in api.chats.people:
            raise bad_request("invalid user_id specified")
        return f"chat_member {chat.id} {user}"
    return f"{kind} {chat.id}"


def _language(p: Params) -> str:
    code = p.text("language_code")
    if not _LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


def set_my_commands(api: BotSide, p: Params) -> bool:
    commands = p.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept: list[dict[str, Any]] = []
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name = text_in(command, "command").removeprefix("/").lower()
        description = text_in(command, "description").strip()
        if not _COMMAND.match(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": description})
        if flag_in(command, "is_ephemeral") and api.chats.ephemeral:
            kept[-1]["is_ephemeral"] = True
    api.profile.commands[_scope(api, p), _language(p)] = kept
    api.chats.bus.publish("chats", {})
    return True


def get_my_commands(api: BotSide, p: Params) -> list[dict[str, Any]]:
    return api.profile.commands.get((_scope(api, p), _language(p)), [])


def delete_my_commands(api: BotSide, p: Params) -> bool:
    api.profile.commands.pop((_scope(api, p), _language(p)), None)
    api.chats.bus.publish("chats", {})
    return True


def set_chat_menu_button(api: BotSide, p: Params) -> bool:
    button = p.object("menu_button") or {"type": "default"}
    kind = text_in(button, "type")
    if kind not in ("default", "commands", "web_app"):
        raise bad_request("can't parse MenuButton: unsupported type specified")
    kept: dict[str, Any] = {"type": kind}
    if kind == "web_app":
        kept["text"] = text_in(button, "text").strip()
        if not 1 <= len(kept["text"]) <= _MOST["name"]:
            raise bad_request("BUTTON_TEXT_INVALID")
        kept["web_app"] = web_app(button.get("web_app"), "menu button")
    api.profile.menus[_menu_chat(api, p)] = kept
    api.chats.bus.publish("chats", {})
    return True


def get_chat_menu_button(api: BotSide, p: Params) -> dict[str, Any]:
    """The menu button set for this chat, possibly the default; without a chat, the one for everybody."""
    chat = _menu_chat(api, p)
    return api.profile.menus.get(chat, {"type": "default" if chat else "commands"})


def _menu_chat(api: BotSide, p: Params) -> int:
    if not p.has("chat_id"):
        return 0
    chat = api.chats.known_chat(p.text("chat_id"))
    if chat.kind != "private":
        raise bad_request("chat_id must be of a private chat")
    return chat.id


def menu(api: BotSide, person: int) -> dict[str, Any]:
    """The menu button that a person sees."""
    common = api.profile.menus.get(0, {"type": "commands"})
    own = api.profile.menus.get(person, {"type": "default"})
    return common if own["type"] == "default" else own


def _setter(what: str) -> Any:
    def change(api: BotSide, p: Params) -> bool:
        text = p.text(what)
        if len(text) > _MOST[what]:
            raise bad_request(f"{what} is too long")
        language = _language(p)
        if text:
            api.profile.texts[what, language] = text
        else:
            api.profile.texts.pop((what, language), None)
        if what == "name" and not language:
            api.chats.bot_name = text or "Caigou"
        return True

    return change


def _getter(what: str) -> Any:
    def look(api: BotSide, p: Params) -> dict[str, str]:
        return {what: text_for(api, what, _language(p))}

    return look


def text_for(api: BotSide, what: str, language: str) -> str:
    """Name or description in a language, else the common one."""
    texts = api.profile.texts
    common = api.chats.bot_name if what == "name" else ""
    return texts.get((what, language)) or texts.get((what, "")) or common


set_my_name, get_my_name = _setter("name"), _getter("name")
set_my_description, get_my_description = _setter("description"), _getter("description")
set_my_short_description, get_my_short_description = (
    _setter("short_description"),
    _getter("short_description"),
)


def commands_for(api: BotSide, person: User, chat: Chat) -> list[dict[str, Any]]:
    """The command menu that a person sees in a chat: the narrowest scope first, the person's own language first."""
    scopes = [f"chat_member {chat.id} {person.id}"]
    if chat.kind == "private":
        scopes = [f"chat {chat.id}", "all_private_chats"]
    else:
        if chat.administered_by(person.id):
            scopes.append(f"chat_administrators {chat.id}")
        scopes.append(f"chat {chat.id}")
        if chat.administered_by(person.id):
            scopes.append("all_chat_administrators")
        scopes.append("all_group_chats")
    for scope in (*scopes, "default"):
        for language in (person.language[:2], ""):
            found = api.profile.commands.get((scope, language))
            if found:
                return found
    return []


def commands_to_bot_alone(api: BotSide, person: User, chat: Chat) -> frozenset[str]:
    """The commands of this menu that only the bot sees in a group."""
    found = (command for command in commands_for(api, person, chat) if command.get("is_ephemeral"))
    return frozenset(command["command"] for command in found)
