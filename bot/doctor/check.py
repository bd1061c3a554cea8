"""What a check of `caigou doctor` is, and how its line reads."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Status(StrEnum):
    """The result of one check."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Check:
    """One line of the report; `remedy` is what to do if it is not ok."""

    name: str
    status: Status
    text: str
    remedy: str = ""


def render(check: Check) -> str:
    """The line as it is printed."""
    line = f"{check.status:<8}{check.name}: {check.text}"
    return line if check.status is Status.OK or not check.remedy else f"{line} -> {check.remedy}"


def ago_of(span: timedelta) -> str:
    """A span in its largest unit: 12 s, 5 min, 3 h, 2 d."""
    seconds = max(0, round(span.total_seconds()))
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
