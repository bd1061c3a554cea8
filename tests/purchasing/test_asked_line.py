"""Lines of several offers are grouped by seller, merged and split so that every piece stays, and none is added."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.choice import MOST_LINES, Choice, Finding, Piece, Problem, pieces_of
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import MixRule, Offer, PriceBy, Seller, Sku, Tier
from bot.purchasing.requests.asked_line import AskedLine, by_seller, choice_of, merged_lines
from bot.purchasing.snapshot import Line, by_variant

SPECS = tuple(f"spec{n}" for n in range(40))
SKUS = tuple(Sku(f"sku{n}", spec, (), Fen(1000), 10**9) for n, spec in enumerate(SPECS))


def offer(number: int, seller: int = 0, *, variants: bool = False) -> Offer:
    return Offer(
        f"60000000000{number}", "商品", "Goods", "published", PriceBy.OFFER, (Tier(1, Fen(1000)),),
        SKUS if variants else (), 1, None, 10**9, "件", "pcs", Seller(f"seller{seller}", f"Company {seller}"),
    )  # fmt: skip


def line(place: int, of: Offer, choice: Choice, obstacle: Finding | None = None) -> AskedLine:
    return AskedLine(place, of, choice, 1, obstacle)


pieces = st.integers(1, 500)
singles = st.builds(lambda n, seller, q: (offer(n, seller), Choice.of(q)), st.integers(0, 4), st.integers(0, 2), pieces)
severals = st.builds(
    lambda n, seller, counted: (offer(5 + n, seller, variants=True), Choice(pieces_of(counted))),
    st.integers(0, 1), st.integers(0, 2), st.dictionaries(st.sampled_from(SPECS), pieces, min_size=2, max_size=40),
)  # fmt: skip


@given(st.lists(singles | severals, min_size=1, max_size=12))
def test_grouping_merging_and_splitting_keep_every_piece(wanted: list[tuple[Offer, Choice]]) -> None:
    # One offer has one seller, whatever was drawn for it first.
    sellers: dict[str, Seller] = {}
    asked = [
        line(place, replace(of, seller=sellers.setdefault(of.offer_id, of.seller)), choice)
        for place, (of, choice) in enumerate(wanted, 1)
    ]
    before = by_variant([each for one in asked for each in one.lines])
    parts = by_seller(asked)
    assert sum((by_variant(part.lines) for part in parts), Counter()) == before
    for part in parts:
        assert len({each.seller.open_id for each in part.offers}) == 1
        assert 1 <= len(part.lines) <= MOST_LINES
        assert len({(each.offer_id, each.spec_id) for each in part.lines}) == len(part.lines)
        assert {each.offer_id for each in part.offers} == {each.offer_id for each in part.lines}


def test_the_same_variant_twice_is_one_line_with_the_sum() -> None:
    twice = (Line("1", "a", 3), Line("1", "b", 1), Line("1", "a", 4))
    assert merged_lines(twice) == (Line("1", "a", 7), Line("1", "b", 1))


def test_offers_without_a_named_seller_stand_alone() -> None:
    nameless = [replace(offer(n), seller=Seller("", "")) for n in (1, 2)]
    asked = [line(place, each, Choice.of(1)) for place, each in enumerate(nameless, 1)]
    assert [part.places for part in by_seller(asked)] == [(1,), (2,)]


def test_the_lines_of_one_offer_are_a_choice_again() -> None:
    assert choice_of([Line("1", None, 4)]) == Choice.of(4)
    assert choice_of([Line("1", "a", 4)]) == Choice.of(4, "a")
    assert choice_of([Line("1", "a", 4), Line("1", "b", 2)]) == Choice((Piece("a", 4), Piece("b", 2)))


def test_a_line_waits_until_its_variant_and_its_pieces_are_chosen() -> None:
    shirt = offer(1, variants=True)
    assert line(1, shirt, Choice()).waits
    assert line(1, shirt, Choice.of(3)).waits
    assert line(1, shirt, Choice.of(None, SPECS[0])).waits
    assert not line(1, shirt, Choice.of(3, SPECS[0])).waits
    assert line(1, shirt, Choice((Piece(SPECS[0], 2),), collecting=True)).waits


def test_a_line_that_1688_does_not_sell_neither_waits_nor_is_bought() -> None:
    gone = line(1, replace(offer(1), status="deleted"), Choice.of(3))
    assert (gone.waits, gone.buyable) == (False, False)
    refused = line(1, offer(1), Choice.of(3), Finding(Problem.REFUSED))
    assert (refused.waits, refused.buyable) == (False, False)


def test_a_minimum_that_a_mix_may_reach_is_left_to_1688() -> None:
    mixed = replace(offer(1), minimum=20, mix=MixRule(allowed=True, amount=Fen(0), number=10))
    assert line(1, mixed, Choice.of(2)).buyable
    assert line(1, replace(offer(1), minimum=20), Choice.of(2)).own_finding is not None
