"""A yes can be taken back until the deciding one: by whom, what it counts afterwards, and that its row stays."""

from typing import Any

import pytest
from sqlmodel import col, select

from bot.desk.shared.views import Stage
from bot.purchasing.approval.questions import Held
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.person import Act, Person, Place
from storage.tables import DecisionRow
from tests.desk.requests.approvals.test_at_the_same_instant import together

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en") for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
STRANGER = Person(99, "Stranger", "en")
GROUP = Place(-1001)
TWO = "else: 2 of approvers"


async def takes_back(team: Any, number: int, by: Person = BORIS, shown: str | None = None) -> None:
    await team.desk.approvals.take_vote_back(Act(by, place=GROUP), number, shown or await team.shown(number))


async def kept(team: Any, number: int) -> list[tuple[int, str, bool]]:
    """Every word that the database has of a request: who, what, and whether it was taken back."""
    async with team.ledger.change() as uow:
        rows = (await uow.session.exec(select(DecisionRow).order_by(col(DecisionRow.id)))).all()
        return [(r.approver_id, r.verdict, r.taken_back_at is not None) for r in rows if r.request_id == number]


async def agreed_by_boris(team: Any) -> int:
    """One of two that are needed."""
    await team.rules(TWO)
    number: int = await team.ask()
    await team.approve(number, BORIS)
    return number


@pytest.mark.threat("T50")
async def test_a_yes_that_was_taken_back_counts_no_more_and_its_row_stays(team: Any) -> None:
    number = await agreed_by_boris(team)
    await takes_back(team, number)
    tally = (await team.desk.drafting.step(number)).tally
    assert isinstance(tally, Open)
    assert (tally.missing, tally.who, tally.approved_by) == (2, (12, 13, 14), ())
    assert (await team.purchase(number)).votes == ()
    assert await kept(team, number) == [(12, "approve", True)]
    assert await team.journal(number) == ["opened", "asked", "voted", "vote_taken_back"]
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending"


async def test_whoever_took_his_yes_back_may_say_yes_again(team: Any) -> None:
    number = await agreed_by_boris(team)
    for _ in range(3):
        await takes_back(team, number)
        await team.approve(number, BORIS)
    await team.refused("already-decided", team.approve(number, BORIS))
    assert await kept(team, number) == [(12, "approve", True)] * 3 + [(12, "approve", False)]
    await team.approve(number, CHEN)
    assert await team.state(number) == "approved"
    (told,) = await team.told("approved", chat=11)
    assert told["by"] == ["Boris", "Chen"]


async def test_whoever_took_his_yes_back_may_say_no(team: Any) -> None:
    number = await agreed_by_boris(team)
    await takes_back(team, number)
    await team.decline(number, BORIS)
    assert (await team.desk.drafting.step(number)).stage is Stage.DECLINED
    assert await kept(team, number) == [(12, "approve", True), (12, "decline", False)]


@pytest.mark.parametrize(("who", "key"), [
    (ANNA, "own-request"), (CHEN, "no-own-vote"), (EVA, "no-own-vote"), (OWNER, "no-own-vote"),
    (STRANGER, "unknown-request"),
])  # fmt: skip
async def test_only_whoever_said_it_takes_it_back(team: Any, who: Person, key: str) -> None:
    number = await agreed_by_boris(team)
    await team.refused(key, takes_back(team, number, who))
    assert not await team.desk.approvals.may_take_vote_back(who, number, GROUP)
    assert await team.desk.approvals.may_take_vote_back(BORIS, number, GROUP)
    assert await kept(team, number) == [(12, "approve", False)]


async def test_after_the_deciding_one_none_is_taken_back(team: Any) -> None:
    number = await agreed_by_boris(team)
    await team.approve(number, CHEN)
    facts = await team.refused("no-longer", takes_back(team, number))
    assert facts == {"number": number, "state": "approved", "by": "Boris, Chen"}
    assert len(await kept(team, number)) == 2


async def test_nothing_is_taken_back_of_a_content_that_he_does_not_see(team: Any) -> None:
    number = await agreed_by_boris(team)
    await team.refused("stale", takes_back(team, number, shown="0" * 64))
    await team.refused("foreign-chat", team.desk.approvals.take_vote_back(
        Act(BORIS, place=Place(-5)), number, await team.shown(number)))  # fmt: skip
    await team.refused("unknown-request", takes_back(team, 404, shown="0" * 64))


async def test_who_lost_the_role_may_still_take_his_yes_back_and_who_left_may_not(team: Any) -> None:
    number = await agreed_by_boris(team)
    await team.member(BORIS, Role.APPROVER, active=False)
    await team.refused("not-a-member", takes_back(team, number))
    await team.member(BORIS, Role.REQUESTER)
    await takes_back(team, number)
    tally = (await team.desk.drafting.step(number)).tally
    assert isinstance(tally, Open)
    assert (tally.lost, tally.approved_by) == ((), ())


async def test_what_a_question_holds_can_be_taken_back(team: Any) -> None:
    number = await team.ask()
    await team.desk.approvals.ask(Act(DARIA, place=GROUP), number, "Why?")
    await team.approve(number, BORIS)
    assert isinstance((await team.desk.drafting.step(number)).tally, Held)
    await takes_back(team, number)
    await team.desk.approvals.answer(Act(ANNA), number, "For the fair")
    assert await team.state(number) == "pending"
    await team.approve(number, BORIS)
    assert await team.state(number) == "approved"


async def test_a_yes_that_was_taken_back_lets_no_question_go(team: Any) -> None:
    await team.rules(TWO)
    number = await team.ask()
    await team.desk.approvals.ask(Act(DARIA, place=GROUP), number, "Why?")
    await team.approve(number, DARIA)
    assert (await team.desk.drafting.step(number)).holds == ()
    await takes_back(team, number, DARIA)
    await team.approve(number, BORIS)
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending"


async def test_a_yes_of_before_a_change_of_content_is_not_taken_back_any_more(team: Any) -> None:
    number = await agreed_by_boris(team)
    await team.approve(number, CHEN)
    team.market.changes(price=20_00)
    await team.desk.submit_worker.submit_due()
    assert await team.state(number) == "pending"
    await team.refused("no-own-vote", takes_back(team, number))


async def test_what_was_agreed_to_again_after_a_taking_back_is_placed_by_those_who_still_agree(team: Any) -> None:
    number = await agreed_by_boris(team)
    await takes_back(team, number)
    await team.approve(number, CHEN)
    await team.approve(number, DARIA)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    (told,) = await team.told("approved", chat=11)
    assert told["by"] == ["Chen", "Daria"]


async def test_a_taking_back_against_the_deciding_yes(team: Any) -> None:
    number = await agreed_by_boris(team)
    ends = await together(takes_back(team, number), team.approve(number, CHEN))
    state = await team.state(number)
    assert (ends, state) in ((["", ""], "pending"), (["no-longer", ""], "approved"))


async def test_two_takings_back_in_one_instant_are_one(team: Any) -> None:
    number = await agreed_by_boris(team)
    ends = await together(takes_back(team, number), takes_back(team, number))
    assert sorted(ends) == ["", "no-own-vote"]
    assert (await team.journal(number)).count("vote_taken_back") == 1


async def test_the_group_s_card_is_drawn_anew(team: Any) -> None:
    from bot.desk.messages.outbox import Sent

    async def taken(_: Any) -> Sent:
        return Sent(1)

    number = await agreed_by_boris(team)
    await team.desk.outbox.deliver(taken)
    before = len(await team.told("card", chat=-1001))
    await takes_back(team, number)
    assert len(await team.told("card", chat=-1001)) == before + 1
