"""A search: what was understood is shown back and read the same again; the page, and what its buttons change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.writer import Writer, dotted
from bot.cards.requests import search as cards
from bot.desk.requests.finding import FoundPage
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.offers.search import Search, SearchFilter, SearchPage, Sort
from bot.purchasing.offers.search_words import PLACES, read_search
from bot.purchasing.text import LANGUAGES
from tests.cards.drawing import buttons, check, coded, drawn

HIT = SearchHit("600000000001", "示例短袖T恤", "T-shirt", Fen(1850), 2, "32%", place="浙江省义乌市", factory=True)
MANY = replace(HIT, offer_id="600000000002", minimum=500, place="广东省广州市", factory=False)
WANTED = SearchFilter(Fen(500), Fen(1200), 50, "义乌", factory=True, soon=True, sort=Sort.PRICE)
FILTERS = st.builds(
    lambda low, more, *rest: SearchFilter(low, None if low is None or more is None else Fen(low + more), *rest),
    st.none() | st.integers(1, 10**8).map(Fen), st.none() | st.integers(0, 10**8), st.none() | st.integers(1, 10**6),
    st.sampled_from(["", *PLACES]), st.booleans(), st.booleans(), st.sampled_from(list(Sort)),
)  # fmt: skip


def page(*hits: SearchHit, search: Search | None = None, at: int = 1, pages: int = 1, regions: str = "") -> FoundPage:
    found = SearchPage(hits, pages, regions=tuple(filter(None, regions.split(";"))))
    return FoundPage(7, search or Search("杯"), at, found)


def checked(found: FoundPage, language: str = "en") -> str:
    view = cards.search_page(found, language)
    check(view)
    return drawn(view)


@given(st.sampled_from(["mug", "杯子", "кружка", "iPhone 12 case"]), FILTERS, st.sampled_from(LANGUAGES))
def test_what_was_understood_is_shown_so_that_it_reads_the_same_again(
    words: str, wanted: SearchFilter, language: str
) -> None:
    shown = dotted([words, *(each for _, each in cards.understood(Writer(language), wanted))])
    assert read_search(shown) == Search(words, filter=wanted)


def test_hits_open_by_their_number_and_say_who_sells_them() -> None:
    view = cards.search_page(page(HIT, replace(HIT, price=None, minimum=None, factory=False, place="")), "en")
    assert drawn(view).splitlines()[:4] == [
        "Found for “杯”", "", "1. ¥ 18.50 · min. 2 pcs · 32 % reorder · factory · Yiwu", "T-shirt",
    ]  # fmt: skip
    assert coded(view, ButtonAction.OPEN) == [Code(ButtonAction.OPEN, ("600000000001", 0))] * 2
    assert coded(view, ButtonAction.FIND) == []


def test_the_pages_name_the_stored_search_and_not_its_words() -> None:
    long = Search("很" * 90)
    view = cards.search_page(page(HIT, search=long, at=2, pages=3), "en")
    assert coded(view, ButtonAction.FIND) == [Code(ButtonAction.FIND, (7, 1)), Code(ButtonAction.FIND, (7, 3))]
    unsaid = cards.search_page(page(*(HIT,) * 20), "en")
    assert coded(unsaid, ButtonAction.FIND) == [Code(ButtonAction.FIND, (7, 2))], "a full page may not be the last"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_stands_below_the_words_and_each_of_it_can_be_taken_off(language: str) -> None:
    view = cards.search_page(page(HIT, search=Search("mug", filter=WANTED)), language)
    check(view)
    said = {
        "en": "🔎 from ¥ 5.00 · up to ¥ 12.00 · from 50 pcs · Yiwu · factory · ships in 48 h · cheapest first",
        "zh": "🔎 不低于 ¥ 5.00 · 不超过 ¥ 12.00 · 50 件起 · 义乌 · 工厂 · 48 小时内发货 · 价格最低",
        "ru": "🔎 от ¥ 5.00 · до ¥ 12.00 · от 50 штук · Иу · фабрика · отправка за 48 ч · сначала дешёвые",
    }
    assert drawn(view).splitlines()[1] == said[language]
    changes = [code.args[1:] for code in coded(view, ButtonAction.FIND_CHANGED)]
    assert changes == [("price", 0), ("pieces", 0), ("place", 0), ("factory", 0), ("soon", 0), ("sort", "sold")]
    if language == "en":
        assert [each.text for each in buttons(view)][-6:] == [
            "✕ from ¥ 5.00 · up to ¥ 12.00", "✕ from 50 pcs", "✕ Yiwu", "✕ factory", "✕ ships in 48 h",
            "⇅ most sold first",
        ]  # fmt: skip
        plain = cards.search_page(page(HIT), "en")
        assert [each.text for each in buttons(plain)][-3:] == ["+ factory", "+ ships in 48 h", "⇅ cheapest first"]


def test_what_does_not_fit_is_left_out_and_counted_but_never_everything() -> None:
    wanted = Search("mug", filter=SearchFilter(pieces=50, place="义乌"))
    some = checked(page(HIT, MANY, search=wanted))
    assert "⚠️ 1 of 2 on this page fit “from 50 pcs · Yiwu”; the others are left out." in some
    assert "2. ¥" not in some
    none = checked(page(MANY, MANY, search=wanted))
    assert "⚠️ None of the 2 on this page fits “from 50 pcs · Yiwu”: all are shown." in none
    assert "2. ¥" in none
    assert "on this page" not in checked(page(HIT, HIT, search=wanted))
    untold = checked(page(replace(HIT, place=""), HIT, search=wanted))
    assert "Of 1 1688 does not say where it comes from" in untold


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_says_what_helps(language: str) -> None:
    sentences = {
        checked(page(search=each), language)
        for each in (Search("x"), Search(picture="1"), Search("x", filter=SearchFilter(soon=True)))
    }
    assert len(sentences) == 3


def test_by_a_picture_its_parts_are_searched_by_one_after_another() -> None:
    def part(region: str) -> tuple[str | int, ...]:
        found = page(HIT, search=Search(picture="12", region=region), regions="1,2,3,4;5,6,7,8;9,10,11,12")
        view = cards.search_page(found, "en")
        assert drawn(view).startswith("Found by your picture\n")
        return next(code.args for code in coded(view, ButtonAction.FIND_CHANGED) if code.args[1] == "region")

    assert part("") == (7, "region", "5,6,7,8"), "1688 began with the first one"
    assert part("5,6,7,8") == (7, "region", "9,10,11,12")
    assert part("9,10,11,12") == (7, "region", "1,2,3,4")
    alone = page(HIT, search=Search("red", picture="12"), regions="1,2,3,4")
    assert "Other part" not in checked(alone)
    assert checked(alone).startswith("Found by your picture and “red”\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_goes_to_1688_only_by_a_press(language: str) -> None:
    view = cards.picture_question(7, 44, language)
    check(view)
    assert coded(view, ButtonAction.FIND_PICTURE) == [Code(ButtonAction.FIND_PICTURE, (7, 44))]


def test_the_first_five_of_a_page_can_be_compared_and_one_alone_cannot() -> None:
    found = page(*[HIT] * 6, search=Search("杯"), at=2, pages=3)
    view = cards.search_page(found, "en")
    assert coded(view, ButtonAction.COMPARE_HITS) == [Code(ButtonAction.COMPARE_HITS, (7, 2))]
    assert "Compare the first 5" in [button.text for button in buttons(view)]
    assert coded(cards.search_page(page(HIT), "en"), ButtonAction.COMPARE_HITS) == []
