"""What time does to a request that waits: reminders in working hours, escalation, expiry, and after an absence."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Sent
from bot.desk.shared.views import Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.person import Act, Person

OWNER, ANNA, BORIS, CHEN, DARIA = (
    Person(number, name, "en") for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria"), 10)
)


def at(team: Any, text: str) -> None:
    """Set the clock, in UTC; Shanghai is eight hours ahead."""
    team.clock.time = datetime.fromisoformat(f"2026-{text}+00:00")


async def test_a_reminder_comes_once_and_names_who_must_decide(team: Any) -> None:
    await team.rules("else: any of @boris @chen\nremind 4h")
    number = await team.ask()
    at(team, "11-24T05:59")
    await team.desk.approvals.clock()
    assert await team.told("reminder") == []
    at(team, "11-24T06:00")
    await team.desk.approvals.clock()
    await team.desk.approvals.clock()
    (told,) = await team.told("reminder", chat=-1001)
    assert told["number"] == number
    assert told["who"] == [{"id": 12, "name": "Boris"}, {"id": 13, "name": "Chen"}]


async def test_nobody_is_reminded_at_night_or_on_sunday(team: Any) -> None:
    await team.rules("else: any of approvers\nremind 4h\nexpire 9d")
    at(team, "11-28T08:00")  # Saturday, 16:00 in Shanghai: two hours are left
    await team.ask()
    for moment in ("11-28T12:30", "11-29T03:00", "11-30T02:59"):
        at(team, moment)
        await team.desk.approvals.clock()
        assert await team.told("reminder") == []
    at(team, "11-30T03:00")  # Monday, 11:00
    await team.desk.approvals.clock()
    assert len(await team.told("reminder")) == 1


async def test_a_reminder_that_was_missed_waits_for_the_morning(team: Any) -> None:
    await team.rules("else: any of approvers\nremind 4h\nexpire 3d")
    number = await team.ask()
    at(team, "11-24T15:00")  # 23:00: the program was down in the afternoon
    await team.desk.approvals.clock()
    assert await team.told("reminder") == []
    request = (await team.purchase(number)).request
    assert request.next_at == datetime.fromisoformat("2026-11-25T01:00+00:00")
    at(team, "11-25T01:00")
    await team.desk.approvals.clock()
    assert len(await team.told("reminder")) == 1


async def test_after_escalation_another_one_may_decide(team: Any) -> None:
    await team.rules("else: any of @boris\nescalate 2h to @daria")
    number = await team.ask()
    await team.refused("not-asked", team.approve(number, DARIA))
    at(team, "11-24T04:00")
    await team.desk.approvals.clock()
    await team.desk.approvals.clock()
    (told,) = await team.told("escalated", chat=-1001)
    assert told["to"] == [{"id": 14, "name": "Daria"}]
    tally = (await team.desk.drafting.step(number)).tally
    assert isinstance(tally, Open)
    assert tally.who == (12, 14)
    await team.approve(number, DARIA)
    assert await team.state(number) == "approved"


async def test_what_nobody_decides_expires_after_a_day_and_is_told(team: Any) -> None:
    number = await team.ask()
    team.clock.time += timedelta(hours=24) - timedelta(seconds=1)
    await team.desk.approvals.clock()
    await team.desk.drafting.expire()
    assert await team.state(number) == "pending"
    team.clock.time += timedelta(seconds=1)
    await team.desk.drafting.expire()
    assert await team.state(number) == "pending"
    await team.desk.approvals.clock()
    await team.desk.approvals.clock()
    assert await team.state(number) == "expired"
    (told,) = await team.told("expired_undecided", chat=11)
    assert told["number"] == number
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.EXPIRED
    assert step.needs is not None


async def test_what_is_decided_is_left_alone_by_the_clock(team: Any) -> None:
    await team.rules("else: any of approvers\nremind 1h\nescalate 2h to @daria")
    done, declined = await team.ask(), await team.ask()
    await team.approve(done)
    await team.decline(declined)
    team.clock.time += timedelta(days=2)
    await team.desk.approvals.clock()
    assert (await team.state(done), await team.state(declined)) == ("approved", "rejected")
    assert await team.told("reminder") == []


async def test_the_admins_hear_where_nobody_is_left_who_could_decide(team: Any) -> None:
    await team.rules("else: any of @boris\nremind 1h")
    await team.ask()
    await team.member(BORIS, Role.REQUESTER)
    at(team, "11-24T03:00")
    await team.desk.approvals.clock()
    assert len(await team.told("stuck", chat=10)) == 1
    assert len(await team.told("stuck", chat=9)) == 1


@pytest.mark.parametrize(("seconds", "again"), [(60, 0), (3600, 0), (3601, 1), (90_000, 0)])
async def test_open_cards_are_posted_again_after_an_absence_of_more_than_an_hour(
    team: Any, seconds: int, again: int
) -> None:
    await team.ask()
    await team.desk.approvals.clock()
    team.clock.time += timedelta(seconds=seconds)
    await team.desk.approvals.clock()
    anew = [each for each in await team.told("card", chat=-1001) if each.get("anew") == "absence"]
    expired = seconds > 86_400
    assert len(anew) == (again or expired)


async def test_a_card_that_is_to_be_posted_again_already_is_not_posted_twice(team: Any) -> None:
    await team.ask()
    await team.desk.approvals.clock()
    for _ in range(3):
        team.clock.time += timedelta(hours=2)
        await team.desk.approvals.clock()
    assert [each["anew"] for each in await team.told("card", chat=-1001) if each] == ["absence"]


async def test_the_first_start_posts_nothing_again(team: Any) -> None:
    await team.ask()
    await team.desk.approvals.clock()
    assert [each for each in await team.told("card") if each] == []


async def test_what_a_change_of_people_completes_goes_on_by_itself(team: Any) -> None:
    await team.rules("else: all of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending"
    proposed = await team.desk.teams.remove(Act(OWNER), team.id, DARIA.id)
    await team.desk.teams.second(Act(Person(OWNER.id - 1, "Second", "en")), proposed.id)
    await team.desk.approvals.clock()
    assert await team.state(number) == "approved"


async def test_the_card_of_what_ended_while_it_was_on_the_wire_is_corrected(team: Any) -> None:
    number = await team.ask()
    states: list[str] = []

    async def send(message: Any) -> Any:
        if message.message.kind == "card" and message.place.chat_id == -1001:
            states.append(await team.state(number))
            if states == ["pending"]:
                await team.desk.approvals.withdraw(Act(ANNA), number)
        return await _taken(message)

    await team.desk.outbox.deliver(send)
    assert states == ["pending", "cancelled"]


async def test_the_card_follows_who_may_decide(team: Any) -> None:
    await team.rules("else: any of @boris")
    number = await team.ask()
    await team.desk.outbox.deliver(_taken)
    await team.desk.away.go(Act(BORIS), team.id, _day(team), _day(team), CHEN.id)
    await team.desk.approvals.clock()
    assert len(await team.told("card", chat=-1001)) == 2
    assert (await team.desk.drafting.step(number)).tally.who == (12, 13)
    request = (await team.purchase(number)).request
    assert request.next_at == datetime.fromisoformat("2026-11-24T16:00+00:00")


def _day(team: Any) -> Any:
    return team.clock.now().date()


async def _taken(message: Any) -> Any:
    from bot.desk.messages.outbox import Sent

    return Sent(1)


async def test_whoever_may_decide_and_can_be_reached_is_shown_the_card_in_private_at_once(team: Any) -> None:
    await team.rules("else: any of @chen, then any of @daria")
    async with team.ledger.change() as uow:
        for person in (CHEN, DARIA):
            await uow.people.set_reachable(person.id, True)
    number = await team.ask()
    assert await team.cards(number) == {ANNA.id, -1001, CHEN.id}
    await team.approve(number, CHEN)
    assert await team.cards(number) == {ANNA.id, -1001, CHEN.id, DARIA.id}


async def test_whoever_cannot_be_reached_is_known_as_such(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.people.put_person(BORIS, False)
        await uow.people.put_person(CHEN, True)
    found = await team.desk.people.unreachable((BORIS.id, CHEN.id, 4711))
    assert [each.id for each in found] == [BORIS.id]


async def test_a_card_on_its_way_to_an_approver_is_drawn_again_if_the_request_ends_meanwhile(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.people.put_person(CHEN, True)
    number = await team.ask()
    shown: list[tuple[int, str]] = []

    async def send(message: DueMessage) -> Sent:
        if message.place.chat_id == CHEN.id:
            shown.append((message.place.chat_id, await team.state(number)))
            if len(shown) == 1:
                await team.desk.approvals.withdraw(Act(ANNA), number)
        return Sent(1)

    await team.desk.outbox.deliver(send)
    assert shown[0][1] == "pending"
    assert shown[-1][1] == "cancelled"
