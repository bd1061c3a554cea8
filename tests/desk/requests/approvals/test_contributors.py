"""Whoever asked for a list or added to it decides on nothing of it, and the rules judge it by all its people."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, EVA, GROUP, A, M, R
from tests.desk.requests.approvals.lists import LAMP, MUG, OWNERS, VASE, add, ask, asked, request


async def test_nobody_who_added_or_asked_decides_and_the_others_do(all_ask: Any) -> None:
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.refused("own-request", all_ask.approve(number, BORIS))
    await all_ask.refused("own-line", all_ask.approve(number, CHEN))
    await all_ask.refused("own-line", all_ask.decline(number, CHEN))
    await all_ask.refused("own-line", all_ask.desk.approvals.ask(Act(CHEN), number, "Why?"))
    await all_ask.refused("own-line", all_ask.desk.approvals.may_approve(CHEN, number))
    await all_ask.approve(number, DARIA)
    assert await all_ask.state(number) == "closed"


async def test_nobody_who_added_decides_for_somebody_away(all_ask: Any) -> None:
    await all_ask.rules("else: @Daria")
    await all_ask.delegate(DARIA, CHEN)
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.refused("own-line", all_ask.approve(number, CHEN))


async def test_the_database_itself_takes_no_vote_of_somebody_who_added_a_line(all_ask: Any) -> None:
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    found = await request(all_ask, number)
    for word in Word:
        with pytest.raises(IntegrityError, match="added a line"):
            async with all_ask.ledger.change() as uow:
                await uow.votes.cast(found, Vote(CHEN.id, word, await all_ask.shown(number), uow.now))


async def test_a_part_is_decided_by_nobody_who_added_a_line_to_the_whole(all_ask: Any) -> None:
    """Chen's line is the lamp's; the mug's price moves, and Chen must not agree to that either."""
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.approve(number, DARIA)
    all_ask.market.changes(own_prices={MUG: 20_00})
    await all_ask.desk.submit_worker.submit_due()
    async with all_ask.ledger.read() as uow:
        mug, lamp = (await uow.with_parts(await uow.purchase(number))).parts
    assert (mug.request.state, lamp.attempt.state) == (RequestState.PENDING, AttemptState.PLACED)
    await all_ask.refused("own-line", all_ask.approve(mug.request.id, CHEN))
    with pytest.raises(IntegrityError, match="added a line"):
        async with all_ask.ledger.change() as uow:
            await uow.votes.cast(mug.request, Vote(CHEN.id, Word.APPROVE, await all_ask.shown(mug.request.id), uow.now))
    await all_ask.approve(mug.request.id, DARIA)
    assert await all_ask.state(mug.request.id) == "approved"


async def test_a_line_of_two_people_is_of_neither_alone_after_it_is_split_too(all_ask: Any) -> None:
    """Anna and Chen both ask for mugs, Anna for lamps: she cancels no order with mugs of Chen's."""
    for who, offer in ((ANNA, MUG), (CHEN, MUG), (ANNA, LAMP)):
        await add(all_ask, who, offer)
    number = await ask(all_ask, BORIS)
    await all_ask.confirm(number, BORIS)
    await all_ask.approve(number, DARIA)
    await all_ask.desk.submit_worker.submit_due()
    async with all_ask.ledger.read() as uow:
        mug, lamp = (await uow.with_parts(await uow.purchase(number))).parts
    assert [{each.by for each in part.request.asked} for part in (mug, lamp)] == [{ANNA.id, CHEN.id}, {ANNA.id}]
    await all_ask.refused("only-buyers-or-owner", all_ask.desk.orders.may_cancel(ANNA, mug.orders[0].order_id))


async def test_what_an_approver_leaves_out_remembers_who_added_it(all_ask: Any) -> None:
    """The rest is one line of Chen's in a draft of Boris's: Chen decides on that no more than before."""
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.desk.approvals.approve(
        Act(DARIA, place=GROUP), number, await all_ask.shown(number), places=frozenset({0})
    )
    rest = number + 1
    found = await request(all_ask, rest)
    assert [(each.offer.offer_id, each.by) for each in found.asked] == [(LAMP, CHEN.id)]
    await all_ask.confirm(rest, BORIS)
    await all_ask.refused("own-line", all_ask.approve(rest, CHEN))
    await all_ask.approve(rest, DARIA)
    await all_ask.desk.submit_worker.submit_due()
    assert [(await all_ask.purchase(each)).attempt.state for each in (number, rest)] == [AttemptState.PLACED] * 2
    assert len(all_ask.market.sent) == 2


async def test_if_all_approvers_added_something_an_admin_decides(all_ask: Any) -> None:
    await all_ask.member(EVA, R, M)
    number = await asked(all_ask, BORIS, CHEN, DARIA)
    await all_ask.approve(number, EVA)
    assert await all_ask.state(number) == "closed"


async def test_if_nobody_is_left_to_decide_it_is_said_before_anybody_is_asked(all_ask: Any) -> None:
    for owner in OWNERS:
        await all_ask.member(owner, R, M)
    for each in (CHEN, DARIA, *OWNERS):
        await add(all_ask, each)
    number = await ask(all_ask, BORIS)
    await all_ask.refused("all-take-part", all_ask.confirm(number, BORIS))
    assert await all_ask.state(number) == "draft"


async def test_nobody_s_own_limit_buys_what_somebody_else_would_be_asked_about(all_ask: Any) -> None:
    await all_ask.rules("by @Anna to 800: auto\nelse: any of approvers")
    number = await asked(all_ask, ANNA, ANNA, CHEN)
    assert await all_ask.state(number) == "pending"
    await add(all_ask, ANNA, VASE)
    alone = await ask(all_ask, ANNA)
    await all_ask.confirm(alone, ANNA)
    assert await all_ask.state(alone) == "approved"


async def test_what_the_team_declined_to_one_of_them_is_never_automatic_for_another(all_ask: Any) -> None:
    await all_ask.rules("to 800: auto\nelse: any of approvers\ntogether 24h by requester")
    await all_ask.rules("else: any of approvers\ntogether 24h by requester")
    first = await asked(all_ask, ANNA, ANNA)
    await all_ask.decline(first, BORIS)
    await all_ask.rules("to 800: auto\nelse: any of approvers\ntogether 24h by requester")
    again = await asked(all_ask, BORIS, ANNA)
    assert await all_ask.state(again) == "pending"


async def test_what_one_of_them_asked_for_alone_counts_together_with_the_list(all_ask: Any) -> None:
    await all_ask.rules("to 80: auto\nelse: any of approvers\ntogether 24h by requester")
    await add(all_ask, CHEN, LAMP, 4)
    without = await ask(all_ask, BORIS)
    await all_ask.confirm(without, BORIS)
    assert await all_ask.state(without) == "approved"
    assert await all_ask.state(await all_ask.ask(ANNA, 4)) == "approved"
    all_ask.clock.on(hours=1)
    await add(all_ask, ANNA, VASE, 4)
    together = await ask(all_ask, DARIA)
    await all_ask.confirm(together, DARIA)
    assert await all_ask.state(together) == "pending"


async def test_new_rules_are_tried_on_a_list_as_it_was_with_who_added_to_it(all_ask: Any) -> None:
    await asked(all_ask, BORIS, ANNA, CHEN)
    tried = await all_ask.desk.policy.preview(OWNERS[0], all_ask.id, "by @Boris to 800: auto\nelse: any of approvers")
    (retold,) = tried.retold
    assert (retold.before.contributors, retold.after.contributors) == ({ANNA.id, CHEN.id},) * 2


async def test_the_budget_is_that_of_whoever_asks(all_ask: Any) -> None:
    await all_ask.rules("else: auto\nbudget each 50 stop")
    await add(all_ask, ANNA, MUG, 4)
    await add(all_ask, CHEN, LAMP, 4)
    number = await ask(all_ask, BORIS)
    await all_ask.refused("over-budget", all_ask.confirm(number, BORIS))


async def test_an_unpaid_order_is_cancelled_by_whoever_added_all_of_it_and_by_no_other_requester(all_ask: Any) -> None:
    """Boris asked for the whole and added nothing; the mug is Anna's, the lamp Chen's, each of its own seller."""
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.approve(number, DARIA)
    await all_ask.desk.submit_worker.submit_due()
    async with all_ask.ledger.read() as uow:
        mug, _ = (await uow.with_parts(await uow.purchase(number))).parts
    order_id = mug.orders[0].order_id
    await all_ask.desk.watch.look(order_id)
    for person in (BORIS, CHEN):
        why = await all_ask.refused("only-buyers-or-owner", all_ask.desk.orders.cancel(Act(person), order_id))
        assert why["names"] == ("Eva",)
    await all_ask.member(ANNA, A)
    await all_ask.refused("only-buyers-or-owner", all_ask.desk.orders.cancel(Act(ANNA), order_id))
    await all_ask.member(ANNA, R)
    await all_ask.desk.orders.cancel(Act(ANNA), order_id)
    async with all_ask.ledger.read() as uow:
        assert (await uow.orders.get(order_id)).state is OrderState.CANCELLED
