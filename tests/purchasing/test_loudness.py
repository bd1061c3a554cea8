"""How a message comes: with sound, silently, in the morning, or not at all."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.notice import NOTICE_KINDS, NoticeKind, NotifyTopic
from bot.purchasing.notices.operations import JournalHeadNotice
from bot.purchasing.notices.purchases import PaySoonNotice
from bot.purchasing.people import loudness
from bot.purchasing.people.loudness import (
    DAYS,
    NEVER_QUIET,
    Choices,
    How,
    Loudness,
    NotifySettings,
    QuietHours,
    chosen,
    how,
    quiet_in,
    read,
    settled,
    written,
)
from bot.purchasing.tracking.alarms import AlarmDays

NIGHT = QuietHours(time(22), time(8))
SHANGHAI = NotifySettings(quiet=NIGHT)
AT_MIDNIGHT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
"""0:00 in Shanghai."""
MORNING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
BY_DAY = MORNING + timedelta(hours=5)
ON, SILENT, OFF = Loudness.ON, Loudness.SILENT, Loudness.OFF


KINDS = sorted(NOTICE_KINDS.values())


def test_every_topic_has_kinds() -> None:
    assert {kind.topic for kind in KINDS} == set(NotifyTopic)


@pytest.mark.parametrize("kind", KINDS)
def test_who_chose_nothing_hears_everything_at_once(kind: NoticeKind) -> None:
    for now in (AT_MIDNIGHT, BY_DAY):
        assert how(kind, NotifySettings(), now) == How(SILENT if kind.silent else ON)


@pytest.mark.threat("T52")
@pytest.mark.parametrize("topic", [NotifyTopic.DECISIONS, NotifyTopic.MONEY, NotifyTopic.PROBLEMS])
@pytest.mark.parametrize("now", [AT_MIDNIGHT, BY_DAY])
def test_decisions_money_and_problems_always_come_at_once(topic: NotifyTopic, now: datetime) -> None:
    for kind in (each for each in KINDS if each.topic is topic):
        for choice in Loudness:
            comes = how(kind, NotifySettings({topic: choice}, NIGHT), now)
            assert comes.until is None
            assert comes.loudness is (ON if choice is ON and now is BY_DAY else SILENT)
        with pytest.raises(ValueError, match="always come"):
            chosen(Choices(), topic, "off")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.may_be_off])
def test_what_may_cost_something_is_silent_at_the_quietest(kind: NoticeKind) -> None:
    assert how(kind, NotifySettings(dict.fromkeys(NotifyTopic, OFF)), BY_DAY) == How(SILENT)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.may_be_off])
def test_what_nobody_loses_anything_by_may_be_off(kind: NoticeKind) -> None:
    for now in (AT_MIDNIGHT, BY_DAY):
        assert how(kind, NotifySettings(dict.fromkeys(NotifyTopic, OFF), NIGHT), now) == How(OFF)
        assert how(kind, NotifySettings(dict.fromkeys(NotifyTopic, OFF)), now, group=True) == How(ON)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.can_wait])
def test_at_night_a_person_s_reminders_and_parcels_wait_for_the_morning(kind: NoticeKind) -> None:
    assert how(kind, SHANGHAI, AT_MIDNIGHT) == How(ON, MORNING)
    assert how(kind, SHANGHAI, BY_DAY) == How(ON)


@pytest.mark.parametrize("kind", KINDS)
def test_at_night_a_group_s_reminders_wait_and_everything_else_comes_without_sound(kind: NoticeKind) -> None:
    comes = how(kind, SHANGHAI, AT_MIDNIGHT, group=True)
    assert comes == (How(ON, MORNING) if kind.reminds else How(SILENT))


def test_a_reminder_does_not_wait_until_nobody_can_act_on_it_any_more() -> None:
    for minutes, waits in ((0, False), (59, False), (61, True), (600, True)):
        comes = how(PaySoonNotice.kind, SHANGHAI, AT_MIDNIGHT, deadline=MORNING + timedelta(minutes=minutes))
        assert comes == (How(ON, MORNING) if waits else How(SILENT))


@pytest.mark.parametrize(
    ("quiet", "at", "until"),
    [
        (NIGHT, "2026-11-24 21:59", None),
        (NIGHT, "2026-11-24 22:00", "2026-11-25 08:00"),
        (NIGHT, "2026-11-25 07:59", "2026-11-25 08:00"),
        (NIGHT, "2026-11-25 08:00", None),
        (QuietHours(time(13), time(14)), "2026-11-25 13:30", "2026-11-25 14:00"),
        (QuietHours(time(13), time(14)), "2026-11-25 14:00", None),
        (QuietHours(time(0), time(8)), "2026-11-25 00:00", "2026-11-25 08:00"),
        (QuietHours(time(22), time(0)), "2026-11-25 23:59", "2026-11-26 00:00"),
        (NEVER_QUIET, "2026-11-25 03:00", None),
        # The clock goes from 2:00 to 3:00, and seven months later from 3:00 to 2:00.
        (NIGHT, "2026-03-29 01:30", "2026-03-29 08:00"),
        (NIGHT, "2026-10-25 01:30", "2026-10-25 08:00"),
        (QuietHours(time(22), time(2, 30)), "2026-03-29 01:59", "2026-03-29 03:30"),
        (QuietHours(time(22), time(2, 30)), "2026-10-25 01:59", "2026-10-25 02:30"),
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(quiet: QuietHours, at: str, until: str | None) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime.fromisoformat(at).replace(tzinfo=berlin).astimezone(UTC)
    ends = datetime.fromisoformat(until).replace(tzinfo=berlin).astimezone(UTC) if until else None
    assert quiet.until(now, "Europe/Berlin") == ends


def test_the_hour_that_comes_twice_is_quiet_once() -> None:
    hours = QuietHours(time(22), time(2, 30))
    second = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    assert hours.until(second, "Europe/Berlin") is None
    assert hours.until(second - timedelta(hours=1), "Europe/Berlin") == second - timedelta(minutes=45)


@given(
    st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: MORNING + timedelta(minutes=minutes)),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_what_waits_comes_within_a_day_in_every_zone(start: time, end: time, now: datetime, zone: str) -> None:
    until = QuietHours(start, end).until(now, zone)
    assert until is None or now < until <= now + timedelta(hours=25)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("22:00-08:00", "22:00-08:00"), ("22-8", "22:00-08:00"), ("22.30 – 7.05", "22:30-07:05"), ("9:00~24:00",
     "09:00-00:00"), ("off", "off"), ("None", "off"), (" 0-6 ", "00:00-06:00")],
)  # fmt: skip
def test_quiet_hours_are_read_as_people_write_them(typed: str, read_as: str) -> None:
    assert str(quiet_in(typed)) == read_as


@pytest.mark.parametrize(
    ("typed", "why"),
    [*((typed, "are no quiet hours") for typed in ("", "22", "22:00", "25-8", "22:60-8", "22:00-08:00 x", "１０-8")),
     ("8-8", "end at another time"), ("24:30-8", "a day ends at 24:00")],
)  # fmt: skip
def test_what_is_no_time_is_no_quiet_hour(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        quiet_in(typed)


@pytest.mark.parametrize(
    ("what", "value", "why"),
    [*(("zone", name, "is no time zone") for name in ("Mars/Base", "", "../etc/passwd")),
     *(("pay", hours, "is not from 1 to 24") for hours in ("0", "25", "-1")),
     *((what, days, "is not from 1 to 14") for what in DAYS for days in ("0", "15", "x")),
     *((topic, "on", "is not a valid NotifyTopic") for topic in ("noise", "topics")),
     ("money", "loud", "is not a valid Loudness"), ("team", "team x", "is not a valid Loudness"),
     ("quiet", "at night", "are no quiet hours")],
)  # fmt: skip
def test_what_makes_no_sense_cannot_be_chosen(what: str, value: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        chosen(Choices(), what, value)


def test_one_s_own_choice_wins_over_the_team_s_and_that_over_the_usual() -> None:
    team = Choices({NotifyTopic.PARCELS: SILENT, NotifyTopic.TEAM: OFF}, NIGHT, None, 5)
    own = chosen(chosen(Choices(), "parcels", "on"), "pay", "3 h")
    holds = settled(own, team, "Europe/Moscow")
    assert (
        holds.loudness(NotifyTopic.PARCELS),
        holds.loudness(NotifyTopic.TEAM),
        holds.loudness(NotifyTopic.MONEY),
    ) == (ON, OFF, ON)
    assert (holds.quiet, holds.zone, holds.pay_soon, holds.alarm_days.not_shipped) == (NIGHT, "Europe/Moscow", 3, 4)
    assert settled(chosen(own, "quiet", "off"), team).quiet.none
    assert settled(chosen(own, "pay", "default"), team).pay_soon == 5
    assert settled(chosen(own, "zone", "Europe/Berlin"), team, "Europe/Moscow").zone == "Europe/Berlin"
    assert settled(chosen(own, "topics", "default"), team).loudness(NotifyTopic.PARCELS) is SILENT


def test_the_days_of_each_alarm_are_one_s_own_or_the_team_s_or_the_usual() -> None:
    own = chosen(chosen(Choices(), "scan", "2 d"), "frozen", "9")
    assert settled(own, Choices(not_shipped=6, no_scan=7)).alarm_days == AlarmDays(6, 2, 9)
    assert settled(chosen(own, "scan", "default"), Choices(no_scan=7)).alarm_days == AlarmDays(4, 7, 9)
    assert settled(Choices()).alarm_days == AlarmDays()
    of_arrivals = chosen(chosen(Choices(), "count", "3"), "short", "7 d")
    assert settled(of_arrivals, Choices(short=5)).alarm_days == AlarmDays(not_counted=3, short=7)


def test_choices_are_stored_and_read_back_as_they_are() -> None:
    topics, days = {NotifyTopic.REMINDERS: OFF, NotifyTopic.MONEY: SILENT}, AlarmDays(7, 2, 9, 3, 5)
    choices = Choices(topics, NIGHT, "Europe/Berlin", 6, **vars(days))
    assert read(written(choices)) == choices
    assert {name: written(choices)[name] for name in ("pay", *DAYS)} == {
        "pay": 6, "ship": 7, "scan": 2, "frozen": 9, "count": 3, "short": 5,
    }  # fmt: skip
    assert read({"ship": 7, "frozen": 9}) == Choices(not_shipped=7, frozen=9), "as it was stored before"
    assert written(Choices()) == {}
    assert read(None) == read({}) == Choices()
    never = chosen(Choices(), "quiet", "off")
    assert read(written(never)) == never != Choices()


def test_what_another_version_stored_is_left_out() -> None:
    odd = {"topics": {"money": "off", "smells": "on", "parcels": "off"}, "quiet": "late", "pay": 99, "colour": "red"}
    assert read(odd) == Choices({NotifyTopic.PARCELS: OFF})
    assert read({"topics": "all"}) == Choices()


def test_a_topic_that_may_be_off_says_so() -> None:
    assert {each for each in NotifyTopic if loudness.may_be_off(each)} == {
        NotifyTopic.PARCELS,
        NotifyTopic.REMINDERS,
        NotifyTopic.TEAM,
        NotifyTopic.MORNING,
    }


@pytest.mark.threat("T57")
def test_the_head_of_the_journal_comes_each_day_without_sound() -> None:
    assert how(JournalHeadNotice.kind, NotifySettings(), BY_DAY) == How(SILENT)
