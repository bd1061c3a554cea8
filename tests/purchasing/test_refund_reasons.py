"""A reason of 1688's list is filled in if it is the only one that fits what was counted."""

import pytest

from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundReason, fitting_reason
from bot.purchasing.claims import Pieces

AGREED = RefundReason(1, "不想买了，已与卖家协商一致")
DIFFERS = RefundReason(2, "颜色/图案/款式不符", needs_voucher=True)
QUALITY = RefundReason(3, "质量问题", needs_voucher=True)
SHORT = RefundReason(4, "少件/漏发")
DAMAGED = RefundReason(5, "收到商品破损", needs_voucher=True)
WRONG = RefundReason(6, "卖家发错货")
LIST = (AGREED, DIFFERS, QUALITY, SHORT, WRONG)


def ask(pieces: Pieces, status: GoodsStatus = GoodsStatus.HERE) -> RefundAsk:
    return RefundAsk(status, {"1": pieces})


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [(Pieces(missing=2), SHORT), (Pieces(damaged=2), QUALITY), (Pieces(wrong=1), WRONG)],
)
def test_the_one_reason_that_fits_what_was_counted_is_filled_in(pieces: Pieces, reason: RefundReason) -> None:
    assert fitting_reason(ask(pieces), LIST) == reason
    assert fitting_reason(ask(pieces, GoodsStatus.CONFIRMED_HERE), LIST) == reason


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("missing", "卖家少件"),
        ("missing", "卖家少货"),
        ("missing", "商品漏发"),
        ("missing", "数量少发"),
        ("damaged", "商品质量不好"),
        ("damaged", "外包装破损"),
        ("wrong", "款式错发"),
        ("wrong", "商品发错"),
    ],
)
def test_each_way_in_which_1688_says_it_is_known(kind: str, name: str) -> None:
    reason = RefundReason(9, name)
    assert fitting_reason(ask(Pieces(**{kind: 1})), (AGREED, DIFFERS, reason)) == reason


def test_a_person_chooses_if_several_reasons_fit_or_none_does() -> None:
    assert fitting_reason(ask(Pieces(damaged=2)), (*LIST, DAMAGED)) is None
    assert fitting_reason(ask(Pieces(missing=2)), (AGREED, DIFFERS)) is None
    assert fitting_reason(ask(Pieces(missing=2)), ()) is None


def test_of_two_kinds_a_reason_fits_only_if_it_names_both() -> None:
    both = RefundReason(7, "少件/破损")
    assert fitting_reason(ask(Pieces(missing=1, damaged=1)), LIST) is None
    assert fitting_reason(ask(Pieces(missing=1, damaged=1)), (*LIST, both)) == both


def test_nothing_is_said_of_goods_that_nobody_counted_or_that_are_good() -> None:
    assert fitting_reason(ask(Pieces(missing=2), GoodsStatus.NOT_SENT), LIST) is None
    assert fitting_reason(ask(Pieces(missing=2), GoodsStatus.ON_THE_WAY), LIST) is None
    assert fitting_reason(ask(Pieces(good=2)), LIST) is None
    assert fitting_reason(ask(Pieces(damaged=1, good=2)), LIST) is None
