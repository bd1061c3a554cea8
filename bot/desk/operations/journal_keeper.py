"""Keeps the anchors of the journal: begins them, has buying wait without the key, and tells the admins its head."""

from datetime import timedelta

from bot.desk.ledger.facts import JOURNAL_HEAD, JournalHead
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.pause import pause
from bot.desk.shared.verbs import Verbs
from bot.purchasing.events import operations as events
from bot.purchasing.holds import KeyStanding, KeyState
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.operations import JournalBrokenNotice, JournalHeadNotice
from bot.purchasing.own_reasons import OwnReason

ANCHORING = "journal_key"
"""Names the turn of the one process that begins anchors."""
A_DAY = timedelta(days=1)


class JournalKeeper(Verbs):
    """Compares the key of this process with the journal: at the start, and whenever something is to be sent."""

    async def begin(self) -> KeyState:
        """Before anything else is journaled; returns how the key stands from now on.

        What was wrong with the journal before its personal facts were taken out is told once.
        """
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time(ANCHORING)
            state = await self._settle(uow, await uow.journal.standing())
            if (broken := await uow.journal.broken_before_conversion()) is not None:
                notice = JournalBrokenNotice(entry=broken.entry, faults=broken.faults)
                await uow.tell(notice, Audience.ADMINS, f"journal_broken:{broken.entry}")
        self._ledger.key_state = state
        return state

    async def holds(self, uow: UnitOfWork) -> bool:
        """Whether something may be sent: the newest entry is anchored with this key, or there are no anchors at all.

        Asked in the transaction that claims. Anchors that are missing since the start are told, and stop buying.
        """
        standing = await uow.journal.standing()
        if standing.unanchored is None and standing.state in (KeyState.NONE, KeyState.HELD):
            return True
        self._ledger.key_state = await self._settle(uow, standing)
        return False

    async def tell_head(self) -> None:
        """Tell the admins number and hash of the newest entry, once a day if there are new ones since."""
        async with self._ledger.read() as uow:
            before = await uow.facts.get(JOURNAL_HEAD)
            number, now = (await uow.journal.head())[0], uow.now
        if before is not None and (now < before.at + A_DAY or number == before.number):
            return
        async with self._ledger.change() as uow:
            number, hash = await uow.journal.head()
            await uow.facts.put(JOURNAL_HEAD, JournalHead(uow.now, number))
            if before is not None:
                notice = JournalHeadNotice(entry=number, hash=hash)
                await uow.tell(notice, Audience.ADMINS, f"journal_head:{number}")

    async def _settle(self, uow: UnitOfWork, standing: KeyStanding) -> KeyState:
        """Begin the anchors, bridge what was written without them, or have buying wait; entries follow the result."""
        if standing.state is KeyState.TO_BEGIN:
            number = await _write_anchor(uow)
            if self._ledger.key_state is KeyState.HELD:
                await pause(uow, OwnReason.ANCHORS_TAKEN.of(entry=number))
            return KeyState.HELD
        uow.key_state = standing.state
        if not standing.state.waits and standing.unanchored is not None:
            gap = standing.unanchored
            await uow.record(events.JournalGap(first=gap.first, last=gap.last, hash=gap.hash))
            await pause(uow, OwnReason.WITHOUT_KEY.of(first=gap.first, last=gap.last))
        return standing.state


async def anchor_anew(uow: UnitOfWork) -> bool:
    """Begin anew with the key of this process, because the one before is lost; whether there was need to.

    Entries from before keep anchors that nobody can check; the new one vouches for them as they are now.
    """
    if (await uow.journal.standing()).state is not KeyState.OTHER or uow.journal.key is None:
        return False
    await _write_anchor(uow)
    return True


async def _write_anchor(uow: UnitOfWork) -> int:
    """Write the first entry with an anchor, which vouches for all before it, and tell if there are any; how many."""
    key = uow.journal.key
    assert key is not None, "there is a key to begin with"
    uow.key_state = KeyState.HELD
    number, hash = await uow.journal.head()
    await uow.record(events.JournalAnchored(key=key.id, number=number, before=hash))
    return number
