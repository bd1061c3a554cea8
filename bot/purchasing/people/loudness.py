"""Decides whether a message comes with sound, silently, in the morning, or not at all, by what its reader chose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind, NotifyTopic
from bot.purchasing.tracking.alarms import ALARM_FORMS, AlarmDays, ChosenDays

TIME_TO_ACT = timedelta(hours=1)
"""A reminder waits for the morning only if its reader has this long left to act on it then."""
PAY_SOON_HOURS, ALARM_DAYS = range(1, 25), range(1, 15)
"""How long before an unpaid order lapses, and how long after the last news of an order, people may be reminded."""
_CLOCK = r"([01]?\d|2[0-4])(?:[:.：]([0-5]\d))?"
_HOURS = re.compile(rf"{_CLOCK}\s*[-–—~～]\s*{_CLOCK}", re.ASCII)
_NUMBER = re.compile(r"([0-9]{1,3})\s*(?:h|d|hours?|days?|小时|天|ч|д|дн|дня|дней)?", re.IGNORECASE)
DAYS = {form.typed: kind.value for kind, form in ALARM_FORMS.items() if form.typed}
"""What is typed to choose the days of an alarm, and is stored: the field that they are."""
AS_BEFORE = frozenset({"default", "team"})
"""What is typed to go back to what the team says."""
NONE = frozenset({"off", "none", "no"})


class Loudness(StrEnum):
    """How messages of a topic come; what may not be off comes silently instead."""

    ON = "on"
    SILENT = "silent"
    OFF = "off"


@dataclass(frozen=True)
class QuietHours:
    """From when to when it is quiet each day, by the clock of a zone; no hours at all if both are the same."""

    start: time
    end: time

    @property
    def none(self) -> bool:
        return self.start == self.end

    def until(self, now: datetime, zone: str) -> datetime | None:
        """When the quiet hours that `now` lies in end (UTC); None if it lies in none."""
        if self.none:
            return None
        place = zone_of(zone)
        today = now.astimezone(place).date()
        for day in (today - timedelta(days=1), today):
            last = day if self.start < self.end else day + timedelta(days=1)
            begins, ends = datetime.combine(day, self.start, place), datetime.combine(last, self.end, place)
            if begins.astimezone(UTC) <= now < ends.astimezone(UTC):
                return ends.astimezone(UTC)
        return None

    def __str__(self) -> str:
        return "off" if self.none else f"{self.start:%H:%M}-{self.end:%H:%M}"


NEVER_QUIET = QuietHours(time(0), time(0))


@dataclass(frozen=True)
class Choices(ChosenDays):
    """What a person, or a team for its people, chose; None and a missing topic: nothing."""

    topics: Mapping[NotifyTopic, Loudness] = field(default_factory=dict)
    quiet: QuietHours | None = None
    zone: str | None = None
    pay_soon: int | None = None
    """Hours before an unpaid order lapses."""


@dataclass(frozen=True)
class NotifySettings:
    """What holds for a person or a group."""

    topics: Mapping[NotifyTopic, Loudness] = field(default_factory=dict)
    quiet: QuietHours = NEVER_QUIET
    zone: str = SHANGHAI
    pay_soon: int = 2
    alarm_days: AlarmDays = field(default_factory=AlarmDays)

    def loudness(self, topic: NotifyTopic) -> Loudness:
        return self.topics.get(topic, Loudness.ON)

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the quiet hours end (UTC), if it is quiet now."""
        return self.quiet.until(now, self.zone)


@dataclass(frozen=True)
class How:
    """How one message comes: now, or once the quiet hours are over (`until`, UTC)."""

    loudness: Loudness
    until: datetime | None = None


def settled(own: Choices, team: Choices = Choices(), team_zone: str = SHANGHAI) -> NotifySettings:
    """What holds for somebody who chose this, in a team that chose that: their own choice, else the team's."""
    built_in = NotifySettings()
    days = built_in.alarm_days
    return NotifySettings(
        {**team.topics, **own.topics},
        own.quiet or team.quiet or built_in.quiet,
        own.zone or team.zone or team_zone,
        own.pay_soon or team.pay_soon or built_in.pay_soon,
        AlarmDays(**{each: getattr(own, each) or getattr(team, each) or getattr(days, each) for each in DAYS.values()}),
    )


def how(
    kind: NoticeKind, settings: NotifySettings, now: datetime, *, group: bool = False, deadline: datetime | None = None
) -> How:
    """How a message of this kind comes to this reader now; `deadline` is when its reader can act no longer.

    A group hears everything: only its reminders wait.
    """
    chosen = Loudness.ON if group else settings.loudness(kind.topic)
    if chosen is Loudness.OFF:
        if kind.may_be_off:
            return How(Loudness.OFF)
        chosen = Loudness.SILENT
    if kind.silent:
        chosen = Loudness.SILENT
    until = settings.quiet_until(now)
    if until is None:
        return How(chosen)
    if (kind.reminds if group else kind.can_wait) and (deadline is None or deadline > until + TIME_TO_ACT):
        return How(chosen, until)
    return How(Loudness.SILENT)


def quiet_in(written: str) -> QuietHours:
    """Quiet hours as people write them: `22:00-08:00`, `22-8`, `off`. Raises ValueError."""
    if written.strip().casefold() in NONE:
        return NEVER_QUIET
    match = _HOURS.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"{written!r} are no quiet hours")
    start, end = _time(match[1], match[2]), _time(match[3], match[4])
    if start == end:
        raise ValueError("quiet hours end at another time than they begin")
    return QuietHours(start, end)


def _time(hours: str, minutes: str | None) -> time:
    if int(hours) == 24 and int(minutes or 0):
        raise ValueError("a day ends at 24:00")
    return time(int(hours) % 24, int(minutes or 0))


def chosen(before: Choices, what: str, value: str) -> Choices:
    """The choices after one more: `what` is a topic, `quiet`, `zone`, `pay` or one of DAYS.

    `value` is as it is written. `default` takes a choice back, of `topics` all.
    Raises ValueError if that cannot be chosen.
    """
    back, value = value.strip().casefold() in AS_BEFORE, value.strip()
    match what:
        case "quiet":
            return replace(before, quiet=None if back else quiet_in(value))
        case "zone":
            zone = None if back else "/".join("_".join(part.split()) for part in value.split("/"))
            if zone is not None:
                zone_of(zone)  # it raises if there is none of that name
            return replace(before, zone=zone)
        case "pay":
            return replace(before, pay_soon=None if back else _within(value, PAY_SOON_HOURS))
        case _ if what in DAYS:
            return Choices(**{**vars(before), DAYS[what]: None if back else _within(value, ALARM_DAYS)})
        case "topics" if back:
            return replace(before, topics={})
    topic, others = NotifyTopic(what), {each: loudness for each, loudness in before.topics.items() if each != what}
    if back:
        return replace(before, topics=others)
    loudness = Loudness(value.casefold())
    if loudness is Loudness.OFF and not may_be_off(topic):
        raise ValueError(f"{topic} always come")
    return replace(before, topics={**others, topic: loudness})


def may_be_off(topic: NotifyTopic) -> bool:
    """Whether a person can do without some of its messages."""
    return any(kind.may_be_off for kind in NOTICE_KINDS.values() if kind.topic is topic)


def _within(value: str, bounds: range) -> int:
    match = _NUMBER.fullmatch(value)
    if match is None or int(match[1]) not in bounds:
        raise ValueError(f"{value!r} is not from {bounds[0]} to {bounds[-1]}")
    return int(match[1])


def written(choices: Choices) -> dict[str, object]:
    """Choices as JSON values; nothing of what was not chosen."""
    values: dict[str, object] = {
        "topics": {topic.value: loudness.value for topic, loudness in sorted(choices.topics.items())},
        "quiet": str(choices.quiet) if choices.quiet is not None else None,
        "zone": choices.zone,
        "pay": choices.pay_soon,
        **{name: getattr(choices, days) for name, days in DAYS.items()},
    }
    return {name: value for name, value in values.items() if value}


def read(stored: Mapping[str, object] | None) -> Choices:
    """Choices as they were stored; what this version does not know or allow counts as not chosen."""
    rest = dict(stored or {})
    topics = rest.pop("topics", None)
    choices = Choices()
    for what, value in [*(topics.items() if isinstance(topics, dict) else ()), *rest.items()]:
        try:
            choices = chosen(choices, what, str(value))
        except ValueError:
            continue
    return choices
