"""Checks each journal entry against its hash, the entry before, and the personal values that stand beside it."""

import hashlib
import json
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.desk.ledger.journal_chain import CONVERTED, Entry, PersonalValue, Unreadable, digest_of
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.personal_facts import sealed_in
from bot.desk.operations.anchor_trail import AnchorTrail

PAGE = 500


async def pages(ledger: Ledger) -> AsyncGenerator[tuple[Entry | Unreadable, ...], None]:
    """Every page of the journal, oldest first."""
    after = 0
    while True:
        async with ledger.read() as uow:
            page = await uow.journal.page(after, PAGE)
        if not page:
            return
        yield page
        after = page[-1].id


class JournalFault(StrEnum):
    """The kinds of fault of the first entry that is wrong."""

    UNREADABLE = "it cannot be read"
    CHAIN = "it does not follow the entry before it"
    CONTENT = "it is not what was written"
    PERSONAL = "a personal value beside it is not what was written"
    ANCHOR = "its anchor is not the one that it must have"
    EARLIER_HASH = "the hashes that entries had before the conversion are not all there as they were"


@dataclass(frozen=True)
class Broken:
    """The first entry that is not as it was written."""

    id: int
    fault: JournalFault


@dataclass(frozen=True)
class Head:
    """What was once the newest entry: its hash, and its number if that is known.

    `anew` says that it is known to be from after a conversion of the journal.
    """

    hash: str
    number: int | None = None
    anew: bool = False

    def is_of(self, entry: Entry) -> bool:
        """Whether this is the entry, by the hash that it has or had before a conversion."""
        known = (entry.hash,) if self.anew else (entry.hash, entry.hash_before)
        return self.hash in known and self.number in (None, entry.id)


@dataclass
class Proof:
    """The result of checking the chain: how many entries, hash and number of the last, and the first fault.

    Of the personal values beside the journal, `kept` are there and `erased` are not any more.
    """

    entries: int = 0
    last: str = ""
    number: int = 0
    kept: int = 0
    erased: int = 0
    broken: Broken | None = field(default=None)
    trail: AnchorTrail = field(default_factory=AnchorTrail)
    """What its anchors prove; it may be given the key of the journal."""
    heads: tuple[Head, ...] = ()
    """Entries to look for on the way."""
    met: dict[Head, int] = field(default_factory=dict)
    """Those of them that were met, with how many entries came up to there."""
    erased_up_to: int = 0
    """The last entry whose hash from before a conversion is erased, as are all of them; 0 if they are kept."""
    _before: Any = field(default_factory=hashlib.sha256)
    """Over the hashes from before a conversion."""
    _unproved: int | None = None
    """The first entry whose hash from before a conversion no entry of a conversion vouches for yet."""

    def follow(self, entries: Iterable[Entry | Unreadable]) -> bool:
        """Follow the chain through the next entries; False if it broke."""
        for entry in entries:
            fault = _fault(entry, self.last)
            if fault is None and isinstance(entry, Entry):
                fault = self._beside(entry) or self._earlier(entry) or self._anchor(entry)
            if fault is not None or isinstance(entry, Unreadable):
                self.broken = Broken(entry.id, fault or JournalFault.UNREADABLE)
                return False
            self.entries, self.last, self.number = self.entries + 1, entry.hash, entry.id
            self._meet(entry)
        return True

    def end(self) -> None:
        """Say that no entry follows: what only a later entry could have proved is a fault now."""
        if self.broken is None and self._unproved is not None:
            self.broken = Broken(self._unproved, JournalFault.EARLIER_HASH)

    def _beside(self, entry: Entry) -> JournalFault | None:
        """Compare the personal values beside an entry with their digests in it."""
        sealed = dict(sealed_in(json.loads(entry.facts)))
        if any(not _is_what_was_sealed(each, sealed.get(each.field)) for each in entry.personal):
            return JournalFault.PERSONAL if entry.kind != CONVERTED else JournalFault.EARLIER_HASH
        if entry.kind == CONVERTED:
            return None
        self.kept += len(entry.personal)
        self.erased += len(sealed) - len(entry.personal)
        return None

    def _anchor(self, entry: Entry) -> JournalFault | None:
        try:
            return None if self.trail.follows(entry) else JournalFault.ANCHOR
        except (ValueError, TypeError, AttributeError):
            return JournalFault.ANCHOR

    def _meet(self, entry: Entry) -> None:
        for each in self.heads:
            if each.is_of(entry):
                self.met[each] = self.entries

    def _earlier(self, entry: Entry) -> JournalFault | None:
        """Compare the hashes from before a conversion with what its entry says of them: all are there, or none."""
        if entry.kind == CONVERTED:
            vouched = [json.loads(each.value) for each in entry.personal]
            if self._unproved is not None and vouched != [self._before.hexdigest()]:
                return JournalFault.EARLIER_HASH
            if self._unproved is None and json.loads(entry.facts).get("changed"):
                self.erased_up_to = self.number
            self._unproved = None
        if entry.hash_before is not None and self._unproved is None:
            self._unproved = entry.id
        self._before.update((entry.hash_before or entry.hash).encode())
        return None


def _is_what_was_sealed(personal: PersonalValue, digest: str | None) -> bool:
    try:
        return digest_of(personal.salt, json.loads(personal.value)) == digest
    except (ValueError, TypeError):
        return False


def _fault(entry: Entry | Unreadable, last: str) -> JournalFault | None:
    if isinstance(entry, Unreadable):
        return JournalFault.UNREADABLE
    if entry.previous != last:
        return JournalFault.CHAIN
    try:
        sound = entry.expected_hash() == entry.hash
    except (ValueError, TypeError, AttributeError):
        return JournalFault.CONTENT
    return None if sound else JournalFault.CONTENT
