"""Keeps the anchors of the journal: begins them, has buying wait without the key, and tells the admins its head."""

from datetime import timedelta

from bot.desk.ledger.facts import JOURNAL_HEAD, JournalHead
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.pause import admins_of_all, pause
from bot.purchasing.journal_key import KeyStanding, KeyState, Unanchored
from bot.purchasing.notices.operations import (
    JournalAnchoredNotice,
    JournalBrokenNotice,
    JournalHeadNotice,
    JournalKeyNotice,
)
from bot.purchasing.own_reasons import OwnReason

ANCHORING = "journal_key"
"""Names the turn of the one process that begins anchors."""
A_DAY = timedelta(days=1)


class JournalKeeper:
    """Compares the key of this process with the journal: at the start, and whenever something is to be sent."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def begin(self) -> KeyState:
        """Before anything else is journaled; returns how the key stands from now on."""
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time(ANCHORING)
            state = await self._settle(uow, await uow.journal.standing())
            await self._tell_broken(uow)
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
                head = JournalHeadNotice(entry=number, hash=hash)
                await uow.tell_all(await admins_of_all(uow), head, f"journal_head:{number}")

    async def _settle(self, uow: UnitOfWork, standing: KeyStanding) -> KeyState:
        """Begin the anchors, bridge what was written without them, or have buying wait; entries follow the result."""
        if standing.state is KeyState.TO_BEGIN:
            await self._begin_anchors(uow)
            return KeyState.HELD
        uow.key_state = standing.state
        if standing.state.waits:
            told = JournalKeyNotice(why=standing.state.value, since=standing.since)
            await uow.tell_all(await admins_of_all(uow), told, f"journal_key:{standing.state}:{standing.since}")
        elif standing.unanchored is not None:
            await _bridge(uow, standing.unanchored)
        return standing.state

    async def _begin_anchors(self, uow: UnitOfWork) -> None:
        """Write the first entry with an anchor; it vouches for all before it. A journal that had none is told of."""
        was_held, key = self._ledger.key_state is KeyState.HELD, uow.journal.key
        assert key is not None, "there is a key to begin with"
        uow.key_state = KeyState.HELD
        number, hash = await uow.journal.head()
        await uow.write("journal_anchored", key=key.id, number=number, before=hash)
        if number:
            told = JournalAnchoredNotice(entry=number, key=key.id)
            await uow.tell_all(await admins_of_all(uow), told, f"journal_anchored:{number}:{key.id}")
        if was_held:
            await pause(uow, OwnReason.ANCHORS_TAKEN.of(entry=number))

    async def _tell_broken(self, uow: UnitOfWork) -> None:
        """Tell once what was wrong with the journal before its personal facts were taken out."""
        found = await uow.journal.broken_before_conversion()
        if found is not None:
            told = JournalBrokenNotice(entry=found.entry, faults=found.faults)
            await uow.tell_all(await admins_of_all(uow), told, f"journal_broken:{found.entry}")


async def anchor_anew(uow: UnitOfWork) -> bool:
    """Begin anew with the key of this process, because the one before is lost; whether there was need to.

    Entries from before keep anchors that nobody can check; the new one vouches for them as they are now.
    """
    standing, key = await uow.journal.standing(), uow.journal.key
    if key is None or standing.state is not KeyState.OTHER:
        return False
    uow.key_state = KeyState.HELD
    number, hash = await uow.journal.head()
    await uow.write("journal_anchored", key=key.id, number=number, before=hash)
    told = JournalAnchoredNotice(entry=number, key=key.id)
    await uow.tell_all(await admins_of_all(uow), told, f"journal_anchored:{number}:{key.id}")
    return True


async def _bridge(uow: UnitOfWork, gap: Unanchored) -> None:
    """Journal which entries carry no anchor, and stop buying until a person has looked at them."""
    await uow.write("journal_gap", first=gap.first, last=gap.last, hash=gap.hash)
    await pause(uow, OwnReason.WITHOUT_KEY.of(first=gap.first, last=gap.last))
