"""What an offer counts in pairs is asked for in pairs in each language; of others a pair says nothing certain."""

from dataclasses import replace

import pytest

from bot.purchasing.offers.asked_for import in_pieces, plain_units
from bot.purchasing.requests.first_choice import first_choice
from tests.cards.samples import OFFER

SOCKS = replace(OFFER, skus=(), unit="双", unit_translated="pair")
BY_THE_DOZEN = replace(OFFER, skus=(), unit="打", unit_translated="dozen")
MUG = replace(OFFER, skus=(), unit="件", unit_translated="piece")


@pytest.mark.parametrize(
    "words", ["50 pairs", "50 pair", "x50 pairs", "50 пар", "50双", "50 对", "please 50 pairs", "qty 50 pairs"]
)
def test_what_is_sold_in_pairs_is_asked_for_in_pairs(words: str) -> None:
    choice = first_choice(SOCKS, None, words, None)
    assert (choice.quantity, choice.wanted) == (50, "")


def test_what_is_not_sold_in_pairs_is_asked_about() -> None:
    choice = first_choice(MUG, None, "50 pairs", None)
    assert (choice.quantity, choice.wanted) == (None, "50 pairs")


def test_what_is_sold_by_the_dozen_counts_dozens() -> None:
    assert first_choice(BY_THE_DOZEN, None, "2 dozen", None).quantity == 2
    assert first_choice(MUG, None, "2 dozen", None).quantity is None


@pytest.mark.parametrize("words", ["pairs", "50 pairsome", "50 kg", "a50 pairs"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert in_pieces(SOCKS, words) == words


@pytest.mark.parametrize(
    ("text", "number"),
    [("50 pairs", 50), ("50双", 50), ("2 коробки", 2), ("050 pairs", None), ("5\u200b0 pairs", None), ("50", None)],
)
def test_only_plain_digits_before_a_unit_are_its_number(text: str, number: int | None) -> None:
    assert plain_units(text) == number
