"""The card of a request of several sellers names the largest first, and as many as have room."""

from dataclasses import replace

import pytest

from bot.cards.blocks import goods
from bot.cards.blocks.writer import Writer
from bot.cards.requests import approval
from bot.cards.requests.request import request_card
from bot.desk.shared.values import WaitingPage
from bot.purchasing.request import together
from bot.purchasing.text import LANGUAGES
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import check, drawn, read

WAITING = replace(t.WAITING, request=b.request(base=t.REQUEST), questions=())


SHORT = replace(t.step(purchase=replace(WAITING, request=replace(WAITING.request, why=""))), budgets=())
"""A step with room left on its card."""


def test_the_largest_sums_stand_first_under_the_numbers_of_their_parts() -> None:
    first, second, *_ = goods.sellers(Writer("en"), b.request(), b.SNAPSHOT)
    assert (first[:3], second[:3]) == ("6. ", "5. ")


def test_an_only_seller_that_is_left_over_stands_there_instead_of_being_counted() -> None:
    three = together(b.PARTS[:3])
    assert [each[:3] for each in goods.sellers(Writer("en"), b.request(), three)] == ["3. ", "2. ", "1. "]


@pytest.mark.parametrize("language", LANGUAGES)
def test_approvers_see_as_many_sellers_as_fit_on_a_screen(language: str) -> None:
    view = request_card(SHORT, language, s.NOW, place=s.GROUP, username="caigou_bot")
    check(view)
    if language == "en":  # other words are longer
        lines = read(view).splitlines()
        assert sum(each[:3] in {f"{n}. " for n in range(1, 7)} for each in lines) > goods.FEW_SELLERS


def test_a_full_card_names_the_largest_and_counts_the_others() -> None:
    shown = drawn(request_card(t.step(purchase=WAITING), "en", s.NOW, place=s.GROUP, username="caigou_bot"))
    assert "6. T-shirt" in shown
    assert "more sellers" in shown


def test_the_city_is_named_beside_people_who_added_to_it() -> None:
    step = replace(SHORT, contributors=(t.BORIS,))
    assert "To: " in drawn(request_card(step, "en", s.NOW, place=s.GROUP, username="caigou_bot"))


def test_the_list_of_what_waits_counts_the_products_of_a_request() -> None:
    view = approval.pending_list(WaitingPage((t.step(purchase=WAITING),), 1, 1, 1), "en", s.NOW)
    assert "products" in drawn(view)
