"""Orders are found by words in three languages, by waybill and by number; the buttons of a search outlive a restart."""

from tests.walk.conftest import Street


async def test_orders_are_found_by_words_waybill_and_number_and_turned_after_a_restart(street: Street) -> None:
    mug, lamp = await street.ordered("plain"), await street.ordered("range")
    title = str(street.rows("SELECT json_extract(offer, '$.title') FROM request WHERE id = 1")[0][0])
    await street.anna.writes("/orders mug")
    found = await street.hears("Orders · 🔎 mug", "#1 · ")
    assert "#2" not in found.text
    for typed in ("马克杯", "mugs ceramic", "кружка", "Anna mug", f"{title}", mug):
        await street.anna.writes(f"/orders {typed}")
        assert "#2" not in (await street.hears("Orders · 🔎", "#1 · ")).text
    await street.anna.writes(f"/orders {lamp}")
    await street.hears(f"🔎 {lamp}", "#2 · ")
    await street.anna.writes("/orders mug teapot")
    await street.hears("No order has all these words", "waybills", "Try fewer words")

    await street.at_1688(mug, "pay")
    await street.hears("#1", "· paid")
    await street.at_1688(mug, "ship")
    await street.hears("#1", "shipped")
    (waybill,) = street.rows("SELECT bill_no FROM parcel")[0]
    await street.anna.writes(f"/orders {waybill[:8].lower()}")
    await street.hears("🔎", "#1 · shipped")

    await street.crash()
    await street.anna.presses(found, "To pay")
    await street.anna.presses(await street.hears("Orders · 🔎 mug", "Look under “All”"), "Shipped")
    await street.hears("Orders · 🔎 mug", "#1 · shipped")
    await street.agree()
