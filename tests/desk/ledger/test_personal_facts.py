"""What is personal in a journal entry stands beside it, sealed by a digest, and can be erased there alone."""

import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from bot.desk.ledger.journal_chain import Entry, digest_of, seal, sealed_in, value_at
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.audit import Proof
from bot.desk.operations.exports import json_lines
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.events.base import Event
from bot.purchasing.events.errands import ErrandAsked, ErrandEnded, SecondWordMoved
from bot.purchasing.events.orders import OrderNews, RefundMoved
from bot.purchasing.events.requests import MayBePlaced
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.purchases import PaidSumNotice, PriceChangedNotice, RepricedNotice
from bot.purchasing.tracking.reconcile import _REFUND_NEWS, _STATE_NEWS
from storage.engine.database import Database
from tests import migrated_databases
from tests.fakes.clock import HandClock
from tests.journaled import entries, journaled
from tests.storage.sql import sql

ANNA, BORIS = 11, 22
STORED = """
answer: snapshot | text@actor
approved: by part_of policy snapshot total
asked: needs policy snapshot total until
away: by_id delegate_id first last policy_version team | by@by_id delegate@delegate_id
back: policy_version team
back_beyond_paid: paid said
back_in_group: person_id policy_version team | person@person_id
by_hand:
cancelled: after before reason
changed: detail fields reason
clock_apart: seconds whose
clock_right:
confirmed: by part_of policy snapshot total
conflict: orders reason
cost_added: amount basis cost currency rate share total | words@actor
cost_reversed: amount basis cost currency rate reverses share total | words@actor
count_taken_back: lines parcel
counted: lines parcel
counts_right:
declined: policy snapshot | reason@actor
differs: otherwise
drafts_dropped: numbers
drifted: fields
dry_run: body_sha256 gateway
errand_cancel_asked: accepts entries length refund total waybill
errand_cancel_done: accepts entries length reason refund total waybill
errand_cancel_dropped: accepts entries length reason refund total waybill
errand_cancel_refused: accepts entries length reason refund total waybill
errand_cancel_unclear: accepts entries length reason refund total waybill
errand_note_asked: accepts entries length refund total waybill
errand_note_done: accepts entries length reason refund total waybill
errand_note_dropped: accepts entries length reason refund total waybill
errand_note_refused: accepts entries length reason refund total waybill
errand_note_unclear: accepts entries length reason refund total waybill
errand_receipt_asked: accepts entries length refund total waybill
errand_receipt_done: accepts entries length reason refund total waybill
errand_receipt_dropped: accepts entries length reason refund total waybill
errand_receipt_refused: accepts entries length reason refund total waybill
errand_receipt_unclear: accepts entries length reason refund total waybill
errand_refund_asked: accepts entries length refund total waybill
errand_refund_done: accepts entries length reason refund total waybill
errand_refund_dropped: accepts entries length reason refund total waybill
errand_refund_refused: accepts entries length reason refund total waybill
errand_refund_unclear: accepts entries length reason refund total waybill
errand_return_asked: accepts entries length refund total waybill
errand_return_done: accepts entries length reason refund total waybill
errand_return_dropped: accepts entries length reason refund total waybill
errand_return_refused: accepts entries length reason refund total waybill
errand_return_unclear: accepts entries length reason refund total waybill
errand_urge_asked: accepts entries length refund total waybill
errand_urge_done: accepts entries length reason refund total waybill
errand_urge_dropped: accepts entries length reason refund total waybill
errand_urge_refused: accepts entries length reason refund total waybill
errand_urge_unclear: accepts entries length reason refund total waybill
errand_withdraw_asked: accepts entries length refund total waybill
errand_withdraw_done: accepts entries length reason refund total waybill
errand_withdraw_dropped: accepts entries length reason refund total waybill
errand_withdraw_refused: accepts entries length reason refund total waybill
errand_withdraw_unclear: accepts entries length reason refund total waybill
escalated: to
expired: policy reason snapshot
finished: after before
forget_asked: by person_id
forgotten: asked_at person_id
found: orders
ghost: reference
ghost_closed:
ghost_given:
ghost_linked:
held_by_question: by snapshot until
in_doubt: reason
journal_anchored: before key number
journal_gap: first hash last
judged_anew: before detail needs policy reason snapshot
left_group: person_id policy_version team | person@person_id
letter_again: letter received
letter_read: letter received
list_added: offers team
list_asked: lines team
list_changed: of offer pieces team
list_ended: offers team
list_let_go: of offer team
list_removed: of offer team
narrowed: before rest snapshot total
needs_person: looks
not_counted: why
not_sent: reason
notify: | chosen@actor
opened: left_out_of offer offers order quantity team
other_source: before snapshot total
outside_attached:
outside_ignored:
paid: after before
paid_sum: after before
parcel_changed: after before parcel what
part_shipped: after before
paused: | reason@actor
placed: orders
placed_outside: reference
price_agreed: by policy snapshot total
price_asked: agreed needs policy snapshot total
price_back: agreed total
price_changed: after before
price_paid: agreed total
quarantine: resting set_aside since why
quarantine_over: since why
question: snapshot | text@actor
question_let_go: snapshot
received: after before
refund_asked: after before
refund_changed: refund
refund_closed: after before refund
refund_done: after before
refund_explained: refund total what
refund_looked_for: refund sure
refund_paid: refund
refund_refused: refund
refund_sent: refund
refund_settled: lines parcel refund
refund_to_send: refund
refund_word_given: errand_id how total
refund_word_over: errand_id how total
refund_word_wanted: errand_id how total
refused: code reason
reminded: who
repriced: after before
rest_closed: lines parcel reason
rest_reopened: lines parcel
rests: orders
resumed: alone proposal proposed_by
retried:
seller_answer: snapshot | text@actor
seller_chat:
shipped: after before
submitting: epoch
swept: ghosts outside resting since
tagged: after before snapshot
team_added: alone people policy_version proposal proposed_by role team | people.*.name@people.*.id
team_closed: alone open policy_version proposal proposed_by team
team_dropped: proposal team what why
team_invited: alone policy_version proposal proposed_by role team until
team_joined: invited_by person_id policy_version role roles team | person@person_id
team_language: after alone before policy_version proposal proposed_by team
team_left: person_id policy_version team
team_limit: after alone before person_id policy_version proposal proposed_by team | person@person_id
team_mark: after alone before policy_version proposal proposed_by team
team_notify: chosen policy_version team
team_opened: chat_id policy_version team title
team_policy: after alone before policy_version proposal proposed_by team version why
team_proposed: base change policy_version proposal team what |
    change.people.*.language@change.people.*.id
    change.people.*.name@change.people.*.id
team_rate: after alone before currency date policy_version proposal proposed_by team
team_removed: alone before person_id policy_version proposal proposed_by team | person@person_id
team_roles: after alone before person_id policy_version proposal proposed_by team | person@person_id
team_sku_changed: sku team
team_sku_removed: sku team
team_skus_taken_in: added codes team
team_tag: after alone before policy_version proposal proposed_by team
team_zone: after alone before policy_version proposal proposed_by team
thrifty: why
unknown_word: word
unrecorded: orders reason
verdict: alone verdict
vote_taken_back: snapshot
voted: policy snapshot total verdict | reason@actor
withdrawn: snapshot
"""
"""By kind of entry: its plain facts, then where each personal one stands and where the id of its person does."""
ENDS = (ErrandState.UNCLEAR, ErrandState.DONE, ErrandState.REFUSED, ErrandState.DROPPED)
NEWS: tuple[type[Notice], ...] = (
    *_STATE_NEWS.values(), *_REFUND_NEWS.values(), PriceChangedNotice, RepricedNotice, PaidSumNotice,
)  # fmt: skip
COMPUTED: dict[type[Event], set[str]] = {
    OrderNews: {str(each.kind) for each in NEWS},
    MayBePlaced: {"approved", "confirmed"},
    RefundMoved: {f"refund_{each}" for each in ("changed", "refused", "to_send", "sent", "paid", "closed")},
    ErrandAsked: {f"errand_{kind}_asked" for kind in ErrandKind},
    ErrandEnded: {f"errand_{kind}_{state}" for kind in ErrandKind for state in ENDS},
    SecondWordMoved: {"refund_word_wanted", "refund_word_given", "refund_word_over"},
}
"""The kinds of entry of the events that have several."""


def test_every_kind_of_entry_keeps_the_facts_that_are_stored_of_it() -> None:
    """What was journaled stays readable: a new fact is added to these lines, and none is taken away."""
    plain, personal = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    computed = ((kind, each.plain, each.personal) for each, kinds in COMPUTED.items() for kind in kinds)
    for kind, facts, whose in (*entries(), *computed):
        plain[kind] |= facts
        personal[kind] |= {f"{where}@{owner}" for where, owner in whose}
    rows = {kind: [kind + ":", *sorted(plain[kind])] for kind in sorted(plain)}
    for kind, row in rows.items():
        row += ["|", *sorted(personal[kind])] if personal[kind] else []
    assert [" ".join(row) for row in rows.values()] == re.sub("\n +", " ", STORED.strip()).splitlines()


ADDED = {"people": [{"id": ANNA, "name": "Anna", "language": "en"}, {"id": BORIS, "name": "Boris", "language": "ru"}]}


@pytest.mark.parametrize(("kind", "facts", "whose"), [
    ("voted", {"verdict": "decline", "reason": "too dear"}, {"reason": (ANNA, "too dear")}),
    ("question", {"snapshot": "h", "text": "why?"}, {"text": (ANNA, "why?")}),
    ("away", {"by": "Anna", "by_id": ANNA, "delegate": "Boris", "delegate_id": BORIS},
     {"by": (ANNA, "Anna"), "delegate": (BORIS, "Boris")}),
    ("away", {"by": "Anna", "by_id": ANNA, "delegate": None, "delegate_id": None}, {"by": (ANNA, "Anna")}),
    ("team_removed", {"person": "Boris", "person_id": BORIS, "before": ["buyer"]}, {"person": (BORIS, "Boris")}),
    ("team_added", {"people": ADDED["people"], "role": "buyer"},
     {"people.0.name": (ANNA, "Anna"), "people.1.name": (BORIS, "Boris")}),
    ("team_proposed", {"team": 1, "change": ADDED}, {
        "change.people.0.name": (ANNA, "Anna"), "change.people.1.name": (BORIS, "Boris"),
        "change.people.0.language": (ANNA, "en"), "change.people.1.language": (BORIS, "ru"),
    }),
    ("team_proposed", {"team": 1, "change": {"person_id": BORIS, "limit": 5}}, {}),
    ("notify", {"chosen": {"quiet": "22-7"}}, {"chosen": (ANNA, {"quiet": "22-7"})}),
    ("placed", {"orders": ["33"]}, {}),
])  # fmt: skip
def test_what_is_personal_is_taken_out_with_its_owner_and_a_digest_is_left(
    kind: str, facts: dict[str, object], whose: dict[str, tuple[int, object]]
) -> None:
    left, taken = seal(journaled(kind).personal, ANNA, facts)
    assert {each.field: (each.person_id, each.value) for each in taken} == whose
    assert {each.field: digest_of(each.salt, each.value) for each in taken} == dict(sealed_in(left))
    assert all(len(bytes.fromhex(each.salt)) == 32 for each in taken)
    assert len({each.salt for each in taken}) == len(taken)
    assert not [name for _, name in whose.values() if f'"{name}"' in json.dumps(left)]
    assert left.keys() == facts.keys()


def test_the_words_of_a_pause_that_nobody_asked_for_are_the_programs() -> None:
    assert seal(journaled("paused").personal, None, {"reason": "three orders in doubt"}) == (
        {"reason": "three orders in doubt"},
        (),
    )
    _, (taken,) = seal(journaled("paused").personal, BORIS, {"reason": "I am on holiday"})
    assert (taken.person_id, taken.value) == (BORIS, "I am on holiday")


def test_an_entry_is_not_changed_in_the_hands_of_who_wrote_it() -> None:
    people = [{"id": ANNA, "name": "Anna"}]
    seal(journaled("team_added").personal, BORIS, {"people": people})
    assert people == [{"id": ANNA, "name": "Anna"}]
    assert value_at({"people": people}, "people.1.name") is None


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await migrated_databases.opened(tmp_path / "data" / "caigou.db")
    yield opened
    await opened.close()


@pytest.fixture
async def ledger(database: Database) -> Ledger:
    """Anna wrote three things and Boris one."""
    ledger = Ledger(database, HandClock(datetime(2026, 11, 24, 9, tzinfo=UTC)))
    async with ledger.change() as uow:
        await uow.record(journaled("question", actor=ANNA, snapshot="h", text="“Why” so 贵?"))
        await uow.record(journaled("answer", actor=BORIS, snapshot="h", text="It is not."))
        await uow.record(journaled("placed", orders=["33"]))
        await uow.record(
            journaled("away", actor=ANNA, team=1, by="Anna", by_id=ANNA, delegate="Boris", delegate_id=BORIS)
        )
    return ledger


async def proof(ledger: Ledger) -> Proof:
    found = Proof()
    async with ledger.read() as uow:
        found.follow(await uow.journal.page(0, 100))
    found.end()
    return found


async def exported(ledger: Ledger) -> list[dict[str, object]]:
    async with ledger.read() as uow:
        return [json.loads(line)["facts"] for line in json_lines(await uow.journal.page(0, 100))]


async def test_entry_and_values_are_proved_together(ledger: Ledger) -> None:
    found = await proof(ledger)
    assert (found.broken, found.entries, found.kept, found.erased) == (None, 4, 4, 0)
    assert (await exported(ledger))[0] == {"snapshot": "h", "text": "“Why” so 贵?"}


async def test_whoever_is_forgotten_leaves_digests_and_the_others_stay(ledger: Ledger) -> None:
    before = (await proof(ledger)).last
    async with ledger.change() as uow:
        assert await uow.journal.forget(ANNA) == 2
        assert await uow.journal.forget(ANNA) == 0
    found = await proof(ledger)
    assert (found.broken, found.kept, found.erased, found.last) == (None, 2, 2, before)
    facts = await exported(ledger)
    assert facts[0]["text"] == "erased"
    assert facts[1]["text"] == "It is not."
    assert (facts[3]["by"], facts[3]["delegate"]) == ("erased", "Boris")


@pytest.mark.parametrize("forgery", [
    "UPDATE journal_personal SET value = '\"It is.\"' WHERE event_id = 2",
    "UPDATE journal_personal SET salt = '00' WHERE event_id = 2",
    "UPDATE journal_personal SET value = 'no JSON' WHERE event_id = 2",
    "UPDATE journal_personal SET field = 'snapshot' WHERE event_id = 2",
    "INSERT INTO journal_personal VALUES (2, 'more', 1, '1', '00')",
])  # fmt: skip
async def test_a_value_that_is_not_what_was_written_is_found(database: Database, ledger: Ledger, forgery: str) -> None:
    async with database.transaction() as session:
        await sql(session, "DROP TRIGGER journal_personal_never_changes")
        await sql(session, forgery)
    found = (await proof(ledger)).broken
    assert found is not None
    assert (found.id, found.fault.value) == (2, "a personal value beside it is not what was written")


async def test_a_value_is_never_changed(database: Database, ledger: Ledger) -> None:
    for words in (
        "UPDATE journal_personal SET value = '1'",
        "INSERT OR REPLACE INTO journal_personal SELECT * FROM journal_personal",
    ):
        with pytest.raises(DBAPIError, match="never changed"):
            async with database.transaction() as session:
                await sql(session, words)
    assert (await proof(ledger)).kept == 4


async def test_values_of_many_entries_are_one_statement(database: Database) -> None:
    ledger, said = Ledger(database, HandClock(datetime(2026, 11, 24, 9, tzinfo=UTC))), list[str]()
    event.listen(database._writer.sync_engine, "before_cursor_execute", lambda *a: said.append(a[2]))
    async with ledger.change() as uow:
        for number in range(5):
            await uow.record(journaled("question", actor=ANNA, snapshot="h", text=str(number)))
    assert len([each for each in said if each.startswith("INSERT INTO journal_personal")]) == 1


async def test_a_page_of_the_journal_has_each_value_at_its_entry(ledger: Ledger) -> None:
    async with ledger.read() as uow:
        entries = [each for each in await uow.journal.page(0, 3) if isinstance(each, Entry)]
    assert [[each.field for each in entry.personal] for entry in entries] == [["text"], ["text"], []]
