"""An approval that could not be used in its time is over: nothing is bought on an old word."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.market.errors import Unreachable
from bot.market.port import Unsent
from bot.purchasing.person import Person

OWNER, ANNA, BORIS = (Person(number, name, "en") for number, name in ((10, "Owner"), (11, "Anna"), (12, "Boris")))
A_DAY = timedelta(hours=24)


async def approved(team: Any) -> int:
    number: int = await team.ask()
    await team.approve(number)
    assert await team.state(number) == "approved"
    return number


async def ended(team: Any, number: int) -> tuple[str, str]:
    attempt = (await team.purchase(number)).attempt
    return await team.state(number), attempt.state.value


async def test_what_could_not_be_sent_for_a_day_lapses_and_both_sides_hear_it_once(team: Any) -> None:
    number = await approved(team)
    team.clock.time += A_DAY - timedelta(seconds=1)
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("approved", "ready")
    team.clock.time += timedelta(seconds=1)
    for _ in range(2):
        await team.desk.drafting.expire()
    assert await ended(team, number) == ("expired", "withdrawn")
    for chat in (ANNA.id, -1001):
        (told,) = await team.told("lapsed", chat=chat)
        assert told["number"] == number
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []


async def test_the_worker_that_comes_first_after_an_outage_buys_nothing_on_an_old_word(team: Any) -> None:
    number = await approved(team)
    team.clock.time += timedelta(days=3)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert await ended(team, number) == ("expired", "withdrawn")
    assert len(await team.told("lapsed", chat=ANNA.id)) == 1


async def test_a_purchase_without_a_team_lapses_too(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.teams.close(team.id)
    number = await team.ask(by=OWNER)
    team.clock.time += A_DAY
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("expired", "withdrawn")
    assert len(await team.told("lapsed")) == 1


async def test_what_was_on_the_wire_once_never_lapses(team: Any) -> None:
    number = await approved(team)
    team.market.outcome = Unsent("no route")
    await team.desk.submit_worker.submit_due()
    team.clock.time += timedelta(days=3)
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("approved", "ready")
    assert await team.told("lapsed") == []


async def test_what_was_ready_when_a_copy_was_made_never_lapses(team: Any) -> None:
    number = await approved(team)
    async with team.ledger.change() as uow:
        await begin_quarantine(uow, "restored")
    team.clock.time += timedelta(days=3)
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("approved", "ready")


@pytest.mark.parametrize("days", ["2d", "9d"])
async def test_an_approval_counts_as_long_as_its_team_gives_a_request(team: Any, days: str) -> None:
    await team.rules(f"else: any of approvers\nexpire {days}")
    number = await approved(team)
    valid_until = (await team.purchase(number)).request.valid_until
    team.clock.time = valid_until - timedelta(seconds=1)
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("approved", "ready")
    team.clock.time = valid_until
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("expired", "withdrawn")


async def test_an_outage_of_1688_does_not_make_an_old_word_last(team: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    number = await approved(team)

    async def down() -> None:
        raise Unreachable("preview", "no answer")

    monkeypatch.setattr(team.market, "prepare", down)
    for _ in range(26):
        await team.desk.submit_worker.submit_due()
        team.clock.time += timedelta(hours=1)
    await team.desk.drafting.expire()
    assert await ended(team, number) == ("expired", "withdrawn")
