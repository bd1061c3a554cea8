"""A team is closed: what waits ends and is told, what is ordered goes on, and its group may be a team again."""

from typing import Any

from bot.desk.shared.views import Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person, Place

OWNER, SECOND = Person(10, "Owner", "en", True), Person(9, "Second", "en", True)
ANNA, BORIS, EVA = (Person(number, name, "en") for number, name in ((11, "Anna"), (12, "Boris"), (15, "Eva")))
GROUP = Place(-1001)


async def closed(team: Any) -> None:
    proposed = await team.desk.teams.close(Act(OWNER), team.id)
    await team.desk.teams.second(Act(SECOND), proposed.id)


async def test_closing_takes_a_second_admin_and_says_what_it_ends(team: Any) -> None:
    await team.ask()
    await team.draft()
    await team.refused("only-admins", team.desk.teams.close(Act(ANNA), team.id))
    proposed = await team.desk.teams.close(Act(OWNER), team.id)
    assert (await team.told("team_proposed", -1001))[-1]["open"] == 1
    assert not await team.closed()
    await team.refused("second-admin", team.desk.teams.second(Act(OWNER), proposed.id))
    await team.desk.teams.second(Act(SECOND), proposed.id)
    assert await team.closed()
    assert (await team.told("team_changed", -1001))[-1]["what"] == "closed"


async def test_what_was_not_sent_ends_with_its_team_and_its_requester_hears_of_it(team: Any) -> None:
    draft, waiting, approved = await team.draft(), await team.ask(), await team.ask()
    await team.approve(approved)
    await closed(team)
    for number in (draft, waiting, approved):
        assert await team.state(number) == "cancelled"
        assert (await team.purchase(number)).request.closed_reason == "team-closed"
        assert (await team.desk.drafting.step(number)).stage is Stage.CANCELLED
    assert (await team.purchase(approved)).attempt.state.value == "withdrawn"
    assert [each["number"] for each in await team.told("team_closed", ANNA.id)] == [waiting, approved]
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    await team.refused("unknown-team", team.approve(waiting))


async def test_what_is_ordered_goes_on_in_the_hands_of_the_settings_admins(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    await closed(team)
    purchase = await team.purchase(number)
    assert purchase.request.state.value == "approved"
    assert [each.state.value for each in purchase.orders] == ["to_pay"]
    assert (await team.desk.orders.find(OWNER, str(number))).orders
    await team.refused("stranger", team.desk.orders.find(EVA, str(number)))


async def test_a_closed_team_has_no_members_invitations_or_proposals(team: Any) -> None:
    invited = await team.desk.teams.invite(Act(OWNER), team.id, Role.REQUESTER)
    other = await team.desk.teams.invite(Act(OWNER), team.id, Role.BUYER)
    await closed(team)
    assert not await team.desk.people.known(ANNA.id)
    assert await team.desk.teams.of_chat(-1001) is None
    assert not await team.desk.teams.known_chat(-1001)
    await team.refused("unknown-team", team.desk.teams.join(Act(Person(77, "Fedor", "en")), invited.code))
    await team.refused("proposal-over", team.desk.teams.second(Act(SECOND), other.id))


async def test_its_group_may_be_a_team_again_with_new_people_and_new_rules(team: Any) -> None:
    await team.rules("else: auto")
    old = await team.ask()
    invited = await team.desk.teams.invite(Act(OWNER), team.id, Role.REQUESTER)
    await closed(team)
    again = await team.desk.teams.here(Act(OWNER), -1001, "Buying again")
    assert (again.id, again.title, again.closed) == (team.id, "Buying again", False)
    assert {each.person_id for each in again.active} == {OWNER.id, SECOND.id}
    assert again.policy_version > (await team.purchase(old)).request.policy_version
    assert not await team.desk.people.known(ANNA.id)
    await team.refused("invitation-expired", team.desk.teams.join(Act(ANNA), invited.code))
    async with team.ledger.read() as uow:
        assert all(rule.steps for rule in (await uow.teams.policy(team.id, again.policy_version)).rules)
    assert [each["title"] for each in await team.told("team_opened", -1001)][-1] == "Buying again"
