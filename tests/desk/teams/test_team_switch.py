"""Buying again after a pause: at once without teams, by a second word where there are any."""

from typing import Any

import pytest
from sqlmodel import select

from bot.desk.ledger.facts import PAUSE
from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.pause import pause
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act
from storage.tables import OutboxRow


async def paused(office: Any) -> bool:
    async with office.ledger.read() as uow:
        return await uow.facts.get(PAUSE) is not None


async def test_without_teams_an_admin_of_the_settings_resumes_at_once(empty: Any, who: Any) -> None:
    await empty.switch.pause(Act(who.anna), "stocktaking")
    await empty.switch.resume(Act(who.anna))
    assert not await paused(empty)


async def told(office: Any, kind: str) -> list[tuple[int, str, str]]:
    """Chat, reason and name of every message of a kind that is owed."""
    async with office.ledger.read() as uow:
        rows = (await uow.session.exec(select(OutboxRow).where(OutboxRow.kind == kind))).all()
    return sorted((row.chat_id, row.payload.get("reason"), row.payload.get("by")) for row in rows)


@pytest.mark.threat("T47")
async def test_a_pause_and_its_end_are_told_to_every_group_and_buyer_with_the_reason_and_once(
    two: Any, who: Any
) -> None:
    await two.teams.here(Act(who.boris), -1002, "Second")
    await two.join(who.chen, Role.BUYER, agrees=who.boris)
    await two.join(who.daria, Role.REQUESTER)
    await two.switch.pause(Act(who.boris), "a strange order")
    chats = [-1002, -1001, who.anna.id, who.boris.id, who.chen.id]
    assert await told(two, "paused") == [(chat, "a strange order", "Boris") for chat in chats]
    await two.refused("paused", two.switch.pause(Act(who.anna), "lunch"))
    await two.switch.stop("three orders in doubt within 15 minutes")
    assert len(await told(two, "paused")) == 5
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    (proposal,) = await two.told("team_proposed", who.anna.id)
    await two.teams.second(Act(who.anna), proposal["proposal_id"])
    assert await told(two, "resumed") == [(chat, "a strange order", "Anna") for chat in chats]


async def test_a_pause_without_teams_ends_with_one_word_and_says_no_more(empty: Any, who: Any) -> None:
    await empty.switch.pause(Act(who.anna), "stocktaking")
    assert [told["second"] for told in await empty.told("paused", who.anna.id)] == [""]


async def test_a_pause_says_beforehand_that_a_second_admin_must_agree_to_its_end(two: Any, who: Any) -> None:
    await two.switch.pause(Act(who.anna), "stocktaking")
    assert [told["second"] for told in await two.told("paused")] == ["other"]


async def test_the_only_admin_of_a_team_reads_in_the_pause_that_they_wait_for_themselves(office: Any, who: Any) -> None:
    await office.switch.pause(Act(who.anna), "stocktaking")
    assert [told["second"] for told in await office.told("paused", who.anna.id)] == ["alone"]


@pytest.mark.threat("T47")
async def test_a_pause_by_the_program_is_told_to_all_as_well_and_each_pause_anew(two: Any, who: Any) -> None:
    await two.switch.stop("the clock went back")
    reason = ("the clock went back", "")
    assert await told(two, "paused") == [(chat, *reason) for chat in (-1001, who.anna.id, who.boris.id)]
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    (proposal,) = await two.told("team_proposed", who.anna.id)
    await two.teams.second(Act(who.anna), proposal["proposal_id"])
    two.later(minutes=1)
    await two.switch.stop("again")
    assert len(await told(two, "paused")) == 6


async def test_a_buyer_who_cannot_be_reached_hears_of_a_pause_in_the_group_alone(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.BUYER, agrees=who.boris)
    await two.people.reachable(who.chen.id, False)
    await two.switch.pause(Act(who.boris), "lunch")
    assert [chat for chat, _, _ in await told(two, "paused")] == [-1001, who.anna.id, who.boris.id]


@pytest.mark.threat("T47")
@pytest.mark.parametrize(("why", "kind"), [("restored", "restored"), ("went-back", "restored"), ("moved", "paused")])
async def test_a_quarantine_is_told_to_every_group_and_buyer_once(two: Any, who: Any, why: str, kind: str) -> None:
    await two.join(who.chen, Role.BUYER, agrees=who.boris)
    async with two.ledger.change() as uow:
        await begin_quarantine(uow, why)
        await pause(uow, "an order that should not exist")
    assert [chat for chat, _, _ in await told(two, "quarantine")] == [who.anna.id, who.boris.id]
    assert [chat for chat, _, _ in await told(two, kind)] == [-1001, who.chen.id]
    assert len(await told(two, "paused")) == (2 if kind == "paused" else 0)


async def test_a_pause_beside_a_pause_is_refused_with_the_reason_that_holds(empty: Any, who: Any) -> None:
    await empty.switch.pause(Act(who.anna), "stocktaking")
    facts = await empty.refused("paused", empty.switch.pause(Act(who.anna), "lunch"))
    assert facts["reason"] == "stocktaking"


async def test_the_only_admin_of_a_team_says_it_again_ten_minutes_later(office: Any, who: Any) -> None:
    await office.switch.pause(Act(who.anna), "stocktaking")
    facts = await office.refused("resume-proposed", office.switch.resume(Act(who.anna)))
    assert facts["at"].isoformat() == "2026-11-24T02:10:00+00:00"
    (told,) = await office.told("team_proposed", who.anna.id)
    assert (told["what"], told["reason"], told["team_id"]) == ("resumed", "stocktaking", None)
    await office.refused("second-too-early", office.teams.second(Act(who.anna), told["proposal_id"]))
    office.later(minutes=10)
    assert await office.teams.second(Act(who.anna), told["proposal_id"]) is None
    assert not await paused(office)
    assert [entry.alone for entry in await office.journal("resumed")] == [True]


@pytest.mark.stop(1)
async def test_any_admin_pauses_and_another_one_agrees_to_resume(two: Any, who: Any) -> None:
    await two.switch.pause(Act(who.boris), "a strange order")
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    (told,) = await two.told("team_proposed", who.anna.id)
    two.later(minutes=20)
    await two.refused("second-admin", two.teams.second(Act(who.boris), told["proposal_id"]))
    assert await paused(two)
    await two.teams.second(Act(who.anna), told["proposal_id"])
    assert not await paused(two)


async def test_a_proposal_to_resume_is_for_that_pause_alone(two: Any, who: Any) -> None:
    await two.switch.pause(Act(who.boris), "one")
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    first, second = await two.told("team_proposed", who.anna.id)
    await two.teams.second(Act(who.anna), first["proposal_id"])
    await two.refused("not-paused", two.teams.second(Act(who.anna), second["proposal_id"]))
    two.later(seconds=1)
    await two.switch.pause(Act(who.boris), "two")
    await two.refused("proposal-superseded", two.teams.second(Act(who.anna), second["proposal_id"]))
    assert await paused(two)


@pytest.mark.threat("T42")
async def test_an_order_of_ours_that_nothing_explains_refuses_the_proposal_and_the_second_word(
    two: Any, who: Any
) -> None:
    await two.switch.pause(Act(who.boris), "one")
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    (told,) = await two.told("team_proposed", who.anna.id)
    async with two.ledger.change() as uow:
        await uow.unknown_orders.add("3301686771403783779", None, "CGunknown")
        await uow.unknown_orders.add("3301686771403783000", None, "", outside=True)
    facts = await two.refused("unknown-undecided", two.teams.second(Act(who.anna), told["proposal_id"]))
    assert facts["unknown"] == 1
    await two.refused("unknown-undecided", two.switch.resume(Act(who.boris)))
    assert await paused(two)
    async with two.ledger.change() as uow:
        await uow.unknown_orders.close("3301686771403783779", who.anna.id)
    await two.teams.second(Act(who.anna), told["proposal_id"])
    assert not await paused(two)


async def test_a_proposal_to_resume_may_be_turned_down(two: Any, who: Any) -> None:
    await two.switch.pause(Act(who.boris), "one")
    await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    (told,) = await two.told("team_proposed", who.anna.id)
    await two.refused("only-admins", two.teams.drop(Act(who.stranger), told["proposal_id"]))
    await two.teams.drop(Act(who.anna), told["proposal_id"])
    await two.refused("proposal-over", two.teams.second(Act(who.anna), told["proposal_id"]))


async def test_nobody_but_an_admin_throws_the_switch(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    await office.join(who.daria, Role.APPROVER, Role.BUYER)
    for person in (who.chen, who.daria, who.stranger):
        await office.refused("only-admins", office.switch.pause(Act(person), "because"))
    await office.switch.pause(Act(who.anna), "stocktaking")
    for person in (who.chen, who.daria, who.stranger):
        await office.refused("only-admins", office.switch.resume(Act(person)))
    assert await paused(office)
