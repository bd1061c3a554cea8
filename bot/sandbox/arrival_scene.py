"""The story of a morning: thirty parcels of five orders arrive, and two of them are short."""

import asyncio
from typing import Any

import httpx

from bot.sandbox.actor import Player, SceneFailed, ShownMessage, post
from bot.sandbox.playing import Play, choose_all, insists, say_why

SELLERS, PARCELS, PIECES = 5, 6, 2
"""At so many sellers as many pieces are bought as fill so many parcels of so many pieces each."""
EACH = PARCELS * PIECES
SHORT = 2
"""So many orders have a parcel with a piece less than 1688 says."""
_MOST_LOOKS, _LOOK_SECONDS = 30, 1.0
SIGNED = "快件已签收，签收人：本人"


async def arrivals(scene: Play) -> None:
    """Anna buys at five sellers; thirty parcels come; she says what came of each order, and closes what did not."""
    anna = scene.anna
    goods = await _goods(scene)
    await anna.writes("\n".join(f"{good['link']} x{EACH}" for good in goods))
    card = await choose_all(scene, anna, await anna.sees("products"), "say why", "buy now")
    card = await say_why(anna, card, "The December fair")
    await scene.rest()
    await anna.presses(card, "buy now")
    placed = await insists(anna, f"{SELLERS} orders to be paid")
    number = placed.text.partition("#")[2].partition(" ")[0]
    await scene.rest()
    short = await arriving(scene.http, [good["offer_id"] for good in goods])
    await _listed(scene)
    await scene.rest()
    for part in range(1, SELLERS + 1):
        await anna.catches_up()
        await anna.writes(f"/order {number}/{part}")
        details = await anna.sees(f"#{number}/{part} ", "Seller")
        await anna.presses(details, "Count in")
        counting = await anna.sees(f"#{number}/{part} ", "what arrived")
        await (_one_less(scene, counting) if part in short else _all_there(anna, counting))
        await scene.rest()
    await anna.writes(f"/order {number}/{min(short)}")
    await anna.sees(f"arrived {EACH - 1} of {EACH}", "1 missing")


async def arriving(http: httpx.AsyncClient, offers: list[str]) -> set[int]:
    """Pay and send an order of each offer in many parcels, which are signed for; the places of those that are short."""
    ledger = (await http.get("/sim/ledger")).json()
    orders = {line["offer_id"]: order["id"] for order in ledger["orders"] for line in order["lines"]}
    for place, offer in enumerate(offers, 1):
        order = orders[offer]
        entry = (await post(http, f"/sim/orders/{order}/pay", {}))["lines"][0]["entry"]
        for parcel in range(PARCELS):
            really = PIECES - (place <= SHORT and parcel == 0)
            await post(http, f"/sim/orders/{order}/ship", {"lines": [[entry, really, PIECES]]})
        await post(http, f"/sim/orders/{order}/trace", {"remark": SIGNED})
    return set(range(1, SHORT + 1))


async def _listed(scene: Play) -> None:
    """Look at what arrives until all of it is known. Raises SceneFailed."""
    for _ in range(_MOST_LOOKS):
        await scene.anna.writes("/arrivals")
        if f"{SELLERS * PARCELS} parcels" in (await scene.anna.sees("What arrives")).text.replace("\u00a0", " "):
            return
        await asyncio.sleep(_LOOK_SECONDS)
    raise SceneFailed("the bot never heard of all parcels")


async def _all_there(anna: Player, counting: ShownMessage) -> None:
    await anna.presses(counting, "All there")
    await anna.sees("what arrived", f"{EACH} of {EACH}")


async def _one_less(scene: Play, counting: ShownMessage) -> None:
    """Count line by line, and close the piece that will not come."""
    await count_less(scene, counting, EACH)
    await scene.anna.presses(await scene.anna.sees("what arrived", f"{EACH - 1} of {EACH}"), "Close the rest")
    await scene.anna.presses(await scene.anna.sees("will not come"), "Not sent")
    await scene.anna.sees("what arrived", "1 closed")


async def count_less(scene: Play, counting: ShownMessage, each: int, less: int = 1) -> None:
    """Count a line of so many pieces, of which some are missing."""
    anna = scene.anna
    await anna.presses(counting, "Line by line")
    await anna.presses(await anna.sees("what arrived"), f"All {each} good")
    for missing in range(less):
        await anna.presses(await anna.sees("what arrived", f"{each - missing} good"), "−")
    await scene.rest()
    await anna.presses(await anna.sees("what arrived", f"{each - less} good"), "Count it")


async def _goods(scene: Play) -> list[dict[str, Any]]:
    """A plain good of each of so many sellers, of which so few pieces can be bought."""
    every: list[dict[str, Any]] = (await scene.http.get("/sim/goods")).json()
    found: dict[str, dict[str, Any]] = {}
    for good in every:
        if good["kind"] == "plain" and good["stock"] and not good["skus"] and int(good["min_order"]) <= EACH:
            found.setdefault(good["seller"], good)
    return list(found.values())[:SELLERS]
