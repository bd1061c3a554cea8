"""A team's calendar and clock: its zone, working hours, months, and what time does to a waiting request."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval import team as teams_module
from bot.purchasing.approval.budget import Outlay, SpentOrder, day_of, month_of, over_cap, usage
from bot.purchasing.approval.judge import standings
from bot.purchasing.approval.policy import Escalation, Policy, Rule
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.requirement import Deadlines, Due, after_working, due, next_at, timetable
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.team import Role, handle, zone_of
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import ANNA, ASKS, BORIS, EVE, NOW, PAYS, RULES, UNHURRIED, member, team

SHANGHAI = timezone(timedelta(hours=8))
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Auckland", "UTC")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive by definition


def local(day, hour, minute=0):
    """A moment of November 2026 in Shanghai; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (local(24, 9), 4, local(24, 13)),
        (local(24, 9), 9, local(24, 18)),
        (local(24, 16), 4, local(25, 11)),
        (local(24, 7), 4, local(24, 13)),
        (local(24, 20), 4, local(25, 13)),
        (local(28, 17), 4, local(30, 12)),
        (local(29, 12), 1, local(30, 10)),
        (local(24, 9), 27, local(26, 18)),
    ],
)
def test_working_time_passes_from_monday_to_saturday_from_nine_to_six(start, hours, end):
    assert after_working(team(), start, timedelta(hours=hours)) == end


@given(moments, st.integers(1, 6000), st.sampled_from(ZONES))
def test_exactly_the_asked_working_time_has_passed_in_any_zone(start, minutes, zone):
    who = team(time_zone=zone)
    start = start.replace(second=0, microsecond=0)
    end = after_working(who, start, timedelta(minutes=minutes))
    worked, at = 0, start
    step = timedelta(minutes=1)
    while at < end:
        worked += who.works(at)
        at += step
    assert worked == minutes


def test_a_request_is_reminded_of_escalated_and_expired_each_once():
    policy = Policy((Rule(),), remind=timedelta(hours=4), escalate=Escalation(timedelta(hours=8), (EVE,)))
    times = timetable(policy, team(), local(24, 9))
    assert times == Deadlines(local(25, 9), local(24, 13), local(24, 17))
    assert due(times, frozenset(), local(24, 12, 59)) == ()
    assert next_at(times, frozenset(), local(24, 12)) == local(24, 13)
    assert due(times, frozenset(), local(24, 13)) == (Due.REMIND,)
    assert due(times, frozenset({Due.REMIND}), local(24, 18)) == (Due.ESCALATE,)
    assert due(times, frozenset(), local(24, 18)) == (Due.REMIND, Due.ESCALATE)
    assert next_at(times, frozenset({Due.REMIND, Due.ESCALATE}), local(24, 18)) == local(25, 9)
    assert due(times, frozenset(), local(26, 9)) == (Due.EXPIRE,)
    assert due(times, frozenset({Due.EXPIRE}), local(26, 9)) == ()
    assert next_at(times, frozenset({Due.EXPIRE}), local(26, 9)) is None
    assert next_at(times, frozenset(), local(26, 9)) == local(26, 9)


def test_a_request_expires_after_a_day_by_default_and_nothing_comes_after_that():
    times = timetable(Policy((Rule(),), remind=timedelta(hours=4)), team(), local(28, 17))
    assert times == Deadlines(local(29, 17))
    assert not times.expired(local(29, 16, 59))
    assert times.expired(local(29, 17))


@given(moments, st.integers(0, 3000), st.integers(1, 3000), st.integers(10, 5000), st.integers(0, 6000))
def test_whatever_is_due_has_come_and_the_next_look_is_never_late(at, remind, escalate, expire, later):
    policy = Policy(
        (Rule(),),
        remind=timedelta(minutes=remind + 1),
        escalate=Escalation(timedelta(minutes=escalate), (EVE,)),
        expire=timedelta(minutes=expire),
    )
    times = timetable(policy, team(), at)
    now = at + timedelta(minutes=later)
    came = {each: moment for moment, each in times.moments()}
    owed = due(times, frozenset(), now)
    assert all(came[each] <= now for each in owed)
    assert (Due.EXPIRE in owed) == times.expired(now)
    look = next_at(times, frozenset(), now)
    assert look is not None
    assert look == now if owed else due(times, frozenset(), look) != ()
    assert all(moment <= times.expire_at for moment, _ in times.moments())


def test_shanghai_is_known_where_the_system_has_no_zones(monkeypatch):
    def nothing(name):
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(teams_module, "ZoneInfo", nothing)
    at = datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert team().today(at) == date(2026, 11, 25)
    assert team().works(local(24, 9))
    with pytest.raises(ValueError, match="no time zone"):
        zone_of("Europe/Berlin")


@pytest.mark.parametrize("name", ["Nowhere/Town", "", "../etc/passwd", "Asia"])
def test_a_zone_that_is_not_known_is_refused(name):
    with pytest.raises(ValueError, match="no time zone"):
        zone_of(name)


def test_a_month_is_the_teams_and_not_that_of_utc():
    begins, ends = month_of(team(), datetime(2026, 11, 30, 15, 59, tzinfo=UTC))
    assert begins == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert ends == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert month_of(team(), ends)[0] == ends
    assert month_of(team(time_zone="Europe/Berlin"), ends)[1] == datetime(2026, 11, 30, 23, tzinfo=UTC)


@given(moments, st.sampled_from(ZONES))
def test_every_moment_lies_in_its_month_and_months_follow_each_other(at, zone):
    who = team(time_zone=zone)
    begins, ends = month_of(who, at)
    assert begins <= at < ends
    assert month_of(who, ends)[0] == ends
    morning, midnight = day_of(who, at)
    assert morning <= at < midnight


outlays = st.lists(st.builds(Outlay, st.integers(1, 3), st.integers(0, 10**7).map(Fen), moments, st.booleans()))


@UNHURRIED
@given(outlays, st.integers(1, 3), moments, st.integers(0, 10**7).map(Fen))
def test_a_budget_is_committed_and_spent_and_this_one(all_of_it, person, now, this):
    policy = read("else: auto\nbudget team 50000 a month\nbudget each 9000 a month stop", team())
    used = usage(team(), person, all_of_it, (), now)
    whole, own = standings(policy, Candidate(person, this, usage=used))
    begins, ends = month_of(team(), now)
    month = [each for each in all_of_it if begins <= each.at < ends]
    assert whole.left == 5_000_000 - sum(each.amount for each in month) - this
    assert own.left == 900_000 - sum(each.amount for each in month if each.person_id == person) - this
    assert (whole.over, own.over) == (whole.left < 0, own.left < 0)
    assert (whole.stops, own.stops) == (False, own.over)
    assert whole.account.spent == sum(each.amount for each in month if each.spent)


def test_orders_are_counted_by_the_hour_and_their_money_by_the_teams_day():
    placed = [
        SpentOrder(NOW - timedelta(minutes=59), Fen(100)),
        SpentOrder(NOW - timedelta(minutes=60), Fen(200)),
        SpentOrder(NOW - timedelta(hours=12), Fen(400)),
        SpentOrder(NOW - timedelta(hours=12, seconds=1), Fen(800)),
    ]
    used = usage(team(), ANNA, (), placed, NOW)
    assert (used.last_hour, used.today) == (1, 700)


def test_what_a_clock_ahead_of_ours_placed_counts_in_the_hour():
    placed = [SpentOrder(NOW + timedelta(seconds=5), Fen(100)), SpentOrder(NOW + timedelta(hours=13), Fen(1600))]
    assert usage(team(), ANNA, (), placed, NOW).last_hour == 2


@pytest.mark.parametrize(
    ("cap", "total", "broken"),
    [
        ("cap order 10", 1000, None),
        ("cap order 10", 1001, "order"),
        ("cap day 10", 300, None),
        ("cap day 10", 301, "day"),
        ("cap hour 2", 1, None),
        ("cap hour 1", 1, "hour"),
        ("cap hour 0", 0, "hour"),
    ],
)
def test_a_cap_holds_to_the_fen_and_the_order(cap, total, broken):
    policy = read(f"else: auto\n{cap}", team())
    used = usage(team(), ANNA, (), [SpentOrder(NOW, Fen(700))], NOW)
    assert over_cap(policy, Fen(total), used) == broken


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Boris", "Boris"), (" Boris  K. ", "Boris_K"), ("李雷", "李雷"), ("🙂", ""), ("Ａnna", "Anna"), ("", "")],
)
def test_a_name_becomes_a_word_after_an_at(name, expected):
    assert handle(name) == expected


def test_an_admin_who_is_alone_also_asks_and_buys_but_never_approves():
    alone = team(member(EVE, "Eve", RULES))
    assert alone.roles_of(EVE) == {Role.ADMIN, Role.REQUESTER, Role.BUYER}
    two = team(member(EVE, "Eve", RULES), member(ANNA, "Anna", ASKS))
    assert two.roles_of(EVE) == {Role.ADMIN, Role.BUYER}, "nobody else pays; but she asks for nothing any more"
    assert team(member(BORIS, "Boris", PAYS)).alone is None
    gone = team(member(EVE, "Eve", RULES, active=False))
    assert gone.roles_of(EVE) == frozenset()
    assert gone.roles_of(77) == frozenset()


def test_a_rate_is_old_after_a_week():
    priced = team(currency="USD", rate=Decimal("7.26"), rate_date=date(2026, 11, 17))
    assert not priced.rate_is_old(NOW)
    assert priced.rate_is_old(NOW + timedelta(days=1))
    assert not team().rate_is_old(NOW)
