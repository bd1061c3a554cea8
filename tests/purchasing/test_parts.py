"""A request of several sellers is narrowed to some of them; what is left out is exactly the rest."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.requests.parts import narrowed, sellers_in
from bot.purchasing.snapshot import by_variant
from tests.cards.basket_samples import request

WHOLE = request()
SELLERS = sellers_in(WHOLE)


@given(st.sets(st.sampled_from(SELLERS), min_size=1, max_size=len(SELLERS) - 1))
def test_what_is_kept_and_the_rest_are_the_whole(kept: set[str]) -> None:
    shares = narrowed(WHOLE, kept)
    assert shares is not None
    part, rest = shares
    assert WHOLE.snapshot is not None
    assert by_variant(part.snapshot.lines) + by_variant(rest.snapshot.lines) == by_variant(WHOLE.snapshot.lines)
    assert part.snapshot.total + rest.snapshot.total == WHOLE.snapshot.total
    assert by_variant(part.chosen.lines) == by_variant(part.snapshot.lines)
    assert part.chosen.address_id == WHOLE.chosen.address_id


@pytest.mark.parametrize("kept", [set(), set(SELLERS), {"somebody else"}])
def test_nothing_and_everything_are_no_part(kept: set[str]) -> None:
    assert narrowed(WHOLE, kept) is None


def test_a_request_of_one_seller_has_none_to_choose_from() -> None:
    assert WHOLE.snapshot is not None
    assert sellers_in(replace(WHOLE, snapshot=WHOLE.snapshot.parts[0])) == ()
