"""The pictures of the goods: drawn files, each in colours of its own."""

import pytest

from bot.sandbox.chats.images import picture_size
from bot.sandbox.pictures import COLOURS, picture
from bot.sandbox.world.catalogue import stock_up
from bot.sandbox.world.sellers import CATEGORIES
from bot.sandbox.world.stockroom import AXES


@pytest.mark.parametrize("shape", sorted(CATEGORIES))
@pytest.mark.parametrize("size", [80, 400])
def test_every_kind_of_goods_has_a_whole_picture_of_both_sizes(shape: str, size: int) -> None:
    assert picture_size(picture(shape, 3, size)) == (size, size)


def test_every_offer_and_every_colour_of_it_looks_different() -> None:
    offers = stock_up(1).values()
    seen = {picture(offer.category.shape, offer.tint, colour=colour) for offer in offers for colour in ("", *COLOURS)}
    assert len(seen) == len(offers) * (1 + len(COLOURS))


def test_the_same_goods_look_the_same_each_time() -> None:
    first = picture("mug", 5)
    picture.cache_clear()
    assert picture("mug", 5) == first


def test_every_colour_on_offer_is_one_that_can_be_drawn() -> None:
    assert {value[0] for value in AXES["colour"][1]} == set(COLOURS)
