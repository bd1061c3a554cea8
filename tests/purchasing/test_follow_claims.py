"""What 1688 tells of an order and its refunds ends claims and makes new ones; no time does, and nothing is guessed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandKind, ErrandState, RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderReport, OrderState, RefundReport, RefundState
from bot.purchasing.tracking.follow_claims import NEW, follow_claims
from tests.purchasing.balances import AT, claim
from tests.purchasing.test_reconcile import ORDER, REPORT

OPEN, PAID, CLOSED = ClaimState
NONE, ASKED, DONE, ENDED = RefundState
NOW = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
LINES = (
    OrderLine("600000000001", None, 30, entry_id="11", share=Fen(37_500)),
    OrderLine("600000000002", None, 10, entry_id="12", share=Fen(5_000)),
)
SHIPPED = replace(ORDER, state=OrderState.SHIPPED, total=Fen(42_500), freight=Fen(0), lines=LINES)
OURS = claim(1, goods=2_500, pieces={"11": Pieces(damaged=2)}, errand_id=5, refund_id="TQ1")
SITE = claim(7, ClaimKind.UNKNOWN, goods=700, entries=("12",), refund_id="TQ7", seen=True)
MONEY = claim(8, ClaimKind.UNKNOWN, PAID, goods=3_000)
ASK = RefundAsk(GoodsStatus.HERE, {"11": Pieces(damaged=2)}, goods=Fen(2_500), token="A1B2")


def refund(number: str, state: RefundState = ASKED, amount: int = 2_500, paid: int = 0, **more: Any) -> RefundReport:
    word = {ASKED: "waitselleragree", DONE: "refundsuccess", ENDED: "refundclose"}[state]
    more = {"entries": ("11",)} | more
    return RefundReport(number, word, state, Fen(amount), Fen(paid), **more)


def follow(
    *claims: Claim,
    refunds: Collection[RefundReport] = (),
    report: OrderReport | None = None,
    errands: tuple[Errand, ...] = (),
    order: Order = SHIPPED,
) -> tuple[Claim, ...]:
    order = replace(order, claims=claims, errands=errands)
    return follow_claims(order, RefundsRead(tuple(refunds), answered=True), report, NOW)


def told(refund_state: RefundState, refunded: int = 0, **words: RefundState) -> OrderReport:
    """What the order says of its refunds, and of those of the lines `e11` and `e12`."""
    of_lines = tuple((entry[1:], word) for entry, word in words.items())
    return replace(
        REPORT,
        state=OrderState.SHIPPED,
        total=Fen(42_500),
        refund=refund_state,
        refunded=Fen(refunded),
        line_refunds=of_lines,
    )


def live(kind: ErrandKind = ErrandKind.REFUND, ask: RefundAsk | None = ASK) -> Errand:
    return Errand(9, kind, ErrandState.UNCLEAR, 1, 3, AT, ask.entries if ask is not None else (), ask=ask)


# A refund that a call shows.


def test_a_claim_is_as_the_refund_of_its_number_stands() -> None:
    (runs,) = follow(OURS, refunds=[refund("TQ1", amount=2_400, carriage=Fen(300))])
    assert (runs.state, runs.goods, runs.carriage, runs.seen) == (OPEN, 2_100, 300, True)
    assert (runs.pieces, runs.entries, runs.kind) == (OURS.pieces, ("11",), ClaimKind.PIECES)
    (paid,) = follow(OURS, refunds=[refund("TQ1", DONE, 2_800, 2_800, carriage=Fen(300))])
    assert (paid.state, paid.goods, paid.carriage) == (PAID, 2_500, 300)
    (less,) = follow(OURS, refunds=[refund("TQ1", DONE, 2_800, 1_000, carriage=Fen(300))])
    assert (less.state, less.goods, less.carriage) == (PAID, 1_000, 0)
    (closed,) = follow(OURS, refunds=[refund("TQ1", ENDED)])
    assert (closed.state, closed.pieces) == (CLOSED, OURS.pieces)
    (without_sum,) = follow(OURS, refunds=[refund("TQ1", amount=0)])
    assert (without_sum.goods, without_sum.seen) == (2_500, True)
    (not_shown,) = follow(OURS)
    assert not not_shown.seen


def test_one_that_closed_and_runs_again_claims_again() -> None:
    (again,) = follow(replace(OURS, state=CLOSED), refunds=[refund("TQ1")])
    assert again.state is OPEN


def test_no_time_ends_a_claim_that_nothing_is_told_of() -> None:
    old = replace(OURS, at=NOW - timedelta(days=900))
    unnumbered = replace(old, id=2, refund_id="")
    assert follow(old, unnumbered) == (old, unnumbered)
    assert follow(old, unnumbered, report=told(NONE)) == (old, unnumbered)
    assert follow(old, unnumbered, report=told(ENDED)) == (old, unnumbered)


def test_goods_that_are_on_their_way_back_are_sent_back() -> None:
    sent: dict[str, Any] = {"back": True, "bill_no": "SF1"}
    (back,) = follow(OURS, refunds=[refund("TQ1", **sent)])
    assert (back.back, back.sent_back) == (True, True)
    (agreed,) = follow(OURS, refunds=[refund("TQ1", back=True)])
    assert (agreed.back, agreed.sent_back) == (True, False)
    (by_word,) = follow(OURS, refunds=[replace(refund("TQ1", back=True), word="waitsellerreceive")])
    assert by_word.sent_back
    (money_alone,) = follow(OURS, refunds=[refund("TQ1", bill_no="SF1")])
    assert (money_alone.back, money_alone.sent_back) == (False, False)
    (kept,) = follow(replace(OURS, back=True, sent_back=True), refunds=[refund("TQ1")])
    assert (kept.back, kept.sent_back) == (True, True)


@pytest.mark.parametrize(
    ("kind", "state", "number", "is_sent"),
    [
        (ErrandKind.RETURN, ErrandState.DONE, "TQ1", True),
        (ErrandKind.RETURN, ErrandState.UNCLEAR, "TQ1", False),
        (ErrandKind.RETURN, ErrandState.DONE, "TQ2", False),
        (ErrandKind.WITHDRAW, ErrandState.DONE, "TQ1", False),
    ],
)
def test_goods_whose_parcel_was_named_are_sent_back_whatever_is_shown(
    kind: ErrandKind, state: ErrandState, number: str, is_sent: bool
) -> None:
    errand = Errand(9, kind, state, 1, 3, AT, ("11",), refund_id=number)
    (back,) = follow(OURS, errands=(errand,))
    assert back.sent_back is is_sent


# Refunds that nobody asked for here.


def test_a_refund_that_no_claim_is_of_was_opened_on_the_site() -> None:
    asked_at = NOW - timedelta(days=3)
    ours, site = follow(OURS, refunds=[refund("TQ2", amount=900, asked_at=asked_at, carriage=Fen(200))])
    assert ours == OURS
    assert site == Claim(
        NEW,
        ClaimKind.UNKNOWN,
        OPEN,
        asked_at,
        goods=Fen(700),
        carriage=Fen(200),
        entries=("11",),
        refund_id="TQ2",
        seen=True,
    )
    (undated,) = follow(refunds=[refund("TQ2", DONE, 900, 900, back=True, bill_no="SF1")])
    assert (undated.at, undated.state, undated.total, undated.sent_back) == (NOW, PAID, 900, True)


def test_one_that_may_be_what_was_just_sent_waits_until_that_is_known() -> None:
    sent = replace(OURS, refund_id="")
    assert follow(sent, refunds=[refund("TQ2")], errands=(live(),)) == (sent,)
    of_another_line = refund("TQ2", entries=("12",))
    assert len(follow(sent, refunds=[of_another_line], errands=(live(),))) == 2
    before = live(ask=replace(ASK, earlier=("TQ2",)))
    assert len(follow(sent, refunds=[refund("TQ2")], errands=(before,))) == 2
    receipt = live(ErrandKind.RECEIPT, None)
    assert len(follow(sent, refunds=[refund("TQ2")], errands=(receipt,))) == 2
    withdraw = live(ErrandKind.WITHDRAW)
    assert len(follow(sent, refunds=[refund("TQ2")], errands=(withdraw,))) == 2


def test_the_refund_of_another_claim_is_no_stranger_also_while_something_is_sent() -> None:
    known = replace(OURS, id=2, refund_id="TQ2")
    sent = replace(OURS, refund_id="")
    assert [one.id for one in follow(known, sent, refunds=[refund("TQ2")], errands=(live(),))] == [2, 1]


# Money of which no call names the refund.


def test_money_beyond_all_known_refunds_is_of_the_site() -> None:
    order = replace(SHIPPED, lines=(LINES[0], replace(LINES[1], refunded=Fen(1_800))))
    (unlisted,) = follow(report=told(DONE, 1_800), order=order)
    assert unlisted == Claim(NEW, ClaimKind.UNKNOWN, PAID, NOW, goods=Fen(1_800), entries=("12",))
    (nowhere,) = follow(report=told(DONE, 1_800))
    assert nowhere.entries == ()
    known = replace(OURS, state=PAID)
    assert follow(known, report=told(DONE, 2_500)) == (known,)
    assert [one.goods for one in follow(known, report=told(DONE, 2_600))] == [2_500, 100]


def test_it_grows_and_stays_one() -> None:
    (more,) = follow(MONEY, report=told(DONE, 4_000))
    assert (more.id, more.state, more.goods) == (8, PAID, 4_000)


def test_what_came_back_stays_so_although_a_later_report_knows_less() -> None:
    for less in (0, 2_999):
        (same,) = follow(MONEY, report=told(NONE, less))
        assert (same.state, same.goods) == (PAID, 3_000)


def test_more_than_was_paid_is_a_contradiction_and_changes_nothing() -> None:
    assert follow(MONEY, report=told(DONE, 42_501)) == (MONEY,)
    assert follow(report=told(DONE, 42_501)) == ()
    assert follow(OURS, report=told(DONE, 99_999_900)) == (OURS,)
    (all_of_it,) = follow(report=told(DONE, 42_500))
    assert all_of_it.goods == 42_500


def test_a_refund_that_is_named_later_takes_what_was_said_of_its_money() -> None:
    said = replace(MONEY, kind=ClaimKind.PIECES, pieces={"12": Pieces(missing=6)}, answered_by=3)
    (named,) = follow(said, refunds=[refund("TQ9", DONE, 3_000, 3_000, entries=("12",))], report=told(DONE, 3_000))
    assert (named.id, named.refund_id, named.seen, named.kind, named.pieces) == (
        8,
        "TQ9",
        True,
        ClaimKind.PIECES,
        said.pieces,
    )
    a_fen = follow(replace(MONEY, goods=Fen(1)), refunds=[refund("TQ9", DONE, 1, 1)])
    assert [(one.id, one.refund_id) for one in a_fen] == [(8, "TQ9")]
    both = follow(OURS, MONEY, refunds=[refund("TQ1"), refund("TQ9", DONE, 3_000, 3_000)])
    assert [(one.id, one.refund_id) for one in both] == [(1, "TQ1"), (8, "TQ9")]


def test_a_refund_of_another_sum_is_another_until_the_money_says_otherwise() -> None:
    small = refund("TQ9", DONE, 1_000, 1_000)
    rest, named = follow(MONEY, refunds=[small], report=told(DONE, 3_000))
    assert [(one.id, one.state, one.goods) for one in (rest, named)] == [(NEW, PAID, 1_000), (8, PAID, 2_000)]
    running = follow(MONEY, refunds=[refund("TQ9", amount=3_000)])
    assert [(one.id, one.state) for one in running] == [(8, PAID), (NEW, OPEN)], "it is not paid"
    closed = follow(replace(MONEY, state=CLOSED), refunds=[refund("TQ9", DONE, 3_000, 3_000)])
    assert [one.id for one in closed] == [8, NEW]
    nothing = follow(replace(MONEY, goods=Fen(0)), refunds=[refund("TQ9", amount=3_000)])
    assert [one.id for one in nothing] == [8, NEW], "no money is not that of one that has not paid"
    all_named = follow(
        MONEY,
        refunds=[small, refund("TQ8", DONE, 2_000, 2_000)],
        report=told(DONE, 3_000),
    )
    assert {(one.id, one.state, one.goods) for one in all_named} == {
        (8, CLOSED, 0),
        (NEW, PAID, 1_000),
        (NEW, PAID, 2_000),
    }


def test_money_of_which_a_person_said_what_it_is_for_is_not_counted_twice_once_its_parts_are_named() -> None:
    said = replace(MONEY, kind=ClaimKind.PIECES, pieces={"12": Pieces(missing=6)}, entries=("12",), answered_by=3)
    parts = [refund("TQ8", DONE, 1_000, 1_000), refund("TQ9", DONE, 2_000, 2_000)]
    every = follow(said, refunds=parts, report=told(DONE, 3_000))
    assert {(one.id, one.state, one.goods) for one in every} == {
        (8, CLOSED, 0),
        (NEW, PAID, 1_000),
        (NEW, PAID, 2_000),
    }
    one_part = follow(said, refunds=parts[:1], report=told(DONE, 3_000))
    assert {(one.id, one.state, one.goods) for one in one_part} == {(8, PAID, 2_000), (NEW, PAID, 1_000)}
    beside = follow(said, refunds=parts[:1], report=told(DONE, 4_000))
    assert {(one.id, one.state, one.goods) for one in beside} == {(8, PAID, 3_000), (NEW, PAID, 1_000)}
    while_ours_runs = follow(OURS, said, refunds=[refund("TQ1"), parts[0]], report=told(ASKED, 4_000))
    assert [(one.id, one.goods) for one in while_ours_runs] == [(1, 2_500), (8, 3_000), (NEW, 1_000)]


def test_one_that_runs_and_that_no_call_names_is_known_until_the_order_says_that_it_ended() -> None:
    (runs,) = follow(report=told(ASKED, e12=ASKED, e11=NONE))
    assert runs == Claim(NEW, ClaimKind.UNKNOWN, OPEN, NOW, entries=("12",))
    stored = replace(runs, id=8)
    assert follow(stored, report=told(ASKED, e12=ASKED)) == (stored,)
    (ended,) = follow(stored, report=told(ENDED))
    assert (ended.id, ended.state) == (8, CLOSED)
    (paid,) = follow(stored, report=told(DONE, 400))
    assert (paid.id, paid.state, paid.goods) == (8, PAID, 400)
    assert follow(OURS, report=told(ASKED)) == (OURS,), "that is the one that runs"


@pytest.mark.parametrize("kind", [ClaimKind.COMPENSATION, ClaimKind.CARRIAGE])
def test_one_of_which_a_person_said_what_it_is_for_while_it_ran_ends_like_any_other(kind: ClaimKind) -> None:
    runs = claim(8, kind, entries=("12",), answered_by=3)
    assert follow(runs, report=told(ASKED, e12=ASKED)) == (runs,)
    (ended,) = follow(runs, report=told(ENDED))
    assert (ended.state, ended.kind) == (CLOSED, kind)
    (paid,) = follow(runs, report=told(DONE, 400))
    assert (paid.id, paid.state, paid.goods, paid.kind) == (8, PAID, 400, kind)


def test_nobody_is_asked_of_money_that_a_refund_that_runs_may_explain() -> None:
    shown = refund("TQ1")
    assert [one.id for one in follow(OURS, refunds=[shown], report=told(ASKED, 2_500))] == [1]
    for beyond in (100, 2_499, 2_501):
        other = follow(OURS, refunds=[shown], report=told(ASKED, beyond))
        assert [(one.id, one.goods) for one in other] == [(1, 2_500), (NEW, beyond)], "it runs, all of it"
    hidden = replace(OURS, carriage=Fen(1))
    assert follow(hidden, report=told(ASKED, 100)) == (hidden,)
    unnumbered = replace(OURS, refund_id="")
    assert follow(unnumbered, report=told(ASKED, 100)) == (unnumbered,)


def test_a_refund_that_is_told_as_paid_a_look_later_takes_the_question_back() -> None:
    question = replace(MONEY, goods=Fen(1_000))
    done = [refund("TQ1", DONE, 2_500, 1_000)]
    ours, answered = follow(OURS, question, refunds=done, report=told(DONE, 1_000))
    assert [(one.id, one.state, one.goods) for one in (ours, answered)] == [(1, PAID, 1_000), (8, CLOSED, 0)]
    said = replace(question, kind=ClaimKind.COMPENSATION, entries=("11",), answered_by=3)
    ours, answered = follow(OURS, said, refunds=done, report=told(DONE, 1_000))
    assert [(one.id, one.state, one.goods) for one in (ours, answered)] == [(1, PAID, 1_000), (8, CLOSED, 0)]


def test_nobody_is_asked_of_money_of_the_site_that_is_being_paid() -> None:
    site = follow(SITE, refunds=[refund("TQ7", amount=700, entries=("12",))], report=told(ASKED, 700))
    assert [one.id for one in site] == [7]


def test_nobody_is_asked_while_something_may_have_been_sent() -> None:
    sent = replace(OURS, refund_id="", goods=Fen(100))
    assert follow(sent, report=told(DONE, 3_000), errands=(live(),)) == (sent,)
    assert follow(report=told(ASKED), errands=(live(),)) == ()


# Refunds of ours that no call of this account shows.


def test_the_money_of_a_hidden_refund_pays_it() -> None:
    (paid,) = follow(OURS, report=told(DONE, 2_500))
    assert (paid.state, paid.goods, paid.carriage) == (PAID, 2_500, 0)
    with_carriage = replace(OURS, carriage=Fen(300))
    (paid,) = follow(with_carriage, report=told(ASKED, 2_800))
    assert (paid.state, paid.goods, paid.carriage) == (PAID, 2_500, 300)
    known = claim(3, state=PAID, goods=1_000, pieces={"12": Pieces(2)}, refund_id="TQ3")
    assert [one.state for one in follow(known, OURS, report=told(DONE, 3_500))] == [PAID, PAID]


def test_less_than_it_asked_pays_it_if_it_is_alone_and_the_order_says_that_it_ended() -> None:
    carriage = replace(OURS, carriage=Fen(300))
    (less,) = follow(carriage, report=told(DONE, 1_000))
    assert (less.state, less.goods, less.carriage) == (PAID, 1_000, 0)
    (most,) = follow(carriage, report=told(DONE, 2_600))
    assert (most.state, most.goods, most.carriage) == (PAID, 2_500, 100)
    assert follow(carriage, report=told(ASKED, 1_000)) == (carriage,)
    site_runs = follow(carriage, SITE, report=told(DONE, 1_000))
    assert site_runs == (carriage, SITE)


def test_one_of_the_site_that_is_new_stays_beside_a_hidden_one_that_is_paid_in_the_same_look() -> None:
    new = refund("TQ9", amount=700, entries=("12",))
    ours, site = follow(OURS, refunds=[new], report=told(ASKED, 2_500))
    assert [(one.refund_id, one.state, one.goods) for one in (ours, site)] == [
        ("TQ1", PAID, 2_500),
        ("TQ9", OPEN, 700),
    ]


def test_more_than_it_asked_is_not_its_money() -> None:
    assert [(one.id, one.state, one.goods) for one in follow(OURS, report=told(DONE, 2_501))] == [
        (1, OPEN, 2_500),
        (NEW, PAID, 2_501),
    ]


def test_of_two_hidden_ones_the_sum_tells_which_was_paid_or_that_both_were() -> None:
    other = claim(2, goods=1_500, pieces={"12": Pieces(3)}, errand_id=6, refund_id="TQ2")
    states = [one.state for one in follow(OURS, other, report=told(ASKED, 1_500))]
    assert states == [OPEN, PAID]
    assert [one.state for one in follow(OURS, other, report=told(DONE, 4_000))] == [PAID, PAID]
    assert follow(OURS, other, report=told(DONE, 1_000)) == (OURS, other), "nobody can tell"
    twin = replace(other, goods=Fen(2_500))
    assert follow(OURS, twin, report=told(ASKED, 2_500)) == (OURS, twin), "nobody can tell"
    assert [one.state for one in follow(OURS, twin, report=told(DONE, 5_000))] == [PAID, PAID]


def test_the_money_of_a_hidden_refund_of_ours_is_told_from_money_of_the_site_before_it() -> None:
    ours, money = follow(OURS, MONEY, report=told(DONE, 5_500))
    assert [(one.id, one.state, one.goods) for one in (ours, money)] == [(1, PAID, 2_500), (8, PAID, 3_000)]


def test_what_is_shown_or_not_known_to_be_there_or_of_the_site_is_not_hidden() -> None:
    shown = [refund("TQ1")]
    assert [one.state for one in follow(OURS, refunds=shown, report=told(DONE, 2_500))] == [OPEN]
    unclear = replace(OURS, refund_id="", errand_id=live().id)
    assert follow(unclear, report=told(DONE, 2_500), errands=(live(),)) == (unclear,)
    site = replace(SITE, goods=Fen(2_500))
    assert follow(site, report=told(DONE, 2_500)) == (site,)


def test_what_a_person_saw_on_the_site_is_hidden_until_a_call_shows_it() -> None:
    seen_there = replace(live(), state=ErrandState.DONE)
    ours = replace(OURS, refund_id="", errand_id=seen_there.id)
    assert [one.state for one in follow(ours, report=told(DONE, 2_500), errands=(seen_there,))] == [PAID]
    assert [one.state for one in follow(ours, report=told(ENDED, e11=ENDED), errands=(seen_there,))] == [CLOSED]
    (shown,) = follow(ours, refunds=[refund("TQ2")], errands=(seen_there,))
    assert (shown.refund_id, shown.seen, shown.state) == ("TQ2", True, OPEN)
    let_go = replace(ours, state=CLOSED)
    assert [one.refund_id for one in follow(let_go, refunds=[refund("TQ2")], errands=(seen_there,))] == ["", "TQ2"]


def test_the_word_of_its_line_closes_a_hidden_refund_if_nothing_else_ever_touched_the_line() -> None:
    elsewhere = claim(2, state=PAID, goods=10, pieces={"13": Pieces(1)}, errand_id=6)

    def after(first: Claim, **words: RefundState) -> ClaimState:
        return follow(first, elsewhere, report=told(DONE, 10, **words))[0].state

    assert after(OURS, e11=ENDED) is CLOSED
    on_two = replace(OURS, entries=("11", "12"))
    assert after(on_two, e11=ENDED, e12=ENDED) is CLOSED
    for words in ({"e11": DONE}, {"e11": ASKED}, {"e11": NONE}, {"e12": ENDED}, {}):
        assert after(OURS, **words) is OPEN
    for words in ({"e11": ENDED}, {"e11": ENDED, "e12": DONE}):
        assert after(on_two, **words) is OPEN


def test_the_word_of_the_order_closes_a_hidden_refund_that_is_its_only_one() -> None:
    assert follow(OURS, report=told(ENDED))[0] == replace(OURS, state=CLOSED)
    assert follow(OURS, report=told(ENDED, e11=ENDED, e12=NONE))[0].state is CLOSED
    assert follow(replace(OURS, entries=()), report=told(ENDED))[0].state is CLOSED
    assert follow(OURS, report=told(ENDED, e11=ASKED)) == (OURS,), "the line says otherwise"
    assert follow(OURS, report=told(NONE, e11=ENDED)) == (OURS,), "the order says otherwise"
    other = claim(2, state=CLOSED, goods=10, pieces={"12": Pieces(1)}, errand_id=6)
    assert follow(OURS, other, report=told(ENDED))[0] == OURS


@pytest.mark.parametrize("state", [PAID, CLOSED, OPEN])
def test_the_word_of_a_line_that_two_refunds_touched_closes_neither(state: ClaimState) -> None:
    report = told(ENDED, e11=ENDED, e12=ENDED)
    other = claim(2, state=state, goods=10, pieces={"11": Pieces(1)}, errand_id=6)
    assert follow(OURS, other, report=report)[0] == OURS
    anywhere = replace(other, pieces={}, entries=())
    assert follow(OURS, anywhere, report=report)[0] == OURS
    elsewhere = replace(other, entries=("12",), pieces={"12": Pieces(1)})
    assert follow(OURS, elsewhere, report=report)[0].state is CLOSED
    unknown_lines = replace(OURS, entries=())
    assert follow(unknown_lines, elsewhere, report=report)[0] == unknown_lines


def test_the_word_of_a_line_closes_nothing_that_a_call_shows_or_that_is_not_known_to_be_there() -> None:
    report = told(ENDED, e11=ENDED)
    assert [one.state for one in follow(OURS, refunds=[refund("TQ1")], report=report)] == [OPEN]
    unclear = replace(OURS, refund_id="", errand_id=live().id)
    assert follow(unclear, report=report, errands=(live(),)) == (unclear,)
    paid = replace(OURS, state=PAID)
    assert follow(paid, report=replace(report, refunded=Fen(2_500))) == (paid,)


def test_without_the_order_itself_only_its_refunds_are_told() -> None:
    assert follow(OURS, MONEY) == (OURS, MONEY)
    assert follow(OURS, refunds=[refund("TQ1", ENDED)])[0].state is CLOSED


def test_the_word_of_a_line_closes_nothing_while_the_order_says_that_it_runs() -> None:
    elsewhere = claim(2, state=PAID, goods=10, pieces={"12": Pieces(1)}, errand_id=6)
    report = told(ASKED, 10, e11=ENDED)
    assert follow(OURS, elsewhere, report=report) == (OURS, elsewhere)
    running = replace(elsewhere, state=OPEN)
    assert follow(OURS, running, report=told(ASKED, e11=ENDED))[0].state is CLOSED


def test_the_word_of_a_line_closes_nothing_while_money_came_that_may_be_of_it() -> None:
    elsewhere = claim(2, state=PAID, goods=10, pieces={"12": Pieces(1)}, errand_id=6)
    ours, _ = follow(OURS, elsewhere, report=told(DONE, 953, e11=ENDED, e12=DONE))
    assert (ours.state, ours.goods) == (PAID, 943)
    too_much = replace(elsewhere, goods=Fen(9))
    first, _ = follow(OURS, too_much, report=told(ASKED, 10, e11=ENDED, e12=ASKED))
    assert first.state is OPEN


def test_one_that_no_call_names_runs_on_whatever_else_runs() -> None:
    hidden = claim(8, ClaimKind.PIECES, pieces={"12": Pieces(missing=3)}, answered_by=3)
    every: tuple[dict[str, Any], ...] = ({"e12": ASKED}, {}, {"e11": ASKED, "e12": ASKED})
    for words in every:
        assert follow(hidden, OURS, refunds=[refund("TQ1")], report=told(ASKED, **words))[-1] == hidden
    ended = follow(hidden, OURS, refunds=[refund("TQ1")], report=told(ASKED, e11=ASKED, e12=ENDED))
    assert ended[-1] == replace(hidden, state=CLOSED, entries=())


def test_one_that_runs_takes_its_number_once_a_call_names_it() -> None:
    hidden = claim(8, ClaimKind.UNKNOWN, entries=("12",))
    named = follow(hidden, refunds=[refund("TQ9", amount=700, entries=("12",))], report=told(ASKED, e12=ASKED))
    assert [(one.id, one.refund_id, one.goods, one.state) for one in named] == [(8, "TQ9", 700, OPEN)]
    for entries in ((), ("11", "12")):
        (wider,) = follow(hidden, refunds=[refund("TQ9", entries=entries)])
        assert (wider.id, wider.entries) == (8, entries or ("12",))
    assert [one.id for one in follow(replace(hidden, entries=()), refunds=[refund("TQ9")])] == [8]
    assert [one.id for one in follow(hidden, refunds=[refund("TQ9", entries=("11",))])] == [8, NEW]
    assert [one.id for one in follow(replace(hidden, state=CLOSED), refunds=[refund("TQ9")])] == [8, NEW]
    paid = refund("TQ9", DONE, 700, 700, entries=("12",))
    assert [one.id for one in follow(hidden, refunds=[paid])] == [8, NEW]


def test_of_one_that_ran_a_person_is_asked_anew_once_another_runs_of_its_line() -> None:
    said = claim(8, ClaimKind.COMPENSATION, entries=("12",), answered_by=3)
    before, named = follow(said, refunds=[refund("TQ9", amount=700, entries=("12",))])
    assert (before, named.kind) == (replace(said, state=CLOSED), ClaimKind.UNKNOWN)
    elsewhere = follow(said, refunds=[refund("TQ9", entries=("11",))])
    assert [one.state for one in elsewhere] == [OPEN, OPEN]
    ended = follow(said, refunds=[refund("TQ9", ENDED, entries=("12",))])
    assert [one.state for one in ended] == [OPEN, CLOSED]
    ours = replace(OURS, entries=("12",))
    assert [one.state for one in follow(said, ours, refunds=[refund("TQ1", entries=("12",))])] == [OPEN, OPEN]


def test_money_of_other_lines_is_not_that_of_a_hidden_refund() -> None:
    order = replace(SHIPPED, lines=(LINES[0], replace(LINES[1], refunded=Fen(900))))
    ours, site = follow(OURS, report=told(DONE, 900, e11=ENDED, e12=DONE), order=order)
    assert (ours, site.state, site.entries) == (OURS, PAID, ("12",)), "two refunds: the order closes neither"
    beside = replace(claim(2, state=CLOSED, entries=("12",), errand_id=6))
    ours, _, site = follow(OURS, beside, report=told(DONE, 900, e11=ENDED, e12=DONE), order=order)
    assert (ours.state, site.state, site.goods) == (CLOSED, PAID, 900)
    a_fen = replace(SHIPPED, lines=(LINES[0], replace(LINES[1], refunded=Fen(1))))
    ours, site = follow(OURS, report=told(DONE, 1), order=a_fen)
    assert (ours, site.goods, site.entries) == (OURS, 1, ("12",))
    same_sum = follow(OURS, report=told(DONE, 2_500), order=order)
    assert [one.state for one in same_sum] == [OPEN, PAID]
    here = replace(SHIPPED, lines=(replace(LINES[0], refunded=Fen(900)), LINES[1]))
    assert [one.state for one in follow(OURS, report=told(DONE, 900), order=here)] == [PAID]


def test_less_than_a_hidden_refund_asked_is_not_surely_its_money_while_one_of_the_site_runs() -> None:
    site = claim(8, ClaimKind.PIECES, pieces={"12": Pieces(missing=3)}, answered_by=3)
    assert follow(site, OURS, report=told(DONE, 1_000)) == (site, OURS)
    assert [one.state for one in follow(site, OURS, report=told(DONE, 2_500))] == [OPEN, PAID]
