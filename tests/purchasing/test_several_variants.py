"""Several variants in one text: what is certain is taken whole, and anything else is left to be asked about."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.choice import Choice, Finding, Piece, Problem, check_choice
from bot.purchasing.money import Fen
from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.offer import Attribute, Offer, Sku
from bot.purchasing.offers.several_variants import read_several
from bot.purchasing.offers.variant_grid import Cell, cell_of, grid_rows, row_of, steps
from bot.purchasing.reading.links import find
from bot.purchasing.requests.first_choice import (
    after_edit,
    as_before,
    as_typed,
    collected,
    collecting,
    first_choice,
    with_pieces,
    with_quantity,
    with_variant,
)
from tests.cards.samples import OFFER

COLOURS = (("红色", "red"), ("蓝色", "blue"), ("白色", "white"))
SIZES = ("S", "M", "L")


def _sku(*values: tuple[str, str]) -> Sku:
    label = "-".join(translated or value for value, translated in values)
    names = ("颜色", "尺码", "款")
    parts = tuple(Attribute(name, value, "", told) for name, (value, told) in zip(names, values, strict=False))
    return Sku(label, f"id-{label}", parts, Fen(100), 100)


SHIRT = replace(OFFER, skus=tuple(_sku(colour, (size, "")) for colour in COLOURS for size in SIZES))
SHOE = replace(OFFER, skus=tuple(_sku((size, "")) for size in ("38", "39", "40")))
MUG = replace(OFFER, skus=tuple(_sku((f"款式{n}", "")) for n in (1, 2, 3)))


def read(offer: Offer, text: str) -> dict[str, int]:
    """What was read, by the variants' own names."""
    return {spec_id.removeprefix("id-"): pieces for spec_id, pieces in read_several(offer, text.split("\n"))}


def test_what_a_variant_shares_with_the_one_before_is_read_although_each_has_its_own_picture() -> None:
    pictured = [
        replace(
            sku, attributes=tuple(replace(each, image_url=f"https://cbu01/{sku.sku_id}") for each in sku.attributes)
        )
        for sku in SHIRT.skus
    ]
    shirt = replace(SHIRT, skus=tuple(pictured))
    assert read(shirt, "white S 10, M 20") == {"white-S": 10, "white-M": 20}
    assert read(shirt, "red S 10, M 20; blue all 5") == read(SHIRT, "red S 10, M 20; blue all 5")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("红色/S×10 红色/M×20", {"red-S": 10, "red-M": 20}),
        ("red S 10, M 20", {"red-S": 10, "red-M": 20}),
        ("red S 10, M 20; blue all 5", {"red-S": 10, "red-M": 20, "blue-S": 5, "blue-M": 5, "blue-L": 5}),
        ("red/S x10, blue/M x5", {"red-S": 10, "blue-M": 5}),
        ("red S 10\nred M 20\nblue L 3 pcs", {"red-S": 10, "red-M": 20, "blue-L": 3}),
        ("red S 10 M 20 blue L 5", {"red-S": 10, "red-M": 20, "blue-L": 5}),
        ("red S: 10, blue M: 20", {"red-S": 10, "blue-M": 20}),
        ("10 pcs red S, 20 pcs blue M", {"red-S": 10, "blue-M": 20}),
        ("red S 10 and blue M 5", {"red-S": 10, "blue-M": 5}),
        ("red S - 10; red M - 20", {"red-S": 10, "red-M": 20}),
        ("红色S 10件，蓝色M 20件", {"red-S": 10, "blue-M": 20}),
        ("红色各5", {"red-S": 5, "red-M": 5, "red-L": 5}),
        ("S各10", {"red-S": 10, "blue-S": 10, "white-S": 10}),
        ("все по 5", {f"{c}-{s}": 5 for _, c in COLOURS for s in SIZES}),
        ("red каждого 3, blue M 4", {"red-S": 3, "red-M": 3, "red-L": 3, "blue-M": 4}),
        ("all 5, red S 10", {f"{c}-{s}": 10 if (c, s) == ("red", "S") else 5 for _, c in COLOURS for s in SIZES}),
        ("red S 10, all 5", {f"{c}-{s}": 10 if (c, s) == ("red", "S") else 5 for _, c in COLOURS for s in SIZES}),
        ("red S 10, blue M 5, red S 2", {"red-S": 12, "blue-M": 5}),
        ("x10 red S x5 blue M", {"red-S": 10, "blue-M": 5}),
        ("红色；S 10, 红色；M x20", {"red-S": 10, "red-M": 20}),
        ("red S ten, red M two", {"red-S": 10, "red-M": 2}),
    ],
)
def test_each_variant_is_read_with_its_pieces(text: str, found: dict[str, int]) -> None:
    assert read(SHIRT, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "red S 10",
        "red 10, blue 5",
        "red S, blue M",
        "red S 10, blue M",
        "red S 10, green M 5",
        "red S 1,000, blue M 5",
        "red S 1.5, blue M 5",
        "red S 0, blue M 5",
        "x10 red S x5 blue M x3",
        "red S 10, red 5",
        "red S 2 dozen, blue M 5",
        "please call me 10, 20",
        "",
    ],
)
def test_what_is_not_wholly_certain_or_names_one_variant_only_is_not_taken(text: str) -> None:
    assert read(SHIRT, text) == {}


@pytest.mark.parametrize("text", ["38 10, 39 20", "38 10 39 20", "38 x10, 39 x20", "38 ×10 39 ×20", "38: 10; 39: 20"])
def test_a_number_that_is_a_size_is_not_a_quantity(text: str) -> None:
    assert read(SHOE, text) == {"38": 10, "39": 20}


def test_words_and_pieces_that_no_variant_took_are_still_read_on_the_grid() -> None:
    begun = collecting(first_choice(SHIRT, 10, "chequered", None))
    assert (begun.wanted, begun.quantity, begun.counted, begun.collecting) == ("chequered", 10, {}, True)
    added = with_pieces(collecting(begun), "id-red-S", 10)
    assert (added.wanted, added.counted) == ("", {"id-red-S": 10})


def test_one_variant_that_is_typed_with_its_pieces_begins_the_collection() -> None:
    begun = as_typed(Choice(collecting=True), asked_for(SHIRT, "red S 10"))
    assert (begun.counted, begun.collecting) == ({"id-red-S": 10}, True)


def test_words_that_fit_no_variant_leave_the_pieces_as_they_are() -> None:
    typed = as_typed(Choice.of(20), asked_for(SHIRT, "red chequered"))
    assert (typed.quantity, typed.wanted) == (20, "red chequered")


def test_a_number_within_a_variant_s_name_belongs_to_it() -> None:
    assert read(MUG, "款式1 10, 款式2 20") == {"款式1": 10, "款式2": 20}


chosen = st.dictionaries(st.sampled_from(SHIRT.skus), st.integers(1, 9999), min_size=2)


@given(
    chosen,
    st.sampled_from([", ", "; ", "\n", "，", "、"]),
    st.sampled_from(["{} {}", "{} x{}", "{} ×{}", "{}: {} pcs"]),
)
def test_every_piece_that_is_written_is_read_and_no_other(wanted: dict[Sku, int], between: str, form: str) -> None:
    text = between.join(form.format(" ".join(a.value for a in sku.attributes), n) for sku, n in wanted.items())
    assert read(SHIRT, text) == {sku.spec_id.removeprefix("id-"): n for sku, n in wanted.items()}


def test_a_grid_has_a_row_for_each_value_of_the_first_attribute_and_eight_cells_at_most() -> None:
    assert [[sku.spec_id for sku in row] for row in grid_rows(SHIRT)] == [
        [f"id-{colour}-{size}" for size in SIZES] for _, colour in COLOURS
    ]
    many = replace(OFFER, skus=tuple(_sku((f"款{n}", "")) for n in range(11)))
    assert [len(row) for row in grid_rows(many)] == [8, 3]


def test_a_cell_is_surely_the_variant_that_was_shown() -> None:
    for sku in SHIRT.skus:
        assert cell_of(SHIRT, sku).of(SHIRT) is sku
    other = replace(SHIRT, skus=SHIRT.skus[::-1])
    assert cell_of(SHIRT, SHIRT.skus[0]).of(other) is None
    assert [Cell(place, "ed-S").of(SHIRT) for place in (-1, 99)] == [None, None]


def test_a_row_adds_to_what_is_in_stock() -> None:
    gone = replace(SHIRT.skus[1], stock=0)
    shirt = replace(SHIRT, skus=(SHIRT.skus[0], gone, *SHIRT.skus[2:]))
    assert row_of(shirt, gone) == (shirt.skus[0], shirt.skus[2])


def test_steps_are_whole_lots() -> None:
    assert steps(SHIRT) == (-1, 1, 10, 100)
    assert steps(replace(SHIRT, lot=6)) == (-6, 6, 60, 600)


BOTH = Choice((Piece("red-S", 10), Piece("red-M", 20)))


@pytest.mark.parametrize(
    ("offer", "choice", "finding"),
    [
        (SHIRT, BOTH, None),
        (replace(SHIRT, minimum=30), BOTH, None),
        (replace(SHIRT, minimum=31), BOTH, Finding(Problem.BELOW_MINIMUM, limit=31)),
        (replace(SHIRT, lot=20), BOTH, Finding(Problem.NOT_A_LOT, limit=20, variant="red-S")),
        (SHIRT, Choice((Piece("red-S", 101), Piece("red-M", 1))), Finding(
            Problem.NOT_ENOUGH_STOCK, limit=100, variant="red-S")),
        (SHIRT, Choice((Piece("red-S", 1), Piece("green-M", 1))), Finding(
            Problem.VARIANT_GONE, variant="green-M")),
        (SHIRT, Choice(tuple(Piece(f"v{n}", 1) for n in range(51))), Finding(Problem.TOO_MANY_VARIANTS)),
        (SHIRT, Choice((Piece("red-S", 101),), collecting=True), None),
    ],
)  # fmt: skip
def test_stock_and_lot_are_a_variant_s_own_and_the_minimum_is_that_of_all_together(
    offer: Offer, choice: Choice, finding: Finding | None
) -> None:
    skus = tuple(replace(sku, spec_id=sku.spec_id.removeprefix("id-")) for sku in offer.skus)
    assert check_choice(replace(offer, skus=skus), choice) == finding


def test_what_is_typed_while_variants_are_collected_takes_its_place_among_them() -> None:
    open_grid = collecting(Choice.of(5, "id-red-S"))
    assert (open_grid.counted, open_grid.collecting) == ({"id-red-S": 5}, True)
    more = as_typed(open_grid, asked_for(SHIRT, "red S 10, blue M 4"))
    assert more.counted == {"id-red-S": 10, "id-blue-M": 4}
    one = as_typed(more, asked_for(SHIRT, "white L 3"))
    assert one.counted == {"id-red-S": 10, "id-blue-M": 4, "id-white-L": 3}
    doubtful = as_typed(more, asked_for(SHIRT, "white 3"))
    assert (doubtful.pieces, doubtful.collecting, doubtful.wanted) == (more.pieces, True, "white")


def test_an_edited_message_names_its_variants_anew_and_what_it_does_not_name_stays() -> None:
    (several,) = find("https://detail.1688.com/offer/600000000001.html red S 10, red M 20").offers
    (silent,) = find("https://detail.1688.com/offer/600000000001.html").offers
    (single,) = find("https://detail.1688.com/offer/600000000001.html blue L 3").offers
    named = [first_choice(SHIRT, each.quantity, each.words, each.sku_id) for each in (several, silent, single)]
    two = after_edit(SHIRT, Choice.of(5, "id-blue-L"), named[0])
    assert two == Choice((Piece("id-red-S", 10), Piece("id-red-M", 20)))
    assert after_edit(SHIRT, two, named[1]) == two
    assert after_edit(SHIRT, two, named[2]) == Choice.of(3, "id-blue-L")


def test_an_old_button_for_a_variant_or_a_quantity_changes_nothing_of_several_variants() -> None:
    assert with_quantity(SHIRT, BOTH, 7) == BOTH
    assert with_variant(SHIRT, BOTH, "id-blue-L") == BOTH
    assert with_quantity(SHIRT, Choice.of(spec_id="id-red-S"), 7) == Choice.of(7, "id-red-S")


def test_one_variant_that_was_collected_is_a_choice_like_any_other_and_none_is_chosen_anew() -> None:
    one = collected(with_pieces(collecting(Choice()), "id-red-S", 5))
    assert one == Choice.of(5, "id-red-S")
    none = collected(with_pieces(collecting(one), "id-red-S", 0))
    assert none == Choice()
    assert collected(one) == one


def test_the_same_again_keeps_every_variant_that_is_still_offered_and_names_the_others() -> None:
    before = Choice((Piece("id-red-S", 5), Piece("id-red-M", 6), Piece("id-blue-L", 7)))
    fewer = replace(SHIRT, skus=tuple(sku for sku in SHIRT.skus if sku.spec_id != "id-red-M"))
    again = as_before(fewer, SHIRT, before)
    assert (again.counted, again.wanted) == ({"id-red-S": 5, "id-blue-L": 7}, "red / M 6")
    alone = as_before(replace(SHIRT, skus=SHIRT.skus[:1]), SHIRT, before)
    assert (alone.spec_id, alone.quantity, alone.several) == ("id-red-S", 5, False)
    assert as_before(SHIRT, SHIRT, Choice.of(3, "id-red-S")) == Choice.of(3, "id-red-S")
    plain = replace(SHIRT, skus=())
    assert as_before(plain, plain, Choice.of(3, None)) == Choice.of(3)


def test_a_link_s_own_quantity_that_no_variant_has_is_asked_about() -> None:
    assert first_choice(SHIRT, None, "red S 10, red M 20", None).several
    assert first_choice(SHIRT, 20, "red S 10, red M x20", None).several
    assert not first_choice(SHIRT, 5, "red S 10, red M 20", None).several


def test_beside_one_link_each_variant_keeps_its_quantity() -> None:
    (item,) = find("https://detail.1688.com/offer/600000000001.html red S x10, red M x10").offers
    assert first_choice(SHIRT, item.quantity, item.words, None).counted == {"id-red-S": 10, "id-red-M": 10}
