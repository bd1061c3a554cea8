"""Paying from the card: on this phone, and on another one."""

from typing import Any

from bot.cards.orders import orders as order_cards
from tests.walk.conftest import Street
from tests.walk.teams import Group

PHONE_CASHIER = "https://payment2.m.1688.com/page/cashier.html"


async def pictures(street: Street, person: int, chat: int | None = None) -> list[dict[str, Any]]:
    query = {"person": person} | ({"chat": chat} if chat else {})
    rows = (await street.http.get("/sim/messages", params=query)).json()
    return [row for row in rows if row["photo"] and "/sim/files/" in row["photo"] and row["from"] == "bot"]


async def test_the_link_to_pay_comes_as_a_picture_for_the_phone_that_holds_the_money(street: Street) -> None:
    order_id = await street.ordered()
    card = await street.hears("ordered, to be paid", order_id)
    assert [label for label in card.labels if label != "Copy number"] == ["Pay (opens 1688)", "QR", "More"]
    opened = (await street.anna.presses(card, "Pay (opens"))["opened"]
    await street.anna.presses(card, "QR")
    await street.anna.sees("Scan it with the phone that pays", order_id, "must be logged in at 1688")
    (shown,) = await pictures(street, street.anna.person)
    phone = PHONE_CASHIER + opened[opened.index("?") :]
    assert (await street.http.get(shown["photo"])).content == order_cards.qr(phone)


async def test_in_a_team_only_who_pays_has_the_picture_and_the_others_read_who_it_is(group: Group) -> None:
    street, cast = group.street, group.cast
    number, card = await group.asks("For the fair")
    for name in ("Boris", "Chen"):
        await cast.here[name].presses(card, "Approve")
    shown = await group.reads(f"#{number} ", "1688 no.", "Who pays: Emil", "For the fair", "Approved by Boris, Chen")
    assert "QR" not in shown.labels
    emil = cast.alone["Emil"]
    told = await street.hears(f"#{number} ", "ordered, to be paid", person=emil.person)
    assert "≈ $ " in told.text
    assert "Asked by Daria: For the fair · ✅ Approved by Boris, Chen" in told.text
    await emil.presses(told, "QR")
    await emil.sees("Scan it with the phone that pays")
    assert len(await pictures(street, emil.person)) == 1
    assert await pictures(street, emil.person, cast.group) == []
    boris = cast.here["Boris"]
    assert await pictures(street, boris.person) == []
