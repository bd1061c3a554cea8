"""An offer moved to another seller, or became something else: nobody pays before it is looked at and agreed to anew."""

from typing import Any

from bot.sandbox.actor import ShownMessage, post
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS
from tests.walk.conftest import Street
from tests.walk.teams import Group

CREATE = "alibaba.trade.createCrossOrder"
BRICK = "一块砖头"


def pays(shown: ShownMessage) -> bool:
    return any("Pay" in label or "pay link" in label for label in shown.labels)


async def drafted_then(street: Street, **changes: Any) -> None:
    """Anna sees a mug and consents; just before, 1688 shows the offer otherwise."""
    card = await street.draft("plain", 3)
    good = await street.good("plain")
    await post(street.http, f"/sim/goods/{good['offer_id']}", changes)
    await street.anna.presses(card, "Buy now")


async def other_seller(street: Street) -> str:
    goods, mine = (await street.http.get("/sim/goods")).json(), (await street.good("plain"))["seller"]
    return next(str(each["seller"]) for each in goods if each["seller"] != mine)


async def test_an_order_whose_product_became_another_is_not_payable_before_it_is_agreed_to(street: Street) -> None:
    await drafted_then(street, title=BRICK)
    told = await street.hears("#1", "it is not what was agreed to", BRICK)
    assert not pays(told)
    await street.anna.writes("/orders")
    await street.hears("Orders", "#1 · not as agreed, to be looked at")
    assert not await street.told("ordered, to be paid")
    card = await street.hears("#1", "it is not what was agreed to", "Product: ", BRICK, "It is ordered on 1688")
    await street.anna.presses(card, "Agree to")
    assert pays(await street.hears("#1", "ordered, to be paid"))
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()


async def test_an_order_of_another_seller_is_not_payable_and_can_be_closed(street: Street) -> None:
    company = await other_seller(street)
    await drafted_then(street, seller=company)
    card = await street.hears("#1", "it is not what was agreed to", "Seller: ", company, "It is ordered on 1688")
    assert not pays(card)
    await street.later(30)
    await street.anna.presses(card, "Cancel order")
    order_id = (await street.ledger())["orders"][0]["id"]
    await street.anna.presses(await street.hears("Cancel", order_id, "?"), "Yes, cancel it")
    await street.hears("closed on 1688", order_id)
    assert not await street.told("ordered, to be paid")
    await street.agree()


async def test_rules_by_seller_judge_the_seller_that_the_order_names(group: Group) -> None:
    street, company = group.street, await other_seller(group.street)
    mine, anna = (await street.good("plain"))["seller"], group.cast.alone["Anna"]
    await anna.writes(f'/policy seller "{mine}": any of approvers\nelse: @Chen')
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    waiting = await anna.sees("version", "second word", either=True)
    if "second word" in waiting.text:
        await street.later(SECOND_WORD_SECONDS)
        await anna.presses(waiting, "Agree")
        await anna.sees("Rules changed")
    _, card = await group.asks()
    good = await street.good("plain")
    await post(street.http, f"/sim/goods/{good['offer_id']}", {"seller": company})
    await group.cast.here["Boris"].presses(card, "Approve")
    card = await group.reads("it is not what was agreed to", company)
    emil = group.cast.alone["Emil"].person
    assert not any(pays(each) for each in await street.told("#1", person=emil))
    needs = street.rows("SELECT needs FROM request")[0][0]
    assert str(group.cast.here["Chen"].person) in needs
    assert str(group.cast.here["Boris"].person) not in needs
    await group.cast.here["Chen"].presses(card, "Approve")
    assert pays(await street.hears("ordered, to be paid", "#1", person=emil))
    assert (await street.ledger())["calls"][CREATE] == 1
