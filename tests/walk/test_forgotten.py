"""What a group says among itself is nowhere, and a draft that nobody asked for goes, its buttons first."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage
from bot.sandbox.patience import NeverHappened, until
from bot.wiring import timetable
from tests.walk.conftest import Street
from tests.walk.test_groups_and_strangers import group, in_chat, person

IBAN = "DE44500105175407324931"
DAY, HOUR = 86400, 3600


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether something's time is over is looked at more often than each half minute of the machine's own time."""
    monkeypatch.setattr(timetable, "SLOW", 1.0)


def in_rows(street: Street, words: str) -> list[str]:
    """The tables with a row that holds these words, in any column."""
    with closing(sqlite3.connect(f"file:{street.database}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            name for name in tables if any(words in str(row) for row in database.execute(f'SELECT * FROM "{name}"'))
        ]


async def all_done(street: Street, count: int) -> None:
    """Until so many updates came and each is done."""

    async def done() -> bool:
        return street.rows("SELECT count(*), sum(state = 'done') FROM inbox") == [(count, count)]

    await street.until(done, f"{count} updates are done")


@pytest.mark.threat("T56")
async def test_an_iban_that_a_group_says_among_itself_is_nowhere_in_the_database_afterwards(street: Street) -> None:
    boris = await person(street, "Boris")
    chat = await group(street, boris, bot_admin=True)
    anna, stranger = in_chat(street, street.anna.person, "Anna", chat), in_chat(street, boris, "Boris", chat)
    good = await street.good("plain")
    await anna.writes(f"{good['link']} x5")
    card = await anna.sees("#1")
    before = street.rows("SELECT count(*) FROM inbox")[0][0]
    await anna.writes(f"Please pay to {IBAN}")
    await stranger.writes(f"Which one, {IBAN}?")
    await anna.writes(f"/weather {IBAN}")
    await anna.writes(f"Yes, {IBAN}", reply_to=card.message_id)
    await all_done(street, before + 4)
    assert in_rows(street, IBAN) == []
    assert street.rows("SELECT count(*) FROM inbox WHERE raw = '' AND lane = ''")[0][0] == 4
    assert in_rows(street, good["offer_id"]), "what was meant for the bot is kept"
    await street.tenant.stop()
    assert IBAN.encode() not in street.database.read_bytes()
    await street.tenant.start()


async def cancelled(street: Street) -> ShownMessage:
    """Anna's draft, which she cancels; the card that offers to ask for it again."""
    await street.anna.presses(await street.draft(), "Cancel")
    card = await street.hears("#1", "cancelled")
    assert "Order again" in "".join(card.labels)
    return card


async def gone(street: Street) -> bool:
    return street.rows("SELECT count(*) FROM request") == [(0,)]


async def passes(street: Street, happened: Callable[[], Awaitable[bool]], what: str) -> None:
    """Hours go by until it happened."""
    for _ in range(6):
        await street.later(HOUR)
        try:
            await until(happened, what, seconds=15)
        except NeverHappened:
            continue
        return
    raise NeverHappened(f"this never happened: {what}")


@pytest.mark.threat("T56")
async def test_a_draft_goes_after_a_week_and_its_buttons_before_it(street: Street) -> None:
    card = await cancelled(street)
    button = await street.code(card, "Order again")
    await street.later(6 * DAY)
    assert (await street.hears("#1", "cancelled")).labels == card.labels
    await street.later(DAY + HOUR)

    async def bare() -> bool:
        return not (await street.told("#1", "cancelled"))[-1].labels

    await street.until(bare, "the card has no buttons")
    assert (await street.hears("#1", "cancelled")).text == card.text, "its words stay"
    assert street.rows("SELECT count(*) FROM request") == [(1,)], "it goes in a later run"
    await street.later(HOUR)
    await street.until(lambda: gone(street), "the draft is gone")
    assert in_rows(street, "#1") == []
    assert street.rows("SELECT count(*) FROM outbox WHERE kind = 'undelivered'") == [(0,)]
    await street.anna.catches_up()
    assert "There is no request #1" in (await street.presses_code(card, button))["text"]
    await street.anna.writes("/order 1")
    await street.hears("There is no request #1")
    await street.anna.writes(f"/buy {(await street.good('plain'))['offer_id']} 2")
    await street.hears("#2 ")


async def test_a_card_that_telegram_does_not_let_be_edited_does_not_keep_a_draft(street: Street) -> None:
    await cancelled(street)
    await street.fault(side="telegram", call="editMessageReplyMarkup", kind="status", status=400, times=5)
    await street.later(7 * DAY + HOUR)
    await passes(street, lambda: gone(street), "the draft is gone")
    assert street.rows("SELECT count(*) FROM outbox WHERE state = 'dead'") == [(0,)]


@pytest.mark.parametrize("way", ["stop", "crash"])
async def test_a_restart_between_the_buttons_and_the_draft_changes_nothing(street: Street, way: str) -> None:
    await cancelled(street)
    await street.fault(side="telegram", call="editMessageReplyMarkup", kind="reset", when="after")
    await street.later(7 * DAY + HOUR)

    async def owed() -> bool:
        return await street.has("SELECT 1 FROM outbox WHERE dedupe LIKE 'no-buttons:%'")

    await street.until(owed, "the end of the buttons is owed")
    await (street.tenant.restart() if way == "stop" else street.crash())
    await passes(street, lambda: gone(street), "the draft is gone")
    assert not (await street.hears("#1", "cancelled")).labels


@pytest.mark.threat("T56")
async def test_a_flood_of_drafts_is_refused_with_what_to_do(street: Street) -> None:
    good = await street.good("plain")
    for n in range(1, 31):
        await street.anna.writes(f"/buy {good['offer_id']} {n + 1}")
        await street.hears(f"#{n} ")
    await street.later(120)  # so that it is not the pace of the messages which is refused
    await street.anna.writes(f"/buy {good['offer_id']} 5")
    refused = await street.hears("You have 30 open drafts", "the oldest are #1, #2, #3, #4, #5", "/cancel 1")
    assert refused
    assert street.rows("SELECT count(*) FROM request") == [(30,)]
    await street.anna.writes("/cancel 1")
    await street.hears("#1", "cancelled")
    await street.anna.writes(f"/buy {good['offer_id']} 5")
    await street.hears("#31 ")


async def test_a_message_of_more_products_than_there_is_room_for_opens_none_of_them(open_street: Any) -> None:
    async with open_street(ALIBABA_BUY_CALL="one_click") as street:
        good, other = await street.good("plain"), await street.good("range")
        for n in range(1, 30):
            await street.anna.writes(f"/buy {good['offer_id']} {n + 1}")
            await street.hears(f"#{n} ")
        await street.later(120)
        await street.anna.writes(f"{good['link']} 2\n{other['link']} 2")
        await street.hears("You have 30 open drafts")
        assert street.rows("SELECT count(*) FROM request") == [(29,)]
