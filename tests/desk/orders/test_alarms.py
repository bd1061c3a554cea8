"""What is stuck is told once, to whoever can act, and only by what 1688 told: each alarm, and many at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.facts import PAUSE, QUARANTINE, PauseFact, Quarantine
from bot.desk.shared.errands import claim_errand
from bot.desk.shared.refusal import Refusal
from bot.market.errors import Unreachable
from bot.purchasing.approval.team import Role
from bot.purchasing.arrivals import ArrivalKind, CloseReason, Tally
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.notices.purchases import AlarmNotice
from bot.purchasing.order_report import OrderState, Parcel, RefundReport, RefundState, TraceStep
from bot.purchasing.person import Act, Place
from tests.desk.conftest import ANNA, OFFER
from tests.desk.requests.approvals import conftest as approvals
from tests.fakes.market import ORDER_ID, placed

S = OrderState
DAY = timedelta(days=1)
ALARMS = ("alarm", "alarms", "not_shipped")

database, clock, market, team = approvals.database, approvals.clock, approvals.market, approvals.team


async def rounds(desk: Any) -> None:
    """1688 is asked what is new, and what is stuck is told."""
    await desk.rounds.changes.run()
    await desk.watch.look_due()
    await desk.parcels.look_due()
    await desk.rounds.alarms.run()


async def after(room: Any, days: float) -> list[dict[str, Any]]:
    """What was told of it so many days later, by rounds each hour of a day in between."""
    before = len(await told(room))
    for _ in range(int(days * 24 / 8)):
        room.clock.on(hours=8)
        await rounds(room.desk)
    return (await told(room))[before:]


async def told(room: Any) -> list[dict[str, Any]]:
    return [{"kind": kind, "chat": chat, **facts} for kind, chat, facts in await room.owed() if kind in ALARMS]


async def moved(room: Any, state: OrderState, word: str, **values: Any) -> None:
    room.market.moves(ORDER_ID, state=state, word=word, paid_at=room.clock.now(), **values)
    async with room.ledger.change() as uow:
        await uow.orders.hasten([ORDER_ID])
    await room.desk.watch.look_due()


@pytest.fixture
async def paid(room: Any) -> Any:
    """A room that tells what is stuck since before its only order was paid, on a Tuesday at noon in Beijing."""
    await rounds(room.desk)
    await room.sent(placed())
    await room.desk.watch.look_due()
    await moved(room, S.PAID, "waitsellersend")
    return room


def ships(room: Any, *steps: TraceStep, **parcel: Any) -> None:
    """From now on 1688 shows this parcel with these steps."""
    sent = Parcel("LP1", "YT1", "YTO", "TRANSPORT", signed=False, sent_at=room.clock.now())

    async def parcels(_: str) -> tuple[Parcel, ...]:
        return (replace(sent, **parcel),)

    async def trace(_: str, __: str) -> tuple[TraceStep, ...]:
        return steps

    room.market.parcels, room.market.trace = parcels, trace


async def test_what_is_paid_and_not_shipped_is_told_once_and_again_when_it_is_twice_as_long(paid: Any) -> None:
    assert await after(paid, 3) == []
    [first] = await after(paid, 1)
    assert (first["kind"], first["alarm"], first["days"], first["chat"]) == ("alarm", "not_shipped", 4, ANNA.id)
    assert await after(paid, 3) == []
    [again] = await after(paid, 1)
    assert (again["alarm"], again["days"]) == ("not_shipped", 8)


async def test_what_is_shipped_is_told_no_more(paid: Any) -> None:
    await moved(paid, S.FINISHED, "success")
    assert await after(paid, 9) == []


async def test_an_order_on_account_that_nobody_ships_is_told_though_no_money_came(room: Any) -> None:
    await rounds(room.desk)
    await room.sent(placed())
    room.market.moves(ORDER_ID, state=S.PAID, word="waitsellersend", paid_at=None)
    await room.desk.watch.look_due()
    assert [each["alarm"] for each in await after(room, 5)] == ["not_shipped"]


async def test_what_is_later_than_promised_is_told_as_soon_as_it_is(room: Any) -> None:
    room.market.offer_now = replace(OFFER, ship_within="24 h")
    await rounds(room.desk)
    await room.sent(placed())
    await room.desk.watch.look_due()
    await moved(room, S.PAID, "waitsellersend")
    assert await after(room, 1) == []
    [late] = await after(room, 1)
    assert (late["alarm"], late["days"]) == ("late", 0)
    assert [each["days"] for each in await after(room, 9)] == [4, 8]


async def test_a_parcel_that_no_carrier_has_is_told_with_its_number(paid: Any) -> None:
    ships(paid)
    await moved(paid, S.SHIPPED, "waitbuyerreceive")
    assert await after(paid, 2) == []
    [unscanned] = await after(paid, 1)
    assert (unscanned["alarm"], unscanned["parcel"]) == ("no_scan", {"company": "YTO", "bill_no": "YT1"})
    assert await after(paid, 2) == []


async def test_a_parcel_of_which_1688_does_not_say_when_it_left_counts_from_when_it_was_seen(paid: Any) -> None:
    ships(paid, sent_at=None)
    paid.clock.on(days=2)
    await moved(paid, S.SHIPPED, "waitbuyerreceive")
    [parcel] = (await paid.purchase(1)).orders[0].parcels
    assert parcel.sent_at == paid.clock.now()
    assert [each["days"] for each in await after(paid, 4)] == [3]


async def test_a_trace_that_stands_still_is_told_and_a_new_step_begins_a_new_case(paid: Any) -> None:
    step = TraceStep(paid.clock.now(), "快件离开【杭州】")
    ships(paid, step)
    await moved(paid, S.SHIPPED, "waitbuyerreceive")
    assert [(each["alarm"], each["days"]) for each in await after(paid, 6)] == [("frozen", 5)]
    ships(paid, step, TraceStep(paid.clock.now(), "快件到达【上海】"))
    assert [(each["alarm"], each["days"]) for each in await after(paid, 6)] == [("frozen", 5)]


async def test_while_its_trace_is_not_answered_nothing_is_concluded(paid: Any) -> None:
    ships(paid)
    await moved(paid, S.SHIPPED, "waitbuyerreceive")
    await rounds(paid.desk)

    async def away(_: str, __: str) -> Any:
        raise Unreachable("trace", "away")

    paid.market.trace = away
    assert await after(paid, 9) == []


async def test_while_money_is_on_its_way_back_nothing_is_told(paid: Any) -> None:
    await moved(paid, S.PAID, "waitsellersend", refund=RefundState.ASKED)
    assert await after(paid, 9) == []


async def test_a_bot_that_was_off_for_a_week_tells_each_case_once_and_only_what_it_read_since(paid: Any) -> None:
    assert [each["days"] for each in await after(paid, 4)] == [4]
    paid.clock.on(days=7)
    later = paid.another_desk("second")
    for _ in range(3):
        await later.rounds.alarms.run()
    assert len(await told(paid)) == 1, "nothing is known of this week"
    for _ in range(3):
        await rounds(later)
        paid.clock.on(hours=1)
    assert [each["days"] for each in await told(paid)] == [4, 11]


async def test_what_was_shipped_while_the_bot_was_off_is_not_told(paid: Any) -> None:
    paid.clock.on(days=7)
    paid.market.moves(ORDER_ID, state=S.FINISHED, word="success")
    later = paid.another_desk("second")
    await later.rounds.alarms.run()
    await rounds(later)
    assert await told(paid) == []


async def test_in_quarantine_nothing_is_told_and_afterwards_what_is_stuck(paid: Any) -> None:
    async with paid.ledger.change() as uow:
        await uow.facts.put(QUARANTINE, Quarantine("restored", paid.clock.now(), paid.clock.now()))
    assert await after(paid, 6) == []
    async with paid.ledger.change() as uow:
        await uow.facts.end(QUARANTINE)
    assert [each["days"] for each in await after(paid, 1)] == [6]


async def test_five_hundred_at_once_are_one_message_with_the_worst_of_them(room: Any) -> None:
    await rounds(room.desk)
    await many(room, 500)
    [message] = await after(room, 5)
    assert (message["kind"], message["counts"], len(message["worst"])) == ("alarms", {"not_shipped": 500}, 10)
    assert await after(room, 2) == [], "each was told by it"


async def test_three_at_once_are_a_message_each(room: Any) -> None:
    await rounds(room.desk)
    await many(room, 3)
    assert [each["kind"] for each in await after(room, 5)] == ["alarm"] * 3


async def test_what_was_stuck_before_the_update_is_one_list_and_later_cases_are_messages(room: Any) -> None:
    await many(room, 1)
    room.clock.on(days=6)
    await rounds(room.desk)
    [message] = await told(room)
    assert (message["kind"], message["counts"]) == ("alarms", {"not_shipped": 1})
    [worse] = await after(room, 2)
    assert worse["kind"] == "alarms", "it is older than the update, and got worse"
    await many(room, 1, first=50)
    assert [each["kind"] for each in await after(room, 4)] == ["alarm"]


async def test_what_was_warned_of_before_the_update_is_not_told_again(room: Any) -> None:
    await many(room, 1)
    room.clock.on(days=5)
    async with room.ledger.change() as uow:
        for order in await uow.orders.awaiting_goods():
            await uow.orders.warned(order.order_id, "unshipped")
    await rounds(room.desk)
    assert await told(room) == []
    assert [each["counts"] for each in await after(room, 4)] == [{"not_shipped": 1}], "until it is worse"


async def test_each_reader_hears_it_after_the_days_of_their_choice(paid: Any) -> None:
    await paid.desk.notify.choose(Act(ANNA), "ship", "2")
    assert [each["days"] for each in await after(paid, 4)] == [2, 4]


async def many(room: Any, count: int, first: int = 0) -> None:
    """So many purchases that are paid for now, each an order of its own."""
    now = room.clock.now()
    request = await room.drafted()
    async with room.ledger.change() as uow:
        template = await uow.requests.get(request)
    for number in range(first + 1000, first + 1000 + count):
        await insert(room, number, template.id, now)


async def insert(room: Any, number: int, like: int, now: Any) -> None:
    """A copy of a request, placed and paid for."""
    from sqlmodel import select

    from storage.tables import AttemptRow, RemoteOrderRow, RequestRow

    async with room.ledger.change() as uow:
        row = (await uow.session.exec(select(RequestRow).where(RequestRow.id == like))).one()
        values = row.model_dump() | {"id": number, "state": "closed", "opened_by": None}
        uow.session.add(RequestRow(**values))
        await uow.session.flush()
        uow.session.add(AttemptRow(
            id=number, request_id=number, state="placed", gateway="cross", out_order_id=f"C{number}", body="{}",
            body_sha256="x", submitted_at=now, created_at=now,
        ))  # fmt: skip
        await uow.session.flush()
        uow.session.add(RemoteOrderRow(
            order_id=str(number), attempt_id=number, request_id=number, state="paid", checked="agreed", total_fen=4200,
            placed_at=now, paid_at=now, looked_at=now,
        ))  # fmt: skip


async def ordered(team: Any, place: Place | None = None) -> str:
    """What Anna asked for, paid for now; the number of its order."""
    await rounds(team.desk)
    number = await team.ask(place=place)
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    [order] = (await team.purchase(number)).orders
    team.market.moves(order.order_id, state=S.PAID, word="waitsellersend", paid_at=team.clock.now())
    return str(order.order_id)


async def heard(team: Any, days: int, kind: str = "alarm") -> set[int]:
    """The chats that hear so many days later that something is stuck."""
    for _ in range(days * 3):
        team.clock.on(hours=8)
        await rounds(team.desk)
    async with team.ledger.change() as uow:
        rows = (await uow.session.exec(approvals._outbox(kind))).all()
    return {row.chat_id for row in rows}


async def test_buyers_hear_it_in_private_and_who_asked_in_private_too(team: Any) -> None:
    await ordered(team)
    assert await heard(team, 5) == {approvals.EVA.id, approvals.ANNA.id}


async def test_of_what_was_asked_for_in_the_group_the_buyers_hear_alone(team: Any) -> None:
    await ordered(team, approvals.GROUP)
    assert await heard(team, 5) == {approvals.EVA.id}


async def test_if_no_buyer_can_be_reached_the_group_hears_it(team: Any) -> None:
    await ordered(team, approvals.GROUP)
    await team.desk.people.reachable(approvals.EVA.id, False)
    assert await heard(team, 5) == {approvals.GROUP.chat_id}


async def test_who_asked_in_the_group_hears_in_private_that_it_is_late(team: Any) -> None:
    team.market.offer_now = replace(approvals.OFFER, ship_within="24 h")
    await ordered(team, approvals.GROUP)
    assert await heard(team, 3) == {approvals.EVA.id, approvals.ANNA.id}


async def test_who_asked_and_left_the_team_hears_nothing_in_private(team: Any) -> None:
    team.market.offer_now = replace(approvals.OFFER, ship_within="24 h")
    await ordered(team, approvals.GROUP)
    await team.member(approvals.ANNA, Role.REQUESTER, active=False)
    assert await heard(team, 3) == {approvals.EVA.id}


async def test_a_team_and_its_buyers_each_have_their_own_days(team: Any) -> None:
    await ordered(team)
    await team.member(approvals.DARIA, Role.BUYER)
    await team.desk.notify.choose_for_team(Act(approvals.OWNER), team.id, "ship", "2")
    await team.desk.notify.choose(Act(approvals.EVA), "ship", "6")
    assert await heard(team, 3) == {approvals.DARIA.id, approvals.ANNA.id}
    assert await heard(team, 3) == {approvals.DARIA.id, approvals.ANNA.id, approvals.EVA.id}
    notices = [AlarmNotice.kind] * 5
    async with team.ledger.change() as uow:
        rows = (await uow.session.exec(approvals._outbox("alarm"))).all()
    told = sorted((row.chat_id, row.payload["days"]) for row in rows)
    assert told == [
        (approvals.ANNA.id, 2), (approvals.ANNA.id, 4), (approvals.DARIA.id, 2), (approvals.DARIA.id, 4),
        (approvals.EVA.id, 6),
    ]  # fmt: skip
    assert [row.kind for row in rows] == notices


async def arrived(team: Any, place: Place | None = None, parcels: int = 1) -> str:
    """What Anna asked for, signed for now in so many parcels; the number of its order."""
    order_id = await ordered(team, place)
    names = [f"{order_id[-4:]}-{n}" for n in range(1, parcels + 1)]
    team.market.parcels_of[order_id] = tuple(Parcel(each, f"YT{each}", "圆通", "SIGN", signed=True) for each in names)
    team.market.moves(order_id, state=S.SHIPPED, word="waitbuyerreceive", paid_at=team.clock.now())
    await team.desk.watch.look(order_id)
    return order_id


async def test_receivers_and_who_asked_hear_what_is_signed_for_and_not_counted_once_the_team_counts(team: Any) -> None:
    await team.member(approvals.DARIA, Role.RECEIVER)
    await arrived(team)
    assert await heard(team, 3) == set(), "a team that never counted is told nothing"
    first = await arrived(team)
    await team.desk.counting.all_there(Act(approvals.ANNA), first, "k1", seen=0)
    await arrived(team)
    assert await heard(team, 1) == set()
    assert await heard(team, 1) == {approvals.DARIA.id, approvals.ANNA.id}
    rows = await team.told("alarm")
    assert {each["alarm"] for each in rows} == {"not_counted"}


async def test_buyers_hear_it_if_no_receiver_can_be_reached(team: Any) -> None:
    first = await arrived(team)
    await team.desk.counting.all_there(Act(approvals.ANNA), first, "k1", seen=0)
    await arrived(team, approvals.GROUP)
    assert await heard(team, 2) == {approvals.EVA.id, approvals.ANNA.id}


async def test_who_asked_and_the_buyers_hear_that_it_came_short_until_somebody_closes_it(team: Any) -> None:
    order_id = await arrived(team)
    view = await team.desk.counting.show(approvals.ANNA, order_id)
    lines = {view.order.lines[0].entry_id: Tally(good=7)}
    view = await team.desk.counting.count(Act(approvals.ANNA), order_id, lines, "k1", seen=0)
    assert await heard(team, 2) == {approvals.EVA.id, approvals.ANNA.id}
    assert [each["alarm"] for each in await team.told("alarm")] == ["short"] * 2
    await team.desk.counting.close(Act(approvals.EVA), order_id, [], CloseReason.NOT_SENT, "k2", seen=view.seen)
    await heard(team, 4)
    assert len(await team.told("alarm")) == 2


async def test_who_left_the_team_meanwhile_counts_nothing(team: Any) -> None:
    order_id = await arrived(team)
    line = (await team.desk.counting.show(approvals.ANNA, order_id)).order.lines[0].entry_id
    await team.desk.counting.step(Act(approvals.ANNA), order_id, line, ArrivalKind.GOOD, add=3)
    await team.member(approvals.ANNA, Role.REQUESTER, active=False)
    with pytest.raises(Refusal, match="not-a-member"):
        await team.desk.counting.count(Act(approvals.ANNA), order_id, None, "k1", seen=0)
    with pytest.raises(Refusal, match="stranger"):
        await team.desk.counting.show(approvals.STRANGER, order_id)
    assert (await team.desk.counting.show(approvals.EVA, order_id)).acts == ()


async def test_only_who_asks_or_buys_closes_and_others_take_back_their_own_count_alone(team: Any) -> None:
    await team.member(approvals.DARIA, Role.RECEIVER)
    order_id = await arrived(team)
    view = await team.desk.counting.all_there(Act(approvals.EVA), order_id, "k1", seen=0)
    event = view.order.arrivals[0].id
    with pytest.raises(Refusal, match="others-count"):
        await team.desk.counting.take_back(Act(approvals.DARIA), order_id, event)
    view = await team.desk.counting.take_back(Act(approvals.ANNA), order_id, event)
    assert view.order.count.open == 10, "who asked for it may"
    with pytest.raises(Refusal, match="only-"):
        await team.desk.counting.close(Act(approvals.DARIA), order_id, [], CloseReason.LOST, "k2", seen=view.seen)


WAITS = {"word": "waitbuyersend", "address": "浙江省 义乌市"}


async def refund_waits(room: Any, ends: timedelta, **values: Any) -> RefundReport:
    """A refund of the order waits for us until so long from now."""
    facts: dict[str, Any] = {**WAITS, "ends_at": room.clock.now() + ends, "ends_how": "CRM_APPLY_TIMEOUT_CLOSE"}
    refund = RefundReport("TQ1", state=RefundState.ASKED, amount=Fen(500), paid=Fen(0), **(facts | values))
    room.market.refund_list = (refund,)
    room.market.moves(ORDER_ID, refund=RefundState.ASKED)
    async with room.ledger.change() as uow:
        await uow.orders.hasten([ORDER_ID])
    await rounds(room.desk)
    return refund


async def warned(room: Any) -> list[dict[str, Any]]:
    return [facts | {"chat": chat} for kind, chat, facts in await room.owed() if kind == "refund_waits"]


async def hours(room: Any, n: int) -> None:
    for _ in range(n):
        room.clock.on(hours=1)
        await rounds(room.desk)


@pytest.mark.parametrize("state", [S.PAID, S.RECEIVED])
async def test_a_refund_that_waits_for_us_is_told_a_day_before_its_end_once_and_again_for_a_new_end(
    paid: Any, state: OrderState
) -> None:
    if state is not S.PAID:
        await moved(paid, state, "success")
    first = await refund_waits(paid, timedelta(hours=27))
    await hours(paid, 2)
    assert await warned(paid) == []
    await hours(paid, 3)
    [told] = await warned(paid)
    assert (told["refund_id"], told["stage"], told["then"]) == ("TQ1", "to_send", "CRM_APPLY_TIMEOUT_CLOSE")
    assert (told["chat"], told["address"], told["amount"]) == (ANNA.id, "浙江省 义乌市", 500)
    await hours(paid, 3)
    assert len(await warned(paid)) == 1
    await refund_waits(paid, timedelta(hours=26))
    await hours(paid, 4)
    assert len(await warned(paid)) == 2
    assert first.ends_at is not None


@pytest.mark.parametrize("values", [{"word": "waitselleragree"}, {"word": "waitsellerreceive"}, {"ends_at": None}])
async def test_a_refund_that_waits_for_its_seller_is_no_alarm(paid: Any, values: dict[str, Any]) -> None:
    await refund_waits(paid, timedelta(hours=25), **values)
    await hours(paid, 4)
    assert await warned(paid) == []


async def test_a_refund_that_waits_is_not_told_in_a_pause_nor_once_its_time_is_over(paid: Any) -> None:
    async with paid.ledger.change() as uow:
        await uow.facts.put(PAUSE, PauseFact("stock-taking", uow.now))
    await refund_waits(paid, timedelta(hours=26))
    await hours(paid, 4)
    assert await warned(paid) == []
    async with paid.ledger.change() as uow:
        await uow.facts.end(PAUSE)
    await hours(paid, 1)
    assert len(await warned(paid)) == 1
    await refund_waits(paid, timedelta(hours=-1))
    await hours(paid, 2)
    assert len(await warned(paid)) == 1


@pytest.mark.parametrize("left", [False, True])
async def test_whoever_asked_for_the_refund_hears_of_it_until_they_leave(team: Any, left: bool) -> None:
    await ordered(team, approvals.GROUP)
    async with team.ledger.change() as uow:
        purchase, order = await uow.find_purchase_of(ORDER_ID)
        ask = RefundAsk(GoodsStatus.NOT_SENT, {}, goods=Fen(500))
        order, errand = await claim_errand(uow, approvals.CHEN, purchase, order, ErrandKind.REFUND, ask=ask)
        await uow.errands.change(order, errand, state=ErrandState.DONE, refund_id="TQ1")
    if left:
        await team.member(approvals.CHEN, Role.APPROVER, active=False)
    await refund_waits(team, timedelta(hours=28))
    theirs = set() if left else {approvals.CHEN.id}
    assert await heard(team, 1, "refund_waits") == {approvals.EVA.id, approvals.ANNA.id} | theirs
    assert await heard(team, 0, "refund_ours") >= {approvals.EVA.id, approvals.ANNA.id, *theirs}
