"""Who may say yes, no, or ask, and what it comes to."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.views import Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.person import Act, Person, Place

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en") for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
STRANGER = Person(99, "Stranger", "en")
GROUP = Place(-1001)


async def test_two_of_three_are_needed_and_a_third_comes_too_late(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    tally = (await team.desk.drafting.step(number)).tally
    assert isinstance(tally, Open)
    assert (tally.missing, tally.who, tally.approved_by) == (1, (13, 14), (12,))
    await team.approve(number, CHEN)
    assert await team.state(number) == "approved"
    (told,) = await team.told("approved", chat=11)
    assert told["by"] == ["Boris", "Chen"]
    facts = await team.refused("no-longer", team.approve(number, DARIA))
    assert facts == {"number": number, "state": "approved", "by": "Boris, Chen"}


async def test_who_is_no_approver_reads_who_is_whether_it_waits_or_is_decided(team: Any) -> None:
    number, facts = await team.ask(), {"deciders": "Boris, Chen, Daria"}
    may = team.desk.approvals.may_approve
    assert await team.refused("not-an-approver", may(EVA, number)) == facts | {"number": number}
    await team.approve(number, BORIS)
    assert await team.refused("not-an-approver", may(EVA, number)) == facts | {"number": number}
    assert "state" in await team.refused("no-longer", may(CHEN, number))


async def test_who_agreed_is_told_with_his_number_where_another_looks_like_him(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    async with team.ledger.change() as uow:
        await uow.people.put_person(Person(13, "B\u043eris", "en"), None)  # a Cyrillic letter
    number = await team.ask()
    await team.approve(number, BORIS)
    await team.approve(number, CHEN)
    (told,) = await team.told("approved", chat=11)
    assert told["by"] == ["Boris (ID …012)", "B\u043eris (ID …013)"]


async def test_steps_are_taken_one_after_the_other(team: Any) -> None:
    await team.rules("else: any of @boris then all of @chen @daria")
    number = await team.ask()
    await team.refused("not-your-turn", team.approve(number, CHEN))
    for person in (BORIS, DARIA, CHEN):
        assert await team.state(number) == "pending"
        await team.approve(number, person)
    assert await team.state(number) == "approved"


@pytest.mark.parametrize(("who", "key"), [
    (ANNA, "own-request"), (EVA, "not-an-approver"), (OWNER, "not-an-approver"), (STRANGER, "unknown-request"),
])  # fmt: skip
async def test_whoever_may_not_decide_has_no_effect(team: Any, who: Person, key: str) -> None:
    number = await team.ask()
    approvals, shown = team.desk.approvals, await team.shown(number)
    for doing in (
        approvals.approve(Act(who, place=GROUP), number, shown),
        approvals.decline(Act(who, place=GROUP), number, shown, "no"),
        approvals.ask(Act(who, place=GROUP), number, "why?"),
        approvals.may_decline(who, number, shown, GROUP),
        approvals.may_ask(who, number, GROUP),
    ):
        await team.refused(key, doing)
    assert (await team.purchase(number)).votes == ()
    assert await team.journal(number) == ["opened", "asked"]


async def test_nobody_approves_his_own_request_whatever_he_is(team: Any) -> None:
    await team.member(BORIS, *Role)
    number = await team.ask(by=BORIS)
    await team.delegate(CHEN, BORIS)
    await team.refused("own-request", team.approve(number, BORIS))
    await team.approve(number, CHEN)
    assert await team.state(number) == "approved"


async def test_a_person_who_lost_the_role_cannot_press_the_old_button(team: Any) -> None:
    number = await team.ask()
    shown = await team.shown(number)
    await team.member(BORIS, Role.REQUESTER)
    await team.refused("not-an-approver", team.approve(number, BORIS, shown))
    await team.member(BORIS, Role.APPROVER, active=False)
    await team.refused("not-a-member", team.approve(number, BORIS, shown))


async def test_the_same_person_counts_once(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    await team.refused("already-decided", team.approve(number, BORIS))
    await team.refused("already-decided", team.decline(number, BORIS))
    assert len((await team.purchase(number)).votes) == 1


async def test_a_limit_holds_at_the_press(team: Any) -> None:
    await team.member(BORIS, Role.APPROVER, limit=100_00)
    number = await team.ask()
    facts = await team.refused("over-your-limit", team.approve(number, BORIS))
    assert (facts["limit"], facts["total"]) == (100_00, 105_00)


async def test_a_stand_in_decides_for_somebody_who_is_away(team: Any) -> None:
    await team.rules("else: any of @boris")
    number = await team.ask()
    await team.refused("not-asked", team.approve(number, CHEN))
    await team.delegate(BORIS, CHEN)
    await team.approve(number, CHEN)
    assert await team.state(number) == "approved"


@pytest.mark.parametrize("shown", ["", "0123456789", "zz", "a"])
async def test_a_button_of_another_content_decides_nothing(team: Any, shown: str) -> None:
    number = await team.ask()
    await team.refused("stale", team.desk.approvals.approve(Act(BORIS, place=GROUP), number, shown))
    await team.refused("stale", team.desk.approvals.decline(Act(BORIS, place=GROUP), number, shown, "no"))


async def test_in_a_foreign_chat_nobody_decides(team: Any) -> None:
    number = await team.ask()
    shown = await team.shown(number)
    await team.refused("foreign-chat", team.desk.approvals.approve(Act(BORIS, place=Place(-5)), number, shown))
    await team.desk.approvals.approve(Act(BORIS, place=Place(12)), number, shown)
    assert await team.state(number) == "approved"


async def test_a_number_that_is_no_request_of_a_team_is_unknown(team: Any) -> None:
    await team.refused("unknown-request", team.desk.approvals.approve(Act(BORIS), 404, "0123456789"))
    alone = await team.draft()
    async with team.ledger.change() as uow:
        await uow.requests.update_progress(await uow.requests.get(alone), team_id=None)
    await team.refused("unknown-request", team.approve(alone, BORIS))


async def test_one_no_ends_it_and_needs_a_reason(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    await team.refused("why-empty", team.decline(number, CHEN, "  "))
    await team.refused("note-too-long", team.decline(number, CHEN, "x" * 501))
    await team.decline(number, CHEN, "too dear")
    request = (await team.purchase(number)).request
    assert (request.closed_reason, request.closed_words) == ("declined", "too dear")
    await team.refused("no-longer", team.approve(number, DARIA))


async def test_a_question_is_answered_on_the_card(team: Any) -> None:
    number = await team.ask(place=Place(11))
    approvals = team.desk.approvals
    await team.refused("no-question", approvals.answer(Act(ANNA), number, "?"))
    await approvals.ask(Act(CHEN, place=GROUP), number, "which colour?")
    (told,) = await team.told("question", chat=11)
    assert (told["by"], told["text"]) == ("Chen", "which colour?")
    await team.refused("not-yours", approvals.answer(Act(BORIS, place=GROUP), number, "blue"))
    await approvals.answer(Act(ANNA), number, "blue")
    (answered,) = await team.told("answer", chat=-1001)
    assert (answered["asker"], answered["question"], answered["text"]) == ("Chen", "which colour?", "blue")
    (question,) = (await team.purchase(number)).questions
    assert (question.asker_id, question.answer) == (13, "blue")
    await team.refused("no-question", approvals.answer(Act(ANNA), number, "again"))
    assert await team.journal(number) == ["opened", "asked", "question", "answer"]


async def test_whoever_asked_hears_the_answer_in_private_if_they_are_in_the_team_and_can_be_reached(team: Any) -> None:
    number, approvals = await team.ask(), team.desk.approvals
    for person in (CHEN, DARIA, BORIS):
        await approvals.ask(Act(person), number, f"{person.name}?")
    async with team.ledger.change() as uow:
        await uow.people.put_person(DARIA, reachable=False)
    await team.member(BORIS, Role.APPROVER, active=False)
    for text in ("to Chen", "to Daria", "to Boris"):
        await approvals.answer(Act(ANNA), number, text)
    assert [each["asker"] for each in await team.told("answer", chat=GROUP.chat_id)] == ["Chen", "Daria", "Boris"]
    (mine,) = await team.told("answer", chat=CHEN.id)
    assert (mine["asker"], mine["question"], mine["text"]) == ("", "Chen?", "to Chen")
    assert not [*await team.told("answer", chat=DARIA.id), *await team.told("answer", chat=BORIS.id)]


async def test_an_answer_goes_to_the_question_that_it_names(team: Any) -> None:
    number = await team.ask()
    for person in (CHEN, DARIA):
        await team.desk.approvals.ask(Act(person, place=GROUP), number, f"{person.name}?")
    told = await team.told("question")
    await team.desk.approvals.answer(Act(ANNA), number, "to Daria", question_id=told[1]["question_id"])
    await team.desk.approvals.answer(Act(ANNA), number, "to Chen")
    assert [each.answer for each in (await team.purchase(number)).questions] == ["to Chen", "to Daria"]


@pytest.mark.parametrize("state", ["draft", "pending", "approved"])
async def test_the_requester_takes_back_what_was_not_sent(team: Any, state: str) -> None:
    number = await team.draft()
    if state != "draft":
        await team.confirm(number)
    if state == "approved":
        await team.approve(number)
    await team.refused("not-yours", team.desk.approvals.withdraw(Act(BORIS, place=GROUP), number))
    await team.desk.approvals.withdraw(Act(ANNA), number)
    assert (await team.desk.drafting.step(number)).stage is Stage.CANCELLED
    assert len(await team.told("withdrawn", chat=-1001)) == (state == "approved")
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    await team.refused("no-longer", team.desk.approvals.withdraw(Act(ANNA), number))


async def test_what_was_sent_cannot_be_taken_back(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    await team.refused("no-longer", team.desk.approvals.withdraw(Act(ANNA), number))


async def test_what_waits_is_listed_for_the_team_alone(team: Any) -> None:
    first, second = await team.ask(), await team.ask()
    for person in (BORIS, ANNA, OWNER):
        for place in (Place(person.id), GROUP):
            assert await _waiting(team, person, place) == [first, second]
        assert await _waiting(team, person, Place(-1002)) == []
    await team.refused("stranger", team.desk.approvals.pending(STRANGER, 1, Place(STRANGER.id), "en"))
    await team.approve(first)
    assert await _waiting(team, BORIS, Place(BORIS.id)) == [second]


async def test_the_lists_of_a_group_are_turned_by_its_people_alone(team: Any) -> None:
    await team.ask()
    other = await team.desk.teams.here(Act(OWNER), -2002, "Others")
    async with team.ledger.change() as uow:
        await uow.teams.put_member(other.id, STRANGER.id, roles=frozenset({Role.APPROVER}), limit=None)
    assert await _waiting(team, STRANGER, Place(STRANGER.id)) == []
    await team.refused("unknown-team", team.desk.approvals.pending(STRANGER, 2, GROUP, "en"))
    await team.refused("unknown-team", team.desk.orders.page(STRANGER, "all", 2, GROUP))


async def test_what_waits_is_listed_by_pages_and_none_of_them_is_empty(team: Any) -> None:
    asked = [await team.ask() for _ in range(7)]
    pages = [await team.desk.approvals.pending(BORIS, wanted, Place(BORIS.id), "en") for wanted in (0, 1, 2, 3, 9)]
    shown = [[step.purchase.request.id for step in page.steps] for page in pages]
    assert shown == [asked[:3], asked[:3], asked[3:6], asked[6:], asked[6:]]
    assert [(page.page, page.pages, page.total, page.more) for page in pages[1:4]] == [
        (number, 3, 7, False) for number in (1, 2, 3)
    ]


async def _waiting(team: Any, person: Person, place: Place) -> list[int]:
    page = await team.desk.approvals.pending(person, 1, place, "en")
    return [step.purchase.request.id for step in page.steps]


async def test_the_journal_says_what_was_seen_and_by_which_rules(team: Any) -> None:
    from bot.purchasing.person import Cause

    await team.rules("else: any of approvers")
    number = await team.ask()
    hash = (await team.purchase(number)).request.snapshot.hash
    await team.desk.approvals.approve(Act(BORIS, Cause(5, 77), GROUP), number, hash)
    voted = next(each for each in (await team.purchase(number)).journal if each.kind == "voted")
    assert voted.actor_id == 12
    assert voted.facts == {
        "verdict": "approve", "snapshot": hash, "total": 105_00, "reason": "", "policy": 2,
    }  # fmt: skip


async def test_a_request_is_judged_by_the_rules_of_its_day(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.rules("else: any of approvers")
    await team.approve(number, BORIS)
    assert await team.state(number) == "pending"
    step = await team.desk.drafting.step(number)
    assert step.purchase.request.policy_version == 2
    assert step.policy.rules[0].steps[0].count == 2


async def test_an_expired_request_takes_no_vote_even_before_the_clock_saw_it(team: Any) -> None:
    number = await team.ask()
    team.clock.time += timedelta(hours=24)
    facts = await team.refused("no-longer", team.approve(number))
    assert facts["state"] == "expired"
