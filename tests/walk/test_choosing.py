"""Choosing and changing before the consent, and the whole story in the reader's own language."""

import re

from bot.sandbox.actor import Player, ShownMessage
from tests.walk.conftest import Street

ENGLISH = re.compile(r"\b(seller|freight|ordered|paid|shipped|finished|goods|minimum|cancel|address|pay by)\b", re.I)


async def test_a_note_and_changes_go_into_the_order(street: Street) -> None:
    card = await street.draft("sku", 4)
    await street.anna.presses(card, "Note")
    await street.anna.sees("write the note for the seller")
    await street.anna.writes("请分开包装")
    card = await street.anna.sees("To the seller:", "请分开包装")
    await street.anna.presses(card, "Change")
    card = await street.anna.sees("check and confirm")
    await street.anna.presses(card, "Quantity")
    card = await street.anna.sees("how many?")
    await street.anna.presses(card, "Other quantity")
    await street.anna.sees("Answer with a number")
    await street.anna.writes("6")
    card = await street.hears("check and confirm", "6 pcs", "请分开包装")
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 no.")
    order = (await street.ledger())["orders"][0]
    assert order["lines"][0]["quantity"] == 6
    assert "请分开包装" in str((await street.http.get("/sim/orders")).json())
    await street.agree()


async def step(street: Street, who: Player, card: ShownMessage, number: int) -> ShownMessage:
    """Press the first button, which goes on."""
    await who.presses(card, card.labels[0])
    return await who.sees(f"#{number} ")


async def test_the_whole_story_is_told_in_the_readers_language(street: Street) -> None:
    good = await street.good("plain")
    for number, language in enumerate(("ru", "zh-hans"), 1):
        await street.http.post(f"/sim/people/{street.anna.person}", json={"language": language})
        await street.anna.writes("/start")
        await street.anna.sees("1688")
        await street.anna.writes(f"/buy {good['offer_id']} {number + 2}")
        card = await street.anna.sees(f"#{number} ")
        if "¥" not in card.text:
            card = await step(street, street.anna, card, number)
        await street.anna.presses(card, card.labels[0])

        async def placed(times: int = number) -> bool:
            return len(street.rows("SELECT order_id FROM remote_order WHERE checked = 'agreed'")) == times

        await street.until(placed, "the order is placed and known")
        order_id = (await street.ledger())["orders"][-1]["id"]
        await street.hears(order_id)
        for times, move in enumerate(("pay", "ship", "receive"), 3 * number - 2):
            await street.at_1688(order_id, move)

            async def told(least: int = times) -> bool:
                notices = street.rows(
                    "SELECT kind FROM outbox WHERE state = 'sent' AND kind IN ('paid','shipped','finished')"
                )
                return len(notices) == least

            await street.until(told, f"{move} is told")
        for text in ("/orders", f"/order {number}", "/status", "/help", "/cancel", "/frobnicate"):
            await street.anna.writes(text)
            await street.anna.sees("")
        shown = await street.told("")
        assert len(shown) >= 10 * number
        for message in shown:
            own = message.text.replace("Nordic ceramic mug, matte glaze, 350 ml", "")
            own = re.sub(r"/\w+.*", "", own)
            assert not ENGLISH.search(own), message.text
            assert not ENGLISH.search(" ".join(message.labels)), message.labels
    await street.agree()
