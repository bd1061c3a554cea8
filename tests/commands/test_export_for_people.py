"""`caigou export` for people: yuan, their zone and language, what a spreadsheet opens; the same sums as everywhere."""

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bot import cli
from bot.desk.money import costed_orders
from bot.purchasing.order_report import OrderLine
from tests.cards.samples import LINES, MATRIX, OFFER
from tests.commands.test_export_command import FIRST, buy

TOTAL = sum(line.amount or 0 for line in LINES) + 800
TOLD = [OrderLine(each.offer_id, each.spec_id, each.quantity, amount=each.amount) for each in LINES]


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert cli.main(["export", *options]) == 0
    return capsys.readouterr().out


def rows(text: str, separator: str = ",") -> list[dict[str, str]]:
    assert text.startswith("\ufeff"), "Excel takes it for UTF-8 by this mark alone"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator))


def put(url: str, *statements: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database, database:
        for each in statements:
            database.execute(each)


async def lines_bought(url: str, state: str = "paid") -> None:
    """Two orders of several variants, each line told, with its share."""
    await buy(url, 2, MATRIX, TOLD, pieces=MATRIX.quantity, total_fen=TOTAL, state=state)


def test_money_is_yuan_and_moments_are_of_the_zone(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1))
    (row,) = rows(printed(capsys, "--what", "orders"))
    assert (row["Purchase"], row["1688 order"], row["State"]) == ("1", str(FIRST + 1), "paid")
    assert (row["Ordered (Asia/Shanghai)"], row["Asked by"]) == ("2026-11-25 07:59", "'=1+1 Анна")
    assert (row["To pay, ¥"], row["Cost, ¥"], row["Pieces"]) == ("0.00", "868.00", "50")
    (berlin,) = rows(printed(capsys, "--what", "orders", "--zone", "Europe/Berlin"))
    assert berlin["Ordered (Europe/Berlin)"] == "2026-11-25 00:59"


def test_the_days_are_those_of_the_zone_and_of_the_payment(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each was ordered a second before midnight in UTC; the second is paid some days later."""
    asyncio.run(buy(shop, 3))
    put(shop, f"UPDATE remote_order SET paid_at = placed_at + 10 * 86400000000 WHERE order_id = '{FIRST + 2}'")

    def found(*options: str) -> list[str]:
        return [row["1688 order"] for row in rows(printed(capsys, "--what", "orders", *options))]

    assert found() == [str(FIRST + 1), str(FIRST + 3), str(FIRST + 2)], "in the order in which they were bought"
    assert found("--from", "2026-11-25", "--to", "2026-11-25") == [str(FIRST + 1)]
    assert found("--to", "2026-11-24", "--zone", "UTC") == [str(FIRST + 1)]
    assert found("--from", "2026-12-06") == [str(FIRST + 2)]


def test_russian_csv_is_what_a_russian_excel_opens(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1, seller="lamp;=1+1"))
    (row,) = rows(printed(capsys, "--lang", "ru", "--what", "orders"), ";")
    assert (row["Стоимость, ¥"], row["Состояние"], row["Продавец"]) == ("868,00", "оплачено", "lamp;'=1+1")
    (chinese,) = rows(printed(capsys, "--lang", "zh", "--what", "orders"))
    assert chinese["成本（¥）"] == "868.00"


def test_an_xlsx_has_numbers_dates_and_whole_ids_below_a_heading_that_stays(shop: str, folder: Path) -> None:
    asyncio.run(lines_bought(shop))
    put(shop, "UPDATE remote_order SET paid_at = placed_at")
    target = folder / "lines.xlsx"
    assert cli.main(["export", "--what", "lines", "--format", "xlsx", "--out", str(target)]) == 0
    sheet = openpyxl.load_workbook(target).active
    heading, first, *_ = sheet.iter_rows()
    row = dict(zip([cell.value for cell in heading], first, strict=True))
    assert (sheet.freeze_panes, heading[0].font.bold) == ("A2", True)
    assert (row["1688 order"].data_type, row["1688 order"].value) == ("s", str(FIRST + 1))
    assert (row["Paid on (Asia/Shanghai)"].is_date, row["Paid on (Asia/Shanghai)"].value) == (
        True, datetime(2026, 11, 25, 7, 59, 59, tzinfo=UTC).replace(tzinfo=None),
    )  # fmt: skip
    assert (row["Paid, ¥"].data_type, row["Paid, ¥"].number_format) == ("n", "#,##0.00")
    assert row["Pieces"].value == LINES[0].quantity
    assert sheet.column_dimensions["B"].width > len(str(FIRST)), "the number of the order can be read"


def test_lines_and_orders_cost_the_same_to_the_fen(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of an order came back, another cost was shared by both, and one is not paid."""
    asyncio.run(lines_bought(shop, "to_pay"))
    put(
        shop,
        "UPDATE remote_order SET state = 'paid', paid_at = placed_at, refunded_fen = 501"
        f" WHERE order_id = '{FIRST + 1}'",
        "INSERT INTO other_cost (id, person_id, at, amount, currency, total_fen, words, basis, file_id)"
        " VALUES (1, 9007199254740993, 1, '10.01', 'CNY', 1001, 'forwarder', 'value', '')",
        "INSERT INTO other_cost_part (cost_id, request_id, share_fen) VALUES (1, 1, 700), (1, 2, 301)",
    )
    sums = []
    for what in ("orders", "lines"):
        found = rows(printed(capsys, "--what", what))
        sums.append([sum(Decimal(row[name]) for row in found) for name in _SUMS])
    assert sums[0] == sums[1]
    assert sums[0] == [Decimal(each).scaleb(-2) for each in (TOTAL, TOTAL, 501, 1001, TOTAL - 501 + 1001)]


_SUMS = ("To pay, ¥", "Paid, ¥", "Came back, ¥", "Other costs, ¥", "Cost, ¥")


def test_json_lines_in_yuan_have_the_names_of_the_columns(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(buy(shop, 1))
    row = json.loads(printed(capsys, "--what", "orders", "--format", "jsonl", "--money", "yuan"))
    assert (row["number"], row["cost"], row["placed_at"]) == ("1", "868.00", "2026-11-25 07:59:59+08:00")
    assert "line" not in row


def test_a_title_is_in_the_language_that_is_asked_for_as_far_as_1688_translated_it(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(buy(shop, 1))
    words = {"language": "ru", "title": "Футболка", "unit": "", "values": [["白色", "белый"]], "original": OFFER.title}
    with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as database, database:
        database.execute(
            "INSERT INTO offer_words (offer_id, language, words, at) VALUES (?, 'ru', ?, 1)",
            (OFFER.offer_id, json.dumps(words)),
        )
    (russian,) = rows(printed(capsys, "--lang", "ru"), ";")
    assert (russian["Товар"], russian["Вариант"]) == ("Футболка", "белый / M")
    (english,) = rows(printed(capsys))
    assert english["Product"] == OFFER.title_translated
    (chinese,) = rows(printed(capsys, "--lang", "zh"))
    assert (chinese["商品"], chinese["规格"]) == (OFFER.title, "白色 / M")


def test_only_what_has_a_tag_is_exported(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(lines_bought(shop))
    assert rows(printed(capsys, "--tag", "Shop A")) == []


def test_more_than_a_page_comes_once_each(
    shop: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costed_orders, "PAGE", 3)
    asyncio.run(buy(shop, 10))
    found = [row["1688 order"] for row in rows(printed(capsys, "--what", "orders"))]
    assert found == [str(FIRST + number) for number in range(1, 11)]


def test_a_postgresql_database_is_exported_the_same(
    migrated_url: str, write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_env(DATABASE_URL=migrated_url)
    asyncio.run(buy(migrated_url, 2))
    found = rows(printed(capsys, "--what", "lines", "--from", "2026-11-26"))
    assert [(row["1688 order"], row["Line"], row["Own SKU"]) for row in found] == [(str(FIRST + 2), "1", "")]
    assert found[0]["Product"] == OFFER.title_in("en")


def test_force_puts_a_whole_file_in_the_place_of_an_older_one(shop: str, folder: Path) -> None:
    (folder / "orders.csv").write_text("old", encoding="utf-8")
    asyncio.run(buy(shop, 1))
    assert cli.main(["export", "--what", "orders", "--out", "orders.csv", "--force"]) == 0
    assert str(FIRST + 1) in (folder / "orders.csv").read_text(encoding="utf-8")
    assert (folder / "orders.csv").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir() if path.name.endswith(".new")] == []


@pytest.mark.parametrize(("options", "said"), [
    (["--zone", "Mars/Olympus"], "no time zone"),
    (["--lang", "de"], "--lang is one of en, zh, ru"),
    (["--what", "refunds", "--money", "yuan"], "leave --money out"),
    (["--format", "jsonl", "--tag", "A"], "add --money yuan"),
])  # fmt: skip
@pytest.mark.usefixtures("shop")
def test_options_that_do_not_fit_each_other_are_wrong_use(
    capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert cli.main(["export", *options]) == 2
    assert said in capsys.readouterr().err
