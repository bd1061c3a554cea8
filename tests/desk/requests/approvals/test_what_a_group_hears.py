"""Of an order on its way a group hears that it is asked for, to be paid and paid; the rest stands on its card."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from bot.desk.ledger.cards import CardMessage
from bot.purchasing.approval.team import Role
from bot.purchasing.money import Fen
from bot.purchasing.order_report import BUYER_CANCELS, OrderState, Parcel, RefundReport, RefundState
from bot.purchasing.person import Act
from storage.tables import OutboxRow
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, EVA, GROUP
from tests.desk.requests.approvals.test_baskets import agreed, parts
from tests.desk.requests.approvals.test_price_increase import BY_ONE, Ordered, ordered

PLAIN = ["asked", "placed", "paid"]


async def heard(team: Any, chat: int = GROUP.chat_id) -> list[str]:
    """What a chat hears, oldest first: the kinds of messages, and why its card was posted; edits are silent."""
    async with team.ledger.read() as uow:
        rows = (await uow.session.exec(select(OutboxRow).order_by(col(OutboxRow.id)))).all()
    told, cards = list[str](), 0
    for row in rows:
        if row.chat_id != chat or row.kind == "buttons" or row.error == "together":
            continue
        if row.kind == "card":
            cards += 1
            why = str(row.payload["anew"]) or ("asked" if cards == 1 and chat < 0 else "")
            told += [f"card {why}" if row.payload["anew"] else why] if why else []
        else:
            told.append(row.kind)
    return [each for each in told if each != "approved"]


async def asked_here(team: Any, rules: str = BY_ONE, total: int = 105_00) -> Ordered:
    """Asked for in the group, agreed to, to be paid."""
    return await ordered(team, rules, *([BORIS] if "auto" not in rules else []), place=GROUP, total=total)


async def paid(team: Any, there: Ordered, total: int = 105_00) -> None:
    await there.costs(total, state=OrderState.PAID, word="waitsellersend", paid_at=team.clock.now())


async def refund(team: Any, there: Ordered, how: RefundState, fen: int = 20_00, **otherwise: Any) -> None:
    """A refund of the order is in this state now."""
    back = Fen(fen if how is RefundState.DONE else 0)
    report = RefundReport("r1", how.value, how, Fen(fen), back)
    team.market.refund_list = (report,)
    await there.costs(int(there.report.total), refund=how, refunded=back, **otherwise)


async def test_a_rise_that_is_agreed_to_and_a_refund_add_one_message_to_the_three(team: Any) -> None:
    there = await asked_here(team)
    await there.costs(130_00)
    await team.approve(there.number, CHEN)
    await team.desk.watch.look_due()
    await paid(team, there, 130_00)
    await refund(team, there, RefundState.ASKED)
    await refund(team, there, RefundState.DONE)
    assert await heard(team) == ["asked", "placed", "card changed", "paid"]
    assert await heard(team, EVA.id) == [
        "placed", "price_changed", "placed", "paid", "refund_asked", "refund_done",
    ]  # fmt: skip
    assert await heard(team, ANNA.id) == ["refund_asked", "refund_done"]


async def test_an_order_on_its_way_without_trouble_is_three_messages(team: Any) -> None:
    there = await asked_here(team)
    await paid(team, there)
    parcels = (Parcel("l1", "7654", "ZTO", "send", signed=False),)

    async def shipped(_: str) -> tuple[Parcel, ...]:
        return parcels

    team.market.parcels = shipped
    for state in (OrderState.PART_SHIPPED, OrderState.SHIPPED, OrderState.RECEIVED, OrderState.FINISHED):
        await there.costs(105_00, state=state, word=state.value)
    assert await heard(team) == PLAIN
    assert await heard(team, ANNA.id) == ["part_shipped", "shipped", "received"]
    assert [each["bill_no"] for each in (await team.told("shipped", chat=ANNA.id))[0]["parcels"]] == ["7654"]
    assert await heard(team, EVA.id) == ["placed", "paid"]


async def test_the_parcels_of_two_sellers_are_one_message_to_who_asked(team: Any) -> None:
    number = await agreed(team, place=GROUP)
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    orders = [order.order_id for part in await parts(team, number) for order in part.orders]
    for state, word in ((OrderState.PAID, "waitsellersend"), (OrderState.SHIPPED, "waitbuyerreceive")):
        for order_id in orders:
            team.market.moves(order_id, state=state, word=word, paid_at=team.clock.now())
            await team.desk.watch.look(order_id)
        team.clock.on(minutes=2)
    assert await heard(team) == ["asked", "placed_together", "paid_together"]
    assert await heard(team, ANNA.id) == ["shipped_together"]


async def test_who_asked_hears_that_it_is_over_if_its_receipt_was_never_told(team: Any) -> None:
    there = await asked_here(team)
    await paid(team, there)
    await there.costs(105_00, state=OrderState.FINISHED, word="success")
    assert await heard(team, ANNA.id) == ["finished"]


async def test_a_rise_within_tolerance_is_an_edit_that_buyers_and_who_asked_hear(team: Any) -> None:
    there = await asked_here(team)
    await there.costs(110_00)
    await paid(team, there, 110_00)
    assert await heard(team) == PLAIN
    assert await heard(team, EVA.id) == ["placed", "price_changed", "paid"]
    assert await heard(team, ANNA.id) == ["price_changed"]


async def test_a_sum_that_its_requester_must_agree_to_alone_is_one_message(team: Any) -> None:
    there = await asked_here(team, "else: auto")
    await there.costs(400_00)
    await team.confirm(there.number)
    await team.desk.watch.look_due()
    await paid(team, there, 400_00)
    assert await heard(team) == ["asked", "placed", "price_changed", "paid"]
    assert await heard(team, ANNA.id) == ["price_changed"]
    assert (await team.told("price_changed", chat=ANNA.id))[0]["hash"]


async def test_a_group_whose_buyers_nothing_reaches_hears_the_new_sum_itself(team: Any) -> None:
    await unreachable(team, EVA)
    there = await asked_here(team)
    await there.costs(130_00)
    await team.approve(there.number, CHEN)
    await team.desk.watch.look_due()
    assert await heard(team) == ["asked", "placed", "card changed", "placed"]
    assert [each["total"] for each in await team.told("placed")] == [105_00, 130_00]


async def test_a_sum_that_was_agreed_to_before_anybody_was_asked_to_pay_is_told_as_to_be_paid(team: Any) -> None:
    there = await asked_here(team, total=130_00)
    assert await heard(team) == ["asked", "card changed"]
    await team.approve(there.number, CHEN)
    await team.desk.watch.look_due()
    assert await heard(team) == ["asked", "card changed", "placed"]


@pytest.mark.parametrize("reason", ["sellerGoodsLack", "BUYER_NO_PAY"])
async def test_what_the_seller_closed_or_what_lapsed_is_one_message(team: Any, reason: str) -> None:
    there = await asked_here(team)
    await there.costs(105_00, state=OrderState.CANCELLED, word="cancel", close_reason=reason)
    assert await heard(team) == ["asked", "placed", "cancelled"]
    assert await heard(team, ANNA.id) == ["cancelled"]


async def test_what_a_member_closed_before_it_was_paid_is_an_edit(team: Any) -> None:
    there = await asked_here(team)

    async def cancel(order_id: str, reason: str) -> None:
        there.report = replace(there.report, state=OrderState.CANCELLED, word="cancel", close_reason=BUYER_CANCELS)

    team.market.cancel = cancel
    await team.desk.orders.cancel(Act(EVA), there.report.order_id)
    assert await heard(team) == ["asked", "placed"]
    [told] = await team.told("cancelled", chat=ANNA.id)
    assert told["by"] == "Eva"


async def test_a_refund_that_ends_without_money_and_a_paid_order_that_is_closed_are_one_message_each(team: Any) -> None:
    there = await asked_here(team)
    await paid(team, there)
    await refund(team, there, RefundState.ASKED)
    await refund(team, there, RefundState.CLOSED)
    await there.costs(105_00, state=OrderState.CANCELLED, word="cancel")
    assert await heard(team) == [*PLAIN, "refund_closed", "cancelled"]
    assert await heard(team, ANNA.id) == ["refund_asked", "refund_closed", "cancelled"]


async def test_a_new_price_after_payment_is_an_edit_that_buyers_and_who_asked_hear_with_both_sums(team: Any) -> None:
    there = await asked_here(team)
    await paid(team, there)
    await there.costs(112_00)
    await there.costs(109_00, state=OrderState.SHIPPED, word="waitbuyerreceive")
    await refund(team, there, RefundState.DONE, 20_00)
    await there.costs(89_00)
    assert await heard(team) == PLAIN
    assert await heard(team, ANNA.id) == ["repriced", "repriced", "shipped", "refund_done"]
    for chat in (ANNA.id, EVA.id):
        told = await team.told("repriced", chat=chat)
        assert [each["fields"]["total"] for each in told] == [[105_00, 112_00], [112_00, 109_00]]
    assert [each for each in await team.journal(there.number) if each == "repriced"] == ["repriced"] * 2


async def test_a_payment_above_what_was_agreed_to_is_told_by_the_payment_alone(team: Any) -> None:
    there = await asked_here(team)
    await paid(team, there, 300_00)
    await there.costs(300_00)
    assert await heard(team) == PLAIN
    assert [each["agreed"] for each in await team.told("paid", chat=EVA.id)] == [105_00]
    assert await team.told("repriced") == []


async def test_an_order_that_is_closed_after_its_payment_tells_what_was_paid_and_what_comes_back(team: Any) -> None:
    there = await asked_here(team)
    await paid(team, there)
    await refund(team, there, RefundState.ASKED, 105_00, state=OrderState.CANCELLED, word="cancel")
    for chat in (ANNA.id, EVA.id, GROUP.chat_id):
        [told] = await team.told("cancelled", chat=chat)
        assert (told["was_paid"], told["total"]) == (True, 105_00)
        assert told["refunds"] == [{"state": "asked", "amount": 105_00, "count": 1}]


async def test_a_requester_who_buys_hears_each_thing_once_as_its_payer(team: Any) -> None:
    await team.member(ANNA, Role.REQUESTER, Role.BUYER)
    there = await asked_here(team)
    await there.costs(110_00)
    await paid(team, there, 110_00)
    await refund(team, there, RefundState.DONE)
    assert await heard(team, ANNA.id) == await heard(team, EVA.id) == ["placed", "price_changed", "paid", "refund_done"]


async def test_who_asked_in_private_hears_nothing_twice(team: Any) -> None:
    there = await ordered(team, BY_ONE, BORIS)
    async with team.ledger.change() as uow:
        await uow.cards.put(CardMessage(there.number, GROUP.chat_id, 7, False, ""))
    await there.costs(110_00)
    await paid(team, there, 110_00)
    await refund(team, there, RefundState.DONE)
    assert await heard(team, ANNA.id) == ["placed", "price_changed", "paid", "refund_done"]
    assert await heard(team) == ["asked"]


@pytest.mark.parametrize("gone", ["unreachable", "removed"])
async def test_who_cannot_be_reached_or_is_no_member_any_more_hears_nothing(team: Any, gone: str) -> None:
    there = await asked_here(team)
    if gone == "removed":
        await team.member(ANNA, active=False)
    else:
        await unreachable(team, ANNA)
    await paid(team, there)
    await there.costs(105_00, state=OrderState.SHIPPED, word="waitbuyerreceive")
    assert await heard(team, ANNA.id) == []


async def unreachable(team: Any, person: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.people.set_reachable(person.id, False)
