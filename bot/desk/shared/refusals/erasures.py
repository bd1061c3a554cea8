"""Defines why a person is not forgotten now."""

from dataclasses import dataclass
from typing import ClassVar

from bot.desk.shared.refusal import Why


@dataclass(frozen=True, kw_only=True)
class StillGoesOn(Why):
    """Requests of theirs, or with lines of theirs, are not over; `requests` are their numbers as people read them."""

    key: ClassVar = "forget-live"
    requests: tuple[str, ...] = ()


class NamedBySettings(Why):
    """The settings make them an admin."""

    key: ClassVar = "forget-settings"


@dataclass(frozen=True, kw_only=True)
class OnlyAdmin(Why):
    """A team has no other admin; `title` is its group's."""

    key: ClassVar = "forget-only-admin"
    title: str = ""


class UnknownPerson(Why):
    """Nothing is stored of anybody of this number."""

    key: ClassVar = "forget-unknown"


class ForgetButtonOver(Why):
    """The question whether to forget was answered, or is too old."""

    key: ClassVar = "forget-over"
