"""Several orders are paid together: what is ticked, read again, linked, left out, and how a run ends."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.money.pay_runs import PAGE, pay_run
from bot.desk.money import paying as p
from bot.desk.money.paying import Paying, PayView
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyBuyers
from bot.market.errors import NotAllowed, Unreachable
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, PayLink, PayWay, SharedLink
from bot.purchasing.orders.pay_run import NotInLink, PayRunState
from bot.purchasing.person import Person, Place
from storage.tables import AttemptRow, RemoteOrderRow, RequestRow
from tests.desk.conftest import ANNA, BORIS, Room
from tests.fakes.market import ORDER_ID, placed
from tests.shop import Shop
from tests.statements import Statements, counted

AsksForALink = Callable[[Any, PayWay], Awaitable[SharedLink]]
FIRST = int(ORDER_ID)
CHEN, DARIA, EMIL = (Person(number, name, "en", True) for number, name in ((3, "Chen"), (4, "Daria"), (5, "Emil")))
ALIPAY, CROSS, GROUP, PHONE = PayWay.ALIPAY, PayWay.CROSS, PayWay.GROUP, PayWay.PHONE


def number(nth: int) -> str:
    """1688's number of the order that was made so many after the first."""
    return str(FIRST + nth)


async def ordered(room: Any, count: int, after: int = 0) -> list[str]:
    """So many orders that are read back and may be paid, made `after` others."""
    for nth in range(after, after + count):
        await room.sent(placed(number(nth)))
    await room.desk.watch.look_due()
    room.market.calls.clear()
    room.market.linked.clear()
    return [number(nth) for nth in range(after, after + count)]


def at(room: Any, *ways: PayWay) -> Paying:
    """The desk of an account with these ways to pay."""
    return Paying(room.ledger, room.market, room.desk.people, ways)


async def all_ticked(desk: Paying, by: Any = ANNA) -> PayView:
    return await desk.tick(by, (await desk.open(by)).run.id, p.ALL)


def left_out(view: PayView) -> dict[str, str]:
    return {each.order_id: each.left_out for each in view.run.orders if each.left_out}


def told_runs(owed: list[tuple[str, int, dict[str, Any]]]) -> list[int]:
    return [chat for kind, chat, _ in owed if kind == "pay_run"]


async def pays(room: Any, *numbers: str) -> None:
    for each in numbers:
        room.market.moves(each, state=OrderState.PAID, word="waitsellersend", paid_at=room.clock.now())
    room.clock.on(seconds=1)
    await room.desk.order_list.round()
    await room.desk.watch.look_due()


async def test_what_is_ticked_stays_ticked_over_a_restart_and_a_second_press(two: Any) -> None:
    first, second, third = await ordered(two, 3)
    desk = at(two, ALIPAY)
    run = (await desk.open(ANNA)).run.id
    for _ in range(2):
        await desk.tick(ANNA, run, p.TICK, first)
    await desk.tick(ANNA, run, p.TICK, third)
    again = two.another_desk("second").paying
    view = await again.open(ANNA)
    assert (view.run.id, [each.order.order_id for each in view.ticked]) == (run, [first, third])
    for _ in range(2):
        view = await again.tick(ANNA, run, p.UNTICK, first)
    assert [each.order.order_id for each in view.ticked] == [third]
    assert (await again.tick(ANNA, run, p.NONE)).ticked == ()
    assert [each.order.order_id for each in (await again.tick(ANNA, run, p.ALL)).ticked] == [first, second, third]
    assert two.market.calls == []


async def test_purchases_that_are_named_are_ticked_and_nothing_else(two: Any) -> None:
    first, second, third = await ordered(two, 3)
    desk = at(two, ALIPAY)
    await all_ticked(desk)
    ours = {each.order.order_id: each.purchase.request.name for each in (await desk.open(ANNA)).orders}
    named = await desk.open(ANNA, numbers=[ours[third], first])
    assert [each.order.order_id for each in named.ticked] == [first, third]
    with pytest.raises(Refusal, match="unknown-request"):
        await desk.open(ANNA, numbers=["4711"])
    assert [each.order.order_id for each in (await desk.open(ANNA)).ticked] == [first, third]
    assert second in [each.order.order_id for each in (await desk.open(ANNA)).orders]


async def test_orders_are_ticked_by_seller_person_and_day(two: Any) -> None:
    [second] = await ordered(two, 1)
    two.market.moves(second, seller="other")
    await two.desk.watch.look(second)
    two.clock.on(hours=20)
    first, third = await ordered(two, 2, after=1)
    desk = at(two, ALIPAY)
    view = await desk.open(ANNA)
    assert [each.order.order_id for each in view.orders] == [second, first, third]

    async def ticked(what: str, which: str = "") -> list[str]:
        await desk.tick(ANNA, view.run.id, p.NONE)
        return [each.order.order_id for each in (await desk.tick(ANNA, view.run.id, what, which)).ticked]

    assert await ticked(p.TODAY) == [second]
    assert await ticked(p.SELLER, view.orders[0].seller_mark) == [second]
    assert await ticked(p.SELLER, view.orders[1].seller_mark) == [first, third]
    assert await ticked(p.PERSON, str(ANNA.id)) == [second, first, third]
    assert await ticked(p.PERSON, str(BORIS.id)) == []


async def test_one_link_pays_all_that_is_ticked_after_one_page_of_the_list(two: Any) -> None:
    numbers = await ordered(two, 3)
    desk = at(two, ALIPAY, CROSS)
    view = await all_ticked(desk)
    assert (view.links, view.most) == (1, 30)
    view = await desk.ask(ANNA, view.run.id)
    assert view.run.state is PayRunState.ASKED
    assert [link.url for link in view.run.links] == [f"https://trade.1688.com/{';'.join(numbers)}"]
    assert two.market.calls == ["orders_to_pay", "pay_link"]
    assert [(each.link, each.left_out) for each in view.run.orders] == [(1, "")] * 3


async def test_a_second_press_shows_the_same_links_and_asks_nothing(two: Any) -> None:
    await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await all_ticked(desk)).run.id
    first = await desk.ask(ANNA, run)
    two.market.calls.clear()
    assert (await desk.ask(ANNA, run)).run == first.run
    assert (await desk.tick(ANNA, run, p.NONE)).run == first.run
    assert two.market.calls == []


@pytest.mark.parametrize(("way", "links"), [(ALIPAY, [30, 5]), (GROUP, [20, 15]), (CROSS, [10, 10, 10, 5])])
async def test_more_orders_than_one_link_takes_get_more_links_said_before(
    two: Any, way: PayWay, links: list[int]
) -> None:
    await many(two, 35)
    desk = at(two, way, PHONE)
    view = await all_ticked(desk)
    assert (view.links, view.most) == (len(links), way.cap)
    view = await desk.ask(ANNA, view.run.id)
    assert [len(view.run.of_link(nth)) for nth in range(1, len(links) + 1)] == links
    assert [len(ids) for ids, _ in two.market.linked] == links


async def test_two_accounts_never_share_a_link(two: Any) -> None:
    numbers = await ordered(two, 4)
    for each, account in zip(numbers, ("b", "a", "b", "a"), strict=True):
        two.market.moves(each, account=account)
        await two.desk.watch.look(each)
    desk = at(two, ALIPAY)
    view = await all_ticked(desk)
    assert view.links == 2
    await desk.ask(ANNA, view.run.id)
    assert [set(ids) for ids, _ in two.market.linked] == [{numbers[1], numbers[3]}, {numbers[0], numbers[2]}]


async def test_a_way_that_the_account_has_not_is_followed_by_the_next(two: Any) -> None:
    await many(two, 12)
    two.market.refused_ways = {ALIPAY}
    desk = at(two, ALIPAY, CROSS, PHONE)
    view = await desk.ask(ANNA, (await all_ticked(desk)).run.id)
    assert [link.way for link in view.run.links] == [CROSS, CROSS]
    assert [way for _, way in two.market.linked] == [ALIPAY, CROSS, CROSS]


async def test_what_1688_leaves_out_is_asked_for_once_more_without_and_named(two: Any) -> None:
    first, second, third = await ordered(two, 3)
    two.market.unpayable = {second}
    desk = at(two, ALIPAY, CROSS)
    view = await desk.ask(ANNA, (await all_ticked(desk)).run.id)
    assert [ids for ids, _ in two.market.linked] == [(first, second, third), (first, third)]
    assert left_out(view) == {second: NotInLink.NAMED}
    assert [each.order_id for each in view.run.of_link(1)] == [first, third]
    assert (await two.desk.orders.pay(ANNA, first)).pay


async def test_a_link_that_1688_refuses_for_all_leaves_everything_ticked(two: Any) -> None:
    numbers = await ordered(two, 2)
    two.market.refused_ways = {ALIPAY, CROSS}
    desk = at(two, ALIPAY, CROSS)
    run = (await all_ticked(desk)).run.id
    view = await desk.ask(ANNA, run)
    assert (view.trouble, left_out(view)) == (p.NO_LINK, dict.fromkeys(numbers, NotInLink.NO_LINK))
    assert [link.reason for link in view.refused] == ["AppKey is not allowed"] * 2
    assert [each.order.order_id for each in (await desk.open(ANNA)).ticked] == numbers


@pytest.mark.parametrize("call", ["orders_to_pay", "pay_link"])
async def test_an_answer_that_never_comes_loses_nothing(two: Any, call: str) -> None:
    numbers = await ordered(two, 2)
    desk = at(two, ALIPAY, CROSS)
    run = (await all_ticked(desk)).run.id
    two.market.down[call] = Unreachable(call, "away")
    view = await desk.ask(ANNA, run)
    assert (view.trouble, view.run.state) == (p.UNANSWERED, PayRunState.CHOOSING)
    assert two.market.calls.count("pay_link") == (call == "pay_link")
    assert [each.order.order_id for each in (await desk.open(ANNA)).ticked] == numbers
    two.market.down.clear()
    assert (await desk.ask(ANNA, run)).run.state is PayRunState.ASKED


async def test_a_link_that_came_stays_if_the_next_is_never_answered(two: Any) -> None:
    await many(two, 12)
    asked: AsksForALink = two.market.pay_link

    async def once(ids: Any, way: PayWay) -> SharedLink:
        if two.market.linked:
            raise Unreachable("pay_link", "away")
        return await asked(ids, way)

    two.market.pay_link = once
    desk = at(two, CROSS)
    view = await desk.ask(ANNA, (await all_ticked(desk)).run.id)
    assert (view.run.state, len(view.run.links), len(view.run.linked)) == (PayRunState.ASKED, 1, 10)
    assert set(left_out(view).values()) == {NotInLink.UNANSWERED}
    two.market.pay_link = asked
    assert len((await desk.again(ANNA, view.run.id)).ticked) == 12


async def test_what_was_paid_or_closed_or_costs_another_sum_meanwhile_is_left_out_and_looked_at(two: Any) -> None:
    first, second, third, fourth = await ordered(two, 4)
    desk = at(two, ALIPAY)
    run = (await all_ticked(desk)).run.id
    two.market.moves(first, state=OrderState.PAID, word="waitsellersend", paid_at=two.clock.now())
    two.market.moves(second, total=Fen(40_00))
    view = await desk.ask(ANNA, run)
    assert left_out(view) == {first: NotInLink.UNLISTED, second: NotInLink.SUM}
    assert [ids for ids, _ in two.market.linked] == [(third, fourth)]
    async with two.ledger.read() as uow:
        assert set(await uow.orders.due(10)) == {first, second}


async def test_if_all_that_is_ticked_changed_it_is_not_said_that_1688_gives_no_link_which_was_not_asked(
    two: Any,
) -> None:
    first, second = await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await desk.open(ANNA)).run.id
    await desk.tick(ANNA, run, p.TICK, first)
    two.market.moves(first, total=Fen(40_00))
    view = await desk.ask(ANNA, run)
    assert (view.trouble, view.ticked, left_out(view)) == (p.MOVED, (), {first: NotInLink.SUM})
    card = pay_run(view, "en", two.clock.now())
    assert "Something changed just now" in card.text
    assert "#1 · another sum now, checking" in card.text
    assert "1688 gives no link" not in card.text
    assert "Chosen" not in card.text
    assert (two.market.linked, second in left_out(view)) == ([], False)


@pytest.mark.parametrize("turns", [False, True])
async def test_what_was_ticked_at_another_sum_is_paid_at_the_one_that_is_shown_since(two: Any, turns: bool) -> None:
    first, second = await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await all_ticked(desk)).run.id
    two.market.moves(first, total=Fen(40_00))
    await two.desk.watch.look(first)
    view = await (desk.tick(ANNA, run, PAGE) if turns else desk.open(ANNA))
    assert "¥\u00a082.00" in pay_run(view, "en", two.clock.now()).text
    view = await desk.ask(ANNA, run)
    assert (view.run.state, left_out(view)) == (PayRunState.ASKED, {})
    assert [(each.order_id, each.total) for each in view.run.linked] == [(first, 40_00), (second, 42_00)]


async def test_ticks_on_orders_that_the_watch_saw_paid_or_raised_are_named_with_what_they_are_now(two: Any) -> None:
    first, second, third = await ordered(two, 3)
    desk = at(two, ALIPAY)
    run = (await all_ticked(desk)).run.id
    two.market.moves(second, total=Fen(50_00))
    await pays(two, first)
    view = await desk.look(ANNA, run)
    assert [each.order.order_id for each in view.ticked] == [third]
    view = await desk.ask(ANNA, run)
    assert left_out(view) == {first: "state", second: "price"}
    assert view.named[first].order.state is OrderState.PAID


async def test_a_price_that_rises_while_1688_is_asked_gives_no_link(two: Any) -> None:
    first, second = await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await all_ticked(desk)).run.id
    asked: AsksForALink = two.market.pay_link

    async def meanwhile(ids: Any, way: PayWay) -> SharedLink:
        if len(ids) > 1:
            two.market.moves(second, total=Fen(50_00))
            await two.desk.watch.look(second)
        return await asked(ids, way)

    two.market.pay_link = meanwhile
    view = await desk.ask(ANNA, run)
    assert (view.trouble, view.run.state, view.run.links) == (p.MOVED, PayRunState.CHOOSING, ())
    assert [each.order.order_id for each in view.ticked] == [first]


async def test_nothing_that_may_not_be_paid_or_was_never_ordered_is_offered(two: Any) -> None:
    first, second = await ordered(two, 2)
    two.market.moves(second, total=Fen(50_00))
    await two.desk.watch.look(second)
    await two.drafted()
    assert [each.order.order_id for each in (await at(two, ALIPAY).open(ANNA)).orders] == [first]


async def test_a_second_buyer_sees_who_began_and_may_go_on(two: Any) -> None:
    await two.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    first, second = await ordered(two, 2)
    desk = at(two, ALIPAY)
    mine = await desk.ask(ANNA, (await all_ticked(desk)).run.id)
    run = (await desk.open(BORIS)).run.id
    view = await desk.tick(BORIS, run, p.TICK, second)
    assert [(each.name, each.order_id, each.asked_at) for each in view.beside_ticked] == [
        ("Anna", second, two.clock.now())
    ]
    two.market.calls.clear()
    warned = await desk.ask(BORIS, run)
    assert (warned.trouble, two.market.calls) == (p.BESIDE, [])
    assert (await desk.ask(BORIS, run, mine.run.id)).run.state is PayRunState.ASKED
    assert first not in {each.order_id for each in (await desk.card(run)).run.orders}


async def test_a_second_buyer_who_asks_at_the_same_moment_gets_no_link_unseen(two: Any) -> None:
    await two.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    await ordered(two, 2)
    desk = at(two, ALIPAY)
    mine, theirs = (await all_ticked(desk)).run.id, (await all_ticked(desk, BORIS)).run.id
    asked: AsksForALink = two.market.pay_link

    async def meanwhile(ids: Any, way: PayWay) -> SharedLink:
        two.market.pay_link = asked
        await desk.ask(ANNA, mine)
        return await asked(ids, way)

    two.market.pay_link = meanwhile
    view = await desk.ask(BORIS, theirs)
    assert (view.trouble, view.run.links) == (p.BESIDE, ())
    assert (await desk.card(mine)).run.state is PayRunState.ASKED


async def test_two_processes_that_are_asked_at_once_give_the_same_links(rooms: Any) -> None:
    one, other = rooms
    await one.started()
    await ordered(one, 2)
    run = (await all_ticked(at(one, ALIPAY))).run.id
    first, second = await asyncio.gather(at(one, ALIPAY).ask(ANNA, run), at(other, ALIPAY).ask(ANNA, run))
    assert first.run.links == second.run.links != ()
    assert (await at(one, ALIPAY).open(ANNA)).run.id != run


async def test_the_run_of_another_person_cannot_be_pressed(two: Any) -> None:
    await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await all_ticked(desk)).run.id
    for act in (
        desk.tick(BORIS, run, p.ALL),
        desk.ask(BORIS, run),
        desk.again(BORIS, run),
        desk.picture(BORIS, run, 1),
    ):
        with pytest.raises(Refusal) as refused:
            await act
        assert refused.value.reason is RefusalReason.PAY_RUN_OVER


async def test_the_first_change_ends_the_card_and_the_last_payment_says_so(two: Any) -> None:
    first, second, third = await ordered(two, 3)
    desk = at(two, ALIPAY)
    run = (await desk.ask(ANNA, (await all_ticked(desk)).run.id)).run
    await pays(two, first)
    assert (await desk.card(run.id)).run.state is PayRunState.ENDED
    assert told_runs(await two.owed()) == [ANNA.id]
    await pays(two, second)
    assert told_runs(await two.owed()) == [ANNA.id]
    await pays(two, third)
    assert told_runs(await two.owed()) == [ANNA.id] * 2


@pytest.mark.parametrize("total", [41_00, 50_00])
async def test_another_price_of_one_of_them_ends_the_card(two: Any, total: int) -> None:
    first, second = await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await desk.ask(ANNA, (await all_ticked(desk)).run.id)).run
    two.market.moves(second, total=Fen(total))
    await two.desk.watch.look(second)
    view = await desk.card(run.id)
    assert (view.run.state, view.named[second].order.total) == (PayRunState.ENDED, total)
    assert told_runs(await two.owed()) == [ANNA.id]
    ticked = [each.order.order_id for each in (await desk.again(ANNA, run.id)).ticked]
    assert ticked == ([first, second] if total < 42_00 else [first])


async def test_a_look_that_finds_nothing_new_leaves_the_card(two: Any) -> None:
    first, _ = await ordered(two, 2)
    desk = at(two, ALIPAY)
    run = (await desk.ask(ANNA, (await all_ticked(desk)).run.id)).run
    await two.desk.watch.look(first)
    assert (await desk.card(run.id)).run.state is PayRunState.ASKED
    assert told_runs(await two.owed()) == []


async def test_that_all_of_a_run_are_paid_is_one_message(two: Any) -> None:
    numbers = await ordered(two, 12)
    desk = at(two, ALIPAY)
    await desk.ask(ANNA, (await all_ticked(desk)).run.id)
    await pays(two, *numbers)
    [facts] = [facts for kind, _, facts in await two.owed() if "paid" in kind]
    assert (len(facts["told"]), facts["more"], facts["paid"]) == (10, 2, 12 * 42_00)
    async with two.ledger.read() as uow:
        assert await uow.outbox.paid_together(facts["run"]) == [], "nothing is waited for any more"


async def test_a_payment_alone_is_told_as_ever(two: Any) -> None:
    first, second = await ordered(two, 2)
    await pays(two, first, second)
    assert [kind for kind in await two.kinds() if "paid" in kind] == ["paid", "paid"]


async def test_the_picture_is_of_the_cashier_of_the_phone_if_there_is_one(two: Any) -> None:
    _, second = await ordered(two, 2)
    desk = at(two, ALIPAY, PHONE)
    run = (await desk.ask(ANNA, (await all_ticked(desk)).run.id)).run
    assert (await desk.picture(ANNA, run.id, 1))[1].way is PHONE
    two.market.refused_ways = {PHONE}
    assert (await desk.picture(ANNA, run.id, 1))[1] == run.links[0]
    two.market.refused_ways, two.market.unpayable = set(), {second}
    assert (await desk.picture(ANNA, run.id, 1))[1] == run.links[0], "the phone would pay less than the link"
    two.market.down["pay_link"] = NotAllowed("call", "ask")
    assert (await desk.picture(ANNA, run.id, 1))[1] == run.links[0]
    assert (await at(two, ALIPAY).picture(ANNA, run.id, 1))[1] == PayLink(ALIPAY, run.links[0].url)


async def test_three_hundred_orders_are_chosen_and_linked_by_few_statements_and_calls(two: Any) -> None:
    await many(two, 300)
    desk = at(two, ALIPAY)
    with counted(Statements()) as opening:
        view = await desk.open(ANNA)
    with counted(Statements()) as choosing:
        view = await desk.tick(ANNA, view.run.id, p.ALL)
    with counted(Statements()) as asking:
        view = await desk.ask(ANNA, view.run.id)
    counts = [len(each.every) for each in (opening, choosing, asking)]
    assert (len(view.run.linked), len(view.run.links)) == (300, 10)
    assert two.market.calls == ["orders_to_pay"] * 6 + ["pay_link"] * 10
    assert sum(counts) <= 40, (counts, asking.every)


async def many(room: Room, count: int) -> None:
    """So many orders as if each had been asked for and placed; made of one, since that is quicker."""
    await ordered(room, 1)
    async with room.ledger.change() as uow:
        from sqlmodel import select

        rows = [(await uow.session.exec(select(t))).one() for t in (RequestRow, AttemptRow, RemoteOrderRow)]
        request, attempt, order = ({c: getattr(row, c) for c in type(row).model_fields} for row in rows)
        for nth in range(1, count):
            ids = {"request_id": request["id"] + nth, "attempt_id": attempt["id"] + nth}
            uow.session.add(RequestRow(**request | {"id": ids["request_id"], "opened_by": None}))
            await uow.session.flush()
            made = {"id": ids["attempt_id"], "request_id": ids["request_id"], "out_order_id": f"{nth}"}
            uow.session.add(AttemptRow(**attempt | made))
            await uow.session.flush()
            uow.session.add(RemoteOrderRow(**order | ids | {"order_id": number(nth)}))
        await uow.session.flush()
    for nth in range(1, count):
        room.market.orders[number(nth)] = replace(room.market.orders[ORDER_ID], order_id=number(nth))


async def test_without_a_buyer_the_admins_pay_together_and_nobody_is_named_who_pays_for_another_team(
    two: Any,
) -> None:
    """Chen asks in both teams; only the first one has a buyer."""
    shop = Shop(two.ledger.database, two.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, EMIL)
    await shop.team(1, p3="requester", p4="buyer")
    await shop.team(2, p3="requester", p5="admin")
    await shop.order(21, "to_pay", 3, 2)
    desk = at(two, ALIPAY)

    async def named(*numbers: str) -> tuple[str, ...]:
        with pytest.raises(Refusal) as caught:
            await desk.open(CHEN, numbers=numbers)
        assert isinstance(caught.value.why, OnlyBuyers)
        return caught.value.why.names

    assert (await desk.open(EMIL)).run.person_id == EMIL.id, "an admin of a team without a buyer pays"
    assert await named() == await named("21") == ("Anna", "Boris", "Emil")
    with pytest.raises(Refusal):
        await desk.open(DARIA, numbers=["21"])
    await shop.order(11, "to_pay", 3, 1)
    assert await named() == (), "of two teams nobody is named"
    assert await named("11") == ("Daria",)
    assert await named("11", "21") == ()
