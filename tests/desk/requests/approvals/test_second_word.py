"""Much money is asked back with a second word: of whom the rules name now, never of who asks, and sent once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import RefundView
from bot.purchasing.asking_back import RefundLimits, with_token
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.purchase import Purchase
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, EVA, OWNER, STRANGER, A, B, R

RULE = "refund from 100 by 1 of buyers"
AGREED = 20028


async def ordered(team: Any, by: Person = ANNA) -> str:
    """An order of ¥ 105 of this person's that arrived and that nobody counted; its number at 1688."""
    number = await team.ask(by)
    await team.approve(number, CHEN)
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    order_id = str((await team.purchase(number)).orders[-1].order_id)
    team.market.parcel_list = (Parcel(f"LP{number}", "YT1", "YTO", "SIGN", signed=True),)
    team.market.moves(order_id, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=team.clock.now())
    team.market.limits = RefundLimits(Fen(100_00), Fen(5_00), Fen(105_00))
    team.market.refund_list = ()
    await team.desk.watch.look(order_id)
    return order_id


async def asks(team: Any, order_id: str, by: Person = ANNA) -> Errand:
    """They ask all of its money back; what became of that."""
    await team.desk.refunds.begin(Act(by), order_id, here=False)
    draft = (await team.desk.refunds.show(by, order_id)).errand
    view: RefundView = await team.desk.refunds.pick(Act(by), order_id, version=draft.version, reason_id=AGREED)
    purchase: Purchase = await team.desk.refunds.ask(Act(by), order_id, view.mark)
    return purchase.orders[-1].errands[-1]


async def waits(team: Any, by: Person = ANNA, rule: str = RULE) -> tuple[str, Errand]:
    await team.rules(f"else: any of approvers\n{rule}")
    order_id = await ordered(team, by)
    errand = await asks(team, order_id, by)
    assert errand.state is ErrandState.WAITS
    assert team.market.asked == []
    return order_id, errand


async def draft(team: Any, order_id: str, by: Person = ANNA) -> Errand | None:
    async with team.ledger.read() as uow:
        found: Errand | None = await uow.errands.draft(order_id, by.id)
    return found


async def held(team: Any, order_id: str) -> Errand | None:
    async with team.ledger.read() as uow:
        _, order = await uow.find_purchase_of(order_id)
    errand: Errand | None = order.holding
    return errand


async def over(team: Any) -> list[tuple[str, str]]:
    return [(each["how"], each["by"]) for each in await team.told("refund_word_over", chat=ANNA.id)]


async def test_a_second_person_s_press_has_it_sent_once_and_who_asked_hears_of_it(team: Any) -> None:
    order_id, errand = await waits(team)
    (told,) = await team.told("refund_word")
    assert (told["errand"], told["by"], told["asked"]) == (errand.id, "Anna", 100_00)
    assert [each["errand"] for each in await team.told("refund_word", chat=EVA.id)] == [errand.id]
    await team.desk.refunds.agree(Act(EVA), order_id, errand.id)
    assert [each.total for _, each in team.market.asked] == [100_00]
    assert await over(team) == [("agreed", "Eva")]
    purchase = await team.purchase(1)
    sent = purchase.orders[0].errands[-1]
    assert (sent.id, sent.state, sent.agreed, sent.person_id) == (errand.id, ErrandState.DONE, (EVA.id,), ANNA.id)
    assert [each for each in await team.journal(1) if each.startswith("refund_word")] == [
        "refund_word_wanted", "refund_word_given", "refund_word_over",
    ]  # fmt: skip
    await team.refused("refund-word-over", team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    assert len(team.market.asked) == 1


async def test_below_the_sum_and_without_the_rule_nobody_else_is_asked(team: Any) -> None:
    await team.rules("else: any of approvers\nrefund from 100.01 by 1 of buyers")
    assert (await asks(team, await ordered(team))).state is ErrandState.DONE
    await team.rules("else: any of approvers")
    assert (await asks(team, await ordered(team))).state is ErrandState.DONE
    assert len(team.market.asked) == 2
    assert await team.told("refund_word") == []


async def test_the_last_look_says_how_many_words_it_takes_and_whose(team: Any) -> None:
    await team.rules(f"else: any of approvers\n{RULE}")
    order_id = await ordered(team)
    view = await team.desk.refunds.begin(Act(ANNA), order_id, here=False)
    view = await team.desk.refunds.show(ANNA, order_id)
    assert view.word is not None
    assert (view.word.count, view.word.before, view.word_of) == (1, 0, ("Eva",))


@pytest.mark.parametrize("by", [ANNA, BORIS, CHEN, OWNER])
async def test_nobody_else_says_it_not_even_who_asks(team: Any, by: Person) -> None:
    order_id, errand = await waits(team)
    why = await team.refused("only-second-words", team.desk.refunds.agree(Act(by), order_id, errand.id))
    assert why["names"] == ("Eva",)
    await team.refused("stranger", team.desk.refunds.agree(Act(STRANGER), order_id, errand.id))
    assert await held(team, order_id) == errand
    assert team.market.asked == []


async def test_a_buyer_who_asks_needs_another_buyer(team: Any) -> None:
    await team.rules(f"else: any of approvers\n{RULE}")
    order_id = await ordered(team)
    await team.refused("refund-word-nobody", asks(team, order_id, EVA))
    await team.member(DARIA, B)
    errand = await asks(team, order_id, EVA)
    await team.refused("only-second-words", team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    await team.desk.refunds.agree(Act(DARIA), order_id, errand.id)
    assert len(team.market.asked) == 1


async def test_two_words_are_of_two_people_and_one_who_lost_the_role_has_not_said_it(team: Any) -> None:
    for person in (BORIS, DARIA):
        await team.member(person, R, A, B)
    order_id, errand = await waits(team, rule="refund from 100 by 2 of buyers")
    await team.desk.refunds.agree(Act(EVA), order_id, errand.id)
    await team.desk.refunds.agree(Act(EVA), order_id, errand.id)
    await team.member(EVA, R)
    await team.desk.refunds.agree(Act(BORIS), order_id, errand.id)
    assert team.market.asked == []
    await team.desk.refunds.agree(Act(DARIA), order_id, errand.id)
    assert len(team.market.asked) == 1


async def test_who_turns_it_down_gives_it_back_to_who_asked(team: Any) -> None:
    order_id, errand = await waits(team)
    await team.refused("only-second-words", team.desk.refunds.turn_down(Act(BORIS), order_id, errand.id))
    await team.desk.refunds.turn_down(Act(EVA), order_id, errand.id)
    assert await over(team) == [("turned-down", "Eva")]
    again = await draft(team, order_id)
    assert again is not None
    assert again.ask is not None
    assert errand.ask is not None
    assert again.ask.token != errand.ask.token, "what is sent later is another claim"
    assert with_token(again.ask, errand.ask.token) == errand.ask
    assert await held(team, order_id) is None
    await team.refused("refund-word-over", team.desk.refunds.agree(Act(EVA), order_id, errand.id))


async def test_who_asked_takes_it_back(team: Any) -> None:
    order_id, errand = await waits(team)
    await team.desk.refunds.turn_down(Act(ANNA), order_id, errand.id)
    assert await draft(team, order_id) is not None
    assert await over(team) == []


async def test_what_1688_lowers_meanwhile_is_not_what_was_agreed_to(team: Any) -> None:
    order_id, errand = await waits(team)
    team.market.limits = RefundLimits(Fen(60_00), Fen(0), Fen(60_00))
    why = await team.refused("refund-word-void", team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    assert why["how"] == "moved"
    assert team.market.asked == []
    again = await draft(team, order_id)
    assert again is not None
    assert again.ask is not None
    assert again.ask.goods == 60_00
    assert await over(team) == [("moved", "Eva")]


async def test_a_change_of_rules_or_of_roles_in_between_is_read(team: Any) -> None:
    order_id, errand = await waits(team)
    await team.rules("else: any of approvers\nrefund from 100 by 1 of approvers")
    await team.refused("only-second-words", team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    await team.rules("else: any of approvers")
    why = await team.refused("refund-word-void", team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    assert why["how"] == "rules"
    order_id, errand = await waits(team)
    await team.member(ANNA, A)
    why = await team.refused("refund-word-void", team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    assert why["how"] == "rights"
    assert await over(team) == [("rules", "Eva"), ("rights", "Eva")]
    assert team.market.asked == []


async def test_what_nobody_agrees_to_within_a_day_is_a_draft_again(team: Any) -> None:
    order_id, errand = await waits(team)
    team.clock.time += timedelta(hours=24) - timedelta(seconds=1)
    await team.desk.refunds.words.expire()
    assert await held(team, order_id) == errand
    team.clock.time += timedelta(seconds=1)
    await team.desk.refunds.words.expire()
    await team.desk.refunds.words.expire()
    assert await held(team, order_id) is None
    assert await draft(team, order_id) is not None
    assert await over(team) == [("expired", "")]


@pytest.mark.parametrize("who", [EVA, DARIA, None])
async def test_a_process_that_ends_after_the_last_word_has_sent_nothing_and_a_later_press_or_the_day_ends_it(
    team: Any, who: Person | None
) -> None:
    await team.member(DARIA, A, B)
    order_id, errand = await waits(team)
    stuck = asyncio.Event()

    async def look(_: str) -> Any:
        stuck.set()
        await asyncio.Event().wait()

    team.market.look = look
    agreeing = asyncio.ensure_future(team.desk.refunds.agree(Act(EVA), order_id, errand.id))
    await stuck.wait()
    agreeing.cancel()
    await asyncio.wait({agreeing})
    del team.market.look
    waiting = await held(team, order_id)
    assert waiting is not None
    assert (waiting.state, waiting.agreed, team.market.asked) == (ErrandState.WAITS, (EVA.id,), [])
    if who is not None:
        await team.desk.refunds.agree(Act(who), order_id, errand.id)
        assert [each for each, _ in team.market.asked] == [order_id]
        assert await held(team, order_id) is None
    team.clock.time += timedelta(hours=24)
    await team.desk.refunds.words.expire()
    assert [how for how, _ in await over(team)] == ["agreed" if who is not None else "expired"]
    assert await held(team, order_id) is None
    assert (await draft(team, order_id) is None) == (who is not None)
    assert len(team.market.asked) == int(who is not None)


async def test_a_pause_stops_it_and_it_goes_on_waiting(team: Any) -> None:
    order_id, errand = await waits(team)
    await team.desk.switch.pause(Act(OWNER), "stop")
    with pytest.raises(Refusal, match="paused"):
        await team.desk.refunds.agree(Act(EVA), order_id, errand.id)
    waiting = await held(team, order_id)
    assert waiting is not None
    assert waiting.state is ErrandState.WAITS
    assert team.market.asked == []


async def test_a_requester_asks_for_what_is_theirs_alone_and_nobody_else_does(team: Any) -> None:
    order_id = await ordered(team)
    for person in (BORIS, CHEN, OWNER):
        await team.refused("only-buyers-or-owner", team.desk.refunds.begin(Act(person), order_id, here=False))
    assert (await asks(team, order_id)).state is ErrandState.DONE
    assert (await asks(team, await ordered(team), EVA)).state is ErrandState.DONE
