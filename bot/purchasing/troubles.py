"""What people were told of that is wrong with the bot: what begins, what is over, and whose word counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.purchasing.notices.audience import Tell

CONFIRMED_EVERY = timedelta(minutes=1)
"""How often a process says again that it sees a trouble of its own."""
GONE_AFTER = timedelta(minutes=3)
"""After so long without such a word the process that saw the trouble does not run any more."""


@dataclass(frozen=True)
class Told:
    """A trouble that people were told of at `since` (UTC); `things` are the numbers that it named.

    `messages` are the names that its messages are owed as, each with its chat.
    """

    since: datetime
    messages: Mapping[str, int]
    things: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnSight:
    """A trouble that a process sees in itself: which process, and when (UTC) it last said so."""

    by: str
    seen: datetime


@dataclass(frozen=True)
class TroublesFound:
    """What a check found: what stands by its subject, with what is told of it.

    None if whoever brought it about tells it. If it is not `known`, nothing was learnt, and nothing changes.
    """

    standing: Mapping[str, Tell | None] = field(default_factory=dict)
    known: bool = True
    at: datetime | None = None
    """As of when it is known (UTC), if that is not now."""


NOTHING_LEARNT = TroublesFound(known=False)


@dataclass(frozen=True)
class TroubleChanges:
    """What changes: what is told of what begins, and the names of what is over."""

    begun: tuple[Tell, ...] = ()
    over: tuple[str, ...] = ()


def next_sight(
    before: OwnSight | None, found: TroublesFound, owner: str, now: datetime, *, alone: bool
) -> tuple[OwnSight | None, bool]:
    """What is known of a trouble that each process sees only in itself; and whether it stands. `found` is known.

    It ends by the process that saw it, or once that one is gone and another one finds it well since.
    """
    if found.standing:
        fresh = before is not None and before.by == owner and now - before.seen < CONFIRMED_EVERY
        return before if fresh else OwnSight(owner, now), True
    if before is None:
        return None, False
    if alone or before.by == owner:
        return None, False
    is_gone = now - before.seen > GONE_AFTER
    is_newer = found.at is None or found.at > before.seen
    if is_gone and is_newer:
        return None, False
    return before, True


def compared(told: Iterable[str], subject: Callable[[str], str], standing: Mapping[str, Tell | None]) -> TroubleChanges:
    """What begins and what is over: `told` are the names of what people were told of, `subject` says of what."""
    names = {name: subject(name) for name in told}
    known = set(names.values())
    begun = [tell for about, tell in standing.items() if tell is not None and about not in known]
    over = [name for name, about in names.items() if about not in standing]
    return TroubleChanges(tuple(begun), tuple(over))
