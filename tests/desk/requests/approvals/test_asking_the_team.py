"""What a requester's consent leads to: nobody, approvers, or a refusal that says what is in the way."""

from typing import Any

import pytest

from bot.desk.shared.views import Stage
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person, Place

ANNA, BORIS, EVA = (Person(number, name, "en") for number, name in ((11, "Anna"), (12, "Boris"), (15, "Eva")))
STRANGER, OWNER = Person(99, "Stranger", "en"), Person(10, "Owner", "en")
GROUP, TOPIC = Place(-1001), Place(-1001, 7)
DECIDERS = (12, 13, 14)
"""Who may decide, and reads it in private."""


async def test_under_the_limit_the_consent_buys(team: Any) -> None:
    await team.rules("to 500: auto\nelse: any of approvers")
    number = await team.draft()
    assert (await team.desk.drafting.step(number)).automatic
    await team.confirm(number)
    assert await team.state(number) == "approved"
    assert await team.cards(number) == {11}


async def test_above_the_limit_the_group_gets_the_card(team: Any) -> None:
    await team.rules("to 50: auto\nelse: any of approvers")
    number = await team.draft()
    step = await team.desk.drafting.step(number)
    assert not step.automatic
    assert isinstance(step.needs, Needs)
    assert await team.cards(number) == {11}
    await team.confirm(number)
    assert await team.cards(number) == {11, -1001, *DECIDERS}


async def test_what_is_asked_for_in_a_topic_stays_there(team: Any) -> None:
    number = await team.ask(place=TOPIC)
    async with team.ledger.read() as uow:
        request = await uow.requests.get(number)
        assert await uow.audiences.group(request) == TOPIC
    assert await team.cards(number) == {-1001, *DECIDERS}


async def test_a_private_request_belongs_to_the_only_team(team: Any) -> None:
    number = await team.draft()
    assert (await team.purchase(number)).request.team_id == team.id
    assert (await team.desk.drafting.step(number)).team.id == team.id


@pytest.mark.parametrize(("who", "place", "key"), [
    (EVA, Place(15), "only-requesters"),
    (EVA, GROUP, "only-requesters"),
    (STRANGER, Place(99), "stranger"),
    (STRANGER, GROUP, "stranger"),
    (ANNA, Place(-2002), "stranger"),
    (OWNER, GROUP, "only-requesters"),
])  # fmt: skip
async def test_whoever_may_not_ask_is_told_so(team: Any, who: Person, place: Place, key: str) -> None:
    await team.refused(key, team.draft(by=who, place=place))


async def test_where_there_is_a_team_an_admin_of_the_settings_buys_by_its_rules_or_not_at_all(team: Any) -> None:
    await team.refused("buy-in-team", team.draft(by=OWNER))
    await team.refused("group-no-team", team.draft(by=OWNER, place=Place(-1002)))
    await team.member(OWNER, Role.REQUESTER)
    number = await team.ask(by=OWNER)
    assert (await team.purchase(number)).request.team_id == team.id
    assert await team.state(number) == "pending"


async def test_an_admin_of_the_settings_buys_alone_only_as_long_as_no_team_is_open(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.teams.close(team.id)
    number = await team.draft(by=OWNER)
    async with team.ledger.change() as uow:
        await uow.teams.set(team.id, active=True)
    await team.refused("buy-in-team", team.confirm(number, OWNER))
    async with team.ledger.change() as uow:
        await uow.teams.close(team.id)
    await team.confirm(number, OWNER)
    assert (await team.purchase(number)).request.team_id is None
    assert await team.state(number) == "approved"


async def test_an_admin_of_the_settings_who_asks_in_several_teams_picks_one_on_the_card(team: Any) -> None:
    other = await team.desk.teams.here(Act(OWNER), -1002, "Other")
    await team.member(OWNER, Role.REQUESTER)
    number = await team.draft(by=OWNER)
    step = await team.desk.drafting.step(number)
    assert {step.team.id, *(each.id for each in step.teams)} == {team.id, other.id}
    await team.desk.drafting.in_team(Act(OWNER), number, other.id)
    assert (await team.purchase(number)).request.team_id == other.id
    assert (await team.purchase(await team.draft(by=OWNER))).request.team_id == other.id


async def test_a_member_who_was_removed_asks_for_nothing(team: Any) -> None:
    number = await team.draft()
    await team.member(ANNA, Role.REQUESTER, active=False)
    await team.refused("not-a-member", team.confirm(number))
    await team.refused("stranger", team.draft())


@pytest.mark.parametrize(("rules", "key", "detail"), [
    ("else: any of approvers\ncap order 100", "over-cap", "order"),
    ("else: auto\ncap day 100", "over-cap", "day"),
    ("else: auto\ncap hour 0", "over-cap", "hour"),
    ("else: any of approvers\nbudget team 100 a month stop", "over-budget", "team"),
    ("else: any of approvers\nbudget each 100 a month stop", "over-budget", "person"),
    ("else: 5 of approvers", "nobody", "1"),
    ("else: any of approvers\nnote from 100", "note-needed", ""),
])  # fmt: skip
async def test_what_cannot_be_asked_for_says_what_is_in_the_way(team: Any, rules: str, key: str, detail: str) -> None:
    await team.rules(rules)
    number = await team.draft()
    step = await team.desk.drafting.step(number)
    assert (step.forbidden, step.forbidden_detail) == (Obstacle(key), detail)
    facts = await team.refused(key, team.confirm(number))
    assert facts == {"number": number} | ({"detail": detail} if detail else {})
    assert await team.state(number) == "draft"


async def test_a_reason_is_asked_for_where_the_rules_want_one(team: Any) -> None:
    await team.rules("else: any of approvers\nnote from 100")
    number = await team.draft()
    assert (await team.desk.drafting.step(number)).stage is Stage.WHY
    await team.desk.drafting.why(Act(ANNA), number, " restock ")
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.CONFIRM
    assert step.purchase.request.why == "restock"
    await team.confirm(number)
    assert await team.state(number) == "pending"


async def test_a_budget_that_is_used_up_takes_the_automatic_away(team: Any) -> None:
    await team.rules("else: auto\nbudget team 200 a month")
    first = await team.ask()
    assert await team.state(first) == "approved"
    second = await team.draft()
    line = (await team.desk.drafting.step(second)).budget
    assert line is not None
    assert (line.used, line.limit, line.left, line.month.day) == (105_00, 200_00, -10_00, 1)
    await team.confirm(second)
    assert await team.state(second) == "pending"


async def test_the_same_once_more_wants_a_press_on_a_card_that_says_so(team: Any) -> None:
    first = await team.ask()
    second = await team.draft(same=True)
    step = await team.desk.drafting.step(second)
    assert step.repeat is not None
    assert step.repeat.request.id == first
    facts = await team.refused("repeat", team.confirm(second))
    assert (facts["number"], facts["same"].request.id) == (second, first)
    await team.refused("repeat", team.confirm(second))
    assert await team.state(second) == "draft", "a second press on a card that does not say so says nothing new"
    await team.confirm(second, seen=await team.seen(second))
    assert await team.state(second) == "pending"


async def test_a_warning_of_one_repeat_is_none_of_another_that_came_since(team: Any) -> None:
    await team.ask()
    second, third = await team.draft(same=True), await team.draft(same=True)
    seen = await team.seen(second)
    await team.confirm(third, seen=await team.seen(third))
    await team.refused("repeat", team.confirm(second, seen=seen))
    await team.confirm(second, seen=await team.seen(second))
    assert await team.state(second) == "pending"


async def test_an_approver_is_warned_of_what_was_agreed_to_since_the_card_was_drawn(team: Any) -> None:
    first, second = await team.draft(), await team.draft(same=True)
    await team.confirm(second)
    shown, seen = await team.shown(second), await team.seen(second)
    await team.confirm(first, seen=await team.seen(first))
    await team.approve(first)
    votes = team.desk.approvals
    await team.refused("repeat", votes.approve(Act(BORIS, place=GROUP), second, shown, seen))
    assert await team.state(second) == "pending"
    await votes.approve(Act(BORIS, place=GROUP), second, shown, await team.seen(second))
    assert await team.state(second) == "approved"


async def test_nothing_is_asked_for_while_buying_is_stopped(team: Any) -> None:
    number = await team.draft()
    await team.desk.switch.stop("a test")
    await team.refused("paused", team.confirm(number))


async def test_what_waits_cannot_be_changed_any_more(team: Any) -> None:
    number = await team.ask()
    drafting = team.desk.drafting
    for doing in (
        drafting.choose_quantity(Act(ANNA), number, 99),
        drafting.note(Act(ANNA), number, "blue"),
        drafting.why(Act(ANNA), number, "because"),
        drafting.reopen(Act(ANNA), number, Stage.QUANTITY),
        drafting.cancel(Act(ANNA), number),
        drafting.confirm(Act(ANNA), number, await team.shown(number)),
    ):
        assert await team.refused("no-longer", doing) == {"number": number, "state": "pending"}


async def test_of_several_teams_the_one_asked_in_last_is_meant(team: Any) -> None:
    other = await _second_team(team)
    number = await team.draft()
    step = await team.desk.drafting.step(number)
    assert (step.team.id, [each.id for each in step.teams]) == (team.id, [other])
    await team.desk.drafting.in_team(Act(ANNA), number, other)
    assert (await team.desk.drafting.step(number)).team.id == other
    assert (await team.purchase(await team.draft())).request.team_id == other
    await team.refused("unknown-team", team.desk.drafting.in_team(Act(ANNA), number, 77))


async def _second_team(team: Any) -> int:
    from bot.purchasing.approval.policy import default_policy

    async with team.ledger.change() as uow:
        number = await uow.teams.open(
            -1002, "Other", language="ru", time_zone="Asia/Shanghai", policy=default_policy(), by=OWNER.id
        )
        await uow.teams.put_member(number, ANNA.id, roles=frozenset({Role.REQUESTER}), limit=None)
        await uow.teams.put_member(number, BORIS.id, roles=frozenset({Role.APPROVER}), limit=None)
    return int(number)


async def test_a_rule_for_a_category_holds_by_its_name_and_number(team: Any) -> None:
    await team.rules('goods "t恤": auto\ngoods "1031910": auto\nelse: any of approvers')
    assert (await team.desk.drafting.step(await team.draft())).automatic
    await team.rules('goods "1031910": auto\nelse: any of approvers')
    assert (await team.desk.drafting.step(await team.draft())).automatic
    await team.rules('seller "杭州某某服饰有限公司": any of approvers\nelse: auto')
    assert not (await team.desk.drafting.step(await team.draft())).automatic


async def test_the_card_knows_what_was_bought_of_the_seller_before(team: Any) -> None:
    await team.rules("else: auto")
    first = await team.ask()
    await team.desk.submit_worker.submit_due()
    bought_at = team.clock.now()
    team.market.changes(price=12_00)
    second = await team.draft(same=True)
    step = await team.desk.drafting.step(second)
    line = step.purchase.request.snapshot.lines[0]
    last = step.past.last(line.offer_id, line.spec_id)
    assert (step.with_seller, last.price, last.pieces, last.at) == (1, 10_00, line.quantity, bought_at)
    assert first != second


async def test_the_rate_of_the_team_is_kept_with_what_is_asked_for(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.teams.set(team.id, currency="USD", rate="7.26", rate_date="2026-11-20")
    number = await team.ask()
    async with team.ledger.change() as uow:
        await uow.teams.set(team.id, currency="EUR", rate="8", rate_date="2026-11-24")
    request = (await team.purchase(number)).request
    assert (request.currency, request.rate) == ("USD", "7.26")


async def test_nobody_agrees_by_a_clock_that_jumped(team: Any) -> None:
    number = await team.ask()
    team.clock.jumps(days=60)
    await team.refused("clock-apart", team.approve(number))
    team.clock.jumps(days=-60)
    team.ledger.others.heard("1688", f"{team.clock.now():%a, %d %b %Y %H:%M:%S} GMT")
    await team.approve(number)
    assert await team.state(number) == "approved"
