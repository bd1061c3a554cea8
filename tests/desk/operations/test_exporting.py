"""The file of what was bought: who has it, of which teams, in which zone, and who asked and agreed to it."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cards.operations.exports import ExportColumns
from bot.desk.ledger.orders import key_of
from bot.desk.ledger.rows_and_values import dump_snapshot
from bot.desk.operations import exporting
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyExporters, Stranger
from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.purchasing.exports import Export, ExportDays, ExportRows, Sheet
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.person import Person, Place
from storage import tables
from storage.queries.write_rows import add, change
from tests.cards.samples import SNAPSHOT
from tests.desk.conftest import ANNA, BORIS
from tests.shop import FIRST, Shop

CHEN, DARIA, RITA, EMIL, MALLORY = (
    Person(number, name, "en", True)
    for number, name in ((3, "Chen"), (4, "Daria"), (5, "Rita"), (6, "Emil"), (9, "Mallory"))
)
ALL = ExportDays()


@pytest.fixture
async def shop(room: Any) -> Shop:
    """Boris buys for the first team, Chen asks in it, Daria approves, Rita receives; Emil leads the second."""
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, RITA, EMIL, MALLORY)
    await shop.team(1, "Europe/Berlin", p2="buyer", p3="requester", p4="approver", p5="receiver")
    await shop.team(2, p6="admin,requester")
    await shop.order(11, "shipped", 3, 1, days=5)
    await shop.order(12, "to_pay", 3, 1)
    await shop.order(13, "paid", 6, 2, days=2)
    await shop.order(14, "paid", 1, None, days=1)
    return shop


async def exported(
    room: Any, by: Person, chat: int = 0, what: ExportRows = ExportRows.ORDERS, days: ExportDays = ALL
) -> Any:
    """The rows of a CSV, as a reader gets them."""
    place, columns = Place(chat or by.id), ExportColumns("en", zone_of(SHANGHAI))
    data, count = await room.desk.exporting.file(by, place, columns, Export(what, Sheet.CSV, days))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == count
    return rows


def beside(room: Any) -> list[str]:
    """What lies where exports are written."""
    folder: Path = room.answers.parent / exporting.EXPORTS
    return [each.name for each in folder.iterdir()]


async def orders(room: Any, by: Person, chat: int = 0, **more: Any) -> list[str]:
    return [row["Purchase"] for row in await exported(room, by, chat, **more)]


async def test_buyers_and_admins_export_their_teams_and_an_admin_of_the_settings_all(room: Any, shop: Shop) -> None:
    assert await orders(room, BORIS) == ["11", "12"]
    assert await orders(room, EMIL) == ["13"]
    assert await orders(room, ANNA) == ["11", "13", "14", "12"]
    assert await orders(room, BORIS, chat=-1) == ["11", "12"]


@pytest.mark.parametrize("by", [CHEN, DARIA, RITA])
async def test_who_only_asks_approves_or_receives_exports_nothing(room: Any, shop: Shop, by: Person) -> None:
    for chat in (by.id, -1):
        with pytest.raises(Refusal) as refused:
            await orders(room, by, chat)
        assert isinstance(refused.value.why, OnlyExporters)
        assert refused.value.why.names == ("Anna", "Boris")


async def test_strangers_and_other_groups_are_refused(room: Any, shop: Shop) -> None:
    with pytest.raises(Refusal) as refused:
        await orders(room, MALLORY)
    assert isinstance(refused.value.why, Stranger)
    for chat, by in ((-2, BORIS), (-7, BORIS)):
        with pytest.raises(Refusal):
            await orders(room, by, chat)


async def test_the_zone_is_that_of_the_one_team(room: Any, shop: Shop) -> None:
    assert str(await room.desk.exporting.zone(BORIS, Place(BORIS.id))) == "Europe/Berlin"
    assert str(await room.desk.exporting.zone(ANNA, Place(ANNA.id))) == SHANGHAI
    assert str(await room.desk.exporting.zone(ANNA, Place(-1))) == "Europe/Berlin"


async def test_the_days_are_those_of_the_payment(room: Any, shop: Shop) -> None:
    first, last = ((shop.now - timedelta(days=days)).astimezone(zone_of(SHANGHAI)).date() for days in (2, 1))
    assert await orders(room, ANNA, days=ExportDays(first, last)) == ["13", "14"]


async def test_a_row_names_who_asked_who_agreed_and_what_comes(room: Any, shop: Shop) -> None:
    """Daria agreed to what was approved; Emil only to an earlier price, Boris took his word back."""
    await shop.parcel(11, "SF100")
    async with shop.database.transaction() as session:
        approved = {"approved": dump_snapshot(SNAPSHOT), "why": "for the fair", "note": "pack well"}
        await change(session, tables.RequestRow, {"id": 11}, approved)
        for person, content, back in ((4, SNAPSHOT.hash, None), (6, "earlier", None), (2, SNAPSHOT.hash, shop.now)):
            await add(
                session, tables.DecisionRow, request_id=11, requester_id=3, approver_id=person, verdict="approve",
                snapshot_hash=content, created_at=shop.now, taken_back_at=back,
            )  # fmt: skip
    row, _ = await exported(room, BORIS)
    assert (row["Asked by"], row["Approved by"], row["Reason"], row["Note"]) == (
        "Chen", "Daria", "for the fair", "pack well",
    )  # fmt: skip
    assert (row["Waybills"], row["Team"], row["State"]) == ("SF100", "Team 1", "shipped")


async def test_who_was_forgotten_is_a_former_member(room: Any, shop: Shop) -> None:
    async with shop.database.transaction() as session:
        await change(session, tables.PersonRow, {"id": 1}, {"name": FORMER})
    last = (await exported(room, ANNA))[2]
    assert last["Asked by"].startswith("a former member")


async def test_what_was_counted_and_the_rate_of_the_day_stand_beside_the_cost(room: Any, shop: Shop) -> None:
    async with shop.database.transaction() as session:
        for days, yuan in ((30, "7.00"), (3, "8.00")):
            since = shop.now - timedelta(days=days)
            await add(session, tables.TeamRateRow, team_id=1, since=since, currency="USD", yuan=yuan)
        order = key_of(str(FIRST + 11))
        await add(
            session, tables.OrderEntryRow, **order, entry_id="1", place=1, offer_id="o", spec_id="", quantity=50,
            share_fen=1100,
        )  # fmt: skip
        await change(session, tables.RemoteOrderRow, order, {"counted_at": shop.now})
        await add(
            session, tables.ArrivalRow, **order, entry_id="1", logistics_id="", kind="good", pieces=48, reason="",
            act="a", place=0, at=shop.now,
        )  # fmt: skip
    for what in (ExportRows.ORDERS, ExportRows.LINES):
        row = (await exported(room, BORIS, what=what))[0]
        assert (row["Arrived"], row["Missing"], row["Pieces"]) == ("48", "2", "50")
        assert (row["Cost, ¥"], row["Cost per piece, ¥"]) == ("11.00", "0.22")
        assert (row["Currency"], row["Yuan for one unit"], row["Cost in this currency"]) == ("USD", "7.00", "1.57")


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_BYTES"])
async def test_more_than_a_chat_takes_is_refused_and_leaves_nothing(
    room: Any, shop: Shop, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, limit, 1)
    with pytest.raises(Refusal) as refused:
        await orders(room, BORIS)
    assert refused.value.reason is RefusalReason.EXPORT_TOO_LONG
    assert beside(room) == []


async def test_an_xlsx_is_made_beside_the_database_and_nothing_of_it_stays(room: Any, shop: Shop) -> None:
    columns = ExportColumns("en", zone_of(SHANGHAI))
    asked = Export(ExportRows.LINES, Sheet.XLSX, ALL)
    data, rows = await room.desk.exporting.file(BORIS, Place(BORIS.id), columns, asked)
    assert (data[:2], rows) == (b"PK", 2)
    assert beside(room) == []
