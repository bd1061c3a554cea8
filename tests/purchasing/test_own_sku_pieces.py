"""What codes make of an offer: variants, pieces raised once to whole lots, and the way from one source to the other."""

from dataclasses import replace

import pytest

from bot.purchasing.choice import Choice, Finding, Problem
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Attribute, Offer, PriceBy, Seller, Sku
from bot.purchasing.own_sku import AskedSku, OwnSku, Source, normal
from bot.purchasing.requests.asked_line import AskedLine, joined
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.own_sku_pieces import (
    Reckoned,
    TypedRatio,
    another_variant,
    choice_by,
    in_whole_lots,
    reckoned,
    source_of,
    typed_ratio,
)
from bot.purchasing.requests.own_sku_reserve import held_up, to_replace, with_other_source
from bot.purchasing.sheets.sku_sheet import SkuProblem, SkuProblemKind, SkuRow, taken_in


def sku(name: str, value: str, stock: int = 1000) -> Sku:
    return Sku(name[-1], name, (Attribute("颜色", value, "Colour", value),), Fen(100), stock)


SHIRT = Offer(
    "1", "T恤", "Shirt", "published", PriceBy.SKU, (), (sku("s1", "red"), sku("s2", "blue")), 1, None, None,
    "件", "pcs", Seller("seller", "company"),
)  # fmt: skip
OTHER = replace(SHIRT, offer_id="2", seller=Seller("another", "another"))
IN_TENS = replace(SHIRT, lot=10)
RED, BLUE = Source("1", "s1", "red"), Source("1", "s2", "blue")
RESERVE = Source("2", "s1", "red")


def asked(count: int, ratio: int = 1, source: Source = RED, code: str = "RED", other: Source | None = None) -> AskedSku:
    return AskedSku(code, "", count, ratio, source, other)


def line(offer: Offer, *codes: AskedSku, place: int = 1) -> AskedLine:
    """The lines of these codes, joined as an opened request has them."""
    (found,) = joined([AskedLine(n, offer, choice_by(offer, each), 7) for n, each in enumerate(codes, 1)])
    return replace(found, place=place)


def test_a_code_chooses_its_variant_and_pieces() -> None:
    choice = choice_by(SHIRT, asked(4, 5))
    assert (choice.spec_id, choice.quantity, choice.wanted) == ("s1", 20, "")


def test_words_that_were_not_checked_are_matched_when_it_is_bought() -> None:
    assert choice_by(SHIRT, asked(1, source=Source("1", "", "Blue"))).spec_id == "s2"
    open_ = choice_by(SHIRT, asked(1, source=Source("1", "", "green")))
    assert (open_.spec_id, open_.wanted) == (None, "green")
    assert choice_by(SHIRT, asked(1, source=Source("1"))).spec_id is None


def test_a_variant_that_is_gone_is_asked_for_and_never_another_taken() -> None:
    choice = choice_by(SHIRT, asked(1, source=Source("1", "gone", "red")))
    assert choice.spec_id == "gone"
    assert AskedLine(1, SHIRT, choice, 7).finding == Finding(Problem.VARIANT_GONE)


@pytest.mark.parametrize(("count", "bought"), [(1, 10), (10, 10), (11, 20), (33, 40)])
def test_pieces_are_raised_to_whole_lots_and_never_lowered(count: int, bought: int) -> None:
    choice = in_whole_lots(IN_TENS, choice_by(IN_TENS, asked(count)))
    assert choice.quantity == bought
    assert in_whole_lots(IN_TENS, choice) == choice
    assert reckoned(IN_TENS, choice) == Reckoned(count, bought, lots=True)


def test_what_was_asked_for_without_a_code_is_not_raised() -> None:
    assert in_whole_lots(IN_TENS, Choice.of(11, "s1")).quantity == 11


def test_two_codes_of_one_variant_are_raised_once() -> None:
    found = line(IN_TENS, asked(3, 1), asked(2, 5, code="RED-5"))
    assert (found.choice.quantity, found.choice.spec_id) == (20, "s1")
    assert reckoned(IN_TENS, found.choice) == Reckoned(13, 20, lots=True)


def test_each_variant_of_several_is_raised_by_itself() -> None:
    found = line(IN_TENS, asked(3), asked(12, source=BLUE, code="BLUE"))
    assert found.choice.counted == {"s1": 10, "s2": 20}
    assert reckoned(IN_TENS, found.choice) == Reckoned(15, 30, lots=True)


def test_pieces_that_somebody_changed_are_no_raise() -> None:
    assert reckoned(SHIRT, choice_by(SHIRT, asked(4, 5)).with_one("s1", 60)) == Reckoned(20, 60, lots=False)


def test_another_variant_than_the_code_s_is_noticed() -> None:
    choice = choice_by(SHIRT, asked(4))
    assert not another_variant(choice, choice.own[0])
    assert another_variant(choice.with_one("s2", 4), choice.own[0])


def test_a_code_whose_variant_is_sold_out_holds_up_no_other_of_its_product() -> None:
    sold_out = replace(SHIRT, skus=(SHIRT.skus[0], sku("s2", "blue", stock=0)))
    codes = [asked(3), asked(4, source=BLUE, code="BLUE"), asked(5, code="RED-5")]
    found = joined([AskedLine(n, sold_out, choice_by(sold_out, each), 7) for n, each in enumerate(codes, 1)])
    assert [(each.buyable, each.choice.quantity) for each in found] == [(True, 8), (False, 4)]


def test_a_single_code_takes_its_other_source_and_can_go_back() -> None:
    gone = replace(SHIRT, status="deleted")
    chosen = Chosen((line(gone, asked(4, 5, other=RESERVE)),), "a", "n")
    assert held_up(chosen, Finding(Problem.DELISTED)) == 0
    other = with_other_source(chosen, 0, {"2": OTHER})
    assert [(each.offer, each.choice.quantity, each.choice.spec_id) for each in other.asked] == [(OTHER, 20, "s1")]
    assert (other.address_id, other.note, other.asked[0].choice.own[0].reserve) == ("a", "n", True)
    assert with_other_source(other, 0, {"1": gone}) == chosen


def test_no_other_source_is_offered_for_what_a_person_can_mend_or_has_none() -> None:
    chosen = Chosen((line(SHIRT, asked(4, other=RESERVE)),))
    assert held_up(chosen, Finding(Problem.BELOW_MINIMUM)) is None
    assert held_up(chosen, None) is None
    assert held_up(Chosen((line(SHIRT, asked(4)),)), Finding(Problem.DELISTED)) is None


def test_only_the_lines_that_are_held_up_take_their_other_source() -> None:
    gone = replace(SHIRT, offer_id="3", status="deleted")
    theirs = asked(2, source=Source("3", "s1"), code="GONE", other=RESERVE)
    chosen = Chosen((line(SHIRT, asked(4, other=RESERVE)), line(gone, theirs, place=2)))
    assert held_up(chosen, None) == 0
    assert [each.code for each in to_replace(chosen, 0)] == ["GONE"]
    other = with_other_source(chosen, 0, {"2": OTHER})
    assert [(each.offer.offer_id, each.choice.quantity) for each in other.asked] == [("1", 4), ("2", 2)]


def test_a_code_without_another_source_stays_where_it_is() -> None:
    gone = replace(IN_TENS, offer_id="3", status="deleted")
    codes = [
        asked(3, source=Source("3", "s1"), code="A", other=RESERVE),
        asked(4, source=Source("3", "s1"), code="B"),
        asked(5, source=Source("3", "s2"), code="C", other=RESERVE),
    ]
    chosen = Chosen((line(gone, *codes), line(SHIRT, asked(1), place=2)))
    other = with_other_source(chosen, 1, {"2": OTHER})
    told = [(each.offer.offer_id, each.choice.quantity, [own.code for own in each.choice.own]) for each in other.asked]
    assert told == [("3", 10, ["B"]), ("2", 8, ["A", "C"]), ("1", 1, ["RED"])]


def test_of_several_variants_only_that_which_is_at_fault_takes_its_other_source() -> None:
    few = replace(SHIRT, skus=(SHIRT.skus[0], sku("s2", "blue", stock=6)))
    codes = [asked(3, other=RESERVE), asked(4, source=BLUE, code="B-1", other=RESERVE)]
    codes.append(replace(codes[1], code="B-2"))
    chosen = Chosen((line(few, *codes),))
    assert held_up(chosen, Finding(Problem.NOT_ENOUGH_STOCK, variant="s2")) == 0
    other = with_other_source(chosen, 0, {"2": OTHER})
    told = [(each.offer.offer_id, [own.code for own in each.choice.own]) for each in other.asked]
    assert told == [("1", ["RED"]), ("2", ["B-1", "B-2"])]


def test_the_ratio_stands_at_the_end() -> None:
    assert typed_ratio("<link> red M x5") == TypedRatio("<link> red M", 5)
    assert typed_ratio("<link> red × 12") == TypedRatio("<link> red", 12)
    assert typed_ratio("<link> red M") == TypedRatio("<link> red M", None)
    assert typed_ratio("<link> red x0.5") == TypedRatio("<link> red", 0)
    assert typed_ratio("x6") == TypedRatio("", 6)


def test_the_words_beside_a_link_must_name_one_variant() -> None:
    assert source_of(SHIRT, "red", None) == RED
    assert source_of(SHIRT, "", "2") == BLUE
    assert source_of(SHIRT, "", None) == Source("1")
    assert source_of(SHIRT, "green", None) == "green"
    assert source_of(SHIRT, "red 20", None) == "red 20"
    assert source_of(replace(SHIRT, skus=SHIRT.skus[:1]), "", None) == RED


def test_a_file_adds_and_changes_and_removes_nothing() -> None:
    before = [
        OwnSku("A", "a", 5, RED, RESERVE, 1), OwnSku("B", "b", 1, BLUE, None, 2), OwnSku("C", "c", 1, BLUE, None, 3)
    ]  # fmt: skip
    rows = [
        SkuRow(2, "a"), SkuRow(3, "b", "new name", "1", "blue", 2), SkuRow(4, "D", "", "4", "red"),
        SkuRow(5, "d", "", "5"), SkuRow(6, "E"),
    ]  # fmt: skip
    found = taken_in({normal(each.code): each for each in before}, rows)
    assert found.added == (OwnSku("D", "", 1, Source("4", "", "red")),)
    assert found.changed == (OwnSku("B", "new name", 2, BLUE, None, 2),)
    assert (found.same, found.total) == (1, 4)
    assert found.problems == (SkuProblem(5, SkuProblemKind.TWICE, "d"), SkuProblem(6, SkuProblemKind.NO_SOURCE, "E"))


def test_another_offer_or_other_words_are_to_be_matched_anew() -> None:
    old = OwnSku("A", "a", 1, RED, None, 1)
    assert taken_in({"a": old}, [SkuRow(2, "A", "", "1", "red")]).changed == ()
    assert taken_in({"a": old}, [SkuRow(2, "A", "", "1")]).changed == ()
    assert taken_in({"a": old}, [SkuRow(2, "A", "", "", "blue")]).changed[0].source == Source("1", "", "blue")
    assert taken_in({"a": old}, [SkuRow(2, "A", "", "9")]).changed[0].source == Source("9")
