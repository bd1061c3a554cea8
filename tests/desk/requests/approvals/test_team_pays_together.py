"""In a team its buyers pay several orders together; the group and each of them hear once that they are paid."""

from typing import Any

import pytest

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Sent
from bot.desk.money import paying as p
from bot.purchasing.approval.team import Role
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Person
from tests.desk.requests.approvals.conftest import ANNA, BORIS, EVA, GROUP, OWNER, STRANGER


@pytest.fixture
async def five(team: Any) -> list[str]:
    """Five orders of the group that wait to be paid; 1688's numbers."""
    await team.rules("else: any of approvers")
    for _ in range(5):
        await team.approve(await team.ask(place=GROUP))
        await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    return sorted(team.market.orders)


async def pays(team: Any, *numbers: str) -> None:
    for number in numbers:
        team.market.moves(number, state=OrderState.PAID, word="waitsellersend", paid_at=team.clock.now())
    team.clock.on(seconds=1)
    await team.desk.order_list.round()
    await team.desk.watch.look_due()


async def asked(team: Any) -> int:
    desk = team.desk.paying
    run: int = (await desk.open(EVA)).run.id
    await desk.tick(EVA, run, p.ALL)
    await desk.ask(EVA, run)
    return run


async def test_a_buyer_sees_all_that_the_team_ordered(team: Any, five: list[str]) -> None:
    view = await team.desk.paying.open(EVA)
    assert sorted(each.order.order_id for each in view.orders) == five
    assert view.zone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("who", "key"),
    [(ANNA, "only-buyers"), (BORIS, "only-buyers"), (OWNER, "only-buyers"), (STRANGER, "stranger")],
)
async def test_nobody_else_opens_a_run(team: Any, five: list[str], who: Person, key: str) -> None:
    facts = await team.refused(key, team.desk.paying.open(who))
    assert facts.get("names", ("Eva",)) == ("Eva",)


async def test_an_admin_of_the_settings_reads_that_nothing_waits_if_nothing_does(team: Any) -> None:
    assert (await team.desk.paying.open(OWNER)).orders == ()


async def test_whoever_lost_the_role_in_the_middle_presses_nothing_any_more(team: Any, five: list[str]) -> None:
    desk = team.desk.paying
    choosing = (await desk.open(EVA)).run.id
    await desk.tick(EVA, choosing, p.ALL)
    await team.member(EVA, Role.REQUESTER)
    team.market.linked.clear()
    for act in (desk.open(EVA), desk.tick(EVA, choosing, p.NONE), desk.ask(EVA, choosing), desk.look(EVA, choosing)):
        await team.refused("only-buyers", act)
    await team.member(EVA, Role.BUYER)
    assert len((await desk.ask(EVA, choosing)).run.linked) == 5
    await team.member(EVA, Role.REQUESTER)
    await team.refused("only-buyers", desk.picture(EVA, choosing, 1))
    await team.refused("only-buyers", desk.again(EVA, choosing))


async def test_a_buyer_who_lost_the_role_while_1688_was_asked_gets_no_link(team: Any, five: list[str]) -> None:
    desk, ask = team.desk.paying, team.market.pay_link
    run = (await desk.open(EVA)).run.id
    await desk.tick(EVA, run, p.ALL)

    async def meanwhile(ids: Any, way: Any) -> Any:
        await team.member(EVA, Role.REQUESTER)
        return await ask(ids, way)

    team.market.pay_link = meanwhile
    await team.refused("only-buyers", desk.ask(EVA, run))
    assert (await desk.card(run)).run.links == ()


async def test_a_group_that_asked_for_five_hears_once_that_they_are_paid(team: Any, five: list[str]) -> None:
    await asked(team)
    await pays(team, *five)
    for chat in (GROUP.chat_id, EVA.id):
        [facts] = await team.told("run_paid_together", chat)
        assert [each["about"]["order_id"] for each in facts["told"]] == five
        assert (facts["paid"], facts["more"]) == (5 * 105_00, 0)
        assert await team.told("paid", chat) == []


async def test_what_is_paid_later_than_the_others_is_told_after_a_minute(team: Any, five: list[str]) -> None:
    await asked(team)
    await pays(team, *five[:3])
    team.clock.on(minutes=1)
    sent = list[str]()

    async def send(message: DueMessage) -> Sent:
        sent.append(str(message.message.stored_kind))
        return Sent(len(sent))

    await team.desk.outbox.deliver(send)
    assert sent.count("run_paid_together") == 2
    await pays(team, *five[3:])
    assert [len(each["told"]) for each in await team.told("run_paid_together", GROUP.chat_id)] == [3, 2]
