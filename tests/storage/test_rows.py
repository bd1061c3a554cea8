"""Lists of any length are asked for by statements of few shapes."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rows import alike


@given(st.lists(st.integers(), max_size=300))
def test_a_list_for_a_query_means_the_same_and_is_at_most_twice_as_long(values: list[int]) -> None:
    made = alike(values)
    assert set(made) == set(values)
    assert made[: len(values)] == values
    assert len(values) <= len(made) <= max(2 * len(values) - 1, len(values))


def test_lists_up_to_three_hundred_long_have_eleven_lengths() -> None:
    assert len({len(alike(range(length))) for length in range(301)}) == 11


@pytest.mark.parametrize("values", [(), [], set()])
def test_nothing_stays_nothing(values: Collection[int]) -> None:
    assert alike(values) == []
