"""How 1688 writes things down: its times, its yuan, its JSON with numbers that no double holds."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

CHINA = timezone(timedelta(hours=8))
_STAMP = re.compile(r"(\d{14})(\d{3})?([+-]\d{4})")


def stamp(moment: datetime | None) -> str | None:
    """`yyyyMMddHHmmssSSS+0800`; orders carry whole seconds."""
    return moment.astimezone(CHINA).strftime("%Y%m%d%H%M%S000+0800") if moment else None


def plain_time(moment: datetime) -> str:
    """`yyyy-MM-dd HH:mm:ss`, the clock on the wall in China."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def read_stamp(text: str) -> datetime | None:
    """A time as a caller sends it, whole seconds, UTC; None where it is not one."""
    found = _STAMP.fullmatch(text)
    if not found:
        return None
    try:
        moment = datetime.strptime(found[1] + found[3], "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return moment.astimezone(UTC)


def dumps(value: Any) -> str:
    """JSON as text; decimals stand as the numbers they are."""
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
    """The facts that exist: 1688 leaves a key out where it has no value."""
    return {key: value for key, value in facts.items() if value is not None}
