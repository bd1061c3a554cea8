"""When a message that failed is tried again, and when it is given up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.notice import GIVE_UP_AFTER, next_attempt

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 5), (1, 15), (2, 60), (3, 120), (5, 600), (99, 600)])
def test_a_message_waits_longer_after_each_failure(attempts: int, seconds: int) -> None:
    assert next_attempt(attempts, NOW, NOW) == NOW + timedelta(seconds=seconds)


@given(st.integers(0, 1000), st.integers(0, 200_000))
def test_a_message_is_given_up_after_a_day_and_not_before(attempts: int, age: int) -> None:
    given_up = next_attempt(attempts, NOW, NOW + timedelta(seconds=age)) is None
    assert given_up is (age >= GIVE_UP_AFTER.total_seconds())
