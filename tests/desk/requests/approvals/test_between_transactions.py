"""Whatever happens between two transactions of an act, nothing is bought or offered for payment that may not be."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bot.desk.desk import Desk, Terms
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.tokens import Seal, SealedTokenStore
from bot.desk.shared.pause import pause
from bot.desk.shared.refusal import Refusal
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import PayLink, PayWay
from bot.purchasing.orders.purchase_sums import charged
from bot.purchasing.person import Act, Cause, Person
from bot.purchasing.requests.purchase import Purchase
from storage.engine.database import Database
from tests import migrated_databases
from tests.desk.requests.approvals.conftest import ANNA, BORIS, EVA, OWNER, A, B, R, Team

AUTOMATIC, BY_BORIS = "to 5000: auto\nelse: any of approvers", "else: @boris"
AGREED = Fen(105_00)
"""Ten pieces at ¥ 10 and ¥ 5 of freight."""


class Interrupted(Ledger):
    """A ledger that lets something happen before one transaction of an act."""

    at: int | None = None
    happens: Callable[[], Awaitable[None]] | None = None

    async def _between(self) -> None:
        if self.happens is None or self.at is None:
            return
        self.at -= 1
        if self.at < 0:
            happens, self.happens = self.happens, None
            await happens()

    @asynccontextmanager
    async def change(self, cause: Cause | None = None) -> AsyncIterator[UnitOfWork]:
        await self._between()
        async with super().change(cause) as uow:
            yield uow

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        await self._between()
        async with super().read() as uow:
            yield uow


class World:
    """A team with one request, as far as an act needs it, and what happened to it meanwhile."""

    def __init__(self, team: Team, ledger: Interrupted, another: Callable[[], Team]) -> None:
        self.team, self.ledger, self.another = team, ledger, another
        self.number, self.shown, self.order_id = 0, "", ""
        self.forbidden = False
        """Whether something happened by which nothing may be bought that was not claimed before."""
        self.known_dearer = False
        """Whether a look has recorded that 1688 wants more than was agreed to."""

    async def prepared(self, act: str) -> None:
        """The request stands where the act begins."""
        await self.team.rules(BY_BORIS if act == "submit" else AUTOMATIC)
        self.number = await self.team.draft()
        self.shown = await self.team.shown(self.number)
        if act == "confirm":
            return
        await self.team.confirm(self.number)
        if act == "submit":
            await self.team.approve(self.number)
            return
        await self.team.desk.submit_worker.submit_due()
        await self.team.desk.watch.look_due()
        (order,) = (await self.purchase()).orders
        self.order_id = order.order_id

    async def purchase(self) -> Purchase:
        return await self.team.purchase(self.number)

    async def claimed(self) -> bool:
        return any(each.epoch > 0 for each in (await self.purchase()).attempts)


Links = tuple[PayLink, ...]


async def confirm(world: World, team: Team) -> Links:
    await team.desk.drafting.confirm(Act(ANNA), world.number, world.shown)
    return ()


async def submit(world: World, team: Team) -> Links:
    await team.desk.submit_worker.submit_due()
    return ()


async def pay(world: World, team: Team) -> Links:
    return (await team.desk.orders.pay(EVA, world.order_id)).pay


async def look(world: World, team: Team) -> Links:
    await team.desk.watch.look(world.order_id)
    return ()


async def withdrawn(world: World, act: str) -> None:
    """Its requester takes it back; what is on its way cannot be, what is bought only if 1688 wants more for it."""
    claimed, desk = await world.claimed(), world.team.desk
    if world.order_id:
        await dearer(world, act)
        await desk.approvals.withdraw(Act(ANNA), world.number)
        return
    if act == "confirm" and (await world.team.state(world.number)) == "draft":
        await desk.drafting.cancel(Act(ANNA), world.number)
    else:
        await desk.submit_worker.withdraw(Act(ANNA), world.number)
    assert not claimed
    world.forbidden = True


async def paused(world: World, act: str) -> None:
    world.forbidden = not await world.claimed()
    async with world.ledger.change() as uow:
        await pause(uow, "an admin said so", OWNER)


async def lost_right(world: World, act: str) -> None:
    """Whoever asked, approved or pays may not do so any more."""
    who: dict[str, tuple[Person, Any]] = {"confirm": (ANNA, B), "submit": (BORIS, R), "pay": (EVA, A), "look": (EVA, A)}
    state = await world.team.state(world.number)
    world.forbidden = not await world.claimed() and state in ("draft", "pending" if act == "confirm" else "approved")
    await world.team.member(who[act][0], who[act][1])


async def dearer(world: World, act: str) -> None:
    """1688 wants ten times as much; another process has it written down already."""
    market, desk = world.team.market, world.another().desk
    market.changes(price=100_00)
    if world.order_id:
        market.moves(world.order_id, total=Fen(1005_00))
        await desk.watch.look(world.order_id)
        world.known_dearer = True
    elif act == "confirm":
        await desk.drafting.choose_quantity(Act(ANNA), world.number, 10)
        world.forbidden = True


async def second(world: World, act: str) -> None:
    """Another process does the same."""
    await ACTS[act](world, world.another())


ACTS: dict[str, Callable[[World, Team], Awaitable[Links]]] = {
    "confirm": confirm, "submit": submit, "pay": pay, "look": look,
}  # fmt: skip
HAPPENS: dict[str, Callable[[World, str], Awaitable[None]]] = {
    each.__name__: each for each in (withdrawn, paused, lost_right, dearer, second)
}
REFUSED = (Refusal, Conflict)


async def given_links_hold(world: World, links: Links) -> None:
    """A link is only given for what costs what was agreed to, and that somebody still agrees to."""
    if not any(link.url for link in links):
        return
    purchase = await world.purchase()
    assert purchase.request.state in (RequestState.APPROVED, RequestState.CLOSED)
    assert charged(purchase) <= AGREED


async def _open(database: Database, seated: Any, clock: Any, market: Any, seat: bool = True) -> World:
    """A desk on an interrupted ledger; another is one more desk, as another process would have it."""
    team = await seated(database, clock, market, seat)
    ledger = Interrupted(database, clock)

    def desk(owner: str, of: Ledger) -> Team:
        admins = frozenset({OWNER.id, OWNER.id - 1})
        opened = Desk(
            of, market, SealedTokenStore(of, "test", Seal("s")),
            Terms(admins, (PayWay.ALIPAY,), "cross", owner), team.door,
        )  # fmt: skip
        opened.create_call.may_place.set()
        return Team(opened, of, market, clock, team.id, team.door)

    return World(desk("first", ledger), ledger, lambda: desk("second", Ledger(database, clock)))


@pytest.mark.threat("T1")
@pytest.mark.parametrize("happens", HAPPENS)
@pytest.mark.parametrize("act", ACTS)
async def test_nothing_is_bought_or_offered_that_may_not_be(
    act: str, happens: str, tmp_path: Path, clock: Any, market: Any, seated: Any
) -> None:
    """Before each transaction of the act, one after the other, until the act has no more of them.

    Each time all begins from the same: the database, what 1688 knows, and the time.
    """
    place = tmp_path / "begun.db"
    async with Database.opened(await migrated_databases.put(place)) as database:
        begun = await _open(database, seated, clock, market)
        await begun.prepared(act)
    began, known = clock.time, deepcopy({name: each for name, each in vars(market).items() if name != "clock"})
    gap = 0
    while True:
        vars(market).update(deepcopy(known))
        clock.time = began
        address = f"sqlite:///{tmp_path / f'{gap}.db'}"
        migrated_databases.become(address, place.read_bytes())
        database = migrated_databases.entered(address)
        world = await _open(database, seated, clock, market, seat=False)
        world.number, world.shown, world.order_id = begun.number, begun.shown, begun.order_id
        happened = await _interrupted(act, happens, gap, world)
        await database.close()
        if not happened:
            break
        gap += 1
    assert gap > 1, "the act has transactions that something happened between"


async def _interrupted(act: str, happens: str, gap: int, world: World) -> bool:
    """Whether the act has so many transactions; if it has, something happened before this one of them."""
    before = len(world.team.market.sent)

    async def it_happens() -> None:
        with suppress(*REFUSED):
            await HAPPENS[happens](world, act)

    world.ledger.at, world.ledger.happens = gap, it_happens
    links: Links = ()
    with suppress(*REFUSED):
        links = await ACTS[act](world, world.team)
    happened, world.ledger.happens = world.ledger.happens is None, None
    await given_links_hold(world, links)
    if world.known_dearer:
        assert not any(link.url for order in (await world.purchase()).orders for link in order.pay)
    await _then(world, before)
    return happened


async def _then(world: World, before: int) -> None:
    """All that the program does by itself afterwards; then what was bought and what is offered."""
    market, desk = world.team.market, world.team.desk
    for _ in range(2):
        with suppress(*REFUSED):
            await desk.submit_worker.submit_due()
        await desk.watch.look_due()
    if world.forbidden:
        assert len(market.sent) == before == 0
    assert len(market.sent) <= 1
    purchase = await world.purchase()
    for order in purchase.orders:
        await given_links_hold(world, order.pay)
        with suppress(*REFUSED):
            paid = await desk.orders.pay(EVA, order.order_id)
            await given_links_hold(world, paid.pay)
