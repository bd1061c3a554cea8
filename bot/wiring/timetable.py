"""The timetable of the bot: what runs how often, and which commits make it run at once."""

from collections.abc import Awaitable, Callable

from bot.chat.conversation.conversation import Services
from bot.chat.transport.inbox import Inbox
from bot.desk.desk import Desk
from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.operations.health import BEAT
from bot.desk.operations.retention import EVERY
from bot.desk.shared.periodic import Periodic
from bot.desk.teams.presence import RollCall
from bot.desk.teams.standstill import Standstills
from bot.jobs import Timetable, TimetableRow
from bot.market.throttle import watching
from bot.redaction import cleaned
from bot.settings import Settings
from bot.wiring.hourly_copies import HourlyCopies

FAST, SLOW = 1.0, 30.0
ERASURES = 10.0
"""Somebody at the terminal waits for it."""


def timetable_of(settings: Settings, ledger: Ledger, desk: Desk, chat: Services, copies: HourlyCopies) -> Timetable:
    """One row for each tick. Fast rows only ask the database what is due."""
    watch = float(settings.watch_seconds)
    rows = [
        TimetableRow(BEAT, FAST, desk.clocks.compare),
        TimetableRow("lost_time", FAST, desk.lost_time.check),
        TimetableRow("memory", FAST, ledger.remember),
        TimetableRow("outbox", FAST, lambda: desk.outbox.deliver(chat.messenger.send)),
        TimetableRow("digests", FAST, desk.outbox.owe_digests),
        TimetableRow("submit", FAST, desk.submit_worker.submit_due),
        TimetableRow("takeover", FAST, desk.create_call.take_over),
        TimetableRow("doubts", FAST, desk.unclear_orders.search_due),
        TimetableRow("orders", FAST, desk.watch.look_due),
        TimetableRow("wording", FAST, _behind_people(desk.wording.round)),
        TimetableRow("watch", watch, _behind_people(desk.rounds.changes.run)),
        TimetableRow("parcels", min(watch, SLOW), _behind_people(desk.parcels.look_due)),
        TimetableRow("reminders", min(watch, SLOW), desk.reminders.round),
        TimetableRow("alarms", min(watch, SLOW), _when_sure(ledger, desk.rounds.alarms.run)),
        TimetableRow("mornings", min(watch, SLOW), _when_sure(ledger, desk.mornings.round)),
        TimetableRow("approvals", min(watch, SLOW), _when_sure(ledger, desk.approvals.clock)),
        TimetableRow("roll_call", min(watch, SLOW), RollCall(ledger, desk.presence).run),
        TimetableRow("standstills", min(watch, SLOW), _when_sure(ledger, Standstills(ledger).run)),
        TimetableRow("proposals", min(watch, SLOW), _when_sure(ledger, desk.teams.clock)),
        TimetableRow("second_words", min(watch, SLOW), _when_sure(ledger, desk.refunds.words.expire)),
        TimetableRow("messages", min(watch, SLOW), desk.chasing.doubt_unheard),
        TimetableRow("expiry", min(watch, SLOW), _when_sure(ledger, desk.drafting.expire)),
        TimetableRow("given", min(watch, SLOW), desk.unknown_orders.let_go),
        TimetableRow("sweep", min(watch, SLOW), _behind_people(desk.rounds.sweep.run)),
        TimetableRow("daily", min(watch, SLOW), _behind_people(desk.rounds.daily.run)),
        TimetableRow("renewal", min(watch, SLOW), desk.rounds.renewal.run),
        TimetableRow("troubles", min(watch, SLOW), desk.troubles.round),
        TimetableRow("calls", SLOW, desk.call_account.keep),
        TimetableRow("retention", SLOW, Periodic(ledger, "retention", EVERY, desk.retention.round).run),
        TimetableRow("erasures", ERASURES, desk.forgetting.round),
        TimetableRow("copies", SLOW, copies.run),
        TimetableRow("order_words", SLOW, desk.order_words.round),
        TimetableRow("head", SLOW, desk.journal_keeper.tell_head),
        TimetableRow("stamp", SLOW, desk.health.stamp),
    ]
    if settings.web_listen:
        missed = _behind_people(desk.rounds.missed_pushes.run)
        rows.append(TimetableRow("pushes", watch, missed))
    desk.pulse.expect({row.name: row.seconds for row in rows})
    return Timetable(
        rows,
        lambda name: desk.pulse.well(name, chat.clock.now()),
        lambda name, error: desk.pulse.ill(name, cleaned(error)),
    )


def _when_sure(ledger: Ledger, work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The same work, which ends what is over; by a clock that no service confirms, nothing is."""

    async def when_sure() -> None:
        if ledger.sure_of_time:
            await work()

    return when_sure


def _behind_people(work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The same work, whose calls to 1688 let those go first that somebody waits for."""

    async def behind() -> None:
        with watching():
            await work()

    return behind


def wake(ledger: Ledger, timetable: Timetable, inbox: Inbox) -> None:
    """Make a commit that leaves work wake whoever does this work."""
    ledger.when_left(Work.UPDATES, inbox.wake)
    ledger.when_left(Work.OLD_UPDATES, inbox.look_again)
    ledger.when_left(Work.MESSAGES, lambda: timetable.poke("outbox"))
    ledger.when_left(Work.ATTEMPTS, lambda: timetable.poke("submit"))
    ledger.when_left(Work.ATTEMPTS, lambda: timetable.poke("doubts"))
    ledger.when_left(Work.ORDERS, lambda: timetable.poke("orders"))
    ledger.when_left(Work.APPROVALS, lambda: timetable.poke("approvals"))
    ledger.when_left(Work.PARCELS, lambda: timetable.poke("parcels"))
    ledger.when_left(Work.SLOW, lambda: timetable.poke("sweep"))
