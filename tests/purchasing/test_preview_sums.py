"""What a preview charges adds up by a reading of 1688's documents, or it is not believed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.create_call import Preview, PreviewPart
from bot.purchasing.money import Fen
from bot.purchasing.orders.preview_sums import Reading, misfit, reading_of, readings_of, taken_off_already
from bot.purchasing.snapshot import PricedLine, Snapshot, differences

AMOUNT = st.integers(0, 10_000_000)
PLAIN = PreviewPart(Fen(3600), Fen(800), Fen(0), Fen(4400), (), "general", ("assureTrade",))


@st.composite
def parts(draw: st.DrawFn) -> PreviewPart:
    """Parts of every size; the total is still open."""
    goods, freight, discount, fee, funds = (Fen(draw(AMOUNT)) for _ in range(5))
    return replace(
        PLAIN, goods=goods, freight=freight, discount=discount, fee=fee, funds=funds, lines=draw(st.integers(0, 50))
    )


@pytest.mark.threat("T38")
@given(part=parts(), reading=st.sampled_from(Reading), off=st.integers(-1, 1))
def test_an_honest_preview_passes_by_each_reading(part: PreviewPart, reading: Reading, off: int) -> None:
    total = reading.total(part) + off
    if total > 0:
        assert reading_of(replace(part, total=Fen(total))) is not None


@given(part=parts(), total=st.integers(-10_000_000, 40_000_000))
def test_a_total_farther_off_than_a_fen_for_each_line_is_refused(part: PreviewPart, total: int) -> None:
    near = any(abs(reading.total(part) - total) <= max(1, part.lines) for reading in Reading)
    if total <= 0 or not near:
        assert reading_of(replace(part, total=Fen(total))) is None


@pytest.mark.threat("T38")
@given(
    goods=AMOUNT, freight=AMOUNT, lines=st.integers(1, 50), what=st.sampled_from(["goods", "freight", "total"]),
    off=st.integers(1, 10_000), up=st.booleans(),
)  # fmt: skip
def test_any_single_sum_that_was_changed_is_refused(
    goods: int, freight: int, lines: int, what: str, off: int, up: bool
) -> None:
    part = replace(PLAIN, goods=Fen(goods), freight=Fen(freight), total=Fen(goods + freight), lines=lines)
    changed = getattr(part, what) + (lines + off if up else -lines - off)
    change: dict[str, Any] = {what: Fen(changed)}
    assert reading_of(replace(part, **change)) is None


@pytest.mark.parametrize("name", ["goods", "freight", "discount", "fee", "funds"])
def test_nothing_may_be_negative(name: str) -> None:
    change: dict[str, Any] = {name: Fen(-1)}
    part = replace(PLAIN, **change)
    assert all(reading_of(replace(part, total=Fen(reading.total(part)))) is None for reading in Reading)


@pytest.mark.parametrize("total", [0, -1])
def test_nobody_sells_for_nothing(total: int) -> None:
    assert reading_of(replace(PLAIN, goods=Fen(0), freight=Fen(0), total=Fen(total))) is None


@pytest.mark.parametrize(
    ("discount", "fee", "funds", "total", "reading"),
    [
        (0, 0, 0, 4400, Reading.AFTER_DISCOUNT),
        (500, 0, 0, 4400, Reading.AFTER_DISCOUNT),
        (500, 0, 0, 3900, Reading.BEFORE_DISCOUNT),
        (0, 100, 0, 4500, Reading.AFTER_WITH_FEE),
        (500, 100, 0, 4000, Reading.BEFORE_WITH_FEE),
        (0, 0, 300, 4100, Reading.AFTER_LESS_FUNDS),
        (500, 100, 300, 3700, Reading.BEFORE_WITH_FEE_LESS_FUNDS),
    ],
)
def test_the_reading_is_named(discount: int, fee: int, funds: int, total: int, reading: Reading) -> None:
    part = replace(PLAIN, discount=Fen(discount), fee=Fen(fee), funds=Fen(funds), total=Fen(total))
    assert reading_of(part) is reading


def test_each_order_of_a_split_preview_must_add_up() -> None:
    gross = replace(PLAIN, discount=Fen(500), total=Fen(3900))
    assert readings_of(Preview((PLAIN, gross, PLAIN))) == "after discount; before discount"
    odd = replace(PLAIN, total=Fen(9900))
    assert (readings_of(Preview((PLAIN, odd))), misfit(Preview((PLAIN, odd)))) == ("", odd)


def test_a_discount_counts_as_taken_off_only_where_every_reading_says_so() -> None:
    assert taken_off_already("after discount")
    assert not any(map(taken_off_already, ("", "before discount", "after discount; before discount")))


def test_the_reading_is_no_part_of_what_is_agreed_to() -> None:
    old = Snapshot((PricedLine("1", None, 2, Fen(1)),), Fen(2), Fen(0), Fen(0), Fen(2), "s", "a", "f", "m")
    new = replace(old, reading="after discount")
    assert (new == old, new.hash == old.hash, differences(old, new)) == (True, True, {})
