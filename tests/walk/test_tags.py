"""Tags, from the default of a group to an order whose sum moved: who confirms anew, and who hears of a budget."""

import base64
from dataclasses import replace

from bot.purchasing.approval.policy_language import read
from bot.sandbox.actor import post
from tests.walk.teams import Group
from tests.walk.test_baskets import plain

RULES = "else: auto\nbudget tag Fair 1 a month\nbudget tag Gift 1 a month"


async def rules(group: Group) -> None:
    async with group.street.house.ledger.change() as uow:
        team = await uow.teams.of_chat(group.cast.group)
        assert team is not None
        together = (await uow.teams.policy(team.id, team.policy_version)).together
        await uow.teams.change_policy(
            team, replace(read(RULES, team), together=together), group.cast.here["Anna"].person
        )


async def test_a_tag_is_agreed_to_before_the_order_and_moves_its_sum_afterwards(group: Group) -> None:
    here, alone = group.cast.here, group.cast.alone
    await rules(group)
    await here["Anna"].writes("/team tag Fair")
    await group.reads("Tag of what is asked for", "Fair")
    _, card = await group.asks()
    assert "Fair" in card.text.splitlines()[0], "its budget makes it ask"
    before = await group.code(card, "Approve")

    await alone["Daria"].writes("/order 1")
    await alone["Daria"].presses(await alone["Daria"].sees("#1 ", "Fair"), "Метка")
    await alone["Daria"].sees("какая метка?")
    await alone["Daria"].writes("Stock")
    anew = await here["Daria"].sees("#1 ", "Stock", "Buy now", either=True)
    await group.presses_code("Boris", anew, before)
    assert group.votes() == [], "nobody agrees by the card of before"
    await here["Daria"].presses(anew, "Buy now")
    await group.reads("#1", "Stock", "1688 no.")

    await alone["Emil"].writes("/order 1")
    await alone["Emil"].presses(await alone["Emil"].sees("#1 ", "Stock"), "Tag")
    await alone["Emil"].sees("which tag?")
    await alone["Emil"].writes("Gift")
    await alone["Emil"].sees("its sum moved")
    await alone["Anna"].sees("budget of a tag is used up", "Gift")
    assert group.street.rows("SELECT tag FROM asked_line") == [("Gift",)]
    await alone["Emil"].writes('/orders tag "gift"')
    shown = await alone["Emil"].sees("Orders · gift", "#1")
    await alone["Emil"].presses(shown, "Cancelled")
    shown = await alone["Emil"].sees("Orders · gift", "No order was cancelled")
    await alone["Emil"].presses(shown, "Tag")
    await alone["Emil"].presses(await alone["Emil"].sees("Purchases of which tag"), "Gift")
    await alone["Emil"].sees("Orders · Gift", "#1")

    await alone["Emil"].writes("/order 1")
    await alone["Emil"].presses(await alone["Emil"].sees("#1 ", "Gift"), "Tag")
    pressed = await alone["Emil"].presses(await alone["Emil"].sees("which tag?", "Now: Gift"), "None")
    assert "its sum moved" in pressed["answer"]["text"]
    assert group.street.rows("SELECT tag FROM asked_line WHERE tag <> ''") == []


async def test_a_sheet_with_two_tags_shows_what_each_costs(group: Group) -> None:
    one, two = await plain(group.street, 2)
    table = f"Link,Quantity,Shop\n{one['link']},30,North\n{two['link']},30,South\n"
    file = {"name": "order.csv", "base64": base64.b64encode(table.encode()).decode()}
    daria = group.cast.alone["Daria"]
    await post(group.street.http, "/sim/say", {"person": daria.person, "text": "", "document": file})
    where = await daria.sees("Куда доставить?", "North · South")
    await daria.presses(where, where.labels[0])
    await daria.sees("North ¥", "South ¥")
