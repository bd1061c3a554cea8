"""A parcel is counted in a chat: line by line, over a restart, with photos, taken back, and its rest closed."""

import base64
import io

from PIL import Image

from bot.sandbox.actor import post
from tests.walk.conftest import Street


def photo(shade: int) -> dict[str, str]:
    """A picture of what came."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 90, 90)).save(made, "JPEG")
    return {"name": "box.jpg", "base64": base64.b64encode(made.getvalue()).decode()}


async def test_a_parcel_is_counted_line_by_line_over_a_restart_and_put_right(street: Street) -> None:
    order_id, anna = await street.ordered(quantity=20), street.anna
    for action in ("pay", "ship", "trace"):
        await street.at_1688(order_id, action)
    await street.hears("#1 · shipped")
    await anna.writes("/order 1")
    await anna.presses(await street.hears("What happened"), "Count in")
    await anna.presses(await street.hears("what arrived", "0 of 20"), "Line by line")
    line = await street.hears("what arrived", "0 of 20")
    await anna.presses(line, "good 0")
    await street.hears("How many pieces are good?")
    await anna.writes("many")
    await street.hears("Write a whole number")
    await anna.writes("16")
    line = await street.hears("Not counted in yet: 16 good")
    await street.crash()
    await anna.presses(line, "+")
    line = await street.hears("Not counted in yet: 17 good")
    await anna.presses(line, "bad 0")
    await street.hears("How many pieces are damaged?")
    await anna.writes("2")
    line = await street.hears("Not counted in yet: 17 good · 2 damaged")
    await anna.presses(line, "Count it: 19")
    card = await street.hears("19 of 20 · 2 damaged", "Counted by Anna", "17 good · 2 damaged")
    for shade in (10, 200):
        await post(street.http, "/sim/say", {
            "person": anna.person, "text": "", "reply_to": card.message_id, "photo": photo(shade)
        })  # fmt: skip
    card = await street.hears("19 of 20 · 2 damaged", "2 photos")
    await anna.presses(card, "Close the rest")
    await anna.presses(await street.hears("1 piece will not come. Why?"), "Lost")
    card = await street.hears("19 of 20 · 2 damaged · 1 closed")
    await anna.presses(card, "Take back")
    await anna.presses(await street.hears("1. Counted by Anna"), "Take back 1")
    card = await street.hears("0 of 20 · 1 closed")
    await anna.presses(card, "All there")
    card = await street.hears("19 of 20 · 1 closed", "Counted by Anna")
    await anna.presses(card, "Line by line")
    await anna.presses(await street.hears("19 of 20 · 1 closed"), "good 0")
    await street.hears("How many pieces are good?")
    await anna.writes("3")
    await anna.presses(await street.hears("Not counted in yet: 3 good"), "Count it: 3")
    await anna.presses(await street.hears("2 more than ordered: they are surplus"), "Yes, 2 surplus")
    await street.hears("✅ #1 · what arrived", "20 of 20 · 2 surplus")
    kinds = [kind for (kind,) in street.rows("SELECT kind FROM arrival WHERE reverses IS NULL ORDER BY id")]
    assert kinds == ["good", "damaged", "closed", "good", "reopened", "good"]
    assert street.rows("SELECT count(*) FROM count_draft") == [(0,)]
    assert len(street.rows("SELECT file_id, unique_id FROM arrival_photo")) == 2
