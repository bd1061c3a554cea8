"""What may move after an approval: a little money within the tolerance, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.approval.policy import ApprovalStep, Caps, Policy, Rule, Tolerance
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.tolerance import FIXED, Beyond, drift, moved
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine, Snapshot
from tests.purchasing.approval.people import ANNA, DECIDES

SHOWN = Snapshot(
    (PricedLine("610", "spec", 50, Fen(17_20)),),
    Fen(860_00),
    Fen(8_00),
    Fen(0),
    Fen(868_00),
    "seller",
    "77",
    "general",
    "fxassure",
)
FACTS = Candidate(ANNA, SHOWN.total)


def facts(snapshot):
    return replace(FACTS, total=snapshot.total)


def policy(change, total, *rules, **more):
    return Policy(rules or (Rule((ApprovalStep(role=DECIDES),)),), tolerance=Tolerance(change, total), **more)


def dearer(fen, snapshot=SHOWN):
    """The freight rose."""
    return replace(snapshot, freight=Fen(snapshot.freight + fen), total=Fen(snapshot.total + fen))


def judged(rules, new, *passed, **more):
    return drift(rules, facts, SHOWN, passed, new, **more)


def test_the_very_content_that_was_approved_goes_on():
    assert judged(policy(0, 0), SHOWN) is None


CHANGED: dict[str, Any] = {
    each: value + 1 if isinstance(value, int) else f"{value}x"
    for each, value in vars(SHOWN).items()
    if each not in ("reading", "lines", "agreed_hash", "tags")
}
OTHER_GOODS: dict[str, Any] = {"offer_id": "611", "spec_id": None, "quantity": 51}


def line(**values: Any) -> tuple[PricedLine, ...]:
    return (replace(SHOWN.lines[0], **values),)


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_without_a_tolerance_no_field_may_move(name):
    new = replace(SHOWN, **{name: CHANGED[name]})
    assert judged(policy(0, 0), new) is (Beyond.FIXED if name in FIXED else Beyond.CHANGE)


def test_the_share_of_a_tag_moves_with_the_total_and_no_tag_is_another():
    approved = replace(SHOWN, tags=(("Shop A", SHOWN.total),))
    moved = replace(dearer(1), tags=(("Shop A", Fen(SHOWN.total + 1)),))
    assert drift(policy(10, 10), facts, approved, (), moved) is None
    other = replace(moved, tags=(("Shop B", moved.total),))
    assert drift(policy(10, 10), facts, approved, (), other) is Beyond.FIXED


def test_without_a_tolerance_no_price_of_a_piece_may_move():
    assert judged(policy(0, 0), replace(SHOWN, lines=line(unit_price=Fen(17_21)))) is Beyond.CHANGE


@pytest.mark.parametrize("name", FIXED)
def test_no_tolerance_covers_from_whom_and_where_to(name):
    assert judged(policy(5000, 5000), replace(SHOWN, **{name: CHANGED[name]})) is Beyond.FIXED


@pytest.mark.parametrize("name", OTHER_GOODS)
def test_no_tolerance_covers_what_is_bought_and_how_many(name):
    assert judged(policy(5000, 5000), replace(SHOWN, lines=line(**{name: OTHER_GOODS[name]}))) is Beyond.FIXED


def test_no_tolerance_covers_a_line_more_or_less():
    more = replace(SHOWN, lines=(*SHOWN.lines, PricedLine("610", "other", 1, Fen(1))))
    assert judged(policy(5000, 5000), more) is Beyond.FIXED
    assert drift(policy(5000, 5000), facts, more, [], SHOWN) is Beyond.FIXED


def test_a_price_that_fell_makes_up_for_no_other():
    two = replace(SHOWN, lines=(*SHOWN.lines, PricedLine("610", "other", 50, Fen(17_20))))
    moved_both = replace(two, lines=(*line(unit_price=Fen(18_20)), replace(two.lines[1], unit_price=Fen(16_20))))
    assert moved(two, moved_both) == 100_00


def test_one_change_may_go_to_its_share_of_the_approved_total_and_not_a_fen_further():
    assert judged(policy(200, 500), dearer(17_36)) is None
    assert judged(policy(200, 500), dearer(17_37)) is Beyond.CHANGE
    assert judged(policy(200, 500), dearer(-17_37, dearer(0))) is Beyond.CHANGE


def test_all_changes_together_have_a_share_of_their_own():
    first, second = dearer(17_00), dearer(34_00)
    assert judged(policy(200, 500), second, first) is None
    assert judged(policy(200, 500), dearer(43_40), first, dearer(30_00)) is None
    assert judged(policy(200, 500), dearer(43_41), first, dearer(30_00)) is Beyond.TOTAL
    assert judged(policy(200, 300), first, first, dearer(34_00), dearer(34_00)) is Beyond.TOTAL


def test_what_rises_and_falls_again_has_moved_twice():
    assert judged(policy(200, 300), SHOWN, dearer(15_00)) is Beyond.TOTAL


def test_parts_that_cancel_each_other_out_still_count():
    new = replace(SHOWN, lines=line(unit_price=Fen(18_20)), goods=Fen(910_00), discount=Fen(50_00))
    assert new.total == SHOWN.total
    assert moved(SHOWN, new) == 100_00
    assert judged(policy(200, 500), new) is Beyond.CHANGE


def test_money_that_falls_under_another_rule_is_asked_again():
    tiers = (Rule(most=Fen(868_00)), Rule((ApprovalStep(role=DECIDES),)))
    assert judged(policy(200, 500, *tiers), dearer(1)) is Beyond.RULE
    assert judged(policy(200, 500, *tiers), dearer(-1)) is None


def test_money_above_a_cap_or_a_limit_is_asked_again():
    assert judged(policy(200, 500, caps=Caps(order=Fen(868_00))), dearer(1)) is Beyond.CAP
    assert judged(policy(200, 500), dearer(1), limit=Fen(868_00)) is Beyond.LIMIT
    assert judged(policy(200, 500), dearer(1), limit=Fen(868_01)) is None


fen = st.integers(0, 100_000).map(Fen)
money = st.builds(
    lambda unit, goods, freight, discount, total: replace(
        SHOWN, lines=line(unit_price=unit), goods=goods, freight=freight, discount=discount, total=total
    ),
    fen, fen, fen, fen, fen,
)  # fmt: skip


@given(money, st.lists(money, max_size=3), money, st.integers(0, 500), st.integers(0, 500))
def test_what_goes_on_stays_within_both_shares(approved, passed, new, change, more):
    found = drift(policy(change, change + more), facts, approved, passed, new)
    if found is None:
        assert abs(new.total - (passed or [approved])[-1].total) * 10_000 <= approved.total * change
        assert abs(new.total - approved.total) * 10_000 <= approved.total * (change + more)


@given(money, money)
def test_with_no_tolerance_only_the_same_hash_goes_on(approved, new):
    found = drift(policy(0, 0), facts, approved, [], new)
    assert (found is None) == (approved.hash == new.hash)
