"""Money is asked back by a person's press alone, for what the count says, within what 1688 takes, and sent once."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.quarantine import MOVED
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import RefundView
from bot.market.errors import NotAllowed, Unreachable
from bot.purchasing.arrivals import Tally
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundLimits
from bot.purchasing.claims import Pieces
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderState, Parcel, RefundReport, RefundState
from bot.purchasing.person import Act, Place
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, placed

MUG, CUP = "11", "12"
SHORT, STYLE, AGREED = 20009, 20021, 20028
LOST = Unreachable("ask_refund", "ReadTimeout")


async def ordered(room: Any, state: OrderState = OrderState.SHIPPED) -> Any:
    """The same room with an order of ten mugs and two cups for ¥ 42, freight ¥ 8 among it, that came so far."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    lines = (
        OrderLine("600000000001", None, 10, Fen(2000), entry_id=MUG),
        OrderLine("600000000001", None, 2, Fen(1400), entry_id=CUP),
    )
    if state is not OrderState.PAID:
        room.market.parcel_list = (Parcel("LP1", "YT123", "圆通", "SIGN", signed=True),)
    room.market.moves(ORDER_ID, lines=lines, state=state, word="x", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    return room


@pytest.fixture
async def shipped(room: Any) -> Any:
    return await ordered(room)


async def counts(room: Any, **lines: Tally) -> None:
    """Anna counts so much of the mugs and the cups."""
    seen = (await room.desk.counting.show(ANNA, ORDER_ID)).seen
    said = {{"mugs": MUG, "cups": CUP}[name]: tally for name, tally in lines.items()}
    await room.desk.counting.count(Act(ANNA), ORDER_ID, said, f"k{seen}", seen=seen)


@pytest.fixture
async def counted(shipped: Any) -> Any:
    """The same: three mugs are missing, and one cup is damaged."""
    await counts(shipped, mugs=Tally(7), cups=Tally(1, 1))
    return shipped


async def begins(room: Any, by: Any = ANNA, **how: Any) -> RefundView:
    view: RefundView = await room.desk.refunds.begin(Act(by), ORDER_ID, **how)
    return view


async def picks(room: Any, view: RefundView | None = None, by: Any = ANNA, **how: Any) -> RefundView:
    """Somebody changes their draft as it is shown to them."""
    shown: Any = view or await room.desk.refunds.show(by, ORDER_ID)
    now: RefundView = await room.desk.refunds.pick(Act(by), ORDER_ID, version=shown.errand.version, **how)
    return now


async def ready(room: Any, by: Any = ANNA, **how: Any) -> RefundView:
    """A draft with a reason, to be asked for."""
    await begins(room, by, **how)
    return await picks(room, by=by, reason_id=AGREED)


async def asks(room: Any, view: RefundView, by: Any = ANNA) -> Any:
    return await room.desk.refunds.ask(Act(by), ORDER_ID, view.mark)


async def refuses(room: Any, key: str, doing: Any) -> Refusal:
    """It is refused for this reason, and nothing is sent."""
    before = len(room.market.asked)
    with pytest.raises(Refusal, match=key) as refused:
        await doing
    assert len(room.market.asked) == before
    return refused.value


async def stored(room: Any) -> Order:
    order: Order = (await room.purchase(1)).orders[0]
    return order


async def states(room: Any) -> list[str]:
    return [each.state.value for each in (await stored(room)).errands]


async def newest(room: Any) -> Errand:
    return (await stored(room)).errands[-1]


def ask_of(view: RefundView) -> RefundAsk:
    assert view.ask is not None
    return view.ask


async def test_a_count_becomes_a_refund_that_is_asked_for_once_and_told(counted: Any) -> None:
    ask = ask_of(await begins(counted))
    assert ask.pieces == {MUG: Pieces(missing=3), CUP: Pieces(damaged=1)}
    assert (ask.goods_status, ask.back, ask.goods, ask.carriage) == (GoodsStatus.HERE, False, Fen(1300), Fen(0))
    assert ask.description == f"采购单 #1·{ask.token}：少货3件，破损1件"
    assert re.fullmatch("[0-9A-F]{4}", ask.token)
    assert [each.id for each in ask.reasons] == [AGREED, STYLE, SHORT]
    view = await picks(counted, reason_id=SHORT)
    purchase = await asks(counted, view)
    errand = purchase.orders[0].errands[0]
    assert (errand.state, errand.refund_id, errand.entries) == (ErrandState.DONE, "TQ1", (MUG, CUP))
    assert [each.total for _, each in counted.market.asked] == [1300]
    await counted.desk.watch.look_due()
    order = await stored(counted)
    assert (order.refund, [each.refund_id for each in order.refunds]) == (RefundState.ASKED, ["TQ1"])
    async with counted.ledger.read() as uow:
        told = [each for each in await uow.journal.of_request(1) if each.kind.startswith("errand_refund")]
    assert [(each.kind, each.actor_id) for each in told] == [("errand_refund_asked", 1), ("errand_refund_done", None)]
    assert (told[0].facts["total"], told[1].facts["refund"]) == (1300, "TQ1")


@pytest.mark.parametrize(
    ("state", "counted", "here", "back", "status", "pieces", "goods", "carriage"),
    [
        (OrderState.PAID, False, None, False, GoodsStatus.NOT_SENT, {MUG: (10,), CUP: (2,)}, 3400, 800),
        (OrderState.SHIPPED, False, None, False, GoodsStatus.ON_THE_WAY, {MUG: (10,), CUP: (2,)}, 3400, 0),
        (OrderState.SHIPPED, True, None, False, GoodsStatus.HERE, {MUG: (3,), CUP: (0, 1)}, 1300, 0),
        (OrderState.SHIPPED, True, False, False, GoodsStatus.ON_THE_WAY, {MUG: (3,)}, 600, 0),
        (OrderState.SHIPPED, True, None, True, GoodsStatus.HERE, {CUP: (0, 1)}, 700, 0),
        (OrderState.FINISHED, False, None, False, GoodsStatus.CONFIRMED_NOT_HERE, {MUG: (10,), CUP: (2,)}, 3400, 0),
        (OrderState.FINISHED, True, None, False, GoodsStatus.CONFIRMED_HERE, {MUG: (3,), CUP: (0, 1)}, 1300, 0),
        (OrderState.RECEIVED, True, None, True, GoodsStatus.CONFIRMED_HERE, {CUP: (0, 1)}, 700, 0),
    ],
)
async def test_each_state_of_an_order_has_its_way_to_ask(
    room: Any, state: OrderState, counted: bool, here: bool | None, back: bool, status: GoodsStatus,
    pieces: dict[str, tuple[int, ...]], goods: int, carriage: int,
) -> None:  # fmt: skip
    await ordered(room, state)
    if counted:
        await counts(room, mugs=Tally(7), cups=Tally(1, 1))
    view = await ready(room, here=here, back=back)
    await asks(room, view)
    sent = room.market.asked[0][1]
    assert (sent.goods_status, sent.back, sent.goods, sent.carriage) == (status, back, goods, carriage)
    assert sent.pieces == {entry: Pieces(*each) for entry, each in pieces.items()}
    assert sent.counted == ({CUP: 1} if back else {})
    assert await states(room) == ["done"]


async def test_nothing_is_asked_back_of_what_is_not_paid_or_not_ours(room: Any) -> None:
    await room.sent(placed())
    await room.desk.watch.look_due()
    await refuses(room, "refund-not-now", begins(room))
    room.market.moves(ORDER_ID, state=OrderState.CANCELLED, word="cancel")
    await room.desk.watch.look(ORDER_ID)
    await refuses(room, "refund-not-now", begins(room))
    await refuses(room, "stranger", begins(room, BORIS))
    await refuses(room, "unknown-order", room.desk.refunds.begin(Act(ANNA), "99"))


async def test_goods_that_are_here_are_counted_before_money_for_them_is_asked(shipped: Any) -> None:
    await refuses(shipped, "refund-count-first", begins(shipped, here=True))
    await refuses(shipped, "refund-count-first", begins(shipped, pieces={MUG: Pieces(good=1)}, back=True))


async def test_before_shipment_it_is_all_or_nothing(room: Any) -> None:
    await ordered(room, OrderState.PAID)
    view = await ready(room)
    await refuses(room, "refund-pieces", picks(room, view, pieces={MUG: Pieces(10)}))
    assert ask_of(await picks(room, view, goods=Fen(3300))).goods == 3400
    view = await room.desk.refunds.show(ANNA, ORDER_ID)
    await refuses(
        room, "refund-pieces", picks(room, view, back=True, status=GoodsStatus.NOT_SENT, pieces={MUG: Pieces(good=1)})
    )


async def test_a_sum_is_within_the_pieces_share_and_without_carriage_if_the_reason_pays_none(counted: Any) -> None:
    view = await picks(counted, await begins(counted), goods=Fen(2000), carriage=Fen(801))
    assert (ask_of(view).goods, ask_of(view).carriage) == (1300, 800)  # lowered to what they cost, and shown
    view = await picks(counted, view, goods=Fen(1000))
    await refuses(counted, "refund-sum-wrong", picks(counted, view, carriage=Fen(-1)))
    view = await picks(counted, view, reason_id=SHORT)
    assert (ask_of(view).goods, ask_of(view).carriage) == (1000, 0)
    assert ask_of(await picks(counted, view, carriage=Fen(100))).carriage == 0
    await refuses(counted, "refund-no-reason", picks(counted, reason_id=7))


async def test_a_person_s_words_go_behind_our_number(counted: Any) -> None:
    view = await picks(counted, await begins(counted), description=" 少三个杯子 ")
    ours = f"采购单 #1·{ask_of(view).token}："
    assert ask_of(view).description == f"{ours}少三个杯子"
    view = await picks(counted, view, pieces={MUG: Pieces(missing=1)})
    assert ask_of(view).description == f"{ours}少三个杯子"
    view = await picks(counted, view, description="")
    assert ask_of(view).description == f"{ours}少货1件"
    view = await picks(counted, view, pieces={MUG: Pieces(missing=2)})
    assert (ask_of(view).description, ask_of(view).goods) == (f"{ours}少货2件", 400)
    longest = 150 - len(ours)
    view = await picks(counted, view, description="多" * longest)
    refused = await refuses(counted, "refund-words-wrong", picks(counted, view, description="多" * (longest + 1)))
    assert refused.facts["limit"] == longest


async def test_of_pieces_only_those_are_asked_for_that_the_count_leaves(counted: Any) -> None:
    view = await begins(counted)
    assert view.able == {MUG: Pieces(3, 0, 7, 0), CUP: Pieces(0, 1, 1, 0)}
    for pieces in ({MUG: Pieces(missing=4)}, {CUP: Pieces(damaged=2)}, {"13": Pieces(1)}, {}, {MUG: Pieces(-1, 0, 2)}):
        await refuses(counted, "refund-pieces", picks(counted, view, pieces=pieces))
    for way in ({"back": True}, {"status": GoodsStatus.ON_THE_WAY, "pieces": {CUP: Pieces(damaged=1)}}):
        if "status" in way:
            await refuses(counted, "refund-pieces", picks(counted, view, **way))
    view = await picks(counted, view, status=GoodsStatus.ON_THE_WAY)
    assert ask_of(view).pieces == {MUG: Pieces(missing=3)}
    view = await picks(
        counted, view, status=GoodsStatus.HERE, back=True, pieces={MUG: Pieces(good=7), CUP: Pieces(0, 1, 1)}
    )
    assert ask_of(view).counted == {MUG: 7, CUP: 2}
    await counts(counted, mugs=Tally(3))
    view = await picks(counted, await counted.desk.refunds.show(ANNA, ORDER_ID), reason_id=AGREED)
    assert view.able[MUG] == Pieces(0, 0, 10, 0)


async def test_a_draft_goes_on_until_it_is_let_go_and_is_one_person_s(counted: Any) -> None:
    view = await ready(counted)
    assert (await begins(counted)).errand == view.errand
    assert await states(counted) == []  # nobody else sees it
    await counted.desk.refunds.drop(Act(ANNA), ORDER_ID)
    await refuses(counted, "refund-moved", asks(counted, view))
    assert (await counted.desk.refunds.show(ANNA, ORDER_ID)).errand is None
    assert (await begins(counted, pieces={MUG: Pieces(1)})).errand is not None


async def test_the_newest_refund_is_the_one_that_was_sent_last_though_it_was_begun_first(two: Any) -> None:
    await two.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    await ordered(two)
    await counts(two, mugs=Tally(7), cups=Tally(1, 1))
    mugs = await ready(two, pieces={MUG: Pieces(missing=3)})
    await asks(two, await ready(two, BORIS, pieces={CUP: Pieces(damaged=1)}), BORIS)
    two.clock.on(minutes=1)
    await asks(two, mugs)
    shown = (await two.desk.refunds.show(ANNA, ORDER_ID)).errand
    assert [(await newest(two)).entries, shown and shown.entries] == [(MUG,), (MUG,)]


@pytest.mark.parametrize("lost", [False, True])
async def test_what_was_sent_is_not_said_to_be_let_go(counted: Any, lost: bool) -> None:
    view, counted.market.loses_answers = await ready(counted), lost
    with suppress(Refusal):
        await asks(counted, view)
    await refuses(counted, "refund-runs", counted.desk.refunds.drop(Act(ANNA), ORDER_ID))
    assert await states(counted) == ["unclear" if lost else "done"]


async def test_who_was_shown_another_draft_changes_and_asks_nothing(counted: Any) -> None:
    old = await ready(counted)
    await picks(counted, goods=Fen(1000))
    await refuses(counted, "refund-moved", picks(counted, old, goods=Fen(1200)))
    await refuses(counted, "refund-moved", asks(counted, old))
    await counts(counted, mugs=Tally(3))  # what was missing came
    await refuses(counted, "refund-pieces", asks(counted, await counted.desk.refunds.show(ANNA, ORDER_ID)))


async def test_photos_are_those_of_the_order_and_each_needs_its_address(counted: Any) -> None:
    for n in range(6):
        await counted.desk.counting.add_photo(Act(ANNA), ORDER_ID, f"file{n}", f"u{n}")
    await begins(counted)
    view = await picks(counted, reason_id=STYLE)
    await refuses(counted, "refund-no-photo", asks(counted, view))
    await refuses(counted, "refund-photos", picks(counted, view, photos=("u9",)))
    await refuses(counted, "refund-photos", picks(counted, view, photos=tuple(f"u{n}" for n in range(6))))
    view = await picks(counted, view, photos=("u1", "u0"))
    await refuses(counted, "refund-photo-unsent", asks(counted, view))
    after = await counted.desk.refunds.upload(ANNA, ORDER_ID, "u0", b"jpeg", view.mark)
    await refuses(counted, "refund-moved", counted.desk.refunds.upload(ANNA, ORDER_ID, "u1", b"another", view.mark))
    view = await counted.desk.refunds.upload(ANNA, ORDER_ID, "u1", b"another", after.mark)
    view = await picks(counted, view, photos=("u0", "u1"))
    one, two = (f"https://cbu01.alicdn.com/img/ibank/{n}.jpg" for n in (1, 2))
    assert ask_of(view).vouchers == (one, two)
    await asks(counted, view)
    assert counted.market.asked[0][1].vouchers == (one, two)


async def test_a_sum_that_1688_lowers_is_shown_before_anything_is_sent(counted: Any) -> None:
    view = await ready(counted)
    counted.market.limits = RefundLimits(Fen(900), Fen(0), Fen(900))
    await refuses(counted, "refund-less", asks(counted, view))
    view = await counted.desk.refunds.show(ANNA, ORDER_ID)
    assert (ask_of(view).goods, view.errand and view.errand.state) == (900, ErrandState.DRAFT)
    await asks(counted, view)
    assert counted.market.asked[0][1].goods == 900


async def test_the_carriage_that_1688_sets_is_kept(counted: Any) -> None:
    view = await picks(counted, await ready(counted), carriage=Fen(500))
    counted.market.carriage_set = Fen(300)
    await asks(counted, view)
    ask = (await newest(counted)).ask
    assert ask is not None
    assert (ask.carriage, ask.carriage_set) == (500, 300)


async def test_of_lines_of_which_a_refund_runs_none_is_asked_for_and_of_others_it_is(counted: Any) -> None:
    await asks(counted, await ready(counted, pieces={MUG: Pieces(missing=3)}))
    await counted.desk.watch.look(ORDER_ID)
    assert (await begins(counted)).able == {MUG: Pieces(good=7), CUP: Pieces(0, 1, 1, 0)}
    await refuses(counted, "refund-claimed", picks(counted, pieces={MUG: Pieces(missing=1)}))
    await asks(counted, await ready(counted))
    await counted.desk.watch.look(ORDER_ID)
    refused = await refuses(counted, "refund-claimed", begins(counted))
    assert (refused.facts["refund_id"], refused.facts["amount"], refused.facts["paid"]) == ("TQ2", 700, False)
    counted.market.refund_moves("TQ1", state=RefundState.CLOSED, word="refundclose")
    await counted.desk.watch.look(ORDER_ID)
    view = await begins(counted)
    assert (view.able[MUG], ask_of(view).pieces) == (
        Pieces(3, 0, 7, 0),
        {MUG: Pieces(missing=3)},
    )  # it is over, and can be asked for again


async def test_a_refund_that_1688_names_only_now_stops_the_press(counted: Any) -> None:
    view = await ready(counted)
    running = RefundReport("TQ9", "waitselleragree", RefundState.ASKED, Fen(100), Fen(0), entries=(MUG,))
    counted.market.refund_list = (running,)
    await refuses(counted, "refund-unexplained", asks(counted, view))
    counted.market.refund_list = (replace(running, entries=()),)  # of which lines nobody knows
    await refuses(counted, "refund-unexplained", asks(counted, view))


async def test_without_a_fresh_answer_of_1688_nothing_is_asked(counted: Any) -> None:
    view = await ready(counted)
    for call in ("look", "refunds", "refund_limits"):
        counted.market.down = {call: Unreachable(call, "ReadTimeout")}
        with pytest.raises(Unreachable):
            await asks(counted, view)
    assert counted.market.asked == []
    counted.market.down = {"refunds": NotAllowed("refunds", "no")}  # its detail names refunds, too
    await asks(counted, view)
    assert len(counted.market.asked) == 1


async def test_of_a_refund_that_the_order_alone_shows_nobody_knows_the_lines(counted: Any) -> None:
    view = await ready(counted)
    counted.market.down = {"refunds": NotAllowed("refunds", "no")}
    counted.market.moves(ORDER_ID, refund=RefundState.ASKED)
    await refuses(counted, "refund-unexplained", asks(counted, view))


async def test_what_1688_took_and_does_not_show_yet_is_not_asked_again(counted: Any) -> None:
    view = await ready(counted, pieces={MUG: Pieces(missing=3)})
    await asks(counted, view)
    counted.market.refund_list = ()
    counted.market.moves(ORDER_ID, refund=RefundState.NONE)
    await counted.desk.watch.look(ORDER_ID)
    for _ in range(2):  # no time ends a claim
        assert (await begins(counted)).able == {MUG: Pieces(good=7), CUP: Pieces(0, 1, 1, 0)}
        await refuses(counted, "refund-claimed", begins(counted, pieces={MUG: Pieces(missing=3)}))
        counted.clock.on(days=60)


@pytest.mark.parametrize("why", ["pause", "quarantine"])
async def test_while_buying_is_stopped_nothing_is_asked(counted: Any, why: str) -> None:
    view = await ready(counted)
    if why == "pause":
        await counted.desk.switch.pause(Act(ANNA), "stocktaking")
    else:
        async with counted.ledger.change() as uow:
            await begin_quarantine(uow, MOVED)
    await refuses(counted, "paused", asks(counted, view))


async def test_a_line_whose_receipt_was_confirmed_is_asked_back_after_it_and_the_other_before_it(counted: Any) -> None:
    mugs, cups = counted.market.orders[ORDER_ID].lines
    apart = (replace(mugs, step=OrderState.FINISHED), replace(cups, step=OrderState.SHIPPED))
    counted.market.moves(ORDER_ID, lines=apart)
    await counted.desk.watch.look(ORDER_ID)
    assert (await stored(counted)).confirmable.entries(accepts=True) == (CUP,), "the mugs are confirmed, by whomever"
    both = {MUG: Pieces(missing=3), CUP: Pieces(damaged=1)}
    await refuses(counted, "refund-pieces", begins(counted, pieces=both))
    first = await ready(counted)
    assert (ask_of(first).goods_status, ask_of(first).pieces) == (GoodsStatus.HERE, {CUP: Pieces(damaged=1)})
    await asks(counted, first)
    second = await ready(counted)
    assert ask_of(second).goods_status is GoodsStatus.CONFIRMED_HERE
    assert (ask_of(second).pieces, {*second.statuses}) == (
        {MUG: Pieces(missing=3)},
        {GoodsStatus.CONFIRMED_NOT_HERE, GoodsStatus.CONFIRMED_HERE},
    )
    await asks(counted, second)
    assert len(counted.market.asked) == 2


async def test_an_agreed_sum_is_of_lines_that_are_equally_far(shipped: Any) -> None:
    mugs, cups = shipped.market.orders[ORDER_ID].lines
    apart = (replace(mugs, step=OrderState.FINISHED), replace(cups, step=OrderState.SHIPPED))
    shipped.market.moves(ORDER_ID, lines=apart)
    await shipped.desk.watch.look(ORDER_ID)
    view = await shipped.desk.refunds.begin_amount(Act(ANNA), ORDER_ID)
    assert ask_of(view).entries == (CUP,)
