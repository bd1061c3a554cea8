"""A pretend person buys: from `/buy` through the card's first choices to a placed order."""

import re
from dataclasses import dataclass
from typing import Any

from tests.programmes.bench.place import Town

_NUMBERS = re.compile(r"\d{10,}")
"""Numbers as long as those of 1688's orders."""


@dataclass(frozen=True)
class Consent:
    """A card that asks for consent: its message, the code of its button, and how many taps led to it."""

    message: int
    code: str
    taps: int


async def consent(town: Town, person: int, offer: dict[str, Any]) -> Consent:
    """The card of this product by `/buy`."""
    return await to_consent(town, person, f"/buy {offer['offer_id']} {max(int(offer['min_order']), 2)}")


async def to_consent(town: Town, person: int, words: str) -> Consent:
    """Say what names a product, and choose what is offered first until the card asks for consent."""
    before = len(town.messages(person))
    town.say(person, words)
    await town.until(lambda: len(town.messages(person)) > before and bool(_buttons(town, person)), "a card")
    return await agreeable(town, person)


async def agreeable(town: Town, person: int) -> Consent:
    """Choose what the newest card offers first until it asks for consent."""
    for taps in range(6):
        buttons, message = _buttons(town, person), town.messages(person)[-1]
        for label, code in buttons.items():
            if "Buy now" in label:
                return Consent(message.id, code, taps)
        rev = message.rev
        town.press(person, message.id, next(iter(buttons.values())))
        await town.until(lambda: town.messages(person)[-1].rev > rev, "the next step")  # noqa: B023 - awaited before the loop goes on
    raise AssertionError("the card never asked for the consent")


async def buy(town: Town, person: int, offer: dict[str, Any]) -> int:
    """1688's number of the order that the consent led to, once a message to this person shows it."""
    before = shown(town, person)
    card = await consent(town, person, offer)
    town.press(person, card.message, card.code)
    await town.until(lambda: bool(shown(town, person) - before), "a placed order on the card")
    return (shown(town, person) - before).pop()


def shown(town: Town, person: int) -> set[int]:
    """The orders whose numbers stand in a person's chat."""
    numbers = {int(number) for message in town.messages(person) for number in _NUMBERS.findall(message.text)}
    return numbers & town.world.world.book.orders.keys()


def _buttons(town: Town, person: int) -> dict[str, str]:
    found = town.messages(person)
    rows = found[-1].inline or () if found else ()
    return {each["text"]: each.get("callback_data", "") for row in rows for each in row if "Cancel" not in each["text"]}
