"""Named stories that simulated people play through the control API, for the demo and for tests."""

from collections.abc import Awaitable, Callable

import httpx

from bot.sandbox.actor import Player
from bot.sandbox.alarm_scene import alarms
from bot.sandbox.arrival_scene import arrivals
from bot.sandbox.basket_scene import sheet
from bot.sandbox.playing import Play, order_alone
from bot.sandbox.refund_scene import refund
from bot.sandbox.team_scenes import approved, declined, silent


async def happy(scene: Play) -> None:
    """A link is pasted; the order is placed, paid, shipped and received."""
    order_id = await order_alone(scene)
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
    order_id = await order_alone(scene)
    await scene.at_1688(order_id, "pay")
    await scene.anna.sees("· paid")
    await scene.rest()
    await scene.at_1688(order_id, "seller_cancel")
    await scene.anna.sees("closed on 1688")
    await scene.rest()
    await scene.at_1688(order_id, "refund")
    await scene.anna.sees("refunded")


SCENES: dict[str, Callable[[Play], Awaitable[None]]] = {
    "approved": approved,
    "declined": declined,
    "happy": happy,
    "cancelled": cancelled,
    "sheet": sheet,
    "arrivals": arrivals,
    "refund": refund,
    "alarms": alarms,
}


async def play(name: str, url: str, pause: float = 2.2, say: Callable[[str], None] = silent) -> None:
    """Play a scene in the sandbox at `url`. Raises SceneFailed if a step fails."""
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
        people = (await http.get("/sim/people")).json()
        admin = next(person for person in people if person["admin"])
        await SCENES[name](Play(http, Player(http, admin["id"], admin["name"], say), pause, say))
