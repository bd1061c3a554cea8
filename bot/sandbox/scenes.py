"""Named stories that pretend people play over the control surface, as a reader or a test would."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.actor import Actor, SceneFailed, Shown, post

__all__ = ["SCENES", "SceneFailed", "play"]


def _silent(_: str) -> None:
    """A scene for the page tells nothing: the page shows it."""


@dataclass(frozen=True)
class Play:
    """What a scene works with: the surface, the person who buys, and the pause between steps (seconds)."""

    http: httpx.AsyncClient
    anna: Actor
    pause: float
    say: Callable[[str], None]

    async def rest(self) -> None:
        await asyncio.sleep(self.pause)

    async def good(self, kind: str) -> dict[str, Any]:
        """A good of that kind."""
        goods: list[dict[str, Any]] = (await self.http.get("/sim/goods")).json()
        return next(good for good in goods if good["kind"] == kind)

    async def at_1688(self, order_id: str, action: str, **body: Any) -> None:
        """Something happens to the order on 1688."""
        self.say(f"On 1688: {action} {order_id}")
        await post(self.http, f"/sim/orders/{order_id}/{action}", body)

    async def newest_order(self) -> str:
        """The order that was placed last."""
        ledger = (await self.http.get("/sim/ledger")).json()
        if not ledger["orders"]:
            raise SceneFailed("no order was placed")
        return str(ledger["orders"][-1]["id"])


async def _order(scene: Play) -> str:
    """From a pasted link to a placed order; its number."""
    good = await scene.good("sku")
    quantity = max(int(good["min_order"]) * 10, 20)
    await scene.anna.writes("/start")
    await scene.anna.sees("1688")
    await scene.rest()
    await scene.anna.writes(f"{good['link']} x{quantity}")
    card = await scene.anna.sees("#")
    await scene.rest()
    card = await _choose_all(scene, card)
    await scene.anna.presses(card, "buy now")
    placed = await scene.anna.sees("1688 no.")
    await scene.rest()
    if str(quantity) not in card.text:
        raise SceneFailed(f"the card does not show {quantity} pieces: {placed.text[:200]}")
    return await scene.newest_order()


async def _choose_all(scene: Play, card: Shown) -> Shown:
    """Take the first variant in stock and the first address, until the card asks for the consent."""
    for _ in range(6):
        if any("buy now" in label.casefold() for label in card.labels):
            return card
        choices = [label for label in card.labels if not any(word in label.casefold() for word in _NOT_A_CHOICE)]
        if not choices:
            raise SceneFailed(f"nothing to choose below: {card.text[:200]}")
        await scene.anna.presses(card, choices[0])
        card = await scene.anna.sees("#")
        await scene.rest()
    raise SceneFailed("the card never asked for the consent")


_NOT_A_CHOICE = ("cancel", "▶", "◀", "back", "other quantity", "sold out", "✕", "alert", "seller")


async def happy(scene: Play) -> None:
    """A link is pasted, the order is placed, paid, shipped and received."""
    order_id = await _order(scene)
    await scene.at_1688(order_id, "pay")
    await scene.anna.sees("· paid")
    await scene.rest()
    await scene.at_1688(order_id, "ship", parcels=2)
    await scene.anna.sees("· shipped")
    await scene.rest()
    await scene.at_1688(order_id, "receive")
    await scene.anna.sees("· finished")


async def cancelled(scene: Play) -> None:
    """The seller closes a paid order, and the money comes back."""
    order_id = await _order(scene)
    await scene.at_1688(order_id, "pay")
    await scene.anna.sees("· paid")
    await scene.rest()
    await scene.at_1688(order_id, "seller_cancel")
    await scene.anna.sees("closed on 1688")
    await scene.rest()
    await scene.at_1688(order_id, "refund")
    await scene.anna.sees("refunded")


SCENES: dict[str, Callable[[Play], Awaitable[None]]] = {"happy": happy, "cancelled": cancelled}


async def play(name: str, url: str, pause: float = 2.2, say: Callable[[str], None] = _silent) -> None:
    """Play a scene in the world at `url`. SceneFailed where a step does not hold."""
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
        people = (await http.get("/sim/people")).json()
        admin = next(person for person in people if person["admin"])
        await SCENES[name](Play(http, Actor(http, admin["id"], admin["name"], say), pause, say))


async def set_up(url: str) -> None:
    """The people and the group of the demo, made over the control surface as people would come together."""
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
        anna = next(person for person in (await http.get("/sim/people")).json() if person["admin"])
        others = [await post(http, "/sim/people", {"name": name, "language": code}) for name, code in _COLLEAGUES]
        members = [anna["id"], *(other["id"] for other in others)]
        await post(http, "/sim/chats", {"title": "Purchasing", "members": members, "admins": [anna["id"]]})


_COLLEAGUES = (("Boris", "ru"), ("Chen", "zh"))
