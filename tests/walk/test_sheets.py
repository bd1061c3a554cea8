"""A sheet that is dropped into a chat is one request; what it cannot be read for is said, and stops nothing else."""

import base64
import os
import signal
from typing import Any

from bot.sandbox.actor import post
from bot.sheets.writing import template
from tests.sheets.hostile import ONE_LONG_ROW
from tests.sheets.test_reader import children
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import ordered, plain, to_consent

CREATE, DETAIL = "alibaba.trade.createCrossOrder", "product.search.queryProductDetail"


async def drops(street: Street, name: str, content: bytes, **more: Any) -> None:
    """Anna, or somebody else, drops a file."""
    file = {"name": name, "base64": base64.b64encode(content).decode()}
    await post(street.http, "/sim/say", {"person": street.anna.person, "text": "", "document": file} | more)


def rows(*lines: tuple[object, ...]) -> bytes:
    return "\n".join(",".join(map(str, line)) for line in lines).encode()


async def test_the_rows_of_a_sheet_are_one_request_and_an_order_for_each_seller(street: Street) -> None:
    one, two = await plain(street, 2)
    table = rows(
        ("Link", "Quantity", "Note"),
        (one["link"], 3, "token_store"),
        (two["offer_id"], 4, ""),
        (one["link"], 2, "token_store"),
    )
    await drops(street, "order.csv", table)
    await street.hears("Lines: 3, products: 2", "product in A", "quantity in B")
    await street.anna.presses(await to_consent(street, "2 products"), "Buy now")
    for part in ("#1/1", "#1/2"):
        await street.hears(part, "1688 no.")
    assert sorted(map(str, await ordered(street))) == sorted([str({one["offer_id"]: 5}), str({two["offer_id"]: 4})])
    assert street.rows("SELECT note FROM asked_line WHERE place = 1") == [("token_store",)]


async def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(street: Street) -> None:
    for name, content, said in (
        ("order.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old .xls"),
        ("order.xlsx", bytes(range(32)) * 20, "no sheet"),
        ("order.csv", b"", "nothing in this sheet"),
        ("order.csv", b"colour,size\nred,M\n", "I do not find this column"),
    ):
        await drops(street, name, content)
        await street.hears(said)
    assert street.rows("SELECT id FROM request") == []


async def test_the_template_comes_back_as_a_request(street: Street) -> None:
    await street.anna.writes("/template")
    await street.hears("Fill in a row for each product")
    await drops(street, "caigou.xlsx", template("en"))
    await street.hears("Lines: 2, products: 2")


async def test_in_a_group_a_file_for_the_bot_is_read_and_any_other_by_a_press_of_its_sender(group: Group) -> None:
    async def twice() -> bool:
        return len(await group.told("Lines: 1, products: 1")) == 2

    (one,) = await plain(group.street, 1)
    daria, table = group.cast.here["Daria"].person, rows(("Link", "Quantity"), (one["link"], 30))
    here = {"person": daria, "chat": group.cast.group}
    await drops(group.street, "order.csv", table, **here)
    offered = await group.reads("order.csv: shall I read it as a list of what to buy?")
    assert not await group.told("Lines: 1")
    await drops(group.street, "prices.csv", table, **here)
    await group.reads("prices.csv: shall I read it as a list of what to buy?")
    assert "不是问您的" in str(await group.cast.here["Chen"].presses(offered, "Read it"))
    assert group.street.rows("SELECT id FROM request") == []
    await drops(group.street, "order.csv", table, **here, text="@caigou_bot")
    await group.reads("Lines: 1, products: 1")
    await group.cast.here["Daria"].presses(offered, "Read it")
    await group.street.until(twice, "the sheet was read by its button")
    assert CREATE not in (await group.street.ledger())["calls"]


async def test_the_lines_of_a_long_sheet_are_changed_page_by_page(street: Street) -> None:
    goods = [each for each in (await street.http.get("/sim/goods")).json() if each["kind"] in ("plain", "range")]
    assert len(goods) > 8
    await drops(street, "long.csv", rows(("Link", "Quantity"), *((each["link"], 100) for each in goods)))
    await street.anna.presses(await to_consent(street, f"{len(goods)} products"), "Change")
    menu = await street.anna.sees("Check and confirm")
    assert not any(label.startswith("9. ") for label in menu.labels)
    await street.anna.presses(menu, "▶")
    menu = await street.anna.sees("Check and confirm")
    assert any(label.startswith("9. ") for label in menu.labels)
    await street.anna.presses(menu, "9. ")
    await street.anna.sees(f"Line 9 of {len(goods)}")


async def test_a_long_reading_goes_on_beside_the_talk_and_only_its_sender_stops_it(group: Group) -> None:
    street, (one, two) = group.street, await plain(group.street, 2)
    here = {"person": group.cast.here["Daria"].person, "chat": group.cast.group, "text": "@caigou_bot"}
    table = rows(("Link", "Quantity"), (one["link"], 3), (two["link"], 4))
    await street.fault(side="1688", call=DETAIL, kind="slow", when="before", seconds=25, times=1)
    await drops(street, "order.csv", table, **here)
    under_way = await group.reads("Lines: 2, products: 2", "1688 has shown 1 of 2 products")
    await group.cast.here["Chen"].writes("/pending")
    await group.reads("Nothing waits")
    answer = (await group.cast.here["Boris"].presses(under_way, "Stop"))["answer"]
    assert "Остановить может только тот, кто прислал таблицу." in answer["text"]
    await group.reads("#1 ", "2 products")
    (left,) = await group.told("Lines: 2, products: 2")
    assert (left.labels, "1688 has shown" in left.text) == ((), False)
    await street.fault(side="1688", call=DETAIL, kind="slow", when="before", seconds=25, times=1)
    await drops(street, "order.csv", table, **here)
    under_way = await group.reads("Lines: 2, products: 2", "1688 has shown 1 of 2 products")
    await group.cast.here["Daria"].presses(under_way, "Stop")
    await group.reads("Stopped: nothing of this sheet is asked for.")
    assert street.rows("SELECT id FROM request") == [(1,)]
    assert street.rows("SELECT name FROM fact WHERE name LIKE 'reading:%'") == []


async def test_somebody_s_sheet_is_read_while_a_hostile_one_of_somebody_else_is(group: Group) -> None:
    street, (one,), before = group.street, await plain(group.street, 1), set(children())
    await drops(street, "empty.csv", ONE_LONG_ROW, person=group.cast.here["Daria"].person)
    await street.until(lambda: begun(before), "the hostile sheet is being read")
    (pid,) = set(children()) - before
    os.kill(int(pid), signal.SIGSTOP)
    await drops(
        street, "order.csv", rows(("Link", "Quantity"), (one["link"], 3)), person=group.cast.here["Chen"].person
    )
    await group.cast.alone["Chen"].sees("共 1 行")
    os.kill(int(pid), signal.SIGKILL)
    await group.cast.alone["Daria"].sees("Для файла не хватает памяти")


async def begun(before: set[str]) -> bool:
    return bool(set(children()) - before)
