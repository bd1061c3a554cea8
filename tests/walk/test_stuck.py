"""What is paid and never comes: told in the morning, and found in /stuck, by buttons and by its seller's name."""

from tests.walk.conftest import Street
from tests.walk.test_notify import paid, until_clock

MORNING = "What the day brings"


async def test_what_a_seller_does_not_send_is_told_each_morning_and_listed_until_it_is_in(street: Street) -> None:
    order_id = await paid(street)
    await street.anna.writes("/stuck")
    fresh = await street.hears("Paid, goods not in: 1", "#1", "less than a day")
    assert "⚠️ 1" not in fresh.labels
    await until_clock(street, 7, 30, days=6)
    await street.until(lambda: street.has("SELECT 1 FROM fact WHERE name = 'mornings'"), "a first round was made")
    assert await street.told(MORNING) == [], "it is not eight yet"
    await until_clock(street, 8, 1)
    told = await street.hears(MORNING, "Later than promised: 1")
    assert "To pay today" not in told.text
    await street.crash()

    await street.anna.presses(told, "What is stuck")
    listed = await street.hears("⚠️ #1 · ", "late for")
    assert (await street.hears(MORNING)).message_id == told.message_id, "the list stands below"
    await street.anna.presses(listed, "By seller")
    sellers = await street.hears("Paid, goods not in: 1", "· 1 · ¥")
    await street.anna.presses(sellers, sellers.labels[0])
    one = await street.hears("Of ", "⚠️ #1 · ")
    await street.anna.presses(one, "#1")
    await street.hears(order_id, "#1 · paid")
    await street.anna.writes("/stuck a seller of nobody")
    await street.hears("Nothing here is paid for and not in")

    await street.at_1688(order_id, "ship")
    await street.at_1688(order_id, "receive")
    await street.hears("#1 · finished", order_id)
    await street.anna.writes("/stuck")
    await street.hears("Nothing here is paid for and not in")
    await until_clock(street, 8, 1)
    await street.anna.writes("/status")
    await street.hears("All is well")
    assert len(await street.told(MORNING)) == 1, "an empty day sends nothing"
