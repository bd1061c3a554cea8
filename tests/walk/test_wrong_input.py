"""Wrong input: each is answered with why and what would work, and nothing of it buys anything."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street

LINK = "https://detail.1688.com/offer/{}.html"


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


async def test_numbers_that_1688_does_not_know_are_said(street: Street) -> None:
    await answers(
        street,
        ("/buy 600000000001 5", "1688 has no product 600000000001"),
        (LINK.format("600000000002"), "1688 has no product 600000000002"),
        ("/order 77", "There is no request #77"),
        ("/order 3301686771403783779", "There is no order"),
        ("/order 1; DROP TABLE request", "There is no"),
        ("/track ٣", "There is no"),
        ("/cancel 5", "There is no request #5"),
        ("/cancel", "nothing to cancel"),
    )


async def test_a_quantity_that_is_none_is_asked_for_again(street: Street) -> None:
    good = await street.good("plain")
    buy = f"/buy {good['offer_id']}"
    await answers(
        street,
        (f"{buy} 0", "Zero is nothing"),
        (f"{buy} -5", "cannot be below zero"),
        (f"{buy} 2.5", "Only whole pieces"),
        (f"{buy} 1000000", "at most 999,999"),
        (f"{buy} 99999999999999999999", "at most 999,999"),
    )
    assert street.rows("SELECT count(*) FROM request") == [(0,)]


@pytest.mark.parametrize("written", ["１０", "١٠", "010"])
async def test_a_quantity_in_other_signs_is_read_back_before_it_counts(street: Street, written: str) -> None:
    good = await street.good("plain")
    await street.anna.writes(f"/buy {good['offer_id']}")
    card = await street.anna.sees("how many?")
    await street.anna.presses(card, "Other quantity")
    await street.anna.sees("Answer with a number")
    await street.anna.writes(written)
    asked = await street.anna.sees("did you mean 10 pcs?")
    assert asked.message_id > card.message_id
    assert street.rows("SELECT quantity FROM request") == [(None,)]
    await street.anna.presses(asked, "10")
    await street.hears("Where to?")
    assert street.rows("SELECT quantity FROM request") == [(10,)]


async def test_answers_to_how_many_that_are_none_keep_the_question(street: Street) -> None:
    good = await street.good("plain")
    await street.anna.writes(f"/buy {good['offer_id']}")
    card = await street.anna.sees("how many?")
    await street.anna.presses(card, "Other quantity")
    await street.anna.sees("Answer with a number")
    await answers(
        street,
        ("many", "I did not understand"),
        ("0", "Zero is nothing"),
        ("-1", "below zero"),
        ("7", "where to?"),
    )
    assert street.rows("SELECT quantity FROM request") == [(7,)]


async def test_long_and_strange_messages_are_answered(street: Street) -> None:
    await street.anna.writes("very long " * 400)
    await street.anna.sees("I see no product in this")
    good = await street.good("plain")
    await street.anna.writes("words " * 660 + good["link"])
    await street.anna.sees("#1")
    picture = {"name": "cup.png", "base64": base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 64).decode()}
    await street.http.post("/sim/say", json={"person": street.anna.person, "photo": picture})
    await street.anna.sees("I cannot find a product by its picture")
    await answers(
        street, ("/frobnicate", "I do not know this command"), ("/buy", ""), ("/help", "What you can do here")
    )


async def test_a_link_below_a_picture_is_read(street: Street) -> None:
    good = await street.good("plain")
    picture = {"name": "cup.png", "base64": base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 64).decode()}
    body = {"person": street.anna.person, "photo": picture, "text": f"{good['link']} x3"}
    await street.http.post("/sim/say", json=body)
    await street.anna.sees("#1")
    assert street.rows("SELECT offer_id, quantity FROM request") == [(good["offer_id"], 3)]


async def test_dead_and_hostile_short_links_are_said(street: Street) -> None:
    for link in (await street.http.get("/sim/market")).json()["dead_links"]:
        await street.anna.writes(link)
        told = await street.anna.sees("")
        assert "⚠️" in told.text
    assert street.rows("SELECT count(*) FROM request") == [(0,)]


async def test_a_forged_button_does_nothing(street: Street) -> None:
    card = await street.draft(quantity=3)
    body = {"person": street.anna.person, "message_id": card.message_id}
    for data in ("ok:1:~0123456789AAAAAAAAAAA", "cd:1", "x" * 64, "\u202e"):
        answer = (await street.http.post("/sim/press", json=body | {"button": data})).json()
        assert "old or not mine" in answer["answer"]["text"]
    assert street.rows("SELECT state FROM request") == [("draft",)]
