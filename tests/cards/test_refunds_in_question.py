"""What people read and press of a refund of the site, of one that no call shows, of a rest, an amount, two limits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.goods.counting import receipt_question
from bot.cards.money.asking_back import DraftPages, Page, errand_card, refund_card, which_card
from bot.cards.money.refund_list import refunds_page
from bot.cards.requests.holding import holds
from bot.cards.requests.request import request_card
from bot.desk.shared.refusals import ReceiptRefund, RefundClaimed, RefundUnexplained
from bot.desk.shared.views import Stage
from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import AlarmNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundState
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.refund_list import RefundList, WaitsFor, listed
from tests.cards import asked_back_samples as a
from tests.cards import samples as s
from tests.cards.drawing import buttons, check, coded, read
from tests.cards.team_samples import BORIS, EMIL, TEAM

A = ButtonAction
PAID = replace(
    a.REPORT, word="refundsuccess", state=RefundState.DONE, amount=Fen(25_00), paid=Fen(10_00), carriage=Fen(0)
)


def order(*claims: Claim, **more: Any) -> Order:
    """Of 101 pieces 99 are good and two are damaged; each is ¥ 12.50."""
    of = a.order(1, (1, ArrivalKind.GOOD, 99), (1, ArrivalKind.DAMAGED, 2))
    (line,) = of.lines
    lines = (replace(line, share=Fen(101 * 12_50)),)
    kept = replace(of, lines=lines, claims=claims, total=Fen(101 * 12_50), freight=Fen(0))
    return replace(kept, state=OrderState.SHIPPED, paid_at=s.NOW, **more)


def seen(of: Order, errand: Errand | None = None, **more: Any) -> Any:
    return a.view(s.ORDERED, of, errand, balance=of.balance, **more)


def site(**more: Any) -> Claim:
    return a.claim_of(PAID, **more)


def labels(view: View) -> list[str]:
    check(view)
    return [button.text for button in buttons(view)]


def text(view: View) -> str:
    return read(view).replace("\u00a0", " ").replace("\u2060", "")


def test_a_buyer_is_asked_what_a_refund_of_the_site_is_for_the_likely_answer_first() -> None:
    claim = replace(site(), goods=Fen(25_00))
    card = which_card(seen(order(claim), team=TEAM), claim, EMIL, "en", s.NOW)
    assert labels(card) == ["2 damaged pieces", "Carriage only", "Compensation or discount"]
    assert "Somebody opened it on the site: ¥ 25.00" in text(card)
    assert claim.refund_id in text(card)


def test_as_many_pieces_as_it_paid_stand_before_all_that_lack() -> None:
    claim = replace(site(), goods=Fen(12_50))
    assert labels(which_card(seen(order(claim)), claim, s.ANNA.id, "en", s.NOW))[:2] == [
        "1 damaged piece", "2 damaged pieces",
    ]  # fmt: skip


def test_whoever_is_no_buyer_reads_who_can_say_it() -> None:
    claim = site()
    card = which_card(seen(order(claim), team=TEAM), claim, s.ANNA.id, "en", s.NOW)
    assert coded(card, A.REFUND_EXPLAIN) == []
    assert "Only buyers may do this" in text(card)


def test_who_said_it_and_when_stands_there_and_it_can_be_said_otherwise() -> None:
    pieces = {"1": Pieces(damaged=2)}
    claim = site(kind=ClaimKind.PIECES, pieces=pieces, answered_by=BORIS, answered_at=s.NOW)
    shown = seen(order(claim), team=TEAM)
    card = which_card(shown, claim, EMIL, "en", s.NOW)
    assert f"✅ 2 damaged pieces · {TEAM.known_as(BORIS)}" in text(card)
    assert "It can be said otherwise" in text(card)
    assert len(coded(card, A.REFUND_EXPLAIN)) >= 3
    own = refund_card(shown, PAID, (), "en", s.NOW)
    assert f"✅ 2 damaged pieces · {TEAM.known_as(BORIS)}" in text(own)
    assert coded(own, A.REFUND_WHICH)


def test_money_that_no_refund_explains_is_said_to_be_that() -> None:
    claim = site(refund_id="", seen=False)
    assert "¥ 10.00 came back, and no refund that I know explains it" in text(
        which_card(seen(order(claim)), claim, s.ANNA.id, "en", s.NOW)
    )


def test_the_question_stands_where_somebody_confirms_and_on_no_card_of_the_order() -> None:
    claim = site()
    of = order(claim)
    question = receipt_question(s.ORDERED.with_order(of), of, "en", s.NOW)
    assert [code.args for code in coded(question, A.REFUND_WHICH)] == [(of.order_id, claim.id)]
    answered = replace(of, claims=(replace(claim, kind=ClaimKind.CARRIAGE),))
    assert coded(receipt_question(s.ORDERED.with_order(answered), answered, "en", s.NOW), A.REFUND_WHICH) == []


def ours(**more: Any) -> Claim:
    """Of two damaged pieces, ¥ 25.00, only ¥ 10.00 were paid."""
    pieces = {"1": Pieces(damaged=2)}
    asked = a.claim_of(PAID, kind=ClaimKind.PIECES, pieces=pieces, errand_id=5, entries=("1",))
    return replace(asked, **more)


def test_the_rest_of_a_refund_that_paid_less_is_asked_for_on_its_card_and_in_the_refusal() -> None:
    claim = ours()
    card = refund_card(seen(order(claim)), PAID, (), "en", s.NOW)
    assert "Ask for the rest: ¥ 15.00" in labels(card)
    why = RefundClaimed(
        number=1042, order_id=s.ORDER_ID, amount=Fen(10_00), refund_id="TQ1", at=s.NOW, paid=True, rest=Fen(15_00),
        claim_id=7,
    )  # fmt: skip
    refused = answers.refusal(why, "en", s.NOW)
    assert labels(refused) == ["Ask for the rest: ¥ 15.00"]
    assert "paid ¥ 10.00. That is ¥ 15.00 less than they cost" in text(refused)
    whole = refund_card(seen(order(ours(goods=Fen(25_00)))), replace(PAID, paid=Fen(25_00)), (), "en", s.NOW)
    assert coded(whole, A.REFUND_REST) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("paid", "number"), [(True, "TQ1"), (False, "TQ1"), (False, "")])
def test_a_refusal_names_the_first_refund_in_every_language(language: str, number: str, *, paid: bool) -> None:
    why = RefundClaimed(number=1042, order_id=s.ORDER_ID, amount=Fen(25_00), refund_id=number, at=s.NOW, paid=paid)
    said = text(answers.refusal(why, language, s.NOW))
    assert "¥ 25.00" in said
    assert number in said
    assert not answers.refusal(why, language, s.NOW).keyboard


def test_a_refused_receipt_names_the_refund_that_runs_and_leads_to_it() -> None:
    why = ReceiptRefund(number=1042, order_id=s.ORDER_ID, amount=Fen(25_00), refund_id="TQ1")
    refused = answers.refusal(why, "en", s.NOW)
    assert "¥ 25.00, refund TQ1" in text(refused)
    assert [code.args for code in coded(refused, A.REFUND)] == [(s.ORDER_ID, "TQ1")]
    unknown = replace(why, amount=Fen(0), refund_id="")
    assert "a sum that 1688 does not tell, refund not numbered so far" in text(answers.refusal(unknown, "en", s.NOW))


def test_a_refund_that_nobody_explained_leads_to_the_question() -> None:
    why = RefundUnexplained(number=1042, order_id=s.ORDER_ID, claim_id=7, amount=Fen(25_00), refund_id="TQ1")
    assert [code.args for code in coded(answers.refusal(why, "en", s.NOW), A.REFUND_WHICH)] == [(s.ORDER_ID, 7)]


def draft(ask: RefundAsk, of: Order, page: Page = Page.DRAFT, **more: Any) -> View:
    return DraftPages(seen(of, a.errand(ask, person_id=more.pop("by", s.ANNA.id)), **more), (), "en", s.NOW).page(page)


def test_a_rest_names_the_first_refund_and_offers_no_other_pieces() -> None:
    claim = ours()
    ask = replace(a.ASK, kind=ClaimKind.REST, rest_of=claim.id, pieces=claim.pieces, goods=Fen(15_00))
    shown = draft(ask, order(claim))
    assert f"The rest of refund {claim.refund_id}, which paid ¥ 10.00" in text(shown)
    assert {"Pieces", "Where it is"} & {*labels(shown)} == set()
    assert "Sum for goods" in labels(shown)


def test_an_amount_is_typed_shown_and_sent_by_a_press() -> None:
    ask = replace(a.ASK, kind=ClaimKind.AMOUNT, pieces={}, of_lines={"1": 101}, goods=Fen(0), carriage=Fen(0))
    empty = draft(ask, order(), Page.LAST_LOOK)
    assert coded(empty, A.REFUND_SEND) == []
    assert "Next: a sum for the goods or the carriage" in text(empty)
    assert {"Sum for goods", "Carriage"} <= {*labels(empty)}
    last = draft(replace(ask, carriage=Fen(8_00)), order(), Page.LAST_LOOK)
    assert "An agreed sum, for no pieces" in text(last)
    assert labels(last)[0] == "Ask for ¥ 8.00"


def test_only_a_buyer_is_offered_to_ask_by_amount() -> None:
    assert coded(draft(a.ASK, order(), team=TEAM, by=EMIL), A.REFUND_AMOUNT)
    assert coded(draft(a.ASK, order(), team=TEAM, by=s.ANNA.id), A.REFUND_AMOUNT) == []


def test_two_limits_are_both_shown_and_the_lower_is_a_buyers_press() -> None:
    of = replace(order(), state=OrderState.PAID, arrivals=(), counted_at=None)
    ask = replace(
        a.ASK,
        goods_status=GoodsStatus.NOT_SENT,
        pieces={"1": Pieces(missing=101)},
        goods=Fen(500_00),
        carriage=Fen(0),
        differs=Fen(500_00),
    )
    buyer = draft(ask, of, Page.LAST_LOOK, team=TEAM, by=EMIL)
    assert "The order says ¥ 1,262.50 for the goods; 1688 lets ¥ 500.00 be asked back" in text(buyer)
    assert labels(buyer) == ["Ask for ¥ 500.00", "Change", "Refund on 1688"]
    other = draft(ask, of, Page.LAST_LOOK, team=TEAM, by=s.ANNA.id)
    assert coded(other, A.REFUND_SEND) == []
    assert "Only buyers may do this" in text(other)


def unclear(**more: Any) -> Errand:
    return a.errand(**{"state": ErrandState.UNCLEAR} | more)


def test_what_no_look_can_show_is_let_go_by_two_who_looked_on_the_site() -> None:
    claim = ours(state=ClaimState.OPEN, refund_id="")
    first = errand_card(seen(order(claim)), unclear(), "en", s.NOW)
    assert [code.args for code in coded(first, A.REFUND_ON_SITE)] == [(s.ORDER_ID, claim.id)]
    assert [code.args for code in coded(first, A.REFUND_THERE)] == [(s.ORDER_ID, unclear().id)]
    assert coded(first, A.REFUND_NOT_THERE) == []
    after_a_look = errand_card(seen(order(claim)), unclear(looked_at=s.NOW), "en", s.NOW)
    assert coded(after_a_look, A.REFUND_NOT_THERE)
    assert coded(after_a_look, A.REFUND_ON_SITE) + coded(after_a_look, A.REFUND_THERE) == []
    withdrawal = replace(unclear(), kind=ErrandKind.WITHDRAW, ask=None)
    other = errand_card(seen(order(claim)), withdrawal, "en", s.NOW)
    assert coded(other, A.REFUND_ON_SITE) + coded(other, A.REFUND_THERE) == []


def test_what_a_person_saw_on_the_site_is_being_checked_and_has_no_page_without_a_number() -> None:
    claim = ours(state=ClaimState.OPEN, refund_id="", seen=False)
    told = order(claim, looked_at=s.NOW + timedelta(minutes=1))
    card = errand_card(seen(told), a.errand(state=ErrandState.DONE), "en", s.NOW)
    assert "It is being checked" in text(card)
    assert coded(card, A.REFUND) == []
    assert [code.args for code in coded(card, A.REFUND_ON_SITE)] == [(s.ORDER_ID, claim.id)]


def test_who_looked_first_and_what_is_still_needed_is_said() -> None:
    claim = ours(state=ClaimState.OPEN, refund_id="", looked_by=BORIS, looked_at=s.NOW)
    team = text(errand_card(seen(order(claim), team=TEAM), unclear(), "en", s.NOW))
    assert f"{TEAM.known_as(BORIS)} looked on the site with the main account" in team
    assert "A second person must say so too; one of both is a buyer" in team
    alone = text(errand_card(seen(order(claim)), unclear(), "en", s.NOW))
    assert "Press once more from" in alone


def test_a_refund_that_is_taken_and_not_shown_says_so_and_offers_a_way_out_once_1688_was_asked_since() -> None:
    claim = ours(state=ClaimState.OPEN, seen=False)
    done = a.errand(state=ErrandState.DONE, refund_id=claim.refund_id)
    before = order(claim, looked_at=s.NOW - timedelta(minutes=1))
    card = errand_card(seen(before), done, "en", s.NOW)
    assert "It is being checked" in text(card)
    assert coded(card, A.REFUND_ON_SITE) == []
    since = replace(before, looked_at=s.NOW + timedelta(minutes=1))
    assert coded(errand_card(seen(since), done, "en", s.NOW), A.REFUND_ON_SITE)
    shown = replace(since, claims=(replace(claim, seen=True),))
    assert coded(errand_card(seen(shown), done, "en", s.NOW), A.REFUND_ON_SITE) == []


def test_the_card_of_the_order_says_that_a_refund_is_being_checked() -> None:
    claim = ours(state=ClaimState.OPEN, seen=False)
    purchase = replace(s.ORDERED, orders=(order(claim),))
    card = text(request_card(s.step(Stage.ORDERED, purchase), "en", s.NOW, place=s.PRIVATE))
    assert "1688 took a refund; it is being checked · ¥ 10.00" in card
    told = replace(claim, seen=True)
    purchase = replace(s.ORDERED, orders=(order(told),))
    assert "being checked" not in text(request_card(s.step(Stage.ORDERED, purchase), "en", s.NOW, place=s.PRIVATE))


def test_what_is_claimed_and_not_shown_is_listed_too() -> None:
    taken = ours(state=ClaimState.OPEN, seen=False)
    hidden_money = site(id=8, state=ClaimState.OPEN, refund_id="", goods=Fen(0))
    sent = ours(id=9, state=ClaimState.OPEN, refund_id="", errand_id=11)
    ended = ours(id=10, refund_id="TQ9")
    of = order(taken, hidden_money, sent, ended, errands=(replace(unclear(), id=11),))
    refunds = {refund.waits_for: refund for refund in listed("1042", of)}
    assert refunds.keys() == {WaitsFor.CHECKED, WaitsFor.SELLER, WaitsFor.UNCLEAR}
    assert (refunds[WaitsFor.CHECKED].refund_id, refunds[WaitsFor.CHECKED].total) == (taken.refund_id, 10_00)
    assert refunds[WaitsFor.UNCLEAR].total == a.ASK.total
    page = refunds_page(RefundList(tuple(refunds.values()), ()), "en", s.NOW, 1)
    assert "taken by 1688, being checked" in text(page)


def test_a_refund_that_1688_shows_and_whose_claim_is_over_is_not_listed() -> None:
    shown = replace(PAID, word="waitselleragree", state=RefundState.ASKED)
    over = a.claim_of(shown, state=ClaimState.CLOSED)
    assert [*listed("1042", order(over, refunds=(shown,)))] == []
    assert len([*listed("1042", order(a.claim_of(shown), refunds=(shown,)))]) == 1


def test_an_alarm_is_told_no_more_while_money_is_claimed() -> None:
    told = AlarmNotice(about=OrderFacts(number=1042, order_id=s.ORDER_ID), alarm=AlarmKind.SHORT, at=s.NOW)
    for claims, stands in (((), True), ((ours(state=ClaimState.OPEN, seen=False),), False)):
        of = order(*claims)
        step = s.step(Stage.ORDERED, replace(s.ORDERED, orders=(replace(of, counted_at=s.NOW),)))
        assert holds(told, step) is stands
