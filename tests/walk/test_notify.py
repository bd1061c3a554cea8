"""What comes to people and how: quiet hours, a digest in the morning, topics that are off; chosen by themselves."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street
from tests.walk.teams import Group

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = "/notify quiet 22:00-08:00"
WAITS = "SELECT 1 FROM outbox WHERE waits_until IS NOT NULL"
STUCK = "later than promised"


async def until_clock(street: Street, hour: int, minute: int = 0, days: int = 0) -> None:
    """The world's time moves on to that hour of Shanghai, of today or so many days later."""
    now = datetime.fromisoformat((await street.http.get("/sim/clock")).json()["now"]).astimezone(SHANGHAI)
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)
    await street.later((then - now + timedelta(days=0 if then > now else 1)).total_seconds())


async def silent(street: Street, shown: ShownMessage, person: int | None = None, chat: int | None = None) -> bool:
    """Whether a message came without sound."""
    query: dict[str, Any] = {"person": person or street.anna.person} | ({"chat": chat} if chat else {})
    rows = (await street.http.get("/sim/messages", params=query)).json()
    return bool(next(row for row in rows if row["message_id"] == shown.message_id).get("silent"))


async def paid(street: Street) -> str:
    """An order of Anna's that is paid; its number at 1688."""
    order_id = await street.ordered()
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", order_id)
    return order_id


async def goes_to_bed(street: Street) -> None:
    """Anna chooses quiet hours, and then it is night."""
    await street.anna.writes(NIGHT)
    await street.anna.sees("Quiet from 22:00 to 08:00", "Shanghai")
    await until_clock(street, 23)


async def test_at_night_money_comes_without_sound_and_a_reminder_in_the_morning(street: Street) -> None:
    by_day = await paid(street)
    assert not await silent(street, await street.hears("· paid", by_day))
    await street.at_1688(by_day, "ship")
    await street.hears("#1 · shipped")
    await street.at_1688(by_day, "receive")
    await street.hears("#1 · finished")
    await goes_to_bed(street)
    order_id = await paid(street)
    assert await silent(street, await street.hears("· paid", order_id))
    await street.tenant.stop()
    await street.tenant.start()
    await street.later(4 * 86400)
    await street.until(lambda: street.has(WAITS), "the reminder waits")
    assert await street.told(STUCK, order_id) == []
    await street.crash()
    await until_clock(street, 8, 1)
    told = await street.hears(STUCK, order_id)
    assert "Chase the seller" in told.labels
    assert not await silent(street, told)
    assert not await street.has(WAITS)


async def test_a_reminder_that_waits_comes_at_once_if_the_quiet_hours_go(street: Street) -> None:
    await goes_to_bed(street)
    order_id = await paid(street)
    await street.later(4 * 86400)
    await street.until(lambda: street.has(WAITS), "the reminder waits")
    await street.anna.writes("/notify quiet 22:00-09:00")
    await street.anna.sees("Quiet from 22:00 to 09:00")
    await until_clock(street, 8, 1)
    assert await street.told(STUCK, order_id) == []
    await street.anna.writes("/notify quiet off")
    await street.hears(STUCK, order_id)


async def test_a_topic_that_is_off_comes_no_more_and_its_card_still_tells(street: Street) -> None:
    await street.anna.writes("/notify parcels off")
    await street.anna.sees("Off: parcels")
    order_id = await paid(street)
    await street.at_1688(order_id, "ship")
    await street.hears("#1 · shipped")
    await street.at_1688(order_id, "receive")
    await street.hears("#1 · finished")
    kinds = street.rows("SELECT kind, message_id FROM outbox WHERE error = 'off' ORDER BY id")
    assert ("shipped", None) in kinds
    await street.anna.writes("/notify money off")
    await street.anna.sees("Decisions, money and problems are never off")


@pytest.mark.threat("T52")
async def test_nobody_chooses_for_somebody_else(group: Group) -> None:
    street, anna, boris = group.street, group.cast.alone["Anna"], group.cast.alone["Boris"]
    await anna.writes("/notify quiet")
    card = await anna.sees("Other hours")
    rows = (await street.http.get("/sim/messages", params={"person": anna.person})).json()
    code = next(row for row in rows if row["message_id"] == card.message_id)["buttons"][0][0]["data"]
    await boris.writes("/notify")
    own = await boris.sees("Ваши уведомления")
    body = {"person": boris.person, "message_id": own.message_id, "button": code}
    answer = (await street.http.post("/sim/press", json=body)).json()["answer"]
    assert answer["show_alert"]
    assert street.rows("SELECT 1 FROM person WHERE notify IS NOT NULL") == []
    await boris.writes("/notify team quiet 22:00-08:00")
    await boris.sees("Только админ")
    assert street.rows("SELECT 1 FROM team WHERE notify IS NOT NULL") == []
    assert "для команды" not in " ".join(own.labels).casefold()
