"""Words beside an offer: what is meant is taken, what is doubtful is asked, and nothing is silently left out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.choice import Choice, Piece, Problem, check_choice
from bot.purchasing.money import Fen
from bot.purchasing.offers.asked_for import AskedFor, asked_for, fault_of
from bot.purchasing.offers.offer import Attribute, Offer, PriceBy, Seller, Sku, Tier
from bot.purchasing.reading.classify_url import NoOffer
from bot.purchasing.reading.links import find, parse_buy
from bot.purchasing.reading.quantity import QuantityFault
from bot.purchasing.requests.first_choice import as_typed, first_choice, with_quantity, with_variant

LINK = "https://detail.1688.com/offer/600000000001.html"


def sku(number: int, colour: str, english: str, size: str) -> Sku:
    attributes = (Attribute("颜色", colour, "Colour", english), Attribute("尺码", size, "Size"))
    return Sku(f"90000{number}", f"spec{number}", attributes, Fen(1850), 9000)


MUG = Offer(
    "600000000001", "北欧马克杯 350毫升", "Nordic mug, 350 ml", "published", PriceBy.OFFER, (Tier(1, Fen(1700)),), (),
    1, None, 9000, "个", "pcs", Seller("open", "company"),
)  # fmt: skip
SHIRT = replace(
    MUG, price_by=PriceBy.SKU, tiers=(), stock=None, skus=(
        sku(1, "藏青", "Navy", "M"), sku(2, "红色", "Red", "L"), sku(3, "红色", "Red", "42"),
        sku(4, "白色", "White", "M"),
    ),
)  # fmt: skip

FORMS = [
    ("5", 5, ()), ("x5", 5, ()), ("5x", 5, ()), ("5 x", 5, ()), ("×5", 5, ()), ("5 pcs", 5, ()), ("5pcs", 5, ()),
    ("5件", 5, ()), ("5个", 5, ()), ("5 шт", 5, ()), ("5 шт.", 5, ()), ("qty 5", 5, ()), ("数量：5", 5, ()),
    ("two", 2, ()), ("два", 2, ()), ("две штуки", 2, ()), ("两个", 2, ()), ("二十五件", 25, ()),
    ("1,000", None, (1000, 1)), ("1.000", None, (1000, 1)), ("1.000 шт", None, (1000, 1)), ("1 000", None, (1000,)),
    ("x1,000", None, (1000, 1)), ("１０", None, (10,)), ("10.0", None, (10,)), ("010", None, (10,)),
]  # fmt: skip
"""Each form of a quantity: what it certainly is, or what it could be."""


def beside_a_link(words: str) -> Choice:
    (item,) = find(f"{LINK} {words}").items
    assert not isinstance(item, NoOffer)
    return first_choice(SHIRT, item.quantity, item.words, None)


def before_a_link(words: str) -> Choice:
    (item,) = find(f"{words}\n{LINK}").items
    assert not isinstance(item, NoOffer)
    return first_choice(SHIRT, item.quantity, item.words, None)


def after_buy(words: str) -> Choice:
    item = parse_buy(f"600000000001 {words}")
    assert not isinstance(item, NoOffer)
    return first_choice(SHIRT, item.quantity, item.words, None)


def after_buy_with_a_link(words: str) -> Choice:
    item = parse_buy(f"{LINK} {words}")
    assert not isinstance(item, NoOffer)
    return first_choice(SHIRT, item.quantity, item.words, None)


def typed(words: str) -> Choice:
    return as_typed(Choice(), asked_for(SHIRT, words))


PARTS = (
    "5",
    "x5",
    "1.000",
    "navy",
    "M",
    "red",
    "42",
    "green",
    "dozen",
    "for",
    "two",
    "两个",
    "\n",
    "\u202e",
    ",",
    "7pcs",
)
WAYS = [beside_a_link, before_a_link, after_buy, after_buy_with_a_link, typed]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("words", "quantity", "could_be"), FORMS, ids=[each[0] for each in FORMS])
def test_each_form_of_a_quantity_means_the_same_in_each_way_in(way, words, quantity, could_be) -> None:
    choice = way(words)
    assert (choice.quantity, choice.spec_id) == (quantity, None)
    assert asked_for(SHIRT, choice.wanted).could_be == could_be


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "words", ["Navy/M {}", "{} Navy/M", "navy M, {}", "Navy / M: {}", "藏青 M {}", "{}, M navy, please"]
)
@pytest.mark.parametrize("form", ["5", "x5", "5x", "5 pcs", "5件", "5 шт", "five"])
def test_a_variant_may_stand_on_either_side_of_the_quantity(way, words, form) -> None:
    choice = way(words.format(form))
    assert (choice.quantity, choice.wanted) == (5, "")
    assert choice.spec_id == "spec1"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("红色 L 10", AskedFor((SHIRT.skus[1],), 10)),
        ("red 42", AskedFor((SHIRT.skus[2],))),
        ("5 42 red", AskedFor((SHIRT.skus[2],), 5)),
        ("red", AskedFor(SHIRT.skus[1:3], doubtful=("red",))),
        ("red x5", AskedFor(SHIRT.skus[1:3], 5, doubtful=("red",))),
        ("navy M 1.000", AskedFor((SHIRT.skus[0],), None, (1000, 1), ("1.000",))),
        ("navy 5\nM", AskedFor((SHIRT.skus[0],), 5)),
        ("red 5\nnavy 5", AskedFor((), 5, strange=("red navy",))),
        ("green 5", AskedFor(could_be=(5,), strange=("green 5",))),
        ("x5 green", AskedFor((), 5, strange=("green",))),
        ("2 dozen", AskedFor(could_be=(24,), doubtful=("2 dozen",))),
        ("navy M x2 dozen", AskedFor((SHIRT.skus[0],), could_be=(24,), doubtful=("x2 dozen",))),
        ("2 boxes", AskedFor(could_be=(2,), strange=("2 boxes",))),
        ("5\n7", AskedFor(could_be=(5, 7), doubtful=("5", "7"))),
        ("x5 7", AskedFor(could_be=(5, 7), doubtful=("x5", "7"))),
        ("x5, 7 pcs", AskedFor(could_be=(5, 7), doubtful=("x5", "7 pcs"))),
        ("10-20 шт", AskedFor(strange=("10-20 шт",))),
        ("-5", AskedFor(strange=("-5",))),
        ("3XL", AskedFor(strange=("3XL",))),
        ("x5 for the fair", AskedFor((), 5, strange=("for the fair",))),
        ("Nordic mug, 350 ml x5", AskedFor((), 5)),
        ("北欧马克杯", AskedFor()),
        ("please, thank you!", AskedFor()),
        ("\u202e12", AskedFor(could_be=(12,), doubtful=("\u202e12",))),
        ("x5 x5 x5", AskedFor((), 5)),
        ("", AskedFor()),
    ],
)
def test_what_is_doubtful_or_strange_is_told_apart(words: str, asked: AskedFor) -> None:
    assert asked_for(SHIRT, words) == asked


def test_a_quantity_of_the_link_that_the_words_contradict_is_asked_about() -> None:
    assert asked_for(MUG, "5", 7) == AskedFor(could_be=(5, 7), doubtful=("5", "x7"))
    assert asked_for(MUG, "7", 7) == AskedFor((), 7)


@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_what_was_not_taken_is_asked_about_alike_after_it_was_stored(words: list[str]) -> None:
    for offer in (MUG, SHIRT):
        first = asked_for(offer, " ".join(words))
        again = asked_for(offer, first.unread)
        if first.quantity is None:  # else what is left is only shown
            assert (again.doubtful, again.strange, again.could_be) == (first.doubtful, first.strange, first.could_be)


@given(st.text(max_size=120))
def test_no_words_break_the_reading_and_none_are_lost(words: str) -> None:
    asked = asked_for(SHIRT, words)
    assert asked.quantity is None or not asked.could_be
    assert set(asked.skus) <= set(SHIRT.skus)
    assert len(asked.unread) <= 200


def test_a_long_text_is_read_in_its_beginning() -> None:
    assert asked_for(MUG, "5\n" + "word " * 20_000).quantity == 5
    assert asked_for(MUG, "1.1." * 25_000).quantity is None


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("0", QuantityFault.ZERO),
        ("x0", QuantityFault.ZERO),
        ("-5", QuantityFault.NEGATIVE),
        ("1.5", QuantityFault.FRACTIONAL),
        ("white\n1000000", QuantityFault.TOO_LARGE),
        ("5", None),
        ("3XL", None),
        ("1.5 m", None),
        ("", None),
    ],
)
def test_a_line_that_is_nothing_but_a_wrong_number_says_why(words: str, fault: QuantityFault | None) -> None:
    assert fault_of(words) == fault


def test_choosing_what_was_asked_for_leaves_only_what_is_still_open() -> None:
    both = first_choice(SHIRT, None, "green\n1.000", None)
    assert both == Choice.of(wanted="1.000\ngreen")
    chosen = with_variant(SHIRT, both, "spec1")
    assert chosen == Choice.of(spec_id="spec1", wanted="1.000")
    found = check_choice(SHIRT, chosen)
    assert found is not None
    assert (found.problem, found.suggestions) == (Problem.QUANTITY_UNCLEAR, (1000, 1))
    assert with_quantity(SHIRT, chosen, 1000) == Choice.of(1000, "spec1")
    assert with_quantity(SHIRT, both, 1000) == replace(both, pieces=(Piece(None, 1000),))
    assert with_variant(SHIRT, both.with_one(None, 5), "spec1") == Choice.of(5, "spec1")


def test_a_typed_answer_keeps_what_it_does_not_name() -> None:
    before = Choice.of(7, "spec2")
    assert as_typed(before, asked_for(SHIRT, "5")) == Choice.of(5, "spec2")
    assert as_typed(before, asked_for(SHIRT, "navy M")) == Choice.of(7, "spec1")
    assert as_typed(before, asked_for(SHIRT, "many")) == Choice.of(None, "spec2", "many")
    assert as_typed(before, asked_for(SHIRT, "1.000")) == Choice.of(None, "spec2", "1.000")
    assert as_typed(before, asked_for(SHIRT, "x5 soon")) == Choice.of(5, "spec2", "soon")


def test_the_variant_of_the_link_and_an_only_variant_need_no_words() -> None:
    assert first_choice(SHIRT, 5, "", "900002").spec_id == "spec2"
    assert first_choice(SHIRT, 5, "navy M", "900002").spec_id == "spec1"
    only = replace(SHIRT, skus=SHIRT.skus[:1])
    assert first_choice(only, None, "5 over there", None) == Choice.of(None, "spec1", wanted="5 over there")
    assert first_choice(only, 5, "over there", None) == Choice.of(5, "spec1", wanted="over there")
