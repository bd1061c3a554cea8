"""A team in its group: asking, agreeing, declining, asking back, and who may not."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person
from tests.chat.conversation.conftest import LATER, Team, data_of


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["buttons"] for button in row]


def total_of(card: dict[str, Any]) -> str:
    """The sum in a card's first line."""
    found = re.search(r"¥\s[\d,.]+", card["text"].splitlines()[0])
    assert found is not None
    return found[0]


async def test_one_approver_is_enough_and_the_card_keeps_no_live_button(team: Team) -> None:
    card = await team.asks()
    assert "Asked by Daria" in card["text"]
    assert labels(card)[:2] == ["Approve", "Decline"]
    answer = await team.stage.press("Approve", card, team.boris, team.group)
    assert answer["text"]
    shown = await team.card(card)
    assert "Approved by Boris" in shown["text"]
    assert "Approve" not in labels(shown)
    await team.stage.submit()
    assert len((await team.stage.get("/sim/ledger"))["orders"]) == 1


@pytest.mark.parametrize(
    ("who", "words"), [("daria", "ваша заявка"), ("emil", "do not know you"), ("anna", "not an approver")]
)
async def test_who_may_not_decide_is_told_why_alone(team: Team, who: str, words: str) -> None:
    card = await team.asks()
    before = len(await team.stage.messages(team.daria, team.group))
    answer = await team.stage.press("Approve", card, team.people[who], team.group)
    assert answer["show_alert"]
    assert words in answer["text"]
    assert len(await team.stage.messages(team.daria, team.group)) == before
    assert "Approve" in labels(await team.card(card))


async def test_a_no_is_said_with_a_reason_in_reply(team: Team) -> None:
    card = await team.asks()
    await team.stage.press("Decline", card, team.chen, team.group)
    asked = await team.stage.last(team.chen, team.group)
    assert "Why not?" in asked["text"]
    await team.stage.say("too many", team.chen, team.group, reply_to=asked["message_id"])
    shown = await team.card(card)
    assert "declined" in shown["text"].splitlines()[0]
    assert "too many" in shown["text"]
    assert "Approve" not in labels(shown)


async def test_a_no_for_a_usual_reason_leaves_the_question_about_another_request_open(team: Team) -> None:
    first, second = await team.asks(), await team.asks()
    await team.stage.press("Decline", first, team.chen, team.group)
    why = await team.stage.last(team.chen, team.group)
    await team.stage.press("Question", second, team.chen, team.group)
    asked = await team.stage.last(team.chen, team.group)
    await team.stage.press(data_of(why, "df"), why, team.chen, team.group)
    assert "declined" in (await team.card(first))["text"].splitlines()[0]
    await team.stage.say("For whom?", team.chen, team.group, reply_to=asked["message_id"])
    assert "Chen may let it go" in (await team.card(second))["text"], "Chen's question is taken"


async def test_a_question_reaches_the_requester_and_its_answer_the_card(team: Team) -> None:
    card = await team.asks()
    await team.stage.press("Question", card, team.boris, team.group)
    asked = await team.stage.last(team.boris, team.group)
    await team.stage.say("For whom?", team.boris, team.group, reply_to=asked["message_id"])
    question = next(
        row for row in await team.stage.messages(team.daria, team.group) if "a question to you" in row["text"]
    )
    await team.stage.say("For the fair", team.daria, team.group, reply_to=question["message_id"])
    shown = await team.card(card)
    assert "For whom?" in shown["text"]
    assert "For the fair" in shown["text"]


@pytest.mark.threat("T45")
async def test_commands_do_what_the_buttons_do(team: Team) -> None:
    await team.asks()
    await team.stage.say("/pending", team.boris, team.group)
    assert "Daria" in (await team.stage.last(team.boris, team.group))["text"]
    await team.stage.say("/decline 1", team.boris, team.group)
    asked = await team.stage.last(team.boris, team.group)
    await team.stage.say("not now", team.boris, team.group, reply_to=asked["message_id"])
    assert "declined" in (await team.stage.last(team.boris, team.group))["text"]
    second = await team.asks()
    await team.stage.say("/approve 2", team.boris, team.group)
    assert "Approved by Boris" not in (await team.card(second))["text"]
    shown = await team.stage.last(team.boris, team.group)
    assert labels(shown) == [f"Approve {total_of(second)}"]
    assert total_of(second) in shown["text"].splitlines()[0]
    answer = await team.stage.press(data_of(shown, "ap"), shown, team.boris, team.group)
    assert "ваше согласие учтено" in answer["text"]
    assert labels(await team.card(shown)) == []
    assert "Approved by Boris" in (await team.card(second))["text"]


@pytest.mark.threat("T45")
async def test_a_number_alone_agrees_to_nothing_and_its_button_only_to_what_it_shows(team: Team) -> None:
    await team.asks()
    await team.stage.say("/approve 1", team.boris)
    shown = await team.stage.last(team.boris)
    assert (await votes(team), labels(shown)[0][:10]) == ([], "Одобрить ¥")
    await team.stage.say("/approve 1", team.chen)
    theirs = await team.stage.last(team.chen)
    await team.stage.press(data_of(theirs, "ap"), theirs, team.chen)
    assert await votes(team) == [team.chen]
    answer = await team.stage.press(data_of(shown, "ap"), shown, team.boris)
    assert "#1" in answer["text"]
    assert await votes(team) == [team.chen]


@pytest.mark.threat("T45")
@pytest.mark.parametrize("who", ["daria", "emil", "anna"])
async def test_whoever_may_not_agree_is_shown_no_button(team: Team, who: str) -> None:
    await team.asks()
    await team.stage.say("/approve 1", team.people[who], team.group)
    assert "ap:" not in str((await team.stage.last(team.people[who], team.group))["buttons"])
    assert await votes(team) == []


async def votes(team: Team) -> list[int]:
    """Who said something of the first request."""
    step = await team.stage.house.desk.drafting.step(1)
    return [each.person_id for each in step.purchase.votes]


@pytest.mark.parametrize("text", ["/approve 1", "/decline 1 too many", "/decline 1"])
async def test_a_draft_that_nobody_sent_is_neither_shown_nor_decided(team: Team, text: str) -> None:
    await team.stage.say(f"/buy {(await team.stage.goods('plain'))['offer_id']} 20", team.daria)
    await team.stage.say(text, team.boris)
    answer = await team.stage.last(team.boris)
    assert "#1 сейчас не на согласовании" in answer["text"]
    assert not answer["buttons"]


async def test_who_may_not_cancel_an_order_is_not_asked_whether_he_wants_to(team: Team) -> None:
    card = await team.asks()
    await team.stage.press("Approve", card, team.boris, team.group)
    await team.stage.order()
    await team.stage.say("/cancel 1", team.boris)
    refused = await team.stage.last(team.boris)
    assert "Это могут закупщики" in refused["text"]
    assert not refused["buttons"]
    await team.stage.say("/cancel", team.boris)
    assert "Отменять здесь нечего" in (await team.stage.last(team.boris))["text"]
    for text in ("/cancel 1", "/cancel"):
        for person in (team.anna, team.daria):  # who pays, and whose alone it is
            await team.stage.say(text, person)
            assert any("cy:" in str(each) for each in (await team.stage.last(person))["buttons"])


async def test_twelve_yes_in_a_moment_are_one_edit_of_the_card(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, anna = team.stage.house.desk, Person(team.anna, "Anna", "en")
    crowd = [Person(await team.stage.person(f"Twin {n}"), f"Twin {n}", "en") for n in range(12)]
    waits = await desk.teams.add(Act(anna), 1, crowd, Role.APPROVER)
    await team.stage.post("/sim/clock", {"advance": LATER})
    await desk.teams.second(Act(anna), waits.id)
    await desk.policy.change(Act(anna), 1, "else: 13 of approvers")
    card = await team.asks()
    edits: list[int] = []
    edit = team.stage.house.services.sender.edit

    async def counted(chat_id: int, message_id: int, view: Any) -> None:
        edits.extend([message_id] if chat_id == team.group else [])
        await edit(chat_id, message_id, view)

    monkeypatch.setattr(team.stage.house.services.sender, "edit", counted)
    step = await desk.drafting.step(1)
    for each in crowd:
        await team.stage.post(f"/sim/chats/{team.group}/join", {"person": each.id})
        await desk.approvals.approve(Act(each), 1, step.purchase.request.snapshot.hash)
    await team.stage.settle()
    assert edits == [card["message_id"]]
    assert "Twin 1" in (await team.card(card))["text"]


@pytest.mark.threat("T46")
async def test_a_button_of_an_older_version_agrees_to_nothing_and_the_card_is_drawn_anew(team: Team) -> None:
    """It carries the beginning of the plain hash, rightly signed."""
    card = await team.asks()
    face, desk = team.stage.house.services, team.stage.house.desk
    whole = (await desk.drafting.step(1)).purchase.request.snapshot.hash
    old = face.codes.make(Code(ButtonAction.APPROVE, (1, whole[:10])).text, team.group)
    await team.stage.press(old, card, team.boris, team.group)
    assert (await desk.drafting.step(1)).purchase.votes == ()
    await team.stage.press("Approve", await team.card(card), team.boris, team.group)
    assert [vote.person_id for vote in (await desk.drafting.step(1)).purchase.votes] == [team.boris]


async def test_a_typed_no_is_not_taken_for_a_card_of_an_older_version(team: Team) -> None:
    """It remembers the beginning of the hash alone: the card is posted anew first."""
    await team.asks()
    desk = team.stage.house.desk
    row = await desk.cards.get(1, team.group)
    whole = (await desk.drafting.step(1)).purchase.request.snapshot.hash
    await desk.cards.put(replace(row, shown=f"approval:{whole[:10]}:{'0' * 32}"))
    await team.stage.say("/decline 1 too dear", team.boris, team.group)
    assert (await desk.drafting.step(1)).purchase.request.waits
    assert (await desk.cards.get(1, team.group)).message_id != row.message_id
    await team.stage.say("/decline 1 too dear", team.boris, team.group)
    assert not (await desk.drafting.step(1)).purchase.request.waits


async def test_the_details_of_a_request_say_who_said_what(team: Team) -> None:
    card = await team.asks()
    await team.stage.press("Approve", card, team.boris, team.group)
    await team.stage.say("/order 1", team.anna)
    shown = (await team.stage.last(team.anna))["text"]
    assert "put to the approvers · Daria" in shown
    assert "said yes · Boris" in shown
