"""What each tag costs: the sums add up, are content of a purchase, and stay with each part of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.ledger.rows_and_values import dump_snapshot, load_snapshot
from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.orders.payable import at_price
from bot.purchasing.orders.tags import only_tag, tag_alone, tag_sums, tag_typed, tagged, tags_of, with_tags
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.parts import parts_of
from bot.purchasing.snapshot import Snapshot, differences, together
from tests.cards import basket_samples as b
from tests.cards import samples as s

ANNA, BORIS = 4711, 4712
TEXTS = st.text(max_size=80)


def lines(*tags: str) -> tuple[AskedLine, ...]:
    """So many of the products of six sellers, each with its tag."""
    return tuple(replace(line, tag=tag) for line, tag in zip(b.asked(), tags, strict=False))


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ('tag "Shop A"', "Shop A"),
        ("Tag: Shop A", "Shop A"),
        ("метка «Ёлки и Ко»", "Ёлки и Ко"),
        ("标签 店铺一", "店铺一"),
        ("标签「店铺一」", "店铺一"),
        ('tag "24" TVs"', '24" TVs'),
        ("vintage mug", ""),
        ("mug tag x", ""),
        ("tag", ""),
    ],
)
def test_a_tag_that_is_named_alone_is_read_in_three_languages(words: str, tag: str) -> None:
    assert tag_alone(words) == tag


def test_the_sums_of_the_tags_and_what_has_none_are_the_total_of_every_seller() -> None:
    asked = lines("Shop A", "shop a", "Shop B", "", "Shop A", "")
    sums = dict(tag_sums(b.SNAPSHOT, asked))
    totals = [part.total for part in b.PARTS]
    assert sums == {"Shop A": totals[0] + totals[1] + totals[4], "Shop B": totals[2]}
    assert tags_of(asked) == ("Shop A", "Shop B")
    assert (only_tag(asked), only_tag(asked[:2])) == ("", "Shop A")


@given(st.lists(st.tuples(st.integers(1, 900), st.sampled_from(["Shop A", "Shop B", ""])), min_size=1, max_size=5))
def test_one_line_that_several_asked_for_is_shared_by_their_pieces_to_the_fen(wanted: list[tuple[int, str]]) -> None:
    asked = [
        AskedLine(place, s.OFFER, Choice.of(pieces, s.SKUS[1].spec_id), ANNA, tag=tag)
        for place, (pieces, tag) in enumerate(wanted, 1)
    ]
    line = replace(s.SNAPSHOT.lines[0], spec_id=s.SKUS[1].spec_id, quantity=sum(pieces for pieces, _ in wanted))
    snapshot = replace(s.SNAPSHOT, lines=(line,))
    counted = [
        (pieces, tag) for (pieces, tag), each in zip(wanted, asked, strict=True) if each.buyable or len(asked) == 1
    ]
    for tag, fen in tag_sums(snapshot, asked):
        share = sum(pieces for pieces, of in counted if of == tag)
        assert abs(fen * sum(pieces for pieces, _ in counted) - snapshot.total * share) < sum(p for p, _ in counted)


def test_what_has_no_tag_is_under_the_hash_that_it_always_had_and_stored_as_it_was() -> None:
    plain = with_tags(s.SNAPSHOT, s.REQUEST.asked)
    assert plain.hash == s.SNAPSHOT.hash
    assert "tags" not in dump_snapshot(plain)
    tagged_ = with_tags(s.SNAPSHOT, tagged(s.REQUEST.asked, "Shop A"))
    assert tagged_.tags == (("Shop A", s.SNAPSHOT.total),)
    assert tagged_.hash != plain.hash
    assert list(differences(plain, tagged_)) == ["tags"]
    assert load_snapshot(dump_snapshot(tagged_)) == tagged_


def test_a_part_keeps_the_tags_of_its_own_lines() -> None:
    asked = lines("Shop A", "Shop B", "", "Shop A", "Shop A", "Shop A")
    snapshot = with_tags(b.SNAPSHOT, asked)
    assert load_snapshot(dump_snapshot(snapshot)) == snapshot
    request = replace(s.asking(s.REQUEST, asked=asked), snapshot=snapshot, state=RequestState.APPROVED)
    parts = parts_of(request, snapshot)
    assert [part.snapshot.tags for part in parts[:3]] == [
        (("Shop A", b.PARTS[0].total),), (("Shop B", b.PARTS[1].total),), (),
    ]  # fmt: skip
    assert [each.tag for part in parts for each in part.chosen.asked] == [each.tag for each in asked]
    assert all(with_tags(part.snapshot, part.chosen.asked) == part.snapshot for part in parts), "asked again, the same"


def test_two_tags_of_one_offer_are_two_lines_of_its_part() -> None:
    (one, *_), two = b.asked(), b.PARTS[:2]
    asked = (
        replace(one, choice=Choice.of(6), tag="A"),
        replace(one, place=2, choice=Choice.of(14), tag="B"),
        *b.asked()[1:2],
    )
    snapshot = with_tags(together(two), asked)
    request = replace(s.asking(s.REQUEST, asked=asked), snapshot=snapshot)
    first, _ = parts_of(request, snapshot)
    assert [(each.place, each.tag, each.choice.quantity) for each in first.chosen.asked] == [(1, "A", 6), (2, "B", 14)]
    assert with_tags(first.snapshot, first.chosen.asked) == first.snapshot


def test_at_another_total_each_tag_has_its_share_of_it() -> None:
    agreed: Snapshot = replace(s.SNAPSHOT, tags=(("A", Fen(30000)), ("B", Fen(40000))))
    now = at_price(agreed, Fen(agreed.total * 2))
    assert now.tags == (("A", 60000), ("B", 80000))


@pytest.mark.parametrize("words", ["", " ", "x" * 65, "\u200b"])
def test_no_tag_is_longer_than_a_line_of_64_or_empty(words: str) -> None:
    assert tag_typed(words) == ""
    assert tag_typed(" Shop\n A ") == "Shop A"


@given(TEXTS)
def test_a_tag_that_was_taken_is_taken_again(words: str) -> None:
    assert tag_typed(tag_typed(words)) == tag_typed(words)
