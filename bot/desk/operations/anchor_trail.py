"""Follows the anchors of the journal entry by entry: where they begin, which are right, and where they are missing."""

import json
from dataclasses import dataclass, field

from bot.desk.ledger.anchor import JournalKey
from bot.desk.ledger.journal_chain import Entry
from bot.purchasing.holds import Unanchored

BEGINS, BRIDGES, SENDS = "journal_anchored", "journal_gap", "submitting"


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
            return self._without(entry)
        if entry.kind == BEGINS:
            self.begun, self.since = self._named(entry), self.since or entry.id
        if not self.begun or not self._right(entry):
            return False
        return self.open is None or self._bridged(entry)

    def _without(self, entry: Entry) -> bool:
        if not self.begun:
            return entry.kind not in (BEGINS, BRIDGES)
        self._sent = self._sent or entry.kind == SENDS
        self.open = Unanchored(self.open.first if self.open else entry.id, entry.id, entry.hash)
        return entry.kind not in (BEGINS, BRIDGES)

    def _right(self, entry: Entry) -> bool:
        if self.key is None or self.begun != self.key.id:
            self.unchecked += 1
            return True
        self.checked += 1
        return self.key.fits(entry.hash, entry.anchor)

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

    @staticmethod
    def _named(entry: Entry) -> str:
        return str(json.loads(entry.facts).get("key"))
