"""Which variant of an offer is compared, at how many pieces, and which of several is cheapest and quickest."""

from dataclasses import replace

from bot.purchasing.choice import Choice, Finding, Problem
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, PriceBy, Sku
from bot.purchasing.requests import comparison as c
from tests.cards.samples import OFFER, PLAIN_OFFER

OWN_PRICES = replace(OFFER, price_by=PriceBy.SKU, tiers=())


def with_skus(*skus: tuple[int | None, int]) -> Offer:
    """Variants of these prices (fen) and stocks."""
    every = [Sku(f"5{n}", f"{n:032x}", (), None if price is None else Fen(price), stock)
             for n, (price, stock) in enumerate(skus)]  # fmt: skip
    return replace(OWN_PRICES, skus=tuple(every))


def test_the_cheapest_variant_is_one_that_has_enough_in_stock_if_there_is_one() -> None:
    offer = with_skus((900, 0), (1000, 5), (1100, 50), (1200, 500), (None, 500))
    assert c.cheapest_sku(offer, 5) == offer.skus[1]
    assert c.cheapest_sku(offer, 20) == offer.skus[2]
    assert c.cheapest_sku(offer, 5000) == offer.skus[1]
    assert c.cheapest_sku(with_skus((900, 0), (None, 5)), 1) is None
    assert c.cheapest_sku(PLAIN_OFFER, 1) is None


def test_what_cannot_be_bought_at_that_quantity_says_why() -> None:
    sold_out, dear = with_skus((900, 0)), with_skus((None, 5))
    named, any_ = c.ComparedOffer("1", "no more", named=True), c.ComparedOffer("1", "no more")
    found = [
        any_.problem(replace(OFFER, status="expired"), 2, one_variant_only=False),
        any_.problem(sold_out, 2, one_variant_only=False),
        any_.problem(dear, 2, one_variant_only=False),
        named.problem(OFFER, 2, one_variant_only=False),
        any_.problem(OFFER, 2, one_variant_only=True),
        c.ComparedOffer("1", OFFER.skus[0].sku_id).problem(OFFER, 1, one_variant_only=False),
    ]
    problems = [each.problem for each in found if isinstance(each, Finding)]
    assert problems == [
        Problem.DELISTED, Problem.SOLD_OUT, Problem.NO_PRICE, Problem.VARIANT_GONE, Problem.VARIANTS_UNSUPPORTED,
        Problem.BELOW_MINIMUM,
    ]  # fmt: skip
    assert any_.problem(PLAIN_OFFER, 2, one_variant_only=True) is None


def test_the_best_are_named_only_if_that_tells_them_from_others_that_are_known() -> None:
    assert c.least([300, 200, None, 200]) == (2, 4)
    assert c.least([200, 200]) == c.least([200, None]) == c.least([None]) == c.least([]) == ()


def test_a_variant_that_somebody_chose_stays_and_any_other_is_the_cheapest_at_that_quantity() -> None:
    offer = with_skus((900, 10), (1000, 100))
    open_, chosen = c.ComparedOffer("1"), Choice.of(5, offer.skus[1].spec_id)
    assert open_.with_variant(offer, None, 5) == c.ComparedOffer("1", "50")
    assert open_.with_variant(offer, None, 50) == c.ComparedOffer("1", "51")
    named = open_.with_variant(offer, chosen, 5)
    assert named == named.with_variant(offer, None, 5) == c.ComparedOffer("1", "51", named=True)
    assert c.ComparedOffer("1", "51").with_variant(PLAIN_OFFER, None, 5) == open_
