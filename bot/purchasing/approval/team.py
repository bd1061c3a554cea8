"""A team and its people: roles, limits, language, time zone, currency and working hours."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.purchasing.lookalike import looks
from bot.purchasing.money import Fen
from bot.purchasing.text import one_line

SHANGHAI = "Asia/Shanghai"
WORK_BEGINS, WORK_ENDS = time(9), time(18)
SUNDAY = 6
RATE_IS_OLD_AFTER = timedelta(days=7)
_LONGEST_NAME = 40


class Role(StrEnum):
    """What a member may do; a member may hold several roles."""

    REQUESTER = "requester"
    APPROVER = "approver"
    BUYER = "buyer"
    """May pay, cancel, and decide about unclear orders; if a team has none, its admins do."""
    ADMIN = "admin"
    RECEIVER = "receiver"
    """Sees what arrives, without prices, and counts it."""


@dataclass(frozen=True)
class Member:
    """A person in a team; `limit` is the largest total in fen that they may approve, None means any."""

    person_id: int
    name: str
    roles: frozenset[Role] = frozenset()
    active: bool = True
    limit: Fen | None = None
    rests: bool = False
    """Known not to be in the team's group: the roles are kept, but suspended."""
    by_settings: bool = False
    """An admin by the settings; nothing that happens in a group changes that."""

    def holds(self, role: Role) -> bool:
        return self.active and role in self.roles

    def reaches(self, total: Fen) -> bool:
        return self.limit is None or total <= self.limit


@dataclass(frozen=True)
class Team:
    """One group chat that buys together; `rate` is yuan for one unit of `currency`, as of the day `rate_date`."""

    id: int
    chat_id: int | None = None
    language: str = "en"
    time_zone: str = SHANGHAI
    currency: str = ""
    rate: Decimal | None = None
    rate_date: date | None = None
    members: tuple[Member, ...] = ()

    def member(self, person_id: int) -> Member | None:
        return next((each for each in self.members if each.person_id == person_id), None)

    @property
    def active(self) -> tuple[Member, ...]:
        return tuple(each for each in self.members if each.active)

    def holders(self, role: Role) -> tuple[Member, ...]:
        """The active members with a role, also if it is suspended."""
        return tuple(each for each in self.members if each.holds(role))

    def acting(self, role: Role) -> tuple[Member, ...]:
        """The active members who may act in this role now."""
        return tuple(each for each in self.active if role in self.roles_of(each.person_id))

    def named(self, role: Role) -> tuple[str, ...]:
        """The names of those who may act in this role now."""
        return tuple(self.known_as(each.person_id) for each in self.acting(role))

    def reads(self, person_id: int, requester_id: int | None = None) -> bool:
        """Whether somebody may read what this team asked for, or of it what one person did.

        Whoever left the group reads what they asked for themselves; an admin by the settings goes on reading all. Who
        only receives reads nothing, not even what they asked for before.
        """
        member = self.member(person_id)
        if member is None or not member.active or self.only_receives(person_id):
            return False
        return not member.rests or member.by_settings or person_id == requester_id

    def only_receives(self, person_id: int) -> bool:
        """Whether somebody is a receiver and nothing else, to whom no price is shown."""
        member = self.member(person_id)
        return member is not None and member.active and member.roles == {Role.RECEIVER}

    @property
    def alone(self) -> Member | None:
        """The only active member if they are an admin. That others left the group makes nobody alone."""
        active = self.active
        return active[0] if len(active) == 1 and active[0].holds(Role.ADMIN) else None

    @property
    def admins_buy(self) -> bool:
        """Whether nobody is the buyer, so that the admins act as such. A buyer who only left the group is still one."""
        return not self.holders(Role.BUYER)

    def roles_of(self, person_id: int) -> frozenset[Role]:
        """The roles that a person may act in now.

        An admin who is alone may also ask and buy, the admins of a team without a buyer may buy. Nobody approves by it.
        """
        member = self.member(person_id)
        if member is None or not member.active:
            return frozenset()
        if member.rests:
            return member.roles & {Role.ADMIN} if member.by_settings else frozenset()
        if self.alone is member:
            return member.roles | {Role.REQUESTER, Role.BUYER}
        if Role.ADMIN in member.roles and self.admins_buy:
            return member.roles | {Role.BUYER}
        return member.roles

    @property
    def zone(self) -> tzinfo:
        return zone_of(self.time_zone)

    def today(self, now: datetime) -> date:
        """The day in the team's zone."""
        return now.astimezone(self.zone).date()

    @property
    def handles(self) -> dict[int, str]:
        """Person → the name to write after an @; left out if another member's name looks like it."""
        names = {each.person_id: handle(each.name) for each in self.members}
        shapes = {person: looks(name) for person, name in names.items()}
        used = Counter(shape for each in shapes.values() for shape in each)
        return {
            person: name
            for person, name in names.items()
            if name and all(used[shape] == 1 for shape in shapes[person]) and not re.fullmatch(r"[0-9]+", name)
        }

    def is_clear(self, person_id: int) -> bool:
        """Whether the name cannot be taken for another member's, or for a name with digits added."""
        member = self.member(person_id)
        plain = unicodedata.normalize("NFKC", member.name) if member else ""
        return person_id in self.handles and not re.search(r"\.\.\.\s*[0-9]", plain)

    def known_as(self, person_id: int) -> str:
        """The name, with the last digits of the person's number if it could mean another member; else the number."""
        member = self.member(person_id)
        name = one_line(member.name) if member else ""
        if not name or self.is_clear(person_id):
            return name or str(person_id)
        return numbered(name[:_LONGEST_NAME].rstrip(), person_id)

    def person_called(self, name: str) -> int | None:
        """The person named after an @: digits are an id, anything else is a handle; None if unknown."""
        if re.fullmatch(r"[0-9]{1,19}", name):
            return int(name)
        return next((person for person, each in self.handles.items() if folded(each) == folded(name)), None)

    def rate_is_old(self, now: datetime) -> bool:
        """Whether the rate is older than a week, so that the card must warn."""
        return self.rate_date is not None and self.today(now) - self.rate_date > RATE_IS_OLD_AFTER

    def works(self, at: datetime) -> bool:
        """Whether a moment lies in the working hours: Monday to Saturday, 9 to 18 in the team's zone."""
        local = at.astimezone(self.zone)
        return local.weekday() != SUNDAY and WORK_BEGINS <= local.time() < WORK_ENDS

    def working_window(self, day: date) -> tuple[datetime, datetime] | None:
        """When work begins and ends on a day (UTC); None on Sunday."""
        if day.weekday() == SUNDAY:
            return None
        begins, ends = (datetime.combine(day, each, self.zone) for each in (WORK_BEGINS, WORK_ENDS))
        return begins.astimezone(UTC), ends.astimezone(UTC)


def zone_of(name: str) -> tzinfo:
    """The time zone of this name; Shanghai works even if the system has no zone data. Raises ValueError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        if name == SHANGHAI:
            return timezone(timedelta(hours=8), SHANGHAI)
        raise ValueError(f"{name!r} is no time zone that is known here") from problem


def numbered(name: str, person_id: int) -> str:
    """A name with the last digits of the person's number, which nobody can choose."""
    return f"{name} (ID …{person_id % 1000:03})"


def handle(name: str) -> str:
    """A name in the form for use after an @: its words, joined by underscores."""
    return "_".join(re.findall(r"\w+", unicodedata.normalize("NFKC", one_line(name))))


def folded(name: str) -> str:
    """A name in the form in which it is compared: without case and width."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
