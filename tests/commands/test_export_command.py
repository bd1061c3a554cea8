"""`caigou export` hands out what was bought: every order once, ids whole, and nothing that a spreadsheet would run."""

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot import cli
from bot.desk.ledger import rows_and_values
from bot.desk.ledger.orders import key_of
from bot.desk.operations import exports
from bot.purchasing.choice import Choice
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine
from bot.purchasing.own_sku import AskedSku, Source
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.snapshot import PricedLine, Snapshot
from bot.sheets import writing
from storage import tables
from storage.engine.database import Database
from storage.queries.write_rows import add, change
from tests.cards.samples import LINES, MATRIX, OFFER, SEVERAL, SNAPSHOT

FIRST = 3_301_686_771_403_783_779
ONE_DAY = timedelta(days=1)
CUP = replace(OFFER, offer_id="600000000002", title="杯子", unit="只", skus=())
BEGIN = datetime(2026, 11, 24, 23, 59, 59, tzinfo=UTC)
SENT = {"body": "{}", "body_sha256": "aa", "submitted_at": BEGIN}


async def buy(
    url: str, count: int, snapshot: Snapshot = SNAPSHOT, lines: Sequence[OrderLine] = (), **more: object
) -> None:
    """One order a day, from the last second of 24 November on, which holds these lines."""
    database = await Database.open(url)
    async with database.transaction() as session:
        await add(session, tables.PersonRow, id=9_007_199_254_740_993, name="=1+1 Анна", seen_at=BEGIN)
        for number in range(1, count + 1):
            at = BEGIN + (number - 1) * ONE_DAY
            request_id = await add(
                session, tables.RequestRow, requester_id=9_007_199_254_740_993, chat_id=1, state="closed",
                offer_id=OFFER.offer_id, offer=rows_and_values.dump_offer(OFFER), quantity=50,
                snapshot=rows_and_values.dump_snapshot(snapshot), snapshot_hash="h", created_at=at, updated_at=at,
            )  # fmt: skip
            attempt_id = await add(
                session, tables.AttemptRow, request_id=request_id, state="placed", gateway="cross",
                out_order_id=f"C-{number}", created_at=at, **SENT,
            )  # fmt: skip
            values = {"state": "paid", "total_fen": 86_800, "freight_fen": 800, "seller": "杭州 & Söhne <x>"} | more
            await add(
                session, tables.RemoteOrderRow, **key_of(str(FIRST + number)), attempt_id=attempt_id,
                request_id=request_id, placed_at=at, **values,
            )  # fmt: skip
            for place, line in enumerate(lines, 1):
                await add(
                    session, tables.OrderEntryRow, **key_of(str(FIRST + number)), entry_id=str(place), place=place,
                    offer_id=line.offer_id, spec_id=line.spec_id, quantity=line.quantity, amount_fen=line.amount,
                )  # fmt: skip
    await database.close()


def exported(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    assert cli.main(["export", "--format", "jsonl", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.threat("T19")
def test_each_order_is_one_row_with_whole_ids_and_fen(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 2))
    first, second = exported(capsys, "--what", "orders")
    assert (first["order_id"], second["order_id"]) == (str(FIRST + 1), str(FIRST + 2))
    assert (first["requester_id"], first["reference"]) == ("9007199254740993", "C-1")
    assert (first["total_fen"], first["freight_fen"], first["state"]) == (86_800, 800, "paid")
    assert (first["placed_at"], first["paid_at"]) == ("2026-11-24T23:59:59+00:00", None)


def test_an_export_says_that_its_database_is_a_dry_run_s(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as database, database:
        database.execute("INSERT INTO fact (name, value, updated_at) VALUES ('dry_run', 'true', 0)")
    assert cli.main(["export"]) == 0
    assert "This is a dry run's database: nothing of it was ordered." in capsys.readouterr().err


def test_each_order_has_one_line_with_what_was_bought(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1, pieces=49, total_fen=49 * 1720 + 800))
    (line,) = exported(capsys, "--what", "lines")
    assert (line["order_id"], line["line"], line["offer_id"]) == (str(FIRST + 1), 1, OFFER.offer_id)
    assert (line["spec_id"], line["variant"]) == (SNAPSHOT.lines[0].spec_id, "白色 / M")
    assert (line["quantity"], line["unit_price_fen"], line["goods_fen"]) == (49, 1720, 49 * 1720)


COUNT = ("arrived", "damaged", "missing", "closed", "cancelled", "surplus")


def test_what_was_counted_stands_in_the_last_columns_of_orders_and_of_lines(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the first line eight are good, one is damaged and one is closed, of the second more came than was ordered."""
    told = [OrderLine(each.offer_id, each.spec_id, each.quantity, amount=each.amount) for each in LINES]
    asyncio.run(buy(shop, 2, MATRIX, told, pieces=MATRIX.quantity, total_fen=sum(each.amount for each in LINES) + 800))
    said = [("1", "good", 8), ("1", "damaged", 1), ("1", "closed", 1), ("2", "good", LINES[1].quantity + 3)]
    with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as database, database:
        database.execute("UPDATE remote_order SET counted_at = 1 WHERE order_id = ?", (str(FIRST + 1),))
        for place, (entry, kind, pieces) in enumerate(said):
            database.execute(
                "INSERT INTO arrival (market, order_id, entry_id, logistics_id, kind, pieces, reason, act, place, at)"
                " VALUES ('1688', ?, ?, '', ?, ?, '', 'a', ?, 1)", (str(FIRST + 1), entry, kind, pieces, place),
            )  # fmt: skip
    first, second = exported(capsys, "--what", "orders")
    assert tuple(first)[-6:] == COUNT
    second_line, all_pieces = LINES[1].quantity, sum(line.quantity for line in LINES)
    assert [first[name] for name in COUNT] == [9 + second_line, 1, all_pieces - 9 - second_line, 1, 0, 3]
    assert [second[name] for name in COUNT] == [None] * 6, "nobody counted it"
    lines = exported(capsys, "--what", "lines")
    assert tuple(lines[0])[-7:] == (*COUNT, "refunded_fen")
    assert [lines[0][name] for name in COUNT] == [9, 1, LINES[0].quantity - 9, 1, 0, 0]
    assert [lines[1][name] for name in COUNT] == [second_line, 0, 0, 0, 0, 3]
    assert lines[-1]["arrived"] is None


@pytest.mark.parametrize(("entries", "back"), [('["2"]', [0, 500]), ("[]", [None, None])])
def test_a_partial_refund_stands_at_the_line_that_it_is_of(
    shop: str, capsys: pytest.CaptureFixture[str], entries: str, back: list[int | None]
) -> None:
    """Without a refund's lines, and if 1688 does not say what each line costs, nobody knows."""
    told = [OrderLine(each.offer_id, each.spec_id, each.quantity, amount=each.amount) for each in LINES]
    asyncio.run(buy(shop, 1, MATRIX, told, pieces=MATRIX.quantity, total_fen=sum(each.amount for each in LINES) + 800))
    with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as database, database:
        database.execute("UPDATE remote_order SET refunded_fen = 500, refund = 'done'")
        database.execute("UPDATE order_entry SET share_fen = amount_fen WHERE ? != '[]'", (entries,))
        database.execute(
            "INSERT INTO refund (market, refund_id, order_id, state, word, amount_fen, paid_fen, entries)"
            " VALUES ('1688', 'TQ1', ?, 'done', 'refundsuccess', 500, 500, ?)", (str(FIRST + 1), entries),
        )  # fmt: skip
    assert [row["refunded_fen"] for row in exported(capsys, "--what", "lines")][:2] == back


def test_each_refund_is_one_row_with_who_asked_for_it_here(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 2))
    order_id = str(FIRST + 1)
    with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as database, database:
        database.execute("UPDATE remote_order SET refund = 'asked', errand_at = 1 WHERE order_id = ?", (order_id,))
        for refund_id, state, word, asked, paid in (
            ("TQ1", "done", "refundsuccess", 500, 450), ("TQ2", "asked", "waitbuyersend", 900, 0),
        ):  # fmt: skip
            database.execute(
                "INSERT INTO refund (market, refund_id, order_id, state, word, amount_fen, paid_fen, carriage_fen,"
                " entries, reason, rejection, asked_at, bill_no)"
                " VALUES ('1688', ?, ?, ?, ?, ?, ?, 100, '[\"1\", \"2\"]', '=破损', 'no', 0, 'YT1')",
                (refund_id, order_id, state, word, asked, paid),
            )
        database.execute(
            "INSERT INTO errand (market, order_id, kind, state, version, person_id, at, accepts, refund_id, carrier,"
            " waybill, reason, seen_whole) SELECT '1688', ?, 'refund', 'done', 1, id, 1, 0, 'TQ2', '', '', '', 0"
            " FROM person LIMIT 1", (order_id,),
        )  # fmt: skip
    first, second = exported(capsys, "--what", "refunds")
    assert (first["refund_id"], first["order_id"], first["request_id"]) == ("TQ1", order_id, "1")
    assert (first["asked_fen"], first["carriage_fen"], first["paid_fen"]) == (500, 100, 450)
    assert (first["entries"], first["state"], first["status"], first["waybill"]) == (
        "1, 2",
        "done",
        "refundsuccess",
        "YT1",
    )
    assert (first["reason"], first["rejection"], first["asked_at"]) == ("=破损", "no", "1970-01-01T00:00:00+00:00")
    assert (first["asked_by_id"], second["asked_by_id"]) == ("", "9007199254740993")
    orders = exported(capsys, "--what", "orders")
    assert [row["refund_asked_fen"] for row in orders] == [900, 0]


@pytest.mark.parametrize(("goods", "price"), [(49 * 1740, 1740), (86_000, None)])
def test_a_line_has_the_price_at_which_it_was_ordered_or_none_if_its_sum_is_no_whole_one(
    shop: str, capsys: pytest.CaptureFixture[str], goods: int, price: int | None
) -> None:
    asyncio.run(buy(shop, 1, pieces=49, total_fen=goods + 800))
    (line,) = exported(capsys, "--what", "lines")
    assert (line["quantity"], line["unit_price_fen"], line["goods_fen"]) == (49, price, goods)


@pytest.mark.parametrize("dearer", [0, 1])
def test_an_order_of_several_variants_has_a_line_for_each_with_its_sum_if_they_add_up(
    shop: str, capsys: pytest.CaptureFixture[str], dearer: int
) -> None:
    total = sum(line.amount for line in LINES) + dearer + 800
    asyncio.run(buy(shop, 1, MATRIX, pieces=MATRIX.quantity, total_fen=total))
    rows = exported(capsys, "--what", "lines")
    assert [(row["line"], row["spec_id"], row["quantity"]) for row in rows] == [
        (place, line.spec_id, line.quantity) for place, line in enumerate(LINES, 1)
    ]
    sums = [(None, None) if dearer else (line.unit_price, line.amount) for line in LINES]
    assert [(row["unit_price_fen"], row["goods_fen"]) for row in rows] == sums


def test_each_line_costs_what_1688_told_of_it(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = tuple(OrderLine(line.offer_id, line.spec_id, line.quantity, Fen(line.amount + 20)) for line in LINES)
    total = sum(line.amount or 0 for line in told) + 800
    asyncio.run(buy(shop, 1, MATRIX, lines=told, pieces=MATRIX.quantity, total_fen=total))
    rows = exported(capsys, "--what", "lines")
    assert [(row["quantity"], row["goods_fen"]) for row in rows] == [(line.quantity, line.amount) for line in told]


def not_taken(offer_id: str, spec_id: str = "") -> list[dict[str, str]]:
    """What an attempt keeps of a line that 1688 did not take."""
    return [{"offer_id": offer_id, "spec_id": spec_id, "code": "500_004", "reason": "sold out"}]


async def left_out(url: str, failed: list[dict[str, str]]) -> None:
    """1688 did not take these lines of the first request."""
    database = await Database.open(url)
    async with database.transaction() as session:
        await change(session, tables.AttemptRow, {"id": 1}, {"failed": failed})
    await database.close()


async def second_offer(url: str) -> None:
    """The first request holds another offer too."""
    database = await Database.open(url)
    async with database.transaction() as session:
        for place, offer in enumerate((OFFER, CUP), 1):
            line = AskedLine(place, offer, Choice.of(1), 9_007_199_254_740_993)
            values = rows_and_values.dump_asked(line)
            shown = {"offer_id": offer.offer_id, "offer": rows_and_values.write_offer(offer)}
            await add(session, tables.AskedOfferRow, request_id=1, **shown)
            await add(session, tables.AskedLineRow, request_id=1, place=place, added_at=BEGIN, **values)
        await change(session, tables.RequestRow, {"id": 1}, {"asked": 2})
    await database.close()


def test_an_order_of_several_products_names_each_of_them(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (LINES[0], PricedLine(CUP.offer_id, None, 7, Fen(900)))
    snapshot = replace(MATRIX, lines=lines)
    asyncio.run(buy(shop, 1, snapshot, pieces=snapshot.quantity))
    asyncio.run(second_offer(shop))
    told = [(row["offer_id"], row["title"], row["unit"]) for row in exported(capsys, "--what", "lines")]
    assert told == [(OFFER.offer_id, OFFER.title, OFFER.unit), (CUP.offer_id, "杯子", "只")]


def test_a_product_that_1688_did_not_take_is_in_no_line(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (LINES[0], PricedLine(CUP.offer_id, None, 7, Fen(900)))
    asyncio.run(buy(shop, 1, replace(MATRIX, lines=lines), pieces=7, total_fen=7_100))
    asyncio.run(second_offer(shop))
    asyncio.run(left_out(shop, not_taken(OFFER.offer_id, LINES[0].spec_id or "")))
    (row,) = exported(capsys, "--what", "lines")
    assert (row["offer_id"], row["title"], row["unit"], row["quantity"]) == (CUP.offer_id, "杯子", "只", 7)
    assert (row["unit_price_fen"], row["goods_fen"]) == (900, 6_300)


def test_every_variant_that_1688_took_of_several_has_its_line(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    rest = LINES[1:]
    asyncio.run(buy(shop, 1, MATRIX, pieces=sum(line.quantity for line in rest)))
    asyncio.run(left_out(shop, not_taken(OFFER.offer_id, LINES[0].spec_id or "")))
    told = [(row["spec_id"], row["quantity"]) for row in exported(capsys, "--what", "lines")]
    assert told == [(line.spec_id, line.quantity) for line in rest]


def test_a_line_of_which_it_is_not_known_which_product_is_in_it_names_none(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (LINES[0], PricedLine(CUP.offer_id, None, 7, Fen(900)))
    asyncio.run(buy(shop, 1, replace(MATRIX, lines=lines), pieces=7))
    asyncio.run(second_offer(shop))
    (row,) = exported(capsys, "--what", "lines")
    assert (row["offer_id"], row["title"], row["unit"], row["quantity"]) == ("", "", "", 7)


async def split(url: str) -> None:
    """The second request is the second part of the first."""
    database = await Database.open(url)
    async with database.transaction() as session:
        await change(session, tables.RequestRow, {"id": 2}, {"part_of": 1, "part": 2})
    await database.close()


@pytest.mark.parametrize("what", ["orders", "lines"])
def test_the_order_of_a_part_names_its_request_as_people_read_it(
    shop: str, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    asyncio.run(buy(shop, 2))
    asyncio.run(split(shop))
    assert [row["request_id"] for row in exported(capsys, "--what", what)] == ["1", "1/2"]


async def asked_by_codes(url: str, *own: AskedSku) -> None:
    """The first request was asked for by these own SKUs."""
    database = await Database.open(url)
    async with database.transaction() as session:
        spec_id, several = own[0].source.spec_id, {"pieces": list(SEVERAL.counted.items()), "collecting": False}
        values = {"spec_id": spec_id} if len(own) == 1 else {"several": several}
        stored = rows_and_values.dump_choice(Choice.of(own=own))["own"]
        await change(session, tables.RequestRow, {"id": 1}, {"own": stored, **values})
    await database.close()


def test_a_line_names_the_own_sku_that_it_was_asked_for_by(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1))
    source = Source(OFFER.offer_id, SNAPSHOT.lines[0].spec_id or "")
    asyncio.run(asked_by_codes(shop, AskedSku("TSH-1", "Shirt", 10, 5, source)))
    (row,) = exported(capsys, "--what", "lines")
    assert (row["sku"], row["sku_count"], row["quantity"]) == ("TSH-1", 10, 50)


def test_each_line_of_several_names_the_own_skus_of_its_variant(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1, MATRIX, pieces=MATRIX.quantity))
    first, second = (Source(OFFER.offer_id, line.spec_id or "") for line in LINES[:2])
    codes = (("A", 1, first), ("B", 2, second), ("A-5", 3, first))
    asyncio.run(asked_by_codes(shop, *(AskedSku(code, "", count, 5, source) for code, count, source in codes)))
    rows = exported(capsys, "--what", "lines")
    assert [(row["sku"], row["sku_count"]) for row in rows] == [
        ("A, A-5", "1, 3"),
        ("B", 2),
        *[("", "")] * (len(LINES) - 2),
    ]


def test_a_part_of_a_purchase_of_several_variants_is_one_line_without_a_variant(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(buy(shop, 1, MATRIX, pieces=30))
    (row,) = exported(capsys, "--what", "lines")
    assert (row["spec_id"], row["variant"], row["quantity"], row["unit_price_fen"]) == ("", "", 30, None)
    assert row["goods_fen"] == 86_000


def test_a_postgresql_database_is_handed_out_the_same(
    migrated_url: str,
    write_env: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    write_env(DATABASE_URL=migrated_url)
    asyncio.run(buy(migrated_url, 5))
    rows = exported(capsys, "--from", "2026-11-25")
    assert [row["reference"] for row in rows] == ["C-2", "C-3", "C-4", "C-5"]
    assert (rows[0]["order_id"], rows[0]["placed_at"]) == (str(FIRST + 2), "2026-11-25T23:59:59+00:00")


def test_an_order_that_turned_out_to_be_another_is_left_out(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1, checked="differs"))
    assert exported(capsys) == []


def test_the_days_are_of_utc_and_both_included(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 4))

    def references(*options: str) -> list[object]:
        return [row["reference"] for row in exported(capsys, *options)]

    assert references("--from", "2026-11-25", "--to", "2026-11-26") == ["C-2", "C-3"]
    assert references("--to", "2026-11-24") == ["C-1"]
    assert references("--from", "2026-11-27", "--to", "9999-12-31") == ["C-4"]


def test_more_orders_than_a_page_come_once_each_and_in_order(
    shop: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 3)
    asyncio.run(buy(shop, 10))
    assert [row["reference"] for row in exported(capsys)] == [f"C-{number}" for number in range(1, 11)]


@pytest.mark.threat("T18")
def test_csv_has_a_heading_and_runs_nothing(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1))
    assert cli.main(["export", "--money", "fen"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["requester"], row["seller"], row["total_fen"]) == ("'=1+1 Анна", "杭州 & Söhne <x>", "86800")


def cells(path: Path) -> list[list[tuple[str, Any]]]:
    """The kind and the content of every cell, as another program reads them."""
    sheet = openpyxl.load_workbook(path).active
    return [[(cell.data_type, cell.value) for cell in row] for row in sheet.iter_rows()]


@pytest.mark.threat("T18")
def test_an_xlsx_holds_texts_and_whole_numbers_and_no_formula(shop: str, folder: Path) -> None:
    asyncio.run(buy(shop, 2, seller="杭州 & Söhne <x>"))
    target = folder / "orders.xlsx"
    assert cli.main(["export", "--format", "xlsx", "--money", "fen", "--out", str(target)]) == 0
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir() if path.name.startswith("sheet-")] == []
    heading, first, _ = cells(target)
    row = dict(zip([name for _, name in heading], first, strict=True))
    assert row["order_id"] == ("s", str(FIRST + 1))
    assert row["requester"] == ("s", "'=1+1 Анна")
    assert row["seller"] == ("s", "杭州 & Söhne <x>")
    assert (row["total_fen"], row["paid_at"]) == (("n", 86800), ("n", None))


def test_a_cell_holds_no_more_than_a_spreadsheet_reads(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    with target.open("wb") as file, writing.Workbook(file) as book:
        book.row(["a\x00b\x0bc\ufffe", "x" * 40_000, 10**15, 10**15 - 1, None])
    (((_, text), (_, long), huge, large),) = cells(target)
    assert (text, len(long)) == ("abc", 32_767)
    assert (huge, large) == (("s", str(10**15)), ("n", 10**15 - 1))


def test_an_xlsx_that_would_be_too_long_leaves_no_half_of_it(
    shop: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    asyncio.run(buy(shop, 2))
    assert cli.main(["export", "--format", "xlsx", "--out", "orders.xlsx"]) == 1
    assert "fewer days" in capsys.readouterr().err
    assert not (folder / "orders.xlsx").exists()


def test_a_file_that_is_there_is_not_written_over(shop: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "orders.csv").write_text("mine", encoding="utf-8")
    assert cli.main(["export", "--out", "orders.csv"]) == 1
    said = "orders.csv is there already: name another file, move that one away, or add --force.\n"
    assert tuple(capsys.readouterr()) == ("", said)
    assert (folder / "orders.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("options", "said"), [
    (["--format", "xlsx"], "--out"),
    (["--from", "2026-11-26", "--to", "2026-11-25"], "--from"),
    (["--from", "yesterday"], "--from"),
    (["--what", "sellers"], "--what"),
    (["--format", "pdf"], "--format"),
])  # fmt: skip
@pytest.mark.usefixtures("shop")
def test_options_that_make_no_sense_are_wrong_use(
    capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert cli.main(["export", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_database_that_is_not_there_is_one_sentence_and_no_file(
    write_env: Callable[..., Path], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_env(DATABASE_URL=f"sqlite:///{folder}/none.db")
    assert cli.main(["export", "--out", "orders.csv"]) == 1
    assert not (folder / "orders.csv").exists()
    assert cli.main(["export"]) == 1
    out, errors = capsys.readouterr()
    assert out == "", "no heading either"
    assert errors.count("\n") == 2
    assert "Traceback" not in errors


def test_an_older_database_is_said_before_anything_is_written(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as database:
        database.execute("UPDATE alembic_version SET version_num = '0036'")
        database.commit()
    assert cli.main(["export"]) == 1
    out, errors = capsys.readouterr()
    assert (out, errors.count("\n")) == ("", 1)
    assert "start the bot once" in errors


def test_a_folder_that_is_not_there_is_one_sentence(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", "--out", "nowhere/orders.csv"]) == 1
    assert capsys.readouterr().err == "nowhere/orders.csv cannot be written: No such file or directory.\n"
