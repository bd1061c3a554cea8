"""Every fact is written in the form that releases before wrote it in, and read back from it."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import col, select

from bot.desk.ledger import facts
from bot.desk.ledger.facts import (
    AppSession,
    ClockApart,
    CopyFact,
    DatabaseName,
    DroppedFile,
    DroppedFiles,
    Fact,
    FactFamily,
    FirstApprover,
    JournalHead,
    LongReading,
    MenusShown,
    OtherProgram,
    PauseFact,
    Quarantine,
    Run,
    SetupFact,
    Stamp,
    StampedTick,
    StandstillFact,
    StoredRate,
    UsualAddress,
)
from bot.purchasing.calls import Shortage
from bot.purchasing.money import Fen
from bot.purchasing.notices.operations import DoubtfulAttempt, OfferPieces, OutsideOrder, PurchaseByHand
from bot.purchasing.tracking.silence import FailedReads
from bot.purchasing.troubles import OwnSight, Told
from storage.tables.upkeep import FactRow

AT = datetime(2026, 11, 24, 2, 0, 0, 123456, tzinfo=UTC)
WHOLE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ISO, WHOLE_ISO = "2026-11-24T02:00:00.123456+00:00", "2026-11-24T02:00:00+00:00"
Z = "2026-11-24T02:00:00.123456Z"
OUTSIDE = OutsideOrder(
    order_id="88", total=Fen(1234), at=AT, seller="Yiwu", attach=(1042,),
    goods=(OfferPieces(offer_id="600", quantity=3),),
    names={1042: "1042/1"}, doubts=(DoubtfulAttempt(attempt_id=7, number=1041, name="1041"),),
    by_hand=(PurchaseByHand(number=1040, name="1040", by="Anna"),),
)  # fmt: skip

MOMENTS = (
    facts.RESTORED_AT, facts.RESUMED_AT, facts.MOVED_TO, facts.CURSOR, facts.SWEPT, facts.OUTSIDE_SINCE,
    facts.PUSH_HEARD, facts.PUSH_MISSED, facts.AWAKE, facts.TO_REWRITE, facts.WRITTEN_AT, facts.DOOR,
    facts.ALARMS_SINCE, facts.TOLD_BEFORE, facts.PUSH_LOOK,
)  # fmt: skip
STORED: tuple[tuple[Fact[Any], str, object, object], ...] = (
    *((each, each.name, AT, ISO) for each in MOMENTS),
    (facts.SWEPT, "swept_until", WHOLE, WHOLE_ISO),
    (facts.PAUSE, "pause", PauseFact("stock-taking", AT, 5), {"reason": "stock-taking", "at": ISO, "by": 5}),
    (facts.PAUSE, "pause", PauseFact("x", WHOLE), {"reason": "x", "at": WHOLE_ISO, "by": None}),
    (
        facts.QUARANTINE, "quarantine", Quarantine("restored", WHOLE, AT),
        {"why": "restored", "since": WHOLE_ISO, "at": ISO, "swept": None},
    ),
    (
        facts.QUARANTINE, "quarantine", Quarantine("moved", WHOLE, AT, AT),
        {"why": "moved", "since": WHOLE_ISO, "at": ISO, "swept": ISO},
    ),
    (facts.OTHER_PROGRAM, "other_program", OtherProgram(AT, None), {"last": ISO, "until": ""}),
    (facts.OTHER_PROGRAM, "other_program", OtherProgram(AT, WHOLE), {"last": ISO, "until": WHOLE_ISO}),
    (facts.CLOCK_APART, "clock_apart", ClockApart("host-1"), {"by": "host-1"}),
    (facts.DATABASE, "database", DatabaseName("d", ISO), {"id": "d", "since": ISO}),
    (facts.BOT_ID, "bot_id", 123456789, 123456789),
    (facts.CODES_KEY, "codes_key", "ab12", "ab12"),
    (facts.DRY_RUN, "dry_run", True, True),
    (facts.WEBHOOK, "webhook", "https://x.example/tg", "https://x.example/tg"),
    (facts.NUMBERS_FROM, "numbers_from", 2000, 2000),
    (facts.RUN.of("list"), "run:list", Run(AT), {"last": ISO}),
    (facts.RUN.of("sweep"), "run:sweep", Run(AT, WHOLE), {"last": ISO, "wanted": WHOLE_ISO}),
    (facts.RUN.of("sweep"), "run:sweep", Run(wanted=AT), {"wanted": ISO}),
    (
        facts.OUTSIDE_UNTOLD, "outside_untold", (OUTSIDE,),
        [{
            "order_id": "88", "total": 1234, "at": "2026-11-24T02:00:00.123456Z", "seller": "Yiwu",
            "goods": [{"offer_id": "600", "quantity": 3}], "attach": [1042], "names": {"1042": "1042/1"},
            "doubts": [{"attempt_id": 7, "number": 1041, "name": "1041"}],
            "by_hand": [{"number": 1040, "name": "1040", "by": "Anna"}],
        }],
    ),
    (facts.OUTSIDE_UNTOLD, "outside_untold", (), []),
    (
        facts.TOLD.of("ghost"), "told:ghost", {"ghost:88": Told(AT, {"ghost:88:1": 1}, ("88",))},
        {"ghost:88": {"since": Z, "messages": {"ghost:88:1": 1}, "things": ["88"]}},
    ),
    (facts.SEEN.of("login_needed"), "seen:login_needed", OwnSight("one", AT), {"by": "one", "seen": Z}),
    (facts.UNREAD_ORDERS, "unread_orders", {"88": AT}, {"88": ISO}),
    (facts.THRIFTY, "thrifty", (Shortage.DAY,), ["day"]),
    (facts.MORNINGS, "mornings", WHOLE, WHOLE_ISO),
    (facts.JOURNAL_HEAD, "journal_head", JournalHead(AT, 12), {"at": ISO, "number": 12}),
    (facts.FAILED_READS, "failed_reads", FailedReads(AT, WHOLE), {"since": Z, "last": "2026-11-24T02:00:00Z"}),
    (facts.COPIES, "copies", CopyFact(AT, WHOLE, ""), {"newest": WHOLE_ISO, "next": ISO, "error": ""}),
    (facts.COPIES, "copies", CopyFact(AT, None, "full"), {"newest": None, "next": ISO, "error": "full"}),
    (
        facts.TICKS, "ticks", Stamp(AT, (StampedTick("watch", WHOLE, ""), StampedTick("sweep", None, "no answer"))),
        {"at": ISO, "ticks": [["watch", WHOLE_ISO, ""], ["sweep", None, "no answer"]]},
    ),
    (facts.ADDRESS.of(5, -100), "address:5:-100", "77", "77"),
    (facts.LAST_TEAM.of(5), "team:5", 3, 3),
    (
        facts.APP_SESSIONS.of(5), "app:5", (AppSession("aa", AT, "Anna", "ru"),),
        [{"hash": "aa", "until": ISO, "name": "Anna", "language": "ru"}],
    ),
    (
        facts.MENUS.of(5), "menus:5", MenusShown("zh", {"-100": "buy list"}),
        {"language": "zh", "menus": {"-100": "buy list"}},
    ),
    (
        facts.SHEET.of(-100, 5), "sheet:-100:5", DroppedFiles((DroppedFile("f", "u", 9, 44),)),
        {"files": [{"id": "f", "unique": "u", "size": 9, "message": 44}]},
    ),
    (facts.UPLOADS.of(5), "uploads:5", True, True),
    (
        facts.ALBUM.of(-100, 5), "album:-100:5", DroppedFile("f", "u", 9, 44),
        {"id": "f", "unique": "u", "size": 9, "message": 44},
    ),
    (facts.HIGHEST_ID.of("list_line"), "highest_id:list_line", 7, 7),
    (facts.READING.of(900), "reading:900", LongReading(5), {"by": 5}),
    (facts.READING.of(900), "reading:900", LongReading(5, True), {"by": 5, "stop": True}),
    (facts.EDITED.of(1042), "edited:1042", "c0ffee", "c0ffee"),
    (facts.LEFT_OUT.of(1042), "left_out:1042", 1043, 1043),
    (facts.PART_PROPOSED.of(1042, 5), "part:1042:5", 2, 2),
    (facts.FIRST_APPROVER.of(3), "had_approver:3", FirstApprover(True, ""), {"had": True, "link": ""}),
    (
        facts.RATES.of(3), "rates:3",
        (StoredRate("EUR", Decimal("7.80"), WHOLE), StoredRate("EUR", Decimal("7.9"), AT)),
        [["EUR", "7.80", WHOLE_ISO], ["EUR", "7.9", ISO]],
    ),
    (facts.TEAM_ADDRESS.of(3), "team_address:3", UsualAddress("77", "Yiwu"), ["77", "Yiwu"]),
    (facts.SETUP.of(3), "setup:3", SetupFact((1, 3), (-100, 44)), {"passed": [1, 3], "card": [-100, 44]}),
    (facts.SETUP.of(3), "setup:3", SetupFact((1,)), {"passed": [1]}),
    (
        facts.STANDSTILL.of(3), "standstill:3", StandstillFact({"paying:0:0": 2}, (5,), 2),
        {"told": {"paying:0:0": 2}, "payers": [5], "many": 2},
    ),
    (facts.PROPOSED.of(8), "proposed:8", (-100, 5), [-100, 5]),
    (facts.READ_UPDATE.of(123, 900), "read:in:123:900", 5, 5),
    (facts.READ_MESSAGE.of(17), "read:out:17", 5, 5),
)  # fmt: skip
OF_BEFORE: tuple[tuple[Fact[Any], str, object], ...] = (
    (facts.FIRST_APPROVER.of(3), "true", FirstApprover(had=True)),
    (facts.FIRST_APPROVER.of(3), "false", FirstApprover()),
    (facts.PAUSE, "{}", None),
    (facts.QUARANTINE, "{}", None),
    (facts.CLOCK_APART, "{}", None),
    (facts.PAUSE, f'{{"reason": "x", "at": "{ISO}"}}', PauseFact("x", AT)),
)
"""Forms that are read, and not written any more, or that say that the fact has ended."""


def test_every_fact_that_is_declared_has_its_stored_form_here() -> None:
    names = {name for _, name, *_ in STORED}
    for each in vars(facts).values():
        if isinstance(each, Fact):
            assert each.name in names
        elif isinstance(each, FactFamily):
            assert any(name.startswith(f"{each.name}:") for name in names), each.name


@pytest.mark.parametrize(("fact", "name", "value", "stored"), STORED)
async def test_it_is_stored_under_its_name_in_its_form_and_read_back(
    room: Any, fact: Fact[Any], name: str, value: object, stored: object
) -> None:
    async with room.ledger.change() as uow:
        await uow.facts.put(fact, value)
        row = (await uow.session.exec(select(FactRow).where(FactRow.name == name))).one()
        assert json.dumps(row.value, sort_keys=True) == json.dumps(stored, sort_keys=True)
    async with room.ledger.read() as uow:
        assert await uow.facts.get(fact) == value


@pytest.mark.parametrize(("fact", "stored", "value"), OF_BEFORE)
async def test_what_was_stored_before_is_read(room: Any, fact: Fact[Any], stored: str, value: object) -> None:
    async with room.ledger.change() as uow:
        uow.session.add(FactRow(name=fact.name, value=json.loads(stored), updated_at=AT))
    async with room.ledger.read() as uow:
        assert await uow.facts.get(fact) == value


async def test_a_fact_that_ended_keeps_its_row_and_a_forgotten_one_does_not(room: Any) -> None:
    async with room.ledger.change() as uow:
        for fact in (facts.PAUSE, facts.BOT_ID):
            assert await uow.facts.get(fact) is None
        await uow.facts.put(facts.PAUSE, PauseFact("x", AT + timedelta(1)))
        await uow.facts.put(facts.BOT_ID, 5)
        await uow.facts.end(facts.PAUSE)
        await uow.facts.forget(facts.BOT_ID)
    async with room.ledger.read() as uow:
        rows = (await uow.session.exec(select(FactRow).where(col(FactRow.name).in_(["pause", "bot_id"])))).all()
        assert [(row.name, row.value) for row in rows] == [("pause", {})]
        assert await uow.facts.get(facts.PAUSE) is None


async def test_what_names_a_person_goes_with_them_and_what_names_another_stays(room: Any) -> None:
    async with room.ledger.change() as uow:
        for person in (5, 55):
            for fact, value in (
                (facts.ADDRESS.of(person, -100), "77"),
                (facts.LAST_TEAM.of(person), 3),
                (facts.APP_SESSIONS.of(person), ()),
                (facts.MENUS.of(person), MenusShown("en", {})),
                (facts.SHEET.of(-100, person), DroppedFiles()),
                (facts.ALBUM.of(-100, person), DroppedFile("f", "u", 9, 44)),
                (facts.UPLOADS.of(person), True),
                (facts.PART_PROPOSED.of(1042, person), 2),
            ):
                await uow.facts.put(fact, value)
        before = set((await uow.session.exec(select(FactRow.name))).all())
        await uow.personal_data.drop_private(5)
        after = set((await uow.session.exec(select(FactRow.name))).all())
    assert before - after == {
        "address:5:-100", "team:5", "app:5", "menus:5", "sheet:-100:5", "album:-100:5", "uploads:5", "part:1042:5",
    }  # fmt: skip
