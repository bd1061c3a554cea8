"""Checks each journal entry against its hash, the entry before, its anchor, and the personal values beside it."""

import hashlib
import json
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.desk.ledger.journal_chain import CONVERTED, Entry, JournalKey, PersonalValue, Unreadable, digest_of, sealed_in
from bot.desk.ledger.ledger import Ledger
from bot.purchasing.holds import Unanchored

PAGE = 500
BEGINS, BRIDGES, SENDS = "journal_anchored", "journal_gap", "submitting"


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
class AnchorTrail:
    """What the anchors prove. With the `key`, those that were made with it are checked.

    `begun` is the id of the key that the anchors so far name, empty before there were any; `since` the entry with which
    they began. `gaps` are entries without an anchor that a later, anchored entry names; `open` are such entries at the
    end, which nothing names yet.
    """

    key: JournalKey | None = None
    begun: str = ""
    since: int = 0
    checked: int = 0
    unchecked: int = 0
    gaps: list[Unanchored] = field(default_factory=list)
    open: Unanchored | None = None
    _sent: bool = False
    """Whether something was sent within the open gap: this program sends nothing without the key."""

    @property
    def other_key(self) -> bool:
        """Whether the newest anchors were made with another key than the one that is given."""
        return self.key is not None and bool(self.begun) and self.begun != self.key.id

    def follows(self, entry: Entry) -> bool:
        """Whether the next entry is anchored as it must be."""
        if entry.anchor is None:
            if self.begun:
                self._sent = self._sent or entry.kind == SENDS
                self.open = Unanchored(self.open.first if self.open else entry.id, entry.id, entry.hash)
            return entry.kind not in (BEGINS, BRIDGES)
        if entry.kind == BEGINS:
            self.begun, self.since = str(json.loads(entry.facts).get("key")), self.since or entry.id
        if not self.begun:
            return False
        if self.key is None or self.begun != self.key.id:
            self.unchecked += 1
        else:
            self.checked += 1
            if not self.key.fits(entry.hash, entry.anchor):
                return False
        return self.open is None or self._bridged(entry)

    def _bridged(self, entry: Entry) -> bool:
        """Whether this entry, the first one with an anchor again, names exactly the entries without."""
        gap, facts = self.open, json.loads(entry.facts)
        if entry.kind == BEGINS:
            named = gap is not None and facts.get("before") == gap.hash
        else:
            named = entry.kind == BRIDGES and gap == Unanchored(**facts)
        if gap is None or self._sent or not named:
            return False
        self.gaps.append(gap)
        self.open = None
        return True


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
            if isinstance(entry, Unreadable):
                self.broken = Broken(entry.id, JournalFault.UNREADABLE)
                return False
            fault = self._chain(entry) or self._beside(entry) or self._earlier(entry) or self._anchor(entry)
            if fault is not None:
                self.broken = Broken(entry.id, fault)
                return False
            self.entries, self.last, self.number = self.entries + 1, entry.hash, entry.id
            self.met |= {head: self.entries for head in self.heads if head.is_of(entry)}
        return True

    def end(self) -> None:
        """Say that no entry follows: what only a later entry could have proved is a fault now."""
        if self.broken is None and self._unproved is not None:
            self.broken = Broken(self._unproved, JournalFault.EARLIER_HASH)

    def _chain(self, entry: Entry) -> JournalFault | None:
        """Compare an entry with its own hash, and with that of the entry before."""
        if entry.previous != self.last:
            return JournalFault.CHAIN
        try:
            sound = entry.expected_hash() == entry.hash
        except (ValueError, TypeError, AttributeError):
            return JournalFault.CONTENT
        return None if sound else JournalFault.CONTENT

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
