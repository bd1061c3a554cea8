"""A purchase is paid, carriage is added with its paper, money comes back: the cost equals the books of 1688."""

from bot.sandbox.actor import ShownMessage, post
from tests.walk.conftest import Street
from tests.walk.test_baskets import links, plain, to_consent
from tests.walk.test_counting import photo
from tests.walk.test_paying_together import at_once


def yuan(fen: int) -> str:
    return f"¥ {fen / 100:,.2f}"


async def cost(street: Street, *parts: str) -> ShownMessage:
    await street.anna.writes("/cost 1")
    return await street.anna.sees("#1 · what it cost", *parts)


async def test_the_cost_of_a_purchase_equals_the_books_of_1688_and_what_was_added(street: Street) -> None:
    anna = street.anna
    await anna.writes(links(await plain(street, 2)))
    await anna.presses(await to_consent(street, "2 products"), "Buy now")
    for part in ("#1/1", "#1/2"):
        await street.hears(part, "1688 no.")
    orders = {str(each["id"]): each["total_fen"] for each in (await street.ledger())["orders"]}
    await at_once(street, [*orders], "pay")
    paid = sum(orders.values())
    await street.until(
        lambda: street.has("SELECT 1 WHERE (SELECT count(*) FROM remote_order WHERE paid_at IS NOT NULL) = 2"),
        "both are paid",
    )
    await cost(street, f"paid {yuan(paid)}", f"Cost in all: {yuan(paid)}")

    await post(street.http, "/sim/say", {
        "person": anna.person, "text": "/cost add 380 CNY forwarder 1 by pieces", "photo": photo(10)
    })  # fmt: skip
    shown = await anna.sees("Add this cost?", "#1/1 · ¥ 162.86", "#1/2 · ¥ 217.14", "With a photo of its paper")
    await street.crash()
    await anna.presses(shown, "Add")
    await anna.sees("cost added")
    assert await street.code(shown, "Take back")
    assert street.rows("SELECT total_fen, words FROM other_cost") == [(38_000, "forwarder")]

    first = next(iter(orders))
    await street.at_1688(first, "refund", stage="done", fen=150)
    await street.until(lambda: street.has("SELECT 1 FROM remote_order WHERE refunded_fen = 150"), "it came back")
    books = (await street.ledger())["orders"]
    assert sum(each["refunded_fen"] for each in books) == 150
    card = await cost(
        street, f"paid {yuan(paid)} · came back ¥ 1.50 · other costs ¥ 380.00",
        f"Cost in all: {yuan(paid - 150 + 38_000)}", "¥ 380.00 · forwarder",
    )  # fmt: skip
    await anna.presses(card, "Paper")
    rows = (await street.http.get("/sim/messages", params={"person": anna.person})).json()
    assert [each for each in rows if each["from"] == "bot" and each["photo"]], "its paper is sent"
    await anna.writes("/order 1/1")
    await anna.sees("What happened", "Cost in all: ", "cost added")

    await anna.presses(card, "Take back")
    await anna.presses(await anna.sees("Take this cost back?", "¥ 380.00 · forwarder"), "Yes, take it back")
    await anna.sees("The cost is taken back")
    await cost(street, "taken back by Anna", f"Cost in all: {yuan(paid - 150)}")
    assert street.rows("SELECT total_fen, reverses FROM other_cost ORDER BY id") == [(38_000, None), (-38_000, 1)]
