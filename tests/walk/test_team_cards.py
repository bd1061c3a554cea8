"""A team's card stays true: after an absence, after a restart, with all to decide by, and when its team ends."""

from datetime import datetime

from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS
from tests.walk.teams import Group

DECIDING = {"Approve", "Decline", "Question", "Answer", "Take back", "Pay", "Cancel order"}


async def test_after_a_short_restart_no_card_is_posted_again(group: Group) -> None:
    number, card = await group.asks()
    await group.street.tenant.restart()
    await group.cast.here["Boris"].presses(card, "Approve")
    voted = await group.reads(f"#{number} ", "✅ Boris")
    assert voted.message_id == card.message_id
    assert len(await group.told(f"#{number} ", "approval wanted")) == 1


async def test_the_card_says_by_what_to_decide(group: Group) -> None:
    await group.asks("For the fair")
    now = datetime.fromisoformat((await group.street.http.get("/sim/clock")).json()["now"])
    month = now.astimezone(zone_of(SHANGHAI)).strftime("%B")
    budget = f"Budget {month}, the team: ¥ 48,630.00 of ¥ 50,000.00 left after this"
    card = await group.reads("approval wanted", "For the fair", "Needs 2 of Boris, Chen", "until ", budget)
    assert "No order with us so far" in card.text
    assert "1 USD" not in card.text, "the rate is new enough"
    await group.street.later(8 * 24 * 3600)
    await group.reads("#1 ", "Nobody decided in time")  # it lapses, and its card must not be taken for the next one
    await group.asks("For the second fair")
    await group.reads("#2 ", "approval wanted", "1 USD = ¥ 7.26", "⚠️")


async def test_once_a_team_is_closed_its_group_holds_nothing_to_decide_a_request_by(group: Group) -> None:
    number, card = await group.asks()
    await group.cast.here["Anna"].writes("/pending")
    await group.reads("Waiting for approval: 1")
    await group.cast.alone["Anna"].writes("/team close")
    waits = await group.cast.alone["Anna"].sees("second word", "press")
    await group.street.later(SECOND_WORD_SECONDS)
    await group.cast.alone["Anna"].presses(waits, "Agree")

    async def over() -> bool:
        says_so = {shown.message_id for shown in await group.told(f"#{number} · cancelled")}
        live = {label for shown in await group.told("") for label in shown.labels}
        return card.message_id in says_so and not live & DECIDING

    await group.street.until(over, "the card says that it is over, and no message can be decided by")


async def test_what_waits_is_taken_back_from_its_details_by_its_requester_and_by_nobody_else(group: Group) -> None:
    number, _ = await group.asks()
    emil, daria = group.cast.alone["Emil"], group.cast.alone["Daria"]
    await emil.writes(f"/order {number}")
    assert not (await emil.sees(f"#{number}", "What happened")).labels
    await daria.writes(f"/order {number}")
    await daria.presses(await daria.sees(f"#{number}", "происходило"), "Отозвать")
    await group.reads(f"#{number} · cancelled", "Taken back by the requester")
