"""Rules are shown in words, tried before they hold, and kept by version."""

from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Changed, Proposed
from bot.purchasing.person import Act

FIRST = (
    "else: any of approvers\nexpire 24h\ncap order 20000\ncap day 50000\ncap hour 30\n"
    "together 24h by requester\nalone auto"
)


async def test_the_first_rules_are_shown_in_words(office: Any) -> None:
    rules = await office.policy.show(1)
    assert (rules.text, rules.version) == (FIRST, 1)


async def test_tighter_rules_hold_at_once_and_the_old_ones_stay_on_record(office: Any, who: Any) -> None:
    done = await office.policy.change(Act(who.anna), 1, "cap order 100")
    assert isinstance(done, Changed)
    rules = await office.policy.show(1)
    assert rules.version == done.team.policy_version == 2
    assert "cap order 100" in rules.text.splitlines()
    async with office.ledger.read() as uow:
        assert (await uow.teams.policy(1, 1)).caps.order == 20_000_00
    told = (await office.told("team_changed"))[-1]
    assert (told["version"], told["before"], told["after"]) == (2, FIRST, rules.text)


async def test_looser_rules_wait_for_the_second_word(two: Any, who: Any) -> None:
    proposed = await two.policy.change(Act(who.anna), 1, "to 500: auto\nelse: any of approvers")
    assert isinstance(proposed, Proposed)
    assert (await two.policy.show(1)).version == 1
    await two.teams.second(Act(who.boris), proposed.id)
    rules = await two.policy.show(1)
    assert (rules.version, rules.text.splitlines()[0]) == (2, "to 500: auto")


async def test_rules_that_were_changed_meanwhile_void_a_proposal(two: Any, who: Any) -> None:
    proposed = await two.policy.change(Act(who.anna), 1, "cap order 30000")
    await two.policy.change(Act(who.boris), 1, "cap order 100")
    await two.refused("proposal-superseded", two.teams.second(Act(who.boris), proposed.id))
    assert "cap order 100" in (await two.policy.show(1)).text


async def test_rules_that_are_not_understood_are_told_line_by_line(office: Any, who: Any) -> None:
    tried = await office.policy.preview(who.anna, 1, "to 500: auto\nfly to the moon")
    assert tried.policy is None
    assert [fault.sentence.startswith("Line 2") for fault in tried.faults] == [True]
    with pytest.raises(Refusal) as caught:
        await office.policy.change(Act(who.anna), 1, "to 500: auto\nfly to the moon")
    assert caught.value.key == "policy-wrong"
    faults: Any = caught.value.facts["faults"]
    assert faults[0].key == tried.faults[0].key
    await office.refused("policy-empty", office.policy.preview(who.anna, 1, " \n"))
    await office.refused("nothing-changes", office.policy.change(Act(who.anna), 1, "cap order 20000"))


async def test_a_preview_changes_nothing_and_says_whether_it_loosens(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    tried = await office.policy.preview(who.chen, 1, "else: any of @Chen @Anna")
    assert (tried.loosens, tried.retold) == (True, ())
    assert set(tried.unfit) == {"Anna", "Chen"}
    assert not (await office.policy.preview(who.chen, 1, "cap hour 1")).loosens
    assert (await office.policy.show(1)).version == 1
    await office.refused("stranger", office.policy.preview(who.stranger, 1, "cap hour 1"))


async def test_a_team_that_does_not_exist_has_no_rules(office: Any, who: Any) -> None:
    await office.refused("unknown-team", office.policy.show(5))
    await office.refused("unknown-team", office.policy.change(Act(who.anna), 5, "cap hour 1"))
    await office.refused("unknown-team", office.teams.invite(Act(who.anna), 5, Role.REQUESTER))


async def test_rules_as_long_as_a_message_are_read_to_their_end(office: Any, who: Any) -> None:
    tried = await office.policy.preview(who.anna, 1, "cap order 20000\n" * 253 + "cap order 100")
    assert tried.policy is not None
    assert tried.policy.caps.order == 100_00
