"""Reply markup from the bot, checked as Telegram does: inline keyboard, reply keyboard, force reply."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot.sandbox.chats.miniapps import opens
from bot.sandbox.chats.model import Button
from bot.sandbox.chats.refusals import BotApiRefused, bad_request

MAX_BUTTONS = 100
_ACTIONS = ("url", "callback_data", "copy_text", "web_app", "disabled")
_REFUSED_ACTIONS = (
    "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "callback_game", "pay",
)  # fmt: skip
_STYLES = ("primary", "success", "danger")
_IN_PRIVATE = {
    "request_contact": "phone number can be requested",
    "request_location": "location can be requested",
    "request_poll": "poll can be requested",
    "web_app": "web App buttons can be used",
    "request_users": "users can be requested",
    "request_chat": "chats can be requested",
}
"""What a reply button can do apart from sending its text, in order of precedence → the error text for groups."""
_SETTINGS = (
    "is_persistent", "resize_keyboard", "one_time_keyboard", "selective", "remove_keyboard", "force_reply",
)  # fmt: skip
_MAX_PLACEHOLDER, _MAX_SHARED = 64, 10


def split_markup(markup: Any, *, private: bool) -> tuple[list[list[Button]] | None, dict[str, Any] | None]:
    """(inline rows, any other markup); both None if there is none.

    Mini Apps open only in private chats. Raises BotApiRefused.
    """
    inline, other = _split(markup)
    if not private and any("web_app" in button for row in inline or [] for button in row):
        raise bad_request("BUTTON_TYPE_INVALID")
    asking = {name for row in (other or {}).get("keyboard") or [] for button in row for name in button}
    refused = [] if private else [words for name, words in _IN_PRIVATE.items() if name in asking]
    if refused:
        raise bad_request(f"{refused[0]} in private chats only")
    return inline, other


def _split(markup: Any) -> tuple[list[list[Button]] | None, dict[str, Any] | None]:
    if markup in (None, "", {}):
        return None, None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return inline_rows(markup["inline_keyboard"]), None
    if "keyboard" in markup:
        return None, {**_settings(markup), "keyboard": _reply_rows(markup["keyboard"])}
    kept = _settings(markup)
    return None, kept if kept.get("remove_keyboard") or kept.get("force_reply") else None


def _settings(markup: dict[str, Any]) -> dict[str, Any]:
    """The fields of a reply markup apart from its buttons."""
    kept: dict[str, Any] = {}
    for name in _SETTINGS:
        value = markup.get(name)
        if value is not None and not isinstance(value, bool):
            raise _unparsable("reply markup", f'Field "{name}" must be of type Boolean')
        if value:
            kept[name] = True
    words = markup.get("input_field_placeholder")
    if words is not None and not (isinstance(words, str) and len(words) <= _MAX_PLACEHOLDER):
        raise _unparsable("reply markup", 'Field "input_field_placeholder" must be a short String')
    return {**kept, "input_field_placeholder": words} if words else kept


def split_address(value: str) -> SplitResult | None:
    """The parts of an address; None if it is none."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    return parts


def inline_rows(rows: Any) -> list[list[Button]] | None:
    """Checked rows of inline buttons; None if nothing is left. Raises BotApiRefused."""
    if not isinstance(rows, list):
        raise _unparsable("inline keyboard", 'Field "inline_keyboard" must be of type Array')
    checked = [[_inline_button(button) for button in _row(row)] for row in rows]
    checked = [row for row in checked if row]
    if sum(len(row) for row in checked) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return checked or None


def _unparsable(what: str, why: str) -> BotApiRefused:
    return bad_request(f"can't parse {what}: {why}")


def _row(row: Any) -> list[Any]:
    if not isinstance(row, list):
        raise _unparsable("inline keyboard", "Array of InlineKeyboardButton expected")
    return row


def _label(button: Any, what: str) -> str:
    if not isinstance(button, dict):
        raise _unparsable(what, "Object expected")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable(what, 'Field "text" must be of type String')
    if not text.strip():
        raise _unparsable(what, "Text must be non-empty")
    return text


def _inline_button(button: Any) -> Button:
    text = _label(button, "inline keyboard button")
    refused = [name for name in _REFUSED_ACTIONS if name in button]
    if refused:
        raise bad_request(f"BUTTON_TYPE_INVALID ({refused[0]})")
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise _unparsable("inline keyboard button", "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable("inline keyboard button", "Exactly one action must be given")
    kept: Button = {"text": text, actions[0]: _CHECKS[actions[0]](button[actions[0]])}
    return {**kept, **_style(button, "inline keyboard button")}


def _style(button: dict[str, Any], what: str) -> Button:
    style = button.get("style")
    if style is None:
        return {}
    if style not in _STYLES:
        raise _unparsable(what, "Invalid button style specified")
    return {"style": style}


def _address(value: Any) -> str:
    if not isinstance(value, str):
        raise _unparsable("inline keyboard button", 'Field "url" must be of type String')
    parts = split_address(value)
    if parts is None or parts.scheme not in ("http", "https", "tg", "ton") or not parts.netloc:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return value


def _data(value: Any) -> str:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _copy(value: Any) -> dict[str, str]:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def web_app(value: Any, what: str = "inline keyboard button") -> dict[str, str]:
    """The Mini App that a button opens. Raises BotApiRefused."""
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str):
        raise _unparsable(what, 'Field "web_app" must be an Object with the String "url"')
    parts = split_address(url)
    if parts is None or not parts.hostname:
        raise bad_request(f"{what} Web App URL '{url}' is invalid: Wrong HTTP URL")
    if not opens(parts.scheme, parts.hostname):
        raise bad_request(f"{what} Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return {"url": url}


def _disabled(value: Any) -> dict[str, Any]:
    """A DisabledButton, which has no fields yet."""
    if not isinstance(value, dict):
        raise _unparsable("inline keyboard button", 'Field "disabled" must be of type Object')
    return {}


_CHECKS: dict[str, Any] = {
    "url": _address, "callback_data": _data, "copy_text": _copy, "web_app": web_app, "disabled": _disabled,
}  # fmt: skip


def _reply_rows(rows: Any) -> list[list[Button]]:
    if not isinstance(rows, list):
        raise _unparsable("reply keyboard", 'Field "keyboard" must be of type Array')
    return [[_reply_button(button) for button in _row(row)] for row in rows]


def _reply_button(button: Any) -> Button:
    if isinstance(button, str):
        button = {"text": button}
    text = _label(button, "keyboard button")
    kept: Button = {"text": text}
    name = next((name for name in _IN_PRIVATE if button.get(name) not in (None, False)), None)
    if name == "web_app":
        kept[name] = web_app(button[name], "keyboard button")
    elif name is not None:
        kept[name] = _request(name, button[name])
    return {**kept, **_style(button, "keyboard button")}


def _request(name: str, value: Any) -> Any:
    """What a reply button asks for: True, or an object of plain values only."""
    if name in ("request_contact", "request_location"):
        if value is not True:
            raise _unparsable("keyboard button", f'Field "{name}" must be of type Boolean')
        return True
    if not isinstance(value, dict):
        raise _unparsable("keyboard button", f'Field "{name}" must be of type Object')
    kept = {key: item for key, item in value.items() if isinstance(item, bool | int | str)}
    if name in ("request_users", "request_chat") and not _is_number(kept.get("request_id")):
        raise _unparsable("keyboard button", 'Field "request_id" must be of type Number')
    if name == "request_users" and kept.get("max_quantity", 1) not in range(1, _MAX_SHARED + 1):
        raise bad_request("BUTTON_INVALID")
    return kept


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
