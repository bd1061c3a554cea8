"""The database goes back in time without `caigou restore`: the bot notices, looks before it sends, and asks people."""

import shutil
from pathlib import Path

import pytest

from bot.wiring.database_care import copy_to, put_back
from bot.wiring.demo import SharedClock
from tests.walk.conftest import Street

CREATE, PREVIEW = "alibaba.trade.createCrossOrder", "alibaba.createOrder.preview"
MEMORY = "high-water.json"
CLOCKS_MAY_DIFFER = 660
"""An order that is older than a request by so many seconds cannot be what was asked for."""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "away"


async def ready_and_never_sent(street: Street, kept: Path) -> None:
    """Files as they are while a purchase is ready and was never sent; then it is sent, and the bot is stopped."""
    await street.ordered()
    card = await street.draft(quantity=4)
    await street.forgets_the_price()
    await street.fault(side="1688", call=PREVIEW, kind="slow", when="before", seconds=1.0, times=1)
    pressed = street.pressing(card, "Buy now")
    await street.until(lambda: street.has("SELECT 1 FROM attempt WHERE state = 'ready' AND epoch = 0"), "it is ready")
    await keep(street, kept)
    assert (await street.ledger())["calls"][CREATE] == 1
    await pressed
    await street.until(lambda: street.has("SELECT 1 FROM remote_order WHERE request_id = 2"), "it is placed")
    await street.tenant.stop()


async def keep(street: Street, kept: Path) -> None:
    """A copy of the database and of what lies beside it, at this moment."""
    await copy_to(street.settings, kept / street.database.name)
    if (memory := street.database.with_name(MEMORY)).exists():
        shutil.copy(memory, kept)


async def put_back_by_hand(street: Street, kept: Path, *names: str) -> None:
    """Somebody copies files over those of today, and starts the bot."""
    for name in names:
        shutil.copy(kept / name, street.database.with_name(name))
    await street.tenant.start()


async def nothing_is_bought_again(street: Street, kept: Path, *names: str, why: str) -> None:
    await ready_and_never_sent(street, kept)
    await put_back_by_hand(street, kept, *names)
    await street.hears("Buying is stopped: quarantine", why)
    await street.later(60)
    await street.hears("1688's order list was read")
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 2


@pytest.mark.stop(7)
@pytest.mark.threat("T33")
async def test_a_file_that_is_copied_back_is_noticed_before_anything_is_sent(street: Street, kept: Path) -> None:
    await nothing_is_bought_again(street, kept, street.database.name, why="older than what I remember")


@pytest.mark.threat("T34")
async def test_a_snapshot_of_the_whole_machine_is_found_by_the_look_before_sending(street: Street, kept: Path) -> None:
    await nothing_is_bought_again(street, kept, street.database.name, MEMORY, why="does not know")


@pytest.mark.stop(6)
async def test_a_lost_purchase_is_found_as_an_order_that_nothing_explains(street: Street, kept: Path) -> None:
    await street.ordered()
    await keep(street, kept)
    lost = await street.ordered(quantity=3)
    await street.tenant.stop()
    await put_back_by_hand(street, kept, street.database.name)
    await street.hears("Buying is stopped: quarantine")
    told = await street.hears("1688's order list was read", "1 order was found")
    await street.anna.writes("/resume")
    await street.hears("Not yet", "1 unexpected order")
    await street.anna.presses(told, "Decide one by one")
    await street.anna.presses(await street.hears("An unexpected order", lost), "Follow it as a purchase")
    await street.anna.writes("/resume")
    await street.hears("Buying goes on")
    await street.later(CLOCKS_MAY_DIFFER)
    await street.ordered(quantity=5)
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 3


async def test_a_restore_by_the_command_is_no_second_surprise(street: Street, kept: Path) -> None:
    await street.ordered()
    await copy_to(street.settings, kept / "copy.db")
    await street.ordered(quantity=3)
    await street.tenant.stop()
    await put_back(street.settings, kept / "copy.db", SharedClock(street.world.clock))
    await street.tenant.start()
    await street.hears("1688's order list was read", "1 order was found")
    await street.tenant.restart()
    assert len(await street.told("Buying is stopped: quarantine")) == 1
