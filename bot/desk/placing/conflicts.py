"""Stops buying and asks people to look if what 1688 shows differs from what was sent."""

from collections.abc import Sequence

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import deciders
from bot.desk.shared.pause import pause
from bot.desk.shared.people import People
from bot.purchasing.events.placing import Conflicted
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.purchase import Attempt, Request


async def conflict(
    uow: UnitOfWork, people: People, request: Request, attempt: Attempt, order_ids: Sequence[str],
    reason: OwnReason,
    answer: str | None = None,
) -> Attempt:  # fmt: skip
    """Mark the attempt as a conflict: it is never sent again, and a person says which order it is.

    `answer` is 1688's own answer, if that is what is wrong. Returns the attempt as it is afterwards.
    """
    values = {} if answer is None else {"answer": answer}
    since = {} if attempt.doubted_at else {"doubted_at": uow.now}
    settled = await uow.attempts.settle(attempt, AttemptState.CONFLICT, reason=reason, **values, **since)
    # Told even if buying is stopped already: the stop itself would then tell nobody.
    who = await deciders(uow, people, request) | people.admins
    await uow.record(Conflicted(request=request, attempt=attempt, orders=tuple(order_ids), reason=reason, people=who))
    await pause(uow, OwnReason.CONFLICT.of(number=request.id, reason=reason))
    return settled
