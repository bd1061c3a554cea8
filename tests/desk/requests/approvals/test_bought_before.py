"""What cards tell of earlier purchases: by own SKU, of whose team, and the card of a seller."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.blocks.html import plain
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.cards.requests.seller import seller_card
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage
from bot.market.errors import NotAllowed, Unreachable
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.own_sku import OwnSku, Source, by_code
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.asked_line import named_by
from bot.purchasing.requests.opening import OpenedBy
from tests.desk.requests.approvals.conftest import OFFER

ANNA, BORIS = Person(11, "Anna", "en"), Person(12, "Boris", "en")
STRANGER = Person(99, "Stranger", "en")
FIRST, SECOND = "600000000001", "600000000777"


async def by_cup(team: Any, source: str, *, buy: bool = False) -> int:
    """A draft of four cups, five pieces each, from this offer, and ordered if so; its number."""
    cup = OwnSku("CUP", "Cup", 5, Source(source))
    named, team.offers = [named_by(by_code(cup, 4))], team.offers + 1
    number, _ = await team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named, key=OpenedBy(team.offers, 0))
    if buy:
        await team.confirm(number)
        await team.desk.submit_worker.submit_due()
    return int(number)


async def last(team: Any, number: int) -> Any:
    step = await team.desk.drafting.step(number)
    request = step.purchase.request
    (line,) = request.snapshot.lines
    return step.past.last(line.offer_id, line.spec_id, request.codes_of(line))


async def test_the_last_price_of_a_code_is_told_although_it_is_bought_as_another_offer_now(team: Any) -> None:
    await team.rules("else: auto")
    await by_cup(team, FIRST, buy=True)
    bought_at = team.clock.now()
    team.clock.time += timedelta(days=2)
    found = await last(team, await by_cup(team, SECOND))
    assert (found.offer_id, found.price, found.pieces, found.at) == (FIRST, 10_00, 20, bought_at)
    assert await last(team, await team.draft()) is None, "nobody bought that offer, and no code names it"


async def test_a_team_sees_its_own_purchases_alone(team: Any) -> None:
    await team.rules("else: auto")
    await team.ask()
    await team.desk.submit_worker.submit_due()
    async with team.ledger.change() as uow:
        theirs = await uow.bought_before.past_of([str(team.offers)], [], team.id, ANNA.id)
        others = await uow.bought_before.past_of([str(team.offers)], [], team.id + 1, ANNA.id)
        alone = await uow.bought_before.past_of([str(team.offers)], [], None, ANNA.id)
        company = OFFER.seller.company
        counted = [await uow.bought_before.orders_with(company, each, ANNA.id) for each in (team.id, team.id + 1, None)]
    assert (len(theirs.goods), len(others.goods), len(alone.goods)) == (1, 0, 0)
    assert counted == [1, 0, 0]


async def test_what_the_order_shows_counts_and_not_what_was_agreed_to(team: Any) -> None:
    await team.rules("else: auto")
    number = await team.ask()
    await team.desk.submit_worker.submit_due()
    (order,) = (await team.purchase(number)).orders
    async with team.ledger.change() as uow:
        paid = await uow.orders.update(order, total=Fen(95_00), freight=Fen(5_00))
        (told,) = (await uow.purchase(number)).request.snapshot.lines
        line = OrderLine(told.offer_id, told.spec_id, told.quantity, Fen(100_00), entry_id="e", share=Fen(95_00))
        await uow.orders.put_lines(paid, [line])
    assert (await last(team, await team.draft(same=True))).price == 9_00


async def test_the_card_of_a_seller_stands_on_our_own_orders(team: Any) -> None:
    seller = replace(OFFER.seller, years=5, factory=True, refund_percent="1.2 %", on_time_percent="97.5")
    team.market.changes(offer_now=replace(OFFER, seller=seller))
    await team.rules("else: auto")
    await team.ask()
    await team.desk.submit_worker.submit_due()
    number = await team.draft(same=True)
    team.market.calls.clear()
    found = await team.desk.orders.seller(ANNA, number, 0)
    assert team.market.calls == [], "1688 is not asked"
    shown = plain(seller_card(found, "en", team.clock.now()).text).replace("\u00a0", " ")
    for said in (
        "Seller: 杭州某某服饰有限公司", "factory", "5 years", "refunds 1.2 %", "shipped on time 97.5 %",
        "1 order with us so far", "Last ¥ 10.00, 24 Nov, 10 pcs · now the same",
    ):  # fmt: skip
        assert said in shown
    with pytest.raises(Refusal, match="stranger"):
        await team.desk.orders.seller(STRANGER, number, 0)
    with pytest.raises(Refusal, match="not-yours"):
        await team.desk.orders.seller(BORIS, number, 0)


async def test_the_median_price_is_asked_once_a_day_and_left_out_if_it_is_not_granted(team: Any) -> None:
    number, market, details = await team.ask(), team.market, team.desk.orders.details
    market.median = Fen(9_80)
    assert [(await details(BORIS, str(number))).median for _ in range(2)] == [9_80, 9_80]
    assert market.calls.count("median_price") == 1
    team.clock.time += timedelta(days=1)
    market.down["median_price"] = NotAllowed("median", "no right")
    assert [(await details(BORIS, str(number))).median for _ in range(2)] == [None, None]
    assert market.calls.count("median_price") == 2
    team.clock.time += timedelta(days=1)
    market.down["median_price"] = Unreachable("median", "no answer")
    assert (await details(BORIS, str(number))).median is None
    del market.down["median_price"]
    assert (await details(BORIS, str(number))).median == 9_80
    shown = plain(order_details(await details(BORIS, str(number)), "en", team.clock.now()).text)
    assert "Median price of the last month: ¥\u00a09.80" in shown
    asked_once = await team.ask()
    await team.approve(asked_once)
    assert (await details(BORIS, str(asked_once))).median is None, "nobody decides by it any more"


async def test_order_again_keeps_lines_notes_codes_and_tags_and_asks_for_the_price_anew(team: Any) -> None:
    await team.rules("else: auto")
    cup, mug = OwnSku("CUP", "Cup", 5, Source(FIRST)), OwnSku("MUG", "Mug", 1, Source(SECOND))
    named = [
        named_by(by_code(cup, 4), note="blue lids", tag="Shop A"),
        named_by(by_code(mug, 2), note="gift boxes", tag="Shop B"),
    ]
    here = Place(ANNA.id)
    number, _ = await team.desk.opening.open(Act(ANNA, place=here), named, key=OpenedBy(1, 0), note="for all")
    await team.confirm(number)
    await team.desk.submit_worker.submit_due()
    team.market.changes(price=12_00)
    again = await team.desk.collecting.reorder(Act(ANNA, place=here), number, OpenedBy(2, 0))
    before, now = (await team.purchase(number)).request, (await team.purchase(again)).request
    assert [(each.choice, each.note, each.tag) for each in now.asked] == [
        (each.choice, each.note, each.tag) for each in before.asked
    ]
    assert (now.chosen.note, now.chosen.address_id) == ("for all", before.chosen.address_id)
    assert {each.unit_price for each in before.snapshot.lines} == {10_00}
    assert {each.unit_price for each in now.snapshot.lines} == {12_00}


CUP = OwnSku("CUP", "Cup", 1, Source(FIRST), Source(SECOND))


async def asked_and_dearer(team: Any, price: int = 13_00) -> int:
    """Ten cups, which Boris agrees to at ¥ 10.00 each, before the price goes beyond the tolerance; its number."""
    await team.rules("else: 1 of approvers\ntolerance 10% total 10%")
    opening = team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), [named_by(by_code(CUP, 10))], key=OpenedBy(7, 0))
    number, _ = await opening
    await team.confirm(number)
    await team.approve(number)
    team.market.changes(price=price)
    await team.desk.submit_worker.submit_due()
    return int(number)


def reserve_on(step: Any, chat: int) -> list[str]:
    view = request_card(step, "en", step.purchase.request.created_at, place=Place(chat))
    return [button.text for row in view.keyboard for button in row if "other source" in button.text]


@pytest.mark.threat("T55")
async def test_the_reserve_is_a_new_content_after_the_price_rose_beyond_what_was_agreed(team: Any) -> None:
    number = await asked_and_dearer(team)
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.APPROVAL
    assert [reserve_on(step, chat) for chat in (-1001, ANNA.id, BORIS.id)] == [["Take the other source"]] * 2 + [[]]
    team.market.changes(price=9_00)
    await team.refused("not-yours", team.desk.opening.take_other_source(Act(BORIS), number, 0))
    await team.desk.opening.take_other_source(Act(ANNA), number, 0)
    purchase = await team.purchase(number)
    assert (purchase.request.offer.offer_id, purchase.request.snapshot.total) == (SECOND, 95_00)
    assert (purchase.request.state, purchase.request.needs) == ("pending", None), "its requester must consent to it"
    assert "other_source" in await team.journal(number)
    assert (await team.desk.drafting.step(number)).stage is Stage.CONFIRM
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    await team.confirm(number)
    asked = await team.desk.drafting.step(number)
    assert (asked.stage, asked.tally.approved_by) == (Stage.APPROVAL, ())
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    (sent,) = team.market.sent
    assert SECOND in sent


async def test_a_reserve_that_cannot_be_bought_takes_nothing_from_the_approvers(team: Any) -> None:
    number = await asked_and_dearer(team)
    team.market.changes(offer_now=replace(OFFER, stock=3))
    await team.refused("reserve-unsold", team.desk.opening.take_other_source(Act(ANNA), number, 0))
    assert (await team.desk.drafting.step(number)).stage is Stage.APPROVAL


async def test_within_the_tolerance_or_before_any_approval_no_reserve_is_taken(team: Any) -> None:
    number = await asked_and_dearer(team, price=10_50)
    assert len(team.market.sent) == 1
    await team.refused("no-longer", team.desk.opening.take_other_source(Act(ANNA), number, 0))
    team.market.changes(price=10_00)
    opening = team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), [named_by(by_code(CUP, 10))], key=OpenedBy(8, 0))
    waiting, _ = await opening
    await team.confirm(waiting, seen=await team.seen(waiting))
    assert reserve_on(await team.desk.drafting.step(waiting), -1001) == []
    await team.refused("no-longer", team.desk.opening.take_other_source(Act(ANNA), waiting, 0))


async def test_a_draft_above_the_cap_or_the_budget_offers_the_reserve(team: Any) -> None:
    opening = team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), [named_by(by_code(CUP, 10))], key=OpenedBy(9, 0))
    number, _ = await opening
    for rules, offered in (
        ("else: any of approvers", []),
        ("else: any of approvers\ncap order 60", ["Take the other source"]),
        ("else: any of approvers\nbudget team 60 a month stop", ["Take the other source"]),
    ):
        await team.rules(rules)
        assert reserve_on(await team.desk.drafting.step(number), ANNA.id) == offered
    team.market.changes(price=5_00)
    await team.desk.opening.take_other_source(Act(ANNA), number, 0)
    step = await team.desk.drafting.step(number)
    assert (step.forbidden, step.purchase.request.offer.offer_id) == (None, SECOND)
