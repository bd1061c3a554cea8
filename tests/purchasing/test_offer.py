"""What an offer's page says a piece costs, and what is left of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Attribute, Offer, PriceBy, Seller, Sku, Tier
from bot.purchasing.offers.usual_words import usual

RED = Sku("1", "spec1", (Attribute("颜色", "红色", "Colour", "Red", "https://cbu01.alicdn.com/r.jpg"),), Fen(900), 7)
BLUE = Sku("2", "spec2", (Attribute("颜色", "蓝色"),), None, 0)
OFFER = Offer(
    "600000000001", "马克杯", "Mug", "published", PriceBy.OFFER,
    (Tier(50, Fen(1500)), Tier(2, Fen(1700)), Tier(500, Fen(1200))), (), 2, None, 1000, "个", "pcs",
    Seller("open", "company"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "price"), [(1, 1700), (2, 1700), (49, 1700), (50, 1500), (499, 1500), (500, 1200), (10**6, 1200)]
)
def test_the_price_is_that_of_the_tier_that_the_quantity_reaches(quantity: int, price: int) -> None:
    assert OFFER.unit_price(None, quantity) == price


def test_the_price_of_a_variant_counts_where_variants_have_prices() -> None:
    by_sku = replace(OFFER, price_by=PriceBy.SKU, skus=(RED, BLUE))
    assert by_sku.unit_price(RED, 500) == 900
    assert by_sku.unit_price(BLUE, 500) == 1200
    assert replace(by_sku, price_by=PriceBy.QUANTITY).unit_price(RED, 50) == 1500
    assert replace(by_sku, price_by=PriceBy.QUANTITY, tiers=()).unit_price(RED, 50) == 900


def test_a_page_without_a_price_says_none() -> None:
    bare = replace(OFFER, tiers=())
    assert bare.unit_price(None, 2) is None
    assert bare.unit_price(BLUE, 2) is None
    assert bare.tier_for(2) is None


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8, unique=True), st.integers(1, 2000))
def test_a_tier_begins_at_or_below_the_quantity_and_is_the_last_such(starts: list[int], quantity: int) -> None:
    offer = replace(OFFER, tiers=tuple(Tier(start, Fen(start)) for start in starts))
    tier = offer.tier_for(quantity)
    reached = [start for start in starts if start <= quantity]
    assert (tier.start if tier else None) == (max(reached) if reached else None)


def test_stock_is_that_of_the_variant_else_of_the_offer() -> None:
    assert OFFER.stock_of(RED) == 7
    assert OFFER.stock_of(None) == 1000
    assert replace(OFFER, stock=None).stock_of(None) is None


def test_an_offer_shows_itself_translated_where_1688_did() -> None:
    assert (OFFER.shown_title, replace(OFFER, title_translated="").shown_title) == ("Mug", "马克杯")
    assert (RED.label, BLUE.label) == ("Red", "蓝色")
    assert replace(OFFER, skus=(RED, BLUE)).axes == ("Colour",)
    assert OFFER.axes == ()
    assert (RED.image_url, BLUE.image_url) == ("https://cbu01.alicdn.com/r.jpg", "")
    assert OFFER.link == "https://detail.1688.com/offer/600000000001.html"


def test_only_a_published_offer_is_on_sale() -> None:
    assert OFFER.on_sale
    assert not replace(OFFER, status="member expired").on_sale


def test_a_variant_is_found_by_its_spec_id_alone() -> None:
    offer = replace(OFFER, skus=(RED, BLUE))
    assert offer.sku("spec2") is BLUE
    assert offer.sku("2") is None


def test_an_offer_is_worded_in_a_second_language_as_far_as_that_is_known() -> None:
    def offer(title: str, name: str, value: str, unit: str) -> Offer:
        sku = Sku("s", "p", (Attribute("颜色", "白色", name, value),), None, 1)
        return replace(OFFER, title_translated=title, unit_translated=unit, skus=(sku,))

    russian, english = offer("Футболка", "Цвет", "Белый", "шт"), offer("T-shirt", "Colour", "White", "pcs")
    kept = russian.with_words((english.own_words,))
    assert replace(kept.worded("en"), words=(), language="") == english
    assert kept.worded("en").worded("ru") == replace(kept, language="ru", words=(english.own_words,))
    assert kept.worded("ru") is kept.worded("zh") is kept
    assert [kept.title_in(each) for each in ("ru", "en", "zh")] == ["Футболка", "T-shirt", "马克杯"]


def test_nobody_reads_an_offer_in_a_language_that_is_neither_theirs_nor_the_seller_s() -> None:
    sku = Sku("s", "p", (Attribute("颜色", "深灰色", "Цвет", "Тёмно-серый"), Attribute("尺码", "奇妙码")), None, 1)
    russian = replace(OFFER, title_translated="Кружка", unit_translated="шт", skus=(sku,))
    english = russian.worded("en")
    assert (english.title_in("en"), english.shown_title, english.unit_translated) == ("马克杯", "马克杯", "")
    assert (english.skus[0].label, english.axes) == ("dark grey / 奇妙码", ("colour", "size"))
    assert not russian.is_worded("en")
    assert russian.is_worded("ru")
    assert english.worded("ru").skus[0].label == "Тёмно-серый / 奇妙码"


@pytest.mark.parametrize(
    ("chinese", "english", "russian"),
    [
        ("白色", "white", "белый"),
        ("黑色（加绒）/ XL", "black（fleece-lined）/ XL", "чёрный（утеплённый）/ XL"),
        ("5件", "5 pcs", "5 шт."),
        ("奇怪白色", "", ""),
        ("M", "", ""),
    ],
)
def test_the_usual_words_of_a_variant_are_translated_by_our_own_table(chinese: str, english: str, russian: str) -> None:
    assert [usual(chinese, each) for each in ("en", "ru", "zh")] == [english, russian, ""]
