"""R3: every fault on every call that it makes sense for; each cell must come to the end that the table says."""

import asyncio
import contextlib
import logging
import random
from datetime import timedelta
from typing import Any

from bot.sandbox.actor import ShownMessage, post
from bot.sandbox.clock import WorldClock
from bot.wiring.demo import SharedClock
from tests.programmes.torture import virtual
from tests.programmes.torture.diversion import Diversions, diverting
from tests.programmes.torture.ends import broken_promises, mismatches, sent_twice
from tests.programmes.torture.matrix import AT_ONCE, CALLS, MOVES, Cell, cells
from tests.programmes.torture.money_back import ASK, CANCEL, WITHDRAW, Hands, paid, there
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.programmes.torture.virtual_stage import Base, Stage, based, staged
from tests.web.conftest import free_port

ACTS = ("create", "cancel", "refund", "withdraw")
PATIENCE, PATIENCE_OF_ACTS = 420.0, 1200.0
"""Virtual seconds in which a cell has to come to its end; what acts on an order may take two presses."""
CALM = 15.0


@programme(
    3,
    "fault matrix",
    gate="cells >= 180, wrong final state 0, sent twice 0, doubts untold after 60 s 0",
    databases=(SQLITE, POSTGRESQL),
    shortened=True,
    longest=14_400,
)
def faults(scale: Scale) -> Result:
    """Run every cell, or one fault of each call in the shortened run."""
    logging.disable(logging.CRITICAL)
    every = list(cells(scale.database))
    random.Random(scale.seed).shuffle(every)
    chosen = every[: scale.count(len(every))]
    found: dict[str, list[str]] = virtual.run(_all(scale, chosen))
    wrong = {name: each for name, each in found.items() if each}
    twice = sum("was sent" in line for each in wrong.values() for line in each)
    untold = sum("was not told" in line for each in wrong.values() for line in each)
    figures = {
        "cells": len(chosen),
        "wrong final state": len(wrong),
        "sent twice": twice,
        "doubts untold after 60 s": untold,
    }
    met = not wrong and (scale.tenth or len(chosen) >= 180)
    return Result(figures, met, tuple(f"{name}: {'; '.join(each)}" for name, each in wrong.items()))


async def _all(scale: Scale, chosen: list[Cell]) -> dict[str, list[str]]:
    found = {}
    with diverting() as diversions, contextlib.chdir(scale.folder):
        async with based(scale.folder, scale.database) as base:
            for cell in chosen:
                found[cell.name] = await one(base, cell, diversions)
    return found


async def one(base: Base, cell: Cell, diversions: Diversions) -> list[str]:
    """Play the cell; what is otherwise than its end or than ever promised."""
    fault = cell.fault
    diversions.planned.clear()
    doors: dict[str, Any] = {"WEB_LISTEN": f"127.0.0.1:{free_port()}"} if cell.call in MOVES else {}
    second = "Boris" if cell.call == AT_ONCE else ""
    async with staged(base, clock=_ahead(fault.clock), second_admin=second, **doors) as stage:
        stage.ahead = timedelta(seconds=fault.clock)
        playing = asyncio.create_task(_STORIES.get(cell.call, _play)(stage, cell, diversions))
        patience = PATIENCE_OF_ACTS if cell.call in SENDS else PATIENCE
        await stage.until(lambda: _settled(stage, cell), patience, every=1.0)
        await asyncio.sleep(CALM)
        playing.cancel()
        failed = (await asyncio.gather(playing, return_exceptions=True))[0]
        wrong = await mismatches(stage, cell.end) + await broken_promises(stage)
        wrong += await sent_twice(stage, fault.turned_away)
        if isinstance(failed, Exception):
            wrong.append(f"the story broke: {type(failed).__name__}: {failed}")
        return wrong


async def _settled(stage: Stage, cell: Cell) -> bool:
    return not await mismatches(stage, cell.end) and not await broken_promises(stage)


def _ahead(seconds: float) -> Any:
    class Skewed(SharedClock):
        """A machine whose clock is wrong."""

        def __init__(self, world: WorldClock) -> None:
            super().__init__(world)
            self.now = lambda: world.now() + timedelta(seconds=seconds)

    return Skewed


async def _play(stage: Stage, cell: Cell, diversions: Diversions) -> None:
    """Anna buys, and tries again what was refused to her; the fault strikes at the call of the cell."""
    if cell.call == "product detail":
        await _strike(stage, cell, diversions)
    card = await _asked(stage)
    if cell.call == "order list":
        await stage.fault(side="1688", call=CALLS["create"][1], kind="reset", when="after", times=1)
    if cell.call != "product detail":
        await _strike(stage, cell, diversions)
    pressing = asyncio.create_task(_consents(stage, card))
    if cell.fault.broken is not None:
        await _arrived(stage)
        await cell.fault.broken(stage)
    await pressing
    await asyncio.Event().wait()


async def _pushed(stage: Stage, cell: Cell, _: Diversions) -> None:
    """Anna buys; on 1688 her order moves on, and its push messages go astray."""
    door = stage.tenant.house.settings.web_listen
    await stage.market(push_url=f"http://{door}/1688", **cell.fault.switch or {})
    await _consents(stage, await _asked(stage))
    assert await stage.until(lambda: _has(stage, "ordered, to be paid"), 60), "it was never ordered"
    order = (await stage.ledger())["orders"][0]["id"]
    await asyncio.sleep(15)
    for move in MOVES[cell.call]:
        await post(stage.http, f"/sim/orders/{order}/{move}", {})
    await asyncio.sleep(5)
    heard = bool(await stage.rows("SELECT 1 FROM push"))
    assert heard == (cell.fault.switch != {"push": "lose"}), f"pushes were heard: {heard}"
    await asyncio.Event().wait()


async def _at_once(stage: Stage, cell: Cell, _: Diversions) -> None:
    """Two people ask in the same moment with a token that is over: it is renewed once, and both are answered."""
    await stage.market(**cell.fault.switch or {})
    good = await stage.good()
    await asyncio.gather(
        stage.boris.writes(f"/search {good['title']}"),
        stage.anna.writes(f"/buy {good['offer_id']} {good['min_order']}"),
    )
    await stage.boris.sees("Found for")
    card = await stage.asked_of(stage.anna)
    assert (renewed := stage.calls.count("getToken")) == 1, f"the token was renewed {renewed} times"
    await _consents(stage, card)
    await asyncio.Event().wait()


async def _acts(stage: Stage, cell: Cell, diversions: Diversions) -> None:
    """Anna has 1688 do something with her order; the fault strikes at that, and she goes on as people do."""
    last, hands = SENDS[cell.call], Hands(stage)
    await _consents(stage, await _asked(stage))
    assert await stage.until(lambda: _has(stage, "ordered, to be paid"), 60), "it was never ordered"
    await asyncio.sleep(15)
    if cell.call != "cancel":
        await paid(stage)
    if cell.call == "withdraw":
        await hands.goes_on(ASK, there(stage, "waitselleragree"))
    await hands.up_to(last)
    await _strike(stage, cell, diversions)
    pressing = asyncio.create_task(hands.press(last))
    if cell.fault.broken is not None:
        await _arrived(stage)
        await cell.fault.broken(stage)
    await pressing

    async def cancelled() -> bool:
        return bool((await stage.ledger())["orders"][0]["status"] == "cancel")

    over = {"refund": there(stage, "waitselleragree"), "withdraw": there(stage, "refundclose"), "cancel": cancelled}
    await hands.goes_on(last, over[cell.call])
    await asyncio.Event().wait()


SENDS = {"refund": ASK, "withdraw": WITHDRAW, "cancel": CANCEL}
"""What acts on an order that there is, and the press that sends it."""
_STORIES = {AT_ONCE: _at_once} | dict.fromkeys(MOVES, _pushed) | dict.fromkeys(SENDS, _acts)


async def _strike(stage: Stage, cell: Cell, diversions: Diversions) -> None:
    """Plan the fault of the cell for its call."""
    side, call = CALLS[cell.call]
    fault, times = cell.fault, 1 if cell.call in ACTS else 3
    if fault.broken is not None:
        await stage.fault(side=side, call=call, kind="slow", when="after", times=1, seconds=3)
    if fault.divert:
        diversions.plan(call, fault.divert, times)
    if fault.switch is not None:
        await stage.market(**fault.switch)
    if fault.world is not None:
        await stage.fault(**{"side": side, "call": call, "times": times} | fault.world)


async def _arrived(stage: Stage) -> None:
    async def struck() -> bool:
        return not stage.world.faults.list()

    assert await stage.until(struck, 60), "the call never came"


async def _asked(stage: Stage) -> ShownMessage:
    """Anna asks until there is a card to consent to, whose price is asked for again before the order."""
    for _ in range(6):
        await stage.ask()
        await asyncio.sleep(60)
        card = await stage.card()
        if card is not None and any("Buy now" in label for label in card.labels):
            return card
    raise AssertionError("no card to consent to")


async def _consents(stage: Stage, card: ShownMessage) -> None:
    """She presses, and presses again while the card still asks for it."""
    for _ in range(6):
        await stage.anna.presses(card, "Buy now")
        await asyncio.sleep(25)
        if "pending" not in await stage.states() and "draft" not in await stage.states():
            return


async def _has(stage: Stage, phrase: str) -> bool:
    return bool(stage.heard(phrase))
