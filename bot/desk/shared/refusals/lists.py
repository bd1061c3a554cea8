"""Defines why an action on the list of a team does nothing."""

from dataclasses import dataclass
from typing import ClassVar

from bot.desk.shared.refusal import NumberedWhy, Why


class ListOfTeam(Why):
    """Only a team has a list."""

    key: ClassVar = "list-of-team"


@dataclass(frozen=True, kw_only=True)
class ListEmpty(Why):
    """Nothing waits on the list that could be asked for; 1688 does not show `unshown` lines of it any more."""

    key: ClassVar = "list-empty"
    unshown: int = 0


@dataclass(frozen=True, kw_only=True)
class ListFull(Why):
    """The list has so many lines that no more are taken."""

    key: ClassVar = "list-full"
    limit: int = 0


class ListMoved(Why):
    """Others changed the list while it was asked for."""

    key: ClassVar = "list-moved"


class ListLineGone(Why):
    """The line was taken out, changed, or asked for by somebody."""

    key: ClassVar = "list-line-gone"


@dataclass(frozen=True, kw_only=True)
class OthersLine(Why):
    """The line is somebody else's."""

    key: ClassVar = "others-line"
    name: str = ""


class PiecesWrong(Why):
    """So many pieces of it cannot be bought: below its minimum, not a whole lot, or more than there are."""

    key: ClassVar = "pieces-wrong"


class NothingForList(NumberedWhy):
    """Variant and quantity must be chosen before a draft goes to the list."""

    key: ClassVar = "nothing-for-list"
