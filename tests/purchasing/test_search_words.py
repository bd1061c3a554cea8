"""What people look for, in the words of three languages: what is understood of it, and what stays as they wrote it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.offers.search import Search, SearchFilter, Sort, changed, fits
from bot.purchasing.offers.search_words import LONGEST, read_search

CHEAP = SearchFilter(highest=Fen(1200), pieces=50)
WHOLE = replace(CHEAP, place="义乌", factory=True, soon=True)


@pytest.mark.parametrize(
    ("written", "words", "understood"),
    [
        ("mug under 12 from 50", "mug", CHEAP),
        ("杯子 12元以下 50件起 义乌 工厂 48小时", "杯子", WHOLE),
        ("杯子12元以内50件起", "杯子", CHEAP),
        ("кружка до 12 от 50 фабрика Иу", "кружка", replace(WHOLE, soon=False)),
        ("mug, under ¥12, min. 50 pcs, from Yiwu, from factory, ships within 48 hours", "mug", WHOLE),
        ("кружка дешевле 12 юаней минимум 50 шт из Иу от производителя отправка за 48 часов", "кружка", WHOLE),
        ("mug up to 1,200.50", "mug", SearchFilter(highest=Fen(120050))),
        ("кружка до 12,5", "кружка", SearchFilter(highest=Fen(1250))),
        ("mug from 5 to 12", "mug", SearchFilter(lowest=Fen(500), highest=Fen(1200))),
        ("杯子 5-12元", "杯子", SearchFilter(lowest=Fen(500), highest=Fen(1200))),
        ("¥12-5 mug", "mug", SearchFilter(lowest=Fen(500), highest=Fen(1200))),
        ("кружка от 5 юаней", "кружка", SearchFilter(lowest=Fen(500))),
        ("杯子 5元以上 不超过12元", "杯子", SearchFilter(lowest=Fen(500), highest=Fen(1200))),
        ("mug over 5 cheapest first", "mug", SearchFilter(lowest=Fen(500), sort=Sort.PRICE)),
        ("кружка сначала популярные из Шанхая", "кружка", SearchFilter(place="上海", sort=Sort.SOLD)),
        ("杯子 销量最高", "杯子", SearchFilter(sort=Sort.SOLD)),
        ("mug under 15 under 12 from 50", "mug", CHEAP),
    ],
)
def test_filters_are_read_in_three_languages_and_leave_the_goods(
    written: str, words: str, understood: SearchFilter
) -> None:
    assert read_search(written) == Search(words, filter=understood)


@pytest.mark.parametrize(
    "words",
    [
        "mug under 12 oz", "шапка до 12 лет", "kettle from 3 to 6 years", "set 2-3 pcs 30-40 cm", "保温杯 500毫升以下",
        "mug 50 pcs", "under 0 mug", "iPhone 12 case", "factorial puzzle", "Yiwuland toy", "ткань от 50 см",
        "12岁以下 玩具",
    ],
)  # fmt: skip
def test_what_is_no_filter_stays_in_the_words(words: str) -> None:
    assert read_search(words) == Search(words)


def test_without_goods_the_words_are_looked_for_as_they_are_unless_a_picture_shows_the_goods() -> None:
    assert read_search("under 12") == Search("under 12")
    assert read_search("under 12", picture=True) == Search(filter=SearchFilter(highest=Fen(1200)))
    assert len(read_search("很" * 400).words) == LONGEST


@given(st.text(), st.booleans())
def test_whatever_is_written_the_goods_that_are_left_hold_nothing_more_that_is_understood(
    written: str, picture: bool
) -> None:
    search = read_search(written, picture=picture)
    if search.words:
        assert read_search(search.words) == Search(search.words)


def test_a_minimum_and_a_place_are_judged_on_what_1688_answers() -> None:
    hit = SearchHit("600", "杯", "Mug", Fen(900), 20, "", place="浙江省金华市义乌市")
    assert fits(hit, CHEAP)
    assert not fits(hit, replace(CHEAP, pieces=19))
    assert fits(replace(hit, minimum=None), replace(CHEAP, pieces=19)), "1688 does not say how many must be bought"
    assert fits(hit, WHOLE)
    assert not fits(replace(hit, place="广东省广州市"), WHOLE)
    assert fits(replace(hit, place=""), WHOLE), "1688 does not say where it comes from"


def test_a_button_changes_one_thing_of_a_search() -> None:
    search = Search("mug", filter=WHOLE)
    assert changed(search, "price", 0).filter == replace(WHOLE, highest=None)
    assert changed(search, "pieces", 0).filter == replace(WHOLE, pieces=None)
    assert changed(search, "place", 0).filter == replace(WHOLE, place="")
    assert changed(search, "factory", 0).filter == replace(WHOLE, factory=False)
    assert changed(changed(search, "soon", 0), "soon", 1) == search
    assert changed(search, "sort", "sold").filter == replace(WHOLE, sort=Sort.SOLD)
    assert changed(search, "region", "1,2,3,4") == replace(search, region="1,2,3,4")
