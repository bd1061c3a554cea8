"""What was bought is reported as a picture with its sums: turned in place, and to a group by whoever may show them."""

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_notify import paid
from tests.walk.test_team_quiet import paid as paid_by_a_team


async def photo(street: Street, shown: ShownMessage) -> bytes:
    """The picture of a message, as Anna sees it."""
    rows = (await street.http.get("/sim/messages", params={"person": street.anna.person})).json()
    address = next(row["photo"] for row in rows if row["message_id"] == shown.message_id)
    return (await street.http.get(address)).content


async def test_a_report_is_a_picture_that_is_turned_in_place(street: Street) -> None:
    await paid(street)
    total = (await street.ledger())["orders"][0]["total_fen"]
    cost = f"¥ {total / 100:,.2f}"
    await street.anna.writes("/report")
    card = await street.hears("Report: ", "Asia/Shanghai", f"Paid: {cost}", f"Cost: {cost}", "in 1 order")
    assert f"Paid, not in: 1 · {cost}" in card.text
    first = await photo(street, card)
    await street.anna.presses(card, "Sellers")
    by_seller = await street.hears("By seller:", "1. ", cost)
    await street.anna.presses(by_seller, "◀")
    empty = await street.hears("Report: ", "Nothing was bought in this period.", "Against ")
    assert {by_seller.message_id, empty.message_id} == {card.message_id}
    assert await photo(street, empty) != first
    await street.anna.presses(empty, "Sheet")
    await street.anna.writes("/report next year")
    await street.hears("Write it like this", "/report week by seller")


async def test_a_group_reads_sums_if_a_buyer_asks_and_others_read_theirs_in_private(group: Group) -> None:
    await paid_by_a_team(group)
    cast = group.cast
    await cast.here["Emil"].writes("/report month by person")
    shown = await group.reads("Report: ", "By person:", "1. Daria", "≈ $")
    await cast.here["Daria"].presses(shown, "Products")
    own = await group.street.hears("Отчёт: ", "По товарам:", "1. ", person=cast.alone["Daria"].person)
    await cast.alone["Daria"].presses(own, "Люди")
    await group.street.hears("Отчёт: ", "1. Daria", "Сравнение: ", person=cast.alone["Daria"].person)
    await cast.here["Chen"].writes("/report 本周 按卖家")
    await group.street.hears("报表", "成本：", "按卖家：", person=cast.alone["Chen"].person)
    assert [each.text for each in await group.told("Report: ")] == [shown.text]
