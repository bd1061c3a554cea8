"""A label is photographed as people do it, or scanned by hand, and the count of its parcel opens."""

import base64
from typing import Any

from bot.desk.teams.membership import remember
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Person
from bot.sandbox.actor import post
from tests.pictures.labels import bomb, label
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_receiver import SUM
from tests.walk.test_team_people import newcomer

OTHER = "SF1234567890123"


async def photographs(street: Street, picture: bytes, text: str = "", **more: Any) -> None:
    """Somebody takes a picture; Anna, if nobody is named."""
    photo = {"name": "label.jpg", "base64": base64.b64encode(picture).decode()}
    await post(street.http, "/sim/say", {"person": street.anna.person, "text": text, "photo": photo} | more)


async def shipped(street: Street, order_id: str) -> str:
    """The order is paid and sent; the waybill of its parcel."""
    await street.at_1688(order_id, "pay")
    await street.at_1688(order_id, "ship")
    return str((await street.http.get("/sim/orders")).json()[0]["parcels"][0]["bill_no"])


async def test_a_photographed_waybill_opens_its_count_and_a_second_scan_says_by_whom_it_was_counted(
    street: Street,
) -> None:
    waybill = await shipped(street, await street.ordered(quantity=20))
    await street.hears("#1 · shipped", waybill)
    await photographs(street, label(waybill))
    card = await street.hears("#1 · what arrived", waybill, "0 of 20")
    await street.anna.presses(card, "All there")
    await street.hears("#1 · what arrived", "20 of 20")

    await photographs(street, label(waybill, turned=-86))
    await street.hears(waybill, "#1", "counted in by Anna")

    await street.anna.writes(f"{waybill.lower()}\n{OTHER}\n{waybill}\n#1")
    found = await street.hears("2 counted · 1 unknown", OTHER, "no parcel of ours", "when 1688 names it")
    assert street.rows("SELECT bill_no, person_id FROM waybill") == [(OTHER, street.anna.person)]
    await street.anna.presses(found, "2 · #1")
    await street.hears("#1 · what arrived", "20 of 20")
    await street.anna.writes(f"/track {waybill}")
    await street.hears("#1 · 1 parcel", waybill)


async def test_what_no_waybill_can_be_read_from_is_said_and_a_picture_in_reply_is_none(street: Street) -> None:
    waybill = await shipped(street, await street.ordered())
    told = await street.hears("#1 · shipped", waybill)
    for name, content, said in (
        ("label.heic", b"\x00\x00\x00\x18ftypheic" + bytes(50), "I cannot read HEIC"),
        ("label.png", bomb(), "too many pixels"),
        ("label.pdf", b"%PDF-1.7\n", "I read no PDF here"),
        ("label.jpg", label(), "I send it to 1688"),
    ):
        await street.anna.drops(name, content)
        await street.hears(said)
    await street.anna.drops("label.jpg", label(waybill))
    await street.hears("#1 · what arrived", waybill)

    await photographs(street, label(waybill), reply_to=told.message_id)
    await street.hears("Nothing waits for such a reply")
    assert len(await street.told("#1 · what arrived")) == 1


async def test_a_parcel_of_another_team_is_as_unknown_as_none_and_whoever_counts_nowhere_asks_in_vain(
    group: Group,
) -> None:
    street, alone, here = group.street, group.cast.alone, group.cast.here
    _, card = await group.asks()
    await here["Boris"].presses(card, "Approve")
    await here["Chen"].presses(card, "Approve")
    await group.reads("ordered, to be paid", "1688 no.")
    order_id = await group.play.newest_order()
    waybill, emil = await shipped(street, order_id), alone["Emil"].person
    await street.until(lambda: street.has("SELECT 1 FROM parcel"), "the parcel is known")
    await photographs(street, label(waybill), person=emil, chat=group.cast.group, text="@caigou_bot")
    await group.reads("#1 · what arrived", waybill)

    await alone["Boris"].writes(waybill)
    await street.hears("товар", person=alone["Boris"].person)
    await alone["Emil"].writes(waybill)
    await street.hears("#1 · what arrived", waybill, person=emil)
    assert await street.told("что пришло", person=alone["Boris"].person) == []

    fedor = await newcomer(group, "Fedor")
    await seated(street, group.cast.group, Role.RECEIVER, fedor.person)
    await fedor.writes(waybill)
    await fedor.sees("#1 · what arrived", waybill, "0 of 100")
    await fedor.writes(f"/order {waybill}")
    await fedor.sees("#1 · what arrived", "100 pcs")
    rows = (await street.http.get("/sim/messages", params={"person": fedor.person})).json()
    assert [row["text"] for row in rows if SUM.search(row["text"])] == []

    others, fred = await another_team(street, emil)
    for number in (waybill, OTHER):
        await post(street.http, "/sim/say", {"person": emil, "chat": others, "text": f"@caigou_bot {number}"})
        await street.hears(f"{number} · no parcel of ours", person=emil, chat=others)
        await post(street.http, "/sim/say", {"person": fred, "text": number})
        await street.hears(f"{number} · no parcel of ours", person=fred)
    await street.at_1688(order_id, "receive")
    await group.reads("#1 · finished")
    assert await street.told("#1", person=fred) == await street.told("#1", person=fred, chat=others) == []


async def another_team(street: Street, *people: int) -> tuple[int, int]:
    """The group of another team, and Fred, who asks there as these people do."""
    fred = int((await post(street.http, "/sim/people", {"name": "Fred", "language": "en"}))["id"])
    await post(street.http, "/sim/say", {"person": fred, "text": "/start"})
    members = [street.anna.person, fred, *people]
    body = {"title": "Others", "members": members, "admins": [street.anna.person], "added_by": street.anna.person}
    others = int((await post(street.http, "/sim/chats", body | {"bot_admin": True}))["id"])
    await street.in_group(others).writes("/team here")
    await street.hears("is a team now", chat=others)
    await seated(street, others, Role.REQUESTER, fred, *people)
    return others, fred


async def seated(street: Street, chat: int, role: Role, *people: int) -> None:
    """They have this role in the team of this group: how people are invited is walked elsewhere."""
    async with street.house.ledger.change() as uow:
        team = await uow.teams.of_chat(chat)
        assert team is not None
        for person in people:
            await uow.people.put_person(await uow.people.person(person) or Person(person, "Fred", "en"), reachable=True)
            await uow.teams.put_member(team.id, person, roles=frozenset({role}), limit=None)
            await remember(uow, team.id, frozenset({role}))
