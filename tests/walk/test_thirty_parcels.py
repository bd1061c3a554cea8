"""Thirty parcels come in one morning: two are short, a piece is damaged, one is too many, and a waybill is nobody's."""

from typing import Any, NamedTuple

from bot.sandbox.actor import ShownMessage, post
from tests.walk.conftest import Street
from tests.walk.test_baskets import plain, to_consent

ORDERS, PARCELS, PIECES = 5, 6, 2
SIGNED = "快件已签收，签收人：本人"
STRAY = "SF1999999999999"


class Came(NamedTuple):
    """What is really in a parcel of two pieces."""

    good: int
    damaged: int = 0


AS_SAID = Came(PIECES)
ODD = {0: Came(1), 7: Came(1), 14: Came(1, 1), 21: Came(3)}
"""By the place of the parcel among the thirty: short, short, damaged, and with one piece too many."""


async def thirty(street: Street) -> dict[str, Came]:
    """Five orders that came in six parcels each, of two pieces as 1688 says; what is in each, by its waybill."""
    await street.market(parcel_lines=True)
    goods = [each for each in await plain(street, 9) if int(each["min_order"]) <= PARCELS * PIECES][:ORDERS]
    await street.anna.writes("\n".join(f"{good['link']} x{PARCELS * PIECES}" for good in goods))
    await street.anna.presses(await to_consent(street, f"{ORDERS} products"), "Buy now")
    await street.anna.sees(f"#1 · {ORDERS} orders to be paid")
    found = dict[str, Came]()
    for number in [str(each["id"]) for each in (await street.ledger())["orders"]]:
        row = await post(street.http, f"/sim/orders/{number}/pay", {})
        for _ in range(PARCELS):
            came = ODD.get(len(found), AS_SAID)
            line = [row["lines"][0]["entry"], sum(came), PIECES]
            row = await post(street.http, f"/sim/orders/{number}/ship", {"lines": [line]})
            waybills = {each["waybill"] for each in (await street.ledger())["parcels"]}
            found[(waybills - found.keys()).pop()] = came
        await post(street.http, f"/sim/orders/{number}/trace", {"remark": SIGNED})
    await street.at_1688(number, "trace", remark=SIGNED)

    async def known() -> bool:
        return street.rows("SELECT count(*) FROM parcel WHERE signed_at IS NOT NULL") == [(len(found),)]

    await street.until(known, "the bot knows every parcel")
    return found


async def opened(street: Street, waybill: str) -> ShownMessage:
    """The card by which a parcel is counted."""
    await street.anna.catches_up()
    await street.anna.writes(waybill)
    return await street.anna.sees("what arrived", waybill)


async def counted(street: Street, waybill: str, came: Came) -> ShownMessage:
    """Anna says what came in a parcel, and that it is surplus if that is asked; how its card looks then."""
    card = await opened(street, waybill)
    if came == AS_SAID:
        await street.anna.presses(card, "All there")
    else:
        await street.anna.presses(card, "Line by line")
        card = await street.anna.sees("what arrived", waybill)
        for label, pieces in (("good", came.good), ("bad", came.damaged)):
            for step in range(pieces):
                place = next(at for at, each in enumerate(card.labels) if each.startswith(f"{label} {step}"))
                await press_at(street, card, place + 1)
                card = await street.anna.sees("what arrived", waybill, "Not counted in yet")
        await street.anna.presses(card, f"Count it: {sum(came)}")
    card = await street.anna.sees("more than ordered", "Counted by", either=True)
    if "more than ordered" in card.text:
        await street.anna.presses(card, "1 surplus")
        card = await street.anna.sees("what arrived", waybill, "1 surplus")
    return card


async def press_at(street: Street, card: ShownMessage, place: int) -> None:
    """Press the button at this place: three of a line are called alike."""
    rows = (await street.http.get("/sim/messages", params={"person": street.anna.person})).json()
    row = next(each for each in rows if each["message_id"] == card.message_id)
    button = [each for line in row["buttons"] for each in line][place]
    await post(
        street.http,
        "/sim/press",
        {"person": street.anna.person, "message_id": card.message_id, "button": button["data"]},
    )


async def test_a_morning_of_thirty_parcels_is_counted_by_their_waybills_as_it_really_is(street: Street) -> None:
    came = await thirty(street)
    await street.anna.writes("/arrivals")
    await street.anna.sees("What arrives", f"{ORDERS * PARCELS} parcels", f"{ORDERS * PARCELS * PIECES} pieces")
    await street.anna.writes("\n".join([*came, STRAY]))
    await street.anna.sees(f"{len(came)} to count", "1 unknown", STRAY)
    for waybill, inside in came.items():
        await street.later(10)  # nobody scans faster, and whoever sends too much at once is not heard
        assert "¥" not in (await counted(street, waybill, inside)).text
    await street.anna.writes("\n".join(came))
    await street.anna.sees(f"{len(came)} counted", "Anna")
    assert sums(street) == {
        "good": sum(each.good for each in came.values()),
        "damaged": sum(each.damaged for each in came.values()),
    }
    await street.anna.writes("/arrivals")
    await street.anna.sees("What arrives", "No parcel is under way")


def sums(street: Street) -> dict[str, Any]:
    """The pieces that were counted, by what they are."""
    return dict(street.rows("SELECT kind, sum(pieces) FROM arrival GROUP BY kind"))
