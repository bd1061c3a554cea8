"""Offers side by side as they are read: sums, marks, what cannot be bought, and what may be pressed."""

from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.requests.comparison import comparison
from bot.purchasing.money import Fen
from bot.purchasing.text import LANGUAGES
from tests.cards import comparison_samples as c
from tests.cards import samples as s
from tests.cards.drawing import check, drawn


def codes(view: View) -> list[Code]:
    return [Code.parse(button.data) for row in view.keyboard for button in row]


def test_each_offer_says_its_sums_its_terms_and_who_sells_it_and_the_best_are_marked() -> None:
    dear = c.side(s.OFFER, 2, 86_000, 1_601, hours=24, named=True)
    view = comparison(c.of(c.side(s.OFFER, 1, 86_000, 800), dear), "en", private=True)
    assert drawn(view) == (
        "Side by side: 50 pcs of each\n"
        "To: 广州市 · Cheapest: 1 · Quickest: 2\n"
        "\n"
        "1. T-shirt, pure cotton · White / M\n"
        "¥ 868.00 ≈ $ 119.56 · freight ¥ 8.00\n"
        "¥ 17.20 each · all in ¥ 17.36 ≈ $ 2.39\n"
        "min. 2 pcs · ships in 48 h · 3 years · 32 % reorder\n"
        "\n"
        "2. T-shirt, pure cotton · White / M\n"
        "¥ 876.01 ≈ $ 120.66 · freight ¥ 16.01\n"
        "¥ 17.20 each · all in ≈ ¥ 17.52 ≈ $ 2.41\n"
        "min. 2 pcs · ships in 24 h · 3 years · 32 % reorder\n"
        "\n"
        "Unnamed variant: the cheapest in stock\n"
        "[Take 1] [Take 2]\n"
        "[2] [500] [Other]"
    )


def test_what_cannot_be_bought_says_why_and_nobody_can_take_it() -> None:
    view = comparison(c.troubles(s.OFFER), "en", private=False)
    shown = plain(view.text).replace("\u00a0", " ")
    assert "⚠️ The minimum is 200 pcs." in shown
    assert "\n⚠️ 1688 does not know this number." in shown
    assert "⚠️ 1688 did not tell its price:" in shown
    assert "Cheapest" not in shown
    asked = [code for code in codes(view) if code.action in (ButtonAction.COMPARE_TAKE, ButtonAction.COMPARE_WISH)]
    assert asked == [Code(ButtonAction.COMPARE_TAKE, (12, 1, 50)), Code(ButtonAction.COMPARE_WISH, (12, 1))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("private", [True, False])
def test_only_a_group_says_which_one_it_would_take(language: str, private: bool) -> None:
    view = comparison(c.five(s.OFFER), language, private=private)
    check(view)
    wishes = [code for code in codes(view) if code.action is ButtonAction.COMPARE_WISH]
    assert len(wishes) == (0 if private else 5)
    assert "Boris" in plain(view.text)


def test_a_discount_and_a_price_that_is_not_known_say_no_more_than_is_true() -> None:
    odd = c.side(s.OFFER, 1, 86_000, 800)
    assert odd.snapshot is not None
    lines = (replace(odd.snapshot.lines[0], unit_price=Fen(0)),)
    view = comparison(c.of(replace(odd, snapshot=replace(odd.snapshot, lines=lines))), "en", private=True)
    assert "¥ 0.00" not in plain(view.text).replace("\u00a0", " ")
