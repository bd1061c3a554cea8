"""What every scene uses: control API, acting people, the pause between steps, and common steps."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.actor import Player, SceneFailed, ShownMessage, post

_NOT_A_CHOICE = ("cancel", "▶", "◀", "back", "other quantity", "sold out", "✕", "alert", "seller")

_AGAIN = "Still want it?"


@dataclass(frozen=True)
class Play:
    """What a scene uses: the control API, the person who buys, and the pause between steps (seconds)."""

    http: httpx.AsyncClient
    anna: Player
    pause: float
    say: Callable[[str], None]

    async def rest(self) -> None:
        await asyncio.sleep(self.pause)

    async def good(self, kind: str) -> dict[str, Any]:
        """The first good of that kind."""
        goods: list[dict[str, Any]] = (await self.http.get("/sim/goods")).json()
        return next(good for good in goods if good["kind"] == kind)

    async def at_1688(self, order_id: str, action: str, **body: Any) -> None:
        """Change the order on 1688."""
        self.say(f"On 1688: {action} {order_id}")
        await post(self.http, f"/sim/orders/{order_id}/{action}", body)

    async def entry(self, order_id: str) -> str:
        """1688's number of the order's first line. Raises SceneFailed."""
        orders = (await self.http.get("/sim/orders")).json()
        order = next((each for each in orders if str(each["id"]) == order_id), None)
        if order is None:
            raise SceneFailed(f"there is no order {order_id}")
        return str(order["lines"][0]["entry"])

    async def newest_order(self) -> str:
        """The id of the order that was placed last. Raises SceneFailed."""
        ledger = (await self.http.get("/sim/ledger")).json()
        if not ledger["orders"]:
            raise SceneFailed("no order was placed")
        return str(ledger["orders"][-1]["id"])


async def insists(who: Player, words: str) -> ShownMessage:
    """What the bot says with these words; wants the same again if the bot asks that first. Raises SceneFailed."""
    shown = await who.sees(words, _AGAIN, either=True)
    if words.casefold() in shown.text.casefold():
        return shown
    await who.presses(shown, "Buy now", "Ask for approval")
    return await who.sees(words)


async def choose_all(scene: Play, who: Player, card: ShownMessage, *ends: str) -> ShownMessage:
    """Choose the first variant in stock and the first address, until the card has one of these buttons.

    Raises SceneFailed.
    """
    for _ in range(6):
        if any(end in label.casefold() for end in ends for label in card.labels):
            return card
        choices = [label for label in card.labels if not any(word in label.casefold() for word in _NOT_A_CHOICE)]
        if not choices:
            raise SceneFailed(f"nothing to choose below: {card.text[:200]}")
        await who.presses(card, choices[0])
        card = await who.sees("#")
        await scene.rest()
    raise SceneFailed("the card never asked for the consent")


async def say_why(who: Player, card: ShownMessage, reason: str) -> ShownMessage:
    """Say why it is wanted, if the card asks that; the card as it stands then. Raises SceneFailed."""
    if not any("Say why" in label for label in card.labels):
        return card
    await who.presses(card, "Say why")
    question = await who.sees("Why is #", "needed?")
    await who.writes(reason, reply_to=question.message_id)
    return await who.sees("confirm", "Why:")


async def order_alone(scene: Play) -> str:
    """From a pasted link to a placed order; returns its id."""
    good = await scene.good("sku")
    quantity = max(int(good["min_order"]) * 10, 20)
    await scene.anna.writes("/start")
    await scene.anna.sees("1688")
    await scene.rest()
    await scene.anna.writes(f"{good['link']} x{quantity}")
    card = await scene.anna.sees("#")
    await scene.rest()
    card = await choose_all(scene, scene.anna, card, "buy now")
    await scene.anna.presses(card, "buy now")
    placed = await insists(scene.anna, "1688 no.")
    await scene.rest()
    if str(quantity) not in card.text:
        raise SceneFailed(f"the card does not show {quantity} pieces: {placed.text[:200]}")
    return await scene.newest_order()
