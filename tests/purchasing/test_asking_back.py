"""What can be asked back of an order, which pieces of it, in which words, and which refund of 1688's is ours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.asking_back import (
    GoodsStatus,
    RefundAsk,
    RefundLimits,
    RefundReason,
    bounded,
    could_be_ours,
    described,
    find_ours,
    first_ask,
    fits,
    goods_statuses,
    lacks,
    statuses_of,
    takes_sums,
    with_token,
)
from bot.purchasing.claims import Balance, Claim, ClaimKind, ClaimState, Pieces, RawCount, goods_shares
from bot.purchasing.errands import RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.order_report import LineState, OrderLine, OrderState, RefundReport, RefundState
from tests.purchasing.balances import balance, claim, counts

MUG = OrderLine("600000000001", None, 10, entry_id="11", share=Fen(2471))
CUP = OrderLine("600000000001", None, 2, entry_id="12", share=Fen(1729))
LINES = (MUG, CUP)
COUNTED = {"11": RawCount(7), "12": RawCount(1, 1)}
NOON = datetime(2026, 11, 30, 12, 0, 0, 700_000, UTC)
RUNS = RefundReport("TQ1", "waitselleragree", RefundState.ASKED, Fen(1300), Fen(0), entries=("11", "12"), asked_at=NOON)
ASK = RefundAsk(
    GoodsStatus.HERE,
    {"11": Pieces(3), "12": Pieces(0, 1)},
    reason=RefundReason(7, "少货"),
    goods=Fen(1300),
    description="采购单 #1042/2·A1B2：少货3件",
    token="A1B2",
)
WIDE = RefundLimits(Fen(10**9), Fen(10**9), Fen(10**9))


def of(counted: Mapping[str, RawCount], *claims: Claim, lines: tuple[OrderLine, ...] = LINES, **sums: int) -> Balance:
    return balance(lines, counts(counted), claims, **sums)


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


def test_a_sum_can_be_named_from_the_first_parcel_on_and_only_while_money_can_come_back() -> None:
    assert {state for state in OrderState if takes_sums(state)} == {
        OrderState.PART_SHIPPED,
        OrderState.SHIPPED,
        OrderState.RECEIVED,
        OrderState.FINISHED,
    }


@pytest.mark.parametrize("status", GoodsStatus)
def test_after_the_receipt_was_confirmed_only_the_whole_list_can_say_that_a_refund_is_not_there(
    status: GoodsStatus,
) -> None:
    confirmed = status in goods_statuses(OrderState.FINISHED)
    ask = replace(ASK, goods_status=status)
    assert RefundsRead(answered=True).could_show(ask) is not confirmed
    assert RefundsRead(answered=True, whole=True).could_show(ask)
    assert not RefundsRead().could_show(ask)


@pytest.mark.parametrize(
    ("mugs", "cups", "able"),
    [
        (RawCount(7), RawCount(1, 1), {"11": Pieces(3, 0, 7, 0), "12": Pieces(0, 1, 1, 0)}),
        (RawCount(), RawCount(), {"11": Pieces(10), "12": Pieces(2)}),
        (RawCount(7, 0, 2), RawCount(1, 1), {"11": Pieces(1, 0, 7, 2), "12": Pieces(0, 1, 1)}),
        (RawCount(7, 0, 9), RawCount(1, 1), {"11": Pieces(0, 0, 7, 3), "12": Pieces(0, 1, 1)}),
        (RawCount(12), RawCount(1, 4), {"11": Pieces(0, 0, 10), "12": Pieces(0, 1, 1)}),
    ],
)
def test_pieces_that_can_be_asked_for(mugs: RawCount, cups: RawCount, able: dict[str, Pieces]) -> None:
    assert of({"11": mugs, "12": cups}).able == able


def test_of_lines_whose_money_is_back_or_that_have_no_number_none_can_be_asked_for() -> None:
    both = {"11": Pieces(3, 0, 7), "12": Pieces(0, 1, 1)}
    assert of(COUNTED).able == both
    assert of(COUNTED, lines=(replace(MUG, state=LineState.REFUNDED), CUP)).able == {"12": both["12"]}
    assert of(COUNTED, lines=(replace(MUG, state=LineState.CANCELLED), CUP)).able == {"12": both["12"]}
    unnumbered = (replace(MUG, entry_id="9/1"), CUP)
    assert of({"9/1": RawCount(7), "12": RawCount(1, 1)}, lines=unnumbered).able == {"12": both["12"]}


def test_of_lines_of_a_refund_of_which_nobody_knows_what_it_is_for_none_can_be_asked_for() -> None:
    question = claim(1, ClaimKind.UNKNOWN, ClaimState.PAID, goods=100, entries=("12",))
    assert of(COUNTED, question).able == {"11": Pieces(3, 0, 7)}
    assert of(COUNTED, replace(question, entries=())).able == {}
    assert of(COUNTED, replace(question, state=ClaimState.CLOSED)).able == of(COUNTED).able


@given(st.sampled_from(OrderState), st.booleans(), st.none() | st.booleans(), st.booleans())
def test_what_is_filled_in_first_fits_or_is_nothing(
    state: OrderState, is_counted: bool, here: bool | None, back: bool
) -> None:
    if not goods_statuses(state) or (state is OrderState.PAID and (here or back)):
        return
    now = of(COUNTED if is_counted else {})
    ask = first_ask(state, now, here=here, back=back)
    assert ask.goods_status in goods_statuses(state)
    if back and (here is False or not is_counted):
        assert not ask.pieces or not fits(ask, now)
    elif here and not is_counted:
        assert ask.pieces == {"11": Pieces(10), "12": Pieces(2)}
    else:
        assert ask.pieces
        assert fits(ask, now)
    if not back:
        assert not any(pieces.good for pieces in ask.pieces.values()), "good pieces are never asked for by themselves"


def test_what_is_here_or_was_counted_says_where_the_goods_are() -> None:
    shipped = OrderState.SHIPPED
    assert first_ask(shipped, of({})).goods_status is GoodsStatus.ON_THE_WAY
    assert first_ask(shipped, of({"11": RawCount(7)})).goods_status is GoodsStatus.HERE
    assert first_ask(shipped, of({"11": RawCount(7)}), here=False).goods_status is GoodsStatus.ON_THE_WAY
    assert first_ask(shipped, of(COUNTED), here=False).pieces == {"11": Pieces(3)}
    assert first_ask(shipped, of({}), back=True) == RefundAsk(GoodsStatus.HERE, {}, back=True)
    these = {"11": Pieces(damaged=2), "12": Pieces()}
    assert first_ask(shipped, of({}), pieces=these) == RefundAsk(GoodsStatus.HERE, {"11": Pieces(damaged=2)})
    assert first_ask(OrderState.FINISHED, of({})).goods_status is GoodsStatus.CONFIRMED_NOT_HERE
    assert first_ask(OrderState.FINISHED, of(COUNTED)).goods_status is GoodsStatus.CONFIRMED_HERE
    assert first_ask(OrderState.PAID, of({}), back=True) == RefundAsk(GoodsStatus.NOT_SENT, {})


def test_what_is_bad_goes_back_first_and_else_what_is_good() -> None:
    shipped = OrderState.SHIPPED
    bad = of({"11": RawCount(7, 2, 1), "12": RawCount(2)})
    assert first_ask(shipped, bad, back=True).pieces == {"11": Pieces(damaged=2, wrong=1)}
    assert first_ask(shipped, of({"11": RawCount(7)}), back=True).pieces == {"11": Pieces(good=7)}


def test_what_lacks_can_be_told_by_whether_it_came() -> None:
    now = of({"11": RawCount(4, 2, 1), "12": RawCount(2)})
    assert lacks(now) == {"11": Pieces(3, 2, 0, 1)}
    assert lacks(now, here=False) == {"11": Pieces(3)}
    all_came = of({"11": RawCount(8, 2), "12": RawCount(2)})
    assert lacks(all_came) == {"11": Pieces(damaged=2)}
    assert lacks(all_came, here=False) == {}


def test_before_shipment_all_that_is_not_claimed_fits_and_nothing_less() -> None:
    now = of({})
    whole = first_ask(OrderState.PAID, now)
    assert whole.pieces == {"11": Pieces(10), "12": Pieces(2)}
    assert fits(whole, now)
    assert not fits(replace(whole, back=True), now)
    for pieces in (
        {"11": Pieces(10)},
        {"11": Pieces(10), "12": Pieces(1)},
        {"11": Pieces(9, 1), "12": Pieces(2)},
        {"11": Pieces(10), "12": Pieces(2), "13": Pieces(1)},
    ):
        assert not fits(replace(whole, pieces=pieces), now)
    rest = of({}, lines=(MUG, replace(CUP, state=LineState.REFUNDED)))
    assert fits(replace(whole, pieces={"11": Pieces(10)}), rest)
    unnumbered = of({}, lines=(MUG, replace(CUP, entry_id="9/2")))
    assert not fits(replace(whole, pieces={"11": Pieces(10)}), unnumbered)


def test_before_shipment_what_a_refund_of_the_site_left_can_be_asked_for() -> None:
    paid = claim(1, state=ClaimState.PAID, goods=494, pieces={"11": Pieces(2)}, answered_by=7)
    now = of({}, paid)
    ask = first_ask(OrderState.PAID, now)
    assert ask.pieces == {"11": Pieces(8), "12": Pieces(2)}
    assert fits(ask, now)
    all_claimed = of({}, replace(paid, pieces={"11": Pieces(10)}))
    assert fits(replace(ask, pieces={"12": Pieces(2)}), all_claimed)
    question = replace(paid, kind=ClaimKind.UNKNOWN, pieces={}, entries=("11",), answered_by=None)
    assert not fits(replace(ask, pieces={"12": Pieces(2)}), of({}, question)), "it is said first what that is for"


def test_before_anybody_counted_nothing_is_said_to_be_here() -> None:
    all_of_it = RefundAsk(GoodsStatus.ON_THE_WAY, {"11": Pieces(10)})
    assert fits(all_of_it, of({}))
    for status in (GoodsStatus.HERE, GoodsStatus.CONFIRMED_HERE):
        assert not fits(replace(all_of_it, goods_status=status), of({}))
        only_wrong = of({"11": RawCount(wrong=1)})
        assert fits(replace(all_of_it, goods_status=status, pieces={"11": Pieces(9)}), only_wrong)


@pytest.mark.parametrize("status", GoodsStatus)
def test_only_what_is_here_can_be_said_to_be_here_and_go_back(status: GoodsStatus) -> None:
    now = of({"11": RawCount(4, 2, 1), "12": RawCount(2)})

    def can(pieces: Pieces, *, back: bool = False) -> bool:
        return fits(RefundAsk(status, {"11": pieces}, back), now)

    before = status is GoodsStatus.NOT_SENT
    assert can(Pieces(missing=3)) is True
    assert can(Pieces(damaged=2)) is status.returnable
    assert can(Pieces(missing=3, damaged=2, good=4, wrong=1)) is status.returnable
    assert can(Pieces(damaged=2, good=4, wrong=1), back=True) is status.returnable
    assert can(Pieces(missing=1), back=True) is False
    assert can(Pieces(missing=1)) is not before
    assert can(Pieces(missing=4)) is False
    assert can(Pieces(missing=-1)) is False
    assert can(Pieces()) is False
    assert fits(RefundAsk(status, {}), now) is False


def test_an_ask_without_pieces_is_of_known_lines_and_sends_nothing_back() -> None:
    amount = RefundAsk(GoodsStatus.HERE, {}, kind=ClaimKind.AMOUNT, of_lines={"11": 10})
    assert fits(amount, of(COUNTED))
    assert not fits(replace(amount, of_lines={}), of(COUNTED))
    assert not fits(replace(amount, of_lines={"13": 1}), of(COUNTED))
    assert not fits(replace(amount, back=True), of(COUNTED))
    question = claim(1, ClaimKind.UNKNOWN, goods=100, entries=("11",))
    assert not fits(amount, of(COUNTED, question)), "it is said first what that is for"
    assert fits(replace(amount, of_lines={"12": 2}), of(COUNTED, question))
    rest = RefundAsk(GoodsStatus.HERE, {"11": Pieces(3)}, kind=ClaimKind.REST, rest_of=5)
    assert fits(rest, of(COUNTED))
    assert not fits(rest, of(COUNTED, question))


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 99_999)), min_size=1, max_size=5), st.data())
def test_the_share_of_parts_is_never_more_than_that_of_the_whole(
    told: list[tuple[int, int]], data: st.DataObject
) -> None:
    lines = [OrderLine("6", None, n, entry_id=str(i), share=Fen(fen)) for i, (n, fen) in enumerate(told)]
    total = sum(fen for _, fen in told)
    freight = Fen(data.draw(st.integers(0, total)))
    now = balance(lines, (), (), freight=freight)
    whole = now.goods_of({line.entry_id: Pieces(line.quantity) for line in lines})
    assert whole <= total
    assert abs(whole - (total - freight)) <= len(lines)
    for line, (n, fen) in zip(lines, told, strict=True):
        one = data.draw(st.integers(0, n))
        parts = [now.goods_of({line.entry_id: Pieces(k)}) for k in (one, n - one)]
        assert 0 <= sum(parts) <= fen + 1


def test_the_carriage_is_taken_off_each_line_in_proportion_and_a_half_fen_down() -> None:
    def shares(freight: int, *of_lines: int | None) -> list[int | None]:
        lines = [
            OrderLine("6", None, 1, entry_id=str(i), share=None if fen is None else Fen(fen))
            for i, fen in enumerate(of_lines)
        ]
        return [*goods_shares(lines, Fen(freight)).values()]

    assert shares(800, 2471, 1729) == [2000, 1400]
    assert shares(1, 1, 1) == [0, 0]
    assert shares(0, 5, None) == [5, None]
    assert shares(5, 0, 0) == [0, 0]
    assert shares(9, 3, 3) == [0, 0]
    assert shares(9, 3) == [0], "what is left of it is never below nothing"
    assert shares(0, 1) == [1]
    assert shares(2, 2, 0) == [0, 0], "a gift bears no carriage"


def test_sums_stay_within_what_1688_gives() -> None:
    limits = RefundLimits(Fen(3400), Fen(800), Fen(4200))
    now = of({}, freight=800)
    pieces = {"11": Pieces(10), "12": Pieces(2)}
    all_of_it = replace(ASK, goods_status=GoodsStatus.NOT_SENT, pieces=pieces, carriage=Fen(800))
    before = bounded(all_of_it, now, limits)
    assert (before.goods, before.carriage, before.differs, before.limits) == (3400, 800, None, limits)
    less = bounded(all_of_it, now, limits._replace(total=Fen(4000)))
    assert (less.goods, less.carriage) == (3400, 600)
    asked = replace(ASK, goods=Fen(1200), carriage=Fen(0))
    assert bounded(asked, now, limits) is asked
    assert bounded(asked, now, limits._replace(goods=Fen(7))).goods == 7
    assert bounded(replace(asked, carriage=Fen(9)), now, limits._replace(carriage=Fen(8))).carriage == 8


def test_before_shipment_it_is_the_goods_of_the_order_whatever_1688_gives() -> None:
    whole = first_ask(OrderState.PAID, of({}))
    assert bounded(whole, of({}), WIDE._replace(goods=Fen(4200))).differs is None
    more = bounded(whole, of({}), WIDE._replace(goods=Fen(4300)))
    assert (more.goods, more.differs) == (4200, 4300)
    less = bounded(whole, of({}), WIDE._replace(goods=Fen(4100)))
    assert (less.goods, less.differs) == (4100, 4100)
    amount = RefundAsk(GoodsStatus.NOT_SENT, {}, kind=ClaimKind.AMOUNT, of_lines={"11": 10}, goods=Fen(50))
    assert bounded(amount, of({}), WIDE) == amount


@pytest.mark.parametrize(("asked", "of_goods"), [(5000, 1235), (1236, 1235), (1235, 1235), (1000, 1000)])
def test_ten_times_too_high_a_limit_raises_nothing(asked: int, of_goods: int) -> None:
    ask = replace(ASK, pieces={"11": Pieces(5)}, goods=Fen(asked), carriage=Fen(5000))
    now = bounded(ask, of({}), WIDE)
    assert (now.goods, now.carriage) == (of_goods, 0)


def test_the_carriage_is_of_the_order_and_asked_for_once() -> None:
    now = of({}, claim(1, ClaimKind.AMOUNT, goods=100, carriage=300, entries=("11",)), freight=800)
    ask = replace(ASK, goods=Fen(0), carriage=Fen(800))
    assert bounded(ask, now, WIDE).carriage == 500
    discount = claim(1, ClaimKind.AMOUNT, ClaimState.PAID, goods=3300, entries=("11", "12"))
    for back, carriage in ((0, 800), (3700, 400), (4150, 0)):
        asked = bounded(replace(ask, goods=Fen(200)), of({}, discount, freight=800, back=back), WIDE)
        assert (asked.goods, asked.carriage) == (min(100, 4200 - back), carriage)


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
    ask = RefundAsk(status, {"11": pieces, "12": Pieces()}, back)
    assert described(ask, "1042/2") == f"采购单 #1042/2：{words}"
    assert described(replace(ask, token="7F3A"), "1042/2") == f"采购单 #1042/2·7F3A：{words}"
    assert described(ask, "7", " 少 \n") == "采购单 #7：少"


def test_the_seller_reads_of_pieces_of_several_lines_together() -> None:
    ask = RefundAsk(GoodsStatus.HERE, {"11": Pieces(3), "12": Pieces(1, 1)})
    assert described(ask, "7") == "采购单 #7：少货4件，破损1件"


def test_the_seller_reads_that_a_rest_or_an_agreed_sum_is_asked_for() -> None:
    rest = RefundAsk(GoodsStatus.HERE, {"11": Pieces(3)}, kind=ClaimKind.REST, rest_of=5)
    amount = RefundAsk(GoodsStatus.HERE, {}, kind=ClaimKind.AMOUNT, of_lines={"11": 10})
    assert (described(rest, "7"), described(amount, "7")) == ("采购单 #7：补退差额", "采购单 #7：与卖家协商退款")


def test_another_claim_carries_characters_of_its_own_and_the_words_of_a_person_stay() -> None:
    again = with_token(replace(ASK, description="采购单 #7·A1B2：见 ·A1B2：少货"), "C3D4")
    assert (again.token, again.description) == ("C3D4", "采购单 #7·C3D4：见 ·A1B2：少货")
    of_before = replace(ASK, token="", description="采购单 #7：少货")
    assert with_token(of_before, "C3D4") == of_before


def test_it_is_complete_with_a_reason_and_a_sum_and_a_photo_where_its_reason_wants_one() -> None:
    assert ASK.is_complete
    assert replace(ASK, goods=Fen(0), carriage=Fen(1)).is_complete
    assert not replace(ASK, goods=Fen(0)).is_complete
    assert not replace(ASK, reason=None).is_complete
    broken = replace(ASK, reason=RefundReason(8, "破损", needs_voucher=True))
    assert broken.lacks_photo
    assert not replace(broken, photos=("AQAD",)).lacks_photo
    assert not replace(broken, reason=None).lacks_photo
    assert not ASK.lacks_photo


@pytest.mark.parametrize(("characters", "fit"), [(1, False), (2, True), (150, True), (151, False)])
def test_1688_takes_a_description_of_2_to_150_characters(characters: int, fit: bool) -> None:
    assert replace(ASK, description="少" * characters).words_fit is fit


def test_an_ask_says_what_1688_is_asked_about_and_what_it_claims() -> None:
    back = RefundAsk(GoodsStatus.HERE, {"11": Pieces(2, 1), "12": Pieces(1)}, back=True, goods=Fen(5), carriage=Fen(2))
    assert (back.entries, back.about, back.counted, back.total) == (("11", "12"), {"11": 3, "12": 1}, {"11": 1}, 7)
    assert back.claimed == back.pieces
    assert replace(back, back=False).counted == {}
    rest = replace(back, kind=ClaimKind.REST, rest_of=5)
    assert (rest.claimed, rest.about) == ({}, {"11": 3, "12": 1})
    amount = RefundAsk(GoodsStatus.HERE, {}, kind=ClaimKind.AMOUNT, of_lines={"11": 10})
    assert (amount.entries, amount.about, amount.claimed) == (("11",), {"11": 10}, {})


def found(
    *reports: RefundReport,
    said: Mapping[str, str] | None = None,
    others: tuple[str, ...] = (),
    **fields: Any,
) -> str | None:
    ours = find_ours(replace(ASK, **fields), NOON, others, reports, said or {})
    return ours.refund_id if ours is not None else None


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": Fen(1)},
        {"carriage": Fen(200)},
        {"reason_id": 8},
        {"back": True},
        {"entries": ("11",)},
        {"entries": ()},
        {"asked_at": None},
        {"asked_at": NOON - timedelta(days=2)},
        {"asked_at": NOON + timedelta(days=2)},
        {"state": RefundState.CLOSED},
    ],
)
def test_the_characters_of_a_claim_decide_whatever_else_the_seller_changed(changed: dict[str, Any]) -> None:
    other = replace(RUNS, refund_id="TQ2")
    said = {"TQ1": "买家|采购单 #1042/2·A1B2：少货3件|13.00"}
    assert found(other, replace(RUNS, **changed), said=said) == "TQ1"


def test_one_with_the_characters_of_another_claim_is_not_ours() -> None:
    assert found(RUNS, said={"TQ1": "采购单 #1042/2·A1B3：少货3件"}) is None
    two = (RUNS, replace(RUNS, refund_id="TQ2"))
    assert found(*two, said={"TQ1": "采购单 #1042/2·A1B3：少货3件"}) == "TQ2"
    assert found(RUNS, said={"TQ1": "采购单 #1042/2·A1B3：x"}, token="", description="采购单 #1042/2：x") == "TQ1"


def test_without_characters_the_only_one_of_exactly_these_lines_is_ours() -> None:
    assert found(RUNS) == "TQ1"
    for same in (
        {"amount": Fen(1)},
        {"reason_id": 8},
        {"back": True},
        {"entries": ("12", "11")},
        {"asked_at": None},
        {"asked_at": NOON - timedelta(minutes=10)},
        {"asked_at": NOON + timedelta(days=1)},
    ):
        assert found(replace(RUNS, **same)) == "TQ1"
    for other in (
        {"entries": ("11",)},
        {"entries": ("11", "12", "13")},
        {"entries": ()},
        {"asked_at": NOON - timedelta(minutes=10, microseconds=1)},
    ):
        assert found(replace(RUNS, **other)) is None
    assert found(RUNS, replace(RUNS, refund_id="TQ2")) is None, "of several a person must say which it is"


def test_what_was_there_before_or_is_another_claim_is_not_ours() -> None:
    ours = {"TQ1": "采购单 #1042/2·A1B2：x"}
    assert found(RUNS, others=("TQ1",), said=ours) is None
    assert found(RUNS, earlier=("TQ1",), said=ours) is None
    assert found(RUNS, replace(RUNS, refund_id="TQ2"), others=("TQ2",)) == "TQ1"


def test_without_characters_our_number_tells_whose_it_is() -> None:
    two = (RUNS, replace(RUNS, refund_id="TQ2"))
    assert found(*two, said={"TQ2": "采购单 #1042：少货3件"}) == "TQ1"
    assert found(*two, said={"TQ1": "采购单#7：x", "TQ2": "采购单 #1042/21"}) is None
    assert found(RUNS, said={"TQ1": "采购单 #1042/2：x"}) == "TQ1"
    assert found(RUNS, said={"TQ1": "买家申请退款"}) == "TQ1"
    assert found(RUNS, said={"TQ1": "采购单 #9：x"}, description="少货") == "TQ1"


def test_a_refund_of_one_of_the_lines_may_be_ours_if_it_is_new() -> None:
    assert could_be_ours(ASK, (), RUNS)
    assert could_be_ours(ASK, (), replace(RUNS, entries=("12",)))
    assert could_be_ours(ASK, (), replace(RUNS, entries=()))
    assert not could_be_ours(ASK, (), replace(RUNS, entries=("13",)))
    assert not could_be_ours(ASK, ("TQ1",), RUNS)
    assert not could_be_ours(replace(ASK, earlier=("TQ1",)), (), RUNS)


def test_lines_that_were_received_apart_are_asked_back_apart_and_in_other_words() -> None:
    received = replace(MUG, step=OrderState.FINISHED)
    sent = replace(CUP, step=OrderState.SHIPPED)
    now = of(COUNTED, lines=(received, sent))
    ask = first_ask(OrderState.SHIPPED, now)
    assert (ask.goods_status, ask.pieces) == (GoodsStatus.HERE, {"12": Pieces(damaged=1)}), "what was sent is first"
    ask = first_ask(OrderState.SHIPPED, now, pieces={"11": Pieces(missing=3)})
    assert ask.goods_status is GoodsStatus.CONFIRMED_HERE
    assert fits(ask, now)
    assert statuses_of(OrderState.SHIPPED, now, ["11", "12"]) == (), "no word of 1688's is true of both"
    settled = of(COUNTED, claim(1, pieces={"12": Pieces(damaged=1)}), lines=(received, sent))
    ask = first_ask(OrderState.SHIPPED, settled)
    assert (ask.goods_status, ask.pieces) == (GoodsStatus.CONFIRMED_HERE, {"11": Pieces(missing=3)})


def test_once_the_whole_order_was_received_no_line_of_it_counts_for_itself() -> None:
    late = replace(CUP, step=OrderState.SHIPPED)
    now = of(COUNTED, lines=(MUG, late))
    ask = first_ask(OrderState.FINISHED, now)
    assert ask.goods_status is GoodsStatus.CONFIRMED_HERE
    assert {*ask.pieces} == {"11", "12"}


def test_what_was_not_sent_of_an_order_is_asked_back_whole_beside_what_was_sent() -> None:
    cans = replace(CUP, offer_id="600000000002", entry_id="13", step=OrderState.PAID)
    unsent = replace(CUP, step=OrderState.PAID)
    now = of({"11": RawCount(10)}, lines=(replace(MUG, step=OrderState.SHIPPED), unsent, cans))
    ask = first_ask(OrderState.PART_SHIPPED, now)
    assert ask.goods_status is GoodsStatus.NOT_SENT
    assert ask.pieces == {"12": Pieces(missing=2), "13": Pieces(missing=2)}
    assert fits(ask, now)
    assert not fits(replace(ask, pieces={"12": Pieces(missing=2)}), now), "1688 takes all that it did not send"


def test_a_line_of_which_goods_and_carriage_came_back_still_owes_the_rest_of_its_goods() -> None:
    line = replace(MUG, amount=Fen(2000), share=Fen(2700), state=LineState.REFUNDED, refunded=Fen(2100))
    carriage = claim(1, ClaimKind.CARRIAGE, ClaimState.PAID, carriage=700, entries=("11",))
    missing = claim(2, state=ClaimState.PAID, goods=1400, pieces={"11": Pieces(missing=7)})
    now = of({"11": RawCount(2)}, carriage, missing, lines=(line,), freight=700)
    assert now.able == {"11": Pieces(missing=1, good=2)}
    settled = replace(line, refunded=Fen(2700))
    assert of({"11": RawCount(2)}, carriage, missing, lines=(settled,), freight=700).able == {}
    assert of({"11": RawCount(2)}, missing, lines=(line,), freight=700).able == {}, "nobody knows of carriage"
