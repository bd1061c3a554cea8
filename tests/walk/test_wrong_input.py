"""Wrong input: each is answered with why and what would work, and nothing of it buys anything."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage
from tests.pictures.labels import label
from tests.walk.conftest import Street


@pytest.fixture
async def street(street: Street) -> AsyncIterator[Any]:
    """A street where at the end nothing was ordered."""
    yield street
    assert (await street.ledger())["orders"] == []
    assert street.rows("SELECT count(*) FROM attempt") == [(0,)]


async def answers(street: Street, *pairs: tuple[str, str]) -> list[ShownMessage]:
    """Write each text and see its answer, one after the other."""
    seen = []
    for text, answer in pairs:
        await street.anna.writes(text)
        seen.append(await street.anna.sees(answer))
    return seen


async def test_other_shops_and_other_pages_say_what_to_send_instead(street: Street) -> None:
    await answers(
        street,
        ("https://item.taobao.com/item.htm?id=600000000001", "That is a Taobao product"),
        ("https://detail.tmall.com/item.htm?id=600000000001", "That is a Tmall product"),
        ("https://www.alibaba.com/product-detail/x_1600000000001.html", "Alibaba.com"),
        ("https://www.aliexpress.com/item/1005000000000001.html", "AliExpress"),
        ("https://item.jd.com/100000000001.html", "JD.com"),
        ("https://mobile.yangkeduo.com/goods.html?goods_id=600000000001", "Pinduoduo"),
        ("https://shop1234567890abc.1688.com", "opens a shop, not a product"),
        ("https://s.1688.com/selloffer/offer_search.htm?keywords=cup", "opens a search, not a product"),
        ("https://detail.1688.com.evil.example/offer/600000000001.html", "is not 1688"),
        ("https://evil.example/?u=https://detail.1688.com/offer/600000000001.html", "is not 1688"),
        ("hello, how are you?", "I see no product in this"),
    )
    assert street.rows("SELECT count(*) FROM request") == [(0,)]


async def test_long_and_strange_messages_are_answered_and_a_link_below_a_picture_is_read(street: Street) -> None:
    await street.anna.writes("very long " * 400)
    await street.anna.sees("I see no product in this")
    good = await street.good("plain")
    await street.anna.writes("words " * 660 + good["link"])
    await street.anna.sees("#1")
    picture = {"name": "cup.jpg", "base64": base64.b64encode(label()).decode()}
    await street.http.post("/sim/say", json={"person": street.anna.person, "photo": picture})
    await street.anna.sees("To find offers by this picture I send it to 1688")
    await answers(
        street, ("/frobnicate", "I do not know this command"), ("/buy", ""), ("/help", "What you can do here")
    )
    body = {"person": street.anna.person, "photo": picture, "text": f"{good['link']} x3"}
    await street.http.post("/sim/say", json=body)
    await street.anna.sees("#2")
    assert street.rows("SELECT offer_id, quantity FROM request WHERE id = 2") == [(good["offer_id"], 3)]
