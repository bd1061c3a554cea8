"""What is wrong with a choice, what would work instead, which variant is meant, and what is consented to."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.choice import Choice, Finding, Problem, check_choice, check_offer, quantity_steps, smallest_quantity
from bot.purchasing.money import Fen
from bot.purchasing.offers.match_variant import match_variant
from bot.purchasing.offers.offer import Attribute, MixRule, Offer, PriceBy, Seller, Sku, Tier
from bot.purchasing.snapshot import PricedLine, Snapshot, differences


def sku(number: int, colour: str, size: str, stock: int = 100, english: str = "") -> Sku:
    attributes = (Attribute("颜色", colour, "Colour", english), Attribute("尺码", size, "Size"))
    return Sku(str(number), f"spec{number}", attributes, Fen(1850), stock)


WHITE_M, WHITE_L, BLACK_M = (
    sku(1, "白色", "M", english="White"), sku(2, "白色", "L", english="White"), sku(3, "黑色", "M", english="Black"),
)  # fmt: skip
PLAIN = Offer(
    "600000000001", "马克杯", "Mug", "published", PriceBy.OFFER, (Tier(2, Fen(1700)), Tier(50, Fen(1500))), (), 2,
    None, 1000, "个", "pcs", Seller("open", "company"),
)  # fmt: skip
SHIRT = replace(PLAIN, price_by=PriceBy.SKU, tiers=(), skus=(WHITE_M, WHITE_L, BLACK_M), stock=None)
MIX = MixRule(allowed=True, amount=Fen(5000), number=10)


@pytest.mark.parametrize(
    ("offer", "one_variant_only", "finding"),
    [
        (PLAIN, False, None),
        (SHIRT, False, None),
        (replace(PLAIN, status="deleted"), False, Finding(Problem.DELISTED, reason="deleted")),
        (replace(PLAIN, stock=0), False, Finding(Problem.SOLD_OUT)),
        (replace(PLAIN, stock=None), False, None),
        (replace(SHIRT, skus=(replace(WHITE_M, stock=0),)), False, Finding(Problem.SOLD_OUT)),
        (SHIRT, True, Finding(Problem.VARIANTS_UNSUPPORTED, limit=3)),
        (replace(SHIRT, skus=(WHITE_M,)), True, None),
    ],
)
def test_an_offer_that_cannot_be_bought_says_why(offer: Offer, one_variant_only: bool, finding: Any) -> None:
    assert check_offer(offer, one_variant_only) == finding


@pytest.mark.parametrize(
    ("offer", "choice", "finding"),
    [
        (PLAIN, Choice(), None),
        (PLAIN, Choice.of(2), None),
        (PLAIN, Choice.of(1), Finding(Problem.BELOW_MINIMUM, (2,), 2)),
        (replace(PLAIN, stock=1), Choice.of(1), Finding(Problem.BELOW_MINIMUM, (), 2)),
        (PLAIN, Choice.of(1001), Finding(Problem.NOT_ENOUGH_STOCK, (1000,), 1000)),
        (replace(PLAIN, stock=None), Choice.of(10**6), None),
        (replace(PLAIN, lot=12), Choice.of(50), Finding(Problem.NOT_A_LOT, (48, 60), 12)),
        (replace(PLAIN, lot=12), Choice.of(5), Finding(Problem.NOT_A_LOT, (12,), 12)),
        (replace(PLAIN, lot=12, stock=50), Choice.of(50), Finding(Problem.NOT_A_LOT, (48,), 12)),
        (replace(PLAIN, lot=12, stock=50), Choice.of(60), Finding(Problem.NOT_ENOUGH_STOCK, (48,), 50)),
        (replace(PLAIN, lot=12, stock=11), Choice.of(12), Finding(Problem.NOT_ENOUGH_STOCK, (), 11)),
        (SHIRT, Choice.of(2, "gone"), Finding(Problem.VARIANT_GONE)),
        (SHIRT, Choice.of(2, wanted="green"), Finding(Problem.VARIANT_UNKNOWN, reason="green")),
        (SHIRT, Choice.of(2, "spec1"), None),
        (replace(SHIRT, skus=(replace(WHITE_M, stock=0),)), Choice.of(2, "spec1"), Finding(Problem.VARIANT_SOLD_OUT)),
        (replace(PLAIN, minimum=20, mix=MIX), Choice.of(10), None),
        (replace(PLAIN, minimum=20, mix=MIX), Choice.of(3), None),
        (replace(PLAIN, minimum=20, mix=MIX), Choice.of(2), Finding(Problem.MIX_RULE, (3,), 3)),
        (replace(PLAIN, minimum=2, mix=MIX), Choice.of(2), None),
        (
            replace(PLAIN, minimum=20, mix=replace(MIX, amount=Fen(0))),
            Choice.of(9),
            Finding(Problem.MIX_RULE, (10,), 10),
        ),
        (replace(PLAIN, minimum=20, mix=replace(MIX, amount=Fen(0), number=0)), Choice.of(1), None),
        (PLAIN, Choice.of(wanted="1.000"), Finding(Problem.QUANTITY_UNCLEAR, (1000, 1), reason="1.000")),
        (PLAIN, Choice.of(wanted="2 boxes"), Finding(Problem.WORDS_UNKNOWN, (2,), reason="2 boxes")),
        (PLAIN, Choice.of(wanted="2 dozen"), Finding(Problem.QUANTITY_UNCLEAR, (24,), reason="2 dozen")),
        (PLAIN, Choice.of(20, wanted="for the fair"), None),
        (SHIRT, Choice.of(20, "spec1", wanted="for the fair"), None),
        (SHIRT, Choice.of(wanted="1.000"), None),
        (SHIRT, Choice.of(2, wanted="white"), Finding(Problem.VARIANT_UNCLEAR, reason="white")),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_bought_says_what_would_work(offer: Offer, choice: Choice, finding: Any) -> None:
    assert check_choice(offer, choice) == finding


@given(
    st.integers(1, 100), st.one_of(st.none(), st.integers(1, 24)), st.one_of(st.none(), st.integers(0, 500)),
    st.integers(1, 600),
)  # fmt: skip
def test_every_quantity_that_is_suggested_can_be_bought(
    minimum: int, lot: int | None, stock: int | None, wanted: int
) -> None:
    offer = replace(PLAIN, minimum=minimum, lot=lot, stock=stock)
    finding = check_choice(offer, Choice.of(wanted))
    for quantity in finding.suggestions if finding else ():
        assert check_choice(offer, Choice.of(quantity)) is None
    if finding is None:
        assert wanted >= minimum
        assert not lot or wanted % lot == 0
        assert stock is None or wanted <= stock


@given(st.integers(1, 100), st.one_of(st.none(), st.integers(1, 24)), st.lists(st.integers(1, 300), max_size=6))
def test_the_buttons_for_quantities_hold_only_what_can_be_bought(
    minimum: int, lot: int | None, starts: list[int]
) -> None:
    tiers = tuple(Tier(start, Fen(1000)) for start in starts)
    offer = replace(PLAIN, minimum=minimum, lot=lot, stock=None, tiers=tiers)
    steps = quantity_steps(offer)
    assert steps[0] == smallest_quantity(offer)
    assert len(steps) <= 4
    assert list(steps) == sorted(set(steps))
    assert all(check_choice(offer, Choice.of(step)) is None for step in steps)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("white/M", [WHITE_M]),
        ("White M", [WHITE_M]),
        ("白色 / M", [WHITE_M]),
        ("白色,L", [WHITE_L]),
        ("black", [BLACK_M]),
        ("M", [WHITE_M, BLACK_M]),
        ("whi", [WHITE_M, WHITE_L]),
        ("spec3", [BLACK_M]),
        ("2", [WHITE_L]),
        ("green", []),
        ("white/XL", []),
        ("  ", []),
        ("/", []),
    ],
)
def test_typed_words_mean_the_variants_that_they_fit_best(typed: str, meant: list[Sku]) -> None:
    assert list(match_variant(SHIRT, typed)) == meant


@given(st.text(max_size=40))
def test_no_typed_words_break_the_matching(typed: str) -> None:
    assert set(match_variant(SHIRT, typed)) <= set(SHIRT.skus)


SNAPSHOT = Snapshot(
    (PricedLine("600000000001", "spec1", 2, Fen(1700)),),
    Fen(3400),
    Fen(800),
    Fen(0),
    Fen(4200),
    "open",
    "1",
    "general",
    "assureTrade",
)


@pytest.mark.parametrize("name", [each.name for each in fields(Snapshot) if each.compare and each.name != "lines"])
def test_a_snapshot_with_any_other_field_is_another_consent(name: str) -> None:
    old = getattr(SNAPSHOT, name)
    new: Any = old + 1 if isinstance(old, int) else f"{old}x"
    change: dict[str, Any] = {name: (SNAPSHOT,) if name == "parts" else new}
    other = replace(SNAPSHOT, **change)
    assert other.hash != SNAPSHOT.hash
    assert list(differences(SNAPSHOT, other)) == [name]


@pytest.mark.parametrize("name", [each.name for each in fields(PricedLine)])
def test_a_snapshot_with_another_line_is_another_consent(name: str) -> None:
    (line,) = SNAPSHOT.lines
    old = getattr(line, name)
    change: dict[str, Any] = {name: old + 1 if isinstance(old, int) else f"{old}x"}
    other = replace(SNAPSHOT, lines=(replace(line, **change),))
    assert other.hash != SNAPSHOT.hash
    assert list(differences(SNAPSHOT, other)) == [name]


TWO = replace(SNAPSHOT, lines=(*SNAPSHOT.lines, PricedLine("600000000001", "spec2", 3, Fen(1700))))


def test_the_order_of_lines_is_no_part_of_a_consent_and_each_of_them_is() -> None:
    assert TWO.hash == replace(TWO, lines=TWO.lines[::-1]).hash
    assert len({TWO.hash, SNAPSHOT.hash, replace(TWO, lines=TWO.lines[1:]).hash}) == 3
    assert differences(TWO, replace(TWO, lines=TWO.lines[::-1])) == {}


def test_a_price_that_moved_in_one_of_several_lines_is_named() -> None:
    dearer = replace(TWO, lines=(TWO.lines[0], replace(TWO.lines[1], unit_price=Fen(1800))))
    assert set(differences(TWO, dearer)) == {"lines", "unit_price"}
    assert (TWO.unit_price, dearer.unit_price, TWO.quantity) == (1700, None, 5)


def test_the_same_snapshot_has_the_same_hash_in_every_run() -> None:
    assert SNAPSHOT.hash == replace(SNAPSHOT).hash
    assert SNAPSHOT.hash == "2204e36a6aab0c89bc8847657bde577de7beef3425745f321f25974ba480daf4"
    assert differences(SNAPSHOT, replace(SNAPSHOT)) == {}


def test_an_offer_without_variants_is_not_the_variant_of_an_empty_name() -> None:
    (line,) = SNAPSHOT.lines
    without, empty = replace(line, spec_id=None), replace(line, spec_id="")
    assert replace(SNAPSHOT, lines=(without,)).hash != replace(SNAPSHOT, lines=(empty,)).hash
