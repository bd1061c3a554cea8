"""However a change that waited ends, wherever it was told is owed a last look that says how, without its buttons."""

from typing import Any

import pytest

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act

GROUP = -1001


async def last_looks(office: Any, chat: int = GROUP) -> list[tuple[Any, Any, Any]]:
    """Which change of a chat is over, how, and by whose word."""
    return [(each["proposal_id"], each["how"], each["settled_by"]) for each in await office.told("proposal_over", chat)]


async def test_the_second_word_settles_it_wherever_it_was_told(two: Any, who: Any) -> None:
    before = await last_looks(two)
    waits = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    assert await last_looks(two) == before
    await two.teams.second(Act(who.boris), waits.id)
    assert (await last_looks(two))[-1] == (waits.id, "agreed", "Boris")
    assert await last_looks(two, who.boris.id) == [(waits.id, "agreed", "Boris")]
    assert await last_looks(two, who.anna.id) == []


async def test_a_last_look_still_says_what_would_have_changed(two: Any, who: Any) -> None:
    waits = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    await two.teams.drop(Act(who.boris), waits.id)
    told = (await two.told("proposal_over"))[-1]
    assert (told["what"], told["role"], told["by"], told["title"]) == ("invited", "buyer", "Anna", "Buyers")
    assert (told["how"], told["settled_by"]) == ("turned-down", "Boris")


async def test_what_nobody_agrees_to_within_a_day_is_ended_by_the_clock_once(two: Any, who: Any) -> None:
    waits, before = await two.teams.invite(Act(who.anna), 1, Role.BUYER), await last_looks(two)
    two.later(hours=23, minutes=59)
    await two.teams.clock()
    assert await last_looks(two) == before
    two.later(minutes=1)
    await two.teams.clock()
    await two.teams.clock()
    assert await last_looks(two) == [*before, (waits.id, "proposal-expired", None)]
    await two.refused("proposal-over", two.teams.second(Act(who.boris), waits.id))
    (entry,) = await two.journal("team_dropped")
    assert (entry.actor, entry.proposal, entry.why) == (None, waits.id, "proposal-expired")


async def test_what_was_changed_meanwhile_ends_what_waited_for_it(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.REQUESTER)
    waits = await two.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.REQUESTER, Role.BUYER])
    await two.teams.clock()
    assert waits.id not in [each[0] for each in await last_looks(two)]
    await two.teams.set_limit(Act(who.anna), 1, who.chen.id, 100)
    await two.teams.clock()
    assert (await last_looks(two))[-1] == (waits.id, "proposal-superseded", None)


async def test_what_cannot_be_made_ready_any_more_is_over(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.REQUESTER)
    waits = await two.teams.set_roles(Act(who.anna), 1, who.chen.id, [Role.REQUESTER, Role.BUYER])
    await two.teams.remove(Act(who.anna), 1, who.chen.id)
    await two.teams.clock()
    assert (await last_looks(two))[-1] == (waits.id, "proposal-superseded", None)


async def test_a_wish_of_somebody_who_is_no_admin_any_more_is_over(two: Any, who: Any) -> None:
    wish = await two.teams.invite(Act(who.boris), 1, Role.BUYER)
    out = await two.teams.remove(Act(who.anna), 1, who.boris.id)
    await two.teams.second(Act(who.boris), out.id)
    await two.teams.clock()
    assert (await last_looks(two))[-1] == (wish.id, "proposer-no-admin", None)


async def test_closing_the_team_ends_what_waited_in_it(two: Any, who: Any) -> None:
    wish = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    closing = await two.teams.close(Act(who.anna), 1)
    await two.teams.second(Act(who.boris), closing.id)
    ended = {number: (how, by) for number, how, by in await last_looks(two)}
    assert (ended[wish.id], ended[closing.id]) == (("team-closed", "Boris"), ("agreed", "Boris"))


async def test_buying_again_takes_the_buttons_from_every_word_that_waited_for_it(two: Any, who: Any) -> None:
    await two.switch.pause(Act(who.boris), "stocktaking")
    for _ in range(2):
        await two.refused("resume-proposed", two.switch.resume(Act(who.boris)))
    first, second = (told["proposal_id"] for told in await two.told("team_proposed", who.anna.id))
    await two.teams.clock()
    assert await last_looks(two, who.anna.id) == []
    await two.teams.second(Act(who.anna), first)
    await two.teams.clock()
    assert await last_looks(two, who.anna.id) == [
        (first, "agreed", "Anna"), (second, "proposal-superseded", None),
    ]  # fmt: skip


async def test_a_restored_copy_ends_what_waited_when_it_was_made(two: Any, who: Any) -> None:
    waits = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    async with two.ledger.change() as uow:
        await begin_quarantine(uow, "restored")
    [entry] = await two.journal("quarantine")
    assert entry.set_aside["proposals"] == 1
    assert (await last_looks(two))[-1] == (waits.id, "restored", None)


async def test_the_message_that_asked_is_known_once_it_arrived(two: Any, who: Any) -> None:
    waits = await two.teams.invite(Act(who.anna), 1, Role.BUYER)
    assert await two.teams.asked_in(waits.id, GROUP) is None

    async def arrives(uow: UnitOfWork) -> None:
        for message in await uow.outbox.take_due(1000, 60):
            await uow.outbox.sent(message, 5000 + message.id)

    for _ in range(20):
        async with two.ledger.change() as uow:
            await arrives(uow)
    found = await two.teams.asked_in(waits.id, GROUP)
    assert found is not None
    assert found != await two.teams.asked_in(waits.id, who.boris.id)


@pytest.mark.parametrize("chat", [GROUP, 4])
async def test_a_chat_that_was_never_asked_has_no_such_message(two: Any, chat: int) -> None:
    assert await two.teams.asked_in(404, chat) is None
