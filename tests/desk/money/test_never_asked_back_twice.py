"""The same pieces are asked back once, whoever asked, whatever 1688 shows, and however old the database is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.requests import Conflict
from bot.desk.shared.refusal import Refusal
from bot.market.errors import NotAllowed, Unreachable
from bot.purchasing.arrivals import Tally
from bot.purchasing.asking_back import GoodsStatus, RefundLimits, RefundTaken
from bot.purchasing.claims import ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA
from tests.desk.money.test_refunds import (
    AGREED,
    CUP,
    MUG,
    ask_of,
    asks,
    begins,
    counts,
    newest,
    ordered,
    picks,
    ready,
    refuses,
    states,
    stored,
)
from tests.desk.orders.test_writes_after_a_restore import restored, says_it_is_right
from tests.fakes.market import ORDER_ID

SUB_ACCOUNT = NotAllowed("refunds", "main account only")


@pytest.fixture
async def shipped(room: Any) -> Any:
    return await ordered(room)


async def pays(room: Any, refund_id: str, fen: int) -> None:
    """The seller pays so much of it, and the bot reads that."""
    room.market.refund_moves(refund_id, state=RefundState.DONE, word="refundsuccess", paid=Fen(fen))
    back = sum(refund.paid for refund in room.market.refund_list)
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(back))
    await looks(room)


async def looks(room: Any) -> None:
    room.clock.on(minutes=3)
    await room.desk.watch.look(ORDER_ID)


async def claims(room: Any) -> list[tuple[str, str, int]]:
    """Each claim of the order: its kind, how it stands, its sum."""
    return [(claim.kind.value, claim.state.value, claim.total) for claim in (await stored(room)).claims]


@pytest.mark.parametrize("bad", [Tally(8, damaged=2), Tally(8, wrong=2)])
async def test_damaged_or_wrong_pieces_that_were_paid_for_and_stay_are_never_asked_back_again(
    shipped: Any, bad: Tally
) -> None:
    await counts(shipped, mugs=bad, cups=Tally(2))
    view = await ready(shipped)
    pieces = ask_of(view).pieces
    assert pieces == {MUG: Pieces(damaged=bad.damaged, wrong=bad.wrong)}
    await asks(shipped, view)
    await pays(shipped, "TQ1", 400)
    for _ in range(3):
        refused = await refuses(shipped, "refund-claimed", begins(shipped))
        named = {name: refused.facts[name] for name in ("refund_id", "amount", "paid")}
        assert named == {"refund_id": "TQ1", "amount": 400, "paid": True}
        await refuses(shipped, "refund-claimed", begins(shipped, pieces=pieces))
        shipped.clock.on(days=30)


async def test_once_the_missing_are_settled_no_good_piece_is_asked_back(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(7), cups=Tally(2))
    await asks(shipped, await ready(shipped))
    await pays(shipped, "TQ1", 600)
    await refuses(shipped, "refund-claimed", begins(shipped))
    view = await begins(shipped, back=True)
    assert ask_of(view).pieces == {MUG: Pieces(good=7), CUP: Pieces(good=2)}, "only who sends goods back asks for good"


async def test_what_a_colleague_asked_on_the_site_is_asked_about_and_not_asked_again(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    view = await ready(shipped)
    paid = RefundReport("TQ9", "refundsuccess", RefundState.DONE, Fen(400), Fen(400), entries=(MUG,))
    shipped.market.refund_list = (paid,)
    shipped.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(400))
    refused = await refuses(shipped, "refund-unexplained", asks(shipped, view))
    claim_id = refused.facts["claim_id"]
    explain = shipped.desk.refunds.explain
    await explain(Act(ANNA), ORDER_ID, claim_id, ClaimKind.PIECES, {MUG: Pieces(damaged=2)})
    await refuses(shipped, "refund-claimed", begins(shipped, pieces={MUG: Pieces(damaged=2)}))
    await explain(Act(ANNA), ORDER_ID, claim_id, ClaimKind.COMPENSATION, {})
    again = ask_of(await begins(shipped, pieces={MUG: Pieces(damaged=2)}))
    assert again.goods == 400, "its money counts, and the line has so much left"


async def test_a_refund_of_the_site_of_all_of_a_line_needs_no_answer(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(1, 1))
    running = RefundReport("TQ9", "waitselleragree", RefundState.ASKED, Fen(2000), Fen(0), entries=(MUG,))
    shipped.market.refund_list = (running,)
    shipped.market.moves(ORDER_ID, refund=RefundState.ASKED)
    await looks(shipped)
    assert ask_of(await begins(shipped)).pieces == {CUP: Pieces(damaged=1)}
    await refuses(shipped, "refund-claimed", begins(shipped, pieces={MUG: Pieces(damaged=2)}))


@pytest.mark.parametrize("hidden", [False, True])
async def test_an_old_copy_asks_nothing_again_that_was_paid_since(room: Any, hidden: bool) -> None:
    await ordered(room)
    await counts(room, mugs=Tally(8, damaged=2), cups=Tally(2))
    view = await ready(room)
    await room.market.ask_refund(ORDER_ID, view.ask)  # by the bot that was lost
    room.market.refund_moves("TQ1", state=RefundState.DONE, word="refundsuccess", paid=Fen(400))
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(400))
    if hidden:
        room.market.down = {"refunds": SUB_ACCOUNT}
    await restored(room)
    await says_it_is_right(room)
    with pytest.raises(Refusal, match="refund-unexplained"):
        await asks(room, view)
    assert len(room.market.asked) == 1


async def test_a_sub_account_that_never_sees_its_refund_does_not_ask_for_it_again(room: Any) -> None:
    await ordered(room, OrderState.FINISHED)
    await counts(room, mugs=Tally(8, damaged=2), cups=Tally(2))
    room.market.down = {"refunds": SUB_ACCOUNT, "refund": SUB_ACCOUNT}
    view = await ready(room)
    assert ask_of(view).goods_status is GoodsStatus.CONFIRMED_HERE
    await asks(room, view)
    for hours in (1, 24, 24 * 60):
        room.clock.on(hours=hours)
        await room.desk.watch.look(ORDER_ID)
        await refuses(room, "refund-claimed", begins(room))
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(400))
    await looks(room)
    assert await claims(room) == [("pieces", "paid", 400)], "its money came back, and only it can be that"
    await refuses(room, "refund-claimed", begins(room))


async def test_of_what_no_call_shows_a_buyer_and_a_second_look_say_how_it_ended(room: Any) -> None:
    await ordered(room, OrderState.FINISHED)
    await counts(room, mugs=Tally(8, damaged=2), cups=Tally(2))
    room.market.down = {"refunds": SUB_ACCOUNT, "refund": SUB_ACCOUNT}
    await asks(room, await ready(room))
    room.market.moves(ORDER_ID, refund=RefundState.NONE)
    (claim,) = (await stored(room)).claims

    async def says() -> None:
        await room.desk.refunds.not_on_site(Act(ANNA), ORDER_ID, claim.id)

    await says()
    await says()  # at once: the same person's same look
    assert await claims(room) == [("pieces", "open", 400)]
    room.clock.on(minutes=10)
    await says()
    assert await claims(room) == [("pieces", "closed", 400)]
    await asks(room, await ready(room))
    assert len(room.market.asked) == 2


async def unclear_of_a_sub_account(room: Any) -> Errand:
    """A refund after the receipt whose answer was lost, and that no call of this account shows."""
    await ordered(room, OrderState.FINISHED)
    await counts(room, mugs=Tally(8, damaged=2), cups=Tally(2))
    room.market.down = {"refunds": SUB_ACCOUNT, "refund": SUB_ACCOUNT}
    view = await ready(room)
    room.market.loses_answers = True
    await refuses_unclear(room, view)
    room.market.loses_answers = False
    return await newest(room)


async def test_who_saw_it_on_the_site_says_that_it_is_there_and_its_money_ends_it(room: Any) -> None:
    errand = await unclear_of_a_sub_account(room)
    await room.desk.refunds.on_site(Act(ANNA), ORDER_ID, errand.id)
    assert (await newest(room)).state is ErrandState.DONE
    assert await claims(room) == [("pieces", "open", 400)]
    await refuses(room, "refund-claimed", begins(room))
    await refuses(room, "refund-moved", room.desk.refunds.on_site(Act(ANNA), ORDER_ID, errand.id))
    room.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(400))
    await looks(room)
    assert await claims(room) == [("pieces", "paid", 400)]


async def test_what_was_seen_on_the_site_is_known_again_once_1688_shows_it(room: Any) -> None:
    errand = await unclear_of_a_sub_account(room)
    await room.desk.refunds.on_site(Act(ANNA), ORDER_ID, errand.id)
    room.market.down = {}
    await looks(room)
    (claim,) = (await stored(room)).claims
    (refund,) = room.market.refund_list
    assert (claim.refund_id, claim.seen, claim.total) == (refund.refund_id, True, 400)
    assert (await newest(room)).refund_id == refund.refund_id


async def test_who_saw_it_on_the_site_can_still_be_wrong(room: Any) -> None:
    errand = await unclear_of_a_sub_account(room)
    (claim,) = (await stored(room)).claims
    room.market.moves(ORDER_ID, refund=RefundState.NONE)
    await room.desk.refunds.not_on_site(Act(ANNA), ORDER_ID, claim.id)
    await room.desk.refunds.on_site(Act(ANNA), ORDER_ID, errand.id)
    room.clock.on(minutes=10)
    await room.desk.refunds.not_on_site(Act(ANNA), ORDER_ID, claim.id)
    assert await claims(room) == [("pieces", "open", 400)], "the look of before does not count any more"
    room.clock.on(minutes=10)
    await room.desk.refunds.not_on_site(Act(ANNA), ORDER_ID, claim.id)
    assert await claims(room) == [("pieces", "closed", 400)]
    await asks(room, await ready(room))
    assert len(room.market.asked) == 2


async def test_nobody_says_that_it_ended_while_the_order_says_that_it_runs(room: Any) -> None:
    await ordered(room, OrderState.FINISHED)
    await counts(room, mugs=Tally(8, damaged=2), cups=Tally(2))
    room.market.down = {"refunds": SUB_ACCOUNT, "refund": SUB_ACCOUNT}
    await asks(room, await ready(room))
    (claim,) = (await stored(room)).claims
    await refuses(room, "refund-shown", room.desk.refunds.not_on_site(Act(ANNA), ORDER_ID, claim.id))


async def test_nobody_says_that_it_is_not_there_if_1688_shows_it(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    await asks(shipped, await ready(shipped))
    (claim,) = (await stored(shipped)).claims
    await refuses(shipped, "refund-shown", shipped.desk.refunds.not_on_site(Act(ANNA), ORDER_ID, claim.id))


async def test_it_is_not_there_is_not_offered_while_a_new_refund_of_these_lines_is_shown(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    view = await ready(shipped)
    shipped.market.loses_answers = True
    await refuses_unclear(shipped, view)
    shipped.market.steps_of = {}
    (taken,) = shipped.market.refund_list
    shipped.market.refund_list = (replace(taken, entries=(MUG, CUP)),)  # it may be ours, and nobody can tell
    for _ in range(3):
        await looks(shipped)
    errand = await newest(shipped)
    assert (errand.state, errand.looked_at) == (ErrandState.UNCLEAR, None)
    await refuses(shipped, "errand-not-looked", shipped.desk.refunds.not_there(Act(ANNA), ORDER_ID, errand.id))


async def refuses_unclear(room: Any, view: Any) -> None:
    with pytest.raises(Refusal, match="errand-unclear"):
        await asks(room, view)
    room.market.loses_answers = False


async def test_receipt_waits_for_a_refund_that_has_a_number_though_no_read_shows_it(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    confirmable = (await shipped.desk.receipts.show(ANNA, ORDER_ID))[1].confirmable
    await asks(shipped, await ready(shipped))
    shipped.market.refund_list = ()  # 1688's reads lag
    shipped.market.moves(ORDER_ID, refund=RefundState.NONE)
    await looks(shipped)
    with pytest.raises(Refusal, match="receipt-refund") as refused:
        await shipped.desk.receipts.confirm(Act(ANNA), ORDER_ID, confirmable.mark(accepts=True), accepts=True)
    assert (refused.value.facts["refund_id"], refused.value.facts["amount"]) == ("TQ1", 400)
    assert shipped.market.confirmed == []


async def test_a_limit_ten_times_too_high_raises_nothing(room: Any) -> None:
    await ordered(room, OrderState.PAID)
    room.market.limits = RefundLimits(Fen(34_000), Fen(8_000), Fen(42_000))
    view = await ready(room)
    assert (ask_of(view).goods, ask_of(view).carriage, ask_of(view).differs) == (3400, 800, 34_000)
    await asks(room, view)
    assert [ask.total for _, ask in room.market.asked] == [4200]


async def test_before_shipment_a_lower_limit_is_shown_before_it_is_asked_for(room: Any) -> None:
    await ordered(room, OrderState.PAID)
    view = await ready(room)
    room.market.limits = RefundLimits(Fen(3300), Fen(800), Fen(4100))
    await refuses(room, "refund-less", asks(room, view))
    view = await room.desk.refunds.show(ANNA, ORDER_ID)
    assert (ask_of(view).goods, ask_of(view).differs) == (3300, 3300)
    await asks(room, view)
    assert [ask.goods for _, ask in room.market.asked] == [3300]


@pytest.mark.parametrize("known", [False, True])
async def test_a_number_that_is_another_order_s_is_not_taken_for_ours(shipped: Any, known: bool) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    if known:
        other = RefundReport("TQ7", "refundclose", RefundState.CLOSED, Fen(100), Fen(0), entries=(CUP,))
        shipped.market.refund_list = (other,)
        shipped.market.moves(ORDER_ID, refund=RefundState.CLOSED)
        await looks(shipped)

    async def answers_another(*_: Any) -> RefundTaken:
        return RefundTaken("TQ7")

    shipped.market.ask_refund = answers_another
    foreign = RefundReport("TQ7", "waitselleragree", RefundState.ASKED, Fen(400), Fen(0))
    if not known:
        shipped.market.hidden_refunds = (foreign,)
        shipped.market.refunds_of_others = {"TQ7"}
    view = await ready(shipped)
    if known:
        with pytest.raises(Refusal, match="errand-unclear"):
            await asks(shipped, view)
    else:
        await asks(shipped, view)
        await looks(shipped)
    errand = await newest(shipped)
    assert (errand.state, errand.refund_id) == (ErrandState.UNCLEAR, "")
    ours = [claim for claim in (await stored(shipped)).claims if claim.errand_id == errand.id]
    assert [(claim.state, claim.refund_id) for claim in ours] == [(ClaimState.OPEN, "")]


async def test_what_was_paid_less_is_asked_for_as_the_rest_and_no_more(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    await asks(shipped, await ready(shipped))
    await pays(shipped, "TQ1", 150)
    (paid,) = (await stored(shipped)).claims
    refused = await refuses(shipped, "refund-claimed", begins(shipped))
    assert (refused.facts["claim_id"], refused.facts["amount"]) == (paid.id, 150)
    view = await shipped.desk.refunds.begin_rest(Act(ANNA), ORDER_ID, paid.id)
    assert (ask_of(view).goods, ask_of(view).kind) == (250, ClaimKind.REST)
    view = await picks(shipped, view, reason_id=AGREED, goods=Fen(400))
    assert ask_of(view).goods == 250
    await asks(shipped, view)
    rest = shipped.desk.refunds.begin_rest(Act(ANNA), ORDER_ID, paid.id)
    await refuses(shipped, "refund-nothing", rest)
    await pays(shipped, "TQ2", 250)
    assert await claims(shipped) == [("pieces", "paid", 150), ("rest", "paid", 250)]


async def test_an_agreed_sum_claims_no_pieces_and_stays_within_what_was_paid(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    view = await shipped.desk.refunds.begin_amount(Act(ANNA), ORDER_ID)
    view = await picks(shipped, view, reason_id=AGREED, carriage=Fen(800))
    await asks(shipped, view)
    view = await shipped.desk.refunds.begin_amount(Act(ANNA), ORDER_ID)
    view = await picks(shipped, view, reason_id=AGREED, goods=Fen(9_999), carriage=Fen(800))
    assert (ask_of(view).goods, ask_of(view).carriage) == (3400, 0)
    await shipped.desk.refunds.drop(Act(ANNA), ORDER_ID)
    assert ask_of(await begins(shipped)).pieces == {MUG: Pieces(damaged=2)}


async def test_an_amount_that_names_nothing_is_not_sent(shipped: Any) -> None:
    view = await shipped.desk.refunds.begin_amount(Act(ANNA), ORDER_ID)
    view = await picks(shipped, view, reason_id=AGREED)
    await refuses(shipped, "refund-sum-wrong", asks(shipped, view))


async def test_the_database_refuses_a_second_claim_that_passed_the_verbs(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    await asks(shipped, await ready(shipped))
    (claim,) = (await stored(shipped)).claims
    async with shipped.ledger.change() as uow:
        _, order = await uow.find_purchase_of(ORDER_ID)
        errand = await uow.errands.draft(ORDER_ID, ANNA.id)
        assert errand is None
    async with shipped.ledger.change() as uow:
        _, order = await uow.find_purchase_of(ORDER_ID)
        draft = await new_draft(uow, order, claim)
        with pytest.raises(Conflict):
            await uow.claims.add(order, replace(claim, id=0, errand_id=draft, refund_id=""))
        await uow.session.rollback()
    assert len((await stored(shipped)).claims) == 1


async def new_draft(uow: Any, order: Any, claim: Any) -> int:
    """A draft of the same pieces, that somebody made past the verbs."""
    known = next(errand for errand in order.errands if errand.id == claim.errand_id)
    _, draft = await uow.errands.begin(
        order, known.kind, ErrandState.DRAFT, ANNA.id, ask=known.ask, entries=known.entries
    )
    return int(draft.id)


async def test_a_claim_is_free_again_once_its_refund_closed_without_money(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    await asks(shipped, await ready(shipped))
    shipped.market.refund_moves("TQ1", state=RefundState.CLOSED, word="refundclose")
    shipped.market.moves(ORDER_ID, refund=RefundState.CLOSED)
    await looks(shipped)
    await asks(shipped, await ready(shipped))
    assert [state for _, state, _ in await claims(shipped)] == ["closed", "open"]
    assert await states(shipped) == ["done", "done"]


async def test_pieces_that_were_sent_back_and_lost_are_not_sent_back_twice(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    await asks(shipped, await ready(shipped, back=True))
    shipped.market.refund_moves("TQ1", word="waitbuyersend")
    await looks(shipped)
    await shipped.desk.refunds.send_back(Act(ANNA), ORDER_ID, "TQ1", "ZTO", "ZT123456")
    shipped.market.refund_moves("TQ1", state=RefundState.CLOSED, word="refundclose")
    shipped.market.moves(ORDER_ID, refund=RefundState.CLOSED)
    await looks(shipped)
    money = ask_of(await begins(shipped))
    assert (money.pieces, money.back) == ({MUG: Pieces(damaged=2)}, False)
    await refuses(shipped, "refund-pieces", begins(shipped, back=True, pieces={MUG: Pieces(damaged=2)}))


async def test_an_unreachable_1688_leaves_the_claim_as_it_is(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    await asks(shipped, await ready(shipped))
    shipped.market.down = {"refunds": Unreachable("refunds", "ReadTimeout")}
    shipped.clock.on(minutes=3)
    await shipped.desk.watch.look_due()
    shipped.market.down = {}
    shipped.clock.on(minutes=int(timedelta(hours=2).total_seconds() // 60))
    assert await claims(shipped) == [("pieces", "open", 400)]


async def test_who_is_alone_asks_again_ten_minutes_after_saying_that_it_was_for_no_pieces(shipped: Any) -> None:
    await counts(shipped, mugs=Tally(8, damaged=2), cups=Tally(2))
    paid = RefundReport("TQ9", "refundsuccess", RefundState.DONE, Fen(100), Fen(100), entries=(MUG,))
    shipped.market.refund_list = (paid,)
    shipped.market.moves(ORDER_ID, refund=RefundState.DONE, refunded=Fen(100))
    await looks(shipped)
    (stranger,) = (await stored(shipped)).claims
    await shipped.desk.refunds.explain(Act(ANNA), ORDER_ID, stranger.id, ClaimKind.COMPENSATION, {})
    await refuses(shipped, "refund-again-later", asks(shipped, await ready(shipped)))
    shipped.clock.on(minutes=10)
    await asks(shipped, await ready(shipped))
    assert [ask.goods for _, ask in shipped.market.asked] == [400]
