"""A copy from before the consent is put back: what was bought of several sellers meanwhile is not bought once more."""

from pathlib import Path

import pytest

from bot.sandbox.actor import Player
from bot.sandbox.playing import choose_all
from bot.wiring.database_care import copy_to, put_back
from bot.wiring.demo import SharedClock
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import CREATE, links, plain, to_consent


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
    orders = street.orders_by_part()
    await back(street, copied)
    return orders


async def back(street: Street, copied: Path) -> None:
    """The bot stops, the copy is put back, the bot starts."""
    await street.tenant.stop()
    await put_back(street.settings, copied, SharedClock(street.world.clock))
    await street.tenant.start()


async def settled(street: Street, *ways: str, second: bool = False) -> None:
    """Anna decides on each order that was found, in these ways, and has buying go on, in a team with a second word."""
    told = await street.hears("1688's order list was read", f"{len(ways)} orders were found")
    await street.anna.presses(told, "Decide one by one")
    for number, way in enumerate(ways):
        page = await street.hears("An unexpected order", f"1 of {len(ways) - number}" if len(ways) - number > 1 else "")
        await street.anna.presses(page, way)
    await street.hears("No unexpected order is left")
    await street.anna.writes("/resume")
    if second:
        waiting = await street.hears("second word")
        await street.later(660)
        await street.anna.presses(waiting, "Agree")
    await street.hears("Buying goes on")


async def agrees(street: Street, player: Player, button: str, *parts: str, chat: int | None = None) -> None:
    """Somebody presses the card that is still there: it warns first; pressed again, it is agreed to.

    It may have warned of an order that was found: what was followed of it since, #2000, is a warning of its own.
    """
    card = (await street.told(*parts, person=player.person, chat=chat))[-1]
    answer = await player.presses(card, button)
    assert any(words in answer["answer"]["text"] for words in ("Press again if you still want it", "请再点一次"))
    card = await street.hears("The same variant within 24 hours", "#2000", *parts, person=player.person, chat=chat)
    await player.presses(card, button)


async def creates(street: Street) -> int:
    return int((await street.ledger())["calls"][CREATE])


async def presses_all(street: Street, *parts: str) -> None:
    """Anna presses every button that buys, on every message with these words."""
    for shown in await street.told(*parts):
        for label in shown.labels:
            if "place it" in label or "Buy now" in label:
                await street.anna.presses(shown, label)


@pytest.mark.stop(31)
async def test_what_was_followed_or_settled_is_not_bought_again_by_the_old_card(street: Street, copied: Path) -> None:
    orders = await lost(street, copied)
    await settled(street, "Follow it as a purchase", "It is settled")
    await agrees(street, street.anna, "Buy now", "2 products", "Check and confirm")
    await presses_all(street)
    for part, order in zip(("#1/1", "#1/2"), orders, strict=True):
        await street.anna.presses(await street.hears("approved, to be ordered from 2 sellers"), part)
        card = await street.hears(part, "agreed to, but look first", "of the same goods was made", order)
        assert not [label for label in card.labels if "place it" in label]
        await street.anna.presses(card, f"It is this one: {order}")
        await street.hears(part, "to be paid", order)
    await street.agree()
    assert await creates(street) == 2


async def test_a_team_is_warned_on_the_old_card_and_nothing_is_bought_twice(group: Group, copied: Path) -> None:
    street, here = group.street, group.cast.here
    await here["Daria"].writes(links(await plain(street, 2), 100))
    card = await choose_all(group.play, here["Daria"], await here["Daria"].sees("#"), "say why", "ask for approval")
    if any("Say why" in label for label in card.labels):
        await here["Daria"].presses(card, "Say why")
        question = await here["Daria"].sees("Why is #", "needed?")
        await here["Daria"].writes("For the fair", reply_to=question.message_id)
        card = await here["Daria"].sees("confirm", "Why:")
    await here["Daria"].presses(card, "Ask for approval")
    asked = await group.reads("#1 ", "approval wanted", "2 products")
    await here["Boris"].presses(asked, "Approve")
    asked = await group.reads("#1 ", "approval wanted", "✅ Boris")
    await copy_to(street.settings, copied)
    await here["Chen"].presses(asked, "Approve")
    for part in ("#1/1", "#1/2"):
        await group.reads(part, "1688 no.")
    await back(street, copied)
    await settled(street, "Follow it as a purchase", "It is settled", second=True)
    await agrees(street, here["Chen"], "Approve", "#1 ", "approval wanted", chat=group.cast.group)
    await group.reads("#1 ", "1. ", "2. ", "agreed to, but look first")
    assert await creates(street) == 2


@pytest.mark.stop(30)
async def test_a_list_that_was_bought_after_the_copy_is_asked_for_again_only_line_by_line(
    group: Group, copied: Path
) -> None:
    street = group.street
    daria = group.cast.here["Daria"]
    mug, lamp = await plain(street, 2)
    await daria.writes(f"/list add {mug['offer_id']} 12")
    await group.reads("One line more", "1 in all")
    await daria.writes(f"/list add {lamp['offer_id']} 4")
    await group.reads("One line more", "2 in all")
    await daria.writes("/list")
    old = await group.reads("List of", "2 lines")
    await copy_to(street.settings, copied)
    await daria.presses(old, "Ask for all of it")
    card = await daria.sees("Where to?", "Check and confirm", either=True)
    card = await choose_all(group.play, daria, card, "ask for approval")
    await daria.presses(card, "Ask for approval")
    await group.cast.here["Chen"].presses(await group.reads("approval wanted", "Asked by Daria"), "Approve")
    for part in ("#1/1", "#1/2"):
        await group.reads(part, "1688 no.")
    await back(street, copied)
    await settled(street, "Follow it as a purchase", "Follow it as a purchase", second=True)
    await daria.writes("/list")
    shown = await group.reads("List of", "2 lines are at rest")
    assert "Ask for all of it" not in shown.labels
    await daria.presses(shown, "Change")
    shown = await group.reads("List of", "2 lines are at rest")
    await daria.presses(shown, next(label for label in shown.labels if label.startswith("1. ")))
    shown = await group.reads("Line 1 of the list", "may have been ordered already")
    await daria.presses(shown, "Maybe ordered: want it anyway")
    await group.reads("List of", "1 line is at rest")
    assert await creates(street) == 2
