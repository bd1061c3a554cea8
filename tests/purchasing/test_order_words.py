"""The words by which purchases are found: Chinese without spaces, Russian with its endings, numbers as they begin."""

from dataclasses import replace

import pytest

from bot.purchasing.offers.offer import Words
from bot.purchasing.orders.purchase_words import words_of
from bot.purchasing.own_sku import AskedSku, Source
from bot.purchasing.reading.order_words import MOST, fits, person_word, wanted, words_in
from bot.purchasing.requests.asked_line import AskedLine
from tests.cards import samples as s

OTHER = 4712
"""Somebody who added a line."""


def found(typed: str, text: str) -> bool:
    """Whether what was typed finds the text."""
    words = set(words_in(text))
    return bool(wanted(typed)) and all(fits(each, words) for each in wanted(typed))


@pytest.mark.parametrize(("typed", "text"), [
    ("杯子", "马克杯子 500ml"), ("杯", "大号杯"), ("杯", "杯子"), ("马克杯", "陶瓷马克杯批发"),
    ("T恤", "示例短袖Ｔ恤 纯棉"),
    ("マグ", "マグカップ"), ("머그컵", "머그컵"), ("马克 500", "马克杯 500"),
    ("кружк", "Кружки"), ("кружка", "кружки с ЁЛКОЙ"), ("елка", "кружки с ёлкой"), ("красные кружки", "Кружка красная"),
    ("mug", "Mugs"), ("mugs", "mug"), ("MUG", "ｍｕｇ"), ("glass", "glasses"), ("shoes", "shoe"), ("XL", "white / xl"),
    ("YT7654", "YT7654321098765"), ("yt7654321098765", "YT7654321098765"), ("318", "№ 318"), ("1042/2", "1042/2"),
    ("TSH-RED", "TSH-RED-M"), ("#1042", "1042"),
])  # fmt: skip
def test_what_is_typed_finds(typed: str, text: str) -> None:
    assert found(typed, text)


@pytest.mark.parametrize(("typed", "text"), [
    ("子杯", "杯子"), ("克子", "马克杯子"), ("杯", "马克"), ("mug", "smug"), ("318", "3180"), ("318", "YT318"),
    ("x", "xl"),
    ("m", "mug"), ("кружка ваза", "кружка"), ("ss", "s"), ("чай", "чаша"), ("YT76", "YT7654321098765"),
    ("…!", "anything"), ("", "x"),
])  # fmt: skip
def test_what_is_typed_does_not_find(typed: str, text: str) -> None:
    assert not found(typed, text)


def test_more_words_than_anybody_needs_are_not_asked_for() -> None:
    assert len(wanted(" ".join(f"word{number}" for number in range(100)))) == MOST
    assert wanted("mug Mugs MUG") == ("mug*",)


def test_a_purchase_has_the_words_of_all_that_is_known_of_it_and_people_by_number_alone() -> None:
    values = (("白色", "снежный"), ("黑色", "чёрный"))
    offer = s.OFFER.with_words((Words("ru", "Футболка", "шт", values, s.OFFER.title),))
    choice = replace(s.CHOICE, own=(AskedSku("TSH-RED", "Summer shirt", 1, 1, Source(offer.offer_id)),))
    line = AskedLine(1, offer, choice, OTHER, note="for the fair", tag="Shop A")
    request = replace(s.ORDERED.request, chosen=replace(s.REQUEST.chosen, asked=(line,)), part_of=1041, part=2)
    found = words_of(replace(s.ORDERED, request=request), (replace(line, tag="Client B"),)).split()
    told = f"1041 2 футболка 纯棉 cotton снежный tsh summer fair shop client {s.ORDER.order_id} {s.ORDER.seller}"
    assert [each for each in words_in(told) if each not in found] == []
    assert {person_word(s.ANNA.id), person_word(OTHER)} <= set(found)
    assert not {"anna", "boris", "черный"} & set(found)
