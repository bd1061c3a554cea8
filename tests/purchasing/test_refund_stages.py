"""1688's word for a refund says who has to do something next."""

from dataclasses import replace

import pytest

from bot.purchasing.asking_back import RefundStage, stage_of
from bot.purchasing.claims import ClaimState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import RefundReport, RefundState
from bot.purchasing.tracking.refund_list import WaitsFor, listed
from tests.purchasing.balances import claim
from tests.purchasing.test_reconcile import ORDER

WORDS = {
    "waitselleragree": RefundStage.SELLER,
    "waitbuyermodify": RefundStage.REFUSED,
    "waitbuyersend": RefundStage.TO_SEND,
    "waitsellerreceive": RefundStage.SENT,
    "refundsuccess": RefundStage.PAID,
    "refundclose": RefundStage.CLOSED,
    "waitforthemoon": RefundStage.OTHER,
}


@pytest.mark.parametrize(("word", "stage"), WORDS.items())
def test_each_word_of_1688_names_for_whom_a_refund_waits_in_small_letters_and_large(
    word: str, stage: RefundStage
) -> None:
    assert stage_of(word) is stage_of(word.upper()) is stage


def test_a_stage_is_said_by_the_text_of_its_own_word() -> None:
    assert {*RefundStage} == {"seller", "refused", "to_send", "sent", "paid", "closed", "other"}


@pytest.mark.parametrize(
    ("word", "waits_for"),
    [
        ("waitselleragree", WaitsFor.SELLER),
        ("waitbuyermodify", WaitsFor.REFUSED),
        ("waitbuyersend", WaitsFor.TO_SEND),
        ("waitsellerreceive", WaitsFor.SELLER),
        ("waitforthemoon", WaitsFor.SELLER),
    ],
)
def test_a_refund_is_listed_as_ours_to_go_on_with_only_if_we_must_do_something(word: str, waits_for: WaitsFor) -> None:
    report = RefundReport("TQ1", word, RefundState.ASKED, Fen(500), Fen(0))
    runs = claim(1, state=ClaimState.OPEN, goods=500, errand_id=5, refund_id="TQ1", seen=True)
    (line,) = listed("1042", replace(ORDER, refund=RefundState.ASKED, refunds=(report,), claims=(runs,)))
    assert (line.waits_for, line.refund_id) == (waits_for, "TQ1")
