"""A copy from before the consent is put back: what was bought of several sellers meanwhile is not bought once more."""

from pathlib import Path

import pytest

from bot.sandbox.actor import ShownMessage
from bot.wiring.database_care import copy_to, put_back
from bot.wiring.demo import SharedClock
from tests.walk.conftest import Street
from tests.walk.test_baskets import CREATE, links, ordered, plain, to_consent
from tests.walk.teams import Group


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return tmp_path / "away" / "copy.db.zst"


async def lost(street: Street, copied: Path) -> list[str]:
    """Anna drafts goods of two sellers; after the copy she buys them, and the copy is put back; 1688's numbers."""
    await street.anna.writes(links(await plain(street, 2)))
    card = await to_consent(street, "2 products")
    await copy_to(street.settings, copied)
    await street.anna.presses(card, "Buy now")
    for part in ("#1/1", "#1/2"):
        await street.hears(part, "1688 no.")
    await back(street, copied)
    return [str(order["id"]) for order in (await street.ledger())["orders"]]


async def back(street: Street, copied: Path) -> None:
    """The bot stops, the copy is put back, the bot starts."""
    await street.tenant.stop()
    await put_back(street.settings, copied, SharedClock(street.world.clock))
    await street.tenant.start()


async def settled(street: Street, *ways: str) -> None:
    """Anna decides on each order that was found, in these ways, and has buying go on."""
    told = await street.hears("1688's order list was read", f"{len(ways)} orders were found")
    await street.anna.presses(told, "Decide one by one")
    for number, way in enumerate(ways):
        page = await street.hears("An unexpected order", f"1 of {len(ways) - number}" if len(ways) - number > 1 else "")
        await street.anna.presses(page, way)
    await street.hears("No unexpected order is left")
    await street.anna.writes("/resume")
    await street.hears("Buying goes on")


async def pressed(street: Street, button: str = "Buy now") -> ShownMessage:
    """Anna presses the card that is still there, once more if it warns her first; the card afterwards."""
    for _ in range(2):
        card = (await street.told("#1 ", button) or await street.told("2 products"))[-1]
        if button in card.labels:
            await street.anna.presses(card, button)
    return card


async def creates(street: Street) -> int:
    return int((await street.ledger())["calls"][CREATE])


@pytest.mark.parametrize("way", ["Follow it as a purchase", "It is settled"])
async def test_what_was_followed_or_settled_is_not_bought_again_by_the_old_card(
    street: Street, copied: Path, way: str
) -> None:
    orders = await lost(street, copied)
    await settled(street, way, way)
    print(street.said[-30:])
    print([m for m in await street.told("")])
    await pressed(street)
    print([m for m in await street.told("")])
    assert await creates(street) == 2
