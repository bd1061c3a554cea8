"""A copy is put back: nothing is bought twice, nothing is forgotten, and people hear what they have to decide."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.actor import ShownMessage
from bot.wiring.database_care import Restored, copy_to, put_back
from bot.wiring.demo import SharedClock
from storage.failures import DatabaseBusy
from tests.programmes.torture import r10_migrations as r10
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return tmp_path / "away" / "copy.db.zst"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A copy that is not packed, so that a test can write into it."""
    return tmp_path / "away" / "copy.db"


async def restored(street: Street, copy: Path) -> Restored:
    """The bot is stopped, the copy put back, the bot started."""
    await street.tenant.stop()
    done = await put_back(street.settings, copy, SharedClock(street.world.clock))
    await street.tenant.start()
    return done


async def ready(street: Street) -> None:
    """A request that 1688's gateway did not take, and that is to be sent again in 20 seconds."""
    await street.fault(side="1688", call=CREATE, kind="throttle", when="before", times=1)
    await street.anna.presses(await street.draft(), "Buy now")
    await street.until(lambda: street.has("SELECT 1 FROM attempt WHERE state = 'ready' AND epoch > 0"), "it is ready")


async def drafted_as(street: Street, number: int, quantity: int) -> ShownMessage:
    """Anna asks for a good, and her card has this number."""
    good = await street.good("plain")
    await street.anna.writes(f"/buy {good['offer_id']} {quantity}")
    return await street.hears(f"#{number} ", "check and confirm")


@pytest.mark.stop(14)
async def test_a_purchase_made_after_the_copy_is_found_and_followed_and_not_bought_again(
    street: Street, copied: Path
) -> None:
    await street.ordered()
    await copy_to(street.settings, copied)
    lost = await street.ordered(quantity=3)
    await restored(street, copied)
    await street.hears("Buying is stopped: quarantine")
    told = await street.hears("1688's order list was read", "1 order was found")
    await street.anna.writes("/resume")
    await street.hears("Not yet", "1 unexpected order")
    await street.anna.presses(told, "Decide one by one")
    unknown = await street.hears("An unexpected order", lost)
    await street.anna.presses(unknown, "Follow it as a purchase")
    await street.hears("No unexpected order is left", "All is decided")
    await street.anna.writes("/resume")
    await street.hears("Buying goes on")
    await street.hears("1688 no.", lost, "to pay")
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 2


@pytest.mark.stop(14)
async def test_a_request_that_was_ready_rests_until_a_person_lets_it_go_on(street: Street, copied: Path) -> None:
    await ready(street)
    await copy_to(street.settings, copied)
    await street.tenant.stop()
    done = await put_back(street.settings, copied, SharedClock(street.world.clock))
    assert done.begun.resting == 1
    await street.tenant.start()
    card = await street.hears("This may have been ordered since then")
    await street.anna.writes("/resume")
    await street.hears("Not yet", "1 request waits")
    await street.anna.presses(card, "It was not ordered: place it")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.hears("1688's order list was read")
    await street.anna.writes("/resume")
    await street.anna.sees("1688 no.")
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 2


async def test_a_copy_of_the_release_before_begins_in_quarantine_and_finds_what_was_ordered_since(
    street: Street, plain: Path
) -> None:
    plain.parent.mkdir()
    await r10.made(f"sqlite:///{plain}", "0036", {"person": [{"id": street.anna.person, "name": "Anna"}]})
    lost = await street.ordered()
    await restored(street, plain)
    await street.hears("Buying is stopped: quarantine")
    told = await street.hears("1688's order list was read", "1 order was found")
    await street.anna.presses(told, "Decide one by one")
    await street.anna.presses(await street.hears("An unexpected order", lost), "Follow it as a purchase")
    await street.hears("1688 no.", lost, "to pay")
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 1


async def test_an_old_button_and_an_old_number_reach_nothing_after_a_restore(street: Street, copied: Path) -> None:
    await street.ordered()
    await copy_to(street.settings, copied)
    old = await street.draft(quantity=4)
    done = await restored(street, copied)
    assert done.begun.numbers_from == 2000
    answer = await street.anna.presses(old, "Buy now")
    assert "no longer" in answer["answer"]["text"] or "old" in answer["answer"]["text"]
    await street.anna.writes("/cancel 2")
    await street.hears("There is no request #2")
    await drafted_as(street, 2000, 5)
    assert street.rows("SELECT max(id) FROM request") == [(2000,)]
    assert (await street.ledger())["calls"][CREATE] == 1


async def test_a_copy_is_not_put_back_under_a_bot_that_runs(street: Street, copied: Path) -> None:
    await copy_to(street.settings, copied)
    with pytest.raises(DatabaseBusy):
        await put_back(street.settings, copied, SharedClock(street.world.clock))
    await street.ordered()


async def test_the_database_of_before_is_kept_beside_the_one_put_back(street: Street, copied: Path) -> None:
    await street.ordered()
    await copy_to(street.settings, copied)
    await street.ordered(quantity=3)
    done = await restored(street, copied)
    assert done.kept is not None
    left = {path.name for path in street.database.parent.iterdir()}
    assert done.kept.name in left
    assert not [name for name in left if "restoring" in name]
    again = await restored(street, done.kept)
    assert again.rows["remote_order"] == 2


async def test_what_a_copy_had_not_acted_upon_is_shown_and_done_only_if_somebody_has_it_tried_again(
    street: Street, plain: Path
) -> None:
    for quantity in (2, 3):
        await street.ordered(quantity=quantity)
    await copy_to(street.settings, plain)
    with closing(sqlite3.connect(plain)) as database, database:
        database.execute("UPDATE inbox SET state = 'new' WHERE raw LIKE '%/buy%'")
    await restored(street, plain)
    assert street.rows("SELECT DISTINCT state FROM inbox WHERE raw LIKE '%/buy%'") == [("dead",)]
    await street.anna.writes("/status")
    shown = await street.hears("2 messages", "could not be handled")
    await street.anna.presses(shown, "Undelivered messages")
    letter = await street.hears("A message that could not be handled · 1 of 2", "/buy")
    await street.anna.presses(letter, "I know of it")
    letter = await street.hears("A message that could not be handled · 1 of 1", "/buy")
    again = next(label for label in letter.labels if "again" in label.casefold())
    await street.anna.presses(letter, again)
    done = "SELECT 1 FROM inbox WHERE raw LIKE '%/buy%' AND state = 'done'"
    await street.until(lambda: street.has(done), "it ran, though nothing new came")
    await street.hears("No such message is left")


@pytest.mark.stop(36)
async def test_an_order_placed_outside_since_the_copy_is_counted_apart_and_holds_up_nothing(
    street: Street, copied: Path
) -> None:
    await street.ordered()
    await copy_to(street.settings, copied)
    good = await street.good("plain")
    placed = await street.http.post("/sim/orders", json={"offer_id": good["offer_id"], "quantity": 7})
    await restored(street, copied)
    told = await street.hears("1688's order list was read", "No order was found", "1 order placed outside waits")
    assert not await street.told("Placed outside, never approved")
    await street.anna.writes("/resume")
    await street.hears("Buying goes on")
    await street.anna.presses(told, "Decide one by one")
    page = await street.hears("An order placed outside", placed.json()["id"])
    await street.anna.presses(page, "Follow it as a purchase")
    await street.hears("to pay", placed.json()["id"])
    await street.agree()


async def test_where_our_reference_does_not_come_back_lost_orders_are_said_to_be_among_those_outside(
    street: Street, copied: Path
) -> None:
    await street.market(echo=False)
    await street.ordered()
    echo = "SELECT 1 FROM remote_order WHERE echoed IS NOT NULL"
    await street.until(lambda: street.has(echo), "it was read back")
    await copy_to(street.settings, copied)
    lost = await street.ordered(quantity=3)
    await restored(street, copied)
    told = await street.hears("1688's order list was read", "may be among those placed outside")
    await street.anna.presses(told, "Decide one by one")
    await street.hears("An order placed outside", lost)
