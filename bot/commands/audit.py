"""`caigou audit`: verifies the journal, exports it as CSV or JSON Lines, or begins its anchors anew."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

from bot.commands.terminal import JournalFormat, What, complain, new_file, show
from bot.desk.operations.audit import AnchorTrail, Head, Proof, pages
from bot.desk.operations.exports import csv_lines, json_lines
from bot.settings import Settings
from bot.wiring.database_care import anchors_anew, key_of
from bot.wiring.readers import reader, remembered

_HEAD = re.compile(r"(?:([1-9][0-9]{0,17}):)?([0-9a-f]{64})", re.ASCII)
_BLIND = "somebody who rebuilt all of it would not be seen."


def run(known: Settings, what: What, form: JournalFormat, to: Path | None, head: str = "") -> int:
    """Returns the exit code: 0 if all is well, 2 if `head` is none, 1 if the journal is not whole."""
    written = _HEAD.fullmatch(head.strip().lower())
    if head and written is None:
        complain("--head wants the 64 hexadecimal digits of a hash, or NUMBER:HASH as the bot tells it.")
        return 2
    looked_for = Head(written[2], int(written[1]) if written[1] else None) if written else None
    try:
        if what is What.VERIFY:
            return asyncio.run(verify(known, looked_for))
        return asyncio.run(export(known, form, to) if what is What.EXPORT else anchor(known))
    except OSError as fault:
        complain(str(fault))
        return 1


async def verify(known: Settings, head: Head | None = None) -> int:
    """Check the chain and its anchors from the first entry; names the first broken one.

    `head` is an entry that was the newest once and must be there still.
    """
    async with reader(known) as ledger:
        memory = await remembered(ledger)
        proof = Proof(trail=AnchorTrail(key_of(known)), heads=tuple(each for each in (memory, head) if each))
        async with aclosing(pages(ledger)) as every:
            async for page in every:
                if not proof.follow(page):
                    break
    proof.end()
    if proof.broken is not None:
        complain(f"Entry {proof.broken.id} of the journal is broken: {proof.broken.fault.value}.")
        complain(f"The {proof.entries} entries before it follow one another.")
        return 1
    if faults := [*_missing(proof, memory, head), *_unanchored(proof)]:
        for each in faults:
            complain(each)
        return 1
    for line in _proved(proof, head):
        show(line)
    return 0


def _missing(proof: Proof, memory: Head | None, head: Head | None) -> Iterator[str]:
    """What the journal should hold, by what is known of it from outside."""
    if memory is not None and memory not in proof.met and not _may_be_erased(proof, memory):
        yield (
            f"The journal lacks entry {memory.number}, which the bot remembers beside the service: its end was cut "
            "off, it was rebuilt, or another database lies here."
        )
    if head is None or head in proof.met:
        return
    if _may_be_erased(proof, head):
        yield (
            f"No entry is the head that you named. The hashes that entries 1 to {proof.erased_up_to} had before the "
            "conversion were erased with a person who was forgotten, so a head told before it is not recognised any "
            "more. If yours was told since, the journal was cut off before it, or rebuilt."
        )
    else:
        yield "No entry is the head that you named: the journal was cut off before it, or rebuilt."


def _may_be_erased(proof: Proof, head: Head) -> bool:
    """Whether this may be the hash that an entry had before the conversion, which is not kept any more."""
    return not head.anew and (head.number or 1) <= proof.erased_up_to


def _unanchored(proof: Proof) -> Iterator[str]:
    """Why the anchors do not prove the newest entry."""
    trail = proof.trail
    if trail.other_key:
        yield "The newest anchors were made with another key than JOURNAL_KEY, or by somebody without it."
    if trail.key is not None and not trail.begun and proof.entries:
        yield "JOURNAL_KEY is set, but no entry is anchored: the bot has not started with it yet, or they were removed."
    if trail.open is not None:
        yield (
            f"The entries {trail.open.first} to {trail.open.last} at the end carry no anchor: they were written "
            "without the key, or their anchors were taken away."
        )


def _proved(proof: Proof, head: Head | None) -> Iterator[str]:
    """What is proved, and what is not."""
    trail = proof.trail
    how = "as it was written" if trail.checked else "following the one before"
    yield f"{proof.entries} entries, each {how}. The last is {proof.number}:{proof.last or 'none yet'}"
    if trail.checked:
        yield f"They are anchored since entry {trail.since}; {trail.checked} anchors were checked."
    elif trail.begun:
        yield f"Their anchors were not checked, since JOURNAL_KEY is not set here: {_BLIND}"
    else:
        yield f"No key anchors them (caigou init --journal-key makes one): {_BLIND}"
    if trail.checked and trail.unchecked:
        yield f"{trail.unchecked} more were made with an earlier key and were not checked."
    for gap in trail.gaps:
        yield f"The entries {gap.first} to {gap.last} carry no anchor: the bot ran without its key then."
    if proof.erased:
        yield f"Of the personal values beside it {proof.erased} are erased and {proof.kept} kept, as they were written."
    if proof.erased_up_to:
        yield (
            f"The hashes that entries 1 to {proof.erased_up_to} had before the conversion are erased, as they go with "
            "the first person who is forgotten: a head told before it is not recognised any more."
        )
    if head is not None:
        yield f"The head that you named is there; {proof.entries - proof.met[head]} entries came after it."


async def export(known: Settings, form: JournalFormat, to: Path | None) -> int:
    """Write the journal, oldest first; a file is readable only by its owner. Its head is told on stderr."""
    first, last = True, "none yet"
    async with reader(known) as ledger, aclosing(pages(ledger)) as every:
        with new_file(to) as out:
            async for page in every:
                lines = csv_lines(page, heading=first) if form is JournalFormat.CSV else json_lines(page)
                out.writelines(line.encode() for line in lines)
                first, last = False, f"{page[-1].id}:{getattr(page[-1], 'hash', 'unreadable')}"
    complain(f"The head of the journal: {last}")
    return 0


async def anchor(known: Settings) -> int:
    """Begin the anchors anew with the JOURNAL_KEY of now, because the one before is lost; the bot must be stopped."""
    if key_of(known) is None:
        complain("There is no JOURNAL_KEY to begin with; type: caigou init --journal-key")
        return 1
    if not await anchors_anew(known):
        complain("Nothing to do: the newest anchor was made with this key, or the next start begins them.")
        return 1
    show("Begun. The admins are told; what was anchored before can be checked with the earlier key only.")
    return 0
