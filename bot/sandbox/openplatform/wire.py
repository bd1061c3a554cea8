"""How 1688 writes times, yuan, and JSON with numbers that no double can hold."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

CHINA = timezone(timedelta(hours=8))
_STAMP = re.compile(r"(\d{14})(\d{3})?([+-]\d{4})")


def stamp(moment: datetime | None) -> str | None:
    """A time as `yyyyMMddHHmmssSSS+0800`; orders have whole seconds."""
    return moment.astimezone(CHINA).strftime("%Y%m%d%H%M%S000+0800") if moment else None


def plain_time(moment: datetime) -> str:
    """A time as `yyyy-MM-dd HH:mm:ss`, in China's local time."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def read_stamp(text: str) -> datetime | None:
    """A time that a caller sent, whole seconds, UTC; None if it is none."""
    found = _STAMP.fullmatch(text)
    if not found:
        return None
    try:
        moment = datetime.strptime(found[1] + found[3], "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return moment.astimezone(UTC)


def dumps(value: Any) -> str:
    """JSON as text; decimals are written as numbers."""
    match value:
        case Decimal():
            return str(value)
        case dict():
            return "{" + ",".join(f"{dumps(key)}:{dumps(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(dumps(item) for item in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def without_nothing(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that have a value: 1688 leaves a key out if there is none."""
    return {key: value for key, value in facts.items() if value is not None}
