"""JSON as strictly as Telegram reads it: depth, numbers and UTF-8; and typed fields of an object."""

import json
from typing import Any

from bot.sandbox.chats.refusals import bad_request

_DEEPEST = 100
_LARGEST = 2**63


def loads(source: str | bytes) -> Any:
    """Parse a JSON text. Raises ValueError if it is none, BotApiRefused if a text in it is no UTF-8."""
    text = source.decode() if isinstance(source, bytes) else source
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if text.count("[") + text.count("{") > _DEEPEST and _depth(value) > _DEEPEST:
        raise ValueError("nested too deep")
    if "\\u" in text:
        check_utf8(json.dumps(value, ensure_ascii=False))
    return value


def check_utf8(text: str) -> None:
    """Raise BotApiRefused if a text has a lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _depth(value: Any) -> int:
    depth = 0
    layer = [value]
    while layer:
        depth += 1
        inner = [list(v.values()) if isinstance(v, dict) else v for v in layer if isinstance(v, dict | list)]
        layer = [item for items in inner for item in items]
    return depth


def number(value: Any) -> int | None:
    """A whole number of 64 bits, also one written as text; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = int(value)
    except (ValueError, OverflowError):
        return None
    return found if -_LARGEST <= found < _LARGEST else None


def whole_in(given: dict[str, Any], name: str) -> int | None:
    """A whole number in an object, or None if it is left out. Raises BotApiRefused."""
    if given.get(name) is None:
        return None
    found = number(given[name])
    if found is None:
        raise bad_request(f'Field "{name}" must be a valid Number')
    return found


def text_in(given: dict[str, Any], name: str) -> str:
    """A text in an object, "" if it is left out. Raises BotApiRefused."""
    value = given.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise bad_request(f'Field "{name}" must be of type String')
    return str(value)


def flag_in(given: dict[str, Any], name: str) -> bool:
    """A Boolean in an object, False if it is left out. Raises BotApiRefused."""
    value = given.get(name)
    if value is not None and not isinstance(value, bool):
        raise bad_request(f'Field "{name}" must be of type Boolean')
    return bool(value)


def list_in(given: dict[str, Any], name: str) -> list[Any]:
    """A list in an object, empty if it is left out. Raises BotApiRefused."""
    value = given.get(name)
    if value is not None and not isinstance(value, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    return value or []


def object_in(given: dict[str, Any], name: str) -> dict[str, Any]:
    """An object in an object, empty if it is left out. Raises BotApiRefused."""
    value = given.get(name)
    if value is not None and not isinstance(value, dict):
        raise bad_request(f'Field "{name}" must be of type Object')
    return value or {}
