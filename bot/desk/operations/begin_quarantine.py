"""Begins the quarantine after a restore, a move or lost time, and holds back what was ready to be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.facts import CODES_KEY, MOVED_TO, PAUSE, QUARANTINE, RESTORED_AT, RUN, PauseFact, Quarantine
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.proposals import RESTORED as RESTORED_COPY
from bot.desk.shared.proposals import settle
from bot.desk.shared.quarantine import MOVED, RESTORED, WENT_BACK
from bot.purchasing.events import operations as events
from bot.purchasing.notices.operations import PausedNotice, RestoredNotice
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.attempt import Attempt

MARGIN = timedelta(hours=1)
"""Orders made up to this long before the copy are read as well, since clocks differ."""
LEASE = timedelta(seconds=60)
STEP = 1000
"""Numbers are given again from the next thousand on, one thousand further for each day that was lost."""
_PAUSED = {
    RESTORED: OwnReason.RESTORED,
    MOVED: OwnReason.MOVED,
    WENT_BACK: OwnReason.WENT_BACK,
}


@dataclass(frozen=True)
class Begun:
    """What the terminal is told: since when data is lost, what is held back, the next request's number, and how many
    people were forgotten again.
    """

    since: datetime
    resting: int
    numbers_from: int | None
    forgotten: int = 0


async def time_was_lost(uow: UnitOfWork, order_id: str = "") -> None:
    """Stop buying until people decided, and tell everybody why: the database is older than what is remembered of it.

    Or it does not know an order on 1688 that carries our reference.
    """
    await uow.leases.one_at_a_time(QUARANTINE.name)
    if await uow.facts.get(QUARANTINE) is None:
        await begin_quarantine(uow, WENT_BACK, order_id)


async def sent_in_another_life(uow: UnitOfWork, attempt: Attempt, order_id: str) -> Attempt:
    """Put a send the database does not know of into doubt; the look for it finds all of its orders."""
    if attempt.never_sent:
        await time_was_lost(uow, order_id)
    known = await uow.attempts.get(attempt.id)
    sent = await uow.attempts.claim(known, known.body, known.note, "an earlier life", uow.now + LEASE)
    doubtful = await uow.attempts.doubt(sent, OwnReason.SENT_AFTER_COPY, "", uow.now)
    await uow.record(events.SentInAnotherLife(attempt=attempt))
    return doubtful


async def begin_quarantine(uow: UnitOfWork, why: str, order_id: str = "") -> Begun:
    """Stop buying until people decided; nothing given out since the last known moment is valid any more.

    After a move nothing was lost.
    """
    since = await uow.restore.last_known() or uow.now
    resting = await uow.restore.rest(since)
    gone: dict[str, int] = {}
    numbers = None
    await uow.facts.forget(RUN.of("sweep"), MOVED_TO)
    if why == RESTORED:
        await uow.facts.forget(CODES_KEY)
    if why != MOVED:
        gone = await uow.restore.forget_the_lost()
        waiting = await uow.teams.every_proposal()
        for each in waiting:  # they may be made or turned down by now
            await settle(uow, each, RESTORED_COPY)
        gone["proposals"] = len(waiting)
        gone["list_lines"] = await uow.restore.rest_list_lines()
        # People may know what the lost numbers were: none is given twice.
        lost = STEP * max(1, -((since - uow.now) // timedelta(days=1)))
        numbers = -(-(await uow.restore.highest_request() + lost) // STEP) * STEP
        await uow.restore.skip_requests(numbers)
        await uow.facts.put(RESTORED_AT, uow.now)
    await uow.high_water.begin_anew()
    await uow.facts.put(QUARANTINE, Quarantine(why, since - MARGIN, uow.now))
    await uow.facts.put(PAUSE, PauseFact(_PAUSED[why], uow.now))
    for number in await uow.restore.cards_to_draw():
        uow.redraw(number)
    restored = RestoredNotice(since=since, why=why, order_id=order_id)
    await uow.record(events.QuarantineBegan(
        order_id=order_id or None, why=why, since=since, resting=resting, set_aside=gone,
        for_others=PausedNotice(reason=_PAUSED[why]) if why == MOVED else restored,
    ))  # fmt: skip
    return Begun(since, resting, numbers)
