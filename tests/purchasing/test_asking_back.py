"""What can be asked back of an order, which pieces of it, in which words, and which refund of 1688's is ours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.arrivals import LineCount
from bot.purchasing.claims import Pieces
from bot.purchasing.money import Fen
from bot.purchasing.order import LineState, OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.refunds import (
    GoodsStatus,
    RefundAsk,
    RefundLimits,
    RefundReason,
    able_of,
    described,
    first_ask,
    fits,
    found_ours,
    goods_statuses,
    share_of,
    within,
)

MUG = OrderLine("600000000001", None, 10, entry_id="11", share=Fen(2471))
CUP = OrderLine("600000000001", None, 2, entry_id="12", share=Fen(1729))
LINES = (MUG, CUP)
COUNTS = {"11": LineCount(10, good=7), "12": LineCount(2, good=1, damaged=1)}
UNCOUNTED = {"11": LineCount(10), "12": LineCount(2)}
NOON = datetime(2026, 11, 30, 12, 0, 0, 700_000, UTC)
RUNS = RefundReport("TQ1", "waitselleragree", RefundState.ASKED, Fen(1300), Fen(0), entries=("11", "12"), asked_at=NOON)
ASK = RefundAsk(
    GoodsStatus.HERE, {"11": Pieces(3), "12": Pieces(0, 1)}, reason=RefundReason(7, "少货"), goods=Fen(1300),
    description="采购单 #1042/2：少货3件",
)  # fmt: skip


def test_only_paid_orders_have_a_state_of_goods() -> None:
    assert {state: [*map(str, goods_statuses(state))] for state in OrderState} == {
        OrderState.TO_PAY: [],
        OrderState.PAID: ["refundWaitSellerSend"],
        OrderState.PART_SHIPPED: ["refundWaitBuyerReceive", "refundBuyerReceived"],
        OrderState.SHIPPED: ["refundWaitBuyerReceive", "refundBuyerReceived"],
        OrderState.RECEIVED: ["aftersaleBuyerNotReceived", "aftersaleBuyerReceived"],
        OrderState.FINISHED: ["aftersaleBuyerNotReceived", "aftersaleBuyerReceived"],
        OrderState.CANCELLED: [],
    }


@pytest.mark.parametrize(
    ("mugs", "cups", "able"),
    [
        (COUNTS["11"], COUNTS["12"], {"11": Pieces(3, 0, 7, 0), "12": Pieces(0, 1, 1, 0)}),
        (LineCount(10), LineCount(2), {"11": Pieces(10, 10, 10, 10), "12": Pieces(2, 2, 2, 2)}),
        (LineCount(10, good=7, cancelled=3), COUNTS["12"], {"11": Pieces(0, 0, 7), "12": Pieces(0, 1, 1)}),
        (LineCount(10, good=7, closed=3, wrong=2), COUNTS["12"], {"11": Pieces(3, 0, 7, 2), "12": Pieces(0, 1, 1)}),
        (COUNTS["11"], LineCount(2, 1, 1, returned_good=1, returned_damaged=1), {"11": Pieces(3, 0, 7)}),
    ],
)
def test_pieces_that_can_be_asked_for(mugs: LineCount, cups: LineCount, able: dict[str, Pieces]) -> None:
    assert able_of(LINES, {"11": mugs, "12": cups}, ()) == able


def test_of_lines_of_which_a_refund_runs_or_is_paid_or_that_have_no_number_none_can_be_asked_for() -> None:
    assert able_of(LINES, COUNTS, (("12",),)) == {"11": Pieces(3, 0, 7)}
    assert able_of(LINES, COUNTS, ((),)) == {}
    assert able_of((replace(MUG, state=LineState.REFUNDED), CUP), COUNTS, ()) == {"12": Pieces(0, 1, 1)}
    unnumbered = (replace(MUG, entry_id="~1"), CUP)
    assert able_of(unnumbered, {**COUNTS, "~1": LineCount(10)}, ()) == {"12": Pieces(0, 1, 1)}


@given(st.sampled_from(OrderState), st.booleans(), st.none() | st.booleans(), st.booleans())
def test_what_is_filled_in_first_fits_or_is_nothing(
    state: OrderState, counted: bool, here: bool | None, back: bool
) -> None:
    counts = COUNTS if counted else UNCOUNTED
    if not goods_statuses(state) or (state is OrderState.PAID and (counted or here or back)):
        return
    able = able_of(LINES, counts, ())
    ask = first_ask(state, able, counts, here=here, back=back)
    assert ask.goods_status in goods_statuses(state)
    if back and here is False:
        assert not fits(ask, able, LINES)
    else:
        assert ask.pieces
        assert fits(ask, able, LINES)


def test_before_shipment_all_of_it_fits_and_nothing_less() -> None:
    able = able_of(LINES, UNCOUNTED, ())
    whole = first_ask(OrderState.PAID, able, UNCOUNTED)
    assert fits(whole, able, LINES)
    for pieces in ({"11": Pieces(10)}, {"11": Pieces(10), "12": Pieces(1)}, {"11": Pieces(9, 1), "12": Pieces(2)}):
        assert not fits(replace(whole, pieces=pieces), able, LINES)
    assert not fits(whole, {"11": able["11"]}, LINES)  # of a line of others nothing is asked for
    rest = (MUG, replace(CUP, state=LineState.REFUNDED))
    assert fits(replace(whole, pieces={"11": Pieces(10)}), able_of(rest, UNCOUNTED, ()), rest)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 99_999)), min_size=1, max_size=5), st.data())
def test_the_share_of_parts_is_never_more_than_that_of_the_whole(
    told: list[tuple[int, int]], data: st.DataObject
) -> None:
    lines = [OrderLine("6", None, n, entry_id=str(i), share=Fen(fen)) for i, (n, fen) in enumerate(told)]
    total = sum(fen for _, fen in told)
    freight = Fen(data.draw(st.integers(0, total)))
    whole = share_of(lines, {each.entry_id: Pieces(each.quantity) for each in lines}, freight)
    assert abs(whole - (total - freight)) <= len(lines)
    for line, (n, fen) in zip(lines, told, strict=True):
        one = data.draw(st.integers(0, n))
        parts = [share_of(lines, {line.entry_id: Pieces(k)}, freight) for k in (one, n - one)]
        assert 0 <= sum(parts) <= fen + 1


def test_sums_stay_within_what_1688_gives() -> None:
    limits = RefundLimits(Fen(3400), Fen(800), Fen(4200))
    all_of_it = replace(ASK, goods_status=GoodsStatus.NOT_SENT, carriage=Fen(800))
    before = within(all_of_it, limits)
    assert (before.goods, before.carriage) == (3400, 800)
    less = within(all_of_it, limits._replace(total=Fen(4000)))
    assert (less.goods, less.carriage) == (3400, 600)
    assert within(replace(ASK, goods=Fen(5000)), limits).goods == 3400
    assert within(ASK, limits) == ASK


@pytest.mark.parametrize(
    ("status", "back", "pieces", "words"),
    [
        (GoodsStatus.NOT_SENT, False, Pieces(10), "未发货，申请全额退款"),
        (GoodsStatus.ON_THE_WAY, False, Pieces(3), "未收到货3件"),
        (GoodsStatus.CONFIRMED_NOT_HERE, False, Pieces(3), "未收到货3件"),
        (GoodsStatus.HERE, False, Pieces(3, 2, 0, 1), "少货3件，破损2件，错发1件"),
        (GoodsStatus.HERE, False, Pieces(good=4), "协商退款4件"),
        (GoodsStatus.CONFIRMED_HERE, True, Pieces(0, 2, 1), "退货退款，破损2件，退回1件"),
    ],
)
def test_the_seller_reads_what_is_wrong_behind_our_number(
    status: GoodsStatus, back: bool, pieces: Pieces, words: str
) -> None:
    ask = RefundAsk(status, {"11": pieces}, back)
    assert described(ask, "1042/2") == f"采购单 #1042/2：{words}"
    assert described(ask, "7", " 少 \n") == "采购单 #7：少"


def found(*reports: RefundReport, said: dict[str, str] | None = None, known: tuple[str, ...] = ()) -> str | None:
    ours = found_ours(replace(ASK), NOON, known, reports, said)
    return ours.refund_id if ours is not None else None


def test_ours_is_the_one_that_is_new_with_its_lines_sum_and_reason() -> None:
    assert found(RUNS) == "TQ1"
    assert found(replace(RUNS, amount=Fen(1500), carriage=Fen(200))) == "TQ1"  # the carriage is for 1688 to set
    assert found(replace(RUNS, reason_id=7)) == "TQ1"
    assert found(replace(RUNS, asked_at=NOON.replace(microsecond=0))) == "TQ1"
    for other in (
        {"amount": Fen(1299)}, {"back": True}, {"reason_id": 8}, {"entries": ("11",)}, {"asked_at": None},
        {"asked_at": NOON - timedelta(seconds=2)},
    ):  # fmt: skip
        assert found(replace(RUNS, **other)) is None
    assert found(RUNS, known=("TQ1",)) is None


def test_a_description_settles_which_of_two_is_ours() -> None:
    two = (RUNS, replace(RUNS, refund_id="TQ2"))
    assert found(*two) is None
    assert found(*two, said={"TQ2": "买家|采购单 #1042/2：少货3件|13.00"}) == "TQ2"
    assert found(*two, said={"TQ2": "采购单 #1042：少货3件"}) == "TQ1"
    assert found(*two, said={"TQ1": "采购单#7：x", "TQ2": "采购单 #1042/21"}) is None
    assert found(RUNS, said={"TQ1": "买家申请退款"}) == "TQ1"
