"""A team is led through its first questions: where it stands follows from what is set, and nobody's right grows."""

from typing import Any

import pytest

from bot.desk.ledger.facts import SETUP, TEAM_ADDRESS, SetupFact
from bot.desk.teams.setup import Setups, SetupStep
from bot.market.errors import Unreachable
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.offer import Address
from bot.purchasing.people.teams import Changed, Proposed
from bot.purchasing.person import Act

YIWU, CANTON = (
    Address(number, "Wang", "13600000000", city, f"{city} 1", default)
    for number, city, default in (("71", "Yiwu", True), ("72", "Guangzhou", False))
)


async def told() -> tuple[Address, ...]:
    """What 1688 tells, the default last."""
    return (CANTON, YIWU)


async def silent() -> tuple[Address, ...]:
    raise Unreachable("addresses", "no answer")


@pytest.fixture
def setups(office: Any) -> Setups:
    return Setups(office.ledger, told)


async def asks(setups: Setups, step: int = 0) -> SetupStep | None:
    found = await setups.at(1, step)
    assert found is not None
    return found.asks


async def test_each_question_is_over_once_it_is_answered_or_passed_over(office: Any, who: Any, setups: Setups) -> None:
    assert await asks(setups) is SetupStep.ROLES
    await setups.leave(Act(who.anna), 1, SetupStep.ROLES)
    await setups.leave(Act(who.anna), 1, SetupStep.ROLES)
    assert await asks(setups) is SetupStep.ADDRESS
    await setups.address(Act(who.anna), 1, "72", 0)
    assert await asks(setups) is SetupStep.CURRENCY
    await office.teams.rate(Act(who.anna), 1, "USD", "7.26")
    assert await asks(setups) is SetupStep.RULES
    await office.policy.change(Act(who.anna), 1, "else: 2 of approvers")
    assert await asks(setups) is None
    assert await asks(setups, SetupStep.RULES) is SetupStep.RULES, "each can be asked again"
    assert await asks(Setups(office.ledger, told)) is None, "another process, or a restart"


async def test_roles_are_settled_by_an_approver_and_a_buyer(office: Any, who: Any, setups: Setups) -> None:
    await office.join(who.boris, Role.APPROVER)
    assert await asks(setups) is SetupStep.ROLES
    await office.join(who.chen, Role.BUYER)
    assert await asks(setups) is SetupStep.ADDRESS


async def test_rules_that_wait_for_a_second_word_are_not_asked_for_until_they_are_turned_down(
    office: Any, who: Any, setups: Setups
) -> None:
    for step in (SetupStep.ROLES, SetupStep.ADDRESS, SetupStep.CURRENCY):
        await setups.leave(Act(who.anna), 1, step)
    waits = await office.policy.change(Act(who.anna), 1, "to 500: auto\nelse: any of approvers")
    assert isinstance(waits, Proposed)
    assert await asks(setups) is None
    await office.teams.drop(Act(who.anna), waits.id)
    assert await asks(setups) is SetupStep.RULES


async def test_nobody_but_an_admin_of_the_team_sees_or_answers_it(two: Any, who: Any) -> None:
    setups = Setups(two.ledger, told)
    await two.join(who.chen, Role.REQUESTER)
    await two.join(who.daria, Role.APPROVER, agrees=who.boris)
    for person, key in ((who.chen, "only-admins"), (who.daria, "only-admins"), (who.stranger, "stranger")):
        await two.refused(key, setups.shown(person, 1))
        await two.refused(key, setups.leave(Act(person), 1, SetupStep.ROLES))
        await two.refused(key, setups.address(Act(person), 1, "72", 0))
    assert await setups.shown(who.boris, 1)
    assert [each.asks for each in [await setups.at(1)] if each] == [SetupStep.ROLES]


async def test_of_two_admins_who_choose_an_address_at_once_the_first_one_has_chosen(two: Any, who: Any) -> None:
    setups = Setups(two.ledger, told)
    await setups.address(Act(who.anna), 1, "72", 0)
    await setups.address(Act(who.anna), 1, "72", 0)  # a double tap
    await two.refused("setup-moved", setups.address(Act(who.boris), 1, "71", 0))
    found = await setups.shown(who.boris, 1)
    assert found.address == ("72", "Guangzhou")
    await setups.address(Act(who.boris), 1, "71", 1)
    await two.refused("setup-moved", setups.address(Act(who.boris), 1, "73", 1))
    found = await setups.shown(who.boris, 1)
    assert found.address == ("71", "Yiwu")


async def test_the_default_address_comes_first_and_a_silent_1688_stops_nothing(
    office: Any, who: Any, setups: Setups
) -> None:
    found = await setups.shown(who.anna, 1, SetupStep.ADDRESS)
    assert found.addresses == (YIWU, CANTON)
    found = await Setups(office.ledger, silent).shown(who.anna, 1, SetupStep.ADDRESS)
    assert (found.asks, found.addresses) == (SetupStep.ADDRESS, ())
    await setups.leave(Act(who.anna), 1, SetupStep.ROLES)
    assert await asks(Setups(office.ledger, None)) is SetupStep.CURRENCY, "one-click buying knows no addresses"


async def test_of_two_admins_who_choose_rules_at_once_the_first_one_has_chosen(two: Any, who: Any) -> None:
    done = await two.policy.change(Act(who.anna), 1, "else: 2 of approvers", base=1)
    assert isinstance(done, Changed)
    second = two.policy.change(Act(who.boris), 1, "to 1000: any of approvers\nelse: 2 of approvers", base=1)
    await two.refused("proposal-superseded", second)
    assert (await two.policy.show(1)).text.startswith("else: 2 of approvers")


async def test_a_group_that_is_a_team_again_begins_anew(office: Any, who: Any, setups: Setups) -> None:
    await setups.leave(Act(who.anna), 1, SetupStep.ROLES)
    await setups.address(Act(who.anna), 1, "72", 0)
    await setups.keep_card(1, (-1001, 5))
    await office.agreed(await office.teams.close(Act(who.anna), 1))
    assert await setups.at(1) is None
    await office.refused("unknown-team", setups.shown(who.anna, 1))
    await office.teams.here(Act(who.anna), -1001, "Buyers")
    async with office.ledger.read() as uow:
        assert await uow.facts.get(SETUP.of(1)) is None
        assert await uow.facts.get(TEAM_ADDRESS.of(1)) is None
    assert await asks(setups) is SetupStep.ROLES
    assert "requester" in await office.roles(who.anna)


async def test_the_card_is_known_until_nothing_is_asked(office: Any, who: Any, setups: Setups) -> None:
    await setups.keep_card(1, (-1001, 5))
    await setups.leave(Act(who.anna), 1, SetupStep.CURRENCY)
    async with office.ledger.read() as uow:
        assert await uow.facts.get(SETUP.of(1)) == SetupFact((SetupStep.CURRENCY,), (-1001, 5))
    found = await setups.at(1)
    assert found is not None
    assert found.card == (-1001, 5)
    await setups.keep_card(1, None)
    found = await setups.at(1)
    assert found is not None
    assert found.card is None
