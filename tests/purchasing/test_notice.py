"""When a message that failed is tried again and given up, and which news come twice or go to who pays."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.notice import GIVE_UP_AFTER, next_attempt
from bot.purchasing.notices import purchases
from bot.purchasing.notices.base import AboutOrder, Notice

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 5), (1, 15), (2, 60), (3, 120), (5, 600), (99, 600)])
def test_a_message_waits_longer_after_each_failure(attempts: int, seconds: int) -> None:
    assert next_attempt(attempts, NOW, NOW) == NOW + timedelta(seconds=seconds)


@given(st.integers(0, 1000), st.integers(0, 200_000))
def test_a_message_is_given_up_after_a_day_and_not_before(attempts: int, age: int) -> None:
    given_up = next_attempt(attempts, NOW, NOW + timedelta(seconds=age)) is None
    assert given_up is (age >= GIVE_UP_AFTER.total_seconds())


def told_of_an_order() -> list[type[AboutOrder]]:
    """Every notice about one order."""
    found = [each for each in vars(purchases).values() if isinstance(each, type) and issubclass(each, AboutOrder)]
    return [each for each in found if "kind" in vars(each)]


@pytest.mark.parametrize("notice", told_of_an_order(), ids=lambda notice: notice.__name__)
def test_news_that_carries_a_sum_of_its_own_may_come_again_with_another_sum(notice: type[Notice]) -> None:
    assert notice.repeats is bool({"fields", "amount"} & {each.name for each in fields(notice)})


@pytest.mark.parametrize("notice", told_of_an_order(), ids=lambda notice: notice.__name__)
def test_who_pays_hears_of_another_sum_of_nothing_to_pay_and_of_refunds(notice: type[Notice]) -> None:
    settles = bool({"fields", "agreed", "was_paid", "amount"} & {each.name for each in fields(notice)})
    assert notice.for_payers is settles


@pytest.mark.parametrize("notice", told_of_an_order(), ids=lambda notice: notice.__name__)
def test_who_asked_hears_of_parcels_of_money_and_of_the_end_but_not_of_every_step(notice: type[Notice]) -> None:
    ends = {"parcels", "fields", "was_paid", "amount"} & {each.name for each in fields(notice)}
    assert notice.for_requester is bool(ends or notice in (purchases.ReceivedNotice, purchases.FinishedNotice))
