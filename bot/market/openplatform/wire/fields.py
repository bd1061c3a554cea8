"""Reads single fields of 1688's JSON: ids, numbers that may be text, yuan and fen, times, Booleans."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, NoReturn

from bot.purchasing.calls import CHINA
from bot.purchasing.money import Fen, fen_from_yuan

Json = Mapping[str, Any]

_CENT = Decimal("0.01")
_NOISE = Decimal("0.000001")
_LARGEST = Decimal(10) ** 12
_LARGEST_WHOLE = Decimal(10) ** 20
_STAMP = re.compile(r"(\d{14})(\d{3})?([+-]\d{4})?", re.ASCII)
_WALL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)


class FormError(ValueError):
    """An answer does not have a form that we know; the text names the field."""


def read_json(body: str) -> Any:
    """Parse JSON with exact decimals. Raises FormError for anything else, such as NaN or endless nesting."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise FormError("not JSON") from error


def _refuse_constant(name: str) -> NoReturn:
    raise FormError(f"{name} is no number")


def as_sent(number: str) -> int | str:
    """A number of 1688 as its calls take it; what is no number goes as it is, for 1688 to refuse."""
    return int(number) if number.isdecimal() else number


def write_json(value: Any) -> str:
    """Compact JSON with sorted keys: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def part(holder: Any, key: str) -> Json:
    """The object under `key`; empty if there is none."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def rows(holder: Any, key: str) -> list[Json]:
    """The objects in the list under `key`."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def text(holder: Json, *keys: str) -> str:
    """The first non-empty one of the fields, as text; numbers are written out and never rounded."""
    return next((said for said in (as_text(holder.get(key)) for key in keys) if said), "")


def as_text(value: Any) -> str:
    """A scalar as text that any database and any chat can hold."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, Decimal):
        whole_value = as_whole(value)
        return str(value) if whole_value is None else str(whole_value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def exact_number(value: Any) -> str:
    """A number of 1688's, such as an order's, as its digits: it comes as text or as an integer.

    Empty for everything else. A decimal point or an exponent shows that the number was a double on the way; a double
    cannot hold such a number exactly, so its digits may be another order's.
    """
    exact = isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
    written = as_text(value).strip() if exact else ""
    return written if written.isascii() and written.isdecimal() else ""


def number(holder: Json, *names: str) -> str:
    """A number of 1688's by the first of these names that says one; empty if there is none, or none that is exact."""
    exact = exact_number(next((said for said in map(holder.get, names) if said not in (None, "")), None))
    return exact if exact.strip("0") else ""


def numbers(told: Any) -> tuple[str, ...]:
    """Numbers of 1688's, from a list or from a text with commas; nothing if one of them is not exact."""
    each = told if isinstance(told, list) else told.split(",") if isinstance(told, str) else [told]
    exact = [exact_number(one) for one in each]
    return tuple(dict.fromkeys(exact)) if all(one.strip("0") for one in exact) else ()


def names_no_variant(holder: Json, sku_key: str) -> bool:
    """Whether the specId equals the SKU's own number: 1688 marks goods without variants like this."""
    return text(holder, "specId") == text(holder, sku_key)


def truth(holder: Json, key: str) -> bool | None:
    """A Boolean that may be sent as text; None if it is neither true nor false."""
    value = holder.get(key)
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else None


def whole(holder: Json, key: str) -> int | None:
    """A whole number that may be sent as text or as 2.0; None if there is none."""
    return as_whole(holder.get(key))


def as_whole(value: Any) -> int | None:
    number = _decimal(value)
    if number is None or abs(number) > _LARGEST_WHOLE or number != number.to_integral_value():
        return None
    return int(number)


def quantity(holder: Json, key: str) -> int:
    """How many pieces; 0 if the amount has parts of a unit (1.5 tons). Raises FormError if it is no positive number."""
    number = _decimal(holder.get(key))
    if number is None or not 0 < number <= _LARGEST_WHOLE:
        raise FormError(f"{key} is no positive number")
    return int(number) if number == number.to_integral_value() else 0


def fen(holder: Json, key: str) -> Fen | None:
    """An amount that 1688 sends in fen; None if there is none. Raises FormError."""
    if holder.get(key) in (None, ""):
        return None
    number = whole(holder, key)
    if number is None:
        raise FormError(f"{key} is no amount in fen")
    return Fen(number)


def yuan(holder: Json, key: str) -> Fen | None:
    """An amount that 1688 sends in yuan, as fen; None if there is none. Raises FormError."""
    if holder.get(key) in (None, ""):
        return None
    number = _decimal(holder.get(key))
    if number is None or not 0 <= number <= _LARGEST:
        raise FormError(f"{key} is no amount in yuan")
    # 1688 adds in doubles, so 43.00000000000001 is 43.00; a larger difference raises FormError.
    exact = number.quantize(_CENT, ROUND_HALF_UP)
    if abs(exact - number) > _NOISE:
        raise FormError(f"{key} has parts of a fen")
    return fen_from_yuan(exact)


def price(holder: Json, key: str) -> Fen | None:
    """A unit price in yuan as fen, only to show: parts of a fen are rounded. None if there is none."""
    number = _decimal(holder.get(key))
    if number is None or not 0 < number <= _LARGEST:
        return None
    return fen_from_yuan(number.quantize(_CENT, ROUND_HALF_UP))


def percent(value: str) -> str:
    """A share as a percentage for people: `0.3200` and `32%` both give `32%`; tenths near nothing and near all."""
    number = _decimal(value)
    if number is None or not 0 <= number <= 1:
        return value if value.endswith("%") else ""
    step = Decimal(1) if 10 <= number * 100 <= 90 else Decimal("0.1")
    return f"{(number * 100).quantize(step, ROUND_HALF_UP).normalize():f}%"


def moment(holder: Json, key: str) -> datetime | None:
    """A time in UTC from `20180802211113000+0800` or from China's local time `2018-08-02 21:11:13`; else None."""
    written = text(holder, key).strip()
    try:
        if _WALL.fullmatch(written):
            return datetime.fromisoformat(written).replace(tzinfo=CHINA).astimezone(UTC)
        stamp = _STAMP.fullmatch(written)
        if stamp is None:
            return None
        read = datetime.strptime(f"{stamp[1]}{stamp[3] or '+0800'}", "%Y%m%d%H%M%S%z")
        return (read + timedelta(milliseconds=int(stamp[2] or 0))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def stamp(at: datetime) -> str:
    """A time as 1688 wants it: `yyyyMMddHHmmssSSSZ` in China's time."""
    there = at.astimezone(CHINA)
    return f"{there:%Y%m%d%H%M%S}{there.microsecond // 1000:03d}+0800"


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        number = Decimal(value.strip() if isinstance(value, str) else value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and -30 < number.adjusted() < 30 else None
