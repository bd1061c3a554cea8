"""One request in every state that there is, for somebody who asks in the group and somebody who asks in private."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.desk.ledger.facts import PAUSE
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared import create_results
from bot.desk.shared.views import Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.orders.line_cost import CostBasis
from bot.purchasing.own_sku import OwnSku, Source
from bot.purchasing.people.teams import Invitation
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import AskedLine, NamedOffer
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.comparison import ComparedOffer
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.sandbox.world.goods import PretendOffer
from tests.matrix.world_fixture import Town
from tests.opening import opened

SECRET = "an-invitation-of-the-town"
CODE = "TSH-1"
"""The own SKU that the team keeps, under the number 1."""
LETTER = 7
"""The number of a message that reached nobody."""
COMPARISON = 1
"""The number of what the asker set side by side in the group."""
SEARCH = 1
"""The number of a search that the asker began in the group."""
COST = 1
"""The number of what a buyer added to what an order of the team cost."""
LIST_LINE = 1
"""The number of a line of the asker on the list of the team."""
LINE_AT_REST = 2
"""The number of another one that came back with an old copy."""
BY_HAND = ("draft", "again", "pending", "held", "ready", "submitting", "withdrawn", "rejected", "cancelled", "expired")
PLACED = ("to_pay", "paid", "shipped", "finished", "closed_order")
DOUBTED = ("in_doubt", "needs_person", "conflict", "refused", "abandoned")
STATES = (*BY_HAND, *PLACED, *DOUBTED)
OWNERS = ("asker", "self")
LONG_AGO = 3 * 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True)
class Target:
    """A request in a state, and everything that a button about it can name."""

    state: str
    owner: str
    number: int
    hash: str
    other_spec: str
    address_id: str
    attempt_id: int
    order_id: str
    at_1688: str
    """The order that really is at 1688 under this request's reference, whether or not we know of it."""


@dataclass(frozen=True)
class Stocked:
    """A town with its requests; `general` is what rows that are about no request are given."""

    town: Town
    targets: dict[tuple[str, str], Target]
    general: Target


async def stocked_in(town: Town) -> Stocked:
    """One request in every state, and the database remembered with them."""
    targets = await stock(town)
    return Stocked(town, targets, await furnish(town, targets))


async def stock(town: Town) -> dict[tuple[str, str], Target]:
    """Make the requests, those that go through 1688 first, and remember the database with them."""
    made: dict[tuple[str, str], int] = {}
    town.house.desk.create_call.may_place.set()
    for owner in OWNERS:
        for state in PLACED:
            made[owner, state] = await _approved(town, owner)
    await town.house.desk.submit_worker.submit_due()
    for owner in OWNERS:
        for state in DOUBTED:
            made[owner, state] = await _lost(town, owner)
        for state in BY_HAND:
            made[owner, state] = await _drafted(town, owner)
    for (_, state), number in made.items():
        await _MOVES[state](town, number)
    town.house.desk.create_call.may_place.clear()
    town.world.clock.advance(timedelta(minutes=11).total_seconds())
    return {key: await _target(town, *key, number) for key, number in made.items()}


def an_offer(town: Town) -> PretendOffer:
    """Something with variants and plenty of it."""
    offers = town.world.world.offers.values()
    return next(each for each in offers if each.kind == "sku" and all(sku.stock > 500 for sku in each.skus))


def a_plain_offer(town: Town) -> PretendOffer:
    """Something without variants."""
    return next(each for each in town.world.world.offers.values() if each.kind == "plain")


async def _purchase(town: Town, number: int) -> Purchase:
    async with town.house.ledger.read() as uow:
        found = await uow.purchase(number)
    assert found is not None
    return found


async def _drafted(town: Town, owner: str) -> int:
    """A draft with everything chosen: the owner's first one, or a copy of it."""
    place = Place(town.people[owner]) if owner == "self" else Place(town.group)
    first = town.file.rows("SELECT min(id) FROM request WHERE requester_id = ?", town.people[owner])[0][0]
    if first is None:
        return await _first(town, owner, place)
    names = ", ".join(name for name in town.file.columns("request") if name not in ("id", "opened_by"))
    copy = f"INSERT INTO request ({names}) SELECT {names} FROM pattern WHERE requester_id = ?"
    town.file.write(copy, [(town.people[owner],)])
    return int(town.file.rows("SELECT max(id) FROM request")[0][0])


async def _first(town: Town, owner: str, place: Place) -> int:
    desk, by, offer = town.house.desk, town.person(owner), an_offer(town)
    number = await opened(desk, by, place, str(offer.offer_id), max(offer.min_order, 2))
    for _ in range(3):
        step = await desk.drafting.step(number)
        if step.stage is Stage.VARIANT:
            await desk.drafting.choose_variant(Act(by), number, step.purchase.request.offer.skus[0].spec_id)
        elif step.stage is Stage.ADDRESS:
            assert step.addresses
            await desk.drafting.choose_address(Act(by), number, step.addresses[0].address_id)
    assert (await desk.drafting.step(number)).stage is Stage.CONFIRM
    # Asked for long ago: none of them repeats another.
    town.file.write("UPDATE request SET created_at = created_at - ? WHERE id = ?", [(LONG_AGO, number)])
    town.file.rows("CREATE TEMP TABLE IF NOT EXISTS pattern AS SELECT * FROM request WHERE 0")
    town.file.write("INSERT INTO pattern SELECT * FROM request WHERE id = ?", [(number,)])
    return number


async def _pending(town: Town, number: int) -> None:
    found = (await _purchase(town, number)).request
    assert found.snapshot is not None
    await town.house.desk.drafting.confirm(Act(found.requester), number, found.snapshot.hash)
    async with town.house.ledger.change() as uow:
        await uow.votes.ask(number, town.people["approver"], "Which colour?", found.snapshot.hash)


async def _held(town: Town, number: int) -> None:
    """`approver` agreed, and a question of `every` holds that."""
    found = (await _purchase(town, number)).request
    assert found.snapshot is not None
    shown = found.snapshot.hash
    await town.house.desk.drafting.confirm(Act(found.requester), number, shown)
    await town.house.desk.approvals.ask(Act(town.person("every")), number, "Which colour?")
    assert await town.house.desk.approvals.approve(Act(town.person("approver")), number, shown)


async def _ready(town: Town, number: int) -> None:
    await _pending(town, number)
    shown = (await _purchase(town, number)).request.snapshot
    assert shown is not None
    await town.house.desk.approvals.approve(Act(town.person("approver")), number, shown.hash)


async def _turned_away(town: Town, number: int) -> None:
    """1688 did not take it, and it waits for a person."""
    await _ready(town, number)
    await _settle(town, number, lambda uow, _, attempt: uow.attempts.postpone(attempt, None, "not granted"))


async def _approved(town: Town, owner: str) -> int:
    number = await _drafted(town, owner)
    await _ready(town, number)
    return number


async def _lost(town: Town, owner: str) -> int:
    """1688 takes the order and its answer never arrives."""
    number = await _approved(town, owner)
    town.world.faults.plan({"side": "1688", "call": "alibaba.trade.createCrossOrder", "kind": "reset", "when": "after"})
    await town.house.desk.submit_worker.submit_due()
    await _buy_on(town)
    return number


async def _buy_on(town: Town) -> None:
    """Three doubts stop all buying; these were made on purpose."""
    async with town.house.ledger.change() as uow:
        await uow.facts.end(PAUSE)


async def _again(town: Town, number: int) -> None:
    async with town.house.ledger.change() as uow:
        request = await uow.requests.get(number)
        assert request is not None
        await uow.requests.make_pending(request, None, 1, rate=None, currency="")


async def _claimed(town: Town, number: int) -> None:
    await _ready(town, number)
    await _settle(town, number, lambda uow, _, attempt: uow.attempts.claim(attempt, "body", "", "owner", uow.now))


async def _settle(
    town: Town, number: int, how: Callable[..., Awaitable[object]], *, then: RequestState | None = None
) -> None:
    async with town.house.ledger.change() as uow:
        purchase = await uow.purchase(number)
        assert purchase is not None
        assert purchase.attempt is not None
        await how(uow, purchase.request, purchase.attempt)
        if then is not None:
            await uow.requests.move(purchase.request, then)


def _to(*states: AttemptState, then: RequestState | None = None) -> Callable[[Town, int], Awaitable[None]]:
    async def move(town: Town, number: int) -> None:
        for state in states:
            last = state is states[-1]
            await _settle(town, number, lambda uow, _, attempt, to=state: uow.attempts.settle(attempt, to),
                          then=then if last else None)  # fmt: skip

    return move


async def _needs_person(town: Town, number: int) -> None:
    for _ in range(3):
        await _settle(town, number, lambda uow, _, attempt: uow.attempts.searched(
            attempt, empty=True, unfiltered=True, next_look_at=None))  # fmt: skip
    await _to(AttemptState.NEEDS_PERSON)(town, number)


async def _refused(town: Town, number: int) -> None:
    """As if 1688 had said no after all."""
    town.file.write("DELETE FROM attempt WHERE request_id = ?", [(number,)])

    async def say_no(uow: UnitOfWork, request: Request, attempt: Attempt) -> None:
        await create_results.refused(uow, request, attempt, "500_001", "no", "{}")

    async with town.house.ledger.change() as uow:
        await uow.attempts.open(number, "cross", f"CG{number:032}")
    await _settle(town, number, lambda uow, _, attempt: uow.attempts.claim(attempt, "body", "", "owner", uow.now))
    await _settle(town, number, say_no)


async def _abandoned(town: Town, number: int) -> None:
    await _needs_person(town, number)
    await _to(AttemptState.ABANDONED, then=RequestState.CLOSED)(town, number)


async def _withdrawn(town: Town, number: int) -> None:
    await _ready(town, number)
    await town.house.desk.submit_worker.withdraw(Act((await _purchase(town, number)).request.requester), number)


async def _rejected(town: Town, number: int) -> None:
    await _pending(town, number)
    shown = (await _purchase(town, number)).request.snapshot
    assert shown is not None
    await town.house.desk.approvals.decline(Act(town.person("approver")), number, shown.hash, "too dear")


async def _expired(town: Town, number: int) -> None:
    await _pending(town, number)
    async with town.house.ledger.change() as uow:
        request = await uow.requests.get(number)
        assert request is not None
        await uow.requests.move(request, RequestState.EXPIRED)


async def _cancelled(town: Town, number: int) -> None:
    await town.house.desk.drafting.cancel(Act((await _purchase(town, number)).request.requester), number)


def _at_1688(*moves: str) -> Callable[[Town, int], Awaitable[None]]:
    async def move(town: Town, number: int) -> None:
        (order,) = (await _purchase(town, number)).orders
        book = town.world.world.book
        for each in moves:
            getattr(book, each)(book.orders[int(order.order_id)])
        await town.house.desk.watch.look(order.order_id)

    return move


async def _stay(town: Town, number: int) -> None:
    """It is where it shall be."""


_MOVES: dict[str, Callable[[Town, int], Awaitable[None]]] = {
    "draft": _stay,
    "again": _again,
    "pending": _pending,
    "held": _held,
    "ready": _turned_away,
    "submitting": _claimed,
    "withdrawn": _withdrawn,
    "rejected": _rejected,
    "cancelled": _cancelled,
    "expired": _expired,
    "to_pay": _at_1688(),
    "paid": _at_1688("pay"),
    "shipped": _at_1688("pay", "ship"),
    "finished": _at_1688("pay", "ship", "receive"),
    "closed_order": _at_1688("cancel"),
    "in_doubt": _stay,
    "needs_person": _needs_person,
    "conflict": _to(AttemptState.CONFLICT),
    "refused": _refused,
    "abandoned": _abandoned,
}


async def _target(town: Town, owner: str, state: str, number: int) -> Target:
    purchase = await _purchase(town, number)
    request, attempt = purchase.request, purchase.attempt
    there = town.world.world.by_out_id(attempt.out_order_id) if attempt else []
    return Target(
        state=state,
        owner=owner,
        number=number,
        hash=request.snapshot.hash if request.snapshot else "0" * 64,
        other_spec=request.offer.skus[1].spec_id,
        address_id=request.chosen.address_id or "",
        attempt_id=attempt.id if attempt else 999_000 + number,
        order_id=purchase.orders[0].order_id if purchase.orders else "9" * 19,
        at_1688=str(there[0].order_id) if there else "9" * 19,
    )


async def _own_sku(town: Town) -> None:
    """The team keeps one code; a database that is new numbers it 1."""
    async with town.house.ledger.change() as uow:
        sku = OwnSku(CODE, "", 1, Source(str(an_offer(town).offer_id)))
        await uow.own_skus.add(town.team, [sku], town.people["lead"])


async def _cost(town: Town, request_id: int) -> None:
    """Another cost of an order of the team; a database that is new numbers it 1."""
    async with town.house.ledger.change() as uow:
        parts = [(request_id, Fen(38_000))]
        made = await uow.costs.add(
            parts, team_id=town.team, person_id=town.people["buyer"], amount=Decimal(380), currency="CNY", rate=None,
            total=Fen(38_000), words="forwarder", basis=CostBasis.VALUE, reverses=None, file_id="",
        )  # fmt: skip
        assert made.id == COST


async def furnish(town: Town, targets: dict[tuple[str, str], Target]) -> Target:
    """What the rows about a team name: a proposal, an invitation, an absence, an unknown order, cards; keep it all."""
    desk, owner, people = town.house.desk, town.person("owner"), town.people
    unknown = targets["asker", "abandoned"]
    await desk.teams.set_roles(Act(owner), town.team, people["other"], [Role.REQUESTER, Role.APPROVER])
    asker, on_list = town.person("asker"), OfferRef(str(a_plain_offer(town).offer_id), quantity=3)
    await desk.team_list.add(Act(asker, place=Place(asker.id)), [NamedOffer(on_list)])
    async with town.house.ledger.change() as uow:
        (line,) = await uow.lists.lines(town.team)
        at_rest = AskedLine(1, line.offer, line.choice, asker.id)
        await uow.lists.add(town.team, [at_rest], rests_since=uow.now)
        until = uow.now + timedelta(days=1)
        await uow.teams.invite(SECRET, Invitation(town.team, Role.APPROVER, owner.id, until))
        team = await uow.teams.get(town.team)
        today = team.today(uow.now)
        await uow.teams.go_away(town.team, people["approver"], None, today, today)
        sides = tuple(ComparedOffer(str(each.offer_id)) for each in (an_offer(town), a_plain_offer(town)))
        made = await uow.finding.put(None, asker.id, town.group, {"candidates": sides, "pieces": 3, "address_id": ""})
        assert made.id == COMPARISON
        await uow.unknown_orders.add(unknown.at_1688, unknown.attempt_id, "")
    await _own_sku(town)
    await _cost(town, targets["asker", "paid"].number)
    assert town.file.rows("SELECT id FROM list_line") == [(LIST_LINE,), (LINE_AT_REST,)]
    begun = "INSERT INTO search (id, person_id, chat_id, search, at) VALUES (?, ?, ?, ?, 0)"
    town.file.write(begun, [(SEARCH, town.people["asker"], town.group, '{"words": "shirt"}')])
    shown = [(t.number, town.group, town.spot(town.group).message, f"approval:{t.hash}:0") for t in targets.values()]
    hang = "INSERT OR REPLACE INTO card (request_id, chat_id, message_id, has_photo, shown) VALUES (?, ?, ?, 0, ?)"
    town.file.write(hang, shown)
    town.file.forget()
    dead = "INSERT INTO outbox (id, dedupe, chat_id, kind, payload, state, attempts, next_at, error, created_at)"
    town.file.write(f"{dead} VALUES (?, 'x', ?, 'back', '{{}}', 'dead', 1, 0, 'gone', 0)", [(LETTER, owner.id)])
    town.file.keep()
    offer = str(an_offer(town).offer_id)
    return Target("any", "asker", unknown.number, "", "", "", 0, offer, unknown.at_1688)
