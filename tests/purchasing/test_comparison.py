"""Which variant of an offer is compared, at how many pieces, and which of several is cheapest and quickest."""

from dataclasses import replace

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Sku
from bot.purchasing.request import Finding, PricedLine, Problem, Snapshot
from bot.purchasing.requests import comparison as c
from tests.cards.samples import OFFER, PLAIN_OFFER

OWN_PRICES = replace(OFFER, price_by=PriceBy.SKU, tiers=())


def with_skus(*skus: tuple[int | None, int]) -> Offer:
    """Variants of these prices (fen) and stocks."""
    every = [Sku(f"5{n}", f"{n:032x}", (), None if price is None else Fen(price), stock)
             for n, (price, stock) in enumerate(skus)]  # fmt: skip
    return replace(OWN_PRICES, skus=tuple(every))


def side(total: int | None, hours: str = "") -> c.Side:
    line = PricedLine(OFFER.offer_id, None, 1, Fen(total or 0))
    snapshot = Snapshot((line,), Fen(total or 0), Fen(0), Fen(0), Fen(total or 0), "s", "1", "general", "m")
    return c.Side(
        c.Candidate(OFFER.offer_id), replace(OFFER, ship_within=hours), snapshot if total is not None else None
    )


def test_the_cheapest_variant_is_one_that_has_enough_in_stock_if_there_is_one() -> None:
    offer = with_skus((900, 0), (1000, 5), (1100, 50), (1200, 500), (None, 500))
    assert c.cheapest_sku(offer, 5) == offer.skus[1]
    assert c.cheapest_sku(offer, 20) == offer.skus[2]
    assert c.cheapest_sku(offer, 5000) == offer.skus[1]
    assert c.cheapest_sku(with_skus((900, 0), (None, 5)), 1) is None
    assert c.cheapest_sku(PLAIN_OFFER, 1) is None


def test_all_can_be_bought_at_the_usual_quantity() -> None:
    lots = replace(PLAIN_OFFER, minimum=40, lot=12)
    assert c.usual_pieces([PLAIN_OFFER, lots]) == 48
    assert c.usual_pieces([]) == 1


def test_what_cannot_be_bought_at_that_quantity_says_why() -> None:
    sold_out, dear = with_skus((900, 0)), with_skus((None, 5))
    named, any_ = c.Candidate("1", "no more", named=True), c.Candidate("1", "no more")
    found = [
        c.problem_of(replace(OFFER, status="expired"), any_, 2, one_variant_only=False),
        c.problem_of(sold_out, any_, 2, one_variant_only=False),
        c.problem_of(dear, any_, 2, one_variant_only=False),
        c.problem_of(OFFER, named, 2, one_variant_only=False),
        c.problem_of(OFFER, any_, 2, one_variant_only=True),
        c.problem_of(OFFER, c.Candidate("1", OFFER.skus[0].sku_id), 1, one_variant_only=False),
    ]
    problems = [each.problem for each in found if isinstance(each, Finding)]
    assert problems == [
        Problem.DELISTED, Problem.SOLD_OUT, Problem.NO_PRICE, Problem.VARIANT_GONE, Problem.VARIANTS_UNSUPPORTED,
        Problem.BELOW_MINIMUM,
    ]  # fmt: skip
    assert c.problem_of(PLAIN_OFFER, any_, 2, one_variant_only=True) is None


def test_the_best_are_marked_only_if_that_tells_them_from_others_that_can_be_bought() -> None:
    assert c.cheapest([side(300), side(200), side(None), side(200)]) == {2, 4}
    assert c.cheapest([side(200), side(200)]) == c.cheapest([side(200), side(None)]) == frozenset()
    assert c.quickest([side(300, "48 h"), side(200, "24 h"), side(100)]) == {2}
    assert c.quickest([side(None, "24 h"), side(200, "48 h")]) == frozenset()


def test_a_piece_costs_its_share_of_all_that_is_paid() -> None:
    assert [c.per_piece(Fen(total), 3) for total in (300, 301, 302, 1)] == [100, 100, 101, 0]


def test_quantities_worth_a_button_are_those_at_which_the_most_can_be_bought() -> None:
    few, many = replace(PLAIN_OFFER, minimum=1), replace(PLAIN_OFFER, minimum=200, tiers=())
    sides = [c.Side(c.Candidate("1"), few), c.Side(c.Candidate("2"), many), c.Side(c.Candidate("3"))]
    assert c.steps(sides, 50) == (1, 2, 200, 500)
    assert 200 not in c.steps(sides, 200)
