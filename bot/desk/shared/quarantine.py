"""Stops buying after a database was restored or moved, until people decided what it cannot know."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.ledger.facts import QUARANTINE, RESTORED_AT, RESUMED_AT, Quarantine
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import CountsUnsure, InQuarantine, UnknownOrdersUndecided
from bot.purchasing.events.arrivals import CountsRight, CountTakenBack, GoodsCounted, RestClosed, RestReopened
from bot.purchasing.events.operations import QuarantineOver
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.requests.request import Request

COUNTS = {each.kind for each in (GoodsCounted, CountTakenBack, RestClosed, RestReopened, CountsRight)}
"""What the journal calls it if a person says what arrived."""
RESTORED, MOVED, WENT_BACK = "restored", "moved", "went-back"


@dataclass(frozen=True)
class Missing:
    """The things to be done before buying may go on."""

    swept: bool
    unknown: int
    resting: tuple[int, ...]
    """The numbers of requests that a person has to let go on or give up."""

    @property
    def nothing(self) -> bool:
        return self.swept and not self.unknown and not self.resting


async def missing(uow: UnitOfWork, quarantine: Quarantine) -> Missing:
    """What is still to be read and decided."""
    resting = await uow.restore.resting()
    return Missing(quarantine.swept is not None, await uow.unknown_orders.count(outside=False), resting)


async def require_decided(uow: UnitOfWork) -> None:
    """Refusal that names what is missing: unknown orders of ours, or an unfinished quarantine.

    Orders placed outside never count.
    """
    quarantine = await uow.facts.get(QUARANTINE)
    if quarantine is None:
        if unknown := await uow.unknown_orders.count(outside=False):
            raise Refusal(UnknownOrdersUndecided(swept=True, unknown=unknown, resting=0))
        return
    undecided = await missing(uow, quarantine)
    if not undecided.nothing:
        raise Refusal(InQuarantine(swept=undecided.swept, unknown=undecided.unknown, resting=len(undecided.resting)))


async def leave_quarantine(uow: UnitOfWork, by: int) -> None:
    """End the quarantine, since everything was read and decided; Refusal if it was not."""
    await require_decided(uow)
    quarantine = await uow.facts.get(QUARANTINE)
    if quarantine is not None:
        await uow.facts.end(QUARANTINE)
        await uow.facts.put(RESUMED_AT, uow.now)
        await uow.record(QuarantineOver(actor=by, why=quarantine.why, since=quarantine.since.isoformat()))


async def must_be_seen(uow: UnitOfWork, request: Request) -> bool:
    """Whether it may have been bought in the time a restored copy does not know of, and nobody has looked since."""
    return await came_back_at(uow, request) is not None


async def came_back_at(uow: UnitOfWork, request: Request) -> datetime | None:
    """When a request came back with an old copy (UTC).

    None if it is newer, or was looked at since.
    """
    restored_at = await uow.facts.get(RESTORED_AT)
    if restored_at is None:
        return None
    opened = [request.created_at, *(each.created_at for each in await uow.attempts.of(request.id))]
    return restored_at if max(opened) <= restored_at else None


async def counts_unsure(uow: UnitOfWork, order: Order) -> bool:
    """Whether a restored copy may not know what arrived of an order, and nobody has said so since.

    A person counts, corrects or closes it, or says that its counts are right. What was never sent needs no count.
    """
    restored_at = await uow.facts.get(RESTORED_AT)
    if restored_at is None or order.state in (OrderState.TO_PAY, OrderState.PAID):
        return False
    if order.placed_at > max(restored_at, await uow.facts.get(RESUMED_AT) or restored_at):
        return False
    said = await uow.journal.of_request(order.request_id or 0)
    return not any(each.order_id == order.order_id and each.at > restored_at and each.kind in COUNTS for each in said)


async def require_counts(uow: UnitOfWork, order: Order) -> None:
    """Refusal while they are unsure."""
    if await counts_unsure(uow, order):
        raise Refusal(CountsUnsure(number=order.request_id, order_id=order.order_id))
