"""Variants are understood in the words of each language, whichever the chat speaks."""

from dataclasses import replace

import pytest

from bot.purchasing.choice import Problem, check_choice
from bot.purchasing.money import Fen
from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.match_variant import match_variant, meanings, names_exactly
from bot.purchasing.offers.offer import Attribute, Offer, Sku, Words
from bot.purchasing.requests.first_choice import first_choice
from bot.purchasing.text import OVERRIDE
from tests.cards.samples import OFFER

COLOURS = {
    "红色": "Красный", "玫红色": "Розово-красный", "白色": "Белый", "藏青色": "Тёмно-синий", "浅灰色": "Светло-серый",
    "军绿色": "Армейский зелёный",
}  # fmt: skip
SIZES = {"S": "", "M": "", "2XL": ""}
LENGTHS = {"1米": "1 м", "1.5米": "1,5 м", "350ml": "", "500 ml": ""}


def offer_of(first: dict[str, str], second: dict[str, str], *, read: bool = True) -> Offer:
    """An offer with each pair of values; `read` with its translations into the chat's language."""
    skus = [
        Sku(f"{a}-{b}", f"id-{a}-{b}", (Attribute("颜色", a, "", told if read else ""), Attribute("款", b)), Fen(1), 9)
        for a, told in first.items()
        for b in second
    ]
    return replace(OFFER, skus=tuple(skus))


SHIRT, MUG = offer_of(COLOURS, SIZES), offer_of(COLOURS, LENGTHS)
UNREAD = offer_of(COLOURS, SIZES, read=False)


@pytest.mark.parametrize("shirt", [SHIRT, UNREAD])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("red S", "红色-S"),
        ("красный М", "红色-M"),
        ("красная m", "红色-M"),
        ("красную, средний", "红色-M"),
        ("red small", "红色-S"),
        ("white ХХL", "白色-2XL"),
        ("белые xxl", "白色-2XL"),
        ("Navy Blue M", "藏青色-M"),
        ("dark blue 中号", "藏青色-M"),
        ("темно-синий S", "藏青色-S"),
        ("light gray S", "浅灰色-S"),
        ("light grey small", "浅灰色-S"),
        ("армейский зеленый S", "军绿色-S"),
        ("白 大号", None),
    ],
)
def test_common_colours_and_sizes_are_understood_in_each_language(shirt: Offer, typed: str, meant: str | None) -> None:
    assert [sku.sku_id for sku in match_variant(shirt, typed)] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("white 1m", "白色-1米"),
        ("white 1 m", "白色-1米"),
        ("белый 1,5 м", "白色-1.5米"),
        ("white 1.5米", "白色-1.5米"),
        ("白色 500мл", "白色-500 ml"),
        ("red 350 ml", "红色-350ml"),
    ],
)
def test_measures_are_understood_in_each_language_however_they_are_spaced(typed: str, meant: str) -> None:
    assert [sku.sku_id for sku in match_variant(MUG, typed)] == [meant]
    assert asked_for(MUG, f"{typed} x20").quantity == 20
    assert asked_for(MUG, typed).quantity is None


def test_what_1688_told_in_another_language_is_understood_too() -> None:
    words = Words("en", "Shirt", "pc", (("红色", "Crimson tide"), ("白色", "Snow")))
    shirt = replace(UNREAD, words=(words,))
    assert [sku.sku_id for sku in match_variant(shirt, "snow M")] == ["白色-M"]


def test_a_value_that_stands_there_is_meant_before_one_of_the_same_meaning() -> None:
    both = offer_of({"红色": "", "red": ""}, SIZES)
    assert [sku.sku_id for sku in match_variant(both, "red S")] == ["red-S"]
    assert [sku.sku_id for sku in match_variant(both, "красный S")] == ["红色-S", "red-S"], (
        "two that fit are asked about"
    )


def test_a_measure_is_no_quantity() -> None:
    assert names_exactly(MUG, "white 1 m")
    assert not names_exactly(MUG, "white 20")


def test_once_the_pieces_are_told_a_number_of_a_variant_s_name_is_no_second_quantity() -> None:
    for words in ("red 350", "red 350 x10"):
        choice = first_choice(MUG, 10, words, None)
        assert (choice.spec_id, choice.quantity, choice.wanted) == ("id-红色-350ml", 10, "")
    unsure = first_choice(MUG, None, f"{OVERRIDE}red 350ml\n1,000", None)
    assert (unsure.spec_id, unsure.quantity) == ("id-红色-350ml", None)
    asked = check_choice(MUG, unsure)
    assert asked is not None
    assert (asked.problem, asked.suggestions) == (Problem.QUANTITY_UNCLEAR, (1000, 1))


@pytest.mark.parametrize("word", ["nice", "fair", "10", "подарок", "好", ""])
def test_other_words_mean_nothing(word: str) -> None:
    assert not meanings(word)
