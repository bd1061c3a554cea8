"""The register of troubles that people are told of until they end: each check says what stands now.

That is how troubles begin and end. A look compares what stands with what people were told of. What is new is told; each
message of what is over is edited to say so, by the outbox. What others tell at once, as it comes about, is ended here
all the same.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.ledger.facts import COPIES, FAILED_READS, PAUSE, QUARANTINE, SEEN, STANDSTILL, TOLD, TOLD_BEFORE
from bot.desk.ledger.outbox import StoredMessage
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.tokens import SealedTokenStore
from bot.desk.shared.last_look import last_good_read
from bot.desk.shared.verbs import Verbs
from bot.market.openplatform.tokens import TokenUse
from bot.purchasing.calls import CallLimits
from bot.purchasing.events.operations import calls_tell
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices import operations as notices
from bot.purchasing.notices import purchases, teams
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.base import Notice
from bot.purchasing.order_report import ReadBackState
from bot.purchasing.person import Place
from bot.purchasing.tracking.silence import is_silent
from bot.purchasing.troubles import NOTHING_LEARNT, Told, TroubleChanges, TroublesFound, compared, next_sight

WARN_BEFORE = (timedelta(days=14), timedelta(days=7), timedelta(days=1))
"""How long before an authorisation ends the admins are told, each once."""
ONE = ""
"""The subject of what there is only one of."""


@dataclass(frozen=True)
class OwnState:
    """What this process knows beside the database: its tokens and their end (UTC), its limits, and the time."""

    use: TokenUse
    login_ends: datetime | None
    limits: CallLimits
    clock_confirmed: bool


@dataclass(frozen=True)
class Sight:
    """What a check looks at: the database, what this process knows, and what people were told of its kind."""

    uow: UnitOfWork
    own: OwnState
    told: Mapping[str, Told]


@dataclass(frozen=True)
class TroubleCheck:
    """Something that may be wrong with the bot and can be well again; `notice` tells that it began.

    `subject` says of what the name of a message tells: a message stands as long as `look` finds that. If it is `own`,
    each process finds only its own.
    """

    notice: type[Notice]
    look: Callable[[Sight], Awaitable[TroublesFound]]
    subject: Callable[[str], str] = lambda _: ONE
    own: bool = False

    @property
    def kind(self) -> NoticeKind:
        return self.notice.kind


def _first_part(name: str) -> str:
    return name.partition(":")[2].partition(":")[0]


def _two_parts(name: str) -> str:
    return ":".join(name.split(":")[1:3])


def _all_parts(name: str) -> str:
    return name.partition(":")[2]


def _stands(stands: bool, tell: Tell | None = None) -> TroublesFound:
    """Something of which there is only one."""
    return TroublesFound({ONE: tell} if stands else {})


async def _login(sight: Sight) -> TroublesFound:
    """1688 took no token at the last call of this process."""
    use = sight.own.use
    if use.at is None:
        return NOTHING_LEARNT
    if not use.refused:
        return TroublesFound(at=use.at)
    notice = notices.LoginNeededNotice(reason=use.refused)
    tell = Tell(notice, Audience.OWNERS, f"login_needed:{sight.uow.now.isoformat()}")
    return TroublesFound({ONE: tell}, at=use.at)


async def _login_ending(sight: Sight) -> TroublesFound:
    """Each of the times before the end that has come stands until the end is another one; the last one is told."""
    ends, now = sight.own.login_ends, sight.uow.now
    if ends is None:
        return TroublesFound()
    near = [before.days for before in WARN_BEFORE if now >= ends - before]
    standing: dict[str, Tell | None] = {f"{ends.isoformat()}:{days}": None for days in near}
    if near:
        last = f"{ends.isoformat()}:{min(near)}"
        standing[last] = Tell(notices.LoginEndingNotice(at=ends), Audience.OWNERS, f"login_ending:{last}")
    return TroublesFound(standing)


async def _silent(sight: Sight) -> TroublesFound:
    """1688 told nothing of orders for an hour in which it was asked; with nothing open nobody misses that.

    The admins hear it. Who pays can do nothing about it, and reads beside each sum as of when it is.
    """
    uow = sight.uow
    failed = await uow.facts.get(FAILED_READS)
    if failed is None or not any(await uow.orders.what_is_open()):
        return TroublesFound()
    read_at = await last_good_read(uow)
    tell = Tell(notices.MarketSilentNotice(at=read_at), Audience.ADMINS, f"market_silent:{uow.now.isoformat()}")
    return _stands(is_silent(failed, read_at), tell)


async def _standstill(sight: Sight) -> TroublesFound:
    """A message stands as long as anything that it told of its team cannot go on; whoever changes that tells it."""
    standing: dict[str, Tell | None] = {}
    for name in sight.told:
        subject = _two_parts(name)
        team, _, nth = subject.partition(":")
        if not (team.isdecimal() and nth.isdecimal()):
            continue
        fact = await sight.uow.facts.get(STANDSTILL.of(int(team)))
        if fact is not None and int(nth) in fact.told.values():
            standing[subject] = None
    return TroublesFound(standing)


async def _copies(sight: Sight) -> TroublesFound:
    copies = await sight.uow.facts.get(COPIES)
    if copies is None or not copies.error:
        return TroublesFound()
    notice = notices.CopyFailedNotice(reason=copies.error, at=copies.newest)
    tell = Tell(notice, Audience.ADMINS, f"copy_failed:{sight.uow.now.isoformat()}")
    return _stands(stands=True, tell=tell)


async def _undelivered(sight: Sight) -> TroublesFound:
    numbers = [_first_part(name) for name in sight.told]
    ids = [int(number) for number in numbers if number.isdecimal()]
    return TroublesFound(dict.fromkeys(map(str, await sight.uow.outbox.undelivered(ids))))


async def _set_aside(sight: Sight) -> TroublesFound:
    named = [_two_parts(name).partition(":") for name in sight.told]
    updates = [(int(bot), int(update)) for bot, _, update in named if bot.isdecimal() and update.isdecimal()]
    left = await sight.uow.inbox.undealt(updates)
    return TroublesFound(dict.fromkeys(f"{bot}:{update}" for bot, update in left))


async def _journal_key(sight: Sight) -> TroublesFound:
    standing = await sight.uow.journal.standing()
    notice = notices.JournalKeyNotice(why=standing.state.value, since=standing.since)
    tell = Tell(notice, Audience.ADMINS, f"journal_key:{sight.uow.now.isoformat()}")
    return _stands(standing.state.waits, tell)


async def _unknown_order(sight: Sight) -> TroublesFound:
    numbers = [_first_part(name) for name in sight.told]
    return TroublesFound(dict.fromkeys(await sight.uow.unknown_orders.undecided_of(numbers)))


async def _placed_outside(sight: Sight) -> TroublesFound:
    """A message stands as long as one of the orders that it names does."""
    named = {name: told.things or (_first_part(name),) for name, told in sight.told.items()}
    undecided = await sight.uow.unknown_orders.undecided_of([each for orders in named.values() for each in orders])
    standing = [_all_parts(name) for name, orders in named.items() if undecided & {*orders}]
    return TroublesFound(dict.fromkeys(standing))


async def _not_read_back(sight: Sight) -> TroublesFound:
    """1688 confirmed an order, and does not show it."""
    numbers = [_first_part(name) for name in sight.told]
    orders = await sight.uow.orders.known(numbers) if numbers else {}
    unread = [number for number, order in orders.items() if order.checked is ReadBackState.CHECKING]
    return TroublesFound(dict.fromkeys(unread))


async def _paused(sight: Sight) -> TroublesFound:
    return _stands(await sight.uow.facts.get(PAUSE) is not None)


async def _quarantine(sight: Sight) -> TroublesFound:
    return _stands(await sight.uow.facts.get(QUARANTINE) is not None)


async def _clock(sight: Sight) -> TroublesFound:
    if sight.uow.doubt is not None:
        return _stands(stands=True)
    return TroublesFound() if sight.own.clock_confirmed else NOTHING_LEARNT


async def _calls_short(sight: Sight) -> TroublesFound:
    """Calls to 1688 are close to a limit, of the day or for their money."""
    report = await sight.uow.market_calls.report(sight.own.limits)
    standing: dict[str, Tell | None] = {}
    for why in sorted(report.warned):
        standing[why.value] = calls_tell(notices.CallsShortNotice, report, why, sight.uow.now)
    return TroublesFound(standing)


async def _thrifty(sight: Sight) -> TroublesFound:
    return TroublesFound(dict.fromkeys(why.value for why in await sight.uow.market_calls.thrifty()))


CHECKS: tuple[TroubleCheck, ...] = (
    TroubleCheck(notices.PausedNotice, _paused),
    TroubleCheck(notices.QuarantineNotice, _quarantine),
    TroubleCheck(notices.RestoredNotice, _quarantine),
    TroubleCheck(notices.SweptNotice, _quarantine),
    TroubleCheck(notices.ClockApartNotice, _clock, own=True),
    TroubleCheck(notices.JournalKeyNotice, _journal_key, own=True),
    TroubleCheck(notices.LoginNeededNotice, _login, own=True),
    TroubleCheck(notices.LoginEndingNotice, _login_ending, subject=_all_parts),
    TroubleCheck(notices.MarketSilentNotice, _silent),
    TroubleCheck(notices.UnknownOrderNotice, _unknown_order, subject=_first_part),
    TroubleCheck(purchases.NotReadBackNotice, _not_read_back, subject=_first_part),
    TroubleCheck(notices.PlacedOutsideNotice, _placed_outside, subject=_all_parts),
    TroubleCheck(teams.StandstillNotice, _standstill, subject=_two_parts),
    TroubleCheck(notices.CopyFailedNotice, _copies),
    TroubleCheck(notices.UndeliveredNotice, _undelivered, subject=_first_part),
    TroubleCheck(notices.PoisonNotice, _set_aside, subject=_two_parts),
    TroubleCheck(notices.CallsShortNotice, _calls_short, subject=_first_part),
    TroubleCheck(notices.ThriftyNotice, _thrifty, subject=_first_part),
)
"""Every alarm that ends, by what stands: what stops buying comes first."""


@dataclass(eq=False)
class Troubles(Verbs):
    """Begins and ends the alarms of the register; `use` says how 1688 took the tokens of this process last."""

    _tokens: SealedTokenStore
    _limits: CallLimits
    _use: Callable[[], TokenUse]

    async def round(self) -> None:
        """Look at every check; what stands, what began and what is over is told once, whichever process looks."""
        own = OwnState(self._use(), await self._tokens.ends(), self._limits, self._ledger.others.confirmed)
        await self._take_in_those_of_before(own)
        async with self._ledger.read() as uow:
            changed = [check for check in CHECKS if not await self._is_still(uow, check, own)]
        for check in changed:
            async with self._ledger.change() as uow:
                await self._settle(uow, check, own)

    async def _is_still(self, uow: UnitOfWork, check: TroubleCheck, own: OwnState) -> bool:
        """Whether nothing of a check changes."""
        told = await uow.facts.get(TOLD.of(check.kind)) or {}
        changes, sight_changes = await self._look(Sight(uow, own, told), check, keep=False)
        return changes == TroubleChanges() and not sight_changes

    async def _settle(self, uow: UnitOfWork, check: TroubleCheck, own: OwnState) -> None:
        """Tell what began, and have every message of what is over say so."""
        await uow.leases.one_at_a_time(TOLD.name)
        told = await uow.facts.get(TOLD.of(check.kind)) or {}
        changes, _ = await self._look(Sight(uow, own, told), check, keep=True)
        if changes.over:
            await uow.facts.put(TOLD.of(check.kind), {name: told[name] for name in told if name not in changes.over})
        for name in changes.over:
            await _tell_over(uow, check, told[name])
        await uow.tell_each(changes.begun)

    async def _look(self, sight: Sight, check: TroubleCheck, *, keep: bool) -> tuple[TroubleChanges, bool]:
        """What changes, and whether what this process sees in itself does; that is kept if it is wanted."""
        found, told, uow = await check.look(sight), sight.told, sight.uow
        if not found.known:
            return TroubleChanges(), False
        if not check.own:
            return compared(told, check.subject, found.standing), False
        before = await uow.facts.get(SEEN.of(check.kind))
        now, stands = next_sight(before, found, self._ledger.owner, uow.now, alone=not self._ledger.shared)
        if keep and now is None:
            await uow.facts.forget(SEEN.of(check.kind))
        if keep and now is not None and now != before:
            await uow.facts.put(SEEN.of(check.kind), now)
        # Another process sees it still: what people were told stands, and nothing is to be told here.
        standing = found.standing if found.standing or not stands else dict.fromkeys(map(check.subject, told))
        return compared(told, check.subject, standing), now != before

    async def _take_in_those_of_before(self, own: OwnState) -> None:
        """Once: take in the alarms of a release before, so that those that are over by now say so too.

        What is so old that its text is not kept any more is taken in only if it stands.
        """
        async with self._ledger.read() as uow:
            if await uow.facts.get(TOLD_BEFORE) is not None:
                return
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time(TOLD.name)
            if await uow.facts.get(TOLD_BEFORE) is not None:
                return
            for check in CHECKS:
                await self._take_in(uow, check, own)
            await uow.facts.put(TOLD_BEFORE, uow.now)

    async def _take_in(self, uow: UnitOfWork, check: TroubleCheck, own: OwnState) -> None:
        messages = await uow.outbox.told_of(check.kind)
        kept = await uow.facts.get(TOLD.of(check.kind)) or {}
        told = _told_by(messages) | kept
        if not told:
            return
        changes, _ = await self._look(Sight(uow, own, told), check, keep=False)
        with_text = _told_by([each for each in messages if each.has_text])
        left = {name: told[name] for name in told if name in with_text or name not in changes.over}
        await uow.facts.put(TOLD.of(check.kind), left)


async def _tell_over(uow: UnitOfWork, check: TroubleCheck, told: Told) -> None:
    """Have each message that told of it say that it is well again."""
    for name, chat_id in told.messages.items():
        notice = notices.TroubleOverNotice(of=check.kind, name=name, since=told.since, until=uow.now, named=told.things)
        await uow.tell(notice, Place(chat_id), f"{notices.OVER}{name}")


def _told_by(messages: Iterable[StoredMessage]) -> dict[str, Told]:
    """What people were told by these messages, by the name of all that tell the same."""
    told: dict[str, Told] = {}
    for each in messages:
        name = each.dedupe.removesuffix(f":{each.chat_id}")
        before = told[name] if name in told else Told(each.created_at, {})
        things = each.message.things if each.message is not None else ()
        told[name] = Told(before.since, {**before.messages, each.dedupe: each.chat_id}, things)
    return told
