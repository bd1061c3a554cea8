"""A group becomes a team, people join it with roles, leave it, and everything that changes is posted in it."""

from typing import Any

import pytest

from bot.desk.ledger.ledger import AlreadyDone
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Proposed
from bot.purchasing.person import Act, Person, Place


async def test_a_group_becomes_a_team_with_the_first_rules(empty: Any, who: Any) -> None:
    team = await empty.teams.here(Act(who.anna, empty.cause()), -1001, "Buyers")
    assert (team.title, team.language, team.time_zone, team.policy_version) == ("Buyers", "en", "Asia/Shanghai", 1)
    assert team.alone is not None
    assert team.alone.person_id == who.anna.id
    assert await empty.teams.of_chat(-1001) == team
    assert [fact["title"] for fact in await empty.told("team_opened")] == ["Buyers"]
    assert [entry.actor for entry in await empty.journal("team_opened")] == [who.anna.id]


async def test_a_team_stays_as_it_is_when_it_is_opened_again(office: Any, who: Any) -> None:
    await office.teams.language(Act(who.anna), 1, "zh")
    again = await office.teams.here(Act(who.anna), -1001, "Other")
    assert (again.id, again.title, again.language) == (1, "Buyers", "zh")


async def test_only_groups_that_are_teams_are_known(office: Any) -> None:
    assert await office.teams.known_chat(-1001)
    assert not await office.teams.known_chat(-1002)


async def test_a_private_chat_is_no_team(empty: Any, who: Any) -> None:
    await empty.refused("not-a-group", empty.teams.here(Act(who.anna), who.anna.id, "Anna"))


async def test_nobody_but_an_admin_opens_a_team(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    for person in (who.boris, who.stranger):
        await office.refused("only-admins", office.teams.here(Act(person), -1002, "Mine"))
    assert await office.teams.of_chat(-1002) is None


async def test_a_team_s_admin_opens_another_and_is_its_admin(two: Any, who: Any) -> None:
    team = await two.teams.here(Act(who.boris), -1002, "Second")
    assert Role.ADMIN in team.roles_of(who.boris.id)
    assert [each.id for each in await two.teams.of_person(who.boris.id)] == [1, team.id]


async def test_one_update_opens_one_team(empty: Any, who: Any) -> None:
    cause = empty.cause()
    async with empty.ledger.change() as uow:
        await uow.inbox.record(cause.bot_id, [(cause.update_id, "lane", "{}")])
    await empty.teams.here(Act(who.anna, cause), -1001, "Buyers")
    with pytest.raises(AlreadyDone):
        await empty.teams.here(Act(who.anna, cause), -1002, "Buyers")


async def test_a_requester_is_invited_at_once(office: Any, who: Any) -> None:
    done = await office.teams.invite(Act(who.anna), 1, Role.REQUESTER)
    team = await office.teams.join(Act(who.chen), done.code)
    assert team.roles_of(who.chen.id) == {Role.REQUESTER}
    assert team.alone is None
    told = (await office.told("team_changed"))[-1]
    assert (told["what"], told["person"], told["role"]) == ("joined", "Chen", "requester")


@pytest.mark.threat("T46")
async def test_who_joins_under_a_name_that_looks_like_a_member_s_is_told_with_his_number(office: Any, who: Any) -> None:
    done = await office.teams.invite(Act(who.anna), 1, Role.REQUESTER)
    await office.teams.join(Act(Person(779, "\u0410nna", "en")), done.code)  # a Cyrillic letter
    told = (await office.told("team_changed"))[-1]
    assert (told["person"], told["by"]) == ("\u0410nna (ID …779)", "\u0410nna (ID …779)")


@pytest.mark.threat("T9")
async def test_only_the_hash_of_a_code_is_kept(office: Any, who: Any, tmp_path: Any) -> None:
    done = await office.teams.invite(Act(who.anna), 1, Role.REQUESTER)
    assert len(done.code) == 22
    for file in (tmp_path / "data").iterdir():
        assert done.code.encode() not in file.read_bytes()


async def test_a_code_lets_one_person_in(office: Any, who: Any) -> None:
    code = (await office.teams.invite(Act(who.anna), 1, Role.REQUESTER)).code
    for _ in range(2):
        assert (await office.teams.join(Act(who.chen), code)).roles_of(who.chen.id) == {Role.REQUESTER}
    assert [each["what"] for each in await office.told("team_changed")] == ["invited", "joined"]
    await office.refused("invitation-used", office.teams.join(Act(who.stranger), code))
    await office.refused("invitation-unknown", office.teams.join(Act(who.stranger), code + "x"))
    await office.refused("stranger", office.teams.show(who.stranger, 1))


async def test_a_code_ends_after_a_day(office: Any, who: Any) -> None:
    code = (await office.teams.invite(Act(who.anna), 1, Role.REQUESTER)).code
    office.later(hours=24)
    await office.refused("invitation-expired", office.teams.join(Act(who.chen), code))


async def test_a_code_of_somebody_who_is_no_admin_any_more_is_void(two: Any, who: Any) -> None:
    code = (await two.teams.invite(Act(who.boris), 1, Role.REQUESTER)).code
    proposed = await two.teams.remove(Act(who.boris), 1, who.boris.id)
    await two.teams.second(Act(who.anna), proposed.id)
    await two.refused("invitation-void", two.teams.join(Act(who.chen), code))


async def test_a_second_role_is_added_to_the_first(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER, Role.BUYER)
    assert await office.roles(who.boris) == {"approver", "buyer"}
    code = (await office.agreed(await office.teams.invite(Act(who.anna), 1, Role.BUYER))).code
    facts = await office.refused("already-has-role", office.teams.join(Act(who.boris), code))
    assert facts == {"role": "buyer"}


async def test_picked_people_are_members_at_once_as_requesters(office: Any, who: Any) -> None:
    newcomer = Person(77, "Fang", "zh")
    await office.teams.add(Act(who.anna), 1, [who.chen, newcomer], Role.REQUESTER)
    assert await office.roles(who.chen) == await office.roles(newcomer) == {"requester"}
    told = (await office.told("team_changed"))[-1]
    assert told["people"] == [{"id": who.chen.id, "name": "Chen"}, {"id": 77, "name": "Fang"}]
    await office.refused("already-has-role", office.teams.add(Act(who.anna), 1, [newcomer], Role.REQUESTER))


@pytest.mark.parametrize("number", [1087968824, 136817688, 777000, 0, -5])
async def test_nobody_without_an_identity_is_added(office: Any, who: Any, number: int) -> None:
    nobody = Person(number, "Group", "en")
    await office.refused("no-identity", office.teams.add(Act(who.anna), 1, [nobody], Role.REQUESTER))


async def test_a_member_who_was_removed_may_do_nothing_and_sees_nothing(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    await office.join(who.chen, Role.REQUESTER)
    await office.teams.remove(Act(who.anna), 1, who.boris.id)
    assert await office.roles(who.boris) == set()
    assert not await office.people.known(who.boris.id)
    await office.refused("not-a-member", office.teams.show(who.boris, 1))
    assert await office.teams.of_person(who.boris.id) == ()
    await office.refused("unknown-member", office.teams.remove(Act(who.anna), 1, who.boris.id))


async def test_whoever_comes_back_has_his_old_limit_and_not_his_old_roles(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER, Role.BUYER)
    await office.join(who.chen, Role.REQUESTER)
    await office.teams.set_limit(Act(who.anna), 1, who.boris.id, 500_00)
    await office.agreed(await office.teams.remove(Act(who.anna), 1, who.boris.id))
    await office.join(who.boris, Role.REQUESTER)
    assert await office.roles(who.boris) == {"requester"}
    assert (await office.team()).member(who.boris.id).limit == 500_00


async def test_somebody_belongs_to_several_teams_with_other_roles(office: Any, who: Any) -> None:
    await office.teams.here(Act(who.anna), -1002, "Second")
    await office.join(who.chen, Role.REQUESTER)
    await office.agreed(await office.teams.add(Act(who.anna), 2, [who.chen], Role.APPROVER))
    first, second = await office.teams.of_person(who.chen.id)
    assert (first.roles_of(who.chen.id), second.roles_of(who.chen.id)) == ({Role.REQUESTER}, {Role.APPROVER})


async def test_an_admin_of_the_settings_is_admin_of_every_team_until_they_change(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    await office.refused("settings-admin", office.teams.remove(Act(who.anna), 1, who.anna.id))
    await office.refused("settings-admin", office.teams.set_roles(Act(who.anna), 1, who.anna.id, [Role.BUYER]))
    office.settings_admins(who.boris)
    assert await office.roles(who.anna) == {"requester"}, "she made this team"
    assert await office.roles(who.boris) == {"admin", "buyer"}, "nobody else pays here"
    await office.refused("only-admins", office.teams.language(Act(who.anna), 1, "zh"))


async def test_a_role_given_to_an_admin_of_the_settings_stays_beside(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    await office.agreed(await office.teams.set_roles(Act(who.anna), 1, who.anna.id, [Role.ADMIN, Role.BUYER]))
    assert await office.roles(who.anna) == {"admin", "buyer"}
    office.settings_admins(who.boris)
    assert await office.roles(who.anna) == {"buyer"}, "nobody made her an admin of this team"


async def test_a_member_sees_the_whole_roster(office: Any, who: Any) -> None:
    await office.join(who.chen, Role.REQUESTER)
    await office.teams.invite(Act(who.anna), 1, Role.REQUESTER)
    waiting = await office.teams.invite(Act(who.anna), 1, Role.BUYER)
    roster = await office.teams.show(who.chen, 1)
    assert [each.name for each in roster.team.active] == ["Anna", "Chen"]
    assert [each.role for each in roster.invitations] == [Role.REQUESTER]
    assert [each.id for each in roster.proposals] == [waiting.id]
    office.later(hours=24)
    roster = await office.teams.show(who.chen, 1)
    assert (roster.invitations, roster.proposals) == ((), ())


async def test_a_supergroup_goes_on_with_the_team(office: Any, who: Any) -> None:
    await office.people.migrate(-1001, -1009)
    team = await office.teams.of_chat(-1009)
    assert team.id == 1
    assert await office.teams.of_chat(-1001) is None
    assert len(await office.told("team_opened", -1009)) == 1
    await office.teams.language(Act(who.anna), 1, "ru")
    assert [fact["what"] for fact in await office.told("team_changed", -1009)] == ["language"]


async def test_a_group_speaks_its_team_s_language(office: Any, who: Any) -> None:
    from bot.purchasing.person import Place

    assert await office.people.chat_language(Place(-1001)) == "en"
    await office.teams.language(Act(who.anna), 1, "zh")
    assert await office.people.chat_language(Place(-1001)) == "zh"
    assert await office.people.chat_language(Place(-1002)) == "en"
    facts = await office.refused("language-unknown", office.teams.language(Act(who.anna), 1, "tlh"))
    assert facts["known"] == ("en", "zh", "ru")


async def test_a_zone_is_one_that_exists(office: Any, who: Any) -> None:
    await office.teams.zone(Act(who.anna), 1, "Europe/Moscow")
    assert (await office.team()).time_zone == "Europe/Moscow"
    await office.refused("zone-unknown", office.teams.zone(Act(who.anna), 1, "Mars/Olympus"))
    await office.refused("zone-unknown", office.teams.zone(Act(who.anna), 1, "../../etc/passwd"))
    await office.refused("nothing-changes", office.teams.zone(Act(who.anna), 1, "Europe/Moscow"))


async def test_a_rate_is_kept_exactly_with_its_day(office: Any, who: Any) -> None:
    await office.teams.rate(Act(who.anna), 1, "usd", "7.26")
    team = await office.team()
    assert (team.currency, str(team.rate), str(team.rate_date)) == ("USD", "7.26", "2026-11-24")
    office.later(days=8)
    assert team.rate_is_old(office.clock.now())
    await office.teams.rate(Act(who.anna), 1, "USD", "7,31")
    told = (await office.told("team_changed"))[-1]
    assert (told["before"], told["after"], told["date"]) == ("USD 7.26", "7.31", "2026-12-02")


@pytest.mark.parametrize(("currency", "rate"), [
    ("USD", "0"), ("USD", "0.0"), ("USD", "-1"), ("USD", "1,000"), ("USD", "7,"), ("USD", "1e3"), ("USD", "٧"),
    ("$", "7"), ("USDT", "7"), ("US", "7"), ("USD", ""), ("USD", "NaN"),
])  # fmt: skip
async def test_a_rate_that_is_no_price_is_refused(office: Any, who: Any, currency: str, rate: str) -> None:
    await office.refused("rate-wrong", office.teams.rate(Act(who.anna), 1, currency, rate))
    assert (await office.team()).rate is None


@pytest.mark.parametrize("currency", ["UDS", "XTS", "XAU", "QQQ", "RMB"])
async def test_a_currency_that_does_not_exist_is_refused_by_its_name(office: Any, who: Any, currency: str) -> None:
    facts = await office.refused("currency-unknown", office.teams.rate(Act(who.anna), 1, currency, "7.26"))
    assert facts["currency"] == currency
    assert (await office.team()).rate is None


async def test_the_roster_says_who_has_not_pressed_start(office: Any, who: Any) -> None:
    await office.join(who.boris, Role.APPROVER)
    assert (await office.teams.show(who.anna, 1)).unreached == ()
    await office.agreed(await office.teams.add(Act(who.anna), 1, [Person(77, "Fedor", "ru")], Role.REQUESTER))
    await office.people.reachable(who.boris.id, False)
    assert set((await office.teams.show(who.anna, 1)).unreached) == {77, who.boris.id}
    await office.people.remember(Person(77, "Fedor", "ru"), Place(77), "private", "")
    assert (await office.teams.show(who.anna, 1)).unreached == (who.boris.id,)


async def test_the_admins_are_owed_word_of_a_foreign_group_once(office: Any, who: Any) -> None:
    cause = office.cause()
    for _ in range(2):
        await office.people.brought_into(Act(who.stranger, cause), -77, "Free money")
    told = await office.told("foreign_group", who.anna.id)
    assert told == [{"chat_id": -77, "title": "Free money", "by": "Mallory"}]


async def test_whoever_makes_a_team_is_its_admin_and_requester_at_once_and_stays_it(two: Any, who: Any) -> None:
    assert {"admin", "requester"} <= await two.roles(who.anna)
    team = await two.teams.here(Act(who.boris), -1002, "Second")
    assert team.roles_of(who.boris.id) == {Role.ADMIN, Role.REQUESTER, Role.BUYER}
    assert team.roles_of(who.anna.id) == {Role.ADMIN, Role.BUYER}, "an admin by the settings, who did not make this one"


async def test_a_sole_admin_buys_alone_and_still_asks_once_somebody_joins_and_pays_until_one_is_the_buyer(
    office: Any, who: Any
) -> None:
    assert await office.roles(who.anna) == {"admin", "requester", "buyer"}
    await office.join(who.boris, Role.APPROVER)
    assert await office.roles(who.anna) == {"admin", "requester", "buyer"}
    await office.join(who.chen, Role.BUYER)
    assert await office.roles(who.anna) == {"admin", "requester"}


@pytest.mark.threat("T43")
async def test_the_last_buyer_is_not_removed_by_one_admin_who_would_then_pay(two: Any, who: Any) -> None:
    await two.join(who.chen, Role.BUYER, agrees=who.boris)
    waits = await two.teams.remove(Act(who.anna), 1, who.chen.id)
    assert isinstance(waits, Proposed)
    assert await two.roles(who.anna) == {"admin", "requester"}
    await two.teams.second(Act(who.boris), waits.id)
    assert await two.roles(who.anna) == {"admin", "requester", "buyer"}
